//! The record of a delivery: what the measure asks to be written down, each entry checked by its kind before it is kept.
//!
//! An entry is kept as text in one form: a day as `YYYY-MM-DD`, money in yuan with two decimals, a choice by its key, yes or no as
//! `yes` and `no`.

use super::refusal::Refusal;
use crate::policy::money::Fen;
use crate::policy::plan::{Check, Measure, Plan, RecordField, RecordKind, Unlike};
use crate::policy::reading::{self, Problem};
use crate::policy::showing;
use crate::text::clean;
use chrono::{Datelike, NaiveDate};

const TEXT_CHARACTERS_MAX: usize = 400;

/// No record is of a day before this year: nobody in the register was born so long ago that anything could have been given to them.
const EARLIEST: i32 = 1949;

/// The entries of a delivery's record in the form that is kept, in the order of the measure.
///
/// # Errors
/// When one is missing, unknown or does not fit, or they do not hold together and `reason` does not say why.
pub fn checked(
    plan: &Plan,
    measure: &Measure,
    given: &[(String, String)],
    reason: &str,
    today: NaiveDate,
) -> Result<Vec<(String, String)>, Refusal> {
    read(plan, &plan.asked(measure).collect::<Vec<_>>(), given, reason, today)
}

/// The same for any list of record fields, each with whether it must be there. What a check of the plan can work out and nobody wrote is
/// filled in.
///
/// # Errors
/// As `checked`.
pub fn read(
    plan: &Plan,
    fields: &[(&RecordField, bool)],
    given: &[(String, String)],
    reason: &str,
    today: NaiveDate,
) -> Result<Vec<(String, String)>, Refusal> {
    let is_field = |key: &str| fields.iter().any(|(field, _)| field.key == key);
    if let Some((key, _)) = given.iter().find(|(key, _)| !is_field(key)) {
        return Err(Refusal::RecordUnknown(key.clone()));
    }
    let mut kept: Vec<(String, String)> = Vec::new();
    for (field, _) in fields {
        let text = given.iter().find(|(key, _)| *key == field.key).map_or("", |(_, text)| text.trim());
        match entry(field, text, today) {
            Ok(text) => kept.extend(text.map(|text| (field.key.clone(), text))),
            Err(problem) => return Err(wrong(field, text, problem)),
        }
    }
    for check in plan.checks().iter().filter(|check| check.keys().into_iter().all(is_field)) {
        let written = |key: &str| kept.iter().find(|(name, _)| name == key).map(|(_, text)| text.clone());
        match check.of(written) {
            Ok(filled) => kept.extend(filled),
            Err(_) if check.yields() && !reason.trim().is_empty() => {}
            Err(unlike) => return Err(unlike_refused(plan, check, &unlike)),
        }
    }
    let place = |key: &str| fields.iter().position(|(field, _)| field.key == key);
    kept.sort_by_key(|(key, _)| place(key));
    let missing: Vec<(String, String)> = fields
        .iter()
        .filter(|(field, required)| *required && !kept.iter().any(|(key, _)| *key == field.key))
        .map(|(field, _)| (field.title.zh.clone(), field.title.en.clone()))
        .collect();
    if missing.is_empty() { Ok(kept) } else { Err(Refusal::RecordMissing(missing)) }
}

fn wrong(field: &RecordField, text: &str, problem: Problem) -> Refusal {
    let value = text.chars().take(40).collect();
    Refusal::RecordWrong {
        title: (field.title.zh.clone(), field.title.en.clone()),
        value: if field.masked { showing::masked_line(value) } else { value },
        problem: (problem.zh, problem.en),
    }
}

fn unlike_refused(plan: &Plan, check: &Check, unlike: &Unlike) -> Refusal {
    let title = |key: &str| plan.record(key).map(|field| field.title.clone()).unwrap_or_default();
    let problem = match unlike {
        Unlike::OutOfOrder(earlier, later) => {
            let (earlier, later) = (title(earlier), title(later));
            (format!("{}晚于{}", earlier.zh, later.zh), format!("\"{}\" is after \"{}\"", earlier.en, later.en))
        }
        Unlike::TooMuch(by) => {
            (format!("各部分之和超出 {by} 元"), format!("the parts are {by} yuan more than the whole"))
        }
        Unlike::Above(part, whole) => {
            let (part, whole) = (title(part), title(whole));
            (format!("{}多于{}", part.zh, whole.zh), format!("\"{}\" is more than \"{}\"", part.en, whole.en))
        }
        Unlike::Lacking(key) => {
            let title = title(key);
            (format!("没有填写{}", title.zh), format!("\"{}\" is not written", title.en))
        }
        Unlike::Other { key, written, worked_out } => {
            let title = title(key);
            (
                format!("{}填的是 {written} 元，应为 {worked_out} 元", title.zh),
                format!("\"{}\" is {written} where {worked_out} is worked out", title.en),
            )
        }
    };
    let check_title = (check.title.zh.clone(), check.title.en.clone());
    Refusal::RecordUnlike { check: check_title, problem, yields: check.yields() }
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
        RecordKind::Date => {
            let day = reading::date::read(text, today)?;
            if day > today && !field.ahead {
                return Err(Problem::new("ahead", "这一天还没有到", "this day has not come yet"));
            }
            if day.year() < EARLIEST {
                let sentences = (format!("不能早于 {EARLIEST} 年"), format!("cannot be before {EARLIEST}"));
                return Err(Problem::new("long-ago", sentences.0, sentences.1));
            }
            day.to_string()
        }
        RecordKind::Money => money(field, text)?.to_string(),
        RecordKind::Number => {
            let (least, most) = field.numbers();
            reading::whole_number(text, least, most)?.to_string()
        }
        RecordKind::Text => {
            let text = bounded(text)?;
            match field.form {
                Some(form) => reading::form::read(form, &text)?,
                None => text,
            }
        }
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

fn money(field: &RecordField, text: &str) -> Result<Fen, Problem> {
    let amount = reading::money(text)?;
    let outside = field.least.is_some_and(|least| amount.0 < least) || field.most.is_some_and(|most| amount.0 > most);
    match field.bounds().filter(|_| outside) {
        Some(bounds) => Err(Problem::new(
            "range",
            format!("金额应{}元", bounds.zh.trim_start_matches('应')),
            format!("the amount must be {} yuan", bounds.en),
        )),
        None => Ok(amount),
    }
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
