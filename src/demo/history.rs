//! The invented history, entry by entry: what is next on the agenda is done, and what follows from it is planned.
//!
//! Memory holds the ledgers of the households, what is under way, and nothing that is past.

mod beside;
mod households;
mod items;
mod quota;
mod unfinished;
mod years;

use super::agenda::{Act, Agenda};
use super::catalogue::Catalogue;
use super::lately::Lately;
use super::ledger::Ledger;
use super::office::Second;
use super::setting::Setting;
use crate::domain::entry::Body;
use crate::domain::event::Event;
use crate::ids::{FamilyId, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use quota::Quota;

/// The bodies of the journal's entries, in order: the first one is meant for the first entry of an empty journal.
pub struct Histories<'a> {
    plan: &'a Plan,
    setting: Setting,
    catalogue: Catalogue,
    agenda: Agenda,
    ledgers: Vec<Ledger>,
    quota: Quota,
    lately: Lately,
    /// How many bodies were made.
    made: u64,
}

impl<'a> Histories<'a> {
    /// The history of `items` items of the households of a setting.
    pub fn new(setting: Setting, plan: &'a Plan, items: u32, calendar: &Calendar) -> Self {
        let catalogue = Catalogue::new(plan);
        let ledgers = vec![Ledger::default(); setting.families as usize + 1];
        let quota = Quota { wanted: items, ..Quota::default() };
        let lately = Lately::new(&setting, items, calendar);
        let mut it = Self { plan, setting, catalogue, agenda: Agenda::default(), ledgers, quota, lately, made: 0 };
        if let (Some(year), true) = (it.setting.hours.years().next(), it.setting.families > 0) {
            it.agenda.plan(Second(0), Act::Year(year));
            it.agenda.plan(it.setting.intake.second(FamilyId(1)), Act::Enter(FamilyId(1)));
            it.keep_some_open();
            it.plan_lately();
        }
        it
    }

    fn body(&mut self, second: Second, actor: &str, command: &str, events: Vec<Event>) -> Option<Body> {
        self.made += 1;
        let at = self.setting.hours.moment(second);
        let body = Body { at, actor: actor.to_string(), command: command.to_string(), token: None, events };
        self.lately.notice(Seq(self.made), &body);
        Some(body)
    }

    fn do_act(&mut self, second: Second, act: Act) -> Option<Body> {
        match act {
            Act::Year(year) => {
                self.plan_year(second, year);
                None
            }
            Act::Enter(family) => self.enter(second, family),
            Act::Note(family, place) => self.write_down(second, family, place),
            Act::Ordinary(place) => self.ordinary(second, place),
            Act::Asked(family, choice) => self.open_asked(second, family, choice),
            Act::Unfinished(family, choice, course) => self.open_unfinished(second, family, choice, course),
            Act::Duty(place, department) => self.open_duty(second, place, department),
            Act::Step(errand, place) => self.step(second, errand, place),
            Act::Slip(errand, place, seq) => self.take_back(second, errand, place, seq),
            Act::Lately(place) => self.lately(second, place),
            Act::Free => {
                self.quota.kept -= std::mem::take(&mut self.quota.beside);
                None
            }
        }
    }
}

impl Iterator for Histories<'_> {
    type Item = Body;

    fn next(&mut self) -> Option<Body> {
        while let Some((second, act)) = self.agenda.next() {
            if let Some(body) = self.do_act(second, act) {
                return Some(body);
            }
        }
        self.make_good()
    }
}
