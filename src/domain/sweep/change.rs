//! A verdict that turned since a day, and what turned it.

use crate::ids::{MeasureNo, MemberNo};
use crate::policy::verdict::Truth;
use crate::text::Both;
use serde::{Deserialize, Serialize};

/// A verdict that turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The measure.
    pub measure: MeasureNo,
    /// The person, or none for the household.
    pub member: Option<MemberNo>,
    /// What it was; none where the family or the person was not registered.
    pub before: Option<Truth>,
    /// What it is.
    pub after: Truth,
    /// What turned it.
    pub cause: Cause,
}

/// What turned a verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The family or the person was entered since.
    Entered,
    /// Something was recorded.
    Recorded,
    /// The measure came into force, or went out of it.
    Plan,
    /// Nothing but time: an age was reached, a year has begun, a day came.
    Time,
}

impl Cause {
    /// The word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Cause::Entered => "entered",
            Cause::Recorded => "recorded",
            Cause::Plan => "plan",
            Cause::Time => "time",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Cause::Entered => Both::new("新登记", "entered since"),
            Cause::Recorded => Both::new("情况有更改", "something was recorded"),
            Cause::Plan => Both::new("措施起止", "the measure began or ended"),
            Cause::Time => Both::new("到了年龄或日期", "an age or a day was reached"),
        }
    }
}

impl Change {
    /// What a clerk reads of the verdict before.
    pub fn before(&self) -> Both {
        self.before.map_or(Both::new("未登记", "not registered"), Truth::title)
    }
}
