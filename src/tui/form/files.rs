//! Forms for what is done with files: putting something on paper, attaching a file, taking a copy out.

use super::Form;
use super::entry::{Entry, Pick, Reading};
use crate::domain::register::Owner;
use crate::ids::RowId;
use crate::policy::value::Value;
use crate::service::errand::{Errand, Paper};
use crate::text::Lang;
use crate::tui::action::Action;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What a form is for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileForm {
    /// Something is put on paper.
    Print(Paper),
    /// A file is attached.
    Attach(Owner),
    /// A copy of an attached file is written; its name.
    TakeOut(RowId, String),
    /// Another plan is asked of the whole register.
    ComparePlan,
}

impl FileForm {
    /// The name of its draft.
    pub fn draft_name(&self) -> Option<String> {
        match self {
            FileForm::Attach(owner) => Some(format!("attach-{owner}")),
            FileForm::Print(_) | FileForm::TakeOut(..) | FileForm::ComparePlan => None,
        }
    }

    /// What the form is called: what is done, and with what.
    pub fn title(&self, session: &Session) -> String {
        let (action, with) = match self {
            FileForm::Print(Paper::Family(family)) => (Action::Print, family.to_string()),
            FileForm::Print(Paper::Queue(..)) => (Action::Print, String::new()),
            FileForm::Attach(owner) => (Action::AttachFile, owner.to_string()),
            FileForm::TakeOut(row, _) => (Action::TakeOutFile, row.to_string()),
            FileForm::ComparePlan => (Action::ComparePlan, String::new()),
        };
        format!("{}  {with}", session.both(action.title())).trim_end().to_string()
    }

    /// The fields.
    pub fn entries(&self, today: NaiveDate) -> Vec<Entry> {
        let file = |held: &str| Entry::text("file", Phrase::FilePath.both(), Reading::Line).required().holding(held);
        match self {
            FileForm::Print(what) => {
                let ways =
                    vec![Pick::new("printer", Phrase::ToPrinter.both()), Pick::new("file", Phrase::ToFile.both())];
                vec![
                    Entry::choice("to", Phrase::PrintTo.both(), ways).required().holding("printer"),
                    Entry::text("file", Phrase::FilePath.both(), Reading::Line).holding(&named(what, today)),
                ]
            }
            FileForm::Attach(_) => vec![file(""), Entry::text("note", Phrase::Note.both(), Reading::Line)],
            FileForm::TakeOut(_, name) => vec![file(name)],
            FileForm::ComparePlan => vec![file("")],
        }
    }

    /// The errand that the form comes to.
    pub fn errand(&self, form: &Form, lang: Lang, today: NaiveDate) -> Errand {
        let text = |key: &str| match form.value(key, today) {
            Some(Value::Text(text)) => text,
            _ => String::new(),
        };
        let to_file = form.entry("to").and_then(Entry::picked).is_some_and(|pick| pick.key == "file");
        match self {
            FileForm::Print(what) => {
                let file = text("file");
                let file = if file.is_empty() { named(what, today) } else { file };
                Errand::Print { what: what.clone(), lang, file: to_file.then_some(file) }
            }
            FileForm::Attach(owner) => Errand::Attach { owner: *owner, file: text("file"), note: text("note") },
            FileForm::TakeOut(row, _) => Errand::TakeOut { row: *row, file: text("file") },
            FileForm::ComparePlan => Errand::ComparePlan { file: text("file") },
        }
    }
}

/// What a file is called unless the clerk says otherwise: one of each a day.
fn named(what: &Paper, today: NaiveDate) -> String {
    match what {
        Paper::Family(family) => format!("{family}-{today}.txt"),
        Paper::Queue(..) => format!("queue-{today}.txt"),
    }
}
