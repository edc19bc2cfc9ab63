//! The journal: the only truth.
pub mod codec;
