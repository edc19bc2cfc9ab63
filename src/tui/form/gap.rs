//! Filling in facts that are lacking, or saying that nobody can find them out.

use super::Form;
use super::entry::{Entry, Reading};
use super::picks;
use crate::domain::command::{Command, Edit};
use crate::domain::gap::{GapId, PutAside};
use crate::ids::Seq;
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::tui::action::Action;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The answer to a gap, before it is sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerGap {
    /// The gap.
    pub gap: GapId,
    /// The version of the family that the clerk saw.
    pub seen: Seq,
    /// The facts that are lacking.
    pub fields: Vec<Field>,
    /// Whose they are, in words.
    pub whose: String,
    /// Nobody can find them out.
    pub aside: bool,
}

impl AnswerGap {
    /// Its word in the name of a draft.
    pub fn draft_name(&self) -> String {
        let answer = if self.aside { "leave" } else { "value" };
        format!("review-{}-{answer}", self.gap.to_string().replace(':', "-"))
    }

    /// What the form is called.
    pub fn action(&self) -> Action {
        if self.aside { Action::PutAside } else { Action::FillGap }
    }

    /// What the form says above its fields.
    pub fn about(&self, session: &Session) -> Vec<Line> {
        let mut lines = vec![Line::text(format!("{}  {}", self.gap.family, self.whose), Tone::Plain)];
        if self.aside {
            let titles: Vec<&str> = self.fields.iter().map(|field| session.both(field.title())).collect();
            lines.push(Line::text(titles.join(session.lang.pick("、", ", ")), Tone::Strong));
        }
        lines
    }

    /// The fields of the form: what is lacking, or why it cannot be found out. Whoever knows one fact alone records that one.
    pub fn entries(&self) -> Vec<Entry> {
        if self.aside {
            return vec![Entry::text("reason", Phrase::Reason.both(), Reading::Line).required()];
        }
        self.fields.iter().map(|field| picks::fact("", *field)).collect()
    }

    /// The command that a filled-in form comes to; none where nothing was filled in.
    pub fn command(&self, form: &Form, today: NaiveDate) -> Option<Command> {
        let (gap, seen) = (self.gap, Some(self.seen));
        if self.aside {
            let reason = match form.value("reason", today) {
                Some(Value::Text(reason)) => reason,
                _ => String::new(),
            };
            return Some(Command::PutAside(PutAside { gap, seen, reason }));
        }
        let edit = |field: &Field| {
            let value = form.value(field.key(), today)?;
            Some(Edit { member: gap.person(), field: *field, since: None, value: Some(value) })
        };
        let edits: Vec<Edit> = self.fields.iter().filter_map(edit).collect();
        (!edits.is_empty()).then(|| Command::EditFamily { family: gap.family, seen, edits, new_members: Vec::new() })
    }
}
