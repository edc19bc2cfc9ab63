//! The questions that wait for a clerk, in lists and side by side.

use super::{FamilyRow, QueueRow};
use crate::domain::conflict::ConflictId;
use crate::domain::event::Matter;
use crate::domain::gap::{GapId, Lacked};
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
    /// Facts of a household or a person that are lacking.
    Gap(GapAsked),
}

/// Facts that a line names; the page has them all.
const TITLES_MAX: usize = 3;

/// What is lacking, in short.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapAsked {
    /// The gap.
    pub gap: GapId,
    /// The name of the person, or those of the parents.
    pub names: Vec<String>,
    /// Entitlements that wait for any of the facts.
    pub waiting: u16,
    /// The facts, those that most waits for first, each with the measures that wait for it.
    pub lacks: Vec<Lacked>,
}

impl ReviewRow {
    /// What kind of question it is.
    pub fn kind(&self) -> QuestionKind {
        match &self.asked {
            Asked::Row(matter) => matter.kind(),
            Asked::Conflict(..) => QuestionKind::Conflict,
            Asked::Twice(..) => QuestionKind::Twice,
            Asked::Gap(_) => QuestionKind::Gap,
        }
    }

    /// The families that it is or may be about.
    pub fn families(&self) -> &[FamilyId] {
        match &self.asked {
            Asked::Row(matter) => matter.families(),
            Asked::Conflict(conflict, _) => std::slice::from_ref(&conflict.family),
            Asked::Twice(family, ..) => std::slice::from_ref(family),
            Asked::Gap(asked) => std::slice::from_ref(&asked.gap.family),
        }
    }

    /// The names of the people it is about.
    pub fn names(&self) -> Vec<&str> {
        match &self.asked {
            Asked::Row(matter) => matter.row().iter().skip(1).filter_map(|facts| named(facts)).collect(),
            Asked::Conflict(_, names) | Asked::Twice(_, _, names) | Asked::Gap(GapAsked { names, .. }) => {
                names.iter().map(String::as_str).collect()
            }
        }
    }

    /// What is asked, in words.
    pub fn about(&self, lang: Lang) -> String {
        let text = match &self.asked {
            Asked::Gap(asked) => return asked.about(lang),
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
        };
        text.to_string()
    }

    /// Where it came from, empty for what follows from the facts.
    pub fn source(&self) -> &str {
        match &self.asked {
            Asked::Row(matter) => matter.source(),
            Asked::Conflict(..) | Asked::Twice(..) | Asked::Gap(_) => "",
        }
    }
}

impl GapAsked {
    /// What is lacking, and how much waits for it.
    fn about(&self, lang: Lang) -> String {
        let titles = self.lacks.iter().take(TITLES_MAX).map(|lacked| lacked.field.title().in_lang(lang));
        let titles = titles.collect::<Vec<_>>().join(lang.pick("、", ", "));
        let (waiting, all) = (self.waiting, self.lacks.len());
        let (zh, en) = match all.saturating_sub(TITLES_MAX) {
            0 => (String::new(), String::new()),
            more => (format!("等 {all} 项"), format!(" and {more} more")),
        };
        lang.pick(format!("{waiting} 项待遇待定，缺{titles}{zh}"), format!("{waiting} wait for {titles}{en}"))
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
    /// Facts that are lacking, each with what waits for it.
    Gap(Box<GapPage>),
}

impl QuestionPage {
    /// The line of the list.
    pub fn row(&self) -> &ReviewRow {
        match self {
            QuestionPage::Row(page) => &page.row,
            QuestionPage::Conflict(page) => &page.row,
            QuestionPage::Twice(page) => &page.row,
            QuestionPage::Gap(page) => &page.row,
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

/// Facts that are lacking, with the family that they are lacking of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GapPage {
    /// The line of the list, with what is lacking.
    pub row: ReviewRow,
    /// The gap, as in the line.
    pub asked: GapAsked,
    /// The family.
    pub family: FamilyRow,
    /// Its version.
    pub version: Seq,
    /// The role of the person; none for the household.
    pub role: Option<Role>,
}
