//! `guitai serve` as a separate process.

use crate::harness::{NOW, TestFolder};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::{self, JoinHandle};

/// A running process.
pub struct Process {
    pub child: Child,
    pub address: SocketAddr,
    output: BufReader<ChildStdout>,
    /// Reads the log. Otherwise the process would block when the pipe is full.
    log: JoinHandle<String>,
}

impl Process {
    /// Starts a portal on the folder's database, with the attachments in the folder.
    pub fn start(folder: &TestFolder) -> Self {
        let attachments = folder.path.join("portal.attachments");
        Self::start_with(folder, |command| command.arg("--attachments").arg(attachments))
    }

    /// Likewise, with further arguments.
    pub fn start_with(folder: &TestFolder, more: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guitai"));
        command.args(["serve", "--port", "0", "--clock", NOW, "--log", "json", "--database"]);
        let command = more(command.arg(folder.database_argument()));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut output = BufReader::new(child.stdout.take().unwrap());
        let line = line_of(&mut output);
        let address = line.strip_prefix("http://").expect("the address on the first line").parse().unwrap();
        let mut errors = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut log = String::new();
            errors.read_to_string(&mut log).unwrap();
            log
        });
        Self { child, address, output, log }
    }

    /// Returns the next line of its output.
    pub fn line(&mut self) -> String {
        line_of(&mut self.output)
    }

    /// Kills the process, and returns its log.
    pub fn kill(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.log.join().unwrap()
    }
}

fn line_of(output: &mut impl BufRead) -> String {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    line.trim().to_owned()
}
