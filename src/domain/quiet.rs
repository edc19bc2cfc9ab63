//! Quiet dates: days on which nobody calls on a family, in person or by telephone, unless it wishes so. The birthday of a child who died, the
//! day of the death in later years, Qingming, and the days that the family itself named. They stop a visit being *planned*; what has happened
//! is written down as it was, and help after a misfortune does not wait for them.

use super::decide::{Office, Register};
use super::family::Family;
use super::refusal::Refusal;
use super::register::{Owner, Row};
use super::rhythm::RhythmRefusal;
use crate::policy::calendar::Calendar;
use crate::policy::festival::Festival;
use crate::policy::field::Field;
use crate::policy::plan::{Measure, Plan};
use crate::text::Both;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The small register with the days that a family named.
const REGISTER: &str = "quiet-date";
/// Its fields.
const DAYS: [&str; 3] = ["quiet_first", "quiet_second", "quiet_third"];
/// The entry of a record that plans the next contact.
const NEXT: &str = "next_on";
/// The most days looked at for a good one: the longest holiday with quiet dates around it is far shorter.
const LOOKED_AT_MAX: usize = 60;

/// Why a day is quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Because {
    /// The child who died was born on it.
    Birthday,
    /// The child died on it, in an earlier year.
    DeathDay,
    /// It is Qingming.
    Qingming,
    /// The family named it.
    Own,
}

impl Because {
    /// What a clerk reads.
    pub fn title(self) -> Both {
        match self {
            Because::Birthday => Both::new("孩子的生日", "the child’s birthday"),
            Because::DeathDay => Both::new("孩子离去的日子", "the day the child passed away"),
            Because::Qingming => Both::new("清明节", "Tomb-sweeping Day"),
            Because::Own => Both::new("这家人希望安静度过的日子", "a day that the family keeps to itself"),
        }
    }
}

/// The quiet dates of a family.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuietDates {
    born: Option<NaiveDate>,
    died: Option<NaiveDate>,
    bereaved: bool,
    own: Vec<NaiveDate>,
}

impl QuietDates {
    /// Those of a family; `named` is its row of the small register, where it has one.
    pub fn of(family: &Family, named: Option<&Row>) -> Self {
        let facts = family.child().map(|child| &child.facts);
        let date = |field| facts.and_then(|facts| facts.date(field));
        let died = date(Field::DiedOn);
        let bereaved = died.is_some() || facts.is_some_and(|facts| facts.flag(Field::Alive) == Some(false));
        let own = DAYS.iter().filter_map(|key| named?.value(key)?.parse().ok()).collect();
        Self { born: date(Field::BornOn), died, bereaved, own }
    }

    /// Why a day is quiet; none where it is not.
    pub fn because(&self, day: NaiveDate) -> Option<Because> {
        let comes_back = |on: NaiveDate| is_same_day(on, day);
        if self.bereaved {
            if self.died.is_some_and(|died| died.year() < day.year() && comes_back(died)) {
                return Some(Because::DeathDay);
            }
            if self.born.is_some_and(|born| born < day && comes_back(born)) {
                return Some(Because::Birthday);
            }
            if Festival::Qingming.date(day.year()) == Some(day) {
                return Some(Because::Qingming);
            }
        }
        self.own.iter().any(|own| comes_back(*own)).then_some(Because::Own)
    }

    /// The first working day after a day that is not quiet.
    pub fn good_after(&self, calendar: &Calendar, day: NaiveDate) -> Option<NaiveDate> {
        day.iter_days().skip(1).take(LOOKED_AT_MAX).find(|day| self.is_good(calendar, *day))
    }

    /// The last working day before a day that is not quiet.
    pub fn good_before(&self, calendar: &Calendar, day: NaiveDate) -> Option<NaiveDate> {
        let days = std::iter::successors(day.pred_opt(), |day| day.pred_opt());
        days.take(LOOKED_AT_MAX).find(|day| self.is_good(calendar, *day))
    }

    fn is_good(&self, calendar: &Calendar, day: NaiveDate) -> bool {
        calendar.is_working_day(day) && self.because(day).is_none()
    }
}

/// Whether a day comes back in another year on this one; what is remembered on 29 February is so on the 28th in other years.
fn is_same_day(on: NaiveDate, day: NaiveDate) -> bool {
    let leap = on.month() == 2 && on.day() == 29 && !day.leap_year();
    on.month() == day.month() && (on.day() == day.day() || (leap && day.day() == 28))
}

/// The number of the small register, where the plan has it.
pub fn register_of(plan: &Plan) -> Option<crate::ids::RegisterNo> {
    plan.register_called(REGISTER).map(|register| register.no)
}

/// A day on which contact with a family is planned must not be quiet: the day for which the record of a delivery plans the next one.
///
/// # Errors
/// When it is: why, and the next good working day.
pub(super) fn next_is_not_quiet(
    office: Office<'_>,
    register: &impl Register,
    family: &Family,
    measure: &Measure,
    record: &[(String, String)],
) -> Result<(), Refusal> {
    let planned = record.iter().find(|(key, _)| key == NEXT).and_then(|(_, text)| text.parse().ok());
    let planned: Option<NaiveDate> = planned.filter(|day| *day > office.today() && measure.contact.is_some());
    planned.map_or(Ok(()), |day| planned_day(office, register, family, day))
}

/// The same for a day that a clerk sets for an item of a visit or of contact.
///
/// # Errors
/// As `next_is_not_quiet`.
pub(super) fn planned_day(
    office: Office<'_>,
    register: &impl Register,
    family: &Family,
    day: NaiveDate,
) -> Result<(), Refusal> {
    let named = register_of(office.plan).and_then(|no| register.row_of(Owner::Family(family.id), no));
    let quiet = QuietDates::of(family, named.and_then(|row| register.row(row)).as_ref());
    match quiet.because(day) {
        Some(because) => {
            let next = quiet.good_after(office.calendar, day);
            Err(RhythmRefusal::Quiet { day, because, next }.into())
        }
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Event;
    use crate::domain::facts::Change;
    use crate::domain::register::RegisterEvent;
    use crate::ids::{FamilyId, MemberNo, RowId, Seq};
    use crate::policy::value::Value;
    use chrono::DateTime;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A family whose child was born on 29 February 1988; it died where a day is given.
    fn family(died: Option<&str>) -> Family {
        let id = FamilyId(1);
        let mut family = Family::new(id);
        let mut facts = vec![(Field::Role, Value::Choice(3)), (Field::BornOn, Value::Date(day("1988-02-29")))];
        facts.extend(died.map(|died| (Field::DiedOn, Value::Date(day(died)))));
        let change = |(field, value)| Change { field, since: None, before: None, after: Some(value) };
        family.apply(Seq(1), &Event::MemberAdded { family: id, member: MemberNo(1) });
        let changes = facts.into_iter().map(change).collect();
        family.apply(Seq(1), &Event::FactsChanged { family: id, member: Some(MemberNo(1)), changes });
        family
    }

    fn named(days: &[(&str, &str)]) -> Row {
        let (id, owner) = (RowId(1), Owner::Family(FamilyId(1)));
        let register = register_of(&Plan::builtin()).unwrap();
        let mut row = Row::new(id, register, owner);
        let values = days.iter().map(|(key, value)| ((*key).to_string(), (*value).to_string())).collect();
        let written = RegisterEvent::Written { row: id, register, owner, on: day("2026-01-05"), values };
        row.apply(Seq(2), DateTime::UNIX_EPOCH.fixed_offset(), "zhou", &written);
        row
    }

    /// As a policy officer would read it. Qingming is on 5 April in 2027 and 2026, on 4 April in 2028.
    #[test]
    fn which_days_are_quiet() {
        let bereaved = QuietDates::of(&family(Some("2013-05-06")), None);
        let disabled = QuietDates::of(&family(None), None);
        let own = QuietDates::of(
            &family(None),
            Some(&named(&[("quiet_first", "1985-10-02"), ("quiet_third", "2020-12-24")])),
        );
        for (dates, on, wanted) in [
            (&bereaved, "2027-05-06", Some(Because::DeathDay)),
            // The day itself: help does not wait.
            (&bereaved, "2013-05-06", None),
            (&bereaved, "2028-02-29", Some(Because::Birthday)),
            (&bereaved, "2027-02-28", Some(Because::Birthday)),
            (&bereaved, "2028-02-28", None),
            (&bereaved, "2027-04-05", Some(Because::Qingming)),
            (&bereaved, "2028-04-04", Some(Because::Qingming)),
            (&bereaved, "2028-04-05", None),
            // Past the years whose calendar is known nothing is said of Qingming.
            (&bereaved, "2090-04-05", None),
            (&disabled, "2027-02-28", None),
            (&disabled, "2027-04-05", None),
            (&own, "2026-10-02", Some(Because::Own)),
            (&own, "2026-12-24", Some(Because::Own)),
            (&own, "2026-12-25", None),
        ] {
            assert_eq!(dates.because(day(on)), wanted, "{on}");
        }
    }

    /// 5 April 2027 is a Monday off; the Tuesday after it is named by the family, the Wednesday is good. Before it there is a weekend.
    #[test]
    fn the_next_good_day_is_a_working_day_that_is_not_quiet() {
        let dates = QuietDates::of(&family(Some("2013-05-06")), Some(&named(&[("quiet_first", "2020-04-06")])));
        let calendar = Calendar::built_in();
        assert_eq!(dates.good_after(&calendar, day("2027-04-05")), Some(day("2027-04-07")));
        assert_eq!(dates.good_before(&calendar, day("2027-04-05")), Some(day("2027-04-02")));
    }
}
