//! Figures that rules compare with and that change by decree: an income line, an age. Each has a first day and a source; before its
//! first day, or where no figure is known, it is *not set*, and a rule that needs it is not known yet.

use crate::policy::money::Fen;
use crate::policy::words::Words;
use chrono::NaiveDate;

/// The shape of a standard's figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StandardKind {
    /// Fen.
    Money,
    /// A whole number: years, months, persons.
    Number,
    /// Yes or no.
    Flag,
}

impl StandardKind {
    /// Every kind with the word of the plan file.
    pub const ALL: [(StandardKind, &'static str); 3] =
        [(StandardKind::Money, "money"), (StandardKind::Number, "number"), (StandardKind::Flag, "yes-no")];
}

/// A dated standard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standard {
    /// The word of rules.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
    /// The shape of its figures.
    pub kind: StandardKind,
    /// Its figures, the earliest first.
    pub figures: Vec<Figure>,
}

/// What a standard is from a day on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its first day.
    pub from: NaiveDate,
    /// Fen, a number, or 0 and 1 for no and yes.
    pub amount: i64,
    /// The paper that says so.
    pub source: String,
}

impl Standard {
    /// What it is on a day, if it is set.
    pub fn at(&self, day: NaiveDate) -> Option<i64> {
        self.figures.iter().rev().find(|figure| figure.from <= day).map(|figure| figure.amount)
    }

    /// A figure of this standard in words.
    pub fn words(&self, amount: i64) -> Words {
        match self.kind {
            StandardKind::Money => Words::new(format!("{}元", Fen(amount)), format!("{} yuan", Fen(amount))),
            StandardKind::Number => Words::new(amount.to_string(), amount.to_string()),
            StandardKind::Flag if amount != 0 => Words::new("是", "yes"),
            StandardKind::Flag => Words::new("否", "no"),
        }
    }
}
