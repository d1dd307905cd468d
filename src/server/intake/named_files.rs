//! The files that a submission names by their URLs.

use super::Intake;
use crate::problem::Code;
use crate::receive::ProblemReport;
use crate::server::http::language;
use crate::server::http::paths::attachment_id;
use crate::server::http::problem::RequestError;
use crate::submission::Submission;
use crate::text::portal::PortalWord;
use crate::value::attachment::Attachment;

/// Returns the ids of the files that a submission names by their URLs.
///
/// # Errors
/// `Invalid` with each file that is not stored here as the submission describes it: a receipt must not cover
/// a file that the portal does not have. `Unavailable` if the database or the attachment storage fails.
pub async fn ids(intake: &Intake, submission: &Submission) -> Result<Vec<String>, RequestError> {
    let mut ids = Vec::new();
    let mut missing = Vec::new();
    for (index, file) in submission.attachments().iter().enumerate() {
        let Some(href) = file.href.as_deref() else { continue };
        match attachment_id(href, Some(intake.url.origin())) {
            Some(id) if is_stored(intake, id, file).await? => ids.push(id.to_owned()),
            _ => missing.push(ProblemReport {
                pointer: format!("#/attachments/{index}"),
                code: Code::FileDigest.as_str(),
                cite: None,
                detail: PortalWord::FileMissing.say(language::of_tag(submission.locale())).to_owned(),
            }),
        }
    }
    if missing.is_empty() { Ok(ids) } else { Err(RequestError::Invalid(missing)) }
}

/// Returns whether the file is stored with the described size, digest and type.
async fn is_stored(intake: &Intake, id: &str, described: &Attachment) -> Result<bool, RequestError> {
    let Some(row) = intake.store.file(id).await? else { return Ok(false) };
    let size = intake.files.size(row.number).await?;
    Ok(size == Some(described.size)
        && u64::try_from(row.size) == Ok(described.size)
        && row.sha256 == described.sha256
        && row.media_type == described.media_type)
}
