//! Times of day, and date-times.

use crate::{check, check_stable};
use guitai::problem::Part;
use guitai::problem::Problem::*;
use guitai::value::time::{DateTime, Time};
use proptest::prelude::*;

#[test]
fn reads_times() {
    let ten_to_nine = [
        "8:50",
        "08:50",
        "0850",
        "850",
        "８：５０",
        "８５０",
        "8 : 50",
        "8時50分",
        "8點50分",
        "8點50",
        "上午8時50分",
        "上午 8:50",
        "上午0850",
        "早上8點50分",
        "am 8:50",
        "8:50 AM",
        "8:50 a.m.",
        "上午08:50",
    ];
    check(Time::parse, &ten_to_nine.map(|typed| (typed, Ok("08:50"))));
    check(
        Time::parse,
        &[
            ("下午6時", Ok("18:00")),
            ("下午６時", Ok("18:00")),
            ("pm 6:00", Ok("18:00")),
            ("6pm", Ok("18:00")),
            ("下午6", Ok("18:00")),
            ("晚上7點整", Ok("19:00")),
            ("8點半", Ok("08:30")),
            ("下午18:30", Ok("18:30")),
            ("18時", Ok("18:00")),
            ("0000", Ok("00:00")),
            ("000", Ok("00:00")),
            ("24:00", Ok("24:00")),
            ("2359", Ok("23:59")),
            ("中午12時", Ok("12:00")),
            ("中午1點半", Ok("13:30")),
            ("中午11:30", Ok("11:30")),
            ("下午12時30分", Ok("12:30")),
            ("凌晨12點30分", Ok("00:30")),
            ("12:15 am", Ok("00:15")),
            ("12 pm", Ok("12:00")),
            ("上午0時5分", Ok("00:05")),
        ],
    );
}

#[test]
fn reports_problems_of_times() {
    check(
        Time::parse,
        &[
            ("", Err(Required)),
            ("早上", Err(TimeUnreadable)),
            ("8", Err(TimeUnreadable)),
            ("8:5", Err(TimeUnreadable)),
            ("8:500", Err(TimeUnreadable)),
            ("08500", Err(TimeUnreadable)),
            ("8:50:00", Err(TimeUnreadable)),
            ("八點", Err(TimeUnreadable)),
            ("+8:50", Err(TimeUnreadable)),
            ("8:+5", Err(TimeUnreadable)),
            ("8點50秒", Err(TimeUnreadable)),
            ("24:01", Err(TimeOutOfRange)),
            ("25:00", Err(TimeOutOfRange)),
            ("8:60", Err(TimeOutOfRange)),
            ("8時99分", Err(TimeOutOfRange)),
            ("上午13時", Err(TimeOutOfRange)),
            ("下午0時", Err(TimeOutOfRange)),
            ("中午5時", Err(TimeOutOfRange)),
            ("上午12時", Err(TimeAmbiguous)),
            ("晚上12時", Err(TimeAmbiguous)),
            ("晚上1點", Err(TimeAmbiguous)),
        ],
    );
}

#[test]
fn parses_only_the_canonical_date_time() {
    check(
        DateTime::parse,
        &[
            ("2026-12-05T08:00:00+08:00", Ok("2026-12-05T08:00:00+08:00")),
            ("2026-11-21T10:00:59+08:00", Ok("2026-11-21T10:00:59+08:00")),
            ("", Err(Required)),
            ("tomorrow", Err(DateUnreadable)),
            ("2026-12-05", Err(MomentFormat)),
            ("2026-12-05T08:00", Err(MomentFormat)),
            ("2026-12-05T08:00:00", Err(MomentFormat)),
            ("2026-12-05T08:00:00Z", Err(MomentFormat)),
            ("2026-12-05T00:00:00+00:00", Err(MomentFormat)),
            ("2026-12-05T09:00:00+09:00", Err(MomentFormat)),
            ("2026-12-05T08:00:00.000+08:00", Err(MomentFormat)),
            ("2026-12-05T8:00:00+08:00", Err(MomentFormat)),
            ("115-12-05T08:00:00+08:00", Err(MomentFormat)),
            ("2026-12-5T08:00:00+08:00", Err(MomentFormat)),
            ("2026-12-05T08:00:00+08:00 ", Err(MomentFormat)),
            ("2026-02-30T08:00:00+08:00", Err(NoSuchDay)),
            ("2026-13-01T08:00:00+08:00", Err(DatePart(Part::Month))),
            ("2026-12-05T24:00:00+08:00", Ok("2026-12-06T00:00:00+08:00")),
            ("2026-12-05T24:00:01+08:00", Err(TimeOutOfRange)),
            ("2200-12-31T24:00:00+08:00", Err(DatePart(Part::Year))),
            ("2026-12-05T08:00:60+08:00", Err(TimeOutOfRange)),
        ],
    );
}

#[test]
fn reads_four_controls() {
    let cases = [
        (["115", "12", "5", "8:00"], Ok("2026-12-05T08:00:00+08:00")),
        (["115", "12", "5", "上午8時50分"], Ok("2026-12-05T08:50:00+08:00")),
        (["115", "12", "31", "24:00"], Ok("2027-01-01T00:00:00+08:00")),
        (["115/12/5", "", "", "0850"], Ok("2026-12-05T08:50:00+08:00")),
        (["115年12月5日上午8時50分", "", "", ""], Ok("2026-12-05T08:50:00+08:00")),
        (["115年12月5日（星期六）下午6時", "", "", ""], Ok("2026-12-05T18:00:00+08:00")),
        (["115/12/15 08:50", "", "", ""], Ok("2026-12-15T08:50:00+08:00")),
        (["33. 02.08 850", "", "", ""], Ok("1944-02-08T08:50:00+08:00")),
        (["2026-12-05T08:00:00+08:00", "", "", ""], Ok("2026-12-05T08:00:00+08:00")),
        (["2026-12-05T08:00", "", "", ""], Ok("2026-12-05T08:00:00+08:00")),
        (["115 年 12 月 5 日 上午 8 時", "", "", ""], Ok("2026-12-05T08:00:00+08:00")),
        (["115年12月4日上午12時", "", "", ""], Err(TimeAmbiguous)),
        (["115 年 12 月 4 日 上午 12 時", "", "", ""], Err(TimeAmbiguous)),
        (["115年12月4日（星期五）晚上12點", "", "", ""], Err(TimeAmbiguous)),
        (["115/12/4 25:00", "", "", ""], Err(TimeOutOfRange)),
        (["115/12/4 8:5", "", "", ""], Err(TimeUnreadable)),
        (["115/12/4 08:50:00", "", "", ""], Err(TimeUnreadable)),
        (["115年12月4日", "", "", ""], Err(PartMissing(Part::Time))),
        (["115/13/4 25:00", "", "", ""], Err(DateUnreadable)),
        (["2026-12-05T08:00", "3", "", ""], Err(PartMissing(Part::Day))),
        (["2026-12-05T08:00", "", "5", ""], Err(PartMissing(Part::Month))),
        (["2026-12-05T08:00", "", "", "9:00"], Err(DateUnreadable)),
        (["2026-12-05T08:00:00Z", "", "", ""], Err(MomentFormat)),
        (["2026-02-30T08:00:00+08:00", "", "", ""], Err(NoSuchDay)),
        (["", "", "", ""], Err(Required)),
        (["", "", "", "8:00"], Err(PartMissing(Part::Year))),
        (["115", "12", "5", ""], Err(PartMissing(Part::Time))),
        (["115/12/5", "", "", ""], Err(PartMissing(Part::Time))),
        (["115", "", "5", "8:00"], Err(PartMissing(Part::Month))),
        (["115", "13", "5", "8:00"], Err(DatePart(Part::Month))),
        (["115", "12", "5", "25:00"], Err(TimeOutOfRange)),
        (["115", "12", "5", "早上"], Err(TimeUnreadable)),
        (["garbage", "", "", ""], Err(DateUnreadable)),
        (["2200", "12", "31", "24:00"], Err(DatePart(Part::Year))),
    ];
    for ([year, month, day, time], expected) in cases {
        let read = DateTime::from_parts(year, month, day, time).map(|moment| moment.to_string());
        assert_eq!(read.as_deref().map_err(Clone::clone), expected, "{year:?} {month:?} {day:?} {time:?}");
    }
}

#[test]
fn formats_times_like_official_notices() {
    let cases = [
        ("00:30", "民國115年12月5日上午0時30分"),
        ("08:50", "民國115年12月5日上午8時50分"),
        ("12:00", "民國115年12月5日中午12時"),
        ("12:30", "民國115年12月5日下午12時30分"),
        ("18:00", "民國115年12月5日下午6時"),
    ];
    for (time, roc) in cases {
        let moment = DateTime::from_parts("115", "12", "5", time).unwrap();
        assert_eq!(moment.roc(), roc);
        assert_eq!(moment.en(), format!("5 December 2026 (ROC 115), {time}"));
        assert_eq!(moment.time().to_string(), time);
        assert_eq!(moment.moment().to_string(), format!("2026-12-05 {time}:00"));
        assert_eq!(DateTime::from_parts(roc, "", "", ""), Ok(moment), "{roc}");
    }
}

proptest! {
    #[test]
    fn never_panics(typed in any::<String>(), time in any::<String>()) {
        check_stable(Time::parse, &typed);
        check_stable(DateTime::parse, &typed);
        let _ = DateTime::from_parts(&typed, "", "", "");
        let _ = DateTime::from_parts("115", "1", "1", &time);
    }

    #[test]
    fn canonical_is_stable(typed in "(上午|下午|中午|凌晨|晚上|am|pm)?[0-9０-９]{1,4}[:：時點]?(半|整|[0-9]{0,2}分?)(am|p\\.m\\.)?") {
        check_stable(Time::parse, &typed);
    }

    /// A formatted time parses to the same time.
    #[test]
    fn parses_every_formatted_time(hour in 0..24_u32, minute in 0..60_u32) {
        let time = Time::parse(&format!("{hour}:{minute:02}")).unwrap();
        prop_assert_eq!(Time::parse(&time.roc()), Ok(time));
        prop_assert_eq!(time.to_string(), format!("{hour:02}:{minute:02}"));
    }
}
