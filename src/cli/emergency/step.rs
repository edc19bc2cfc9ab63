//! `fuzhu emergency take` and the other steps: one subcommand for each of the table, all with the same words, of which each takes its own.

use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::language::SEAM;
use crate::cli::sense::{self, Sense};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::command::Command;
use crate::domain::emergency::command::EmergencyCommand;
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::emergency::workflow::Act;
use crate::ids::MemberNo;
use crate::policy::money::Fen;
use crate::policy::reading;
use crate::text::Both;
use clap::{ArgMatches, Args, FromArgMatches, Subcommand};
use serde::Deserialize;

/// One step with an emergency.
#[derive(Debug)]
pub struct StepCommand {
    /// What is done.
    pub act: Act,
    /// With which one, and what is said of it.
    pub words: StepArgs,
}

/// The words of a step.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepArgs {
    /// 急难编号，如 E12 ‖ the emergency, like E12
    #[arg(value_name = "EMERGENCY")]
    emergency: Word,
    /// 备注：打了谁的电话、给了什么 ‖ a line: whom you called, what was given
    #[arg(long, value_name = "TEXT")]
    note: Option<Word>,
    /// 原因 ‖ why
    #[arg(long, value_name = "TEXT")]
    reason: Option<Word>,
    /// 补充的一句话 ‖ the line to add
    #[arg(long, value_name = "TEXT")]
    line: Option<Word>,
    /// 结果，会回告报告人 ‖ how it ended; it goes back to whoever lodged it
    #[arg(long, value_name = "TEXT")]
    outcome: Option<Word>,
    /// 救助金额（元） ‖ the relief, in yuan
    #[arg(long, value_name = "YUAN")]
    amount: Option<Word>,
    /// 转交给哪个部门 ‖ the department it goes to
    #[arg(long, value_name = "DEPARTMENT")]
    to: Option<Word>,
    /// 会同哪个部门 ‖ the department to call in
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 为该部门开办的措施（默认按方案） ‖ the measure to open for it (default: the plan's)
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 级别，1 最重，4 最轻 ‖ the level: 1 the gravest, 4 the least
    #[arg(long, value_name = "LEVEL")]
    level: Option<Word>,
    /// 核实的发生日期 ‖ the day it happened, as found
    #[arg(long, value_name = "DATE")]
    on: Option<Word>,
    /// 核实的所涉成员（序号） ‖ the person concerned, as found: the number
    #[arg(long, value_name = "MEMBER")]
    member: Option<Word>,
    /// 查看时的版本；此后有人改过就不办理 ‖ the version that was seen: nothing is done when it has changed since
    #[arg(long, value_name = "SEQ")]
    seen: Option<Word>,
}

/// Arguments that every step takes.
const ALWAYS: [&str; 2] = ["emergency", "seen"];

/// Whether a step takes an argument.
pub fn takes(act: Act, argument: &str) -> bool {
    let own: &[&str] = match act {
        Act::Take | Act::Approve => &["note"],
        Act::Verify => &["note", "on", "member"],
        Act::Grant => &["note", "amount"],
        Act::Refuse => &["reason"],
        Act::HandOver => &["reason", "to"],
        Act::CallIn => &["reason", "department", "measure"],
        Act::Grade => &["reason", "level"],
        Act::Close => &["outcome"],
        Act::AddLine => &["line"],
        Act::Ask | Act::Acknowledge => &[],
    };
    ALWAYS.contains(&argument) || own.contains(&argument)
}

/// The steps that have a command of their own.
pub fn all() -> impl Iterator<Item = Act> {
    Act::ALL.into_iter().filter(|act| *act != Act::Ask)
}

impl StepArgs {
    /// The command that these words and the step make.
    ///
    /// # Errors
    /// When a word stands for nothing, or the step does not take it.
    pub fn command(&self, act: Act, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let given = [
            ("note", &self.note),
            ("reason", &self.reason),
            ("line", &self.line),
            ("outcome", &self.outcome),
            ("amount", &self.amount),
            ("to", &self.to),
            ("department", &self.department),
            ("measure", &self.measure),
            ("level", &self.level),
            ("on", &self.on),
            ("member", &self.member),
        ];
        if let Some((argument, _)) = given.iter().find(|(argument, word)| word.is_some() && !takes(act, argument)) {
            return Err(Wrong::NotTaken(act.key().into(), (*argument).into()).into());
        }
        let wanted = match act {
            Act::HandOver => Some(("to", &self.to)),
            Act::CallIn => Some(("department", &self.department)),
            Act::Grade => Some(("level", &self.level)),
            _ => None,
        };
        if let Some((argument, _)) = wanted.filter(|(_, word)| word.is_none()) {
            return Err(Wrong::Missing(act.key().into(), argument.into()).into());
        }
        let said = [&self.note, &self.reason, &self.line, &self.outcome].into_iter().flatten().next();
        let department = self.to.as_ref().or(self.department.as_ref());
        let step = EmergencyMove {
            note: said.map(|word| word.0.clone()).unwrap_or_default(),
            amount: self.amount.as_ref().map(amount).transpose()?.unwrap_or_default(),
            department: department.map(|word| sense.department(word)).transpose()?,
            level: self.level.as_ref().map(number).transpose()?,
            member: self.member.as_ref().map(number).transpose()?.map(MemberNo),
            on: self.on.as_ref().map(|on| sense.day(on)).transpose()?,
            ..EmergencyMove::new(act)
        };
        Ok(Command::Emergency(EmergencyCommand::Act {
            emergency: sense.emergency(&self.emergency)?,
            seen: self.seen.as_ref().map(sense::seq).transpose()?,
            step,
            measure: self.measure.as_ref().map(|word| sense.measure(word)).transpose()?,
        }))
    }
}

fn amount(word: &Word) -> Result<Fen, Failure> {
    reading::money(word.as_str()).map_err(|problem| Wrong::NotMoney(word.0.clone(), problem.zh, problem.en).into())
}

fn number(word: &Word) -> Result<u8, Failure> {
    word.as_str().trim().parse().map_err(|_| Wrong::NotANumber(word.0.clone()).into())
}

impl Wording for StepCommand {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        self.words.command(self.act, sense)
    }
}

/// What each is for.
fn about(act: Act) -> Both {
    match act {
        Act::Take => Both::new("接办：已经回应家庭，由我负责", "answer the family and take it in hand"),
        Act::Verify => {
            Both::new("核实：情况属实，补上查明的日期和成员", "find it true; adds the day and the person found out")
        }
        Act::Grant => Both::new(
            "救助：已经送到手；超过限额的转为请批",
            "relief is in hand; above the limit approval is asked for",
        ),
        Act::Ask | Act::Approve => {
            Both::new("批准：同意请批的金额并送到手", "approve what was asked for, and so put it in hand")
        }
        Act::Refuse => Both::new("不批准：写明原因", "refuse what was asked for, with a reason"),
        Act::HandOver => Both::new("转交：交给另一个部门", "hand it to another department"),
        Act::CallIn => Both::new("会同：请另一个部门一起办", "call in another department"),
        Act::Grade => Both::new("定级：改为另一级，写明原因", "another severity, with a reason"),
        Act::Close => Both::new("结案：事项都已办完，写明结果", "close it with its outcome, once every item is done"),
        Act::AddLine => Both::new("补充一句话", "add a line"),
        Act::Acknowledge => Both::new("知悉：报告人已看到结果", "whoever lodged it has read the outcome"),
    }
}

impl Subcommand for StepCommand {
    fn augment_subcommands(command: clap::Command) -> clap::Command {
        all().fold(command, |command, act| {
            let Both { zh, en } = about(act);
            let step = StepArgs::augment_args(clap::Command::new(act.key())).mut_args(|arg| {
                let hidden = !takes(act, arg.get_id().as_str());
                arg.hide(hidden)
            });
            command.subcommand(step.about(format!("{zh} {SEAM} {en}")))
        })
    }

    fn augment_subcommands_for_update(command: clap::Command) -> clap::Command {
        Self::augment_subcommands(command)
    }

    fn has_subcommand(name: &str) -> bool {
        all().any(|act| act.key() == name)
    }
}

impl FromArgMatches for StepCommand {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let unknown = || clap::Error::new(clap::error::ErrorKind::InvalidSubcommand);
        let (name, matches) = matches.subcommand().ok_or_else(unknown)?;
        let act = Act::from_key(name).ok_or_else(unknown)?;
        Ok(Self { act, words: StepArgs::from_arg_matches(matches)? })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}
