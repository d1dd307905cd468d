//! The network: requests and the faults that happen to them.

use super::backend::Response;
use super::tab::Name;
use super::{Checked, World};
use crate::random::Random;
use guitai::journey::{Event, RequestEnd};
use guitai::value::attachment::Attachment;
use std::rc::Rc;

/// How long a request waits without progress.
pub const REQUEST_TIMEOUT_MS: u64 = 30_000;

/// A request under way.
#[derive(Clone, Debug)]
pub struct Request {
    pub tab: Name,
    pub parcel: Parcel,
    /// The response, after the backend has sent it.
    pub end: Option<RequestEnd>,
    pub progress_at: u64,
}

#[derive(Clone, Debug)]
pub enum Parcel {
    Filing { id: String, body: Rc<str> },
    File(Attachment),
}

impl Request {
    pub fn new(tab: Name, parcel: Parcel, now: u64) -> Self {
        Self { tab, parcel, end: None, progress_at: now }
    }

    /// The event that ends it.
    pub fn event(&self, end: RequestEnd) -> Event {
        match &self.parcel {
            Parcel::Filing { id, .. } => Event::RequestEnded { id: id.clone(), end },
            Parcel::File(file) => Event::UploadEnded { file: file.id.clone(), end },
        }
    }
}

impl From<Response> for RequestEnd {
    fn from(response: Response) -> Self {
        let Response { status, retry_after, body } = response;
        Self::Response { status, retry_after, body }
    }
}

/// Statuses that a gateway may answer with, whether the request reached the backend or not.
const GATEWAY: [u16; 14] = [301, 402, 404, 405, 408, 410, 418, 429, 451, 500, 502, 503, 504, 599];

impl World {
    /// Something happens to a request.
    pub(super) fn advance_request(&mut self, random: &mut Random) -> Checked {
        let index = random.below(self.requests.len());
        if let Some(end) = self.requests[index].end.clone() {
            return self.end_request(index, end);
        }
        if !self.is_online {
            self.counts.add("fault: request without network");
            return self.end_request(index, RequestEnd::Broken { status: None });
        }
        let end = match random.below(100) {
            0..=44 => self.reach(index, random).into(),
            45..=51 => self.fail("fault: request lost", RequestEnd::Broken { status: None }),
            52..=58 => {
                self.reach(index, random);
                self.fail("fault: response lost", RequestEnd::Broken { status: None })
            }
            59..=63 => {
                let status = Some(self.reach(index, random).status);
                self.fail("fault: response truncated", RequestEnd::Broken { status })
            }
            64..=67 => {
                let response = self.reach(index, random);
                // A prefix of an object is no JSON.
                let body = response.body.chars().take(response.body.len() / 2).collect::<String>();
                let response = Response { body: format!("{body}\u{fffd}"), ..response };
                self.fail("fault: response garbled", response.into())
            }
            68..=73 => {
                self.counts.add("fault: request repeated");
                let first = self.reach(index, random);
                let second = self.reach(index, random);
                if random.below(2) == 0 { first.into() } else { second.into() }
            }
            74..=80 => {
                self.counts.add("fault: response delayed");
                let end = self.reach(index, random).into();
                self.requests[index].end = Some(end);
                return Ok(());
            }
            81..=83 => {
                let event = self.requests[index].clone();
                self.requests[index].progress_at = self.now;
                let Parcel::File(file) = event.parcel else { return Ok(()) };
                let percent = u32::try_from(random.below(101)).unwrap_or_default();
                return self.feed(event.tab, &Event::UploadProgressed { file: file.id, percent });
            }
            84..=85 => self.fail("fault: headers failed", RequestEnd::NoHeaders),
            _ => self.intercept(index, random),
        };
        self.end_request(index, end)
    }

    fn fail(&mut self, name: &'static str, end: RequestEnd) -> RequestEnd {
        self.counts.add(name);
        end
    }

    /// A proxy, a login page or a gateway answers, before or after the backend got the request.
    fn intercept(&mut self, index: usize, random: &mut Random) -> RequestEnd {
        if random.below(2) == 0 {
            self.reach(index, random);
        }
        let (name, response) = match random.below(6) {
            0 => ("fault: redirect", Response::new(0, "")),
            1 => (
                "fault: page instead of a receipt",
                Response::new(200, "<!doctype html><title>Sign in</title>"),
            ),
            2 => ("fault: no content", Response::new(204, "")),
            3 => ("fault: sign-in required by a proxy", Response::new(*random.pick(&[401, 403]), "")),
            _ => {
                let retry_after = *random.pick(&[None, Some(3), Some(200)]);
                let status = *random.pick(&GATEWAY);
                ("fault: status of a gateway", Response { retry_after, ..Response::new(status, "<html>") })
            }
        };
        self.counts.add(name);
        response.into()
    }

    /// The request reaches the backend.
    fn reach(&mut self, index: usize, random: &mut Random) -> Response {
        match self.requests[index].parcel.clone() {
            Parcel::Filing { id, body } => self.backend.receive(&id, &body, random, &mut self.counts),
            Parcel::File(file) => self.backend.receive_file(&file, random),
        }
    }

    pub(super) fn end_request(&mut self, index: usize, end: RequestEnd) -> Checked {
        if index > 0 {
            self.counts.add("fault: request ended before an earlier one");
        }
        let request = self.requests.remove(index);
        let event = request.event(end);
        self.feed(request.tab, &event)
    }

    /// A copy of an old request reaches the backend, or a late response reaches the tab.
    pub(super) fn stray(&mut self, random: &mut Random) -> Checked {
        if !self.late.is_empty() && random.below(2) == 0 {
            self.counts.add("fault: response after an abort");
            let (name, event) = self.late.swap_remove(random.below(self.late.len()));
            return self.feed(name, &event);
        }
        if !self.ghosts.is_empty() {
            self.counts.add("fault: request arrived late");
            let (id, body) = self.ghosts.swap_remove(random.below(self.ghosts.len()));
            self.backend.receive(&id, &body, random, &mut self.counts);
        }
        Ok(())
    }
}
