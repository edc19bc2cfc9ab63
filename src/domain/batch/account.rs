//! What each person is owed, was paid and has coming, period by period: what is left to pay, and what was paid too much. Nothing of it is
//! ever set off by itself: a clerk pays arrears with a line of their own, and notes what is to be taken back.

use super::judge::{Household, Judge};
use super::line::{Line, State, Why};
use super::{BATCHES_MAX, Batch, Stage};
use crate::domain::decide::Register;
use crate::domain::rhythm::{self, Turn};
use crate::domain::workflow::Status;
use crate::ids::{FamilyId, MeasureNo, MemberNo};
use crate::policy::allowance::owed::total;
use crate::policy::money::Fen;
use crate::policy::period::Period;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What one person is owed and was paid for one period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The household.
    pub family: FamilyId,
    /// The person.
    pub member: MemberNo,
    /// The person's name.
    pub name: String,
    /// The period.
    pub period: Period,
    /// Owed, by what is known today.
    pub owed: Fen,
    /// Paid by batches.
    pub paid: Fen,
    /// About to be paid by batches.
    pub waiting: Fen,
    /// Delivered outside of batches.
    pub by_hand: Fen,
    /// To be taken back, or taken back.
    pub recovered: Fen,
    /// What stands in the way of paying what is left.
    pub out: Option<Why>,
    /// The lines that paid it.
    pub lines: Vec<super::LineId>,
}

impl Balance {
    /// What is left to pay; nothing where the person has no claim to it any more.
    pub fn arrears(&self) -> Fen {
        let barred = matches!(self.out, Some(Why::Ended(_) | Why::NotEntitled(_) | Why::NotKnown(_)));
        let given = self.paid.0.saturating_add(self.waiting.0).saturating_add(self.by_hand.0);
        Fen(self.owed.0.saturating_sub(given).max(0)).min(if barred { Fen::ZERO } else { Fen(i64::MAX) })
    }

    /// What was paid too much and nobody has noted yet.
    pub fn overpaid(&self) -> Fen {
        let given = self.paid.0.saturating_add(self.by_hand.0).saturating_sub(self.recovered.0);
        Fen(given.saturating_sub(self.owed.0).max(0))
    }
}

/// The periods of a measure for which the office has settled a batch, the oldest first. What lies before the first is another system's.
pub fn known_periods(register: &impl Register, measure: MeasureNo) -> Vec<Period> {
    let settled =
        |batch: &Batch| batch.measure == measure && matches!(batch.stage, Stage::Frozen | Stage::Sent | Stage::Closed);
    let batches = register.batches(BATCHES_MAX);
    let periods: BTreeSet<_> = batches.iter().filter(|batch| settled(batch)).map(|batch| batch.period).collect();
    let mut periods: Vec<Period> = periods.into_iter().collect();
    periods.sort_by_key(|period| period.first());
    periods
}

/// The accounts of a family's people for some periods; only those that do not come out even where `uneven` is set.
pub fn balances<R: Register>(
    judge: &Judge<'_, R>,
    household: &Household,
    periods: &[Period],
    uneven: bool,
) -> Vec<Balance> {
    let family = &household.family;
    let mut found = Vec::new();
    for member in &family.members {
        for period in periods {
            let mine: Vec<&Line> = household.lines.iter().filter(|line| line.is_for(member.number, *period)).collect();
            let sum = |state| {
                let of = mine.iter().filter(|line| line.state() == state);
                Fen::sum(of.map(|line| line.amount())).unwrap_or(Fen::ZERO)
            };
            let owed = judge.owed(family, member, *period).map_or(Fen::ZERO, |shares| total(&shares));
            let balance = Balance {
                family: family.id,
                member: member.number,
                name: member.name().to_string(),
                period: *period,
                owed,
                paid: sum(State::Paid),
                waiting: sum(State::In),
                by_hand: by_hand(judge, household, member.number, *period),
                recovered: Fen::sum(mine.iter().map(|line| line.recovered())).unwrap_or(Fen::ZERO),
                out: None,
                lines: mine.iter().filter(|line| line.state() == State::Paid).map(|line| line.id()).collect(),
            };
            let nothing = balance.owed == Fen::ZERO && mine.is_empty() && balance.by_hand == Fen::ZERO;
            if nothing || (uneven && balance.arrears() == Fen::ZERO && balance.overpaid() == Fen::ZERO) {
                continue;
            }
            let extra = u8::from(mine.iter().any(|line| line.state() == State::Paid));
            let out = judge.verdict(household, (member.number, *period, extra));
            found.push(Balance { out, ..balance });
        }
    }
    found
}

/// What was delivered for a period outside of batches.
fn by_hand<R: Register>(judge: &Judge<'_, R>, household: &Household, member: MemberNo, period: Period) -> Fen {
    let turn = Turn { member: Some(member), body: None, period };
    let Some(item) = rhythm::holder(&household.items, judge.measure, turn, judge.office.plan) else {
        return Fen::ZERO;
    };
    let by_batch = household.lines.iter().any(|line| line.item() == Some(item.id));
    let given = matches!(item.status, Status::Delivered | Status::Closed) && !by_batch;
    let written = || {
        let record = &item.delivery()?.made.record;
        record.iter().find(|(key, _)| key == "amount").and_then(|(_, text)| Fen::parse_yuan(text).ok())
    };
    if given { written().unwrap_or(Fen::ZERO) } else { Fen::ZERO }
}
