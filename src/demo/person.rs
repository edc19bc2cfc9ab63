//! One invented person: birth, sex, insurance, health, and which of the yes-or-no questions about people are answered.
//!
//! Only what the choice of items depends on is kept; names and numbers are made when the household is written down (`papers.rs`).

use super::answer::{Answers, Question, asked};
use super::chance::Chance;
use super::identity::Lot;
use crate::domain::member::Role;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::identity_number::Sex;
use chrono::{Datelike, NaiveDate};

/// A person of an invented household.
#[derive(Clone, Copy, Debug)]
pub struct Person {
    /// The number within the household.
    pub number: MemberNo,
    /// What the person is to the family.
    pub role: Role,
    /// The sex.
    pub sex: Sex,
    /// The day of birth.
    pub born: NaiveDate,
    /// Where the identity number comes from.
    pub lot: Lot,
    /// The day of death, when it came before the household was entered.
    pub died: Option<NaiveDate>,
    /// The kinds (bit n stands for kind n) and the grade of a disability, where there is one.
    pub disability: Option<Disability>,
    /// The key of the medical insurance, where known.
    pub medical: Option<&'static str>,
    /// The key of the pension scheme, where known.
    pub pension: Option<&'static str>,
    /// The key of the ability to look after oneself, where known.
    pub self_care: Option<&'static str>,
    /// The yes-or-no answers.
    pub answers: Answers,
}

/// A disability as certified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Disability {
    /// The kind on the certificate, 1 to 7.
    pub kind: u8,
    /// The bits of the field of kinds: more than one for kind 7.
    pub kinds: u32,
    /// The grade, 1 the worst; none when the certificate was not at hand.
    pub grade: Option<u8>,
    /// The day of the identification.
    pub identified: NaiveDate,
}

/// The yes-or-no questions about grown people, in the order in which they are asked; a question may lean on answers before it.
pub const QUESTIONS: [Question<Person>; 9] = [
    asked(Field::NoSupporter, |it| it.born.year() <= 1958, 700, 190),
    asked(Field::NoWorkAbility, |it| it.says(Field::NoSupporter) || it.is_limited(), 850, 700),
    asked(Field::NoIncome, |it| it.says(Field::NoSupporter) && it.says(Field::NoWorkAbility), 850, 650),
    asked(Field::MeetsWubao, |it| it.says(Field::NoSupporter), 800, 550),
    asked(Field::WantsCareHome, |_| true, 600, 45),
    asked(Field::SeeksWork, |it| it.born.year() >= 1962, 600, 130),
    asked(Field::HasIud, |it| it.sex == Sex::Female && it.born.year() >= 1970, 500, 350),
    asked(Field::PensionAdded, |it| it.born.year() <= 1958, 600, 180),
    asked(Field::MeetsFuneralPolicy, |it| it.died.is_some(), 500, 400),
];

impl Person {
    /// Somebody with the health and insurance that people of that age and place mostly have.
    pub fn invent(chance: &mut Chance, role: Role, sex: Sex, lot: Lot, year: i32, rural: bool) -> Self {
        let born = lot.born(year);
        let scheme: [(u32, Option<&'static str>); 4] = if rural {
            [(88, Some("resident")), (5, Some("employee")), (3, Some("none")), (4, None)]
        } else {
            [(48, Some("resident")), (44, Some("employee")), (3, Some("none")), (5, None)]
        };
        let (medical, pension) = (chance.weighted(&scheme), chance.weighted(&scheme));
        let self_care = match born.year() {
            ..=1949 => chance.weighted(&[(64, Some("able")), (18, Some("partial")), (9, Some("total")), (9, None)]),
            _ => chance.weighted(&[(82, Some("able")), (5, Some("partial")), (1, Some("total")), (12, None)]),
        };
        Self {
            number: MemberNo(0),
            role,
            sex,
            born,
            lot,
            died: None,
            disability: None,
            medical,
            pension,
            self_care,
            answers: Answers::default(),
        }
    }

    /// Puts the questions; a child is not asked.
    pub fn ask(&mut self, chance: &mut Chance) {
        if self.role == Role::Child {
            return;
        }
        for (place, question) in QUESTIONS.iter().enumerate() {
            let answer = question.put(self, chance);
            self.answers.set(place, answer);
        }
    }

    /// Whether the answer to a question about this person is a recorded yes.
    pub fn says(&self, field: Field) -> bool {
        self.answers.yes(&QUESTIONS, field)
    }

    /// Completed years of age on a day, near enough for choosing what suits.
    pub fn age(&self, on: NaiveDate) -> i32 {
        let before_birthday = (on.month(), on.day()) < (self.born.month(), self.born.day());
        on.year() - self.born.year() - i32::from(before_birthday)
    }

    /// Whether getting about is hard.
    pub fn is_limited(&self) -> bool {
        self.self_care.is_some_and(|key| key != "able")
    }
}

impl Disability {
    /// A disability of some kind, identified in the years before `known_on`.
    pub fn invent(chance: &mut Chance, grade: Option<u8>, born: NaiveDate, known_on: NaiveDate) -> Self {
        let kind = chance.weighted(&[(13, 1), (14, 2), (4, 3), (34, 4), (15, 5), (12, 6), (8, 7_u8)]);
        let pairs = [1 << 1 | 1 << 4, 1 << 2 | 1 << 3, 1 << 4 | 1 << 5, 1 << 5 | 1 << 6, 1 << 3 | 1 << 4 | 1 << 5];
        let kinds = if kind == 7 { chance.pick(&pairs) } else { 1 << kind };
        // Certificates of the second generation were first given out in 2009.
        let first = NaiveDate::from_ymd_opt(2009, 6, 1).unwrap_or(born).max(born + chrono::Days::new(400));
        let span = known_on.signed_duration_since(first).num_days().max(1);
        let identified = known_on - chrono::Days::new(u64::from(chance.below(u32::try_from(span).unwrap_or(1))));
        Self { kind, kinds, grade, identified }
    }

    /// Whether a kind is among those certified.
    pub fn is(&self, kind: u8) -> bool {
        self.kinds & (1 << kind) != 0
    }
}
