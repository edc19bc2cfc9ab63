//! Judging many families by many rules: the same verdicts as one at a time, without asking the same question twice.
//!
//! Rules of one plan share most of their leaves and named rules. Of one family each leaf is answered once, whichever rule asks; what does
//! not speak of the member is answered once for all its people. Where Kleene's way leaves a rule open, possibilities have to be tried out
//! (`explore`), which is a hundred times as dear. What comes of that depends on nothing but how the leaves stand and, for the open
//! ones, which of their facts are known and with what value; so it is remembered under exactly that, and families that are alike in it
//! (all of which nothing is known, for instance) are tried out once.

use super::fact::{Case, Fact, Facts, Whose};
use super::judge::answer;
use super::known::World;
use super::node::{Leaf, Node};
use super::terms::Terms;
use super::{Lacking, Rule, explore};
use crate::policy::field::Field;
use crate::policy::verdict::Truth;
use std::collections::HashMap;
use std::sync::Arc;

/// How many ways of standing are remembered before all are forgotten again.
const REMEMBERED_MAX: usize = 1 << 18;

/// How a leaf or a named rule stands: not asked yet, no, yes, or open; open leaves are told apart by what is known of their facts.
type Code = u32;
const NOT_ASKED: Code = 0;
const NO: Code = 1;
const YES: Code = 2;
const OPEN: Code = 3;

/// A rule whose leaves are places in one list.
#[derive(Debug)]
enum Tree {
    All(Box<[Tree]>),
    Any(Box<[Tree]>),
    Not(Box<Tree>),
    /// A leaf or a named rule, by its place.
    Asked(usize),
}

/// Something that is answered once: a leaf, or a rule with a name.
#[derive(Debug)]
enum Question<'p> {
    Leaf(&'p Leaf),
    Named(Tree),
}

/// A rule, ready.
#[derive(Debug)]
struct Ready<'p> {
    node: &'p Node,
    tree: Tree,
    /// The leaves it rests on, each once.
    leaves: Box<[usize]>,
}

/// What trying out came to, and what is lacking where somebody wanted to know.
#[derive(Debug)]
struct Tried {
    truth: Truth,
    lacking: Option<Arc<Lacking>>,
}

/// Many rules, ready to judge many cases as of one day.
#[derive(Debug)]
pub struct Many<'p> {
    terms: &'p Terms,
    rules: Vec<Option<Ready<'p>>>,
    questions: Vec<Question<'p>>,
    /// Whether a question speaks of the member who is judged.
    of_member: Vec<bool>,
    /// What is known of the facts of open leaves, by number from `OPEN` on.
    known: HashMap<Box<[Option<i64>]>, Code>,
    /// What trying out came to.
    tried: HashMap<Box<[Code]>, Tried>,
}

/// The answers that hold for everybody of one family.
#[derive(Debug)]
pub struct Shared(Vec<Code>);

/// Somebody of a family who is judged, or the household, with the answers that hold for them alone.
pub struct Subject<'a, F, M> {
    world: World<'a, F, M>,
    answers: Vec<Code>,
}

impl<'p> Many<'p> {
    /// Makes rules ready; a rule that is not there answers no.
    pub fn new(rules: impl Iterator<Item = Option<&'p Rule>>, terms: &'p Terms) -> Self {
        let (known, tried) = (HashMap::new(), HashMap::new());
        let mut many = Many { terms, rules: Vec::new(), questions: Vec::new(), of_member: Vec::new(), known, tried };
        let mut named = vec![None; terms.predicates.len()];
        for rule in rules {
            let ready = rule.map(|rule| {
                let (tree, _) = many.tree(&rule.node, &mut named);
                let mut leaves = Vec::new();
                many.leaves(&tree, &mut leaves);
                Ready { node: &rule.node, tree, leaves: leaves.into() }
            });
            many.rules.push(ready);
        }
        many
    }

    /// A family that is to be judged; what was remembered is forgotten here, between families, once it is too much.
    pub fn family(&mut self) -> Shared {
        if self.tried.len() >= REMEMBERED_MAX || self.known.len() >= REMEMBERED_MAX {
            // Numbers in what was tried stand for what is known: they go together.
            self.tried.clear();
            self.known.clear();
        }
        Shared(vec![NOT_ASKED; self.questions.len()])
    }

    /// Somebody of it. The day must be the same for every case.
    pub fn subject<'a, F: Facts, M: Facts>(&self, case: &'a Case<'a, F, M>) -> Subject<'a, F, M> {
        Subject { world: World::new(case), answers: vec![NOT_ASKED; self.questions.len()] }
    }

    /// The verdict of the rule in this place; `shared` is of the family to which the subject belongs.
    pub fn truth<F: Facts, M: Facts>(
        &mut self,
        rule: usize,
        shared: &mut Shared,
        subject: &mut Subject<'_, F, M>,
    ) -> Truth {
        let Many { terms, rules, questions, of_member, known, tried } = self;
        let Some(Some(ready)) = rules.get(rule) else { return Truth::No };
        let mut asking = Asking { terms, questions, of_member, known, shared, subject };
        let truth = asking.tree(&ready.tree);
        if truth.is_definite() {
            return truth;
        }
        let standing = asking.standing(rule, ready);
        if let Some(tried) = tried.get(standing.as_slice()) {
            return tried.truth;
        }
        let truth = explore::Explorer::new(asking.subject.world.again(), terms).truth(ready.node);
        tried.insert(standing.into(), Tried { truth, lacking: None });
        truth
    }

    /// What the verdict of this rule depends on, for a subject for whom `truth` was not known yet.
    pub fn lacking<F: Facts, M: Facts>(
        &mut self,
        rule: usize,
        shared: &mut Shared,
        subject: &mut Subject<'_, F, M>,
    ) -> Arc<Lacking> {
        let Many { terms, rules, questions, of_member, known, tried } = self;
        let Some(Some(ready)) = rules.get(rule) else { return Arc::default() };
        let mut asking = Asking { terms, questions, of_member, known, shared, subject };
        let standing = asking.standing(rule, ready);
        let entry = tried.entry(standing.into()).or_insert(Tried { truth: Truth::Unknown, lacking: None });
        let lacking = entry.lacking.get_or_insert_with(|| {
            Arc::new(explore::Explorer::new(asking.subject.world.again(), terms).lacking(ready.node))
        });
        Arc::clone(lacking)
    }

    /// The tree of a rule, and whether it speaks of the member. A named rule is made ready the first time it is used.
    fn tree(&mut self, node: &'p Node, named: &mut [Option<usize>]) -> (Tree, bool) {
        let mut of_member = false;
        let mut parts = |many: &mut Self, parts: &'p [Node]| -> Box<[Tree]> {
            let part = |part| {
                let (tree, its) = many.tree(part, named);
                of_member |= its;
                tree
            };
            parts.iter().map(part).collect()
        };
        let tree = match node {
            Node::All(all) => Tree::All(parts(self, all)),
            Node::Any(any) => Tree::Any(parts(self, any)),
            Node::Not(part) => {
                let (tree, its) = self.tree(part, named);
                return (Tree::Not(Box::new(tree)), its);
            }
            Node::Leaf(leaf) => {
                let of_member = leaf.test.asked().any(|fact| fact.whose == Whose::Member);
                let same = |other: &Question<'p>| matches!(other, Question::Leaf(other) if other.test == leaf.test);
                let at = self.questions.iter().position(same);
                return (Tree::Asked(at.unwrap_or_else(|| self.add(Question::Leaf(leaf), of_member))), of_member);
            }
            Node::Named(at) => {
                let known = named.get(*at).copied().flatten();
                let place = match (known, self.terms.predicates.get(*at)) {
                    (Some(place), _) => place,
                    (None, Some(predicate)) => {
                        let (tree, of_member) = self.tree(&predicate.node, named);
                        let place = self.add(Question::Named(tree), of_member);
                        named.iter_mut().skip(*at).take(1).for_each(|known| *known = Some(place));
                        place
                    }
                    // The plan is checked when it is read: there is no such rule.
                    (None, None) => return (Tree::Any(Box::default()), false),
                };
                return (Tree::Asked(place), self.of_member.get(place).copied().unwrap_or(true));
            }
        };
        (tree, of_member)
    }

    fn add(&mut self, question: Question<'p>, of_member: bool) -> usize {
        self.questions.push(question);
        self.of_member.push(of_member);
        self.questions.len() - 1
    }

    /// The leaves that a tree rests on, each once.
    fn leaves(&self, tree: &Tree, leaves: &mut Vec<usize>) {
        match tree {
            Tree::All(parts) | Tree::Any(parts) => parts.iter().for_each(|part| self.leaves(part, leaves)),
            Tree::Not(part) => self.leaves(part, leaves),
            Tree::Asked(at) => match self.questions.get(*at) {
                Some(Question::Named(tree)) => self.leaves(tree, leaves),
                _ if leaves.contains(at) => {}
                _ => leaves.push(*at),
            },
        }
    }
}

/// Asking questions about one subject.
struct Asking<'m, 'p, 'a, F, M> {
    terms: &'p Terms,
    questions: &'m [Question<'p>],
    of_member: &'m [bool],
    known: &'m mut HashMap<Box<[Option<i64>]>, Code>,
    shared: &'m mut Shared,
    subject: &'m mut Subject<'a, F, M>,
}

impl<F: Facts, M: Facts> Asking<'_, '_, '_, F, M> {
    fn tree(&mut self, tree: &Tree) -> Truth {
        match tree {
            Tree::All(parts) => self.joined(parts, Truth::No),
            Tree::Any(parts) => self.joined(parts, Truth::Yes),
            Tree::Not(part) => !self.tree(part),
            Tree::Asked(at) => match self.code(*at) {
                NO => Truth::No,
                YES => Truth::Yes,
                _ => Truth::Unknown,
            },
        }
    }

    /// Parts that are joined by `and` (a no settles it) or by `or` (a yes does).
    fn joined(&mut self, parts: &[Tree], settles: Truth) -> Truth {
        let mut truth = !settles;
        for part in parts {
            match self.tree(part) {
                part if part == settles => return settles,
                Truth::Unknown => truth = Truth::Unknown,
                _ => {}
            }
        }
        truth
    }

    /// All that the verdict of a rule depends on, beside the rule and the day.
    fn standing(&mut self, rule: usize, ready: &Ready<'_>) -> Vec<Code> {
        let mut standing = Vec::with_capacity(ready.leaves.len() + 2);
        standing.push(Code::try_from(rule).unwrap_or(Code::MAX));
        standing.push(self.subject.world.alias());
        standing.extend(ready.leaves.iter().map(|leaf| self.code(*leaf)));
        standing
    }

    /// How a question stands, asked the first time somebody wants to know.
    fn code(&mut self, at: usize) -> Code {
        let own = self.of_member.get(at).copied().unwrap_or(true);
        let answers = if own { &self.subject.answers } else { &self.shared.0 };
        match answers.get(at) {
            Some(code) if *code != NOT_ASKED => return *code,
            _ => {}
        }
        let questions = self.questions;
        let code = match questions.get(at) {
            Some(Question::Named(tree)) => match self.tree(tree) {
                Truth::No => NO,
                Truth::Yes => YES,
                Truth::Unknown => OPEN,
            },
            Some(Question::Leaf(leaf)) => match answer(&self.subject.world, self.terms, &leaf.test) {
                Truth::No => NO,
                Truth::Yes => YES,
                Truth::Unknown => self.open(leaf),
            },
            None => NO,
        };
        let answers = if own { &mut self.subject.answers } else { &mut self.shared.0 };
        answers.iter_mut().skip(at).take(1).for_each(|answer| *answer = code);
        code
    }

    /// The number of an open leaf: by what is known of its facts, and of whether a person whose death it asks about is living.
    fn open(&mut self, leaf: &Leaf) -> Code {
        let world = &self.subject.world;
        let with_life = |fact: Fact| {
            let alive = (fact.field == Field::DiedOn).then_some(Fact { field: Field::Alive, ..fact });
            std::iter::once(fact).chain(alive)
        };
        let values: Box<[Option<i64>]> = leaf.test.facts().flat_map(with_life).map(|fact| world.known(fact)).collect();
        let next = Code::try_from(self.known.len()).map_or(Code::MAX, |len| OPEN.saturating_add(len));
        *self.known.entry(values).or_insert(next)
    }
}
