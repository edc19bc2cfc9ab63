//! From `field=value` to the facts of a household and of its people.
//!
//! A field goes by its key or its title; its value by the one reader that forms and rosters use too.

use super::failure::Failure;
use super::language::SEAM;
use super::sense::Sense;
use super::word::{Pair, Sheet, Word};
use super::wrong::Wrong;
use crate::domain::command::Fact;
use crate::domain::member::Role;
use crate::domain::refusal::Refusal;
use crate::policy::field::{Field, Scope};
use crate::policy::reading::{self, Problem, Reader};
use crate::policy::showing;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::NaiveDate;

/// Keys that are offered when a field is not known.
const NEAR_MAX: usize = 3;

/// The field that a word names.
///
/// # Errors
/// When there is none.
pub fn field(scope: Scope, text: &str) -> Result<Field, Failure> {
    let text = text.trim();
    let titled = |entry: &&crate::policy::field::Entry| {
        entry.scope == scope && (entry.title.zh == text || entry.title.en.eq_ignore_ascii_case(text))
    };
    let found = Field::from_key(scope, text).or_else(|| Field::ALL.iter().find(titled).map(|entry| entry.field));
    found.ok_or_else(|| {
        let keys = Field::ALL.iter().filter(|entry| entry.scope == scope).map(|entry| entry.key);
        Wrong::NoSuchField { text: text.to_string(), of_member: scope == Scope::Member, near: near(text, keys) }.into()
    })
}

/// The keys that share a part with what was typed.
fn near(text: &str, keys: impl Iterator<Item = &'static str>) -> Vec<&'static str> {
    let text = text.to_lowercase().replace('-', "_");
    let parts: Vec<&str> = text.split('_').filter(|part| part.len() > 2).collect();
    keys.filter(|key| parts.iter().any(|part| key.contains(part))).take(NEAR_MAX).collect()
}

/// The facts that pairs give a household or a person. A village is looked for in the township given beside it.
///
/// # Errors
/// When a field is not known or a value does not fit it.
pub fn facts(scope: Scope, pairs: &[Pair], since: Option<NaiveDate>, sense: &Sense<'_>) -> Result<Vec<Fact>, Failure> {
    let mut reader = Reader::new(sense.today);
    let fields: Vec<(Field, &str)> = pairs
        .iter()
        .map(|pair| Ok((field(scope, &pair.name)?, pair.value.as_str())))
        .collect::<Result<_, Failure>>()?;
    let township = fields.iter().find(|(field, _)| *field == Field::Township);
    reader.township = township.and_then(|(_, text)| reading::township(text).ok());
    fields.into_iter().map(|(field, text)| Ok(Fact { field, since, value: read(&reader, field, text)? })).collect()
}

/// The value that a text gives a field.
///
/// # Errors
/// When it does not fit, or is empty.
pub fn read(reader: &Reader, field: Field, text: &str) -> Result<Value, Failure> {
    let bad = |problem: Problem| {
        let value = showing::mask(field, text).chars().take(40).collect();
        Failure::from(Refusal::BadValue { field, value, problem: (problem.zh, problem.en) })
    };
    let value = reader.read(field, text).map_err(bad)?;
    value.ok_or_else(|| {
        bad(Problem::new("empty", "没有填写；要去掉请用 clear", "nothing is written; to take it away use clear"))
    })
}

/// The value of one field.
///
/// # Errors
/// When it does not fit.
pub fn value(field: Field, word: &Word, sense: &Sense<'_>) -> Result<Value, Failure> {
    read(&Reader::new(sense.today), field, word.as_str())
}

/// The facts of a person in a role.
///
/// # Errors
/// When a field is not known or a value does not fit it.
pub fn person(role: Role, sheet: &Sheet, sense: &Sense<'_>) -> Result<Vec<Fact>, Failure> {
    let mut known = facts(Scope::Member, &sheet.0, None, sense)?;
    if !known.iter().any(|fact| fact.field == Field::Role) {
        known.insert(0, Fact::new(Field::Role, role.value()));
    }
    Ok(known)
}

/// The fields for the help of a command, each with its title; both halves.
pub fn listing() -> String {
    let fields = |scope: Scope, lang: Lang| {
        let entries = Field::ALL.iter().filter(move |entry| entry.scope == scope);
        entries.map(move |entry| format!("  {:24}{}\n", entry.key, entry.title.in_lang(lang))).collect::<String>()
    };
    let both = |lang: Lang| {
        let family = lang.pick("家庭栏目：", "Fields of a household:");
        let member = lang.pick("成员栏目：", "Fields of a person:");
        format!("{family}\n{}\n{member}\n{}", fields(Scope::Family, lang), fields(Scope::Member, lang))
    };
    format!("{} {SEAM} {}", both(Lang::Zh), both(Lang::En))
}
