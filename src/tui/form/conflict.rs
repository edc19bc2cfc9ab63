//! What is sent when a clerk says which of two facts is right.

use super::Form;
use super::entry::{Entry, Reading};
use super::picks;
use crate::domain::command::Command;
use crate::domain::conflict::{Answer, ConflictId, Settling};
use crate::ids::{MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::policy::words::Words;
use crate::tui::action::Action;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which of two facts is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Right {
    /// The first.
    First,
    /// The second.
    Second,
    /// Both, as they stand.
    Both,
    /// Neither: the clerk enters what is.
    Another,
}

/// The answer to two facts, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SettleConflict {
    /// The conflict.
    pub conflict: ConflictId,
    /// The version of the family that the clerk saw.
    pub seen: Seq,
    /// Which is right.
    pub right: Right,
    /// The two facts: whose and which.
    pub facts: Vec<(Option<MemberNo>, Field)>,
    /// What will be recorded, in words, masked.
    pub told: Vec<String>,
}

impl SettleConflict {
    /// Its word in the name of a draft.
    pub fn draft_name(&self) -> String {
        let right = match self.right {
            Right::First => "first",
            Right::Second => "second",
            Right::Both => "both",
            Right::Another => "value",
        };
        format!("review-{}-{right}", self.conflict.to_string().replace(':', "-"))
    }

    /// What the form is called.
    pub fn action(&self) -> Action {
        match self.right {
            Right::First => Action::FirstIsRight,
            Right::Second => Action::SecondIsRight,
            Right::Both => Action::BothAreRight,
            Right::Another => Action::EnterRight,
        }
    }

    /// What the form says above its fields.
    pub fn about(&self, session: &Session) -> Vec<Line> {
        let title = session.both(self.conflict.title());
        let head = Line::text(format!("{}  {title}", self.conflict.family), Tone::Plain);
        let told = self.told.iter().map(|told| Line::text(told.clone(), Tone::Strong));
        std::iter::once(head).chain(told).collect()
    }

    /// The fields of the form: the two facts where another value is entered, and why.
    pub fn entries(&self) -> Vec<Entry> {
        let mut entries = Vec::new();
        if self.right == Right::Another {
            for (nth, (_, field)) in (1..).zip(&self.facts) {
                let mut entry = picks::fact(&prefix(nth), *field);
                let title = field.title();
                entry.title = Words::new(format!("{nth} {}", title.zh), format!("{nth} {}", title.en));
                entries.push(entry);
            }
        }
        let reason = Entry::text("reason", Phrase::Reason.both(), Reading::Line);
        entries.push(if self.right == Right::Both { reason.required() } else { reason });
        entries
    }

    /// The command that a filled-in form comes to.
    pub fn command(&self, form: &Form, today: NaiveDate) -> Command {
        let answer = match self.right {
            Right::First => Answer::First,
            Right::Second => Answer::Second,
            Right::Both => Answer::Both,
            Right::Another => {
                let given = (1..).zip(&self.facts).filter_map(|(nth, (member, field))| {
                    let value = form.value(&format!("{}{}", prefix(nth), field.key()), today)?;
                    Some((*member, *field, Some(value)))
                });
                Answer::Values(given.collect())
            }
        };
        let reason = match form.value("reason", today) {
            Some(Value::Text(reason)) => reason,
            _ => String::new(),
        };
        Command::SettleConflict(Settling { conflict: self.conflict, seen: Some(self.seen), answer, reason })
    }
}

fn prefix(nth: usize) -> String {
    format!("{nth}.")
}
