//! Postal addresses, and the table of townships.

use guitai::problem::Part::{County, PostalCode, Street, Township};
use guitai::problem::Problem::*;
use guitai::value::address::{Address, counties, townships};
use proptest::prelude::*;

fn read(parts: [&str; 4]) -> Result<String, Vec<(guitai::problem::Part, guitai::problem::Problem)>> {
    let [county, township, street, postal_code] = parts;
    Address::from_parts(county, township, street, postal_code).map(|address| {
        let again = Address::from_parts(
            address.county(),
            address.township(),
            address.street(),
            address.postal_code(),
        );
        assert_eq!(again.as_ref(), Ok(&address), "the canonical form of {parts:?}");
        [address.postal_code(), address.county(), address.township(), address.street()].join(" ")
    })
}

#[test]
fn reads_addresses() {
    let cases = [
        (["花蓮縣", "花蓮市", "中山路1號", "970"], "970 花蓮縣 花蓮市 中山路1號"),
        (["花蓮縣", "花蓮市", " 中山路1號 ", ""], "970 花蓮縣 花蓮市 中山路1號"),
        (["花蓮縣", "玉里鎮", "中山路１號", "９８１"], "981 花蓮縣 玉里鎮 中山路１號"),
        (["花蓮縣", "花蓮市", "台中街2號", "970-001"], "970001 花蓮縣 花蓮市 台中街2號"),
        (["花蓮縣", "花蓮市", "中山路1號", "97001"], "97001 花蓮縣 花蓮市 中山路1號"),
        (["台北市", "中正區", "測試路1號", ""], "100 臺北市 中正區 測試路1號"),
        (["台東縣", "台東市", "測試路1號", "950"], "950 臺東縣 臺東市 測試路1號"),
        (["屏東縣", "霧台鄉", "測試路1號", ""], "902 屏東縣 霧臺鄉 測試路1號"),
        (["雲林縣", "台西鄉", "測試路1號", ""], "636 雲林縣 臺西鄉 測試路1號"),
        (["新竹市", "香山區", "測試路1號", "300"], "300 新竹市 香山區 測試路1號"),
    ];
    for (parts, expected) in cases {
        assert_eq!(read(parts).as_deref(), Ok(expected), "{parts:?}");
    }
}

#[test]
fn reports_problems_by_part() {
    let own = |township: &str, code: &str| PostalCodeElsewhere {
        township: township.to_owned(),
        code: code.to_owned(),
    };
    let cases = [
        (
            ["", "", "", ""],
            vec![
                (County, PartMissing(County)),
                (Township, PartMissing(Township)),
                (Street, PartMissing(Street)),
            ],
        ),
        (["花蓮縣", "", "中山路1號", ""], vec![(Township, PartMissing(Township))]),
        (
            ["", "花蓮市", "中山路1號", "97"],
            vec![(County, PartMissing(County)), (PostalCode, PostalCodeFormat)],
        ),
        (["花蓮", "花蓮市", "中山路1號", ""], vec![(County, CountyUnknown)]),
        (
            ["花蓮縣", "中正區", "中山路1號", "100"],
            vec![(Township, TownshipElsewhere { county: "花蓮縣".to_owned() })],
        ),
        (["花蓮縣", "花蓮市", " ", "970"], vec![(Street, PartMissing(Street))]),
        (["花蓮縣", "花蓮市", "中山路1號", "971"], vec![(PostalCode, own("花蓮市", "970"))]),
        (["花蓮縣", "花蓮市", "中山路1號", "981001"], vec![(PostalCode, own("花蓮市", "970"))]),
        (["花蓮縣", "花蓮市", "中山路1號", "9701"], vec![(PostalCode, PostalCodeFormat)]),
        (["花蓮縣", "花蓮市", "中山路1號", "九七零"], vec![(PostalCode, PostalCodeFormat)]),
        (["花蓮縣", "花蓮市", "中山路1號", "9700001"], vec![(PostalCode, PostalCodeFormat)]),
    ];
    for (parts, expected) in cases {
        assert_eq!(read(parts), Err(expected), "{parts:?}");
    }
    let long = "路".repeat(201);
    assert_eq!(read(["花蓮縣", "花蓮市", &long, ""]), Err(vec![(Street, TooLong { max: 200, actual: 201 })]));
}

#[test]
fn has_every_township() {
    assert_eq!(counties().count(), 22);
    assert_eq!(counties().flat_map(townships).count(), 368);
    assert_eq!(townships("花蓮").count(), 0);
    let hualien: Vec<_> = townships("花蓮縣").map(|(name, code)| format!("{code}{name}")).collect();
    let expected = "970花蓮市 971新城鄉 972秀林鄉 973吉安鄉 974壽豐鄉 975鳳林鎮 976光復鄉 977豐濱鄉 978瑞穗鄉 979萬榮鄉 981玉里鎮 982卓溪鄉 983富里鄉";
    assert_eq!(hualien.join(" "), expected);
    for county in counties() {
        assert!(county.ends_with(['縣', '市']), "{county}");
        for (name, code) in townships(county) {
            assert!(name.ends_with(['區', '鄉', '鎮', '市']) && !name.contains('台'), "{county}{name}");
            assert!(code.len() == 3 && code.chars().all(|c| c.is_ascii_digit()), "{code} of {county}{name}");
            assert_eq!(
                read([county, name, "測試路1號", code]).unwrap(),
                format!("{code} {county} {name} 測試路1號")
            );
        }
    }
}

/// A postal code belongs to one township, except in 新竹市 (300) and 嘉義市 (600).
#[test]
fn postal_codes_are_unique() {
    let mut codes: Vec<(&str, &str)> =
        counties().flat_map(|county| townships(county).map(move |(_, code)| (code, county))).collect();
    codes.sort_unstable();
    codes.dedup();
    let count = codes.len();
    codes.dedup_by_key(|(code, _)| *code);
    assert_eq!((count, codes.len()), (365, 365));
}

#[test]
fn every_place_has_an_english_name() {
    let text = std::fs::read_to_string("www/data/places-en.json").unwrap();
    let places: serde_json::Value = serde_json::from_str(&text).unwrap();
    let mut names = 0;
    for county in counties() {
        let english = places[county]["en"].as_str().unwrap_or_default();
        assert!(english.ends_with(" City") || english.ends_with(" County"), "{county}: {english:?}");
        for (township, _) in townships(county) {
            let english = places[county]["townships"][township].as_str().unwrap_or_default();
            let kind = match township.chars().last() {
                Some('區') => " District",
                Some('市') => " City",
                _ => " Township",
            };
            assert!(english.ends_with(kind) && english.is_ascii(), "{county}{township}: {english:?}");
            names += 1;
        }
        assert_eq!(places[county]["townships"].as_object().unwrap().len(), townships(county).count());
    }
    assert_eq!(names, 368);
}

proptest! {
    #[test]
    fn never_panics(county in any::<String>(), township in any::<String>(), street in any::<String>(), code in any::<String>()) {
        let _ = read([&county, &township, &street, &code]);
        let _ = read(["花蓮縣", "花蓮市", &street, &code]);
    }
}
