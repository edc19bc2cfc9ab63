//! What became of questions, frozen as first written.

use super::*;
use crate::domain::conflict::{ConflictEvent, ConflictId};
use crate::domain::gap::{GapEvent, GapId};
use crate::domain::merge::{MergeEvent, Merged};
use crate::domain::review::{Outcome, ReviewEvent};

/// A body with a row that contradicts a family, and with everything that is said of two facts.
fn conflicts() -> Body {
    let conflict = ConflictId { family: FamilyId(7), rule: 5, member: MemberNo(3), with: MemberNo(3) };
    let values = [Value::Date(NaiveDate::from_ymd_opt(2013, 5, 6).unwrap()), Value::Flag(true)];
    let change = Change { field: Field::Phone, since: None, before: None, after: Some(Value::Text("1".into())) };
    let (source, row) = ("s".to_string(), vec![vec![change]]);
    let matter = Matter::Contradicts { family: FamilyId(7), source, fingerprint: [9; 16], row };
    let events = vec![
        Event::ReviewRaised { review: ReviewId(7), matter },
        Event::Conflict(ConflictEvent::Accepted { conflict, values: values.clone(), reason: "r".into() }),
        Event::Conflict(ConflictEvent::Settled { conflict, reason: "r".into() }),
        Event::Conflict(ConflictEvent::Reopened { conflict, values }),
    ];
    Body { command: "review settle".into(), token: None, events, ..everything() }
}

/// A body with everything that happens to two households that are one.
fn merges() -> Body {
    let (keep, other) = (FamilyId(7), FamilyId(9));
    let people = vec![(MemberNo(1), MemberNo(2)), (MemberNo(2), MemberNo(4))];
    let merged = Merged { keep, other, case_number: "N".into(), people };
    let (first, second) = (ItemId { family: keep, number: 1 }, ItemId { family: other, number: 2 });
    let events = vec![
        Event::Merge(MergeEvent::Merged { merged: merged.clone(), reason: "r".into() }),
        Event::ReviewRaised { review: ReviewId(7), matter: Matter::Twice { family: keep, first, second } },
        Event::Merge(MergeEvent::Parted { merged }),
    ];
    Body { command: "family merge".into(), token: None, events, ..everything() }
}

/// A body with everything that is said of facts that are lacking.
fn gaps() -> Body {
    let (gap, fields) = (GapId { family: FamilyId(7), member: MemberNo(3) }, vec![Field::BornOn, Field::Phone]);
    let events = vec![
        Event::Gap(GapEvent::PutAside { gap, fields: fields.clone(), reason: "r".into() }),
        Event::Gap(GapEvent::TakenUp { gap, fields }),
    ];
    Body { command: "review settle".into(), token: None, events, ..everything() }
}

#[test]
fn gaps_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/body-gap-1.hex");
    let hex: String = encode(&gaps()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), gaps());
}

#[test]
fn merges_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/body-merge-1.hex");
    let hex: String = encode(&merges()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), merges());
}

#[test]
fn conflicts_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/body-conflict-1.hex");
    let hex: String = encode(&conflicts()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), conflicts());
}

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
