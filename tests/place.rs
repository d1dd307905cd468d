//! Places and their JSON pointers.

use guitai::place::Place;
use proptest::prelude::*;

fn part(question: &str, part: &str) -> Place {
    Place::Part { question: question.to_owned(), part: part.to_owned() }
}

#[test]
fn reads_and_writes_each_pointer() {
    for (pointer, place) in [
        ("#/answers/mobile", Place::answer("mobile")),
        ("#/answers/", Place::answer("")),
        ("#/answers/a~1b~0c", Place::answer("a/b~c")),
        ("#/answers/address/street", part("address", "street")),
        ("#/answers/address/street/x", part("address", "street/x")),
        ("#/answers/people/0", part("people", "0")),
        ("#/answers/people/00/name", part("people", "00/name")),
        ("#/answers/people/+1/name", part("people", "+1/name")),
        ("#/answers/people/0/name", Place::in_row("people", 0, "name")),
        ("#/answers/people/12/address/street", Place::in_row("people", 12, "address").member("street")),
        ("#/attachments", Place::Files),
        ("#/attachments/3", Place::File(3)),
        ("#/notices", Place::Notices),
        ("#/staff/id", Place::Staff),
    ] {
        assert_eq!(Place::parse(pointer), place, "{pointer}");
        assert_eq!(place.pointer(), pointer, "{place:?}");
    }
}

#[test]
fn other_pointers_belong_to_the_envelope() {
    for pointer in [
        "",
        "#",
        "#/answers",
        "#/filed_at",
        "#/attachments/03",
        "#/attachments/3/name",
        "#/staff",
        "answers/a",
        "/answers/a",
    ] {
        assert_eq!(Place::parse(pointer), Place::Envelope(pointer.to_owned()));
    }
}

#[test]
fn names_the_last_member_of_the_pointer() {
    for (pointer, name) in [
        ("#/answers/mobile", "mobile"),
        ("#/answers/address/street/x", "x"),
        ("#/answers/people/0/name", "name"),
        ("#/answers/people/0/address/street", "street"),
        ("#/attachments", "attachments"),
        ("#/notices", "notices"),
        ("#/filed_at", "filed_at"),
    ] {
        assert_eq!(Place::parse(pointer).name(), name, "{pointer}");
    }
}

fn token() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z~/0-9]{0,4}", "[0-9]{1,3}", Just("測試".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// A pointer is unchanged by reading and writing, and each member is one token below its parent.
    #[test]
    fn pointers_survive_reading(start in prop_oneof![Just("answers"), Just("attachments"), Just("staff")], tokens in prop::collection::vec(token(), 0..5)) {
        let mut place = Place::parse(&["#/", start].concat());
        for token in &tokens {
            let pointer = place.pointer();
            let member = Place::Envelope(pointer).member(token);
            place = Place::parse(&member.pointer());
            prop_assert_eq!(place.pointer(), member.pointer());
        }
    }

    /// Every place that the validation creates is found again from its pointer.
    #[test]
    fn places_survive_writing(group in "[a-z~/]{1,4}", row in 0..2000_usize, question in "[a-z~/]{0,4}", member in "[a-z~/]{1,4}") {
        for place in [
            Place::answer(&group),
            Place::answer(&group).member(&member),
            Place::in_row(&group, row, &question),
            Place::in_row(&group, row, &question).member(&member),
            Place::File(row),
        ] {
            prop_assert_eq!(Place::parse(&place.pointer()), place);
        }
    }
}
