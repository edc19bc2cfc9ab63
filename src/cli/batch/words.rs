//! The commands about one batch or one line, as they are typed and as `apply` takes them.

use super::{batch, line};
use crate::cli::act::Wording;
use crate::cli::failure::Failure;
use crate::cli::sense::Sense;
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::batch::{BatchCommand, Correction, Said};
use crate::domain::command::Command;
use crate::policy::money::Fen;
use crate::text::Lang;
use clap::Args;
use serde::Deserialize;

macro_rules! about {
    ($(#[$doc:meta])* $name:ident, $what:ident: $kind:literal, $text:literal, |$id:ident, $reason:ident| $command:expr, $reader:ident) => {
        $(#[$doc])*
        #[derive(Debug, Args, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            #[doc = $text]
            #[arg(value_name = $kind)]
            $what: Word,
            /// 原因 ‖ why
            #[arg(long, value_name = "TEXT")]
            reason: Word,
        }

        impl Wording for $name {
            fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
                let ($id, $reason) = ($reader(&self.$what)?, self.reason.0.clone());
                Ok(Command::Batch($command))
            }
        }
    };
}

about!(
    /// The words that take a line out.
    HoldArgs, line: "LINE", "明细编号，如 B3-12 ‖ the line, like B3-12",
    |line, reason| BatchCommand::Rule { line, hold: true, reason }, line
);
about!(
    /// The words that put a doubtful line in.
    IncludeArgs, line: "LINE", "明细编号，如 B3-12 ‖ the line, like B3-12",
    |line, reason| BatchCommand::Rule { line, hold: false, reason }, line
);
about!(
    /// The words that say that money came back.
    BounceArgs, line: "LINE", "明细编号，如 B3-12 ‖ the line, like B3-12",
    |line, reason| BatchCommand::Return { line, outcome: Said::Failed(reason), bounced: true }, line
);
about!(
    /// The words that throw a batch away.
    DiscardArgs, batch: "BATCH", "批次编号，如 B3 ‖ the batch, like B3",
    |batch, reason| BatchCommand::Discard { batch, reason }, batch
);

/// The words that settle a batch.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FreezeArgs {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
}

impl Wording for FreezeArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        Ok(Command::Batch(BatchCommand::Freeze { batch: batch(&self.batch)? }))
    }
}

/// The words that close a batch.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CloseArgs {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
}

impl Wording for CloseArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        Ok(Command::Batch(BatchCommand::Close { batch: batch(&self.batch)? }))
    }
}

/// The words that pay somebody for an earlier period.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AddArgs {
    /// 批次编号，如 B3（须在拟定时） ‖ the batch, like B3, which must be a draft
    #[arg(value_name = "BATCH")]
    batch: Word,
    /// 家庭 ‖ the family
    #[arg(long, value_name = "FAMILY")]
    family: Word,
    /// 成员：序号、姓名或 father、mother ‖ the person: number, name, or father, mother
    #[arg(long, value_name = "MEMBER")]
    member: Word,
    /// 补发哪一期，如 2026-H1 ‖ the period, like 2026-H1
    #[arg(long, value_name = "PERIOD")]
    period: Word,
}

impl Wording for AddArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let family = sense.family(&self.family)?;
        let member = sense.member(family, &self.member)?;
        let period = self.period.as_str().parse().map_err(|_| Wrong::NotAPeriod(self.period.0.clone()))?;
        Ok(Command::Batch(BatchCommand::Add { batch: batch(&self.batch)?, family, member, period }))
    }
}

/// What the bank says of one line.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReturnArgs {
    /// 明细编号，如 B3-12 ‖ the line, like B3-12
    #[arg(value_name = "LINE")]
    line: Word,
    /// paid 成功、failed 失败 ‖ paid or failed
    #[arg(value_name = "RESULT")]
    result: Word,
    /// 发放日期（默认今天） ‖ the day it was paid (default: today)
    #[arg(long, value_name = "DATE")]
    on: Option<Word>,
    /// 失败原因 ‖ why it failed
    #[arg(long, value_name = "TEXT")]
    reason: Option<Word>,
}

impl Wording for ReturnArgs {
    fn command(&self, sense: &mut Sense<'_>) -> Result<Command, Failure> {
        let on = self.on.as_ref().map(|word| sense.day(word)).transpose()?.unwrap_or(sense.today);
        let outcome = match self.result.as_str().trim() {
            "paid" => Said::Paid(on),
            "failed" => Said::Failed(self.reason.as_ref().map(|word| word.0.clone()).unwrap_or_default()),
            text => {
                let words = vec!["paid", "failed"];
                return Err(Wrong::NotOneOf { name: "RESULT", text: text.to_string(), words }.into());
            }
        };
        Ok(Command::Batch(BatchCommand::Return { line: line(&self.line)?, outcome, bounced: false }))
    }
}

/// The words that put a failed line right.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CorrectArgs {
    /// 明细编号，如 B3-12 ‖ the line, like B3-12
    #[arg(value_name = "LINE")]
    line: Word,
    /// 正确的银行账号，同时更改家庭情况 ‖ the right account; it is recorded with the family
    #[arg(long, value_name = "ACCOUNT")]
    account: Option<Word>,
    /// 正确的开户银行 ‖ the right bank
    #[arg(long, value_name = "BANK")]
    bank: Option<Word>,
    /// 怎样更正的 ‖ what was done
    #[arg(long, value_name = "TEXT")]
    reason: Word,
}

impl Wording for CorrectArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        let text = |word: &Option<Word>| word.as_ref().map(|word| word.0.clone());
        Ok(Command::Batch(BatchCommand::Correct(Correction {
            line: line(&self.line)?,
            account: text(&self.account),
            bank: text(&self.bank),
            reason: self.reason.0.clone(),
        })))
    }
}

/// The words that note what is taken back.
#[derive(Debug, Args, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoverArgs {
    /// 多发的明细编号，如 B3-12 ‖ the line that paid too much, like B3-12
    #[arg(value_name = "LINE")]
    line: Word,
    /// 追回的金额（元） ‖ how much, in yuan
    #[arg(value_name = "YUAN")]
    amount: Word,
    /// 怎样追回、为什么 ‖ how, and why
    #[arg(long, value_name = "TEXT")]
    reason: Word,
}

impl Wording for RecoverArgs {
    fn command(&self, _: &mut Sense<'_>) -> Result<Command, Failure> {
        let wrong = |error: crate::policy::money::MoneyError| {
            let trimmed = |lang| error.sentence(lang).trim_end_matches(['。', '.']).to_string();
            Wrong::NotMoney(self.amount.0.clone(), trimmed(Lang::Zh), trimmed(Lang::En))
        };
        let amount = Fen::parse_yuan(self.amount.as_str()).map_err(wrong)?;
        Ok(Command::Batch(BatchCommand::Recover { line: line(&self.line)?, amount, reason: self.reason.0.clone() }))
    }
}
