//! Random histories: anything that can happen, in any order, to a few families in a few places.

use super::emergency;
use super::story::{Story, day, facts, text};
use crate::domain::conflict::{ConflictEvent, ConflictId};
use crate::domain::event::{Event, Move};
use crate::domain::facts::Change;
use crate::domain::gap::{GapEvent, GapId};
use crate::domain::item::{Due, Urgency};
use crate::domain::register::{Owner, RegisterEvent};
use crate::domain::review::{Outcome, ReviewEvent};
use crate::domain::rhythm::{RhythmEvent, Stage};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MemberNo, ReviewId, RowId, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::value::Value;
use chrono::NaiveTime;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

/// The places of the histories.
pub const TOWNSHIPS: [i64; 2] = [500_119_100, 500_119_101];
/// The names of people.
pub const NAMES: [&str; 10] = ["王建国", "单国强", "李秀英", "欧阳建国", "吕强", "王", "J王", "西安", "先", "王建 国"];
/// Case numbers, telephones and identity numbers of invented people.
const CASES: [&str; 4] = ["NC-001", "NC-0012", "nc 7", ""];
const PHONES: [&str; 3] = ["13900000001", "139 0000 0012、023-71420001", "无"];
const IDENTITIES: [&str; 4] = ["500000196001010011", "50000019600101002x", "500000198503034418", ""];

/// Something that happens; numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Act {
    Family { case: usize, place: usize, names: Vec<usize> },
    Back { family: u32 },
    Gone { family: u32 },
    Member { family: u32, number: u8, name: usize },
    MemberGone { family: u32, number: u8 },
    Fact { family: u32, member: u8, which: usize, value: usize },
    Open { family: u32, department: u8, urgency: usize, due: Option<(u64, bool)> },
    Step { item: u32, verb: usize, department: Option<u8>, due: Option<u64> },
    Covers { item: u32, month: u8 },
    Told { items: Vec<u32>, stage: usize },
    StepGone { item: u32, of: u64 },
    Undone { of: u64 },
    Raise { family: u32, row: u8 },
    Settle { review: u32, way: u8 },
    Write { owner: u32, register: u8, on: u64 },
    Rewrite { row: u32, on: u64 },
    RowGone { row: u32 },
    VersionGone { row: u32, of: u64 },
    Merge { keep: u32, other: u32 },
    Right { family: u32, member: u8, value: u64, back: bool },
    Emergency(emergency::Deed),
}

/// An entry: what happens in it, and its token.
pub type Deed = (Vec<Act>, Option<u8>);

/// A history.
pub fn deeds(most: usize) -> impl Strategy<Value = Vec<Deed>> {
    vec((vec(act(), 1..4), option::weighted(0.3, 0u8..6)), 1..most)
}

fn act() -> impl Strategy<Value = Act> {
    let due = || option::weighted(0.8, (0u64..12, any::<bool>()));
    prop_oneof![
        4 => (0usize..4, 0usize..6, vec(0usize..NAMES.len(), 0..4))
            .prop_map(|(case, place, names)| Act::Family { case, place, names }),
        1 => any::<u32>().prop_map(|family| Act::Back { family }),
        1 => any::<u32>().prop_map(|family| Act::Gone { family }),
        2 => (any::<u32>(), 1u8..6, 0usize..NAMES.len())
            .prop_map(|(family, number, name)| Act::Member { family, number, name }),
        1 => (any::<u32>(), 1u8..6).prop_map(|(family, number)| Act::MemberGone { family, number }),
        6 => (any::<u32>(), 0u8..4, 0usize..12, 0usize..12)
            .prop_map(|(family, member, which, value)| Act::Fact { family, member, which, value }),
        8 => (any::<u32>(), 1u8..4, 0usize..3, due())
            .prop_map(|(family, department, urgency, due)| Act::Open { family, department, urgency, due }),
        12 => (any::<u32>(), 0usize..10, option::weighted(0.2, 1u8..4), option::weighted(0.2, 0u64..12))
            .prop_map(|(item, verb, department, due)| Act::Step { item, verb, department, due }),
        2 => (vec(any::<u32>(), 1..4), 0usize..4).prop_map(|(items, stage)| Act::Told { items, stage }),
        2 => (any::<u32>(), 1u8..13).prop_map(|(item, month)| Act::Covers { item, month }),
        2 => (any::<u32>(), any::<u64>()).prop_map(|(item, of)| Act::StepGone { item, of }),
        2 => any::<u64>().prop_map(|of| Act::Undone { of }),
        1 => (any::<u32>(), 0u8..4).prop_map(|(family, row)| Act::Raise { family, row }),
        2 => (any::<u32>(), 0u8..4).prop_map(|(review, way)| Act::Settle { review, way }),
        5 => (any::<u32>(), 1u8..4, 0u64..12)
            .prop_map(|(owner, register, on)| Act::Write { owner, register, on }),
        3 => (any::<u32>(), 0u64..12).prop_map(|(row, on)| Act::Rewrite { row, on }),
        2 => any::<u32>().prop_map(|row| Act::RowGone { row }),
        2 => (any::<u32>(), any::<u64>()).prop_map(|(row, of)| Act::VersionGone { row, of }),
        2 => (any::<u32>(), any::<u32>()).prop_map(|(keep, other)| Act::Merge { keep, other }),
        2 => (any::<u32>(), 1u8..4, 0u64..6, any::<bool>())
            .prop_map(|(family, member, value, back)| Act::Right { family, member, value, back }),
        6 => emergency::deed().prop_map(Act::Emergency),
    ]
}

/// The history as a journal.
pub fn tell(deeds: &[Deed]) -> Story {
    let mut story = Story::default();
    for (acts, token) in deeds {
        let events = acts.iter().flat_map(|act| happen(&mut story, act)).collect();
        story.happen(token.map(|token| format!("token{token}")), events);
    }
    story
}

fn happen(story: &mut Story, act: &Act) -> Vec<Event> {
    let pick = |n: u32| (story.families > 0).then(|| FamilyId(n % story.families.max(1) + 1));
    match act {
        Act::Family { case, place, names } => {
            let names: Vec<&str> = names.iter().map(|name| NAMES[*name]).collect();
            story.enter(CASES[*case], TOWNSHIPS[place % 2], (place / 2) as i64, &names).1
        }
        Act::Back { family } => pick(*family).map(|family| Event::FamilyAdded { family }).into_iter().collect(),
        Act::Gone { family } => pick(*family).map(|family| Event::FamilyWithdrawn { family }).into_iter().collect(),
        Act::Member { family, number, name } => pick(*family).map_or(Vec::new(), |family| {
            let member = MemberNo(*number);
            // A number is never given twice: whoever has it goes first.
            vec![
                Event::MemberWithdrawn { family, member },
                Event::MemberAdded { family, member },
                facts(family, Some(member), [(Field::Name, text(NAMES[*name]))]),
            ]
        }),
        Act::MemberGone { family, number } => {
            let gone = |family| Event::MemberWithdrawn { family, member: MemberNo(*number) };
            pick(*family).map(gone).into_iter().collect()
        }
        Act::Fact { family, member, which, value } => {
            pick(*family).map(|family| fact(family, *member, *which, *value)).into_iter().collect()
        }
        Act::Write { .. } | Act::Rewrite { .. } | Act::RowGone { .. } | Act::VersionGone { .. } => {
            happen_to_rows(story, act).into_iter().collect()
        }
        Act::Merge { keep, other } => match (pick(*keep), pick(*other)) {
            (Some(keep), Some(other)) => story.merge(keep, other).into_iter().collect(),
            _ => Vec::new(),
        },
        Act::Right { family, member, value, back } => {
            let right = |family| said_of(family, MemberNo(*member), *value, *back);
            pick(*family).map(right).into_iter().collect()
        }
        Act::Emergency(deed) => emergency::happen(story, deed).into_iter().collect(),
        _ => happen_to_items(story, act),
    }
}

fn happen_to_rows(story: &mut Story, act: &Act) -> Option<Event> {
    let pick = |n: u32| {
        let at = n as usize % story.rows.len().max(1);
        story.rows.get(at).map(|(register, owner)| (RowId(at as u32 + 1), *register, *owner))
    };
    Some(Event::Register(match act {
        Act::Write { owner, register, on } => {
            let family = FamilyId(owner / 5 % story.families.max(1) + 1);
            let of_family = match owner % 5 {
                0 => Owner::District,
                1 => Owner::Department(DepartmentNo(2)),
                2 => Owner::Family(family),
                3 => Owner::Member(family, MemberNo(1)),
                _ => Owner::Item(ItemId { family, number: 1 }),
            };
            let owner = if story.families == 0 && of_family.family().is_some() { Owner::District } else { of_family };
            return Some(story.write(*register, owner, *on, "a note"));
        }
        Act::Rewrite { row, on } => {
            let (row, register, owner) = pick(*row)?;
            let values = vec![("note".to_string(), format!("another {on}"))];
            RegisterEvent::Written { row, register, owner, on: day(*on), values }
        }
        Act::RowGone { row } => {
            let (row, register, owner) = pick(*row)?;
            RegisterEvent::Withdrawn { row, register, owner, reason: "mistaken".into() }
        }
        Act::VersionGone { row, of } => {
            let (row, register, owner) = pick(*row)?;
            RegisterEvent::VersionWithdrawn { row, register, owner, of: Seq(of % (story.head().0 + 1)) }
        }
        _ => return None,
    }))
}

fn fact(family: FamilyId, member: u8, which: usize, value: usize) -> Event {
    let township = TOWNSHIPS[value % 2];
    let member = Some(MemberNo(member));
    let (member, field, after) = match which {
        0 => (None, Field::CaseNumber, Some(text(CASES[value % 4]))),
        1 => (None, Field::Phone, Some(text(PHONES[value % 3]))),
        2 => (None, Field::Township, (value > 1).then_some(Value::Number(township))),
        3 => (None, Field::Village, (value > 1).then_some(Value::Number(township * 1000 + value as i64 / 4))),
        4 => (member, Field::Name, (value > 0).then(|| text(NAMES[value % NAMES.len()]))),
        5 => (member, Field::IdentityNumber, Some(text(IDENTITIES[value % 4]))),
        6 => (member, Field::BornOn, (value > 1).then(|| Value::Date(day(value as u64)))),
        7 => (member, Field::IdentifiedOn, (value > 1).then(|| Value::Date(day(value as u64 / 2)))),
        8 => (member, Field::Alive, (value > 1).then_some(Value::Flag(value.is_multiple_of(2)))),
        9 => (member, Field::DiedOn, (value > 1).then(|| Value::Date(day(value as u64 / 2)))),
        10 => (member, Field::Sex, Some(Value::Choice(value as u8 % 2 + 1))),
        _ => (None, Field::Note, Some(text(&format!("note {value}")))),
    };
    Event::FactsChanged { family, member, changes: vec![Change { field, since: None, before: None, after }] }
}

/// What a clerk said of a question that follows from the facts, or that this was said in error.
fn said_of(family: FamilyId, member: MemberNo, value: u64, back: bool) -> Event {
    if value.is_multiple_of(2) {
        return both_right(family, member, value, back);
    }
    let (gap, fields) = (GapId { family, member }, vec![Field::BornOn]);
    Event::Gap(match back {
        true => GapEvent::TakenUp { gap, fields },
        false => GapEvent::PutAside { gap, fields, reason: "nobody knows".into() },
    })
}

/// That somebody of whom a death is recorded lives all the same, or that this was said in error.
fn both_right(family: FamilyId, member: MemberNo, value: u64, back: bool) -> Event {
    let conflict = ConflictId { family, rule: 5, member, with: member };
    let values = [Value::Date(day(value)), Value::Flag(true)];
    Event::Conflict(match back {
        true => ConflictEvent::Reopened { conflict, values },
        false => ConflictEvent::Accepted { conflict, values, reason: "seen".into() },
    })
}

fn happen_to_items(story: &mut Story, act: &Act) -> Vec<Event> {
    let all: Vec<ItemId> = story
        .items
        .iter()
        .flat_map(|(family, last)| (1..=*last).map(|number| ItemId { family: *family, number }))
        .collect();
    let pick = |n: u32| all.get(n as usize % all.len().max(1)).copied();
    match act {
        Act::Open { family, department, urgency, due } => {
            // Now and then it is the district's own.
            let family = FamilyId(family % (story.families + 1));
            let at = |timed: bool| timed.then(|| NaiveTime::from_hms_opt(9, 30, 0).unwrap());
            let due = due.map(|(n, timed)| Due { on: day(n), at: at(timed) });
            vec![story.open(family, DepartmentNo(*department), due, Urgency::ALL[*urgency]).1]
        }
        Act::Step { item, verb, department, due } => pick(*item).map_or(Vec::new(), |item| {
            let department = department.map(DepartmentNo);
            let (until, next) = (due.map(|n| day(n + 1)), day(due.unwrap_or(3) + 40).to_string());
            let record = vec![("next_on".to_string(), next), ("amount".to_string(), "7".to_string())];
            let due = due.map(|n| Due::on(day(n)));
            let step = Move { department, due, until, record, ..Move::new(Verb::ALL[*verb]) };
            vec![Event::ItemMoved { item, step }]
        }),
        Act::Told { items, stage } => {
            let items: Vec<ItemId> = items.iter().filter_map(|item| pick(*item)).collect();
            let told = Event::Rhythm(RhythmEvent::Told { stage: Stage::ALL[*stage], items: items.clone() });
            (!items.is_empty()).then_some(told).into_iter().collect()
        }
        Act::Covers { item, month } => {
            let period = Period::Month(2015, *month);
            let covers = |item| Event::Rhythm(RhythmEvent::ItemCovers { item, period });
            pick(*item).map(covers).into_iter().collect()
        }
        Act::StepGone { item, of } => {
            let of = Seq(of % (story.head().0 + 1));
            pick(*item).map(|item| Event::StepWithdrawn { item, of }).into_iter().collect()
        }
        Act::Undone { of } => {
            vec![Event::EntryWithdrawn { of: Seq(of % (story.head().0 + 1)), reason: "mistaken".into() }]
        }
        Act::Raise { family, row } => vec![story.raise(FamilyId(*family), *row)],
        Act::Settle { review, way } => {
            let review = ReviewId(review % (story.reviews + 1));
            let settled = |outcome| Event::Review(ReviewEvent::Settled { review, outcome, reason: "seen".into() });
            vec![match way {
                0 => Event::ReviewSettled { review, decision: "the same".into() },
                1 => settled(Outcome::Left),
                2 => settled(Outcome::Same(FamilyId(1))),
                _ => Event::Review(ReviewEvent::Reopened { review }),
            }]
        }
        _ => Vec::new(),
    }
}
