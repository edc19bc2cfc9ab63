//! Duties that come round: which period an item covers, and that there is one item for each.

mod coming;
mod contact;
pub mod made;
mod owed;
mod refusal;
mod resting;
mod stage;

pub use coming::{Coming, ComingKind, Term};
pub use contact::{Account, Debt, Delivered, account, is_at_home};
pub use made::Made;
pub use owed::{Looked, Owed, by_district, by_family};
pub use refusal::RhythmRefusal;
pub use resting::{Resting, cold_since};
pub use stage::{Role, Stage, Told, is_new, is_untold};

use super::decide::{Office, Register};
use super::event::Event;
use super::item::Item;
use super::refusal::Refusal;
use super::workflow::{Status, Verb};
use crate::ids::{DepartmentNo, FamilyId, ItemId, MemberNo};
use crate::policy::period::Period;
use crate::policy::plan::{Measure, Plan, Rhythm};
use serde::{Deserialize, Serialize};

/// What happened with duties that come round. Kept in the journal: variants are only added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmEvent {
    /// An item covers a period; it stands in the entry that opened the item.
    ItemCovers {
        /// The item.
        item: ItemId,
        /// The period.
        period: Period,
    },
    /// Somebody was told that items came to a stage of their clock.
    Told {
        /// The stage.
        stage: Stage,
        /// The items.
        items: Vec<ItemId>,
    },
}

impl RhythmEvent {
    /// The items it is about.
    pub fn items(&self) -> &[ItemId] {
        match self {
            RhythmEvent::ItemCovers { item, .. } => std::slice::from_ref(item),
            RhythmEvent::Told { items, .. } => items,
        }
    }
}

/// What a clerk asks for about duties that come round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmCommand {
    /// Somebody has seen that these items came to a stage of their clock.
    Tell {
        /// The stage.
        stage: Stage,
        /// The items.
        items: Vec<ItemId>,
    },
    /// Contact that a clerk had with a family.
    Contact(Made),
}

impl RhythmCommand {
    /// The word that stands for the command in the journal and in messages.
    pub fn word(&self) -> &'static str {
        match self {
            RhythmCommand::Tell { .. } => "item seen",
            RhythmCommand::Contact(_) => "contact",
        }
    }
}

/// The most items that one command may name.
pub const TOLD_MAX: usize = 500;

/// The events of a command.
///
/// # Errors
/// When there is no such item or family, nothing is left to be said, or contact cannot be written down as asked.
pub fn decide(office: Office<'_>, register: &impl Register, command: &RhythmCommand) -> Result<Vec<Event>, Refusal> {
    match command {
        RhythmCommand::Tell { stage, items } => tell(office, register, *stage, items),
        RhythmCommand::Contact(contact) => made::decide(office, register, contact),
    }
}

fn tell(office: Office<'_>, register: &impl Register, stage: Stage, items: &[ItemId]) -> Result<Vec<Event>, Refusal> {
    if items.len() > TOLD_MAX {
        return Err(RhythmRefusal::TooMany { given: items.len(), most: TOLD_MAX }.into());
    }
    let mut fresh = Vec::new();
    for id in items {
        let item = register.item(*id).ok_or(Refusal::NoSuchItem(*id))?;
        if is_new(&item, stage, office.plan, office.today()) && !fresh.contains(id) {
            fresh.push(*id);
        }
    }
    if fresh.is_empty() {
        return Err(Refusal::NothingToChange);
    }
    Ok(vec![Event::Rhythm(RhythmEvent::Told { stage, items: fresh })])
}

/// Who owes what for when: of these there is one item at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Turn {
    /// The person it is for, or none for the household.
    pub member: Option<MemberNo>,
    /// The department, where each body of the district owes its own (section five); none for a family's, which is the same one whoever
    /// handles it.
    pub body: Option<DepartmentNo>,
    /// The period.
    pub period: Period,
}

impl Turn {
    /// What an item of a measure that comes round stands for.
    pub fn of(item: &Item, plan: &Plan) -> Option<Turn> {
        let period = covered(item, plan)?;
        Some(Turn { member: item.member, body: body(item.id.family, item.first_department), period })
    }

    /// What an item to be opened would stand for.
    pub fn new(family: FamilyId, member: Option<MemberNo>, department: DepartmentNo, period: Period) -> Turn {
        Turn { member, body: body(family, department), period }
    }
}

fn body(family: FamilyId, department: DepartmentNo) -> Option<DepartmentNo> {
    family.is_district().then_some(department)
}

/// The period that an item covers: the one written down with it, else the one in which it was opened.
pub fn covered(item: &Item, plan: &Plan) -> Option<Period> {
    item.period.or_else(|| Period::of_measure(plan.measure(item.measure)?, item.opened))
}

/// Whether an item stands for its period: whatever is under way or was done, not what was taken back or declined.
pub fn stands(item: &Item) -> bool {
    match item.status {
        Status::Withdrawn | Status::Declined => false,
        Status::Closed => {
            let settled = item.counted().rfind(|step| matches!(step.made.verb, Verb::Deliver | Verb::Decline));
            settled.is_none_or(|step| step.made.verb == Verb::Deliver)
        }
        _ => true,
    }
}

/// The item that stands for this turn of a measure already.
pub fn holder<'a>(items: &'a [Item], measure: &Measure, turn: Turn, plan: &Plan) -> Option<&'a Item> {
    let same = |item: &&Item| item.measure == measure.no && stands(item) && Turn::of(item, plan) == Some(turn);
    items.iter().find(same)
}

/// Whether there is or was an item for this turn of a measure, whatever became of it: what a clerk took back or declined does not come again
/// by itself.
pub fn is_taken(items: &[Item], measure: &Measure, turn: Turn, plan: &Plan) -> bool {
    items.iter().any(|item| item.measure == measure.no && Turn::of(item, plan) == Some(turn))
}

/// The period of an item to be opened on a day: the one asked for, else the one that the day belongs to. What goes on all the time needs
/// none: its items are as many as there are occasions.
///
/// # Errors
/// When the measure does not come round in such periods.
pub fn period_wanted(
    measure: &Measure,
    asked: Option<Period>,
    day: chrono::NaiveDate,
) -> Result<Option<Period>, RhythmRefusal> {
    match asked {
        Some(period) if period.suits(measure) => Ok(Some(period)),
        Some(period) => Err(RhythmRefusal::WrongPeriod {
            measure: (measure.title.zh.clone(), measure.title.en.clone()),
            asked: period,
            like: Period::of_measure(measure, day),
        }),
        None if measure.rhythm == Rhythm::Standing => Ok(None),
        None => Ok(Period::of_measure(measure, day)),
    }
}
