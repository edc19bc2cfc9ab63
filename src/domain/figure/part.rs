//! What the parts of a tally are called.

use super::NOT_RECORDED;
use crate::policy::division::TownshipCode;
use crate::policy::field::Field;
use crate::policy::plan::{Apart, Plan, RecordKind, Tally};
use crate::policy::value::Kind;
use crate::policy::words::Words;

/// A part: the word of JSON, and what a person reads.
pub fn name(plan: &Plan, tally: &Tally, part: u32) -> (String, Words) {
    let unknown = || ("none".to_string(), Words::new("未登记", "Not recorded"));
    let at = usize::try_from(part).unwrap_or(usize::MAX);
    match &tally.by {
        _ if part == NOT_RECORDED => unknown(),
        None => unknown(),
        Some(Apart::Record(key)) => match plan.record(key).map(|field| &field.kind) {
            Some(RecordKind::Choice(choices)) => {
                choices.get(at).map_or_else(unknown, |choice| (choice.key.clone(), choice.title.clone()))
            }
            Some(RecordKind::YesNo) if at == 0 => ("yes".into(), Words::new("是", "Yes")),
            Some(RecordKind::YesNo) => ("no".into(), Words::new("否", "No")),
            _ => unknown(),
        },
        Some(Apart::Month) => (part.to_string(), Words::new(format!("{part}月"), format!("Month {part}"))),
        Some(Apart::Fact(field)) => fact(*field, part).unwrap_or_else(unknown),
    }
}

fn fact(field: Field, part: u32) -> Option<(String, Words)> {
    if field.kind() == Kind::Township {
        let name = TownshipCode::from_number(i64::from(part))?.name().into_owned();
        return Some((part.to_string(), Words::new(name.clone(), name)));
    }
    let choice = field.choices().iter().find(|choice| u32::from(choice.code) == part)?;
    Some((choice.key.to_string(), Words::new(choice.title.zh, choice.title.en)))
}
