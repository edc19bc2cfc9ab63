//! From what was typed to a command, or to what to say instead: help, the version, or what is wrong with the words.
//!
//! The parser's own sentences are English; the ones here are made from what it found, in both languages.

use super::Cli;
use super::language;
use crate::text::Lang;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, FromArgMatches};
use std::ffi::OsString;

/// Why there is no command to run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Instead {
    /// Help or the version was asked for: to standard output, exit status 0.
    Show(String),
    /// The words make no command: to standard error, exit status 2.
    Wrong(String),
}

/// Reads the arguments, the name of the program first.
///
/// # Errors
/// When there is something to show instead of running a command.
pub fn parse(arguments: &[OsString], lang: Lang) -> Result<Cli, Instead> {
    let matches = definition(lang).try_get_matches_from(arguments).map_err(|error| instead(&error, lang))?;
    Cli::from_arg_matches(&matches).map_err(|error| instead(&error, lang))
}

/// The definition of the command line in one language.
pub fn definition(lang: Lang) -> clap::Command {
    language::in_language(Cli::command(), lang)
}

fn instead(error: &clap::Error, lang: Lang) -> Instead {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Instead::Show(translated(&shown(error), lang)),
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => Instead::Wrong(translated(&shown(error), lang)),
        _ => Instead::Wrong(wrong(error, lang)),
    }
}

fn shown(error: &clap::Error) -> String {
    error.render().to_string()
}

/// The few words of a usage line that the parser does not let be named.
pub(super) fn translated(text: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => text.replace("[OPTIONS]", "[选项]"),
        Lang::En => text.to_string(),
    }
}

fn wrong(error: &clap::Error, lang: Lang) -> String {
    let mut text = sentence(error, lang);
    text.push('\n');
    if let Some(hint) = suggestion(error, lang) {
        text += &hint;
        text.push('\n');
    }
    if let Some(usage) = context(error, ContextKind::Usage) {
        let usage = usage.trim_start_matches("Usage:").trim().to_string();
        text += &translated(&lang.pick(format!("用法：{usage}\n"), format!("Usage: {usage}\n")), lang);
    }
    text + lang.pick("用 --help 查看说明。\n", "See --help.\n")
}

fn sentence(error: &clap::Error, lang: Lang) -> String {
    let arg = context(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = context(error, ContextKind::InvalidValue).unwrap_or_default();
    let name = |text: &str| bare(text);
    match error.kind() {
        ErrorKind::UnknownArgument => {
            lang.pick(format!("没有“{arg}”这个选项或参数。"), format!("There is no \"{arg}\" here."))
        }
        ErrorKind::InvalidSubcommand => {
            let word = context(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            lang.pick(format!("没有“{word}”这个命令。"), format!("There is no command \"{word}\"."))
        }
        ErrorKind::MissingSubcommand => lang.pick("还须写明做什么。".into(), "Say what to do.".into()),
        ErrorKind::MissingRequiredArgument => lang.pick(format!("还缺：{arg}。"), format!("Missing: {arg}.")),
        ErrorKind::InvalidValue if value.is_empty() => {
            lang.pick(format!("{} 后面须写上内容。", name(&arg)), format!("{} needs a value.", name(&arg)))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            lang.pick(format!("“{value}”不能用于 {arg}。"), format!("\"{value}\" is no value for {arg}."))
        }
        ErrorKind::ArgumentConflict => match context(error, ContextKind::PriorArg) {
            Some(prior) if prior == arg => {
                lang.pick(format!("{arg} 只能写一次。"), format!("{arg} can be given once."))
            }
            Some(prior) => {
                lang.pick(format!("{arg} 和 {prior} 不能同时使用。"), format!("{arg} does not go with {prior}."))
            }
            None => lang.pick(format!("{arg} 不能这样使用。"), format!("{arg} does not go with the rest.")),
        },
        ErrorKind::NoEquals | ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            lang.pick(format!("{arg} 的内容个数不对。"), format!("{arg} has the wrong number of values."))
        }
        ErrorKind::InvalidUtf8 => lang.pick("参数不是 UTF-8 文字。".into(), "An argument is not UTF-8 text.".into()),
        _ => lang.pick("命令写得不对。".into(), "These words make no command.".into()),
    }
}

fn suggestion(error: &clap::Error, lang: Lang) -> Option<String> {
    let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| context(error, kind));
    let allowed = context(error, ContextKind::ValidValue).filter(|allowed| !allowed.is_empty());
    match (near, allowed) {
        (Some(near), _) => Some(lang.pick(format!("是否为“{near}”？"), format!("Perhaps \"{near}\"?"))),
        (None, Some(allowed)) => Some(lang.pick(format!("可以写：{allowed}。"), format!("Possible: {allowed}."))),
        (None, None) => None,
    }
}

/// The option without the name of its value: `--lang` for `--lang <LANG>`.
fn bare(arg: &str) -> String {
    arg.split(' ').next().unwrap_or_default().to_string()
}

fn context(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        ContextValue::StyledStrs(texts) => Some(texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(words: &str, lang: Lang) -> Instead {
        let arguments: Vec<OsString> = words.split(' ').map(OsString::from).collect();
        match parse(&arguments, lang) {
            Ok(cli) => panic!("{words} is a command: {cli:?}"),
            Err(instead) => instead,
        }
    }

    #[track_caller]
    fn wrong_is(words: &str, zh: &str, en: &str) {
        for (lang, wanted) in [(Lang::Zh, zh), (Lang::En, en)] {
            let Instead::Wrong(text) = said(words, lang) else { panic!("{words} is not wrong") };
            assert_eq!(text.lines().next(), Some(wanted), "{words}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_in_the_language_of_the_desk() {
        wrong_is("fuzhu quue", "没有“quue”这个命令。", "There is no command \"quue\".");
        wrong_is("fuzhu --colour", "没有“--colour”这个选项或参数。", "There is no \"--colour\" here.");
        wrong_is("fuzhu calendar show", "还缺：<YEAR>。", "Missing: <YEAR>.");
        wrong_is("fuzhu calendar show X", "“X”不能用于 <YEAR>。", "\"X\" is no value for <YEAR>.");
        wrong_is(
            "fuzhu --today 11-24",
            "“11-24”不能用于 --today <YYYY-MM-DD>。",
            "\"11-24\" is no value for --today <YYYY-MM-DD>.",
        );
        wrong_is("fuzhu --lang fr", "“fr”不能用于 --lang <LANG>。", "\"fr\" is no value for --lang <LANG>.");
        wrong_is("fuzhu --data", "--data 后面须写上内容。", "--data needs a value.");
    }

    #[test]
    fn a_near_miss_is_offered() {
        let Instead::Wrong(text) = said("fuzhu calender", Lang::Zh) else { panic!("not wrong") };
        assert!(text.contains("是否为") && text.contains("calendar"), "{text}");
    }

    #[test]
    fn help_is_in_one_language() {
        for words in ["fuzhu --help", "fuzhu calendar due --help"] {
            let Instead::Show(zh) = said(words, Lang::Zh) else { panic!("no help") };
            assert!(zh.contains("用法：") && zh.contains("通用选项"), "{zh}");
            assert!(!zh.contains("Usage") && !zh.contains("Options") && !zh.contains("OPTIONS"), "{zh}");
            let Instead::Show(en) = said(words, Lang::En) else { panic!("no help") };
            assert!(en.contains("Usage: fuzhu"), "{en}");
            assert!(!en.contains(|c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c) && !"扶助".contains(c)), "{en}");
        }
    }
}
