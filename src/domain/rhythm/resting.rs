//! Items that lie still and are to be looked at: suspended ones whose day has come, and live ones that nobody has touched for long.

use crate::domain::item::Item;
use crate::policy::plan::Plan;
use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

/// The standard that says after how many days an untouched item is cold.
const COLD: &str = "cold_days";

/// Why an item that lies still is to be looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Resting {
    /// It is suspended and the day to look at it again has come.
    Waking,
    /// Its clock runs and nobody has touched it for as long as the plan says.
    Cold,
}

impl Resting {
    /// Why an item is to be looked at on a day; none where it is not, or where the plan sets no number of days.
    pub fn of(item: &Item, plan: &Plan, today: NaiveDate) -> Option<Resting> {
        let until = item.suspension().and_then(|step| step.made.until);
        if until.is_some_and(|until| until <= today) {
            return Some(Resting::Waking);
        }
        let cold = item.status.is_live() && cold_since(plan, today).is_some_and(|day| item.touched() <= day);
        cold.then_some(Resting::Cold)
    }
}

/// The last day on which an item that is cold today was touched; none where the plan sets no number of days.
pub fn cold_since(plan: &Plan, today: NaiveDate) -> Option<NaiveDate> {
    let days = plan.number(COLD, today)?;
    today.checked_sub_days(Days::new(u64::from(days)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{Event, Move};
    use crate::domain::item::Urgency;
    use crate::domain::workflow::Verb;
    use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, Seq};
    use chrono::DateTime;

    /// An item opened on a day, with steps on later days.
    fn item(opened: &str, steps: &[(&str, Verb, Option<&str>)]) -> Item {
        let at = |day: &str| DateTime::parse_from_rfc3339(&format!("{day}T09:00:00+08:00")).unwrap();
        let id = ItemId { family: FamilyId(1), number: 1 };
        let opening = Event::ItemOpened {
            item: id,
            measure: MeasureNo(1),
            department: DepartmentNo(1),
            member: None,
            urgency: Urgency::Normal,
            opened: opened.parse().unwrap(),
            due: None,
            note: String::new(),
        };
        let mut item = Item::open(Seq(1), at(opened), "zhou", &opening).unwrap();
        for (day, verb, until) in steps {
            let step = Move { until: until.map(|day| day.parse().unwrap()), ..Move::new(*verb) };
            item.apply(Seq(2), at(day), "zhou", &Event::ItemMoved { item: id, step });
        }
        item
    }

    /// The plan says thirty days; today is 24 November.
    #[test]
    fn what_lies_still_on_a_day() {
        let (plan, today) = (Plan::builtin(), "2026-11-24".parse().unwrap());
        let accepted = |day| vec![(day, Verb::Accept, None)];
        let suspended = |until| vec![("2026-10-01", Verb::Suspend, until)];
        for (steps, wanted) in [
            (vec![], Some(Resting::Cold)),
            (accepted("2026-10-25"), Some(Resting::Cold)),
            (accepted("2026-10-26"), None),
            (suspended(Some("2026-11-24")), Some(Resting::Waking)),
            (suspended(Some("2026-11-25")), None),
            // Nobody said when: it waits, and is not cold, because its clock stands still.
            (suspended(None), None),
            (vec![("2026-09-20", Verb::Accept, None), ("2026-09-21", Verb::Deliver, None)], None),
        ] {
            assert_eq!(Resting::of(&item("2026-09-15", &steps), &plan, today), wanted, "{steps:?}");
        }
    }
}
