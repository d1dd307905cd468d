//! The work of judging: whatever is posted again and again, twice as much of it allocates about twice as much, and is
//! judged in no time that anybody notices.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use guitai::config::Config;
use guitai::form::Form;
use guitai::json::Json;
use guitai::receive::receive;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

/// Bytes of the shorter submission.
const LENGTH: usize = 30_000;
/// Many times what judging the longer one takes, and little of what it took if each byte were held against each.
const AT_MOST: Duration = Duration::from_secs(1);
/// Blocks and bytes that are allocated besides, whatever is posted.
const BESIDES: u64 = 10_000;
const BYTES_BESIDES: u64 = 4_000_000;

libfuzzer_sys::fuzz_target!(|input: (u8, u8, &str)| {
    let (place, question, piece) = input;
    if piece.is_empty() || piece.len() > 1000 {
        return;
    }
    let Some(form) = FORMS.get(usize::from(question) % FORMS.len()) else { return };
    let times = LENGTH / piece.len() + 1;
    let once = work(&submission(form, place, question, piece, times));
    let twice = work(&submission(form, place, question, piece, times * 2));
    assert!(twice.0 <= once.0 * 5 / 2 + BESIDES, "{} blocks, then {}", once.0, twice.0);
    assert!(twice.1 <= once.1 * 5 / 2 + BYTES_BESIDES, "{} bytes, then {}", once.1, twice.1);
});

/// The blocks and bytes that are allocated while a text is judged.
fn work(text: &str) -> (u64, u64) {
    let find = |name: &str| FORMS.iter().find(|form| form.id == name);
    let start = Instant::now();
    let info = measure(|| drop(receive(&find, &Config::default(), text, None)));
    assert!(start.elapsed() < AT_MOST, "{:?} for {} bytes", start.elapsed(), text.len());
    (info.count_total, info.bytes_total)
}

/// A submission with a piece so many times: in the text of an answer, or as it is among answers, rows, attachments,
/// notices or members.
fn submission(form: &Form, place: u8, question: u8, piece: &str, times: usize) -> String {
    let list = vec![piece; times].join(",");
    let asked: Vec<&str> = form.questions().map(|question| question.id.as_str()).collect();
    let id = asked[usize::from(question) / FORMS.len() % asked.len()];
    let text = Json::from(piece.repeat(times).as_str()).write();
    let [answers, attachments, notices, members] = match place % 6 {
        0 => [format!("\"{id}\":{text}"), String::new(), String::new(), String::new()],
        1 => [list, String::new(), String::new(), String::new()],
        2 => [format!("\"{id}\":[{list}]"), String::new(), String::new(), String::new()],
        3 => [String::new(), list, String::new(), String::new()],
        4 => [String::new(), String::new(), list, String::new()],
        _ => [String::new(), String::new(), String::new(), format!(",{list}")],
    };
    format!(
        "{{\"id\":\"01a1fbd4-f500-7000-8000-000000000001\",\"workflow\":\"{}\",\"version\":\"{}\",\
         \"locale\":\"en\",\"channel\":\"web\",\"filed_at\":\"2026-11-21T10:00:00+08:00\",\
         \"answers\":{{{answers}}},\"attachments\":[{attachments}],\"notices\":[{notices}]{members}}}",
        form.id, form.version
    )
}
