//! A file that goes with a submission: what it is, how large it may be, and whether it is what it says.

use super::text::clean_line;
use crate::json::{Json, Writer};
use crate::problem::Problem;
use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};

pub mod pdf;
mod sniff;

pub use sniff::{HEAD, media};

/// Most bytes of a file's name, the limit of common file systems.
const MOST_IN_NAME: usize = 255;
/// Characters of a file name's extension, longer ones are part of the name: `申請書.第三版`.
const MOST_IN_EXTENSION: usize = 4;
/// The name of a file that has none.
const NAMELESS: &str = "file";
const MEGABYTE: u64 = 1024 * 1024;

/// A file as it stands in a submission.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// Unique in the submission.
    pub id: String,
    /// The question that it answers.
    pub answer: String,
    /// The file's name, as `clean_name` leaves it.
    pub name: String,
    /// `application/pdf` and so on.
    pub media_type: String,
    /// Bytes of the content.
    pub size: u64,
    /// The content's SHA-256 digest, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The content in base64 (RFC 4648 §4, padded), if it travels inside.
    pub content: Option<String>,
    /// Where the content lies, if it was sent before.
    pub href: Option<String>,
}

/// How many files, and how large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Files of one question.
    pub files: usize,
    /// Bytes of one file.
    pub each_bytes: u64,
    /// Bytes of all files of a submission.
    pub total_bytes: u64,
}

impl Default for Limits {
    /// The contract's: 5 files a question, 5 MB each, 10 MB in all.
    fn default() -> Self {
        Self { files: 5, each_bytes: 5 * MEGABYTE, total_bytes: 10 * MEGABYTE }
    }
}

/// The types of files that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// A document in the Portable Document Format.
    Pdf,
    /// A photo or scan.
    Jpeg,
    /// A drawing or screenshot.
    Png,
    /// Either.
    Webp,
}

impl Media {
    /// Every type.
    pub const ALL: [Self; 4] = [Self::Pdf, Self::Jpeg, Self::Png, Self::Webp];

    /// The media type, such as `image/png`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
        }
    }

    /// The name that people know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "PDF",
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
        }
    }

    /// Extensions of its files, in lower case; the usual one first.
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
    /// Reads an entry of a submission's `attachments`; `None` if a member is missing, unknown or of another type.
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
            size: json.get("size")?.whole()?,
            sha256: text("sha256")?,
            content: optional("content")?,
            href: optional("href")?,
        })
    }

    /// Writes the entry of a submission's `attachments`.
    pub(crate) fn write(&self, out: &mut Writer) {
        out.open('{');
        out.member("id", &self.id);
        out.member("answer", &self.answer);
        out.member("name", &self.name);
        out.member("media_type", &self.media_type);
        out.name("size");
        out.word(&self.size.to_string());
        out.member("sha256", &self.sha256);
        out.member_if("content", self.content.as_deref());
        out.member_if("href", self.href.as_deref());
        out.close('}');
    }
}

/// Checks a file whose content is at hand, and says what it is.
///
/// # Errors
/// As `recognise`; `FileEncrypted` for a PDF that asks for a password.
pub fn inspect(name: &str, bytes: &[u8], limits: &Limits) -> Result<Media, Problem> {
    let media = recognise(name, bytes, limits)?;
    if media == Media::Pdf && pdf::asks_for_password(bytes) {
        return Err(Problem::FileEncrypted);
    }
    Ok(media)
}

/// The same but for the password of a PDF, which in the browser a module of its own looks for.
///
/// # Errors
/// `FileEmpty`, `FileTooLarge`, `FileType`, `FileHeic`, `FileExtension`.
pub fn recognise(name: &str, bytes: &[u8], limits: &Limits) -> Result<Media, Problem> {
    check_size(bytes.len() as u64, limits)?;
    let media = sniff::media(bytes)?;
    if extension(name).is_some_and(|extension| !media.extensions().contains(&extension.as_str())) {
        return Err(Problem::FileExtension { is: media.name() });
    }
    Ok(media)
}

/// Checks an attachment that a client sent: its content against everything that it says of itself. Of a file that
/// lies elsewhere, only what it says.
///
/// # Errors
/// As `inspect`; `FileType` or `SignatureType` for a type that is not `accepted`; `FileName`, `FileContent`, `FileEncoding`,
/// `FileSize`, `FileDigest`, `FileMediaType`.
pub fn check(file: &Attachment, accepted: &[Media], limits: &Limits) -> Result<(), Problem> {
    if clean_name(&file.name) != file.name {
        return Err(Problem::FileName);
    }
    check_size(file.size, limits)?;
    let other = if accepted == [Media::Png] { Problem::SignatureType } else { Problem::FileType };
    let said = accepted.iter().find(|media| media.as_str() == file.media_type).ok_or(other)?;
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
    let is = inspect(&file.name, &bytes, limits)?;
    if is == *said { Ok(()) } else { Err(Problem::FileMediaType) }
}

fn check_size(size: u64, limits: &Limits) -> Result<(), Problem> {
    match size {
        0 => Err(Problem::FileEmpty),
        _ if size > limits.each_bytes => Err(Problem::FileTooLarge { most: limits.each_bytes }),
        _ => Ok(()),
    }
}

/// A file's name without the path before it and without controls and bidi marks, by which a name can lie about its
/// extension; at most 255 bytes, the extension kept.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let name = clean_line(name);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default().trim_start();
    if name.chars().all(|c| c == '.') {
        return NAMELESS.to_owned();
    }
    let (stem, extension) = match extension(name) {
        Some(extension) => name.split_at_checked(name.len() - extension.len() - 1).unwrap_or((name, "")),
        None => (name, ""),
    };
    let mut stem = stem.to_owned();
    while stem.len() + extension.len() > MOST_IN_NAME {
        stem.pop();
    }
    let clean = [stem.trim_end(), extension].concat();
    // What is cut off may uncover another extension, with a space before it.
    if clean == name { clean } else { clean_name(&clean) }
}

/// The extension in lower case, without its dot.
fn extension(name: &str) -> Option<String> {
    let (stem, extension) = name.rsplit_once('.')?;
    let is_extension = (1..=MOST_IN_EXTENSION).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && !stem.is_empty();
    is_extension.then(|| extension.to_ascii_lowercase())
}

/// The SHA-256 digest in lower-case hexadecimal.
#[must_use]
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes in lower-case hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles.filter_map(|nibble| char::from_digit(nibble.into(), 16)).collect()
}

fn is_sha256(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// The content in base64.
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    Base64::encode_string(bytes)
}

/// The content of base64.
///
/// # Errors
/// `FileEncoding` if it is anything but padded base64 of RFC 4648 §4, without line breaks.
pub fn decode(text: &str) -> Result<Vec<u8>, Problem> {
    Base64::decode_vec(text).map_err(|_| Problem::FileEncoding)
}
