//! Files that go to an address of their own, one after the other, before the filing.

use super::Upload;
use super::failure::Way;
use super::filing::kind;
use super::flow::{self, Page};
use super::shown::Shown;
use super::wizard::Wizard;
use super::{Event, Msg};
use crate::reply::Reply;
use yew::prelude::*;

impl Wizard {
    /// Sends the first file that is not there yet. False if all are.
    pub(super) fn upload_next(&mut self, ctx: &Context<Self>) -> bool {
        let setup = ctx.props();
        let assessment = self.assess(setup);
        let asked: Vec<_> =
            self.draft.files.iter().filter(|file| assessment.is_asked(&file.answer)).collect();
        let (count, next) = (asked.len(), asked.iter().position(|file| file.href.is_none()));
        let Some((at, file)) = next.and_then(|at| Some((at, asked.get(at)?))) else { return false };
        let id = file.id.clone();
        let progress = ctx.link().callback(move |upload| Msg::Uploaded { id: id.clone(), upload });
        setup.port.upload(file, progress);
        self.way = Way::File { number: at + 1, count, percent: 0 };
        if self.page != Page::Sending {
            self.go(setup, Page::Sending, None);
        }
        true
    }

    /// Follows a file on its way.
    pub(super) fn follow_upload(&mut self, ctx: &Context<Self>, id: &str, upload: Upload) {
        let setup = ctx.props();
        // What comes late was called off, or its file was removed.
        if self.page != Page::Sending {
            return;
        }
        match upload {
            Upload::Percent(sent) => {
                if let Way::File { percent, .. } = &mut self.way {
                    *percent = sent;
                }
            }
            Upload::Paused(pause) => self.way = Way::Paused(pause),
            Upload::Stored(href) => {
                if let Some(file) = self.draft.files.iter_mut().find(|file| file.id == id) {
                    file.href = Some(href);
                }
                self.save(setup);
                if !self.upload_next(ctx) {
                    self.page = Page::Review;
                    self.submit(ctx);
                }
            }
            Upload::Failed { reply: Reply::Refused(told), status } => {
                let place =
                    self.draft.files.iter().find(|file| file.id == id).map(|file| file.answer.clone());
                let place = place.unwrap_or_default();
                setup.port.emit(&Event::Failed {
                    kind: kind(&Reply::FilesRefused),
                    status,
                    retryable: false,
                });
                self.reviewing = true;
                self.go(setup, flow::page_of(&setup.form, &place), None);
                self.show(setup, told.iter().map(|told| Shown::at(&place, told)).collect());
            }
            Upload::Failed { reply, status } => {
                // The filing itself was not sent: of that much everybody can be sure.
                let reply = match reply {
                    Reply::Unknown | Reply::InProgress | Reply::NotReceived => Reply::NoEndpoint,
                    reply => reply,
                };
                setup.port.emit(&Event::Failed { kind: kind(&reply), status, retryable: !reply.releases() });
                self.go(setup, Page::Failure(reply), None);
            }
        }
    }
}
