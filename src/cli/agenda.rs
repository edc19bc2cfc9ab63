//! `fuzhu agenda`: what falls due, short enough to be read at every login.

mod new;

use super::Means;
use super::failure::Failure;
use super::output::{Mark, Output};
use super::queue::{keys, left_in_words, subject};
use super::table::{Cell, Table, text};
use super::word::Word;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, EmergencyAnswer, Overview, QueueRow};
use crate::service::client::Client;
use crate::service::query::{EmergencyQuery, From, Page, Query, QueueFilter};
use crate::text::{Lang, date};
use chrono::NaiveDate;
use clap::Args;
use serde_json::Value;

/// Days ahead that a person is told of unless more are asked for.
const DAYS: u16 = 7;
/// Lines that a person reads at a login.
const LINES_MAX: usize = 10;
/// Rows asked for at a time.
const PAGE: usize = 200;

/// How far ahead.
#[derive(Debug, Args)]
pub struct Agenda {
    /// 往后看多少天（默认 7） ‖ so many days ahead (default 7)
    #[arg(long, value_name = "N")]
    days: Option<u16>,
    /// 只看新提醒：即将到期、到期、逾期、逾期较久、暂缓到期 ‖ only what is new: due soon, due, overdue, long overdue, to be resumed
    #[arg(long)]
    new: bool,
    /// 给谁的提醒：clerk 经办人、head 部门负责人、office 领导小组办公室 ‖ for whom: clerk, head, office
    #[arg(long, value_name = "ROLE", requires = "new")]
    role: Option<Word>,
    /// 只看这个部门的新提醒 ‖ only what is new for this department
    #[arg(long, value_name = "DEPARTMENT", requires = "new")]
    department: Option<Word>,
    /// 显示后记为已阅，不再提醒 ‖ keep that they were seen: they are not told again
    #[arg(long, requires = "new")]
    seen: bool,
}

impl Agenda {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.new {
            let role = self.role.as_ref().map(|word| new::role(word.as_str())).transpose()?;
            let plan = means.plan()?;
            let department = self.department.as_ref().map(|word| super::plan::department(&plan, word)).transpose()?;
            return new::tell(means, out, role, department, self.seen);
        }
        let client = means.client()?;
        let plan = client.plan();
        let today = client.now().date_naive();
        let days = self.days.unwrap_or(DAYS);
        let until = today.checked_add_days(chrono::Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX);
        if out.json {
            return each_due(client, until, usize::MAX, |row| out.object(&Value::Object(keys(row, &plan, today))))
                .map(|_| ());
        }
        let mut rows = Vec::new();
        let more = each_due(client, until, LINES_MAX, |row| {
            rows.push(row.clone());
            Ok(())
        })?;
        let Answer::Overview(overview) = client.ask(&Query::Overview)? else { return Ok(()) };
        out.marked(Mark::Strong, heading(&overview, today, out.lang))?;
        if let Some(line) = new::line(client, out.lang)? {
            out.marked(Mark::Alarm, line)?;
        }
        for notice in client.notices() {
            out.marked(Mark::Alarm, notice.in_lang(out.lang))?;
        }
        emergencies(&overview, client, out)?;
        lines(&rows, &plan, today, out)?;
        match (rows.is_empty(), more) {
            (true, _) => out.line(
                out.lang.pick(format!("{days} 天内没有到期事项。"), format!("Nothing falls due within {days} days.")),
            ),
            (false, true) => {
                out.line(out.lang.pick("还有更多，用 fuzhu queue 查看。", "There is more: see `fuzhu queue`."))
            }
            (false, false) => Ok(()),
        }
    }
}

/// Gives the items that are due by a day, the earliest first, at most `limit`; says whether there are more.
fn each_due(
    client: &mut dyn Client,
    until: NaiveDate,
    limit: usize,
    mut with: impl FnMut(&QueueRow) -> Result<(), Failure>,
) -> Result<bool, Failure> {
    let mut from = From::Start;
    let mut shown = 0;
    loop {
        let query = Query::Deadlines { filter: QueueFilter::default(), page: Page { from, limit: PAGE } };
        let Answer::Queue(page) = client.ask(&query)? else { return Ok(false) };
        for row in &page.rows {
            match row.due {
                Some(due) if due.on <= until && shown == limit => return Ok(true),
                Some(due) if due.on <= until => with(row)?,
                _ => return Ok(false),
            }
            shown += 1;
        }
        let last = page.reached.or_else(|| page.rows.last().map(|row| row.cursor.clone()));
        match last {
            Some(cursor) if page.more_after => from = From::After(cursor),
            _ => return Ok(false),
        }
    }
}

fn heading(overview: &Overview, today: NaiveDate, lang: Lang) -> String {
    let sum = |count: fn(&crate::service::answer::DepartmentCounts) -> u64| -> u64 {
        overview.departments.iter().map(count).sum()
    };
    let day = date::day_and_weekday(today, lang);
    let (live, overdue) = (sum(|counts| counts.live), sum(|counts| counts.overdue));
    let (soon, emergency) = (sum(|counts| counts.due_soon), sum(|counts| counts.emergency));
    let reviews = overview.reviews;
    lang.pick(
        format!("{day}  在办 {live}  逾期 {overdue}  七日内到期 {soon}  急难 {emergency}  待核对 {reviews}"),
        format!(
            "{day}  open {live}  overdue {overdue}  due in 7 days {soon}  emergencies {emergency}  to review {reviews}"
        ),
    )
}

/// What the emergency desk wants seen first: those that are open, and outcomes for this clerk.
fn emergencies(overview: &Overview, client: &mut dyn Client, out: &mut Output<'_>) -> Result<(), Failure> {
    let counts = overview.emergencies;
    if counts.open > 0 {
        let mark = if counts.red > 0 { Mark::Alarm } else { Mark::Plain };
        let (open, unanswered, red) = (counts.open, counts.unanswered, counts.red);
        out.marked(
            mark,
            out.lang.pick(
                format!("急难台：未结 {open}  待接 {unanswered}  告急 {red}（fuzhu emergency list）"),
                format!("Emergencies: open {open}  unanswered {unanswered}  red {red} (`fuzhu emergency list`)"),
            ),
        )?;
    }
    let strip = client.ask(&Query::Emergency(EmergencyQuery::Strip))?;
    let Answer::Emergency(EmergencyAnswer::Strip(strip)) = strip else { return Ok(()) };
    for row in strip.outcomes {
        let (id, outcome) = (row.emergency, &row.outcome);
        out.line(out.lang.pick(
            format!("回告：{id} {}：{outcome}（fuzhu emergency acknowledge {id}）", row.subject),
            format!("Outcome: {id} {}: {outcome} (`fuzhu emergency acknowledge {id}`)", row.subject),
        ))?;
    }
    Ok(())
}

fn lines(rows: &[QueueRow], plan: &Plan, today: NaiveDate, out: &mut Output<'_>) -> Result<(), Failure> {
    let mut table = Table::new([
        text("期限", "due"),
        text("事项", "item"),
        text("对象", "subject"),
        text("措施", "measure"),
        text("部门", "department"),
    ]);
    for row in rows {
        let late = row.due.is_some_and(|due| due.days_left(today) < 0);
        let mark = if late { Mark::Alarm } else { Mark::Plain };
        let measure = plan.measure(row.measure).map(|measure| measure.short.in_lang(out.lang));
        let department = plan.department(row.department).map(|department| department.short.in_lang(out.lang));
        table.row([
            Cell::marked(mark, left_in_words(row.due, today, out.lang)),
            row.item.to_string().into(),
            subject(row, out.lang).into(),
            measure.unwrap_or_default().into(),
            department.unwrap_or_default().into(),
        ]);
    }
    table.print(out)
}
