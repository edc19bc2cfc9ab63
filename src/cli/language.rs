//! The language of the command line's own words: chosen before anything is parsed, then laid over the help of every command.
//!
//! Each help text stands once, beside what it explains, as `中文 ‖ English`; this file shows one half. It is not where the texts are.

use crate::text::Lang;
use clap::builder::StyledStr;
use clap::{Arg, ArgAction, Command};
use std::ffi::OsString;

/// What stands between the two halves of a help text.
pub const SEAM: &str = "‖";
const COLUMNS_MAX: usize = 100;

/// The language that the arguments ask for with `--lang`, else that of the locale (`LC_ALL`, `LC_MESSAGES`, `LANG`). A locale that names no
/// language (`C`, `POSIX`, nothing) leaves the desk's own: Chinese.
pub fn choose(arguments: &[OsString], locale: Option<&str>) -> Lang {
    asked(arguments).unwrap_or_else(|| {
        let locale = locale.unwrap_or_default().to_lowercase();
        let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
        match language {
            "" | "c" | "posix" | "zh" => Lang::Zh,
            _ => Lang::En,
        }
    })
}

fn asked(arguments: &[OsString]) -> Option<Lang> {
    let mut words = arguments.iter().map(|word| word.to_string_lossy()).take_while(|word| word != "--");
    let mut last = None;
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang=") {
            Some(value) => Some(value.to_string()),
            None if word == "--lang" => words.next().map(|value| value.into_owned()),
            None => None,
        };
        last = match value.as_deref() {
            Some("zh") => Some(Lang::Zh),
            Some("en") => Some(Lang::En),
            _ => last,
        };
    }
    last
}

/// The half of a help text that is in `lang`; a text without a seam is the same in both.
pub fn half(text: &str, lang: Lang) -> &str {
    text.split_once(SEAM).map_or(text, |(zh, en)| lang.pick(zh, en)).trim()
}

/// The definition of the command line with every help text in one language.
pub fn in_language(command: Command, lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help).global(true).help(HELP);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version).help(VERSION);
    lay_over(command.arg(help).arg(version).max_term_width(COLUMNS_MAX), lang)
}

const HELP: &str = "显示帮助 ‖ show this help";
const VERSION: &str = "显示版本 ‖ show the version";

fn lay_over(command: Command, lang: Lang) -> Command {
    let about = one_half(command.get_about(), lang);
    let after_help = one_half(command.get_after_help(), lang);
    command
        .about(about)
        .after_help(after_help)
        .help_template(lang.pick(TEMPLATE_ZH, TEMPLATE_EN))
        .subcommand_help_heading(lang.pick("命令", "Commands"))
        .subcommand_value_name(lang.pick("命令", "COMMAND"))
        .disable_help_subcommand(true)
        .mut_args(|arg| argument(arg, lang))
        .mut_subcommands(|command| lay_over(command, lang))
}

const TEMPLATE_ZH: &str = "{before-help}{about-with-newline}\n用法：{usage}\n\n{all-args}{after-help}";
const TEMPLATE_EN: &str = "{before-help}{about-with-newline}\nUsage: {usage}\n\n{all-args}{after-help}";

fn argument(arg: Arg, lang: Lang) -> Arg {
    let help = one_half(arg.get_help(), lang);
    let words: Vec<String> = arg.get_possible_values().iter().map(|value| value.get_name().to_string()).collect();
    let heading = match (arg.is_global_set(), arg.is_positional()) {
        (true, _) => lang.pick("通用选项", "Global options"),
        (false, true) => lang.pick("参数", "Arguments"),
        (false, false) => lang.pick("选项", "Options"),
    };
    let arg = arg.help_heading(heading);
    if words.is_empty() || !arg.get_action().takes_values() {
        return arg.help(help);
    }
    let words = words.join(", ");
    arg.help(lang.pick(format!("{help}（{words}）"), format!("{help} ({words})"))).hide_possible_values(true)
}

fn one_half(text: Option<&StyledStr>, lang: Lang) -> String {
    text.map(|text| half(&text.to_string(), lang).to_string()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn chosen(arguments: &[&str], locale: Option<&str>) -> Lang {
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        choose(&arguments, locale)
    }

    #[test]
    fn the_last_word_of_the_arguments_wins_over_the_locale() {
        for (arguments, locale, wanted) in [
            (&["fuzhu", "queue"] as &[&str], None, Lang::Zh),
            (&["fuzhu"], Some("zh_CN.UTF-8"), Lang::Zh),
            (&["fuzhu"], Some("C.UTF-8"), Lang::Zh),
            (&["fuzhu"], Some("en_US.UTF-8"), Lang::En),
            (&["fuzhu"], Some("de"), Lang::En),
            (&["fuzhu", "--lang", "zh"], Some("en_US.UTF-8"), Lang::Zh),
            (&["fuzhu", "queue", "--lang=en"], None, Lang::En),
            (&["fuzhu", "--lang=en", "--lang", "zh"], None, Lang::Zh),
            (&["fuzhu", "--lang", "xx"], None, Lang::Zh),
            (&["fuzhu", "search", "--", "--lang=en"], None, Lang::Zh),
        ] {
            assert_eq!(chosen(arguments, locale), wanted, "{arguments:?} {locale:?}");
        }
    }

    /// Every text that help can show has both halves, and the halves are in their languages.
    #[test]
    fn no_help_text_is_missing_in_either_language() {
        check("fuzhu", &crate::cli::Cli::command());
    }

    fn check(path: &str, command: &Command) {
        check_text(path, command.get_about());
        if let Some(after) = command.get_after_help() {
            check_text(&format!("{path} (after)"), Some(after));
        }
        for arg in command.get_arguments() {
            check_text(&format!("{path} {}", arg.get_id()), arg.get_help());
        }
        for subcommand in command.get_subcommands() {
            check(&format!("{path} {}", subcommand.get_name()), subcommand);
        }
    }

    #[track_caller]
    fn check_text(path: &str, text: Option<&StyledStr>) {
        let text = text.map(ToString::to_string).unwrap_or_default();
        let (zh, en) = text.split_once(SEAM).unwrap_or_else(|| panic!("{path}: {text:?} has no two halves"));
        let chinese = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
        assert!(zh.contains(chinese) && !en.trim().is_empty(), "{path}: {text:?}");
        assert!(!en.contains(SEAM), "{path}: {text:?} has more than two halves");
    }
}
