//! `fuzhu queue`: the items of a department or of all, most urgent first and then by due date.

use super::Means;
use super::failure::Failure;
use super::output::{Mark, Output};
use super::paging::{Limit, pages};
use super::plan;
use super::sense;
use super::table::{Cell, Table, figure, text};
use super::word::Word;
use super::wrong::Wrong;
use crate::domain::item::{Due, Urgency};
use crate::domain::workflow::Status;
use crate::policy::division::TownshipCode;
use crate::policy::plan::Plan;
use crate::service::answer::QueueRow;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{Page, Query, QueueFilter};
use crate::text::{Both, Lang};
use chrono::NaiveDate;
use clap::Args;
use serde_json::{Map, Value, json};

/// Which items.
#[derive(Debug, Args)]
pub struct Queue {
    /// 部门：编号或名称 ‖ only this department: id or name
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<Word>,
    /// 乡镇街道：名称或代码 ‖ only this township: name or code
    #[arg(long, value_name = "TOWNSHIP")]
    township: Option<Word>,
    /// 状态（默认为未办结的） ‖ only this status (default: whatever is still open): pending, accepted, approved, delivered, closed, declined, suspended, referred, withdrawn
    #[arg(long, value_name = "STATUS")]
    status: Option<Word>,
    /// 只看逾期的 ‖ only what is overdue
    #[arg(long)]
    overdue: bool,
    /// 只看急难的 ‖ only emergencies
    #[arg(long)]
    emergency: bool,
    /// 只看搁置的：多日无人办理 ‖ only what nobody has touched for long
    #[arg(long, conflicts_with_all = ["status", "overdue", "emergency"])]
    cold: bool,
    /// 只看暂缓已到期的 ‖ only suspended items that are to be looked at again
    #[arg(long, conflicts_with_all = ["status", "overdue", "emergency", "cold"])]
    waking: bool,
    #[command(flatten)]
    pub limit: Limit,
}

impl Queue {
    /// Which items.
    ///
    /// # Errors
    /// When a word stands for nothing.
    pub fn filter(&self, plan: &Plan) -> Result<QueueFilter, Failure> {
        Ok(QueueFilter {
            department: self.department.as_ref().map(|word| plan::department(plan, word)).transpose()?,
            status: self.status.as_ref().map(status).transpose()?,
            township: self.township.as_ref().map(sense::township).transpose()?,
            overdue: self.overdue,
            emergency: self.emergency,
        })
    }

    /// What nobody looks at, where that is asked for instead.
    pub fn watched(&self) -> Option<WatchList> {
        match (self.cold, self.waking) {
            (true, _) => Some(WatchList::Cold),
            (false, true) => Some(WatchList::Waking),
            (false, false) => None,
        }
    }

    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let client = means.client()?;
        let plan = client.plan();
        let today = client.now().date_naive();
        let filter = self.filter(&plan)?;
        let mut list = List::new(&plan, today);
        let watched = self.watched();
        let query = |page| query(&filter, watched, page);
        let rest = pages(client, self.limit.rows(out), query, |rows: Vec<QueueRow>| list.print(&rows, out))?;
        list.end(out)?;
        if out.json { Ok(()) } else { rest.tell(out) }
    }
}

/// The question for a page of them.
pub fn query(filter: &QueueFilter, watched: Option<WatchList>, page: Page) -> Query {
    let QueueFilter { department, township, .. } = *filter;
    match watched {
        Some(list) => Query::Rhythm(RhythmQuery::Watched { list, department, township, page }),
        None => Query::Queue { filter: filter.clone(), page },
    }
}

/// Which items, in words.
pub fn said(plan: &Plan, filter: &QueueFilter, watched: Option<WatchList>, lang: Lang) -> String {
    let only = |what: Both| (lang.pick("只列", "only"), what.in_lang(lang).to_string());
    let department = filter.department.and_then(|no| plan.department(no));
    let parts = [
        department.map(|one| (lang.pick("部门", "department"), one.short.in_lang(lang).to_string())),
        filter.township.map(|code| (lang.pick("乡镇街道", "township"), place_name(code))),
        filter.status.map(|status| (lang.pick("状态", "status"), status.title().in_lang(lang).to_string())),
        filter.overdue.then(|| only(Both::new("逾期", "overdue"))),
        filter.emergency.then(|| only(Both::new("急难", "emergencies"))),
        watched.map(|list| match list {
            WatchList::New(stage) => only(stage.title()),
            WatchList::Waking => only(Both::new("暂缓已到期", "suspended, to be looked at again")),
            WatchList::Cold => only(Both::new("多日无人办理", "not touched for long")),
        }),
    ];
    let said = parts.into_iter().flatten().map(|(what, value)| format!("{what}{}{value}", lang.pick("：", ": ")));
    said.collect::<Vec<_>>().join("  ")
}

fn status(word: &Word) -> Result<Status, Failure> {
    let text = word.as_str().trim();
    let titled = || Status::ALL.into_iter().find(|status| status.title().zh == text);
    Status::from_key(text).or_else(titled).ok_or_else(|| {
        let words = Status::ALL.into_iter().map(Status::key).collect();
        Wrong::NotOneOf { name: "status", text: word.0.clone(), words }.into()
    })
}

/// Items one under the other, for people or for programs.
pub struct List<'a> {
    plan: &'a Plan,
    today: NaiveDate,
    table: Table<8>,
    printed: bool,
}

impl<'a> List<'a> {
    /// A list without rows.
    pub fn new(plan: &'a Plan, today: NaiveDate) -> Self {
        let table = Table::new([
            text("事项", "item"),
            text("急", "urgency"),
            text("对象", "subject"),
            text("措施", "measure"),
            text("部门", "department"),
            text("乡镇街道", "township"),
            text("状态", "status"),
            figure("剩余天数", "days left"),
        ]);
        Self { plan, today, table, printed: false }
    }

    /// Prints rows.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn print(&mut self, rows: &[QueueRow], out: &mut Output<'_>) -> Result<(), Failure> {
        for row in rows {
            self.printed = true;
            if out.json {
                out.object(&Value::Object(keys(row, self.plan, self.today)))?;
            } else {
                self.table.row(cells(row, self.plan, self.today, out.lang));
            }
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
        out.line(out.lang.pick("没有符合条件的事项。", "There is no such item."))
    }
}

/// The keys of an item in JSON.
pub fn keys(row: &QueueRow, plan: &Plan, today: NaiveDate) -> Map<String, Value> {
    let measure = plan.measure(row.measure);
    let mut keys = Map::new();
    let mut put = |key: &str, value: Value| keys.insert(key.to_string(), value);
    put("id", json!(row.item.to_string()));
    put("measure", json!(measure.map_or_else(|| row.measure.to_string(), |measure| measure.id.clone())));
    put("measure_title", json!(measure.map(|measure| measure.title.zh.clone())));
    let department = plan.department(row.department);
    put("department", json!(department.map_or_else(|| row.department.to_string(), |body| body.id.clone())));
    put("family", json!(row.item.family.to_string()));
    put("member", json!(row.member.map(|member| member.to_string())));
    put("subject", json!(row.subject));
    put("township", json!(place(row.township)));
    put("period", json!(row.period.map(|period| period.to_string())));
    put("status", json!(row.status.key()));
    put("urgency", json!(row.urgency.key()));
    put("opened", json!(row.opened.to_string()));
    put("due", json!(row.due.map(|due| due.on.to_string())));
    put("due_time", json!(row.due.and_then(|due| due.at).map(|at| at.format("%H:%M").to_string())));
    put("days_left", json!(days_left(row, today)));
    put("assignee", json!(Some(&row.assignee).filter(|assignee| !assignee.is_empty())));
    put("version", json!(row.version.0));
    keys
}

/// The days left of a clock that runs.
fn days_left(row: &QueueRow, today: NaiveDate) -> Option<i64> {
    row.due.filter(|_| row.status.is_live()).map(|due| due.days_left(today))
}

/// A township's code in JSON; none when it is not known.
pub fn place(township: i64) -> Option<String> {
    let code = TownshipCode::from_number(township).filter(|_| township > 0);
    code.map(|code| code.to_string())
}

/// A township's name; empty when it is not known.
pub fn place_name(township: i64) -> String {
    let code = TownshipCode::from_number(township).filter(|_| township > 0);
    code.map(|code| code.name().into_owned()).unwrap_or_default()
}

fn cells(row: &QueueRow, plan: &Plan, today: NaiveDate, lang: Lang) -> [Cell; 8] {
    let measure = plan.measure(row.measure).map_or_else(|| row.measure.to_string(), |m| m.short.in_lang(lang).into());
    let department =
        plan.department(row.department).map_or_else(|| row.department.to_string(), |d| d.short.in_lang(lang).into());
    let urgency = match row.urgency {
        Urgency::Normal => Cell::default(),
        urgency => Cell::marked(Mark::Alarm, urgency.title().in_lang(lang)),
    };
    let left = days_left(row, today);
    let mark = if left.is_some_and(|left| left < 0) { Mark::Alarm } else { Mark::Plain };
    [
        row.item.to_string().into(),
        urgency,
        subject(row, lang).into(),
        measure.into(),
        department.into(),
        place_name(row.township).into(),
        row.status.title().in_lang(lang).into(),
        Cell::marked(mark, left.map(|left| left.to_string()).unwrap_or_default()),
    ]
}

/// A name, or what stands for it where there is none.
pub fn subject_of(name: &str, otherwise: &str) -> String {
    if name.is_empty() { otherwise.to_string() } else { name.to_string() }
}

/// Whom an item is for.
pub fn subject(row: &QueueRow, lang: Lang) -> String {
    if row.item.family.is_district() { lang.pick("全区", "district").to_string() } else { row.subject.clone() }
}

/// How long is left, in words: `逾期 5 天`, `今天到期`, `还有 3 天`; empty where no clock runs.
pub fn left_in_words(due: Option<Due>, today: NaiveDate, lang: Lang) -> String {
    match due.map(|due| due.days_left(today)) {
        None => String::new(),
        Some(0) => lang.pick("今天到期", "due today").to_string(),
        Some(days @ ..0) => lang.pick(format!("逾期 {} 天", -days), format!("{} d overdue", -days)),
        Some(days) => lang.pick(format!("还有 {days} 天"), format!("{days} d left")),
    }
}
