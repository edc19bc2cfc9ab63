//! From the text of a plan file to a plan: whole, or refused with every fault that was found.
//!
//! The order of reading is that of meaning, not of the file: what others refer to by name comes first.

use super::Plan;
use super::fault::{PlanError, PlanFault, Shape};
use super::load_emergency;
use super::reader::{Located, Reader, Section, at_most};
use super::record::{RecordChoice, RecordField, RecordKind};
use super::vocabulary::TextForm;
use super::{load_measure, load_register};
use crate::ids::DepartmentNo;
use crate::policy::department::{Department, LaterName};
use crate::policy::field::{Field, Scope};
use crate::policy::money::Fen;
use crate::policy::rule::{Figure, RESERVED, Rule, Standard, StandardKind, Terms};
use crate::policy::words::Words;
use chrono::NaiveDate;
use toml::de::DeTable;

/// The longest plan file, in bytes.
pub const LONGEST: usize = 1 << 20;

/// Standards of money stay below this: a million million yuan, in fen.
const MOST_MONEY: i64 = 100_000_000_000_000;

/// Named rules that the program itself asks for.
pub const NEEDED: [&str; 2] = ["in_plan", "in_plan_now"];

/// Reads a plan file.
pub fn load(text: &str) -> Result<Plan, Vec<PlanError>> {
    let mut reader = Reader::new(text);
    if text.len() > LONGEST {
        reader.fault::<()>(0..0, "", PlanFault::TooLong);
        return Err(reader.faults);
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors {
            let at = error.span().unwrap_or(0..0);
            reader.fault::<()>(at, "", PlanFault::NotToml(error.message().to_string()));
        }
        return Err(reader.faults);
    }
    let plan = whole(&mut reader, Section::new(document.get_ref(), 0..0, String::new()));
    match plan {
        Some(plan) if reader.faults.is_empty() => Ok(Plan { stamp: stamp(text), ..plan }),
        _ => {
            reader.faults.sort_by_key(|fault| (fault.line, fault.column));
            Err(reader.faults)
        }
    }
}

fn whole(reader: &mut Reader<'_>, mut root: Section<'_>) -> Option<Plan> {
    let head = root.section(reader, "plan").and_then(|section| head(reader, section));
    let departments = departments(reader, &mut root);
    let standards = standards(reader, &mut root);
    let papers = papers(reader, &mut root);
    let terms = rules(reader, &mut root, Terms { predicates: Vec::new(), standards });
    let records = records(reader, &mut root);
    let checks = load_register::checks(reader, &mut root, &records);
    let registers = load_register::registers(reader, &mut root, &records);
    // Without a head the plan is refused; the measures are read all the same, for their own faults.
    let from = head.as_ref().map_or(NaiveDate::MIN, |(.., from)| *from);
    let known = load_measure::Known {
        departments: &departments,
        records: &records,
        registers: &registers,
        terms: &terms,
        from,
    };
    let measures = load_measure::measures(reader, &mut root, &known);
    let emergency = load_emergency::desk(reader, &mut root, &known, &measures);
    root.end(reader);
    let (title, number, from) = head?;
    let emergency = emergency?;
    let stamp = [0; 16];
    Some(Plan {
        title,
        number,
        from,
        stamp,
        departments,
        measures,
        records,
        checks,
        registers,
        papers,
        terms,
        emergency,
    })
}

/// The hash that tells plans apart.
fn stamp(text: &str) -> [u8; 16] {
    let mut stamp = [0; 16];
    blake3::Hasher::new().update(text.as_bytes()).finalize_xof().fill(&mut stamp);
    stamp
}

fn head(reader: &mut Reader<'_>, mut section: Section<'_>) -> Option<(Words, String, NaiveDate)> {
    let title = section.own_words(reader);
    let number = section.text(reader, "number");
    let from = section.day(reader, "from");
    section.end(reader);
    Some((title?, number?.text.to_string(), from?))
}

fn departments(reader: &mut Reader<'_>, root: &mut Section<'_>) -> Vec<Department> {
    let mut departments: Vec<Department> = Vec::new();
    for (id, mut section) in root.named(reader, "department") {
        let department = department(reader, &id, &mut section);
        let taken = department.as_ref().and_then(|new| departments.iter().find(|old| old.no == new.no));
        if let Some(old) = taken {
            section.fault::<()>(reader, "no", PlanFault::NumberTaken(old.no.0.into(), old.id.clone()));
        }
        section.end(reader);
        departments.extend(department);
    }
    departments.sort_by_key(|department| department.no);
    departments
}

fn department(reader: &mut Reader<'_>, id: &Located<'_>, section: &mut Section<'_>) -> Option<Department> {
    name(reader, id);
    let no = section.number(reader, "no", 1..256);
    let title = section.own_words(reader);
    let short = section.section(reader, "short").and_then(|mut short| {
        let (zh, en) = (short.text(reader, "zh"), short.text(reader, "en"));
        short.end(reader);
        let (zh, en) = (zh?, en?);
        at_most(reader, &zh, 8);
        at_most(reader, &en, 14);
        Some(Words::new(zh.text, en.text))
    });
    let mut later = Vec::new();
    for mut section in section.sections(reader, "later") {
        let (name, from) = (section.own_words(reader), section.number(reader, "from", 2014..2100));
        section.end(reader);
        later.extend(name.zip(from).map(|(name, from)| LaterName { name, from: i32::try_from(from).unwrap_or(0) }));
    }
    let no = DepartmentNo(u8::try_from(no?).ok()?);
    Some(Department { no, id: id.text.to_string(), name: title?, short: short?, later })
}

/// Sees that a name can be used in commands and JSON.
pub(super) fn name(reader: &mut Reader<'_>, name: &Located<'_>) {
    let letters = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-';
    let good = name.text.starts_with(|c: char| c.is_ascii_lowercase()) && name.text.chars().all(letters);
    if !good {
        reader.fault::<()>(name.at.clone(), &name.place, PlanFault::BadName(name.text.to_string()));
    }
}

/// Sees that a name can be used in rules, too.
fn rule_name(reader: &mut Reader<'_>, word: &Located<'_>) {
    if RESERVED.contains(&word.text) {
        reader.fault::<()>(word.at.clone(), &word.place, PlanFault::BadName(word.text.to_string()));
    } else {
        name(reader, word);
    }
}

fn standards(reader: &mut Reader<'_>, root: &mut Section<'_>) -> Vec<Standard> {
    let mut standards = Vec::new();
    for (key, mut section) in root.named(reader, "standard") {
        rule_name(reader, &key);
        let title = section.own_words(reader);
        let words = StandardKind::ALL.into_iter().map(|(_, word)| word);
        let from_key = |word: &str| StandardKind::ALL.into_iter().find(|(_, key)| *key == word).map(|(kind, _)| kind);
        let kind = section.one_of(reader, "kind", from_key, words);
        let mut figures: Vec<Figure> = Vec::new();
        for mut entry in section.sections(reader, "figures") {
            let figure = kind.and_then(|kind| figure(reader, &mut entry, kind));
            let follows = |figure: &Figure| figures.last().is_none_or(|last| last.from < figure.from);
            if figure.as_ref().is_some_and(|figure| !follows(figure)) {
                entry.fault::<()>(reader, "from", PlanFault::FiguresOutOfOrder);
            }
            if kind.is_some() {
                entry.end(reader);
            }
            figures.extend(figure);
        }
        section.end(reader);
        if let (Some(title), Some(kind)) = (title, kind) {
            standards.push(Standard { key: key.text.to_string(), title, kind, figures });
        }
    }
    standards
}

fn figure(reader: &mut Reader<'_>, entry: &mut Section<'_>, kind: StandardKind) -> Option<Figure> {
    let from = entry.day(reader, "from");
    let source = entry.text(reader, "source");
    let amount = match kind {
        StandardKind::Money => entry.text(reader, "value").and_then(|text| money(reader, &text)),
        StandardKind::Number => entry.number(reader, "value", -1_000_000..1_000_001),
        StandardKind::Flag if entry.has("value") => entry.flag(reader, "value", false).map(i64::from),
        StandardKind::Flag => entry.text(reader, "value").map(|_| 0),
    };
    Some(Figure { from: from?, amount: amount?, source: source?.text.to_string() })
}

fn papers(reader: &mut Reader<'_>, root: &mut Section<'_>) -> Vec<(Field, Words)> {
    let mut papers = Vec::new();
    for (_, mut section) in root.named(reader, "paper") {
        let title = section.own_words(reader);
        for key in section.texts(reader, "proves").unwrap_or_default() {
            let field = match key.text.split_once('.') {
                Some(("family", key)) => Field::from_key(Scope::Family, key),
                Some(("person", key)) => Field::from_key(Scope::Member, key),
                _ => None,
            };
            match (field, &title) {
                (Some(field), Some(title)) => papers.push((field, title.clone())),
                (None, _) => {
                    let fault = PlanFault::NoSuchField(key.text.to_string());
                    reader.fault::<()>(key.at.clone(), &key.place, fault);
                }
                (Some(_), None) => {}
            }
        }
        section.end(reader);
    }
    papers.sort_by_key(|(field, _)| *field);
    papers
}

fn rules(reader: &mut Reader<'_>, root: &mut Section<'_>, mut terms: Terms) -> Terms {
    let named = root.named(reader, "rule");
    for needed in NEEDED {
        if !named.iter().any(|(name, _)| name.text == needed) {
            root.fault::<()>(reader, "rule", PlanFault::MissingRule(needed));
        }
    }
    for (key, mut section) in named {
        rule_name(reader, &key);
        let title = section.own_words(reader);
        let text = section.text(reader, "rule");
        section.end(reader);
        let Some(text) = text else { continue };
        match Rule::read(text.text, &terms) {
            Ok(rule) => terms.predicates.push(rule.named(key.text, title.unwrap_or_default())),
            Err(errors) => reader.rule_faults(&text, errors),
        }
    }
    terms
}

fn records(reader: &mut Reader<'_>, root: &mut Section<'_>) -> Vec<RecordField> {
    let mut records = Vec::new();
    for (key, mut section) in root.named(reader, "record") {
        name(reader, &key);
        let title = section.own_words(reader);
        let keys = RecordKind::KEYS;
        let kind = section.one_of(reader, "kind", |word| keys.into_iter().find(|key| *key == word), keys.into_iter());
        let kind = kind.and_then(|kind| record_kind(reader, kind, &mut section));
        let flags = ["required", "ahead", "looked_up", "masked"].map(|flag| section.flag(reader, flag, false));
        let bounds = kind.as_ref().and_then(|kind| bounds(reader, kind, &mut section));
        section.end(reader);
        if let (Some(title), Some(kind), [Some(required), Some(ahead), Some(looked_up), Some(masked)], Some(bounds)) =
            (title, kind, flags, bounds)
        {
            let key = key.text.to_string();
            let (least, most, form) = bounds;
            records.push(RecordField { key, title, kind, required, ahead, looked_up, masked, least, most, form });
        }
    }
    records
}

/// From what to what a number or an amount may be, and how a line of text is written.
type Bounds = (Option<i64>, Option<i64>, Option<TextForm>);

fn bounds(reader: &mut Reader<'_>, kind: &RecordKind, section: &mut Section<'_>) -> Option<Bounds> {
    match kind {
        RecordKind::Money => {
            let [least, most] = ["least", "most"].map(|key| match section.has(key) {
                true => section.text(reader, key).and_then(|text| money(reader, &text)).map(Some),
                false => Some(None),
            });
            Some((least?, most?, None))
        }
        RecordKind::Number => {
            let [least, most] = ["least", "most"].map(|key| match section.has(key) {
                true => section.number(reader, key, 0..i64::from(u32::MAX)).map(Some),
                false => Some(None),
            });
            Some((least?, most?, None))
        }
        RecordKind::Text if section.has("form") => {
            let keys = TextForm::ALL.iter().map(|form| form.key());
            section.one_of(reader, "form", TextForm::from_key, keys).map(|form| (None, None, Some(form)))
        }
        _ => Some((None, None, None)),
    }
}

fn money(reader: &mut Reader<'_>, text: &Located<'_>) -> Option<i64> {
    let amount = Fen::parse_yuan(text.text).ok().filter(|amount| (0..MOST_MONEY).contains(&amount.0));
    amount
        .map(|amount| amount.0)
        .or_else(|| reader.fault(text.at.clone(), &text.place, PlanFault::Wanted(Shape::Money)))
}

fn record_kind(reader: &mut Reader<'_>, kind: &str, section: &mut Section<'_>) -> Option<RecordKind> {
    Some(match kind {
        "date" => RecordKind::Date,
        "money" => RecordKind::Money,
        "number" => RecordKind::Number,
        "text" => RecordKind::Text,
        "yes-no" => RecordKind::YesNo,
        _ => {
            let mut choices = Vec::new();
            for mut option in section.sections(reader, "options") {
                let (key, title) = (option.text(reader, "key"), option.own_words(reader));
                option.end(reader);
                choices.extend(key.zip(title).map(|(key, title)| RecordChoice { key: key.text.to_string(), title }));
            }
            if choices.is_empty() {
                return section.fault(reader, "options", PlanFault::MissingKey("options"));
            }
            RecordKind::Choice(choices)
        }
    })
}
