//! The service at the other end of a socket, as a desk or a command sees it.
//!
//! When the line drops nothing is lost but the line: the desk says so and reads only, keeps what was typed, and connects again by itself.
//! Orders that were on their way are sent again with the token they had: what was done is not done twice.

mod line;

use super::message::{Others, Reply, Request, Welcome};
use crate::clock::Clock;
use crate::domain::refusal::Refusal;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::service::answer::{Answer, Done, LogRow};
use crate::service::client::{Bell, Client, Notice, Order};
use crate::service::presence::{Here, Present};
use crate::service::query::Query;
use crate::service::touched::Touched;
use chrono::{DateTime, FixedOffset, NaiveDate};
use line::Line;
pub use line::Unreached;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The server, as one clerk's desk or command sees it.
pub struct Remote {
    socket: PathBuf,
    // None while the line is down.
    line: Option<Line>,
    welcome: Welcome,
    office: Office,
    // Asked as of this day.
    today: Option<NaiveDate>,
    clock: Clock,
    stays: bool,
    // Orders that were on their way when the line dropped: what became of them is not known yet.
    unanswered: Vec<Order>,
    told: Vec<Notice>,
    changed: bool,
    // What changed, as the server said.
    touched: Touched,
    // Where the clerk is, and who else is there.
    here: Option<Here>,
    others: Others,
    bell: Option<Bell>,
    // Counts the orders of this sitting: a token is used once.
    sent: u64,
    sitting: String,
}

/// What the office works by.
#[derive(Clone)]
pub struct Office {
    /// The plan in force.
    pub plan: Arc<Plan>,
    /// The working days.
    pub calendar: Arc<Calendar>,
}

impl Remote {
    /// Connects. `office` makes of what the server says the plan and the working days.
    ///
    /// # Errors
    /// When no server answers there, it is of another version, or it does not let the clerk in.
    pub fn connect<E: From<Unreached>>(
        socket: &Path,
        today: Option<NaiveDate>,
        office: impl FnOnce(&Welcome) -> Result<Office, E>,
    ) -> Result<Remote, E> {
        let (line, welcome) = Line::connect(socket, None)?;
        let office = office(&welcome)?;
        let clock = today.or(welcome.today).map_or_else(Clock::system, Clock::pretending);
        let sitting = format!("{}-{}", std::process::id(), clock.now().timestamp_millis());
        Ok(Remote {
            socket: socket.to_path_buf(),
            line: Some(line),
            welcome,
            office,
            today,
            clock,
            stays: false,
            unanswered: Vec::new(),
            told: Vec::new(),
            changed: false,
            touched: Touched::default(),
            here: None,
            others: Others::default(),
            bell: None,
            sent: 0,
            sitting,
        })
    }

    /// For a desk: it stays, hears of changes, and connects again when the line drops.
    #[must_use]
    pub fn staying(mut self) -> Self {
        self.stays = true;
        let _ = self.request(&Request::Watch);
        self
    }

    /// Sends a request and waits for its reply.
    fn request(&mut self, request: &Request) -> Result<Reply, Refusal> {
        if self.line.is_none() && !self.reconnect() {
            return Err(gone());
        }
        let Some(line) = &mut self.line else { return Err(gone()) };
        match line.request(request) {
            Ok(reply) => Ok(reply),
            Err(unreached) => {
                self.line = None;
                Err(unreached.into())
            }
        }
    }

    /// Tries to connect again, and finds out what became of the orders that were on their way.
    fn reconnect(&mut self) -> bool {
        let Ok((mut line, welcome)) = Line::connect(&self.socket, self.bell.clone()) else { return false };
        if self.stays && line.request(&Request::Watch).is_err() {
            return false;
        }
        self.told.clear();
        if (&welcome.plan, &welcome.days_off) != (&self.welcome.plan, &self.welcome.days_off) {
            self.told.push(other_office());
        }
        self.welcome = welcome;
        let orders = std::mem::take(&mut self.unanswered);
        if !orders.is_empty() {
            match line.request(&Request::Execute(orders.clone())) {
                Ok(Reply::Executed(answers)) => self.told.push(caught_up(&answers)),
                _ => {
                    self.unanswered = orders;
                    return false;
                }
            }
        }
        self.others = Others::default();
        // The server may be another one: it is told again where the clerk is.
        if self.here.is_some()
            && let Ok(Reply::Here(others)) = line.request(&Request::Here(self.here))
        {
            self.others = others;
        }
        self.line = Some(line);
        self.changed = true;
        self.touched = Touched::everything();
        true
    }

    /// Looks for what the server has said by itself.
    fn listen(&mut self) {
        let Some(line) = &mut self.line else { return };
        match line.listen() {
            Ok(said) => {
                if let Some(changed) = said.changed {
                    self.changed = true;
                    self.touched = std::mem::take(&mut self.touched).and(changed.touched);
                    self.welcome.notices = changed.notices;
                }
                said.others.into_iter().for_each(|others| self.heed(others));
            }
            Err(_) => self.line = None,
        }
    }

    /// Takes what is newer of where others are.
    fn heed(&mut self, others: Others) {
        if others.turn >= self.others.turn {
            self.others = others;
        }
    }

    /// Each order with a token of this sitting, so that it may be sent twice.
    fn with_tokens(&mut self, orders: &[Order]) -> Vec<Order> {
        let mut token = || {
            self.sent += 1;
            Some(format!("{}-{}", self.sitting, self.sent))
        };
        orders.iter().map(|order| Order { token: order.token.clone().or_else(&mut token), ..order.clone() }).collect()
    }
}

impl Client for Remote {
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal> {
        match self.request(&Request::Ask(query.clone(), self.today))? {
            Reply::Answered(answer) => answer,
            _ => Err(confused()),
        }
    }

    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
        if orders.is_empty() {
            return Vec::new();
        }
        let all = |refusal: Refusal| vec![Err(refusal); orders.len()];
        if self.today.is_some_and(|today| Some(today) != self.welcome.today) {
            return all(drill());
        }
        if self.line.is_none() && !self.reconnect() {
            return all(gone());
        }
        let orders = if self.stays { self.with_tokens(orders) } else { orders.to_vec() };
        match self.request(&Request::Execute(orders.clone())) {
            Ok(Reply::Executed(answers)) if answers.len() == orders.len() => answers,
            Ok(Reply::Answered(Err(refusal))) => all(refusal),
            Ok(_) => all(confused()),
            Err(_) if self.stays => {
                self.unanswered = orders.clone();
                all(on_its_way())
            }
            Err(refusal) => all(refusal),
        }
    }

    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        let all = |refusal: Refusal| vec![Err(refusal); orders.len()];
        match self.request(&Request::Preview(orders.to_vec())) {
            Ok(Reply::Previewed(answers)) => answers,
            Ok(Reply::Answered(Err(refusal))) | Err(refusal) => all(refusal),
            Ok(_) => all(confused()),
        }
    }

    fn idle(&mut self) -> bool {
        let known = self.changed;
        if self.line.is_none() && self.stays {
            self.reconnect();
        }
        self.listen();
        // Whoever waits looks at once at what was found, not at the next minute.
        self.changed && !known
    }

    fn take_changed(&mut self) -> bool {
        std::mem::take(&mut self.changed)
    }

    fn touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    fn is_restless(&self) -> bool {
        self.stays && self.line.is_none()
    }

    fn ring(&mut self, bell: Bell) {
        self.bell = Some(bell);
        // The line that is there has no bell: another one takes its place.
        self.line = None;
        self.reconnect();
        self.changed = false;
        self.touched = Touched::default();
    }

    fn present(&mut self, here: Option<Here>) -> Vec<Present> {
        self.here = here;
        // While the line is down nobody is told, and no key waits for it to come back.
        if self.stays
            && self.line.is_some()
            && let Ok(Reply::Here(others)) = self.request(&Request::Here(here))
        {
            self.heed(others);
        }
        self.others()
    }

    fn others(&self) -> Vec<Present> {
        if self.line.is_some() { self.others.who.clone() } else { Vec::new() }
    }

    fn last_own(&mut self) -> Option<LogRow> {
        match self.request(&Request::LastOwn) {
            Ok(Reply::LastOwn(row)) => row,
            _ => None,
        }
    }

    fn notices(&self) -> Vec<Notice> {
        let down = self.line.is_none().then(line_down);
        down.into_iter().chain(self.told.clone()).chain(self.welcome.notices.clone()).collect()
    }

    fn plan(&self) -> Arc<Plan> {
        Arc::clone(&self.office.plan)
    }

    fn calendar(&self) -> Arc<Calendar> {
        Arc::clone(&self.office.calendar)
    }

    fn now(&self) -> DateTime<FixedOffset> {
        self.clock.now()
    }

    fn actor(&self) -> &str {
        &self.welcome.actor
    }
}

fn line_down() -> Notice {
    Notice {
        zh: "与服务器的连接断开：只能查看，录入的内容会保留，连上后自动继续。".into(),
        en: "The line to the server is down: reading only. What you type is kept; it connects again by itself.".into(),
        read_only: true,
    }
}

fn other_office() -> Notice {
    Notice {
        zh: "服务器启用了另一份方案或放假安排，请退出后重新打开。".into(),
        en: "The server works by another plan or calendar now: leave the desk and open it again.".into(),
        read_only: false,
    }
}

/// What became of the orders that were on their way.
fn caught_up(answers: &[Result<Done, Refusal>]) -> Notice {
    use crate::text::Lang;
    let done = answers.iter().filter(|answer| answer.is_ok()).count();
    let first = answers.iter().find_map(|answer| answer.as_ref().err());
    let why = |lang| first.map_or_else(String::new, |refusal| refusal.sentence(lang));
    let of = answers.len();
    match first {
        None => Notice {
            zh: format!("已重新连上，断线前的操作已保存（{done} 项）。"),
            en: format!("Connected again; what was on its way is saved ({done})."),
            read_only: false,
        },
        Some(_) => Notice {
            zh: format!("已重新连上，断线前的 {of} 项操作保存了 {done} 项；其余：{}", why(Lang::Zh)),
            en: format!("Connected again; {done} of {of} on their way were saved. The others: {}", why(Lang::En)),
            read_only: false,
        },
    }
}

fn gone() -> Refusal {
    Refusal::store(
        "server-gone",
        ("与服务器的连接断开了。", "The line to the server is down."),
        ("稍后会自动重新连接；录入的内容保留着。", "It connects again by itself; what you typed is kept."),
    )
}

fn on_its_way() -> Refusal {
    Refusal::store(
        "on-its-way",
        (
            "发送时连接断开，尚不知道是否已保存。",
            "The line dropped while this was sent: whether it was saved is not known yet.",
        ),
        ("连上后会自动核实并补发，不会重复办理。", "Once connected it is made sure by itself, and never done twice."),
    )
}

fn confused() -> Refusal {
    Refusal::store(
        "server-confused",
        ("服务器答复了别的问题。", "The server answered something else."),
        ("请退出后重新打开。", "Leave and open it again."),
    )
}

fn drill() -> Refusal {
    Refusal::store(
        "drill-on-server",
        (
            "服务器在用真实日期，指定了 --today 的命令不能写入。",
            "The server works on the real day: with --today nothing can be written on it.",
        ),
        ("演练请用单独的数据目录（--data）。", "For a drill use a data directory of its own (--data)."),
    )
}
