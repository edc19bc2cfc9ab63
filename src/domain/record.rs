//! The record of a delivery: what the measure asks to be written down, each entry checked by its kind before it is kept.
//!
//! An entry is kept as text in one form: a day as `YYYY-MM-DD`, money in yuan with two decimals, a choice by its key, yes or no as
//! `yes` and `no`.

use super::refusal::Refusal;
use crate::policy::money::Fen;
use crate::policy::plan::{Measure, Plan, RecordField, RecordKind};
use crate::policy::reading::{self, Problem};
use crate::text::clean;
use chrono::NaiveDate;

const TEXT_CHARACTERS_MAX: usize = 400;

/// The entries of a record in the form that is kept, in the order of the measure.
///
/// # Errors
/// When one is missing, unknown or does not fit.
pub fn checked(
    plan: &Plan,
    measure: &Measure,
    given: &[(String, String)],
    today: NaiveDate,
) -> Result<Vec<(String, String)>, Refusal> {
    if let Some((key, _)) = given.iter().find(|(key, _)| !measure.record.contains(key)) {
        return Err(Refusal::RecordUnknown(key.clone()));
    }
    let mut kept = Vec::new();
    let mut missing = Vec::new();
    for field in measure.record.iter().filter_map(|key| plan.record(key)) {
        let text = given.iter().find(|(key, _)| *key == field.key).map_or("", |(_, text)| text.trim());
        match entry(field, text, today) {
            Ok(Some(text)) => kept.push((field.key.clone(), text)),
            Ok(None) if field.required => missing.push((field.title.zh.clone(), field.title.en.clone())),
            Ok(None) => {}
            Err(problem) => {
                return Err(Refusal::RecordWrong {
                    title: (field.title.zh.clone(), field.title.en.clone()),
                    value: text.chars().take(40).collect(),
                    problem: (problem.zh, problem.en),
                });
            }
        }
    }
    if missing.is_empty() { Ok(kept) } else { Err(Refusal::RecordMissing(missing)) }
}

/// One entry in the form that is kept; none when nothing is written.
///
/// # Errors
/// When the text is not of the entry's kind.
pub fn entry(field: &RecordField, text: &str, today: NaiveDate) -> Result<Option<String>, Problem> {
    let text = clean::free_text(text);
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let kept = match &field.kind {
        RecordKind::Date => reading::date::read(text, today)?.to_string(),
        RecordKind::Money => reading::money(text).map(|fen: Fen| fen.to_string())?,
        RecordKind::Number => reading::whole_number(text, 0, i64::from(u32::MAX))?.to_string(),
        RecordKind::Text => bounded(text)?,
        RecordKind::YesNo => if reading::yes_or_no(text)? { "yes" } else { "no" }.to_string(),
        RecordKind::Choice(choices) => {
            let same = |word: &str| word.eq_ignore_ascii_case(text);
            let found =
                choices.iter().find(|choice| same(&choice.key) || same(&choice.title.zh) || same(&choice.title.en));
            let titles = |pick: fn(&crate::policy::plan::RecordChoice) -> &str, between: &str| {
                choices.iter().map(pick).collect::<Vec<_>>().join(between)
            };
            let wrong = || {
                Problem::new(
                    "choice",
                    format!("只能填：{}", titles(|choice| &choice.title.zh, "、")),
                    format!("one of: {}", titles(|choice| &choice.key, ", ")),
                )
            };
            found.map(|choice| choice.key.clone()).ok_or_else(wrong)?
        }
    };
    Ok(Some(kept))
}

fn bounded(text: &str) -> Result<String, Problem> {
    if text.chars().count() > TEXT_CHARACTERS_MAX {
        return Err(Problem::new(
            "too-long",
            format!("最多 {TEXT_CHARACTERS_MAX} 个字"),
            format!("at most {TEXT_CHARACTERS_MAX} characters"),
        ));
    }
    Ok(text.to_string())
}
