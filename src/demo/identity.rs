//! Invented birth dates, identity numbers and disability certificates: right in form, each given once.
//!
//! No list of the numbers given so far is kept. A household's number is sent one-to-one to a day of the year, a sequence number and a
//! remainder of the birth year, so two people can never meet in all three; see `Lot`.

use super::chance::{Chance, Purpose};
use crate::domain::member::Role;
use crate::policy::identity_number::Sex;
use chrono::{Datelike, NaiveDate};

/// Days of a year that every year has.
const DAYS: u32 = 365;
/// Sequence numbers for each sex are shared out to four kinds of people; each kind has so many.
const TURNS: u32 = 124;
/// Pairs of day and turn.
const PAIRS: u32 = DAYS * TURNS;
/// Birth years are kept to one remainder of this many, unless the register is larger than this many times `PAIRS`.
const YEARS_LEAST: u32 = 4;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS: [char; 11] = ['1', '0', 'X', '9', '8', '7', '6', '5', '4', '3', '2'];

/// Counties around Nanchuan as they were coded before 1994; people marry in from there.
const NEIGHBOURS: [&str; 4] = ["512301", "512322", "512324", "512326"];

/// What a person's birth date and number are made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lot {
    day: u32,
    sequence_half: u16,
    remainder: i32,
    modulus: i32,
}

impl Lot {
    /// The lot of the person in `role` of household `number`, among `families`.
    ///
    /// Multiplying by a number that shares no factor with `PAIRS` sends every run of `PAIRS` households one-to-one to the pairs; each
    /// further run of households has its birth years one remainder further on.
    pub fn of(seed: u64, families: u32, number: u32, role: Role) -> Self {
        let (kind, factor) = match role {
            Role::Father => (0, 28_657_u64),
            Role::Mother => (0, 31_337),
            Role::Child => (1, 17_713),
            Role::Spouse => (2, 40_009),
            Role::Other => (3, 22_727),
        };
        let shift = Chance::new(seed, Purpose::Papers, role.code().into()).next() >> 32;
        let pair = ((u64::from(number) * factor + shift) % u64::from(PAIRS)) as u32;
        let modulus = families.div_ceil(PAIRS).max(YEARS_LEAST);
        let remainder = (number / PAIRS + pair) % modulus;
        Self {
            day: pair % DAYS,
            sequence_half: (pair / DAYS * 4 + kind) as u16,
            remainder: remainder.cast_signed(),
            modulus: modulus.cast_signed(),
        }
    }

    /// A birth date in the wanted year or, to keep numbers apart, a little before or after it.
    pub fn born(self, year: i32) -> NaiveDate {
        let behind = (year - self.remainder).rem_euclid(self.modulus);
        let year = if behind * 2 <= self.modulus { year - behind } else { year + self.modulus - behind };
        // The days of a common year, so that 29 February never shifts them: day 59 is 1 March in every year.
        let common = NaiveDate::from_yo_opt(2015, self.day + 1).unwrap_or_default();
        NaiveDate::from_ymd_opt(year, common.month(), common.day()).unwrap_or(common)
    }

    /// The identity number of somebody born on `born`.
    pub fn identity_number(self, chance: &mut Chance, born: NaiveDate, sex: Sex) -> String {
        let odd = u32::from(sex == Sex::Male);
        let sequence = u32::from(self.sequence_half) * 2 + 2 - odd;
        let code =
            if born.year() < 1994 && chance.percent(5) { chance.pick(&NEIGHBOURS) } else { division(born.year()) };
        let mut text = format!("{code}{}{sequence:03}", born.format("%Y%m%d"));
        text.push(check(&text));
        text
    }
}

/// The code Nanchuan had in that year. Numbers were first given out in 1984 to people of all ages, under the code of that time.
fn division(year: i32) -> &'static str {
    match year {
        ..=1993 => "512323",
        1994 => "512302",
        1995..=1996 => "511481",
        1997..=2005 => "500384",
        _ => "500119",
    }
}

fn check(digits: &str) -> char {
    let sum: u32 =
        digits.bytes().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit.wrapping_sub(b'0')) * weight).sum();
    CHECKS[(sum % 11) as usize]
}

/// The number of a disability certificate: the identity number, the kind (1 to 7) and the grade (1 to 4).
pub fn certificate(identity_number: &str, kind: u8, grade: u8) -> String {
    format!("{identity_number}{kind}{grade}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::identity_number::IdentityNumber;
    use std::collections::HashSet;

    const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();

    #[test]
    fn numbers_pass_the_policy_and_are_never_given_twice() {
        let families = 60_000;
        let mut seen = HashSet::new();
        for number in 1..=families {
            // Everybody born in the same few years: the worst case for keeping apart.
            for (role, sex, year) in [(Role::Father, Sex::Male, 1958), (Role::Child, Sex::Male, 1958)] {
                let lot = Lot::of(1, families, number, role);
                let born = lot.born(year);
                assert!((born.year() - year).abs() <= 2);
                let mut chance = Chance::new(1, Purpose::Papers, number.into());
                let text = lot.identity_number(&mut chance, born, sex);
                assert!(seen.insert(text.get(6..17).unwrap().to_string()), "{number} {role:?} {text}");
                if number % 50 == 0 {
                    let parsed = IdentityNumber::parse(&text, TODAY).unwrap().number;
                    assert_eq!((parsed.birth_date(), parsed.sex()), (born, sex));
                }
            }
        }
    }

    #[test]
    fn the_code_is_that_of_the_birth_year() {
        for (year, code) in [(1950, "512323"), (1994, "512302"), (1996, "511481"), (2003, "500384"), (2010, "500119")] {
            let lot = Lot::of(1, 1500, 7, Role::Child);
            let born = lot.born(year);
            let mut chance = Chance::new(1, Purpose::Papers, 3);
            let text = lot.identity_number(&mut chance, NaiveDate::from_ymd_opt(year, 5, 1).unwrap(), Sex::Female);
            assert!(text.starts_with(code), "{text}");
            assert!((born.year() - year).abs() <= 2);
        }
    }
}
