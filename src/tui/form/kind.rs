//! What a form is for. It is kept with a draft, so it holds ids and nothing that would be out of date.

use super::batch::BatchForm;
use super::conflict::SettleConflict;
use super::emergency::EmergencyForm;
use super::enter::{Enter, What};
use super::files::FileForm;
use super::gap::AnswerGap;
use super::meanwhile::Meanwhile;
use super::merge::Merge;
use super::settle::Settle;
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::service::answer::QueueRow;
use crate::service::presence;
use crate::service::query::Query;
use crate::tui::place::Place;
use serde::{Deserialize, Serialize};

/// An item that a step is taken with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// The item.
    pub item: ItemId,
    /// Its version when the clerk saw it.
    pub seen: Seq,
    /// Its measure.
    pub measure: MeasureNo,
    /// The department that has it.
    pub department: DepartmentNo,
    /// The name to show.
    pub name: String,
}

impl From<&QueueRow> for Subject {
    fn from(row: &QueueRow) -> Self {
        Self {
            item: row.item,
            seen: row.version,
            measure: row.measure,
            department: row.department,
            name: row.subject.clone(),
        }
    }
}

/// Something that happens to a family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Occasion {
    /// Another child was born.
    Birth,
    /// Another child was adopted.
    Adoption,
    /// A person died.
    Death,
    /// A disability was identified anew.
    GradeChange,
    /// The family moved.
    MoveHouse,
}

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A step with items.
    Step {
        /// The step.
        verb: Verb,
        /// The items.
        subjects: Vec<Subject>,
    },
    /// A new item for a family.
    NewItem {
        /// The family.
        family: FamilyId,
    },
    /// A new family.
    NewFamily,
    /// Other facts of a household or a person.
    EditFacts {
        /// The family.
        family: FamilyId,
        /// The person, or none for the household.
        member: Option<MemberNo>,
    },
    /// Another person of a family.
    AddMember {
        /// The family.
        family: FamilyId,
    },
    /// Something that happened to a family.
    Happened {
        /// The family.
        family: FamilyId,
        /// The person it happened to, where the clerk had chosen one.
        member: Option<MemberNo>,
        /// What.
        occasion: Occasion,
    },
    /// Contact that the clerk had with a family.
    Contact {
        /// The family.
        family: FamilyId,
    },
    /// The answer to a question.
    Settle(Settle),
    /// The answer to two facts that contradict each other.
    SettleConflict(SettleConflict),
    /// The answer to facts that are lacking.
    AnswerGap(AnswerGap),
    /// Lodging an emergency, or a step with one.
    Emergency(EmergencyForm),
    /// A row of a small register.
    Enter(Enter),
    /// Drawing up a batch, or an act with one.
    Batch(BatchForm),
    /// Which other family is one with this one.
    MergeWith {
        /// The family that is kept.
        family: FamilyId,
    },
    /// Two families that are to be one.
    Merge(Merge),
    /// Something that is done with a file.
    File(FileForm),
    /// What others changed while the form below was filled in.
    Meanwhile(Meanwhile),
    /// Taking entries back.
    Undo {
        /// The entries, the newest first.
        entries: Vec<Seq>,
        /// What they did, in words.
        what: String,
    },
    /// Which rows a screen shows.
    Filter {
        /// The screen, by the name of its place.
        #[serde(skip, default = "queues")]
        place: Place,
    },
}

fn queues() -> Place {
    Place::Queues
}

impl Kind {
    /// The name of its draft: one for each thing that can be half done.
    pub fn draft_name(&self) -> Option<String> {
        Some(match self {
            Kind::Step { verb, subjects } => match subjects.as_slice() {
                [] => return None,
                [only] => format!("{}-{}", verb.key(), only.item),
                [first, rest @ ..] => format!("{}-{}-and-{}", verb.key(), first.item, rest.len()),
            },
            Kind::NewItem { family } => format!("new-item-{family}"),
            Kind::NewFamily => "new-family".to_string(),
            Kind::EditFacts { family, member: None } => format!("edit-{family}"),
            Kind::EditFacts { family, member: Some(member) } => format!("edit-{family}-person-{member}"),
            Kind::AddMember { family } => format!("add-member-{family}"),
            Kind::Happened { family, occasion, .. } => format!("{}-{family}", occasion.key()),
            Kind::Contact { family } => format!("contact-{family}"),
            Kind::Settle(settle) => settle.draft_name(),
            Kind::SettleConflict(settle) => settle.draft_name(),
            Kind::AnswerGap(answer) => answer.draft_name(),
            Kind::Emergency(form) => form.draft_name(),
            Kind::Enter(enter) => enter.draft_name(),
            Kind::Batch(batch) => return batch.draft_name(),
            Kind::Merge(merge) => merge.draft_name(),
            Kind::File(file) => return file.draft_name(),
            Kind::Undo { .. } | Kind::Filter { .. } | Kind::MergeWith { .. } | Kind::Meanwhile(_) => return None,
        })
    }

    /// What the form is about, where others are to know that it is being filled in.
    pub fn subject(&self) -> Option<presence::Subject> {
        match self {
            Kind::Step { subjects, .. } => match subjects.as_slice() {
                [only] => Some(presence::Subject::Item(only.item)),
                _ => None,
            },
            Kind::MergeWith { .. } => None,
            _ => self.needs().map(presence::Subject::Family),
        }
    }

    /// What must be known before the form can be opened.
    pub fn asks(&self) -> Option<Query> {
        match self {
            Kind::Merge(Merge { keep, other, .. }) => Some(Query::Merge { keep: *keep, other: *other }),
            _ => self.needs().map(|family| Query::Family { family }),
        }
    }

    /// The family whose page must be known before the form can be opened.
    pub fn needs(&self) -> Option<FamilyId> {
        match self {
            Kind::NewItem { family }
            | Kind::MergeWith { family }
            | Kind::EditFacts { family, .. }
            | Kind::AddMember { family }
            | Kind::Contact { family }
            | Kind::Happened { family, .. } => Some(*family),
            Kind::Emergency(form) => form.needs(),
            Kind::Enter(enter) => enter.family.filter(|_| enter.what == What::Write),
            Kind::Step { .. }
            | Kind::NewFamily
            | Kind::Settle(_)
            | Kind::SettleConflict(_)
            | Kind::AnswerGap(_)
            | Kind::Batch(_)
            | Kind::Merge(_)
            | Kind::File(_)
            | Kind::Meanwhile(_)
            | Kind::Undo { .. }
            | Kind::Filter { .. } => None,
        }
    }
}

impl Occasion {
    /// Its word in the name of a draft.
    pub fn key(self) -> &'static str {
        match self {
            Occasion::Birth => "birth",
            Occasion::Adoption => "adoption",
            Occasion::Death => "death",
            Occasion::GradeChange => "grade-change",
            Occasion::MoveHouse => "move-house",
        }
    }
}
