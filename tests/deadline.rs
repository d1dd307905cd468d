//! Deadlines, compared with the official calendar in another package.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use chrono::{Datelike, NaiveDate, Weekday};
use guitai::deadline::Period::{Days, WorkingDays};
use guitai::deadline::{Calendar, LAST_YEAR};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn the_calendar_is_complete() {
    let calendar = Calendar::official();
    assert_eq!(calendar.years(), (2022, LAST_YEAR));
    // Weekdays off and weekend days worked of each year, from the same package.
    for (year, rest, work) in
        [(2022, 11, 1), (2023, 17, 6), (2024, 12, 1), (2025, 15, 1), (2026, 16, 0), (2027, 17, 0)]
    {
        let days =
            NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|day| day.year() == year);
        let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        let (weekend, week): (Vec<_>, Vec<_>) = days.partition(is_weekend);
        assert_eq!(week.iter().filter(|day| !calendar.is_working(**day)).count(), rest, "{year}");
        assert_eq!(weekend.iter().filter(|day| calendar.is_working(**day)).count(), work, "{year}");
    }
}

/// The expected days were computed with `holidays` 0.109 from `PyPI`.
#[test]
fn periods_end_on_working_days() {
    for (start, period, end, is_certain) in [
        ("2026-11-23", Days(30), "2026-12-23", true),
        ("2026-12-03", Days(30), "2027-01-04", true),
        ("2027-01-05", Days(30), "2027-02-11", true),
        ("2026-01-16", Days(30), "2026-02-23", true),
        ("2026-09-15", Days(10), "2026-09-29", true),
        ("2026-11-20", Days(0), "2026-11-20", true),
        ("2026-11-21", Days(0), "2026-11-23", true),
        ("2026-11-21", WorkingDays(7), "2026-12-01", true),
        ("2026-02-10", WorkingDays(3), "2026-02-13", true),
        ("2026-09-24", WorkingDays(6), "2026-10-06", true),
        ("2026-12-31", WorkingDays(3), "2027-01-06", true),
        ("2027-02-03", WorkingDays(5), "2027-02-17", true),
        ("2022-01-20", WorkingDays(2), "2022-01-22", true),
        // Outside of the calendar's years only weekends count.
        ("2027-12-20", Days(30), "2028-01-19", false),
        ("2028-02-26", WorkingDays(1), "2028-02-28", false),
        ("2021-12-31", WorkingDays(1), "2022-01-03", false),
    ] {
        let deadline = Calendar::official().end(day(start), period);
        assert_eq!((deadline.day, deadline.is_certain), (day(end), is_certain), "{start} and {period:?}");
    }
}
