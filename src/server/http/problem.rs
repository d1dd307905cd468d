//! Error responses: `application/problem+json` (RFC 9457).

use crate::paper::PaperError;
use crate::receive::ProblemReport;
use crate::text::Lang;
use crate::text::portal::Reason;
use crate::value::attachment::Media;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// The reason why a request was not fulfilled.
#[derive(Debug)]
pub enum RequestError {
    /// The body is not `application/json`, or is compressed.
    NotJsonMediaType,
    /// The file's type is not accepted, or differs from `Content-Type`.
    UnsupportedFileType,
    /// A PDF that can't be opened without a password.
    FileEncrypted,
    /// The body exceeds the limit.
    BodyTooLarge,
    /// The file exceeds the limit.
    FileTooLarge,
    /// The body arrived too slowly.
    BodyTimeout,
    /// The connection ended before the body did.
    BodyIncomplete,
    /// There is no `Idempotency-Key`, more than one, or one without quotes.
    KeyMissing,
    /// Likewise, for a file.
    FileKeyMissing,
    /// The key differs from the submission's id.
    KeyMismatch,
    /// Another body was received under the same key.
    KeyReused,
    /// Another file was received under the same key.
    FileKeyReused,
    /// The body is not JSON in UTF-8.
    NotJson,
    /// The submission breaks the form's rules.
    Invalid(Vec<ProblemReport>),
    /// The client exceeded its rate limit.
    TooManyRequests {
        /// Seconds until the next request is accepted.
        retry_after: u64,
    },
    /// The client exceeded its hourly quota of bytes.
    QuotaExceeded {
        /// Seconds until the same bytes fit into the quota.
        retry_after: u64,
    },
    /// The memory budget has no room for the body.
    Busy,
    /// A quota for all clients, or the permitted share of the disk, is used up.
    StorageFull,
    /// The request has no valid staff token or session.
    StaffOnly,
    /// The portal has no staff token, and the request comes from another computer or through a proxy.
    LoopbackOnly,
    /// A page of another site sent the request.
    CrossOrigin,
    /// There is no such resource.
    NotFound,
    /// The resource does not support the method.
    MethodNotAllowed,
    /// The database or the attachment storage failed.
    Unavailable,
}

/// Ends a download whose headers were sent, so that no other response is possible.
impl From<RequestError> for axum::BoxError {
    fn from(error: RequestError) -> Self {
        format!("{error:?}").into()
    }
}

impl From<sqlx::Error> for RequestError {
    /// Logs the database error. The client may retry.
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        Self::Unavailable
    }
}

impl From<object_store::Error> for RequestError {
    /// Logs the storage error. The client may retry.
    fn from(error: object_store::Error) -> Self {
        tracing::error!(%error, "the storage of attachments failed");
        Self::Unavailable
    }
}

impl From<askama::Error> for RequestError {
    /// Logs the error of a template.
    fn from(error: askama::Error) -> Self {
        tracing::error!(%error, "a page could not be rendered");
        Self::Unavailable
    }
}

impl From<PaperError> for RequestError {
    /// Logs the error of a printed form.
    fn from(error: PaperError) -> Self {
        tracing::error!(%error, "a form could not be printed");
        Self::Unavailable
    }
}

/// An error with the language of its response.
#[derive(Debug)]
pub struct ErrorResponse {
    error: RequestError,
    language: Lang,
}

/// The members of a problem document (RFC 9457).
#[derive(Serialize)]
struct ProblemDocument<'a> {
    r#type: String,
    title: &'a str,
    status: u16,
    detail: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ProblemReport],
}

impl RequestError {
    /// Returns the error as a response in that language.
    pub fn in_language(self, language: Lang) -> ErrorResponse {
        ErrorResponse { error: self, language }
    }

    /// Returns the status code.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::KeyMissing
            | Self::FileKeyMissing
            | Self::KeyMismatch
            | Self::NotJson
            | Self::BodyIncomplete => StatusCode::BAD_REQUEST,
            Self::TooManyRequests { .. } | Self::QuotaExceeded { .. } => StatusCode::TOO_MANY_REQUESTS,
            Self::StaffOnly => StatusCode::UNAUTHORIZED,
            Self::LoopbackOnly | Self::CrossOrigin => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::BodyTimeout => StatusCode::REQUEST_TIMEOUT,
            Self::BodyTooLarge | Self::FileTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotJsonMediaType | Self::UnsupportedFileType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::KeyReused | Self::FileKeyReused | Self::FileEncrypted | Self::Invalid(_) => {
                StatusCode::UNPROCESSABLE_ENTITY
            }
            Self::Busy | Self::StorageFull | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }

    /// Returns the reason, which has a title and a detail.
    pub fn reason(&self) -> Reason {
        match self {
            Self::NotJsonMediaType => Reason::NotJsonMediaType,
            Self::UnsupportedFileType => Reason::UnsupportedFileType,
            Self::FileEncrypted => Reason::FileEncrypted,
            Self::BodyTooLarge => Reason::BodyTooLarge,
            Self::FileTooLarge => Reason::FileTooLarge,
            Self::BodyTimeout => Reason::BodyTimeout,
            Self::BodyIncomplete => Reason::BodyIncomplete,
            Self::KeyMissing => Reason::KeyMissing,
            Self::FileKeyMissing => Reason::FileKeyMissing,
            Self::KeyMismatch => Reason::KeyMismatch,
            Self::KeyReused => Reason::KeyReused,
            Self::FileKeyReused => Reason::FileKeyReused,
            Self::NotJson => Reason::NotJson,
            Self::Invalid(_) => Reason::Invalid,
            Self::TooManyRequests { .. } => Reason::TooManyRequests,
            Self::QuotaExceeded { .. } => Reason::QuotaExceeded,
            Self::Busy => Reason::Busy,
            Self::StorageFull => Reason::StorageFull,
            Self::StaffOnly => Reason::StaffOnly,
            Self::LoopbackOnly => Reason::LoopbackOnly,
            Self::CrossOrigin => Reason::CrossOrigin,
            Self::NotFound => Reason::NotFound,
            Self::MethodNotAllowed => Reason::MethodNotAllowed,
            Self::Unavailable => Reason::Unavailable,
        }
    }

    /// Returns the anchor on the page `/problems`; `None` if the status code says enough.
    pub fn anchor(&self) -> Option<&'static str> {
        match self {
            Self::KeyMissing | Self::FileKeyMissing => Some("key-missing"),
            Self::KeyMismatch => Some("key-mismatch"),
            Self::KeyReused | Self::FileKeyReused => Some("key-reused"),
            Self::NotJson => Some("not-json"),
            Self::Invalid(_) => Some("refused"),
            _ => None,
        }
    }

    /// Returns the seconds until a retry may succeed; `None` if a retry can't succeed or the time is unknown.
    fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Unavailable => Some(5),
            Self::Busy => Some(10),
            Self::StorageFull => Some(120),
            Self::TooManyRequests { retry_after } | Self::QuotaExceeded { retry_after } => Some(*retry_after),
            _ => None,
        }
    }

    fn errors(&self) -> &[ProblemReport] {
        match self {
            Self::Invalid(errors) => errors,
            _ => &[],
        }
    }
}

impl IntoResponse for RequestError {
    /// Responds in Chinese, the language of the staff's pages.
    fn into_response(self) -> Response {
        self.in_language(Lang::ZhHant).into_response()
    }
}

impl IntoResponse for ErrorResponse {
    fn into_response(self) -> Response {
        let Self { error, language } = self;
        let status = error.status();
        let (title, detail) = error.reason().say(language);
        let r#type =
            error.anchor().map_or_else(|| "about:blank".to_owned(), |anchor| format!("/problems#{anchor}"));
        let document =
            ProblemDocument { r#type, title, status: status.as_u16(), detail, errors: error.errors() };
        // Strings and whole numbers always serialise.
        let text = serde_json::to_string(&document).unwrap_or_default();
        let mut response = (status, text).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(language.tag()));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = error.retry_after() {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        match error {
            RequestError::StaffOnly => {
                headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"))
            }
            RequestError::NotJsonMediaType => {
                headers.insert("accept-post", HeaderValue::from_static("application/json"))
            }
            RequestError::UnsupportedFileType => {
                let types = Media::ALL.map(Media::as_str).join(", ");
                HeaderValue::from_str(&types).ok().and_then(|types| headers.insert("accept-post", types))
            }
            _ => None,
        };
        response
    }
}
