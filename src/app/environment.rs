//! What the program finds around it: variables, the user, the machine. Read once, passed on as values.

use crate::journal::Holder;
use crate::text::clean;
use chrono::{DateTime, FixedOffset};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

/// What the program was started with beside its arguments.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    /// `FUZHU_DATA`.
    pub data: Option<PathBuf>,
    /// `FUZHU_SOCKET`.
    pub socket: Option<PathBuf>,
    /// `XDG_DATA_HOME`, or what stands for it below `HOME`.
    pub data_home: Option<PathBuf>,
    /// The locale: the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that says something.
    pub locale: Option<String>,
    /// `TERM`: the name under which the terminal database knows the terminal.
    pub term: Option<String>,
    /// `FUZHU_LEAN`: 1 for the lean look, 0 for the full one.
    pub lean: Option<bool>,
    /// `FUZHU_AMBIGUOUS`: cells of a character of ambiguous width, 1 or 2; the terminal is not asked then.
    pub ambiguous: Option<u16>,
    /// The character encoding that the locale names.
    pub encoding: Option<String>,
    /// `SSH_CONNECTION` is set: the terminal is at the other end of a line.
    pub ssh: bool,
    /// `TMUX` is set.
    pub tmux: bool,
    /// `STY` is set: inside GNU screen.
    pub screen: bool,
    /// `NO_COLOR` is set to something.
    pub no_colour: bool,
}

impl Environment {
    /// The data directory, unless the arguments name one.
    pub fn data_directory(&self) -> Option<PathBuf> {
        self.data.clone().or_else(|| self.own_directory())
    }

    /// A directory of the user's own, wherever the data is.
    pub fn own_directory(&self) -> Option<PathBuf> {
        self.data_home.as_ref().map(|home| home.join("fuzhu"))
    }
}

/// The clerk, as the operating system knows the process: never what a variable says.
pub fn actor() -> String {
    name_of(nix::unistd::getuid())
}

/// The user to whom a directory belongs.
pub fn owner_of(directory: &Path) -> Option<String> {
    let owner = std::fs::metadata(directory).ok()?.uid();
    Some(name_of(nix::unistd::Uid::from_raw(owner)))
}

/// The user with this number of the operating system.
pub fn name_of(id: nix::unistd::Uid) -> String {
    let name = nix::unistd::User::from_uid(id).ok().flatten().map(|user| clean::free_text(&user.name));
    name.filter(|name| !name.is_empty()).unwrap_or_else(|| format!("uid{id}"))
}

/// What a second program is told about this one.
pub fn holder(actor: &str, now: DateTime<FixedOffset>) -> Holder {
    Holder {
        pid: std::process::id(),
        user: actor.to_string(),
        host: rustix::system::uname().nodename().to_string_lossy().into_owned(),
        since: now.format("%Y-%m-%d %H:%M").to_string(),
    }
}
