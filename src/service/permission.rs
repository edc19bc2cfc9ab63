//! Who may do what: decided here and nowhere else, before anything is shown or written. What the table does not allow is refused.
//!
//! `table.rs` is the one table, a row a right and a column a role; the page `docs/reference/permissions.md` is made from it. A `Bearer` is
//! whoever asks, with the posts that he holds today: his own, and those of whom he stands in for. `question.rs` says which right each
//! question needs and narrows it to what is the bearer's; `order.rs` says it of each command. What lies outside is answered exactly as
//! what does not exist.

mod bearer;
mod order;
mod question;
mod right;
mod table;
mod veil;

pub use bearer::{Bearer, House, departments_of, right_of};
pub use order::{check as check_order, right_for};
pub use question::narrowed;
pub use right::Right;
pub use table::{Width, width};
pub use veil::veiled;

#[cfg(test)]
mod tests;
