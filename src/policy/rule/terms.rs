//! What rules may refer to by name: other rules and dated standards.

use super::node::Node;
use super::standard::Standard;
use crate::policy::words::Words;

/// A rule that has a name and can be used in others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predicate {
    /// Its name.
    pub name: String,
    /// What a clerk reads.
    pub title: Words,
    /// Its text.
    pub text: String,
    /// The rule.
    pub node: Node,
    /// How many questions it asks, those of the rules it names included.
    pub size: usize,
    /// Whether it speaks of the member who is judged.
    pub speaks_of_member: bool,
}

/// Everything that rules may refer to by name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Terms {
    /// Rules; each refers only to those before it, so that none can refer to itself.
    pub predicates: Vec<Predicate>,
    /// Dated standards.
    pub standards: Vec<Standard>,
}

impl Terms {
    /// The rule with this name and its place.
    pub fn predicate(&self, name: &str) -> Option<(usize, &Predicate)> {
        self.predicates.iter().enumerate().find(|(_, predicate)| predicate.name == name)
    }

    /// The standard with this key and its place.
    pub fn standard(&self, key: &str) -> Option<(usize, &Standard)> {
        self.standards.iter().enumerate().find(|(_, standard)| standard.key == key)
    }

    /// Every name.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let rules = self.predicates.iter().map(|predicate| predicate.name.as_str());
        rules.chain(self.standards.iter().map(|standard| standard.key.as_str()))
    }
}
