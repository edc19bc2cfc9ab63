mod access;
mod batch;
mod review;

use super::*;
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove, Linked, Lodged, NotOpened};
use crate::domain::emergency::workflow::Act;
use crate::domain::event::{Event, Matter, Move};
use crate::domain::facts::Change;
use crate::domain::item::{Due, Urgency};
use crate::domain::register::{Owner, RegisterEvent};
use crate::domain::rhythm::{RhythmEvent, Stage};
use crate::domain::workflow::Verb;
use crate::ids::{
    DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MeasureNo, MemberNo, RegisterNo, ReviewId, RowId, Seq,
};
use crate::policy::festival::Festival;
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::value::Value;
use chrono::{DateTime, NaiveDate, NaiveTime};
use proptest::prelude::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn change(field: Field, value: Value) -> Change {
    Change { field, since: Some(day(2016, 2, 29)), before: None, after: Some(value) }
}

/// A body with every event and every kind of value.
fn everything() -> Body {
    let family = FamilyId(7);
    let item = ItemId { family, number: 2 };
    let changes = vec![
        change(Field::RefusesVisit, Value::Flag(true)),
        change(Field::Hukou, Value::Choice(3)),
        change(Field::Trades, Value::Choices(6)),
        change(Field::LaterBirthOn, Value::Date(day(2019, 1, 2))),
        change(Field::Township, Value::Number(500_119_001)),
        change(Field::IncomePerHead, Value::Money(123_456)),
        change(Field::Address, Value::Text("东城街道 1 号".into())),
    ];
    let due = Some(Due { on: day(2026, 12, 15), at: NaiveTime::from_hms_opt(17, 30, 0) });
    let step = Move {
        verb: Verb::Deliver,
        reason: "r".into(),
        clause: "c".into(),
        department: Some(DepartmentNo(3)),
        until: Some(day(2027, 1, 1)),
        due,
        record: vec![("amount".into(), "100.00".into())],
    };
    let matter = Matter::LikelyDuplicate {
        like: vec![family],
        because: "b".into(),
        source: "s".into(),
        fingerprint: [9; 16],
        row: vec![changes.clone()],
    };
    Body {
        at: DateTime::parse_from_rfc3339("2026-11-24T08:15:30.250+08:00").unwrap(),
        actor: "zhou".into(),
        command: "test".into(),
        token: Some("t".into()),
        events: vec![
            Event::FamilyAdded { family },
            Event::FamilyWithdrawn { family },
            Event::MemberAdded { family, member: MemberNo(1) },
            Event::MemberWithdrawn { family, member: MemberNo(1) },
            Event::FactsChanged { family, member: Some(MemberNo(1)), changes },
            Event::ItemOpened {
                item,
                measure: MeasureNo(15),
                department: DepartmentNo(5),
                member: None,
                urgency: Urgency::Emergency,
                opened: day(2026, 11, 24),
                due,
                note: "n".into(),
            },
            Event::ItemMoved { item, step },
            Event::StepWithdrawn { item, of: Seq(5) },
            Event::EntryWithdrawn { of: Seq(5), reason: "r".into() },
            Event::ReviewRaised { review: ReviewId(1), matter },
            Event::ReviewSettled { review: ReviewId(1), decision: "d".into() },
        ],
    }
}

/// The bytes of shape 1, as first written, must decode for good.
#[test]
fn shape_1_is_frozen() {
    let golden = include_str!("../../../tests/fixtures/journal/body-shape-1.hex");
    let hex: String = encode(&everything()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), everything());
}

/// The bytes of a fixture.
fn bytes_of(golden: &str) -> Vec<u8> {
    let digit = |byte: u8| (byte as char).to_digit(16).unwrap() as u8;
    golden.trim().as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}

fn hex_of(body: &Body) -> String {
    encode(body).unwrap().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A body with every event of duties that come round, and every kind of period.
fn rhythms() -> Body {
    let item = |number| ItemId { family: FamilyId(7), number };
    let periods = [
        Period::Year(2026),
        Period::Half(2026, 1),
        Period::Quarter(2026, 4),
        Period::Month(2026, 12),
        Period::School(2026),
        Period::Enrolment(2027),
    ];
    let festivals = Festival::ALL.map(|festival| Period::Festival(2026, festival));
    let covers = (1..).zip(periods.into_iter().chain(festivals));
    let covers = covers.map(|(number, period)| RhythmEvent::ItemCovers { item: item(number), period });
    Body { token: None, events: covers.map(Event::Rhythm).collect(), ..everything() }
}

#[test]
fn duties_that_come_round_are_frozen() {
    let golden = include_str!("../../../tests/fixtures/journal/body-shape-1-rhythm.hex");
    assert_eq!(hex_of(&rhythms()), golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), rhythms());
}

/// A body with every event of small registers, and every kind of owner.
fn registers() -> Body {
    let family = FamilyId(7);
    let owners = [
        Owner::Family(family),
        Owner::Member(family, MemberNo(2)),
        Owner::Item(ItemId { family, number: 2 }),
        Owner::Department(DepartmentNo(5)),
        Owner::District,
    ];
    let (register, on) = (RegisterNo(9), day(2026, 11, 24));
    let written = (1..).map(RowId).zip(owners).map(|(row, owner)| {
        let values = vec![("wishes".to_string(), "w".to_string())];
        RegisterEvent::Written { row, register, owner, on, values }
    });
    let (row, owner) = (RowId(1), owners[0]);
    let events = written.chain([
        RegisterEvent::Withdrawn { row, register, owner, reason: "r".into() },
        RegisterEvent::VersionWithdrawn { row, register, owner, of: Seq(5) },
    ]);
    Body { token: None, events: events.map(Event::Register).collect(), ..everything() }
}

#[test]
fn rows_of_registers_are_frozen() {
    let golden = include_str!("../../../tests/fixtures/journal/body-shape-1-register.hex");
    assert_eq!(hex_of(&registers()), golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), registers());
}

/// A body with every event of emergencies.
fn emergencies() -> Body {
    let (emergency, family, item) = (EmergencyId(12), FamilyId(7), ItemId { family: FamilyId(7), number: 2 });
    let at = |text: &str| DateTime::parse_from_rfc3339(text).unwrap();
    let lodged = Lodged {
        emergency,
        family,
        member: Some(MemberNo(3)),
        kind: EmergencyKindNo(1),
        line: "l".into(),
        happened_on: Some(day(2026, 11, 23)),
        severity: 1,
        because: ("因".into(), "b".into()),
        department: DepartmentNo(12),
        answer_by: at("2026-11-25T08:15:30+08:00"),
        relief_by: at("2026-11-26T08:15:30+08:00"),
    };
    let not_opened = NotOpened { measure: MeasureNo(18), member: None, because: ("因".into(), "b".into()) };
    let step = EmergencyMove {
        act: Act::Acknowledge,
        note: "n".into(),
        amount: Fen(100_000),
        department: Some(DepartmentNo(5)),
        level: Some(2),
        member: Some(MemberNo(1)),
        on: Some(day(2026, 11, 23)),
        paper_by: Some(day(2026, 12, 8)),
    };
    let moves = Act::ALL.into_iter().map(|act| EmergencyEvent::Moved {
        emergency,
        family,
        step: EmergencyMove { act, ..step.clone() },
    });
    let mut events = vec![
        EmergencyEvent::Lodged(lodged),
        EmergencyEvent::Linked(Linked {
            emergency,
            family,
            items: vec![item],
            judged: true,
            not_opened: vec![not_opened],
        }),
        EmergencyEvent::StepWithdrawn { emergency, family, of: Seq(5) },
        EmergencyEvent::Withdrawn { emergency, family },
    ];
    events.extend(moves);
    Body { events: events.into_iter().map(Event::Emergency).collect(), ..everything() }
}

/// The bytes of the events of emergencies, as first written, must decode for good.
#[test]
fn emergencies_are_frozen() {
    let golden = include_str!("../../../tests/fixtures/journal/emergency-1.hex");
    let hex: String = encode(&emergencies()).unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(hex, golden.trim(), "the bytes written today differ from those first written");
    let digit = |byte: u8| (byte as char).to_digit(16).unwrap() as u8;
    let bytes: Vec<u8> = golden.trim().as_bytes().chunks(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect();
    assert_eq!(decode(&bytes).unwrap(), emergencies());
}

/// Somebody was told of every stage.
fn told() -> Body {
    let items = vec![ItemId { family: FamilyId(7), number: 2 }, ItemId { family: FamilyId::DISTRICT, number: 1 }];
    let told = Stage::ALL.map(|stage| Event::Rhythm(RhythmEvent::Told { stage, items: items.clone() }));
    Body { token: None, events: told.to_vec(), ..everything() }
}

#[test]
fn stages_that_were_told_are_frozen() {
    let golden = include_str!("../../../tests/fixtures/journal/body-shape-1-told.hex");
    assert_eq!(hex_of(&told()), golden.trim(), "the bytes written today differ from those first written");
    assert_eq!(decode(&bytes_of(golden)).unwrap(), told());
}

#[test]
fn bytes_that_are_no_body_are_refused() {
    assert!(matches!(decode(&[]), Err(CodecError::Empty)));
    assert!(matches!(decode(&[99, 0, 0]), Err(CodecError::UnknownShape(99))));
    let mut long = encode(&everything()).unwrap();
    long.push(0);
    assert!(matches!(decode(&long), Err(CodecError::Unreadable(_))));
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        if let Ok(body) = decode(&bytes) {
            prop_assert!(encode(&body).is_ok());
        }
    }

    #[test]
    fn a_damaged_body_never_panics(at in 0usize..400, bit in 0u8..8) {
        let mut bytes = encode(&everything()).unwrap();
        let at = at % bytes.len();
        bytes[at] ^= 1 << bit;
        let _ = decode(&bytes);
    }
}
