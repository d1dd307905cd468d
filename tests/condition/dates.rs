//! Comparisons of dates, date-times and intervals.

use crate::Truth::{False, True, Unknown};
use crate::check;
use serde_json::{Value, json};

#[test]
fn compares_days_and_moments() {
    let answers = json!({
        "day": "2026-12-05", "other": "2026-12-06", "moment": "2026-12-05T08:00:00+08:00", "later": "2026-12-05T08:01:00+08:00", "text": "x",
    });
    check(
        &answers,
        &[
            (json!({"before": ["day", "other"]}), True),
            (json!({"before": ["day", "day"]}), False),
            (json!({"after": ["day", "day"]}), False),
            (json!({"after": ["other", "day"]}), True),
            (json!({"before": ["moment", "later"]}), True),
            (json!({"after": ["later", "moment"]}), True),
            (json!({"before": [{"day_of": "moment"}, {"day_of": "later"}]}), False),
            (json!({"after": ["moment", "day"]}), False),
            (json!({"before": ["moment", "day"]}), False),
            (json!({"before": ["moment", "other"]}), True),
            (json!({"before": ["@today", "day"]}), True),
            (json!({"after": ["day", {"literal": "2026-12-04"}]}), True),
            (json!({"after": ["day", {"literal": "soon"}]}), Unknown),
            (json!({"after": ["day", "text"]}), Unknown),
            (json!({"after": [{"latest": ["moment", "later"]}, "moment"]}), True),
            (json!({"before": [{"latest": ["day", "end"]}, "other"]}), True),
            (json!({"before": [{"latest": ["end"]}, "other"]}), Unknown),
            (json!({"before": [{"latest": []}, "other"]}), Unknown),
            (json!({"at_least_days": ["day", "other", 1]}), True),
            (json!({"at_least_days": ["day", "other", 2]}), False),
            (json!({"at_least_days": ["other", "day", 0]}), False),
            (json!({"at_least_days": ["@today", "moment", 14]}), True),
            (json!({"at_least_days": ["end", "day", 0]}), Unknown),
        ],
    );
}

#[test]
fn counts_full_years() {
    for (born, years) in [
        ("2006-11-21", 20),
        ("2006-11-22", 19),
        ("2025-11-22", 0),
        ("2026-11-21", 0),
        ("1912-02-29", 114),
        ("2008-02-29", 18),
    ] {
        check(
            &json!({"day": born}),
            &[
                (json!({"at_least_years": ["day", "@today", years]}), True),
                (json!({"at_least_years": ["day", "@today", years + 1]}), False),
            ],
        );
    }
    for (until, expected) in [("2026-02-28", False), ("2026-03-01", True)] {
        check(
            &json!({"day": "2008-02-29", "other": until}),
            &[(json!({"at_least_years": ["day", "other", 18]}), expected)],
        );
    }
}

#[test]
fn compares_intervals_by_days() {
    let interval = |from: Value, until: Value| {
        if until.is_null() { json!({"from": from}) } else { json!({"from": from, "until": until}) }
    };
    let literal =
        |day: u32| if day == 0 { Value::Null } else { json!({"literal": format!("2026-12-{day:02}")}) };
    for (one, two, expected) in [
        ((5, 6), (6, 7), True),
        ((5, 6), (7, 8), False),
        ((6, 7), (5, 6), True),
        ((7, 8), (5, 6), False),
        ((1, 9), (5, 6), True),
        ((5, 5), (5, 5), True),
        ((5, 0), (1, 4), False),
        ((5, 0), (1, 5), True),
        ((1, 4), (5, 0), False),
        ((1, 5), (5, 0), True),
        ((1, 0), (9, 0), True),
    ] {
        let intervals = [one, two].map(|(from, until)| interval(literal(from), literal(until)));
        check(&json!({}), &[(json!({"overlaps": intervals}), expected)]);
    }
    for (day, from, until, expected) in [
        (5, 5, 6, True),
        (6, 5, 6, True),
        (4, 5, 6, False),
        (7, 5, 6, False),
        (9, 5, 0, True),
        (4, 5, 0, False),
        (5, 5, 5, True),
    ] {
        check(
            &json!({}),
            &[(json!({"within": [literal(day), interval(literal(from), literal(until))]}), expected)],
        );
    }
    // An unanswered end makes the interval open-ended; an unanswered start makes the comparison unknown.
    let answers = json!({"day": "2026-12-05", "moment": "2026-12-05T23:59:00+08:00"});
    check(
        &answers,
        &[
            (json!({"within": ["moment", {"from": "day", "until": "other"}]}), True),
            (json!({"within": ["day", {"from": "other", "until": "day"}]}), Unknown),
            (json!({"within": ["other", {"from": "day"}]}), Unknown),
            (json!({"overlaps": [{"from": "other"}, {"from": "day"}]}), Unknown),
            (
                json!({"overlaps": [{"from": "day", "until": "day"}, {"from": "moment", "until": {"latest": ["later", "other"]}}]}),
                True,
            ),
        ],
    );
}
