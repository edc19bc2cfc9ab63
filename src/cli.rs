//! The command line: one file a command, each with the words it takes and what it does with them.
//!
//! It speaks to the service as a desk does, and knows nothing of screens. What a command prints goes through `output`, once for people
//! and once as JSON lines.

pub mod family;
pub mod item;

use crate::text::Lang;
use chrono::NaiveDate;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// 扶助: the desk of the offices that look after families of the one-child generation in need.
#[derive(Debug, Parser)]
#[command(name = "fuzhu", version, about = "扶助 - 计划生育特殊家庭扶助工作台", disable_help_subcommand = true)]
pub struct Cli {
    /// 数据目录 / the data directory (default: the XDG data directory, or FUZHU_DATA)
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// 以这一天为今天 / take this day for today, for drills and tests
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub today: Option<NaiveDate>,
    /// 语言 / the language: zh or en
    #[arg(long, global = true, value_name = "LANG")]
    pub lang: Option<Tongue>,
    /// 每行一个 JSON / one JSON object per line where something is listed or shown
    #[arg(long, global = true)]
    pub json: bool,
    /// 使用单位自己的方案文件 / use this plan file instead of the built-in one
    #[arg(long, global = true, value_name = "FILE")]
    pub plan: Option<PathBuf>,
    /// 在临时目录中用虚构数据打开工作台 / open the workstation on a throw-away directory of invented families
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
    /// 家庭：查看、登记、更改 / families: list, show, add, edit, event
    #[command(subcommand)]
    Family(family::FamilyCommand),
    /// 事项：登记、受理、审批、落实等 / items: open, accept, approve, deliver and the other steps
    #[command(subcommand)]
    Item(item::ItemCommand),
}
