//! A rule ready to be judged: names looked up, choices turned into bits, comparisons turned into one sum against nought.

use super::fact::Fact;
use super::syntax::Relation;
use crate::policy::words::Words;

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Every one holds.
    All(Box<[Node]>),
    /// At least one holds.
    Any(Box<[Node]>),
    /// It does not hold.
    Not(Box<Node>),
    /// The rule with this place in the list of named rules.
    Named(usize),
    /// A question.
    Leaf(Box<Leaf>),
}

/// A question about the register, with what it takes to explain the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leaf {
    /// As the plan writes it.
    pub text: String,
    /// What is wanted, in words.
    pub wanted: Words,
    /// The question.
    pub test: Test,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// Whether the value is one of those in the mask: bit n stands for choice n, number n, or 0 and 1 for no and yes.
    OneOf {
        /// The fact.
        fact: Fact,
        /// Values that answer yes.
        mask: u64,
        /// Every value that the field can have.
        domain: u64,
    },
    /// Whether the value, a set of choices, has one or all of those in the mask.
    Has {
        /// The fact.
        fact: Fact,
        /// The choices asked for.
        mask: u32,
        /// All of them, not just one.
        all: bool,
    },
    /// Whether the quantities, added up, stand in this relation to nought.
    Sum {
        /// What is added (`true`) or taken away.
        terms: Box<[(bool, Quantity)]>,
        /// A fixed amount added to it.
        constant: i64,
        /// The relation to nought.
        relation: Relation,
    },
    /// Whether anything is in the register: always yes or no.
    Recorded(Fact),
    /// Whether the standard with this place is yes (or no).
    Standard(usize, bool),
}

/// Something that has an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quantity {
    /// A number, or money in fen.
    Plain(Fact),
    /// A day, counted from the common era.
    Day(Fact),
    /// The calendar year of a day.
    Year(Fact),
    /// Completed years since a day of birth.
    Age(Fact),
    /// The standard with this place.
    Standard(usize),
    /// The year for which the rule is judged.
    ThisYear,
    /// The day for which the rule is judged.
    Today,
}

impl Quantity {
    /// The fact it is worked out from.
    pub fn fact(self) -> Option<Fact> {
        match self {
            Quantity::Plain(fact) | Quantity::Day(fact) | Quantity::Year(fact) | Quantity::Age(fact) => Some(fact),
            Quantity::Standard(_) | Quantity::ThisYear | Quantity::Today => None,
        }
    }
}

impl Test {
    /// The facts whose values the answer depends on. What `recorded` asks is not among them: its answer is never open.
    pub fn facts(&self) -> impl Iterator<Item = Fact> + '_ {
        let (one, terms): (Option<Fact>, &[(bool, Quantity)]) = match self {
            Test::OneOf { fact, .. } | Test::Has { fact, .. } => (Some(*fact), &[]),
            Test::Sum { terms, .. } => (None, terms),
            Test::Recorded(_) | Test::Standard(..) => (None, &[]),
        };
        one.into_iter().chain(terms.iter().filter_map(|(_, quantity)| quantity.fact()))
    }

    /// The facts that it asks about in any way.
    pub fn asked(&self) -> impl Iterator<Item = Fact> + '_ {
        let recorded = match self {
            Test::Recorded(fact) => Some(*fact),
            _ => None,
        };
        recorded.into_iter().chain(self.facts())
    }

    /// The standards that the answer depends on.
    pub fn standards(&self) -> impl Iterator<Item = usize> + '_ {
        let (one, terms): (Option<usize>, &[(bool, Quantity)]) = match self {
            Test::Standard(at, _) => (Some(*at), &[]),
            Test::Sum { terms, .. } => (None, terms),
            _ => (None, &[]),
        };
        let in_sum = terms.iter().filter_map(|(_, quantity)| match quantity {
            Quantity::Standard(at) => Some(*at),
            _ => None,
        });
        one.into_iter().chain(in_sum)
    }
}
