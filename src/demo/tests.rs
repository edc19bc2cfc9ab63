//! The invented history as a whole: the same for the same seed, lawful, and with everything in it that a desk must be able to show.

use super::*;
use crate::domain::entry::Body;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::item::{Item, Urgency};
use crate::domain::workflow::{Status, Verb, step};
use crate::ids::{FamilyId, ItemId, Seq};
use std::collections::{BTreeMap, BTreeSet};

fn today() -> NaiveDate {
    "2026-11-24".parse().unwrap()
}

fn made<'a>(spec: &Spec, plan: &'a Plan) -> Histories<'a> {
    histories(spec, plan, &Calendar::built_in(), Directory::built_in())
}

/// The register that comes of a history.
#[derive(Default)]
struct Register {
    families: BTreeMap<FamilyId, Family>,
    items: BTreeMap<ItemId, Item>,
    bodies: Vec<Body>,
}

impl Register {
    fn of(spec: &Spec) -> Self {
        let plan = Plan::builtin();
        let mut it = Self::default();
        for (seq, body) in (1..).map(Seq).zip(made(spec, &plan)) {
            body.events.iter().for_each(|event| it.apply(&plan, seq, &body, event));
            it.bodies.push(body);
        }
        it
    }

    fn apply(&mut self, plan: &Plan, seq: Seq, body: &Body, event: &Event) {
        match event {
            Event::FamilyAdded { family } => {
                assert!(self.families.insert(*family, Family::new(*family)).is_none());
            }
            Event::MemberAdded { family, .. } | Event::FactsChanged { family, .. } => {
                self.families.get_mut(family).expect("a known family").apply(seq, event);
            }
            Event::ItemOpened { item, measure, member, .. } => {
                let measure = plan.measure(*measure).expect("a known measure");
                assert_eq!(item.family.is_district(), measure.rule.is_none(), "{item}: {}", measure.id);
                if !item.family.is_district() {
                    let family = self.families.get_mut(&item.family).expect("a known family");
                    assert_eq!(item.number, family.last_item + 1);
                    family.apply(seq, event);
                    assert!(member.is_none_or(|member| family.member(member).is_some()), "{item}: nobody there");
                }
                let opened = Item::open(seq, &body.actor, event).unwrap();
                assert!(self.items.insert(*item, opened).is_none(), "{item} twice");
            }
            Event::ItemMoved { item, step: made } => {
                let item = self.items.get_mut(item).expect("a known item");
                let approval = plan.measure(item.measure).unwrap().approval;
                assert!(step(item.status, made.verb, approval).is_some(), "{}: {}", item.id, made.verb.key());
                assert_eq!(made.reason.is_empty(), !made.verb.wants_reason());
                item.apply(seq, body.at, &body.actor, event);
            }
            Event::StepWithdrawn { item, of } => {
                let item = self.items.get_mut(item).expect("a known item");
                assert!(item.counted().next_back().is_some_and(|step| step.seq == *of), "{}", item.id);
                item.apply(seq, body.at, &body.actor, event);
            }
            Event::EntryWithdrawn { of, .. } => assert!(*of < seq),
            other => panic!("not made here: {other:?}"),
        }
    }
}

#[test]
fn print_some() {
    let spec = Spec::usual(today());
    let it = Register::of(&spec);
    println!("bodies {} families {} items {}", it.bodies.len(), it.families.len(), it.items.len());
    let mut by = BTreeMap::new();
    let mut measures = BTreeMap::new();
    let mut left = BTreeMap::new();
    let mut live = 0;
    let mut years = BTreeMap::new();
    let mut depts = BTreeMap::new();
    for item in it.items.values() {
        *by.entry((item.status.key(), item.urgency.key())).or_insert(0) += 1;
        *measures.entry(item.measure.0).or_insert(0) += 1;
        *years.entry(item.opened.format("%Y").to_string()).or_insert(0) += 1;
        if item.status.is_open() {
            live += 1;
            *depts.entry(item.department.0).or_insert(0) += 1;
            let days = item.due.map(|due| due.days_left(today()));
            let bucket = match days {
                None => "none",
                Some(..=-12) => "a: very late",
                Some(-11..=-1) => "b: late",
                Some(0) => "c: today",
                Some(1..=7) => "d: week",
                Some(8..=30) => "e: month",
                _ => "f: later",
            };
            *left.entry(bucket).or_insert(0) += 1;
        }
    }
    let plan = Plan::builtin();
    println!("{by:?}\nlive {live}\n{left:?}\n{years:?}\n{depts:?}");
    for (no, count) in &measures {
        println!("  {count:5} {}", plan.measure(crate::ids::MeasureNo(*no)).unwrap().id);
    }
    println!(
        "missing {:?}",
        plan.measures().iter().filter(|m| !measures.contains_key(&m.no.0)).map(|m| &m.id).collect::<Vec<_>>()
    );
    let last: Vec<_> = it.bodies.iter().rev().take(3).map(|b| (b.at, &b.command)).collect();
    println!("{last:?}");
    for n in [0, 1, 500, 5000, 20_000] {
        println!("{:?}", it.bodies[n]);
    }
}
