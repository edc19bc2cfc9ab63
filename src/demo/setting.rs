//! What all invented households share: the seed, the places, the working time, and when each household was entered.

use super::chance::Chance;
use super::intake::Intake;
use super::office::Hours;
use crate::policy::calendar::Calendar;
use crate::policy::division::{Directory, Village};
use chrono::NaiveDate;

/// The frame of one invented history.
#[derive(Clone, Debug)]
pub struct Setting {
    /// The seed.
    pub seed: u64,
    /// How many households there are in the end.
    pub families: u32,
    /// The day after the history.
    pub today: NaiveDate,
    /// The office's working time.
    pub hours: Hours,
    /// When each household was entered.
    pub intake: Intake,
    villages: &'static [Village],
}

impl Setting {
    /// The frame of a history of `families` households up to the day before `today`.
    pub fn new(seed: u64, families: u32, today: NaiveDate, calendar: &Calendar, divisions: &'static Directory) -> Self {
        let hours = Hours::until(today, calendar);
        let intake = Intake::new(seed, families, &hours);
        Self { seed, families, today, hours, intake, villages: divisions.villages() }
    }

    /// One of the villages: so a township weighs by how many it has.
    pub fn village(&self, chance: &mut Chance) -> &'static Village {
        // The directory is a constant of the program and is never empty; `below` stays below its length.
        &self.villages[chance.below(self.villages.len() as u32) as usize]
    }
}
