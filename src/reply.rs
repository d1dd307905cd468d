//! What a backend's answer to a submission means (contract §2). A receipt only if it says that it has it.

use crate::json::Json;

/// Longest wait that a backend may ask for, in seconds.
pub const LONGEST_WAIT: u32 = 120;

/// An answer of the backend, understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It has the submission.
    Received(Receipt),
    /// It refused the submission, for these reasons; a corrected one is a new filing.
    Refused(Vec<Told>),
    /// It refused the submission as a whole; its own words, if it gave any.
    RefusedWhole(Explanation),
    /// An attachment is too large or of a kind that it does not take (413, 415).
    FilesRefused,
    /// The session ended (401, 403).
    SignIn,
    /// The same key is in progress (409).
    InProgress,
    /// Busy; come back after so many seconds, if it said when.
    Busy(Option<u32>),
    /// There is no such endpoint (404, 405, 410), or one that can't take what the form sends (other 4xx).
    NoEndpoint,
    /// Something answered that does not say it has the submission: a login page, a proxy.
    NotReceived,
    /// Nobody knows whether it has the submission.
    Unknown,
}

/// The backend's confirmation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// What the person quotes later.
    pub reference: String,
    /// The submission's id.
    pub id: String,
    /// A sentence of the backend's own.
    pub message: Option<String>,
    /// A page that shows how far it is; `https` only.
    pub status_url: Option<String>,
    /// The day by which an answer may be expected, ISO 8601.
    pub expected_by: Option<String>,
}

/// A problem that the backend found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// JSON pointer into the submission.
    pub pointer: String,
    /// What is wrong.
    pub detail: String,
    /// Its code, if given.
    pub code: Option<String>,
    /// The clause, if given.
    pub cite: Option<String>,
}

/// Title and detail of an RFC 9457 problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// A short summary.
    pub title: String,
    /// What happened this time.
    pub detail: String,
}

impl Reply {
    /// Understands a complete answer to the submission `id`. Status 0 is a redirect that was not followed.
    #[must_use]
    pub fn read(status: u16, body: &str, retry_after: Option<u32>, id: &str) -> Self {
        match status {
            200..=202 => receipt(body, id).map_or(Self::NotReceived, Self::Received),
            0 | 203..=399 => Self::NotReceived,
            400 | 422 => refusal(body),
            413 | 415 => Self::FilesRefused,
            401 | 403 => Self::SignIn,
            409 => Self::InProgress,
            429 | 503 => Self::Busy(retry_after.map(|seconds| seconds.min(LONGEST_WAIT))),
            408 => Self::Unknown,
            402 | 404..=499 => Self::NoEndpoint,
            _ => Self::Unknown,
        }
    }

    /// Understands an answer to a file that does not say where it lies now. Of the filing nothing was sent.
    #[must_use]
    pub fn of_file(status: u16, body: &str, retry_after: Option<u32>) -> Self {
        match Self::read(status, body, retry_after, "") {
            Self::Received(_) => Self::NotReceived,
            reply => reply,
        }
    }

    /// Whether the same bytes may be sent again by the form itself.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        matches!(self, Self::InProgress | Self::Busy(_) | Self::Unknown)
    }

    /// Whether the backend surely does not have the submission, so that a corrected one may be filed.
    #[must_use]
    pub fn releases(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::RefusedWhole(_) | Self::FilesRefused)
    }
}

/// The receipt that a host page or a backend gives: an object with a reference, or with the submission's id.
#[must_use]
pub fn receipt(body: &str, id: &str) -> Option<Receipt> {
    let json = Json::read(body).ok()?;
    let text = |name: &str| json.get(name).and_then(Json::text).filter(|text| !text.trim().is_empty());
    let reference = text("reference").or_else(|| text("id").filter(|own| *own == id))?;
    let link = text("status_url").filter(|url| url.starts_with("https://"));
    Some(Receipt {
        reference: reference.to_owned(),
        id: id.to_owned(),
        message: text("message").map(str::to_owned),
        status_url: link.map(str::to_owned),
        expected_by: text("expected_by").map(str::to_owned),
    })
}

/// What a host page says that files by itself and was refused (RFC 9457): its `status`, if it names one, tells a
/// refusal from what nobody knows.
#[must_use]
pub fn rejection(body: &str, id: &str) -> (Reply, Option<u16>) {
    let status = Json::read(body).ok().and_then(|json| u16::try_from(json.get("status")?.whole()?).ok());
    match status.filter(|status| *status >= 300) {
        Some(status) => (Reply::read(status, body, None, id), Some(status)),
        None => (refusal(body), None),
    }
}

/// Where a backend put a file that it has: an address of the web, or a path of its own.
#[must_use]
pub fn href(status: u16, body: &str) -> Option<String> {
    let json = Json::read(body).ok()?;
    let href = json.get("href").and_then(Json::text).filter(|href| !href.trim().is_empty())?;
    (200..=202).contains(&status).then(|| href.to_owned())
}

/// What a refusal says; `errors` that can't be read count as none.
#[must_use]
pub fn refusal(body: &str) -> Reply {
    let json = Json::read(body).unwrap_or(Json::Null);
    let errors = json.get("errors").and_then(Json::entries).unwrap_or_default();
    let told: Vec<Told> = errors.iter().filter_map(told).collect();
    if told.is_empty() { Reply::RefusedWhole(explanation(body)) } else { Reply::Refused(told) }
}

fn told(error: &Json) -> Option<Told> {
    let text = |name: &str| error.get(name).and_then(Json::text).map(str::to_owned);
    let detail = text("detail").or_else(|| text("title")).filter(|detail| !detail.trim().is_empty())?;
    Some(Told {
        pointer: text("pointer").unwrap_or_default(),
        detail,
        code: text("code"),
        cite: text("cite"),
    })
}

fn explanation(body: &str) -> Explanation {
    let json = Json::read(body).unwrap_or(Json::Null);
    let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default().to_owned();
    Explanation { title: text("title"), detail: text("detail") }
}
