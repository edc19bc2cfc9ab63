//! What the service answers about batches of payments, masked where it must be.

use super::Rows;
use crate::domain::batch::{Balance, Batch, Ended, Line};
use crate::ids::{BatchId, FamilyId, MemberNo};
use crate::policy::allowance::{Kind, Monthly, Settlement};
use crate::service::query::Cursor;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One answer; its variant is that of the query.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BatchAnswer {
    /// To `All`.
    Batches(Rows<BatchLine>),
    /// To `One`.
    Batch(Box<BatchPage>),
    /// To `Lines` and `PaidTo`.
    Lines(Rows<PaymentLine>),
    /// To `Standard`.
    Standard(Box<Applies>),
    /// To `Walk`.
    Families(Families),
    /// To `Uneven`.
    Accounts(Rows<BalanceLine>),
}

/// The next families of a walk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Families {
    /// The families.
    pub families: Vec<FamilyId>,
    /// Whether there is none after them.
    pub whole: bool,
}

/// An account that does not come out even.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BalanceLine {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The account.
    pub balance: Balance,
}

/// A batch in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchLine {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The batch.
    pub batch: Batch,
}

/// A batch and those it is linked to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BatchPage {
    /// The batch.
    pub batch: Batch,
    /// The batches that pay its failed lines again.
    pub later: Vec<BatchId>,
}

/// A line of a batch, with identity number and account masked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentLine {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The line.
    pub line: Line,
}

/// Which standard applies to a person on a day, and what that rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applies {
    /// The household.
    pub family: FamilyId,
    /// The person.
    pub member: MemberNo,
    /// The person's name.
    pub name: String,
    /// As what the person is on the allowance that day; none where they are not.
    pub kind: Option<Kind>,
    /// From which day that was confirmed.
    #[serde(with = "crate::when::maybe_day")]
    pub since: Option<NaiveDate>,
    /// Where the household counts as living, where it is known.
    pub settlement: Option<Settlement>,
    /// What ended the claim, where something did.
    pub ended: Option<Ended>,
    /// The standard that applies.
    pub standard: Option<Monthly>,
    /// The standards in force for that kind which it comes before, the nearest first.
    pub before: Vec<Monthly>,
}
