//! The command line: one file a command, each with the words it takes and what it does with them.
//!
//! It speaks to the service as a desk does, and knows nothing of screens. What a command prints goes through `output`, once for people
//! and once as JSON lines. A command asks `Means` for what it needs, and nothing is opened that was not asked for.

mod account;
mod act;
mod agenda;
mod apply;
pub mod attach;
mod backup;
pub mod batch;
mod calendar;
mod checkpoint;
mod coming;
mod completions;
mod contact;
mod demo;
pub mod doctor;
mod emergency;
mod fact;
pub mod failure;
mod family;
mod file;
mod happened;
mod import;
mod item;
pub mod language;
mod log;
mod matching;
pub mod output;
mod paging;
pub mod plan;
pub mod print;
mod queue;
mod rebuild;
mod register;
mod report;
mod restore;
mod review;
mod schedule;
mod search;
mod sense;
mod serve;
mod standard;
mod sweep;
mod table;
#[cfg(test)]
mod tests;
mod undo;
pub mod usage;
mod verify;
mod word;
pub mod wrong;

use crate::policy::calendar::Calendar;
use crate::policy::plan::Plan;
use crate::service::client::Client;
use crate::service::local::Local;
use crate::service::maintenance::Maintenance;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};
use clap::{Parser, Subcommand};
use failure::Failure;
use output::Output;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

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
    /// 服务器的套接字（默认为 FUZHU_SOCKET） ‖ the server's socket (default: FUZHU_SOCKET)
    #[arg(long, global = true, value_name = "PATH")]
    pub socket: Option<PathBuf>,
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
    /// 精简界面：一次一栏，没有颜色，适合很慢的线路（或设 FUZHU_LEAN=1；=0 则不自动改用） ‖ the lean look: one pane at a time, no colours, for slow lines (or FUZHU_LEAN=1; =0 never by itself)
    #[arg(long)]
    pub lean: bool,
    /// 显示线路用量（工作台中按 F12） ‖ show what the line costs (F12 in the workstation)
    #[arg(long)]
    pub meter: bool,
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

/// Every command, in the order of a clerk's work.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// 近期到期事项，适合登录时显示 ‖ what falls due; short enough for a login message
    Agenda(agenda::Agenda),
    /// 今后一年将到的日子：满 49、60 周岁，残疾证到期，约定的检查和结束日期 ‖ what comes of itself: ages reached, certificates that lapse, days written down on delivery
    Coming(coming::Coming),
    /// 联系和走访：应有、已有、欠多少 ‖ contact and visits: owed, done, missing
    Contact(contact::Contact),
    /// 待办事项，急难在先，再按到期日期 ‖ the items of a department or of all, most urgent first
    Queue(queue::Queue),
    /// 查找家庭 ‖ find families by name, sound, digits or village
    Search(search::Search),
    /// 家庭：名册、查看、登记、更改、变化 ‖ families: list, show, add, edit, event
    #[command(subcommand)]
    Family(family::FamilyCommand),
    /// 谁可以享受哪项措施，为什么 ‖ who is entitled to what, and why
    Match(matching::Match),
    /// 全面排查：全部家庭对照全部措施，谁应享未办、缺什么、有何变化 ‖ the whole register against the whole plan: who is due what, what is missing, what changed
    Sweep(sweep::Sweep),
    /// 事项：登记、受理、审批、落实及其他步骤 ‖ items: open, accept, approve, deliver and the other steps
    #[command(subcommand)]
    Item(item::ItemCommand),
    /// 周期性事项按期开办（年、半年、季、月、学年、参保期、节日、常年） ‖ open what comes round: yearly, half-yearly, quarterly, monthly, school year, enrolment, festivals, standing
    Schedule(schedule::Schedule),
    /// 核对：待核对的问题，逐栏对照后决定 ‖ the review list: questions left for a clerk, side by side, and settling them
    #[command(subcommand)]
    Review(review::ReviewCommand),
    /// 台账：住院、随访、联系人、会议等各本的记录 ‖ the small registers: stays, follow-ups, contacts, meetings and the others
    #[command(subcommand)]
    Register(register::RegisterCommand),
    /// 急难：报告、急难台、接办、核实、救助及其他步骤 ‖ emergencies: report, list, take, verify, grant and the other steps
    #[command(subcommand)]
    Emergency(emergency::EmergencyCommand),
    /// 附件：附上、查看、取出、撤销 ‖ files: add, list, get, remove
    #[command(subcommand)]
    Attach(attach::AttachCommand),
    /// 特扶金发放批次：拟定、核对、冻结、送银行、回执、更正、补发 ‖ allowance batches: draw up, check, freeze, export, returns, correct, pay again
    #[command(subcommand)]
    Batch(batch::BatchCommand),
    /// 特扶金标准：带日期和依据的标准表，导入新标准 ‖ allowance standards: the dated table with its sources, and bringing in new ones
    #[command(subcommand)]
    Standard(standard::StandardCommand),
    /// 账户：岗位、范围、限额、代理 ‖ accounts: roles, what they are for, limits, deputies
    #[command(subcommand)]
    Account(account::AccountCommand),
    /// 导入花名册，或导出空白花名册 ‖ bring in a roster, or write the workbook to fill in
    Import(import::Import),
    /// 批量办理：每行一个 JSON 命令，逐行答复 ‖ many commands: one JSON object a line in, one answer a line out
    Apply(apply::Apply),
    /// 查看日志 ‖ the journal, readable
    Log(log::Log),
    /// 撤销日志中的一条记录 ‖ take an entry of the journal back by a new entry
    Undo(undo::UndoArgs),
    /// 查看方案：部门、措施、条件、时限、条款 ‖ the plan as loaded: departments, measures, rules, clocks, clauses
    Plan(plan::Show),
    /// 打印：家庭情况表、待办清单 ‖ on paper: a family, a queue
    #[command(subcommand)]
    Print(print::PrintCommand),
    /// 统计与年度报告 ‖ figures and yearly reports
    #[command(subcommand)]
    Report(report::ReportCommand),
    /// 工作日和到期日期 ‖ working days and due dates
    #[command(subcommand)]
    Calendar(calendar::CalendarCommand),
    /// 核对数据是否完好，使用中也可以；也可核对副本或备份 ‖ whether the data is whole, also while somebody works; or a copy, or a backup
    Verify(verify::Verify),
    /// 核验单：把日志此刻的状态写在一页纸上，日后可证明没有改动 ‖ a checkpoint: the state of the journal on one page, to prove later that nothing was altered
    Checkpoint(checkpoint::Checkpoint),
    /// 诊断：看到什么终端、线路多快、数据目录怎样，怎样更快 ‖ what terminal it sees, how fast the line is, how the data directory is, and what would make it faster
    Doctor,
    /// 按日志重建查询视图 ‖ delete the views and fold them again from the journal
    Rebuild,
    /// 备份：使用中也可以做，再做只复制新增的 ‖ a backup, also while somebody works; again into the same directory copies what is new
    Backup(backup::Backup),
    /// 恢复：把备份放回空的数据目录，并逐项核对 ‖ put a backup back into an empty data directory, and prove it
    Restore(restore::Restore),
    /// 在空目录中生成虚构的家庭和事项，用于练习 ‖ fill an empty data directory with invented families and items
    Demo(demo::Demo),
    /// 作为服务器运行，供多名工作人员同时使用 ‖ run as the server, for many clerks at once
    Serve,
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

    /// The plan in force.
    ///
    /// # Errors
    /// When the office's own plan cannot be read.
    fn plan(&mut self) -> Result<Arc<Plan>, Failure>;

    /// The service; the data directory is opened now.
    ///
    /// # Errors
    /// When the data directory cannot be opened.
    fn client(&mut self) -> Result<&mut dyn Client, Failure> {
        Ok(self.local()?)
    }

    /// The service in this process, for what reads the register unmasked: an import.
    ///
    /// # Errors
    /// When the data directory cannot be opened.
    fn local(&mut self) -> Result<&mut Local, Failure>;

    /// Set when the clerk asks for an end (Ctrl-C): a long command then ends after what is under way.
    fn interrupted(&self) -> Arc<AtomicBool> {
        Arc::default()
    }

    /// Serves many clerks until it is told to stop. `told` is given the place at which it listens, once it does.
    ///
    /// # Errors
    /// When the data directory cannot be opened, or another server is there.
    fn serve(&mut self, told: &mut dyn FnMut(&Path) -> Result<(), Failure>) -> Result<(), Failure>;

    /// What can be done to the data directory as a whole, even where it is too damaged to work with.
    ///
    /// # Errors
    /// When there is no such directory or another program has it.
    fn maintenance(&mut self) -> Result<&mut dyn Maintenance, Failure>;

    /// Looks at the terminal, the line, the server and the data directory. Opens and changes nothing; what cannot be seen is said there.
    fn doctor(&mut self) -> doctor::seen::Seen;

    /// What is typed or piped in.
    fn input(&mut self) -> Box<dyn Read>;
}

/// Runs a command. What it has to say goes to `out`; what went wrong is for the caller to say.
///
/// # Errors
/// When it did not do what it was asked.
pub fn run(command: &Command, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        Command::Agenda(agenda) => agenda.run(means, out),
        Command::Coming(coming) => coming.run(means, out),
        Command::Contact(contact) => contact.run(means, out),
        Command::Queue(queue) => queue.run(means, out),
        Command::Search(search) => search.run(means, out),
        Command::Family(command) => family::run(command, means, out),
        Command::Match(matching) => matching.run(means, out),
        Command::Sweep(sweep) => sweep.run(means, out),
        Command::Item(command) => item::run(command, means, out),
        Command::Schedule(schedule) => schedule.run(means, out),
        Command::Review(command) => review::run(command, means, out),
        Command::Register(command) => register::run(command, means, out),
        Command::Emergency(command) => emergency::run(command, means, out),
        Command::Attach(command) => attach::run(command, means, out),
        Command::Batch(command) => batch::run(command, means, out),
        Command::Standard(command) => standard::run(command, means, out),
        Command::Account(command) => account::run(command, means, out),
        Command::Import(import) => import.run(means, out),
        Command::Apply(apply) => apply.run(means, out),
        Command::Log(log) => log.run(means, out),
        Command::Undo(undo) => act::act(undo, means, out),
        Command::Plan(plan) => plan.run(means, out),
        Command::Print(command) => print::run(command, means, out),
        Command::Report(command) => report::run(command, means, out),
        Command::Calendar(command) => calendar::run(command, means, out),
        Command::Verify(verify) => verify.run(means, out),
        Command::Checkpoint(checkpoint) => checkpoint.run(means, out),
        Command::Doctor => doctor::run(means, out),
        Command::Rebuild => rebuild::run(means, out),
        Command::Backup(backup) => backup.run(means, out),
        Command::Restore(restore) => restore.run(means, out),
        Command::Demo(demo) => demo.run(means, out),
        Command::Serve => serve::run(means, out),
        Command::Completions(completions) => completions::run(completions, out),
    }?;
    out.flush()
}
