//! Rosters: what a township sends as a spreadsheet becomes commands for the register, row by row, each with its account.
//!
//! Headings are found (`heading`), cells are read (`cell`), a row becomes a draft of a family (`row`, `person`), the draft is compared with
//! the register (`matching`) and carried out (`import`). Only `import` touches anything outside, through the trait `Register`.

mod cell;
pub mod column;
mod difference;
mod draft;
mod fingerprint;
mod heading;
mod import;
pub mod likeness;
mod matching;
mod pairing;
mod person;
mod problem;
mod report;
mod row;
mod seen;
mod template;
#[cfg(test)]
mod tests;

pub use difference::Told;
pub use fingerprint::Fingerprint;
pub use heading::{HeadingError, Renaming};
pub use import::{Options, Watch, run};
pub use matching::Register;
pub use problem::{Cause, Problem};
pub use report::{ImportError, LeftOutRows, Opening, Outcome, RowReport, Summary};
pub use template::{FAMILIES_SHEET, PERSONS_SHEET, TemplateError, template};
