//! Work of validation: a piece of input is repeated, and twice the repetitions allocate about twice as much,
//! within a time limit.
#![no_main]

use std::sync::LazyLock;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use guitai::config::Config;
use guitai::form::Form;
use guitai::json::Json;
use guitai::receive::receive;

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(guitai_fuzz::forms);

/// Length of the shorter submission in bytes.
const LENGTH: usize = 30_000;
/// Far more than linear work takes for the longer submission, and far less than quadratic work.
const TIME_LIMIT: Duration = Duration::from_secs(1);
/// Allocated blocks and bytes that do not depend on the input.
const CONSTANT_BLOCKS: u64 = 10_000;
const CONSTANT_BYTES: u64 = 4_000_000;

libfuzzer_sys::fuzz_target!(|input: (u8, u8, &str)| {
    let (place, question, piece) = input;
    if piece.is_empty() || piece.len() > 1000 {
        return;
    }
    let Some(form) = FORMS.get(usize::from(question) % FORMS.len()) else { return };
    let times = LENGTH / piece.len() + 1;
    let once = work(&submission(form, place, question, piece, times));
    let twice = work(&submission(form, place, question, piece, times * 2));
    assert!(twice.0 <= once.0 * 5 / 2 + CONSTANT_BLOCKS, "{} blocks, then {}", once.0, twice.0);
    assert!(twice.1 <= once.1 * 5 / 2 + CONSTANT_BYTES, "{} bytes, then {}", once.1, twice.1);
});

/// Returns the number of blocks and bytes that the validation of a text allocates.
fn work(text: &str) -> (u64, u64) {
    let find = |name: &str| FORMS.iter().find(|form| form.id == name);
    let start = Instant::now();
    let info = measure(|| drop(receive(&find, &Config::default(), text, None)));
    assert!(start.elapsed() < TIME_LIMIT, "{:?} for {} bytes", start.elapsed(), text.len());
    (info.count_total, info.bytes_total)
}

/// Creates a submission with a repeated piece: in the text of an answer, or as JSON among answers, rows,
/// attachments, notices or members.
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
