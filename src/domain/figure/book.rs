//! The book: what counting needs to know of the plan, in a form that can be kept beside what was counted by it.
//!
//! Two plans with the same book count alike; a plan with another book has everything counted again.

use crate::ids::{DepartmentNo, MeasureNo, RegisterNo};
use crate::policy::field::Field;
use crate::policy::plan::{
    Apart, Count, Measure, Moment, OfEmergencies, OfRows, Only, Plan, RecordKind, Subject, Tally, TallyOf,
};
use serde::{Deserialize, Serialize};

/// The tallies of every measure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Book {
    measures: Vec<Page>,
}

/// The tallies of one measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The measure.
    pub measure: MeasureNo,
    /// The bodies that carry it out: of registers that departments keep, the rows of these count.
    pub bodies: Vec<DepartmentNo>,
    /// Counted for each body too: a duty that each owes by itself.
    pub by_body: bool,
    /// The record field that says in which year a delivery counts.
    pub counted_on: Option<String>,
    /// Its tallies, in the plan's order.
    pub tallies: Vec<Counted>,
}

/// One tally.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// What is counted.
    pub what: What,
    /// What it is counted apart by.
    pub apart: Option<By>,
    /// Which deliveries count.
    pub only: Option<Which>,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Something that is counted one by one; households and people at so many deliveries.
    Count(Count, u32),
    /// A sum of a record field, less another.
    Sum {
        /// The field.
        field: String,
        /// What is taken off.
        less: Option<String>,
        /// In fen.
        money: bool,
    },
    /// How long it took.
    Median {
        /// From when.
        from: Moment,
        /// Until when.
        to: Moment,
        /// In hours and not in days.
        hours: bool,
    },
    /// The part that was delivered.
    Share,
    /// Rows of a small register.
    Rows {
        /// The register.
        register: RegisterNo,
        /// What of them.
        of: OfRows,
        /// In fen.
        money: bool,
    },
    /// Emergencies of the desk.
    Emergencies(OfEmergencies),
}

/// What deliveries are counted apart by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// A record field with these choices.
    Choice(String, Vec<String>),
    /// A fact of the household.
    Fact(Field),
    /// The month of the delivery.
    Month,
}

/// Which deliveries count.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// Those where the field says yes.
    Yes(String),
    /// Those where the field says anything.
    Given(String),
    /// Those where the field has this choice.
    Is(String, String),
    /// Those whose recorded day lies after the due date.
    Late(String),
}

impl Book {
    /// The book of a plan.
    pub fn of(plan: &Plan) -> Book {
        Book { measures: plan.measures().iter().map(|measure| page(plan, measure)).collect() }
    }

    /// The tallies of a measure.
    pub fn page(&self, measure: MeasureNo) -> Option<&Page> {
        self.measures.iter().find(|page| page.measure == measure)
    }

    /// The tallies of every measure.
    pub fn pages(&self) -> &[Page] {
        &self.measures
    }

    /// How often a holder must have been given something to be counted.
    pub fn at_least(&self, measure: MeasureNo, tally: u8) -> u32 {
        match self.page(measure).and_then(|page| page.tallies.get(usize::from(tally))).map(|tally| &tally.what) {
            Some(What::Count(_, at_least)) => (*at_least).max(1),
            _ => 1,
        }
    }

    /// The tallies that count rows of a register: the page of their measure, and their place.
    pub fn of_register(&self, register: RegisterNo) -> impl Iterator<Item = (&Page, u8, &Counted)> {
        let pages = self.measures.iter();
        let tallies = pages.flat_map(|page| (0u8..).zip(&page.tallies).map(move |(at, tally)| (page, at, tally)));
        tallies.filter(move |(_, _, tally)| matches!(&tally.what, What::Rows { register: of, .. } if *of == register))
    }

    /// The tallies that count emergencies: their measure, their place, and what they count.
    pub fn of_emergencies(&self) -> impl Iterator<Item = (MeasureNo, u8, OfEmergencies)> {
        let tallies = |page: &Page| {
            let measure = page.measure;
            let places = (0u8..).zip(&page.tallies);
            let found = places.filter_map(move |(at, tally)| match tally.what {
                What::Emergencies(of) => Some((measure, at, of)),
                _ => None,
            });
            found.collect::<Vec<_>>()
        };
        self.measures.iter().flat_map(tallies)
    }

    /// The facts of households that anything is counted apart by.
    pub fn facts(&self) -> impl Iterator<Item = Field> {
        self.measures.iter().flat_map(|page| &page.tallies).filter_map(|tally| match &tally.apart {
            Some(By::Fact(field)) => Some(*field),
            _ => None,
        })
    }
}

fn page(plan: &Plan, measure: &Measure) -> Page {
    Page {
        measure: measure.no,
        bodies: measure.departments.clone(),
        by_body: measure.subject == Subject::District,
        counted_on: measure.counted_on.clone(),
        tallies: measure.tally.iter().map(|tally| counted(plan, tally)).collect(),
    }
}

fn counted(plan: &Plan, tally: &Tally) -> Counted {
    let kind = |key: &str| plan.record(key).map(|field| &field.kind);
    let what = match &tally.of {
        TallyOf::Count { of, at_least } => What::Count(*of, *at_least),
        TallyOf::Sum { field, less } => {
            let money = matches!(kind(field), Some(RecordKind::Money));
            What::Sum { field: field.clone(), less: less.clone(), money }
        }
        TallyOf::Median { from, to, hours } => What::Median { from: from.clone(), to: to.clone(), hours: *hours },
        TallyOf::Share => What::Share,
        TallyOf::Rows { register, of } => {
            let money = matches!(of, OfRows::Sum { field, .. } if matches!(kind(field), Some(RecordKind::Money)));
            What::Rows { register: *register, of: of.clone(), money }
        }
        TallyOf::Emergencies(of) => What::Emergencies(*of),
    };
    let apart = tally.by.as_ref().map(|by| match by {
        Apart::Fact(field) => By::Fact(*field),
        Apart::Month => By::Month,
        Apart::Record(key) => By::Choice(key.clone(), kind(key).map_or(Vec::new(), choices)),
    });
    let only = tally.only.as_ref().map(|only| match only {
        Only::Late(key) => Which::Late(key.clone()),
        Only::Is(key, choice) => Which::Is(key.clone(), choice.clone()),
        Only::Given(key) if matches!(kind(key), Some(RecordKind::YesNo)) => Which::Yes(key.clone()),
        Only::Given(key) => Which::Given(key.clone()),
    });
    Counted { what, apart, only }
}

/// The words that a record field can hold, in their order.
fn choices(kind: &RecordKind) -> Vec<String> {
    match kind {
        RecordKind::Choice(choices) => choices.iter().map(|choice| choice.key.clone()).collect(),
        _ => vec!["yes".into(), "no".into()],
    }
}
