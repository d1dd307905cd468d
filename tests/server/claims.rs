//! Claims of a client: the channel, the clerk, and the `Host` header.

use crate::attachments::{KEY, PDF, entry, send, with_attachment};
use crate::harness::{ID, TestFolder, TestPortal, submit_with};
use crate::secret::{bearer, start};

/// The `Host` header does not decide which absolute URLs are the portal's own.
#[test]
fn absolute_urls_of_files_use_the_configured_url() {
    for public_url in [None, Some("https://portal.example")] {
        let folder = TestFolder::new();
        let portal = TestPortal::start_with(&folder, |settings| {
            settings.open_inbox = false;
            settings.public_url = public_url.map(|url| url.parse().unwrap());
        });
        let href = send(&portal, KEY, PDF).string("/href");
        let listener = format!("http://{}", portal.address);
        let own = public_url.unwrap_or(&listener);
        for (host, origin, status) in [
            ("evil.example", "https://evil.example", 422),
            ("evil.example", "http://evil.example", 422),
            ("evil.example:80", "http://evil.example:80", 422),
            ("portal.example", "http://portal.example", 422),
            ("portal.example.evil.example", "https://portal.example.evil.example", 422),
            ("evil.example", own, 201),
            ("evil.example", "", 201),
        ] {
            let id = if origin.is_empty() { "01a1fbd4-f500-7000-8000-000000000002" } else { ID };
            let body = with_attachment(&entry(&format!("{origin}{href}"), PDF)).replace(ID, id);
            let response = submit_with(&portal, id, &[("host", host)], body);
            assert_eq!(response.status, status, "{host} {origin}: {}", response.text());
            if status == 422 {
                assert_eq!(response.string("/errors/0/code"), "file_digest", "{host} {origin}");
            }
        }
    }
}

/// The channel and the clerk are marked as claims unless the request had a session or token of the staff.
#[test]
fn unverified_claims_are_marked() {
    for folder in TestFolder::for_each_database() {
        let (process, portal, secret) = start(&folder);
        let petition = include_str!("../forms/petition/base.json");
        let mut assisted: serde_json::Value = serde_json::from_str(petition).unwrap();
        assisted["channel"] = "counter".into();
        assisted["staff"] = serde_json::json!({"id": "clerk-7"});
        assisted["answers"]["made"] = "written".into();
        let key = bearer(&secret);
        let authorization = ("authorization", key.as_str());
        for (number, headers, is_claimed) in [
            (1, vec![], true),
            (2, vec![authorization], false),
            (3, vec![("authorization", "Bearer 0123456789abcdef")], true),
            (4, vec![authorization, ("via", "1.1 proxy")], true),
        ] {
            let id = format!("01a1fbd4-f500-7000-8000-00000000010{number}");
            assisted["id"] = id.as_str().into();
            let response = submit_with(&portal, &id, &headers, assisted.to_string());
            assert_eq!(response.status, 201, "{}", response.text());
            let page = portal.get_with(&format!("/inbox/{id}"), &[authorization]);
            for claim in ["臨櫃（送件人自稱）", "clerk-7（送件人自稱）"] {
                assert_eq!(page.text().contains(claim), is_claimed, "{headers:?}: {}", page.text());
            }
            let rows = portal.get_with("/inbox.json", &[authorization]).json();
            assert_eq!(rows[0]["id"], id.as_str());
            assert_eq!(rows[0]["is_from_staff"], !is_claimed, "{headers:?}");
        }
        let table = portal.get_with("/inbox.csv?workflow=petition", &[authorization]);
        assert_eq!(table.text().matches("臨櫃（送件人自稱）").count(), 3, "{}", table.text());
        assert_eq!(table.text().matches("臨櫃").count(), 4, "{}", table.text());
        process.kill();
    }
}
