//! The questions that wait for a clerk, in lists and side by side.

use super::{FamilyRow, QueueRow};
use crate::domain::conflict::ConflictId;
use crate::domain::event::Matter;
use crate::domain::member::Role;
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::review::compare::Comparison;
use crate::ids::{FamilyId, ItemId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::service::query::Cursor;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// A question waiting for a clerk.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The question.
    pub question: QuestionId,
    /// What it is about, masked where it must be.
    pub asked: Asked,
}

/// What a question is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// A row of a roster.
    Row(Matter),
    /// Two facts of a family: the names of the people whose they are, or of the parents.
    Conflict(ConflictId, Vec<String>),
    /// Two items of merged families for the same: the kept family, the items, the names of the parents.
    Twice(FamilyId, [ItemId; 2], Vec<String>),
}

impl ReviewRow {
    /// What kind of question it is.
    pub fn kind(&self) -> QuestionKind {
        match &self.asked {
            Asked::Row(matter) => matter.kind(),
            Asked::Conflict(..) => QuestionKind::Conflict,
            Asked::Twice(..) => QuestionKind::Twice,
        }
    }

    /// The families that it is or may be about.
    pub fn families(&self) -> &[FamilyId] {
        match &self.asked {
            Asked::Row(matter) => matter.families(),
            Asked::Conflict(conflict, _) => std::slice::from_ref(&conflict.family),
            Asked::Twice(family, ..) => std::slice::from_ref(family),
        }
    }

    /// The names of the people it is about.
    pub fn names(&self) -> Vec<&str> {
        match &self.asked {
            Asked::Row(matter) => matter.row().iter().skip(1).filter_map(|facts| named(facts)).collect(),
            Asked::Conflict(_, names) | Asked::Twice(_, _, names) => names.iter().map(String::as_str).collect(),
        }
    }

    /// What is asked, in words.
    pub fn about(&self, lang: Lang) -> &str {
        match &self.asked {
            Asked::Row(Matter::LikelyDuplicate { .. }) => {
                lang.pick("报送的家庭像是已登记的家庭", "sent in, and looks like a registered family")
            }
            Asked::Row(Matter::Contradicts { .. }) => {
                lang.pick("报送内容与名册不同", "sent in otherwise than the register has it")
            }
            Asked::Conflict(conflict, _) => conflict.title().in_lang(lang),
            Asked::Row(Matter::Twice { .. }) | Asked::Twice(..) => {
                lang.pick("合并前两户各有一件同期事项", "both families were given the same for the same period")
            }
        }
    }

    /// Where it came from, empty for what follows from the facts.
    pub fn source(&self) -> &str {
        match &self.asked {
            Asked::Row(matter) => matter.source(),
            Asked::Conflict(..) | Asked::Twice(..) => "",
        }
    }
}

fn named(facts: &[crate::domain::facts::Change]) -> Option<&str> {
    match facts.iter().find(|change| change.field == Field::Name)?.after.as_ref() {
        Some(Value::Text(name)) => Some(name),
        _ => None,
    }
}

/// A question side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum QuestionPage {
    /// A row of a roster beside a family.
    Row(Box<ReviewPage>),
    /// A fact beside the one that contradicts it.
    Conflict(Box<ConflictPage>),
    /// An item beside the one that is for the same.
    Twice(Box<TwicePage>),
}

impl QuestionPage {
    /// The line of the list.
    pub fn row(&self) -> &ReviewRow {
        match self {
            QuestionPage::Row(page) => &page.row,
            QuestionPage::Conflict(page) => &page.row,
            QuestionPage::Twice(page) => &page.row,
        }
    }
}

/// A question with the row beside a family that it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    /// The line of the list.
    pub row: ReviewRow,
    /// The entry that settled it, once one has.
    pub settled: Option<Seq>,
    /// The families that it may be and that are still in the register, in the order of the question.
    pub like: Vec<FamilyRow>,
    /// The family that the row is laid beside; none when there is none any more.
    pub against: Option<FamilyRow>,
    /// The version of that family.
    pub version: Option<Seq>,
    /// The row beside it, masked where it must be: how two values stand to one another was told before they were masked.
    pub comparison: Comparison,
}

/// Two items for the same duty and period, of families that were merged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwicePage {
    /// The line of the list.
    pub row: ReviewRow,
    /// The entry that settled it, once one has.
    pub settled: Option<Seq>,
    /// The two items.
    pub items: [QueueRow; 2],
}

/// Two facts of a family that contradict each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictPage {
    /// The line of the list.
    pub row: ReviewRow,
    /// The family.
    pub family: FamilyRow,
    /// Its version.
    pub version: Seq,
    /// The two facts.
    pub sides: [ConflictSide; 2],
}

/// One of the two facts, masked where it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConflictSide {
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// What the person is to the family.
    pub role: Option<Role>,
    /// The name, empty for the household.
    pub name: String,
    /// The field.
    pub field: Field,
    /// The day from which it is recorded.
    pub since: Option<NaiveDate>,
    /// What is recorded.
    pub value: Value,
    /// What is recorded instead when the other is right; none takes it back.
    pub instead: Option<Value>,
    /// Who recorded it, as far as the family's history goes back.
    pub recorded: Option<Recorded>,
}

/// When and how a fact was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The entry.
    pub seq: Seq,
    /// When.
    pub at: DateTime<FixedOffset>,
    /// Who.
    pub actor: String,
    /// The word of the command.
    pub command: String,
}
