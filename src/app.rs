//! The program put together: the one place that knows every layer, reads the environment and decides what is opened.
//!
//! It reads from the top: arguments and environment become settings, settings become an office (the clock, the plan, the working days,
//! the data directory, each opened when it is first asked for), and a command or the workstation runs on that.

mod environment;
mod office;
mod plan;
mod workstation;

use crate::cli::failure::Failure;
use crate::cli::language;
use crate::cli::output::Output;
use crate::cli::usage::{self, Instead};
use crate::cli::{self, Cli};
use crate::text::Lang;
use environment::Environment;
use office::Office;
use std::env;
use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Exit status of bad usage.
const USAGE: u8 = 2;

/// The program.
pub fn main() -> ExitCode {
    let arguments: Vec<OsString> = env::args_os().collect();
    let environment = read_environment();
    let lang = language::choose(&arguments, environment.locale.as_deref());
    match usage::parse(&arguments, lang) {
        Ok(cli) => run(cli, environment, lang),
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

fn run(cli: Cli, environment: Environment, lang: Lang) -> ExitCode {
    let mut office = Office::new(&cli, &environment, lang);
    let ended = match &cli.command {
        Some(command) => run_command(command, &cli, &environment, &mut office, lang),
        None => workstation::run(&mut office, cli.demo, &environment, lang),
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
        data_home: variable("XDG_DATA_HOME").map(PathBuf::from).or_else(below_home),
        locale: ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(text),
        no_colour: variable("NO_COLOR").is_some() || text("TERM").as_deref() == Some("dumb"),
    }
}
