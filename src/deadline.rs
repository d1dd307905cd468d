//! When a period ends: 行政程序法第48條, by the official calendar of the government's offices.

use crate::json::Json;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The calendar as it is delivered: weekdays that are free, weekend days that are worked.
const OFFICIAL: &str = include_str!("../www/data/office-calendar.json");

/// The last year that the calendar knows. Later ends are estimates, and are said to be.
pub const LAST_YEAR: i32 = 2027;

/// How long something may take, from the day on which it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Days on which offices work.
    WorkingDays(u32),
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// Its last day.
    pub day: NaiveDate,
    /// Whether the official calendar was known for the whole of it.
    pub is_certain: bool,
}

/// The days on which offices work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first_year: i32,
    last_year: i32,
    rest: Vec<NaiveDate>,
    work: Vec<NaiveDate>,
}

impl Calendar {
    /// The official calendar (政府行政機關辦公日曆表); empty if its file were broken, which a test rules out.
    #[must_use]
    pub fn official() -> Self {
        let json = Json::read(OFFICIAL).unwrap_or(Json::Null);
        let year = |name| json.get(name).and_then(Json::whole).and_then(|year| i32::try_from(year).ok());
        let days = |name| {
            let entries = json.get(name).and_then(Json::entries).unwrap_or_default();
            entries.iter().filter_map(|day| day.text()?.parse().ok()).collect()
        };
        Self {
            first_year: year("from").unwrap_or_default(),
            last_year: year("until").unwrap_or_default(),
            rest: days("rest"),
            work: days("work"),
        }
    }

    /// The years that it knows, first and last.
    #[must_use]
    pub fn years(&self) -> (i32, i32) {
        (self.first_year, self.last_year)
    }

    /// Whether offices work on that day; beyond the known years, Monday to Friday.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if weekend { self.work.contains(&day) } else { !self.rest.contains(&day) }
    }

    /// The end of a period that begins with that day, which does not count itself (第48條第2項). An end on a day of
    /// rest moves to the next working day (第4項; since 2001 Saturdays are such days as well).
    #[must_use]
    pub fn end(&self, start: NaiveDate, period: Period) -> Deadline {
        let day = match period {
            Period::Days(days) => {
                let last = start.checked_add_days(Days::new(days.into())).unwrap_or(NaiveDate::MAX);
                self.working_from(last)
            }
            Period::WorkingDays(days) => {
                (0..days).fold(start, |day, _| day.succ_opt().map_or(day, |next| self.working_from(next)))
            }
        };
        let known = self.first_year..=self.last_year;
        Deadline { day, is_certain: known.contains(&start.year()) && known.contains(&day.year()) }
    }

    /// The first working day from that day on.
    fn working_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }
}
