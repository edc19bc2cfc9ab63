//! The fingerprint of what a row states: the same for the same content, whatever its order, its row or its file.
//!
//! It is kept in the journal with a question, so that the same row is not asked about twice; the bytes that go into it must never change.

use super::draft::Draft;
use crate::domain::command::Fact;
use crate::policy::value::Value;
use chrono::Datelike;

/// The first sixteen bytes of a BLAKE3 hash.
pub type Fingerprint = [u8; 16];

/// The fingerprint of a draft.
pub fn of(draft: &Draft) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    add(&mut hasher, 0, &draft.household);
    add(&mut hasher, 1, &draft.parents);
    let mut people: Vec<[u8; 32]> = Vec::with_capacity(draft.people.len());
    for person in &draft.people {
        let mut one = blake3::Hasher::new();
        add(&mut one, 2, &person.facts);
        one.update(&[person.role.code()]);
        people.push(*one.finalize().as_bytes());
    }
    people.sort_unstable();
    people.iter().for_each(|person| {
        hasher.update(person);
    });
    short(&hasher)
}

/// The fingerprint of texts, for keys that are only compared.
pub fn of_texts(kind: u8, texts: &[&str]) -> Fingerprint {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&[kind]);
    for text in texts {
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
    short(&hasher)
}

fn short(hasher: &blake3::Hasher) -> Fingerprint {
    let mut print = [0; 16];
    hasher.finalize_xof().fill(&mut print);
    print
}

/// Each fact as its field, its day, the kind of its value and the value; lengths before texts, so that nothing can run together.
fn add(hasher: &mut blake3::Hasher, kind: u8, facts: &[Fact]) {
    hasher.update(&[kind]);
    let mut sorted: Vec<&Fact> = facts.iter().collect();
    sorted.sort_by(|a, b| (a.field, a.since, &a.value).cmp(&(b.field, b.since, &b.value)));
    hasher.update(&(sorted.len() as u64).to_le_bytes());
    for fact in sorted {
        hasher.update(&(fact.field as u16).to_le_bytes());
        hasher.update(&fact.since.map_or(0, |day| day.num_days_from_ce()).to_le_bytes());
        let (tag, number, text) = match &fact.value {
            Value::Flag(flag) => (0, i64::from(*flag), ""),
            Value::Choice(code) => (1, i64::from(*code), ""),
            Value::Choices(bits) => (2, i64::from(*bits), ""),
            Value::Date(day) => (3, i64::from(day.num_days_from_ce()), ""),
            Value::Number(number) => (4, *number, ""),
            Value::Money(fen) => (5, *fen, ""),
            Value::Text(text) => (6, 0, text.as_str()),
        };
        hasher.update(&[tag]);
        hasher.update(&number.to_le_bytes());
        hasher.update(&(text.len() as u64).to_le_bytes());
        hasher.update(text.as_bytes());
    }
}
