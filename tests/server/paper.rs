//! Forms to print: empty ones for the public, filled ones for the staff.

use crate::harness::{BASE, ID, TestFolder, TestPortal, changed};
use guitai::config::Config;
use guitai::form::{BUILTIN, Form};
use guitai::paper::TEMPLATES;
use guitai::server::Sourced;
use serde_json::json;

const CONFIG: &str = include_str!("../../examples/sample-county/config.json");
const RELIEF: &str = include_str!("../../examples/emergency-relief/form.json");

/// A portal with its own config and form.
fn portal(folder: &TestFolder) -> TestPortal {
    TestPortal::start_with(folder, |settings| {
        settings.config = Some(Sourced { content: Config::read(CONFIG).unwrap(), text: CONFIG.to_owned() });
        settings.forms = vec![Sourced { content: Form::read(RELIEF).unwrap(), text: RELIEF.to_owned() }];
    })
}

#[test]
fn the_public_prints_empty_forms() {
    let folder = TestFolder::new();
    let portal = portal(&folder);
    for (path, accept, lang, part) in [
        ("/paper/exemption", "", "zh-Hant", "<h1>免除召集申請</h1>"),
        ("/paper/exemption", "en-GB", "en", "Apply to be excused"),
        ("/paper/exemption?lang=en", "zh", "en", "Apply to be excused"),
        ("/paper/exemption?lang=zh-TW", "en", "zh-Hant", "範例縣警察局民防管制中心"),
        ("/paper/petition", "", "zh-Hant", "範例縣政府為民服務中心"),
        ("/paper/emergency-relief", "", "zh-Hant", "急難救助"),
        ("/paper/mandate", "", "zh-Hant", "範例縣警察局民防管制中心"),
        ("/paper/declaration?lang=en", "", "en", "I declare that this is true"),
        ("/paper/exemption?lang=%3Cb%3E", "", "zh-Hant", "參考格式"),
    ] {
        let page = portal.get_with(path, &[("accept-language", accept)]);
        assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"), "{path}");
        assert!(page.text().contains(&format!("<html lang=\"{lang}\">")), "{path}: {}", page.text());
        assert!(page.text().contains(part) && !page.text().contains("<b>"), "{path}: {}", page.text());
        let policy = page.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'; style-src 'sha256-"), "{policy}");
        assert!(!policy.contains("script") && policy.ends_with("frame-ancestors 'none'"), "{policy}");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
    assert_eq!(portal.get("/paper/none").status, 404);
    assert_eq!(portal.get("/paper/..%2finbox").status, 404);
}

#[test]
fn pages_link_to_the_forms_on_paper() {
    let folder = TestFolder::new();
    let portal = portal(&folder);
    for (page, lang) in [("/", "zh-Hant"), ("/en", "en"), ("/petition", "zh-Hant"), ("/about", "zh-Hant")] {
        let html = portal.get(page);
        for workflow in BUILTIN.into_iter().chain(TEMPLATES) {
            let path = format!("/paper/{workflow}?lang={lang}");
            assert!(html.text().contains(&format!("<a href=\"{path}\">")), "{page}: {path}");
            assert_eq!(portal.get(&path).status, 200, "{path}");
        }
    }
    // The fallback of the element.
    let petition = portal.get("/en/petition");
    let fallback =
        petition.text().split("<guitai-form").nth(1).unwrap().split("</guitai-form>").next().unwrap();
    assert!(fallback.contains("<a href=\"/paper/petition?lang=en\">Print an empty form"), "{fallback}");
}

#[test]
fn the_staff_print_a_submission_with_its_reference() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let reference = portal.submit(ID, BASE).string("/reference");
    let path = format!("/inbox/{ID}/paper");
    assert!(
        portal.get(&format!("/inbox/{ID}")).text().contains(&format!("<a href=\"{path}\">列印這份送件</a>"))
    );
    let page = portal.get(&path);
    assert_eq!((page.status, page.header("cache-control")), (200, "no-store"));
    assert!(page.header("content-security-policy").starts_with("default-src 'none'; style-src 'sha256-"));
    for part in ["王小明", "A12*****89", &format!("<bdi>{reference}</bdi>"), "<svg class=\"qr\"", "☑"] {
        assert!(page.text().contains(part), "{part}: {}", page.text());
    }
    assert!(!page.text().contains("A123456789"));
    assert_eq!(portal.get("/inbox/none/paper").status, 404);
    // The public cannot open it.
    assert_eq!(portal.get_with(&path, &[("x-forwarded-for", "203.0.113.9")]).status, 403);
}

/// A form that the portal had when the submission arrived.
#[test]
fn submissions_of_a_retired_form_are_not_printed() {
    let folder = TestFolder::new();
    let body = changed(|it| {
        it["workflow"] = "retired".into();
        it["version"] = "9.9.9".into();
    });
    let form = guitai::form::builtin("exemption").unwrap();
    let form = form.replacen("\"exemption\"", "\"retired\"", 1).replacen("\"1.1.0\"", "\"9.9.9\"", 1);
    {
        let portal = TestPortal::start_with(&folder, |settings| {
            settings.forms = vec![Sourced { content: Form::read(&form).unwrap(), text: form.clone() }];
        });
        assert_eq!(portal.submit(ID, &body).status, 201);
        assert_eq!(portal.get(&format!("/inbox/{ID}/paper")).status, 200);
    }
    let portal = TestPortal::start(&folder);
    assert_eq!(portal.get(&format!("/inbox/{ID}/paper")).status, 404);
    let page = portal.get(&format!("/inbox/{ID}"));
    assert!(page.status == 200 && !page.text().contains("列印這份送件"), "{}", page.text());
}

#[test]
fn answers_on_paper_are_escaped() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let body = changed(|it| it["answers"]["unit_name"] = json!("<img src=x onerror=alert(1)>"));
    assert_eq!(portal.submit(ID, &body).status, 201);
    let page = portal.get(&format!("/inbox/{ID}/paper"));
    assert!(page.text().contains("&#60;img src=x onerror=alert(1)&#62;") && !page.text().contains("<img"));
}
