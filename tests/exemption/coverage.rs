//! The law is data, and data without a case is a guess: every rule, stop, option and code has one.

use crate::support::cases::{FORM, cases};
use crate::verdict;
use guitai::problem::Code;
use std::collections::BTreeSet;

/// Codes that this workflow can't give, and why.
const NEVER: [(Code, &str); 2] = [
    (Code::TooFew, "no question asks for more than one entry, row or file"),
    (Code::NotBefore, "no rule of it demands that one moment precede another"),
];

#[test]
fn every_code_occurs_or_never_can() {
    let given: BTreeSet<String> =
        cases().into_iter().flat_map(|case| case.expect).map(|(_, code, _)| code).collect();
    for code in Code::ALL {
        let never = NEVER.iter().any(|(other, _)| *other == code);
        assert_eq!(given.contains(code.as_str()), !never, "{}", code.as_str());
    }
}

/// Of each rule there is a case that breaks it and nothing else, or nothing that is not said to be broken.
#[test]
fn every_rule_and_stop_occurs() {
    let mut said = BTreeSet::new();
    for case in cases().iter().filter(|case| !case.is_valid()) {
        said.extend(verdict(&case.submission.to_string()).reported.into_iter().map(|told| told.detail));
    }
    let is_said = |words: &guitai::form::Text| {
        let words = [words.in_language("zh-Hant"), words.in_language("en")];
        said.iter().any(|detail| words.iter().any(|words| detail.contains(words)))
    };
    for rule in &FORM.rules {
        assert!(is_said(&rule.message), "no case breaks the rule {}", rule.id);
    }
    for stop in &FORM.stops {
        assert!(is_said(&stop.title) || is_said(&stop.text), "no case is stopped by {}", stop.id);
    }
}

#[test]
fn every_question_and_option_occurs() {
    let cases = cases();
    let answered = |id: &str| {
        cases.iter().filter(|case| case.is_valid()).any(|case| {
            let files = case.submission["attachments"].as_array().unwrap();
            case.submission["answers"].get(id).is_some() || files.iter().any(|file| file["answer"] == id)
        })
    };
    for question in FORM.questions() {
        assert!(answered(&question.id), "no valid case answers {}", question.id);
        for option in &question.options {
            let chosen = cases.iter().map(|case| &case.submission["answers"][&question.id]).any(|answer| {
                *answer == *option.value
                    || answer.as_array().is_some_and(|list| list.contains(&option.value.as_str().into()))
            });
            assert!(chosen, "no case chooses {} of {}", option.value, question.id);
        }
    }
}
