//! The plan and the working days that the program runs on: the built-in ones, or the office's own.

use crate::policy::calendar::{Calendar, DaysOff};
use crate::policy::plan::Plan;
use crate::text::Lang;
use std::fs;
use std::path::{Path, PathBuf};

/// The office's lists of days off, in the data directory: one file a list.
const DAYS_OFF: &str = "days-off";
/// The most that a plan or a list of days off may hold, in bytes.
const FILE_MAX: u64 = 4 << 20;

/// Faults that are told one by one.
const SHOWN_MAX: usize = 10;

/// Why a plan or a list of days off was not taken: sentences in one language.
pub type Refused = Vec<String>;

/// The texts that an office works by, as they are in its files.
#[derive(Clone, Debug, Default)]
pub struct Texts {
    /// The office's own plan; none for the built-in one.
    pub plan: Option<String>,
    /// The lists of days off that the office has taken in, oldest name first.
    pub days_off: Vec<String>,
}

/// Reads the texts of an office.
///
/// # Errors
/// When a file cannot be read.
pub fn texts(plan_file: Option<&Path>, data: Option<&Path>, lang: Lang) -> Result<Texts, Refused> {
    let plan = plan_file.map(|path| read(path, lang)).transpose()?;
    let days_off = lists(data).iter().map(|path| read(path, lang)).collect::<Result<_, _>>()?;
    Ok(Texts { plan, days_off })
}

/// The plan of a file, or the built-in one.
///
/// # Errors
/// Everything that is wrong with the file; nothing of it is used then.
pub fn plan(file: Option<&Path>, lang: Lang) -> Result<Plan, Refused> {
    let Some(path) = file else { return Ok(Plan::builtin()) };
    parse(&read(path, lang)?, &path.display().to_string(), lang)
}

/// The plan of a text that came from `place`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str, place: &str, lang: Lang) -> Result<Plan, Refused> {
    let refused = |error: &crate::policy::plan::PlanError| format!("{place}: {}", error.sentence(lang));
    Plan::parse(text).map_err(|errors| shown(errors.iter().map(refused).collect(), lang))
}

/// The built-in working days and whatever lists the office has taken in.
///
/// # Errors
/// When a list that was taken in cannot be read any more.
pub fn calendar(data: Option<&Path>, lang: Lang) -> Result<Calendar, Refused> {
    let mut calendar = Calendar::built_in();
    for path in lists(data) {
        calendar = with_days_off(calendar, &read(&path, lang)?, &path.display().to_string(), lang)?;
    }
    Ok(calendar)
}

/// The working days with one more list of days off, which came from `place`.
///
/// # Errors
/// Everything that is wrong with it.
pub fn with_days_off(calendar: Calendar, text: &str, place: &str, lang: Lang) -> Result<Calendar, Refused> {
    let refused = |error: &crate::policy::calendar::DaysOffError| format!("{place}: {}", error.sentence(lang));
    let days = DaysOff::parse(text).map_err(|errors| errors.iter().map(refused).collect::<Refused>())?;
    Ok(calendar.with(days))
}

/// The lists of days off in a data directory, oldest name first.
fn lists(data: Option<&Path>) -> Vec<PathBuf> {
    let Some(folder) = data.map(|data| data.join(DAYS_OFF)) else { return Vec::new() };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut lists: Vec<PathBuf> =
        entries.filter(|path| path.extension().is_some_and(|ending| ending == "csv")).collect();
    lists.sort();
    lists
}

/// The first faults, and how many more there are: a file that is no plan at all has one on every line.
fn shown(mut told: Refused, lang: Lang) -> Refused {
    let more = told.len().saturating_sub(SHOWN_MAX);
    told.truncate(SHOWN_MAX);
    if more > 0 {
        told.push(lang.pick(format!("另有 {more} 处。"), format!("And {more} more.")));
    }
    told
}

fn read(path: &Path, lang: Lang) -> Result<String, Refused> {
    let told = |zh: String, en: String| vec![lang.pick(zh, en)];
    let shown = path.display();
    let length = fs::metadata(path).map(|meta| meta.len()).unwrap_or(0);
    if length > FILE_MAX {
        return Err(told(
            format!("{shown} 有 {length} 字节，太大了。"),
            format!("{shown} has {length} bytes, which is too much."),
        ));
    }
    fs::read_to_string(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidData => told(
            format!("{shown} 不是 UTF-8 文本，请另存为 UTF-8。"),
            format!("{shown} is not UTF-8 text: save it as UTF-8."),
        ),
        _ => told(format!("无法读取 {shown}：{error}。"), format!("{shown} cannot be read: {error}.")),
    })
}
