//! The backend: it stores one submission per key, and answers in every way that the contract allows.

use super::counts::Counts;
use crate::random::Random;
use guitai::value::attachment::Attachment;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A complete response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    pub status: u16,
    pub retry_after: Option<u32>,
    pub body: String,
}

impl Response {
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, retry_after: None, body: body.into() }
    }
}

/// What the backend does with a submission that it has not seen.
#[derive(Clone, Copy, Debug)]
enum Plan {
    Store,
    StoreAndFail,
    Start,
    Refuse,
    Busy,
    Fail,
}

#[derive(Clone, Debug, Default)]
pub struct Backend {
    /// The stored submissions: body and reference by key.
    pub rows: BTreeMap<String, (Rc<str>, String)>,
    /// Receipts that were given: key and the text that the form shows.
    pub given: BTreeSet<(String, String)>,
    /// Whether each request is answered with a server error and nothing is stored.
    pub is_down: bool,
    /// Whether the person has to sign in again.
    pub is_signed_out: bool,
    /// Refusals, by key and body: a repeated request gets the same answer.
    refused: BTreeMap<(String, Rc<str>), Response>,
    in_progress: BTreeMap<String, Rc<str>>,
    /// Content by the key of an uploaded file.
    files: BTreeMap<String, String>,
}

impl Backend {
    /// Handles a submission.
    pub fn receive(
        &mut self,
        id: &str,
        body: &Rc<str>,
        random: &mut Random,
        counts: &mut Counts,
    ) -> Response {
        if let Some(response) = self.gate(random) {
            return response;
        }
        if let Some((stored, _)) = self.rows.get(id) {
            return if stored == body {
                counts.add("backend: repeated, same receipt");
                self.confirm(id, random)
            } else {
                counts.add("backend: key with another body");
                Response::new(422, r#"{"title": "This key was used with another body"}"#)
            };
        }
        if let Some(response) = self.refused.get(&(id.to_owned(), Rc::clone(body))) {
            return response.clone();
        }
        if let Some(started) = self.in_progress.get(id) {
            if started == body && random.below(2) == 0 {
                self.store(id, body, counts);
                return self.confirm(id, random);
            }
            counts.add("backend: in progress");
            return Response::new(409, "{}");
        }
        self.decide(id, body, random, counts)
    }

    fn decide(&mut self, id: &str, body: &Rc<str>, random: &mut Random, counts: &mut Counts) -> Response {
        use Plan::{Busy, Fail, Refuse, Start, Store, StoreAndFail};
        let plan = random.pick(&[Store, Store, Store, Store, Store, StoreAndFail, Start, Refuse, Busy, Fail]);
        match plan {
            Store => {
                self.store(id, body, counts);
                self.confirm(id, random)
            }
            StoreAndFail => {
                self.store(id, body, counts);
                counts.add("backend: stored, then failed");
                server_error(random)
            }
            Start => {
                counts.add("backend: in progress");
                self.in_progress.insert(id.to_owned(), Rc::clone(body));
                Response::new(409, "")
            }
            Refuse => {
                counts.add("backend: refused");
                let response = refusal(random);
                self.refused.insert((id.to_owned(), Rc::clone(body)), response.clone());
                response
            }
            Busy => {
                counts.add("backend: busy");
                busy(random)
            }
            Fail => {
                counts.add("backend: failed");
                server_error(random)
            }
        }
    }

    fn store(&mut self, id: &str, body: &Rc<str>, counts: &mut Counts) {
        counts.add("filings stored");
        self.in_progress.remove(id);
        let reference = format!("R-{}", self.rows.len());
        self.rows.insert(id.to_owned(), (Rc::clone(body), reference));
    }

    /// A receipt for a stored submission.
    fn confirm(&mut self, id: &str, random: &mut Random) -> Response {
        let reference = &self.rows[id].1;
        let (shown, body) = match random.below(3) {
            0 => (id.to_owned(), format!(r#"{{"id": "{id}"}}"#)),
            1 => (reference.clone(), format!(r#"{{"reference": "{reference}", "message": "OK"}}"#)),
            _ => (reference.clone(), format!(r#"{{"id": "{id}", "reference": "{reference}"}}"#)),
        };
        self.given.insert((id.to_owned(), shown));
        Response::new(*random.pick(&[200, 201, 202]), body)
    }

    /// Handles a file.
    pub fn receive_file(&mut self, file: &Attachment, random: &mut Random) -> Response {
        if let Some(response) = self.gate(random) {
            return response;
        }
        match random.below(10) {
            0 => busy(random),
            1 => server_error(random),
            2 => Response::new(413, ""),
            3 => Response::new(422, r##"{"errors": [{"pointer": "#/attachments/0", "detail": "no"}]}"##),
            _ => {
                self.files.insert(file.id.clone(), file.content.clone().unwrap_or_default());
                Response::new(*random.pick(&[200, 201]), format!(r#"{{"href": "/files/{}"}}"#, file.id))
            }
        }
    }

    /// The answer of a backend that is down, or that asks to sign in.
    fn gate(&self, random: &mut Random) -> Option<Response> {
        if self.is_down {
            return Some(server_error(random));
        }
        self.is_signed_out.then(|| Response::new(*random.pick(&[401, 403]), ""))
    }
}

fn refusal(random: &mut Random) -> Response {
    let errors = |pointer: &str| format!(r#"{{"errors": [{{"pointer": "{pointer}", "detail": "no"}}]}}"#);
    match random.below(6) {
        0 => Response::new(413, ""),
        1 => Response::new(415, ""),
        2 => Response::new(400, r#"{"title": "Closed"}"#),
        3 => Response::new(422, errors("#/answers/name")),
        4 => Response::new(422, errors("#/attachments/0")),
        _ => Response::new(422, errors("#/unknown")),
    }
}

fn busy(random: &mut Random) -> Response {
    let retry_after = *random.pick(&[None, None, Some(0), Some(1), Some(7), Some(60), Some(86_400)]);
    Response { retry_after, ..Response::new(*random.pick(&[429, 503]), "") }
}

fn server_error(random: &mut Random) -> Response {
    Response::new(*random.pick(&[500, 502, 504, 503, 408]), "<html>error</html>")
}
