//! Forms filled with golden submissions, and with submissions of other versions.

use crate::workflows::{Case, WORKFLOWS, Workflow};
use crate::{LANGUAGES, all, assert_labels, print, text, texts};
use guitai::form::Kind;
use guitai::text::Words;
use guitai::value::masked;
use scraper::Html;
use serde_json::{Value, json};

/// A text that is markup if it is not escaped.
const EVIL: &str = "<img src=x onerror=alert(1)>&\"'{{title}}";

fn workflow(id: &str) -> &'static Workflow {
    WORKFLOWS.iter().find(|workflow| workflow.form.id == id).unwrap()
}

fn filled(workflow: &Workflow, lang: &str, submission: &Value) -> Html {
    Html::parse_document(&print(&workflow.form, lang, None, Some(submission)))
}

/// Returns a case of the exemption after a change of its answers.
fn exemption(change: impl FnOnce(&mut Value)) -> Value {
    let mut submission = workflow("exemption").cases[0].submission.clone();
    change(&mut submission["answers"]);
    submission
}

#[test]
fn a_filled_form_shows_every_answer_with_all_options_of_its_question() {
    for workflow in WORKFLOWS.iter() {
        for Case { name, submission, .. } in workflow.valid() {
            for lang in LANGUAGES {
                let page = filled(workflow, lang, submission);
                let shown = text(page.root_element());
                let words = Words::of(lang);
                for question in workflow.form.questions() {
                    let Some(answer) = submission["answers"].get(&question.id) else { continue };
                    assert_labels(&shown, &words, question, name);
                    let plain = matches!(question.kind, Kind::Text | Kind::Name | Kind::Mobile | Kind::Email);
                    if let Some(answer) = answer.as_str().filter(|_| plain && !question.sensitive) {
                        assert!(shown.contains(answer), "{name}: {}", question.id);
                    }
                }
                assert_eq!(texts(&page, "header svg").len(), 0);
            }
        }
    }
}

#[test]
fn exactly_the_chosen_options_are_ticked() {
    for workflow in WORKFLOWS.iter() {
        for Case { name, submission, .. } in workflow.valid() {
            let words = Words::of("en");
            let mut expected = Vec::new();
            for question in workflow.form.questions() {
                let chosen = &submission["answers"][&question.id];
                let is_chosen = |value: &str| {
                    chosen == value || chosen.as_array().is_some_and(|list| list.contains(&json!(value)))
                };
                let chosen = question.options.iter().filter(|choice| is_chosen(&choice.value));
                expected.extend(chosen.map(|choice| words.choice_label(choice).to_owned()));
            }
            let page = filled(workflow, "en", submission);
            let options = all(&page, ".entry .options li");
            let labels =
                options.into_iter().filter(|option| text(*option).starts_with('☑')).flat_map(|option| {
                    option
                        .select(&scraper::Selector::parse("span > bdi").unwrap())
                        .map(text)
                        .collect::<Vec<_>>()
                });
            assert_eq!(labels.collect::<Vec<_>>(), expected, "{name}");
        }
    }
}

#[test]
fn a_filled_form_has_the_numbers_of_the_empty_form() {
    for workflow in WORKFLOWS.iter() {
        let empty = Html::parse_document(&print(&workflow.form, "en", None, None));
        let numbered = |page: &Html| -> Vec<(String, String)> {
            let labels =
                workflow.form.questions().map(|question| Words::of("en").text(&question.label).to_owned());
            let labels: Vec<String> = labels.collect();
            let of = |heading: String| {
                let number = heading
                    .split_once(|c: char| !c.is_ascii_digit() && c != '.')
                    .map_or("", |(number, _)| &heading[..number.len()]);
                let label = labels.iter().find(|label| heading[number.len()..].starts_with(label.as_str()));
                (number.to_owned(), label.cloned().unwrap_or_default())
            };
            texts(page, "h3").into_iter().map(of).collect()
        };
        let all = numbered(&empty);
        for Case { name, submission, .. } in workflow.valid() {
            let page = filled(workflow, "en", submission);
            let some = numbered(&page);
            assert!(!some.is_empty() && some.iter().all(|one| all.contains(one)), "{name}: {some:?}");
            assert!(some.len() <= all.len());
        }
    }
}

#[test]
fn questions_that_were_not_asked_are_left_out() {
    let page = filled(workflow("exemption"), "zh-Hant", &exemption(|_| {}));
    let shown = text(page.root_element());
    assert!(
        shown.contains("召集期間，您必須休養或治療嗎？")
            && shown.contains("民國115年12月5日（2026-12-05） 08:00")
    );
    // Not answered, but asked.
    assert!(shown.contains("通知書文號") && shown.contains("沒有填"));
    for absent in ["誰結婚？", "代理人或法定代理人的姓名", "才要填", "承辦人員填寫"]
    {
        assert!(!shown.contains(absent), "{absent}");
    }
}

#[test]
fn identification_numbers_and_sensitive_answers_are_masked() {
    for workflow in WORKFLOWS.iter() {
        for Case { name, submission, .. } in workflow.valid() {
            let html = print(&workflow.form, "zh-Hant", Some("R-1"), Some(submission));
            for question in workflow.form.questions() {
                let hidden = question.kind == Kind::NationalId || question.sensitive;
                if let Some(answer) = submission["answers"][&question.id].as_str().filter(|_| hidden) {
                    assert!(
                        !html.contains(answer) && html.contains(&masked(answer)),
                        "{name}: {}",
                        question.id
                    );
                }
            }
        }
    }
    let html = print(&workflow("exemption").form, "en", None, Some(&exemption(|_| {})));
    assert!(html.contains("A12*****89") && html.contains("Only the first three"));
}

#[test]
fn answers_are_escaped() {
    let mut submission = exemption(|answers| {
        for id in ["unit_name", "evidence_note", "name", "notice_kind", EVIL] {
            answers[id] = EVIL.into();
        }
        answers["grounds"] = json!([EVIL]);
        answers["report_at"] = EVIL.into();
        answers["birth_on"] = json!({"year": EVIL});
    });
    for member in ["id", "version", "filed_at"] {
        submission[member] = EVIL.into();
    }
    submission["notices"][0]["version"] = EVIL.into();
    submission["notices"][0]["accepted_at"] = EVIL.into();
    submission["attachments"] = json!([{
        "id": "1", "answer": "evidence", "name": EVIL, "media_type": EVIL, "size": 1, "sha256": "0", "content": "\">",
    }, {
        "id": "2", "answer": "signature", "name": EVIL, "media_type": EVIL, "size": 1, "sha256": "0", "content": "\"><b>",
    }]);
    let html = print(&workflow("exemption").form, "zh-Hant", Some(EVIL), Some(&submission));
    assert!(!html.contains("<img src=x") && !html.contains("\"><b>"), "{html}");
    let page = Html::parse_document(&html);
    assert_eq!(all(&page, "img, b").len(), 1, "only the signature");
    // Each value is printed unchanged; dates and objects are printed as JSON.
    let shown = text(page.root_element());
    assert_eq!(shown.matches(EVIL).count(), 13, "{shown}");
}

#[test]
fn all_answers_of_other_versions_are_printed() {
    let submission = exemption(|answers| {
        answers["retired"] = json!({"reason": "gone"});
        answers["unit_kind"] = "brigade-of-old".into();
        answers["grounds"] = json!(["illness", "boredom"]);
        answers["agent_name"] = "林試填".into();
    });
    let page = filled(workflow("exemption"), "zh-Hant", &submission);
    let shown = text(page.root_element());
    for expect in ["retired", "{\"reason\":\"gone\"}", "☑brigade-of-old", "☑boredom", "林試填"] {
        assert!(shown.contains(expect), "{expect}: {shown}");
    }
}

#[test]
fn groups_files_and_signatures_are_printed() {
    let mut petition = workflow("petition").cases[0].submission.clone();
    petition["answers"]["co_petitioners"] =
        json!([{"name": "測試員", "contact": "0912345678"}, {"name": "林試填"}]);
    let page = filled(workflow("petition"), "zh-Hant", &petition);
    assert_eq!(texts(&page, ".rows th"), ["姓名", "聯絡方式"]);
    assert_eq!(texts(&page, ".rows td"), ["測試員", "0912345678", "林試填", ""]);

    let mut assisted = exemption(|answers| {
        answers["evidence_route"] = "attached".into();
        for (id, value) in [("made", "oral"), ("read_back", "yes"), ("record_signed", "on_screen")] {
            answers[id] = value.into();
        }
    });
    assisted["staff"] = json!({"id": "clerk-1"});
    let file = |id: &str, answer: &str, name: &str| json!({"id": id, "answer": answer, "name": name, "media_type": "image/png", "size": 2048, "sha256": "0", "content": "iVBORw0KGgo="});
    assisted["attachments"] =
        json!([file("1", "evidence", "診斷證明.pdf"), file("2", "signature", "signature.png")]);
    let page = filled(workflow("exemption"), "zh-Hant", &assisted);
    assert!(texts(&page, ".options li").contains(&"☑診斷證明.pdf (2 kB)".to_owned()));
    let drawing = all(&page, "img")[0];
    assert_eq!(drawing.value().attr("src"), Some("data:image/png;base64,iVBORw0KGgo="));
    assert!(drawing.value().attr("alt").is_some_and(|alt| alt == "申請人簽名"));
}

#[test]
fn notices_show_the_text_that_was_accepted() {
    let form = workflow("exemption");
    let current = form.form.notices[0].version.clone();
    let text_of = |version: &str| {
        let mut submission = exemption(|_| {});
        submission["notices"][0]["version"] = version.into();
        text(filled(form, "zh-Hant", &submission).root_element())
    };
    let words = "我填的內容和附上的文件都是真的。";
    assert!(text_of(&current).contains(words));
    let other = text_of("2020-01-01");
    assert!(!other.contains(words) && other.contains("版本 2020-01-01"), "{other}");
    // The portal's own items replace the text of the notice.
    let empty = print(&form.form, "zh-Hant", None, None);
    assert!(empty.contains("<dt>誰在蒐集</dt><dd><p>範例縣政府</p></dd>"), "{empty}");
}

#[test]
fn notes_whose_condition_holds_are_printed() {
    let page = text(filled(workflow("exemption"), "zh-Hant", &exemption(|_| {})).root_element());
    assert!(page.contains("收件不是准許") && page.contains("您還要補證明文件"), "{page}");
    assert!(!page.contains("您還要交紙本的證明文件"), "{page}");
}
