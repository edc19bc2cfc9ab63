//! The command line: one file a command, each with the words it takes and what it does with them.
//!
//! It speaks to the service as a desk does, and knows nothing of screens. What a command prints goes through `output`, once for people
//! and once as JSON lines. A command asks `Means` for what it needs, and nothing is opened that was not asked for.

pub mod calendar;
pub mod completions;
pub mod failure;
pub mod language;
pub mod output;
pub mod table;
#[cfg(test)]
pub(crate) mod tests;
pub mod usage;
pub mod wrong;

use crate::policy::calendar::Calendar;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Parser, Subcommand};
use failure::Failure;
use output::Output;
use std::path::PathBuf;
use std::sync::Arc;

/// 扶助：计划生育特殊家庭扶助工作台；不写命令即打开工作台 ‖ fuzhu: the desk for families of the one-child generation in need; without a command it opens the workstation
#[derive(Debug, Parser)]
#[command(name = "fuzhu", version, disable_help_flag = true, disable_version_flag = true)]
pub struct Cli {
    /// 数据目录（默认为 FUZHU_DATA 或用户数据目录） ‖ the data directory (default: FUZHU_DATA, or the user's data directory)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// 以这一天为今天，用于演练 ‖ take this day for today, for drills
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    /// 语言 ‖ the language
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Tongue>,
    /// 每行输出一个 JSON 对象 ‖ one JSON object per line
    #[arg(long, global = true)]
    pub json: bool,
    /// 使用本单位的方案文件 ‖ use this plan file instead of the built-in one
    #[arg(long, global = true, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// 在临时目录中用虚构的家庭打开工作台 ‖ open the workstation on a throw-away directory of invented families
    #[arg(long)]
    pub demo: bool,
    /// What to do; nothing opens the workstation.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// The language asked for.
#[derive(Clone, Copy, Debug, clap::ValueEnum)]
pub enum Tongue {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<Tongue> for Lang {
    fn from(tongue: Tongue) -> Lang {
        match tongue {
            Tongue::Zh => Lang::Zh,
            Tongue::En => Lang::En,
        }
    }
}

/// Every command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 工作日和到期日期 ‖ working days and due dates
    #[command(subcommand)]
    Calendar(calendar::CalendarCommand),
    /// 生成命令补全脚本 ‖ completions for a shell
    Completions(completions::Completions),
}

/// What a command may ask for. Nothing is opened or read before it is asked for.
pub trait Means {
    /// The moment it is.
    fn now(&self) -> DateTime<FixedOffset>;

    /// The working days, with the years that the office has taken in.
    ///
    /// # Errors
    /// When a list that was taken in cannot be read.
    fn calendar(&mut self) -> Result<Arc<Calendar>, Failure>;
}

/// Runs a command. What it has to say goes to `out`; what went wrong is for the caller to say.
///
/// # Errors
/// When it did not do what it was asked.
pub fn run(command: &Command, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        Command::Calendar(command) => calendar::run(command, means, out),
        Command::Completions(completions) => completions::run(completions, out),
    }?;
    out.flush()
}
