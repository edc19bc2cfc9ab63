//! A rule as it was written: the tree that the parser makes, with the place of every part, before any name is looked up.

use chrono::NaiveDate;
use std::ops::Range;

/// A part of the text and its place in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct At<T> {
    /// The part.
    pub is: T,
    /// Where it stands.
    pub at: Range<usize>,
}

/// A condition.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Expression {
    /// `a and b and …`
    All(Vec<Expression>),
    /// `a or b or …`
    Any(Vec<Expression>),
    /// `not a`
    Not(Box<Expression>),
    /// A rule that is named elsewhere in the plan.
    Named(At<String>),
    /// A leaf.
    Leaf(At<Test>),
}

/// A leaf.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Test {
    /// `recorded(family.later_birth_on)`
    Recorded(At<Name>),
    /// `member.age < 60`
    Compare(Sum, Relation, Sum),
    /// `family.house_grade in [c, d]`, or `not in`
    OneOf {
        /// The fact.
        fact: At<Name>,
        /// Whether it says `not in`.
        except: bool,
        /// The choices or numbers.
        list: Vec<At<Term>>,
    },
    /// `family.trades has_any [planting, breeding]`, or `has_all`
    Has {
        /// The fact.
        fact: At<Name>,
        /// Whether it says `has_all`.
        all: bool,
        /// The choices.
        list: Vec<At<Term>>,
    },
}

/// The name of a fact: `child.alive`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// `child`
    pub whose: String,
    /// `alive`
    pub key: String,
}

/// Terms added to and taken from each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    /// Each with its sign.
    pub terms: Vec<(Sign, At<Term>)>,
}

/// Added or taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `+`
    Plus,
    /// `-`
    Minus,
}

/// Something that has a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Term {
    /// A fact.
    Fact(Name),
    /// The year of a day: `year(child.died_on)`.
    Year(Name),
    /// A whole number; yuan where money is compared.
    Number(i64),
    /// Money with decimals, in fen.
    Hundredths(i64),
    /// A calendar day.
    Day(NaiveDate),
    /// A choice, `yes`, `no`, `this_year`, `today` or the name of a standard.
    Word(String),
}

/// How two sums are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `=`
    Equal,
    /// `!=`
    Unequal,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Relation {
    /// Every relation with its sign in a rule and the sign that people read.
    pub const ALL: [(Relation, &'static str, &'static str); 6] = [
        (Relation::Less, "<", "<"),
        (Relation::AtMost, "<=", "≤"),
        (Relation::Equal, "=", "="),
        (Relation::Unequal, "!=", "≠"),
        (Relation::AtLeast, ">=", "≥"),
        (Relation::More, ">", ">"),
    ];

    /// The relation with this sign.
    pub fn from_sign(sign: &str) -> Option<Relation> {
        Relation::ALL.into_iter().find(|(_, written, _)| *written == sign).map(|(relation, ..)| relation)
    }

    /// The sign that people read.
    pub fn read(self) -> &'static str {
        Relation::ALL.into_iter().find(|(relation, ..)| *relation == self).map_or("", |(.., read)| read)
    }
}
