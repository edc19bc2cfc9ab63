//! Who may use the store, as what, and for which part of it; and who looked at what is personal.
//!
//! An account belongs to a user of the operating system. Which role may do what is the service's table; here is only who holds which role,
//! for which departments and townships, and who stands in for whom until when. An account is never removed: it is closed, because the
//! journal names its holder for ever.

mod account;
mod command;
mod decide;
mod event;
mod refusal;
mod role;
mod scope;

pub use account::{Account, Deputy};
pub use command::AccessCommand;
pub use decide::{DEPUTY_DAYS_MAX, decide};
pub use event::AccessEvent;
pub use refusal::AccessRefusal;
pub use role::Role;
pub use scope::Scope;

/// The most accounts that a store has; a district of two hundred clerks has a tenth of it.
pub const ACCOUNTS_MAX: usize = 2_000;

/// The longest user name that is taken, in characters: the longest that Linux has.
pub const USER_MAX: usize = 32;

#[cfg(test)]
mod tests;
