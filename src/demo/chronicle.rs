//! What a clerk writes down about a household after the day of entry, in the order in which the office hears of it.
//!
//! The happenings themselves are invented in `later.rs`; here they become edits, each a while after its day, and some ask for an item at once.

use super::chance::{Chance, Purpose};
use super::household::{Fate, Household};
use super::identity::certificate;
use super::office::{DAY, Second};
use super::school;
use super::setting::Setting;
use super::sheet::{Sheet, choice};
use crate::domain::command::Edit;
use crate::domain::family::Family;
use crate::domain::member::Role;
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::value::Value;
use chrono::{Datelike, Days, NaiveDate};

/// One visit of a clerk to the register.
#[derive(Clone, Debug)]
pub struct Note {
    /// When it is written down.
    pub second: Second,
    /// The word of the command.
    pub word: &'static str,
    /// What is written down; empty when only an item is opened.
    pub edits: Vec<Edit>,
    /// The measure of the item that is opened then, and for whom.
    pub opens: Option<(&'static str, Option<MemberNo>)>,
}

const EVENT: &str = "family event";
const EDIT: &str = "family edit";

/// Everything that is written down about `it` later, in order. `known` is the household as it was entered.
pub fn notes(setting: &Setting, it: &Household, known: &Family) -> Vec<Note> {
    let chance = Chance::new(setting.seed, Purpose::Chronicle, it.id.0.into());
    let mut book = Book { setting, it, chance, notes: Vec::new() };
    book.entry();
    book.children();
    book.deaths();
    book.allowance();
    book.allowance_ends();
    book.circumstances();
    book.grade(known);
    book.school();
    book.notes.sort_by_key(|note| note.second);
    book.notes
}

struct Book<'a> {
    setting: &'a Setting,
    it: &'a Household,
    chance: Chance,
    notes: Vec<Note>,
}

impl Book<'_> {
    /// Writes something down so many days after its day; nothing when the history has ended by then.
    fn add(&mut self, on: NaiveDate, delay: (i32, i32), word: &'static str, edits: Vec<Edit>) {
        self.add_opening(on, delay, word, edits, None);
    }

    fn add_opening(
        &mut self,
        on: NaiveDate,
        delay: (i32, i32),
        word: &'static str,
        edits: Vec<Edit>,
        opens: Option<(&'static str, Option<MemberNo>)>,
    ) {
        let days = self.chance.between(delay.0, delay.1);
        let day = on + Days::new(days.max(0).unsigned_abs().into());
        let within = self.chance.below(DAY);
        // Nothing is written about a household before the day after its entry.
        let second = Second(self.setting.hours.from(day.max(self.it.registered + Days::new(1))).0 + within);
        if second < self.setting.hours.end() {
            self.notes.push(Note { second, word, edits, opens });
        }
    }

    fn entry(&mut self) {
        let (checked, died_now) =
            (self.chance.percent(22), matches!(self.it.fate, Fate::Died(on) if on.year() == self.it.registered.year()));
        if died_now {
            self.add_opening(self.it.registered, (2, 12), EDIT, Vec::new(), Some(("death-condolence", None)));
        } else if checked {
            self.add_opening(self.it.registered, (1, 20), EDIT, Vec::new(), Some(("gov-eligibility", None)));
        }
    }

    fn children(&mut self) {
        let later = &self.it.later;
        let ends = [(later.birth, Field::LaterBirthOn), (later.adoption, Field::LaterAdoptionOn)];
        for (on, field) in ends {
            let Some(on) = on else { continue };
            self.add(on, (5, 90), EVENT, vec![household(field, None, Value::Date(on))]);
            if self.it.on_allowance(on) {
                let edits =
                    self.parents(on).filter_map(|no| keyed(Some(no), Field::SpecialAllowance, on, "none")).collect();
                self.add(on, (95, 120), EDIT, edits);
            }
        }
    }

    fn deaths(&mut self) {
        let it = self.it;
        for (place, person) in it.people.iter().enumerate() {
            let (Some(person), Some(Some(on))) = (person, it.later.deaths.get(place).copied()) else { continue };
            let edits = vec![
                of(person.number, Field::Alive, None, Value::Flag(false)),
                of(person.number, Field::DiedOn, None, Value::Date(on)),
            ];
            let opens = (person.role == Role::Child).then_some(("death-condolence", None));
            self.add_opening(on, (1, 12), EVENT, edits, opens);
            self.funeral(person.number, on);
            match person.role {
                Role::Child => {
                    let parents = self.parents(on).filter(|_| it.on_allowance(on));
                    let next = on + Days::new(30);
                    let mut edits: Vec<Edit> =
                        parents.filter_map(|no| keyed(Some(no), Field::SpecialAllowance, next, "died")).collect();
                    edits.extend(keyed(None, Field::DeclaredKind, on, "died"));
                    self.add(on, (35, 60), EDIT, edits);
                }
                Role::Father | Role::Mother if matches!(it.marital, Some("first" | "remarried-same")) => {
                    self.add(on, (20, 40), EDIT, keyed(None, Field::Marital, on, "widowed").into_iter().collect());
                }
                _ => {}
            }
        }
        let parents = it.people.iter().enumerate().filter(|(_, person)| {
            person.as_ref().is_some_and(|person| matches!(person.role, Role::Father | Role::Mother))
        });
        let last = parents
            .map(|(place, person)| person.and_then(|it| it.died).or(it.later.deaths[place]))
            .collect::<Option<Vec<_>>>();
        if let Some(last) = last.and_then(|days| days.into_iter().max()).filter(|day| *day > it.registered) {
            self.add(last, (60, 150), EDIT, vec![household(Field::ClosedOn, None, Value::Date(last))]);
        }
    }

    /// The funeral home waives its basic fees where the household is on low income, and seldom elsewhere.
    fn funeral(&mut self, of_whom: MemberNo, on: NaiveDate) {
        let poor = matches!(self.it.low_income, Some("dibao" | "tekun"));
        if self.chance.percent(if poor { 85 } else { 9 }) {
            let edits = vec![of(of_whom, Field::MeetsFuneralPolicy, Some(on), Value::Flag(true))];
            self.add_opening(on, (13, 16), EDIT, edits, Some(("funeral-fee-waiver", Some(of_whom))));
        }
    }

    fn allowance(&mut self) {
        let it = self.it;
        let Some(on) = it.later.allowance.filter(|on| *on > it.registered) else { return };
        self.add_opening(on - Days::new(18), (0, 3), EDIT, Vec::new(), self.applicant());
        let kind = it.allowance_kind().unwrap_or("none");
        let edits = self.parents(on).flat_map(|no| {
            let passed = it.review_passed().map(|yes| of(no, Field::YearlyReviewPassed, Some(on), Value::Flag(yes)));
            keyed(Some(no), Field::SpecialAllowance, on, kind).into_iter().chain(passed)
        });
        let edits = edits.collect();
        self.add(on, (4, 30), EDIT, edits);
    }

    /// The rural scheme for grade 4 ends at 60; who is on it goes over to the reward scheme.
    fn allowance_ends(&mut self) {
        let Some(on) = self.it.later.allowance_ends.filter(|on| *on > self.it.registered) else { return };
        let edits = self.parents(on).filter_map(|no| keyed(Some(no), Field::SpecialAllowance, on, "none")).collect();
        self.add(on, (3, 40), EDIT, edits);
    }

    fn applicant(&self) -> Option<(&'static str, Option<MemberNo>)> {
        let who = self.it.sets_age().filter(|who| matches!(who.role, Role::Father | Role::Mother));
        let who = who.or(self.it.in_role(Role::Father))?;
        Some(("allowance-application", Some(who.number)))
    }

    fn circumstances(&mut self) {
        let later = &self.it.later;
        if let Some((on, village)) = later.moved {
            let township = Value::Number(village.code.township().number().into());
            let village = Value::Number(village.code.number().cast_signed());
            let edits =
                vec![household(Field::Township, Some(on), township), household(Field::Village, Some(on), village)];
            self.add(on, (10, 70), EVENT, edits);
        }
        if let Some(on) = later.divorced {
            self.add(on, (10, 90), EDIT, keyed(None, Field::Marital, on, "divorced").into_iter().collect());
        }
        if let Some(on) = later.dibao {
            self.add(on, (5, 40), EDIT, keyed(None, Field::LowIncome, on, "dibao").into_iter().collect());
        }
        if let Some((on, kind)) = later.misfortune {
            let mut edits: Vec<Edit> = keyed(None, Field::Misfortune, on, kind).into_iter().collect();
            edits.push(household(Field::MisfortuneOn, Some(on), Value::Date(on)));
            self.add_opening(on, (0, 1), EDIT, edits, Some(("emergency-relief", None)));
        }
        self.stay();
    }

    fn stay(&mut self) {
        let Some(stay) = self.it.later.stay else { return };
        let Some(person) = self.it.people.get(stay.place).and_then(Option::as_ref) else { return };
        let meets = self.chance.percent(80);
        let fact = |field, value| of(person.number, field, Some(stay.on), value);
        let money = |field, yuan: i64| fact(field, Value::Money(yuan * 100));
        let [basic, critical, commercial] = stay.paid;
        let edits = vec![
            fact(Field::StayIn, Value::Date(stay.on)),
            fact(Field::StayOut, Value::Date(stay.out)),
            money(Field::StayTotal, stay.total),
            money(Field::StayBasic, basic),
            money(Field::StayCritical, critical),
            money(Field::StayCommercial, commercial),
            fact(Field::MeetsMedicalRelief, Value::Flag(meets)),
        ];
        let opens = meets.then_some(("medical-relief", Some(person.number)));
        self.add_opening(stay.out, (1, 25), EDIT, edits, opens);
    }

    fn grade(&mut self, known: &Family) {
        let (Some((on, grade)), Some(child)) = (self.it.later.regraded, self.it.in_role(Role::Child)) else { return };
        let place = usize::from(child.number.0) - 1;
        if !self.it.lives(&self.it.later, place, on) {
            return;
        }
        let mut edits = vec![
            of(child.number, Field::DisabilityGrade, Some(on), Value::Number(grade.into())),
            of(child.number, Field::IdentifiedOn, Some(on), Value::Date(on)),
        ];
        let identity = known.member(child.number).map_or("", |child| child.identity_number());
        if let Some(disability) = self.it.disability().filter(|_| !identity.is_empty()) {
            let text = Value::Text(certificate(identity, disability.kind, grade));
            edits.push(of(child.number, Field::Certificate, Some(on), text));
        }
        let opens = self.chance.percent(60).then_some(("gov-eligibility", None));
        self.add_opening(on, (7, 50), EVENT, edits, opens);
    }

    /// Stages are written down in September, when they change.
    fn school(&mut self) {
        let Some(child) = self.it.in_role(Role::Child).filter(|_| self.it.disability().is_some()) else { return };
        let place = usize::from(child.number.0) - 1;
        let mut before = self.it.stage(child.born, self.it.registered);
        for year in self.it.registered.year()..=self.setting.today.year() {
            let Some(term) = NaiveDate::from_ymd_opt(year, 9, 1).filter(|term| *term > self.it.registered) else {
                continue;
            };
            let now = self.it.stage(child.born, term);
            let changed =
                now.map(|(key, _)| key) != before.map(|(key, _)| key) || now.is_some_and(|(key, _)| key == "sec-voc");
            before = now;
            if !changed || !self.it.lives(&self.it.later, place, term) {
                continue;
            }
            let mut sheet = Sheet::default();
            school::write(&mut sheet, now, true);
            let edits = sheet.0.into_iter().map(|fact| of(child.number, fact.field, Some(term), fact.value)).collect();
            let opens =
                now.and_then(|(key, year)| self.schooling(key, year)).map(|measure| (measure, Some(child.number)));
            self.add_opening(term, (2, 29), EDIT, edits, opens);
        }
    }

    /// The measure that a student of a stage is helped with, for most of them.
    fn schooling(&mut self, stage: &str, year: u8) -> Option<&'static str> {
        let poor = matches!(self.it.low_income, Some("dibao" | "edge" | "tekun" | "monitored"));
        let helped = self.chance.percent(65);
        let measure = match stage {
            "none" => None,
            "sec-voc" if poor && year <= 2 => Some("sec-voc-grant"),
            "sec-voc" => Some("sec-voc-tuition-free"),
            "higher-voc" if poor => Some("higher-voc-aid"),
            "junior-college" | "undergrad" if poor => Some("college-grant"),
            _ => Some("education-right"),
        };
        measure.filter(|_| helped)
    }

    /// The parents who live on a day.
    fn parents(&self, on: NaiveDate) -> impl Iterator<Item = MemberNo> {
        let it = self.it;
        it.people.iter().enumerate().filter_map(move |(place, person)| {
            let person = person.as_ref().filter(|person| matches!(person.role, Role::Father | Role::Mother))?;
            it.lives(&it.later, place, on).then_some(person.number)
        })
    }
}

fn household(field: Field, since: Option<NaiveDate>, value: Value) -> Edit {
    Edit { member: None, field, since, value: Some(value) }
}

fn of(member: MemberNo, field: Field, since: Option<NaiveDate>, value: Value) -> Edit {
    Edit { member: Some(member), field, since, value: Some(value) }
}

fn keyed(member: Option<MemberNo>, field: Field, since: NaiveDate, key: &str) -> Option<Edit> {
    Some(Edit { member, field, since: Some(since), value: Some(choice(field, key)?) })
}
