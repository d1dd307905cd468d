//! A server process that prints its address on the first line of its output.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Result, bail};

/// A server process, killed when this value is dropped.
pub struct Server {
    process: Child,
    /// URL, such as `http://127.0.0.1:8080`.
    pub address: String,
}

impl Server {
    /// Starts the server, and waits until it prints its address.
    ///
    /// # Errors
    /// It cannot be started, or exits without printing an address.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut address = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut address)?;
        }
        let server = Self { process, address: address.trim().to_owned() };
        if !server.address.starts_with("http://") {
            bail!("a server did not start; run the command manually to see the reason: {command:?}");
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The process may have exited already, which its clients report.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
