//! The invented history, entry by entry: what is next on the agenda is done, and what follows from it is planned.
//!
//! Memory holds the ledgers of the households, what is under way, and nothing that is past.

use super::agenda::{Act, Agenda};
use super::catalogue::{Catalogue, Choice};
use super::chance::{Chance, Purpose};
use super::chronicle;
use super::course::Course;
use super::duty::DUTIES;
use super::errand::Errand;
use super::household::Household;
use super::ledger::Ledger;
use super::limit;
use super::office::{self, DAY, Second};
use super::papers;
use super::recorded;
use super::setting::Setting;
use super::standing::Standing;
use super::wording;
use crate::domain::entry::Body;
use crate::domain::event::Event;
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, Seq};
use crate::policy::plan::Plan;
use chrono::{Datelike, NaiveDate};

/// In how many of a thousand items the history ends before they do, beside those that are just under way then.
const OPEN_PERMILLE: u32 = 62;
/// At most one item in so many is a duty of the district.
const DUTY_SHARE: u32 = 14;

/// The bodies of the journal's entries, in order: the first one is meant for the first entry of an empty journal.
pub struct Histories<'a> {
    plan: &'a Plan,
    setting: Setting,
    catalogue: Catalogue,
    agenda: Agenda,
    ledgers: Vec<Ledger>,
    items: Items,
    /// How many bodies were made.
    made: u64,
}

/// How many items there are to be, and have been.
#[derive(Clone, Copy, Debug, Default)]
struct Items {
    wanted: u32,
    /// Kept for items that are still open at the end, and not opened yet.
    kept: u32,
    opened: u32,
    duties: u32,
    /// How often an ordinary item was tried, so that each try has its own chances.
    tries: u64,
    /// The ordinary items of this year: from which second, how many seconds apart in 1/256, how many.
    from: Second,
    gap_256: u64,
    count: u32,
}

impl<'a> Histories<'a> {
    /// The history of `items` items of the households of a setting.
    pub fn new(setting: Setting, plan: &'a Plan, items: u32) -> Self {
        let catalogue = Catalogue::new(plan);
        let ledgers = vec![Ledger::default(); setting.families as usize + 1];
        let items = Items { wanted: items, ..Items::default() };
        let mut it = Self { plan, setting, catalogue, agenda: Agenda::default(), ledgers, items, made: 0 };
        if let (Some(year), true) = (it.setting.hours.years().next(), it.setting.families > 0) {
            it.agenda.plan(Second(0), Act::Year(year));
            it.agenda.plan(it.setting.intake.second(FamilyId(1)), Act::Enter(FamilyId(1)));
            it.keep_some_open();
        }
        it
    }

    fn body(&mut self, second: Second, actor: &str, command: &str, events: Vec<Event>) -> Option<Body> {
        self.made += 1;
        let at = self.setting.hours.moment(second);
        Some(Body { at, actor: actor.to_string(), command: command.to_string(), token: None, events })
    }

    fn do_act(&mut self, second: Second, act: Act) -> Option<Body> {
        match act {
            Act::Year(year) => {
                self.plan_year(second, year);
                None
            }
            Act::Enter(family) => self.enter(second, family),
            Act::Note(family, place) => self.note(second, family, place),
            Act::Ordinary(place) => self.ordinary(second, place),
            Act::Open(family, choice, course) => self.open_for(second, family, choice, course),
            Act::Duty(place, department) => self.open_duty(second, place, department),
            Act::Step(errand, place) => self.step(second, errand, place),
            Act::Slip(errand, place, seq) => self.take_back(second, errand, place, seq),
        }
    }

    // --- households

    fn enter(&mut self, second: Second, id: FamilyId) -> Option<Body> {
        let it = Household::invent(&self.setting, id);
        let (facts, people) = papers::written(&self.setting, &it);
        let events = recorded::entered(id, facts, people);
        let known = recorded::folded(id, &events);
        let notes = chronicle::notes(&self.setting, &it, &known);
        for (place, note) in (0..).zip(&notes) {
            self.agenda.plan(note.second, Act::Note(id, place));
        }
        if id.0 < self.setting.families {
            let next = FamilyId(id.0 + 1);
            self.agenda.plan(self.setting.intake.second(next), Act::Enter(next));
        }
        self.body(second, office::registrar(id.0), "family add", events)
    }

    fn note(&mut self, second: Second, id: FamilyId, place: u8) -> Option<Body> {
        let it = Household::invent(&self.setting, id);
        let (facts, people) = papers::written(&self.setting, &it);
        let mut known = recorded::folded(id, &recorded::entered(id, facts, people));
        let notes = chronicle::notes(&self.setting, &it, &known);
        for earlier in notes.iter().take(usize::from(place)) {
            recorded::edited(&known, &earlier.edits).iter().for_each(|event| known.apply(Seq(0), event));
        }
        let note = notes.into_iter().nth(usize::from(place))?;
        if let Some((measure, member)) = note.opens {
            let at = Standing { it: &it, on: self.setting.hours.date(second) };
            let ledger = self.ledgers.get(id.0 as usize)?;
            let wanted = self.plan.by_id(measure).map(|measure| measure.no);
            let choice = wanted.and_then(|no| self.catalogue.wanted(no, member, &at, ledger));
            if let Some(choice) = choice.filter(|_| at.is_served()) {
                let minutes = 60 * (4 + id.0 % 40);
                self.agenda.plan(Second(second.0 + minutes), Act::Open(id, Some(choice), None));
            }
        }
        let events = recorded::edited(&known, &note.edits);
        if events.is_empty() { None } else { self.body(second, office::registrar(id.0 / 3), note.word, events) }
    }

    // --- opening

    /// Plans a year's ordinary items, evenly over its working days, and the duties of the district.
    fn plan_year(&mut self, second: Second, year: i32) {
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
        let left = self.items.wanted.saturating_sub(self.items.opened + self.items.kept);
        let share = u64::from(left) * weight(year) / total.max(1);
        // Events ask for items too; in the last year nothing comes after to make good for them.
        let entered = |second| u64::from(self.setting.intake.entered_before(second));
        let asked = (entered(until) - entered(from)) * 3 / 10 + entered(until) / 25;
        let count = u32::try_from(share.saturating_sub(asked.min(share / 2))).unwrap_or(0);
        let gap_256 = u64::from(until.0 - from.0) * 256 / u64::from(count.max(1));
        (self.items.from, self.items.count, self.items.gap_256) = (from, count, gap_256);
        if count > 0 {
            self.plan_ordinary(0);
        }
        self.plan_duties(year);
        if until < self.setting.hours.end() {
            self.agenda.plan(until, Act::Year(year + 1));
        }
    }

    fn plan_ordinary(&mut self, place: u32) {
        let start = |place: u32| (u64::from(place) * self.items.gap_256 / 256) as u32;
        let mut chance = Chance::new(self.setting.seed, Purpose::Occasions, self.items.tries);
        let jitter = chance.below(start(place + 1) - start(place));
        self.agenda.plan(Second(self.items.from.0 + start(place) + jitter), Act::Ordinary(place));
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

    fn ordinary(&mut self, second: Second, place: u32) -> Option<Body> {
        if place + 1 < self.items.count {
            self.plan_ordinary(place + 1);
        }
        self.open_somebodys(second)
    }

    /// Opens an item for one of the households entered so far, whichever is served and has something that suits.
    fn open_somebodys(&mut self, second: Second) -> Option<Body> {
        let entered = self.setting.intake.entered_before(second);
        for _ in 0..6 {
            self.items.tries += 1;
            let mut chance = Chance::new(self.setting.seed, Purpose::Occasions, self.items.tries);
            let family = FamilyId(1 + chance.below(entered));
            if entered == 0 || self.items.left() == 0 {
                return None;
            }
            if let Some(body) = self.open_for(second, family, None, None) {
                return Some(body);
            }
        }
        None
    }

    fn open_for(
        &mut self,
        second: Second,
        id: FamilyId,
        choice: Option<Choice>,
        course: Option<Course>,
    ) -> Option<Body> {
        self.items.tries += 1;
        let mut chance = Chance::new(self.setting.seed, Purpose::Course, self.items.tries);
        let kept = course.is_some();
        if kept {
            self.items.kept -= 1;
        }
        if self.items.left() == 0 || second >= self.setting.hours.end() {
            return None;
        }
        let it = Household::invent(&self.setting, id);
        let at = Standing { it: &it, on: self.setting.hours.date(second) };
        let ledger = self.ledgers.get(id.0 as usize)?;
        let free =
            |choice: &Choice| self.catalogue.entry(choice.place).is_some_and(|entry| ledger.allows(entry, at.on));
        let choice = match choice.filter(free) {
            Some(choice) => choice,
            None if at.is_served() => self.catalogue.choose(&at, ledger, &mut chance)?,
            None => return None,
        };
        let course = course.unwrap_or_else(|| Course::ended(&mut chance));
        self.open(second, id, choice, None, course, &mut chance)
    }

    fn open_duty(&mut self, second: Second, place: u8, department: DepartmentNo) -> Option<Body> {
        if self.items.left() == 0 || self.items.duties >= self.items.wanted / DUTY_SHARE {
            return None;
        }
        self.items.duties += 1;
        let mut chance = Chance::new(self.setting.seed, Purpose::Duties, self.made);
        let choice = Choice { place, member: None };
        self.open(second, FamilyId::DISTRICT, choice, Some(department), Course::Done, &mut chance)
    }

    fn open(
        &mut self,
        second: Second,
        id: FamilyId,
        choice: Choice,
        department: Option<DepartmentNo>,
        course: Course,
        chance: &mut Chance,
    ) -> Option<Body> {
        let hours = &self.setting.hours;
        let entry = self.catalogue.entry(choice.place)?;
        let ledger = self.ledgers.get_mut(id.0 as usize)?;
        let opened = hours.date(second);
        let item = ItemId { family: id, number: ledger.open(entry.no, opened) };
        let mut errand = Errand::new(item, choice, entry, course, second, chance);
        errand.department = department.unwrap_or(errand.department);
        let due = limit::due(entry.within, hours.moment(second), hours, &self.catalogue.festivals);
        errand.set_due(due, hours, chance);
        let event = Event::ItemOpened {
            item,
            measure: entry.no,
            department: errand.department,
            member: choice.member,
            urgency: entry.urgency,
            opened,
            due,
            note: wording::note(chance).to_string(),
        };
        let actor = if chance.percent(70) {
            office::registrar(errand.salt)
        } else {
            office::clerk(errand.department, errand.salt)
        };
        let approval = entry.approval;
        self.items.opened += 1;
        self.plan_step(errand, 0, approval);
        self.body(second, actor, "item open", vec![event])
    }

    // --- steps

    fn plan_step(&mut self, errand: Errand, place: u8, approval: bool) {
        let second = errand.second(place, approval);
        if let Some(second) = second.filter(|second| *second < self.setting.hours.end()) {
            self.agenda.plan(second, Act::Step(errand, place));
        }
    }

    fn step(&mut self, second: Second, mut errand: Errand, place: u8) -> Option<Body> {
        let household =
            (!errand.item.family.is_district()).then(|| Household::invent(&self.setting, errand.item.family));
        let on = self.setting.hours.date(second);
        let standing = household.as_ref().map(|it| Standing { it, on });
        let (actor, made) = errand.step(place, second, &self.setting.hours, &self.catalogue, standing)?;
        let (measure, approval) = self.catalogue.entry(errand.place).map(|entry| (entry.no, entry.approval))?;
        if let Some(ledger) = self.ledgers.get_mut(errand.item.family.0 as usize) {
            match made.verb {
                Verb::Deliver | Verb::Decline | Verb::Withdraw => ledger.close(measure),
                Verb::Reopen => ledger.reopen(measure),
                _ => {}
            }
        }
        errand.due = made.due.or(errand.due);
        let slip = made.verb == Verb::Accept && errand.salt % 251 == 0 && !errand.slipped;
        if slip {
            errand.slipped = true;
            let minutes = 60 * (2 + errand.salt % 30);
            self.agenda.plan(Second(second.0 + minutes), Act::Slip(errand, place, Seq(self.made + 1)));
        } else {
            self.plan_step(errand, place + 1, approval);
        }
        let word = made.verb.key();
        self.body(second, actor, word, vec![Event::ItemMoved { item: errand.item, step: made }])
    }

    /// A step was taken with the wrong item: it is taken back, and taken again when its turn comes.
    fn take_back(&mut self, second: Second, errand: Errand, place: u8, of: Seq) -> Option<Body> {
        if second >= self.setting.hours.end() {
            return None;
        }
        let again = Second(second.0 + 60 * (10 + errand.salt % 200));
        if again < self.setting.hours.end() {
            self.agenda.plan(again, Act::Step(errand, place));
        }
        let reason = "点错事项，撤销后重新办理。".to_string();
        let actor = office::clerk(errand.department, errand.salt);
        let events = vec![Event::EntryWithdrawn { of, reason }, Event::StepWithdrawn { item: errand.item, of }];
        self.body(second, actor, "undo", events)
    }

    // --- what is open at the end

    /// Plans the items that are still open when the history ends: some overdue, some due on the day, most later.
    fn keep_some_open(&mut self) {
        let count = u64::from(self.items.wanted) * u64::from(OPEN_PERMILLE) / 1000;
        for number in 0..count {
            let mut chance = Chance::new(self.setting.seed, Purpose::Unfinished, number);
            for _ in 0..8 {
                let family = FamilyId(1 + chance.below(self.setting.families));
                if let Some((second, choice)) = self.unfinished(family, &mut chance) {
                    self.items.kept += 1;
                    self.agenda.plan(second, Act::Open(family, Some(choice), Some(Course::open(&mut chance))));
                    break;
                }
            }
        }
    }

    fn unfinished(&self, id: FamilyId, chance: &mut Chance) -> Option<(Second, Choice)> {
        let hours = &self.setting.hours;
        let it = Household::invent(&self.setting, id);
        let at = Standing { it: &it, on: self.setting.today };
        let choice = at.is_served().then(|| self.catalogue.choose_unfinished(&at, chance)).flatten()?;
        let within = self.catalogue.entry(choice.place)?.within;
        let left = match chance.below(100) {
            0..=3 => chance.between(-120, -12),
            4..=11 => chance.between(-11, -1),
            12..=15 => 0,
            16..=34 => chance.between(1, 7),
            35..=72 => chance.between(8, 30),
            _ => chance.between(31, 90),
        };
        let wanted = self.setting.today + chrono::TimeDelta::days(left.into());
        let due = |day: u32| {
            limit::due(within, hours.moment(Second(day * DAY)), hours, &self.catalogue.festivals).map(|due| due.on)
        };
        // The due date never moves back as the day of opening moves on: halving finds the last day whose due date is not too late.
        let days = hours.end().0 / DAY;
        let (mut low, mut high) = (days.saturating_sub(280), days.checked_sub(1)?);
        while low < high {
            let middle = (low + high).div_ceil(2);
            if due(middle).is_none_or(|due| due <= wanted) { low = middle } else { high = middle - 1 }
        }
        if low + 2 >= days {
            low = days - 1 - chance.below(6.min(days));
        }
        let second = Second(low * DAY + chance.below(DAY));
        (second > self.setting.intake.second(id)).then_some((second, choice))
    }

    /// What is missing at the end is opened on the last afternoon.
    fn make_good(&mut self) -> Option<Body> {
        let second = Second(self.setting.hours.end().0.checked_sub(1)?);
        (0..40).find_map(|_| self.open_somebodys(second))
    }
}

impl Items {
    /// How many may still be opened.
    fn left(&self) -> u32 {
        self.wanted.saturating_sub(self.opened + self.kept)
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
