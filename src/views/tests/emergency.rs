//! Emergencies in random histories, and the board as one would write it without a store.

use super::super::{EmergencyList, EmergencyRow, From, Views, What};
use super::agree::walked;
use super::model::Model;
use super::story::Story;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::clock::minute;
use crate::domain::emergency::event::{EmergencyEvent, EmergencyMove, Linked, Lodged};
use crate::domain::emergency::workflow;
use crate::domain::entry::Entry;
use crate::domain::event::Event;
use crate::ids::{DepartmentNo, EmergencyId, EmergencyKindNo, FamilyId, ItemId, Seq};
use chrono::{DateTime, Duration, FixedOffset};
use proptest::option;
use proptest::prelude::*;

/// Something that happens to an emergency; numbers choose among what is there.
#[derive(Clone, Debug)]
pub enum Deed {
    Lodged { family: u32, severity: u8, hours: i64 },
    Moved { emergency: u32, act: usize, level: Option<u8>, paper: bool },
    Linked { emergency: u32, item: u32 },
    StepGone { emergency: u32, of: u64 },
    Gone { emergency: u32 },
}

pub fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        5 => (any::<u32>(), 1u8..5, -3i64..40)
            .prop_map(|(family, severity, hours)| Deed::Lodged { family, severity, hours }),
        9 => (any::<u32>(), 0usize..workflow::Act::ALL.len(), option::of(1u8..5), any::<bool>())
            .prop_map(|(emergency, act, level, paper)| Deed::Moved { emergency, act, level, paper }),
        2 => (any::<u32>(), 1u32..9).prop_map(|(emergency, item)| Deed::Linked { emergency, item }),
        2 => (any::<u32>(), any::<u64>()).prop_map(|(emergency, of)| Deed::StepGone { emergency, of }),
        1 => any::<u32>().prop_map(|emergency| Deed::Gone { emergency }),
    ]
}

/// The family of each emergency of a story follows from its number.
fn family_of(story: &Story, number: u32) -> Option<FamilyId> {
    let events = story.entries.iter().flat_map(|entry| &entry.body.events);
    let mut lodged = events.filter_map(|event| match event {
        Event::Emergency(EmergencyEvent::Lodged(lodged)) if lodged.emergency.0 == number => Some(lodged.family),
        _ => None,
    });
    lodged.next()
}

pub fn happen(story: &mut Story, deed: &Deed) -> Option<Event> {
    let now = DateTime::from_timestamp(1_425_168_000 + (story.head().0 as i64 + 1) * 60, 0).unwrap().fixed_offset();
    let pick = |story: &Story, n: u32| {
        let number = n % story.emergencies.max(1) + 1;
        Some((EmergencyId(number), family_of(story, number)?))
    };
    let event = match deed {
        Deed::Lodged { family, severity, hours } => {
            // Only what the story has written already has a family.
            let entered = story.entries.iter().flat_map(|entry| &entry.body.events);
            let known: Vec<FamilyId> = entered
                .filter_map(|event| if let Event::FamilyAdded { family } = event { Some(*family) } else { None })
                .collect();
            let family = *known.get(*family as usize % known.len().max(1))?;
            story.emergencies += 1;
            EmergencyEvent::Lodged(Lodged {
                emergency: EmergencyId(story.emergencies),
                family,
                member: None,
                kind: EmergencyKindNo(severity % 3 + 1),
                line: "line".into(),
                happened_on: None,
                severity: *severity,
                because: ("zh".into(), "en".into()),
                department: DepartmentNo(1),
                answer_by: now + Duration::hours(*hours),
                relief_by: now + Duration::hours(hours + 24),
            })
        }
        Deed::Moved { emergency, act, level, paper } => {
            let (emergency, family) = pick(story, *emergency)?;
            let mut step = EmergencyMove { level: *level, ..EmergencyMove::new(workflow::Act::ALL[*act]) };
            step.paper_by = paper.then(|| now.date_naive() + Duration::days(2));
            EmergencyEvent::Moved { emergency, family, step }
        }
        Deed::Linked { emergency, item } => {
            let (emergency, family) = pick(story, *emergency)?;
            let items = vec![ItemId { family, number: *item }];
            EmergencyEvent::Linked(Linked { emergency, family, items, judged: false, not_opened: Vec::new() })
        }
        Deed::StepGone { emergency, of } => {
            let (emergency, family) = pick(story, *emergency)?;
            EmergencyEvent::StepWithdrawn { emergency, family, of: Seq(of % (story.head().0 + 1)) }
        }
        Deed::Gone { emergency } => {
            let (emergency, family) = pick(story, *emergency)?;
            EmergencyEvent::Withdrawn { emergency, family }
        }
    };
    Some(Event::Emergency(event))
}

/// What an event does to the model, and what the timeline says of it.
pub fn fold(model: &mut Model, entry: &Entry, event: &EmergencyEvent) -> Option<What> {
    let (seq, at, actor, id) = (entry.seq, entry.body.at, &entry.body.actor, event.emergency());
    match event {
        EmergencyEvent::Lodged(lodged) => {
            model.families.get_mut(&lodged.family).unwrap().version = seq;
            model.emergencies.insert(id, Emergency::lodge(seq, at, actor, event).unwrap());
            Some(What::EmergencyLodged(id, lodged.kind, lodged.line.clone()))
        }
        other => {
            model.emergencies.get_mut(&id).unwrap().apply(seq, at, actor, other);
            match other {
                EmergencyEvent::Moved { step, .. } => Some(What::EmergencyMoved(id, step.clone())),
                _ => None,
            }
        }
    }
}

fn due(one: &Emergency) -> i64 {
    one.nearer().map_or(i64::MAX, |(_, due)| minute(due))
}

/// The views answer about emergencies as the model does.
pub fn same(views: &Views, model: &Model) {
    let all: Vec<&Emergency> = model.emergencies.values().collect();
    let mut open: Vec<&Emergency> = all.iter().copied().filter(|one| one.is_open()).collect();
    open.sort_by_key(|one| (due(one), one.id));
    let mut unanswered: Vec<&Emergency> = open.iter().copied().filter(|one| one.is_unanswered()).collect();
    unanswered.sort_by_key(|one| (one.severity, due(one), one.id));
    let mut lists = vec![
        (EmergencyList::Open, open.clone()),
        (EmergencyList::Unanswered, unanswered.clone()),
        (EmergencyList::All, all.clone()),
    ];
    for family in model.families.keys().copied() {
        let of = all.iter().copied().filter(|one| one.family() == family && !one.withdrawn).collect();
        lists.push((EmergencyList::Family(family), of));
    }
    for (list, wanted) in lists {
        let page = |from: &From| views.emergencies(list, from, 2).unwrap();
        let key = |row: &EmergencyRow| row.emergency.clone();
        let wanted: Vec<Emergency> = wanted.into_iter().cloned().collect();
        walked(page, |row| row.cursor.clone(), key, &wanted, &format!("{list:?}"));
    }
    for clerk in ["clerk0", "clerk1", "clerk2", "clerk"] {
        let told: Vec<Emergency> =
            all.iter().filter(|one| one.lodged_by == clerk && one.is_to_be_told()).map(|one| (*one).clone()).collect();
        assert_eq!(views.outcomes(clerk, 500).unwrap(), told, "{clerk}");
    }
    for hours in [-30i64, 0, 1, 20, 80] {
        let now: DateTime<FixedOffset> =
            (DateTime::from_timestamp(1_425_168_000, 0).unwrap() + Duration::hours(hours)).fixed_offset();
        let counts = views.emergency_counts(now);
        let red = open.iter().filter(|one| one.is_red(now)).count();
        let wanted = (open.len() as u64, unanswered.len() as u64, red as u64);
        assert_eq!((counts.open, counts.unanswered, counts.red), wanted);
    }
    assert_eq!(views.next_emergency().unwrap(), EmergencyId(all.len() as u32 + 1));
}
