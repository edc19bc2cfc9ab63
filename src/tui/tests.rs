//! The desk as a whole: the loop that ships, on a screen in memory, over a service in memory with invented families.
//!
//! `office.rs` is that service, `bench.rs` presses keys and reads the screen. The other files are what a clerk would try.

mod batches;
mod bench;
mod board;
mod coming;
mod doing;
mod emergencies;
mod entitlements;
mod figures;
mod files;
mod finding;
mod forms;
mod lean;
mod meanwhile;
mod merge;
mod moving;
mod office;
mod presence;
mod registers;
mod reviews;
mod robust;
mod screens;
mod texts;
mod touched;
mod watch;
