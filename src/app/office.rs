//! What a command or the workstation runs on. Nothing is opened or read before it is asked for.

use super::environment::{self, Environment};
use super::plan;
use crate::cli::failure::Failure;
use crate::cli::{Cli, Means};
use crate::clock::Clock;
use crate::domain::refusal::Refusal;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::service::local::Local;
use crate::service::maintenance::Maintenance;
use crate::service::store::Store;
use crate::service::upkeep::Upkeep;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use std::io::{self, IsTerminal, Read, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The clock, the plan, the working days and the data directory.
pub struct Office {
    lang: Lang,
    clock: Clock,
    actor: String,
    data: Option<PathBuf>,
    plan_file: Option<PathBuf>,
    plan: Option<Arc<Plan>>,
    calendar: Option<Arc<Calendar>>,
    local: Option<Local>,
    upkeep: Option<Upkeep>,
    // A desk stays long enough to check an old journal beside the work; a command does not.
    stays: bool,
}

impl Office {
    /// An office as the arguments and the environment describe it.
    pub fn new(cli: &Cli, environment: &Environment, lang: Lang) -> Self {
        Self {
            lang,
            clock: cli.today.map_or_else(Clock::system, Clock::pretending),
            actor: environment::actor(),
            data: cli.data.clone().or_else(|| environment.data_directory()),
            plan_file: cli.plan.clone(),
            plan: None,
            calendar: None,
            local: None,
            upkeep: None,
            stays: cli.command.is_none(),
        }
    }

    /// Works on another data directory from now on.
    pub fn move_to(&mut self, data: PathBuf) {
        self.close();
        self.data = Some(data);
    }

    /// The data directory.
    ///
    /// # Errors
    /// When neither the arguments nor the environment name one.
    pub fn data(&self) -> Result<PathBuf, Failure> {
        self.data.clone().ok_or_else(|| {
            refused(
                "no-data-directory",
                ("没有指定数据目录，环境中也没有 HOME。", "No data directory was named, and there is no HOME."),
                ("请用 --data 指定。", "Name one with --data."),
            )
        })
    }

    /// The open service.
    ///
    /// # Errors
    /// When the data directory cannot be opened.
    pub fn opened(&mut self) -> Result<&mut Local, Failure> {
        if self.local.is_none() {
            let opened = self.open()?;
            self.local = Some(opened);
        }
        self.local
            .as_mut()
            .ok_or_else(|| refused("store", ("数据目录没有打开。", "The data directory is not open."), ("", "")))
    }

    fn open(&mut self) -> Result<Local, Failure> {
        let (plan, calendar) = (self.plan()?, self.calendar()?);
        self.upkeep = None;
        let holder = environment::holder(&self.actor, self.clock.now());
        let mut shown = Shown::new(self.lang);
        let opened = Store::open(&self.data()?, &holder, &mut |done, total| shown.progress(done, total));
        let (store, opened) = opened.map_err(Refusal::from)?;
        let mut local = Local::new(store, &opened, plan, calendar, self.clock, self.actor.clone());
        // What cannot be counted now is said by the first question about figures.
        let _ = local.count_figures(&mut |done, total| shown.progress(done, total));
        shown.end();
        if self.stays {
            local.check_the_rest(&opened);
        }
        Ok(local)
    }

    /// Closes whatever is open, in good order.
    pub fn close(&mut self) {
        if let Some(local) = self.local.take() {
            local.close();
        }
        self.upkeep = None;
    }
}

impl Means for Office {
    fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    fn calendar(&mut self) -> Result<Arc<Calendar>, Failure> {
        if let Some(calendar) = &self.calendar {
            return Ok(Arc::clone(calendar));
        }
        let calendar = plan::calendar(self.data.as_deref(), self.lang).map_err(|told| told_wrong("calendar", &told))?;
        Ok(Arc::clone(self.calendar.insert(Arc::new(calendar))))
    }

    fn plan(&mut self) -> Result<Arc<Plan>, Failure> {
        if let Some(plan) = &self.plan {
            return Ok(Arc::clone(plan));
        }
        let plan = plan::plan(self.plan_file.as_deref(), self.lang).map_err(|told| told_wrong("plan", &told))?;
        Ok(Arc::clone(self.plan.insert(Arc::new(plan))))
    }

    fn local(&mut self) -> Result<&mut Local, Failure> {
        self.opened()
    }

    fn interrupted(&self) -> Arc<AtomicBool> {
        let asked = Arc::new(AtomicBool::new(false));
        // Without the signal a long command simply cannot be ended half-way in good order; it is safe to kill all the same.
        let _ = signal_hook::flag::register(signal_hook::consts::SIGINT, Arc::clone(&asked));
        asked
    }

    fn maintenance(&mut self) -> Result<&mut dyn Maintenance, Failure> {
        self.close();
        let holder = environment::holder(&self.actor, self.clock.now());
        let upkeep = Upkeep::new(self.data()?, holder);
        Ok(self.upkeep.insert(upkeep))
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(io::stdin())
    }
}

fn refused(code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    let both = |(zh, en): (&str, &str)| (zh.to_string(), en.to_string());
    Failure::Refused(Refusal::Store { code: code.into(), sentence: both(sentence), hint: both(hint) })
}

/// Sentences that were made in the language of the run already.
fn told_wrong(code: &'static str, told: &[String]) -> Failure {
    let told = told.join("\n");
    refused(code, (&told, &told), ("没有启用该文件。", "The file was not put in force."))
}

/// How far a long opening has come, on standard error where somebody watches it.
struct Shown {
    lang: Lang,
    watched: bool,
    percent: Option<u64>,
}

impl Shown {
    fn new(lang: Lang) -> Self {
        Self { lang, watched: io::stderr().is_terminal(), percent: None }
    }

    fn progress(&mut self, done: u64, total: u64) {
        // Rows being written are not counted beforehand: the bar stays full while they are.
        let percent = done.saturating_mul(100).checked_div(total).unwrap_or(100);
        if !self.watched || self.percent == Some(percent) {
            return;
        }
        self.percent = Some(percent);
        let what = self.lang.pick("按日志重建视图", "folding the views from the journal");
        let filled = usize::try_from(percent / 5).unwrap_or(0).min(20);
        let bar: String = "#".repeat(filled) + &".".repeat(20 - filled);
        let _ = write!(io::stderr(), "\r{what} [{bar}] {percent:>3}% {done}/{total}");
    }

    fn end(&self) {
        if self.percent.is_some() {
            let _ = writeln!(io::stderr());
        }
    }
}
