//! From a command about accounts to its event. Whether whoever asks may keep accounts at all, the service has decided before.

use super::{ACCOUNTS_MAX, AccessCommand, AccessEvent, AccessRefusal, Account, Deputy, Role, Scope, USER_MAX};
use crate::domain::decide::{Office, Register};
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::policy::division::TownshipCode;
use crate::policy::money::Fen;

/// The longest that somebody stands in for another, in days: an absence has an end.
pub const DEPUTY_DAYS_MAX: i64 = 366;

/// The event that a command makes.
///
/// # Errors
/// When the command may not be done as asked.
pub fn decide(office: Office<'_>, register: &impl Register, command: &AccessCommand) -> Result<AccessEvent, Refusal> {
    match command {
        AccessCommand::Grant { user, seen, name, role, scope, limit } => {
            let known = register.account(user);
            fitting_user(user)?;
            fitting_scope(office, *role, scope)?;
            unchanged(user, *seen, known.as_ref())?;
            if known.is_none() && register.accounts() >= ACCOUNTS_MAX {
                return Err(AccessRefusal::TooMany.into());
            }
            let name = name.trim().to_string();
            if name.is_empty() {
                return Err(AccessRefusal::NameMissing(user.clone()).into());
            }
            let limit = limit.filter(|limit| *limit >= Fen::ZERO);
            let granted = AccessEvent::Granted { user: user.clone(), name, role: *role, scope: scope.clone(), limit };
            let after = Account::after(known.clone(), Seq(0), &granted);
            let same = |known: Account| Some(Account { version: Seq(0), ..known }) == after;
            if known.is_some_and(same) { Err(Refusal::NothingToChange) } else { Ok(granted) }
        }
        AccessCommand::Close { user, reason } => {
            open(register, user)?;
            let reason = said(reason, user)?;
            Ok(AccessEvent::Closed { user: user.clone(), reason })
        }
        AccessCommand::Deputise { user, deputy } => {
            open(register, user)?;
            open(register, &deputy.user)?;
            fitting_deputy(office, user, deputy)?;
            Ok(AccessEvent::Deputised { user: user.clone(), deputy: deputy.clone() })
        }
        AccessCommand::Recall { user, deputy } => {
            let account = open(register, user)?;
            if !account.deputies.iter().any(|one| one.user == *deputy) {
                return Err(AccessRefusal::NoDeputy { user: user.clone(), deputy: deputy.clone() }.into());
            }
            Ok(AccessEvent::Recalled { user: user.clone(), deputy: deputy.clone() })
        }
        AccessCommand::Reveal { family, reason } => {
            let known = register.family(*family).filter(|known| !known.withdrawn && !family.is_district());
            known.ok_or(Refusal::NoSuchFamily(*family))?;
            let reason = reason.trim();
            if reason.is_empty() {
                return Err(AccessRefusal::RevealReasonMissing(*family).into());
            }
            Ok(AccessEvent::Revealed { family: *family, reason: reason.to_string() })
        }
    }
}

fn fitting_user(user: &str) -> Result<(), Refusal> {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "_-.@$".contains(letter);
    let long = user.chars().count() > USER_MAX;
    if user.is_empty() || long || user.starts_with('-') || !user.chars().all(fits) {
        return Err(AccessRefusal::BadUser(user.chars().take(USER_MAX).collect()).into());
    }
    Ok(())
}

fn fitting_scope(office: Office<'_>, role: Role, scope: &Scope) -> Result<(), Refusal> {
    let unknown = scope.departments.iter().find(|department| office.plan.department(**department).is_none());
    if let Some(department) = unknown {
        return Err(Refusal::NoSuchDepartment(department.0.to_string()));
    }
    let is_known = |code: u32| TownshipCode::from_number(code.into()).is_some_and(|code| code.find().is_some());
    let unknown = scope.townships.iter().find(|code| !is_known(**code));
    if let Some(code) = unknown {
        return Err(AccessRefusal::NoSuchTownship(*code).into());
    }
    if role.of_departments() == scope.departments.is_empty() {
        return Err(AccessRefusal::Departments { role }.into());
    }
    if (role.of_townships() && scope.townships.is_empty())
        || (!role.may_name_townships() && !scope.townships.is_empty())
    {
        return Err(AccessRefusal::Townships { role }.into());
    }
    Ok(())
}

fn unchanged(user: &str, seen: Option<Seq>, known: Option<&Account>) -> Result<(), Refusal> {
    match (seen, known) {
        (Some(seen), Some(known)) if seen != known.version => {
            Err(Refusal::Stale { what: user.to_string(), seen, now: known.version })
        }
        _ => Ok(()),
    }
}

fn open(register: &impl Register, user: &str) -> Result<Account, Refusal> {
    let account = register.account(user).ok_or_else(|| AccessRefusal::NoSuchAccount(user.to_string()))?;
    if account.is_open() { Ok(account) } else { Err(AccessRefusal::IsClosed(user.to_string()).into()) }
}

fn fitting_deputy(office: Office<'_>, user: &str, deputy: &Deputy) -> Result<(), Refusal> {
    if deputy.user == user {
        return Err(AccessRefusal::OwnDeputy(user.to_string()).into());
    }
    let days = deputy.until.signed_duration_since(deputy.from).num_days();
    if days < 0 || deputy.until < office.today() || days > DEPUTY_DAYS_MAX {
        return Err(AccessRefusal::Absence { from: deputy.from, until: deputy.until }.into());
    }
    Ok(())
}

fn said(reason: &str, user: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() { Err(AccessRefusal::ReasonMissing(user.to_string()).into()) } else { Ok(reason.to_string()) }
}
