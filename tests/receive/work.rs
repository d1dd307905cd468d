//! The work of judging grows with the length of what is posted, and no faster: twice as much of anything allocates
//! about twice as much.

use crate::floods::FLOODS;
use crate::{verdict, with_answers};
use allocation_counter::measure;
use guitai::receive::MAX_ENTRIES;
use serde_json::json;

/// What is allocated besides, whatever is posted: the forms' own texts, a tree of a valid submission.
const BESIDES: u64 = 4000;
const BYTES_BESIDES: u64 = 2_000_000;

/// What it takes to judge a text: blocks and bytes that are allocated, and bytes that are so at one time.
fn work(text: &str) -> (u64, u64, u64) {
    let info = measure(|| drop(verdict(text)));
    (info.count_total, info.bytes_total, info.bytes_max)
}

/// Checks that twice as much of something takes at most two and a half times the work.
fn check_grows_with_length(name: &str, of_length: &dyn Fn(usize) -> String, length: usize) {
    let (once, twice) = (work(&of_length(length)), work(&of_length(length * 2)));
    assert!(twice.0 < once.0 * 5 / 2 + BESIDES, "{name}: {} blocks, then {}", once.0, twice.0);
    assert!(twice.1 < once.1 * 5 / 2 + BYTES_BESIDES, "{name}: {} bytes, then {}", once.1, twice.1);
}

#[test]
fn grows_with_what_is_judged() {
    verdict(&FLOODS[0].1(1));
    for (name, flood, _) in FLOODS {
        check_grows_with_length(name, &flood, (MAX_ENTRIES - 20) / 2);
    }
}

/// What has too much is looked over and not read: that takes no memory, however long it is.
#[test]
fn what_is_too_much_becomes_no_tree() {
    verdict(&FLOODS[0].1(1));
    for (name, flood, _) in FLOODS {
        let (blocks, _, at_once) = work(&flood(100_000));
        assert!(blocks < BESIDES && at_once < BYTES_BESIDES, "{name}: {blocks} blocks, {at_once} bytes");
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
        assert!(info.bytes_max < BYTES_BESIDES, "{name}: {} bytes", info.bytes_max);
    }
}

/// A text of a million characters in any control, of any characters on which a reader may look back or ahead.
#[test]
fn grows_with_the_length_of_an_answer() {
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
