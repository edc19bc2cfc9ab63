//! How a clerk settles a conflict, and what that records.

use super::{Conflict, ConflictEvent, ConflictId, ConflictRefusal, find, open};
use crate::domain::command::Edit;
use crate::domain::decide::{Office, Register, edit_facts, known_family, unchanged_since};
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use serde::{Deserialize, Serialize};

/// A conflict and its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settling {
    /// The conflict.
    pub conflict: ConflictId,
    /// The version of the family that the clerk saw, where it matters.
    pub seen: Option<Seq>,
    /// The answer.
    pub answer: Answer,
    /// Why.
    pub reason: String,
}

/// A value given for one of the two facts: whose, which, and what it is; none takes it back.
pub type Given = (Option<MemberNo>, Field, Option<Value>);

/// Which of the two facts is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// The first; the second gives way.
    First,
    /// The second; the first gives way.
    Second,
    /// Neither: these values are right, each of one of the two facts.
    Values(Vec<Given>),
    /// Both, as they stand.
    Both,
}

/// The events that settle a conflict.
///
/// # Errors
/// When it is not there, the answer does not fit it, or the facts would still contradict each other.
pub fn settle(office: Office<'_>, register: &impl Register, settling: &Settling) -> Result<Vec<Event>, Refusal> {
    let Settling { conflict: id, seen, answer, reason } = settling;
    let family = known_family(register, id.family)?;
    unchanged_since(family.id, *seen, family.version)?;
    let waiting = open(&family).into_iter().find(|conflict| conflict.id == *id);
    let conflict = waiting.ok_or(ConflictRefusal::NotThere(*id))?;
    let reason = reason.trim().to_string();
    let [first, second] = &conflict.sides;
    let edits = match answer {
        Answer::First => vec![second.gives_way.clone()],
        Answer::Second => vec![first.gives_way.clone()],
        Answer::Values(values) => edits(&conflict, values)?,
        Answer::Both if reason.is_empty() => return Err(ConflictRefusal::ReasonMissing(*id).into()),
        Answer::Both => {
            let accepted = ConflictEvent::Accepted { conflict: *id, values: conflict.values(), reason };
            return Ok(vec![Event::Conflict(accepted)]);
        }
    };
    let mut events = edit_facts(office, register, &family, &edits)?;
    if remains(office, &family, &events, *id) {
        return Err(ConflictRefusal::Remains(*id).into());
    }
    events.push(Event::Conflict(ConflictEvent::Settled { conflict: *id, reason }));
    Ok(events)
}

/// The values that a clerk gave, each on the day of the fact that it puts right.
fn edits(conflict: &Conflict, values: &[Given]) -> Result<Vec<Edit>, ConflictRefusal> {
    let edit = |(member, field, value): &Given| {
        let side = conflict.sides.iter().find(|side| side.member == *member && side.field == *field);
        let side = side.ok_or(ConflictRefusal::NotOfIt(conflict.id))?;
        Ok(Edit { member: *member, field: *field, since: side.since, value: value.clone() })
    };
    if values.is_empty() { Err(ConflictRefusal::NotOfIt(conflict.id)) } else { values.iter().map(edit).collect() }
}

fn remains(office: Office<'_>, family: &Family, events: &[Event], id: ConflictId) -> bool {
    let mut then = family.clone();
    events.iter().for_each(|event| then.apply(family.version, event));
    find(&then, office.today()).iter().any(|conflict| conflict.id == id)
}
