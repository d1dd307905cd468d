//! Reads the subcommands' input: files, standard input, and forms by name.

use anyhow::{Context, Result, anyhow};
use guitai::config::Config;
use guitai::form::{self, Form};
use guitai::server::Sourced;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// Reads a file, or standard input for `-`.
///
/// # Errors
/// The file can't be read, or is not UTF-8.
pub fn text(file: &Path) -> Result<String> {
    let bytes = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes
        .with_context(|| format!("{}: can't be read; check the path and its permissions", file.display()))?;
    String::from_utf8(bytes)
        .map_err(|_| anyhow!("{}: not UTF-8; save the file in that encoding", file.display()))
}

/// Reads a form: a built-in workflow by its name, or a file.
///
/// # Errors
/// There is neither such a workflow nor such a file, or the file is not a form definition.
pub fn form(name: &str) -> Result<Sourced<Form>> {
    let text = match form::builtin(name) {
        Some(text) => text.to_owned(),
        None => text(Path::new(name)).with_context(|| {
            format!(
                "{name} is neither a built-in workflow ({}) nor a readable file",
                form::BUILTIN.join(", ")
            )
        })?,
    };
    let content = Form::read(&text).map_err(|error| anyhow!("{name}: {error}; see `guitai check {name}`"))?;
    Ok(Sourced { content, text })
}

/// Reads a portal's config, or returns an empty one without a file.
///
/// # Errors
/// As `config`.
pub fn config_or_none(file: Option<&Path>) -> Result<Config> {
    Ok(file.map(config).transpose()?.map_or_else(Config::default, |document| document.content))
}

/// Reads a portal's config.
///
/// # Errors
/// The file can't be read, or is not a config.
pub fn config(file: &Path) -> Result<Sourced<Config>> {
    let text = text(file)?;
    let content = Config::read(&text).map_err(|error| anyhow!("{}: {error}", file.display()))?;
    Ok(Sourced { content, text })
}
