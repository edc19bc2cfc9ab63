//! Facts and edits as the events that the domain makes of them.

use crate::domain::command::{Edit, Fact};
use crate::domain::event::Event;
use crate::domain::facts::{Change, Facts};
use crate::domain::family::Family;
use crate::ids::{FamilyId, MemberNo, Seq};

/// The events that enter a household with its people.
pub fn entered(family: FamilyId, facts: Vec<Fact>, people: Vec<Vec<Fact>>) -> Vec<Event> {
    let changes = |facts: Vec<Fact>| facts.into_iter().map(recorded).collect();
    let mut events = Vec::with_capacity(2 + 2 * people.len());
    events.push(Event::FamilyAdded { family });
    events.push(Event::FactsChanged { family, member: None, changes: changes(facts) });
    for (number, facts) in (1..).map(MemberNo).zip(people) {
        events.push(Event::MemberAdded { family, member: number });
        events.push(Event::FactsChanged { family, member: Some(number), changes: changes(facts) });
    }
    events
}

fn recorded(fact: Fact) -> Change {
    Change { field: fact.field, since: fact.since, before: None, after: Some(fact.value) }
}

/// The events that carry out edits of a household, the household's own facts first; none when all of it is known already.
pub fn edited(known: &Family, edits: &[Edit]) -> Vec<Event> {
    let mut whose: Vec<Option<MemberNo>> = edits.iter().map(|edit| edit.member).collect();
    whose.sort_unstable();
    whose.dedup();
    let nothing = Facts::default();
    let changed = |member: Option<MemberNo>| {
        let facts = match member {
            None => &known.facts,
            Some(number) => known.member(number).map_or(&nothing, |member| &member.facts),
        };
        let own = edits.iter().filter(|edit| edit.member == member);
        let changes: Vec<Change> =
            own.filter_map(|edit| facts.change(edit.field, edit.since, edit.value.clone())).collect();
        (!changes.is_empty()).then_some(Event::FactsChanged { family: known.id, member, changes })
    };
    whose.into_iter().filter_map(changed).collect()
}

/// The household as it stands after events.
pub fn folded(id: FamilyId, events: &[Event]) -> Family {
    let mut family = Family::new(id);
    events.iter().for_each(|event| family.apply(Seq(0), event));
    family
}
