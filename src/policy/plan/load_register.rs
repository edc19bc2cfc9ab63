//! The small registers and the checks of a plan file: each is read key by key and held against the record fields it refers to. A plan
//! may have neither.

use super::check::{Check, CheckKind};
use super::fault::{PlanFault, Shape};
use super::load::name;
use super::reader::{Located, Reader, Section, word_of};
use super::record::{RecordField, RecordKind};
use super::register::{OwnerKind, Register};
use crate::ids::RegisterNo;
use crate::policy::field::{Field, Scope};
use crate::policy::value::Kind;

/// Every check, in the order of the file.
pub fn checks(reader: &mut Reader<'_>, root: &mut Section<'_>, records: &[RecordField]) -> Vec<Check> {
    let mut checks = Vec::new();
    for (id, mut section) in optional(reader, root, "check") {
        name(reader, &id);
        let title = section.own_words(reader);
        let kind = check(reader, &mut section, records);
        section.end(reader);
        if let (Some(title), Some(kind)) = (title, kind) {
            checks.push(Check { id: id.text.to_string(), title, kind });
        }
    }
    checks
}

fn check(reader: &mut Reader<'_>, section: &mut Section<'_>, records: &[RecordField]) -> Option<CheckKind> {
    let words = ["order", "left", "times", "within", "needs"];
    let own = |word: &str| words.into_iter().find(|known| *known == word);
    let kind = section.one_of(reader, "kind", own, words.into_iter())?;
    match kind {
        "order" => {
            let days = section.texts(reader, "days")?;
            keys(reader, &days, records, RecordKind::Date).map(CheckKind::Order)
        }
        "left" => {
            let (left, of) = (section.text(reader, "left"), section.text(reader, "of"));
            let less = section.texts(reader, "less");
            let left = key(reader, &left?, records, &RecordKind::Money);
            let of = key(reader, &of?, records, &RecordKind::Money);
            let less = keys(reader, &less?, records, RecordKind::Money);
            Some(CheckKind::Left { left: left?, of: of?, less: less? })
        }
        "within" => {
            let (part, whole) = (section.text(reader, "part")?, section.text(reader, "whole")?);
            // Money is compared with money, a count with a count.
            let kind = if known(reader, &whole, records)?.kind == RecordKind::Money {
                RecordKind::Money
            } else {
                RecordKind::Number
            };
            let (part, whole) = (key(reader, &part, records, &kind), key(reader, &whole, records, &kind));
            Some(CheckKind::Within { part: part?, whole: whole? })
        }
        "needs" => needs(reader, section, records),
        _ => {
            let (amount, rate) = (section.text(reader, "amount"), section.text(reader, "rate"));
            let months = section.text(reader, "months");
            let amount = key(reader, &amount?, records, &RecordKind::Money);
            let months = key(reader, &months?, records, &RecordKind::Number);
            let rate = key(reader, &rate?, records, &RecordKind::Money);
            Some(CheckKind::Times { amount: amount?, months: months?, rate: rate? })
        }
    }
}

/// `when = "field"` or `when = "field=choice"`, and what must be written `then`.
fn needs(reader: &mut Reader<'_>, section: &mut Section<'_>, records: &[RecordField]) -> Option<CheckKind> {
    let when = section.text(reader, "when");
    let then = section.texts(reader, "then");
    let when = when?;
    let (name, says) = when.text.split_once('=').map_or((when.text, None), |(name, says)| (name, Some(says)));
    let field = known(reader, &Located { text: name, at: when.at.clone(), place: when.place.clone() }, records)?;
    let can_say = |says: &str| match &field.kind {
        RecordKind::Choice(choices) => choices.iter().any(|choice| choice.key == says),
        RecordKind::YesNo => matches!(says, "yes" | "no"),
        _ => false,
    };
    if says.is_some_and(|says| !can_say(says)) {
        let fault = PlanFault::WrongRecord(when.text.to_string(), "choice");
        return reader.fault(when.at.clone(), &when.place, fault);
    }
    let then: Vec<_> = then?.iter().filter_map(|text| Some(known(reader, text, records)?.key.clone())).collect();
    Some(CheckKind::Needs { when: field.key.clone(), says: says.map(str::to_string), then })
}

/// Every small register, in the order of the file.
pub fn registers(reader: &mut Reader<'_>, root: &mut Section<'_>, records: &[RecordField]) -> Vec<Register> {
    let mut registers: Vec<Register> = Vec::new();
    for (id, mut section) in optional(reader, root, "register") {
        name(reader, &id);
        let register = register(reader, &id, &mut section, records);
        let taken = register.as_ref().and_then(|new| registers.iter().find(|old| old.no == new.no));
        if let Some(old) = taken {
            section.fault::<()>(reader, "no", PlanFault::NumberTaken(old.no.0.into(), old.id.clone()));
        }
        section.end(reader);
        registers.extend(register);
    }
    registers
}

fn register(
    reader: &mut Reader<'_>,
    id: &Located<'_>,
    section: &mut Section<'_>,
    records: &[RecordField],
) -> Option<Register> {
    let no = section.number(reader, "no", 1..256);
    let title = section.own_words(reader);
    let owners = owners(reader, section);
    let listed = section.texts(reader, "fields").unwrap_or_default();
    let fields: Vec<String> =
        listed.iter().filter_map(|text| Some(known(reader, text, records)?.key.clone())).collect();
    let required = section.texts(reader, "required").unwrap_or_default();
    let required = required.iter().filter_map(|text| own(reader, text, &fields)).collect();
    let day = if section.has("day") {
        let day = section.text(reader, "day")?;
        Some(own(reader, &day, &fields).and_then(|_| key(reader, &day, records, &RecordKind::Date))?)
    } else {
        None
    };
    let heading = section.text(reader, "heading").and_then(|text| own(reader, &text, &fields));
    let facts = if section.has("facts") { section.texts(reader, "facts").unwrap_or_default() } else { Vec::new() };
    let owners = owners?;
    let facts = facts.iter().filter_map(|text| fact(reader, text, &fields, records, &owners)).collect();
    let single = section.flag(reader, "single", false);
    Some(Register {
        no: RegisterNo(u8::try_from(no?).ok()?),
        id: id.text.to_string(),
        title: title?,
        owners,
        fields,
        required,
        day,
        heading: heading?,
        facts,
        single: single?,
    })
}

fn owners(reader: &mut Reader<'_>, section: &mut Section<'_>) -> Option<Vec<OwnerKind>> {
    let words = section.texts(reader, "owners")?;
    if words.is_empty() {
        return section.fault(reader, "owners", PlanFault::Wanted(Shape::Text));
    }
    let kinds = || OwnerKind::ALL.into_iter().map(OwnerKind::key);
    Some(words.iter().filter_map(|word| word_of(reader, word, OwnerKind::from_key, kinds())).collect())
}

/// `stay_total = person.stay_total`: a field of the row, and the fact of its owner that it is too.
fn fact(
    reader: &mut Reader<'_>,
    text: &Located<'_>,
    fields: &[String],
    records: &[RecordField],
    owners: &[OwnerKind],
) -> Option<(String, Field)> {
    let (key, fact) = match text.text.split_once('=') {
        Some((key, fact)) => (key.trim(), fact.trim()),
        None => return reader.fault(text.at.clone(), &text.place, PlanFault::NoSuchField(text.text.to_string())),
    };
    let (scope, name) = match fact.split_once('.') {
        Some(("family", name)) => (Scope::Family, name),
        Some(("person", name)) => (Scope::Member, name),
        _ => return reader.fault(text.at.clone(), &text.place, PlanFault::NoSuchField(fact.to_string())),
    };
    let Some(field) = Field::from_key(scope, name) else {
        return reader.fault(text.at.clone(), &text.place, PlanFault::NoSuchField(fact.to_string()));
    };
    let owner = if scope == Scope::Member { OwnerKind::Member } else { OwnerKind::Family };
    if owners != [owner] {
        return reader.fault(text.at.clone(), &text.place, PlanFault::WrongOwner(owner.key()));
    }
    let own = fields.iter().any(|own| own == key);
    let Some(record) = records.iter().find(|record| own && record.key == key) else {
        return reader.fault(text.at.clone(), &text.place, PlanFault::NoSuchRecord(key.to_string()));
    };
    if !fits(&record.kind, field) {
        return reader.fault(text.at.clone(), &text.place, PlanFault::Unlike(key.to_string(), fact.to_string()));
    }
    Some((key.to_string(), field))
}

/// Whether what is written of this kind can be a value of the field.
fn fits(kind: &RecordKind, field: Field) -> bool {
    match (kind, field.kind()) {
        (RecordKind::Date, Kind::Date)
        | (RecordKind::Money, Kind::Money)
        | (RecordKind::Number, Kind::Number(..))
        | (RecordKind::YesNo, Kind::Flag)
        | (RecordKind::Text, Kind::Text(_) | Kind::Name) => true,
        (RecordKind::Choice(options), Kind::Choice(_)) => {
            options.iter().all(|option| field.choice(&option.key).is_some())
        }
        _ => false,
    }
}

/// The tables `[key.NAME]`, or none where the plan has no such part.
fn optional<'t>(reader: &mut Reader<'_>, root: &mut Section<'t>, key: &'static str) -> Vec<(Located<'t>, Section<'t>)> {
    if root.has(key) { root.named(reader, key) } else { Vec::new() }
}

fn known<'r>(reader: &mut Reader<'_>, text: &Located<'_>, records: &'r [RecordField]) -> Option<&'r RecordField> {
    let found = records.iter().find(|field| field.key == text.text);
    let fault = || PlanFault::NoSuchRecord(text.text.to_string());
    found.or_else(|| reader.fault(text.at.clone(), &text.place, fault()))
}

/// A field that the register has among its own.
fn own(reader: &mut Reader<'_>, text: &Located<'_>, fields: &[String]) -> Option<String> {
    let found = fields.iter().find(|key| *key == text.text).cloned();
    let fault = || PlanFault::NoSuchRecord(text.text.to_string());
    found.or_else(|| reader.fault(text.at.clone(), &text.place, fault()))
}

/// A record field of this kind.
fn key(reader: &mut Reader<'_>, text: &Located<'_>, records: &[RecordField], kind: &RecordKind) -> Option<String> {
    let field = known(reader, text, records)?;
    if field.kind == *kind {
        return Some(field.key.clone());
    }
    let fault = PlanFault::WrongRecord(text.text.to_string(), kind.key());
    reader.fault(text.at.clone(), &text.place, fault)
}

fn keys(
    reader: &mut Reader<'_>,
    texts: &[Located<'_>],
    records: &[RecordField],
    kind: RecordKind,
) -> Option<Vec<String>> {
    texts.iter().map(|text| key(reader, text, records, &kind)).collect()
}
