//! Forms for rows of small registers: what is asked for, and the command that it comes to.

use super::Form;
use super::entry::{Entry, Pick};
use super::picks;
use crate::domain::command::Command;
use crate::domain::register::{Owner, RegisterCommand};
use crate::ids::{DepartmentNo, FamilyId, MemberNo, RegisterNo, RowId, Seq};
use crate::policy::plan::{OwnerKind, Register};
use crate::policy::words::Words;
use crate::service::answer::FamilyPage;
use crate::tui::action::Action;
use crate::tui::compose::names;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What is done with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// A new one is written.
    Write,
    /// It is corrected.
    Correct,
    /// It is withdrawn.
    Withdraw,
}

/// A form for a row, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enter {
    /// What is done.
    pub what: What,
    /// The register.
    pub register: RegisterNo,
    /// The family that the row belongs to or is to belong to; none for rows of the office.
    pub family: Option<FamilyId>,
    /// The row, and its version when the clerk saw it; none for a new one.
    pub row: Option<(RowId, Seq)>,
    /// What the row says, masked where it must be: what is not changed is not sent.
    pub values: Vec<(String, String)>,
    /// Whose row it is, to show.
    pub whose: String,
}

impl Enter {
    /// Its word in the name of a draft.
    pub fn draft_name(&self) -> String {
        match (self.what, self.row) {
            (What::Write, _) => {
                let whose = self.family.map_or_else(|| "office".to_string(), |family| family.to_string());
                format!("register-{}-{whose}", self.register)
            }
            (_, row) => {
                let row = row.map(|(row, _)| row.to_string()).unwrap_or_default();
                format!("{}-{row}", if self.what == What::Correct { "correct" } else { "withdraw" })
            }
        }
    }

    /// What the form is called.
    pub fn action(&self) -> Action {
        match self.what {
            What::Write => Action::NewRow,
            What::Correct => Action::CorrectRow,
            What::Withdraw => Action::WithdrawRow,
        }
    }

    /// The fields of the form; a new row of a family needs the family's page for whose it may be.
    pub fn entries(&self, page: Option<&FamilyPage>, session: &Session) -> Vec<Entry> {
        if self.what == What::Withdraw {
            let reason = Entry::text("reason", Phrase::Reason.both(), super::entry::Reading::Line);
            return vec![reason.required().holding(session.say(Phrase::Mistake))];
        }
        let Some(register) = session.plan.register(self.register) else { return Vec::new() };
        let mut entries = Vec::new();
        if self.what == What::Write {
            entries.extend(owner(register, page, session));
        }
        for field in register.fields.iter().filter_map(|key| session.plan.record(key)) {
            let mut entry = picks::record(field);
            entry.required = register.required.contains(&field.key);
            let held = self.values.iter().find(|(key, _)| *key == field.key);
            entries.push(match held {
                Some((_, text)) => entry.holding(text),
                None if register.day.as_ref() == Some(&field.key) && self.what == What::Write => {
                    entry.holding(session.say(Phrase::TodayWord))
                }
                None => entry,
            });
        }
        entries
    }

    /// The command that the form comes to; none when nobody is named.
    pub fn command(&self, form: &Form, today: NaiveDate) -> Option<Command> {
        let text = |entry: &Entry| match form.value(&entry.key, today) {
            Some(crate::policy::value::Value::Text(text)) => text,
            _ => String::new(),
        };
        let written = form.entries.iter().filter(|entry| entry.key != "owner");
        Some(Command::Register(match (self.what, self.row) {
            (What::Write, _) => RegisterCommand::Write {
                register: self.register,
                owner: self.owner(form)?,
                values: written
                    .map(|entry| (entry.key.clone(), text(entry)))
                    .filter(|(_, text)| !text.is_empty())
                    .collect(),
            },
            (What::Correct, Some((row, seen))) => RegisterCommand::Correct {
                row,
                seen: Some(seen),
                values: written
                    .filter(|entry| entry.is_changed())
                    .map(|entry| (entry.key.clone(), text(entry)))
                    .collect(),
            },
            (What::Withdraw, Some((row, seen))) => RegisterCommand::Withdraw {
                row,
                seen: Some(seen),
                reason: form.entry("reason").map(text).unwrap_or_default(),
            },
            (What::Correct | What::Withdraw, None) => return None,
        }))
    }

    fn owner(&self, form: &Form) -> Option<Owner> {
        let Some(entry) = form.entry("owner") else { return Some(Owner::District) };
        let picked = entry.picked()?;
        let (kind, name) = picked.key.split_once(':')?;
        match (kind, self.family) {
            ("family", Some(family)) => Some(Owner::Family(family)),
            ("member", Some(family)) => Some(Owner::Member(family, MemberNo(name.parse().ok()?))),
            ("item", _) => Some(Owner::Item(name.parse().ok()?)),
            ("department", _) => Some(Owner::Department(DepartmentNo(name.parse().ok()?))),
            _ => None,
        }
    }
}

/// The field that says whose the row is; none for the district's own. Where there is one only, it is chosen already.
fn owner(register: &Register, page: Option<&FamilyPage>, session: &Session) -> Option<Entry> {
    let mut all: Vec<Pick> = Vec::new();
    for kind in &register.owners {
        match (kind, page) {
            (OwnerKind::District, _) => return None,
            (OwnerKind::Department, _) => {
                all.extend(
                    picks::departments(session)
                        .into_iter()
                        .map(|pick| Pick { key: format!("department:{}", pick.key), ..pick }),
                );
            }
            (OwnerKind::Family, Some(_)) => all.push(Pick::new("family:", Phrase::Household.both())),
            (OwnerKind::Member, Some(page)) => {
                all.extend(
                    picks::members(page).into_iter().map(|pick| Pick { key: format!("member:{}", pick.key), ..pick }),
                );
            }
            (OwnerKind::Item, Some(page)) => all.extend(page.items.iter().map(|row| {
                let title = |lang| {
                    let measure = session.plan.measure(row.measure).map_or("", |one| one.short.in_lang(lang));
                    format!("{} {measure} {}", row.item, names::person(&page.row.members, row.member, lang))
                };
                Pick::new(format!("item:{}", row.item), Words::made(title))
            })),
            (_, None) => {}
        }
    }
    let first =
        all.first().map(|pick| pick.key.clone()).filter(|_| all.len() == 1 || register.takes(OwnerKind::Family));
    let entry = Entry::search("owner", Phrase::Subject.both(), all).required();
    Some(first.map_or(entry.clone(), |key| entry.holding(&key)))
}
