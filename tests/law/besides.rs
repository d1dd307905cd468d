//! Clauses within the scope that bear on no form, and why.

use crate::REGULATION;

/// Law, clause, reason.
pub const BESIDES: &[(&str, &str, &str)] = &[
    (REGULATION, "第7條第2項第3款", "what to wear and bring: no part of an application to be excused"),
    (
        REGULATION,
        "第20條第1項",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第1項第1款",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第1項第2款",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第1項第3款",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第1項第4款",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第1項第5款",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第2項",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (
        REGULATION,
        "第20條第3項",
        "who appoints advisers and cadres: decided inside the corps, no citizen files it",
    ),
    (REGULATION, "第21條第2項", "the corps’ own plan and agreements: no citizen files it"),
    (REGULATION, "第21條第3項", "the corps’ own plan and agreements: no citizen files it"),
    (
        REGULATION,
        "第21條第1項第5款",
        "sub-units that each body organises: none of their posts is named, and any may be typed",
    ),
    (
        REGULATION,
        "第22條第6款",
        "sub-regiments that each body organises: none of their posts is named, and any may be typed",
    ),
    (
        REGULATION,
        "第24條第1項",
        "how the body that organises a unit serves the enrolment notice: it serves, nobody files",
    ),
    (REGULATION, "第24條第2項", "from when rights and duties run: an effect of the notice, nobody files it"),
    (REGULATION, "第24條第3項", "the corps’ contact with the reserve command: between offices"),
    (REGULATION, "第24條第4項", "the yearly list of reservists for the reserve command: between offices"),
    (
        "行政程序法",
        "第169條第2項",
        "objections to the record: the rule `record_read_back` keeps a record that was not confirmed from being filed",
    ),
    ("行政程序法", "第170條第1項", "the agency’s own rules of procedure"),
    ("行政程序法", "第171條第1項", "the agency’s answer"),
    ("行政程序法", "第171條第2項", "the agency may ask for more: after the filing"),
];
