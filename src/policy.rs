//! The plan as data and the rules that read it: pure, the same answer for the same input, no clock and no disk.

pub mod calendar;
pub mod field;
pub mod value;
