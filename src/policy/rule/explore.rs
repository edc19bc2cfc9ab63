//! Settles rules whose leaves are open: tries every value of what is not known, and where all of them agree the verdict is definite.
//!
//! Only a fact that two open leaves share has to be tried out. Where no fact is shared, each open leaf can turn out either way by
//! itself, and an open answer is rightly open. One shared fact is tried at a time and the rule answered anew, so that most of the
//! possibilities are never looked at. Choices, flags and small numbers are tried in full; days, money and ages at each point where a
//! leaf changes its answer. The number of trials is capped; beyond the cap a verdict stays open, which is never wrong, only less helpful.

use super::amount::{FAR, Limits, domain, limits};
use super::fact::{Fact, Facts};
use super::judge::survey;
use super::known::World;
use super::node::{Leaf, Node, Quantity, Test};
use super::terms::Terms;
use crate::policy::value::Kind;
use crate::policy::verdict::Truth;
use chrono::{Datelike, Months, NaiveDate};

/// How often a rule is answered at most for one verdict.
const TRIALS: usize = 4_096;

/// How often at most to see whether one fact matters; beyond this it is taken to matter.
const TRIALS_A_FACT: usize = 256;

/// What a rule answers in one world.
#[derive(Clone, Debug)]
pub struct Trial<'n> {
    /// The answer.
    pub truth: Truth,
    /// The leaves on which an open answer rests.
    pub open: Vec<&'n Leaf>,
}

/// Judges a rule for a case.
pub struct Explorer<'w, 'n, F, M> {
    world: World<'w, F, M>,
    terms: &'n Terms,
    /// How often the rule may still be answered.
    trials: usize,
}

impl<'w, 'n, F: Facts, M: Facts> Explorer<'w, 'n, F, M> {
    /// For a case; `terms` is what the rule refers to.
    pub fn new(world: World<'w, F, M>, terms: &'n Terms) -> Self {
        Self { world, terms, trials: 0 }
    }

    /// The case.
    pub fn world(&self) -> &World<'w, F, M> {
        &self.world
    }

    /// What the rule refers to.
    pub fn terms(&self) -> &'n Terms {
        self.terms
    }

    /// The verdict in one word.
    pub fn truth(&mut self, node: &'n Node) -> Truth {
        self.trials = TRIALS;
        self.settle(node)
    }

    /// Answers a rule in the world as it is supposed now.
    pub fn trial(&mut self, node: &'n Node) -> Trial<'n> {
        self.trials = self.trials.saturating_sub(1);
        let mut open = Vec::new();
        let truth = survey(&self.world, self.terms, node, &mut open);
        Trial { truth, open }
    }

    fn settle(&mut self, node: &'n Node) -> Truth {
        let trial = self.trial(node);
        if trial.truth.is_definite() {
            return trial.truth;
        }
        let Next::Try(fact, values) = self.next(&trial.open) else { return Truth::Unknown };
        let mut agreed = None;
        for value in values {
            self.world.suppose(fact, value);
            let truth = self.settle(node);
            self.world.forget();
            if truth == Truth::Unknown || *agreed.get_or_insert(truth) != truth {
                return Truth::Unknown;
            }
        }
        agreed.unwrap_or(Truth::Unknown)
    }

    /// Whether the verdict can depend on this fact: two worlds that differ in it alone come out differently.
    pub fn matters(&mut self, node: &'n Node, fact: Fact, open: &[&'n Leaf]) -> bool {
        self.trials = TRIALS_A_FACT;
        let Some(values) = self.values(fact, open, &self.shared(open)) else { return true };
        let Some((first, others)) = values.split_first() else { return true };
        others.iter().any(|other| self.differs(node, fact, [*first, *other]))
    }

    /// Whether the two values of the fact come to different ends in some world.
    fn differs(&mut self, node: &'n Node, fact: Fact, values: [i64; 2]) -> bool {
        let [one, other] = values.map(|value| {
            self.world.suppose(fact, value);
            let trial = self.trial(node);
            self.world.forget();
            trial
        });
        let rests_on_it = |leaf: &&&Leaf| leaf.test.facts().any(|asked| self.world.same(asked) == fact);
        if one.truth == other.truth && same(&one.open, &other.open) {
            // As a leaf stands at one place of the rule, open answers that rest on the same leaves are the same function of them.
            return one.open.iter().any(|leaf| rests_on_it(&leaf));
        }
        if one.truth.is_definite() && other.truth.is_definite() {
            return true;
        }
        let mut open = one.open;
        for leaf in other.open {
            if !open.iter().any(|known| std::ptr::eq(*known, leaf)) {
                open.push(leaf);
            }
        }
        let [mut next, more] = values.map(|value| {
            self.world.suppose(fact, value);
            let next = self.next(&open);
            self.world.forget();
            next
        });
        next.join(more);
        match next {
            Next::Nothing | Next::TooMuch => true,
            Next::Try(shared, tries) => tries.into_iter().any(|value| {
                self.world.suppose(shared, value);
                let differs = self.differs(node, fact, values);
                self.world.forget();
                differs
            }),
        }
    }

    /// The next fact to try out, and its values.
    fn next(&self, open: &[&Leaf]) -> Next {
        let shared = self.shared(open);
        if shared.is_empty() {
            return Next::Nothing;
        }
        let found = shared.iter().find_map(|fact| Some((*fact, self.values(*fact, open, &shared)?)));
        match found {
            Some((fact, values)) if self.trials > 0 => Next::Try(fact, values),
            _ => Next::TooMuch,
        }
    }

    /// The facts that are not known and that several open leaves ask for.
    fn shared(&self, open: &[&Leaf]) -> Vec<Fact> {
        let unknown = self.unknown(open);
        let mut shared: Vec<Fact> = Vec::new();
        for (at, fact) in unknown.iter().enumerate() {
            if !shared.contains(fact) && unknown.iter().skip(at + 1).any(|other| other == fact) {
                shared.push(*fact);
            }
        }
        shared
    }

    /// The facts that are not known, once for every leaf that asks for them.
    pub fn unknown(&self, open: &[&Leaf]) -> Vec<Fact> {
        let facts = open.iter().flat_map(|leaf| leaf.test.facts());
        facts.filter(|fact| self.world.known(*fact).is_none()).map(|fact| self.world.same(fact)).collect()
    }

    /// The values to try for a fact; none where they cannot be told or are too many.
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

/// What to try out next.
enum Next {
    /// No fact is shared.
    Nothing,
    /// It cannot be told what to try, or enough was tried.
    TooMuch,
    /// This fact, with these values.
    Try(Fact, Vec<i64>),
}

impl Next {
    /// Adds the values that another world gives to try for the same fact.
    fn join(&mut self, other: Next) {
        if let (Next::Try(fact, values), Next::Try(same, more)) = (self, other)
            && *fact == same
        {
            values.extend(more);
            values.sort_unstable();
            values.dedup();
        }
    }
}

/// Whether these are the same leaves.
fn same(one: &[&Leaf], other: &[&Leaf]) -> bool {
    one.len() == other.len() && one.iter().zip(other).all(|(a, b)| std::ptr::eq(*a, *b))
}
