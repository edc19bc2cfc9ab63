//! What happens to an invented household after it was entered: births and adoptions that end its place in the plan, deaths, new grades, moves,
//! the special allowance, hard times. Each with its day; none when it does not happen before the history ends.

use super::chance::{Chance, Purpose};
use super::household::{Fate, Household, PEOPLE, day_between};
use super::setting::Setting;
use crate::domain::member::Role;
use crate::policy::age::{Years, date_of_age};
use crate::policy::division::Village;
use crate::policy::field::Field;
use chrono::{Datelike, Days, NaiveDate};

/// What happens later.
#[derive(Clone, Debug, Default)]
pub struct Later {
    /// Another child is born.
    pub birth: Option<NaiveDate>,
    /// Another child is adopted.
    pub adoption: Option<NaiveDate>,
    /// Deaths, by the place of the person.
    pub deaths: [Option<NaiveDate>; PEOPLE],
    /// The child's disability is identified anew, with another grade.
    pub regraded: Option<(NaiveDate, u8)>,
    /// The household moves.
    pub moved: Option<(NaiveDate, &'static Village)>,
    /// The parents are confirmed for the special allowance; may lie before the day of entry.
    pub allowance: Option<NaiveDate>,
    /// The special allowance ends: the rural scheme for grade 4 goes on to 60.
    pub allowance_ends: Option<NaiveDate>,
    /// The parents divorce.
    pub divorced: Option<NaiveDate>,
    /// The household is taken into the minimum living allowance.
    pub dibao: Option<NaiveDate>,
    /// A misfortune strikes: its day and its key.
    pub misfortune: Option<(NaiveDate, &'static str)>,
    /// A grown person is taken to hospital.
    pub stay: Option<Stay>,
}

/// A stay in hospital and its bill, in yuan.
#[derive(Clone, Copy, Debug)]
pub struct Stay {
    /// The place of the person.
    pub place: usize,
    /// The day of admission.
    pub on: NaiveDate,
    /// The day of discharge.
    pub out: NaiveDate,
    /// The whole bill.
    pub total: i64,
    /// What each payer took over: basic, critical-illness and commercial insurance.
    pub paid: [i64; 3],
}

impl Stay {
    fn invent(chance: &mut Chance, place: usize, on: NaiveDate) -> Self {
        let total = i64::from(chance.between(60, 1200)) * 100;
        let share = |percent: i32| total * i64::from(percent) / 100;
        let basic = share(chance.between(45, 62));
        let critical = share(chance.between(0, 18));
        let commercial = if chance.percent(20) { share(5) } else { 0 };
        let days = chance.between(6, 30).unsigned_abs();
        Self { place, on, out: on + Days::new(days.into()), total, paid: [basic, critical, commercial] }
    }

    /// What is left to the family.
    pub fn left(&self) -> i64 {
        self.total - self.paid.iter().sum::<i64>()
    }
}

impl Later {
    /// What happens to `it` before the history ends.
    pub fn invent(setting: &Setting, it: &Household) -> Self {
        let mut chance = Chance::new(setting.seed, Purpose::Life, it.id.0.into());
        let chance = &mut chance;
        let (from, end) = (it.registered + Days::new(40), setting.today);
        let mut some_day = |permille: u32| {
            let (happens, day) = (chance.permille(permille), day_between(chance, from, end));
            (happens && from < end).then_some(day)
        };
        let young = it.says(Field::WantsChild);
        let mut later = Self {
            birth: some_day(if young { 330 } else { 0 }),
            adoption: some_day(if it.says(Field::WantsAdopt) { 300 } else { 3 }),
            divorced: some_day(if it.marital == Some("first") { 35 } else { 0 }),
            dibao: some_day(if it.low_income == Some("edge") { 300 } else { 25 }),
            ..Self::default()
        };
        let (moved, stay, regraded) = (some_day(60), some_day(120), some_day(130));
        later.misfortune = some_day(55).map(|day| (day, chance.pick(&["disaster", "accident", "grave-hardship"])));
        later.moved = moved.map(|day| (day, setting.village(chance)));
        later.regraded = regraded.and_then(|day| Some((day, other_grade(chance, it.disability()?.grade?))));
        later.deaths(chance, it, end);
        let second = usize::from(chance.percent(40));
        later.stay = stay.map(|day| Stay::invent(chance, second, day));
        later.of_late(setting, it, chance);
        later.stay = later.stay.filter(|stay| it.lives(&later, stay.place, stay.out));
        (later.allowance, later.allowance_ends) = allowance(chance, it, end);
        later
    }

    /// Some households are in trouble just when the history ends, so that there are emergencies to look at.
    fn of_late(&mut self, setting: &Setting, it: &Household, chance: &mut Chance) {
        let days = |back: u32| setting.hours.working_day_until(setting.today - Days::new(u64::from(1 + back)));
        if days(12) <= it.registered {
            return;
        }
        match it.id.0 % 379 {
            11 => self.misfortune = Some((days(0), "accident")),
            103 => self.misfortune = Some((days(0), "disaster")),
            211 => self.misfortune = Some((days(1), "grave-hardship")),
            61 | 307 | 337 => self.stay = Some(Stay::invent(chance, 0, days(30))),
            47 | 151 | 283 if it.disability().is_some() => {
                let child = it.people().position(|person| person.role == Role::Child);
                let death = child.and_then(|place| self.deaths.get_mut(place));
                death.into_iter().for_each(|death| *death = death.or(Some(days(3))));
            }
            _ => {}
        }
    }

    /// Draws each person's death year by year; the chances are those of the age, a little above the country's.
    fn deaths(&mut self, chance: &mut Chance, it: &Household, end: NaiveDate) {
        for (place, person) in it.people.iter().enumerate() {
            let Some(person) = person.as_ref().filter(|person| person.died.is_none()) else { continue };
            let heavy = person.role == Role::Child
                && person.disability.is_some_and(|it| it.grade.is_some_and(|grade| grade < 3));
            let mut year = it.registered;
            while year < end {
                let next = year + Days::new(365);
                let permille = match person.age(year) {
                    ..=59 if heavy => 9,
                    ..=59 => 3,
                    60..=69 => 12,
                    70..=79 => 32,
                    80..=89 => 80,
                    _ => 180,
                };
                if chance.permille(permille) {
                    let day = day_between(chance, year + Days::new(7), next);
                    self.deaths[place] = (day < end).then_some(day);
                    break;
                }
                year = next;
            }
        }
    }
}

fn other_grade(chance: &mut Chance, grade: u8) -> u8 {
    // Mostly one step worse, sometimes one better; never off the scale.
    let worse = chance.percent(70);
    match (grade, worse) {
        (1, _) => 2,
        (grade, true) => grade - 1,
        (4, false) => 3,
        (grade, false) => grade + 1,
    }
}

/// The days between which the parents are on the special allowance: it begins in the year in which the wife (or a parent alone) completes 49, or
/// when the household came to the notice of the office; one in six never applied. The rural scheme for grade 4 ends at 60.
fn allowance(chance: &mut Chance, it: &Household, end: NaiveDate) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let (applied, day) = (chance.percent(84), chance.below(110));
    let begins = || {
        let who = it.sets_age()?;
        let since = match it.fate {
            Fate::Died(on) => on.year(),
            Fate::Disabled(disability) if disability.grade.is_some_and(|grade| grade < 4 || it.rural) => {
                disability.identified.year()
            }
            _ => return None,
        };
        let year = (who.born.year() + 49).max(since).max(2008);
        let day = NaiveDate::from_ymd_opt(year, 1, 15)? + Days::new(day.into());
        Some(if year < it.registered.year() { day } else { day.max(it.registered + Days::new(20)) })
    };
    let ends = || {
        let who = it.sets_age().filter(|_| it.allowance_kind() == Some("rural4"))?;
        date_of_age(who.born, Years(60))
    };
    let (begins, ends) = (begins(), ends());
    let over = |day: NaiveDate| ends.is_some_and(|ends| ends <= day.max(it.registered));
    let begins = begins.filter(|day| applied && *day < end && !over(*day));
    (begins, ends.filter(|_| begins.is_some()))
}
