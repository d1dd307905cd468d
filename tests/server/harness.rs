//! A portal for one test, and a client for it.

use crate::postgres;
use chrono::DateTime;
use guitai::server::{AttachmentLocation, Clock, Database, Portal, Settings};
use serde_json::Value;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread::{self, JoinHandle};
use tokio::sync::oneshot;

/// The current time of the portals in tests: five minutes after `BASE` was filed.
pub const NOW: &str = "2026-11-21T10:05:00+08:00";
/// A valid submission.
pub const BASE: &str = include_str!("../forms/exemption/base.json");
/// The id of `BASE`.
pub const ID: &str = "01a1fbd4-f500-7000-8000-000000000001";

/// A temporary folder, and a database, which is in it if it is a file.
pub struct TestFolder {
    pub path: PathBuf,
    pub database: Database,
}

impl TestFolder {
    pub fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("guitai-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir_all(path.join("dist")).unwrap();
        let database = Database::Sqlite(path.join("portal.sqlite"));
        Self { path, database }
    }

    /// One folder for each kind of database.
    pub fn for_each_database() -> [Self; 2] {
        let mut other = Self::new();
        other.database = postgres::new_database();
        [Self::new(), other]
    }

    /// Returns the argument of `guitai serve --database`.
    pub fn database_argument(&self) -> String {
        match &self.database {
            Database::Sqlite(path) => path.display().to_string(),
            Database::Postgres(url) => url.to_string(),
        }
    }
}

impl Drop for TestFolder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.path);
    }
}

/// A running portal, stopped when dropped.
pub struct TestPortal {
    pub address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl TestPortal {
    /// Starts a portal on the folder's database and bundle.
    pub fn start(folder: &TestFolder) -> Self {
        Self::start_with(folder, |_| {})
    }

    /// Likewise, with other settings.
    pub fn start_with(folder: &TestFolder, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            database: folder.database.clone(),
            attachments: Some(AttachmentLocation::Folder(folder.path.join("portal.attachments"))),
            dist: folder.path.join("dist"),
            clock: Clock::Fixed(DateTime::parse_from_rfc3339(NOW).unwrap()),
            open_inbox: true,
            ..Settings::default()
        };
        change(&mut settings);
        let (stop, stopped) = oneshot::channel();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let (portal, listener) = runtime.block_on(Portal::start(settings)).unwrap();
        let address = listener.local_addr().unwrap();
        let thread = thread::spawn(move || {
            runtime.block_on(portal.run(listener, async {
                let _ = stopped.await;
            }));
        });
        Self { address, stop: Some(stop), thread: Some(thread) }
    }

    /// A client for a portal that runs elsewhere.
    pub fn at(address: SocketAddr) -> Self {
        Self { address, stop: None, thread: None }
    }

    /// Sends a GET request.
    pub fn get(&self, path: &str) -> Response {
        self.get_with(path, &[])
    }

    /// Sends a GET request with headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = agent().get(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::of(request.call().unwrap()).unwrap()
    }

    /// Sends a POST request.
    pub fn post(&self, path: &str, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Response {
        let mut request = agent().post(format!("http://{}{path}", self.address));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        Response::of(request.send(body.as_ref()).unwrap()).unwrap()
    }

    /// Sends a submission as the form does.
    pub fn submit(&self, id: &str, body: impl AsRef<[u8]>) -> Response {
        submit_to(self.address, id, body).unwrap()
    }
}

impl Drop for TestPortal {
    fn drop(&mut self) {
        self.stop.take().map(|stop| stop.send(()));
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(ended.is_none_or(|ended| ended.is_ok()), "the portal panicked");
    }
}

/// Sends a submission to a portal at that address, which may not respond.
pub fn submit_to(address: SocketAddr, id: &str, body: impl AsRef<[u8]>) -> Result<Response, ureq::Error> {
    let request = agent()
        .post(format!("http://{address}/api/submissions"))
        .header("content-type", "application/json")
        .header("idempotency-key", format!("\"{id}\""));
    Response::of(request.send(body.as_ref())?)
}

fn agent() -> ureq::Agent {
    let config = ureq::Agent::config_builder().http_status_as_error(false).accept_encoding("identity");
    config.max_redirects(0).max_redirects_will_error(false).build().new_agent()
}

/// A complete response.
#[derive(Debug)]
pub struct Response {
    pub status: u16,
    pub body: Vec<u8>,
    headers: Vec<(String, String)>,
}

impl Response {
    fn of(mut response: ureq::http::Response<ureq::Body>) -> Result<Self, ureq::Error> {
        let headers = response.headers().iter();
        let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
        Ok(Self {
            headers: headers.collect(),
            status: response.status().as_u16(),
            body: response.body_mut().read_to_vec()?,
        })
    }

    /// Returns a header's value, or an empty text.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {}", self.text()))
    }

    /// Returns a string of the JSON by its pointer, or an empty text.
    pub fn string(&self, pointer: &str) -> String {
        self.json().pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned()
    }
}

/// Sends a submission as the form does, with further headers.
pub fn submit_with(
    portal: &TestPortal,
    id: &str,
    headers: &[(&str, &str)],
    body: impl AsRef<[u8]>,
) -> Response {
    let key = format!("\"{id}\"");
    let own = [("content-type", "application/json"), ("idempotency-key", key.as_str())];
    portal.post("/api/submissions", &[&own, headers].concat(), body)
}

/// Returns `BASE` after a change.
pub fn changed(change: impl FnOnce(&mut Value)) -> String {
    let mut submission: Value = serde_json::from_str(BASE).unwrap();
    change(&mut submission);
    submission.to_string()
}

/// Returns `BASE` with an id of that number, and the id.
pub fn numbered(number: u32) -> (String, String) {
    let id = format!("01a1fbd4-f500-7000-8000-0000{number:08x}");
    let body = changed(|submission| submission["id"] = id.as_str().into());
    (id, body)
}
