//! What the rows of the file that were already taken were about, so that a file that names a family twice is noticed before the register is asked.
//!
//! It keeps short keys and row numbers, never the rows: some hundred bytes for each family.

use super::difference::folded_case;
use super::draft::Draft;
use super::fingerprint::{self, Fingerprint};
use super::likeness::Likeness;
use super::problem::Cause;
use std::collections::HashMap;

/// Keys of the rows so far.
#[derive(Debug, Default)]
pub struct Seen {
    rows: HashMap<Fingerprint, Taken>,
    likenesses: HashMap<Fingerprint, u32>,
}

#[derive(Clone, Copy, Debug)]
struct Taken {
    row: u32,
    content: Fingerprint,
}

const CASE_NUMBER: u8 = 0;
const IDENTITY_NUMBER: u8 = 1;
const CONTENT: u8 = 2;
const PARENTS: u8 = 3;
const CHILD: u8 = 4;

impl Seen {
    /// What an earlier row has to do with this one: the same content, or the same family with another content.
    pub fn earlier(&self, draft: &Draft) -> Option<Cause> {
        let content = fingerprint::of(draft);
        let case_key = case_key(draft);
        let by_case = case_key.and_then(|key| self.rows.get(&key));
        let by_number = number_keys(draft).find_map(|key| self.rows.get(&key));
        let by_content = self.rows.get(&content_key(&content));
        let earlier = by_case.or(by_number).or(by_content)?;
        let row = earlier.row;
        Some(match earlier.content == content {
            true => Cause::RepeatsRow { row },
            false if by_case.is_none() && case_key.is_some() => Cause::SameNumberAs { row },
            false => Cause::SameFamilyAs { row },
        })
    }

    /// The earlier new family that looks like this one.
    pub fn alike(&self, draft: &Draft) -> Option<u32> {
        likeness_keys(draft).into_iter().find_map(|key| self.likenesses.get(&key).copied())
    }

    /// Remembers a row that was taken.
    pub fn take(&mut self, draft: &Draft, new: bool) {
        let content = fingerprint::of(draft);
        let row = draft.rows.first().copied().unwrap_or(0);
        let keys = case_key(draft).into_iter().chain(number_keys(draft)).chain([content_key(&content)]);
        for key in keys {
            self.rows.entry(key).or_insert(Taken { row, content });
        }
        if new {
            for key in likeness_keys(draft) {
                self.likenesses.entry(key).or_insert(row);
            }
        }
    }
}

fn case_key(draft: &Draft) -> Option<Fingerprint> {
    let number = folded_case(draft.case_number());
    (!number.is_empty()).then(|| fingerprint::of_texts(CASE_NUMBER, &[&number]))
}

fn number_keys(draft: &Draft) -> impl Iterator<Item = Fingerprint> {
    let numbers = draft.people.iter().map(|person| person.identity_number()).filter(|number| !number.is_empty());
    numbers.map(|number| fingerprint::of_texts(IDENTITY_NUMBER, &[number]))
}

fn content_key(content: &Fingerprint) -> Fingerprint {
    let mut key = *content;
    // Apart from the other kinds of key, which are hashes of something else.
    key[0] ^= CONTENT;
    key
}

fn likeness_keys(draft: &Draft) -> Vec<Fingerprint> {
    let Some(likeness) = Likeness::of(draft) else { return Vec::new() };
    let mut keys = Vec::new();
    if let (Some(village), false) = (likeness.village, likeness.parents.is_empty()) {
        let mut texts = vec![village.to_string()];
        texts.extend(likeness.parents.iter().map(|named| format!("{}{}", named.role.code(), named.name)));
        keys.push(fingerprint::of_texts(PARENTS, &texts.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    if let Some((name, born)) = &likeness.child {
        keys.push(fingerprint::of_texts(CHILD, &[name, &born.to_string()]));
    }
    keys
}
