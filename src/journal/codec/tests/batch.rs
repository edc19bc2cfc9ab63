//! Events of batches, as first written.

use super::*;
use crate::domain::batch::{BatchEvent, Ended, LineId, Listed, Outcome, Ruling, Why};
use crate::ids::BatchId;
use crate::policy::allowance::Kind;
use crate::policy::allowance::owed::Share;
use crate::policy::words::Words;

fn listed(no: u32, ended: Option<Ended>, out: Option<Why>) -> Listed {
    Listed {
        no,
        family: FamilyId(7),
        member: MemberNo(2),
        period: Period::Half(2026, 1),
        extra: 1,
        name: "李秀英".into(),
        identity: "512302196001010015".into(),
        bank: "农商行".into(),
        account: "9999000000000001".into(),
        shares: [Kind::Died, Kind::Disabled, Kind::Rural4]
            .map(|kind| Share { kind, first: day(2026, 1, 1), months: 6, monthly: Fen(80_000), source: "s".into() })
            .to_vec(),
        ended,
        out,
    }
}

/// A body with every event of batches, everything that ends a claim and every reason for leaving somebody out.
fn batches() -> Body {
    let batch = BatchId(3);
    let (item, family) = (ItemId { family: FamilyId(7), number: 2 }, FamilyId(9));
    let on = day(2026, 5, 10);
    let ended = [Ended::Death(on), Ended::Birth(on), Ended::Adoption(on), Ended::Left(on)];
    let why = [
        Why::NotEntitled(Words::new("a", "b")),
        Why::NotKnown(Words::new("a", "b")),
        Why::Ended(Ended::Death(on)),
        Why::NothingDue,
        Why::Paid(LineId { batch, no: 4 }),
        Why::Delivered(item),
        Why::ItemStopped(item),
        Why::NoStandard(on),
        Why::NoAccount,
        Why::AccountOdd(Words::new("a", "b")),
        Why::AccountShared(family),
        Why::NoIdentity,
    ];
    let mut lines: Vec<Listed> = ended.into_iter().map(|ended| listed(1, Some(ended), None)).collect();
    lines.extend(why.into_iter().map(|why| listed(2, None, Some(why))));
    let (measure, department) = (MeasureNo(36), DepartmentNo(7));
    let draw = |again| BatchEvent::Drawn {
        batch,
        measure,
        period: Period::Half(2026, 1),
        department,
        again,
        note: "n".into(),
    };
    let events = vec![
        draw(None),
        draw(Some(BatchId(2))),
        BatchEvent::Listed { batch, measure, lines },
        BatchEvent::Checked { batch },
        BatchEvent::Ruled { batch, no: 1, ruling: Ruling { hold: true, reason: "r".into() } },
        BatchEvent::Frozen { batch, lines: 12, amount: Fen(5_760_000) },
        BatchEvent::Sent { batch },
        BatchEvent::Returned { batch, no: 1, outcome: Outcome::Paid { on, item: Some(item) } },
        BatchEvent::Returned { batch, no: 1, outcome: Outcome::Failed { reason: "r".into() } },
        BatchEvent::Corrected { batch, no: 1, reason: "r".into() },
        BatchEvent::Recovery { batch, no: 1, amount: Fen(100), reason: "r".into() },
        BatchEvent::Closed { batch },
        BatchEvent::Discarded { batch, reason: "r".into() },
    ];
    Body { events: events.into_iter().map(Event::Batch).collect(), ..everything() }
}

/// The bytes of events of batches, as first written, must decode for good.
#[test]
fn events_of_batches_are_frozen() {
    let golden = include_str!("../../../../tests/fixtures/journal/batch-1.hex");
    assert_eq!(hex_of(&batches()), golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), batches());
}
