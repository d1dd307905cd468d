//! The forms that exist on paper only: 委任書 and 聲明書.

use crate::{LANGUAGES, all, assert_labels, print, text, texts};
use guitai::form::{BUILTIN, check};
use guitai::paper::{TEMPLATES, template};
use guitai::text::Words;
use scraper::Html;

#[test]
fn templates_are_valid_forms_and_no_workflow_has_their_names() {
    for name in TEMPLATES {
        let form = template(name).unwrap();
        assert_eq!(form.id, name);
        assert_eq!(check(&form).iter().map(ToString::to_string).collect::<Vec<_>>(), Vec::<String>::new());
        assert!(!BUILTIN.contains(&name));
    }
    assert!(template("exemption").is_none());
}

#[test]
fn templates_show_every_question_and_option_in_both_languages() {
    for name in TEMPLATES {
        for lang in LANGUAGES {
            let form = template(name).unwrap();
            let page = Html::parse_document(&print(&form, lang, None, None));
            let shown = text(page.root_element());
            for question in form.questions() {
                assert_labels(&shown, &Words::of(lang), question, name);
            }
            assert!(texts(&page, ".running strong")[0].contains("參考格式"), "{name}");
        }
    }
}

/// 行政程序法第24條: at most three agents; to withdraw the application, they need 特別授權.
#[test]
fn a_mandate_has_three_agents_special_authority_and_both_signatures() {
    let page = Html::parse_document(&print(&template("mandate").unwrap(), "zh-Hant", None, None));
    assert_eq!(all(&page, ".rows tbody tr").len(), 3);
    let shown = text(page.root_element());
    for expect in [
        "依據：行政程序法",
        "☐可以，有特別授權",
        "行政程序法第24條第2項",
        "行政程序法第24條第3項",
        "行政程序法第24條第4項",
        "☐免除召集申請",
        "☐免參加編組原因消滅陳報",
        "☐陳情",
    ] {
        assert!(shown.contains(expect), "{expect}: {shown}");
    }
    assert_eq!(all(&page, ".sign-here").len(), 2);
    assert!(all(&page, ".signature").is_empty(), "each signature has its own space");
}

#[test]
fn a_declaration_is_signed_at_the_end() {
    let page = Html::parse_document(&print(&template("declaration").unwrap(), "zh-Hant", None, None));
    assert_eq!((all(&page, ".signature").len(), all(&page, ".line").len()), (1, 15));
    assert!(text(page.root_element()).contains("☐我聲明以上內容屬實"));
}
