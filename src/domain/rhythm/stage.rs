//! How a due date comes near and passes, and who is to be told of each stage: once.

use crate::domain::item::Item;
use crate::policy::plan::Plan;
use crate::text::Both;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The standard that says how many days before its due date an item is due soon.
const SOON: &str = "soon_days";
/// The standard that says after how many days overdue the leading group's office is told.
const LATE: &str = "late_days";

/// A stage of an item whose clock runs. Kept in the journal: others are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Stage {
    /// It is due within days.
    Soon,
    /// It is due today, or was.
    Due,
    /// It is overdue.
    Overdue,
    /// It has been overdue for long.
    Late,
}

/// Whom a stage is told to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// The clerk of the department whose turn it is.
    Clerk,
    /// The head of that department.
    Head,
    /// The office of the leading group.
    Office,
}

impl Role {
    /// Every one.
    pub const ALL: [Role; 3] = [Role::Clerk, Role::Head, Role::Office];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Role::Clerk => "clerk",
            Role::Head => "head",
            Role::Office => "office",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Role::Clerk => Both::new("经办人", "clerk"),
            Role::Head => Both::new("部门负责人", "head of department"),
            Role::Office => Both::new("领导小组办公室", "leading group's office"),
        }
    }
}

impl Stage {
    /// Every one, in the order in which an item comes to them.
    pub const ALL: [Stage; 4] = [Stage::Soon, Stage::Due, Stage::Overdue, Stage::Late];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            Stage::Soon => "soon",
            Stage::Due => "due",
            Stage::Overdue => "overdue",
            Stage::Late => "late",
        }
    }

    /// The stage with this word.
    pub fn from_key(key: &str) -> Option<Stage> {
        Stage::ALL.into_iter().find(|stage| stage.key() == key)
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Stage::Soon => Both::new("即将到期", "due soon"),
            Stage::Due => Both::new("到期", "due"),
            Stage::Overdue => Both::new("逾期", "overdue"),
            Stage::Late => Both::new("逾期较久", "long overdue"),
        }
    }

    /// Whom it is told to.
    pub fn role(self) -> Role {
        match self {
            Stage::Soon | Stage::Due => Role::Clerk,
            Stage::Overdue => Role::Head,
            Stage::Late => Role::Office,
        }
    }

    /// The due dates of the items that are at this stage on a day, first and last. Of those that are due nobody hears that they are due
    /// soon; that they are overdue the clerk hears beside the head.
    pub fn due_dates(self, plan: &Plan, today: NaiveDate) -> (NaiveDate, NaiveDate) {
        let standard = |key: &str| Days::new(u64::from(plan.number(key, today).unwrap_or(0)));
        let ahead = |days: Days| today.checked_add_days(days).unwrap_or(today);
        let back = |days: Days| today.checked_sub_days(days).unwrap_or(today);
        match self {
            Stage::Soon => (ahead(Days::new(1)), ahead(standard(SOON))),
            Stage::Due => (NaiveDate::MIN, today),
            Stage::Overdue => (NaiveDate::MIN, back(Days::new(1))),
            Stage::Late => (NaiveDate::MIN, back(standard(LATE))),
        }
    }
}

/// That somebody was told of a stage of an item; it counts as long as the due date stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Told {
    /// The stage.
    pub stage: Stage,
    /// The due date at the time.
    #[serde(with = "crate::when::day")]
    pub due: NaiveDate,
}

/// Whether it is still to be said that the item came to this stage, were it there.
pub fn is_untold(item: &Item, stage: Stage) -> bool {
    let due = item.due.filter(|_| item.status.is_live()).map(|due| due.on);
    due.is_some_and(|due| !item.told.contains(&Told { stage, due }))
}

/// Whether the item is at this stage on a day, and it is still to be said.
pub fn is_new(item: &Item, stage: Stage, plan: &Plan, today: NaiveDate) -> bool {
    let (first, last) = stage.due_dates(plan, today);
    is_untold(item, stage) && item.due.is_some_and(|due| first <= due.on && due.on <= last)
}
