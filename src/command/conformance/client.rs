//! Requests as the form makes them.

use guitai::reply::Reply;
use guitai::server::Clock;
use serde_json::{Map, Value, json};
use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use ureq::Agent;

/// As long as the form waits.
const PATIENCE: Duration = Duration::from_secs(30);

/// What is sent.
#[derive(Clone, Debug)]
pub struct Filing {
    /// The idempotency key, which is the submission's id; none sends no such header.
    pub key: Option<String>,
    /// The type that is announced.
    pub media_type: &'static str,
    /// The body.
    pub body: String,
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The media type without parameters.
    pub media_type: String,
    /// The body as JSON; null if it is none.
    pub json: Value,
    /// What the form shows as the reference, if it takes this for a receipt.
    pub reference: Option<String>,
}

/// Whoever files at one endpoint.
pub struct Client {
    agent: Agent,
    url: String,
    headers: Vec<(String, String)>,
    template: Value,
}

impl Client {
    /// A client that files copies of a submission.
    pub fn new(url: &str, headers: &[(String, String)], template: Value) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_global(Some(PATIENCE));
        Self { agent: config.build().new_agent(), url: url.to_owned(), headers: headers.to_vec(), template }
    }

    /// A new filing: another id, the present time.
    pub fn filing(&self) -> Filing {
        self.filing_with(|_| {})
    }

    /// A new filing after a change of its answers.
    pub fn filing_with(&self, change: impl FnOnce(&mut Map<String, Value>)) -> Filing {
        let id = new_id();
        // Debug is chrono's RFC 3339.
        let now = format!("{:?}", Clock::System.now());
        let mut submission = self.template.clone();
        if let Some(members) = submission.as_object_mut() {
            members.insert("id".to_owned(), json!(id));
            members.insert("filed_at".to_owned(), json!(now));
        }
        if let Some(answers) = submission.get_mut("answers").and_then(Value::as_object_mut) {
            change(answers);
        }
        Filing { key: Some(id), media_type: "application/json", body: submission.to_string() }
    }

    /// Sends it, as the form does.
    ///
    /// # Errors
    /// No answer came, or none that is HTTP.
    pub fn post(&self, filing: &Filing) -> Result<Answer, ureq::Error> {
        let mut request = self.agent.post(&self.url).header("Content-Type", filing.media_type);
        request = request.header("Accept", "application/json, application/problem+json");
        if let Some(key) = &filing.key {
            request = request.header("Idempotency-Key", format!("\"{key}\""));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let mut response = request.send(&filing.body)?;
        let status = response.status().as_u16();
        let media_type = response.body().mime_type().unwrap_or_default().to_owned();
        let text = response.body_mut().read_to_string()?;
        let json = serde_json::from_str(&text).unwrap_or_default();
        let reference = match Reply::read(status, &text, None, filing.key.as_deref().unwrap_or_default()) {
            Reply::Received(receipt) => Some(receipt.reference),
            _ => None,
        };
        Ok(Answer { status, media_type, json, reference })
    }
}

/// A UUID, version 7 (RFC 9562, 5.7).
fn new_id() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let time = u64::try_from(since.as_millis()).unwrap_or_default();
    // Each such state has keys of its own, drawn by the system.
    let chance = || RandomState::new().build_hasher().finish();
    let (a, b) = (chance(), chance());
    format!(
        "{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}",
        (time >> 16) & 0xffff_ffff,
        time & 0xffff,
        a & 0xfff,
        0x8000 | (a >> 12) & 0x3fff,
        b & 0xffff_ffff_ffff
    )
}
