//! The part of the register that an account is for.

use crate::ids::DepartmentNo;
use serde::{Deserialize, Serialize};

/// Departments and townships. An empty list names all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// The departments, in the order of their numbers.
    pub departments: Vec<DepartmentNo>,
    /// The townships by their nine-digit codes, ascending.
    pub townships: Vec<u32>,
}

impl Scope {
    /// Everything.
    pub const ALL: Scope = Scope { departments: Vec::new(), townships: Vec::new() };

    /// The scope with its lists in order and nothing named twice.
    pub fn new(mut departments: Vec<DepartmentNo>, mut townships: Vec<u32>) -> Self {
        departments.sort_unstable();
        departments.dedup();
        townships.sort_unstable();
        townships.dedup();
        Self { departments, townships }
    }

    /// Whether it holds a thing of these departments (any of them will do; none means that the thing is of no department) at a township
    /// (0 is a township that is not known, which is in no scope that names townships).
    pub fn holds(&self, departments: &[DepartmentNo], township: u32) -> bool {
        let any = || departments.iter().any(|department| self.departments.contains(department));
        (self.departments.is_empty() || departments.is_empty() || any()) && self.holds_township(township)
    }

    /// Whether it holds families of a township.
    pub fn holds_township(&self, township: u32) -> bool {
        self.townships.is_empty() || self.townships.contains(&township)
    }

    /// Whether it holds what is a department's and no family's.
    pub fn holds_department(&self, department: DepartmentNo) -> bool {
        self.departments.is_empty() || self.departments.contains(&department)
    }
}
