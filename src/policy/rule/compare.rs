//! The checking of comparisons: both sides are brought to one sum against nought, and must be of one kind — money, days or numbers.

use super::check::Checker;
use super::fact::Fact;
use super::fault::{Fault, Wanted};
use super::near::nearest;
use super::node::{Quantity, Test};
use super::phrase;
use super::standard::StandardKind;
use super::syntax::{At, Name, Relation, Sign, Sum, Term};
use super::terms::Terms;
use crate::policy::field::Field;
use crate::policy::value::Kind;
use crate::policy::words::Words;
use chrono::Datelike;

/// What an amount counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    /// Years, persons, anything counted.
    Count,
    /// Days of the calendar.
    Day,
    /// Fen.
    Money,
    /// A bare number, which is yuan among money and a count elsewhere.
    Bare,
}

/// One side of a comparison, or both.
#[derive(Default)]
struct Total {
    terms: Vec<(bool, Quantity)>,
    /// Bare numbers.
    bare: i64,
    /// Amounts that carry their unit: fen, or days.
    fixed: i64,
    money: bool,
    decimals: bool,
    /// Any days at all, and how many are left over when those taken away are set against those added.
    days: bool,
    days_left: i64,
    counts: bool,
}

/// Whether a word stands for a figure and not for a choice.
pub(super) fn is_figure(word: &str, terms: &Terms) -> bool {
    word == "today" || word == "this_year" || terms.standard(word).is_some()
}

/// Checks `left RELATION right`.
pub(super) fn sum(checker: &mut Checker<'_>, left: &Sum, relation: Relation, right: &Sum) -> Option<(Test, Words)> {
    let place = place_of(left, right);
    let mut total = Total::default();
    let sides = [(left, true), (right, false)];
    let mut phrases = [Words::default(), Words::default()];
    let mut sound = true;
    for ((side, adds), phrase) in sides.into_iter().zip(&mut phrases) {
        for (at, (sign, term)) in side.terms.iter().enumerate() {
            let adds = adds == (*sign == Sign::Plus);
            match quantity(checker, term) {
                Some((amount, unit)) => {
                    total.add(adds, &amount, unit);
                    phrase::add_term(phrase, at > 0, *sign, &amount.words(checker.terms));
                }
                None => sound = false,
            }
        }
    }
    if !sound {
        return None;
    }
    if let Some(field) = total.twice() {
        return checker.fault(place, Fault::Twice(field));
    }
    if total.terms.iter().all(|(_, quantity)| matches!(quantity, Quantity::ThisYear | Quantity::Today)) {
        return checker.fault(place, Fault::NothingAsked);
    }
    let Some(constant) = total.constant() else {
        return checker.fault(place, Fault::Mixed);
    };
    let [left, right] = phrases;
    let wanted = phrase::compare(&left, relation, &right);
    Some((Test::Sum { terms: total.terms.into_boxed_slice(), constant, relation }, wanted))
}

fn place_of(left: &Sum, right: &Sum) -> std::ops::Range<usize> {
    let start = left.terms.first().map_or(0, |(_, term)| term.at.start);
    start..right.terms.last().map_or(start, |(_, term)| term.at.end)
}

impl Total {
    fn add(&mut self, adds: bool, amount: &Amount, unit: Unit) {
        let sign = if adds { 1 } else { -1 };
        match amount {
            Amount::Quantity(quantity) => self.terms.push((adds, *quantity)),
            Amount::Number(number) => self.bare += sign * number,
            Amount::Fen(fen) => self.fixed += sign * fen,
            Amount::Day(day) => self.fixed += sign * i64::from(day.num_days_from_ce()),
        }
        match unit {
            Unit::Money => self.money = true,
            Unit::Day => self.days_left += sign,
            Unit::Count => self.counts = true,
            Unit::Bare => {}
        }
        self.days |= unit == Unit::Day;
        self.decimals |= matches!(amount, Amount::Fen(_));
    }

    /// The fixed amount, if all that is added up is of one kind.
    fn constant(&self) -> Option<i64> {
        let one_kind = match (self.money, self.days) {
            (true, days) => !days && !self.counts,
            (false, true) => self.days_left == 0 && !self.decimals,
            (false, false) => !self.decimals,
        };
        let bare = if self.money { self.bare.checked_mul(100)? } else { self.bare };
        one_kind.then_some(self.fixed + bare)
    }

    /// A fact that is named twice.
    fn twice(&self) -> Option<Field> {
        let facts: Vec<Fact> = self.terms.iter().filter_map(|(_, quantity)| quantity.fact()).collect();
        let twice = facts.iter().enumerate().find(|(at, fact)| facts.iter().take(*at).any(|other| other == *fact));
        twice.map(|(_, fact)| fact.field)
    }
}

/// A term that has an amount.
enum Amount {
    Quantity(Quantity),
    Number(i64),
    Fen(i64),
    Day(chrono::NaiveDate),
}

impl Amount {
    fn words(&self, terms: &Terms) -> Words {
        match self {
            Amount::Quantity(quantity) => phrase::quantity(*quantity, terms),
            Amount::Number(number) => Words::made(|_| number.to_string()),
            Amount::Fen(fen) => phrase::money(*fen),
            Amount::Day(day) => Words::made(|_| day.to_string()),
        }
    }
}

fn quantity(checker: &mut Checker<'_>, term: &At<Term>) -> Option<(Amount, Unit)> {
    let found = match &term.is {
        Term::Number(number) => (Amount::Number(*number), Unit::Bare),
        Term::Hundredths(fen) => (Amount::Fen(*fen), Unit::Bare),
        Term::Day(day) => (Amount::Day(*day), Unit::Day),
        Term::Year(name) => {
            let fact = checker.fact(name, &term.at)?;
            if fact.field.kind() != Kind::Date {
                return checker.fault(term.at.clone(), Fault::WrongKind(fact.field, Wanted::Day));
            }
            (Amount::Quantity(Quantity::Year(fact)), Unit::Count)
        }
        Term::Fact(name) => return fact(checker, name, term),
        Term::Word(word) => return word_of(checker, word, term),
    };
    Some(found)
}

fn fact(checker: &mut Checker<'_>, name: &Name, term: &At<Term>) -> Option<(Amount, Unit)> {
    if Checker::is_age(name) {
        let whose = checker.whose(name, &term.at)?;
        return Some((Amount::Quantity(Quantity::Age(Fact { whose, field: Field::BornOn })), Unit::Count));
    }
    let fact = checker.fact(name, &term.at)?;
    let (quantity, unit) = match fact.field.kind() {
        Kind::Number(..) | Kind::Township | Kind::Village => (Quantity::Plain(fact), Unit::Count),
        Kind::Money => (Quantity::Plain(fact), Unit::Money),
        Kind::Date => (Quantity::Day(fact), Unit::Day),
        Kind::Flag => return checker.fault(term.at.clone(), Fault::WrongKind(fact.field, Wanted::YesNo)),
        Kind::Choice(_) => return checker.fault(term.at.clone(), Fault::WrongKind(fact.field, Wanted::Choice)),
        _ => return checker.fault(term.at.clone(), Fault::WrongKind(fact.field, Wanted::Figure)),
    };
    Some((Amount::Quantity(quantity), unit))
}

fn word_of(checker: &mut Checker<'_>, word: &str, term: &At<Term>) -> Option<(Amount, Unit)> {
    let terms = checker.terms;
    let (quantity, unit) = match (word, terms.standard(word)) {
        ("today", _) => (Quantity::Today, Unit::Day),
        ("this_year", _) => (Quantity::ThisYear, Unit::Count),
        (_, Some((at, standard))) => match standard.kind {
            StandardKind::Money => (Quantity::Standard(at), Unit::Money),
            StandardKind::Number => (Quantity::Standard(at), Unit::Count),
            StandardKind::Flag => {
                return checker.fault(term.at.clone(), Fault::WrongStandard(word.to_string(), Wanted::Figure));
            }
        },
        (_, None) => {
            let near = nearest(word, terms.names()).map(str::to_string);
            return checker.fault(term.at.clone(), Fault::NoSuchName(word.to_string(), near));
        }
    };
    Some((Amount::Quantity(quantity), unit))
}
