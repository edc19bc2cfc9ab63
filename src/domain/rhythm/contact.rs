//! The account of contact with a family: how often it was owed this year, how often somebody was there, what is missing. A family that
//! declines visits is owed contact and no visits; one that the plan is not for is owed neither.

use crate::domain::family::Family;
use crate::domain::standing;
use crate::ids::MeasureNo;
use crate::policy::field::Field;
use crate::policy::plan::{Contact, Plan};
use crate::policy::verdict::Truth;
use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The standard that says once in how many months there is contact.
const CONTACT: &str = "contact_months";
/// The standard that says once in how many months there is a visit.
const VISIT: &str = "visit_months";

/// The key of a record that says in which way somebody was in contact, and the choice that means a call at the family's home: contact of
/// any kind, made there, is a visit.
pub const WAY: &str = "contact_way";
const AT_HOME: &str = "home";

/// Something that was delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Delivered {
    /// The measure.
    pub measure: MeasureNo,
    /// The day that it counts for.
    pub on: NaiveDate,
    /// Whether the record says that it was at the family's home.
    pub at_home: bool,
}

/// Whether a record says that somebody went to the family's home.
pub fn is_at_home(record: &[(String, String)]) -> bool {
    record.iter().any(|(key, value)| key == WAY && value == AT_HOME)
}

/// The account of contact with a family in a year, as of a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Contact of any kind.
    pub contact: Debt,
    /// Visits.
    pub visit: Debt,
}

impl Account {
    /// Whether anything is missing.
    pub fn is_short(&self) -> bool {
        self.contact.missing() + self.visit.missing() > 0
    }
}

/// One kind of it. The span that runs is not missing before it is over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Debt {
    /// Spans that are over.
    pub owed: u32,
    /// Of these, those in which somebody was there.
    pub done: u32,
    /// Whether the span that runs is owed, and whether somebody was there in it already.
    pub now: Option<bool>,
    /// The last day on which somebody was there, in this year or before.
    pub last: Option<NaiveDate>,
}

impl Debt {
    /// Spans that are over and in which nobody was there.
    pub fn missing(&self) -> u32 {
        self.owed.saturating_sub(self.done)
    }
}

/// The account of a family that was entered on a day.
pub fn account(
    plan: &Plan,
    family: &Family,
    delivered: &[Delivered],
    entered: Option<NaiveDate>,
    today: NaiveDate,
) -> Account {
    let kind = |measure: MeasureNo| plan.measure(measure).and_then(|measure| measure.contact);
    let of = |visits_only: bool| -> Vec<NaiveDate> {
        let counts = |one: &&Delivered| match kind(one.measure) {
            Some(Contact::Visit) => true,
            Some(Contact::Contact) => one.at_home || !visits_only,
            None => false,
        };
        delivered.iter().filter(|one| one.on <= today).filter(counts).map(|one| one.on).collect()
    };
    let declines = family.facts.flag(Field::RefusesVisit) == Some(true);
    let owed = |standard| plan.number(standard, today).filter(|months| *months > 0);
    let debt = |months, days: Vec<NaiveDate>| debt(plan, family, months, &days, entered, today);
    Account { contact: debt(owed(CONTACT), of(false)), visit: debt(owed(VISIT).filter(|_| !declines), of(true)) }
}

fn debt(
    plan: &Plan,
    family: &Family,
    months: Option<u32>,
    days: &[NaiveDate],
    entered: Option<NaiveDate>,
    today: NaiveDate,
) -> Debt {
    let mut debt = Debt { last: days.iter().max().copied(), ..Debt::default() };
    let Some(months) = months else { return debt };
    let mut first = NaiveDate::from_ymd_opt(today.year(), 1, 1);
    while let Some(start) = first.filter(|start| *start <= today) {
        first = start.checked_add_months(Months::new(months));
        let Some(last) = first.and_then(|next| next.pred_opt()) else { break };
        let over = last < today;
        // Owed from the first whole span in which the office knew of the family, while the plan was for it.
        let known = entered.is_none_or(|entered| entered <= start);
        if !known || standing::in_plan(plan, family, last.min(today)) != Truth::Yes {
            continue;
        }
        let there = days.iter().any(|day| start <= *day && *day <= last);
        if over {
            debt.owed += 1;
            debt.done += u32::from(there);
        } else {
            debt.now = Some(there);
        }
    }
    debt
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::Event;
    use crate::domain::facts::Change;
    use crate::ids::{FamilyId, MemberNo, Seq};
    use crate::policy::value::Value;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A family in the plan whose child has died.
    fn family(declines: bool) -> Family {
        let id = FamilyId(1);
        let mut family = Family::new(id);
        let facts = |member, pairs: &[(Field, Value)]| {
            let change = |(field, value): &(Field, Value)| Change {
                field: *field,
                since: None,
                before: None,
                after: Some(value.clone()),
            };
            Event::FactsChanged { family: id, member, changes: pairs.iter().map(change).collect() }
        };
        family.apply(Seq(1), &facts(None, &[(Field::RefusesVisit, Value::Flag(declines))]));
        family.apply(Seq(1), &Event::MemberAdded { family: id, member: MemberNo(1) });
        let child = [
            (Field::Role, Value::Choice(3)),
            (Field::Alive, Value::Flag(false)),
            (Field::DiedOn, Value::Date(day("2015-03-01"))),
        ];
        family.apply(Seq(1), &facts(Some(MemberNo(1)), &child));
        family
    }

    /// As a policy officer would check it: owed, done, missing of contact and of visits on 24 November.
    #[test]
    fn accounts_of_a_year() {
        let plan = Plan::builtin();
        let no = |id: &str| plan.by_id(id).unwrap().no;
        let (care, visit) = (no("daily-care"), no("festival-visit"));
        let given = |measure, on: &str| Delivered { measure, on: day(on), at_home: false };
        let at_home = |on: &str| Delivered { at_home: true, ..given(care, on) };
        let months = |list: &[u32]| list.iter().map(|m| given(care, &format!("2026-{m:02}-15"))).collect::<Vec<_>>();
        let all: Vec<u32> = (1..=10).collect();
        let cases = [
            // (declines visits, entered, deliveries) -> contact (owed, done, now), visits (owed, done, now)
            (false, None, vec![], (10, 0, Some(false)), (3, 0, Some(false))),
            (false, None, months(&all), (10, 10, Some(false)), (3, 0, Some(false))),
            (false, None, months(&[11]), (10, 0, Some(true)), (3, 0, Some(false))),
            // Twice in a month does not pay for the next.
            (false, None, [months(&[3]), months(&[3])].concat(), (10, 1, Some(false)), (3, 0, Some(false))),
            // A visit is contact too.
            (false, None, vec![given(visit, "2026-02-10")], (10, 1, Some(false)), (3, 1, Some(false))),
            // So is contact of any kind that was made at the family's home.
            (false, None, vec![at_home("2026-05-10")], (10, 1, Some(false)), (3, 1, Some(false))),
            // What was last year is not of this one.
            (false, None, vec![given(visit, "2025-12-31")], (10, 0, Some(false)), (3, 0, Some(false))),
            // Who was entered in July is owed from August on, a visit from the last quarter on.
            (false, Some("2026-07-20"), vec![], (3, 0, Some(false)), (0, 0, Some(false))),
            (true, None, months(&all), (10, 10, Some(false)), (0, 0, None)),
        ];
        for (declines, entered, delivered, contact, visits) in cases {
            let found = account(&plan, &family(declines), &delivered, entered.map(day), day("2026-11-24"));
            let shown = |debt: Debt| (debt.owed, debt.done, debt.now);
            assert_eq!((shown(found.contact), shown(found.visit)), (contact, visits), "{delivered:?} {entered:?}");
            assert_eq!(found.contact.last, delivered.iter().map(|one| one.on).max());
        }
    }

    #[test]
    fn a_family_that_the_plan_is_not_for_is_owed_nothing() {
        let found = account(&Plan::builtin(), &Family::new(FamilyId(1)), &[], None, day("2026-11-24"));
        assert_eq!(found, Account::default());
    }
}
