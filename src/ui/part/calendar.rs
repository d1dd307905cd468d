//! The link that saves an appointment as a calendar file (RFC 5545).

use crate::answer::Answer;
use crate::form::Facts;
use crate::reply::Receipt;
use crate::text::Word;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Maximum number of characters of a line. A line should have at most 75 bytes, and a character has up to 4.
const MAX_LINE: usize = 16;

/// The start of the file as a data URL: the time zone, and the event up to its id.
const START: &str = "data:text/calendar,BEGIN:VCALENDAR%0D%0AVERSION:2.0%0D%0APRODID:guitai%0D%0ABEGIN:VTIMEZONE%0D%0A\
    TZID:Asia/Taipei%0D%0ABEGIN:STANDARD%0D%0ADTSTART:19700101T000000%0D%0ATZOFFSETFROM:%2B0800%0D%0A\
    TZOFFSETTO:%2B0800%0D%0AEND:STANDARD%0D%0AEND:VTIMEZONE%0D%0ABEGIN:VEVENT%0D%0AUID:";
/// The end of the file.
const END: &str = "%0D%0AEND:VEVENT%0D%0AEND:VCALENDAR%0D%0A";

/// Adds a link to the calendar file of the form's appointment, if its day is known.
pub fn calendar(view: &View, receipt: &Receipt, outer: Tag) -> Tag {
    let Some(appointment) = &view.form.appointment else { return outer };
    // The time zone applies to a date-time; a date has none.
    let (kind, at) = match view.assessment.answer(&appointment.at) {
        Some(Answer::Day(day)) => (";VALUE=DATE:", day.to_string()),
        Some(Answer::Moment(moment)) => (";TZID=Asia/Taipei:", moment.to_string()),
        _ => return outer,
    };
    let start = compact(at.get(..19).unwrap_or(&at));
    let stamp = compact(&view.assessment.today().to_string());
    let mut file =
        [START, &receipt.id, "%0D%0ADTSTAMP:", &stamp, "T000000Z%0D%0ADTSTART", kind, &start].concat();
    let label = view.form.question(&appointment.at).map_or("", |question| view.text(question.name()));
    add(&mut file, "SUMMARY:", &[label, " — ", view.text(&view.form.title)].concat());
    let place = appointment.place.as_ref().map_or("", |id| view.draft.text(id));
    if !place.is_empty() {
        add(&mut file, "LOCATION:", place);
    }
    file.push_str(END);
    let link = tag("a").set("href", &file).set("download", "guitai.ics").text(view.say(Word::AddToCalendar));
    outer.tag(tag("p").tag(link))
}

/// Removes the separators of a date or a date-time.
fn compact(text: &str) -> String {
    text.replace(['-', ':'], "")
}

/// Adds a property with a text, which is escaped and folded. The browser encodes the other characters.
fn add(file: &mut String, name: &str, text: &str) {
    file.push_str("%0D%0A");
    file.push_str(name);
    for (index, char) in text.chars().enumerate() {
        if index % MAX_LINE == MAX_LINE - 1 {
            file.push_str("%0D%0A%20");
        }
        match char {
            '%' => file.push_str("%25"),
            '#' => file.push_str("%23"),
            '\\' | ',' | ';' => file.extend(['\\', char]),
            _ => file.push(char),
        }
    }
}
