//! The plan as data: departments, measures, rules, papers, standards and record fields, read from one file.
//!
//! The file ships inside the program (`plan/plan.toml`) and an office can put its own in its place. It is checked whole when it is
//! read: a plan that is here is sound. This room does not know what day it is, who asks, or what has been done.

mod check;
mod emergency;
mod fault;
mod load;
mod load_emergency;
mod load_measure;
mod load_register;
mod load_tally;
mod measure;
mod opening;
mod reader;
mod record;
mod register;
mod tally;
#[cfg(test)]
pub(crate) mod tests;
mod vocabulary;

pub use check::{Check, CheckKind, Unlike};
pub use emergency::{EmergencyDesk, EmergencyKind, FanOut, SeverityRule};
pub use fault::{PlanError, PlanFault, Shape};
pub use measure::{Festivals, Measure, TimeLimit, Within};
pub use opening::{Opens, Start};
pub use record::{RecordChoice, RecordField, RecordKind};
pub use register::{OwnerKind, Register};
pub use tally::{Apart, Moment, OfEmergencies, OfRows, Only, Tally, TallyOf};
pub use vocabulary::{
    Contact, Count, Delivery, Happens, Missed, Modality, Rhythm, Strength, Subject, TextForm, Urgency, Whom,
};

use super::department::Department;
use super::field::Field;
use super::rule::{Case, Facts, Many, Predicate, Standard, Terms};
use super::verdict::{Found, Reason, Truth, Verdict};
use super::words::Words;
use crate::ids::{DepartmentNo, EmergencyKindNo, MeasureNo, RegisterNo};
use chrono::NaiveDate;

/// A plan, sound and ready to be judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Its title.
    pub title: Words,
    /// The number of the paper.
    pub number: String,
    /// The day from which it holds.
    pub from: NaiveDate,
    /// A hash of the text it was read from: two plans with the same one judge alike.
    pub stamp: [u8; 16],
    departments: Vec<Department>,
    measures: Vec<Measure>,
    records: Vec<RecordField>,
    checks: Vec<Check>,
    registers: Vec<Register>,
    papers: Vec<(Field, Words)>,
    terms: Terms,
    emergency: Option<EmergencyDesk>,
}

impl Plan {
    /// The text of the plan that ships with the program.
    pub const BUILTIN: &'static str = include_str!("plan/plan.toml");

    /// The plan that ships with the program.
    #[expect(clippy::expect_used, reason = "the text is part of the program, and a test reads it")]
    pub fn builtin() -> Plan {
        Plan::parse(Plan::BUILTIN).expect("the plan that ships with the program is sound")
    }

    /// A plan from the text of a plan file.
    ///
    /// # Errors
    /// Everything that is wrong with it, in the order of the file; nothing is loaded then.
    pub fn parse(text: &str) -> Result<Plan, Vec<PlanError>> {
        load::load(text)
    }

    /// Every department, in the plan's order.
    pub fn departments(&self) -> &[Department] {
        &self.departments
    }

    /// The department with this number.
    pub fn department(&self, no: DepartmentNo) -> Option<&Department> {
        self.departments.iter().find(|department| department.no == no)
    }

    /// The department that a clerk means: by its id, or by any name it has or had.
    pub fn department_called(&self, word: &str) -> Option<&Department> {
        self.departments.iter().find(|department| department.answers_to(word))
    }

    /// Every measure, by number.
    pub fn measures(&self) -> &[Measure] {
        &self.measures
    }

    /// The measure with this number.
    pub fn measure(&self, no: MeasureNo) -> Option<&Measure> {
        let at = self.measures.binary_search_by_key(&no, |measure| measure.no).ok()?;
        self.measures.get(at)
    }

    /// The measure with this id.
    pub fn by_id(&self, id: &str) -> Option<&Measure> {
        self.measures.iter().find(|measure| measure.id == id)
    }

    /// What is written down on delivery, by its key.
    pub fn record(&self, key: &str) -> Option<&RecordField> {
        self.records.iter().find(|field| field.key == key)
    }

    /// What is written down when something of a measure is delivered, in its order, each with whether it must be.
    pub fn asked(&self, measure: &Measure) -> impl Iterator<Item = (&RecordField, bool)> {
        measure.record.iter().filter_map(|key| Some((self.record(key)?, measure.required.contains(key))))
    }

    /// Every record field.
    pub fn records(&self) -> &[RecordField] {
        &self.records
    }

    /// Every check across the fields of a record, in the order of the file.
    pub fn checks(&self) -> &[Check] {
        &self.checks
    }

    /// Every small register, in the order of the file.
    pub fn registers(&self) -> &[Register] {
        &self.registers
    }

    /// The small register with this number.
    pub fn register(&self, no: RegisterNo) -> Option<&Register> {
        self.registers.iter().find(|register| register.no == no)
    }

    /// The small register that a clerk means: by its id or its title.
    pub fn register_called(&self, word: &str) -> Option<&Register> {
        let word = word.trim();
        self.registers.iter().find(|one| one.id == word || one.title.zh == word || one.title.en == word)
    }

    /// The paper that proves a field.
    pub fn paper(&self, field: Field) -> Option<&Words> {
        let at = self.papers.partition_point(|(other, _)| *other < field);
        self.papers.get(at).filter(|(other, _)| *other == field).map(|(_, paper)| paper)
    }

    /// Every named rule, in the order of the file.
    pub fn rules(&self) -> &[Predicate] {
        &self.terms.predicates
    }

    /// Every dated standard.
    pub fn standards(&self) -> &[Standard] {
        &self.terms.standards
    }

    /// The emergency part; none where the plan has none.
    pub fn emergency(&self) -> Option<&EmergencyDesk> {
        self.emergency.as_ref()
    }

    /// How grave an emergency of this kind is by the table: the first line that applies; the least grave where none does.
    pub fn severity<F: Facts, M: Facts>(&self, kind: EmergencyKindNo, case: &Case<'_, F, M>) -> (u8, Words) {
        let lines = self.emergency.iter().flat_map(EmergencyDesk::severities);
        let mut fitting = lines.filter(|line| line.kinds.is_empty() || line.kinds.contains(&kind));
        let applies =
            |line: &&SeverityRule| line.rule.as_ref().is_none_or(|rule| rule.judge(&self.terms, case) == Truth::Yes);
        let none = || (EmergencyDesk::LEAST, Words::new("没有适用的规则", "no line of the table applies"));
        fitting.find(applies).map_or_else(none, |line| (line.level, line.because.clone()))
    }

    /// The standard with this key.
    pub fn standard(&self, key: &str) -> Option<&Standard> {
        self.terms.standards.iter().find(|standard| standard.key == key)
    }

    /// What a standard that counts is on a day; none where it is not set.
    pub fn number(&self, key: &str, day: NaiveDate) -> Option<u32> {
        self.standard(key)?.at(day).and_then(|number| u32::try_from(number).ok())
    }

    /// Whether the measure is due to this family, child or member: `no` for what no family is judged for, for a measure that is not
    /// in force on the day, and for a number that the plan does not have.
    pub fn judge<F: Facts, M: Facts>(&self, measure: MeasureNo, case: &Case<'_, F, M>) -> Truth {
        match self.measure(measure) {
            Some(measure) if measure.in_force(case.as_of) => {
                measure.rule.as_ref().map_or(Truth::No, |rule| rule.judge(&self.terms, case))
            }
            _ => Truth::No,
        }
    }

    /// The same with a reason for each leaf of the rule, and what is missing.
    pub fn explain<F: Facts, M: Facts>(&self, measure: MeasureNo, case: &Case<'_, F, M>) -> Verdict {
        let no = |reasons| Verdict { truth: Truth::No, reasons, missing: Vec::new() };
        let Some(measure) = self.measure(measure) else { return no(Vec::new()) };
        if !measure.in_force(case.as_of) {
            return no(vec![not_in_force(measure, case.as_of)]);
        }
        match &measure.rule {
            Some(rule) => rule.explain(&self.terms, case, |field| self.paper(field).cloned()),
            None => no(Vec::new()),
        }
    }

    /// The rules of all measures, in the plan's order, ready to judge many families as of one day: the verdicts are those of `judge`.
    pub fn many(&self, as_of: NaiveDate) -> Many<'_> {
        let rules = self.measures.iter().map(|measure| measure.rule.as_ref().filter(|_| measure.in_force(as_of)));
        Many::new(rules, &self.terms)
    }

    /// Whether the family is one that the plan is for (section two), as of the day of the case.
    pub fn in_plan<F: Facts, M: Facts>(&self, case: &Case<'_, F, M>) -> Truth {
        self.judge_named("in_plan", case)
    }

    /// The same with its reasons.
    pub fn explain_in_plan<F: Facts, M: Facts>(&self, case: &Case<'_, F, M>) -> Verdict {
        match self.terms.predicate("in_plan") {
            Some((_, predicate)) => predicate.explain(&self.terms, case, |field| self.paper(field).cloned()),
            None => Verdict { truth: Truth::No, reasons: Vec::new(), missing: Vec::new() },
        }
    }

    /// The verdict of a named rule; `no` for a name that the plan does not have.
    pub fn judge_named<F: Facts, M: Facts>(&self, name: &str, case: &Case<'_, F, M>) -> Truth {
        self.terms.predicate(name).map_or(Truth::No, |(_, predicate)| predicate.judge(&self.terms, case))
    }
}

fn not_in_force(measure: &Measure, day: NaiveDate) -> Reason {
    let wanted = Words::made(|lang| match measure.until {
        Some(until) => {
            lang.pick(format!("{}至{until}施行", measure.from), format!("in force {} to {until}", measure.from))
        }
        None => lang.pick(format!("{}起施行", measure.from), format!("in force from {}", measure.from)),
    });
    let found = vec![Found::Today(day)];
    Reason { rule: "in force".to_string(), within: None, wanted, found, result: Truth::No, in_the_way: true }
}
