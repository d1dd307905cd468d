//! Attachments in a bucket, on an S3 server that checks every signature.

use crate::attachments::{KEY, PDF, entry, send, with_attachment};
use crate::harness::{BASE, ID, TestFolder, TestPortal, numbered};
use crate::process::Process;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use s3s::auth::SimpleAuth;
use s3s::service::S3ServiceBuilder;
use s3s_fs::FileSystem;
use serde_json::json;
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use tokio::net::TcpListener;
use tokio::runtime::Runtime;

const BUCKET: &str = "county";
const ACCESS_KEY: &str = "portal";
const SECRET: &str = "no secret at all";
/// More than one part of a multipart upload.
const LARGE: usize = 9 * 1024 * 1024;

/// An S3 server with one bucket, which stops when this value is dropped.
struct Bucket {
    root: PathBuf,
    address: SocketAddr,
    _runtime: Runtime,
}

impl Bucket {
    fn start(folder: &TestFolder) -> Self {
        let root = folder.path.join("buckets");
        fs::create_dir_all(root.join(BUCKET)).unwrap();
        let mut service = S3ServiceBuilder::new(FileSystem::new(&root).unwrap());
        service.set_auth(SimpleAuth::from_single(ACCESS_KEY, SECRET));
        let service = service.build();
        let runtime = Runtime::new().unwrap();
        let listener = runtime.block_on(TcpListener::bind("127.0.0.1:0")).unwrap();
        let address = listener.local_addr().unwrap();
        runtime.spawn(async move {
            while let Ok((socket, _)) = listener.accept().await {
                let service = service.clone();
                tokio::spawn(async move {
                    // Fails if the client disconnects.
                    let _ = Builder::new(TokioExecutor::new())
                        .serve_connection(TokioIo::new(socket), service)
                        .await;
                });
            }
        });
        Self { root, address, _runtime: runtime }
    }

    /// Starts a portal that stores its files here and accepts large ones.
    fn portal(&self, folder: &TestFolder, secret: &str) -> (Process, TestPortal) {
        let config = folder.path.join("config.json");
        let limits = json!({"each_bytes": 2 * LARGE, "total_bytes": 2 * LARGE});
        fs::write(&config, json!({"version": "1", "attachments": limits}).to_string()).unwrap();
        let process = Process::start_with(folder, |command| {
            command
                .arg("--open-inbox")
                .arg("--config")
                .arg(config)
                .arg("--attachments")
                .arg(format!("s3://{BUCKET}/forms"));
            command.env("AWS_ENDPOINT", format!("http://{}", self.address)).env("AWS_ALLOW_HTTP", "true");
            command.env("AWS_ACCESS_KEY_ID", ACCESS_KEY).env("AWS_SECRET_ACCESS_KEY", secret)
        });
        let portal = TestPortal::at(process.address);
        (process, portal)
    }
}

/// Returns the bytes of all files below a folder.
fn total_bytes(folder: &Path) -> u64 {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries
        .map(
            |entry| {
                if entry.path().is_dir() {
                    total_bytes(&entry.path())
                } else {
                    entry.metadata().unwrap().len()
                }
            },
        )
        .sum()
}

#[test]
fn files_are_stored_in_the_bucket_and_returned_byte_for_byte() {
    let folder = TestFolder::new();
    let bucket = Bucket::start(&folder);
    let (process, portal) = bucket.portal(&folder, SECRET);
    assert_eq!(portal.get("/readyz").status, 200);
    let large = [PDF, vec![b' '; LARGE].as_slice()].concat();
    let sent = send(&portal, KEY, &large);
    assert_eq!(sent.status, 201, "{}", sent.text());
    assert_eq!(send(&portal, KEY, &large).status, 200);
    assert_eq!(total_bytes(&bucket.root.join(BUCKET).join("forms")), large.len() as u64);
    let href = sent.string("/href");
    assert!(portal.get(&href).body == large, "the download has other bytes");

    let described = entry(&href, &large);
    let mut other = described.clone();
    other["sha256"] = "0".repeat(64).into();
    let refused = portal.submit(ID, with_attachment(&other));
    assert_eq!(refused.string("/errors/0/code"), "file_digest", "{}", refused.text());
    assert_eq!(portal.submit(ID, with_attachment(&described)).status, 201);
    process.kill();
}

#[test]
fn without_the_bucket_only_submissions_without_files_are_stored() {
    let folder = TestFolder::new();
    let bucket = Bucket::start(&folder);
    let (process, portal) = bucket.portal(&folder, "a wrong secret");
    assert_eq!((portal.get("/healthz").status, portal.get("/readyz").status), (200, 503));
    assert_eq!(send(&portal, KEY, PDF).status, 503);
    process.kill();

    let (process, portal) = bucket.portal(&folder, SECRET);
    drop(bucket);
    let refused = send(&portal, KEY, PDF);
    assert_eq!((refused.status, refused.header("retry-after")), (503, "5"));
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let (id, body) = numbered(2);
    assert_eq!(portal.submit(&id, body).status, 201);
    process.kill();
}
