//! The service in the same process: one data directory, and one clerk who owns it.

mod many;

mod batch;
pub mod keeping;
mod shown;
mod touched;

use super::answer::{Answer, Done, LogRow};
use super::ask::{self, Desk, Told};
use super::attachment::Attachments;
use super::client::{Client, Notice, Order};
use super::failure::Failure;
use super::figure::FigureQuery;
use super::kept::Keeper;
use super::permission::{Bearer, Right};
use super::query::Query;
use super::schedule::{Report, Schedule};
use super::store::{Opened, Progress, Store};
use super::sweep::compare::{Turn, compare};
use super::sweep::{self, Swept, Wanted};
use crate::clock::Clock;
use crate::domain::decide::Office;
use crate::domain::figure::book::Book;
use crate::domain::refusal::Refusal;
use crate::journal::{self, JournalError, State};
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::text::{Lang, date};
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use shown::Shown;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::thread;

/// Entries looked through for the clerk's last one.
const OWN_WITHIN: u64 = 2_000;

/// Rows of the views that are compared with their fingerprint in one quiet moment: some milliseconds.
const ROWS_WHEN_IDLE: usize = 2_000;

/// The month from which the yearly reports are asked for: the plan wants them by 15 December.
const REMINDED_FROM: u32 = 11;
/// Families that are looked at in one quiet moment for what they owe: some milliseconds.
const FAMILIES_WHEN_IDLE: usize = 4;

/// What the program may do by itself.
static EVERYTHING: Bearer = Bearer::UNLIMITED;

/// Families that are looked at between two words of how far it is, when nobody waits for the desk.
const FAMILIES_AT_ONCE: usize = 64;

/// The service for one clerk in this process.
pub struct Local {
    store: Store,
    plan: Arc<Plan>,
    calendar: Arc<Calendar>,
    clock: Clock,
    actor: String,
    // Whose the data directory is.
    owner: Option<String>,
    // Nobody but the owner comes in before accounts are given out.
    closed: bool,
    shown: Shown,
    opened: Vec<Notice>,
    // What the plan counts: the views keep the figures by it.
    book: Book,
    // Of a long journal only the newest part is checked at opening; the rest is checked beside the work.
    checking: Option<Receiver<JournalError>>,
    schedule: Option<Schedule>,
    keeper: Keeper,
    by_itself: bool,
    // Something was opened beside the clerk since it was last asked.
    changed: bool,
}

impl Local {
    /// The service on an open store.
    pub fn new(
        store: Store,
        opened: &Opened,
        plan: Arc<Plan>,
        calendar: Arc<Calendar>,
        clock: Clock,
        actor: String,
    ) -> Self {
        let mut notices: Vec<Notice> =
            opened.journal.iter().map(|notice| told(|lang| notice.sentence(lang), false)).collect();
        notices.extend(opened.rebuilt.as_ref().and_then(|error| rebuilt(error, opened)));
        let last = store.journal().last().seq;
        let last_at = store.entry(last).ok().flatten().map(|entry| entry.body.at);
        notices.extend(last_at.filter(|at| clock.is_real() && *at > clock.now()).map(clock_set_back));
        let book = Book::of(&plan);
        Self {
            store,
            plan,
            calendar,
            clock,
            actor,
            owner: None,
            closed: false,
            shown: Shown::default(),
            opened: notices,
            book,
            checking: None,
            schedule: None,
            keeper: Keeper::default(),
            by_itself: true,
            changed: false,
        }
    }

    /// Says whose the data directory is: the operating system lets that user read every file anyway.
    pub fn belongs_to(&mut self, owner: String) {
        self.owner = Some(owner);
    }

    /// From now on nobody but the owner comes in before accounts are given out.
    pub fn close_doors(&mut self) {
        self.closed = true;
    }

    /// Whether this process may work on the whole register at once.
    ///
    /// # Errors
    /// When the clerk may not.
    pub fn may_work_whole(&self) -> Result<(), Refusal> {
        self.bearer(&self.actor)?.may_all(Right::WorkWhole)
    }

    /// The store beneath.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The files beside the journal.
    pub fn attachments(&self) -> Attachments {
        Attachments::of(self.store.dir())
    }

    /// The store beneath, to maintain it.
    pub fn store_mut(&mut self) -> &mut Store {
        &mut self.store
    }

    /// Counts the figures of every year by the plan in force, where the views were built anew or kept them by another plan.
    ///
    /// # Errors
    /// When the views cannot be read or written.
    pub fn count_figures(&mut self, progress: Progress<'_>) -> Result<(), Refusal> {
        Ok(self.store.count_figures(&self.book, progress)?)
    }

    /// Answers a question about figures, telling how far folding the journal has come where they are of a past day; `Break` stops it.
    ///
    /// # Errors
    /// When the store cannot be read, or it was stopped.
    pub fn figures(&mut self, query: &FigureQuery, told: Told<'_>) -> Result<Answer, Refusal> {
        self.count_figures(&mut |_, _| {})?;
        let bearer = self.bearer(&self.actor)?;
        bearer.may_all(Right::SeeFigures)?;
        ask::figures(self.desk(), query, told).map_err(Refusal::from)
    }

    /// Checks the part of the journal that opening did not look at, beside the work. Damage is said as a notice, and then nothing more is
    /// written.
    pub fn check_the_rest(&mut self, opened: &Opened) {
        if !opened.unchecked_before {
            return;
        }
        let (sender, receiver) = sync_channel(1);
        let dir = self.store.dir().to_path_buf();
        let check = move || {
            let problem = journal::verify(&dir, |_| ControlFlow::Continue(())).map(|report| report.problem);
            // The desk may have been left meanwhile.
            let _ = problem.unwrap_or_else(Some).map(|problem| sender.send(problem));
        };
        self.checking = thread::Builder::new().name("journal".into()).spawn(check).ok().map(|_| receiver);
    }

    fn heed_the_check(&mut self) {
        let Some(found) = self.checking.as_ref().map(Receiver::try_recv) else { return };
        if found == Err(TryRecvError::Empty) {
            return;
        }
        self.checking = None;
        if let Ok(JournalError::Damaged(damage)) = found {
            self.store.distrust(damage);
        }
    }

    /// The whole register against the whole plan, family by family; `tell` may stop it. True when it went to its end.
    ///
    /// # Errors
    /// When the views or the journal cannot be read.
    pub fn sweep(
        &self,
        wanted: Wanted,
        tell: &mut dyn FnMut(Swept, u64, u64) -> ControlFlow<()>,
    ) -> Result<bool, Failure> {
        sweep::sweep(&self.store, &self.plan, wanted, tell)
    }

    /// The plan in force beside another one, family by family; `tell` may stop it. True when it went to its end.
    ///
    /// # Errors
    /// When the views cannot be read.
    pub fn compare(
        &self,
        other: &Plan,
        as_of: NaiveDate,
        tell: &mut dyn FnMut(Vec<Turn>, u64, u64) -> ControlFlow<()>,
    ) -> Result<bool, Failure> {
        compare(&self.store, (&self.plan, other), as_of, tell)
    }

    /// Opens everything that comes round today, of every family, or says what would be opened. `progress` is told how many families were
    /// looked at, and stops the walk by answering `Break`: what was opened until then stays.
    ///
    /// # Errors
    /// When the store cannot be read, or takes no entries.
    pub fn open_what_comes_round(
        &mut self,
        dry_run: bool,
        progress: &mut dyn FnMut(u64, u64) -> ControlFlow<()>,
    ) -> Result<Report, Refusal> {
        let (plan, calendar) = (Arc::clone(&self.plan), Arc::clone(&self.calendar));
        let office = Office { plan: &plan, calendar: &calendar, now: self.clock.now() };
        let all = self.store.views().map_err(Refusal::from)?.counts(self.clock.today()).families;
        let mut walk = Schedule::new(office, &self.store, dry_run, true);
        while walk.step(&mut self.store, office, FAMILIES_AT_ONCE)? {
            if progress(walk.report().families.min(all), all).is_break() {
                break;
            }
        }
        walk.refusal().map_or_else(|| Ok(walk.report().clone()), |refusal| Err(refusal.clone()))
    }

    /// From now on nothing opens by itself: a demonstration stays as it was invented.
    pub fn open_nothing_by_itself(&mut self) {
        self.by_itself = false;
    }

    /// A little of what comes round. In a drill on a day that somebody named nothing opens by itself.
    fn open_some(&mut self) -> bool {
        if self.clock.is_told() || !self.by_itself {
            return false;
        }
        let (plan, calendar) = (Arc::clone(&self.plan), Arc::clone(&self.calendar));
        let office = Office { plan: &plan, calendar: &calendar, now: self.clock.now() };
        let mut walk = match self.schedule.take() {
            Some(walk) if walk.day() == office.today() => walk,
            _ => Schedule::new(office, &self.store, false, false),
        };
        let before = walk.report().total().new;
        // What cannot be read now is found out, and said, by the next question.
        let more = walk.step(&mut self.store, office, FAMILIES_WHEN_IDLE).unwrap_or(false);
        self.changed |= walk.report().total().new > before;
        self.schedule = Some(walk);
        more
    }

    /// Closes in good order.
    pub fn close(self) {
        self.store.close();
    }

    /// From 1 November on: how many bodies still owe their yearly report. A register without families owes none.
    fn reports_owed(&self) -> Option<Notice> {
        let today = self.clock.today();
        let families = self.store.views().ok()?.counts(today).families;
        let year = u16::try_from(today.year()).ok().filter(|_| today.month() >= REMINDED_FROM && families > 0)?;
        let (missing, due) = ask::missing(self.desk(), year).filter(|(missing, _)| *missing > 0)?;
        Some(reports_missing(year, missing, due, today))
    }

    /// The desk of the program itself.
    fn desk(&self) -> Desk<'_> {
        self.desk_for(&self.actor, &EVERYTHING, None)
    }
}

impl Client for Local {
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal> {
        let actor = self.actor.clone();
        self.ask_for(&actor, None, query)
    }

    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
        let actor = self.actor.clone();
        self.execute_for(&[(&actor, orders)]).pop().unwrap_or_default()
    }

    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        self.preview_for(&self.actor, orders)
    }

    fn idle(&mut self) -> bool {
        self.heed_the_check();
        if self.open_some() {
            return true;
        }
        self.store.settle();
        if let Err(error) = self.store.check(ROWS_WHEN_IDLE) {
            // What cannot be mended now is found out, and said, by the next question.
            if self.store.mend().is_ok() {
                self.opened.extend(rebuilt(&error, &Opened::default()));
            }
        }
        self.keep_some() || self.store.is_unchecked()
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn last_own(&mut self) -> Option<LogRow> {
        self.last_of(&self.actor)
    }

    fn notices(&self) -> Vec<Notice> {
        let mut notices = self.opened.clone();
        if let State::ReadOnly(reason) = self.store.journal().state() {
            notices.push(told(|lang| reason.sentence(lang), true));
        }
        // A desk shows one line: what the office owes comes before what it may prepare.
        notices.extend(self.reports_owed());
        let today = self.clock.today();
        // Due dates reach into the next year from the autumn on.
        let years = if today.month() >= 10 { vec![today.year(), today.year() + 1] } else { vec![today.year()] };
        notices.extend(years.into_iter().filter(|year| !self.calendar.year_loaded(*year)).map(year_not_loaded));
        notices
    }

    fn plan(&self) -> Arc<Plan> {
        Arc::clone(&self.plan)
    }

    fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.calendar)
    }

    fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    fn actor(&self) -> &str {
        &self.actor
    }
}

fn told(sentence: impl Fn(Lang) -> String, read_only: bool) -> Notice {
    Notice { zh: sentence(Lang::Zh), en: sentence(Lang::En), read_only }
}

/// That views were folded again; nothing is said of a first folding.
fn rebuilt(error: &crate::views::ViewsError, opened: &Opened) -> Option<Notice> {
    let first = matches!(error, crate::views::ViewsError::Unbuilt { .. });
    let aside = opened.set_aside.as_ref().map(|path| path.display().to_string());
    (!first).then(|| {
        told(
            |lang| {
                let kept = aside.as_ref().map_or_else(String::new, |path| {
                    lang.pick(format!("旧视图留在 {path}。"), format!(" The old ones are in {path}."))
                });
                lang.pick(
                    format!("{}已按日志重建，记录没有丢失。{kept}", error.sentence(lang)),
                    format!(
                        "{} They were folded again from the journal; nothing was lost.{kept}",
                        error.sentence(lang)
                    ),
                )
            },
            false,
        )
    })
}

fn clock_set_back(last: DateTime<FixedOffset>) -> Notice {
    let last = last.format("%Y-%m-%d %H:%M");
    Notice {
        zh: format!("系统时钟早于最后一条记录（{last}），请检查服务器时间。"),
        en: format!("The clock is earlier than the last entry ({last}): check the server's time."),
        read_only: false,
    }
}

fn reports_missing(year: u16, missing: usize, due: NaiveDate, today: NaiveDate) -> Notice {
    let said = |lang| {
        let day = date::day_and_weekday(due, lang);
        if today > due {
            lang.pick(
                format!("{year} 年度工作报告已过期限（{day}），还有 {missing} 个单位未报，按 F7 查看。"),
                format!("The reports of {year} were due {day}; {missing} bodies have not sent theirs (F7)."),
            )
        } else {
            lang.pick(
                format!("{year} 年度工作报告还有 {missing} 个单位未报，期限{day}，按 F7 查看。"),
                format!("{missing} bodies have not sent their report of {year}; due {day} (F7)."),
            )
        }
    };
    told(said, false)
}

fn year_not_loaded(year: i32) -> Notice {
    Notice {
        zh: format!("{year} 年放假安排尚未导入，该年暂按周一至周五为工作日（fuzhu calendar import）。"),
        en: format!(
            "The days off of {year} are not loaded: Monday to Friday count as working days (`fuzhu calendar import`)."
        ),
        read_only: false,
    }
}
