//! The inbox: who may open it, and that answers are escaped.

use crate::attachments::KEY;
use crate::harness::{BASE, ID, TestFolder, TestPortal, changed};
use base64ct::{Base64, Encoding};
use serde_json::{Value, json};

const EVIL: &str = "<img src=x onerror=alert(1)>&\"'{{title}}";

#[test]
fn the_inbox_opens_only_on_this_computer() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    assert_eq!(portal.submit(ID, BASE).status, 201);
    let one = format!("/inbox/{ID}");
    let original = format!("/inbox/{ID}.json");
    for path in ["/inbox", "/inbox.json", &one, &original, "/csp-reports"] {
        for (header, status) in [
            (("accept", "*/*"), 200),
            (("host", "localhost"), 200),
            (("host", "[::1]:8080"), 200),
            (("host", "portal.example"), 403),
            (("host", "127.0.0.1.portal.example:8080"), 403),
            (("x-forwarded-for", "127.0.0.1"), 403),
            (("forwarded", "for=127.0.0.1"), 403),
        ] {
            let response = portal.get_with(path, &[header]);
            assert_eq!(response.status, status, "{path} {header:?}");
            assert_eq!(
                response.text().contains("王小明"),
                status == 200 && path != "/csp-reports",
                "{path} {header:?}"
            );
        }
    }
    assert_eq!(portal.get("/inbox/none").status, 404);
    assert_eq!(portal.get("/inbox/..%2f").status, 404);
    assert_eq!(portal.get(&format!("/inbox/{ID}'%20OR%201=1")).status, 404);
}

#[test]
fn answers_are_escaped() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let body = changed(|it| {
        it["answers"]["unit_name"] = EVIL.into();
        it["answers"]["evidence_note"] = format!("一\n{EVIL}").into();
    });
    assert_eq!(portal.submit(ID, &body).status, 201);
    let page = portal.get(&format!("/inbox/{ID}"));
    assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    assert!(!page.text().contains("<img src=x"), "{}", page.text());
    assert_eq!(
        page.text().matches("&#60;img src=x onerror=alert(1)&#62;&#38;&#34;&#39;{{title}}").count(),
        2
    );
    assert!(!portal.get("/inbox").text().contains("<img src=x"));
}

#[test]
fn answers_are_shown_in_words() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let reference = portal.submit(ID, BASE).string("/reference");
    let list = portal.get("/inbox");
    let page = portal.get(&format!("/inbox/{ID}"));
    for (text, expect) in [
        (&list, "王小明"),
        (&list, &reference),
        (&list, "民國115年11月21日"),
        (&page, "A12*****89"),
        (&page, "民國115年12月5日（2026-12-05） 08:00"),
    ] {
        assert!(text.text().contains(expect), "{expect}: {}", text.text());
    }
    for unexpected in ["A123456789", "civil_defence", "T08:00", ">yes<", ">email<"] {
        assert!(!page.text().contains(unexpected), "{unexpected}: {}", page.text());
    }
}

#[test]
fn rows_of_a_group_have_labels() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let mut petition: Value = serde_json::from_str(include_str!("../forms/petition/base.json")).unwrap();
    petition["answers"]["co_petitioners"] =
        json!([{"name": "測試員", "contact": "0912345678"}, {"name": "林試填", "contact": "<b>"}]);
    let id = petition["id"].as_str().unwrap().to_owned();
    let response = portal.submit(&id, petition.to_string());
    assert_eq!(response.status, 201, "{}", response.text());
    let page = portal.get(&format!("/inbox/{id}"));
    let rows = "<div class=\"row\">姓名：<bdi>測試員</bdi>\n聯絡方式：<bdi>0912345678</bdi></div>\
                <div class=\"row\">姓名：<bdi>林試填</bdi>\n聯絡方式：<bdi>&#60;b&#62;</bdi></div>";
    assert!(page.text().contains(rows), "{}", page.text());
    let table = portal.get("/inbox.csv?workflow=petition");
    let cell = "\"姓名：測試員；聯絡方式：0912345678\n姓名：林試填；聯絡方式：<b>\"";
    assert!(table.text().contains(cell), "{}", table.text());
}

#[test]
fn files_are_listed_and_downloaded() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let file = b"%PDF-1.7\n%%EOF\n";
    let digest = guitai::value::attachment::sha256_hex(file);
    let body = changed(|it| {
        it["answers"]["evidence_route"] = "attached".into();
        it["attachments"] = json!([{
            "id": KEY,
            "answer": "evidence",
            "name": "診斷證明.pdf",
            "media_type": "application/pdf",
            "size": file.len(),
            "sha256": digest,
            "content": Base64::encode_string(file),
        }]);
    });
    let response = portal.submit(ID, &body);
    assert_eq!(response.status, 201, "{}", response.text());
    let page = portal.get(&format!("/inbox/{ID}"));
    let address = format!("/inbox/{ID}/attachments/{KEY}");
    let link = format!("<a href=\"{address}\" download>");
    for expect in ["附件", "診斷證明.pdf", "</a>\napplication/pdf，1 KB\n<span", &digest, &link] {
        assert!(page.text().contains(expect), "{expect}: {}", page.text());
    }
    assert!(!page.text().contains(&Base64::encode_string(file)));

    let download = portal.get(&address);
    assert_eq!((download.status, download.body.as_slice()), (200, file.as_slice()));
    for (header, expect) in [
        ("content-type", "application/octet-stream"),
        (
            "content-disposition",
            "attachment; filename=\"____.pdf\"; filename*=UTF-8''%E8%A8%BA%E6%96%B7%E8%AD%89%E6%98%8E.pdf",
        ),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "no-store"),
    ] {
        assert_eq!(download.header(header), expect);
    }
    for path in [
        format!("/inbox/{ID}/attachments/none"),
        format!("/inbox/none/attachments/{KEY}"),
        format!("/inbox/{ID}/attachments/..%2f"),
    ] {
        assert_eq!(portal.get(&path).status, 404, "{path}");
    }
    // Not for the public.
    assert_eq!(portal.get_with(&address, &[("x-forwarded-for", "203.0.113.9")]).status, 403);
}

#[test]
fn the_original_is_a_download_byte_for_byte() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let reference = portal.submit(ID, BASE).string("/reference");
    let original = portal.get(&format!("/inbox/{ID}.json"));
    assert_eq!(original.body, BASE.as_bytes());
    assert_eq!(original.header("content-type"), "application/json");
    assert_eq!(original.header("content-disposition"), format!("attachment; filename=\"{reference}.json\""));
    assert_eq!(original.header("cache-control"), "no-store");
    let rows = portal.get("/inbox.json");
    assert_eq!(rows.string("/0/id"), ID);
    assert_eq!(rows.string("/0/reference"), reference);
    assert_eq!(rows.string("/0/workflow"), "exemption");
    assert_eq!(rows.string("/0/received_at"), crate::harness::NOW);
    assert_eq!(rows.string("/0/body/answers/name"), "王小明");
}
