//! One invented household as it stood on the day it was entered, and what the choice of its items depends on.
//!
//! It is a pure function of the seed and the household's number, and cheap, so nothing of it is kept between two items: whoever needs it
//! invents it again. What happens after the day of entry is in `later.rs`.

use super::answer::{Answers, Question, asked};
use super::chance::{Chance, Purpose};
use super::identity::Lot;
use super::later::Later;
use super::person::{Disability, Person};
use super::school;
use super::setting::Setting;
use crate::domain::member::Role;
use crate::ids::{FamilyId, MemberNo};
use crate::policy::division::{Village, VillageKind};
use crate::policy::field::Field;
use crate::policy::identity_number::Sex;
use chrono::{Datelike, Days, NaiveDate};

/// The most people a household has.
pub const PEOPLE: usize = 5;

/// An invented household. Facts that are words of a table are kept as their keys; none means not known.
#[derive(Clone, Debug)]
pub struct Household {
    /// Its number in the register.
    pub id: FamilyId,
    /// The day it was entered.
    pub registered: NaiveDate,
    /// Where it lived then.
    pub village: &'static Village,
    /// Whether it is a rural household in truth, known or not.
    pub rural: bool,
    /// The hukou.
    pub hukou: Option<&'static str>,
    /// What it is treated as.
    pub treated_as: Option<&'static str>,
    /// The marital state of the parents.
    pub marital: Option<&'static str>,
    /// The low-income kind.
    pub low_income: Option<&'static str>,
    /// The grade of the house.
    pub house_grade: Option<&'static str>,
    /// The bits of the trades.
    pub trades: u32,
    /// Its people, in the order of their numbers.
    pub people: [Option<Person>; PEOPLE],
    /// Whether the child was adopted.
    pub adopted: bool,
    /// What brought the household into the register.
    pub fate: Fate,
    /// The bits of the child's rehabilitation and device needs.
    pub needs: (u32, u32),
    /// Whether training of the child is wished for.
    pub wants_training: bool,
    /// Whether the child meets the rehabilitation terms.
    pub meets_rehab_terms: bool,
    /// Whether a mother who wishes for another child is expecting one.
    pub expecting: bool,
    /// How the yearly review of the allowance went: a number below 100, see `review_passed`.
    pub review: u32,
    /// Which kind of school the child goes to after the compulsory years: a number below 100.
    pub track: u32,
    /// The yes-or-no answers.
    pub answers: Answers,
    /// What happens later.
    pub later: Later,
}

/// What became of the only child before the household was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It died on that day.
    Died(NaiveDate),
    /// It lives with a disability.
    Disabled(Disability),
    /// Neither: the household does not belong in the register.
    Neither,
}

/// The yes-or-no questions about households, in the order in which they are asked.
pub const QUESTIONS: [Question<Household>; 18] = [
    asked(Field::HousingDifficult, |_| true, 700, 110),
    asked(Field::MeetsPublicRental, |it| it.says(Field::HousingDifficult), 850, 450),
    asked(Field::MeetsLowRent, |it| it.says(Field::HousingDifficult), 850, 400),
    asked(Field::InRelocationArea, |it| it.rural, 600, 90),
    asked(Field::WantsMove, |it| it.says(Field::InRelocationArea), 900, 600),
    asked(Field::WantsChild, |it| it.mother_born_from(1970), 750, 260),
    asked(Field::MayHaveChild, |it| it.says(Field::WantsChild), 900, 850),
    asked(Field::WantsAdopt, |it| it.mother_born_from(1962), 500, 80),
    asked(Field::MeetsAdoptionLaw, |it| it.says(Field::WantsAdopt), 850, 700),
    asked(Field::RefusesVisit, |_| true, 950, 26),
    asked(Field::AppliesMicroCredit, |it| it.rural, 500, 60),
    asked(Field::AppliesIndustryRelief, |it| it.rural, 500, 70),
    asked(Field::AppliesSpecialty, |it| it.rural, 500, 60),
    asked(Field::NeedsInfrastructure, |it| it.rural, 500, 90),
    asked(Field::AppliesInterestSubsidy, |it| it.rural, 500, 50),
    asked(Field::AppliesDibao, |it| it.low_income != Some("dibao"), 600, 75),
    asked(Field::AppliesCareFund, |_| true, 500, 70),
    asked(Field::AcceptsActivities, |_| true, 750, 720),
];

impl Household {
    /// The household with this number.
    pub fn invent(setting: &Setting, id: FamilyId) -> Self {
        let mut chance = Chance::new(setting.seed, Purpose::Household, id.0.into());
        let registered = setting.hours.date(setting.intake.second(id));
        let village = setting.village(&mut chance);
        let rural = match village.kind {
            VillageKind::Community => chance.percent(24),
            VillageKind::Village => chance.percent(91),
        };
        let mut it = Self {
            id,
            registered,
            village,
            rural,
            hukou: None,
            treated_as: None,
            marital: chance.weighted(&MARITAL),
            low_income: chance.weighted(&LOW_INCOME),
            house_grade: chance.weighted(if rural { &HOUSE_RURAL } else { &HOUSE_URBAN }),
            trades: trades(&mut chance, rural),
            people: [None; PEOPLE],
            adopted: chance.percent(6),
            fate: Fate::Neither,
            needs: (0, 0),
            wants_training: chance.percent(60),
            meets_rehab_terms: chance.percent(70),
            expecting: chance.percent(55),
            review: chance.below(100),
            track: chance.below(100),
            answers: Answers::default(),
            later: Later::default(),
        };
        it.settle(&mut chance);
        it.populate(setting, &mut chance);
        it.needs = needs(&mut chance, it.disability());
        for (place, question) in QUESTIONS.iter().enumerate() {
            let answer = question.put(&it, &mut chance);
            it.answers.set(place, answer);
        }
        it.expecting &= it.says(Field::WantsChild);
        it.later = Later::invent(setting, &it);
        it
    }

    /// Registered as urban or rural until 2015, as resident since, with a note of what that was before; sometimes nobody noted anything.
    fn settle(&mut self, chance: &mut Chance) {
        let was = if self.rural { "rural" } else { "urban" };
        let unified = if self.registered.year() > 2015 { 70 } else { 6 };
        (self.hukou, self.treated_as) = match chance.below(100) {
            0..=2 => (None, None),
            3..=5 => (Some("unified"), None),
            dice if dice < 6 + unified => (Some("unified"), Some(was)),
            _ => (Some(was), None),
        };
    }

    fn populate(&mut self, setting: &Setting, chance: &mut Chance) {
        let lot = |role| Lot::of(setting.seed, setting.families, self.id.0, role);
        let rural = self.rural;
        let last = self.registered.year();
        let child_year = match chance.below(100) {
            0..=17 => chance.between(last - 16, last - 4),
            18..=85 => chance.between(1977, 1999.min(last - 12)),
            _ => chance.between(1966, 1976),
        };
        let child_sex = if chance.percent(54) { Sex::Male } else { Sex::Female };
        let mut child = Person::invent(chance, Role::Child, child_sex, lot(Role::Child), child_year, rural);
        let gap = if self.adopted { chance.between(29, 40) } else { chance.between(22, 30) };
        let mother_year = (child_year - gap).max(1936);
        let father_year = (mother_year - chance.between(-2, 6)).max(1935);
        let mut father = Person::invent(chance, Role::Father, Sex::Male, lot(Role::Father), father_year, rural);
        let mut mother = Person::invent(chance, Role::Mother, Sex::Female, lot(Role::Mother), mother_year, rural);
        self.fate = fate(chance, rural, child.born, self.registered);
        match self.fate {
            Fate::Died(on) => child.died = Some(on),
            Fate::Disabled(disability) => child.disability = Some(disability),
            Fate::Neither => {}
        }
        let (mut with_father, mut with_mother, mut spouse) = (true, true, None);
        match self.marital {
            Some("widowed") => {
                let one = if chance.percent(66) { &mut father } else { &mut mother };
                one.died = Some(day_between(chance, child.born + Days::new(400), self.registered));
            }
            Some("divorced") => {
                (with_father, with_mother) = if chance.percent(62) { (false, true) } else { (true, false) }
            }
            Some("never") => with_father = false,
            Some("remarried") => {
                (with_father, with_mother) = if chance.percent(55) { (false, true) } else { (true, false) };
                let (sex, year) =
                    if with_mother { (Sex::Male, mother_year - 2) } else { (Sex::Female, father_year + 3) };
                let year = (year + chance.between(-4, 4)).max(1935);
                spouse = Some(Person::invent(chance, Role::Spouse, sex, lot(Role::Spouse), year, rural));
            }
            _ => {}
        }
        let elder = (mother_year >= 1952 && chance.percent(7)).then(|| {
            let year = (mother_year - chance.between(22, 28)).max(1930);
            Person::invent(chance, Role::Other, Sex::Female, lot(Role::Other), year, rural)
        });
        let present = [with_father.then_some(father), with_mother.then_some(mother), Some(child), spouse, elder];
        for (place, person) in present.into_iter().flatten().enumerate() {
            self.people[place] = Some(self.completed(person, chance, place));
        }
    }

    /// The number, the disability that one in a dozen grown people has, and the answers.
    fn completed(&self, mut person: Person, chance: &mut Chance, place: usize) -> Person {
        person.number = MemberNo(place as u8 + 1);
        if person.role != Role::Child && chance.percent(8) {
            let grade = chance.weighted(&[(1, 1), (3, 2), (4, 3), (4, 4)]);
            person.disability = Some(Disability::invent(chance, Some(grade), person.born, self.registered));
        }
        person.ask(chance);
        person
    }

    /// The people of the household.
    pub fn people(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().flatten()
    }

    /// The person in a role.
    pub fn in_role(&self, role: Role) -> Option<&Person> {
        self.people().find(|person| person.role == role)
    }

    /// The disability of the child, when that is why the household was entered.
    pub fn disability(&self) -> Option<Disability> {
        match self.fate {
            Fate::Disabled(disability) => Some(disability),
            _ => None,
        }
    }

    /// Whether the answer to a question is a recorded yes.
    pub fn says(&self, field: Field) -> bool {
        self.answers.yes(&QUESTIONS, field)
    }

    /// Where the child, born on `born`, goes to school on a day.
    pub fn stage(&self, born: NaiveDate, on: NaiveDate) -> Option<(&'static str, u8)> {
        school::stage(self.track, born, on)
    }

    /// Whether the parents are on the special allowance on a day.
    pub fn on_allowance(&self, on: NaiveDate) -> bool {
        let over = self.later.allowance_ends.is_some_and(|end| end <= on);
        self.later.allowance.is_some_and(|since| since <= on) && !over
    }

    /// Whether the yearly review was passed, where that was written down.
    pub fn review_passed(&self) -> Option<bool> {
        (self.review < 98).then_some(self.review < 95)
    }

    /// The person by whose age the special allowance begins: the wife of a couple, else the parent who is alone.
    pub fn sets_age(&self) -> Option<&Person> {
        let living = |role| self.in_role(role).filter(|person| person.died.is_none());
        let wife = living(Role::Mother).or(living(Role::Spouse).filter(|spouse| spouse.sex == Sex::Female));
        wife.or(living(Role::Father))
    }

    /// The key of the special allowance that the household's fate leads to.
    pub fn allowance_kind(&self) -> Option<&'static str> {
        match self.fate {
            Fate::Died(_) => Some("died"),
            Fate::Disabled(Disability { grade: Some(4), .. }) => Some("rural4"),
            Fate::Disabled(_) => Some("disabled"),
            Fate::Neither => None,
        }
    }

    /// Whether the person at a place of the list lives on a day.
    pub fn lives(&self, later: &Later, place: usize, on: NaiveDate) -> bool {
        let person = self.people.get(place).and_then(Option::as_ref);
        let died = later.deaths.get(place).copied().flatten();
        person.is_some_and(|person| person.died.is_none() && died.is_none_or(|died| on < died))
    }

    fn mother_born_from(&self, year: i32) -> bool {
        self.in_role(Role::Mother).is_some_and(|mother| mother.born.year() >= year)
    }
}

/// A day from `first` to the day before `end`; `end` less a day when there is none between.
pub fn day_between(chance: &mut Chance, first: NaiveDate, end: NaiveDate) -> NaiveDate {
    let days = u32::try_from(end.signed_duration_since(first).num_days()).unwrap_or(0).max(1);
    end - Days::new(1) - Days::new(u64::from(chance.below(days)))
}

/// Households entered after the first great round are mostly new ones: the child died within the half year before.
fn fate(chance: &mut Chance, rural: bool, born: NaiveDate, registered: NaiveDate) -> Fate {
    let (dice, recent) = (chance.below(100), chance.percent(70));
    match dice {
        0..=44 if registered.year() > 2015 && recent => {
            Fate::Died(day_between(chance, (registered - Days::new(160)).max(born + Days::new(30)), registered))
        }
        0..=44 => Fate::Died(day_between(chance, born + Days::new(90), registered)),
        45 => Fate::Neither,
        _ => {
            let grade = if rural {
                chance.weighted(&[(17, Some(1)), (27, Some(2)), (28, Some(3)), (25, Some(4)), (3, None)])
            } else {
                chance.weighted(&[(20, Some(1)), (31, Some(2)), (34, Some(3)), (11, Some(4)), (4, None)])
            };
            Fate::Disabled(Disability::invent(chance, grade, born, registered))
        }
    }
}

const MARITAL: [(u32, Option<&str>); 7] = [
    (65, Some("first")),
    (10, Some("widowed")),
    (11, Some("divorced")),
    (9, Some("remarried")),
    (1, Some("remarried-same")),
    (1, Some("never")),
    (3, None),
];

const LOW_INCOME: [(u32, Option<&str>); 6] =
    [(66, Some("none")), (13, Some("dibao")), (9, Some("edge")), (2, Some("tekun")), (6, Some("monitored")), (4, None)];

const HOUSE_RURAL: [(u32, Option<&str>); 5] =
    [(28, Some("a")), (34, Some("b")), (14, Some("c")), (7, Some("d")), (17, None)];

const HOUSE_URBAN: [(u32, Option<&str>); 5] =
    [(40, Some("a")), (30, Some("b")), (3, Some("c")), (1, Some("d")), (26, None)];

fn trades(chance: &mut Chance, rural: bool) -> u32 {
    let percents = if rural { [48, 30, 6, 4] } else { [3, 2, 2, 3] };
    percents
        .into_iter()
        .enumerate()
        .fold(0, |bits, (place, percent)| bits | if chance.percent(percent) { 1 << (place + 1) } else { 0 })
}

/// The rehabilitation and device needs that go with the kinds of a disability, by their codes.
fn needs(chance: &mut Chance, disability: Option<Disability>) -> (u32, u32) {
    let Some(disability) = disability else { return (0, 0) };
    let (mut rehab, mut devices) = (0, 0);
    let mut add = |kind: u8, percent: u32, rehab_codes: [u8; 2], device_codes: [u8; 3]| {
        let (wanted, rehab_code, device_code) =
            (chance.percent(percent), chance.pick(&rehab_codes), chance.pick(&device_codes));
        if disability.is(kind) && wanted {
            rehab |= 1 << rehab_code;
            devices |= 1 << device_code;
        }
    };
    add(1, 45, [5, 6], [6, 6, 8]);
    add(2, 50, [1, 1], [7, 7, 9]);
    add(4, 60, [4, 5], [4, 5, 9]);
    add(4, 22, [5, 5], [1, 2, 3]);
    add(5, 45, [2, 2], [9, 9, 8]);
    add(6, 35, [3, 5], [9, 9, 9]);
    // "None" beside a need would contradict it.
    let without_none = |bits: u32, none: u32| if bits & !(1 << none) == 0 { bits } else { bits & !(1 << none) };
    (without_none(rehab, 6), without_none(devices, 9))
}
