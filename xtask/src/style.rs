//! The element's style sheet: the files in `www/style`, joined into one. They mirror the folders of `src/ui`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use crate::project::Project;

/// The delivered file.
pub const STYLE_SHEET: &str = "guitai.css";

const SOURCES: &str = "www/style";

/// All sources, in the order of the delivered sheet. Of two rules with equal specificity, the later one wins:
/// a file may rely on rules of an earlier one, and media queries override everything. Within these limits,
/// the order was chosen for size after compression.
const ORDER: [&str; 35] = [
    "base/host",
    "base/theme",
    "base/elements",
    "base/buttons",
    "base/typography",
    "page/mod",
    "page/step",
    "page/review",
    "page/stop",
    "page/sending",
    "page/failure",
    "page/receipt",
    "part/mod",
    "part/agency",
    "part/draft_panel",
    "part/error_summary",
    "part/idle_warning",
    "part/law",
    "part/notes",
    "part/notice",
    "part/title",
    "part/undo_offer",
    "question/mod",
    "question/address",
    "question/choice",
    "question/date",
    "question/files",
    "question/group",
    "question/signature",
    "question/text",
    "media/narrow",
    "media/hover",
    "media/forced-colors",
    "media/motion",
    "media/print",
];

/// Writes the joined style sheet to `dist`.
///
/// # Errors
/// A file of the order is missing, or a file in the folder is not in the order.
pub fn build(project: &Project, dist: &Path) -> Result<()> {
    let folder = project.root.join(SOURCES);
    let mut sheet = String::new();
    for name in ORDER {
        let path = folder.join(name).with_extension("css");
        sheet += &fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    }
    let (found, listed) = (count(&folder)?, ORDER.len());
    ensure!(found == listed, "{SOURCES} has {found} files, but xtask/src/style.rs lists {listed}");
    Ok(fs::write(dist.join(STYLE_SHEET), sheet)?)
}

/// The number of files in a folder and its folders.
fn count(folder: &Path) -> Result<usize> {
    let mut files = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        files += if path.is_dir() { count(&path)? } else { 1 };
    }
    Ok(files)
}
