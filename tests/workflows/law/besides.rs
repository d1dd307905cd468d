//! Clauses within the scope that bear on no form, and why.

use super::REGULATION;

const PROCEDURE: &str = "行政程序法";

/// Law, clauses, reason.
const GROUPS: &[(&str, &[&str], &str)] = &[
    (REGULATION, &["第7條第2項第3款"], "what to wear and bring: no part of an application to be excused"),
    (
        REGULATION,
        &[
            "第20條第1項",
            "第20條第1項第1款",
            "第20條第1項第2款",
            "第20條第1項第3款",
            "第20條第1項第4款",
            "第20條第1項第5款",
            "第20條第2項",
            "第20條第3項",
        ],
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (REGULATION, &["第21條第2項", "第21條第3項"], "the corps’ own plan and agreements: no citizen files it"),
    (
        REGULATION,
        &["第21條第1項第5款", "第22條第6款"],
        "sub-units that each body organises: none of their posts is named, and any may be typed",
    ),
    (
        REGULATION,
        &["第24條第1項"],
        "how the enrolment notice is served: the body that organises a unit serves it",
    ),
    (
        REGULATION,
        &["第24條第2項"],
        "from when rights and duties run: an effect of the notice, nobody files it",
    ),
    (
        REGULATION,
        &["第24條第3項", "第24條第4項"],
        "contact with the reserve command, and the yearly list for it: between offices",
    ),
    (
        PROCEDURE,
        &["第169條第2項"],
        "objections to the record: the rule `record_read_back` keeps a record that was not confirmed from being filed",
    ),
    (PROCEDURE, &["第170條第1項"], "the agency’s own rules of procedure"),
    (PROCEDURE, &["第171條第1項"], "the agency’s answer"),
    ("個人資料保護法", &["第8條第2項"], "when nothing need be told: every form tells it all the same"),
    (PROCEDURE, &["第171條第2項"], "the agency may ask for more: after the filing"),
];

/// Each law and clause with its reason.
pub fn besides() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    GROUPS.iter().flat_map(|(law, clauses, why)| clauses.iter().map(move |clause| (*law, *clause, *why)))
}
