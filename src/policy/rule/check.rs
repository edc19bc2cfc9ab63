//! Looks up the names of a rule: fields in the table of fields, choices among the field's, other rules and standards in the plan; and
//! sees that what is compared can be compared. All faults of a rule are reported together.

use super::compare;
use super::fact::{Fact, Whose};
use super::fault::{Fault, RuleError, Wanted};
use super::near::nearest;
use super::node::{Leaf, Node, Test};
use super::phrase;
use super::standard::StandardKind;
use super::syntax::{self, At, Expression, Name, Relation, Sign, Sum, Term};
use super::terms::Terms;
use crate::policy::field::{Field, Scope};
use crate::policy::value::Kind;
use crate::policy::words::Words;
use std::ops::Range;

/// The most questions that a rule may ask, those of the rules it names included.
pub const LARGEST: usize = 400;

/// The key of a person's age, which is worked out and not recorded.
pub const AGE: &str = "age";

/// Looks the names of a rule up.
pub struct Checker<'a> {
    text: &'a str,
    pub(super) terms: &'a Terms,
    pub(super) faults: Vec<RuleError>,
    /// Questions asked so far.
    pub size: usize,
    /// Where the member who is judged is first spoken of.
    pub member: Option<Range<usize>>,
}

impl<'a> Checker<'a> {
    /// For one text.
    pub fn new(text: &'a str, terms: &'a Terms) -> Self {
        Self { text, terms, faults: Vec::new(), size: 0, member: None }
    }

    /// The rule ready to be judged, or all that is wrong with it.
    pub fn check(&mut self, expression: &Expression) -> Result<Node, Vec<RuleError>> {
        let node = self.node(expression);
        if self.size > LARGEST {
            self.faults.push(RuleError { at: 0..self.text.len(), fault: Fault::TooLarge });
        }
        match node {
            Some(node) if self.faults.is_empty() => Ok(node),
            _ => Err(std::mem::take(&mut self.faults)),
        }
    }

    pub(super) fn fault<T>(&mut self, at: Range<usize>, fault: Fault) -> Option<T> {
        self.faults.push(RuleError { at, fault });
        None
    }

    fn node(&mut self, expression: &Expression) -> Option<Node> {
        match expression {
            Expression::All(parts) => self.nodes(parts).map(Node::All),
            Expression::Any(parts) => self.nodes(parts).map(Node::Any),
            Expression::Not(part) => self.node(part).map(|node| Node::Not(Box::new(node))),
            Expression::Named(name) => self.named(name),
            Expression::Leaf(leaf) => {
                self.size = self.size.saturating_add(1);
                let (test, wanted) = self.leaf(&leaf.is)?;
                let text = self.text.get(leaf.at.clone()).unwrap_or_default();
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                Some(Node::Leaf(Box::new(Leaf { text, wanted, test })))
            }
        }
    }

    fn nodes(&mut self, parts: &[Expression]) -> Option<Box<[Node]>> {
        // Every part is looked at, so that every fault is found.
        let nodes: Vec<Option<Node>> = parts.iter().map(|part| self.node(part)).collect();
        nodes.into_iter().collect()
    }

    fn named(&mut self, name: &At<String>) -> Option<Node> {
        let terms = self.terms;
        let Some((at, predicate)) = terms.predicate(&name.is) else {
            let near = nearest(&name.is, terms.names()).map(str::to_string);
            return self.fault(name.at.clone(), Fault::NoSuchName(name.is.clone(), near));
        };
        self.size = self.size.saturating_add(predicate.size);
        if predicate.speaks_of_member {
            self.member.get_or_insert(name.at.clone());
        }
        Some(Node::Named(at))
    }

    fn leaf(&mut self, test: &syntax::Test) -> Option<(Test, Words)> {
        match test {
            syntax::Test::Recorded(name) => {
                let fact = self.fact(&name.is, &name.at)?;
                Some((Test::Recorded(fact), phrase::recorded(fact)))
            }
            syntax::Test::OneOf { fact, except, list } => self.one_of(fact, *except, list),
            syntax::Test::Has { fact, all, list } => self.has(fact, *all, list),
            syntax::Test::Compare(left, relation, right) => self.compare(left, *relation, right),
        }
    }

    /// A comparison with a single choice is a question of `in`; every other is a sum.
    fn compare(&mut self, left: &Sum, relation: Relation, right: &Sum) -> Option<(Test, Words)> {
        let equal = matches!(relation, Relation::Equal | Relation::Unequal);
        let except = relation == Relation::Unequal;
        if let ([(Sign::Plus, one)], [(Sign::Plus, other)]) = (left.terms.as_slice(), right.terms.as_slice()) {
            if let (Term::Fact(name), Term::Word(word)) = (&one.is, &other.is)
                && equal
                && !compare::is_figure(word, self.terms)
            {
                let fact = At { is: name.clone(), at: one.at.clone() };
                return self.one_of(&fact, except, std::slice::from_ref(other));
            }
            if let (Term::Word(name), Term::Word(word)) = (&one.is, &other.is)
                && equal
                && (word == "yes" || word == "no")
            {
                return self.standard_is(&At { is: name.clone(), at: one.at.clone() }, (word == "yes") != except);
            }
        }
        compare::sum(self, left, relation, right)
    }

    fn standard_is(&mut self, name: &At<String>, yes: bool) -> Option<(Test, Words)> {
        let terms = self.terms;
        match terms.standard(&name.is) {
            Some((at, standard)) if standard.kind == StandardKind::Flag => {
                Some((Test::Standard(at, yes), phrase::standard(standard, yes)))
            }
            Some(_) => self.fault(name.at.clone(), Fault::WrongStandard(name.is.clone(), Wanted::YesNo)),
            None => {
                let near = nearest(&name.is, terms.names()).map(str::to_string);
                self.fault(name.at.clone(), Fault::NoSuchName(name.is.clone(), near))
            }
        }
    }

    fn one_of(&mut self, name: &At<Name>, except: bool, list: &[At<Term>]) -> Option<(Test, Words)> {
        let fact = self.fact(&name.is, &name.at)?;
        let domain = match fact.field.kind() {
            Kind::Flag => 0b11,
            Kind::Choice(choices) => choices.iter().fold(0, |bits, choice| bits | 1 << choice.code),
            Kind::Number(least @ 0.., most @ ..=63) => (least..=most).fold(0, |bits, number| bits | 1 << number),
            Kind::Choices(_) => return self.fault(name.at.clone(), Fault::WrongKind(fact.field, Wanted::OneOf)),
            _ => return self.fault(name.at.clone(), Fault::WrongKind(fact.field, Wanted::OneOf)),
        };
        let bits: Vec<Option<u64>> = list.iter().map(|term| self.bit(fact.field, term)).collect();
        let listed = bits.into_iter().collect::<Option<Vec<u64>>>()?.into_iter().fold(0, |mask, bit| mask | bit);
        let mask = if except { domain & !listed } else { listed };
        Some((Test::OneOf { fact, mask, domain }, phrase::one_of(fact, listed, except)))
    }

    fn has(&mut self, name: &At<Name>, all: bool, list: &[At<Term>]) -> Option<(Test, Words)> {
        let fact = self.fact(&name.is, &name.at)?;
        let Kind::Choices(_) = fact.field.kind() else {
            return self.fault(name.at.clone(), Fault::WrongKind(fact.field, Wanted::Choices));
        };
        let bits: Vec<Option<u64>> = list.iter().map(|term| self.bit(fact.field, term)).collect();
        let mask = bits.into_iter().collect::<Option<Vec<u64>>>()?.into_iter().fold(0, |mask, bit| mask | bit);
        // The codes of choices stay below 32 (a test of the table of fields holds them to it).
        let mask = u32::try_from(mask).unwrap_or(u32::MAX);
        Some((Test::Has { fact, mask, all }, phrase::has(fact, mask, all)))
    }

    /// The bit that stands for a choice, a number, yes or no.
    fn bit(&mut self, field: Field, term: &At<Term>) -> Option<u64> {
        match (field.kind(), &term.is) {
            (Kind::Flag, Term::Word(word)) if word == "no" => Some(0b01),
            (Kind::Flag, Term::Word(word)) if word == "yes" => Some(0b10),
            (Kind::Number(least, most), Term::Number(number)) => match (least..=most).contains(number) {
                true => Some(1 << number),
                false => self.fault(term.at.clone(), Fault::OutOfRange(field, *number)),
            },
            (Kind::Flag | Kind::Choice(_) | Kind::Choices(_), Term::Word(word)) => match field.choice(word) {
                Some(choice) => Some(1 << choice.code),
                None => self.fault(term.at.clone(), Fault::NoSuchChoice(field, word.clone())),
            },
            (Kind::Number(..), _) => self.fault(term.at.clone(), Fault::WrongKind(field, Wanted::Figure)),
            (Kind::Flag, _) => self.fault(term.at.clone(), Fault::WrongKind(field, Wanted::YesNo)),
            _ => self.fault(term.at.clone(), Fault::WrongKind(field, Wanted::Choice)),
        }
    }

    /// Looks a fact up in the table of fields.
    pub(super) fn fact(&mut self, name: &Name, at: &Range<usize>) -> Option<Fact> {
        let whose = self.whose(name, at)?;
        match Field::from_key(whose.scope(), &name.key) {
            Some(field) => Some(Fact { whose, field }),
            None => {
                let keys = Field::ALL.iter().filter(|entry| entry.scope == whose.scope()).map(|entry| entry.key);
                let near = nearest(&name.key, keys);
                self.fault(at.clone(), Fault::NoSuchField(whose.scope(), name.key.clone(), near))
            }
        }
    }

    /// Whose fact it is.
    pub(super) fn whose(&mut self, name: &Name, at: &Range<usize>) -> Option<Whose> {
        let Some(whose) = Whose::from_key(&name.whose) else {
            return self.fault(at.clone(), Fault::NoSuchPerson(name.whose.clone()));
        };
        if whose == Whose::Member {
            self.member.get_or_insert(at.clone());
        }
        Some(whose)
    }

    /// Whether this is the age of a person.
    pub(super) fn is_age(name: &Name) -> bool {
        name.key == AGE && Whose::from_key(&name.whose).is_some_and(|whose| whose.scope() == Scope::Member)
    }
}
