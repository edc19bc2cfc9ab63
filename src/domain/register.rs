//! The small registers: hospital stays, contacts, meetings, notes. A row is written, corrected by a new version and withdrawn; nothing of
//! it is ever overwritten. What a row says of a person may be facts too, and both are recorded in one entry.

mod command;
mod decide;
mod event;
mod refusal;
mod row;
mod undo;

pub use command::RegisterCommand;
pub use decide::decide;
pub use event::{Owner, RegisterEvent};
pub use refusal::RegisterRefusal;
pub use row::{Made, Row, Version};
pub use undo::reverse;

#[cfg(test)]
mod tests;
