//! A service in memory with invented families: answers every question of the desk, takes steps by the domain's own table, keeps count of
//! what it was asked.

mod invented;
mod paid;
mod swept;

pub use swept::fresh;

use super::board;
use crate::domain::access::AccessRefusal;
use crate::domain::command::Command;
use crate::domain::conflict::ConflictRefusal;
use crate::domain::event::Move;
use crate::domain::gap::GapRefusal;
use crate::domain::item::{Due, Urgency};
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::refusal::Refusal;
use crate::domain::register::RegisterRefusal;
use crate::domain::rhythm::{RhythmCommand, Stage};
use crate::domain::workflow::{Status, Verb, step, verbs};
use crate::ids::{DepartmentNo, FamilyId, ItemId, MeasureNo, MemberNo, Seq};
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::policy::words::Words;
use crate::service::answer::register::{RegisterAnswer, RegisterLine, RegisterPage, VersionLine};
use crate::service::answer::rhythm::{self, RhythmAnswer};
use crate::service::answer::*;
use crate::service::client::{Client, Notice, Order};
use crate::service::emergency::EmergencyPage;
use crate::service::errand::{Errand, Ran, no_hands};
use crate::service::permission::Right;
use crate::service::presence::{Here, Present};
use crate::service::query::register::RegisterQuery;
use crate::service::query::rhythm::{RhythmQuery, WatchList};
use crate::service::query::{Cursor, From, Page, Query, QueueFilter};
use crate::service::touched::Touched;
use chrono::{DateTime, FixedOffset, NaiveDate};
use invented::{MEASURES, family};
use std::sync::Arc;

/// The service.
#[derive(Debug)]
pub struct Office {
    plan: Arc<Plan>,
    pub families: Vec<FamilyPage>,
    pub items: Vec<QueueRow>,
    pub emergencies: Vec<EmergencyPage>,
    /// What the clerk's account does not have.
    pub lacks: Vec<Right>,
    pub asked: Vec<Query>,
    pub executed: Vec<Command>,
    pub notices: Vec<Notice>,
    pub reviews: Vec<ReviewPage>,
    pub conflicts: Vec<ConflictPage>,
    /// Questions about facts that are lacking.
    pub gaps: Vec<GapPage>,
    pub offline: bool,
    /// Nothing is opened for every so manieth family.
    pub refused: Option<u32>,
    /// By what the kept verdicts were judged.
    pub sweep: Option<SweepStanding>,
    /// Items of which somebody was told.
    seen: Vec<ItemId>,
    pub now: DateTime<FixedOffset>,
    pub seq: u64,
    log: Vec<LogRow>,
    before: Vec<(Seq, Vec<QueueRow>)>,
    /// Allowance batches, the oldest first, and their lines.
    pub batches: Vec<crate::domain::batch::Batch>,
    pub payments: Vec<crate::domain::batch::Line>,
    /// Accounts that do not come out even.
    pub balances: Vec<crate::domain::batch::Balance>,
    /// What comes of itself.
    pub coming: Vec<crate::service::answer::rhythm::ComingRow>,
    /// What comes of errands; without it there are no hands.
    pub hands: Option<Ran>,
    pub errands: Vec<Errand>,
    /// Who else is where the clerk is, and where the clerk said to be.
    pub others: Vec<Present>,
    pub here: Vec<Option<Here>>,
    /// What changed beside the clerk, as the server names it.
    pub touched: Option<Touched>,
    /// Rows of small registers that belong to no family.
    pub district: Vec<RegisterLine>,
}

/// The day of every test: a Tuesday.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()
}

fn at(days: i64) -> DateTime<FixedOffset> {
    let now = DateTime::parse_from_rfc3339("2026-11-24T09:30:00+08:00").unwrap();
    now + chrono::Duration::days(days)
}

impl Office {
    /// An office with so many families, each with three items.
    pub fn with(families: u32) -> Self {
        let mut office = Self {
            plan: Arc::new(Plan::builtin()),
            families: Vec::new(),
            items: Vec::new(),
            emergencies: Vec::new(),
            lacks: Vec::new(),
            sweep: Some(swept::fresh()),
            refused: None,
            asked: Vec::new(),
            executed: Vec::new(),
            notices: Vec::new(),
            reviews: Vec::new(),
            conflicts: Vec::new(),
            gaps: Vec::new(),
            offline: false,
            seen: Vec::new(),
            now: at(0),
            seq: 1000,
            log: Vec::new(),
            before: Vec::new(),
            batches: Vec::new(),
            payments: Vec::new(),
            balances: Vec::new(),
            coming: Vec::new(),
            hands: None,
            errands: Vec::new(),
            others: Vec::new(),
            here: Vec::new(),
            touched: None,
            district: Vec::new(),
        };
        for number in 1..=families {
            office.families.push(family(number));
            (1..=3).for_each(|item| office.open(number, item));
        }
        office
    }

    fn open(&mut self, number: u32, item: u32) {
        let spread = number.wrapping_mul(7).wrapping_add(item * 13);
        let measure = MeasureNo(MEASURES[(spread % 10) as usize]);
        let urgency = match spread % 23 {
            0 => Urgency::Emergency,
            1 | 2 => Urgency::High,
            _ => Urgency::Normal,
        };
        let status = match spread % 9 {
            0 | 1 => Status::Accepted,
            2 => Status::Approved,
            3 => Status::Suspended,
            4 => Status::Delivered,
            _ => Status::Pending,
        };
        let id = ItemId { family: FamilyId(number), number: item };
        let days = i64::from(spread % 61) - 14;
        let due = Due::on(today() + chrono::Duration::days(days));
        let row = QueueRow {
            resting: None,
            cursor: Cursor(Vec::new()),
            item: id,
            measure,
            department: self.plan.measure(measure).map_or(DepartmentNo(8), |measure| measure.department()),
            member: Some(MemberNo(1)),
            subject: self.families.last().map(|page| page.row.members[0].name.clone()).unwrap_or_default(),
            township: self.families.last().map_or(0, |page| page.row.township),
            period: None,
            status,
            urgency,
            opened: today() - chrono::Duration::days(30),
            due: (!spread.is_multiple_of(29)).then_some(due),
            assignee: if status == Status::Pending { String::new() } else { "王科员".into() },
            version: Seq(u64::from(number) * 10 + u64::from(item)),
        };
        self.items.push(row);
    }

    /// Overdue rows stand for those of whose stage nobody was told, suspended ones for those that wake; a row that was seen is gone.
    fn rhythm(&self, query: &RhythmQuery) -> Answer {
        if let RhythmQuery::ComingIn { first, last, kind, page } = query {
            let fits = |row: &&rhythm::ComingRow| {
                (*first..=*last).contains(&row.on) && kind.is_none_or(|kind| kind.key() == row.coming.key())
            };
            let rows = self.coming.iter().filter(fits).cloned().collect();
            return Answer::Rhythm(RhythmAnswer::Coming(cut(rows, page, |row| &row.cursor)));
        }
        let RhythmQuery::Watched { list, department, township, page } = query else {
            return Answer::Rhythm(RhythmAnswer::Coming(Rows::default()));
        };
        let wanted = |row: &QueueRow| match list {
            WatchList::New(Stage::Overdue) => {
                row.status.is_live()
                    && row.due.is_some_and(|due| due.days_left(today()) < 0)
                    && !self.seen.contains(&row.item)
            }
            WatchList::Waking => row.status == Status::Suspended,
            _ => false,
        };
        let filter = QueueFilter { department: *department, township: *township, ..QueueFilter::default() };
        let rows = self.rows(&filter, false).into_iter().filter(wanted).collect();
        Answer::Queue(cut(rows, page, |row| &row.cursor))
    }

    fn rows(&self, filter: &QueueFilter, by_date: bool) -> Vec<QueueRow> {
        let fits = |row: &&QueueRow| {
            filter.department.is_none_or(|no| row.department == no)
                && filter.status.map_or(row.status.is_open(), |status| row.status == status)
                && filter.township.is_none_or(|code| row.township == code)
                && (!filter.overdue || row.due.is_some_and(|due| due.days_left(today()) < 0))
                && (!filter.emergency || row.urgency == Urgency::Emergency)
                && (!by_date || (row.status.is_live() && row.due.is_some()))
        };
        let mut rows: Vec<QueueRow> = self.items.iter().filter(fits).cloned().collect();
        for row in &mut rows {
            let urgency = if by_date { 0 } else { 2 - row.urgency as u8 };
            let due = row.due.map_or(NaiveDate::MAX, |due| due.on);
            row.cursor = Cursor(format!("{urgency}{due}{:08}{:04}", row.item.family.0, row.item.number).into_bytes());
        }
        rows.sort_by(|a, b| a.cursor.cmp(&b.cursor));
        rows
    }

    fn overview(&self) -> Overview {
        let departments = self.plan.departments().iter().map(|department| {
            let rows: Vec<&QueueRow> = self.items.iter().filter(|row| row.department == department.no).collect();
            let live = || rows.iter().filter(|row| row.status.is_live());
            let left = |row: &QueueRow| row.due.map(|due| due.days_left(today()));
            DepartmentCounts {
                department: department.no,
                live: live().count() as u64,
                due_soon: live().filter(|row| left(row).is_some_and(|days| (0..=7).contains(&days))).count() as u64,
                overdue: live().filter(|row| left(row).is_some_and(|days| days < 0)).count() as u64,
                emergency: live().filter(|row| row.urgency == Urgency::Emergency).count() as u64,
                suspended: rows.iter().filter(|row| row.status == Status::Suspended).count() as u64,
            }
        });
        Overview {
            departments: departments.collect(),
            families: self.families.len() as u64,
            items: self.items.len() as u64,
            reviews: self.questions(None).len() as u64,
            questions: QuestionKind::ALL.map(|kind| (kind, self.questions(Some(kind)).len() as u64)).to_vec(),
            head: self.seq,
            emergencies: board::counts(&self.emergencies, self.now),
            lacks: self.lacks.clone(),
        }
    }

    /// The questions that wait, of a kind or of all.
    fn questions(&self, kind: Option<QuestionKind>) -> Vec<ReviewRow> {
        if kind == Some(QuestionKind::Gap) {
            return self.gaps.iter().map(|page| page.row.clone()).collect();
        }
        let rows = self.reviews.iter().filter(|page| page.settled.is_none()).map(|page| &page.row);
        let all = self.conflicts.iter().map(|page| &page.row).chain(rows);
        all.filter(|row| kind.is_none_or(|kind| row.kind() == kind)).cloned().collect()
    }

    fn page_of(&self, family: FamilyId) -> Result<FamilyPage, Refusal> {
        let mut page = self
            .families
            .iter()
            .find(|page| page.row.family == family)
            .cloned()
            .ok_or(Refusal::NoSuchFamily(family))?;
        page.items = self.items.iter().filter(|row| row.item.family == family).cloned().collect();
        page.row.open_items = page.items.iter().filter(|row| row.status.is_open()).count() as u32;
        for row in &mut page.entitlements {
            let item = page.items.iter().find(|item| item.measure == row.measure && item.status.is_open());
            row.item = item.map(|item| item.item);
        }
        Ok(page)
    }

    fn found(&self, text: &str) -> Vec<FamilyRow> {
        let wanted = crate::tui::matching::Typing::new(text);
        if let Ok(family) = text.parse::<FamilyId>() {
            return self.families.iter().map(|page| page.row.clone()).filter(|row| row.family == family).collect();
        }
        let named = |row: &FamilyRow| row.members.iter().any(|one| wanted.means(&Words::new(&*one.name, "")));
        self.families.iter().map(|page| page.row.clone()).filter(named).collect()
    }

    fn item_page(&self, item: ItemId) -> Result<ItemPage, Refusal> {
        let row = self.items.iter().find(|row| row.item == item).cloned().ok_or(Refusal::NoSuchItem(item))?;
        let approval = self.plan.measure(row.measure).is_some_and(|measure| measure.approval);
        let opened = TimelineRow {
            seq: Seq(3),
            at: at(-30),
            actor: "李科员".into(),
            what: Happened::ItemOpened(item, row.measure),
            withdrawn: false,
        };
        let moved = self.log.iter().filter_map(|entry| match entry.what.first() {
            Some(what @ Happened::ItemMoved(of, ..)) if *of == item => Some(TimelineRow {
                seq: entry.seq,
                at: entry.at,
                actor: entry.actor.clone(),
                what: what.clone(),
                withdrawn: false,
            }),
            _ => None,
        });
        Ok(ItemPage {
            note: "村里来电说明".into(),
            opened_by: "李科员".into(),
            verbs: verbs(row.status, approval).collect(),
            steps: std::iter::once(opened).chain(moved).collect(),
            record: Vec::new(),
            due_sentence: Some((
                "自2026年10月25日起 20 个工作日，跳过周末。".into(),
                "20 working days from 25 Oct 2026, weekends skipped.".into(),
            )),
            row,
        })
    }

    fn decide(&self, command: &Command) -> Result<(), Refusal> {
        match command {
            Command::OpenItem { family, .. } if self.refused.is_some_and(|each| family.0 % each == 0) => {
                Err(Refusal::NoSuchFamily(*family))
            }
            Command::MoveItem { item, seen, step: Move { verb, .. } } => {
                let page = self.item_page(*item)?;
                let approval = self.plan.measure(page.row.measure).is_some_and(|measure| measure.approval);
                if seen.is_some_and(|seen| seen != page.row.version) {
                    let (seen, now) = (seen.unwrap_or(Seq(0)), page.row.version);
                    return Err(Refusal::Stale { what: item.to_string(), seen, now });
                }
                match step(page.row.status, *verb, approval) {
                    Some(_) => Ok(()),
                    None => Err(Refusal::IllegalStep {
                        item: *item,
                        status: page.row.status,
                        verb: *verb,
                        legal: page.verbs,
                    }),
                }
            }
            Command::Emergency(command) => board::decide(&self.emergencies, command),
            Command::Batch(command) => self.may_pay(command),
            Command::EditFamily { family, seen: Some(seen), .. } if self.page_of(*family)?.version != *seen => {
                let now = self.page_of(*family)?.version;
                Err(Refusal::Stale { what: family.to_string(), seen: *seen, now })
            }
            Command::EditFamily { edits, new_members, .. } if edits.is_empty() && new_members.is_empty() => {
                Err(Refusal::NothingToChange)
            }
            _ => Ok(()),
        }
    }

    fn apply(&mut self, command: &Command) -> Done {
        self.seq += 1;
        let seq = Seq(self.seq);
        self.before.push((seq, self.items.clone()));
        let mut done = Done::by(seq);
        let mut what = Vec::new();
        match command {
            Command::Rhythm(RhythmCommand::Tell { items, .. }) => self.seen.extend(items),
            Command::MoveItem { item, step: made, .. } => {
                let row = self.items.iter_mut().find(|row| row.item == *item).unwrap();
                row.status = step(row.status, made.verb, false).unwrap();
                row.version = seq;
                what.push(Happened::ItemMoved(*item, row.measure, made.verb, made.reason.clone()));
                done.item = Some(*item);
            }
            Command::OpenItem { family, measure, .. } => {
                let number = self.items.iter().filter(|row| row.item.family == *family).count() as u32 + 1;
                self.open(family.0, number);
                let row = self.items.last_mut().unwrap();
                (row.measure, row.status) = (*measure, Status::Pending);
                what.push(Happened::ItemOpened(row.item, *measure));
                done.item = Some(row.item);
            }
            Command::AddFamily { .. } => {
                let number = self.families.len() as u32 + 1;
                self.families.push(family(number));
                done.family = Some(FamilyId(number));
                what.push(Happened::FamilyAdded);
            }
            Command::SettleReview(settling) => {
                let question = QuestionId::Review(settling.review);
                let settled = self.reviews.iter_mut().find(|page| page.row.question == question);
                settled.unwrap().settled = Some(seq);
                done.review = Some(settling.review);
            }
            Command::PutAside(put) => {
                self.gaps.retain(|page| page.row.question != QuestionId::Gap(put.gap));
                done.family = Some(put.gap.family);
            }
            Command::SettleConflict(settling) => {
                let question = QuestionId::Conflict(settling.conflict);
                self.conflicts.retain(|page| page.row.question != question);
                done.family = Some(settling.conflict.family);
            }
            Command::Batch(command) => done.batch = Some(self.pay(command, seq)),
            Command::Emergency(command) => {
                done.emergency = Some(board::apply(&mut self.emergencies, command, seq, self.now));
            }
            Command::Undo { seq, reason } => {
                let before = self.before.iter().find(|(at, _)| at == seq).map(|(_, items)| items.clone());
                self.items = before.unwrap();
                what.push(Happened::Undone(*seq, reason.clone()));
            }
            _ => {}
        }
        self.log.push(LogRow {
            seq,
            at: at(0),
            actor: "钱科员".into(),
            command: command.word().into(),
            families: Vec::new(),
            what,
        });
        done
    }
}

impl Office {
    /// Every row of the small registers.
    fn register_lines(&self) -> impl Iterator<Item = &RegisterLine> {
        self.families.iter().flat_map(|page| &page.registers).chain(&self.district)
    }

    fn registers(&self, query: &RegisterQuery) -> Result<RegisterAnswer, Refusal> {
        let rows = |rows: Vec<RegisterLine>, page: &Page| RegisterAnswer::Rows(cut(rows, page, |row| &row.cursor));
        Ok(match query {
            RegisterQuery::Counts { family } => {
                let of = |line: &&RegisterLine| family.is_none_or(|family| line.owner.family() == Some(family));
                let count = |no| self.register_lines().filter(of).filter(|line| line.register == no).count() as u64;
                RegisterAnswer::Counts(self.plan.registers().iter().map(|one| (one.no, count(one.no))).collect())
            }
            RegisterQuery::Rows { register, family, page } => {
                let of = |line: &&RegisterLine| family.is_none_or(|family| line.owner.family() == Some(family));
                let lines = self.register_lines().filter(of).filter(|line| line.register == *register);
                rows(lines.cloned().collect(), page)
            }
            RegisterQuery::OfFamily { family } => {
                let page = self.page_of(*family)?;
                rows(page.registers, &Page::first(500))
            }
            RegisterQuery::Row { row } => {
                let line = self.register_lines().find(|line| line.row == *row).cloned();
                let line = line.ok_or(Refusal::from(RegisterRefusal::NoSuchRow(*row)))?;
                let (values, actor) = (Some(line.values.clone()), line.actor.clone());
                let (seq, reason) = (line.version, String::new());
                let version = VersionLine { seq, at: self.now(), actor, values, reason, taken_back: false };
                RegisterAnswer::Row(Box::new(RegisterPage { line, withdrawn: false, versions: vec![version] }))
            }
        })
    }
}

impl Client for Office {
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal> {
        if matches!(query, Query::Families { .. }) && self.lacks.contains(&Right::SeeFamilies) {
            return Err(AccessRefusal::NotAllowed { right: Right::SeeFamilies.named() }.into());
        }
        self.asked.push(query.clone());
        if self.offline {
            let sentence = ("数据暂时不能读取。".to_string(), "The data cannot be read.".to_string());
            let hint = ("请稍后再试。".to_string(), "Try again later.".to_string());
            return Err(Refusal::Store { code: "offline".into(), sentence, hint });
        }
        Ok(match query {
            Query::Overview => Answer::Overview(self.overview()),
            Query::Queue { filter, page } => Answer::Queue(cut(self.rows(filter, false), page, |row| &row.cursor)),
            Query::Deadlines { filter, page } => Answer::Queue(cut(self.rows(filter, true), page, |row| &row.cursor)),
            Query::Families { township, page } => {
                let pages = self.families.iter().map(|page| self.page_of(page.row.family).unwrap().row);
                let rows = pages.filter(|row| township.is_none_or(|code| row.township == code)).collect();
                Answer::Families(cut(rows, page, |row| &row.cursor))
            }
            Query::Search { text, limit } => {
                let rows = self.found(text);
                Answer::Families(cut(rows, &Page::first(*limit), |row| &row.cursor))
            }
            Query::Family { family } => Answer::Family(Box::new(self.page_of(*family)?)),
            Query::Item { item } => Answer::Item(Box::new(self.item_page(*item)?)),
            Query::Entitlements { filter, page } => {
                Answer::Entitlements(cut(self.entitled(filter), page, |row| &row.cursor))
            }
            Query::Sweep { township } => Answer::Sweep(Box::new(self.swept(*township))),
            Query::Log { .. } => Answer::Log(LogRows { rows: self.log.clone(), reached: None }),
            Query::Reviews { kind, page } => Answer::Reviews(cut(self.questions(*kind), page, |row| &row.cursor)),
            Query::Review { question: QuestionId::Gap(id), .. } => {
                let found = self.gaps.iter().find(|page| page.row.question == QuestionId::Gap(*id));
                let page = found.cloned().ok_or(GapRefusal::NotThere(*id))?;
                Answer::Review(QuestionPage::Gap(Box::new(page)))
            }
            Query::Review { question: QuestionId::Conflict(id), .. } => {
                let found = self.conflicts.iter().find(|page| page.row.question == QuestionId::Conflict(*id));
                let page = found.cloned().ok_or(ConflictRefusal::NotThere(*id))?;
                Answer::Review(QuestionPage::Conflict(Box::new(page)))
            }
            Query::Review { question: QuestionId::Review(review), against } => {
                let found = self.reviews.iter().find(|page| page.row.question == QuestionId::Review(*review));
                let mut page = found.cloned().ok_or(Refusal::NoSuchReview(*review))?;
                if let Some(against) = against {
                    page.against = page.like.iter().find(|row| row.family == *against).cloned();
                }
                Answer::Review(QuestionPage::Row(Box::new(page)))
            }
            Query::Merge { keep, other } => Answer::Merge(Box::new(super::merge::page(self, *keep, *other)?)),
            Query::Register(query) => Answer::Register(self.registers(query)?),
            Query::Figures(query) => self.figures(query),
            Query::Emergency(query) => Answer::Emergency(board::ask(&self.emergencies, query, self.now)?),
            Query::Rhythm(query) => self.rhythm(query),
            Query::Batch(query) => Answer::Batch(self.paid(query)?),
            Query::Checkpoint | Query::Access(_) => return Err(Refusal::NothingToChange),
        })
    }

    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
        let mut results = Vec::new();
        for order in orders {
            self.executed.push(order.command.clone());
            results.push(self.decide(&order.command).map(|()| self.apply(&order.command)));
        }
        results
    }

    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        orders.iter().map(|order| self.decide(&order.command)).collect()
    }

    fn run(&mut self, errand: &Errand) -> Result<Ran, Refusal> {
        self.errands.push(errand.clone());
        self.hands.clone().ok_or_else(no_hands)
    }

    fn take_changed(&mut self) -> bool {
        self.touched.is_some()
    }

    fn touched(&mut self) -> Touched {
        self.touched.take().unwrap_or_default()
    }

    fn present(&mut self, here: Option<Here>) -> Vec<Present> {
        self.here.push(here);
        self.others()
    }

    fn others(&self) -> Vec<Present> {
        self.others.clone()
    }

    fn last_own(&mut self) -> Option<LogRow> {
        self.log.iter().rfind(|row| row.command != "undo").cloned()
    }

    fn notices(&self) -> Vec<Notice> {
        self.notices.clone()
    }

    fn plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    fn calendar(&self) -> Arc<Calendar> {
        Arc::new(Calendar::built_in())
    }

    fn now(&self) -> DateTime<FixedOffset> {
        self.now
    }

    fn actor(&self) -> &str {
        "钱科员"
    }
}

/// A page of a whole list, as the service cuts it.
pub fn cut<T: Clone>(all: Vec<T>, page: &Page, cursor: impl Fn(&T) -> &Cursor) -> Rows<T> {
    let total = all.len();
    let place = |wanted: &Cursor| all.iter().position(|row| cursor(row) >= wanted).unwrap_or(total);
    let after = |wanted: &Cursor| all.iter().position(|row| cursor(row) > wanted).unwrap_or(total);
    let (from, to) = match &page.from {
        From::Start => (0, page.limit),
        From::End => (total.saturating_sub(page.limit), total),
        From::At(wanted) => (place(wanted), place(wanted) + page.limit),
        From::After(wanted) => (after(wanted), after(wanted) + page.limit),
        From::Before(wanted) => (place(wanted).saturating_sub(page.limit), place(wanted)),
    };
    let to = to.min(total);
    Rows {
        rows: all.get(from..to).unwrap_or_default().to_vec(),
        more_before: from > 0,
        more_after: to < total,
        total: Some(total as u64),
        reached: None,
    }
}

/// The verb of a command that moves an item.
pub fn verb(command: &Command) -> Option<Verb> {
    match command {
        Command::MoveItem { step, .. } => Some(step.verb),
        _ => None,
    }
}
