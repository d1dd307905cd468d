//! The public pages: their content, their content security policy, and reports of its violations.

use crate::harness::{BASE, ID, TestFolder, TestPortal};
use guitai::config::Config;
use guitai::form::{Form, builtin};
use guitai::server::Sourced;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; \
     style-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; trusted-types 'none'; \
     base-uri 'none'; form-action 'self'; frame-ancestors 'none'; report-uri /csp-reports";

#[test]
fn every_path_has_its_type_and_the_policy() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for (path, status, media_type, part) in [
        ("/", 200, "text/html; charset=utf-8", "<html lang=\"zh-Hant-TW\">"),
        (
            "/",
            200,
            "text/html; charset=utf-8",
            "<guitai-form workflow=\"exemption\" endpoint=\"/api/submissions\" draft-name=\"county\">",
        ),
        ("/en", 200, "text/html; charset=utf-8", "<html lang=\"en\">"),
        ("/two", 200, "text/html; charset=utf-8", "<guitai-form id=\"second\""),
        ("/bare?workflow=exemption", 200, "text/html; charset=utf-8", "/demo/bare.js"),
        ("/kiosk", 200, "text/html; charset=utf-8", "<button type=\"button\" data-workflow=\"survey\">"),
        (
            "/kiosk",
            200,
            "text/html; charset=utf-8",
            "<guitai-form mode=\"kiosk\" lang=\"en\" endpoint=\"/api/submissions\">",
        ),
        ("/search?q=%3Cscript%3E", 200, "text/html; charset=utf-8", "搜尋結果"),
        ("/about", 200, "text/html; charset=utf-8", "範例縣"),
        ("/problems", 200, "text/html; charset=utf-8", "id=\"key-reused\""),
        ("/inbox", 200, "text/html; charset=utf-8", "沒有送件"),
        ("/demo/county.css", 200, "text/css; charset=utf-8", "62.5%"),
        ("/demo/kiosk.css", 200, "text/css; charset=utf-8", "min-height"),
        ("/demo/kiosk.js", 200, "text/javascript; charset=utf-8", "guitai-reset"),
        ("/demo/bare.js", 200, "text/javascript; charset=utf-8", "guitai-form"),
        ("/demo/emblem.svg", 200, "image/svg+xml", "<svg"),
        ("/demo/none.css", 404, "application/problem+json", "about:blank"),
        ("/forms/exemption.json", 200, "application/json", "\"exemption\""),
        ("/forms/none.json", 404, "application/problem+json", "about:blank"),
        ("/config.json", 404, "application/problem+json", "about:blank"),
        ("/healthz", 200, "text/plain; charset=utf-8", "ok"),
        ("/readyz", 200, "text/plain; charset=utf-8", "ok"),
        (
            "/metrics",
            200,
            "application/openmetrics-text; version=1.0.0; charset=utf-8",
            "guitai_requests_total",
        ),
        ("/inbox.csv?workflow=exemption", 200, "text/csv; charset=utf-8; header=present", "案件編號"),
        ("/api/attachments/none", 404, "application/problem+json", "about:blank"),
        ("/sign-in", 404, "application/problem+json", "about:blank"),
        ("/none", 404, "application/problem+json", "about:blank"),
    ] {
        let response = portal.get(path);
        assert_eq!((response.status, response.header("content-type")), (status, media_type), "{path}");
        assert!(response.text().contains(part), "{path}: {}", response.text());
        assert!(!response.text().contains("{{"), "{path}: {}", response.text());
        for (name, expect) in [
            ("content-security-policy", POLICY),
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("x-frame-options", "DENY"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
        ] {
            assert_eq!(response.header(name), expect, "{path}");
        }
        assert!(response.header("permissions-policy").contains("geolocation=()"), "{path}");
    }
    let page = portal.get_with("/none", &[("accept", "text/html")]);
    assert!(page.status == 404 && page.text().contains("查無此頁"), "{}", page.text());
}

#[test]
fn pages_have_no_inline_code_and_no_external_resources() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    for path in ["/", "/en", "/two", "/bare", "/kiosk", "/search", "/about", "/problems", "/inbox"] {
        let page = portal.get(path);
        for unwanted in
            ["<style", " style=", "<script>", " onclick", "src=\"http", "href=\"http", "href=\"//"]
        {
            assert!(!page.text().contains(unwanted), "{path}: {unwanted}");
        }
    }
}

#[test]
fn a_portal_serves_and_applies_its_own_config_and_forms() {
    let folder = TestFolder::new();
    let config = include_str!("../../examples/sample-county/config.json");
    let form = builtin("exemption").unwrap().replacen("\"1.1.0\"", "\"9.9.9\"", 1);
    let portal = TestPortal::start_with(&folder, |settings| {
        settings.config = Some(Sourced { content: Config::read(config).unwrap(), text: config.to_owned() });
        settings.forms = vec![Sourced { content: Form::read(&form).unwrap(), text: form.clone() }];
    });
    for (path, part) in [
        ("/", " endpoint=\"/api/submissions\" draft-name=\"county\" config=\"/config.json\">"),
        ("/en", " config=\"/config.json\">"),
        ("/two", " config=\"/config.json\">"),
        ("/kiosk", " config=\"/config.json\">"),
        ("/config.json", config),
        ("/forms/exemption.json", &form),
    ] {
        let response = portal.get(path);
        assert!(response.status == 200 && response.text().contains(part), "{path}: {}", response.text());
    }
    assert_eq!(portal.submit(ID, BASE).string("/errors/0/code"), "wrong_version");
    assert_eq!(portal.submit(ID, BASE.replacen("1.1.0", "9.9.9", 1)).status, 201);
}

#[test]
fn the_bundle_has_its_types_and_caching() {
    let folder = TestFolder::new();
    for (name, text) in [
        (
            "guitai.js",
            "trust('guitai:sealed guitai.css@abcdefgh0123 compiled/survey.zh-Hant.txt@ABCDEFGH0123')",
        ),
        ("guitai.d.ts", "export {};"),
        ("guitai.wasm", "\0asm"),
        ("guitai.wasm.br", "compressed"),
        ("guitai.css", "a{}"),
    ] {
        std::fs::write(folder.path.join("dist").join(name), text).unwrap();
    }
    std::fs::write(folder.path.join("secret.txt"), "secret").unwrap();
    let portal = TestPortal::start(&folder);
    for (path, status, media_type, caching) in [
        ("/guitai/guitai.js", 200, "text/javascript", "no-cache"),
        ("/guitai/guitai.wasm", 200, "application/wasm", "no-cache"),
        ("/guitai/guitai.d.ts", 200, "text/plain; charset=utf-8", "no-cache"),
        ("/guitai/guitai.css", 200, "text/css", "no-cache"),
        ("/guitai/guitai.css?abcdefgh", 200, "text/css", "public, max-age=31536000, immutable"),
        // The query of another version.
        ("/guitai/guitai.css?01234567", 200, "text/css", "no-cache"),
        ("/guitai/guitai.wasm?abcdefgh", 200, "application/wasm", "no-cache"),
        ("/guitai/none.js", 404, "", "no-cache"),
        ("/guitai/%2e%2e/secret.txt", 404, "", "no-cache"),
        ("/guitai/..%2fsecret.txt", 404, "", "no-cache"),
        ("/guitai/../portal.sqlite", 404, "", "no-cache"),
    ] {
        let response = portal.get(path);
        assert_eq!((response.status, response.header("content-type")), (status, media_type), "{path}");
        assert_eq!(response.header("cache-control"), caching, "{path}");
        assert_eq!(response.header("content-security-policy"), POLICY, "{path}");
    }
    // A page with a form names the files that it needs.
    assert_eq!(
        portal.get("/survey").header("link"),
        "</guitai/guitai.js>; rel=modulepreload, </guitai/guitai.wasm>; rel=preload; as=fetch; crossorigin, \
         </guitai/guitai.css?abcdefgh>; rel=preload; as=fetch; crossorigin, \
         </guitai/compiled/survey.zh-Hant.txt?ABCDEFGH>; rel=preload; as=fetch; crossorigin"
    );
    let compressed = portal.get_with("/guitai/guitai.wasm", &[("accept-encoding", "br")]);
    assert_eq!((compressed.header("content-encoding"), compressed.text()), ("br", "compressed"));
    assert_eq!(compressed.header("content-type"), "application/wasm");
    assert_eq!(compressed.header("access-control-allow-origin"), "*");
}

#[test]
fn reported_violations_are_listed() {
    let folder = TestFolder::new();
    let portal = TestPortal::start(&folder);
    let typed = [("content-type", "application/csp-report")];
    assert_eq!(portal.get("/csp-reports").text(), "[]");
    let report = "{\"csp-report\":{\"violated-directive\":\"style-src\"}}";
    for (body, status) in
        [(report, 204), ("nonsense", 400), (&*format!("\"{}\"", "x".repeat(64 * 1024)), 413)]
    {
        assert_eq!(portal.post("/csp-reports", &typed, body).status, status);
    }
    assert_eq!(portal.get("/csp-reports").text(), format!("[{report}]"));
    for _ in 0..250 {
        portal.post("/csp-reports", &typed, "1");
    }
    assert_eq!(portal.get("/csp-reports").json().as_array().unwrap().len(), 200);
}
