//! `fuzhu item accept` and the other steps: one subcommand for each verb of the table, all with the same words, of which each verb takes
//! its own.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::language::SEAM;
use crate::cli::sense::{self, Sense};
use crate::cli::word::{Pair, Word, pairs};
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::event::Move;
use crate::domain::workflow::Verb;
use crate::text::{Both, clean};
use clap::{ArgMatches, Args, FromArgMatches, Subcommand};
use serde::Deserialize;

/// One step of an item.
#[derive(Debug)]
pub struct StepCommand {
    /// What is done.
    pub verb: Verb,
    /// With which item, and what is recorded about it.
    pub words: StepArgs,
}

/// The words of a step.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepArgs {
    /// 事项编号，如 F12-3 ‖ the item, like F12-3
    #[arg(value_name = "ITEM")]
    item: Word,
    /// 原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Word>,
    /// 依据的条款，如“四-民政-3” ‖ the clause that it rests on
    #[arg(long, value_name = "CLAUSE")]
    clause: Option<Word>,
    /// 转给哪个部门 ‖ the department it goes to
    #[arg(long, value_name = "DEPARTMENT")]
    to: Option<Word>,
    /// 到哪一天再办 ‖ the day on which it is looked at again
    #[arg(long, value_name = "DATE")]
    until: Option<Word>,
    /// 落实记录，可写多次；各措施须记录的内容见 fuzhu plan --measure ‖ what is recorded, more than once if need be; see `fuzhu plan --measure`
    #[arg(long, value_name = "KEY=VALUE")]
    #[serde(default, deserialize_with = "pairs")]
    record: Vec<Pair>,
    /// 查看时的版本；此后有人改过就不办理 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

/// Arguments that only some verbs take.
const SOME: [&str; 4] = ["clause", "to", "until", "record"];

/// Whether a verb takes an argument.
pub fn takes(verb: Verb, argument: &str) -> bool {
    match verb {
        _ if !SOME.contains(&argument) => true,
        Verb::Deliver => argument == "record",
        Verb::Decline => argument == "clause",
        Verb::Suspend => argument == "until",
        Verb::Refer => argument == "to",
        Verb::Accept | Verb::Approve | Verb::Resume | Verb::Withdraw | Verb::Reopen | Verb::Close => false,
    }
}

impl StepArgs {
    /// The command that these words and the verb make.
    ///
    /// # Errors
    /// When a word stands for nothing, or the verb does not take it.
    pub fn command(&self, verb: Verb, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let given = [
            ("clause", self.clause.is_some()),
            ("to", self.to.is_some()),
            ("until", self.until.is_some()),
            ("record", !self.record.is_empty()),
        ];
        if let Some((argument, _)) = given.iter().find(|(argument, given)| *given && !takes(verb, argument)) {
            return Err(Wrong::NotTaken(verb.key().into(), (*argument).into()).into());
        }
        if verb == Verb::Refer && self.to.is_none() {
            return Err(Wrong::Missing(verb.key().into(), "to".into()).into());
        }
        let text = |word: &Option<Word>| word.as_ref().map(|word| clean::free_text(word.as_str())).unwrap_or_default();
        Ok(Command::MoveItem {
            item: sense.item(&self.item)?,
            seen: self.seen.as_ref().map(sense::seq).transpose()?,
            step: Move {
                verb,
                reason: text(&self.reason),
                clause: text(&self.clause),
                department: self.to.as_ref().map(|to| sense.department(to)).transpose()?,
                until: self.until.as_ref().map(|until| sense.day(until)).transpose()?,
                due: None,
                record: self.record.iter().map(|pair| (pair.name.clone(), pair.value.clone())).collect(),
            },
        })
    }
}

impl Wording for StepCommand {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        self.words.command(self.verb, sense)
    }
}

/// What each verb is for.
fn about(verb: Verb) -> Both {
    match verb {
        Verb::Accept => Both::new("受理：接下这件事", "take an item"),
        Verb::Approve => Both::new("审批：核实无误，同意发放", "find it right and release it"),
        Verb::Deliver => Both::new("落实：家庭已经得到，记录内容", "record that the family has it"),
        Verb::Decline => Both::new("不予办理：写明原因和条款", "refuse it, with a reason and a clause"),
        Verb::Suspend => {
            Both::new("暂缓：等待外部条件，期限停止计算", "stop its clock while it waits for something outside")
        }
        Verb::Resume => Both::new("恢复：继续办理，期限接着计算", "start its clock again"),
        Verb::Refer => Both::new("转办：交给另一个部门", "hand it to another department"),
        Verb::Withdraw => {
            Both::new("撤回：登记有误或家庭不再需要", "take it back: opened in error, or no longer wanted")
        }
        Verb::Reopen => Both::new("重新办理", "begin again"),
        Verb::Close => Both::new("办结：统计后归档", "count it and put it away"),
    }
}

impl Subcommand for StepCommand {
    fn augment_subcommands(command: clap::Command) -> clap::Command {
        Verb::ALL.into_iter().fold(command, |command, verb| {
            let Both { zh, en } = about(verb);
            let step = StepArgs::augment_args(clap::Command::new(verb.key())).mut_args(|arg| {
                let hidden = !takes(verb, arg.get_id().as_str());
                arg.hide(hidden)
            });
            command.subcommand(step.about(format!("{zh} {SEAM} {en}")))
        })
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        Verb::from_key(name).is_some()
    }
}

impl FromArgMatches for StepCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let unknown = || clap::Error::new(clap::error::ErrorKind::InvalidSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(unknown)?;
        let verb = Verb::from_key(name).ok_or_else(unknown)?;
        Ok(Self { verb, words: StepArgs::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
