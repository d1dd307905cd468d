//! Interpretation of a backend's HTTP response to a submission. A response counts as a receipt only if it
//! confirms the submission.

use crate::json::Json;
use crate::place::Place;

/// Upper limit for `Retry-After`, in seconds.
pub const MAX_WAIT_SECONDS: u32 = 120;

/// The meaning of a backend's response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// The backend has the submission.
    Received(Receipt),
    /// The backend refused the submission with these problems. A corrected submission needs a new id.
    Refused(Vec<ReportedProblem>),
    /// The backend refused the submission without naming problems.
    RefusedEntirely(Explanation),
    /// An attachment is too large or of a type that is not accepted (413, 415).
    FilesRefused,
    /// The session ended (401, 403).
    SignIn,
    /// Another request with the same key is in progress (409).
    InProgress,
    /// The backend is busy (429, 503), with the seconds of `Retry-After` if given.
    Busy(Option<u32>),
    /// The endpoint does not exist (404, 405, 410) or does not accept the request (other 4xx).
    NoEndpoint,
    /// A response that does not confirm the submission, for example of a login page or a proxy.
    NotReceived,
    /// It is unknown whether the backend has the submission (408, 5xx).
    Unknown,
}

/// A backend's confirmation of a submission.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Reference number for the person.
    pub reference: String,
    /// Id of the submission.
    pub id: String,
    /// Message of the backend.
    pub message: Option<String>,
    /// URL of a status page; `https` only.
    pub status_url: Option<String>,
    /// Day by which a reply can be expected, ISO 8601.
    pub expected_by: Option<String>,
}

/// A problem in a backend's response (RFC 9457 `errors`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedProblem {
    /// The place in the submission, from the JSON pointer in the response.
    pub place: Place,
    /// Description of the problem.
    pub detail: String,
    /// Problem code, if given.
    pub code: Option<String>,
    /// Citation of the legal clause, if given.
    pub cite: Option<String>,
}

/// Title and detail of an RFC 9457 problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Explanation {
    /// A short summary.
    pub title: String,
    /// Description of this occurrence.
    pub detail: String,
}

impl Reply {
    /// Interprets a complete response to the submission `id`. Status 0 is a redirect that was not followed.
    #[must_use]
    pub fn read(status: u16, body: &str, retry_after: Option<u32>, id: &str) -> Self {
        match status {
            200..=202 => receipt(body, id).map_or(Self::NotReceived, Self::Received),
            0 | 203..=399 => Self::NotReceived,
            400 | 422 => refusal(body),
            413 | 415 => Self::FilesRefused,
            401 | 403 => Self::SignIn,
            409 => Self::InProgress,
            429 | 503 => Self::Busy(retry_after.map(|seconds| seconds.min(MAX_WAIT_SECONDS))),
            408 => Self::Unknown,
            402 | 404..=499 => Self::NoEndpoint,
            _ => Self::Unknown,
        }
    }

    /// Interprets a response to a file upload that has no `href`. A receipt counts as [`Reply::NotReceived`],
    /// because the submission was not sent yet.
    #[must_use]
    pub fn of_file(status: u16, body: &str, retry_after: Option<u32>) -> Self {
        match Self::read(status, body, retry_after, "") {
            Self::Received(_) => Self::NotReceived,
            reply => reply,
        }
    }

    /// Returns whether the form may retry automatically with the same bytes.
    #[must_use]
    pub fn may_retry(&self) -> bool {
        matches!(self, Self::InProgress | Self::Busy(_) | Self::Unknown)
    }

    /// Returns whether this is a definite refusal, after which a corrected submission may be filed with a new
    /// id.
    #[must_use]
    pub fn is_definite_refusal(&self) -> bool {
        matches!(self, Self::Refused(_) | Self::RefusedEntirely(_) | Self::FilesRefused)
    }
}

/// Parses a receipt: an object with a non-empty `reference`, or with an `id` equal to the submission's.
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

/// Interprets the problem (RFC 9457) of a host page that sends submissions itself. Its `status`, if present,
/// is interpreted like that of a backend; otherwise it counts as a refusal.
#[must_use]
pub fn rejection(body: &str, id: &str) -> (Reply, Option<u16>) {
    let status = Json::read(body).ok().and_then(|json| u16::try_from(json.get("status")?.integer()?).ok());
    match status.filter(|status| *status >= 300) {
        Some(status) => (Reply::read(status, body, None, id), Some(status)),
        None => (refusal(body), None),
    }
}

/// Parses the `href` of an uploaded file: an absolute URL or a path of the backend.
#[must_use]
pub fn href(status: u16, body: &str) -> Option<String> {
    let json = Json::read(body).ok()?;
    let href = json.get("href").and_then(Json::text).filter(|href| !href.trim().is_empty())?;
    (200..=202).contains(&status).then(|| href.to_owned())
}

/// Parses a refusal. Invalid entries of `errors` are ignored.
#[must_use]
pub fn refusal(body: &str) -> Reply {
    let json = Json::read(body).unwrap_or(Json::Null);
    let errors = json.get("errors").and_then(Json::entries).unwrap_or_default();
    let problems: Vec<ReportedProblem> = errors.iter().filter_map(reported_problem).collect();
    if problems.is_empty() { Reply::RefusedEntirely(explanation(body)) } else { Reply::Refused(problems) }
}

fn reported_problem(error: &Json) -> Option<ReportedProblem> {
    let text = |name: &str| error.get(name).and_then(Json::text).map(str::to_owned);
    let detail = text("detail").or_else(|| text("title")).filter(|detail| !detail.trim().is_empty())?;
    Some(ReportedProblem {
        place: Place::parse(&text("pointer").unwrap_or_default()),
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
