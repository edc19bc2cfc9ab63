//! What is still open when the history ends: some overdue, some due on the day, most later. It is planned before all else, so that it has its place.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::catalogue::Choice;
use crate::demo::chance::{Chance, Purpose};
use crate::demo::course::Course;
use crate::demo::household::Household;
use crate::demo::limit;
use crate::demo::office::{DAY, Second};
use crate::demo::standing::Standing;
use crate::ids::{DepartmentNo, FamilyId};
use crate::policy::plan::Within;
use chrono::{NaiveDate, TimeDelta};

/// In how many of a thousand items the history ends before they do, beside those that are just under way then.
const OPEN_PERMILLE: u32 = 62;

impl Histories<'_> {
    /// Plans the items that are still open when the history ends.
    pub(super) fn keep_some_open(&mut self) {
        let count = u64::from(self.quota.wanted) * u64::from(OPEN_PERMILLE) / 1000;
        for number in 0..count {
            let mut chance = Chance::new(self.setting.seed, Purpose::Unfinished, number);
            // Every fourth is for one department after the other, so that the small ones have something to look at too.
            let turn = (number / 4) as usize % self.catalogue.departments.len().max(1);
            let department = self.catalogue.departments.get(turn).copied().filter(|_| number % 4 == 0);
            for _ in 0..12 {
                let family = FamilyId(1 + chance.below(self.setting.families));
                if let Some((second, choice)) = self.unfinished(family, department, &mut chance) {
                    self.quota.kept += 1;
                    self.agenda.plan(second, Act::Unfinished(family, choice, Course::open(&mut chance)));
                    break;
                }
            }
        }
    }

    /// Something that suits a household, and when it was opened, so that it is due when it should be.
    fn unfinished(
        &self,
        id: FamilyId,
        department: Option<DepartmentNo>,
        chance: &mut Chance,
    ) -> Option<(Second, Choice)> {
        let it = Household::invent(&self.setting, id);
        let at = Standing { it: &it, on: self.setting.today };
        let choice = at.is_served().then(|| self.catalogue.choose_unfinished(&at, department, chance)).flatten()?;
        let within = self.catalogue.entry(choice.place)?.within;
        let day = self.opening_day(within, days_left(chance), chance)?;
        let second = Second(day * DAY + chance.below(DAY));
        (second > self.setting.intake.second(id)).then_some((second, choice))
    }

    /// The working day of the history on which something must be opened to have so many days left at its end; one of the last days when it
    /// cannot have so many.
    fn opening_day(&self, within: Within, left: i32, chance: &mut Chance) -> Option<u32> {
        let (hours, today) = (&self.setting.hours, self.setting.today);
        let wanted = today + TimeDelta::days(left.into());
        let due = |day: u32| -> Option<NaiveDate> {
            limit::due(within, hours.moment(Second(day * DAY)), hours, &self.catalogue.almanac).map(|due| due.on)
        };
        // The due date never moves back as the day of opening moves on: halving finds the last day whose due date is not too late.
        let days = hours.end().0 / DAY;
        let (mut low, mut high) = (days.saturating_sub(280), days.checked_sub(1)?);
        while low < high {
            let middle = (low + high).div_ceil(2);
            if due(middle).is_none_or(|due| due <= wanted) { low = middle } else { high = middle - 1 }
        }
        // Due dates of a festival or a day of the year leap: what should be due ahead must not fall before the leap.
        let leapt = left >= 0 && due(low).is_some_and(|due| due < today);
        let last = days - 1 - chance.below(6.min(days));
        Some(if leapt || low + 2 >= days { last } else { low })
    }
}

/// How many days are left for something that is open: now and then long overdue, some overdue or due now, most due in the weeks ahead.
fn days_left(chance: &mut Chance) -> i32 {
    match chance.below(100) {
        0..=3 => chance.between(-120, -12),
        4..=11 => chance.between(-11, -1),
        12..=15 => 0,
        16..=34 => chance.between(1, 7),
        35..=72 => chance.between(8, 30),
        _ => chance.between(31, 90),
    }
}
