//! The types of compiled contents, with their members in the order of the text.

#[cfg(not(target_arch = "wasm32"))]
use super::compiled::Writer;
use super::compiled::{Reader, Record};
use crate::config::{Agency, Config, Privacy};
use crate::deadline::Period;
use crate::form::{
    Appointment, Choice, Condition, Form, Interval, Kind, Law, Need, Note, Notice, Operand, Question, Range,
    Refusal, Remedy, Rule, Step, Stop, Text,
};
use crate::problem::Code;
use crate::text::{Lang, Words};
use crate::value::attachment::Limits;

/// Implements `Record` for structs.
macro_rules! records {
    ($($name:ident { $($member:ident)* })*) => {
        $(impl Record for $name {
            #[cfg(not(target_arch = "wasm32"))]
            fn write(&self, out: &mut Writer) {
                $(self.$member.write(out);)*
            }

            fn read_record(from: &mut Reader) -> Self {
                Self { $($member: Record::read_record(from)),* }
            }
        })*
    };
}

/// Implements `Record` for enums. Each variant is written as a tag and its members. An unknown tag is read as the
/// last variant.
macro_rules! variants {
    ($($name:ident {
        $($tag:literal $variant:ident $(($($part:ident)*))?,)*
        _ $last:ident $(($($last_part:ident)*))?
    })*) => {
        $(impl Record for $name {
            #[cfg(not(target_arch = "wasm32"))]
            fn write(&self, out: &mut Writer) {
                match self {
                    $(Self::$variant $(($($part),*))? => {
                        out.value($tag);
                        $($($part.write(out);)*)?
                    })*
                    Self::$last $(($($last_part),*))? => {
                        out.value("");
                        $($($last_part.write(out);)*)?
                    }
                }
            }

            fn read_record(from: &mut Reader) -> Self {
                match from.next() {
                    $($tag => {
                        $($(let $part = Record::read_record(from);)*)?
                        Self::$variant $(($($part),*))?
                    })*
                    _ => {
                        $($(let $last_part = Record::read_record(from);)*)?
                        Self::$last $(($($last_part),*))?
                    }
                }
            }
        })*
    };
}

/// Implements `Record` for types with names. An unknown name is read as `$other`.
macro_rules! names {
    ($($name:ident::$write:ident $other:ident)*) => {
        $(impl Record for $name {
            #[cfg(not(target_arch = "wasm32"))]
            fn write(&self, out: &mut Writer) {
                out.value(self.$write());
            }

            fn read_record(from: &mut Reader) -> Self {
                Self::from_name(from.next()).unwrap_or(Self::$other)
            }
        })*
    };
}

names! {
    Kind::name Text
    Code::as_str BadFormat
}

records! {
    Form {
        id version law languages title summary next replies appointment notices steps rules stops notes limits
    }
    Law { title amended }
    Appointment { at place }
    Notice { id version title text label cite }
    Step { id title intro when questions }
    Question {
        id kind label short hint cite when need options options_from suggest_from range questions autocomplete
        sensitive errors
    }
    Choice { value label hint cite when refused }
    Refusal { code cite message }
    Rule { id when each require at code cite message remedy }
    Remedy { label question value with into from }
    Stop { id when at cite title text }
    Note { id at when cite text }
    Interval { from until }
    Range { min max }
    Limits { files each_bytes total_bytes }
    Agency { name phone address hours url }
    Privacy { version items }
}

variants! {
    Condition {
        "a" Answered(id),
        "i" Is(operand literal),
        "n" In(operand literals),
        "c" Includes(id literal),
        "&" All(all),
        "!" Not(not),
        "<" Before(one two),
        ">" After(one two),
        "o" Overlaps(one two),
        "w" Within(operand interval),
        "d" AtLeastDays(from_day until days),
        "y" AtLeastYears(from_day until years),
        "#" Count(id range),
        "l" Length(id range),
        "=" SameAs(one two),
        _ Any(any)
    }
    Operand {
        "a" Answer(id),
        "c" Channel,
        "m" Mode,
        "l" Literal(text),
        "x" Latest(operands),
        "d" DayOf(operand),
        _ Today
    }
    Need {
        "o" Optional,
        "w" When(condition),
        _ Required
    }
    Period {
        "w" WorkingDays(days),
        _ Days(days)
    }
}

impl Record for Text {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        out.words(self);
    }

    fn read_record(from: &mut Reader) -> Self {
        let text = from.next();
        Self(if text.is_empty() { Vec::new() } else { vec![(String::new(), text.to_owned())] })
    }
}

impl Record for Config {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        self.version.write(out);
        self.agency.write(out);
        self.privacy.write(out);
        self.units.write(out);
        self.reply_within.write(out);
        self.reply_period.write(out);
    }

    /// Reads the members that are not applied to the form.
    fn read_record(from: &mut Reader) -> Self {
        let mut config = Self::default();
        config.version = Record::read_record(from);
        config.agency = Record::read_record(from);
        config.privacy = Record::read_record(from);
        config.units = Record::read_record(from);
        config.reply_within = Record::read_record(from);
        config.reply_period = Record::read_record(from);
        config
    }
}

impl Record for Words {
    #[cfg(not(target_arch = "wasm32"))]
    fn write(&self, out: &mut Writer) {
        out.value(self.lang().tag());
        out.value(self.tag());
        out.value(&self.delivered());
    }

    fn read_record(from: &mut Reader) -> Self {
        let lang = Lang::nearest(from.next());
        let tag = from.next().to_owned();
        Self::compiled(lang, tag, from.next().to_owned())
    }
}
