//! What is erased, and what is not: submissions after the portal's period with their files, and files of nobody.

use crate::attachments::{KEY, PDF, begin, entry, send, with_attachment};
use crate::process::Process;
use crate::stand::{BASE, Folder, ID, Stand, another};
use chrono::{DateTime, TimeDelta};
use guitai::server::Clock;
use std::io::Write;
use std::thread;
use std::time::{Duration, Instant};

/// A portal on another day.
fn on(folder: &Folder, moment: &str, days: Option<i64>) -> Stand {
    Stand::start_with(folder, |settings| {
        settings.clock = Clock::Fixed(DateTime::parse_from_rfc3339(moment).unwrap());
        settings.retention = days.map(TimeDelta::days);
    })
}

/// Waits until it is so.
pub fn wait_until(what: &str, is_so: impl Fn() -> bool) {
    let started = Instant::now();
    while !is_so() {
        assert!(started.elapsed() < Duration::from_secs(20), "still not: {what}");
        thread::yield_now();
    }
}

/// Waits until the portal's metrics say so.
fn wait_for(portal: &Stand, line: &str) {
    wait_until(line, || portal.get("/metrics").text().contains(line));
}

/// The files in the storage.
fn stored(folder: &Folder) -> usize {
    std::fs::read_dir(folder.path.join("portal.attachments")).unwrap().count()
}

#[test]
fn submissions_go_with_their_files_after_their_time() {
    for folder in Folder::on_each_database() {
        let portal = Stand::start(&folder);
        let href = send(&portal, KEY, PDF).string("/href");
        assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 201);
        let (second, body) = another(2);
        assert_eq!(portal.submit(&second, body).status, 201);
        drop(portal);

        let last_day = on(&folder, "2026-11-28T10:05:00+08:00", Some(7));
        let (third, body) = another(3);
        let body = body.replace("2026-11-21T10:00:00", "2026-11-28T10:00:00");
        assert_eq!(last_day.submit(&third, body).status, 201);
        assert_eq!(last_day.get("/inbox.json").json().as_array().unwrap().len(), 3);
        drop(last_day);

        let next_day = on(&folder, "2026-11-28T10:05:01+08:00", Some(7));
        wait_for(&next_day, "guitai_erased_total{kind=\"attachment\"} 1");
        wait_for(&next_day, "guitai_erased_total{kind=\"submission\"} 2");
        assert_eq!(next_day.get("/inbox.json").json().as_array().unwrap().len(), 1);
        assert_eq!(next_day.get(&href).status, 404);
        assert_eq!(stored(&folder), 0);
        drop(next_day);
        let numbers_go_on = Stand::start(&folder).submit(ID, BASE).string("/reference");
        assert!(numbers_go_on.starts_with("115-000004-"), "{numbers_go_on}");
    }
}

#[test]
fn an_unfinished_file_of_a_dead_process_is_erased_after_a_day() {
    for folder in Folder::on_each_database() {
        let process = Process::start(&folder);
        let portal = Stand::at(process.address);
        let file = [PDF, &vec![b'x'; 1024 * 1024]].concat();
        let mut stream = begin(&portal, file.len());
        stream.write_all(&file[..file.len() - 1]).unwrap();
        wait_until("a file is being written", || stored(&folder) == 1);
        process.kill();
        let soon = on(&folder, "2026-11-22T10:05:00+08:00", None);
        assert_eq!(send(&soon, KEY, &file).status, 201);
        drop(soon);
        let later = on(&folder, "2026-11-22T10:05:01+08:00", None);
        wait_for(&later, "guitai_erased_total{kind=\"attachment\"} 1");
        assert_eq!(later.get(&format!("/api/attachments/{KEY}")).body, file);
        assert_eq!(stored(&folder), 1);
    }
}

#[test]
fn unnamed_files_are_erased_within_a_day() {
    for folder in Folder::on_each_database() {
        let portal = Stand::start(&folder);
        let href = send(&portal, KEY, PDF).string("/href");
        let other = send(&portal, "another", PDF).string("/href");
        assert_eq!(portal.submit(ID, with_attachment(&entry(&href, PDF))).status, 201);
        drop(portal);
        // Files are erased hourly, once they are 23 hours old.
        let soon = on(&folder, "2026-11-22T09:05:00+08:00", None);
        assert_eq!(send(&soon, "third", PDF).status, 201);
        assert_eq!((soon.get(&href).status, soon.get(&other).status), (200, 200));
        drop(soon);
        let later = on(&folder, "2026-11-22T09:05:01+08:00", None);
        wait_for(&later, "guitai_erased_total{kind=\"attachment\"} 1");
        assert_eq!((later.get(&href).status, later.get(&other).status), (200, 404));
        assert_eq!(later.get("/inbox.json").json().as_array().unwrap().len(), 1);
    }
}
