//! One item on its way: when each step of its course is taken, by whom, and with what written beside it.

use super::catalogue::{Catalogue, Choice, Entry};
use super::chance::{Chance, Purpose};
use super::course::Course;
use super::filler::Delivery;
use super::limit;
use super::office::{self, DAY, Hours, Second};
use super::standing::Standing;
use super::wording;
use crate::domain::event::Move;
use crate::domain::item::Due;
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, ItemId, MemberNo};
use chrono::Days;

/// An item on its way.
#[derive(Clone, Copy, Debug)]
pub struct Errand {
    /// The item.
    pub item: ItemId,
    /// The place of its measure in the catalogue.
    pub place: u8,
    /// The person it is for.
    pub member: Option<MemberNo>,
    /// The department it was opened for.
    pub department: DepartmentNo,
    /// How it goes.
    pub course: Course,
    /// A number of its own, from which its small choices come.
    pub salt: u32,
    /// When it was opened.
    pub opened: Second,
    /// When it is given, refused or taken back; the end of the history for one that is still open then.
    pub end: Second,
    /// When its last step was taken.
    pub last: Second,
    /// When it is due.
    pub due: Option<Due>,
    /// Whether a slip was already made with it.
    pub slipped: bool,
}

impl Errand {
    /// An item opened at a moment, on its course.
    pub fn new(
        item: ItemId,
        choice: Choice,
        entry: &Entry,
        course: Course,
        opened: Second,
        chance: &mut Chance,
    ) -> Self {
        let department = entry.departments.first().copied().unwrap_or(DepartmentNo(1));
        let salt = chance.below(u32::MAX);
        let (place, member) = (choice.place, choice.member);
        Self {
            item,
            place,
            member,
            department,
            course,
            salt,
            opened,
            end: opened,
            last: opened,
            due: None,
            slipped: false,
        }
    }

    /// Sets the due date, and with it the moment at which the item is settled: mostly in time, one in nine late.
    pub fn set_due(&mut self, due: Option<Due>, hours: &Hours, chance: &mut Chance) {
        self.due = due;
        let allowed = match due {
            Some(due) => (hours.from(due.on).0 + DAY).saturating_sub(self.opened.0),
            None => chance.below(50) * DAY,
        };
        let percent = if chance.percent(89) { chance.between(12, 96) } else { chance.between(104, 170) };
        let taken = u64::from(allowed) * u64::from(percent.unsigned_abs()) / 100;
        // Whatever the limit, each step takes its half hour.
        let least = 1800 * 8;
        let taken = u32::try_from(taken).unwrap_or(u32::MAX / 2).max(least);
        self.end = if self.course.is_open() { hours.end() } else { Second(self.opened.0 + taken) };
    }

    /// When the step with this place is taken; none when the course has no such step.
    pub fn second(&self, index: u8, approval: bool) -> Option<Second> {
        let steps = self.course.steps(approval);
        steps.get(usize::from(index))?;
        let settles = |verb: &Verb| matches!(verb, Verb::Deliver | Verb::Decline | Verb::Withdraw);
        let settled = steps.iter().position(settles).map_or(steps.len(), |place| place + 1) as u32;
        let (before, span) = (u32::from(index) + 1, u64::from(self.end.0.saturating_sub(self.opened.0)));
        let parts = if self.course.is_open() { steps.len() as u32 + 1 } else { settled };
        if before <= parts {
            return Some(Second(self.opened.0 + (span * u64::from(before) / u64::from(parts)) as u32));
        }
        Some(Second(self.end.0 + (before - parts) * (DAY * (2 + self.salt % 17) + self.salt % 9001)))
    }

    /// The department whose turn it is before the step with this place.
    fn holder(&self, index: u8, entry: &Entry) -> DepartmentNo {
        let steps = self.course.steps(entry.approval);
        let referred = steps.iter().take(usize::from(index)).any(|verb| *verb == Verb::Refer);
        if referred { entry.neighbour } else { self.department }
    }

    /// The step with this place as it is written down, and the user who takes it.
    pub fn step(
        &self,
        index: u8,
        now: Second,
        hours: &Hours,
        catalogue: &Catalogue,
        standing: Option<Standing<'_>>,
    ) -> Option<(&'static str, Move)> {
        let entry = catalogue.entry(self.place)?;
        let verb = *self.course.steps(entry.approval).get(usize::from(index))?;
        let mut chance = Chance::new(self.salt.into(), Purpose::Course, index.into());
        let department = self.holder(index, entry);
        // Whoever released it is not the one who looked at it.
        let actor = office::clerk(department, self.salt.wrapping_add(u32::from(verb == Verb::Approve)));
        let mut step = Move { reason: wording::reason(verb, &mut chance).to_string(), ..Move::new(verb) };
        let today = hours.date(now);
        match verb {
            Verb::Decline => step.clause.clone_from(&entry.clause),
            Verb::Refer => step.department = Some(entry.neighbour),
            Verb::Suspend => step.until = Some(today + Days::new(u64::from(7 + chance.below(50)))),
            Verb::Resume => {
                let (paused, now) = (hours.moment(self.last), hours.moment(now));
                step.due = self.due.map(|due| limit::resumed(due, entry.within, paused, now, hours));
            }
            Verb::Reopen => step.due = limit::due(entry.within, hours.moment(now), hours, &catalogue.almanac),
            Verb::Deliver => {
                let opened = hours.date(self.opened);
                let delivery = Delivery {
                    standing,
                    member: self.member,
                    festival: catalogue.festival(entry, opened).map(|(_, festival)| festival),
                    opened,
                    on: today,
                    salt: self.salt,
                };
                for (key, required, how) in &entry.record {
                    // Not everything that could be recorded is.
                    let wanted = chance.percent(80) || *required;
                    let value = how.value(&delivery, &mut chance).filter(|_| wanted);
                    step.record.extend(value.map(|value| (key.clone(), value)));
                }
            }
            _ => {}
        }
        Some((actor, step))
    }
}
