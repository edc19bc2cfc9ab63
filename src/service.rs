//! The service: `execute(actor, command)` and `ask(actor, query)`. It alone decides who may do what, owns the order of things (decide,
//! journal, views, answer) and speaks in plain data, so that a desk in the same process and one at the end of a socket see the same.

pub mod answer;
pub mod client;
pub mod query;
