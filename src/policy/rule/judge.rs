//! Answers a rule in a world: yes, no, or open. Kleene's way: what is unknown gives way wherever it cannot matter to its neighbour.
//! That a whole rule may be settled although its parts are open is the matter of `explore`.

use super::amount::{Limits, limits};
use super::fact::Facts;
use super::known::World;
use super::node::{Leaf, Node, Quantity, Test};
use super::syntax::Relation;
use super::terms::Terms;
use crate::policy::verdict::Truth;

/// Answers a rule. Leaves on which an open answer rests are added to `open`.
pub fn survey<'n, F: Facts, M: Facts>(
    world: &World<'_, F, M>,
    terms: &'n Terms,
    node: &'n Node,
    open: &mut Vec<&'n Leaf>,
) -> Truth {
    let before = open.len();
    let answer = match node {
        Node::All(parts) => joined(world, terms, parts, Truth::No, open),
        Node::Any(parts) => joined(world, terms, parts, Truth::Yes, open),
        Node::Not(part) => !survey(world, terms, part, open),
        Node::Named(at) => match terms.predicates.get(*at) {
            Some(predicate) => survey(world, terms, &predicate.node, open),
            None => Truth::Unknown,
        },
        Node::Leaf(leaf) => {
            let answer = answer(world, terms, &leaf.test);
            if answer == Truth::Unknown {
                open.push(leaf);
            }
            answer
        }
    };
    if answer.is_definite() {
        open.truncate(before);
    }
    answer
}

/// Parts that are joined by `and` (a no settles it) or by `or` (a yes does).
fn joined<'n, F: Facts, M: Facts>(
    world: &World<'_, F, M>,
    terms: &'n Terms,
    parts: &'n [Node],
    settles: Truth,
    open: &mut Vec<&'n Leaf>,
) -> Truth {
    let mut answer = !settles;
    for part in parts {
        match survey(world, terms, part, open) {
            truth if truth == settles => return settles,
            Truth::Unknown => answer = Truth::Unknown,
            _ => {}
        }
    }
    answer
}

/// Answers one question.
pub fn answer<F: Facts, M: Facts>(world: &World<'_, F, M>, terms: &Terms, test: &Test) -> Truth {
    match test {
        Test::OneOf { fact, mask, domain } => match world.known(*fact) {
            Some(value) => Truth::from((0..64).contains(&value) && mask >> value & 1 == 1),
            None if mask & domain == *domain => Truth::Yes,
            None if mask & domain == 0 => Truth::No,
            None => Truth::Unknown,
        },
        Test::Has { fact, mask, all } => match world.known(*fact) {
            Some(bits) if *all => Truth::from(bits & i64::from(*mask) == i64::from(*mask)),
            Some(bits) => Truth::from(bits & i64::from(*mask) != 0),
            None => Truth::Unknown,
        },
        Test::Sum { terms: parts, constant, relation } => sum(world, terms, parts, *constant, *relation),
        Test::Recorded(fact) => Truth::from(world.is_recorded(*fact)),
        Test::Standard(at, wanted) => match terms.standards.get(*at).and_then(|standard| standard.at(world.as_of())) {
            Some(amount) => Truth::from((amount != 0) == *wanted),
            None => Truth::Unknown,
        },
    }
}

/// A comparison. One that asks about an event that has not happened is not met, whatever its day will be.
fn sum<F: Facts, M: Facts>(
    world: &World<'_, F, M>,
    terms: &Terms,
    parts: &[(bool, Quantity)],
    constant: i64,
    relation: Relation,
) -> Truth {
    let mut total = Limits::exactly(constant);
    let mut may_not_have_happened = false;
    for (adds, quantity) in parts {
        if let Quantity::Day(fact) | Quantity::Year(fact) = quantity {
            if world.has_not_happened(*fact) {
                return Truth::No;
            }
            may_not_have_happened |= world.known(*fact).is_none() && world.may_not_have_happened(*fact);
        }
        total = total.with(*adds, limits(world, terms, *quantity));
    }
    match total.stands(relation) {
        Truth::Yes if may_not_have_happened => Truth::Unknown,
        answer => answer,
    }
}
