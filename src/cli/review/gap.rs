//! Facts that are lacking, each with the measures that wait for it.

use super::list;
use crate::cli::failure::Failure;
use crate::cli::family::row::role_title;
use crate::cli::output::{Mark, Output};
use crate::cli::table::{Table, text};
use crate::domain::gap::Lacked;
use crate::policy::plan::Plan;
use crate::service::answer::{GapAsked, GapPage};
use serde_json::{Map, Value, json};

/// What a program is told of the line of the list.
pub(super) fn keys(asked: &GapAsked) -> Map<String, Value> {
    let lacked = |lacked: &Lacked| {
        let measures: Vec<u8> = lacked.measures.iter().map(|measure| measure.0).collect();
        json!({ "spot": spot(asked, lacked), "field": lacked.field.key(), "measures": measures })
    };
    let mut keys = Map::new();
    keys.insert("member".into(), json!(asked.gap.person().map(|member| member.to_string())));
    keys.insert("waiting".into(), json!(asked.waiting));
    keys.insert("lacks".into(), json!(asked.lacks.iter().map(lacked).collect::<Vec<_>>()));
    keys
}

pub(super) fn page(page: &GapPage) -> Value {
    let mut keys = list::keys(&page.row);
    keys.insert("family".into(), json!(page.family.family.to_string()));
    keys.insert("version".into(), json!(page.version.0));
    Value::Object(keys)
}

pub(super) fn print(page: &GapPage, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let (question, waiting) = (page.row.question, page.asked.waiting);
    out.marked(Mark::Strong, lang.pick(format!("核对 {question}"), format!("question {question}")))?;
    let who = page.role.map_or_else(|| lang.pick("家庭", "household").to_string(), |role| role_title(role, lang));
    let names = page.asked.names.join(lang.pick("、", ", "));
    out.line(lang.pick(
        format!("{who} {names}：{waiting} 项待遇待定，补齐下列资料即可判定。"),
        format!("{who} {names}: {waiting} not known yet; these facts would tell."),
    ))?;
    let mut table =
        Table::new([text("填写", "to set"), text("栏目", "field"), text("等着它的措施", "measures that wait for it")]);
    for lacked in &page.asked.lacks {
        let title = |no| plan.measure(no).map_or("", |measure| measure.short.in_lang(lang));
        let measures: Vec<&str> = lacked.measures.iter().map(|measure| title(*measure)).collect();
        table.row([
            spot(&page.asked, lacked).into(),
            lacked.field.title().in_lang(lang).into(),
            measures.join(lang.pick("、", ", ")).into(),
        ]);
    }
    table.print(out)?;
    let example = page.asked.lacks.first().map(|lacked| spot(&page.asked, lacked)).unwrap_or_default();
    out.line(lang.pick(
        format!("办结：value --set {example}=… 填写（可写多次）；查不到的，leave 暂搁（写明 --reason）。"),
        format!("Settle with `value --set {example}=…` (more than once if need be); `leave` what nobody can find out (with --reason)."),
    ))
}

/// The word by which `--set` names a fact.
fn spot(asked: &GapAsked, lacked: &Lacked) -> String {
    let field = lacked.field.key();
    asked.gap.person().map_or_else(|| field.to_string(), |member| format!("{member}.{field}"))
}
