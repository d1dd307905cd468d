//! The frame of the site's pages: header, navigation and footer.

use crate::text::Lang;
use crate::text::portal::PortalWord;

/// The demonstrated forms: workflow, page title, and the text above the form.
pub const FORMS: [(&str, PortalWord, PortalWord); 5] = [
    ("exemption", PortalWord::ExemptionTitle, PortalWord::ExemptionLead),
    ("change-report", PortalWord::ChangeReportTitle, PortalWord::ChangeReportLead),
    ("cause-ended", PortalWord::CauseEndedTitle, PortalWord::CauseEndedLead),
    ("petition", PortalWord::PetitionTitle, PortalWord::PetitionLead),
    ("survey", PortalWord::SurveyTitle, PortalWord::SurveyLead),
];

/// The forms that exist on paper only.
const PAPER_ONLY: [(&str, PortalWord); 2] =
    [("mandate", PortalWord::MandateTitle), ("declaration", PortalWord::DeclarationTitle)];

/// The workflow on the start page.
const START: &str = "exemption";

/// The language, title and path of a page.
#[derive(Clone, Debug)]
pub struct Frame {
    pub lang: Lang,
    pub title: PortalWord,
    pub path: String,
}

/// A link to the page of a form.
pub struct FormLink {
    pub path: String,
    pub title: &'static str,
}

impl Frame {
    /// Returns the page's language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns the text in the page's language.
    pub fn say(&self, word: PortalWord) -> &'static str {
        word.say(self.lang)
    }

    /// Returns the title of the document.
    pub fn page_title(&self) -> String {
        PortalWord::SiteTitle.fill(self.lang, &[("title", self.say(self.title))])
    }

    /// Returns the value of the document's `lang` attribute.
    pub fn html_lang(&self) -> &'static str {
        html_lang(self.lang)
    }

    /// Returns the site's other language.
    pub fn other_lang(&self) -> Lang {
        match self.lang {
            Lang::ZhHant => Lang::En,
            Lang::En => Lang::ZhHant,
        }
    }

    /// Returns the path of the start page.
    pub fn home(&self) -> String {
        form_path(self.lang, START)
    }

    /// Returns the path of the start page in the other language.
    pub fn other_home(&self) -> String {
        form_path(self.other_lang(), START)
    }

    /// Returns the path of a form's page.
    pub fn path_of(&self, workflow: &str) -> String {
        form_path(self.lang, workflow)
    }

    /// Returns the links to all forms.
    pub fn form_links(&self) -> impl Iterator<Item = FormLink> {
        FORMS
            .map(|(workflow, title, _)| FormLink { path: self.path_of(workflow), title: self.say(title) })
            .into_iter()
    }

    /// Returns the path of a form on paper.
    pub fn paper_path(&self, workflow: &str) -> String {
        format!("/paper/{workflow}?lang={}", self.lang.tag())
    }

    /// Returns the links to all forms on paper.
    pub fn paper_links(&self) -> impl Iterator<Item = FormLink> {
        let forms = FORMS.into_iter().map(|(workflow, title, _)| (workflow, title)).chain(PAPER_ONLY);
        forms.map(move |(name, title)| FormLink { path: self.paper_path(name), title: self.say(title) })
    }

    /// Returns whether the page lists the law, whose titles are in Chinese.
    pub fn lists_law(&self) -> bool {
        self.lang == Lang::ZhHant
    }
}

/// Returns the value of the `lang` attribute of documents in that language.
pub fn html_lang(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhHant => "zh-Hant-TW",
        Lang::En => "en",
    }
}

/// Returns the path of a form's page in that language.
pub fn form_path(lang: Lang, workflow: &str) -> String {
    let (root, below) = match lang {
        Lang::ZhHant => ("/", "/"),
        Lang::En => ("/en", "/en/"),
    };
    if workflow == START { root.to_owned() } else { format!("{below}{workflow}") }
}
