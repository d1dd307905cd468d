//! Ends of periods (行政程序法第48條), by the official calendar of government offices.

use crate::json::Json;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The delivered calendar file: weekdays off and weekend days worked.
const OFFICIAL: &str = include_str!("../www/data/office-calendar.json");

/// Last year of the calendar. Later deadlines are estimates and are marked as such.
pub const LAST_YEAR: i32 = 2027;

/// A period from the day of receipt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// Calendar days.
    Days(u32),
    /// Working days of government offices.
    WorkingDays(u32),
}

impl Period {
    /// Returns the minimum length of the period in calendar days.
    #[must_use]
    pub fn least_days(self) -> i64 {
        match self {
            Self::Days(days) => days.into(),
            Self::WorkingDays(days) => i64::from(days) + i64::from(days / 5) * 2,
        }
    }
}

/// The end of a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// The last day.
    pub day: NaiveDate,
    /// Whether the calendar covers the whole period.
    pub is_certain: bool,
}

/// Working days of government offices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Calendar {
    first_year: i32,
    last_year: i32,
    rest: Vec<NaiveDate>,
    work: Vec<NaiveDate>,
}

impl Calendar {
    /// Parses the official calendar (政府行政機關辦公日曆表). An invalid file would give an empty calendar; a test
    /// checks the file.
    #[must_use]
    pub fn official() -> Self {
        let json = Json::read(OFFICIAL).unwrap_or(Json::Null);
        let year = |name| json.get(name).and_then(Json::integer).and_then(|year| i32::try_from(year).ok());
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

    /// The first and last year of the calendar.
    #[must_use]
    pub fn years(&self) -> (i32, i32) {
        (self.first_year, self.last_year)
    }

    /// Returns whether a day is a working day; outside of the calendar's years, Monday to Friday.
    #[must_use]
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        if weekend { self.work.contains(&day) } else { !self.rest.contains(&day) }
    }

    /// Returns the end of a period. The first day is not counted (第48條第2項). An end on a day off moves to the
    /// next working day (第4項; since 2001 also from a Saturday).
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

    /// Returns the first working day on or after a day.
    fn working_from(&self, day: NaiveDate) -> NaiveDate {
        day.iter_days().find(|day| self.is_working(*day)).unwrap_or(day)
    }
}
