//! From the service's plain data to what stands on the screen: lines of text with their meaning, in the clerk's language.
//!
//! Nothing here knows cells, colours or keys; nothing asks or changes anything.

pub mod batch;
pub mod card;
pub mod conflict;
pub mod contact;
pub mod due;
pub mod emergency;
pub mod family;
pub mod figures;
pub mod gap;
pub mod happened;
pub mod help;
pub mod item;
pub mod names;
mod payment;
pub mod register;
pub mod review;
pub mod verdict;
