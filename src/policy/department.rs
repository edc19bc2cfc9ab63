//! The bodies that carry the plan out: one number and one id for ever, and the names they have had.

use super::words::Words;
use crate::ids::DepartmentNo;

/// A body with duties under the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Department {
    /// Its number, kept in the journal.
    pub no: DepartmentNo,
    /// Its id, in commands and JSON.
    pub id: String,
    /// Its name in the plan.
    pub name: Words,
    /// A name for narrow columns: at most 8 cells in Chinese and 14 in English.
    pub short: Words,
    /// Names it has been given since, the earliest first, and other names that people use.
    pub later: Vec<LaterName>,
}

/// A name that a body, or the part of it that carries this duty, was given later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LaterName {
    /// The name.
    pub name: Words,
    /// The year from which it is used.
    pub from: i32,
}

impl Department {
    /// Whether a clerk could mean this body by `word`: its id, or any of its names, in either language.
    pub fn answers_to(&self, word: &str) -> bool {
        let word = word.trim();
        let is = |name: &Words| name.zh == word || name.en.eq_ignore_ascii_case(word);
        self.id.eq_ignore_ascii_case(word)
            || is(&self.name)
            || is(&self.short)
            || self.later.iter().any(|later| is(&later.name))
    }
}
