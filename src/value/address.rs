//! A postal address in Taiwan: postal code, county, township, and the rest as the person writes it.

use super::text::{Text, clean_line};
use super::{half_width, ungrouped};
use crate::problem::{Part, Problem};

/// A county a line: its name, then its townships with their postal codes before them, between spaces.
const PLACES: &str = include_str!("../../www/data/townships.txt");
/// Most user-perceived characters of a street.
const MOST_IN_STREET: usize = 200;
/// Digits by which a postal code names a township.
const CODE: usize = 3;

/// An address whose parts agree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    postal_code: String,
    county: String,
    township: String,
    street: String,
}

impl Address {
    /// Reads an address from four controls. 台 is taken for 臺 in county and township; the street stays as typed;
    /// an empty postal code becomes that of the township.
    ///
    /// # Errors
    /// What is wrong with each part, in the order of the arguments. Whoever needs to know that nothing at all
    /// was typed asks before.
    pub fn from_parts(
        county: &str,
        township: &str,
        street: &str,
        postal_code: &str,
    ) -> Result<Self, Vec<(Part, Problem)>> {
        let (county, township) = (place_name(county), place_name(township));
        let mut faults = Vec::new();
        let known = caught(find_county(&county), Part::County, &mut faults);
        let own_code =
            known.map_or_else(|| check_typed(&township), |county| find_township(county, &township));
        let own_code = caught(own_code, Part::Township, &mut faults);
        let street = caught(read_street(street), Part::Street, &mut faults);
        let postal_code = read_postal_code(postal_code, own_code.flatten(), &township);
        let postal_code = caught(postal_code, Part::PostalCode, &mut faults);
        match (street, postal_code) {
            (Some(street), Some(postal_code)) if faults.is_empty() => {
                Ok(Self { postal_code, county, township, street })
            }
            _ => Err(faults),
        }
    }

    /// 3, 5 or 6 digits.
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

    /// The rest.
    #[must_use]
    pub fn street(&self) -> &str {
        &self.street
    }
}

/// The one spelling of a part, if it is spelt otherwise. A county that does not exist has no spelling.
#[must_use]
pub fn respelt(part: Part, typed: &str) -> Option<String> {
    let spelling = match part {
        Part::County | Part::Township => place_name(typed),
        Part::PostalCode => ungrouped(typed),
        _ => clean_line(typed),
    };
    let is_one = part != Part::County || counties().any(|county| county == spelling);
    (is_one && !spelling.is_empty() && spelling != typed).then_some(spelling)
}

/// The 22 counties and municipalities, from north to south.
pub fn counties() -> impl Iterator<Item = &'static str> {
    PLACES.lines().filter_map(|line| line.split(' ').next())
}

/// The townships of a county with their three-digit postal codes, in the order of these; none of an unknown county.
pub fn townships(county: &str) -> impl Iterator<Item = (&'static str, &'static str)> {
    let line = PLACES.lines().find(|line| line.split(' ').next() == Some(county)).unwrap_or_default();
    let townships = line.split(' ').skip(1).filter_map(|township| township.split_at_checked(CODE));
    townships.map(|(code, name)| (name, code))
}

/// 台 is everyday writing; names of places are registered with 臺.
fn place_name(typed: &str) -> String {
    half_width(typed).chars().map(|c| if c == '台' { '臺' } else { c }).collect()
}

fn caught<T>(result: Result<T, Problem>, part: Part, faults: &mut Vec<(Part, Problem)>) -> Option<T> {
    result.map_err(|problem| faults.push((part, problem))).ok()
}

fn find_county(county: &str) -> Result<&str, Problem> {
    match county {
        "" => Err(Problem::PartMissing(Part::County)),
        _ if counties().any(|known| known == county) => Ok(county),
        _ => Err(Problem::CountyUnknown),
    }
}

/// The township's postal code.
fn find_township(county: &str, township: &str) -> Result<Option<&'static str>, Problem> {
    check_typed(township)?;
    match townships(county).find(|(name, _)| *name == township) {
        Some((_, code)) => Ok(Some(code)),
        None => Err(Problem::TownshipElsewhere { county: county.to_owned() }),
    }
}

/// All that can be asked of a township whose county is not known.
fn check_typed(township: &str) -> Result<Option<&'static str>, Problem> {
    if township.is_empty() { Err(Problem::PartMissing(Part::Township)) } else { Ok(None) }
}

fn read_street(typed: &str) -> Result<String, Problem> {
    match Text::line(typed, 1, MOST_IN_STREET) {
        Err(Problem::Required) => Err(Problem::PartMissing(Part::Street)),
        street => street.map(|street| street.to_string()),
    }
}

/// A postal code: the township's three digits, then nothing, two digits (until 2020), or three.
fn read_postal_code(typed: &str, own: Option<&str>, township: &str) -> Result<String, Problem> {
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
