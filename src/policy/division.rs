//! The townships and villages of the district: their codes, their names, and finding one from what people write.
//!
//! The list is the statistics bureau's edition of 2023. Ten townships became towns in 2016 and 2017 and took new codes with all
//! their villages, so old names and codes lead to the present place. Where someone is registered says nothing about urban or
//! rural standing.

mod directory;
mod error;
mod name;
#[cfg(test)]
mod tests;

pub use directory::Directory;
pub use error::DivisionError;

use std::borrow::Cow;
use std::fmt;

/// Nine digits: a subdistrict, town or township. Any nine digits are kept, so that a record written under another edition of
/// the list can still be read; whether the code is in the list is asked of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TownshipCode(u32);

/// Twelve digits: a community or village committee. As with townships, any twelve digits are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct VillageCode(u64);

/// One township-level unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Township {
    /// Its present code.
    pub code: TownshipCode,
    /// Its present name, such as 德隆镇. There is no English name.
    pub name: &'static str,
    /// What it is.
    pub kind: TownshipKind,
    /// Its code in 2015.
    pub old_code: TownshipCode,
    /// Its name in 2015, such as 德隆乡.
    pub old_name: &'static str,
}

/// What a township-level unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TownshipKind {
    /// 街道
    Subdistrict,
    /// 镇
    Town,
    /// 乡
    Township,
}

/// One village-level unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Village {
    /// Its present code.
    pub code: VillageCode,
    /// The name in daily use, such as 高桥村 or 三圣路社区.
    pub name: &'static str,
    /// The name of its committee, such as 高桥村村民委员会.
    pub full_name: &'static str,
    /// What it is.
    pub kind: VillageKind,
    /// Its code in the edition of 2016, where it is known.
    pub old_code: Option<VillageCode>,
    /// Its name in that edition.
    pub old_name: Option<&'static str>,
}

/// What a village-level unit is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VillageKind {
    /// 社区（居民委员会）
    Community,
    /// 村（村民委员会）
    Village,
}

impl TownshipCode {
    /// The code written as nine digits; nothing if it is not that.
    pub fn from_digits(text: &str) -> Option<Self> {
        digits(text, 9)?.try_into().ok().map(Self)
    }

    /// The code kept as a number in a record; nothing if it has more than nine digits.
    pub fn from_number(number: i64) -> Option<Self> {
        u32::try_from(number).ok().filter(|number| (1..1_000_000_000).contains(number)).map(Self)
    }

    /// The code as a number, for records and keys.
    pub fn number(self) -> u32 {
        self.0
    }

    /// The township in the list.
    pub fn find(self) -> Option<&'static Township> {
        Directory::built_in().township_by_code(self)
    }

    /// Its name; for a code that is not in the list, the digits.
    pub fn name(self) -> Cow<'static, str> {
        self.find().map_or_else(|| Cow::Owned(self.to_string()), |township| Cow::Borrowed(township.name))
    }
}

impl VillageCode {
    /// The code written as twelve digits; nothing if it is not that.
    pub fn from_digits(text: &str) -> Option<Self> {
        digits(text, 12).map(Self)
    }

    /// The code kept as a number in a record; nothing if it has more than twelve digits.
    pub fn from_number(number: i64) -> Option<Self> {
        u64::try_from(number).ok().filter(|number| (1..1_000_000_000_000).contains(number)).map(Self)
    }

    /// The code as a number, for records and keys.
    pub fn number(self) -> u64 {
        self.0
    }

    /// The township it belongs to, by its first nine digits.
    pub fn township(self) -> TownshipCode {
        TownshipCode(u32::try_from(self.0 / 1000).unwrap_or(u32::MAX))
    }

    /// The village in the list.
    pub fn find(self) -> Option<&'static Village> {
        Directory::built_in().village_by_code(self)
    }

    /// Its name; for a code that is not in the list, the digits.
    pub fn name(self) -> Cow<'static, str> {
        self.find().map_or_else(|| Cow::Owned(self.to_string()), |village| Cow::Borrowed(village.name))
    }
}

impl Township {
    /// Its villages, in the order of their codes.
    pub fn villages(&self) -> impl Iterator<Item = &'static Village> + use<> {
        let code = self.code;
        Directory::built_in().villages().iter().filter(move |village| village.code.township() == code)
    }
}

impl fmt::Display for TownshipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl fmt::Display for VillageCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

fn digits(text: &str, length: usize) -> Option<u64> {
    let all = text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| text.parse().ok()).flatten()
}
