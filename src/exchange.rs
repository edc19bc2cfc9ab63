//! Files in and out: rosters come in, tables and documents go out. Plain data on both sides; nothing here opens the store, a socket or a
//! terminal.

pub mod bank;
pub mod checkpoint;
pub mod paper;
pub mod report;
pub mod roster;
pub mod table;
