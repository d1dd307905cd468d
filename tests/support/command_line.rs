//! The command `guitai` as a process, and files for it to read.

use std::fs;
use std::io::Write;
use std::process::{Command, Stdio};

/// Runs the command, and returns its exit code, stdout and stderr.
pub fn run(arguments: &[&str], input: &str) -> (i32, String, String) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_guitai"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Fails if the command does not read its input.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

/// Writes a file for one test, and returns its path.
pub fn file(name: &str, text: impl AsRef<[u8]>) -> String {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/", env!("CARGO_CRATE_NAME"), "-").to_owned() + name;
    fs::write(&path, text).unwrap();
    path
}
