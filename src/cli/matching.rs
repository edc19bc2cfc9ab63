//! `fuzhu match`: who is entitled to what, and why.

use super::Means;
use super::failure::Failure;
use super::output::{Mark, Output};
use super::paging::{Limit, pages};
use super::sense::Sense;
use super::table::{Cell, Table, text};
use super::word::Word;
use super::wrong::Wrong;
use crate::ids::MemberNo;
use crate::policy::plan::Plan;
use crate::policy::verdict::{Missing, Reason, Truth, Verdict};
use crate::service::answer::EntitlementRow;
use crate::service::client::Client;
use crate::service::query::{EntitlementFilter, Query};
use crate::text::Lang;
use clap::Args;
use serde_json::{Map, Value, json};

/// Which verdicts.
#[derive(Debug, Args)]
pub struct Match {
    /// 只看这个家庭 ‖ only this family
    #[arg(long, value_name = "FAMILY")]
    family: Option<Word>,
    /// 只看这项措施：编号或名称 ‖ only this measure: id or title
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 只看这种结论：yes 符合、no 不符合、unknown 待核实（默认不列不符合的） ‖ only this verdict: yes, no, unknown (default for people: all but no)
    #[arg(long, value_name = "VERDICT")]
    verdict: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl Match {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let filter = self.filter(&plan, client, out.json)?;
        // A person who asks about one measure of one family wants to see why.
        let traced = !out.json && filter.family.is_some() && filter.measure.is_some();
        let hides_no = !out.json && filter.verdict.is_none() && !traced;
        let mut list = List::new(&plan);
        let query = |page| Query::Entitlements { filter: filter.clone(), page };
        let rest = pages(client, self.limit.rows(out), query, |mut rows: Vec<EntitlementRow>| {
            rows.retain(|row| !(hides_no && row.verdict.truth == Truth::No));
            match traced {
                true => rows.iter().try_for_each(|row| trace(row, &plan, out)),
                false => list.print(&rows, out),
            }
        })?;
        if out.json {
            return Ok(());
        }
        if !traced {
            list.end(out)?;
        }
        rest.tell(out)
    }

    fn filter(&self, plan: &Plan, client: &mut dyn Client, json: bool) -> Result<EntitlementFilter, Failure> {
        let mut client = client;
        let mut sense = Sense::of(plan, &mut client);
        let family = self.family.as_ref().map(|word| sense.family(word)).transpose()?;
        let measure = self.measure.as_ref().map(|word| sense.measure(word)).transpose()?;
        let verdict = self.verdict.as_ref().map(truth).transpose()?;
        Ok(EntitlementFilter {
            family,
            measure,
            verdict,
            without_item: false,
            explain: json || family.is_some() && measure.is_some(),
            ..EntitlementFilter::default()
        })
    }
}

fn truth(word: &Word) -> Result<Truth, Failure> {
    let text = word.as_str().trim();
    let titled = || Truth::ALL.into_iter().find(|truth| truth.title().zh == text);
    Truth::from_key(text).or_else(titled).ok_or_else(|| {
        let words = Truth::ALL.into_iter().map(Truth::key).collect();
        Wrong::NotOneOf { name: "verdict", text: word.0.clone(), words }.into()
    })
}

/// The keys of a verdict on one measure in JSON.
pub fn keys(row: &EntitlementRow, plan: &Plan, lang: Lang) -> Map<String, Value> {
    let measure = plan.measure(row.measure);
    let department = measure.and_then(|measure| plan.department(measure.department()));
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("family", json!(row.family.to_string()));
    put("member", json!(row.member.map(|MemberNo(no)| no.to_string())));
    put("subject", json!(row.subject));
    put("measure", json!(measure.map_or_else(|| row.measure.to_string(), |measure| measure.id.clone())));
    put("measure_title", json!(measure.map(|measure| measure.title.in_lang(lang))));
    put("department", json!(department.map(|department| department.id.clone())));
    put("verdict", json!(row.verdict.truth.key()));
    put("strength", json!(measure.map(|measure| measure.strength().key())));
    put("clause", json!(measure.map(|measure| measure.clause.clone())));
    put("item", json!(row.item.map(|item| item.to_string())));
    keys.extend(reasons(&row.verdict, lang));
    keys
}

/// Why: a reason for each leaf of the rule, and what is missing.
pub fn reasons(verdict: &Verdict, lang: Lang) -> Map<String, Value> {
    let reason = |reason: &Reason| {
        json!({
            "rule": reason.rule,
            "wanted": reason.wanted.in_lang(lang),
            "found": reason.found(lang),
            "result": reason.result.key(),
        })
    };
    let mut keys = Map::new();
    keys.insert("reasons".into(), json!(verdict.reasons.iter().map(reason).collect::<Vec<_>>()));
    keys.insert("missing".into(), json!(verdict.missing.iter().map(missing).collect::<Vec<_>>()));
    keys
}

/// The name of what is missing: `child.disability_grade`, `standard.dibao_line_urban`.
fn missing(missing: &Missing) -> String {
    match missing {
        Missing::Fact { whose, field, .. } => format!("{}.{}", whose.key(), field.key()),
        Missing::Standard { key, .. } => format!("standard.{key}"),
    }
}

/// What is missing, as people read it.
pub fn missing_in_words(verdict: &Verdict, lang: Lang) -> String {
    let all = verdict.missing.iter().map(|missing| missing.sentence(lang));
    all.collect::<Vec<_>>().join(lang.pick("；", "; "))
}

/// Verdicts one under the other, for people or for programs.
pub struct List<'a> {
    plan: &'a Plan,
    table: Table<6>,
    printed: bool,
}

impl<'a> List<'a> {
    /// A list without rows.
    pub fn new(plan: &'a Plan) -> Self {
        let table = Table::new([
            text("家庭", "family"),
            text("对象", "subject"),
            text("措施", "measure"),
            text("结论", "verdict"),
            text("事项", "item"),
            text("待补", "missing"),
        ]);
        Self { plan, table, printed: false }
    }

    /// Prints rows.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn print(&mut self, rows: &[EntitlementRow], out: &mut Output<'_>) -> Result<(), Failure> {
        for row in rows {
            self.printed = true;
            if out.json {
                out.object(&Value::Object(keys(row, self.plan, out.lang)))?;
                continue;
            }
            let measure = self.plan.measure(row.measure).map(|measure| measure.short.in_lang(out.lang));
            let mark = if row.verdict.truth == Truth::No { Mark::Faint } else { Mark::Plain };
            self.table.row([
                row.family.to_string().into(),
                row.subject.as_str().into(),
                measure.unwrap_or_default().into(),
                Cell::marked(mark, row.verdict.truth.title().in_lang(out.lang)),
                row.item.map(|item| item.to_string()).unwrap_or_default().into(),
                missing_in_words(&row.verdict, out.lang).into(),
            ]);
        }
        self.table.print(out)
    }

    /// Says so when there was no row.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn end(&self, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.printed || out.json {
            return Ok(());
        }
        out.line(out.lang.pick("没有符合条件的结果。", "There is no such verdict."))
    }
}

/// One verdict with the reason for each leaf of its rule.
fn trace(row: &EntitlementRow, plan: &Plan, out: &mut Output<'_>) -> Result<(), Failure> {
    let measure = plan.measure(row.measure);
    let title = measure.map(|measure| measure.title.in_lang(out.lang)).unwrap_or_default();
    let clause = measure.map(|measure| measure.clause.as_str()).unwrap_or_default();
    let verdict = row.verdict.truth.title().in_lang(out.lang);
    out.marked(Mark::Strong, format!("{} {}  {title}（{clause}）  {verdict}", row.family, row.subject))?;
    explain(&row.verdict, out)
}

/// The reasons of a verdict, a line each, and what is missing.
///
/// # Errors
/// When they cannot be written.
pub fn explain(verdict: &Verdict, out: &mut Output<'_>) -> Result<(), Failure> {
    let lang = out.lang;
    let mut table = Table::new([text("结论", "verdict"), text("要求", "wanted"), text("现有", "found")]);
    for reason in &verdict.reasons {
        let mark = if reason.result == Truth::Unknown { Mark::Alarm } else { Mark::Plain };
        table.row([
            Cell::marked(mark, reason.result.title().in_lang(lang)),
            reason.wanted.in_lang(lang).into(),
            reason.found(lang).into(),
        ]);
    }
    table.print(out)?;
    if verdict.missing.is_empty() {
        return Ok(());
    }
    let missing = missing_in_words(verdict, lang);
    out.line(lang.pick(format!("待补：{missing}"), format!("missing: {missing}")))
}
