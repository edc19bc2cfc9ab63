//! A fact beside the one that contradicts it, with who recorded each and what becomes of it when the other is right.

use super::list;
use crate::cli::failure::Failure;
use crate::cli::family::row::role_title;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Table, text};
use crate::policy::showing;
use crate::service::answer::{ConflictPage, ConflictSide};
use crate::text::Lang;
use serde_json::{Value, json};

pub(super) fn keys(page: &ConflictPage, lang: Lang) -> Value {
    let side = |side: &ConflictSide| {
        let value = |value| showing::key(side.field, value);
        json!({
            "spot": spot(side),
            "field": side.field.key(),
            "title": side.field.title().in_lang(lang),
            "member": side.member.map(|member| member.to_string()),
            "name": side.name,
            "since": side.since.map(|since| since.to_string()),
            "value": value(&side.value),
            "instead": side.instead.as_ref().map(value),
            "seq": side.recorded.as_ref().map(|recorded| recorded.seq.0),
            "actor": side.recorded.as_ref().map(|recorded| recorded.actor.clone()),
        })
    };
    let mut keys = list::keys(&page.row);
    keys.insert("family".into(), json!(page.family.family.to_string()));
    keys.insert("version".into(), json!(page.version.0));
    keys.insert("sides".into(), json!(page.sides.iter().map(side).collect::<Vec<_>>()));
    Value::Object(keys)
}

pub(super) fn print(page: &ConflictPage, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let question = page.row.question;
    out.marked(Mark::Strong, lang.pick(format!("核对 {question}"), format!("question {question}")))?;
    out.line(page.row.about(lang))?;
    let columns = [
        text("以此为准", "if this is right"),
        text("栏目", "field"),
        text("登记为", "recorded as"),
        text("登记于", "recorded by"),
        text("否则改为", "else it becomes"),
    ];
    let mut table = Table::new(columns);
    for (answer, side) in ["first", "second"].into_iter().zip(&page.sides) {
        let shown = |value| showing::show(side.field, value, lang);
        let by = side.recorded.as_ref().map(|recorded| {
            let day = recorded.at.format("%Y-%m-%d");
            format!("{day} {} #{}", recorded.actor, recorded.seq)
        });
        let whose = side.role.map(|role| format!("{} {} ", role_title(role, lang), side.name)).unwrap_or_default();
        let since = side.since.map(|since| lang.pick(format!("（{since} 起）"), format!(" (from {since})")));
        table.row([
            answer.into(),
            format!("{whose}{}", side.field.title().in_lang(lang)).into(),
            format!("{}{}", shown(&side.value), since.unwrap_or_default()).into(),
            by.unwrap_or_default().into(),
            side.instead.as_ref().map_or_else(|| lang.pick("去掉", "taken away").to_string(), shown).into(),
        ]);
    }
    table.print(out)?;
    out.line(lang.pick(
        format!("办结：first 或 second 为准；value --set {}=… 填写正确内容；both 两者都对（写明 --reason）。", spot_of(page)),
        format!(
            "Settle with first or second; `value --set {}=…` for the right value; `both` when both are right (with --reason).",
            spot_of(page)
        ),
    ))
}

fn spot_of(page: &ConflictPage) -> String {
    let [first, _] = &page.sides;
    spot(first)
}

/// The word by which `--set` names a fact.
fn spot(side: &ConflictSide) -> String {
    let field = side.field.key();
    side.member.map_or_else(|| field.to_string(), |member| format!("{member}.{field}"))
}
