//! Opening the workstation: on the data directory, or on a throw-away one full of invented families.

use super::desk::Desk;
use super::environment::Environment;
use super::office::Office;
use crate::cli::failure::Failure;
use crate::cli::{Cli, Means};
use crate::demo::{self, Spec};
use crate::domain::refusal::Refusal;
use crate::policy::division::Directory;
use crate::text::{Lang, clean};
use crate::tui;
use std::io::{self, IsTerminal, Write};

/// Runs the workstation until the clerk leaves it.
pub fn run(office: &mut Office, cli: &Cli, environment: &Environment, lang: Lang) -> Result<(), Failure> {
    let demo = cli.demo;
    if !io::stdout().is_terminal() || !io::stdin().is_terminal() {
        return Err(refused(
            "no-terminal",
            ("工作台要在终端里打开。", "The workstation needs a terminal."),
            ("脚本中请使用子命令，如 fuzhu queue --json。", "In a script use a command, such as `fuzhu queue --json`."),
        ));
    }
    let term = environment.term.as_deref().unwrap_or_default();
    let able = tui::Capabilities::of(term).ok_or_else(|| poor_terminal(term))?;
    // Kept until the desk is closed: dropping it removes the directory.
    let _throw_away = if demo { Some(fill(office, lang)?) } else { None };
    if demo {
        office.opened()?.open_nothing_by_itself();
    }
    office.service()?;
    // What a clerk has typed stays the clerk's own: a server's directory is not his.
    let kept = if office.is_remote() { environment.own_directory() } else { Some(office.data()?) };
    let drafts = kept.map_or_else(Default::default, |kept| kept.join("drafts"));
    let lean = if cli.lean { Some(true) } else { environment.lean };
    let options = tui::Options {
        lang,
        demo,
        drafts,
        colour: !environment.no_colour,
        able,
        lean,
        meter: cli.meter,
        ambiguous: environment.ambiguous,
    };
    let ended = if office.is_remote() {
        tui::run(office.service()?, options)
    } else {
        tui::run(&mut Desk::of(office)?, options)
    };
    office.close();
    ended.map_err(|error| {
        let zh = format!("终端无法继续使用：{error}。");
        let en = format!("The terminal cannot be used any more: {error}.");
        refused(
            "terminal",
            (&zh, &en),
            ("已保存的内容都在；请重新登录后再打开。", "Everything that was saved is there: log in again."),
        )
    })
}

fn poor_terminal(term: &str) -> Failure {
    let term = clean::free_text(term);
    let zh = format!("这个终端（TERM={term}）不能定位光标，打不开工作台。");
    let en = format!("This terminal (TERM={term}) cannot place its cursor: the workstation cannot be shown on it.");
    let hint =
        ("请换一个终端，或使用子命令，如 fuzhu queue。", "Use another terminal, or a command such as `fuzhu queue`.");
    refused("poor-terminal", (&zh, &en), hint)
}

/// A throw-away directory of invented families; the office works on it from now on.
fn fill(office: &mut Office, lang: Lang) -> Result<tempfile::TempDir, Failure> {
    let place = tempfile::Builder::new().prefix("fuzhu-demo-").tempdir().map_err(|error| {
        let zh = format!("无法建立演示用的临时目录：{error}。");
        let en = format!("No throw-away directory can be made for the demonstration: {error}.");
        refused(
            "demo",
            (&zh, &en),
            ("请检查临时目录的空间和权限。", "Look at the space and rights of the temporary directory."),
        )
    })?;
    office.move_to(place.path().to_path_buf());
    let what = lang.pick("正在生成虚构的演示数据……", "Making invented families for the demonstration...");
    let _ = writeln!(io::stderr(), "{what}");
    let (plan, calendar) = (office.plan()?, office.calendar()?);
    let spec = Spec::usual(office.now().date_naive());
    let mut bodies = demo::histories(&spec, &plan, &calendar, Directory::built_in());
    office.maintenance()?.fill(&mut bodies, &mut |_, _| {})?;
    Ok(place)
}

fn refused(code: &'static str, sentence: (&str, &str), hint: (&str, &str)) -> Failure {
    Failure::Refused(Refusal::store(code, sentence, hint))
}
