//! Small things to draw with: a pen that never cuts a wide character, lists in columns, pages of text, a line being typed.
//!
//! Widgets know the screen's cells and what a text means. They do not know the office, the model or what keys do.

pub mod pen;
pub mod sheet;
pub mod table;
pub mod typed;
pub mod wrap;
