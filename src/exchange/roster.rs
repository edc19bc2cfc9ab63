//! Rosters: what a township sends as a spreadsheet becomes commands for the register, row by row, each with its account.
//!
//! Headings are found (`heading`), cells are read (`cell`), a row becomes a draft of a family (`row`, `person`), the draft is compared with
//! the register (`matching`) and carried out (`import`). Only `import` touches anything outside, through the trait `Register`.

pub mod column;
