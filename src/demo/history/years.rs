//! A year begins: its ordinary items and the duties of the district are planned, and the ordinary items follow one another.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::chance::{Chance, Purpose};
use crate::demo::duty::DUTIES;
use crate::demo::history::quota::Share;
use crate::demo::office::{self, DAY, Second};
use crate::domain::entry::Body;
use crate::ids::FamilyId;
use chrono::NaiveDate;

impl Histories<'_> {
    /// Plans a year's ordinary items, evenly over its working days, and the duties of the district.
    pub(super) fn plan_year(&mut self, second: Second, year: i32) {
        let hours = &self.setting.hours;
        let first =
            |year| NaiveDate::from_ymd_opt(year, 1, 1).map_or(hours.end(), |day| hours.from(day).min(hours.end()));
        let weight = |year: i32| {
            let (from, until) = (first(year), first(year + 1));
            let served = self.setting.intake.entered_before(Second(until.0.midpoint(from.0)));
            u64::from(until.0 - from.0) * u64::from(served) * u64::from(10 + (year - 2014).unsigned_abs())
        };
        let (from, until) = (second, first(year + 1));
        let total: u64 = (year..=*hours.years().end()).map(weight).sum();
        // Households that are entered later will ask as often as those before them.
        let entered = u64::from(self.setting.intake.entered_before(second));
        let to_come = u64::from(self.setting.families) - entered;
        let asking = to_come * u64::from(self.quota.asked_ever) / entered.max(1);
        let left = u64::from(self.quota.left_unasked()).saturating_sub(asking);
        let count = u32::try_from(left * weight(year) / total.max(1)).unwrap_or(0);
        let gap_256 = u64::from(until.0 - from.0) * 256 / u64::from(count.max(1));
        self.quota.year = Share { from, count, gap_256 };
        if count > 0 {
            self.plan_ordinary(0);
        }
        self.plan_duties(year);
        if until < self.setting.hours.end() {
            self.agenda.plan(until, Act::Year(year + 1));
        }
    }

    fn plan_ordinary(&mut self, place: u32) {
        let (begins, ends) = (self.quota.year.second(place), self.quota.year.second(place + 1));
        let mut chance = Chance::new(self.setting.seed, Purpose::Occasions, self.quota.tries);
        self.agenda.plan(Second(begins.0 + chance.below(ends.0 - begins.0)), Act::Ordinary(place));
    }

    fn plan_duties(&mut self, year: i32) {
        let mut chance = Chance::new(self.setting.seed, Purpose::Duties, u64::from(year.unsigned_abs()));
        for duty in &DUTIES {
            let Some(place) = self.plan.by_id(duty.measure).and_then(|measure| self.catalogue.place(measure.no)) else {
                continue;
            };
            let lead = self.catalogue.entry(place).and_then(|entry| entry.departments.first().copied());
            for month in duty.months {
                let bodies =
                    if duty.every_body { self.catalogue.departments.clone() } else { lead.into_iter().collect() };
                for body in bodies {
                    let day = NaiveDate::from_ymd_opt(year, *month, 1 + chance.below(14)).unwrap_or_default();
                    let second = Second(self.setting.hours.from(day).0 + chance.below(DAY));
                    if second < self.setting.hours.end() && day >= office::START {
                        self.agenda.plan(second, Act::Duty(place, body));
                    }
                }
            }
        }
    }

    /// Opens the year's item with this place and plans the next one.
    pub(super) fn ordinary(&mut self, second: Second, place: u32) -> Option<Body> {
        if place + 1 < self.quota.year.count {
            self.plan_ordinary(place + 1);
        }
        self.open_somebodys(second)
    }

    /// Opens an item for one of the households entered so far, whichever is served and has something that suits.
    fn open_somebodys(&mut self, second: Second) -> Option<Body> {
        let entered = self.setting.intake.entered_before(second);
        for _ in 0..6 {
            self.quota.tries += 1;
            let mut chance = Chance::new(self.setting.seed, Purpose::Occasions, self.quota.tries);
            let family = FamilyId(1 + chance.below(entered));
            if entered == 0 || self.quota.left_unasked() == 0 {
                return None;
            }
            if let Some(body) = self.open_ordinary(second, family) {
                return Some(body);
            }
        }
        None
    }

    /// What is missing at the end is opened on the last afternoon.
    pub(super) fn make_good(&mut self) -> Option<Body> {
        let second = Second(self.setting.hours.end().0.checked_sub(1)?);
        (0..40).find_map(|_| self.open_somebodys(second))
    }
}
