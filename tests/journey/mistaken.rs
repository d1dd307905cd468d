//! Every seeded mistake is found, and the same run passes without it.

use crate::exploration::explore;
use crate::mistakes::Mistake;
use crate::walks::{Walk, walk, walks_of};
use crate::world::{Rule, Violation};
use proptest::strategy::{Strategy, ValueTree};

/// The maximum number of walks until a mistake is found.
const MOST_WALKS: usize = 20_000;

/// Walks until a rule is broken. Returns the walk and its number.
fn find(mistake: Mistake) -> Option<(Walk, Violation, usize)> {
    let (mut runner, strategy) = walks_of(0, 0);
    (0..MOST_WALKS).find_map(|number| {
        let own = strategy.new_tree(&mut runner).unwrap().current();
        let (_, checked) = walk(&own, Some(mistake));
        checked.err().map(|violation| (own, violation, number + 1))
    })
}

/// Expects that walks find the mistake by one of these rules.
fn check(mistake: Mistake, rules: &[Rule]) {
    let Some((own, violation, number)) = find(mistake) else { panic!("{mistake:?} is not found") };
    println!("{mistake:?} is found by walk {number}: {:?}", violation.rule);
    assert!(rules.contains(&violation.rule), "{mistake:?}: {violation}");
    let (_, checked) = walk(&own, None);
    assert!(checked.is_ok(), "{own:?} breaks a rule without {mistake:?}");
}

macro_rules! mistakes {
    ($($name:ident: $mistake:ident breaks $($rule:ident)|+;)*) => {
        $(
            #[test]
            fn $name() {
                check(Mistake::$mistake, &[$(Rule::$rule),+]);
            }
        )*

        #[test]
        fn every_mistake_has_a_test() {
            assert_eq!(Mistake::ALL, [$(Mistake::$mistake),*]);
        }
    };
}

mistakes! {
    finds_a_false_receipt: FalseReceipt breaks Receipt;
    finds_a_retry_with_another_key: NewKey breaks OneBody;
    finds_a_retry_with_another_body: NewBody breaks OneBody;
    finds_a_draft_that_is_cleared_too_early: DraftClearedEarly breaks Stored;
    finds_a_release_after_503: ReleasedWhenBusy breaks OneFiling;
    finds_a_filing_that_is_kept_after_422: KeptAfterRefusal breaks OneFiling;
    finds_the_body_of_another_filing: WrongBodyAdopted breaks OneBody | OneFiling;
    finds_a_body_that_is_not_adopted: BodyNotAdopted breaks OneBody;
    finds_a_retry_after_404: RetriedWithoutEndpoint breaks Attempts;
    finds_that_retry_after_is_ignored: RetryAfterIgnored breaks Attempts;
    finds_a_session_that_is_not_raised: SessionNotRaised breaks Forgotten;
    finds_an_attempt_without_a_network: SentOffline breaks Attempts;
    finds_that_the_lock_is_not_waited_for: LockNotWaitedFor breaks OneBody | OneFiling;
    finds_that_headers_are_not_renewed: HeadersNotRenewed breaks Attempts;
    finds_an_upload_with_another_key: UploadKeyChanged breaks OneBody;
    finds_a_receipt_that_is_not_stored: ReceiptNotStored breaks Stored;
    finds_a_body_that_is_not_stored: BodyNotStored breaks Stored;
    finds_a_wipe_that_leaves_answers: WipeForgotten breaks Forgotten | Stored;
    finds_a_timer_that_is_not_set: TimerForgotten breaks WayForward;
    finds_a_kiosk_that_stops_counting: KioskStopped breaks Idle;
    finds_a_focus_that_stays: FocusForgotten breaks Focus;
}

/// The exploration finds mistakes between tabs as well.
#[test]
fn the_exploration_finds_mistakes_between_tabs() {
    for mistake in [
        Mistake::NewKey,
        Mistake::NewBody,
        Mistake::ReleasedWhenBusy,
        Mistake::BodyNotAdopted,
        Mistake::LockNotWaitedFor,
        Mistake::TimerForgotten,
    ] {
        let Err(story) = explore(true, 2, Some(mistake)) else { panic!("{mistake:?} is not found") };
        println!("{mistake:?}: {story}");
    }
}
