//! Number of bytes that a browser downloads until the first step is usable, and its limit.

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
const DEFINITION: &str = "forms/exemption.json";
const WASM: &str = "guitai.wasm";

/// Limits in bytes after brotli 11: 163.2 kB, rounded, for all files, and a limit for the wasm file.
const BUDGET: usize = 163_249;
const BUDGET_WASM: usize = 145_000;

/// Size of a file in bytes: uncompressed, gzip 9 and brotli 11.
pub struct Size {
    file: String,
    raw: usize,
    gzip: usize,
    brotli: usize,
}

/// Sizes of the files of a first step.
pub struct Sizes(Vec<Size>);

/// Measures the entry module and its imports, the wasm file, the style sheet and one definition.
///
/// # Errors
/// A file is missing.
pub fn first_step(dist: &Path) -> Result<Sizes> {
    let mut files = BTreeSet::new();
    follow(dist, "guitai.js", &mut files)?;
    files.extend([STYLE_SHEET, WASM, DEFINITION].map(str::to_owned));
    files.into_iter().map(|file| measure(dist, file)).collect::<Result<_>>().map(Sizes)
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

impl Sizes {
    fn sum(&self) -> Size {
        let add = |of: fn(&Size) -> usize| self.0.iter().map(of).sum();
        Size { file: "total".into(), raw: add(|s| s.raw), gzip: add(|s| s.gzip), brotli: add(|s| s.brotli) }
    }

    /// Checks the sizes against the limits.
    ///
    /// # Errors
    /// A limit is exceeded.
    pub fn check(&self) -> Result<()> {
        let wasm = self.0.iter().find(|size| size.file == WASM).map_or(0, |size| size.brotli);
        ensure!(wasm <= BUDGET_WASM, "{WASM} has {wasm} bytes after brotli, {BUDGET_WASM} are allowed");
        let all = self.sum().brotli;
        ensure!(all <= BUDGET, "a first step transfers {all} bytes after brotli, {BUDGET} are allowed");
        Ok(())
    }

    /// Returns the sizes as JSON.
    ///
    /// # Errors
    /// None in practice.
    pub fn to_json(&self) -> Result<String> {
        let row = |size: &Size| json!({"file": size.file, "raw": size.raw, "gzip": size.gzip, "brotli": size.brotli});
        let files: Vec<Value> = self.0.iter().map(row).collect();
        Ok(serde_json::to_string_pretty(&json!({"files": files, "sum": row(&self.sum())}))? + "\n")
    }
}

impl fmt::Display for Sizes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:24}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli")?;
        for Size { file, raw, gzip, brotli } in self.0.iter().chain([&self.sum()]) {
            writeln!(f, "{file:24}{raw:>10}{gzip:>10}{brotli:>10}")?;
        }
        Ok(())
    }
}
