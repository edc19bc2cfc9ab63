//! The codes Nanchuan has had, and which first two digits are a province at all.
//!
//! Not a table of the whole country: a number given elsewhere is only ever a warning, and old codes have since gone to other
//! places, so a national table of today would name the wrong county.

const CODES: &str = include_str!("../division_codes.csv");

/// One code of Nanchuan, and when it was in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CountyCode {
    /// Six digits.
    pub code: &'static str,
    /// What the place was called, such as 南川县.
    pub name: &'static str,
    /// What it belonged to, such as 四川省涪陵地区.
    pub under: &'static str,
    /// The first year in force, where known.
    pub first_year: Option<u16>,
    /// The last year in force; nothing for the present code.
    pub last_year: Option<u16>,
}

impl CountyCode {
    /// All of them, oldest first.
    pub fn all() -> impl Iterator<Item = Self> {
        CODES.lines().skip(1).filter_map(Self::read)
    }

    /// The one with these six digits.
    pub fn find(code: &str) -> Option<Self> {
        Self::all().find(|county| county.code == code)
    }

    fn read(line: &'static str) -> Option<Self> {
        let mut cells = line.split(',');
        let (code, name) = (cells.next()?, cells.next()?);
        let (first_year, last_year) = (cells.next()?.parse().ok(), cells.next()?.parse().ok());
        Some(Self { code, name, under: cells.next()?, first_year, last_year })
    }
}

/// Whether the first two digits of `code` are those of a province, a municipality or a region.
pub(super) fn is_province(code: &str) -> bool {
    let Some(province) = code.get(..2).and_then(|digits| digits.parse::<u8>().ok()) else { return false };
    matches!(province, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_read() {
        let all: Vec<_> = CountyCode::all().collect();
        assert_eq!(all.len(), CODES.lines().count() - 1);
        for county in &all {
            assert!(county.code.len() == 6 && county.name.starts_with("南川"), "{county:?}");
        }
        let present = CountyCode::find("500119").unwrap();
        assert_eq!((present.name, present.first_year, present.last_year), ("南川区", Some(2006), None));
        assert_eq!(CountyCode::find("511421"), None);
    }

    #[test]
    fn a_province_has_two_known_digits() {
        assert!(["110000", "500119", "830000"].iter().all(|code| is_province(code)));
        assert!(["000000", "160000", "990000", "5", "", "南川"].iter().all(|code| !is_province(code)));
    }
}
