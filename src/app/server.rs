//! The server and the way to it: where a server listens, whom it lets in, and what a client makes of its welcome.

use super::environment::{self, Environment};
use super::plan::{self, Texts};
use crate::cli::Cli;
use crate::clock::Clock;
use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::protocol::message::Welcome;
use crate::protocol::remote::Office;
use crate::protocol::server::{self, Admit, Settings};
use crate::service::local::Local;
use crate::text::Lang;
use std::io;
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// The socket of a server in its data directory.
const IN_DATA: &str = "socket";
/// The socket of the machine's own server.
const OF_MACHINE: &str = "/run/fuzhu/socket";

/// Where servers may be.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The one that was named: it must be there.
    pub named: Option<PathBuf>,
    // Those that are used when they are there, the first first.
    tried: Vec<PathBuf>,
}

impl Places {
    /// Where servers may be, as the arguments and the environment say. A demonstration has none.
    pub fn of(cli: &Cli, environment: &Environment) -> Self {
        if cli.demo {
            return Self::default();
        }
        // A directory that is named for this run is asked for by name: whatever server the environment means has another one.
        let meant = environment.socket.clone().filter(|_| cli.data.is_none());
        let named = cli.socket.clone().or(meant);
        let tried = match cli.data.clone().or_else(|| environment.data.clone()) {
            Some(data) => vec![data.join(IN_DATA)],
            None => {
                let own = environment.own_directory().map(|data| data.join(IN_DATA));
                std::iter::once(PathBuf::from(OF_MACHINE)).chain(own).collect()
            }
        };
        Self { named, tried }
    }

    /// The places to try, in order.
    pub fn all(&self) -> Vec<PathBuf> {
        self.named.clone().map_or_else(|| self.tried.clone(), |named| vec![named])
    }

    /// Where a server of this data directory listens.
    pub fn own(&self, data: &Path) -> PathBuf {
        self.named.clone().unwrap_or_else(|| data.join(IN_DATA))
    }
}

/// Serves until the process is told to stop.
///
/// # Errors
/// When the socket cannot be made, or a thread cannot be started.
pub fn serve(
    local: &mut Local,
    (listener, socket): (UnixListener, Option<PathBuf>),
    texts: Texts,
    clock: Clock,
) -> io::Result<()> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGTERM, signal_hook::consts::SIGINT] {
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    let today = clock.is_told().then(|| clock.today());
    let welcome = Welcome {
        actor: String::new(),
        now: clock.now(),
        today,
        plan: texts.plan,
        days_off: texts.days_off,
        notices: Vec::new(),
    };
    local.close_doors();
    server::serve(local, Settings { listener, socket, admit: admit(), welcome }, &stop)
}

/// The listener that the system's service manager handed over, or one of our own.
///
/// # Errors
/// When another server answers there, or the place cannot be used.
pub fn listen(socket: &Path) -> io::Result<(UnixListener, Option<PathBuf>)> {
    if let Some(handed) = listenfd::ListenFd::from_env().take_unix_listener(0)? {
        return Ok((handed, None));
    }
    server::listen(socket).map(|listener| (listener, Some(socket.to_path_buf())))
}

/// Whoever calls is the user whom the operating system names; whether that user has an account, the service says.
fn admit() -> Admit {
    Arc::new(|id| environment::name_of(nix::unistd::Uid::from_raw(id)))
}

/// What a client makes of a welcome.
///
/// # Errors
/// What is wrong with the server's plan or calendar: the two are of different minds.
pub fn office(welcome: &Welcome, lang: Lang) -> Result<Office, plan::Refused> {
    let place = lang.pick("服务器的方案", "the server's plan");
    let plan = welcome.plan.as_deref().map_or_else(|| Ok(Plan::builtin()), |text| plan::parse(text, place, lang))?;
    let place = lang.pick("服务器的放假安排", "the server's days off");
    let calendar = welcome
        .days_off
        .iter()
        .try_fold(Calendar::built_in(), |calendar, text| plan::with_days_off(calendar, text, place, lang))?;
    Ok(Office { plan: Arc::new(plan), calendar: Arc::new(calendar) })
}
