//! Retention: submissions and their files after the retention period, and files that no submission names.

use crate::attachments::{KEY, PDF, begin_upload, entry, send, with_attachment};
use crate::harness::{BASE, ID, TestFolder, TestPortal, numbered};
use crate::process::Process;
use chrono::{DateTime, TimeDelta};
use guitai::server::Clock;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

/// Starts a portal at that time.
fn start_at(folder: &TestFolder, moment: &str, days: Option<i64>) -> TestPortal {
    TestPortal::start_with(folder, |settings| {
        settings.clock = Clock::Fixed(DateTime::parse_from_rfc3339(moment).unwrap());
        settings.retention = days.map(TimeDelta::days);
    })
}

/// Waits until the condition holds.
pub fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < Duration::from_secs(20), "timed out: {what}");
        thread::yield_now();
    }
}

/// Waits until the portal's metrics have that line.
fn wait_for(portal: &TestPortal, line: &str) {
    wait_until(line, || portal.get("/metrics").text().contains(line));
}

/// Returns the number of stored files.
fn stored_files(folder: &TestFolder) -> usize {
    std::fs::read_dir(folder.path.join("portal.attachments")).unwrap().count()
}

#[test]
fn submissions_are_erased_with_their_files_after_the_period() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let href = send(&portal, KEY, PDF).string("/href");
        assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 201);
        let (second, body) = numbered(2);
        assert_eq!(portal.submit(&second, body).status, 201);
        drop(portal);

        let last_day = start_at(&folder, "2026-11-28T10:05:00+08:00", Some(7));
        let (third, body) = numbered(3);
        let body = body.replace("2026-11-21T10:00:00", "2026-11-28T10:00:00");
        assert_eq!(last_day.submit(&third, body).status, 201);
        assert_eq!(last_day.get("/inbox.json").json().as_array().unwrap().len(), 3);
        drop(last_day);

        let next_day = start_at(&folder, "2026-11-28T10:05:01+08:00", Some(7));
        wait_for(&next_day, "guitai_erased_total{kind=\"attachment\"} 1");
        wait_for(&next_day, "guitai_erased_total{kind=\"submission\"} 2");
        assert_eq!(next_day.get("/inbox.json").json().as_array().unwrap().len(), 1);
        assert_eq!(next_day.get(&href).status, 404);
        assert_eq!(stored_files(&folder), 0);
        drop(next_day);
        let next_reference = TestPortal::start(&folder).submit(ID, BASE).string("/reference");
        assert!(next_reference.starts_with("115-000004-"), "{next_reference}");
    }
}

#[test]
fn the_incomplete_file_of_a_killed_process_is_erased_after_a_day() {
    for folder in TestFolder::for_each_database() {
        let process = Process::start(&folder);
        let portal = TestPortal::at(process.address);
        let file = [PDF, &vec![b'x'; 1024 * 1024]].concat();
        let mut stream = begin_upload(&portal, file.len());
        stream.write_all(&file[..file.len() - 1]).unwrap();
        wait_until("a file is being written", || stored_files(&folder) == 1);
        process.kill();
        let soon = start_at(&folder, "2026-11-22T10:05:00+08:00", None);
        assert_eq!(send(&soon, KEY, &file).status, 201);
        drop(soon);
        let later = start_at(&folder, "2026-11-22T10:05:01+08:00", None);
        wait_for(&later, "guitai_erased_total{kind=\"attachment\"} 1");
        assert_eq!(later.get(&format!("/api/attachments/{KEY}")).body, file);
        assert_eq!(stored_files(&folder), 1);
    }
}

#[test]
fn unnamed_files_are_erased_within_a_day() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start(&folder);
        let href = send(&portal, KEY, PDF).string("/href");
        let other = send(&portal, "another", PDF).string("/href");
        assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 201);
        drop(portal);
        // Files are erased hourly, once they are 23 hours old.
        let soon = start_at(&folder, "2026-11-22T09:05:00+08:00", None);
        assert_eq!(send(&soon, "third", PDF).status, 201);
        assert_eq!((soon.get(&href).status, soon.get(&other).status), (200, 200));
        drop(soon);
        let later = start_at(&folder, "2026-11-22T09:05:01+08:00", None);
        wait_for(&later, "guitai_erased_total{kind=\"attachment\"} 1");
        assert_eq!((later.get(&href).status, later.get(&other).status), (200, 404));
        assert_eq!(later.get("/inbox.json").json().as_array().unwrap().len(), 1);
    }
}
