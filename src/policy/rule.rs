//! The language in which the plan says who is entitled to what, and how its rules are judged.
//!
//! A rule is a condition: leaves joined by `and`, `or`, `not` and parentheses. A leaf asks about facts of the family, the child, the
//! wife or the member who is judged: `child.disability_grade in [1, 2, 3]`, `family.house_place = rural`, `member.age < 60`,
//! `year(child.died_on) = this_year`, `family.trades has_any [planting, breeding]`, `recorded(family.closed_on)`, or sums of money,
//! days and numbers on either side of a relation. A rule of the plan that has a name is used by its name.
//!
//! Rules are read, checked and brought to a compact tree when a plan is loaded; judging one looks nothing up by name.
//! A verdict is yes, no or not known yet, always as of a day. It is definite exactly where what is unknown cannot change it.

mod amount;
mod check;
mod compare;
mod explain;
mod explore;
mod fact;
mod fault;
mod judge;
mod known;
mod lex;
mod many;
mod near;
mod node;
mod parse;
mod phrase;
#[cfg(test)]
pub(crate) mod sample;
mod standard;
mod syntax;
mod terms;
#[cfg(test)]
mod tests;

pub use explain::Lacking;
pub use fact::{Case, Fact, Facts, Whose};
pub use fault::{Fault, RuleError, Wanted};
pub use many::{Many, Shared, Subject};
pub use near::nearest;
pub use parse::RESERVED;
pub use standard::{Figure, Standard, StandardKind};
pub use terms::{Predicate, Terms};

use super::field::Field;
use super::verdict::{Truth, Verdict};
use super::words::Words;
use std::ops::Range;

/// A rule of the plan, ready to be judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// As the plan writes it.
    pub text: String,
    node: node::Node,
    /// How many questions it asks.
    size: usize,
    /// Where the text first speaks of the member who is judged.
    member: Option<Range<usize>>,
}

impl Rule {
    /// Reads a rule; `terms` holds what it may refer to by name.
    ///
    /// # Errors
    /// Everything that is wrong with it, each with its place in the text.
    pub fn read(text: &str, terms: &Terms) -> Result<Rule, Vec<RuleError>> {
        let expression = parse::parse(text).map_err(|error| vec![error])?;
        let mut checker = check::Checker::new(text, terms);
        let node = checker.check(&expression)?;
        Ok(Rule { text: text.to_string(), node, size: checker.size, member: checker.member })
    }

    /// Where the rule first speaks of the member who is judged, if it does.
    pub fn speaks_of_member(&self) -> Option<Range<usize>> {
        self.member.clone()
    }

    /// The rule under a name, so that others can refer to it.
    pub fn named(self, name: &str, title: Words) -> Predicate {
        Predicate {
            name: name.to_string(),
            title,
            text: self.text,
            node: self.node,
            size: self.size,
            speaks_of_member: self.member.is_some(),
        }
    }

    /// The verdict in one word: no text is made.
    pub fn judge<F: Facts, M: Facts>(&self, terms: &Terms, case: &Case<'_, F, M>) -> Truth {
        judge(&self.node, terms, case)
    }

    /// The verdict with its reasons. `paper` names the paper that proves a field.
    pub fn explain<F: Facts, M: Facts>(
        &self,
        terms: &Terms,
        case: &Case<'_, F, M>,
        paper: impl Fn(Field) -> Option<Words>,
    ) -> Verdict {
        explain(&self.node, terms, case, paper)
    }
}

impl Predicate {
    /// The verdict in one word: no text is made.
    pub fn judge<F: Facts, M: Facts>(&self, terms: &Terms, case: &Case<'_, F, M>) -> Truth {
        judge(&self.node, terms, case)
    }

    /// The verdict with its reasons. `paper` names the paper that proves a field.
    pub fn explain<F: Facts, M: Facts>(
        &self,
        terms: &Terms,
        case: &Case<'_, F, M>,
        paper: impl Fn(Field) -> Option<Words>,
    ) -> Verdict {
        explain(&self.node, terms, case, paper)
    }
}

fn judge<F: Facts, M: Facts>(node: &node::Node, terms: &Terms, case: &Case<'_, F, M>) -> Truth {
    explore::Explorer::new(known::World::new(case), terms).truth(node)
}

fn explain<F: Facts, M: Facts>(
    node: &node::Node,
    terms: &Terms,
    case: &Case<'_, F, M>,
    paper: impl Fn(Field) -> Option<Words>,
) -> Verdict {
    explore::Explorer::new(known::World::new(case), terms).verdict(node, paper)
}
