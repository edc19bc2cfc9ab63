//! Looking at the terminal, the line and the data directory for `fuzhu doctor`.

use super::environment::Environment;
use crate::cli::doctor::seen::{Abilities, Between, Line, Seen, Server, Terminal};
use crate::cli::failure::Failure;
use crate::domain::refusal::Refusal;
use crate::service::condition::Condition;
use crate::text::{Lang, clean};
use crate::tui::driver::SLOW;
use crate::tui::{Capabilities, terminal};
use std::fs;
use std::path::Path;

/// Processes above this one that are looked at for mosh.
const ABOVE_MAX: usize = 12;

/// Looks. The terminal is asked if there is one.
pub fn look(around: &Environment, lean: Option<bool>, data: Option<&Path>, server: Server) -> Seen {
    let name = around.term.as_deref().unwrap_or_default();
    let able = Capabilities::of(name);
    let found = terminal::probe(able.is_some_and(|able| able.answers));
    let found = found.ok().flatten();
    let asked = found.unwrap_or_default();
    Seen {
        terminal: Terminal {
            there: found.is_some(),
            name: clean::free_text(name),
            known: Capabilities::is_known(name),
            size: asked.size,
            encoding: around.encoding.as_deref().map(clean::free_text),
            abilities: able.map(abilities),
            no_colour: around.no_colour,
            chinese: asked.chinese,
            ambiguous: asked.ambiguous,
        },
        line: Line { ssh: around.ssh, between: between(around), delay: asked.delay, slow_from: SLOW, lean },
        data: data.map(Condition::of),
        server,
    }
}

fn abilities(able: Capabilities) -> Abilities {
    Abilities {
        colours: able.colours,
        repeat: able.repeat,
        erase: able.erase_cells,
        insert: able.insert_cells,
        delete: able.delete_cells,
        scroll: able.scroll_region,
        answers: able.answers,
    }
}

fn between(around: &Environment) -> Between {
    if around.tmux {
        Between::Tmux
    } else if around.screen {
        Between::Screen
    } else if is_below("mosh-server") {
        Between::Mosh
    } else {
        Between::Nothing
    }
}

/// Whether a program of this name started this one, directly or not. Where the system does not tell, nobody did.
fn is_below(program: &str) -> bool {
    let mut process = std::process::id().to_string();
    for _ in 0..ABOVE_MAX {
        let Ok(status) = fs::read_to_string(format!("/proc/{process}/status")) else { return false };
        let field = |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
        if field("Name:") == Some(program) {
            return true;
        }
        match field("PPid:") {
            Some(parent) if parent != "0" => process = parent.to_string(),
            _ => return false,
        }
    }
    false
}

/// What keeps a server from being used, as a refusal.
pub fn refusal(failure: Failure) -> Refusal {
    let both = |text: &dyn Fn(Lang) -> String| (text(Lang::Zh), text(Lang::En));
    match failure {
        Failure::Refused(refusal) => refusal,
        other => Refusal::Store {
            code: other.code().to_string().into(),
            sentence: both(&|lang| other.sentence(lang)),
            hint: both(&|lang| other.hint(lang)),
        },
    }
}
