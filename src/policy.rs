//! The plan as data and the rules that read it: pure, the same answer for the same input, no clock and no disk.

pub mod age;
pub mod allowance;
pub mod bank_account;
pub mod calendar;
pub mod deadline;
pub mod department;
pub mod disability_certificate;
pub mod division;
pub mod festival;
pub mod field;
pub mod identity_number;
pub mod money;
pub mod period;
pub mod phone;
pub mod plan;
pub mod reading;
pub mod rule;
pub mod schedule;
pub mod showing;
pub mod value;
pub mod verdict;
pub mod words;
