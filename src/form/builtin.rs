//! Definitions of the built-in workflows.

/// Names of the built-in workflows.
pub const BUILTIN: [&str; 5] = ["exemption", "change-report", "cause-ended", "petition", "survey"];

/// Returns the definition of a built-in workflow as JSON. The bundle does not contain it, but fetches the
/// same file.
#[must_use]
pub fn builtin(name: &str) -> Option<&'static str> {
    Some(match name {
        "exemption" => include_str!("../../www/forms/exemption.json"),
        "change-report" => include_str!("../../www/forms/change-report.json"),
        "cause-ended" => include_str!("../../www/forms/cause-ended.json"),
        "petition" => include_str!("../../www/forms/petition.json"),
        "survey" => include_str!("../../www/forms/survey.json"),
        _ => return None,
    })
}
