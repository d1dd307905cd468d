//! A client that sends requests as the form does.

use guitai::reply::Reply;
use guitai::server::Clock;
use serde_json::{Map, Value, json};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::Agent;

/// The form's timeout.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);

/// A request to send.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The idempotency key, which is the submission's id; `None` to send no such header.
    pub key: Option<String>,
    /// The value of `Content-Type`.
    pub media_type: &'static str,
    /// The body.
    pub body: String,
}

/// A response.
#[derive(Clone, Debug)]
pub struct Response {
    /// The status code.
    pub status: u16,
    /// The media type without parameters.
    pub media_type: String,
    /// The body as JSON; null if it is not JSON.
    pub json: Value,
    /// The reference that the form would show; `None` if the form does not accept the response as a receipt.
    pub reference: Option<String>,
}

/// A client of one endpoint.
pub struct Client {
    agent: Agent,
    url: String,
    headers: Vec<(String, String)>,
    template: Value,
}

impl Client {
    /// Creates a client that sends copies of a submission.
    pub fn new(url: &str, headers: &[(String, String)], template: Value) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(REQUEST_TIMEOUT));
        Self { agent: config.build().new_agent(), url: url.to_owned(), headers: headers.to_vec(), template }
    }

    /// Returns a submission with a new id and the current time.
    pub fn attempt(&self) -> Attempt {
        self.attempt_with(|_| {})
    }

    /// Returns a submission with a new id, the current time and changed answers.
    pub fn attempt_with(&self, change: impl FnOnce(&mut Map<String, Value>)) -> Attempt {
        let id = new_id();
        // The Debug format of chrono is RFC 3339.
        let now = format!("{:?}", Clock::System.now());
        let mut submission = self.template.clone();
        if let Some(members) = submission.as_object_mut() {
            members.insert("id".to_owned(), json!(id));
            members.insert("filed_at".to_owned(), json!(now));
        }
        if let Some(answers) = submission.get_mut("answers").and_then(Value::as_object_mut) {
            change(answers);
        }
        Attempt { key: Some(id), media_type: "application/json", body: submission.to_string() }
    }

    /// Sends a submission.
    ///
    /// # Errors
    /// There is no response, or it is not HTTP.
    pub fn post(&self, attempt: &Attempt) -> Result<Response, ureq::Error> {
        let mut request = self.agent.post(&self.url).header("Content-Type", attempt.media_type);
        request = request.header("Accept", "application/json, application/problem+json");
        if let Some(key) = &attempt.key {
            request = request.header("Idempotency-Key", format!("\"{key}\""));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = request.send(&attempt.body)?;
        let status = response.status().as_u16();
        let media_type = response.body().mime_type().unwrap_or_default().to_owned();
        let text = response.body_mut().read_to_string()?;
        let json = serde_json::from_str(&text).unwrap_or_default();
        let reference = match Reply::read(status, &text, None, attempt.key.as_deref().unwrap_or_default()) {
            Reply::Received(receipt) => Some(receipt.reference),
            _ => None,
        };
        Ok(Response { status, media_type, json, reference })
    }
}

/// Returns a UUID of version 7 (RFC 9562, 5.7).
fn new_id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let time = u64::try_from(since.as_millis()).unwrap_or_default();
    // Each state has random keys.
    let random = || RandomState::new().build_hasher().finish();
    let (a, b) = (random(), random());
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        (time >> 16) & 0xffff_ffff,
        time & 0xffff,
        a & 0xfff,
        0x8000 | (a >> 12) & 0x3fff,
        b & 0xffff_ffff_ffff
    )
}
