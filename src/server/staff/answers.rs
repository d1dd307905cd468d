//! A submission's answers as a clerk reads them: tables by step, in Chinese, with identification numbers masked.

use super::html::escape;
use crate::form::{Form, Kind, Question};
use crate::json::Json;
use crate::value::masked;
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

const CHINESE: &str = "zh-Hant";

/// The answers by step, then what the definition does not know, then the attachments and the accepted notices.
/// `address` gives where a file can be downloaded.
pub fn sections(form: Option<&Form>, json: &Json, address: impl Fn(&Json) -> Option<String>) -> String {
    let answers = json.get("answers").map(Json::members).unwrap_or_default();
    let steps = form.map(|form| form.steps.as_slice()).unwrap_or_default();
    let mut html: String = steps
        .iter()
        .map(|step| {
            let rows = step.questions.iter().filter_map(|question| {
                let value = json.get("answers")?.get(&question.id)?;
                Some((question.name().in_language(CHINESE).to_owned(), answer(question, value)))
            });
            table(step.title.in_language(CHINESE), rows)
        })
        .collect();
    let unknown = answers.iter().filter(|(id, _)| form.is_none_or(|form| form.question(id).is_none()));
    html += &table("其他", unknown.map(|(id, value)| (id.clone(), text(&value.write()))));
    html += &table("附件", entries(json, "attachments").map(|file| attachment(form, file, address(file))));
    html + &table("已同意事項", entries(json, "notices").map(|notice| acceptance(form, notice)))
}

/// A table with a heading, or nothing if it would have no rows. A row is a label, as text, and its value, as HTML.
pub fn table(heading: &str, rows: impl Iterator<Item = (String, String)>) -> String {
    let rows: Vec<String> = rows
        .map(|(label, value)| format!("<tr><th scope=\"row\">{}</th><td>{value}</td></tr>", escape(&label)))
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "<h2>{}</h2><div class=\"scroll\"><table class=\"answers\"><tbody>{}</tbody></table></div>",
        escape(heading),
        rows.concat()
    )
}

/// The text as HTML, kept from reordering what stands beside it.
pub fn text(text: &str) -> String {
    format!("<bdi>{}</bdi>", escape(text))
}

/// A moment such as `2026-11-21T10:00:00+08:00` in the calendar of the Republic; any other text as it is.
pub fn moment(text: &str) -> String {
    DateTime::parse(text).map_or_else(|_| text.to_owned(), DateTime::roc)
}

fn day(text: &str) -> String {
    RocDate::parse(text).map_or_else(|_| text.to_owned(), RocDate::roc)
}

/// An answer as HTML, with what identifies a person masked.
fn answer(question: &Question, value: &Json) -> String {
    if question.kind == Kind::Group {
        return value.entries().unwrap_or_default().iter().map(|row| group_row(question, row)).collect();
    }
    let shown = words(question, value);
    text(&if question.kind == Kind::NationalId || question.sensitive { masked(&shown) } else { shown })
}

/// An answer as text: labels in place of codes, days in the calendar of the Republic.
pub fn words(question: &Question, value: &Json) -> String {
    match (question.kind, value) {
        (Kind::Choice | Kind::YesNo, Json::String(code)) => option(question, code),
        (Kind::Choices, Json::Array(codes)) => {
            let labels: Vec<String> =
                codes.iter().filter_map(Json::text).map(|code| option(question, code)).collect();
            labels.join("、")
        }
        (Kind::Date, Json::String(text)) => day(text),
        (Kind::DateTime, Json::String(text)) => moment(text),
        (Kind::Address, Json::Object(_)) => {
            let part = |name| value.get(name).and_then(Json::text).unwrap_or_default();
            format!("{} {}{}{}", part("postal_code"), part("county"), part("township"), part("street"))
        }
        (Kind::Group, Json::Array(rows)) => {
            let rows: Vec<String> = rows.iter().map(|row| row_words(question, row)).collect();
            rows.join("\n")
        }
        (_, Json::String(text)) => text.clone(),
        _ => value.write(),
    }
}

fn row_words(group: &Question, row: &Json) -> String {
    let parts = group.questions.iter().filter_map(|question| {
        let value = row.get(&question.id)?;
        Some(format!("{}：{}", question.name().in_language(CHINESE), words(question, value)))
    });
    parts.collect::<Vec<_>>().join("；")
}

fn group_row(group: &Question, row: &Json) -> String {
    let parts = group.questions.iter().filter_map(|question| {
        let value = row.get(&question.id)?;
        Some(format!("{}：{}", escape(question.name().in_language(CHINESE)), answer(question, value)))
    });
    format!("<div class=\"row\">{}</div>", parts.collect::<Vec<_>>().join("\n"))
}

/// The words of an option, or its code if the definition no longer has it.
fn option(question: &Question, code: &str) -> String {
    let choice = question.options.iter().find(|choice| choice.value == code && !choice.label.is_empty());
    match (choice, question.kind, code) {
        (Some(choice), ..) => choice.label.in_language(CHINESE).to_owned(),
        (None, Kind::YesNo, "yes") => "是".to_owned(),
        (None, Kind::YesNo, "no") => "否".to_owned(),
        (None, ..) => code.to_owned(),
    }
}

fn attachment(form: Option<&Form>, file: &Json, address: Option<String>) -> (String, String) {
    let member = |name| file.get(name).and_then(Json::text).unwrap_or_default();
    let answer = member("answer");
    let label = form
        .and_then(|form| form.question(answer))
        .map_or(answer, |question| question.name().in_language(CHINESE));
    let size = file.get("size").and_then(Json::whole).unwrap_or_default().div_ceil(1024);
    let download = address
        .map_or_else(String::new, |address| format!(" <a href=\"{}\" download>下載</a>", escape(&address)));
    let html = format!(
        "{}{download}\n{}，{size} KB\n<span class=\"code\">SHA-256 {}</span>",
        text(member("name")),
        escape(member("media_type")),
        escape(member("sha256")),
    );
    (label.to_owned(), html)
}

fn acceptance(form: Option<&Form>, notice: &Json) -> (String, String) {
    let member = |name| notice.get(name).and_then(Json::text).unwrap_or_default();
    let known = form.and_then(|form| form.notices.iter().find(|known| known.id == member("id")));
    let label = known.map_or(member("id"), |known| known.title.in_language(CHINESE));
    (label.to_owned(), text(&format!("{}（版本 {}）", moment(member("accepted_at")), member("version"))))
}

fn entries<'a>(json: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    json.get(name).and_then(Json::entries).unwrap_or_default().iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_in_the_calendar_of_the_republic() {
        for (show, text, expect) in [
            (moment as fn(&str) -> String, "2026-11-21T10:05:00+08:00", "民國115年11月21日上午10時5分"),
            (moment, "soon", "soon"),
            (day, "1912-01-01", "民國1年1月1日"),
            (day, "soon", "soon"),
        ] {
            assert_eq!(show(text), expect);
        }
    }
}
