//! The canonical form of each kind of answer in the schema.

use crate::{EVERY_KIND, compare, filed};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Canonical values, other spellings and boundary values of each kind, separated by `|`.
const VALUES: [(&str, &str); 13] = [
    ("text", "甲|| 甲|甲 |甲 乙|甲\n乙|甲\t乙|\u{3000}甲|甲\u{200B}|\u{202E}甲|\u{85}|e\u{301}|👨\u{200D}👩"),
    ("long_text", "甲|甲乙|甲\n乙|甲\r\n乙|\n甲乙|甲\u{AD}乙"),
    (
        "name",
        "王小明|林|Kacaw|王<|＞王|王☀|王⭐|王\u{20E3}|王⌚|⏰王|王㊗|王‼|王▶\u{FE0F}|王©\u{FE0F}|葛\u{E0100}城|林\u{2028}森|王 小 明|﨑|𠮷",
    ),
    (
        "national_id",
        "A123456789|a123456789|A323456789|AB23456789|AE23456789|A12345678|A1234567890|1123456789",
    ),
    ("ubn", "04595257|00000000|0459525|04595257 |０4595257"),
    (
        "email",
        "a@b.tw|a@b|a@-b.tw|a@b-.tw|a b@c.tw|a@b..tw|.a@b.tw|a.@b.tw|a..b@c.tw|a@1.2|ａ@b.tw|@b.tw|a@b.tw.|A.b+c@X.y|a@b@c.tw",
    ),
    (
        "date",
        "2026-12-05|2026-2-5|2026-02-30|2026-04-31|2027-02-29|2028-02-29|115-12-05|2026-13-01|2026-00-10|2026-01-00",
    ),
    ("date", "1799-12-31|1800-01-01|2200-12-31|2201-01-01"),
    (
        "date_time",
        "2026-12-05T08:00:00+08:00|2026-12-05T08:00:30+08:00|2026-12-05T24:00:00+08:00|2026-12-05T08:00+08:00|2026-12-05T08:00:00Z|2026-12-05T23:59:00+08:00|2026-12-05t08:00:00+08:00",
    ),
    (
        "mobile",
        "0912345678|0992345678|091234567|09123456789|0912-345678|03-8234567|+81312345678|+886912345678|+0123456789|+123456|+1234567|+123456789012345|+1234567890123456",
    ),
    (
        "phone",
        "03-8234567|03-8234567#1|03-8234567#1234567|0912345678|0912345678#1|+81312345678#12|02-12345678|02-123456789|02-123456|01-2345678|0382-34567",
    ),
    ("phone", "0800-123456|0809-12345|0801-123456|08-00123456|08-0912345|08-0123456|080-0123456"),
    (
        "phone",
        "037-123456|03-7123456|0826-12345|082-612345|082-312345|0836-12345|08-3612345|08-2123456|08-9123456|089-123456|049-123456|04-9123456|04-91234567",
    ),
];

fn compare_value(kind: &str, value: &Value) {
    let (form, schema) = &*EVERY_KIND;
    let mut submission = filed(&json!({"a": "y"}));
    submission["answers"][kind] = value.clone();
    compare(form, schema, &submission, &format!("{kind} {value}"));
}

#[test]
fn agrees_on_values_of_each_kind() {
    for (kind, values) in VALUES {
        for value in values.split('|') {
            compare_value(kind, &json!(value));
        }
        for odd in [json!(5), json!(null), json!(true), json!([]), json!({})] {
            compare_value(kind, &odd);
        }
    }
    // `compare` ignores some of these problems, so those that the schema can check are tested here.
    for (id, value) in [
        ("long_text", "甲"),
        ("name", "王<"),
        ("name", "王☀"),
        ("name", "王⌚"),
        ("name", "王©\u{FE0F}"),
        ("after_date", "yes"),
    ] {
        let mut submission = filed(&json!({"a": "y", "text": "甲", "date": "2026-12-05"}));
        submission["answers"][id] = json!(value);
        assert!(!EVERY_KIND.1.is_valid(&submission), "{id} {value}");
    }
    let own = json!({"postal_code": "970", "county": "花蓮縣", "township": "花蓮市", "street": "中山路1號"});
    for (part, value) in [
        ("street", "中山路1號 "),
        ("street", ""),
        ("county", "台東縣"),
        ("county", "花蓮"),
        ("township", "玉里鎮"),
        ("township", "中正區"),
        ("postal_code", "97001"),
        ("postal_code", "970001"),
        ("postal_code", "9700"),
        ("postal_code", ""),
        ("planet", "地球"),
    ] {
        let mut address = own.clone();
        address[part] = json!(value);
        compare_value("address", &address);
        address.as_object_mut().unwrap().remove(part);
        compare_value("address", &address);
    }
}

proptest! {
    /// Random sequences of digits, hyphens and other characters of such values.
    #[test]
    fn agrees_on_any_value(at in 0..VALUES.len(), number in "[+#0-9-]{7,13}", text in "[ -~甲\u{3000}\u{200B}\u{301}\n]{1,6}") {
        let (kind, _) = VALUES[at];
        compare_value(kind, &json!(number));
        compare_value(kind, &json!(text));
        compare_value("phone", &json!(format!("0{}", number.replace('+', ""))));
        compare_value("email", &json!(format!("{text}@{text}.tw")));
    }
}
