//! Files attached to a submission: their types and size limits, and checks of their content against their
//! metadata.

use super::text::clean_line;
use crate::json::{Json, Writer};
use crate::problem::Problem;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

pub mod pdf;
mod sniff;

pub use sniff::{HEAD, media};

/// Maximum length of a file name in bytes, the limit of common file systems.
const MAX_NAME_BYTES: usize = 255;
/// Maximum length of a file extension in characters. A longer one is part of the name: `申請書.第三版`.
const MAX_EXTENSION_LENGTH: usize = 4;
/// Replaces an empty file name.
const DEFAULT_NAME: &str = "file";
const MEBIBYTE: u64 = 1024 * 1024;

/// An entry of a submission's `attachments`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Id, unique in the submission.
    pub id: String,
    /// Id of the question that the file answers.
    pub answer: String,
    /// File name, as [`clean_name`] returns it.
    pub name: String,
    /// Media type, such as `application/pdf`.
    pub media_type: String,
    /// Size of the content in bytes.
    pub size: u64,
    /// SHA-256 digest of the content, as 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Content in base64 (RFC 4648 §4, padded), if it is sent inside the submission.
    pub content: Option<String>,
    /// URL of the content, if it was uploaded separately.
    pub href: Option<String>,
}

/// Limits on the number and size of files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Maximum number of files per question.
    pub files: usize,
    /// Maximum size of one file in bytes.
    pub each_bytes: u64,
    /// Maximum size of all files of a submission together, in bytes.
    pub total_bytes: u64,
}

impl Default for Limits {
    /// 5 files per question, 5 MiB each, 10 MiB in total.
    fn default() -> Self {
        Self { files: 5, each_bytes: 5 * MEBIBYTE, total_bytes: 10 * MEBIBYTE }
    }
}

/// An accepted file type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Portable Document Format.
    Pdf,
    /// JPEG image.
    Jpeg,
    /// PNG image.
    Png,
    /// WebP image.
    Webp,
}

impl Media {
    /// Every type.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Webp];

    /// Media type, such as `image/png`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// Common name, such as `PNG`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
        }
    }

    /// File extensions in lower case, the most common first.
    #[must_use]
    pub fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Pdf => &["pdf"],
            Self::Jpeg => &["jpg", "jpeg", "jpe", "jfif"],
            Self::Png => &["png"],
            Self::Webp => &["webp"],
        }
    }
}

impl Attachment {
    /// A copy without the content, as a stored draft lists it.
    #[must_use]
    pub fn without_content(&self) -> Self {
        Self {
            id: self.id.clone(),
            answer: self.answer.clone(),
            name: self.name.clone(),
            media_type: self.media_type.clone(),
            size: self.size,
            sha256: self.sha256.clone(),
            content: None,
            href: self.href.clone(),
        }
    }

    /// Parses an entry of `attachments`. Returns `None` if a member is missing, unknown or of the wrong JSON
    /// type.
    #[must_use]
    pub fn from_json(json: &Json) -> Option<Self> {
        let members = ["id", "answer", "name", "media_type", "size", "sha256", "content", "href"];
        if json.members().iter().any(|(name, _)| !members.contains(&name.as_str())) {
            return None;
        }
        let text = |name: &str| json.get(name)?.text().map(str::to_owned);
        let optional = |name: &str| match json.get(name) {
            Some(value) => value.text().map(|text| Some(text.to_owned())),
            None => Some(None),
        };
        Some(Self {
            id: text("id").filter(|id| !id.is_empty())?,
            answer: text("answer")?,
            name: text("name")?,
            media_type: text("media_type")?,
            size: json.get("size")?.integer()?,
            sha256: text("sha256")?,
            content: optional("content")?,
            href: optional("href")?,
        })
    }

    /// Writes an entry of `attachments`.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.open('{');
        out.member("id", &self.id);
        out.member("answer", &self.answer);
        out.member("name", &self.name);
        out.member("media_type", &self.media_type);
        out.name("size");
        out.raw(&self.size.to_string());
        out.member("sha256", &self.sha256);
        out.member_if("content", self.content.as_deref());
        out.member_if("href", self.href.as_deref());
        out.close('}');
    }
}

/// Checks a file's name, size and content, and returns its type.
///
/// # Errors
/// The errors of [`recognise`], and `FileEncrypted` for a PDF that requires a password.
pub fn inspect(name: &str, bytes: &[u8], limits: &Limits) -> Result<Media, Problem> {
    let media = recognise(name, bytes, limits)?;
    if media == Media::Pdf && pdf::asks_for_password(bytes) {
        return Err(Problem::FileEncrypted);
    }
    Ok(media)
}

/// Checks a file like [`inspect`], except for PDF passwords. In the browser a separate WebAssembly module
/// checks those.
///
/// # Errors
/// `FileEmpty`, `FileTooLarge`, `FileType`, `FileHeic`, `FileExtension`.
pub fn recognise(name: &str, bytes: &[u8], limits: &Limits) -> Result<Media, Problem> {
    check_size(bytes.len() as u64, limits)?;
    let media = sniff::media(bytes)?;
    if extension(name).is_some_and(|extension| !media.extensions().contains(&extension.as_str())) {
        return Err(Problem::FileExtension { actual: media.name() });
    }
    Ok(media)
}

/// Checks an attachment of a received submission: its content against its name, size, digest and media type.
/// For a file that was uploaded separately only the metadata are checked.
///
/// # Errors
/// The errors of [`inspect`]; `FileType` or `SignatureType` if the type is not `accepted`; `FileName`,
/// `FileContent`, `FileEncoding`, `FileSize`, `FileDigest`, `FileMediaType`.
pub fn check(file: &Attachment, accepted: &[Media], limits: &Limits) -> Result<(), Problem> {
    if clean_name(&file.name) != file.name {
        return Err(Problem::FileName);
    }
    check_size(file.size, limits)?;
    let other = if accepted == [Media::Png] { Problem::SignatureType } else { Problem::FileType };
    let declared = accepted.iter().find(|media| media.as_str() == file.media_type).ok_or(other)?;
    let content = match (&file.content, &file.href) {
        (Some(content), None) => content,
        (None, Some(href)) if !href.is_empty() && is_sha256(&file.sha256) => return Ok(()),
        (None, Some(href)) if !href.is_empty() => return Err(Problem::FileDigest),
        _ => return Err(Problem::FileContent),
    };
    let bytes = decode(content)?;
    if bytes.len() as u64 != file.size {
        return Err(Problem::FileSize);
    }
    if sha256_hex(&bytes) != file.sha256 {
        return Err(Problem::FileDigest);
    }
    let detected = inspect(&file.name, &bytes, limits)?;
    if detected == *declared { Ok(()) } else { Err(Problem::FileMediaType) }
}

fn check_size(size: u64, limits: &Limits) -> Result<(), Problem> {
    match size {
        0 => Err(Problem::FileEmpty),
        _ if size > limits.each_bytes => Err(Problem::FileTooLarge { max: limits.each_bytes }),
        _ => Ok(()),
    }
}

/// Removes the path, control characters and bidi marks from a file name; bidi marks can disguise the
/// extension. Names longer than 255 bytes are shortened before their extension.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let name = clean_line(name);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim_start();
    if name.chars().all(|c| c == '.') {
        return DEFAULT_NAME.to_owned();
    }
    let (stem, extension) = match extension(name) {
        Some(extension) => name.split_at_checked(name.len() - extension.len() - 1).unwrap_or((name, "")),
        None => (name, ""),
    };
    let mut stem = stem.to_owned();
    while stem.len() + extension.len() > MAX_NAME_BYTES {
        stem.pop();
    }
    let clean = [stem.trim_end(), extension].concat();
    // Shortening can leave a name that ends in another extension preceded by a space.
    if clean == name { clean } else { clean_name(&clean) }
}

/// Returns the extension in lower case, without its dot.
fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_extension = (1..=MAX_EXTENSION_LENGTH).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && !stem.is_empty();
    is_extension.then(|| extension.to_ascii_lowercase())
}

/// Returns the SHA-256 digest in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Returns bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// Encodes content in padded base64 (RFC 4648 §4).
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// Decodes base64.
///
/// # Errors
/// `FileEncoding` unless the text is padded base64 (RFC 4648 §4) without line breaks.
pub fn decode(text: &str) -> Result<Vec<u8>, Problem> {
    Base64::decode_vec(text).map_err(|_| Problem::FileEncoding)
}
