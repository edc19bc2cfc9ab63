//! Names of things: small numbers with a type, and the texts that stand for them in commands, JSON and on screen.
//!
//! A family is `F123`, its fourth item `F123-4`; an item of the district as a whole belongs to no family and is `D-4`. Numbers are
//! given by the service in order and are never used twice.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A text that does not name what it should.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{text:?} is not {wanted}")]
pub struct NotAnId {
    /// What was given.
    pub text: String,
    /// What was expected, with an example.
    pub wanted: &'static str,
}

macro_rules! number {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub $inner);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0)
            }
        }
    };
}

number!(
    /// The place of an entry in the journal, from 1.
    Seq(u64)
);
number!(
    /// A person within a family, from 1.
    MemberNo(u8)
);
number!(
    /// A measure of the plan: its number in the table of measures, from 1.
    MeasureNo(u8)
);
number!(
    /// A department of the plan: its place in the plan's list, from 1.
    DepartmentNo(u8)
);
number!(
    /// A small register of the plan: its number in the plan's list, from 1.
    RegisterNo(u8)
);
number!(
    /// A question left for a clerk to decide, from 1.
    ReviewId(u32)
);
number!(
    /// A kind of emergency: its number in the plan, from 1.
    EmergencyKindNo(u8)
);

/// An emergency, from 1, shown as `E12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EmergencyId(pub u32);

impl fmt::Display for EmergencyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{}", self.0)
    }
}

impl FromStr for EmergencyId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "an emergency, like E12" };
        let digits = text.strip_prefix(['E', 'e']).ok_or_else(wrong)?;
        digits_only(digits).and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).map(EmergencyId).ok_or_else(wrong)
    }
}

/// A batch of payments, from 1, shown as `B12`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BatchId(pub u32);

impl fmt::Display for BatchId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "B{}", self.0)
    }
}

impl FromStr for BatchId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "a batch, like B12" };
        let digits = text.trim().strip_prefix(['B', 'b']).ok_or_else(wrong)?;
        digits_only(digits).and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).map(BatchId).ok_or_else(wrong)
    }
}

/// A household of the register, from 1. Number 0 stands for the district as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FamilyId(pub u32);

impl FamilyId {
    /// The owner of items that belong to no family.
    pub const DISTRICT: FamilyId = FamilyId(0);

    /// Whether this is the district and not a family.
    pub fn is_district(self) -> bool {
        self == Self::DISTRICT
    }
}

impl fmt::Display for FamilyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_district() { f.write_str("D") } else { write!(f, "F{}", self.0) }
    }
}

impl FromStr for FamilyId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "a family, like F123" };
        if text.eq_ignore_ascii_case("d") {
            return Ok(Self::DISTRICT);
        }
        let digits = text.strip_prefix(['F', 'f']).ok_or_else(wrong)?;
        digits_only(digits).and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).map(FamilyId).ok_or_else(wrong)
    }
}

/// Something owed to a family: the family and the item's number within it, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemId {
    /// Whose item it is.
    pub family: FamilyId,
    /// Its number within the family.
    pub number: u32,
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.family, self.number)
    }
}

impl FromStr for ItemId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "an item, like F123-4" };
        let (family, number) = text.rsplit_once('-').ok_or_else(wrong)?;
        let family = family.parse().map_err(|_| wrong())?;
        let number = digits_only(number).and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).ok_or_else(wrong)?;
        Ok(ItemId { family, number })
    }
}

/// A row of a small register, from 1, whatever register it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId(pub u32);

impl fmt::Display for RowId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "R{}", self.0)
    }
}

impl FromStr for RowId {
    type Err = NotAnId;

    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let wrong = || NotAnId { text: text.to_string(), wanted: "a row of a register, like R12" };
        let digits = text.strip_prefix(['R', 'r']).ok_or_else(wrong)?;
        digits_only(digits).and_then(|digits| digits.parse().ok()).filter(|n| *n > 0).map(RowId).ok_or_else(wrong)
    }
}

/// `parse` accepts a leading plus sign; an id does not.
fn digits_only(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn texts_that_are_no_ids_are_refused() {
        for text in ["", "F", "F0", "F+1", "123", "F99999999999", "F1-", "F1-0", "F1--2", "-1", "家庭"] {
            assert!(text.parse::<ItemId>().is_err(), "{text}");
        }
        for text in ["", "F", "F0", "F+1", "123", "F1-2", "家"] {
            assert!(text.parse::<FamilyId>().is_err(), "{text}");
        }
        for text in ["", "R", "R0", "R+1", "F1", "1"] {
            assert!(text.parse::<RowId>().is_err(), "{text}");
        }
        assert_eq!("r7".parse(), Ok(RowId(7)));
        assert_eq!("d-4".parse(), Ok(ItemId { family: FamilyId::DISTRICT, number: 4 }));
    }

    proptest! {
        #[test]
        fn an_id_reads_back_what_it_prints(family in 0u32.., number in 1u32..) {
            let id = ItemId { family: FamilyId(family), number };
            prop_assert_eq!(id.to_string().parse(), Ok(id));
            prop_assert_eq!(id.family.to_string().parse(), Ok(id.family));
            prop_assert_eq!(EmergencyId(number).to_string().parse(), Ok(EmergencyId(number)));
        }
    }
}
