//! Answers of a stored submission, whose form may have changed since.

use super::Answer;
use crate::form::Kind;
use crate::json::Json;
use crate::value::address::Address;
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;

impl Answer {
    /// Parses an answer of a stored submission. Returns `None` if a question of this kind no longer allows
    /// it, and for the rows of a group.
    #[must_use]
    pub fn from_stored(kind: Kind, value: &Json) -> Option<Self> {
        let part = |name| value.get(name).and_then(Json::text).unwrap_or_default();
        match (kind, value) {
            (Kind::Date, Json::String(text)) => RocDate::parse(text).ok().map(Self::Day),
            (Kind::DateTime, Json::String(text)) => DateTime::parse(text).ok().map(Self::Moment),
            (Kind::Address, Json::Object(_)) => {
                let [county, township] = [part("county"), part("township")];
                Address::from_parts(county, township, part("street"), part("postal_code"))
                    .ok()
                    .map(Self::Address)
            }
            (Kind::Choices, Json::Array(codes)) => {
                Some(Self::List(codes.iter().filter_map(Json::text).map(str::to_owned).collect()))
            }
            (_, Json::String(text)) => Some(Self::Text(text.clone())),
            _ => None,
        }
    }
}
