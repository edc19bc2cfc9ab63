//! A checkpoint: the state of the journal at a moment, small enough for a sheet of paper in a safe.
//!
//! The hash of an entry covers the hash before it, so number and hash of the last entry vouch for everything up to it. The sheet says them for
//! people and for programs; its code is short enough to be typed.

mod code;
mod key;
mod sheet;

#[cfg(test)]
mod tests;

pub use code::{Code, Mistyped};
pub use key::{NotAKey, PublicKey, SigningKey};
pub use sheet::{Unreadable, read};

use chrono::{DateTime, FixedOffset};

/// The state of a journal at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// When it was made.
    pub at: DateTime<FixedOffset>,
    /// Who made it: a user of the operating system.
    pub by: String,
    /// The last entry, which is how many there are.
    pub entry: u64,
    /// Its hash, in hexadecimal digits.
    pub hash: String,
    /// Families that follow from the entries.
    pub families: u64,
    /// Items that follow from the entries.
    pub items: u64,
}

/// A checkpoint as it lies on paper: signed or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// What it says.
    pub checkpoint: Checkpoint,
    /// The key that signed it, and its signature in hexadecimal digits.
    pub signed: Option<(PublicKey, String)>,
}

impl Checkpoint {
    /// The code that a person compares or types.
    pub fn code(&self) -> Code {
        Code::of_entry(self.entry, &self.hash)
    }

    /// The sheet without a signature.
    pub fn unsigned(self) -> Sheet {
        Sheet { checkpoint: self, signed: None }
    }

    /// The sheet with the signature of a key.
    pub fn signed_by(self, key: &SigningKey) -> Sheet {
        let signature = key.sign(sheet::fields(&self).as_bytes());
        Sheet { checkpoint: self, signed: Some((key.public(), signature)) }
    }
}

impl Sheet {
    /// The text of the sheet: one page of A4, Chinese and English, and the same for programs at its foot.
    pub fn text(&self) -> String {
        sheet::text(self)
    }

    /// Whether the signature is the key's own, and the key is this one.
    pub fn is_signed_by(&self, key: &PublicKey) -> bool {
        let said = sheet::fields(&self.checkpoint);
        self.signed.as_ref().is_some_and(|(by, signature)| by == key && key.verifies(said.as_bytes(), signature))
    }
}
