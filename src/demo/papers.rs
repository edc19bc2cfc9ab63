//! The papers of an invented household: names, numbers, addresses and the rest of what a clerk would have written down on the day of entry, with the
//! gaps that real files have.

use super::chance::{Chance, Purpose};
use super::household::{self, Fate, Household};
use super::identity::certificate;
use super::name;
use super::person::{self, Disability, Person};
use super::school;
use super::setting::Setting;
use super::sheet::Sheet;
use crate::domain::command::Fact;
use crate::domain::member::Role;
use crate::policy::field::Field;
use crate::policy::identity_number::Sex;
use crate::policy::value::Value;
use chrono::{Datelike, Months};

/// What is written down of a household and of each of its people, in the order of their numbers.
pub fn written(setting: &Setting, it: &Household) -> (Vec<Fact>, Vec<Vec<Fact>>) {
    let mut chance = Chance::new(setting.seed, Purpose::Papers, it.id.0.into());
    let chance = &mut chance;
    let family = household_sheet(setting, it, chance);
    let surnames = Surnames::draw(chance, it.id.0);
    let people = it.people().map(|person| person_sheet(it, person, &surnames, chance).0).collect();
    (family.0, people)
}

fn household_sheet(setting: &Setting, it: &Household, chance: &mut Chance) -> Sheet {
    let mut sheet = Sheet(Vec::with_capacity(40));
    let place = it.village.code.township();
    if !chance.percent(2) {
        sheet.text(Field::CaseNumber, setting.intake.case_number(it.id).unwrap_or_default());
    }
    sheet.put(Field::Township, Value::Number(place.number().into()));
    sheet.put(Field::Village, Value::Number(it.village.code.number().cast_signed()));
    let group = format!("{}组", chance.between(1, 9));
    sheet.key(Field::Hukou, it.hukou);
    sheet.key(Field::TreatedAs, it.treated_as);
    let kind = match it.fate {
        Fate::Died(_) => "died",
        Fate::Disabled(_) | Fate::Neither => "disabled",
    };
    sheet.key(Field::DeclaredKind, (!chance.percent(3)).then_some(kind));
    sheet.key(Field::Marital, it.marital);
    sheet.key(Field::LowIncome, it.low_income);
    if chance.percent(78) {
        let yuan = match it.low_income {
            Some("dibao" | "tekun") => chance.between(180, 470),
            Some("edge" | "monitored") => chance.between(380, 900),
            _ => chance.between(700, 4200),
        };
        sheet.put(Field::IncomePerHead, Value::Money(i64::from(yuan) * 100));
        if it.on_allowance(it.registered) {
            sheet.put(Field::FamilyPlanningMoney, Value::Money(i64::from(chance.between(170, 500)) * 100));
        }
    }
    let odd = chance.percent(6) && !matches!(it.house_grade, Some("c" | "d"));
    sheet.key(Field::HousePlace, Some(if it.rural != odd { "rural" } else { "urban" }));
    sheet.key(Field::HouseGrade, it.house_grade);
    for (field, yes) in it.answers.recorded(&household::QUESTIONS) {
        sheet.flag(field, yes);
    }
    sheet.choices(Field::Trades, it.trades);
    contact(&mut sheet, it, chance, group);
    sheet
}

fn contact(sheet: &mut Sheet, it: &Household, chance: &mut Chance, group: String) {
    let township = it.village.code.township().name();
    let (number, digits) = (u64::from(it.id.0), chance.between(30, 99));
    let address = if it.rural {
        format!("{township}{}{group}", it.village.name)
    } else {
        let (house, floor, door) = (chance.between(1, 199), chance.between(1, 8), chance.between(1, 4));
        format!("{township}{}{house}号{floor}-{door}", it.village.name)
    };
    if it.rural {
        sheet.text(Field::Group, group);
    }
    // Subscribers are never given four zeros in the middle by the ten thousand: the number shows that it is made up.
    if !chance.percent(6) {
        sheet.text(Field::Phone, format!("1{digits}0000{:04}", number * 7919 % 10_000));
    }
    sheet.text(Field::Address, address);
    if !chance.percent(12) {
        sheet.text(Field::Bank, chance.pick(&BANKS));
        sheet.text(Field::Account, account(number * 9_176_213 % 100_000_000));
    }
    if !chance.percent(10) {
        sheet.text(Field::ContactTownship, format!("{}（{township}计生办）", name::anybody(chance)));
        sheet.text(Field::ContactVillage, format!("{}（{}）", name::anybody(chance), it.village.name));
    }
    if chance.percent(9) {
        sheet.text(Field::Note, chance.pick(&NOTES));
    }
}

const BANKS: [&str; 4] = ["重庆农商行南川支行", "农行南川支行", "邮储银行南川支行", "重庆银行南川支行"];

const NOTES: [&str; 10] = [
    "上门前请先打电话，白天多在地里。",
    "与邻里往来多，逢节愿意有人来坐坐。",
    "清明前后不便打扰。",
    "母亲血压高，走访时提醒按时服药、复诊。",
    "父亲听力下降，电话请打给村干部转告。",
    "外出务工，春节前后在家。",
    "已签约家庭医生。",
    "愿意参加腰鼓队、广场舞活动。",
    "不愿谈及往事，多聊家常。",
    "住房漏雨，村里已报修。",
];

/// A card number of the right form whose zeros show that it is made up.
fn account(serial: u64) -> String {
    let mut text = format!("6200000000{serial:08}");
    let sum: u32 = text.bytes().rev().enumerate().map(|(place, digit)| luhn(digit - b'0', place % 2 == 0)).sum();
    text.push_str(&((10 - sum % 10) % 10).to_string());
    text
}

fn luhn(digit: u8, doubled: bool) -> u32 {
    let value = u32::from(digit) * if doubled { 2 } else { 1 };
    value / 10 + value % 10
}

/// The surnames of a household and the unusual name of one of its people, where there is one.
struct Surnames {
    father: &'static str,
    mother: &'static str,
    child: &'static str,
    unusual: Option<(Role, String)>,
}

impl Surnames {
    fn draw(chance: &mut Chance, number: u32) -> Self {
        let (father, mother) = (name::surname(chance), name::surname(chance));
        let child = if chance.percent(93) { father } else { mother };
        let unusual = name::unusual(chance, number, child).map(|name| {
            let role = if name.contains('·') { Role::Mother } else { Role::Child };
            (role, name)
        });
        Self { father, mother, child, unusual }
    }

    fn full_name(&self, person: &Person, chance: &mut Chance) -> String {
        let (first, last) = name::given(chance, person.sex, person.born.year());
        match &self.unusual {
            Some((role, name)) if *role == person.role => return name.clone(),
            _ => {}
        }
        let surname = match person.role {
            Role::Father => self.father,
            Role::Mother => self.mother,
            Role::Child => self.child,
            Role::Spouse | Role::Other => name::surname(chance),
        };
        [surname, first, last].concat()
    }
}

fn person_sheet(it: &Household, person: &Person, surnames: &Surnames, chance: &mut Chance) -> Sheet {
    let mut sheet = Sheet(Vec::with_capacity(28));
    sheet.text(Field::Name, surnames.full_name(person, chance));
    sheet.put(Field::Role, person.role.value());
    let identity = person.lot.identity_number(chance, person.born, person.sex);
    // A number that is missing leaves the birth date unknown too, more often than not.
    let (missing, dated) = (chance.permille(14), chance.percent(40));
    if !missing {
        sheet.text(Field::IdentityNumber, identity.clone());
    }
    sheet.key(Field::Sex, Some(if person.sex == Sex::Male { "male" } else { "female" }));
    if !missing || dated {
        sheet.date(Field::BornOn, person.born);
    }
    match person.died {
        Some(died) => {
            sheet.flag(Field::Alive, false);
            sheet.date(Field::DiedOn, died);
        }
        None if !chance.percent(3) => sheet.flag(Field::Alive, true),
        None => {}
    }
    if let Some(disability) = person.disability {
        disability_sheet(&mut sheet, disability, (!missing).then_some(&identity), chance);
    }
    match person.role {
        Role::Child => child_sheet(&mut sheet, it, person, chance),
        _ => grown_sheet(&mut sheet, it, person, chance),
    }
    sheet
}

fn disability_sheet(sheet: &mut Sheet, it: Disability, identity: Option<&String>, chance: &mut Chance) {
    let (with_certificate, with_until) = (!chance.percent(8), chance.percent(55));
    sheet.choices(Field::DisabilityKinds, it.kinds);
    let Some(grade) = it.grade else { return };
    sheet.put(Field::DisabilityGrade, Value::Number(grade.into()));
    sheet.date(Field::IdentifiedOn, it.identified);
    if let Some(identity) = identity.filter(|_| with_certificate) {
        sheet.text(Field::Certificate, certificate(identity, it.kind, grade));
        if with_until {
            sheet.date(Field::CertificateUntil, it.identified + Months::new(120));
        }
    }
}

fn child_sheet(sheet: &mut Sheet, it: &Household, child: &Person, chance: &mut Chance) {
    let known = !chance.percent(5);
    sheet.key(Field::Parentage, known.then_some(if it.adopted { "adopted" } else { "own" }));
    if child.died.is_some() {
        return;
    }
    sheet.key(Field::MedicalInsurance, child.medical);
    sheet.key(Field::Pension, child.pension.filter(|_| child.age(it.registered) >= 16));
    sheet.choices(Field::RehabNeeds, it.needs.0);
    sheet.choices(Field::DeviceNeeds, it.needs.1);
    if it.needs != (0, 0) {
        sheet.flag(Field::WantsTraining, it.wants_training);
        sheet.flag(Field::MeetsRehabPolicy, it.meets_rehab_terms);
    }
    school::write(sheet, it.stage(child.born, it.registered), chance.percent(96));
}

fn grown_sheet(sheet: &mut Sheet, it: &Household, person: &Person, chance: &mut Chance) {
    let said = chance.percent(92);
    if person.died.is_none() {
        sheet.key(Field::MedicalInsurance, person.medical);
        sheet.key(Field::MaternityInsurance, person.medical.filter(|key| *key != "resident"));
        sheet.key(Field::Pension, person.pension);
        if it.expecting && person.role == Role::Mother && person.age(it.registered) < 46 {
            sheet.key(Field::MaternityEvent, Some("prenatal"));
        }
        if matches!(person.role, Role::Father | Role::Mother) {
            if it.on_allowance(it.registered) {
                sheet.key(Field::SpecialAllowance, it.allowance_kind());
                if let Some(passed) = it.review_passed() {
                    sheet.flag(Field::YearlyReviewPassed, passed);
                }
            } else {
                sheet.key(Field::SpecialAllowance, said.then_some("none"));
            }
        }
        sheet.key(Field::Mobility, person.self_care.map(|_| if person.is_limited() { "limited" } else { "free" }));
        sheet.key(Field::SelfCare, person.self_care);
    }
    for (field, yes) in person.answers.recorded(&person::QUESTIONS) {
        sheet.flag(field, yes);
    }
}
