//! A line of a batch: one person, one period, so much money, and what became of it.

use super::event::{BatchEvent, Listed, Outcome, Ruling};
use crate::ids::{BatchId, FamilyId, ItemId, MeasureNo, MemberNo, NotAnId};
use crate::policy::money::Fen;
use crate::policy::period::Period;
use crate::policy::words::Words;
use crate::text::{Both, Lang};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The name of a line: its batch and its number there, `B12-5`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LineId {
    /// The batch.
    pub batch: BatchId,
    /// The number, from 1.
    pub no: u32,
}

impl fmt::Display for LineId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.batch, self.no)
    }
}

impl FromStr for LineId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "a line of a batch, like B12-5" };
        let (batch, no) = text.trim().rsplit_once('-').ok_or_else(wrong)?;
        let batch = batch.parse().map_err(|_| wrong())?;
        let digits = !no.is_empty() && no.bytes().all(|byte| byte.is_ascii_digit());
        let no = no.parse().ok().filter(|no| digits && *no > 0).ok_or_else(wrong)?;
        Ok(LineId { batch, no })
    }
}

/// What ended a claim, and the day. Variants are only added at the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ended {
    /// The person died.
    Death(#[serde(with = "crate::when::day")] NaiveDate),
    /// Another child was born.
    Birth(#[serde(with = "crate::when::day")] NaiveDate),
    /// Another child was adopted.
    Adoption(#[serde(with = "crate::when::day")] NaiveDate),
    /// The family left the register.
    Left(#[serde(with = "crate::when::day")] NaiveDate),
}

impl Ended {
    /// The day.
    pub fn on(self) -> NaiveDate {
        let (Ended::Death(on) | Ended::Birth(on) | Ended::Adoption(on) | Ended::Left(on)) = self;
        on
    }

    /// The word of JSON.
    pub fn key(self) -> &'static str {
        match self {
            Ended::Death(_) => "death",
            Ended::Birth(_) => "birth",
            Ended::Adoption(_) => "adoption",
            Ended::Left(_) => "left",
        }
    }

    /// What a clerk reads.
    pub fn text(self, lang: Lang) -> String {
        let what = match self {
            Ended::Death(_) => Both::new("本人去世", "the person died"),
            Ended::Birth(_) => Both::new("再生育", "a child was born"),
            Ended::Adoption(_) => Both::new("收养子女", "a child was adopted"),
            Ended::Left(_) => Both::new("家庭已注销", "the family left the register"),
        };
        let on = self.on();
        lang.pick(format!("{on} {}", what.zh), format!("{} on {on}", what.en))
    }
}

/// Why a person is left out of a batch. Variants are only added at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The rule of the measure says no: what it wants and finds.
    NotEntitled(Words),
    /// The rule cannot tell yet: what is missing.
    NotKnown(Words),
    /// The claim had ended.
    Ended(Ended),
    /// No month of the period is owed.
    NothingDue,
    /// It was paid, or is about to be, by another line.
    Paid(LineId),
    /// It was given outside of batches.
    Delivered(ItemId),
    /// The item of the period was suspended, declined or taken back.
    ItemStopped(ItemId),
    /// No standard is known for a month.
    NoStandard(#[serde(with = "crate::when::day")] NaiveDate),
    /// The account is not known.
    NoAccount,
    /// The account does not look like one.
    AccountOdd(Words),
    /// Another household has the same account.
    AccountShared(FamilyId),
    /// The identity number is not known; a bank takes no line without it.
    NoIdentity,
    /// The household went into this one, and its people are listed there.
    Merged(FamilyId),
}

impl Why {
    /// The word of JSON.
    pub fn key(&self) -> &'static str {
        match self {
            Why::NotEntitled(_) => "not-entitled",
            Why::NotKnown(_) => "not-known",
            Why::Ended(_) => "ended",
            Why::NothingDue => "nothing-due",
            Why::Paid(_) => "paid-already",
            Why::Delivered(_) => "delivered-already",
            Why::ItemStopped(_) => "item-stopped",
            Why::NoStandard(_) => "no-standard",
            Why::NoAccount => "no-account",
            Why::AccountOdd(_) => "account-odd",
            Why::AccountShared(_) => "account-shared",
            Why::NoIdentity => "no-identity",
            Why::Merged(_) => "merged",
        }
    }

    /// Whether a clerk may put the line in all the same, with a reason: what only looks doubtful.
    pub fn is_doubt(&self) -> bool {
        matches!(self, Why::AccountOdd(_) | Why::AccountShared(_))
    }

    /// What a clerk reads.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Why::NotEntitled(because) => {
                lang.pick(format!("不符合条件：{}", because.zh), format!("not entitled: {}", because.en))
            }
            Why::NotKnown(missing) => {
                lang.pick(format!("待核实：{}", missing.zh), format!("not known yet: {}", missing.en))
            }
            Why::Ended(ended) => {
                lang.pick(format!("资格已终止：{}", ended.text(Lang::Zh)), format!("ended: {}", ended.text(Lang::En)))
            }
            Why::NothingDue => lang.pick("本期没有应发月份".into(), "no month of the period is owed".into()),
            Why::Paid(line) => lang.pick(format!("已列入 {line}"), format!("paid by {line}")),
            Why::Delivered(item) => lang.pick(format!("已由事项 {item} 落实"), format!("delivered as {item}")),
            Why::ItemStopped(item) => lang.pick(
                format!("事项 {item} 已暂缓、不予办理或撤回"),
                format!("item {item} is suspended, declined or withdrawn"),
            ),
            Why::NoStandard(month) => {
                let month = month.format("%Y-%m");
                lang.pick(format!("{month} 没有对应的标准"), format!("no standard for {month}"))
            }
            Why::NoAccount => lang.pick("没有银行账号".into(), "no bank account".into()),
            Why::AccountOdd(why) => why.in_lang(lang).trim_end_matches(['。', '.']).to_string(),
            Why::AccountShared(family) => {
                lang.pick(format!("账号与 {family} 相同"), format!("the account is also that of {family}"))
            }
            Why::NoIdentity => lang.pick("没有身份证号".into(), "no identity number".into()),
            Why::Merged(keep) => lang.pick(format!("该户已并入 {keep}"), format!("the family went into {keep}")),
        }
    }
}

/// Where a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum State {
    /// To be paid.
    In,
    /// Left out or stopped.
    Out,
    /// Paid.
    Paid,
    /// Failed at the bank.
    Failed,
    /// Failed, and put right since: it can be paid again.
    Corrected,
}

impl State {
    /// Every state.
    pub const ALL: [State; 5] = [State::In, State::Out, State::Paid, State::Failed, State::Corrected];

    /// The word of commands and JSON.
    pub fn key(self) -> &'static str {
        match self {
            State::In => "in",
            State::Out => "out",
            State::Paid => "paid",
            State::Failed => "failed",
            State::Corrected => "corrected",
        }
    }

    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            State::In => Both::new("应发", "to be paid"),
            State::Out => Both::new("不发", "left out"),
            State::Paid => Both::new("已发", "paid"),
            State::Failed => Both::new("失败", "failed"),
            State::Corrected => Both::new("已更正", "put right"),
        }
    }
}

/// Money to be taken back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recovery {
    /// How much.
    pub amount: Fen,
    /// How, and why.
    pub reason: String,
}

/// A line of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The batch.
    pub batch: BatchId,
    /// The measure that is paid.
    pub measure: MeasureNo,
    /// The person and the money.
    pub listed: Listed,
    /// What a clerk said about it.
    pub ruling: Option<Ruling>,
    /// What became of it at the bank.
    pub outcome: Option<Outcome>,
    /// What was done after it had failed.
    pub corrected: Option<String>,
    /// What is to be taken back of it, or was.
    pub recovery: Vec<Recovery>,
}

impl Line {
    /// A line as it was listed.
    pub fn new(batch: BatchId, measure: MeasureNo, listed: Listed) -> Line {
        Line { batch, measure, listed, ruling: None, outcome: None, corrected: None, recovery: Vec::new() }
    }

    /// Folds an event about this line.
    pub fn apply(&mut self, event: &BatchEvent) {
        match event {
            BatchEvent::Ruled { ruling, .. } => self.ruling = Some(ruling.clone()),
            BatchEvent::Returned { outcome, .. } => {
                self.outcome = Some(outcome.clone());
                self.corrected = None;
            }
            BatchEvent::Corrected { reason, .. } => self.corrected = Some(reason.clone()),
            BatchEvent::Recovery { amount, reason, .. } => {
                self.recovery.push(Recovery { amount: *amount, reason: reason.clone() });
            }
            _ => {}
        }
    }

    /// Its name.
    pub fn id(&self) -> LineId {
        LineId { batch: self.batch, no: self.listed.no }
    }

    /// The money.
    pub fn amount(&self) -> Fen {
        self.listed.amount()
    }

    /// The person.
    pub fn payee(&self) -> (FamilyId, MemberNo) {
        (self.listed.family, self.listed.member)
    }

    /// The item that was delivered with it.
    pub fn item(&self) -> Option<ItemId> {
        if let Some(Outcome::Paid { item, .. }) = &self.outcome { *item } else { None }
    }

    /// Whether it is for this person and period.
    pub fn is_for(&self, member: MemberNo, period: Period) -> bool {
        self.listed.member == member && self.listed.period == period
    }

    /// Where it stands.
    pub fn state(&self) -> State {
        match (&self.outcome, &self.corrected) {
            (Some(Outcome::Paid { .. }), _) => return State::Paid,
            (Some(Outcome::Failed { .. }), None) => return State::Failed,
            (Some(Outcome::Failed { .. }), Some(_)) => return State::Corrected,
            (None, _) => {}
        }
        match (&self.listed.out, &self.ruling) {
            (_, Some(ruling)) if ruling.hold => State::Out,
            (Some(why), ruling) if !(why.is_doubt() && ruling.is_some()) => State::Out,
            _ => State::In,
        }
    }

    /// Why it stands where it stands, as a clerk reads it; empty for a line that is simply to be paid.
    pub fn because(&self, lang: Lang) -> String {
        match (self.state(), &self.outcome, &self.ruling) {
            (State::Failed | State::Corrected, Some(Outcome::Failed { reason }), _) => {
                let done = self.corrected.iter().map(|done| lang.pick(format!("；{done}"), format!("; {done}")));
                std::iter::once(reason.clone()).chain(done).collect()
            }
            (State::Out, _, Some(ruling)) if ruling.hold => {
                lang.pick(format!("经办人停发：{}", ruling.reason), format!("held: {}", ruling.reason))
            }
            (State::Out, ..) => self.listed.out.as_ref().map(|why| why.text(lang)).unwrap_or_default(),
            (State::In, _, Some(ruling)) if self.listed.out.is_some() => {
                lang.pick(format!("经办人核实：{}", ruling.reason), format!("put in: {}", ruling.reason))
            }
            _ => self.listed.ended.map(|ended| ended.text(lang)).unwrap_or_default(),
        }
    }

    /// What is to be taken back of it, or was.
    pub fn recovered(&self) -> Fen {
        Fen::sum(self.recovery.iter().map(|one| one.amount)).unwrap_or(Fen::ZERO)
    }
}
