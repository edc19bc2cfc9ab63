//! fuzhu (扶助): the desk of the offices that look after families of the one-child generation in need.
//!
//! A key press becomes an action, a command, then events; events go to a journal (the only truth), the views are folded from it, and
//! each desk redraws what changed. `docs/architecture.md` is the map; the layers below may only use those above them in this list.

// base
pub mod clock;
pub mod ids;
pub mod text;
pub mod when;
// policy
pub mod policy;
// domain
pub mod domain;
// journal
pub mod journal;
// views
pub mod views;
// service
pub mod service;
// protocol
pub mod protocol;
// exchange
pub mod exchange;
// tui
pub mod tui;
// cli
pub mod cli;
// demo
pub mod demo;
// app
pub mod app;
