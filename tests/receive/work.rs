//! The work of validation is linear in the length of a submission: twice the input allocates about twice as
//! much.

use crate::floods::FLOODS;
use crate::{verdict, with_answers};
use allocation_counter::measure;
use guitai::receive::MAX_ENTRIES;
use serde_json::json;

/// Allocations that do not depend on the input: texts of the forms, and the tree of a valid submission.
const CONSTANT_BLOCKS: u64 = 4000;
const CONSTANT_BYTES: u64 = 2_000_000;

/// Returns the number of blocks and bytes that the validation of a text allocates, and the peak in bytes.
fn work(text: &str) -> (u64, u64, u64) {
    let info = measure(|| drop(verdict(text)));
    (info.count_total, info.bytes_total, info.bytes_max)
}

/// Checks that twice the length takes at most two and a half times the work.
fn check_grows_with_length(name: &str, of_length: &dyn Fn(usize) -> String, length: usize) {
    let (once, twice) = (work(&of_length(length)), work(&of_length(length * 2)));
    assert!(twice.0 < once.0 * 5 / 2 + CONSTANT_BLOCKS, "{name}: {} blocks, then {}", once.0, twice.0);
    assert!(twice.1 < once.1 * 5 / 2 + CONSTANT_BYTES, "{name}: {} bytes, then {}", once.1, twice.1);
}

#[test]
fn work_is_linear_in_the_number_of_values() {
    verdict(&FLOODS[0].1(1));
    for (name, flood, _) in FLOODS {
        check_grows_with_length(name, &flood, (MAX_ENTRIES - 20) / 2);
    }
}

/// A submission with an excess is scanned but not parsed, which takes constant memory.
#[test]
fn an_excess_is_not_parsed() {
    verdict(&FLOODS[0].1(1));
    for (name, flood, _) in FLOODS {
        let (blocks, _, at_once) = work(&flood(100_000));
        assert!(
            blocks < CONSTANT_BLOCKS && at_once < CONSTANT_BYTES,
            "{name}: {blocks} blocks, {at_once} bytes"
        );
    }
    for (name, text) in [
        ("lists in lists", "[".repeat(1_000_000)),
        ("objects in objects", "{\"a\":".repeat(1_000_000)),
        ("ends", "]}".repeat(1_000_000)),
        ("marks", ",:".repeat(1_000_000)),
        ("a text without an end", ["{\"", &"a".repeat(1_000_000)].concat()),
        ("escapes", ["{\"", &"\\".repeat(1_000_001)].concat()),
    ] {
        let info = measure(|| assert!(guitai::receive::Outline::of(&text).locale.is_none(), "{name}"));
        assert!(info.bytes_max < CONSTANT_BYTES, "{name}: {} bytes", info.bytes_max);
    }
}

/// Long texts of pieces that may cause a parser to backtrack, in any kind of answer.
#[test]
fn work_is_linear_in_the_length_of_an_answer() {
    verdict(&FLOODS[0].1(1));
    let pieces = [
        "1",
        "日",
        "T",
        " ",
        "1 ",
        "115/12/5 ",
        "12月",
        "(",
        ")",
        "#",
        "x",
        "@",
        "a@",
        ".",
        "台",
        "\u{301}",
        "🇹🇼",
        "👨\u{200D}",
        "\\u0001",
        "/",
    ];
    for (workflow, answer) in [
        ("exemption", "report_at"),
        ("exemption", "birth_on"),
        ("exemption", "national_id"),
        ("exemption", "mobile"),
        ("exemption", "phone"),
        ("exemption", "email"),
        ("exemption", "name"),
        ("exemption", "unit_name"),
        ("exemption", "evidence_note"),
        ("exemption", "unit_kind"),
        ("change-report", "organisation_ubn"),
    ] {
        for piece in pieces {
            let of_length = |length: usize| {
                let text = with_answers(workflow, &json!({answer: "PIECE"})).to_string();
                text.replace("PIECE", &piece.repeat(length))
            };
            check_grows_with_length(&format!("{answer}, {piece:?}"), &of_length, 20_000);
        }
    }
    for part in ["county", "township", "street", "postal_code"] {
        let of_length = |length: usize| {
            let address = json!({"address": {part: "台".repeat(length)}, "reply_by": "post"});
            with_answers("petition", &address).to_string()
        };
        check_grows_with_length(part, &of_length, 20_000);
    }
}
