//! Settles rules whose leaves are open: tries every value of what is not known, and where all of them agree the verdict is definite.
//!
//! Only a fact that two open leaves share has to be tried out. Where no fact is shared, each open leaf can turn out either way by
//! itself, and an open answer is rightly open. Choices, flags and small numbers are tried in full; days, money and ages at each
//! point where a leaf of the rule changes its answer. The number of trials is capped; beyond the cap a verdict stays open, which is
//! never wrong, only less helpful.

use super::amount::{FAR, Limits, domain, limits};
use super::fact::{Fact, Facts};
use super::judge::survey;
use super::known::World;
use super::node::{Leaf, Node, Quantity, Test};
use super::terms::Terms;
use crate::policy::value::Kind;
use crate::policy::verdict::Truth;
use chrono::{Datelike, Months, NaiveDate};

/// The most combinations that are tried for one verdict.
pub const TRIALS: usize = 4_096;

/// A fact that is tried out, and the values that are tried.
pub type Axis = (Fact, Vec<i64>);

/// What a trial, or the case as it is, gave.
#[derive(Clone, Debug)]
pub struct Trial<'n> {
    /// The answer.
    pub truth: Truth,
    /// The leaves on which an open answer rests.
    pub open: Vec<&'n Leaf>,
}

impl Trial<'_> {
    /// Whether two trials come to the same. As every open leaf that is left stands at one place of the rule, an open answer that rests
    /// on the same leaves is the same function of them.
    pub fn comes_to(&self, other: &Trial<'_>) -> bool {
        let same = |(a, b): (&&Leaf, &&Leaf)| std::ptr::eq(*a, *b);
        self.truth == other.truth && self.open.len() == other.open.len() && self.open.iter().zip(&other.open).all(same)
    }
}

/// Judges a rule for a case.
pub struct Explorer<'w, 'n, F, M> {
    /// The case.
    pub world: World<'w, F, M>,
    /// What the rule refers to.
    pub terms: &'n Terms,
}

impl<'n, F: Facts, M: Facts> Explorer<'_, 'n, F, M> {
    /// The verdict in one word.
    pub fn truth(&mut self, node: &'n Node) -> Truth {
        let first = self.trial(node);
        if first.truth.is_definite() {
            return first.truth;
        }
        let axes = match self.axes(&first.open) {
            Some(axes) if !axes.is_empty() => axes,
            _ => return Truth::Unknown,
        };
        let mut agreed = None;
        for number in 0..count(&axes) {
            let truth = self.supposing(&axes, number, node).truth;
            if truth == Truth::Unknown || *agreed.get_or_insert(truth) != truth {
                agreed = Some(Truth::Unknown);
                break;
            }
        }
        self.world.suppose(Vec::new());
        agreed.unwrap_or(Truth::Unknown)
    }

    /// The case as it is.
    pub fn trial(&self, node: &'n Node) -> Trial<'n> {
        let mut open = Vec::new();
        let truth = survey(&self.world, self.terms, node, &mut open);
        Trial { truth, open }
    }

    /// Every trial, in the order of their numbers.
    pub fn trials(&mut self, axes: &[Axis], node: &'n Node) -> Vec<Trial<'n>> {
        let trials = (0..count(axes)).map(|number| self.supposing(axes, number, node)).collect();
        self.world.suppose(Vec::new());
        trials
    }

    fn supposing(&mut self, axes: &[Axis], number: usize, node: &'n Node) -> Trial<'n> {
        let mut rest = number;
        let supposed = axes.iter().filter_map(|(fact, values)| {
            let value = values.get(rest % values.len().max(1));
            rest /= values.len().max(1);
            value.map(|value| (*fact, *value))
        });
        let supposed = supposed.collect();
        self.world.suppose(supposed);
        self.trial(node)
    }

    /// The facts that are not known and that the open leaves share, with the values to try; none where that would be too many.
    pub fn axes(&self, open: &[&Leaf]) -> Option<Vec<Axis>> {
        let unknown = self.unknown(open);
        let mut shared: Vec<Fact> = Vec::new();
        for (at, fact) in unknown.iter().enumerate() {
            if !shared.contains(fact) && unknown.iter().skip(at + 1).any(|other| other == fact) {
                shared.push(*fact);
            }
        }
        let axes: Option<Vec<Axis>> =
            shared.iter().map(|fact| self.values(*fact, open, &shared).map(|values| (*fact, values))).collect();
        axes.filter(|axes| count(axes) <= TRIALS)
    }

    /// The facts that are not known, once for every leaf that asks for them.
    pub fn unknown(&self, open: &[&Leaf]) -> Vec<Fact> {
        let facts = open.iter().flat_map(|leaf| leaf.test.facts());
        facts.filter(|fact| self.world.known(*fact).is_none()).map(|fact| self.world.same(fact)).collect()
    }

    /// The values to try for a fact.
    fn values(&self, fact: Fact, open: &[&Leaf], shared: &[Fact]) -> Option<Vec<i64>> {
        match fact.field.kind() {
            Kind::Flag => Some(vec![0, 1]),
            Kind::Choice(choices) => Some(choices.iter().map(|choice| i64::from(choice.code)).collect()),
            Kind::Number(least, most) if most - least < 64 => Some((least..=most).collect()),
            Kind::Choices(_) => self.sets(fact, open),
            Kind::Date | Kind::Money | Kind::Number(..) | Kind::Township | Kind::Village => {
                self.turning_points(fact, open, shared)
            }
            _ => None,
        }
    }

    /// Every set of the choices that the open leaves ask for.
    fn sets(&self, fact: Fact, open: &[&Leaf]) -> Option<Vec<i64>> {
        let asked = open.iter().fold(0, |asked, leaf| match &leaf.test {
            Test::Has { fact: other, mask, .. } if self.world.same(*other) == fact => asked | mask,
            _ => asked,
        });
        (asked.count_ones() <= 8).then(|| (0..=i64::from(asked)).filter(|bits| bits & !i64::from(asked) == 0).collect())
    }

    /// The values at which an open leaf changes its answer, one before the first of them, and "has not happened" for an event.
    fn turning_points(&self, fact: Fact, open: &[&Leaf], shared: &[Fact]) -> Option<Vec<i64>> {
        let reach = domain(&self.world, fact.field);
        let mut points = vec![reach.least, reach.most];
        for leaf in open {
            let Test::Sum { terms, constant, .. } = &leaf.test else { continue };
            let is_it = |quantity: &Quantity| quantity.fact().is_some_and(|other| self.world.same(other) == fact);
            let Some((adds, quantity)) = terms.iter().find(|(_, quantity)| is_it(quantity)) else { continue };
            let mut rest = Limits::exactly(*constant);
            for (adds, other) in terms.iter().filter(|(_, other)| other != quantity) {
                let depends = other.fact().map(|other| self.world.same(other));
                if depends.is_some_and(|other| shared.contains(&other)) {
                    return None;
                }
                rest = rest.with(*adds, limits(&self.world, self.terms, *other));
            }
            for edge in [rest.least, rest.most].into_iter().filter(|edge| edge.abs() < FAR / 2) {
                let turn = if *adds { -edge } else { edge };
                points.extend(self.around(*quantity, turn));
            }
        }
        points.retain(|point| (reach.least..=reach.most).contains(point));
        if self.world.may_not_have_happened(fact) {
            points.push(self.world.today + 1);
        }
        points.sort_unstable();
        points.dedup();
        Some(points)
    }

    /// The values of the fact on either side of the point where the quantity reaches and passes an amount.
    fn around(&self, quantity: Quantity, amount: i64) -> Vec<i64> {
        match quantity {
            Quantity::Year(_) => {
                let first = |year: i64| {
                    let day = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, 1, 1)?;
                    Some(i64::from(day.num_days_from_ce()))
                };
                [first(amount), first(amount + 1)].into_iter().flatten().flat_map(|day| [day - 1, day]).collect()
            }
            Quantity::Age(_) => {
                let birthday = |years: i64| {
                    let day = self.world.as_of().checked_sub_months(Months::new(u32::try_from(years).ok()? * 12))?;
                    Some(i64::from(day.num_days_from_ce()))
                };
                // Two days either side: a birthday on 29 February falls on a neighbour in other years.
                let days = [birthday(amount), birthday(amount + 1)].into_iter().flatten();
                days.flat_map(|day| day - 2..=day + 2).collect()
            }
            _ => (amount - 1..=amount + 1).collect(),
        }
    }
}

/// How many trials these are.
fn count(axes: &[Axis]) -> usize {
    axes.iter().fold(1, |count, (_, values)| count.saturating_mul(values.len()))
}
