//! Dates of both calendars.

use crate::{check, check_stable};
use guitai::problem::Part::{Day, Month, Year};
use guitai::problem::Problem::*;
use guitai::value::roc_date::RocDate;
use icu_calendar::Date;
use icu_calendar::cal::Gregorian;
use proptest::prelude::*;

#[test]
fn reads_every_spelling() {
    let spellings = [
        "115/11/21",
        "115.11.21",
        "115-11-21",
        "115 11 21",
        "115. 11.21",
        "1151121",
        "１１５／１１／２１",
        "１１５１１２１",
        "民國115年11月21日",
        "中華民國115年11月21日",
        "民國 115 年 11 月 21 日",
        "民國115/11/21",
        "民國1151121",
        "115年11月21日",
        "115年11月21號",
        "115年11月21",
        "2026-11-21",
        "2026/11/21",
        "20261121",
        "西元2026年11月21日",
        "公元2026.11.21",
        "２０２６－１１－２１",
        "115–11–21",
        " 115/11/21\u{200B}",
        "民國115年11月21日（2026-11-21）",
        "115年11月21日(星期六)",
    ];
    check(RocDate::parse, &spellings.map(|typed| (typed, Ok("2026-11-21"))));
    check(
        RocDate::parse,
        &[
            ("33. 02.08", Ok("1944-02-08")),
            ("990214", Ok("2010-02-14")),
            ("1140214", Ok("2025-02-14")),
            ("9/2/3", Ok("1920-02-03")),
            ("99/2/3", Ok("2010-02-03")),
            ("1/1/1", Ok("1912-01-01")),
            ("民國前4年2月29日", Ok("1908-02-29")),
            ("民國前 4/2/29", Ok("1908-02-29")),
            ("民前1-12-31", Ok("1911-12-31")),
            ("前4.2.29", Ok("1908-02-29")),
            ("113-02-29", Ok("2024-02-29")),
            ("1-02-29", Ok("1912-02-29")),
            ("1800-01-01", Ok("1800-01-01")),
            ("2200-12-31", Ok("2200-12-31")),
            ("民國289年12月31日", Ok("2200-12-31")),
        ],
    );
}

#[test]
fn reports_problems() {
    check(
        RocDate::parse,
        &[
            ("", Err(Required)),
            ("昨天", Err(DateUnreadable)),
            ("115", Err(DateUnreadable)),
            ("115/11", Err(DateUnreadable)),
            ("115/11/21/3", Err(DateUnreadable)),
            ("115/11/21/", Err(DateUnreadable)),
            ("115.11.21.", Err(DateUnreadable)),
            ("115-11-21-", Err(DateUnreadable)),
            ("115/11x21", Err(DateUnreadable)),
            ("115/11/21x", Err(DateUnreadable)),
            ("/115/11/21", Err(DateUnreadable)),
            ("115月11年21日", Err(DateUnreadable)),
            ("115//11/21", Err(DateUnreadable)),
            ("11511211", Err(DatePart(Year))),
            ("151121121", Err(DateUnreadable)),
            ("民國20261121", Err(DateUnreadable)),
            ("西元1151121", Err(DateUnreadable)),
            ("115/13/1", Err(DatePart(Month))),
            ("115/0/1", Err(DatePart(Month))),
            ("115/1/32", Err(DatePart(Day))),
            ("115/1/0", Err(DatePart(Day))),
            ("114-02-29", Err(NoSuchDay)),
            ("100-02-29", Err(NoSuchDay)),
            ("115/4/31", Err(NoSuchDay)),
            ("0/1/1", Err(DatePart(Year))),
            ("民國0年1月1日", Err(DatePart(Year))),
            ("民國前0年1月1日", Err(DatePart(Year))),
            ("民國2026年1月1日", Err(DatePart(Year))),
            ("999/1/1", Err(DatePart(Year))),
            ("1799-12-31", Err(DatePart(Year))),
            ("2201-01-01", Err(DatePart(Year))),
            ("99999999999/1/1", Err(DatePart(Year))),
        ],
    );
}

#[test]
fn reads_three_controls() {
    let cases = [
        (["115", "11", "21"], Ok("2026-11-21")),
        (["１１５", "１１", "２１"], Ok("2026-11-21")),
        (["民國115年", "11月", "21日"], Ok("2026-11-21")),
        (["115年", "11 月", "21 號"], Ok("2026-11-21")),
        (["2026", "11", "21"], Ok("2026-11-21")),
        (["西元2026年", "11", "21"], Ok("2026-11-21")),
        (["民國前4", "2", "29"], Ok("1908-02-29")),
        (["前4年", "02", "29"], Ok("1908-02-29")),
        (["115/11/21", "", ""], Ok("2026-11-21")),
        (["1151121", "", " "], Ok("2026-11-21")),
        (["民國115年11月21日", "", ""], Ok("2026-11-21")),
        (["", "", ""], Err(Required)),
        ([" ", "\u{200B}", ""], Err(Required)),
        (["115", "", ""], Err(PartMissing(Month))),
        (["115年", "", ""], Err(PartMissing(Month))),
        (["115", "11", ""], Err(PartMissing(Day))),
        (["115", "", "21"], Err(PartMissing(Month))),
        (["", "11", "21"], Err(PartMissing(Year))),
        (["", "13", ""], Err(PartMissing(Year))),
        (["115/13/21", "", ""], Err(DatePart(Month))),
        (["115/2/30", "", ""], Err(NoSuchDay)),
        (["abc", "", ""], Err(DateUnreadable)),
        (["115/11/21", "11", "21"], Err(DatePart(Year))),
        (["abc", "13", "1"], Err(DatePart(Year))),
        (["3000", "1", "1"], Err(DatePart(Year))),
        (["115", "13", "40"], Err(DatePart(Month))),
        (["115", "十", "1"], Err(DatePart(Month))),
        (["115", "1", "1.5"], Err(DatePart(Day))),
        (["115", "-1", "1"], Err(DatePart(Month))),
        (["115", "+1", "1"], Err(DatePart(Month))),
        (["114", "2", "29"], Err(NoSuchDay)),
    ];
    for ([year, month, day], expected) in cases {
        let read = RocDate::from_parts(year, month, day).map(|date| date.to_string());
        assert_eq!(read.as_deref().map_err(Clone::clone), expected, "{year:?} {month:?} {day:?}");
    }
}

#[test]
fn formats_in_both_calendars() {
    let cases = [
        ("2026-11-21", "民國115年11月21日", "21 November 2026 (ROC 115)", ["115", "11", "21"]),
        ("1912-01-01", "民國1年1月1日", "1 January 1912 (ROC 1)", ["1", "1", "1"]),
        ("1911-12-31", "民國前1年12月31日", "31 December 1911 (1 B.R.O.C.)", ["民國前1", "12", "31"]),
        ("1908-02-29", "民國前4年2月29日", "29 February 1908 (4 B.R.O.C.)", ["民國前4", "2", "29"]),
    ];
    for (iso, roc, en, parts) in cases {
        let date = RocDate::parse(iso).unwrap();
        assert_eq!((date.roc().as_str(), date.en().as_str()), (roc, en));
        assert_eq!(date.parts(), parts);
        assert_eq!(RocDate::parse(roc), Ok(date));
    }
}

/// Compares with ICU's ROC calendar, on every day of two centuries and on nonexistent days.
#[test]
fn agrees_with_another_implementation() {
    let mut days = 0;
    for year in -111..=289 {
        for month in 1..=12_u8 {
            for day in 1..=31_u8 {
                let typed = if year > 0 {
                    format!("{year}/{month}/{day}")
                } else {
                    format!("民國前{}年{month}月{day}日", 1 - year)
                };
                let theirs = Date::try_new_roc(year, month, day).map(|date| {
                    let date = date.to_calendar(Gregorian);
                    format!(
                        "{:04}-{:02}-{:02}",
                        date.era_year().year,
                        date.month().ordinal,
                        date.day_of_month().0
                    )
                });
                match theirs {
                    Ok(iso) => {
                        assert_eq!(RocDate::parse(&typed).map(|date| date.to_string()), Ok(iso), "{typed}");
                        days += 1;
                    }
                    Err(_) => assert_eq!(RocDate::parse(&typed), Err(NoSuchDay), "{typed}"),
                }
            }
        }
    }
    assert_eq!(days, 146_462, "days from 1800-01-01 to 2200-12-31");
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>(), month in any::<String>(), day in any::<String>()) {
        check_stable(RocDate::parse, &typed);
        let _ = RocDate::from_parts(&typed, &month, &day);
    }

    #[test]
    fn canonical_is_stable(typed in "(中華)?(民國|民國前|西元|前)?[0-9０-９]{1,8}[年/. -]?[0-9]{0,3}[月/.-]?[0-9]{0,3}日?") {
        check_stable(RocDate::parse, &typed);
    }

    #[test]
    fn parts_are_read_back(year in 1800..=2200_i32, month in 1..=12_u32, day in 1..=28_u32) {
        let date = RocDate::parse(&format!("{year}-{month}-{day}")).unwrap();
        let [year, month, day] = date.parts();
        prop_assert_eq!(RocDate::from_parts(&year, &month, &day), Ok(date));
        prop_assert_eq!(RocDate::parse(&date.roc()), Ok(date));
    }
}
