//! Postal addresses in Taiwan: postal code, county, township, and the rest as free text.

use super::text::{CleanText, clean_line};
use super::{half_width, ungrouped};
use crate::problem::{Part, Problem};

/// One county per line, separated by spaces: its name, then each township preceded by its three-digit postal
/// code.
const PLACES: &str = include_str!("../../www/data/townships.txt");
/// Maximum length of a street, in user-perceived characters.
const MAX_STREET_LENGTH: usize = 200;
/// Number of digits of a postal code that identify the township.
const TOWNSHIP_DIGITS: usize = 3;

/// An address whose township is in its county and whose postal code is in its township.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    postal_code: String,
    county: String,
    township: String,
    street: String,
}

impl Address {
    /// Parses an address from the text of four controls. 台 becomes 臺 in county and township; the street keeps
    /// its characters; an empty postal code becomes the township's three digits.
    ///
    /// # Errors
    /// One problem per invalid part, in the order of the arguments. If all parts are empty, each is
    /// `PartMissing` except the postal code.
    pub fn from_parts(
        county: &str,
        township: &str,
        street: &str,
        postal_code: &str,
    ) -> Result<Self, Vec<(Part, Problem)>> {
        let (county, township) = (place_name(county), place_name(township));
        let mut problems = Vec::new();
        let known = collect(find_county(&county), Part::County, &mut problems);
        let own_code =
            known.map_or_else(|| require_township(&township), |county| find_township(county, &township));
        let own_code = collect(own_code, Part::Township, &mut problems);
        let street = collect(parse_street(street), Part::Street, &mut problems);
        let postal_code = parse_postal_code(postal_code, own_code.flatten(), &township);
        let postal_code = collect(postal_code, Part::PostalCode, &mut problems);
        match (street, postal_code) {
            (Some(street), Some(postal_code)) if problems.is_empty() => {
                Ok(Self { postal_code, county, township, street })
            }
            _ => Err(problems),
        }
    }

    /// The postal code: 3, 5 or 6 digits.
    #[must_use]
    pub fn postal_code(&self) -> &str {
        &self.postal_code
    }

    /// The county or municipality, such as 花蓮縣.
    #[must_use]
    pub fn county(&self) -> &str {
        &self.county
    }

    /// The township, city or district, such as 花蓮市.
    #[must_use]
    pub fn township(&self) -> &str {
        &self.township
    }

    /// Village, street, lane and number, as typed.
    #[must_use]
    pub fn street(&self) -> &str {
        &self.street
    }
}

/// Returns the canonical spelling of a part if it differs from what was typed. A county that does not exist
/// has none.
#[must_use]
pub fn respelt(part: Part, typed: &str) -> Option<String> {
    let spelling = match part {
        Part::County | Part::Township => place_name(typed),
        Part::PostalCode => ungrouped(typed),
        _ => clean_line(typed),
    };
    let is_valid = part != Part::County || counties().any(|county| county == spelling);
    (is_valid && !spelling.is_empty() && spelling != typed).then_some(spelling)
}

/// Iterates over the 22 counties and municipalities, from north to south.
pub fn counties() -> impl Iterator<Item = &'static str> {
    PLACES.lines().filter_map(|line| line.split(' ').next())
}

/// Iterates over the townships of a county as (name, three-digit postal code), ordered by postal code. Empty
/// for an unknown county.
pub fn townships(county: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let line = PLACES.lines().find(|line| line.split(' ').next() == Some(county)).unwrap_or_default();
    let townships = line.split(' ').skip(1).filter_map(|township| township.split_at_checked(TOWNSHIP_DIGITS));
    townships.map(|(code, name)| (name, code))
}

/// Converts 台, the everyday spelling, to 臺, the spelling of registered place names.
fn place_name(typed: &str) -> String {
    half_width(typed).chars().map(|c| if c == '台' { '臺' } else { c }).collect()
}

/// Moves the error of a part, if any, to the list of problems.
fn collect<T>(result: Result<T, Problem>, part: Part, problems: &mut Vec<(Part, Problem)>) -> Option<T> {
    result.map_err(|problem| problems.push((part, problem))).ok()
}

fn find_county(county: &str) -> Result<&str, Problem> {
    match county {
        "" => Err(Problem::PartMissing(Part::County)),
        _ if counties().any(|known| known == county) => Ok(county),
        _ => Err(Problem::CountyUnknown),
    }
}

/// Returns the township's postal code.
fn find_township(county: &str, township: &str) -> Result<Option<&'static str>, Problem> {
    require_township(township)?;
    match townships(county).find(|(name, _)| *name == township) {
        Some((_, code)) => Ok(Some(code)),
        None => Err(Problem::TownshipElsewhere { county: county.to_owned() }),
    }
}

/// Checks a township whose county is unknown: it must not be empty.
fn require_township(township: &str) -> Result<Option<&'static str>, Problem> {
    if township.is_empty() { Err(Problem::PartMissing(Part::Township)) } else { Ok(None) }
}

fn parse_street(typed: &str) -> Result<String, Problem> {
    match CleanText::line(typed, 1, MAX_STREET_LENGTH) {
        Err(Problem::Required) => Err(Problem::PartMissing(Part::Street)),
        street => street.map(|street| street.to_string()),
    }
}

/// Parses a postal code: the township's three digits, then nothing, two digits (the format before 2020) or
/// three.
fn parse_postal_code(typed: &str, own: Option<&str>, township: &str) -> Result<String, Problem> {
    let code = ungrouped(typed);
    if code.is_empty() {
        return Ok(own.unwrap_or_default().to_owned());
    }
    if !matches!(code.len(), 3 | 5 | 6) || !code.chars().all(|c| c.is_ascii_digit()) {
        return Err(Problem::PostalCodeFormat);
    }
    match own {
        Some(own) if !code.starts_with(own) => {
            Err(Problem::PostalCodeElsewhere { township: township.to_owned(), code: own.to_owned() })
        }
        _ => Ok(code),
    }
}
