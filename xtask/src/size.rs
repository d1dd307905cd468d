//! Number of bytes that a browser downloads until the first step can be filled in, and until Continue works, and
//! their limits.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, write::GzEncoder};
use serde_json::{Value, json};

use crate::style::STYLE_SHEET;

/// The measured workflow, which is the largest.
const CONTENT: &str = "compiled/exemption.zh-Hant.txt";
const FIRST: &str = "first/exemption.zh-Hant.json";
const WASM: &str = "guitai.wasm";

/// The files that are loaded while the form is used.
const LATER: [&str; 2] = ["later.wasm", "later.js"];

/// Limits in bytes after brotli 11: for the files until the first step can be filled in, and until Continue works.
const BUDGET_FIRST: usize = 20_000;
const BUDGET: usize = 115_000;
/// Limit for these files and the rest of the engine.
const BUDGET_ALL: usize = 172_000;

/// Size of a file in bytes: uncompressed, gzip 9 and brotli 11.
pub struct Size {
    file: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Sizes of the files that a form loads.
pub struct Sizes {
    /// The entry module and its imports, the style sheet and the drawn first step.
    first: Vec<Size>,
    /// The first module of the engine and the compiled content.
    engine: Vec<Size>,
    /// The rest of the engine.
    later: Vec<Size>,
}

/// Measures the files of one form.
///
/// # Errors
/// A file is missing.
pub fn of_form(dist: &Path) -> Result<Sizes> {
    let mut files = BTreeSet::new();
    follow(dist, "guitai.js", &mut files)?;
    files.extend([STYLE_SHEET, FIRST].map(str::to_owned));
    let first = files.into_iter().map(|file| measure(dist, file)).collect::<Result<_>>()?;
    let engine = [WASM, CONTENT].into_iter().map(|file| measure(dist, file.to_owned()));
    let later = LATER.into_iter().map(|file| measure(dist, file.to_owned()));
    Ok(Sizes { first, engine: engine.collect::<Result<_>>()?, later: later.collect::<Result<_>>()? })
}

/// Adds a module and its transitive imports.
fn follow(dist: &Path, module: &str, found: &mut BTreeSet<String>) -> Result<()> {
    if !found.insert(module.to_owned()) {
        return Ok(());
    }
    let script = fs::read_to_string(dist.join(module)).with_context(|| module.to_owned())?;
    for import in script.split("from").skip(1) {
        let Some(path) = import.trim_start().strip_prefix("\"./") else { continue };
        let Some((name, _)) = path.split_once('"') else { continue };
        follow(dist, name, found)?;
    }
    Ok(())
}

fn measure(dist: &Path, file: String) -> Result<Size> {
    let content = fs::read(dist.join(&file)).with_context(|| file.clone())?;
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(&content)?;
    let best = BrotliEncoderParams { quality: 11, lgwin: 24, ..BrotliEncoderParams::default() };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut content.as_slice(), &mut small, &best)?;
    Ok(Size { raw: content.len(), gzip: gzip.finish()?.len(), brotli: small.len(), file })
}

fn sum<'a>(name: &str, sizes: impl Iterator<Item = &'a Size>) -> Size {
    let sizes: Vec<&Size> = sizes.collect();
    let add = |of: fn(&Size) -> usize| sizes.iter().map(|size| of(size)).sum();
    Size { file: name.to_owned(), raw: add(|s| s.raw), gzip: add(|s| s.gzip), brotli: add(|s| s.brotli) }
}

impl Sizes {
    fn all(&self) -> impl Iterator<Item = &Size> {
        self.first.iter().chain(&self.engine).chain(&self.later)
    }

    /// The totals with their limits.
    fn sums(&self) -> [(Size, usize); 3] {
        [
            (self.until_first(), BUDGET_FIRST),
            (self.until_continue(), BUDGET),
            (sum("with the whole engine", self.all()), BUDGET_ALL),
        ]
    }

    /// The total of the files that are loaded before the first step can be filled in.
    fn until_first(&self) -> Size {
        sum("until the first field", self.first.iter())
    }

    /// The total of the files that are loaded before Continue works.
    fn until_continue(&self) -> Size {
        sum("until Continue works", self.first.iter().chain(&self.engine))
    }

    /// Checks the sizes against the limits.
    ///
    /// # Errors
    /// A limit is exceeded.
    pub fn check(&self) -> Result<()> {
        for (size, budget) in self.sums() {
            let Size { file, brotli, .. } = size;
            ensure!(brotli <= budget, "{file}: {brotli} bytes after brotli, {budget} are allowed");
        }
        Ok(())
    }

    /// Returns the sizes as JSON.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_json(&self) -> Result<String> {
        let row = |size: &Size| json!({"file": size.file, "raw": size.raw, "gzip": size.gzip, "brotli": size.brotli});
        let files: Vec<Value> = self.all().map(row).collect();
        let sums: Vec<Value> = self.sums().iter().map(|(size, _)| row(size)).collect();
        Ok(serde_json::to_string_pretty(&json!({"files": files, "sums": sums}))? + "\n")
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:32}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli")?;
        let sums = self.sums();
        for Size { file, raw, gzip, brotli } in self.all().chain(sums.iter().map(|(size, _)| size)) {
            writeln!(f, "{file:32}{raw:>10}{gzip:>10}{brotli:>10}")?;
        }
        Ok(())
    }
}
