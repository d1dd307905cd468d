//! Access to the inbox by the staff's token, and metrics.

use crate::harness::{BASE, ID, TestFolder, TestPortal, changed, numbered};
use crate::sign_in::{TOKEN, sign_in, with_token};

#[test]
fn the_inbox_requires_the_token() {
    let folder = TestFolder::new();
    let portal = TestPortal::start_with(&folder, with_token);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let cookie = sign_in(&portal);
    let one = format!("/inbox/{ID}");
    let other = format!("guitai-staff={}", "0".repeat(64));
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
            (("cookie", &other), 401),
            (("cookie", &format!("guitai-staff={TOKEN}")), 401),
            (("cookie", "guitai-staff="), 401),
        ] {
            let response = portal.get_with(path, &[header]);
            assert_eq!(response.status, status, "{path} {header:?}: {}", response.text());
            assert!(status == 200 || !response.text().contains("王小明"), "{path} {header:?}");
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
fn metrics_have_no_personal_data() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let (id, wrong) = numbered(2);
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
