//! Texts of the built-in forms: unique messages, and the same placeholders in each language.

use guitai::draft::Draft;
use guitai::form::{BUILTIN, Form, Kind, builtin};
use guitai::json::Json;
use guitai::place::Place;
use guitai::problem::{LocatedProblem, Part, Problem};
use guitai::text::portal::{PortalWord, Reason};
use guitai::text::{Lang, Word, Words, placeholders};
use guitai::validate::{Channel, Circumstances, Mode, assess};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Returns whether a text describes a problem, by its key.
fn is_message(key: &str) -> bool {
    let parts: Vec<&str> = key.split('.').collect();
    match (parts.first(), parts.last()) {
        (Some(&"rules"), Some(&"message")) | (Some(&"stops"), Some(&"title")) | (_, Some(&"refused")) => true,
        _ => parts.contains(&"errors"),
    }
}

#[test]
fn messages_are_unique() {
    let mut count = 0;
    for name in BUILTIN {
        let mut form = Form::read(builtin(name).unwrap()).unwrap();
        let mut keys_by_text: BTreeMap<(String, String), String> = BTreeMap::new();
        form.visit_texts(&mut |key, text| {
            let [zh, en] = ["zh-Hant", "en"].map(|tag| text.in_language(tag).to_owned());
            assert_eq!(placeholders(&zh), placeholders(&en), "{name}: {key}");
            if text.is_empty() || !is_message(key) {
                return;
            }
            count += 1;
            for (tag, words) in [("zh-Hant", zh), ("en", en)] {
                if let Some(other) = keys_by_text.insert((tag.to_owned(), words.clone()), key.to_owned()) {
                    panic!("{name}: {key} and {other} are both {words:?}");
                }
            }
        });
    }
    assert!(count > 50, "only {count} messages");
}

/// The built-in forms and the example.
fn forms() -> Vec<Form> {
    let example = include_str!("../../examples/emergency-relief/form.json");
    BUILTIN
        .map(|name| builtin(name).unwrap())
        .into_iter()
        .chain([example])
        .map(|text| Form::read(text).unwrap())
        .collect()
}

/// Returns the problems whose messages contain the name of a question of this kind.
fn problems_with_the_name(kind: Kind) -> Vec<Problem> {
    match kind {
        Kind::Choice | Kind::Choices | Kind::YesNo => vec![Problem::ChoiceRequired, Problem::NotOffered],
        Kind::Files => vec![Problem::FilesRequired],
        Kind::Signature | Kind::Group => Vec::new(),
        Kind::Date | Kind::DateTime => {
            vec![Problem::Required, Problem::PartMissing(Part::Year), Problem::NoSuchDay]
        }
        Kind::Address => vec![Problem::Required, Problem::PartMissing(Part::County)],
        Kind::Text | Kind::LongText => vec![Problem::Required, Problem::TooLong { max: 9, actual: 10 }],
        Kind::Name => vec![Problem::Required, Problem::NameCharacter { found: '<' }],
        Kind::NationalId => vec![Problem::Required, Problem::NationalIdChecksum],
        Kind::Ubn => vec![Problem::Required, Problem::UbnChecksum],
        Kind::Mobile => vec![Problem::Required, Problem::MobileStart],
        Kind::Phone => vec![Problem::Required, Problem::PhoneAreaCodeMissing],
        Kind::Email => vec![Problem::Required, Problem::EmailNoAt],
    }
}

/// Words that make a name a question.
const NO_NAMES: [&[&str]; 2] = [
    &[
        "怎麼",
        "什麼",
        "為何",
        "哪",
        "誰",
        "嗎",
        "呢",
        "多少",
        "幾",
        "是否",
        "是不是",
        "要不要",
        "有沒有",
        "會不會",
        "能不能",
    ],
    &[
        "?", "Do ", "Does ", "Did ", "Is ", "Are ", "Was ", "Has ", "Have ", "Can ", "Will ", "Would ",
        "Should ",
    ],
];

/// The names of questions are inserted into sentences such as 「請填寫「{label}」」 and “Select {label}”, so they
/// are noun phrases. `cargo test --test definition names_of_questions -- --nocapture` prints the sentences.
#[test]
fn names_of_questions_fit_into_sentences() {
    let sentence = ["。", "，", "；", "：", "？", "、", "！", ".", "?", ":"];
    let verbs = ["請", "填寫", "選擇", "附上", "上傳", "Enter", "Select", "Choose", "Attach"];
    // After “Select”, but not after “Enter”, a name may also be an indirect question.
    let indirect = ["Whether ", "How ", "Who "];
    for form in forms() {
        let top = form.questions().map(|question| (Place::answer(&question.id), question));
        let rows = form.questions().flat_map(|group| {
            group.questions.iter().map(|inner| (Place::in_row(&group.id, 0, &inner.id), inner))
        });
        for (place, question) in top.chain(rows) {
            for (tag, no_names) in ["zh-Hant", "en"].into_iter().zip(NO_NAMES) {
                let name = question.name().in_language(tag);
                assert!(!sentence.iter().any(|mark| name.ends_with(mark)), "{}: {name:?}", form.id);
                assert!(!verbs.iter().any(|verb| name.starts_with(verb)), "{}: {name:?}", form.id);
                assert!(!no_names.iter().any(|word| name.contains(word)), "{}: {name:?}", form.id);
                let is_chosen = matches!(question.kind, Kind::Choice | Kind::Choices | Kind::YesNo);
                let is_indirect = indirect.iter().any(|word| name.starts_with(word));
                assert!(is_chosen || !is_indirect, "{}: {name:?}", form.id);
                for problem in problems_with_the_name(question.kind) {
                    let located = LocatedProblem::new(place.clone(), problem, None);
                    let message = Words::of(tag).describe(Some(&form), &located);
                    assert!(
                        !message.is_empty() && !message.contains(['{', '？', '?']),
                        "{}: {message:?}",
                        form.id
                    );
                    println!("{}: {message}", form.id);
                }
            }
        }
    }
}

/// Words that citizens of Taiwan do not use or use with another meaning, and the words to use instead.
const OTHER_WORDS: [(&str, &str); 33] = [
    ("變動", "異動"),
    ("具名", "留下姓名"),
    ("受理編號", "案件編號"),
    ("收件編號", "案件編號"),
    ("查詢編號", "案件編號"),
    ("參考編號", "案件編號"),
    ("流水號", "案件編號"),
    ("航空站", "機場"),
    ("必填", "請填寫"),
    ("你", "您"),
    ("台灣", "臺灣"),
    ("立馬", "馬上"),
    ("信息", "訊息"),
    ("網絡", "網路"),
    ("軟件", "軟體"),
    ("硬件", "硬體"),
    ("數據", "資料"),
    ("默認", "預設"),
    ("用戶", "使用者"),
    ("屏幕", "螢幕"),
    ("鼠標", "滑鼠"),
    ("鏈接", "連結"),
    ("提交", "送出"),
    ("郵箱", "信箱"),
    ("短信", "簡訊"),
    ("打印", "列印"),
    ("文檔", "文件"),
    ("點擊", "按"),
    ("菜單", "選單"),
    ("質量", "品質"),
    ("視頻", "影片"),
    ("身份", "身分"),
    ("帳戶號碼", "帳號"),
];
/// Proper names that contain such a word.
const NAMES: [&str; 2] = ["台灣中油", "台灣自來水公司"];

/// Returns the Chinese texts of the forms, the engine, the portal and the demonstration config, with their places.
fn chinese_texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for mut form in forms() {
        let id = form.id.clone();
        form.visit_texts(&mut |key, text| {
            texts.push((format!("{id}: {key}"), text.get("zh-Hant").unwrap_or_default().to_owned()));
        });
    }
    texts.extend(Word::ALL.iter().map(|word| (word.key().to_owned(), word.say(Lang::ZhHant).to_owned())));
    let portal = PortalWord::ALL.iter().map(|word| (format!("{word:?}"), word.say(Lang::ZhHant).to_owned()));
    texts.extend(portal);
    for reason in Reason::ALL {
        let (title, detail) = reason.say(Lang::ZhHant);
        texts.extend([title, detail].map(|text| (format!("{reason:?}"), text.to_owned())));
    }
    let config: Value =
        serde_json::from_str(include_str!("../../examples/sample-county/config.json")).unwrap();
    add_texts(&config, "config", &mut texts);
    texts
}

fn add_texts(value: &Value, place: &str, texts: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                match member {
                    Value::String(text) if name == "zh-Hant" => texts.push((place.to_owned(), text.clone())),
                    _ => add_texts(member, &format!("{place}/{name}"), texts),
                }
            }
        }
        Value::Array(list) => list.iter().for_each(|member| add_texts(member, place, texts)),
        _ => {}
    }
}

#[test]
fn chinese_texts_use_one_word_for_one_thing() {
    let texts = chinese_texts();
    assert!(texts.len() > 1000, "only {} texts", texts.len());
    for (place, text) in texts {
        let own = NAMES.iter().fold(text.clone(), |own, name| own.replace(name, ""));
        for (word, other) in OTHER_WORDS {
            assert!(!own.contains(word), "{place}: {word}, not {other}: {text}");
        }
    }
}

/// Punctuation after a Chinese character is full-width, and there are no spaces between Chinese characters.
#[test]
fn chinese_texts_have_chinese_punctuation() {
    let is_chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    for (place, text) in chinese_texts() {
        let characters: Vec<char> = text.chars().collect();
        for two in characters.windows(2) {
            let is_half_width =
                is_chinese(two[0]) && [',', '.', ';', ':', '?', '!', '(', ')', '"'].contains(&two[1]);
            assert!(!is_half_width, "{place}: {text}");
        }
        for three in characters.windows(3) {
            let is_spaced = is_chinese(three[0]) && three[1] == ' ' && is_chinese(three[2]);
            assert!(!is_spaced, "{place}: {text}");
        }
    }
}

#[test]
fn refused_options_have_their_own_message_also_in_a_row() {
    let message = |text: &str| json!({"en": text});
    let tag = |id: &str, text: &str| {
        let refused = json!({"code": "not_qualifying", "message": message(text)});
        let never = json!({"is": [id, "b"]});
        json!({"id": id, "kind": "choice", "label": message(id), "options": [
            {"value": "a", "label": message("a"), "when": never, "refused": refused},
            {"value": "b", "label": message("b")},
        ]})
    };
    let group = json!({"id": "rows", "kind": "group", "label": message("rows"), "questions": [tag("inner", "not in a row")]});
    let definition = json!({
        "id": "x", "version": "1", "languages": ["en"], "title": message("x"), "notices": [],
        "steps": [{"id": "one", "title": message("x"), "questions": [tag("outer", "not at the top"), group]}],
    });
    let form = Form::read(&definition.to_string()).unwrap();
    let entries = json!({"outer": "a", "rows.0.inner": "b", "rows.1.inner": "a"});
    let draft = Draft::from_json(&Json::read(&entries.to_string()).unwrap());
    let today = "2026-11-21".parse().unwrap();
    let assessment = assess(&form, &draft, Circumstances { today, mode: Mode::Web, channel: Channel::Web });
    let words = Words::at(&guitai::config::Config::default(), "en");
    let described: Vec<(Place, String)> = assessment
        .problems
        .iter()
        .map(|located| (located.place.clone(), words.describe(Some(&form), located)))
        .collect();
    let expected = [
        (Place::answer("outer"), "not at the top".to_owned()),
        (Place::in_row("rows", 1, "inner"), "not in a row".to_owned()),
    ];
    assert_eq!(described, expected);
}
