//! The emergency part of a plan file: read key by key and held against the departments, measures, standards and rules it refers to.

use super::emergency::{Clocks, EmergencyDesk, EmergencyKind, FanOut, SeverityRule};
use super::fault::{PlanFault, Shape};
use super::load::name;
use super::load_measure::{Known, keys, limit};
use super::measure::Measure;
use super::reader::{Located, Reader, Section};
use super::vocabulary::{Happens, Subject, Whom};
use crate::ids::{DepartmentNo, EmergencyKindNo, MeasureNo};
use crate::policy::rule::{Rule, Standard, StandardKind};

/// What the kinds and the table refer to.
struct Around<'a> {
    known: &'a Known<'a>,
    measures: &'a [Measure],
}

/// The emergency part: none where the file has none; nothing where it is broken.
pub fn desk(
    reader: &mut Reader<'_>,
    root: &mut Section<'_>,
    known: &Known<'_>,
    measures: &[Measure],
) -> Option<Option<EmergencyDesk>> {
    if !root.has("emergency") {
        return Some(None);
    }
    let mut section = root.section(reader, "emergency")?;
    let around = Around { known, measures };
    let department = section.text(reader, "department").and_then(|id| around.department(reader, &id));
    let clocks = around.clocks(reader, &mut section);
    let kinds = around.kinds(reader, &mut section);
    let severities = around.severities(reader, &mut section, &kinds);
    let call_in = around.call_in(reader, &mut section);
    section.end(reader);
    Some(Some(EmergencyDesk { department: department?, clocks: clocks?, kinds, severities, call_in }))
}

impl Around<'_> {
    fn department(&self, reader: &mut Reader<'_>, id: &Located<'_>) -> Option<DepartmentNo> {
        let found = self.known.departments.iter().find(|department| department.id == id.text);
        let fault = || PlanFault::NoSuchDepartment(id.text.to_string());
        found.map(|found| found.no).or_else(|| reader.fault(id.at.clone(), &id.place, fault()))
    }

    fn measure(&self, reader: &mut Reader<'_>, id: &Located<'_>) -> Option<&Measure> {
        let found = self.measures.iter().find(|measure| measure.id == id.text);
        let fault = || PlanFault::NoSuchMeasure(id.text.to_string());
        found.or_else(|| reader.fault(id.at.clone(), &id.place, fault()))
    }

    fn clocks(&self, reader: &mut Reader<'_>, section: &mut Section<'_>) -> Option<Clocks> {
        let mut figure = |key, kind| self.standard(reader, section, key, kind);
        let answer = figure("answer_hours", StandardKind::Number);
        let relief = figure("relief_hours", StandardKind::Number);
        let paper = figure("paper_days", StandardKind::Number);
        let limit = figure("grant_limit", StandardKind::Money);
        let alike = figure("alike_days", StandardKind::Number);
        Some(Clocks { answer: answer?, relief: relief?, paper: paper?, limit: limit?, alike: alike? })
    }

    /// A standard that has a figure, and none below zero.
    fn standard(
        &self,
        reader: &mut Reader<'_>,
        section: &mut Section<'_>,
        key: &'static str,
        kind: StandardKind,
    ) -> Option<Standard> {
        let named = section.text(reader, key)?;
        let found = self.known.terms.standard(named.text).map(|(_, standard)| standard);
        let fits = |standard: &&Standard| {
            let counts = standard.figures.iter().all(|figure| figure.amount >= 0);
            standard.kind == kind && counts && !standard.figures.is_empty()
        };
        let word = StandardKind::ALL.into_iter().find(|(other, _)| *other == kind).map_or("", |(_, word)| word);
        let fault = || PlanFault::NoSuchStandard(named.text.to_string(), word);
        found.filter(fits).cloned().or_else(|| reader.fault(named.at.clone(), &named.place, fault()))
    }

    fn kinds(&self, reader: &mut Reader<'_>, section: &mut Section<'_>) -> Vec<EmergencyKind> {
        let mut kinds: Vec<EmergencyKind> = Vec::new();
        for (key, mut section) in section.named(reader, "kind") {
            name(reader, &key);
            let no = section.number(reader, "no", 1..256);
            let title = section.own_words(reader);
            let happens = section.one_of(reader, "happens", Happens::from_key, keys(Happens::ALL, Happens::key));
            let items = section.sections(reader, "items").into_iter();
            let items = items.filter_map(|item| self.fan_out(reader, item)).collect();
            let no = no.and_then(|no| u8::try_from(no).ok()).map(EmergencyKindNo);
            if let Some(old) = kinds.iter().find(|old| Some(old.no) == no) {
                section.fault::<()>(reader, "no", PlanFault::NumberTaken(old.no.0.into(), old.key.clone()));
            }
            section.end(reader);
            if let (Some(no), Some(title), Some(happens)) = (no, title, happens) {
                kinds.push(EmergencyKind { no, key: key.text.to_string(), title, happens, items });
            }
        }
        kinds.sort_by_key(|kind| kind.no);
        kinds
    }

    fn fan_out(&self, reader: &mut Reader<'_>, mut section: Section<'_>) -> Option<FanOut> {
        let id = section.text(reader, "measure");
        let measure = id.and_then(|id| self.measure(reader, &id));
        let whom = section.one_of(reader, "for", Whom::from_key, keys(Whom::ALL, Whom::key));
        let about = section.own_words(reader);
        let limit = if section.has("clock") {
            section.section(reader, "clock").and_then(|clock| limit(reader, clock)).map(Some)
        } else {
            Some(None)
        };
        let fits = |measure: &Measure, whom| {
            matches!(
                (measure.subject, whom),
                (Subject::Family, Whom::Family)
                    | (Subject::Child, Whom::Child)
                    | (Subject::Member, Whom::Member | Whom::Parents | Whom::Child)
            )
        };
        if measure.zip(whom).is_some_and(|(measure, whom)| !fits(measure, whom)) {
            section.fault::<()>(reader, "for", PlanFault::WrongWhom);
        }
        section.end(reader);
        Some(FanOut { measure: measure?.no, whom: whom?, about: about?, limit: limit? })
    }

    fn severities(
        &self,
        reader: &mut Reader<'_>,
        section: &mut Section<'_>,
        kinds: &[EmergencyKind],
    ) -> Vec<SeverityRule> {
        let mut lines = Vec::new();
        let mut speaks_of_all = false;
        for mut line in section.sections(reader, "severity") {
            speaks_of_all = !line.has("kinds") && !line.has("rule");
            let level = line.number(reader, "level", 1..i64::from(EmergencyDesk::LEAST) + 1);
            let of = if line.has("kinds") { line.texts(reader, "kinds") } else { Some(Vec::new()) };
            let of: Vec<EmergencyKindNo> =
                of.unwrap_or_default().iter().filter_map(|key| kind(reader, key, kinds)).collect();
            let text = if line.has("rule") { line.text(reader, "rule") } else { None };
            let rule = text.and_then(|text| match Rule::read(text.text, self.known.terms) {
                Ok(rule) => Some(rule),
                Err(errors) => {
                    reader.rule_faults(&text, errors);
                    None
                }
            });
            let because = line.own_words(reader);
            line.end(reader);
            if let (Some(level), Some(because)) = (level.and_then(|level| u8::try_from(level).ok()), because) {
                lines.push(SeverityRule { level, kinds: of, rule, because });
            }
        }
        if !speaks_of_all {
            section.fault::<()>(reader, "severity", PlanFault::SeverityOpen);
        }
        lines
    }

    fn call_in(&self, reader: &mut Reader<'_>, section: &mut Section<'_>) -> Vec<(DepartmentNo, MeasureNo)> {
        let mut called = Vec::new();
        for mut line in section.sections(reader, "call_in") {
            let department = line.text(reader, "department").and_then(|id| self.department(reader, &id));
            let id = line.text(reader, "measure");
            let measure = id.and_then(|id| match self.measure(reader, &id) {
                Some(measure) if measure.subject == Subject::District => {
                    reader.fault(id.at.clone(), &id.place, PlanFault::Wanted(Shape::Text))
                }
                found => found.map(|measure| measure.no),
            });
            line.end(reader);
            called.extend(department.zip(measure));
        }
        called
    }
}

fn kind(reader: &mut Reader<'_>, key: &Located<'_>, kinds: &[EmergencyKind]) -> Option<EmergencyKindNo> {
    let fault = || PlanFault::NoSuchKind(key.text.to_string());
    let found = kinds.iter().find(|kind| kind.key == key.text).map(|kind| kind.no);
    found.or_else(|| reader.fault(key.at.clone(), &key.place, fault()))
}
