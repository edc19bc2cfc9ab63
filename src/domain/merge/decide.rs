//! What a merge records: facts that the kept household takes over, people that it did not have, the pointer, and a question for every
//! duty that both were given for the same period.

use super::{MERGED_MAX, MergeCommand, MergeEvent, MergeRefusal, Merged, all_items};
use crate::domain::command::Edit;
use crate::domain::decide::{Office, Register, known_family, unchanged_since};
use crate::domain::event::{Event, Matter};
use crate::domain::facts::{Change, Facts};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::{Member, Role};
use crate::domain::refusal::Refusal;
use crate::domain::review::Spot;
use crate::domain::review::compare::{Comparison, Line, Standing};
use crate::domain::rhythm::{self, Turn};
use crate::domain::workflow::Status;
use crate::ids::{ItemId, MemberNo, ReviewId};
use crate::policy::field::Field;
use crate::policy::plan::{Plan, Rhythm};
use crate::policy::value::Dated;

/// Two households side by side, and what merging them would do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Preview {
    /// The other household's facts beside the kept one's.
    pub comparison: Comparison,
    /// Who is who: number in the other one, number in the kept one.
    pub people: Vec<(MemberNo, MemberNo)>,
    /// Duties that both were given for the same period.
    pub twice: Vec<(ItemId, ItemId)>,
}

impl Preview {
    /// The words of the facts that both know otherwise: a clerk says which is right.
    pub fn undecided(&self) -> Vec<String> {
        undecided(&self.comparison, &[], &[])
    }
}

/// Lays one household beside another.
pub fn preview(plan: &Plan, register: &impl Register, keep: &Family, other: &Family) -> Preview {
    let comparison = Comparison::of(&row(other), Some(keep));
    let people = people(&comparison, keep, other);
    let merged = merged(keep, other, people.clone());
    Preview { comparison, people, twice: twice(plan, register, keep, other, &merged) }
}

/// Whether a difference need not be decided: the kept household's own number and who somebody is to it stay.
fn stays(line: &Line) -> bool {
    matches!(line.field, Field::CaseNumber | Field::Role | Field::Note)
}

/// The events that merge two households.
///
/// # Errors
/// When they cannot be merged as asked.
pub fn decide(office: Office<'_>, register: &impl Register, command: &MergeCommand) -> Result<Vec<Event>, Refusal> {
    let MergeCommand { keep, other, seen, take, hold, reason } = command;
    if keep == other {
        return Err(MergeRefusal::Itself(*keep).into());
    }
    let (keep, other) = (known_family(register, *keep)?, known_family(register, *other)?);
    unchanged_since(keep.id, seen.map(|(keep, _)| keep), keep.version)?;
    unchanged_since(other.id, seen.map(|(_, other)| other), other.version)?;
    if keep.merged.len() + other.merged.len() >= MERGED_MAX {
        return Err(MergeRefusal::TooMany(keep.id).into());
    }
    if let Some(open) = register.emergencies(other.id).into_iter().find(|one| one.is_open()) {
        return Err(MergeRefusal::OpenEmergency(open.id).into());
    }
    let Preview { comparison, people, twice } = preview(office.plan, register, &keep, &other);
    if let Some(spot) = take.iter().chain(hold).find(|spot| !comparison.has(**spot)) {
        return Err(MergeRefusal::NotThere(*spot).into());
    }
    let open = undecided(&comparison, take, hold);
    if !open.is_empty() {
        return Err(MergeRefusal::Undecided(open).into());
    }
    let (mut edits, _) = comparison.taking(take, hold);
    // The file of the kept household stays its file; the other one's number finds it by the pointer.
    edits.retain(|edit| edit.field != Field::CaseNumber || keep.case_number().is_empty());
    // Somebody whom the kept household does not have comes as a whole: items may be theirs.
    let strangers = comparison.people.iter().zip(&other.members).filter(|(person, _)| person.member.is_none());
    let mut events = taken_over(&keep, &edits, strangers.map(|(_, member)| member));
    events.extend(pointers(&keep, &other, people, reason));
    let first = register.next_review().0;
    events.extend((first..).zip(twice).map(|(review, (first, second))| {
        let matter = Matter::Twice { family: keep.id, first, second };
        Event::ReviewRaised { review: ReviewId(review), matter }
    }));
    Ok(events)
}

/// The words of the facts that both know otherwise and that nobody decided.
fn undecided(comparison: &Comparison, take: &[Spot], hold: &[Spot]) -> Vec<String> {
    let open = comparison.lines.iter().filter(|line| line.standing == Standing::Differs && !stays(line));
    let open = open.filter(|line| !comparison.is_decided(line, take, hold));
    let mut words: Vec<String> = open.map(|line| comparison.word(line)).collect();
    words.dedup();
    words
}

/// A household's facts as a row: the household's first, then each person's.
fn row(family: &Family) -> Vec<Vec<Change>> {
    let people = family.members.iter().map(|member| stated(&member.facts));
    std::iter::once(stated(&family.facts)).chain(people).collect()
}

/// Facts as changes to nothing.
fn stated(facts: &Facts) -> Vec<Change> {
    let stated = |(field, dated): (Field, &Dated)| {
        let after = Some(dated.value.clone());
        Change { field, since: dated.since, before: None, after }
    };
    facts.iter().map(stated).collect()
}

/// Who is who; people whom the kept household does not have get the next numbers, in their order.
fn people(comparison: &Comparison, keep: &Family, other: &Family) -> Vec<(MemberNo, MemberNo)> {
    let mut next = keep.next_member();
    let pairs = comparison.people.iter().zip(&other.members).map(|(person, member)| {
        let here = person.member.unwrap_or_else(|| {
            let here = next;
            next = MemberNo(next.0.saturating_add(1));
            here
        });
        (member.number, here)
    });
    pairs.collect()
}

/// What is taken over: changes of facts, and people. It was all recorded before, so it is not read again.
fn taken_over<'a>(keep: &Family, edits: &[Edit], strangers: impl Iterator<Item = &'a Member>) -> Vec<Event> {
    let mut events = Vec::new();
    let mut whose: Vec<Option<MemberNo>> = edits.iter().map(|edit| edit.member).collect();
    whose.sort_unstable();
    whose.dedup();
    for member in whose {
        let known = member.map_or(Some(&keep.facts), |number| keep.member(number).map(|member| &member.facts));
        let mine = edits.iter().filter(|edit| edit.member == member);
        let changes: Vec<Change> = known.map_or_else(Vec::new, |known| {
            mine.filter_map(|edit| known.change(edit.field, edit.since, edit.value.clone())).collect()
        });
        if !changes.is_empty() {
            events.push(Event::FactsChanged { family: keep.id, member, changes });
        }
    }
    let mut number = keep.next_member();
    for stranger in strangers {
        events.push(Event::MemberAdded { family: keep.id, member: number });
        events.push(Event::FactsChanged { family: keep.id, member: Some(number), changes: stated(&stranger.facts) });
        number = MemberNo(number.0.saturating_add(1));
    }
    events
}

fn merged(keep: &Family, other: &Family, people: Vec<(MemberNo, MemberNo)>) -> Merged {
    Merged { keep: keep.id, other: other.id, case_number: other.case_number().to_string(), people }
}

/// The pointer, and those of what had gone into the other household: they never stand in a chain.
fn pointers(keep: &Family, other: &Family, people: Vec<(MemberNo, MemberNo)>, reason: &str) -> Vec<Event> {
    let into = merged(keep, other, people);
    let mut events: Vec<Event> = Vec::new();
    let mut after = Vec::new();
    for earlier in &other.merged {
        events.push(Event::Merge(MergeEvent::Parted { merged: earlier.clone() }));
        let through = |(there, here): &(MemberNo, MemberNo)| Some((*there, into.person(*here)?));
        let people = earlier.people.iter().filter_map(through).collect();
        let merged = Merged { keep: keep.id, people, ..earlier.clone() };
        after.push(Event::Merge(MergeEvent::Merged { merged, reason: String::new() }));
    }
    events.push(Event::Merge(MergeEvent::Merged { merged: into, reason: reason.trim().to_string() }));
    events.extend(after);
    events
}

/// Duties that both were given for the same period, or that come once and are under way in both.
fn twice(
    plan: &Plan,
    register: &impl Register,
    keep: &Family,
    other: &Family,
    merged: &Merged,
) -> Vec<(ItemId, ItemId)> {
    let ours = all_items(register, keep);
    let theirs = all_items(register, other).into_iter().map(|item| merged.seen_from_kept(item));
    let pair = |item: Item| ours.iter().find(|mine| are_one(plan, mine, &item)).map(|mine| (mine.id, item.id));
    theirs.filter_map(pair).collect()
}

/// Whether two items are the same duty given twice: of one of them there may be only one.
fn are_one(plan: &Plan, a: &Item, b: &Item) -> bool {
    let Some(measure) = plan.measure(a.measure).filter(|_| a.measure == b.measure && a.member == b.member) else {
        return false;
    };
    if !(rhythm::stands(a) && rhythm::stands(b)) {
        return false;
    }
    match measure.rhythm {
        Rhythm::Standing | Rhythm::PerEvent => false,
        _ => match (Turn::of(a, plan), Turn::of(b, plan)) {
            (Some(a), Some(b)) => a.period == b.period,
            _ => a.status.is_open() && b.status.is_open(),
        },
    }
}

/// An item that was delivered for the same duty and period in the other of two merged households: it is not given twice.
pub fn paid_already(office: Office<'_>, register: &impl Register, item: &Item) -> Option<Item> {
    let family = register.family(item.id.family)?;
    if family.into.is_none() && family.merged.is_empty() {
        return None;
    }
    let mine = super::from_kept(register, item);
    let given = |other: &Item| {
        let delivered = matches!(other.status, Status::Delivered | Status::Closed);
        other.id != mine.id && delivered && are_one(office.plan, other, &mine)
    };
    super::items(register, item.id.family).into_iter().find(given)
}

impl Comparison {
    /// Whether a clerk said which of the two values stands.
    pub fn is_decided(&self, line: &Line, take: &[Spot], hold: &[Spot]) -> bool {
        let named = |spots: &[Spot]| spots.iter().any(|spot| self.names(*spot, line));
        named(take) || named(hold)
    }

    /// The word by which a clerk names a line: `phone`, `father.born_on`, `4.name`.
    pub fn word(&self, line: &Line) -> String {
        let field = line.field.key();
        let Some(person) = self.person(line.nth) else { return field.to_string() };
        let whose = match person.role {
            Role::Father => "father".to_string(),
            Role::Mother => "mother".to_string(),
            Role::Child => "child".to_string(),
            _ => person.nth.to_string(),
        };
        format!("{whose}.{field}")
    }
}
