//! Reading of a portal's config.

use super::{ANY_LANGUAGE, Agency, Config, Entry, Extra, LISTS, Own, PRIVACY_ITEMS, Pack, Privacy};
use crate::deadline::Period;
use crate::form::Text;
use crate::form::reading::{Cursor, question};
use crate::value::attachment::Limits;

/// Reads a config.
pub(super) fn config(at: &Cursor) -> Config {
    at.allow_only(
        "$schema version agency privacy units receivers topics services identities reply_within reply_period \
         attachments texts options questions languages workflows",
    );
    let mut lists = Vec::new();
    for name in LISTS {
        if let Some(list) = at.find(name) {
            lists.push((name.to_owned(), list.each(entry)));
        }
    }
    let Own { agency, privacy, reply_within, reply_period } = own(at);
    Config {
        version: at.text("version"),
        agency,
        privacy,
        units: at.find("units").map(|at| at.to_texts()).unwrap_or_default(),
        reply_within,
        reply_period,
        lists,
        limits: at.find("attachments").map(|at| limits(&at)).unwrap_or_default(),
        texts: at.find("texts").map(|at| at.each_member(text)).unwrap_or_default(),
        hidden: at.find("options").map(|at| at.each_member(hidden)).unwrap_or_default(),
        extra: at.list_if("questions", extra),
        workflows: at.find("workflows").map(|at| at.each_member(workflow)).unwrap_or_default(),
        languages: at.list_if("languages", pack),
    }
}

fn workflow(id: &str, at: &Cursor) -> (String, Own) {
    at.allow_only("agency privacy reply_within reply_period");
    (id.to_owned(), own(at))
}

/// Reads the members that both a portal and a workflow can have.
fn own(at: &Cursor) -> Own {
    Own {
        agency: at.find("agency").map(|at| agency(&at)),
        privacy: at.find("privacy").map(|at| privacy(&at)),
        reply_within: at.find("reply_within").map(|at| any_words(&at)),
        reply_period: at.find("reply_period").and_then(|at| period(&at)),
    }
}

fn text(key: &str, at: &Cursor) -> (String, Text) {
    (key.to_owned(), any_words(at))
}

fn pack(at: &Cursor) -> Pack {
    at.allow_only("tag words texts");
    Pack {
        tag: at.text("tag"),
        words: at.find("words").map(|at| at.each_member(plain)).unwrap_or_default(),
        texts: at.find("texts").map(|at| at.each_member(of_form)).unwrap_or_default(),
    }
}

fn of_form(workflow: &str, at: &Cursor) -> (String, Vec<(String, String)>) {
    (workflow.to_owned(), at.each_member(plain))
}

fn plain(key: &str, at: &Cursor) -> (String, String) {
    (key.to_owned(), at.to_text())
}

fn hidden(question: &str, at: &Cursor) -> (String, Vec<String>) {
    (question.to_owned(), at.to_texts())
}

fn entry(at: &Cursor) -> Entry {
    at.allow_only("value label");
    (at.text("value"), at.words("label"))
}

/// Reads a text in several languages, or one string for all of them.
fn any_words(at: &Cursor) -> Text {
    match at.as_text() {
        Some(text) => Text(vec![(ANY_LANGUAGE.to_owned(), text.to_owned())]),
        None => at.to_words(),
    }
}

fn any_words_if(at: &Cursor, name: &str) -> Text {
    at.find(name).map(|at| any_words(&at)).unwrap_or_default()
}

fn agency(at: &Cursor) -> Agency {
    at.allow_only("name phone address hours url");
    Agency {
        name: any_words(&at.get("name")),
        phone: at.text_if("phone").unwrap_or_default(),
        address: any_words_if(at, "address"),
        hours: any_words_if(at, "hours"),
        url: at.text_if("url").unwrap_or_default(),
    }
}

fn privacy(at: &Cursor) -> Privacy {
    at.allow_only("version holder purpose categories use rights refusal");
    Privacy { version: at.text("version"), items: PRIVACY_ITEMS.map(|item| any_words(&at.get(item))).into() }
}

/// Reads `{"days": 30}` or `{"working_days": 7}`.
fn period(at: &Cursor) -> Option<Period> {
    at.allow_only("days working_days");
    let count = |name| at.integer_if(name).and_then(|number| u32::try_from(number).ok());
    count("working_days").map(Period::WorkingDays).or_else(|| count("days").map(Period::Days))
}

fn limits(at: &Cursor) -> Limits {
    at.allow_only("files each_bytes total_bytes");
    let default = Limits::default();
    let bytes = |name| at.integer_if(name).and_then(|number| u64::try_from(number).ok());
    Limits {
        files: at.integer_if("files").unwrap_or(default.files),
        each_bytes: bytes("each_bytes").unwrap_or(default.each_bytes),
        total_bytes: bytes("total_bytes").unwrap_or(default.total_bytes),
    }
}

fn extra(at: &Cursor) -> Extra {
    at.allow_only("workflow step question");
    let own = at.get("question");
    question(&own);
    Extra { workflow: at.text_if("workflow"), step: at.text("step"), question: own.to_json() }
}
