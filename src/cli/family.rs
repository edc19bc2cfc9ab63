//! `fuzhu family`: the register of households, by list and by page, entering one, changing what is known, recording what changes its standing.

pub mod add;
pub mod contact;
pub mod edit;
pub mod event;
pub mod list;
pub mod merge;
pub mod row;
pub mod show;

use super::Means;
use super::act::act;
use super::failure::Failure;
use super::output::Output;
use clap::Subcommand;

/// What can be done with families.
#[derive(Debug, Subcommand)]
pub enum FamilyCommand {
    /// 家庭名册，按乡镇和村排列 ‖ the register, by township and village
    List(list::List),
    /// 查看一个家庭：成员、认定及理由、可享措施、事项、经过 ‖ a family's page: people, standing and why, entitlements, items, timeline
    Show(show::Show),
    /// 登记家庭及其成员 ‖ enter a household with its people
    Add(Box<add::AddArgs>),
    /// 更改或补充家庭和成员情况 ‖ change or add to what is known of a household and its people
    Edit(Box<edit::EditArgs>),
    /// 登记影响认定的变化：再生育、收养、死亡、残疾等级、迁居 ‖ record what changes the standing: birth, adoption, death, grade, move
    Event(event::EventArgs),
    /// 两户合并为一户：先用 --dry-run 看对照；并入一户的事项、急难、台账保留原编号 ‖ two families are one: see both with --dry-run first; what the other has keeps its names
    Merge(merge::MergeArgs),
    /// 记一次联系或走访：落实本期的联系事项，没有的先登记 ‖ write down contact or a visit: delivers the item of the period, and opens it first where it is not there
    Contact(contact::ContactArgs),
}

/// Does one of them.
///
/// # Errors
/// When the words stand for nothing, or the service refuses.
pub fn run(command: &FamilyCommand, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
    match command {
        FamilyCommand::List(list) => list.run(means, out),
        FamilyCommand::Show(show) => show.run(means, out),
        FamilyCommand::Add(add) => act(&**add, means, out),
        FamilyCommand::Edit(edit) => act(&**edit, means, out),
        FamilyCommand::Event(event) => act(event, means, out),
        FamilyCommand::Contact(contact) => act(contact, means, out),
        FamilyCommand::Merge(merge) => merge::run(merge, means, out),
    }
}
