//! The command `guitai serve` as its own process.

use crate::stand::{Folder, NOW};
use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A portal that can be killed.
pub struct Process {
    pub child: Child,
    pub address: SocketAddr,
}

impl Process {
    /// A portal on the database in that folder, with its attachments beside it.
    pub fn start(folder: &Folder) -> Self {
        let attachments = folder.path.join("portal.attachments");
        Self::start_with(folder, |command| command.arg("--attachments").arg(attachments))
    }

    /// Likewise, with further arguments.
    pub fn start_with(folder: &Folder, more: impl FnOnce(&mut Command) -> &mut Command) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_guitai"));
        command.args(["serve", "--port", "0", "--clock", NOW, "--log", "json", "--database"]);
        let command = more(command.arg(folder.named()));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let address =
            line.trim().strip_prefix("http://").expect("the address on the first line").parse().unwrap();
        Self { child, address }
    }

    /// Ends the process without any farewell, and returns its log.
    pub fn kill(mut self) -> String {
        self.child.kill().unwrap();
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        self.child.wait().unwrap();
        log
    }
}
