//! The inbox of a portal without a staff token, which opens with the secret that is printed at start.

use crate::harness::{BASE, ID, TestFolder, TestPortal};
use crate::process::Process;

/// Returns the value of `Authorization` for that secret.
pub fn bearer(secret: &str) -> String {
    format!("Bearer {secret}")
}

/// Starts a portal with default options, and returns its secret.
pub fn start(folder: &TestFolder) -> (Process, TestPortal, String) {
    let mut process = Process::start(folder);
    let inbox = process.line();
    let start = format!("http://{}/inbox?key=", process.address);
    let secret = inbox.strip_prefix(&start).unwrap_or_else(|| panic!("{inbox}")).to_owned();
    assert_eq!(secret.len(), 64);
    let portal = TestPortal::at(process.address);
    (process, portal, secret)
}

#[test]
fn the_secret_opens_the_inbox() {
    let folder = TestFolder::new();
    let (process, portal, secret) = start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let with_key = format!("/inbox?key={secret}");
    let in_a_browser = ("accept", "text/html,application/xhtml+xml");
    for (path, headers, status) in [
        ("/inbox", vec![], 401),
        ("/inbox.json", vec![], 401),
        ("/metrics", vec![], 401),
        ("/inbox?key=", vec![], 401),
        ("/inbox?key=0123456789abcdef", vec![], 401),
        (&with_key, vec![], 200),
        (&format!("/inbox.json?key={secret}"), vec![], 200),
        ("/inbox.json", vec![("authorization", bearer(&secret))], 200),
        ("/inbox.json", vec![("authorization", bearer("0123456789abcdef"))], 401),
        ("/inbox", vec![(in_a_browser.0, in_a_browser.1.to_owned())], 303),
    ] {
        let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let response = portal.get_with(path, &headers);
        assert_eq!(response.status, status, "{path} {headers:?}: {}", response.text());
        assert_eq!(response.text().contains("王小明"), status == 200, "{path} {headers:?}");
    }

    let opened = portal.get_with(&with_key, &[in_a_browser]);
    assert_eq!(
        (opened.status, opened.header("location")),
        (303, "/inbox"),
        "the redirect removes the secret"
    );
    let cookie = opened.header("set-cookie").split(';').next().unwrap();
    assert!(!cookie.contains(&secret));
    let page = portal.get_with("/inbox", &[("cookie", cookie), in_a_browser]);
    let again = portal.get_with(&with_key, &[("cookie", cookie), in_a_browser]);
    assert_eq!((again.status, again.header("location")), (303, "/inbox"), "also with a session");
    assert!(page.status == 200 && page.text().contains("action=\"/sign-out\""), "{}", page.text());
    let sign_in = portal.get("/sign-in");
    assert!(sign_in.status == 200 && sign_in.text().contains("key="), "{}", sign_in.text());
    let typed = [("content-type", "application/x-www-form-urlencoded")];
    assert_eq!(portal.post("/sign-in", &typed, format!("token={secret}")).status, 303);

    let cookie = cookie.to_owned();
    let log = process.kill();
    assert!(!log.contains(&secret), "{log}");
    let (process, portal, other) = start(&folder);
    assert_ne!(secret, other);
    assert_eq!(portal.get_with("/inbox", &[("cookie", &cookie)]).status, 401, "a restart ends the sessions");
    assert_eq!(portal.get(&with_key).status, 401);
    process.kill();
}

/// A proxy on this computer that sends `Host: 127.0.0.1` can't be distinguished from a local program, so the
/// secret is required. A request with any header of a proxy is refused even with the secret.
#[test]
fn the_inbox_does_not_open_through_a_proxy() {
    let folder = TestFolder::new();
    let (process, portal, secret) = start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let here = portal.address.to_string();
    let key = bearer(&secret);
    let one = format!("/inbox/{ID}");
    for path in ["/inbox", "/inbox.json", "/inbox.csv?workflow=exemption", &one, "/metrics", "/csp-reports"] {
        for header in [
            ("host", here.as_str()),
            ("host", "localhost"),
            ("x-forwarded-proto", "https"),
            ("x-forwarded-host", "127.0.0.1"),
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-port", "443"),
            ("cf-connecting-ip", "203.0.113.9"),
            ("true-client-ip", "203.0.113.9"),
            ("x-real-ip", "127.0.0.1"),
            ("via", "1.1 proxy"),
            ("forwarded", "for=127.0.0.1"),
        ] {
            let is_forwarded = header.0 != "host";
            let without = portal.get_with(path, &[header]);
            assert_eq!(without.status, if is_forwarded { 403 } else { 401 }, "{path} {header:?}");
            let with = portal.get_with(path, &[header, ("authorization", &key)]);
            assert_eq!(with.status, if is_forwarded { 403 } else { 200 }, "{path} {header:?}");
            assert!(!without.text().contains("王小明"), "{path} {header:?}");
        }
    }
    assert_eq!(portal.get_with("/sign-in", &[("x-forwarded-proto", "https")]).status, 403);
    let typed = [("content-type", "application/x-www-form-urlencoded"), ("via", "1.1 proxy")];
    assert_eq!(portal.post("/sign-in", &typed, format!("token={secret}")).status, 403);
    process.kill();
}
