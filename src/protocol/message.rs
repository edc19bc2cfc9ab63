//! The messages. What they carry is the service's plain data; their bytes are pinned by a test, and a change of them is a new
//! [`super::PROTOCOL`].

use crate::domain::refusal::Refusal;
use crate::service::answer::{Answer, Done, LogRow};
use crate::service::client::{Notice, Order};
use crate::service::presence::{Here, Present};
use crate::service::query::Query;
use crate::service::touched::Touched;
use chrono::{DateTime, FixedOffset, NaiveDate};
use serde::{Deserialize, Serialize};

/// What a client asks of the server. It has one request under way at a time, and gets one [`Reply`] for each.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Answer a question, as of this day where one was named.
    Ask(Query, Option<NaiveDate>),
    /// Say what orders would do.
    Preview(Vec<Order>),
    /// Carry orders out.
    Execute(Vec<Order>),
    /// Find the last entry of this clerk that can be taken back.
    LastOwn,
    /// From now on say when something changed, and who else is where this desk is.
    Watch,
    /// This desk is here now, or nowhere.
    Here(Option<Here>),
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// To `Request::Ask`.
    Answered(Result<Answer, Refusal>),
    /// To `Request::Preview`.
    Previewed(Vec<Result<(), Refusal>>),
    /// To `Request::Execute`: each stands for something that is on disk.
    Executed(Vec<Result<Done, Refusal>>),
    /// To `Request::LastOwn`.
    LastOwn(Option<LogRow>),
    /// To `Request::Watch`.
    Watching,
    /// To `Request::Here`: who else is there.
    Here(Others),
}

/// What the server says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Told {
    /// First of all: whom it takes the client for, and what the office works by.
    Welcome(Welcome),
    /// The answer to the request that is under way.
    Reply(Reply),
    /// Something changed; many changes may be told at once. Only after `Request::Watch`.
    Changed(Changed),
    /// The connection ends, and why.
    Farewell(Refusal),
    /// Who else is where this desk is has changed. Only after `Request::Watch`.
    Others(Others),
}

/// What a client needs to know to show anything.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Welcome {
    /// The clerk, as the operating system names the process at the other end.
    pub actor: String,
    /// The moment it is for the server.
    pub now: DateTime<FixedOffset>,
    /// The day that the server takes for today, when it was told one.
    pub today: Option<NaiveDate>,
    /// The plan in force: the text of the office's own, none for the built-in one.
    pub plan: Option<String>,
    /// The lists of days off that the office has taken in.
    pub days_off: Vec<String>,
    /// What the clerk should know.
    pub notices: Vec<Notice>,
}

/// That something changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    /// The last entry of the journal.
    pub head: u64,
    /// What the clerk should know now.
    pub notices: Vec<Notice>,
    /// What changed, of what is the clerk's.
    pub touched: Touched,
}

/// Who else is where a desk is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Others {
    /// Counts the changes of whereabouts: what has the higher number is newer.
    pub turn: u64,
    /// Who it is; a few at most.
    pub who: Vec<Present>,
}
