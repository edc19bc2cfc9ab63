//! What a desk or a command sees of the service, whether it runs in the same process or behind a socket.

use super::answer::{Answer, Done, LogRow};
use super::errand::{Errand, Ran, no_hands};
use super::presence::{Here, Present};
use super::query::Query;
use super::touched::Touched;
use crate::domain::command::Command;
use crate::domain::refusal::Refusal;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A command on its way, with the sender's mark where it may be sent twice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Order {
    /// What is wanted.
    pub command: Command,
    /// A mark that makes a second sending harmless.
    pub token: Option<String>,
}

impl From<Command> for Order {
    fn from(command: Command) -> Self {
        Self { command, token: None }
    }
}

/// Something the clerk should know that no command caused: a torn tail that was cut, a year without holidays, a journal that takes no
/// more entries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: String,
    /// Nothing can be written until somebody acts.
    pub read_only: bool,
}

impl Notice {
    /// The sentence in one language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        lang.pick(&self.zh, &self.en)
    }
}

/// Wakes whoever waits for the clerk; may be rung from any thread.
pub type Bell = Arc<dyn Fn() + Send + Sync>;

/// The service, as its users see it.
pub trait Client {
    /// Answers a question.
    ///
    /// # Errors
    /// When there is no such thing, or the store cannot be read.
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal>;

    /// Does commands in order; each answer stands for something that is on disk. A refusal stops nothing: the next command is tried.
    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>>;

    /// Says of each command whether it would be done now, as if those before it had been; nothing is written.
    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>>;

    /// Runs an errand: a file is written or read.
    ///
    /// # Errors
    /// When it cannot be done, or there is nobody here to do it.
    fn run(&mut self, _errand: &Errand) -> Result<Ran, Refusal> {
        Err(no_hands())
    }

    /// Does some of what can wait, for moments in which nobody waits. True when there is more.
    fn idle(&mut self) -> bool {
        false
    }

    /// Whether something changed beside the clerk, in quiet moments, since this was last asked.
    fn take_changed(&mut self) -> bool {
        false
    }

    /// What changed, as far as it is known; asked when `take_changed` said that something did.
    fn touched(&mut self) -> Touched {
        Touched::everything()
    }

    /// Whether `idle` is to be called again soon: something is tried until it comes true.
    fn is_restless(&self) -> bool {
        false
    }

    /// Rings this bell whenever something may have changed beside the clerk; `idle` and `take_changed` then find out.
    fn ring(&mut self, _bell: Bell) {}

    /// Says where the clerk is, so that others are told; gives who else is there. Where there are no others nobody is told.
    fn present(&mut self, _here: Option<Here>) -> Vec<Present> {
        Vec::new()
    }

    /// Who else is where the clerk is, as far as it is known.
    fn others(&self) -> Vec<Present> {
        Vec::new()
    }

    /// The last entry of this clerk that can still be taken back.
    fn last_own(&mut self) -> Option<LogRow>;

    /// What the clerk should know.
    fn notices(&self) -> Vec<Notice>;

    /// The plan in force.
    fn plan(&self) -> Arc<Plan>;

    /// The working days.
    fn calendar(&self) -> Arc<Calendar>;

    /// The moment it is.
    fn now(&self) -> DateTime<FixedOffset>;

    /// The clerk: the user of the operating system.
    fn actor(&self) -> &str;
}
