//! The measures of a plan file: each is read key by key and held against the departments, rules and record fields it refers to.

use super::fault::{PlanFault, Shape};
use super::load::name;
use super::load_tally;
use super::measure::{Festivals, Measure, TimeLimit, Within};
use super::opening;
use super::reader::{Located, Reader, Section, at_most, word_of};
use super::record::RecordField;
use super::register::Register;
use super::vocabulary::{Delivery, Modality, Rhythm, Subject, Urgency};
use crate::ids::{DepartmentNo, MeasureNo};
use crate::policy::calendar::{ClockHours, WorkingDays};
use crate::policy::department::Department;
use crate::policy::festival::Festival;
use crate::policy::rule::{Fault, Rule, RuleError, Terms};
use crate::policy::words::Words;
use chrono::NaiveDate;

/// The widest title for narrow columns, in cells.
const SHORT: usize = 28;

/// What measures refer to.
pub struct Known<'a> {
    /// Departments.
    pub departments: &'a [Department],
    /// Record fields.
    pub records: &'a [RecordField],
    /// Small registers.
    pub registers: &'a [Register],
    /// Named rules and standards.
    pub terms: &'a Terms,
    /// The plan's own first day.
    pub from: NaiveDate,
}

/// Every measure, by number.
pub fn measures(reader: &mut Reader<'_>, root: &mut Section<'_>, known: &Known<'_>) -> Vec<Measure> {
    let mut measures: Vec<Measure> = Vec::new();
    for (id, mut section) in root.named(reader, "measure") {
        let measure = measure(reader, &id, &mut section, known);
        let taken = measure.as_ref().and_then(|new| measures.iter().find(|old| old.no == new.no));
        if let Some(old) = taken {
            section.fault::<()>(reader, "no", PlanFault::NumberTaken(old.no.0.into(), old.id.clone()));
        }
        section.end(reader);
        measures.extend(measure);
    }
    measures.sort_by_key(|measure| measure.no);
    measures
}

fn measure(reader: &mut Reader<'_>, id: &Located<'_>, section: &mut Section<'_>, known: &Known<'_>) -> Option<Measure> {
    name(reader, id);
    // Everything is read before anything gives up, so that every fault is found.
    let no = section.number(reader, "no", 1..256);
    let titles = titles(reader, section);
    let departments = departments(reader, section, known);
    let clause = section.text(reader, "clause");
    let given = section.words(reader, "given");
    let modality = section.one_of(reader, "modality", Modality::from_key, keys(Modality::ALL, Modality::key));
    let delivers = delivers(reader, section);
    let rhythm = section.one_of(reader, "rhythm", Rhythm::from_key, keys(Rhythm::ALL, Rhythm::key));
    let urgency = section.one_of(reader, "urgency", Urgency::from_key, keys(Urgency::ALL, Urgency::key));
    let subject = section.one_of(reader, "subject", Subject::from_key, keys(Subject::ALL, Subject::key));
    let rule = rule(reader, section, subject, known);
    let limit = section.section(reader, "clock").and_then(|clock| limit(reader, clock));
    let opens = opening::opens(reader, section, rhythm);
    let contact = opening::contact(reader, section);
    let approval = section.flag(reader, "approval", false);
    let (record, required) = record(reader, section, known).unzip();
    let (counted_on, tally) = load_tally::tally(reader, section, record.as_deref(), known);
    let from = if section.has("from") { section.day(reader, "from") } else { Some(known.from) };
    let until = if section.has("until") { section.day(reader, "until").map(Some) } else { Some(None) };
    let note = if section.has("note") { section.words(reader, "note").map(Some) } else { Some(None) };
    let (title, short) = titles?;
    Some(Measure {
        no: MeasureNo(u8::try_from(no?).ok()?),
        id: id.text.to_string(),
        title,
        short,
        departments: departments?,
        clause: clause?.text.to_string(),
        given: given?,
        modality: modality?,
        delivers: delivers?,
        rhythm: rhythm?,
        urgency: urgency?,
        subject: subject?,
        rule: rule?,
        limit: limit?,
        opens: opens?,
        contact: contact?,
        approval: approval?,
        record: record?,
        required: required?,
        counted_on,
        tally,
        from: from?,
        until: until?,
        note: note?,
    })
}

pub(super) fn keys<T: Copy>(all: &'static [T], key: fn(T) -> &'static str) -> impl Iterator<Item = &'static str> {
    all.iter().map(move |one| key(*one))
}

/// The title, and the one for narrow columns: the Chinese title is short enough by itself.
fn titles(reader: &mut Reader<'_>, section: &mut Section<'_>) -> Option<(Words, Words)> {
    let (zh, en, short) = (section.text(reader, "zh"), section.text(reader, "en"), section.text(reader, "short"));
    let (zh, en, short) = (zh?, en?, short?);
    at_most(reader, &zh, SHORT);
    at_most(reader, &short, SHORT);
    Some((Words::new(zh.text, en.text), Words::new(zh.text, short.text)))
}

fn departments(reader: &mut Reader<'_>, section: &mut Section<'_>, known: &Known<'_>) -> Option<Vec<DepartmentNo>> {
    let ids = section.texts(reader, "departments")?;
    if ids.is_empty() {
        return section.fault(reader, "departments", PlanFault::Wanted(Shape::Text));
    }
    let mut departments = Vec::new();
    for id in ids {
        match known.departments.iter().find(|department| department.id == id.text) {
            Some(department) => departments.push(department.no),
            None => {
                let fault = PlanFault::NoSuchDepartment(id.text.to_string());
                reader.fault::<()>(id.at.clone(), &id.place, fault);
            }
        }
    }
    Some(departments)
}

fn delivers(reader: &mut Reader<'_>, section: &mut Section<'_>) -> Option<Vec<Delivery>> {
    let words = section.texts(reader, "delivers")?;
    if words.is_empty() {
        return section.fault(reader, "delivers", PlanFault::Wanted(Shape::Text));
    }
    let mut found = Vec::new();
    for word in words {
        found.extend(word_of(reader, &word, Delivery::from_key, keys(Delivery::ALL, Delivery::key)));
    }
    Some(found)
}

/// A rule for whoever is judged; none, and rightly so, for what no family is judged for.
fn rule(
    reader: &mut Reader<'_>,
    section: &mut Section<'_>,
    subject: Option<Subject>,
    known: &Known<'_>,
) -> Option<Option<Rule>> {
    match (subject, section.has("rule")) {
        (Some(Subject::District), false) => return Some(None),
        (Some(Subject::District), true) => {
            section.text(reader, "rule");
            return section.fault(reader, "rule", PlanFault::RuleUnwanted);
        }
        (Some(_), false) => return section.fault(reader, "rule", PlanFault::RuleWanted),
        (None, false) => return None,
        (_, true) => {}
    }
    let text = section.text(reader, "rule")?;
    match Rule::read(text.text, known.terms) {
        Ok(rule) => {
            let member = rule.speaks_of_member().filter(|_| subject.is_some_and(|subject| subject != Subject::Member));
            if let Some(at) = member {
                reader.rule_faults(&text, vec![RuleError { at, fault: Fault::NoMember }]);
            }
            Some(Some(rule))
        }
        Err(errors) => {
            reader.rule_faults(&text, errors);
            None
        }
    }
}

/// A time limit.
pub(super) fn limit(reader: &mut Reader<'_>, mut clock: Section<'_>) -> Option<TimeLimit> {
    let kinds = ["working_days", "hours", "by", "before_festival_days", "none"];
    let given: Vec<&str> = kinds.into_iter().filter(|kind| clock.has(kind)).collect();
    let small = |number: i64| u16::try_from(number).unwrap_or(u16::MAX);
    let within = match given.as_slice() {
        ["working_days"] => {
            clock.number(reader, "working_days", 1..1_000).map(|days| Within::WorkingDays(WorkingDays(small(days))))
        }
        ["hours"] => clock.number(reader, "hours", 1..10_000).map(|hours| Within::Hours(ClockHours(small(hours)))),
        ["by"] => clock.text(reader, "by").and_then(|text| year_day(reader, &text)),
        ["before_festival_days"] => {
            let days = clock.number(reader, "before_festival_days", 0..100);
            let festivals = festivals(reader, &mut clock);
            days.zip(festivals).map(|(days, festivals)| Within::BeforeFestival { days: small(days), festivals })
        }
        ["none"] => match clock.flag(reader, "none", false) {
            Some(true) => Some(Within::Open),
            _ => reader.fault(clock.at.clone(), &clock.place, PlanFault::ManyLimits),
        },
        _ => return reader.fault(clock.at.clone(), &clock.place, PlanFault::ManyLimits),
    };
    let proposal = clock.flag(reader, "proposal", false);
    clock.end(reader);
    Some(TimeLimit { within: within?, proposal: proposal? })
}

fn festivals(reader: &mut Reader<'_>, clock: &mut Section<'_>) -> Option<Festivals> {
    let words = clock.texts(reader, "festivals")?;
    if words.is_empty() {
        return clock.fault(reader, "festivals", PlanFault::Wanted(Shape::Text));
    }
    let from_key = |word: &str| Festival::ALL.into_iter().find(|festival| festival.key() == word);
    let known = || Festival::ALL.into_iter().map(Festival::key);
    Some(words.iter().filter_map(|word| word_of(reader, word, from_key, known())).collect())
}

/// A day that every year has.
pub(super) fn year_day(reader: &mut Reader<'_>, text: &Located<'_>) -> Option<Within> {
    let parts = text.text.split_once('-').filter(|(month, day)| month.len() == 2 && day.len() == 2);
    let parts = parts.and_then(|(month, day)| Some((month.parse().ok()?, day.parse().ok()?)));
    // 2015 had no 29 February: a yearly date must exist in every year.
    match parts.filter(|(month, day)| NaiveDate::from_ymd_opt(2015, *month, *day).is_some()) {
        Some((month, day)) => Some(Within::YearDay { month, day }),
        None => reader.fault(text.at.clone(), &text.place, PlanFault::Wanted(Shape::YearDay)),
    }
}

/// The record fields, and those of them that must be written. A field says by itself whether it is required; `!` behind its key makes it
/// so for this measure, `?` lifts it.
fn record(reader: &mut Reader<'_>, section: &mut Section<'_>, known: &Known<'_>) -> Option<(Vec<String>, Vec<String>)> {
    let (mut record, mut required) = (Vec::new(), Vec::new());
    for key in section.texts(reader, "record")? {
        let (name, here) = match (key.text.strip_suffix('!'), key.text.strip_suffix('?')) {
            (Some(name), _) => (name, Some(true)),
            (None, Some(name)) => (name, Some(false)),
            (None, None) => (key.text, None),
        };
        match known.records.iter().find(|field| field.key == name) {
            Some(field) => {
                record.push(field.key.clone());
                required.extend(here.unwrap_or(field.required).then(|| field.key.clone()));
            }
            None => {
                let fault = PlanFault::NoSuchRecord(name.to_string());
                reader.fault::<()>(key.at.clone(), &key.place, fault);
            }
        }
    }
    Some((record, required))
}
