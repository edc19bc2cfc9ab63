//! What became of questions, frozen as first written.

use super::*;
use crate::domain::review::{Outcome, ReviewEvent};

/// A body with every event about a question.
fn questions() -> Body {
    let review = ReviewId(7);
    let settled = |outcome| Event::Review(ReviewEvent::Settled { review, outcome, reason: "r".into() });
    let events = vec![
        settled(Outcome::Same(FamilyId(7))),
        settled(Outcome::New(FamilyId(8))),
        settled(Outcome::Left),
        Event::Review(ReviewEvent::Reopened { review }),
    ];
    Body { command: "review settle".into(), token: None, events, ..everything() }
}

#[test]
fn questions_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/body-review-1.hex");
    let hex: String = encode(&questions()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), questions());
}
