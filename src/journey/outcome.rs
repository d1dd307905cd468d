//! The outcome of a filing: a receipt, problems, or a failure.

use super::effect::{Effect, HostEvent};
use super::event::RequestEnd;
use super::filing::{Filing, Stage};
use super::problems::ShownProblem;
use super::saved::write_received;
use super::steps::{Places, step_of};
use super::{Journey, Page};
use crate::reply::{Receipt, Reply, ReportedProblem};
use std::rc::Rc;

impl Journey {
    /// Ends the sending with the outcome of its last attempt.
    pub(super) fn settle(&mut self, reply: Reply, status: Option<u16>) {
        match reply {
            Reply::Received(receipt) => self.show_receipt(receipt),
            Reply::Refused(reported) => {
                self.release();
                self.show_refusal(&reported);
            }
            reply => {
                if reply.is_definite_refusal() {
                    self.release();
                } else if let Some(body) = self.filing.body().cloned() {
                    self.filing.stage = Stage::Unresolved { body };
                }
                let retryable = reply.may_retry();
                self.emit(HostEvent::Failed { kind: kind(&reply), status, retryable });
                self.go(Page::Failure(reply), None);
            }
        }
    }

    /// Shows the receipt. The filing stays shared, so that another tab with this draft gets the same receipt.
    fn show_receipt(&mut self, receipt: Receipt) {
        let remarks = std::mem::take(&mut self.remarks);
        let (id, reference) = (self.filing.id.clone(), receipt.reference.clone());
        self.tabs.keep(&id);
        self.emit(HostEvent::Submitted { id, reference });
        self.filing = Filing::open(self.moment.new_id());
        let received = write_received(&receipt.reference);
        self.go(Page::Receipt(receipt), None);
        self.remarks = remarks;
        self.effects.push(Effect::DeleteAll);
        self.effects.push(Effect::SaveDraft(received));
    }

    /// Shows the problems that the backend found.
    fn show_refusal(&mut self, reported: &[ReportedProblem]) {
        let form = Rc::clone(&self.content.form);
        let assessment = self.assess();
        let places = Places::new(&form, &assessment, &self.draft);
        let problems: Vec<_> =
            reported.iter().map(|problem| ShownProblem::reported(&places, problem)).collect();
        let step = problems.iter().find_map(|problem| step_of(&form, &problem.control));
        self.is_reviewing = true;
        self.go(step.map_or(Page::Review, Page::Step), None);
        self.show(problems);
    }
}

impl RequestEnd {
    /// Returns the reply and the status of a request's end. `read` reads a complete response.
    pub(super) fn understand(&self, read: impl Fn(u16, &str, Option<u32>) -> Reply) -> (Reply, Option<u16>) {
        match self {
            Self::NoHeaders => (Reply::SignIn, None),
            Self::Broken { status } => (Reply::Unknown, *status),
            Self::Response { status, retry_after, body } => {
                (read(*status, body, *retry_after), Some(*status).filter(|status| *status > 0))
            }
        }
    }
}

/// The kind of a failure in `guitai-error`.
pub(super) fn kind(reply: &Reply) -> &'static str {
    match reply {
        Reply::SignIn => "session",
        Reply::Busy(_) => "busy",
        Reply::NoEndpoint => "endpoint",
        Reply::NotReceived => "not_received",
        Reply::FilesRefused => "attachments",
        Reply::Refused(_) | Reply::RefusedEntirely(_) => "refused",
        Reply::InProgress | Reply::Unknown | Reply::Received(_) => "network",
    }
}
