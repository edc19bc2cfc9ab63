//! Which layout the rows have. Views of another layout are built anew, never read.
//!
//! A made-up family is put through the images, so that a change in how records are encoded or names are read shows by itself; only a
//! change in what a row means must be told by raising `LAYOUT`.

use super::image::{self, Home, Image};
use super::{ViewsError, account, batch, review};
use crate::domain::access::{Account, Deputy, Role, Scope};
use crate::domain::batch::{Batch, BatchEvent, Ended, Line, Listed, Outcome, Ruling, Why};
use crate::domain::emergency::Emergency;
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove, Linked, Lodged, NotOpened};
use crate::domain::emergency::workflow::Act;
use crate::domain::event::{Event, Matter, Move};
use crate::domain::facts::Change;
use crate::domain::family::Family;
use crate::domain::gap::{GapEvent, GapId};
use crate::domain::item::{Due, Item, Urgency};
use crate::domain::review::Review;
use crate::domain::workflow::Verb;
use crate::ids::{
    BatchId, DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, MeasureNo, MemberNo, ReviewId, Seq,
};
use crate::policy::allowance::Kind;
use crate::policy::allowance::owed::Share;
use crate::policy::festival::Festival;
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::value::Value;
use chrono::{DateTime, NaiveDate, NaiveTime};

/// Raised by hand when the meaning of a row changes.
const LAYOUT: u32 = 2;

/// The number of the layout.
pub(super) fn number() -> u64 {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&LAYOUT.to_le_bytes());
    let emergencies = emergency().into_iter().map(|one| super::emergency::image(&one, Seq(0)));
    let accounts = [account::image(&held(), Seq(0))];
    let all = images().into_iter().chain(emergencies).chain(payments()).chain(accounts);
    for (key, value) in all.flatten().flat_map(|image| image.rows) {
        hasher.update(&key).update(&value);
    }
    for row in super::kept::sample() {
        hasher.update(&row);
    }
    let mut number = [0; 8];
    hasher.finalize_xof().fill(&mut number);
    u64::from_le_bytes(number)
}

fn images() -> [Result<Image, ViewsError>; 3] {
    let (family, items) = sample();
    let by = Seq(0);
    let home = Home::of(&family);
    [image::of_family(&family, by), image::of_items(&items, home, by), review::image(&question(family.id), by)]
}

/// An invented account.
fn held() -> Account {
    let day = DateTime::UNIX_EPOCH.date_naive();
    Account {
        user: "user".into(),
        name: "name".into(),
        role: Role::Head,
        scope: Scope::new(vec![DepartmentNo(3)], vec![500_119_001]),
        limit: Some(Fen(1)),
        deputies: vec![Deputy { user: "deputy".into(), from: day, until: day }],
        closed: Some("closed".into()),
        version: Seq(1),
    }
}

/// An invented batch and a line of it that was paid.
fn payments() -> [Result<Image, ViewsError>; 2] {
    let (id, family, by) = (BatchId(1), FamilyId(1), Seq(0));
    let period = Period::Half(2026, 1);
    let (measure, department) = (MeasureNo(36), DepartmentNo(7));
    let drawn = BatchEvent::Drawn { batch: id, measure, period, department, again: Some(id), note: "note".into() };
    let drawn = Batch::draw(Seq(1), DateTime::UNIX_EPOCH.fixed_offset(), "zhou", &drawn);
    let on = DateTime::UNIX_EPOCH.date_naive();
    let listed = Listed {
        no: 1,
        family,
        member: MemberNo(1),
        period,
        extra: 1,
        name: "name".into(),
        identity: "identity".into(),
        bank: "bank".into(),
        account: "account".into(),
        shares: vec![Share { kind: Kind::Died, first: on, months: 6, monthly: Fen(1), source: "source".into() }],
        ended: Some(Ended::Death(on)),
        out: Some(Why::NoAccount),
    };
    let mut line = Line::new(id, measure, listed);
    let ruling = Ruling { hold: true, reason: "reason".into() };
    line.apply(&BatchEvent::Ruled { batch: id, no: 1, ruling });
    line.apply(&BatchEvent::Recovery { batch: id, no: 1, amount: Fen(1), reason: "reason".into() });
    line.apply(&BatchEvent::Returned { batch: id, no: 1, outcome: Outcome::Paid { on, item: None } });
    let drawn = drawn.map_or_else(|| Ok(Image::default()), |drawn| batch::image(&drawn, by));
    [drawn, batch::line_image(&line, by)]
}

/// An invented question that was settled.
fn question(family: FamilyId) -> Review {
    let change = Change { field: Field::Phone, since: None, before: None, after: Some(Value::Text("1".into())) };
    let matter = Matter::LikelyDuplicate {
        like: vec![family],
        because: "because".into(),
        source: "source".into(),
        fingerprint: [7; 16],
        row: vec![vec![change]],
    };
    Review { id: ReviewId(1), matter, raised: Seq(1), settled: Some(Seq(2)) }
}

/// An invented family with every shape of value, and an item with a step.
fn sample() -> (Family, Vec<Item>) {
    let id = FamilyId(1);
    let day = NaiveDate::from_ymd_opt(2015, 3, 1);
    let fact = |field, value| Change { field, since: day, before: None, after: Some(value) };
    let family_facts = vec![
        fact(Field::CaseNumber, Value::Text("NC-0001".into())),
        fact(Field::Township, Value::Number(500_119_100)),
        fact(Field::Village, Value::Number(500_119_100_001)),
        fact(Field::Phone, Value::Text("13900000000".into())),
        fact(Field::IncomePerHead, Value::Money(1)),
        fact(Field::RefusesVisit, Value::Flag(true)),
        fact(Field::Account, Value::Text("9999000000000001".into())),
    ];
    // Surnames with a reading of their own, and characters with several.
    let names = ["单国强", "曾庆华", "区德明", "解永红", "仇重阳", "吕行长", "欧阳乐乐", "覃朴朝"];
    let mut family = Family::new(id);
    family.apply(Seq(1), &Event::FactsChanged { family: id, member: None, changes: family_facts });
    for (member, name) in (1..).map(MemberNo).zip(names) {
        let changes = vec![
            fact(Field::Name, Value::Text(name.into())),
            fact(Field::Role, Value::Choice(member.0)),
            fact(Field::IdentityNumber, Value::Text("50000019600101000X".into())),
            fact(Field::DisabilityKinds, Value::Choices(6)),
            Change { since: None, ..fact(Field::BornOn, Value::Date(day.unwrap_or_default())) },
        ];
        family.apply(Seq(1), &Event::MemberAdded { family: id, member });
        family.apply(Seq(1), &Event::FactsChanged { family: id, member: Some(member), changes });
    }
    let (gap, fields) = (GapId { family: id, member: MemberNo(1) }, vec![Field::BornOn]);
    family.apply(Seq(1), &Event::Gap(GapEvent::PutAside { gap, fields, reason: "reason".into() }));
    let due = Due { on: day.unwrap_or_default(), at: NaiveTime::from_hms_opt(9, 30, 0) };
    let opened = Event::ItemOpened {
        item: ItemId { family: id, number: 1 },
        measure: MeasureNo(1),
        department: DepartmentNo(1),
        member: Some(MemberNo(1)),
        urgency: Urgency::Emergency,
        opened: day.unwrap_or_default(),
        due: Some(due),
        note: "note".into(),
    };
    let mut item = Item::open(Seq(2), DateTime::UNIX_EPOCH.fixed_offset(), "clerk", &opened);
    let step = Move { record: vec![("paid_on".into(), "2015-03-01".into())], ..Move::new(Verb::Accept) };
    let moved = Event::ItemMoved { item: ItemId { family: id, number: 1 }, step };
    if let Some(item) = &mut item {
        item.apply(Seq(3), DateTime::UNIX_EPOCH.fixed_offset(), "clerk", &moved);
        item.period = Some(Period::Festival(2015, Festival::Spring));
    }
    (family, item.into_iter().collect())
}

/// An invented emergency with a step and an item joined to it.
fn emergency() -> Option<Emergency> {
    let (emergency, family, at) = (EmergencyId(1), FamilyId(1), DateTime::UNIX_EPOCH.fixed_offset());
    let day = NaiveDate::from_ymd_opt(2015, 3, 1);
    let lodged = EmergencyEvent::Lodged(Lodged {
        emergency,
        family,
        member: Some(MemberNo(1)),
        kind: EmergencyKindNo(1),
        line: "line".into(),
        happened_on: day,
        severity: 1,
        because: ("zh".into(), "en".into()),
        department: DepartmentNo(1),
        answer_by: at,
        relief_by: at,
    });
    let items = vec![ItemId { family, number: 1 }];
    let skipped = NotOpened { measure: MeasureNo(1), member: None, because: ("zh".into(), "en".into()) };
    let linked = Linked { emergency, family, items, judged: true, not_opened: vec![skipped] };
    let step = EmergencyMove { paper_by: day, ..EmergencyMove::new(Act::Grant) };
    let mut sample = Emergency::lodge(Seq(1), at, "clerk", &lodged)?;
    sample.apply(Seq(1), at, "clerk", &EmergencyEvent::Linked(linked));
    sample.apply(Seq(2), at, "clerk", &EmergencyEvent::Moved { emergency, family, step });
    Some(sample)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sample_has_rows_of_every_index() {
        let (family, items) = sample();
        assert_eq!((family.members.len(), items.len()), (8, 1));
        let one = super::super::emergency::image(&emergency().unwrap(), Seq(0)).unwrap();
        assert_eq!(one.rows.into_keys().map(|key| key[0]).collect::<Vec<_>>(), b"euuu");
        let rows = images().into_iter().flat_map(|image| image.unwrap().rows.into_keys());
        let mut letters: Vec<u8> = rows.map(|key| key[0]).collect();
        letters.dedup();
        assert_eq!(letters, b"afgstilqvw");
        let rows = payments().into_iter().flat_map(|image| image.unwrap().rows.into_keys());
        assert_eq!(rows.map(|key| key[0]).collect::<Vec<_>>(), b"dggp");
        assert_eq!(number(), number());
    }
}
