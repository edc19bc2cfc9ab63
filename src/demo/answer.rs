//! Yes-or-no questions of a form, as a table: to whom each is put, how often it is answered at all, how often with yes.
//!
//! An office's forms have gaps; a question that was not answered leaves the fact unknown, which is not a no.

use super::chance::Chance;
use crate::policy::field::Field;

/// One question of a form.
pub struct Question<T> {
    /// The field that keeps the answer.
    pub field: Field,
    /// To whom it is put.
    put_to: fn(&T) -> bool,
    /// In how many of a thousand cases there is an answer.
    answered: u32,
    /// In how many of a thousand answers it is yes.
    yes: u32,
}

/// A row of a table of questions.
pub const fn asked<T>(field: Field, put_to: fn(&T) -> bool, answered: u32, yes: u32) -> Question<T> {
    Question { field, put_to, answered, yes }
}

impl<T> Question<T> {
    /// The answer of somebody; none when it was not put or left open.
    pub fn put(&self, to: &T, chance: &mut Chance) -> Option<bool> {
        let (answered, yes) = (chance.permille(self.answered), chance.permille(self.yes));
        (answered && (self.put_to)(to)).then_some(yes)
    }
}

/// The answers to a table of at most 32 questions, by their place in it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    known: u32,
    yes: u32,
}

impl Answers {
    /// Records the answer to the question at a place of the table.
    pub fn set(&mut self, place: usize, answer: Option<bool>) {
        let bit = 1 << place;
        self.known |= if answer.is_some() { bit } else { 0 };
        self.yes |= if answer == Some(true) { bit } else { 0 };
    }

    /// The answer to the question at a place of the table.
    pub fn get(self, place: usize) -> Option<bool> {
        let bit = 1 << place;
        (self.known & bit != 0).then_some(self.yes & bit != 0)
    }

    /// Whether the answer about `field` is a recorded yes.
    pub fn yes<T>(self, table: &[Question<T>], field: Field) -> bool {
        table.iter().position(|question| question.field == field).is_some_and(|place| self.yes & (1 << place) != 0)
    }

    /// Every recorded answer with its field.
    pub fn recorded<T>(self, table: &'static [Question<T>]) -> impl Iterator<Item = (Field, bool)> {
        table.iter().enumerate().filter_map(move |(place, question)| Some((question.field, self.get(place)?)))
    }
}
