//! Whole journeys: the real program, in a real terminal or behind a pipe, on its own directory with its own date.

#![expect(clippy::expect_used, reason = "a journey that cannot begin has failed, and the message says why")]

mod backup;
mod batch;
mod bytes;
mod checkpoint;
mod disk;
mod doctor;
mod emergency;
mod faults;
mod figures;
mod fuzz;
mod main_job;
mod measures;
mod pace;
mod presence;
mod register_kept;
mod rounds;
mod server;
mod storm;
#[allow(dead_code, unused_imports, reason = "what a journey may need is there before the journey that needs it")]
mod support;
mod terminal;
mod verify;
mod workstation;
