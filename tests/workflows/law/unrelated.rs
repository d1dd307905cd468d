//! Clauses in the scope that concern no form, with the reason.

use super::REGULATION;

const PROCEDURE: &str = "行政程序法";

/// Law, clauses, reason.
const GROUPS: &[(&str, &[&str], &str)] = &[
    (REGULATION, &["第7條第2項第3款"], "clothing and equipment: not part of an application"),
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
        "appointment of advisers and cadres: an internal decision that citizens do not file",
    ),
    (
        REGULATION,
        &["第21條第2項", "第21條第3項"],
        "plans and agreements of the corps: citizens do not file them",
    ),
    (
        REGULATION,
        &["第21條第1項第5款", "第22條第6款"],
        "sub-units that each organisation forms: their posts are not listed, and any post can be typed",
    ),
    (REGULATION, &["第24條第1項"], "service of the enrolment notice: done by the organising body"),
    (
        REGULATION,
        &["第24條第2項"],
        "start of rights and duties: an effect of the notice that citizens do not file",
    ),
    (
        REGULATION,
        &["第24條第3項", "第24條第4項"],
        "contact with the reserve command and the yearly list: between offices",
    ),
    (
        PROCEDURE,
        &["第169條第2項"],
        "objections to the record: the rule `record_read_back` prevents the filing of an unconfirmed record",
    ),
    (PROCEDURE, &["第170條第1項"], "rules of procedure of the agency"),
    (PROCEDURE, &["第171條第1項"], "reply of the agency"),
    (
        PROCEDURE,
        &["第172條第2項"],
        "advice of the agency on appeals: the note `no_stop_of_appeals` cites the time limit instead",
    ),
    ("個人資料保護法", &["第8條第2項"], "exceptions from the notice: every form shows the notice anyway"),
    (PROCEDURE, &["第171條第2項"], "requests of the agency for further information: after the filing"),
];

/// Iterates over law, clause and reason.
pub fn unrelated() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    GROUPS.iter().flat_map(|(law, clauses, why)| clauses.iter().map(move |clause| (*law, *clause, *why)))
}
