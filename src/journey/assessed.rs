//! A draft with its assessment, which is kept until the draft changes: the draft is assessed once per event.

use crate::draft::Draft;
use crate::form::Form;
use crate::validate::{Assessment, Circumstances, assess};
use std::cell::RefCell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::rc::Rc;

/// A draft with its assessment. Mutable access to the draft discards the assessment.
#[derive(Clone, Default)]
pub(super) struct AssessedDraft {
    draft: Draft,
    assessment: RefCell<Option<(Circumstances, Rc<Assessment>)>>,
}

impl AssessedDraft {
    /// Returns the assessment. `form` is the same in every call.
    pub fn assess(&self, form: &Form, circumstances: Circumstances) -> Rc<Assessment> {
        let mut kept = self.assessment.borrow_mut();
        match &*kept {
            Some((own, assessment)) if *own == circumstances => Rc::clone(assessment),
            _ => {
                let assessment = Rc::new(assess(form, &self.draft, circumstances));
                *kept = Some((circumstances, Rc::clone(&assessment)));
                assessment
            }
        }
    }
}

impl From<Draft> for AssessedDraft {
    fn from(draft: Draft) -> Self {
        Self { draft, ..Self::default() }
    }
}

impl Deref for AssessedDraft {
    type Target = Draft;

    fn deref(&self) -> &Draft {
        &self.draft
    }
}

impl DerefMut for AssessedDraft {
    fn deref_mut(&mut self) -> &mut Draft {
        self.assessment.take();
        &mut self.draft
    }
}

/// The assessment follows from the draft and is not part of the state.
impl fmt::Debug for AssessedDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.draft.fmt(f)
    }
}
