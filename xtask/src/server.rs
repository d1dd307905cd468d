//! A server as a process, which says its address on its first line.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Result, bail};

/// A server that ends with this value.
pub struct Server {
    process: Child,
    /// Such as `http://127.0.0.1:8080`.
    pub address: String,
}

impl Server {
    /// Starts it, and waits until it says its address.
    ///
    /// # Errors
    /// It could not be started, or ended without saying one.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        let mut address = String::new();
        if let Some(output) = process.stdout.take() {
            BufReader::new(output).read_line(&mut address)?;
        }
        let server = Self { process, address: address.trim().to_owned() };
        if !server.address.starts_with("http://") {
            bail!("a server did not start; run it by hand to see why: {command:?}");
        }
        Ok(server)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which its clients will have noticed.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
