//! Traversal of conditions: their comparisons, and the answers that they name.

use super::{Condition, Interval, Operand};

impl Operand {
    /// Calls `visit` with each answer that is named.
    pub(crate) fn answers(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Self::Answer(id) => visit(id),
            Self::Latest(operands) => operands.iter().for_each(|operand| operand.answers(visit)),
            Self::DayOf(operand) => operand.answers(visit),
            Self::Today | Self::Channel | Self::Mode | Self::Literal(_) => {}
        }
    }
}

impl Interval {
    /// Calls `visit` with each answer that is named.
    pub(crate) fn answers(&self, visit: &mut dyn FnMut(&str)) {
        self.from.answers(visit);
        if let Some(until) = &self.until {
            until.answers(visit);
        }
    }
}

impl Condition {
    /// Calls `visit` with each comparison in it.
    pub(crate) fn comparisons<'a>(&'a self, visit: &mut dyn FnMut(&'a Self)) {
        match self {
            Self::All(several) | Self::Any(several) => {
                for condition in several {
                    condition.comparisons(visit);
                }
            }
            Self::Not(not) => not.comparisons(visit),
            comparison => visit(comparison),
        }
    }

    /// Calls `visit` with each answer that is named.
    pub(crate) fn answers(&self, visit: &mut dyn FnMut(&str)) {
        self.comparisons(&mut |comparison| match comparison {
            Self::Answered(id) | Self::Includes(id, _) | Self::Count(id, _) | Self::Length(id, _) => {
                visit(id);
            }
            Self::Is(operand, _) | Self::In(operand, _) => operand.answers(visit),
            Self::Before(one, two)
            | Self::After(one, two)
            | Self::SameAs(one, two)
            | Self::AtLeastDays(one, two, _)
            | Self::AtLeastYears(one, two, _) => {
                one.answers(visit);
                two.answers(visit);
            }
            Self::Overlaps(one, two) => {
                one.answers(visit);
                two.answers(visit);
            }
            Self::Within(operand, interval) => {
                operand.answers(visit);
                interval.answers(visit);
            }
            Self::All(_) | Self::Any(_) | Self::Not(_) => {}
        });
    }
}
