//! What is owed to one person for a period: which months, at which standard, from which source.

use super::{Kind, Monthly, Proration, Settlement, in_force};
use crate::policy::money::Fen;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Months in a row that are paid at one standard. Kept in the journal: fields are never added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// As what the person is paid.
    pub kind: Kind,
    /// The first day of the first month.
    #[serde(with = "crate::when::day")]
    pub first: NaiveDate,
    /// How many months.
    pub months: u8,
    /// So much a month.
    pub monthly: Fen,
    /// Where the standard was published.
    pub source: String,
}

impl Share {
    /// The money of all its months.
    pub fn amount(&self) -> Fen {
        self.monthly.checked_mul(i64::from(self.months)).unwrap_or(Fen::ZERO)
    }

    /// Its months, each by its first day.
    pub fn each(&self) -> impl Iterator<Item = NaiveDate> + use<> {
        let first = self.first;
        (0..u32::from(self.months)).filter_map(move |at| first.checked_add_months(chrono::Months::new(at)))
    }
}

/// The money of some shares.
pub fn total(shares: &[Share]) -> Fen {
    Fen::sum(shares.iter().map(Share::amount)).unwrap_or(Fen::ZERO)
}

/// What somebody's claim rests on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Basis {
    /// As what the person is on the allowance, and from which day it was confirmed; none is a day from which they are not.
    pub kinds: Vec<(Option<NaiveDate>, Option<Kind>)>,
    /// The day that ended it, where one did.
    pub ended: Option<NaiveDate>,
    /// Where the household counts as living, where it is known.
    pub settlement: Option<Settlement>,
}

/// No standard is known for a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoStandard {
    /// For whom.
    pub kind: Kind,
    /// The first day of the month.
    pub month: NaiveDate,
}

impl Proration {
    /// What is owed for the days from `first` to `last`: months at one standard together, in their order.
    ///
    /// # Errors
    /// When no standard is known for a month that is owed.
    pub fn owed(
        self,
        table: &[Monthly],
        (first, last): (NaiveDate, NaiveDate),
        basis: &Basis,
    ) -> Result<Vec<Share>, NoStandard> {
        // A right that was taken away ends as if something had ended it that day, until it is confirmed again.
        let lost = |from: Option<NaiveDate>| {
            let after = basis.kinds.iter().filter(|(since, kind)| kind.is_none() && *since > from);
            after.filter_map(|(since, _)| *since).min()
        };
        let mut paid: Vec<(NaiveDate, Kind)> = Vec::new();
        for (since, kind) in basis.kinds.iter().filter_map(|(since, kind)| Some((*since, (*kind)?))) {
            let ended = basis.ended.into_iter().chain(lost(since)).min();
            for month in self.months(first, last, since, ended) {
                // What was confirmed later takes its month over.
                paid.retain(|(other, _)| *other != month);
                paid.push((month, kind));
            }
        }
        paid.sort_unstable();
        let mut shares: Vec<Share> = Vec::new();
        for (month, kind) in paid {
            let standard = in_force(table, kind, basis.settlement, month).ok_or(NoStandard { kind, month })?;
            extend(&mut shares, kind, month, standard.amount, &standard.source);
        }
        Ok(shares)
    }
}

/// What is left of shares once others were paid: month by month, where more is owed than was paid.
pub fn less(owed: &[Share], paid: &[Share]) -> Vec<Share> {
    let given = |month: NaiveDate| {
        let of = paid.iter().filter(|share| share.each().any(|other| other == month));
        Fen::sum(of.map(|share| share.monthly)).unwrap_or(Fen(i64::MAX))
    };
    let mut left = Vec::new();
    for share in owed {
        for month in share.each() {
            let rest = share.monthly.checked_sub(given(month)).filter(|rest| *rest > Fen::ZERO);
            if let Some(rest) = rest {
                extend(&mut left, share.kind, month, rest, &share.source);
            }
        }
    }
    left
}

/// Adds a month to the last share where it goes on with it, or begins another.
fn extend(shares: &mut Vec<Share>, kind: Kind, month: NaiveDate, monthly: Fen, source: &str) {
    let goes_on = |share: &&mut Share| {
        let next = share.first.checked_add_months(chrono::Months::new(u32::from(share.months)));
        share.kind == kind && share.monthly == monthly && share.source == source && next == Some(month)
    };
    match shares.last_mut().filter(goes_on) {
        Some(share) => share.months = share.months.saturating_add(1),
        None => shares.push(Share { kind, first: month, months: 1, monthly, source: source.to_string() }),
    }
}
