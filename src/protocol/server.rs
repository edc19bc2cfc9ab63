//! The server: one writer that takes requests from a bounded queue, and a thread for each client.
//!
//! The writer alone touches the store, so every command sees a settled world. Whatever waits in the queue when it turns to it is done
//! together: the orders of all clients share a sync. Clients that are slow, that send rubbish or that never read keep only their own
//! thread waiting.

mod connection;
mod doorkeeper;
mod places;
mod watch;
mod writer;

use super::message::{Request, Welcome};
use crate::service::local::Local;
use connection::Calls;
use std::fs;
use std::io;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::mpsc::{SyncSender, sync_channel};
use watch::Watch;

/// Clients at once; one more is told so and let go.
pub const CLIENTS_MAX: usize = 512;

/// Requests that wait for the writer: no more than there are clients, since each has one under way.
const WAITING_MAX: usize = CLIENTS_MAX;

/// A request on its way to the writer.
struct Call {
    client: u64,
    actor: Arc<str>,
    request: Request,
    reply: SyncSender<super::message::Reply>,
}

/// The name of the user with this number of the operating system.
pub type Admit = Arc<dyn Fn(u32) -> String + Send + Sync>;

/// What a server is started with.
pub struct Settings {
    /// Where it listens.
    pub listener: UnixListener,
    /// The socket's place in the file system, where the server made it: it is made anew when somebody removes it.
    pub socket: Option<PathBuf>,
    /// Who calls; whether they may come in, the service says.
    pub admit: Admit,
    /// What every client is told first; actor, moment and notices are filled in for each.
    pub welcome: Welcome,
}

/// Serves until `stop` is set; then what is under way is finished and answered, and every client is told.
///
/// # Errors
/// When no thread can be started or the listener cannot be used.
pub fn serve(local: &mut Local, settings: Settings, stop: &Arc<AtomicBool>) -> io::Result<()> {
    let (calls, waiting) = sync_channel(WAITING_MAX);
    let watch = Arc::new(Watch::new(local));
    let door = doorkeeper::Door {
        listener: settings.listener,
        socket: settings.socket,
        admit: settings.admit,
        calls: Calls {
            client: 0,
            calls,
            watch: Arc::clone(&watch),
            welcome: Arc::new(settings.welcome),
            clock: local.clock(),
        },
    };
    let keeper = doorkeeper::start(door)?;
    writer::work(local, &waiting, &watch, stop);
    // From here on nothing is taken any more: whoever still asks is told that the server ends.
    drop(waiting);
    watch.end();
    let _ = keeper.join();
    Ok(())
}

/// Listens at a place in the file system. A socket that a killed server left there is replaced; one that a server answers is not. Who may
/// come in is decided by who the operating system says is calling, not by the rights of the file.
///
/// # Errors
/// `AddrInUse` when a server answers there; otherwise what the operating system says.
pub fn listen(socket: &Path) -> io::Result<UnixListener> {
    if UnixStream::connect(socket).is_ok() {
        return Err(io::ErrorKind::AddrInUse.into());
    }
    match fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(socket)?;
    fs::set_permissions(socket, fs::Permissions::from_mode(0o666))?;
    Ok(listener)
}
