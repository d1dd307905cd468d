//! Attempts: back-off, `Retry-After`, two minutes, four attempts, and fresh headers once.

use guitai::journey::{Attempts, Next};
use guitai::reply::Reply;

const BUSY: Reply = Reply::Busy(None);

/// Records answers at these seconds after the start.
fn check(answers: &[(u64, Reply, Next)]) {
    let mut attempts = Attempts::start(1000);
    for (index, (seconds, reply, expected)) in answers.iter().enumerate() {
        let next = attempts.record(reply, 1000 + seconds);
        assert_eq!(next, *expected, "answer {index} of {answers:?}");
        assert!(attempts.any());
    }
}

#[test]
fn waits_twice_as_long_each_time_and_gives_up_after_four() {
    for reply in [Reply::Unknown, Reply::InProgress, BUSY] {
        check(&[
            (0, reply.clone(), Next::After(2)),
            (2, reply.clone(), Next::After(4)),
            (6, reply.clone(), Next::After(8)),
            (14, reply, Next::Never),
        ]);
    }
}

#[test]
fn gives_up_after_two_minutes() {
    check(&[(118, Reply::Unknown, Next::After(2))]);
    check(&[(119, Reply::Unknown, Next::Never)]);
    check(&[(30, Reply::Unknown, Next::After(2)), (116, Reply::Unknown, Next::After(4))]);
    check(&[(30, Reply::Unknown, Next::After(2)), (117, Reply::Unknown, Next::Never)]);
    check(&[(119, BUSY, Next::Never)]);
}

#[test]
fn waits_as_long_as_the_backend_asks_even_beyond_two_minutes() {
    for (asked, wait) in [(0, 0), (1, 1), (7, 7), (120, 120), (121, 120), (u32::MAX, 120)] {
        let busy = Reply::Busy(Some(asked));
        check(&[
            (500, busy.clone(), Next::After(wait)),
            (700, busy.clone(), Next::After(wait)),
            (900, busy.clone(), Next::After(wait)),
            (1100, busy, Next::Never),
        ]);
    }
}

#[test]
fn asks_for_fresh_headers_once() {
    check(&[(0, Reply::SignIn, Next::Now), (0, Reply::SignIn, Next::Never)]);
    // That request is not an attempt of its own.
    check(&[
        (0, Reply::SignIn, Next::Now),
        (0, Reply::Unknown, Next::After(2)),
        (2, Reply::Unknown, Next::After(4)),
        (6, Reply::Unknown, Next::After(8)),
        (14, Reply::Unknown, Next::Never),
    ]);
    check(&[
        (0, Reply::Unknown, Next::After(2)),
        (2, Reply::SignIn, Next::Now),
        (3, Reply::SignIn, Next::Never),
    ]);
}

#[test]
fn does_not_try_again_after_a_definite_answer() {
    for reply in [
        Reply::NoEndpoint,
        Reply::NotReceived,
        Reply::FilesRefused,
        Reply::Refused(Vec::new()),
        Reply::RefusedEntirely(guitai::reply::Explanation::default()),
    ] {
        check(&[(0, reply, Next::Never)]);
    }
}

/// The clock may be set while the form waits.
#[test]
fn survives_a_clock_that_is_set_back() {
    let mut attempts = Attempts::start(1000);
    assert!(!attempts.any());
    assert_eq!(attempts.record(&Reply::Unknown, 0), Next::After(2));
    assert_eq!(attempts.record(&Reply::Unknown, u64::MAX), Next::Never);
}
