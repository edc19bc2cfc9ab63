//! Whoever asks, with the posts held today.

use super::Right;
use super::table::{Width, width};
use crate::domain::access::{AccessRefusal, Account, Role, Scope};
use crate::domain::emergency::Emergency;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::refusal::Refusal;
use crate::domain::workflow::Verb;
use crate::ids::DepartmentNo;
use crate::policy::money::Fen;
use crate::policy::plan::Plan;
use crate::views::{self, Accounts};
use chrono::NaiveDate;

/// Whose the data directory is, and whether a store without accounts is open to others.
#[derive(Clone, Copy, Debug, Default)]
pub struct House<'a> {
    /// The user of the operating system to whom the data directory belongs.
    pub owner: Option<&'a str>,
    /// Behind a server nobody else comes in before accounts are given out; whoever can open the directory itself has been let in by the
    /// operating system.
    pub closed: bool,
}

/// Whoever asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bearer {
    // None: nobody's rights are limited here.
    posts: Option<Vec<Post>>,
}

/// One of the things that somebody is today.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Post {
    role: Role,
    scope: Scope,
    limit: Option<Fen>,
}

impl Post {
    fn of(account: &Account) -> Self {
        Self { role: account.role, scope: account.scope.clone(), limit: account.limit }
    }
}

impl Bearer {
    /// Somebody whose rights are not limited: the program itself, or the clerk of a store without accounts.
    pub const UNLIMITED: Bearer = Bearer { posts: None };

    /// What a user is today: by his own account, and by those whose holders he stands in for. The owner of the data directory needs no account: the operating system lets him read every file anyway.
    ///
    /// # Errors
    /// When the store has accounts and the user has none that may be used.
    pub fn of(house: House<'_>, accounts: &Accounts, user: &str, today: NaiveDate) -> Result<Self, Refusal> {
        let own = accounts.get(user).filter(|own| own.is_open());
        let open = accounts.is_empty() && !house.closed;
        if open || (own.is_none() && house.owner == Some(user)) {
            return Ok(Self::UNLIMITED);
        }
        let Some(own) = own else { return Err(AccessRefusal::NoAccount(user.to_string()).into()) };
        let away = accounts.all().filter(|account| account.is_deputised_to(user, today));
        Ok(Self { posts: Some(std::iter::once(own).chain(away).map(Post::of).collect()) })
    }

    /// Whether rights are limited at all.
    pub fn is_limited(&self) -> bool {
        self.posts.is_some()
    }

    /// The posts that have a right, each with how far it goes.
    fn with(&self, right: Right) -> impl Iterator<Item = (&Post, Width)> {
        let of = move |post| (post, width(Post::role(post), right));
        self.posts.iter().flatten().map(of).filter(|(_, width)| *width != Width::Nothing)
    }

    /// Whether there is anything that the right is held for.
    pub fn has(&self, right: Right) -> bool {
        !self.is_limited() || self.with(right).next().is_some()
    }

    /// Whether the right is held for everything.
    pub fn has_all(&self, right: Right) -> bool {
        !self.is_limited() || self.with(right).any(|(post, width)| width == Width::All || post.scope == Scope::ALL)
    }

    /// Whether the right is held for a thing of these departments (none: of no department) at a township (0: not known).
    pub fn holds(&self, right: Right, departments: &[DepartmentNo], township: u32) -> bool {
        let reaches = |(post, width): (&Post, Width)| width == Width::All || post.scope.holds(departments, township);
        !self.is_limited() || self.with(right).any(reaches)
    }

    /// Whether the right is held for what is a department's and no family's.
    pub fn holds_department(&self, right: Right, department: DepartmentNo) -> bool {
        let reaches = |(post, width): (&Post, Width)| width == Width::All || post.scope.holds_department(department);
        !self.is_limited() || self.with(right).any(reaches)
    }

    /// Refuses where there is nothing that the right is held for.
    ///
    /// # Errors
    /// When there is not.
    pub fn may(&self, right: Right) -> Result<(), Refusal> {
        if self.has(right) { Ok(()) } else { Err(AccessRefusal::NotAllowed { right: right.named() }.into()) }
    }

    /// Refuses where the right is not held for everything.
    ///
    /// # Errors
    /// When it is not.
    pub fn may_all(&self, right: Right) -> Result<(), Refusal> {
        self.may(right)?;
        if self.has_all(right) { Ok(()) } else { Err(elsewhere(right)) }
    }

    /// Refuses where the right is not held for this thing.
    ///
    /// # Errors
    /// When it is not.
    pub fn may_with(&self, right: Right, departments: &[DepartmentNo], township: u32) -> Result<(), Refusal> {
        self.may(right)?;
        if self.holds(right, departments, township) { Ok(()) } else { Err(elsewhere(right)) }
    }

    /// The least scope that holds everything that the right is held for. With several posts it may hold more: single things are still
    /// asked for by `holds`.
    pub fn hull(&self, right: Right) -> Scope {
        if self.has_all(right) {
            return Scope::ALL;
        }
        let scopes: Vec<&Scope> = self.with(right).map(|(post, _)| &post.scope).collect();
        let united = |list: fn(&Scope) -> bool| scopes.iter().any(|scope| list(scope));
        let mut hull = Scope::ALL;
        if !united(|scope| scope.departments.is_empty()) {
            hull.departments = scopes.iter().flat_map(|scope| scope.departments.iter().copied()).collect();
        }
        if !united(|scope| scope.townships.is_empty()) {
            hull.townships = scopes.iter().flat_map(|scope| scope.townships.iter().copied()).collect();
        }
        Scope::new(hull.departments, hull.townships)
    }

    /// Whether every family may be seen: departments do not part families, townships do.
    pub fn sees_every_family(&self) -> bool {
        self.has(Right::SeeFamilies) && self.hull(Right::SeeFamilies).townships.is_empty()
    }

    /// Whether a family may be seen.
    pub fn sees_family(&self, family: &Family) -> bool {
        self.holds(Right::SeeFamilies, &[], views::township_of(family))
    }

    /// Whether an item may be seen: by the department whose turn it is, the one it was opened for, and those that carry its measure out
    /// together; none is the family of the district's own items.
    pub fn sees_item(&self, plan: &Plan, item: &Item, family: Option<&Family>) -> bool {
        let township = || family.map_or(0, views::township_of);
        !self.is_limited() || self.holds(Right::SeeItems, &departments_of(plan, item), township())
    }

    /// Whether a step may be taken with an item; whose hand it is in is not asked.
    pub fn may_step(&self, plan: &Plan, item: &Item, family: Option<&Family>, verb: Verb) -> bool {
        self.holds(right_of(verb), &departments_of(plan, item), family.map_or(0, views::township_of))
    }

    /// Whether an emergency may be seen: by the department that has it, by those that carry its items out, and by whoever lodged it.
    pub fn sees_emergency(
        &self,
        actor: &str,
        emergency: &Emergency,
        departments: &[DepartmentNo],
        family: Option<&Family>,
    ) -> bool {
        let township = family.map_or(0, views::township_of);
        self.holds(Right::SeeEmergencies, departments, township)
            || (self.has(Right::SeeEmergencies) && emergency.lodged_by == actor)
    }

    /// The most that may be granted in one emergency, where the account says less than the plan.
    pub fn grant_limit(&self) -> Option<Fen> {
        let limits: Vec<Option<Fen>> = self.with(Right::HandleEmergencies).map(|(post, _)| post.limit).collect();
        limits.iter().copied().min_by_key(|limit| limit.map_or(i64::MIN, |limit| -limit.0)).flatten()
    }
}

impl Post {
    fn role(&self) -> Role {
        self.role
    }
}

/// The right that a step needs.
pub fn right_of(verb: Verb) -> Right {
    if verb == Verb::Approve { Right::ApproveItems } else { Right::WorkItems }
}

/// The departments that an item concerns.
pub fn departments_of(plan: &Plan, item: &Item) -> Vec<DepartmentNo> {
    let mut departments = vec![item.department, item.first_department];
    departments.extend(plan.measure(item.measure).into_iter().flat_map(|measure| measure.departments.iter().copied()));
    departments
}

fn elsewhere(right: Right) -> Refusal {
    AccessRefusal::Elsewhere { right: right.named() }.into()
}
