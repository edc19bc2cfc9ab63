//! Families, items and what happens to them: commands become events, events make state. Pure: it knows nothing of bytes, of the store, of
//! rights or of who is looking.
//!
//! `decide` answers a command with events or a refusal; `Family::apply` and `Item::apply` fold events into state, the same way whether
//! an event is new or read from the journal years later.

pub mod access;
pub mod batch;
pub mod check;
pub mod command;
pub mod conflict;
pub mod decide;
pub mod emergency;
pub mod entry;
pub mod event;
pub mod facts;
pub mod family;
pub mod figure;
pub mod gap;
pub mod item;
pub mod member;
pub mod merge;
pub mod question;
pub mod quiet;
pub mod record;
pub mod refusal;
pub mod register;
pub mod review;
pub mod rhythm;
pub mod standing;
pub mod sweep;
pub mod undo;
pub mod workflow;
