//! A form: fields one below the other, one of them in use. Faults are found when a field is left and stand under it.
//!
//! What is typed is kept as a draft until it is sent or thrown away (`draft.rs`). Opening a form is `form/open.rs` and what it asks the
//! service to do is `form/orders.rs`.

pub mod batch;
pub mod conflict;
pub mod emergency;
pub mod enter;
pub mod entry;
pub mod files;
pub mod gap;
pub mod kind;
pub mod meanwhile;
pub mod merge;
pub mod open;
pub mod orders;
pub mod picks;
pub mod settle;

use super::action::Action;
use super::list::Step;
use super::screen::families::FOUND_MAX;
use super::sheet::Line;
use crate::ids::Seq;
use crate::policy::division::TownshipCode;
use crate::policy::reading::Reader;
use crate::policy::value::Value;
use crate::service::answer::FamilyRow;
use crate::service::query::Query;
use crate::text::Lang;
use chrono::NaiveDate;
use entry::{Entry, Reading};
use kind::Kind;

/// A form.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// What it is for.
    pub kind: Kind,
    /// What it is called.
    pub title: String,
    /// What stands above the fields: whom or what it is about.
    pub about: Vec<Line>,
    /// The fields.
    pub entries: Vec<Entry>,
    /// The place of the field in use.
    pub at: usize,
    /// The version of the family that the clerk saw.
    pub seen: Option<Seq>,
    /// Why it was not taken, after it was sent.
    pub refusal: Option<String>,
    /// What is in it was typed another time.
    pub restored: bool,
    /// The clerk has been told who else was filling it in when it was opened.
    pub claimed: bool,
    /// It was sent and the answer is not here yet.
    pub sent: bool,
    /// What was looked for last in the field of a family, and the families that were found.
    looked_for: (String, Vec<FamilyRow>),
}

impl Form {
    /// A form with these fields.
    pub fn new(kind: Kind, title: impl Into<String>, entries: Vec<Entry>) -> Self {
        Self {
            kind,
            title: title.into(),
            about: Vec::new(),
            entries,
            at: 0,
            seen: None,
            refusal: None,
            restored: false,
            claimed: false,
            sent: false,
            looked_for: (String::new(), Vec::new()),
        }
    }

    /// The field in use.
    pub fn current(&mut self) -> Option<&mut Entry> {
        self.entries.get_mut(self.at)
    }

    /// The field with this name.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    /// The value of the field with this name; none when it is empty or cannot be read.
    pub fn value(&self, key: &str, today: NaiveDate) -> Option<Value> {
        self.entry(key).and_then(|entry| entry.value(&self.reader(today)).ok().flatten())
    }

    /// Whether something was typed that would be lost.
    pub fn is_changed(&self) -> bool {
        self.entries.iter().any(Entry::is_changed)
    }

    /// Whether the field in use is the last one.
    pub fn is_at_end(&self) -> bool {
        self.at + 1 >= self.entries.len()
    }

    /// Types into the field in use.
    pub fn type_text(&mut self, text: &str) {
        if let Some(entry) = self.current() {
            entry.type_text(text);
        }
    }

    /// Goes to another field; the one that is left is read.
    pub fn leave(&mut self, forward: bool, today: NaiveDate) {
        let reader = self.reader(today);
        if let Some(entry) = self.current() {
            entry.check(&reader);
        }
        self.limit_choices();
        self.offer_people();
        let last = self.entries.len().saturating_sub(1);
        self.at = if forward { (self.at + 1).min(last) } else { self.at.saturating_sub(1) };
    }

    /// An arrow up or down: among many choices to the next one, else to the next field.
    pub fn go(&mut self, step: Step, today: NaiveDate) {
        let moved = self.current().is_some_and(|entry| entry.go(step));
        if !moved {
            self.leave(step == Step::Down, today);
        }
    }

    /// Edits the text of the field in use, or moves among its choices.
    pub fn edit(&mut self, action: Action) {
        let Some(entry) = self.current() else { return };
        let arrow = match action {
            Action::CaretLeft => entry.arrow(false),
            Action::CaretRight => entry.arrow(true),
            _ => false,
        };
        if arrow {
            return;
        }
        if action == Action::EraseAll || (action == Action::EraseBack && entry.typed().is_none()) {
            entry.clear();
        }
        if let Some(typed) = entry.typed() {
            let before = typed.text().to_string();
            typed.edit(action);
            if typed.text() != before {
                entry.problem = None;
                entry.narrow();
            }
        }
    }

    /// Reads every field. Says whether the form can be sent; if not, the first field with a fault comes into use.
    pub fn check(&mut self, today: NaiveDate) -> bool {
        let reader = self.reader(today);
        self.entries.iter_mut().for_each(|entry| entry.check(&reader));
        match self.entries.iter().position(|entry| entry.problem.is_some()) {
            Some(at) => {
                self.at = at;
                false
            }
            None => true,
        }
    }

    /// What is in the fields, by name, for the draft.
    pub fn contents(&self) -> Vec<(String, String)> {
        let filled = self.entries.iter().filter(|entry| entry.is_changed());
        filled.map(|entry| (entry.key.clone(), entry.raw().into_owned())).collect()
    }

    /// Puts a draft's contents in; fields that the form no longer has are passed over.
    pub fn restore(&mut self, contents: &[(String, String)]) {
        for (key, raw) in contents {
            if let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == *key) {
                entry.set(raw);
                self.restored = true;
            }
        }
    }

    /// Throws away what was typed.
    pub fn reset(&mut self) {
        self.entries.iter_mut().for_each(Entry::reset);
        self.restored = false;
        self.refusal = None;
        self.at = 0;
    }

    /// No key waits: what is to be looked for in the field of a family, unless it was already. A family of a draft is looked for by its number.
    pub fn looks_for(&mut self) -> Option<Query> {
        let entry = self.entries.iter().find(|entry| entry.reading == Reading::Family)?;
        let typed = entry.sought();
        let text = if typed.is_empty() { entry.raw().into_owned() } else { typed };
        if text.is_empty() || text == self.looked_for.0 {
            return None;
        }
        self.looked_for.0 = text.clone();
        Some(Query::Search { text, limit: FOUND_MAX })
    }

    /// Takes the families that were found, unless something else is typed by now.
    pub fn found(&mut self, text: &str, rows: &[FamilyRow], lang: Lang) {
        if text != self.looked_for.0 {
            return;
        }
        if rows.is_empty()
            && self.entries.iter().any(|entry| entry.reading == Reading::Family && entry.sought().is_empty())
        {
            // The family of a draft keeps its number where it is not found.
            return;
        }
        self.looked_for.1 = rows.to_vec();
        let picks = picks::families(rows, lang);
        if let Some(entry) = self.entries.iter_mut().find(|entry| entry.reading == Reading::Family) {
            entry.offer(picks);
        }
        self.offer_people();
    }

    /// The people of the chosen family are offered where one of them may be named.
    fn offer_people(&mut self) {
        let Some(chosen) = self.entries.iter().find(|entry| entry.reading == Reading::Family) else { return };
        let chosen = chosen.raw().into_owned();
        let people = self.looked_for.1.iter().find(|row| row.family.to_string() == chosen).map(picks::people);
        if let (Some(people), Some(entry)) = (people, self.entries.iter_mut().find(|entry| entry.key == "member")) {
            entry.offer(people);
        }
    }

    /// What is chosen in one field limits what another offers: a village lies in its township, a period is one of its measure's, and a
    /// department is called in with a measure of its own. Keys begin with that of what limits them.
    fn limit_choices(&mut self) {
        let raw = |form: &Self, key: &str| form.entry(key).map(|entry| entry.raw().into_owned());
        let measure = |raw: String| raw.split_once(':').map_or(String::new(), |(no, _)| format!("{no}:"));
        let limits = [
            ("village", raw(self, "township")),
            ("period", raw(self, "measure").map(measure)),
            ("called", raw(self, "department").map(|no| format!("{no}:"))),
        ];
        for (key, beginning) in limits {
            let Some(entry) = self.entries.iter_mut().find(|entry| entry.key == key) else { continue };
            let Some(beginning) = beginning else { continue };
            entry.keep_within(&beginning);
            if key == "period" && entry.raw().is_empty() {
                // The period that runs stands first, so it is offered.
                entry.choose_first();
            }
        }
    }

    /// The reader of its texts: a village is looked for in the township that the form names.
    fn reader(&self, today: NaiveDate) -> Reader {
        let code = self.entry("township").and_then(|entry| entry.raw().parse().ok());
        let township = code.and_then(TownshipCode::from_number).and_then(TownshipCode::find);
        Reader { today, township }
    }
}
