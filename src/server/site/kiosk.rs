//! The start page of a public terminal: the portal's forms as large buttons, in each language.

use super::frame::{FORMS, html_lang};
use crate::server::forms::Forms;
use crate::server::http::problem::RequestError;
use crate::text::Lang;
use crate::text::portal::PortalWord as W;
use askama::Template;
use axum::extract::State;
use axum::response::Html;
use std::sync::Arc;

/// The purposes of the forms, in the order of `FORMS`.
const PURPOSES: [W; 5] =
    [W::KioskExemption, W::KioskChangeReport, W::KioskCauseEnded, W::KioskPetition, W::KioskSurvey];

#[derive(Template)]
#[template(path = "site/kiosk.html")]
struct KioskPage {
    lang: &'static str,
    title: &'static str,
    sections: [Section; 2],
    has_config: bool,
}

/// The buttons of one language.
struct Section {
    tag: &'static str,
    county: &'static str,
    question: &'static str,
    choices: [Choice; 5],
    unavailable: [&'static str; 2],
    /// The label of the button that returns to the start page.
    back: &'static str,
}

/// The button of one form.
struct Choice {
    workflow: &'static str,
    title: &'static str,
    purpose: &'static str,
}

impl Section {
    fn new(lang: Lang) -> Self {
        let mut purposes = PURPOSES.into_iter();
        Self {
            tag: lang.tag(),
            county: W::CountyName.say(lang),
            question: W::KioskQuestion.say(lang),
            choices: FORMS.map(|(workflow, title, _)| Choice {
                workflow,
                title: title.say(lang),
                purpose: purposes.next().map_or("", |purpose| purpose.say(lang)),
            }),
            unavailable: [W::FormUnavailable, W::FormUnavailableContact].map(|word| word.say(lang)),
            back: W::KioskStart.say(lang),
        }
    }
}

/// `GET /kiosk`
pub async fn show(State(forms): State<Arc<Forms>>) -> Result<Html<String>, RequestError> {
    let lang = Lang::ZhHant;
    let page = KioskPage {
        lang: html_lang(lang),
        title: W::KioskTitle.say(lang),
        sections: [lang, Lang::En].map(Section::new),
        has_config: forms.config_text().is_some(),
    };
    Ok(Html(page.render()?))
}
