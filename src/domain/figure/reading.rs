//! From amounts to the figure that a person reads.

use super::book::{Book, By, Counted, What};
use super::{Amounts, Cell, WHOLE};
use crate::ids::{DepartmentNo, MeasureNo};
use crate::policy::money::Fen;
use crate::policy::plan::{Count, OfRows};
use crate::text::Lang;
use serde::{Deserialize, Serialize};

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// As a whole; none where it is only counted apart.
    pub whole: Option<Quantity>,
    /// Counted apart: the part, and how much. The parts of people and households may add up to more than there are.
    pub parts: Vec<(u32, Quantity)>,
}

/// How much.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quantity {
    /// So many.
    Count(i64),
    /// So much money.
    Money(Fen),
    /// So many of so many.
    Share {
        /// So many.
        part: i64,
        /// Of so many.
        of: i64,
    },
    /// Half took no longer than this; none where nothing was counted.
    Median {
        /// Twice the days or hours, since it may lie half-way between two.
        twice: Option<i64>,
        /// Hours and not days.
        hours: bool,
        /// How many were counted.
        over: i64,
    },
}

impl Quantity {
    /// What a bar is drawn by: the count, the fen, the percent, twice the time.
    pub fn size(self) -> i64 {
        match self {
            Quantity::Count(count) => count,
            Quantity::Money(fen) => fen.0,
            Quantity::Share { part, of } => percent(part, of).unwrap_or(0),
            Quantity::Median { twice, .. } => twice.unwrap_or(0),
        }
    }

    /// Whether there is nothing to tell.
    pub fn is_nothing(self) -> bool {
        match self {
            Quantity::Count(count) => count == 0,
            Quantity::Money(fen) => fen == Fen::ZERO,
            Quantity::Share { of, .. } => of == 0,
            Quantity::Median { over, .. } => over == 0,
        }
    }
}

/// The part in percent, rounded to the nearest; none of nothing.
pub fn percent(part: i64, of: i64) -> Option<i64> {
    (of > 0).then(|| (part.saturating_mul(200) / of + 1) / 2)
}

/// A tally of a measure in a year, for one body or for all together.
pub fn figure(
    book: &Book,
    amounts: &Amounts,
    measure: MeasureNo,
    body: DepartmentNo,
    tally: u8,
    year: u16,
) -> Option<Figure> {
    let counted = book.page(measure)?.tallies.get(usize::from(tally))?;
    let cell = Cell { measure, body, tally, year, part: WHOLE };
    Some(read(counted, amounts, cell))
}

fn read(counted: &Counted, amounts: &Amounts, cell: Cell) -> Figure {
    let whole = |quantity| Figure { whole: Some(quantity), parts: Vec::new() };
    let quantity = |amount: i64| match &counted.what {
        What::Sum { money: true, .. } | What::Rows { money: true, .. } => Quantity::Money(Fen(amount)),
        _ => Quantity::Count(amount),
    };
    match &counted.what {
        What::Share => {
            let done = amounts.get(cell);
            let waiting = amounts.up_to(cell).get(&1).copied().unwrap_or(0);
            whole(Quantity::Share { part: done, of: done + waiting })
        }
        What::Median { hours, .. } => whole(median(amounts, cell, *hours)),
        What::Rows { of: OfRows::Median(..), .. } => whole(median(amounts, cell, false)),
        What::Count(Count::Waiting | Count::Overdue, _)
        | What::Rows { of: OfRows::Standing(_) | OfRows::Stale { .. }, .. } => {
            let parts = amounts.up_to(cell);
            match &counted.apart {
                None => whole(Quantity::Count(parts.get(&WHOLE).copied().unwrap_or(0))),
                Some(by) => apart(by, parts.into_iter().filter(|(_, amount)| *amount != 0), quantity),
            }
        }
        _ => match &counted.apart {
            None => whole(quantity(amounts.get(cell))),
            Some(by) => apart(by, amounts.parts(cell), quantity),
        },
    }
}

/// Every choice of a record field, counted or not; of facts only those that were found.
fn apart(by: &By, found: impl Iterator<Item = (u32, i64)>, quantity: impl Fn(i64) -> Quantity) -> Figure {
    let mut found: std::collections::BTreeMap<u32, i64> = found.collect();
    if let By::Choice(_, choices) = by {
        for (part, _) in (0u32..).zip(choices) {
            found.entry(part).or_default();
        }
    }
    Figure { whole: None, parts: found.into_iter().map(|(part, amount)| (part, quantity(amount))).collect() }
}

fn median(amounts: &Amounts, cell: Cell, hours: bool) -> Quantity {
    let lengths: Vec<(u32, i64)> = amounts.parts(cell).collect();
    let over: i64 = lengths.iter().map(|(_, count)| count).sum();
    let at = |place: i64| {
        let mut passed = 0;
        lengths.iter().find(|(_, count)| {
            passed += count;
            passed > place
        })
    };
    let twice = (over > 0).then(|| {
        let (low, high) = (at((over - 1) / 2), at(over / 2));
        low.map_or(0, |(length, _)| i64::from(*length)) + high.map_or(0, |(length, _)| i64::from(*length))
    });
    Quantity::Median { twice, hours, over }
}

impl Quantity {
    /// As a person reads it: `12`, `1,234.50元`, `85%（17/20）`, `3.5天`; a dash where nothing was counted.
    pub fn text(self, lang: Lang) -> String {
        match self {
            Quantity::Count(count) => count.to_string(),
            Quantity::Money(fen) => lang.pick(format!("{}元", fen.grouped()), format!("{} yuan", fen.grouped())),
            Quantity::Share { part, of } => match percent(part, of) {
                Some(percent) => lang.pick(format!("{percent}%（{part}/{of}）"), format!("{percent}% ({part}/{of})")),
                None => "-".into(),
            },
            Quantity::Median { twice: None, .. } => "-".into(),
            Quantity::Median { twice: Some(twice), hours, .. } => {
                let half = if twice % 2 == 0 { "" } else { ".5" };
                let unit = if hours { lang.pick("小时", " h") } else { lang.pick("天", " d") };
                format!("{}{half}{unit}", twice / 2)
            }
        }
    }
}
