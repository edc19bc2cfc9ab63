//! A register in memory, and files of invented families.

use crate::domain::command::Command;
use crate::domain::decide::{self, Office, decide};
use crate::domain::entry::Entry;
use crate::domain::event::{Event, Matter};
use crate::domain::family::Family;
use crate::domain::item::Item;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::domain::register::{Owner, Row};
use crate::domain::review::Review;
use crate::exchange::roster::likeness::Likeness;
use crate::exchange::roster::{
    Fingerprint, ImportError, Opening, Options, Outcome, Register, Renaming, RowReport, Summary, Watch,
};
use crate::ids::{FamilyId, ItemId, MemberNo, RegisterNo, ReviewId, RowId, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::field::Field;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::path::Path;

/// The day on which all of this happens.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A register that keeps families the way the views do, by folding events.
pub struct World {
    plan: Plan,
    calendar: Calendar,
    pub families: BTreeMap<FamilyId, Family>,
    pub asked: HashSet<Fingerprint>,
    pub questions: Vec<Matter>,
    pub commands: usize,
    pub batches: usize,
    /// The store takes no more after so many commands.
    pub full_after: Option<usize>,
    by_number: HashMap<String, (FamilyId, MemberNo)>,
    by_case: HashMap<String, FamilyId>,
    by_child: HashMap<String, Vec<FamilyId>>,
}

impl Default for World {
    fn default() -> Self {
        Self {
            plan: Plan::builtin(),
            calendar: Calendar::built_in(),
            families: BTreeMap::new(),
            asked: HashSet::new(),
            questions: Vec::new(),
            commands: 0,
            batches: 0,
            full_after: None,
            by_number: HashMap::new(),
            by_case: HashMap::new(),
            by_child: HashMap::new(),
        }
    }
}

impl World {
    pub fn only(&self) -> &Family {
        assert_eq!(self.families.len(), 1);
        self.families.values().next().unwrap()
    }

    pub fn family(&self, number: u32) -> &Family {
        &self.families[&FamilyId(number)]
    }

    /// Does a command, as the service would.
    pub fn apply(&mut self, command: Command) -> Result<Option<FamilyId>, Refusal> {
        if self.full_after.is_some_and(|most| self.commands >= most) {
            return Err(Refusal::Store {
                code: "disk-full".into(),
                sentence: ("磁盘已满，没有写入。".into(), "The disk is full; nothing was written.".into()),
                hint: ("请腾出空间后再试。".into(), "Make room and try again.".into()),
            });
        }
        self.commands += 1;
        let office = Office { plan: &self.plan, calendar: &self.calendar, now: now() };
        let events = decide(office, self, &command)?;
        let mut changed = None;
        for event in events {
            match &event {
                Event::FamilyAdded { family } => changed = Some(Family::new(*family)),
                Event::MemberAdded { family, .. } | Event::FactsChanged { family, .. } if changed.is_none() => {
                    changed = Some(self.families[family].clone());
                }
                Event::ReviewRaised { matter, .. } => {
                    assert!(self.asked.insert(*matter.fingerprint().unwrap()));
                    self.questions.push(matter.clone());
                }
                _ => {}
            }
            if let Some(family) = &mut changed {
                family.apply(Seq(self.commands as u64), &event);
            }
        }
        let id = changed.as_ref().map(|family| family.id);
        changed.into_iter().for_each(|family| self.keep(family));
        Ok(id)
    }

    fn keep(&mut self, family: Family) {
        for member in family.members.iter().filter(|member| !member.identity_number().is_empty()) {
            self.by_number.insert(member.identity_number().to_owned(), (family.id, member.number));
        }
        if !family.case_number().is_empty() {
            self.by_case.insert(family.case_number().to_owned(), family.id);
        }
        if let Some(child) = family.child() {
            let same = self.by_child.entry(child.name().to_owned()).or_default();
            same.retain(|id| *id != family.id);
            same.push(family.id);
        }
        self.families.insert(family.id, family);
    }
}

/// The moment at which all of this happens.
fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-11-24T09:00:00+08:00").unwrap()
}

impl decide::Register for World {
    fn family(&self, id: FamilyId) -> Option<Family> {
        self.families.get(&id).cloned()
    }

    fn item(&self, _: ItemId) -> Option<Item> {
        None
    }

    fn items(&self, _: FamilyId) -> Vec<Item> {
        Vec::new()
    }

    fn holder(&self, identity_number: &str) -> Option<(FamilyId, MemberNo)> {
        self.by_number.get(identity_number).copied()
    }

    fn case(&self, case_number: &str) -> Option<FamilyId> {
        self.by_case.get(case_number).copied()
    }

    fn entry(&self, _: Seq) -> Option<Entry> {
        None
    }

    fn undone(&self, _: Seq) -> bool {
        false
    }

    fn review(&self, _: ReviewId) -> Option<Review> {
        None
    }

    fn row(&self, _: RowId) -> Option<Row> {
        None
    }
    fn row_of(&self, _: Owner, _: RegisterNo) -> Option<RowId> {
        None
    }
    fn next_row(&self) -> RowId {
        RowId(1)
    }
    fn next_family(&self) -> FamilyId {
        FamilyId(u32::try_from(self.families.len() + 1).unwrap())
    }

    fn next_review(&self) -> ReviewId {
        ReviewId(u32::try_from(self.questions.len() + 1).unwrap())
    }

    fn next_item(&self, family: FamilyId) -> ItemId {
        ItemId { family, number: 1 }
    }
}

impl Register for World {
    fn by_case_number(&mut self, number: &str) -> Result<Option<FamilyId>, Refusal> {
        Ok(self.by_case.get(number).copied())
    }

    fn by_identity_number(&mut self, number: &str) -> Result<Vec<(FamilyId, MemberNo)>, Refusal> {
        Ok(self.by_number.get(number).copied().into_iter().collect())
    }

    fn family(&mut self, id: FamilyId) -> Result<Option<Family>, Refusal> {
        Ok(self.families.get(&id).cloned())
    }

    fn alike(&mut self, likeness: &Likeness) -> Result<Vec<FamilyId>, Refusal> {
        let child = likeness.child.iter().filter_map(|(name, _)| self.by_child.get(name)).flatten().copied();
        let village = self.families.values().filter(|family| {
            self.families.len() < 100
                && family.facts.number(Field::Village) == likeness.village
                && likeness.village.is_some()
        });
        Ok(child.chain(village.map(|family| family.id)).collect())
    }

    fn asked(&mut self, fingerprint: &Fingerprint) -> Result<bool, Refusal> {
        Ok(self.asked.contains(fingerprint))
    }

    fn execute(&mut self, commands: Vec<Command>) -> Vec<Result<Option<FamilyId>, Refusal>> {
        self.batches += 1;
        commands.into_iter().map(|command| self.apply(command)).collect()
    }

    fn preview(&mut self, commands: &[Command]) -> Vec<Result<(), Refusal>> {
        commands.iter().map(|_| Ok(())).collect()
    }
}

/// What an import told.
#[derive(Default)]
pub struct Told {
    pub opening: Option<Opening>,
    pub rows: Vec<RowReport>,
    /// Ask to end after this row.
    pub end_after: Option<u32>,
}

impl Watch for Told {
    fn opened(&mut self, opening: &Opening) {
        self.opening = Some(opening.clone());
    }

    fn row(&mut self, report: RowReport) {
        self.rows.push(report);
    }

    fn progress(&mut self, row: u32, part: f32) -> ControlFlow<()> {
        assert!((0.0..=1.0).contains(&part));
        if self.end_after.is_some_and(|last| row >= last) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Told {
    pub fn outcomes(&self) -> Vec<(u32, Outcome)> {
        self.rows.iter().map(|report| (report.row, report.outcome)).collect()
    }

    /// Code, heading and value of the problems of a row.
    pub fn problems(&self, row: u32) -> Vec<(&str, String, String)> {
        let report = self.rows.iter().find(|report| report.row == row).unwrap();
        report.problems.iter().map(|problem| (problem.code(), problem.field.clone(), problem.value.clone())).collect()
    }

    pub fn codes(&self, row: u32) -> Vec<&str> {
        self.problems(row).into_iter().map(|(code, ..)| code).collect()
    }
}

pub fn options() -> Options {
    Options { sheet: None, renamings: Vec::new(), dry_run: false, today: today() }
}

pub fn renamings(texts: &[&str]) -> Vec<Renaming> {
    texts.iter().map(|text| Renaming::parse(text).unwrap()).collect()
}

/// Imports a file; the sums must be those of the reports.
pub fn import_file(world: &mut World, path: &Path, options: &Options) -> Result<(Summary, Told), ImportError> {
    let mut told = Told::default();
    let summary = crate::exchange::roster::run(path, options, world, &mut told)?;
    check_sums(&summary, &told);
    Ok((summary, told))
}

pub fn check_sums(summary: &Summary, told: &Told) {
    let count = |outcome| u32::try_from(told.rows.iter().filter(|report| report.outcome == outcome).count()).unwrap();
    let counted = [Outcome::New, Outcome::Changed, Outcome::Same, Outcome::Refused, Outcome::Review].map(count);
    assert_eq!(counted, [summary.new, summary.changed, summary.same, summary.refused, summary.review]);
    assert_eq!(summary.rows() as usize, told.rows.len());
    for report in &told.rows {
        assert_eq!(
            report.problems.iter().any(|problem| problem.refuses()),
            report.outcome == Outcome::Refused,
            "{report:?}"
        );
    }
}

/// Imports the lines of a text file with commas.
pub fn import(world: &mut World, lines: &[&str]) -> (Summary, Told) {
    import_with(world, lines, &options())
}

pub fn import_with(world: &mut World, lines: &[&str], options: &Options) -> (Summary, Told) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("花名册.csv");
    std::fs::write(&path, lines.join("\n")).unwrap();
    import_file(world, &path, options).unwrap_or_else(|error| panic!("{error:?}"))
}

/// An invented identity number with the right check character.
pub fn number(born: &str, sequence: u32) -> String {
    let body = format!("512323{born}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", char::from(b"10X98765432"[(sum % 11) as usize]))
}

/// The fact of a person, for short assertions.
pub fn fact(family: &Family, role: Role, field: Field) -> Option<Value> {
    family.in_role(role)?.facts.latest(field).cloned()
}

pub fn text(value: &str) -> Option<Value> {
    Some(Value::Text(value.to_owned()))
}
