//! Sessions of the staff: sign-in, sign-out, and wrong tokens.

use crate::harness::{BASE, ID, Response, TestFolder, TestPortal};
use crate::process::Process;
use chrono::DateTime;
use guitai::server::{Clock, Settings};
use std::fs;

pub const TOKEN: &str = "0123456789abcdef-clerks";
const TYPED: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// Sets a staff token.
pub fn with_token(settings: &mut Settings) {
    settings.open_inbox = false;
    settings.staff_token = Some(TOKEN.parse().unwrap());
}

fn try_token(portal: &TestPortal, token: &str) -> Response {
    portal.post("/sign-in", &[TYPED], format!("token={token}"))
}

/// Signs in, and returns the cookie as a browser sends it.
pub fn sign_in(portal: &TestPortal) -> String {
    let response = try_token(portal, TOKEN);
    assert_eq!((response.status, response.header("location")), (303, "/inbox"), "{}", response.text());
    let (cookie, attributes) = response.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    assert!(!cookie.contains(TOKEN));
    cookie.to_owned()
}

fn status(portal: &TestPortal, cookie: &str) -> u16 {
    portal.get_with("/inbox", &[("cookie", cookie)]).status
}

#[test]
fn sessions_are_random_and_revoked_at_sign_out() {
    for folder in TestFolder::for_each_database() {
        let portal = TestPortal::start_with(&folder, with_token);
        let [one, two] = [sign_in(&portal), sign_in(&portal)];
        assert_ne!(one, two, "two sign-ins at the same time");
        let page = portal.get_with("/inbox", &[("cookie", &one)]);
        assert!(page.text().contains("action=\"/sign-out\""), "{}", page.text());
        let out = portal.post("/sign-out", &[("cookie", &one)], "");
        assert_eq!((out.status, out.header("location")), (303, "/sign-in"));
        assert!(out.header("set-cookie").starts_with("guitai-staff=; Path=/; Max-Age=0"), "{out:?}");
        assert_eq!((status(&portal, &one), status(&portal, &two)), (401, 200), "a copy of the old cookie");
        drop(portal);

        let again = TestPortal::start_with(&folder, with_token);
        assert_eq!((status(&again, &one), status(&again, &two)), (401, 200), "after a restart");
        drop(again);
        let other_token = TestPortal::start_with(&folder, |settings| {
            with_token(settings);
            settings.staff_token = Some("fedcba9876543210".parse().unwrap());
        });
        assert_eq!(status(&other_token, &two), 401, "a new token ends all sessions");
        drop(other_token);
        let tomorrow = TestPortal::start_with(&folder, |settings| {
            with_token(settings);
            settings.clock = Clock::Fixed(DateTime::parse_from_rfc3339("2026-11-21T22:05:00+08:00").unwrap());
        });
        assert_eq!(status(&tomorrow, &two), 401, "after twelve hours");
    }
}

#[test]
fn sign_in_requires_the_token() {
    let folder = TestFolder::new();
    let portal = TestPortal::start_with(&folder, with_token);
    let page = portal.get("/sign-in");
    assert!(page.status == 200 && page.text().contains("type=\"password\""), "{}", page.text());
    for (body, status) in
        [("token=wrong", 401), ("", 401), ("token", 401), (&*format!("token={}", "x".repeat(5000)), 413)]
    {
        let response = portal.post("/sign-in", &[TYPED], body);
        assert_eq!((response.status, response.header("set-cookie")), (status, ""), "{body}");
    }
    drop(portal);
    assert_eq!(TestPortal::start(&folder).get("/sign-in").status, 404, "a portal with an open inbox");
}

#[test]
fn with_tls_the_cookie_is_limited_to_this_host() {
    for (public_url, forwarded, is_tls) in [
        (Some("https://portal.example"), "", true),
        (Some("https://portal.example"), "http", true),
        (Some("http://portal.example"), "https", false),
        (None, "https", true),
        (None, "http", false),
        (None, "", false),
    ] {
        let folder = TestFolder::new();
        let portal = TestPortal::start_with(&folder, |settings| {
            with_token(settings);
            settings.public_url = public_url.map(|url| url.parse().unwrap());
        });
        let proto = ("x-forwarded-proto", forwarded);
        let with = |headers: &[(&'static str, &str)]| {
            let proto = if forwarded.is_empty() { vec![] } else { vec![proto] };
            [headers, &proto].concat().iter().map(|(name, value)| (*name, (*value).to_owned())).collect()
        };
        let send = |path: &str, headers: Vec<(&str, String)>, body: Option<String>| {
            let headers: Vec<_> = headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
            match body {
                Some(body) => portal.post(path, &headers, body),
                None => portal.get_with(path, &headers),
            }
        };
        let response = send("/sign-in", with(&[TYPED]), Some(format!("token={TOKEN}")));
        let (cookie, attributes) = response.header("set-cookie").split_once("; ").unwrap();
        let (name, value) = cookie.split_once('=').unwrap();
        let expect = if is_tls { ("__Host-guitai-staff", "; Secure") } else { ("guitai-staff", "") };
        assert_eq!(name, expect.0, "{public_url:?} {forwarded}");
        assert_eq!(
            attributes,
            format!("Path=/; Max-Age=43200; HttpOnly; SameSite=Strict{}", expect.1),
            "{public_url:?} {forwarded}"
        );
        for (name, status) in
            [(expect.0, 200), (if is_tls { "guitai-staff" } else { "__Host-guitai-staff" }, 401)]
        {
            let inbox = send("/inbox", with(&[("cookie", &format!("{name}={value}"))]), None);
            assert_eq!(inbox.status, status, "{name} {public_url:?} {forwarded}");
            let strict = if is_tls { "max-age=31536000" } else { "" };
            assert_eq!(inbox.header("strict-transport-security"), strict, "{public_url:?} {forwarded}");
        }
    }
}

#[test]
fn pages_of_other_sites_cannot_sign_in_or_out() {
    let folder = TestFolder::new();
    for public_url in [None, Some("https://portal.example")] {
        let portal = TestPortal::start_with(&folder, |settings| {
            with_token(settings);
            settings.public_url = public_url.map(|url| url.parse().unwrap());
        });
        let here = format!("http://{}", portal.address);
        let own = public_url.unwrap_or(&here);
        let name = if public_url.is_some() { "__Host-guitai-staff" } else { "guitai-staff" };
        for (header, status) in [
            (("sec-fetch-site", "same-origin"), 303),
            (("sec-fetch-site", "none"), 303),
            (("sec-fetch-site", "same-site"), 403),
            (("sec-fetch-site", "cross-site"), 403),
            (("origin", own), 303),
            (("origin", "https://evil.example"), 403),
            (("origin", "https://portal.example.evil.example"), 403),
            (("origin", "null"), 403),
            (("accept", "*/*"), 303),
        ] {
            let signing_in = portal.post("/sign-in", &[TYPED, header], format!("token={TOKEN}"));
            assert_eq!(signing_in.status, status, "{header:?}: {}", signing_in.text());
            let cookie = try_token(&portal, TOKEN).header("set-cookie").split(';').next().unwrap().to_owned();
            assert!(cookie.starts_with(name), "{cookie}");
            let out = portal.post("/sign-out", &[("cookie", &cookie), header], "");
            assert_eq!(out.status, status, "{header:?}: {}", out.text());
            let after = self::status(&portal, &cookie);
            assert_eq!(after, if status == 303 { 401 } else { 200 }, "{header:?}");
        }
    }
}

/// Wrong tokens are refused without a check after some attempts, and logged without the token.
#[test]
fn wrong_tokens_are_slowed_down() {
    let folder = TestFolder::new();
    let file = folder.path.join("token");
    fs::write(&file, format!("{TOKEN}\n")).unwrap();
    let mut process = Process::start_with(&folder, |command| command.arg("--staff-token-file").arg(&file));
    let portal = TestPortal::at(process.address);
    assert_eq!(process.line(), format!("http://{}/inbox", process.address));
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let cookie = sign_in(&portal);
    let guess = |number: u32| {
        let token = format!("a-wrong-guess-{number}");
        match number % 2 {
            0 => try_token(&portal, &token),
            _ => portal.get_with("/inbox.json", &[("authorization", &format!("Bearer {token}"))]),
        }
    };
    let responses: Vec<_> = (0..300).map(guess).collect();
    let checked = responses.iter().filter(|response| response.status == 401).count();
    let blocked = responses.iter().filter(|response| response.status == 429).count();
    assert!((10..20).contains(&checked) && checked + blocked == 300, "{checked}");
    let wait: u64 = responses[299].header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&wait), "{wait}");
    let page = try_token(&portal, TOKEN);
    assert_eq!((page.status, page.header("content-type")), (429, "text/html; charset=utf-8"));
    assert!(page.text().contains("太多次") && !page.header("retry-after").is_empty(), "{}", page.text());
    assert_eq!(status(&portal, &cookie), 200, "an existing session is not blocked");
    let elsewhere = [("authorization", &*format!("Bearer {TOKEN}")), ("x-forwarded-for", "198.51.100.1")];
    assert_eq!(portal.get_with("/inbox.json", &elsewhere).status, 200, "another client");
    let log = process.kill();
    assert!(log.contains("a wrong staff token"), "{log}");
    assert!(!log.contains("a-wrong-guess") && !log.contains(TOKEN) && !log.contains("127.0.0.1"), "{log}");
}
