//! The workstation: screens, keys and forms over the service, in the shape of a state machine.
//!
//! ```text
//! terminal -> input -> message -> update(&mut model) -> effects -> driver -> client
//!     ^                                |                              |
//!     +------------- view <- model <---+------- answers as messages <-+
//! ```
//!
//! State (`model`, `update`, `screen`, `layer`, `form`, `compose`) knows neither cells nor the terminal library; drawing (`view`,
//! `widget`, `theme`) sees neither effects nor the client. `terminal` alone writes to the terminal. The desk holds no truth: ending it in
//! any way loses at most what was typed and not sent, and that is kept as a draft.

pub mod action;
pub mod availability;
pub mod compose;
pub mod draft;
pub mod driver;
pub mod effect;
pub mod form;
pub mod input;
pub mod key;
pub mod keymap;
pub mod layer;
pub mod layout;
pub mod list;
pub mod marks;
pub mod matching;
pub mod message;
pub mod meter;
pub mod model;
pub mod phrase;
pub mod place;
pub mod reference;
pub mod right;
pub mod screen;
pub mod session;
pub mod sheet;
pub mod surface;
pub mod terminal;
pub mod theme;
pub mod tone;
pub mod typed;
pub mod update;
pub mod view;
pub mod widget;

use crate::service::client::Client;
pub use driver::Options;
use std::io;
use terminal::Guard;
pub use terminal::capabilities::Capabilities;
use terminal::source::Live;

/// Runs the workstation on the terminal of this process and gives it back when the clerk leaves.
///
/// # Errors
/// When there is no terminal, or it cannot be written any more.
pub fn run(client: &mut dyn Client, options: Options) -> io::Result<()> {
    let guard = Guard::enter()?;
    let mut source = Live::listen()?;
    let screen = guard.backend(options.able, options.ambiguous.is_none())?;
    driver::run(screen, &mut source, client, options)
}

#[cfg(test)]
mod tests;
