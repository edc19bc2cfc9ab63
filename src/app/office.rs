//! What a command or the workstation runs on. Nothing is opened or read before it is asked for.

use super::doctor;
use super::environment::{self, Environment};
use super::plan;
use super::server::{self, Places};
use crate::cli::doctor::seen::{Seen, Server};
use crate::cli::failure::Failure;
use crate::cli::{Cli, Means};
use crate::clock::Clock;
use crate::domain::refusal::Refusal;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::protocol::remote::{Remote, Unreached};
use crate::service::client::Client;
use crate::service::local::Local;
use crate::service::maintenance::Maintenance;
use crate::service::store::Store;
use crate::service::upkeep::Upkeep;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
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
    places: Places,
    around: Environment,
    lean: Option<bool>,
    remote: Option<Remote>,
    today: Option<NaiveDate>,
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
            places: Places::of(cli, environment),
            around: environment.clone(),
            lean: if cli.lean { Some(true) } else { environment.lean },
            remote: None,
            today: cli.today,
            upkeep: None,
            stays: cli.command.is_none(),
        }
    }

    /// Works on another data directory from now on.
    pub fn move_to(&mut self, data: PathBuf) {
        self.close();
        self.places = Places::default();
        self.data = Some(data);
    }

    /// The service: a server's where one answers, otherwise that of this process.
    ///
    /// # Errors
    /// When the server that was named does not answer, a server does not let the clerk in, or the data directory cannot be opened.
    pub fn service(&mut self) -> Result<&mut dyn Client, Failure> {
        if self.local.is_none() && self.remote.is_none() {
            self.remote = self.reach()?;
        }
        if self.remote.is_none() {
            return Ok(self.opened()?);
        }
        self.remote.as_mut().map(|remote| remote as &mut dyn Client).ok_or_else(not_open)
    }

    /// Whether a server answers: the desk then keeps nothing in the data directory.
    pub fn is_remote(&self) -> bool {
        self.remote.is_some()
    }

    /// The server, if one answers at one of the places where it may be.
    fn reach(&mut self) -> Result<Option<Remote>, Failure> {
        for socket in self.places.all() {
            match self.connect(&socket) {
                Ok(remote) => return Ok(Some(remote)),
                Err(Reached::Not(Unreached::Nobody)) if self.places.named.is_none() => {}
                Err(Reached::Not(Unreached::Nobody)) => return Err(nobody(&socket)),
                Err(Reached::Not(unreached)) => return Err(Failure::Refused(unreached.into())),
                Err(Reached::Otherwise(failure)) => return Err(failure),
            }
        }
        Ok(None)
    }

    fn connect(&self, socket: &Path) -> Result<Remote, Reached> {
        let lang = self.lang;
        let remote = Remote::connect(socket, self.today, |welcome| {
            server::office(welcome, lang).map_err(|told| Reached::Otherwise(told_wrong("plan", &told)))
        })?;
        if self.plan_file.is_some() {
            return Err(Reached::Otherwise(plan_of_server()));
        }
        Ok(if self.stays { remote.staying() } else { remote })
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
        self.local.as_mut().ok_or_else(not_open)
    }

    fn open(&mut self) -> Result<Local, Failure> {
        let (plan, calendar) = (self.plan()?, self.calendar()?);
        self.upkeep = None;
        let holder = environment::holder(&self.actor, self.clock.now());
        let mut shown = Shown::new(self.lang);
        let opened = Store::open(&self.data()?, &holder, &mut |done, total| shown.progress(done, total));
        let (store, opened) = opened.map_err(Refusal::from)?;
        let mut local = Local::new(store, &opened, plan, calendar, self.clock, self.actor.clone());
        local.belongs_to(environment::owner_of(&self.data()?).unwrap_or_else(|| self.actor.clone()));
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
        self.remote = None;
        self.upkeep = None;
    }
}

/// Why a server was not reached.
enum Reached {
    Not(Unreached),
    Otherwise(Failure),
}

impl From<Unreached> for Reached {
    fn from(unreached: Unreached) -> Self {
        Reached::Not(unreached)
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

    fn client(&mut self) -> Result<&mut dyn Client, Failure> {
        self.service()
    }

    fn local(&mut self) -> Result<&mut Local, Failure> {
        if self.local.is_none() && self.reach()?.is_some() {
            return Err(server_has_it());
        }
        let local = self.opened()?;
        local.may_work_whole()?;
        Ok(local)
    }

    fn serve(&mut self, told: &mut dyn FnMut(&Path) -> Result<(), Failure>) -> Result<(), Failure> {
        let data = self.data()?;
        let socket = self.places.own(&data);
        self.stays = true;
        let texts = plan::texts(self.plan_file.as_deref(), Some(&data), self.lang);
        let texts = texts.map_err(|told| told_wrong("plan", &told))?;
        let clock = self.clock;
        // The lock of the data directory first: whoever has it may take the place of a socket that a killed server left there.
        let local = self.opened()?;
        let listener = server::listen(&socket).map_err(|error| cannot_listen(&socket, &error))?;
        told(&socket)?;
        server::serve(local, listener, texts, clock).map_err(|error| cannot_listen(&socket, &error))?;
        self.close();
        Ok(())
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

    fn doctor(&mut self) -> Seen {
        let server = match self.reach() {
            Ok(None) => Server::None,
            Ok(Some(_)) => {
                Server::Answers(self.places.all().into_iter().find(|place| place.exists()).unwrap_or_default())
            }
            Err(failure) => Server::Refuses(doctor::refusal(failure)),
        };
        doctor::look(&self.around, self.lean, self.data.as_deref(), server)
    }

    fn input(&mut self) -> Box<dyn Read> {
        Box::new(io::stdin())
    }
}

fn not_open() -> Failure {
    refused("store", ("数据目录没有打开。", "The data directory is not open."), ("", ""))
}

fn nobody(socket: &Path) -> Failure {
    let socket = socket.display();
    let zh = format!("{socket} 上没有服务器应答。");
    let en = format!("No server answers at {socket}.");
    let hint = (
        "请联系管理员启动服务器，或不指定 --socket / FUZHU_SOCKET。",
        "Ask the administrator to start it, or name no socket (--socket, FUZHU_SOCKET).",
    );
    refused("no-server", (&zh, &en), hint)
}

fn server_has_it() -> Failure {
    refused(
        "server-has-it",
        (
            "数据目录正由服务器使用，这个命令要直接使用数据目录。",
            "The server has the data directory, and this command needs it for itself.",
        ),
        ("请由管理员停下服务器后执行。", "Ask the administrator to run it while the server is stopped."),
    )
}

fn plan_of_server() -> Failure {
    refused(
        "plan-of-server",
        ("服务器有它自己的方案，这里不能用 --plan。", "The server works by its own plan: --plan cannot be used here."),
        ("请用 fuzhu plan compare 与方案文件比较。", "Compare a plan file with `fuzhu plan compare`."),
    )
}

fn cannot_listen(socket: &Path, error: &io::Error) -> Failure {
    let place = socket.display();
    let (zh, en) = match error.kind() {
        io::ErrorKind::AddrInUse => {
            (format!("{place} 上已有服务器在运行。"), format!("A server is running at {place} already."))
        }
        _ => (format!("无法在 {place} 上监听：{error}。"), format!("The server cannot listen at {place}: {error}.")),
    };
    let hint = (
        "请检查目录是否存在、是否有权限，或用 --socket 另指定位置。",
        "See that the directory is there and may be written, or name another place with --socket.",
    );
    refused("no-socket", (&zh, &en), hint)
}

fn refused(code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure::Refused(Refusal::store(code, sentence, hint))
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
