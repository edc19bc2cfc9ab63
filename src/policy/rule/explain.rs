//! A verdict with its reasons: what each leaf wanted and found, and which unknown facts the verdict still depends on.
//!
//! It tries the same possibilities as the short answer and so cannot disagree with it (a property test holds them together).

use super::amount::age;
use super::explore::Explorer;
use super::fact::{Fact, Facts};
use super::judge::answer;
use super::known::World;
use super::node::{Leaf, Node, Quantity, Test};
use super::terms::Terms;
use crate::policy::field::Field;
use crate::policy::showing::masked;
use crate::policy::verdict::{Found, Missing, Reason, Truth, Verdict};
use crate::policy::words::Words;
use std::cmp::Reverse;

/// What an open verdict depends on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lacking {
    /// Facts that are not known, each once.
    pub facts: Vec<Fact>,
    /// Standards that are not set on the day, by their place.
    pub standards: Vec<usize>,
}

impl<'n, F: Facts, M: Facts> Explorer<'_, 'n, F, M> {
    /// The verdict with its reasons; `paper` names the paper that proves a field.
    pub fn verdict(&mut self, node: &'n Node, paper: impl Fn(Field) -> Option<Words>) -> Verdict {
        let truth = self.truth(node);
        let mut reasons = Vec::new();
        let in_the_way = self.nearest(node, true).lacking;
        self.reasons(node, None, false, &in_the_way, &mut reasons);
        let missing = if truth == Truth::Unknown { self.all_missing(node, paper) } else { Vec::new() };
        Verdict { truth, reasons, missing }
    }

    /// What an open verdict depends on: where enough was tried and nothing was found to matter, everything that is open.
    fn all_missing(&mut self, node: &'n Node, paper: impl Fn(Field) -> Option<Words>) -> Vec<Missing> {
        let Lacking { facts, standards } = self.lacking(node);
        let facts = facts.into_iter().map(|Fact { whose, field }| Missing::Fact { whose, field, paper: paper(field) });
        let standards = standards.into_iter().filter_map(|at| self.terms().standards.get(at));
        let standards =
            standards.map(|standard| Missing::Standard { key: standard.key.clone(), title: standard.title.clone() });
        facts.chain(standards).collect()
    }

    /// The same without words.
    pub fn lacking(&mut self, node: &'n Node) -> Lacking {
        let open = self.trial(node).open;
        let mut facts = self.unknown(&open);
        facts.sort_unstable();
        facts.dedup();
        let matter: Vec<Fact> = facts.iter().copied().filter(|fact| self.matters(node, *fact, &open)).collect();
        let mut standards: Vec<usize> = open.iter().flat_map(|leaf| leaf.test.standards()).collect();
        standards.sort_unstable();
        standards.dedup();
        let set = |at: &usize| self.terms().standards.get(*at).is_none_or(|one| one.at(self.world().as_of()).is_some());
        standards.retain(|at| !set(at));
        let facts = if matter.is_empty() && standards.is_empty() { facts } else { matter };
        Lacking { facts, standards }
    }

    /// A reason for every leaf, each leaf once. A leaf under a `not` is told as what the rule wants: the opposite.
    fn reasons(
        &self,
        node: &Node,
        within: Option<&str>,
        negated: bool,
        in_the_way: &[&Leaf],
        reasons: &mut Vec<Reason>,
    ) {
        match node {
            Node::All(parts) | Node::Any(parts) => {
                parts.iter().for_each(|part| self.reasons(part, within, negated, in_the_way, reasons));
            }
            Node::Not(part) => self.reasons(part, within, !negated, in_the_way, reasons),
            Node::Named(at) => {
                if let Some(predicate) = self.terms().predicates.get(*at) {
                    self.reasons(&predicate.node, Some(&predicate.name), negated, in_the_way, reasons);
                }
            }
            Node::Leaf(leaf) => {
                let within = within.map(str::to_string);
                let (rule, wanted) = if negated { opposite(leaf) } else { (leaf.text.clone(), leaf.wanted.clone()) };
                let in_the_way = in_the_way.iter().any(|other| std::ptr::eq(*other, leaf.as_ref()));
                if let Some(told) = reasons.iter_mut().find(|other| other.rule == rule && other.within == within) {
                    told.in_the_way |= in_the_way;
                    return;
                }
                let result = answer(self.world(), self.terms(), &leaf.test);
                let found = found(self.world(), self.terms(), &leaf.test);
                let result = if negated { !result } else { result };
                reasons.push(Reason { rule, within, wanted, found, result, in_the_way });
            }
        }
    }

    /// The way to make the node come out as wanted that lacks least.
    fn nearest<'a>(&'a self, node: &'a Node, wanted: bool) -> Way<'a> {
        match (node, wanted) {
            (Node::All(parts), true) | (Node::Any(parts), false) => {
                parts.iter().fold(Way::default(), |way, part| way.and(self.nearest(part, wanted)))
            }
            (Node::Any(parts), true) | (Node::All(parts), false) => {
                let ways = parts.iter().map(|part| self.nearest(part, wanted));
                ways.min_by_key(|way| (way.lacking.len(), Reverse(way.held))).unwrap_or_default()
            }
            (Node::Not(part), _) => self.nearest(part, !wanted),
            (Node::Named(at), _) => {
                let predicate = self.terms().predicates.get(*at);
                predicate.map_or_else(Way::default, |predicate| self.nearest(&predicate.node, wanted))
            }
            (Node::Leaf(leaf), _) => {
                let holds = answer(self.world(), self.terms(), &leaf.test) == Truth::from(wanted);
                if holds { Way { lacking: Vec::new(), held: 1 } } else { Way { lacking: vec![leaf], held: 0 } }
            }
        }
    }
}

/// One way to meet a rule: the leaves that it lacks, and how many it has.
#[derive(Default)]
struct Way<'a> {
    lacking: Vec<&'a Leaf>,
    held: usize,
}

impl Way<'_> {
    fn and(mut self, mut other: Self) -> Self {
        self.lacking.append(&mut other.lacking);
        self.held += other.held;
        self
    }
}

/// The leaf as a rule says it that wants the opposite.
fn opposite(leaf: &Leaf) -> (String, Words) {
    let wanted = Words { zh: format!("并非“{}”", leaf.wanted.zh), en: format!("not: {}", leaf.wanted.en) };
    (format!("not {}", leaf.text), wanted)
}

/// What a leaf looked at.
fn found<F: Facts, M: Facts>(world: &World<'_, F, M>, terms: &Terms, test: &Test) -> Vec<Found> {
    let fact = |fact: Fact| {
        let (value, basis) = world.with_basis(fact);
        // A reason is read by whoever may see the verdict; a number that is personal stays masked in it.
        let value = value.map(|value| masked(fact.field, &value));
        Found::Fact { whose: fact.whose, field: fact.field, value, basis }
    };
    let standard = |at: usize| {
        let standard = terms.standards.get(at)?;
        let figure = standard.at(world.as_of()).map(|amount| standard.words(amount));
        Some(Found::Standard { title: standard.title.clone(), figure })
    };
    let quantity = |quantity: &Quantity| match quantity {
        Quantity::Age(born) => Some(Found::Age { whose: born.whose, years: age(world, *born) }),
        Quantity::Standard(at) => standard(*at),
        Quantity::ThisYear | Quantity::Today => Some(Found::Today(world.as_of())),
        other => other.fact().map(fact),
    };
    match test {
        Test::OneOf { fact: one, .. } | Test::Has { fact: one, .. } | Test::Recorded(one) => vec![fact(*one)],
        Test::Sum { terms: parts, .. } => parts.iter().filter_map(|(_, part)| quantity(part)).collect(),
        Test::Standard(at, _) => standard(*at).into_iter().collect(),
    }
}
