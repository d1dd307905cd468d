//! Problems: their codes and texts.

use guitai::problem::Problem::*;
use guitai::problem::{Code, Part, Problem};
use guitai::text::{Lang, Word, fill, problem_words};

/// Returns one problem of every variant with a text of the engine, with its code.
fn every_problem() -> Vec<(Problem, &'static str)> {
    let text = || "花蓮縣".to_owned();
    vec![
        (Required, "required"),
        (ChoiceRequired, "required"),
        (FilesRequired, "required"),
        (SignatureRequired, "required"),
        (PartMissing(Part::Year), "required"),
        (PartMissing(Part::Month), "required"),
        (PartMissing(Part::Day), "required"),
        (PartMissing(Part::Time), "required"),
        (PartMissing(Part::County), "required"),
        (PartMissing(Part::Township), "required"),
        (PartMissing(Part::Street), "required"),
        (PartMissing(Part::PostalCode), "required"),
        (NotAsked, "not_asked"),
        (UnknownQuestion, "unknown_question"),
        (NotOffered, "not_offered"),
        (TooShort { min: 2 }, "too_short"),
        (TooLong { max: 200, actual: 201 }, "too_long"),
        (TooFew { min: 2 }, "too_few"),
        (TooMany { max: 20 }, "too_many"),
        (WrongType, "bad_format"),
        (NotCanonical { canonical: "0912345678".to_owned() }, "bad_format"),
        (Empty, "bad_format"),
        (DateFormat, "bad_format"),
        (MomentFormat, "bad_format"),
        (DateUnreadable, "not_a_date"),
        (DatePart(Part::Year), "not_a_date"),
        (DatePart(Part::Month), "not_a_date"),
        (DatePart(Part::Day), "not_a_date"),
        (NoSuchDay, "not_a_date"),
        (TimeUnreadable, "not_a_time"),
        (TimeOutOfRange, "not_a_time"),
        (TimeAmbiguous, "not_a_time"),
        (NationalIdCharacter { found: '王' }, "bad_format"),
        (NationalIdLength { actual: 9 }, "bad_format"),
        (NationalIdFirst { found: '1' }, "bad_format"),
        (NationalIdSecond { found: '3' }, "bad_format"),
        (NationalIdDigit { place: 3, found: 'I' }, "bad_format"),
        (NationalIdChecksum, "bad_checksum"),
        (ResidencePermitNumber, "bad_format"),
        (ResidentIdExpired, "bad_format"),
        (UbnCharacter { found: 'A' }, "bad_format"),
        (UbnLength { actual: 7 }, "bad_format"),
        (UbnZeros, "bad_format"),
        (UbnChecksum, "bad_checksum"),
        (PhoneCharacter { found: '無' }, "bad_format"),
        (PhoneSeveral, "bad_format"),
        (PhoneShortCode, "bad_format"),
        (PhoneAreaCodeMissing, "bad_format"),
        (PhoneAreaCode { found: "01".to_owned() }, "bad_format"),
        (PhoneNoPlus, "bad_format"),
        (LandlineTooFew { actual: 8 }, "bad_format"),
        (LandlineTooMany { actual: 11 }, "bad_format"),
        (MobileTooFew { actual: 9 }, "bad_format"),
        (MobileTooMany { actual: 11 }, "bad_format"),
        (MobilePrefix, "bad_format"),
        (MobileStart, "bad_format"),
        (MobileIsLandline, "bad_format"),
        (ForeignCountryCode, "bad_format"),
        (ForeignLength { actual: 6 }, "bad_format"),
        (PhoneExtension, "bad_format"),
        (MobileExtension, "bad_format"),
        (EmailSpace, "bad_format"),
        (EmailCharacter { found: '。' }, "bad_format"),
        (EmailNoAt, "bad_format"),
        (EmailSeveralAt, "bad_format"),
        (EmailNoLocal, "bad_format"),
        (EmailDomain, "bad_format"),
        (EmailLocalTooLong { actual: 65 }, "too_long"),
        (EmailTooLong { actual: 255 }, "too_long"),
        (NameCharacter { found: '<' }, "bad_format"),
        (NameNoLetter, "bad_format"),
        (CountyUnknown, "not_offered"),
        (TownshipElsewhere { county: text() }, "not_offered"),
        (PostalCodeFormat, "bad_format"),
        (PostalCodeElsewhere { township: text(), code: "970".to_owned() }, "bad_format"),
        (FilesTooMany { max: 5 }, "too_many"),
        (FilesTooLarge { max: 10_485_760 }, "files_too_large"),
        (FileEmpty, "file_empty"),
        (FileTooLarge { max: 5_242_880 }, "file_too_large"),
        (FileType, "file_type"),
        (SignatureType, "file_type"),
        (FileUnreadable, "file_empty"),
        (FileHeic, "file_type"),
        (FileExtension { actual: "PNG" }, "file_type"),
        (FileEncrypted, "file_encrypted"),
        (FileMediaType, "file_type"),
        (FileName, "bad_format"),
        (FileContent, "bad_envelope"),
        (FileEncoding, "bad_format"),
        (FileSize, "file_digest"),
        (FileDigest, "file_digest"),
        (NoticeMissing { notice: "privacy".to_owned() }, "notice_missing"),
        (BadEnvelope, "bad_envelope"),
        (UnknownWorkflow, "unknown_workflow"),
        (WrongVersion, "wrong_version"),
    ]
}

#[test]
fn problems_have_their_public_codes() {
    for (problem, code) in every_problem() {
        assert_eq!(problem.code().as_str(), code, "{problem:?}");
    }
    for code in Code::ALL {
        assert_eq!(Code::from_name(code.as_str()), Some(code));
        assert_eq!((Rule { rule: "rules.order.message".to_owned(), code }).code(), code);
    }
    assert_eq!(Code::from_name("bad"), None);
    assert_eq!(Stop { stop: "reserve".to_owned() }.code(), Code::NotEntitled);
    assert_eq!(Optional(Box::new(UbnChecksum)).code(), Code::BadChecksum);
}

/// Every problem has its own text, and every text of a problem is used.
#[test]
fn every_problem_has_its_own_text() {
    let words: Vec<Word> =
        every_problem().iter().map(|(problem, _)| problem_words(problem).unwrap().0).collect();
    for (index, word) in words.iter().enumerate() {
        assert!(!words[..index].contains(word), "{} is used twice", word.key());
    }
    for word in Word::ALL.iter().filter(|word| word.key().starts_with("problem.")) {
        assert!(words.contains(word), "{} is not used: add its problem to `every_problem`", word.key());
    }
    assert_eq!(problem_words(&Rule { rule: String::new(), code: Code::InFuture }), None);
    assert_eq!(problem_words(&Stop { stop: String::new() }), None);
    assert_eq!(problem_words(&Optional(Box::new(UbnChecksum))), None);
}

/// With its values and a label, no text has a remaining placeholder or an unused value.
#[test]
fn messages_are_complete() {
    for (problem, _) in every_problem() {
        let (word, values) = problem_words(&problem).unwrap();
        for lang in [Lang::ZhHant, Lang::En] {
            let template = word.say(lang);
            let mut all: Vec<(&str, &str)> =
                values.iter().map(|(name, value)| (*name, value.as_str())).collect();
            for (name, _) in &all {
                assert!(template.contains(&format!("{{{name}}}")), "{} does not use {name}", word.key());
            }
            all.push(("label", "聯絡電話"));
            let message = fill(template, &all);
            assert!(!message.contains(['{', '}']), "{}: {message}", word.key());
        }
    }
}
