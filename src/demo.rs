//! Invented households and their history, for looking around, for drills and for measuring.
//!
//! Nobody here exists: names are drawn from tables, telephone and account numbers follow a pattern that is never given out, and every
//! identity number is made up (with a right check character, so that it passes the same checks as a real one). The places are the
//! district's real townships and villages. The same seed gives the same history for good.

mod answer;
mod chance;
mod chronicle;
mod household;
mod identity;
mod intake;
mod later;
mod name;
mod occasion;
mod office;
mod papers;
mod person;
mod school;
mod setting;
mod sheet;
mod standing;
