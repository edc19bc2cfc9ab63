//! The program put together: the one place that knows every layer, reads the environment and decides what is opened.
//!
//! It reads from the top: arguments and environment become settings, settings become an office (the clock, the plan, the working days,
//! the data directory, each opened when it is first asked for), and a command or the workstation runs on that.

mod desk;
mod doctor;
mod environment;
mod office;
mod plan;
mod server;
mod workstation;

use crate::cli::failure::Failure;
use crate::cli::language;
use crate::cli::output::Output;
use crate::cli::usage::{self, Instead};
use crate::cli::{self, Cli};
use crate::text::Lang;
use crate::{exchange, service};
use environment::Environment;
use office::Office;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::panic;
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit status of bad usage.
const USAGE: u8 = 2;

/// The program.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let environment = read_environment();
    let lang = language::choose(&arguments, environment.locale.as_deref());
    quiet_panics(lang);
    match usage::parse(&arguments, lang) {
        // A fault of the program has been told by the hook; what was answered "done" is on disk whatever happens here.
        Ok(cli) => panic::catch_unwind(|| run(cli, environment, lang)).unwrap_or(ExitCode::FAILURE),
        Err(Instead::Show(text)) => {
            // Whoever closed the pipe has seen enough.
            let _ = write!(io::stdout(), "{text}");
            ExitCode::SUCCESS
        }
        Err(Instead::Wrong(text)) => {
            let _ = write!(io::stderr(), "{text}");
            ExitCode::from(USAGE)
        }
    }
}

/// Says a fault of the program as a sentence, and says nothing where a library's panic is caught and understood.
fn quiet_panics(lang: Lang) {
    panic::set_hook(Box::new(move |fault| {
        if service::is_guarded() || exchange::table::guard::is_guarded() {
            return;
        }
        let place = fault.location().map_or_else(String::new, ToString::to_string);
        let told = lang.pick(
            format!("程序出错，已停止（{place}）。已答复保存的内容都在，请重新打开；若再次出现，请把括号里的位置报告给维护人员。"),
            format!("The program has a fault and stopped ({place}). Everything that was saved is there: open it again, and report the place in brackets if it happens again."),
        );
        let _ = writeln!(io::stderr(), "{told}");
    }));
}

fn run(cli: Cli, environment: Environment, lang: Lang) -> ExitCode {
    let mut office = Office::new(&cli, &environment, lang);
    let ended = match &cli.command {
        Some(command) => run_command(command, &cli, &environment, &mut office, lang),
        None => workstation::run(&mut office, &cli, &environment, lang),
    };
    office.close();
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            let said = [failure.sentence(lang), failure.hint(lang)];
            for line in said.iter().filter(|line| !line.is_empty()) {
                let _ = writeln!(io::stderr(), "{line}");
            }
            ExitCode::from(failure.status())
        }
    }
}

fn run_command(
    command: &cli::Command,
    cli: &Cli,
    environment: &Environment,
    office: &mut Office,
    lang: Lang,
) -> Result<(), Failure> {
    let mut sink = io::BufWriter::new(io::stdout());
    let mut aside = io::stderr();
    let on_terminal = io::stdout().is_terminal();
    let mut out = Output::new(&mut sink, lang).json_lines(cli.json);
    if on_terminal {
        let columns = crossterm::terminal::size().map_or(80, |(columns, _)| usize::from(columns));
        out = out.on_terminal(columns, !environment.no_colour);
    }
    if io::stderr().is_terminal() {
        out = out.with_progress(&mut aside);
    }
    cli::run(command, office, &mut out)
}

fn read_environment() -> Environment {
    let variable = |name: &str| env::var_os(name).filter(|value| !value.is_empty());
    let text = |name: &str| variable(name).map(|value| value.to_string_lossy().into_owned());
    let below_home = || variable("HOME").map(|home| PathBuf::from(home).join(".local/share"));
    Environment {
        data: variable("FUZHU_DATA").map(PathBuf::from),
        socket: variable("FUZHU_SOCKET").map(PathBuf::from),
        data_home: variable("XDG_DATA_HOME").map(PathBuf::from).or_else(below_home),
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text),
        term: text("TERM"),
        lean: text("FUZHU_LEAN").map(|value| !matches!(value.as_str(), "0" | "no" | "false")),
        ambiguous: text("FUZHU_AMBIGUOUS").and_then(|cells| cells.parse().ok()).filter(|cells| (1..=2).contains(cells)),
        encoding: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .find_map(text)
            .and_then(|locale| locale.split_once('.').map(|(_, encoding)| encoding.to_string())),
        ssh: variable("SSH_CONNECTION").is_some(),
        tmux: variable("TMUX").is_some(),
        screen: variable("STY").is_some(),
        no_colour: variable("NO_COLOR").is_some() || text("TERM").as_deref() == Some("dumb"),
    }
}
