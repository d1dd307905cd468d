//! The rate limit, and how clients are distinguished for it.

use crate::harness::{Response, TestFolder, TestPortal};
use guitai::server::Settings;
use std::num::NonZeroU32;

/// Starts a portal with a limit of three requests per minute.
fn limited(folder: &TestFolder, change: impl FnOnce(&mut Settings)) -> TestPortal {
    TestPortal::start_with(folder, |settings| {
        settings.rate_limit = NonZeroU32::new(3);
        change(settings);
    })
}

/// Sends a request with that header.
fn get_as(portal: &TestPortal, name: &str, address: &str) -> Response {
    portal.get_with("/config.json", &[(name, address)])
}

#[test]
fn requests_over_the_limit_get_429() {
    let folder = TestFolder::new();
    let portal = limited(&folder, |_| {});
    for (address, status) in [
        ("198.51.100.1", 404),
        ("198.51.100.1:17085", 404),
        ("2001:db8::1", 404),
        ("198.51.100.1", 404),
        ("198.51.100.1:17086", 429),
        ("10.0.0.1, 198.51.100.1", 429),
        ("198.51.100.2", 404),
        ("[2001:db8::2]:443", 404),
        ("[2001:db8::3]", 404),
        ("2001:db8::4", 429),
        ("2001:db8:0:1::1", 404),
    ] {
        let response = get_as(&portal, "x-forwarded-for", address);
        assert_eq!(response.status, status, "{address}");
        if status == 429 {
            let wait: u64 = response.header("retry-after").parse().unwrap();
            assert!((1..=21).contains(&wait), "{wait}");
            assert_eq!(response.header("content-type"), "application/problem+json");
            assert_eq!(response.header("x-content-type-options"), "nosniff");
        }
    }
    assert!((0..10).all(|_| portal.get("/config.json").status == 404), "local requests are not limited");
}

/// None of these headers exempts a client from the limit.
#[test]
fn unreadable_addresses_count_as_one_client() {
    for (name, value) in [
        ("x-forwarded-for", "203.0.113.9:17085"),
        ("x-forwarded-for", "[2001:db8::1]:443"),
        ("x-forwarded-for", "unknown"),
        ("x-forwarded-for", ""),
        ("x-forwarded-for", " , "),
        ("x-forwarded-for", "198.51.100.1, _hidden"),
        ("x-forwarded-proto", "https"),
        ("x-real-ip", "203.0.113.9"),
        ("forwarded", "for=203.0.113.9"),
        ("via", "1.1 proxy"),
        ("cf-connecting-ip", "203.0.113.9"),
    ] {
        let folder = TestFolder::new();
        let portal = limited(&folder, |_| {});
        let statuses = [0; 4].map(|_| get_as(&portal, name, value).status);
        assert_eq!(statuses, [404, 404, 404, 429], "{name}: {value}");
    }
    let folder = TestFolder::new();
    let portal = limited(&folder, |_| {});
    let unreadable = ["unknown", "", "nonsense", "-"];
    let statuses = unreadable.map(|value| get_as(&portal, "x-forwarded-for", value).status);
    assert_eq!(statuses, [404, 404, 404, 429], "they count as one client");
}

#[test]
fn a_configured_number_of_proxies_is_trusted() {
    for (trusted, is_public, forwarded, statuses) in [
        // Local requests are limited once a proxy is known: it may be one that adds no header.
        (None, true, "", [404, 404, 404, 429]),
        (Some(1), false, "", [404, 404, 404, 429]),
        (Some(0), false, "", [404, 404, 404, 429]),
        // A client can send its own entries, which come before those of the proxies.
        (Some(0), false, "198.51.100.{n}", [404, 404, 404, 429]),
        (Some(1), false, "198.51.100.{n}, 203.0.113.9", [404, 404, 404, 429]),
        (Some(1), false, "198.51.100.{n}", [404; 4]),
        (Some(2), false, "198.51.100.{n}, 203.0.113.9, 10.0.0.1", [404, 404, 404, 429]),
        (Some(2), false, "203.0.113.9, 198.51.100.{n}, 10.0.0.1", [404; 4]),
        (Some(2), false, "198.51.100.{n}", [404, 404, 404, 429]),
    ] {
        let folder = TestFolder::new();
        let portal = limited(&folder, |settings| {
            settings.trusted_proxies = trusted;
            if is_public {
                settings.open_inbox = false;
                settings.public_url = Some("https://portal.example".parse().unwrap());
            }
        });
        let ask = |number: usize| {
            let value = forwarded.replace("{n}", &number.to_string());
            let headers = [("x-forwarded-for", value.as_str())];
            portal.get_with("/config.json", if value.is_empty() { &[] } else { &headers }).status
        };
        assert_eq!([1, 2, 3, 4].map(ask), statuses, "{trusted:?} {forwarded}");
    }
}
