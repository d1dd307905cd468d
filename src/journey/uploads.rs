//! Files that are uploaded to a separate URL, one after the other, before the filing is frozen.

use super::attempts::{Attempts, Next, Pause};
use super::effect::{Effect, HostEvent};
use super::event::RequestEnd;
use super::filing::{Stage, Uploading};
use super::outcome::kind;
use super::problems::ShownProblem;
use super::steps::step_of;
use super::{Journey, Page};
use crate::reply::{Reply, href};

impl Journey {
    /// Uploads the first file that was not uploaded. Returns false if all were.
    pub(super) fn upload_next(&mut self) -> bool {
        let assessment = self.assess();
        let asked: Vec<_> =
            self.draft.files.iter().filter(|file| assessment.is_asked(&file.answer)).collect();
        let (count, next) = (asked.len(), asked.iter().position(|file| file.href.is_none()));
        let Some((at, file)) = next.and_then(|at| Some((at, asked.get(at)?))) else { return false };
        self.filing.stage = Stage::Uploading(Uploading {
            file: file.id.clone(),
            number: at + 1,
            count,
            percent: 0,
            attempts: Attempts::start(self.moment.seconds()),
            pause: None,
        });
        if !matches!(self.page, Page::Sending) {
            self.go(Page::Sending, None);
        }
        self.attempt_upload();
        true
    }

    /// Makes an attempt at the current file, or waits for the network.
    pub(super) fn attempt_upload(&mut self) {
        let is_online = self.moment.is_online;
        let Some(uploading) = self.filing.uploading() else { return };
        uploading.pause = (!is_online).then(|| Pause::Offline { sent: uploading.attempts.any() });
        let id = uploading.file.clone();
        if is_online && let Some(file) = self.draft.files.iter().find(|file| file.id == id) {
            self.effects.push(Effect::Upload(file.clone()));
        }
        self.draw();
    }

    /// Shows the progress of an upload.
    pub(super) fn follow_progress(&mut self, file: &str, percent: u32) {
        if let Some(uploading) = self.filing.uploading().filter(|uploading| uploading.file == file) {
            uploading.percent = percent;
            self.draw();
        }
    }

    /// Handles the end of an attempt to upload a file.
    pub(super) fn follow_upload(&mut self, file: &str, end: &RequestEnd) {
        let seconds = self.moment.seconds();
        let is_current = |uploading: &&mut Uploading| uploading.file == file && uploading.pause.is_none();
        let Some(uploading) = self.filing.uploading().filter(is_current) else { return };
        if let RequestEnd::Response { status, body, .. } = end
            && let Some(href) = href(*status, body)
        {
            return self.finish_upload(file, href);
        }
        let (reply, status) = end.understand(Reply::of_file);
        match uploading.attempts.record(&reply, seconds) {
            Next::Now => self.attempt_upload(),
            Next::After(wait) => {
                uploading.pause = Some(Pause::Waiting(wait));
                self.wait(wait);
            }
            Next::Never => self.fail_upload(file, reply, status),
        }
    }

    /// Stores the URL of an uploaded file, and continues with the next file or the filing.
    fn finish_upload(&mut self, id: &str, href: String) {
        if let Some(file) = self.draft.files.iter_mut().find(|file| file.id == id) {
            file.href = Some(href);
        }
        self.save();
        if !self.upload_next() {
            self.filing.stage = Stage::Open;
            self.page = Page::Review;
            self.submit();
        }
    }

    fn fail_upload(&mut self, id: &str, reply: Reply, status: Option<u16>) {
        self.filing.stage = Stage::Open;
        if let Reply::Refused(reported) = reply {
            let question = self.draft.files.iter().find(|file| file.id == id).map(|file| file.answer.clone());
            let question = question.unwrap_or_default();
            self.emit(HostEvent::Failed { kind: kind(&Reply::FilesRefused), status, retryable: false });
            self.is_reviewing = true;
            self.go(step_of(&self.content.form, &question).map_or(Page::Review, Page::Step), None);
            self.show(reported.iter().map(|problem| ShownProblem::reported_at(&question, problem)).collect());
            return;
        }
        // The filing was not sent, so its outcome is certain.
        let reply = match reply {
            Reply::Unknown | Reply::InProgress | Reply::NotReceived => Reply::NoEndpoint,
            reply => reply,
        };
        self.emit(HostEvent::Failed { kind: kind(&reply), status, retryable: !reply.is_definite_refusal() });
        self.go(Page::Failure(reply), None);
    }
}
