//! A measure: one clause of the plan as something that can be owed, done, recorded and counted.

use super::opening::Opens;
use super::tally::Tally;
use super::vocabulary::{Contact, Delivery, Modality, Rhythm, Strength, Subject, Urgency};
use crate::ids::{DepartmentNo, MeasureNo};
use crate::policy::calendar::{ClockHours, WorkingDays};
use crate::policy::festival::Festival;
use crate::policy::rule::Rule;
use crate::policy::words::Words;
use chrono::NaiveDate;

/// A measure of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    /// Its number, kept in the journal.
    pub no: MeasureNo,
    /// Its id, in commands and JSON.
    pub id: String,
    /// Its title.
    pub title: Words,
    /// A title for narrow columns: at most 28 cells.
    pub short: Words,
    /// The bodies that carry it out, the leading one first; never empty.
    pub departments: Vec<DepartmentNo>,
    /// The paragraph of the plan: section, body, place.
    pub clause: String,
    /// What is given, in the product's own words.
    pub given: Words,
    /// The plan's shade of duty.
    pub modality: Modality,
    /// What it delivers; never empty.
    pub delivers: Vec<Delivery>,
    /// How often it comes round.
    pub rhythm: Rhythm,
    /// How urgent an item of it is.
    pub urgency: Urgency,
    /// For whom it is judged.
    pub subject: Subject,
    /// Who is entitled; none for what no family is judged for.
    pub rule: Option<Rule>,
    /// How soon it must be done.
    pub limit: TimeLimit,
    /// When its items are opened by themselves; none where a clerk opens them.
    pub opens: Option<Opens>,
    /// What its delivery is in the account of contact with the family; none where it is no contact.
    pub contact: Option<Contact>,
    /// Whether it may be delivered only after it was approved: so wherever money moves.
    pub approval: bool,
    /// What is recorded on delivery: keys of the plan's record fields.
    pub record: Vec<String>,
    /// Those of them without which nothing is delivered.
    pub required: Vec<String>,
    /// The record field, a day or a year, that says in which year a delivery counts; without it, or where it is empty, the day of delivery.
    pub counted_on: Option<String>,
    /// What is counted at the end of the year.
    pub tally: Vec<Tally>,
    /// First day on which it is in force.
    pub from: NaiveDate,
    /// Last day on which it is in force.
    pub until: Option<NaiveDate>,
    /// What a clerk should know of it.
    pub note: Option<Words>,
}

impl Measure {
    /// How strongly the plan binds here.
    pub fn strength(&self) -> Strength {
        self.modality.strength()
    }

    /// The leading body.
    pub fn department(&self) -> DepartmentNo {
        self.departments.first().copied().unwrap_or(DepartmentNo(0))
    }

    /// Whether it is a duty of the district as a whole.
    pub fn is_of_district(&self) -> bool {
        self.subject == Subject::District
    }

    /// Whether it is in force on a day.
    pub fn in_force(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day <= until)
    }
}

/// How soon an item must be done, counted from the day it was opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimeLimit {
    /// The limit.
    pub within: Within,
    /// The plan is silent and this is a proposal; an office can set its own.
    pub proposal: bool,
}

/// A time limit. What days an office works is the calendar's matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// So many working days.
    WorkingDays(WorkingDays),
    /// So many hours on the clock, nights and days off included.
    Hours(ClockHours),
    /// By this day of every year; when it is a day off, by the last working day before it.
    YearDay {
        /// Month.
        month: u32,
        /// Day.
        day: u32,
    },
    /// So many calendar days before the next of these festivals.
    BeforeFestival {
        /// How many days.
        days: u16,
        /// The festivals that call for it.
        festivals: Festivals,
    },
    /// No limit: it goes on.
    Open,
}

/// Some of the traditional festivals.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Festivals(u8);

impl Festivals {
    /// The festivals, in the order of the year.
    pub fn iter(self) -> impl Iterator<Item = Festival> {
        Festival::ALL.into_iter().filter(move |festival| self.0 & bit(*festival) != 0)
    }
}

impl FromIterator<Festival> for Festivals {
    fn from_iter<I: IntoIterator<Item = Festival>>(festivals: I) -> Self {
        Festivals(festivals.into_iter().fold(0, |bits, festival| bits | bit(festival)))
    }
}

fn bit(festival: Festival) -> u8 {
    1 << festival as u8
}
