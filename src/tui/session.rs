//! What holds for the whole sitting: the plan, the language, the day, the clerk, the size of the screen and the keys.
//!
//! It also gives numbers of the plan their names, so that a number the plan does not know still shows as something.

use super::keymap::Keymap;
use super::layout::{Panes, Size};
use super::phrase::Phrase;
use super::place::Place;
use crate::ids::{DepartmentNo, MeasureNo, RegisterNo};
use crate::policy::department::Department;
use crate::policy::division::{TownshipCode, VillageCode};
use crate::policy::plan::Plan;
use crate::text::{Both, Lang};
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::sync::Arc;

/// What holds for the whole sitting.
#[derive(Clone, Debug)]
pub struct Session {
    /// The plan in force.
    pub plan: Arc<Plan>,
    /// The language of the screen.
    pub lang: Lang,
    /// The moment it is, to the minute.
    pub now: DateTime<FixedOffset>,
    /// The clerk.
    pub actor: String,
    /// The departments whose items the clerk sees; none means all.
    pub own: Vec<DepartmentNo>,
    /// The data is invented.
    pub demo: bool,
    /// One pane at a time and nothing decorative, for a slow line.
    pub lean: bool,
    /// The size of the terminal.
    pub size: Size,
    /// The keys.
    pub keymap: Keymap,
}

impl Session {
    /// The day it is.
    pub fn today(&self) -> NaiveDate {
        self.now.date_naive()
    }

    /// A text in the language of the screen.
    pub fn both(&self, text: Both) -> &'static str {
        text.in_lang(self.lang)
    }

    /// A phrase in the language of the screen.
    pub fn say(&self, phrase: Phrase) -> &'static str {
        phrase.in_lang(self.lang)
    }

    /// A phrase in the language of the screen, filled in.
    pub fn fill(&self, phrase: Phrase, parts: &[&str]) -> String {
        phrase.fill(self.lang, parts)
    }

    /// The panes of a screen.
    pub fn panes(&self, place: Place) -> Panes {
        self.size.panes(place, self.lang)
    }

    /// The departments that the clerk is shown, in the plan's order.
    pub fn departments(&self) -> impl Iterator<Item = &Department> {
        self.plan.departments().iter().filter(|one| self.own.is_empty() || self.own.contains(&one.no))
    }

    /// The short name of a department.
    pub fn department(&self, no: DepartmentNo) -> String {
        let known = self.plan.department(no).map(|department| department.short.in_lang(self.lang).to_string());
        known.unwrap_or_else(|| format!("#{no}"))
    }

    /// The short title of a measure.
    pub fn measure(&self, no: MeasureNo) -> String {
        let known = self.plan.measure(no).map(|measure| measure.short.in_lang(self.lang).to_string());
        known.unwrap_or_else(|| format!("#{no}"))
    }

    /// The title of a small register.
    pub fn register(&self, no: RegisterNo) -> String {
        let known = self.plan.register(no).map(|register| register.title.in_lang(self.lang).to_string());
        known.unwrap_or_else(|| format!("#{no}"))
    }

    /// Whether the measure may be delivered only after it was approved.
    pub fn wants_approval(&self, no: MeasureNo) -> bool {
        self.plan.measure(no).is_some_and(|measure| measure.approval)
    }

    /// The name of a township; empty when it is not known.
    pub fn township(&self, code: i64) -> String {
        match TownshipCode::from_number(code) {
            Some(code) => code.name().into_owned(),
            None => String::new(),
        }
    }

    /// The name of a village; empty when it is not known.
    pub fn village(&self, code: i64) -> String {
        match VillageCode::from_number(code) {
            Some(code) => code.name().into_owned(),
            None => String::new(),
        }
    }
}
