//! `fuzhu batch list`, `show` and `paid`.

use super::{batch, keys, line_keys, shares, told};
use crate::cli::Means;
use crate::cli::failure::Failure;
use crate::cli::output::{Mark, Output};
use crate::cli::paging::{Limit, Listed, pages};
use crate::cli::sense::Sense;
use crate::cli::table::{Table, figure, text};
use crate::cli::word::Word;
use crate::cli::wrong::Wrong;
use crate::domain::batch::{Line, State, Sum};
use crate::service::answer::batch::{BatchAnswer, BatchLine, BatchPage, PaymentLine};
use crate::service::answer::{Answer, Rows};
use crate::service::query::batch::BatchQuery;
use crate::service::query::{Cursor, Query};
use crate::text::Lang;
use clap::Args;
use serde_json::{Value, json};

/// Which batches.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    limit: Limit,
}

impl Listed for BatchLine {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Batch(BatchAnswer::Batches(rows)) = answer { Some(rows) } else { None }
    }
}

impl Listed for PaymentLine {
    fn cursor(&self) -> &Cursor {
        &self.cursor
    }

    fn page(answer: Answer) -> Option<Rows<Self>> {
        if let Answer::Batch(BatchAnswer::Lines(rows)) = answer { Some(rows) } else { None }
    }
}

impl List {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let mut table = Table::new([
            text("批次", "batch"),
            text("期间", "period"),
            text("状态", "stage"),
            figure("应发", "to pay"),
            figure("已发", "paid"),
            figure("失败", "failed"),
            figure("不发", "out"),
            figure("已发金额", "paid (yuan)"),
            text("关联", "again"),
        ]);
        let mut any = false;
        let query = |page| Query::Batch(BatchQuery::All { page });
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<BatchLine>| {
            any |= !rows.is_empty();
            for row in &rows {
                if out.json {
                    out.object(&Value::Object(keys(&row.batch, &plan)))?;
                    continue;
                }
                let totals = row.batch.totals;
                let failed = totals.failed.lines + totals.corrected.lines;
                table.row([
                    row.batch.id.to_string().into(),
                    row.batch.period.text(out.lang).into(),
                    row.batch.stage.title().in_lang(out.lang).into(),
                    totals.waiting.lines.to_string().into(),
                    totals.paid.lines.to_string().into(),
                    failed.to_string().into(),
                    totals.out.lines.to_string().into(),
                    totals.paid.amount.grouped().into(),
                    row.batch.again.map(|id| id.to_string()).unwrap_or_default().into(),
                ]);
            }
            table.print(out)
        })?;
        match (out.json, any) {
            (true, _) => Ok(()),
            (false, true) => rest.tell(out),
            (false, false) => out.line(out.lang.pick(
                "还没有发放批次，用 fuzhu batch draw 2026-H2 拟定。",
                "There is no batch yet: `fuzhu batch draw 2026-H2` draws one up.",
            )),
        }
    }
}

/// Which batch, and which of its lines.
#[derive(Debug, Args)]
pub struct Show {
    /// 批次编号，如 B3 ‖ the batch, like B3
    #[arg(value_name = "BATCH")]
    batch: Word,
    /// 只看：in 应发、out 不发、paid 已发、failed 失败、corrected 已更正 ‖ only these lines: in, out, paid, failed, corrected
    #[arg(long, value_name = "STATE")]
    state: Option<Word>,
    #[command(flatten)]
    limit: Limit,
}

impl Show {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let id = batch(&self.batch)?;
        let state = self.state.as_ref().map(state).transpose()?;
        let client = means.client()?;
        let plan = client.plan();
        let answer = client.ask(&Query::Batch(BatchQuery::One { batch: id }))?;
        let Answer::Batch(BatchAnswer::Batch(page)) = answer else { return Ok(()) };
        if out.json {
            let mut object = keys(&page.batch, &plan);
            object.insert("later".into(), json!(page.later.iter().map(ToString::to_string).collect::<Vec<_>>()));
            out.object(&Value::Object(object))?;
        } else {
            head(&page, out)?;
        }
        let mut table = lines_table();
        let query = |page| Query::Batch(BatchQuery::Lines { batch: id, state, page });
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<PaymentLine>| {
            for row in &rows {
                if out.json {
                    out.object(&Value::Object(line_keys(&row.line)))?;
                } else {
                    print_line(&mut table, &row.line, out.lang);
                }
            }
            table.print(out)
        })?;
        if out.json { Ok(()) } else { rest.tell(out) }
    }
}

fn state(word: &Word) -> Result<State, Failure> {
    let found = State::ALL.into_iter().find(|state| state.key() == word.as_str().trim());
    let words = State::ALL.iter().map(|state| state.key()).collect();
    found.ok_or_else(|| Wrong::NotOneOf { name: "STATE", text: word.0.clone(), words }.into())
}

fn head(page: &BatchPage, out: &mut Output<'_>) -> Result<(), Failure> {
    let (batch, lang) = (&page.batch, out.lang);
    let stage = batch.stage.title().in_lang(lang);
    out.marked(Mark::Strong, format!("{}  {}  {stage}", batch.id, batch.period.text(lang)))?;
    if let Some(again) = batch.again {
        out.line(lang.pick(format!("补发 {again} 的失败明细。"), format!("Pays failed lines of {again} again.")))?;
    }
    if !page.later.is_empty() {
        let later = page.later.iter().map(ToString::to_string).collect::<Vec<_>>().join(lang.pick("、", ", "));
        out.line(
            lang.pick(format!("失败明细在 {later} 再次发放。"), format!("Its failed lines are paid again in {later}.")),
        )?;
    }
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "—".to_string(), |day| day.to_string());
    let (frozen, sent) = (day(batch.frozen_on), day(batch.sent_on));
    out.line(lang.pick(
        format!("拟定 {}（{}），冻结 {frozen}，送银行 {sent}", batch.drawn_at.date_naive(), batch.drawn_by),
        format!("drawn up {} ({}), frozen {frozen}, sent {sent}", batch.drawn_at.date_naive(), batch.drawn_by),
    ))?;
    let totals = batch.totals;
    let sums: [(State, Sum); 5] = [
        (State::In, totals.waiting),
        (State::Paid, totals.paid),
        (State::Failed, totals.failed),
        (State::Corrected, totals.corrected),
        (State::Out, totals.out),
    ];
    let sums = sums.iter().filter(|(_, sum)| sum.lines > 0);
    let sums = sums.map(|(state, sum)| format!("{} {}", state.title().in_lang(lang), told(*sum, lang)));
    out.line(sums.collect::<Vec<_>>().join(lang.pick("；", "; ")))?;
    out.line("")
}

/// Whose payments.
#[derive(Debug, Args)]
pub struct Paid {
    /// 家庭 ‖ the family
    #[arg(value_name = "FAMILY")]
    family: Word,
}

impl Paid {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let mut client = means.client()?;
        let plan = client.plan();
        let family = Sense::of(&plan, &mut client).family(&self.family)?;
        let answer = client.ask(&Query::Batch(BatchQuery::PaidTo { family }))?;
        let Answer::Batch(BatchAnswer::Lines(rows)) = answer else { return Ok(()) };
        let mut table = lines_table();
        for row in &rows.rows {
            if out.json {
                out.object(&Value::Object(line_keys(&row.line)))?;
            } else {
                print_line(&mut table, &row.line, out.lang);
            }
        }
        table.print(out)?;
        if rows.rows.is_empty() && !out.json {
            return out.line(out.lang.pick("没有列入过发放批次。", "No batch has a line of this family."));
        }
        Ok(())
    }
}

pub(in crate::cli) fn lines_table() -> Table<8> {
    Table::new([
        text("明细", "line"),
        text("家庭", "family"),
        text("姓名", "name"),
        text("期间", "period"),
        text("标准", "standard"),
        figure("金额", "yuan"),
        text("状态", "state"),
        text("说明", "why"),
    ])
}

pub(in crate::cli) fn print_line(table: &mut Table<8>, line: &Line, lang: Lang) {
    let listed = &line.listed;
    table.row([
        line.id().to_string().into(),
        listed.family.to_string().into(),
        listed.name.as_str().into(),
        listed.period.text(lang).into(),
        shares(line).into(),
        line.amount().grouped().into(),
        line.state().title().in_lang(lang).into(),
        line.because(lang).into(),
    ]);
}
