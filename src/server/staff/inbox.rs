//! The inbox: the stored submissions, newest first.

use super::html::{escape, fill};
use super::{Staff, answers, claims, downloads};
use crate::form::Form;
use crate::json::{Json, Writer};
use crate::server::http::problem::RequestError;
use crate::server::store::SubmissionRow;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use std::sync::Arc;

/// Rows of one page.
const ROWS: i64 = 50;
/// Rows of `/inbox.json`.
const ROWS_AS_JSON: i64 = 1000;

const TEMPLATE: &str = include_str!("../../../www/demo/inbox.html");

/// `GET /inbox?before=SEQUENCE`
pub async fn list(
    State(staff): State<Arc<Staff>>,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, RequestError> {
    let before = query.as_deref().and_then(|query| query.strip_prefix("before=")?.parse().ok());
    let entries = staff.store.list(before.unwrap_or(i64::MAX), ROWS).await?;
    let mut rows = String::new();
    // One body at a time: a page of them may be hundreds of megabytes.
    for entry in &entries {
        if let Some((_, body)) = staff.store.get(&entry.id).await? {
            rows.push_str(&row(&staff, entry, &parse(&body)));
        }
    }
    let older = entries
        .last()
        .filter(|_| usize::try_from(ROWS) == Ok(entries.len()))
        .map_or_else(String::new, |last| {
            format!("<p class=\"actions\"><a href=\"/inbox?before={}\">更早的送件</a></p>", last.sequence)
        });
    let main = if rows.is_empty() {
        "<p class=\"empty\">沒有送件。</p>".to_owned()
    } else {
        format!(
            "<div class=\"scroll\"><table><thead><tr><th>收件編號</th><th>業務</th><th>姓名</th>\
             <th>送件時間</th><th>收件時間</th><th>原始檔</th></tr></thead><tbody>{rows}</tbody></table></div>{older}"
        )
    };
    let tables = |kind: &str| {
        let link = |form: &Form| {
            let title = escape(form.title.in_language("zh-Hant"));
            format!("<a href=\"/inbox.{kind}?workflow={}\" download>{title}</a>", escape(&form.id))
        };
        staff.forms.iter().map(link).collect::<String>()
    };
    let main = format!(
        "{main}<h2>匯出試算表（XLSX）</h2><p class=\"actions\">{}</p>\
         <h2>匯出給程式讀取（CSV）</h2><p class=\"actions\">{}</p>",
        tables("xlsx"),
        tables("csv"),
    );
    Ok(page(&staff, "送件一覽", &main))
}

/// `GET /inbox/{id}`, and `GET /inbox/{id}.json` for the body as it arrived.
pub async fn show(
    State(staff): State<Arc<Staff>>,
    Path(name): Path<String>,
) -> Result<Response, RequestError> {
    let (id, original) = name.strip_suffix(".json").map_or((name.as_str(), false), |id| (id, true));
    let (entry, body) = staff.store.get(id).await?.ok_or(RequestError::NotFound)?;
    if original {
        return Ok(download(&entry, body));
    }
    let json = parse(&body);
    let form = staff.forms.get(&entry.workflow);
    let main = format!(
        "<p class=\"actions\"><a href=\"/inbox\">回送件一覽</a><a href=\"/inbox/{id}.json\" download>下載原始檔（JSON）</a></p>{}{}",
        envelope(&staff, &entry, &json),
        answers::sections(form, &json, |file| downloads::path(&staff, &entry.id, file)),
        id = escape(&entry.id),
    );
    Ok(page(&staff, &format!("收件編號 {}", entry.reference), &main).into_response())
}

/// `GET /inbox.json`: the newest rows with their bodies, for tests.
pub async fn list_json(State(staff): State<Arc<Staff>>) -> Result<impl IntoResponse, RequestError> {
    let mut out = Writer::default();
    out.open('[');
    for entry in staff.store.list(i64::MAX, ROWS_AS_JSON).await? {
        if let Some((_, body)) = staff.store.get(&entry.id).await? {
            out.open('{');
            out.member("id", &entry.id);
            out.member("reference", &entry.reference);
            out.member("workflow", &entry.workflow);
            out.member("received_at", &entry.received_at);
            out.name("is_from_staff");
            out.word(if entry.is_from_staff { "true" } else { "false" });
            out.name("body");
            // What was stored is JSON, and stands here as it arrived.
            out.word(&String::from_utf8_lossy(&body));
            out.close('}');
        }
    }
    out.close(']');
    let headers = [(header::CONTENT_TYPE, "application/json"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, out.into_text()))
}

fn row(staff: &Staff, entry: &SubmissionRow, json: &Json) -> String {
    let text = |json: Option<&Json>| json.and_then(Json::text).unwrap_or_default().to_owned();
    let name = json.get("answers").and_then(|answers| answers.get("name"));
    format!(
        "<tr><th scope=\"row\" class=\"code\"><a href=\"/inbox/{id}\">{reference}</a></th><td>{workflow}</td>\
         <td><bdi>{name}</bdi></td><td>{filed}</td><td>{received}</td>\
         <td><a href=\"/inbox/{id}.json\" download>下載</a></td></tr>",
        id = escape(&entry.id),
        reference = escape(&entry.reference),
        workflow = escape(title(staff, &entry.workflow)),
        name = escape(&text(name)),
        filed = escape(&answers::moment(&text(json.get("filed_at")))),
        received = escape(&answers::moment(&entry.received_at)),
    )
}

/// The table of what belongs to the filing beside the answers.
fn envelope(staff: &Staff, entry: &SubmissionRow, json: &Json) -> String {
    let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default();
    let rows = [
        ("業務", title(staff, &entry.workflow).to_owned()),
        ("送件時間", answers::moment(text("filed_at"))),
        ("收件時間", answers::moment(&entry.received_at)),
        ("管道", claims::channel(entry, json)),
        ("代填人員", claims::clerk(entry, json)),
        ("使用語言", text("locale").to_owned()),
        ("送件識別碼", entry.id.clone()),
    ];
    let shown = rows.iter().filter(|(_, value)| !value.is_empty());
    answers::table("送件資料", shown.map(|(label, value)| ((*label).to_owned(), answers::text(value))))
}

/// The form's title, or its name if the portal no longer has it.
fn title<'a>(staff: &'a Staff, workflow: &'a str) -> &'a str {
    staff.forms.get(workflow).map_or(workflow, |form| form.title.in_language("zh-Hant"))
}

fn download(entry: &SubmissionRow, body: Vec<u8>) -> Response {
    let disposition = format!("attachment; filename=\"{}.json\"", entry.reference);
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

fn page(staff: &Staff, title: &str, main: &str) -> impl IntoResponse + use<> {
    let session = match staff.access.token() {
        Some(_) => "<form method=\"post\" action=\"/sign-out\"><button>登出</button></form>",
        None => "<span>僅供本機承辦人</span>",
    };
    staff_page(title, session, main)
}

/// A page for the staff: its title, what stands beside the site's name, and its HTML.
pub fn staff_page(title: &str, session: &str, main: &str) -> impl IntoResponse + use<> {
    let html = Html(fill(TEMPLATE, &[("title", &escape(title)), ("session", session), ("main", main)]));
    ([(header::CACHE_CONTROL, "no-store")], html)
}

/// What is stored was valid; if it can't be read any more, an empty page is better than none.
pub fn parse(body: &[u8]) -> Json {
    std::str::from_utf8(body).ok().and_then(|text| Json::read(text).ok()).unwrap_or(Json::Null)
}
