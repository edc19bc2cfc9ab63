//! The journal: the only truth.
