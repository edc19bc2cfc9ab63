//! The one table of rights. What is not in it is not allowed.

use super::Right;
use crate::domain::access::Role;

/// How far a right goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Width {
    /// Not at all.
    Nothing,
    /// Within the departments and townships of the account.
    Own,
    /// Everywhere.
    All,
}

/// How far a role has a right.
#[rustfmt::skip]
pub fn width(role: Role, right: Right) -> Width {
    use Width::{All, Nothing, Own};
    //                                  clerk    head     township office   auditor  administrator
    let row = match right {
        Right::SeeFamilies       => [Own,     Own,     Own,     All,     All,     Nothing],
        Right::SeeItems          => [Own,     Own,     Own,     All,     All,     Nothing],
        Right::SeeEmergencies    => [Own,     Own,     Own,     All,     All,     Nothing],
        Right::SeePayments       => [Own,     Own,     Nothing, All,     All,     Nothing],
        Right::SeeFigures        => [Own,     Own,     Nothing, All,     All,     Nothing],
        Right::SeeJournal        => [Nothing, Nothing, Nothing, All,     All,     Nothing],
        Right::SeeAccounts       => [Nothing, Nothing, Nothing, Nothing, All,     All],
        Right::MakeCheckpoints   => [Nothing, Nothing, Nothing, All,     All,     All],
        Right::Reveal            => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::EnterFamilies     => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::WriteRegisters    => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::WorkItems         => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::ApproveItems      => [Nothing, Own,     Nothing, All,     Nothing, Nothing],
        Right::LodgeEmergencies  => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::HandleEmergencies => [Own,     Own,     Own,     All,     Nothing, Nothing],
        Right::ApproveRelief     => [Nothing, Own,     Nothing, All,     Nothing, Nothing],
        Right::DrawBatches       => [Own,     Own,     Nothing, All,     Nothing, Nothing],
        Right::SettleBatches     => [Nothing, Own,     Nothing, All,     Nothing, Nothing],
        Right::UndoOthers        => [Nothing, Own,     Nothing, All,     Nothing, Nothing],
        Right::WorkWhole         => [Nothing, Nothing, Nothing, All,     Nothing, Nothing],
        Right::KeepAccounts      => [Nothing, Nothing, Nothing, Nothing, Nothing, All],
    };
    let at = Role::ALL.iter().position(|other| *other == role);
    at.and_then(|at| row.get(at)).copied().unwrap_or(Nothing)
}
