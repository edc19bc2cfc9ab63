//! Every question and every command asked by every role. A store full of marked secrets is read through every list, page, count, search,
//! log and refusal, and no mark turns up where it does not belong.

mod orders;
mod reference;
mod secrets;
mod town;

use super::{Right, Width, width};
use crate::domain::access::Role;

/// The table as an office reads it: a line a right, a letter a role (. not at all, o own, a all), in the order of the roles.
const TABLE: &str = "
    SeeFamilies       oooaa.
    SeeItems          oooaa.
    SeeEmergencies    oooaa.
    SeePayments       oo.aa.
    SeeFigures        oo.aa.
    SeeJournal        ...aa.
    SeeAccounts       ....aa
    MakeCheckpoints   ...aaa
    Reveal            oooa..
    EnterFamilies     oooa..
    WriteRegisters    oooa..
    WorkItems         oooa..
    ApproveItems      .o.a..
    LodgeEmergencies  oooa..
    HandleEmergencies oooa..
    ApproveRelief     .o.a..
    DrawBatches       oo.a..
    SettleBatches     .o.a..
    UndoOthers        .o.a..
    WorkWhole         ...a..
    KeepAccounts      .....a
";

#[test]
fn the_table_is_what_the_office_agreed_to() {
    let rows: Vec<&str> = TABLE.lines().map(str::trim).filter(|row| !row.is_empty()).collect();
    assert_eq!(rows.len(), Right::ALL.len());
    for (right, row) in Right::ALL.into_iter().zip(rows) {
        let letter = |role| match width(role, right) {
            Width::Nothing => '.',
            Width::Own => 'o',
            Width::All => 'a',
        };
        let found: String = Role::ALL.into_iter().map(letter).collect();
        assert_eq!(format!("{right:?} {found}"), row.split_whitespace().collect::<Vec<_>>().join(" "));
    }
}

#[test]
fn who_only_looks_changes_nothing_and_who_keeps_accounts_sees_no_case() {
    for right in Right::ALL.into_iter().filter(|right| !right.only_looks()) {
        assert_eq!(width(Role::Auditor, right), Width::Nothing, "{right:?}");
    }
    // A checkpoint is numbers alone: nobody's case is in it.
    let accounts = [Right::SeeAccounts, Right::MakeCheckpoints, Right::KeepAccounts];
    for right in Right::ALL.into_iter().filter(|right| !accounts.contains(right)) {
        assert_eq!(width(Role::Administrator, right), Width::Nothing, "{right:?}");
    }
}
