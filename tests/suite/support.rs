//! What every journey needs: the program behind a pipe (`Office`) and in a terminal (`Desk`).
//!
//! Each test has a directory of its own, a cleared environment and a fixed date, so that they can run side by side on any machine.

mod desk;
mod office;
mod server;

pub use desk::Desk;
pub use office::{Office, Ran, TODAY};
pub use server::Server;
