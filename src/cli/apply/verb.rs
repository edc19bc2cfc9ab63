//! The commands that a line may hold: each word with the definition that the command line has for it too.

use crate::cli::account::words as account;
use crate::cli::act::Wording;
use crate::cli::batch::words as batch;
use crate::cli::emergency::{self, report::ReportArgs};
use crate::cli::failure::Failure;
use crate::cli::family::merge::MergeArgs;
use crate::cli::family::{add::AddArgs, contact::ContactArgs, edit::EditArgs, event::EventArgs};
use crate::cli::item::open::OpenArgs;
use crate::cli::item::seen::SeenArgs;
use crate::cli::item::step::{StepArgs, takes};
use crate::cli::register::write::{CorrectArgs, WithdrawArgs, WriteArgs};
use crate::cli::review::settle::SettleArgs;
use crate::cli::sense::Sense;
use crate::cli::undo::UndoArgs;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::emergency::workflow::Act;
use crate::domain::workflow::Verb;
use crate::service::client::Order;
use clap::Args;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The most characters of a token.
const TOKEN_MAX: usize = 200;

/// Every command that a line may hold.
pub struct Verbs(Vec<Known>);

struct Known {
    words: Vec<String>,
    keys: Vec<String>,
    required: Vec<String>,
    read: Box<Read>,
}

type Read = dyn Fn(Value, &mut Sense<'_>) -> Result<Command, Failure>;

impl Verbs {
    /// The table, derived from the definitions.
    pub fn new() -> Self {
        let mut table = vec![
            known::<OpenArgs>(&["open", "item open"]),
            known::<AddArgs>(&["family add"]),
            known::<EditArgs>(&["family edit"]),
            known::<EventArgs>(&["family event"]),
            known::<ContactArgs>(&["contact", "family contact"]),
            known::<SettleArgs>(&["review settle"]),
            known::<MergeArgs>(&["family merge"]),
            known::<SeenArgs>(&["seen", "item seen"]),
            known::<UndoArgs>(&["undo"]),
            known::<WriteArgs>(&["register write"]),
            known::<CorrectArgs>(&["register correct"]),
            known::<WithdrawArgs>(&["register withdraw"]),
            known::<ReportArgs>(&["emergency report"]),
            known::<batch::AddArgs>(&["batch add"]),
            known::<batch::HoldArgs>(&["batch hold"]),
            known::<batch::IncludeArgs>(&["batch include"]),
            known::<batch::FreezeArgs>(&["batch freeze"]),
            known::<batch::ReturnArgs>(&["batch return"]),
            known::<batch::BounceArgs>(&["batch bounce"]),
            known::<batch::CorrectArgs>(&["batch correct"]),
            known::<batch::RecoverArgs>(&["batch recover"]),
            known::<batch::CloseArgs>(&["batch close"]),
            known::<batch::DiscardArgs>(&["batch discard"]),
            known::<account::GrantArgs>(&["account grant"]),
            known::<account::CloseArgs>(&["account close"]),
            known::<account::DeputiseArgs>(&["account deputise"]),
            known::<account::RecallArgs>(&["account recall"]),
        ];
        table.extend(Verb::ALL.into_iter().map(step));
        table.extend(emergency::step::all().map(emergency_step));
        Self(table)
    }

    /// The order that a line holds.
    ///
    /// # Errors
    /// When it holds none.
    pub fn order(&self, line: &str, sense: &mut Sense<'_>) -> Result<Order, Failure> {
        let value: Value = serde_json::from_str(line).map_err(|error| Wrong::NotJson(error.column()))?;
        let Value::Object(mut keys) = value else { return Err(Wrong::NotAnObject.into()) };
        let Some(Value::String(word)) = keys.remove("command") else {
            return Err(Wrong::NoCommand(self.words()).into());
        };
        let token = token(keys.remove("token"))?;
        let known = self.0.iter().find(|known| known.words.contains(&word));
        let known = known.ok_or_else(|| Wrong::NoSuchCommand(word.clone(), self.words()))?;
        known.check(&word, &keys)?;
        let command = (known.read)(Value::Object(keys), sense)?;
        Ok(Order { command, token })
    }

    fn words(&self) -> Vec<String> {
        self.0.iter().filter_map(|known| known.words.first().cloned()).collect()
    }
}

impl Known {
    /// Every key is one of the command's, and none that it needs is missing.
    fn check(&self, word: &str, keys: &Map<String, Value>) -> Result<(), Wrong> {
        if let Some(key) = keys.keys().find(|key| !self.keys.contains(key)) {
            return Err(Wrong::NoSuchKey { command: word.to_string(), key: key.clone(), keys: self.keys.clone() });
        }
        match self.required.iter().find(|key| !keys.contains_key(*key)) {
            Some(key) => Err(Wrong::Missing(word.to_string(), key.clone())),
            None => Ok(()),
        }
    }
}

fn token(value: Option<Value>) -> Result<Option<String>, Wrong> {
    match value {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(token)) if !token.is_empty() && token.chars().count() <= TOKEN_MAX => Ok(Some(token)),
        Some(_) => Err(Wrong::BadToken(TOKEN_MAX)),
    }
}

fn known<T: Args + DeserializeOwned + Wording>(words: &[&'static str]) -> Known {
    let (keys, required) = keys::<T>();
    let command = words.first().copied().unwrap_or_default();
    let read = move |value: Value, sense: &mut Sense<'_>| parsed::<T>(command, value)?.command(sense);
    Known { words: words.iter().map(ToString::to_string).collect(), keys, required, read: Box::new(read) }
}

fn step(verb: Verb) -> Known {
    let (mut keys, required) = keys::<StepArgs>();
    keys.retain(|key| takes(verb, key));
    let read = move |value: Value, sense: &mut Sense<'_>| parsed::<StepArgs>(verb.key(), value)?.command(verb, sense);
    Known { words: vec![verb.key().to_string(), format!("item {}", verb.key())], keys, required, read: Box::new(read) }
}

fn emergency_step(act: Act) -> Known {
    let (mut keys, required) = keys::<emergency::step::StepArgs>();
    keys.retain(|key| emergency::step::takes(act, key));
    let read = move |value: Value, sense: &mut Sense<'_>| {
        parsed::<emergency::step::StepArgs>(act.word(), value)?.command(act, sense)
    };
    Known { words: vec![act.word().to_string()], keys, required, read: Box::new(read) }
}

fn parsed<T: DeserializeOwned>(command: &str, value: Value) -> Result<T, Wrong> {
    serde_json::from_value(value).map_err(|error| Wrong::BadShape(command.to_string(), error.to_string()))
}

/// The names of the arguments, and of those that must be there.
fn keys<T: Args>() -> (Vec<String>, Vec<String>) {
    let command = T::augment_args(clap::Command::new("keys"));
    let names = |all: bool| {
        let arguments = command.get_arguments().filter(|argument| all || argument.is_required_set());
        arguments.map(|argument| argument.get_id().to_string()).collect()
    };
    (names(true), names(false))
}
