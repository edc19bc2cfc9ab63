//! What a family owes in the rounds of a day and has no item for. Only what the rule says yes to is owed: what is not known never opens by
//! itself.

use super::{Turn, is_taken};
use crate::domain::command::Command;
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::standing;
use crate::ids::{DepartmentNo, FamilyId, MemberNo};
use crate::policy::period::Period;
use crate::policy::plan::{Measure, Plan};
use crate::policy::schedule::Round;
use crate::policy::verdict::Truth;
use crate::text::Lang;
use chrono::NaiveDate;

/// An item that is to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Whose.
    pub family: FamilyId,
    /// The round.
    pub round: Round,
    /// The person it is for.
    pub member: Option<MemberNo>,
    /// The department.
    pub department: DepartmentNo,
}

impl Owed {
    /// The command that opens it. A period that is over is judged as of its last day, and the line says so.
    pub fn command(&self, today: NaiveDate) -> Command {
        let missed = self.round.is_missed(today);
        let note = if missed { format!("补开：{}", self.round.period.text(Lang::Zh)) } else { String::new() };
        Command::OpenItem {
            family: self.family,
            measure: self.round.measure,
            member: self.member,
            department: Some(self.department),
            urgency: None,
            due: None,
            period: Some(self.round.period),
            note,
        }
    }
}

/// What looking at a family found, by round.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked {
    /// Items to be opened.
    pub owed: Vec<Owed>,
    /// Items that are there already, one for each turn.
    pub there: Vec<Round>,
    /// Turns that the rule says no to.
    pub not_entitled: Vec<Round>,
    /// Turns of which it is not known yet.
    pub unknown: Vec<Round>,
}

/// What a family owes. `entered` and `items` are asked for only where something hangs on them.
///
/// # Errors
/// Those of `entered` and `items`.
pub fn by_family<E>(
    plan: &Plan,
    family: &Family,
    rounds: &[Round],
    today: NaiveDate,
    entered: impl FnOnce() -> Result<Option<NaiveDate>, E>,
    items: impl FnOnce() -> Result<Vec<Item>, E>,
) -> Result<Looked, E> {
    let mut looked = Looked::default();
    let mut wanted: Vec<(&Measure, Round, Option<MemberNo>)> = Vec::new();
    for round in rounds {
        let Some(measure) = plan.measure(round.measure) else { continue };
        for person in standing::subjects(measure, family) {
            let member = person.map(|person| person.number);
            match standing::judge(plan, measure, family, member, round.as_of) {
                Truth::Yes => wanted.push((measure, *round, member)),
                Truth::No => looked.not_entitled.push(*round),
                Truth::Unknown => looked.unknown.push(*round),
            }
        }
    }
    if wanted.iter().any(|(_, round, _)| round.is_missed(today)) {
        // Nobody is owed for a time before the office knew of them.
        let entered = entered()?;
        let known = |period: Period| entered.is_none_or(|entered| period.last().is_some_and(|last| last >= entered));
        wanted.retain(|(_, round, _)| !round.is_missed(today) || known(round.period));
    }
    if wanted.is_empty() {
        return Ok(looked);
    }
    let items = items()?;
    for (measure, round, member) in wanted {
        let department = measure.department();
        let turn = Turn::new(family.id, member, department, round.period);
        if is_taken(&items, measure, turn, plan) {
            looked.there.push(round);
        } else {
            looked.owed.push(Owed { family: family.id, round, member, department });
        }
    }
    Ok(looked)
}

/// What the bodies of the district owe.
pub fn by_district(plan: &Plan, rounds: &[Round], items: &[Item]) -> Looked {
    let mut looked = Looked::default();
    for round in rounds {
        let measure = plan.measure(round.measure).filter(|measure| measure.is_of_district());
        let Some(measure) = measure else { continue };
        let every_body = measure.opens.is_some_and(|opens| opens.every_body);
        let all = plan.departments().iter().map(|department| department.no);
        let bodies: Vec<DepartmentNo> = if every_body { all.collect() } else { measure.departments.clone() };
        for department in bodies {
            let turn = Turn::new(FamilyId::DISTRICT, None, department, round.period);
            if is_taken(items, measure, turn, plan) {
                looked.there.push(*round);
            } else {
                looked.owed.push(Owed { family: FamilyId::DISTRICT, round: *round, member: None, department });
            }
        }
    }
    looked
}
