//! A backup of a data directory: taken while somebody works, looked over before it is called done, put back whole or not at all.
//!
//! What is in it is named by its manifest, which is written last: journal and attachments only ever grow, and what changes (a list of days
//! off, a plan) lies under the hash of its content, so an interrupted backup leaves the one before it as it was.

mod look_over;
mod manifest;
mod place;
mod put_back;
mod refused;
mod take;

#[cfg(test)]
mod tests;

pub use look_over::verify;
pub use manifest::Manifest;
pub use put_back::{Restored, restore};
pub use refused::Refused;
pub use take::{BackedUp, backup};
