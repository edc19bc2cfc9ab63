//! Items are opened, take their steps, and now and then a step is taken back.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::catalogue::Choice;
use crate::demo::chance::{Chance, Purpose};
use crate::demo::course::Course;
use crate::demo::errand::Errand;
use crate::demo::household::Household;
use crate::demo::limit;
use crate::demo::office::{self, Second};
use crate::demo::standing::Standing;
use crate::demo::wording;
use crate::domain::entry::Body;
use crate::domain::event::Event;
use crate::domain::rhythm::RhythmEvent;
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, Seq};

/// At most one item in so many is a duty of the district.
const DUTY_SHARE: u32 = 14;

/// An item to be opened.
struct Opening<'a> {
    family: FamilyId,
    choice: Choice,
    /// Another department than the measure's first.
    department: Option<DepartmentNo>,
    course: Course,
    note: &'a str,
}

impl Histories<'_> {
    /// Opens an item of whatever suits a household, on a course that ends.
    pub(super) fn open_ordinary(&mut self, second: Second, family: FamilyId) -> Option<Body> {
        let mut chance = self.next_try();
        let choice = self.suitable(second, family, None, &mut chance)?;
        let (visits, approval) = self.catalogue.entry(choice.place).map(|entry| (entry.visits, entry.approval))?;
        let (course, note) = (Course::ended(approval, &mut chance), wording::note(visits, &mut chance));
        self.open(second, &Opening { family, choice, department: None, course, note }, &mut chance)
    }

    /// Opens the item that a note asked for, or another that suits; never without a word about it.
    pub(super) fn open_asked(&mut self, second: Second, family: FamilyId, choice: Choice) -> Option<Body> {
        let mut chance = self.next_try();
        let choice = self.suitable(second, family, Some(choice), &mut chance)?;
        let (visits, approval) = self.catalogue.entry(choice.place).map(|entry| (entry.visits, entry.approval))?;
        let (course, note) = (Course::ended(approval, &mut chance), wording::remark(visits, &mut chance));
        self.open(second, &Opening { family, choice, department: None, course, note }, &mut chance)
    }

    /// Opens an item that was kept for the end.
    pub(super) fn open_unfinished(
        &mut self,
        second: Second,
        family: FamilyId,
        choice: Choice,
        course: Course,
    ) -> Option<Body> {
        self.quota.kept -= 1;
        let mut chance = self.next_try();
        let choice = self.suitable(second, family, Some(choice), &mut chance)?;
        let note = wording::remark(self.catalogue.entry(choice.place)?.visits, &mut chance);
        self.open(second, &Opening { family, choice, department: None, course, note }, &mut chance)
    }

    /// Opens a duty of the district for one body.
    pub(super) fn open_duty(&mut self, second: Second, place: u8, body: DepartmentNo) -> Option<Body> {
        if self.quota.duties >= self.quota.wanted / DUTY_SHARE {
            return None;
        }
        self.quota.duties += 1;
        let mut chance = Chance::new(self.setting.seed, Purpose::Duties, self.made);
        let (family, choice) = (FamilyId::DISTRICT, Choice { place, member: None });
        let opening = Opening { family, choice, department: Some(body), course: Course::Done, note: "" };
        self.open(second, &opening, &mut chance)
    }

    fn next_try(&mut self) -> Chance {
        self.quota.tries += 1;
        Chance::new(self.setting.seed, Purpose::Course, self.quota.tries)
    }

    /// The wanted measure if the household may have it now, else another that suits it.
    fn suitable(&self, second: Second, id: FamilyId, wanted: Option<Choice>, chance: &mut Chance) -> Option<Choice> {
        if self.lately.struck(id) {
            return None;
        }
        let it = Household::invent(&self.setting, id);
        let at = Standing { it: &it, on: self.setting.hours.date(second) };
        let ledger = self.ledgers.get(id.0 as usize)?;
        let may = |choice: &Choice| {
            self.catalogue
                .entry(choice.place)
                .is_some_and(|entry| ledger.allows(entry, self.catalogue.period(entry, at.on)))
        };
        let other = |chance| at.is_served().then(|| self.catalogue.choose(&at, ledger, chance)).flatten();
        wanted.filter(may).or_else(|| other(chance))
    }

    fn open(&mut self, second: Second, it: &Opening<'_>, chance: &mut Chance) -> Option<Body> {
        let hours = &self.setting.hours;
        if self.quota.left() == 0 || second >= hours.end() {
            return None;
        }
        let entry = self.catalogue.entry(it.choice.place)?;
        let period = self.catalogue.period(entry, hours.date(second));
        let ledger = self.ledgers.get_mut(it.family.0 as usize)?;
        let opened = hours.date(second);
        let item = ItemId { family: it.family, number: ledger.open(entry, period) };
        let mut errand = Errand::new(item, it.choice, entry, it.course, second, chance);
        errand.department = it.department.unwrap_or(errand.department);
        let due = limit::due(entry.within, hours.moment(second), hours, &self.catalogue.almanac);
        errand.set_due(due, hours, chance);
        let event = Event::ItemOpened {
            item,
            measure: entry.no,
            department: errand.department,
            member: it.choice.member,
            urgency: entry.urgency,
            opened,
            due,
            note: it.note.to_string(),
        };
        let (approval, by_registrar) = (entry.approval, chance.percent(70));
        let clerk = office::clerk(errand.department, errand.salt);
        let actor = if by_registrar { office::registrar(errand.salt) } else { clerk };
        self.quota.opened += 1;
        self.plan_step(errand, 0, approval);
        let covers = period.map(|period| Event::Rhythm(RhythmEvent::ItemCovers { item, period }));
        self.body(second, actor, "item open", std::iter::once(event).chain(covers).collect())
    }

    fn plan_step(&mut self, errand: Errand, place: u8, approval: bool) {
        let planned = errand.second(place, approval);
        // A slip may have taken longer than the next step would have waited.
        let second = planned.map(|second| second.max(Second(errand.last.0 + 60)));
        if let Some(second) = second.filter(|second| *second < self.setting.hours.end()) {
            self.agenda.plan(second, Act::Step(errand, place));
        }
    }

    /// Takes a step and plans the next one; one first step in some hundreds is a slip.
    pub(super) fn step(&mut self, second: Second, mut errand: Errand, place: u8) -> Option<Body> {
        let (setting, family) = (&self.setting, errand.item.family);
        let entry = self.catalogue.entry(errand.place)?;
        let (measure, approval) = (entry.no, entry.approval);
        let delivers = errand.course.steps(approval).get(usize::from(place)) == Some(&Verb::Deliver);
        let it = (delivers && !family.is_district()).then(|| Household::invent(setting, family));
        let standing = it.as_ref().map(|it| Standing { it, on: setting.hours.date(second) });
        let (actor, made) = errand.step(place, second, &setting.hours, &self.catalogue, standing)?;
        if let Some(ledger) = self.ledgers.get_mut(family.0 as usize) {
            match made.verb {
                Verb::Deliver | Verb::Decline | Verb::Withdraw => ledger.close(measure),
                Verb::Reopen => ledger.reopen(measure),
                _ => {}
            }
        }
        errand.due = made.due.or(errand.due);
        errand.last = second;
        if made.verb == Verb::Accept && errand.salt.is_multiple_of(251) && !errand.slipped {
            errand.slipped = true;
            let noticed = Second(second.0 + 60 * (2 + errand.salt % 30));
            if noticed < self.setting.hours.end() {
                self.agenda.plan(noticed, Act::Slip(errand, place, Seq(self.made + 1)));
            }
        } else {
            self.plan_step(errand, place + 1, approval);
        }
        self.body(second, actor, made.verb.key(), vec![Event::ItemMoved { item: errand.item, step: made }])
    }

    /// A step was taken with the wrong item: it is taken back, and taken again when its turn comes.
    pub(super) fn take_back(&mut self, second: Second, errand: Errand, place: u8, of: Seq) -> Option<Body> {
        let again = Second(second.0 + 60 * (10 + errand.salt % 200));
        if again < self.setting.hours.end() {
            self.agenda.plan(again, Act::Step(errand, place));
        }
        let reason = "点错事项，撤销后重新办理。".to_string();
        let actor = office::clerk(errand.department, errand.salt);
        let events = vec![Event::EntryWithdrawn { of, reason }, Event::StepWithdrawn { item: errand.item, of }];
        self.body(second, actor, "undo", events)
    }
}
