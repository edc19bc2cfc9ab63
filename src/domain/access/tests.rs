//! Accounts: who may be given what, and what becomes of it.

use super::*;
use crate::domain::command::Command;
use crate::domain::decide::tests::world::World;
use crate::domain::event::Event;
use crate::domain::refusal::Refusal;
use crate::ids::{DepartmentNo, FamilyId, Seq};
use crate::policy::money::Fen;
use chrono::NaiveDate;

const TOWNSHIP: u32 = 500_119_001;

fn grant(user: &str, role: Role, scope: Scope) -> Command {
    let (user, name) = (user.to_string(), "周敏".to_string());
    Command::Access(AccessCommand::Grant { user, seen: None, name, role, scope, limit: None })
}

fn departments(numbers: &[u8]) -> Scope {
    Scope::new(numbers.iter().copied().map(DepartmentNo).collect(), Vec::new())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn deputise(user: &str, deputy: &str, from: &str, until: &str) -> Command {
    let deputy = Deputy { user: deputy.into(), from: day(from), until: day(until) };
    Command::Access(AccessCommand::Deputise { user: user.into(), deputy })
}

fn code(refused: Result<Seq, Refusal>) -> String {
    refused.unwrap_err().code().to_string()
}

/// A row a case, as an office would check it: role, departments, townships, and whether it may be given.
#[test]
fn which_role_is_held_for_what() {
    let table: [(Role, &[u8], &[u32], &str); 14] = [
        (Role::Clerk, &[3], &[], ""),
        (Role::Clerk, &[3, 4], &[TOWNSHIP], ""),
        (Role::Clerk, &[], &[], "role-departments"),
        (Role::Clerk, &[200], &[], "no-such-department"),
        (Role::Head, &[3], &[], ""),
        (Role::Head, &[], &[TOWNSHIP], "role-departments"),
        (Role::Township, &[], &[TOWNSHIP], ""),
        (Role::Township, &[], &[], "role-townships"),
        (Role::Township, &[3], &[TOWNSHIP], "role-departments"),
        (Role::Township, &[], &[7], "no-such-township"),
        (Role::Office, &[], &[], ""),
        (Role::Office, &[3], &[], "role-departments"),
        (Role::Auditor, &[], &[TOWNSHIP], "role-townships"),
        (Role::Administrator, &[], &[], ""),
    ];
    for (role, of, at, wanted) in table {
        let scope = Scope::new(of.iter().copied().map(DepartmentNo).collect(), at.to_vec());
        let given = World::new().run(&grant("zhou", role, scope));
        let found = given.map_or_else(|refusal| refusal.code().to_string(), |_| String::new());
        assert_eq!(found, wanted, "{} of {of:?} at {at:?}", role.key());
    }
}

#[test]
fn a_user_is_a_name_of_the_operating_system() {
    for bad in ["", "-r", "周敏", "zhou min", "a\u{1b}[2J", &"a".repeat(USER_MAX + 1)] {
        assert_eq!(code(World::new().run(&grant(bad, Role::Office, Scope::ALL))), "bad-user", "{bad:?}");
    }
    for good in ["zhou", "zhou.min", "nc_minzheng-2", "ZHOU@NANCHUAN", "host$"] {
        World::new().run(&grant(good, Role::Office, Scope::ALL)).unwrap();
    }
}

#[test]
fn an_account_is_changed_closed_and_opened_again() {
    let mut world = World::new();
    world.run(&grant("zhou", Role::Clerk, departments(&[3]))).unwrap();
    let first = world.accounts["zhou"].clone();
    assert!(first.is_open() && first.role == Role::Clerk && first.limit.is_none());
    assert_eq!(world.run(&grant("zhou", Role::Clerk, departments(&[3]))), Err(Refusal::NothingToChange));

    world.run(&grant("zhou", Role::Head, departments(&[3, 4]))).unwrap();
    let stale = Command::Access(AccessCommand::Grant {
        user: "zhou".into(),
        seen: Some(first.version),
        name: "周敏".into(),
        role: Role::Clerk,
        scope: departments(&[5]),
        limit: Some(Fen(100_000)),
    });
    assert_eq!(code(world.run(&stale)), "stale");

    let close = |reason: &str| Command::Access(AccessCommand::Close { user: "zhou".into(), reason: reason.into() });
    assert_eq!(code(world.run(&close(" "))), "close-reason-missing");
    world.run(&close("调离")).unwrap();
    assert_eq!(world.accounts["zhou"].closed.as_deref(), Some("调离"));
    assert_eq!(code(world.run(&close("调离"))), "account-closed");
    world.run(&grant("zhou", Role::Head, departments(&[3, 4]))).unwrap();
    assert!(world.accounts["zhou"].is_open());
    let nobody = Command::Access(AccessCommand::Close { user: "wu".into(), reason: "调离".into() });
    assert_eq!(code(world.run(&nobody)), "no-such-account");
}

#[test]
fn a_deputy_stands_in_until_a_day_and_not_longer() {
    let mut world = World::new();
    world.at("2026-11-24T09:00:00+08:00");
    world.run(&grant("zhou", Role::Head, departments(&[3]))).unwrap();
    world.run(&grant("wu", Role::Clerk, departments(&[4]))).unwrap();
    assert_eq!(code(world.run(&deputise("zhou", "zhou", "2026-11-24", "2026-11-30"))), "own-deputy");
    assert_eq!(code(world.run(&deputise("zhou", "li", "2026-11-24", "2026-11-30"))), "no-such-account");
    for (from, until) in [("2026-11-30", "2026-11-29"), ("2026-11-01", "2026-11-23"), ("2026-11-24", "2027-11-26")] {
        assert_eq!(code(world.run(&deputise("zhou", "wu", from, until))), "bad-absence", "{from} {until}");
    }
    world.run(&deputise("zhou", "wu", "2026-12-01", "2026-12-10")).unwrap();
    let stands_in = |world: &World, on: &str| world.accounts["zhou"].is_deputised_to("wu", day(on));
    assert!(!stands_in(&world, "2026-11-30") && stands_in(&world, "2026-12-01"));
    assert!(stands_in(&world, "2026-12-10") && !stands_in(&world, "2026-12-11"));

    // Naming the same one again moves the days.
    world.run(&deputise("zhou", "wu", "2026-12-05", "2026-12-20")).unwrap();
    assert_eq!(world.accounts["zhou"].deputies.len(), 1);
    assert!(!stands_in(&world, "2026-12-01") && stands_in(&world, "2026-12-20"));
    let recall = Command::Access(AccessCommand::Recall { user: "zhou".into(), deputy: "wu".into() });
    world.run(&recall).unwrap();
    assert!(!stands_in(&world, "2026-12-10"));
    assert_eq!(code(world.run(&recall)), "no-deputy");
}

#[test]
fn to_see_what_is_masked_takes_a_family_and_a_reason() {
    let mut world = World::new();
    let family = world.family();
    let reveal = |family, reason: &str| Command::Access(AccessCommand::Reveal { family, reason: reason.into() });
    assert_eq!(code(world.run(&reveal(family, "  "))), "reveal-reason-missing");
    assert_eq!(code(world.run(&reveal(FamilyId(99), "核对"))), "no-such-family");
    world.run(&reveal(family, " 电话核对账号 ")).unwrap();
    let revealed = AccessEvent::Revealed { family, reason: "电话核对账号".into() };
    assert_eq!(world.entries.last().unwrap().body.events, [Event::Access(revealed)]);
}

#[test]
fn a_scope_holds_what_it_names() {
    let scope = Scope::new(vec![DepartmentNo(4), DepartmentNo(3), DepartmentNo(3)], vec![TOWNSHIP]);
    assert_eq!(scope.departments, [DepartmentNo(3), DepartmentNo(4)]);
    let (own, other) = (DepartmentNo(3), DepartmentNo(9));
    assert!(scope.holds(&[other, own], TOWNSHIP) && scope.holds(&[], TOWNSHIP));
    assert!(!scope.holds(&[other], TOWNSHIP));
    assert!(
        !scope.holds(&[own], TOWNSHIP + 1) && !scope.holds(&[own], 0),
        "a place that is not known is in no named one"
    );
    assert!(Scope::ALL.holds(&[other], 0) && Scope::ALL.holds(&[], TOWNSHIP));
}
