//! The list itself, read once from the data files, and the searches in it.
//!
//! It is a constant of the program that the compiler cannot build; nothing ever changes it while the program runs.

use super::{
    DivisionError, Township, TownshipCode, TownshipKind, Village, VillageCode, VillageKind,
    name::{self, Written},
};
use std::sync::LazyLock;

static BUILT_IN: LazyLock<Directory> = LazyLock::new(|| Directory {
    townships: rows(include_str!("../townships.csv")).filter_map(read_township).collect(),
    villages: rows(include_str!("../villages.csv")).filter_map(read_village).collect(),
});

/// All the townships and villages, each in the order of the codes.
#[derive(Debug)]
pub struct Directory {
    townships: Vec<Township>,
    villages: Vec<Village>,
}

impl Directory {
    /// The list that ships with the program.
    pub fn built_in() -> &'static Self {
        &BUILT_IN
    }

    /// All townships, in the order of their codes.
    pub fn townships(&self) -> &[Township] {
        &self.townships
    }

    /// All villages, in the order of their codes.
    pub fn villages(&self) -> &[Village] {
        &self.villages
    }

    /// The township with this code, present or of 2015.
    pub fn township_by_code(&self, code: TownshipCode) -> Option<&Township> {
        let present = self.townships.binary_search_by_key(&code, |township| township.code).ok();
        let old = || self.townships.iter().position(|township| township.old_code == code);
        self.townships.get(present.or_else(old)?)
    }

    /// The village with this code, present or of 2016.
    pub fn village_by_code(&self, code: VillageCode) -> Option<&Village> {
        let present = self.villages.binary_search_by_key(&code, |village| village.code).ok();
        let old = || self.villages.iter().position(|village| village.old_code == Some(code));
        self.villages.get(present.or_else(old)?)
    }

    /// The township that `raw` means: a name of today or of 2015 with or without its ending, or a code of nine or twelve digits.
    pub fn township(&self, raw: &str) -> Result<&Township, DivisionError> {
        let written = Written::new(raw)?;
        let found = match written.code() {
            Some(code) => {
                code.get(..9).and_then(TownshipCode::from_digits).and_then(|code| self.township_by_code(code))
            }
            None => self.townships.iter().find(|township| name::means_township(written.text(), township)),
        };
        found.ok_or_else(|| DivisionError::UnknownTownship {
            written: written.shown(),
            nearest: name::nearest(written.text(), self.townships.iter().map(|township| township.name)),
        })
    }

    /// The village of `township` that `raw` means: its name in any of its forms, alone or after the township's, or a code of
    /// twelve digits.
    pub fn village(&self, township: &Township, raw: &str) -> Result<&Village, DivisionError> {
        let written = Written::new(raw)?;
        let here = |village: &&Village| village.code.township() == township.code;
        let text = name::without_township(written.text(), township);
        let found = match written.code() {
            Some(code) => VillageCode::from_digits(code).and_then(|code| self.village_by_code(code)),
            None => self.villages.iter().filter(here).find(|village| name::means_village(text, village)),
        };
        match found {
            Some(village) if here(&village) => Ok(village),
            Some(village) => Err(DivisionError::OtherTownship {
                village: village.name,
                belongs_to: self.township_by_code(village.code.township()).map_or("", |owner| owner.name),
                township: township.name,
            }),
            None => Err(DivisionError::UnknownVillage {
                written: written.shown(),
                township: Some(township.name),
                nearest: name::nearest(text, self.villages.iter().filter(here).map(|village| village.name)),
            }),
        }
    }

    /// The village that `raw` means when no township is given: only if no other township has one of that name.
    pub fn village_anywhere(&self, raw: &str) -> Result<&Village, DivisionError> {
        let written = Written::new(raw)?;
        let means = |village: &&Village| match written.code() {
            Some(code) => {
                VillageCode::from_digits(code).is_some_and(|c| village.code == c || village.old_code == Some(c))
            }
            None => {
                let township = village.code.township().find();
                let text = township.map_or(written.text(), |township| name::without_township(written.text(), township));
                name::means_village(text, village)
            }
        };
        let found: Vec<&Village> = self.villages.iter().filter(means).collect();
        match found.as_slice() {
            [village] => Ok(village),
            [] => Err(DivisionError::UnknownVillage {
                written: written.shown(),
                township: None,
                nearest: name::nearest(written.text(), self.villages.iter().map(|village| village.name)),
            }),
            several => Err(DivisionError::AmbiguousVillage {
                written: written.shown(),
                townships: several
                    .iter()
                    .filter_map(|v| v.code.township().find())
                    .map(|township| township.name)
                    .collect(),
            }),
        }
    }
}

fn rows(csv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    csv.lines().skip(1).map(|line| line.split(',').collect())
}

fn read_township(row: Vec<&'static str>) -> Option<Township> {
    let [code, _, name, kind, old_code, old_name, ..] = row.as_slice() else { return None };
    let kind = match *kind {
        "street" => TownshipKind::Subdistrict,
        "town" => TownshipKind::Town,
        _ => TownshipKind::Township,
    };
    let (code, old_code) = (TownshipCode::from_digits(code)?, TownshipCode::from_digits(old_code)?);
    Some(Township { code, name, kind, old_code, old_name })
}

fn read_village(row: Vec<&'static str>) -> Option<Village> {
    let [code, full_name, name, kind, _, _, old_code, old_name] = row.as_slice() else { return None };
    let kind = if *kind == "community" { VillageKind::Community } else { VillageKind::Village };
    let old_name = (!old_name.is_empty()).then_some(*old_name);
    let code = VillageCode::from_digits(code)?;
    Some(Village { code, name, full_name, kind, old_code: VillageCode::from_digits(old_code), old_name })
}
