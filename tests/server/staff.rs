//! Whom the portal lets in, how often it answers, and what it counts and logs.

use crate::stand::{BASE, Folder, ID, Stand, another, changed};
use chrono::DateTime;
use guitai::server::{Clock, Settings};
use std::num::NonZeroU32;

const TOKEN: &str = "0123456789abcdef-clerks";

fn guarded(settings: &mut Settings) {
    settings.staff_token = Some(TOKEN.parse().unwrap());
}

/// The cookie that a sign-in gives, as a browser sends it back.
fn sign_in(portal: &Stand) -> String {
    let typed = [("content-type", "application/x-www-form-urlencoded")];
    let answer = portal.post("/sign-in", &typed, format!("token={TOKEN}"));
    assert_eq!((answer.status, answer.header("location")), (303, "/inbox"), "{}", answer.text());
    let (cookie, attributes) = answer.header("set-cookie").split_once("; ").unwrap();
    assert_eq!(attributes, "Path=/; Max-Age=43200; HttpOnly; SameSite=Strict");
    assert!(!cookie.contains(TOKEN));
    cookie.to_owned()
}

#[test]
fn only_who_has_the_token_may_look() {
    let folder = Folder::new();
    let portal = Stand::start_with(&folder, guarded);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let cookie = sign_in(&portal);
    let one = format!("/inbox/{ID}");
    let longer = cookie.replacen("17", "27", 1);
    assert_ne!(longer, cookie);
    let bearer = format!("Bearer {TOKEN}");
    let wrong = format!("Bearer {TOKEN}x");
    let basic = format!("Basic {TOKEN}");
    for path in ["/inbox", "/inbox.json", &one, "/csp-reports", "/metrics", "/inbox.csv?workflow=exemption"] {
        for (header, status) in [
            (("accept", "*/*"), 401),
            (("accept", "text/html"), 303),
            (("authorization", bearer.as_str()), 200),
            (("authorization", "Bearer"), 401),
            (("authorization", &wrong), 401),
            (("authorization", &basic), 401),
            (("cookie", &cookie), 200),
            (("cookie", &format!("a=b; {cookie}")), 200),
            (("cookie", &longer), 401),
            (("cookie", &format!("guitai-staff={TOKEN}")), 401),
            (("cookie", "guitai-staff="), 401),
        ] {
            let answer = portal.get_with(path, &[header]);
            assert_eq!(answer.status, status, "{path} {header:?}: {}", answer.text());
            assert!(status == 200 || !answer.text().contains("王小明"), "{path} {header:?}");
        }
        let elsewhere = [
            ("authorization", bearer.as_str()),
            ("host", "portal.example"),
            ("x-forwarded-for", "198.51.100.1"),
        ];
        assert_eq!(portal.get_with(path, &elsewhere).status, 200, "{path}");
    }
    let refused = portal.get("/inbox.json");
    assert_eq!(
        (refused.header("www-authenticate"), refused.string("/title").as_str()),
        ("Bearer", "僅供承辦人")
    );
}

#[test]
fn a_sign_in_ends() {
    let folder = Folder::new();
    let portal = Stand::start_with(&folder, guarded);
    let page = portal.get("/sign-in");
    assert!(page.status == 200 && page.text().contains("type=\"password\""), "{}", page.text());
    let typed = [("content-type", "application/x-www-form-urlencoded")];
    for (body, status) in
        [("token=wrong", 401), ("", 401), ("token", 401), (&*format!("token={}", "x".repeat(5000)), 413)]
    {
        let answer = portal.post("/sign-in", &typed, body);
        assert_eq!((answer.status, answer.header("set-cookie")), (status, ""), "{body}");
    }
    let proxied = [typed[0], ("x-forwarded-proto", "https")];
    let secure = portal.post("/sign-in", &proxied, format!("token={TOKEN}"));
    assert!(secure.header("set-cookie").ends_with("; Secure"), "{secure:?}");
    let cookie = sign_in(&portal);
    let signed_in = portal.get_with("/inbox", &[("cookie", &cookie)]);
    assert!(signed_in.text().contains("action=\"/sign-out\""), "{}", signed_in.text());
    let out = portal.post("/sign-out", &[], "");
    assert!(out.header("set-cookie").starts_with("guitai-staff=; Path=/; Max-Age=0"), "{out:?}");
    drop(portal);
    let tomorrow = Stand::start_with(&folder, |settings| {
        guarded(settings);
        settings.clock = Clock::Fixed(DateTime::parse_from_rfc3339("2026-11-21T22:05:00+08:00").unwrap());
    });
    assert_eq!(tomorrow.get_with("/inbox", &[("cookie", &cookie)]).status, 401);
    drop(tomorrow);
    assert_eq!(Stand::start(&folder).get("/sign-in").status, 404, "a portal without a token");
}

#[test]
fn who_asks_too_often_waits() {
    let folder = Folder::new();
    let portal = Stand::start_with(&folder, |settings| settings.rate_limit = NonZeroU32::new(3));
    let ask = |address: &str| portal.get_with("/config.json", &[("x-forwarded-for", address)]);
    for (address, status) in [
        ("198.51.100.1", 404),
        ("198.51.100.1", 404),
        ("2001:db8::1", 404),
        ("198.51.100.1", 404),
        ("198.51.100.1", 429),
        ("10.0.0.1, 198.51.100.1", 429),
        ("198.51.100.2", 404),
        ("2001:db8::2", 404),
        ("2001:db8::3", 404),
        ("2001:db8::4", 429),
        ("2001:db8:0:1::1", 404),
    ] {
        let answer = ask(address);
        assert_eq!(answer.status, status, "{address}");
        if status == 429 {
            let wait: u64 = answer.header("retry-after").parse().unwrap();
            assert!((1..=21).contains(&wait), "{wait}");
            assert_eq!(answer.header("content-type"), "application/problem+json");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
    }
    assert!((0..10).all(|_| portal.get("/config.json").status == 404), "this computer is not limited");
}

#[test]
fn what_happened_is_counted_without_names() {
    let folder = Folder::new();
    let portal = Stand::start(&folder);
    let (id, wrong) = another(2);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    assert_eq!(portal.submit(ID, BASE).status, 200);
    assert_eq!(portal.submit(&id, wrong.replace("A123456789", "A123456788")).status, 422);
    assert_eq!(portal.submit(&id, changed(|it| it["workflow"] = "made-up".into())).status, 422);
    assert_eq!(portal.get("/made-up/王小明?name=A123456789").status, 404);
    assert_eq!(portal.get(&format!("/inbox/{ID}")).status, 200);
    let metrics = portal.get("/metrics");
    assert_eq!(metrics.header("content-type"), "application/openmetrics-text; version=1.0.0; charset=utf-8");
    let bytes = 2 * BASE.len() + wrong.len() + changed(|it| it["workflow"] = "made-up".into()).len();
    for line in [
        "guitai_submissions_total{workflow=\"exemption\",outcome=\"stored\"} 1",
        "guitai_submissions_total{workflow=\"exemption\",outcome=\"again\"} 1",
        "guitai_submissions_total{workflow=\"exemption\",outcome=\"refused\"} 1",
        "guitai_submissions_total{workflow=\"unknown\",outcome=\"refused\"} 1",
        "guitai_requests_total{method=\"POST\",route=\"/api/submissions\",status=\"201\"} 1",
        "guitai_requests_total{method=\"POST\",route=\"/api/submissions\",status=\"422\"} 2",
        "guitai_requests_total{method=\"GET\",route=\"/inbox/{id}\",status=\"200\"} 1",
        "guitai_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "guitai_request_duration_seconds_count{route=\"/api/submissions\"} 4",
        &format!("guitai_received_bytes_total{{kind=\"submission\"}} {bytes}"),
    ] {
        assert!(metrics.text().lines().any(|known| known == line), "{line}:\n{}", metrics.text());
    }
    for personal in ["made-up", "王小明", "A123456789", ID] {
        assert!(!metrics.text().contains(personal), "{personal}");
    }
    assert_eq!(portal.get_with("/metrics", &[("host", "portal.example")]).status, 403);
}
