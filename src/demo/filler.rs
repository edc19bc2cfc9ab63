//! What is recorded on delivery: for each record field of the plan, values that a clerk might have given.
//!
//! Which field is filled how is settled once for a plan (`Filler::of`). Where the household's own story has the answer (`story.rs`) it is given, so
//! that a record agrees with the register; elsewhere the table (`table.rs`) has something plausible.

mod story;
mod table;

use super::chance::Chance;
use super::name;
use super::standing::Standing;
use crate::ids::MemberNo;
use crate::policy::festival::Festival;
use crate::policy::plan::{RecordField, RecordKind};
use chrono::{Datelike, Days, Months, NaiveDate};
use table::{BY_KEY, GIVEN_BY_POLICY, REHAB_PROJECTS, UNFILLED};

/// How one record field is filled.
#[derive(Clone, Debug)]
pub enum Filler {
    /// The day of delivery.
    Today,
    /// The day on which the item was opened.
    Opened,
    /// A day in the months after the delivery.
    Ahead,
    /// The day of the death, of the misfortune, of the identification, of admission and discharge, where the story has one.
    Died,
    /// See `Died`.
    Happened,
    /// See `Died`.
    Identified,
    /// See `Died`.
    Admitted,
    /// See `Died`.
    Discharged,
    /// An amount in yuan between two, in steps.
    Money(u32, u32, u32),
    /// A part of the bill of a hospital stay.
    Bill(Part),
    /// What is paid a month.
    Rate,
    /// For how many months it is paid.
    Months,
    /// The two multiplied.
    Paid,
    /// A year after the delivery.
    NextYear,
    /// What care cost, and what of it was paid back.
    Cost,
    /// See `Cost`.
    Back,
    /// How often somebody called, and how often they were answered in time.
    Calls,
    /// See `Calls`.
    Answered,
    /// What is granted of what a hospital stay left.
    Relief,
    /// The month of the opening.
    Month,
    /// The school year of the opening.
    SchoolYear,
    /// The city's share of a fund, the district's, or both together.
    Share(bool, bool),
    /// How many a subsidy is for.
    Heads,
    /// The subsidy for one.
    PerHead,
    /// The two multiplied.
    Subsidy,
    /// A number between two.
    Number(u32, u32),
    /// The grade of the child's disability, where there is one.
    Grade,
    /// The year of the opening.
    Year,
    /// Yes in so many of a hundred cases.
    YesNo(u32),
    /// One of these keys, by the story where it has one of them.
    Key(Vec<String>),
    /// One of these lines.
    Line(&'static [&'static str]),
    /// Somebody's name.
    Name,
    /// The names of two people.
    Names,
    /// A running number after a prefix.
    Serial(&'static str),
}

/// A part of the bill of a hospital stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The whole.
    Total,
    /// What basic insurance paid.
    Basic,
    /// What critical-illness insurance paid.
    Critical,
    /// What commercial insurance paid.
    Commercial,
    /// What is left.
    Left,
}

/// What the values of one record depend on.
pub struct Delivery<'a> {
    /// The household on the day, if it is a household's item.
    pub standing: Option<Standing<'a>>,
    /// The person the item is for.
    pub member: Option<MemberNo>,
    /// The festival it is for, if it is for one.
    pub festival: Option<Festival>,
    /// The day of the opening.
    pub opened: NaiveDate,
    /// The day of delivery.
    pub on: NaiveDate,
    /// A number of the item's own.
    pub salt: u32,
}

impl Delivery<'_> {
    fn rate(&self) -> u32 {
        160 + self.salt % 65 * 10
    }

    fn months(&self) -> u32 {
        if self.salt.is_multiple_of(3) { 12 } else { 6 }
    }

    fn share(&self, city: bool, district: bool) -> u32 {
        let part = |wanted: bool, share: u32| if wanted { share } else { 0 };
        part(city, 900_000 + self.salt % 90 * 10_000) + part(district, 300_000 + self.salt % 50 * 10_000)
    }

    fn cost(&self) -> u32 {
        400 + self.salt % 56 * 100
    }

    fn calls(&self) -> u32 {
        2 + self.salt % 23
    }

    fn heads(&self) -> u32 {
        1 + self.salt % 3
    }

    fn per_head(&self) -> u32 {
        3000 + self.salt % 11 * 500
    }
}

impl Filler {
    /// How a record field of the plan is filled; none for the few that only a real case could fill.
    pub fn of(field: &RecordField) -> Option<Filler> {
        let key = field.key.as_str();
        let given = BY_KEY.iter().find(|(known, _)| *known == key).map(|(_, filler)| filler.clone());
        let given = given.filter(|filler| filler.fits(&field.kind));
        match &field.kind {
            _ if UNFILLED.contains(&key) => None,
            RecordKind::Choice(options) => Some(Filler::Key(options.iter().map(|option| option.key.clone()).collect())),
            RecordKind::Date => Some(given.unwrap_or(Filler::Today)),
            RecordKind::Money => Some(given.unwrap_or(Filler::Money(200, 2000, 100))),
            RecordKind::Number => Some(given.unwrap_or(Filler::Number(1, 3))),
            RecordKind::YesNo => Some(given.unwrap_or(Filler::YesNo(50))),
            RecordKind::Text => Some(given.unwrap_or(Filler::Line(&["已核对", "按程序办理"]))),
        }
    }

    /// Makes the fields of one record agree with each other: months times rate is what was paid, and a project is of the trade of its provider.
    pub fn agree(record: &mut [(String, bool, Filler)]) {
        let has = |key: &str| record.iter().any(|(other, ..)| other == key);
        let (monthly, provided, by_policy) = (has("months") && has("monthly_amount"), has("provider"), has("policy"));
        let (shared, per_head) =
            (has("city_share") && has("district_share"), has("persons") && has("subsidy_per_head"));
        let (housed, billed, confirmed) = (has("home"), has("stay_total"), has("persons_died"));
        let examined = has("risk_found");
        let (reimbursed, answered) = (has("cost") && has("reimbursed"), has("calls") && has("answered_in_time"));
        for (key, always, filler) in record {
            match key.as_str() {
                "monthly_amount" if monthly => *filler = Filler::Rate,
                "months" if monthly => (*filler, *always) = (Filler::Months, true),
                "amount" if monthly => *filler = Filler::Paid,
                "city_share" if shared => (*filler, *always) = (Filler::Share(true, false), true),
                "district_share" if shared => *filler = Filler::Share(false, true),
                "cost" if reimbursed => (*filler, *always) = (Filler::Cost, true),
                "reimbursed" if reimbursed => *filler = Filler::Back,
                "calls" if answered => *filler = Filler::Calls,
                "answered_in_time" if answered => *filler = Filler::Answered,
                "amount" if billed => *filler = Filler::Relief,
                "amount" if confirmed && !shared => (*filler, *always) = (Filler::Share(true, true), true),
                // What another field calls for.
                "school"
                | "stage"
                | "granted_on"
                | "address"
                | "monthly_amount"
                | "district_confirm_on"
                | "care_grade"
                | "grade"
                | "identified_on" => *always = true,
                "amount" if shared => *filler = Filler::Share(true, true),
                "persons" if per_head => (*filler, *always) = (Filler::Heads, true),
                "subsidy_per_head" if per_head => (*filler, *always) = (Filler::PerHead, true),
                "amount" if per_head => *filler = Filler::Subsidy,
                // What is worked out is there whenever it can be.
                "left_amount" if billed => *always = true,
                // Whoever is examined is told on the day.
                "told_on" if examined => (*filler, *always) = (Filler::Today, true),
                "admitted_on" if housed => *filler = Filler::Today,
                "project" if provided => *filler = REHAB_PROJECTS,
                "given" if by_policy => *filler = GIVEN_BY_POLICY,
                _ => {}
            }
        }
    }

    fn fits(&self, kind: &RecordKind) -> bool {
        use Filler::*;
        match self {
            Today | Opened | Ahead | NextYear | Died | Happened | Identified | Admitted | Discharged => {
                *kind == RecordKind::Date
            }
            Money(..) | Bill(_) | Rate | Paid | Share(..) | PerHead | Subsidy | Cost | Back | Relief => {
                *kind == RecordKind::Money
            }
            Number(..) | Year | Grade | Months | Heads | Calls | Answered => *kind == RecordKind::Number,
            YesNo(_) => *kind == RecordKind::YesNo,
            Key(_) => matches!(kind, RecordKind::Choice(_)),
            Line(_) | Name | Names | Serial(_) | Month | SchoolYear => *kind == RecordKind::Text,
        }
    }

    /// A value, as the register keeps it; none where the story says that there is nothing to write.
    pub fn value(&self, it: &Delivery<'_>, chance: &mut Chance) -> Option<String> {
        let before = it.opened - Days::new(u64::from(chance.below(30)));
        let or_before = |day: Option<NaiveDate>| Some(day.unwrap_or(before).to_string());
        match self {
            Filler::Today => Some(it.on.to_string()),
            Filler::Opened => Some(it.opened.to_string()),
            Filler::Ahead => {
                let day = it.on + Days::new(u64::from(30 + chance.below(150)));
                Some(story::not_quiet(it, day).to_string())
            }
            Filler::NextYear => it.on.checked_add_months(Months::new(12)).map(|day| day.to_string()),
            Filler::Died => or_before(story::died(it)),
            Filler::Happened => or_before(story::happened(it)),
            Filler::Admitted => or_before(story::admitted(it)),
            Filler::Discharged => or_before(story::discharged(it)),
            Filler::Identified => story::identified(it).map(|day| day.to_string()),
            Filler::Money(least, most, step) => Some(yuan(least + chance.below((most - least) / step + 1) * step)),
            Filler::Bill(part) => Some(story::bill(it, *part).map_or_else(|| yuan(0), yuan)),
            Filler::Rate => Some(yuan(it.rate())),
            Filler::Months => Some(it.months().to_string()),
            Filler::Paid => Some(yuan(it.rate() * it.months())),
            Filler::Share(city, district) => Some(yuan(it.share(*city, *district))),
            Filler::Cost => Some(yuan(it.cost())),
            Filler::Back => Some(yuan(it.cost() / 100 * 65)),
            Filler::Calls => Some(it.calls().to_string()),
            Filler::Answered => Some((it.calls() - it.salt % 3).to_string()),
            Filler::Relief => {
                let left = story::bill(it, Part::Left).unwrap_or(0);
                Some(yuan((left * 6 / 10).clamp(1, 8000)))
            }
            Filler::Month => Some(it.opened.format("%Y-%m").to_string()),
            Filler::SchoolYear => {
                let year = it.opened.year() - i32::from(it.opened.month() < 7);
                Some(format!("{year}-{}", year + 1))
            }
            Filler::Heads => Some(it.heads().to_string()),
            Filler::PerHead => Some(yuan(it.per_head())),
            Filler::Subsidy => Some(yuan(it.heads() * it.per_head())),
            Filler::Number(least, most) => Some((least + chance.below(most - least + 1)).to_string()),
            Filler::Grade => story::grade(it).map(|grade| grade.to_string()),
            Filler::Year => Some(it.opened.year().to_string()),
            Filler::YesNo(percent) => Some(if chance.percent(*percent) { "yes" } else { "no" }.to_string()),
            Filler::Key(keys) => story::key(keys, it).or_else(|| plausible(keys, chance)).cloned(),
            Filler::Line(lines) => one_of(lines, chance).map(|line| (*line).to_string()),
            Filler::Name => Some(name::anybody(chance)),
            Filler::Names => Some(format!("{}、{}", name::anybody(chance), name::anybody(chance))),
            Filler::Serial(prefix) => Some(format!("{prefix}{}-{:05}", it.on.year(), it.salt % 100_000)),
        }
    }
}

fn yuan(amount: impl std::fmt::Display) -> String {
    format!("{amount}.00")
}

fn one_of<'t, T>(table: &'t [T], chance: &mut Chance) -> Option<&'t T> {
    table.get(chance.below(u32::try_from(table.len()).unwrap_or(u32::MAX)) as usize)
}

/// A key for something that was delivered: granted, confirmed, paid where there is such a key; "other" only where there is nothing else.
fn plausible<'k>(keys: &'k [String], chance: &mut Chance) -> Option<&'k String> {
    let well = keys.iter().find(|key| ["granted", "confirmed", "paid", "stays"].contains(&key.as_str()));
    let named = keys.iter().filter(|key| *key != "other");
    let turn = chance.below(u32::try_from(named.clone().count()).unwrap_or(u32::MAX)) as usize;
    well.or(named.into_iter().nth(turn)).or(keys.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::chance::Purpose;
    use crate::policy::plan::Plan;

    #[test]
    fn every_key_of_the_table_is_a_record_field_of_its_shape() {
        let plan = Plan::builtin();
        for (key, filler) in &BY_KEY {
            let field = plan.record(key).unwrap_or_else(|| panic!("the plan has no record field {key}"));
            assert!(filler.fits(&field.kind), "{key}");
        }
        let recorded = |key: &String| plan.measures().iter().any(|measure| measure.record.contains(key));
        let texts = plan.records().iter().filter(|field| field.kind == RecordKind::Text && recorded(&field.key));
        for field in texts {
            let known = BY_KEY.iter().any(|(key, _)| *key == field.key) || UNFILLED.contains(&field.key.as_str());
            assert!(known, "{} has no text of its own", field.key);
        }
    }

    #[test]
    fn whatever_is_required_is_filled() {
        let plan = Plan::builtin();
        let (opened, on) = ("2016-03-01".parse().unwrap(), "2016-03-21".parse().unwrap());
        for field in plan.records() {
            let delivery = Delivery { standing: None, member: None, festival: None, opened, on, salt: 7 };
            let value =
                Filler::of(field).and_then(|filler| filler.value(&delivery, &mut Chance::new(1, Purpose::Course, 1)));
            assert!(!field.required || value.is_some(), "{} is required", field.key);
            assert!(value.is_none_or(|value| !value.is_empty()), "{}", field.key);
        }
    }
}
