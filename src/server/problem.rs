//! What an endpoint answers when it can't do what was asked: `application/problem+json` (RFC 9457).

use super::words::{self, Language};
use crate::receive::Reported;
use crate::value::attachment;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// Why a request was not fulfilled.
#[derive(Debug)]
pub(super) enum Trouble {
    /// Not `application/json`, or compressed.
    NotJsonType,
    /// No file of a kind that is taken, or another one than the header says.
    NotFileType,
    /// A PDF that asks for a password.
    FileEncrypted,
    /// Longer than the limit.
    TooLarge,
    /// A file longer than the limit.
    FileTooLarge,
    /// The body stopped coming.
    TooSlow,
    /// The connection ended within the body.
    BrokenOff,
    /// No `Idempotency-Key`, several, or one without quotes.
    KeyMissing,
    /// Likewise, for a file.
    FileKeyMissing,
    /// The key is not the submission's id.
    KeyMismatch,
    /// Another body was received under the same key.
    KeyReused,
    /// Another file was received under the same key.
    FileKeyReused,
    /// Not JSON in UTF-8.
    NotJson,
    /// The rules refuse it.
    Refused(Vec<Reported>),
    /// Asked too often.
    TooMany {
        /// Until the next request is answered.
        seconds: u64,
    },
    /// The client has used up its hourly quota.
    QuotaUsed {
        /// Seconds until the same bytes fit into the quota.
        seconds: u64,
    },
    /// The memory budget has no room for the body.
    Busy,
    /// A quota for all clients, or the share of the disk, is used up.
    Full,
    /// Asked without the staff's token.
    StaffOnly,
    /// Asked from another computer or through a proxy, without a staff token in the settings.
    LoopbackOnly,
    /// Sent by a page of another site.
    OtherOrigin,
    /// Nothing is there.
    NotFound,
    /// Something is there, but not for this method.
    MethodNotAllowed,
    /// The database or the storage of attachments failed.
    Unavailable,
}

/// Ends a download that has begun, where nothing more can be said.
impl From<Trouble> for axum::BoxError {
    fn from(trouble: Trouble) -> Self {
        format!("{trouble:?}").into()
    }
}

impl From<sqlx::Error> for Trouble {
    /// A failure of the database is logged; the same request may be tried again.
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        Self::Unavailable
    }
}

impl From<object_store::Error> for Trouble {
    /// Likewise, for a failure of the storage of attachments.
    fn from(error: object_store::Error) -> Self {
        tracing::error!(%error, "the storage of attachments failed");
        Self::Unavailable
    }
}

/// A trouble in the language of whom it is told.
#[derive(Debug)]
pub(super) struct Problem {
    pub trouble: Trouble,
    pub language: Language,
}

/// The document's members, as RFC 9457 names them.
#[derive(Serialize)]
struct Document<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [Reported],
}

impl Trouble {
    /// The same, told in that language.
    pub fn told_in(self, language: Language) -> Problem {
        Problem { trouble: self, language }
    }

    /// The status code.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::KeyMissing | Self::FileKeyMissing | Self::KeyMismatch | Self::NotJson | Self::BrokenOff => {
                StatusCode::BAD_REQUEST
            }
            Self::TooMany { .. } | Self::QuotaUsed { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::StaffOnly => StatusCode::UNAUTHORIZED,
            Self::LoopbackOnly | Self::OtherOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::TooSlow => StatusCode::REQUEST_TIMEOUT,
            Self::TooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJsonType | Self::NotFileType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::KeyReused | Self::FileKeyReused | Self::FileEncrypted | Self::Refused(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Busy | Self::Full | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Its place on the page `/problems`, for those that mean more than their status.
    fn anchor(&self) -> Option<&'static str> {
        match self {
            Self::KeyMissing | Self::FileKeyMissing => Some("key-missing"),
            Self::KeyMismatch => Some("key-mismatch"),
            Self::KeyReused | Self::FileKeyReused => Some("key-reused"),
            Self::NotJson => Some("not-json"),
            Self::Refused(_) => Some("refused"),
            _ => None,
        }
    }

    /// Seconds until the same request may succeed, if it may.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Unavailable => Some(5),
            Self::Busy => Some(10),
            Self::Full => Some(120),
            Self::TooMany { seconds } | Self::QuotaUsed { seconds } => Some(*seconds),
            _ => None,
        }
    }

    fn errors(&self) -> &[Reported] {
        match self {
            Self::Refused(errors) => errors,
            _ => &[],
        }
    }
}

impl IntoResponse for Trouble {
    /// Where nobody said which language they read, in Chinese.
    fn into_response(self) -> Response {
        self.told_in(Language::ZhHant).into_response()
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let Self { trouble, language } = self;
        let status = trouble.status();
        let (title, detail) = words::of_trouble(&trouble, language);
        let r#type =
            trouble.anchor().map_or_else(|| "about:blank".to_owned(), |anchor| format!("/problems#{anchor}"));
        let document = Document { r#type, title, status: status.as_u16(), detail, errors: trouble.errors() };
        // Strings and whole numbers always serialise.
        let text = serde_json::to_string(&document).unwrap_or_default();
        let mut response = (status, text).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = trouble.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        match trouble {
            Trouble::StaffOnly => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
            }
            Trouble::NotJsonType => {
                headers.insert("accept-post", HeaderValue::from_static("application/json"))
            }
            Trouble::NotFileType => {
                let types = attachment::Media::ALL.map(attachment::Media::as_str).join(", ");
                HeaderValue::from_str(&types).ok().and_then(|types| headers.insert("accept-post", types))
            }
            _ => None,
        };
        response
    }
}
