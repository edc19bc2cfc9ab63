//! Whether a value may be recorded: it has the shape of its field, and a text is one that the field's reader would have given.

use super::refusal::Refusal;
use crate::policy::field::Field;
use crate::policy::reading::{Problem, Reader};
use crate::policy::showing;
use crate::policy::value::{Kind, Value};
use chrono::NaiveDate;

/// The value in the form that is kept.
///
/// # Errors
/// When it does not fit its field; a personal value is masked in the refusal.
pub fn value(field: Field, value: &Value, today: NaiveDate) -> Result<Value, Refusal> {
    let kept = match value {
        Value::Text(text) => match Reader::new(today).read(field, text) {
            Ok(Some(kept)) => kept,
            Ok(None) => return Err(refused(field, value, Problem::new("empty", "没有填写", "nothing is written"))),
            Err(problem) => return Err(refused(field, value, problem)),
        },
        other => other.clone(),
    };
    if !field.fits(&kept) {
        return Err(refused(
            field,
            &kept,
            Problem::new("shape", "填写的内容不符合这一栏", "this does not fit the field"),
        ));
    }
    match (field, &kept) {
        (Field::BornOn | Field::DiedOn | Field::LaterBirthOn | Field::LaterAdoptionOn, Value::Date(on))
            if *on > today =>
        {
            Err(Refusal::NotYet(field, *on))
        }
        _ => Ok(kept),
    }
}

/// A personal text as it may stand in a sentence.
pub fn masked(field: Field, text: &str) -> String {
    showing::mask(field, text)
}

fn refused(field: Field, value: &Value, problem: Problem) -> Refusal {
    let shown = match (field.kind(), value) {
        (Kind::Text(_), Value::Text(text)) => text.chars().take(40).collect(),
        (_, Value::Text(text)) => showing::mask(field, text),
        (_, other) => showing::show(field, other, crate::text::Lang::En),
    };
    Refusal::BadValue { field, value: shown, problem: (problem.zh, problem.en) }
}
