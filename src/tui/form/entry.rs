//! One field of a form: what it is called, how it is filled in, and what is wrong with it.
//!
//! Text is read when the clerk leaves the field, by the same reader as rosters and the command line; the fault stands under the field.

mod theirs;

use crate::domain::record;
use crate::policy::field::Field;
use crate::policy::plan::RecordField;
use crate::policy::reading::{Problem, Reader};
use crate::policy::value::Value;
use crate::policy::words::Words;
use crate::tui::list::Step;
use crate::tui::matching::Typing;
use crate::tui::typed::Typed;
use std::borrow::Cow;

/// A beginning that no key has.
const NOTHING: &str = "\0";

/// One of the things that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pick {
    /// What goes into the command.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
}

impl Pick {
    /// Something to choose.
    pub fn new(key: impl Into<String>, title: impl Into<Words>) -> Self {
        Self { key: key.into(), title: title.into() }
    }
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// By typing.
    Text(Typed),
    /// By choosing one of a few: arrows, digits.
    Choice {
        /// What can be chosen.
        picks: Vec<Pick>,
        /// The chosen one.
        at: Option<usize>,
    },
    /// By choosing any of a few: arrows move, blank and digits choose.
    Several {
        /// What can be chosen.
        picks: Vec<Pick>,
        /// Which are chosen.
        on: Vec<bool>,
        /// Where the arrows stand.
        at: usize,
    },
    /// By choosing one of many: typing narrows them down, arrows choose.
    Search {
        /// What can be chosen.
        picks: Vec<Pick>,
        /// What was typed to narrow them down.
        typed: Typed,
        /// Only those whose key begins with this.
        within: String,
        /// The places of those that fit.
        fitting: Vec<usize>,
        /// The chosen one among them.
        at: Option<usize>,
    },
}

/// How the text of a field is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As a fact of the register.
    Fact(Field),
    /// As a day.
    Day,
    /// As a day that lies ahead.
    Ahead,
    /// As an entry of a record of delivery.
    Record(Box<RecordField>),
    /// As it is.
    Line,
    /// As an amount.
    Money,
    /// As one of the families that a search finds.
    Family,
}

/// A field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name in drafts and for the command.
    pub key: String,
    /// What a clerk reads.
    pub title: Words,
    /// The form cannot be sent without it.
    pub required: bool,
    /// Its choices stand below it, one in a row, also while another field is in use: they are compared.
    pub below: bool,
    /// How it is filled in.
    pub shape: Shape,
    /// How its text is read.
    pub reading: Reading,
    /// What is wrong with it, once the clerk has left it.
    pub problem: Option<Problem>,
    /// What was in it when the form was opened.
    was: String,
}

impl Entry {
    /// A field that is typed.
    pub fn text(key: impl Into<String>, title: impl Into<Words>, reading: Reading) -> Self {
        Self::new(key, title, Shape::Text(Typed::default()), reading)
    }

    /// A field with a few choices.
    pub fn choice(key: impl Into<String>, title: impl Into<Words>, picks: Vec<Pick>) -> Self {
        Self::new(key, title, Shape::Choice { picks, at: None }, Reading::Line)
    }

    /// A field with many choices.
    pub fn search(key: impl Into<String>, title: impl Into<Words>, picks: Vec<Pick>) -> Self {
        let fitting = (0..picks.len()).collect();
        Self::new(
            key,
            title,
            Shape::Search { picks, typed: Typed::default(), within: String::new(), fitting, at: None },
            Reading::Line,
        )
    }

    /// A field in which a family is looked for.
    pub fn family(key: impl Into<String>, title: impl Into<Words>) -> Self {
        Self { reading: Reading::Family, ..Self::search(key, title, Vec::new()) }
    }

    /// Offers nothing before it is known within what.
    pub fn limited(mut self) -> Self {
        self.keep_within(NOTHING);
        self
    }

    /// What is typed to look for something.
    pub fn sought(&self) -> String {
        match &self.shape {
            Shape::Search { typed, .. } => typed.text().trim().to_string(),
            _ => String::new(),
        }
    }

    /// Offers other choices; what was chosen stays if it is among them, and what a search found has its first find chosen.
    pub fn offer(&mut self, new: Vec<Pick>) {
        let chosen = self.raw().into_owned();
        match &mut self.shape {
            Shape::Search { picks, fitting, at, .. } => {
                *picks = new;
                *fitting = (0..picks.len()).collect();
                let again = picks.iter().position(|pick| pick.key == chosen);
                *at = again.or((!picks.is_empty()).then_some(0));
            }
            Shape::Choice { picks, at } => {
                *picks = new;
                *at = picks.iter().position(|pick| pick.key == chosen);
            }
            _ => {}
        }
    }

    /// A field of any shape.
    pub fn new(key: impl Into<String>, title: impl Into<Words>, shape: Shape, reading: Reading) -> Self {
        Self {
            key: key.into(),
            title: title.into(),
            required: false,
            below: false,
            shape,
            reading,
            problem: None,
            was: String::new(),
        }
    }

    /// The same field, without which the form cannot be sent.
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same field with its choices below it.
    #[must_use]
    pub fn below(mut self) -> Self {
        self.below = true;
        self
    }

    /// The same field with something in it already.
    #[must_use]
    pub fn holding(mut self, raw: &str) -> Self {
        self.set(raw);
        self.was = self.raw().into_owned();
        self
    }

    /// What is in it: the text, or the keys of what is chosen.
    pub fn raw(&self) -> Cow<'_, str> {
        match &self.shape {
            Shape::Text(typed) => typed.text().into(),
            Shape::Choice { picks, at } => at.and_then(|at| picks.get(at)).map_or("", |pick| &pick.key).into(),
            Shape::Several { picks, on, .. } => {
                let chosen = picks.iter().zip(on).filter(|(_, on)| **on);
                chosen.map(|(pick, _)| pick.key.as_str()).collect::<Vec<_>>().join(",").into()
            }
            Shape::Search { .. } => self.picked().map_or("", |pick| &pick.key).into(),
        }
    }

    /// Puts this in it: a text, or the keys of what is to be chosen.
    pub fn set(&mut self, raw: &str) {
        self.problem = None;
        match &mut self.shape {
            Shape::Text(typed) => typed.set(raw),
            Shape::Choice { picks, at } => *at = picks.iter().position(|pick| pick.key == raw),
            Shape::Several { picks, on, .. } => {
                let keys: Vec<&str> = raw.split(',').collect();
                *on = picks.iter().map(|pick| keys.contains(&pick.key.as_str())).collect();
            }
            Shape::Search { picks, typed, within, fitting, at } => {
                typed.clear();
                if self.reading == Reading::Family && !raw.is_empty() {
                    *picks = vec![Pick::new(raw, Words::new(raw, raw))];
                }
                let inside = |place: &usize| picks.get(*place).is_some_and(|pick| pick.key.starts_with(&*within));
                *fitting = (0..picks.len()).filter(inside).collect();
                let is_it = |place: &usize| picks.get(*place).is_some_and(|pick| pick.key == raw);
                *at = fitting.iter().position(is_it);
            }
        }
    }

    /// Whether something else is in it than when the form was opened.
    pub fn is_changed(&self) -> bool {
        self.raw() != self.was
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.raw().trim().is_empty()
    }

    /// The chosen one of many.
    pub fn picked(&self) -> Option<&Pick> {
        match &self.shape {
            Shape::Search { picks, fitting, at, .. } => {
                at.and_then(|at| fitting.get(at)).and_then(|place| picks.get(*place))
            }
            Shape::Choice { picks, at } => at.and_then(|at| picks.get(at)),
            _ => None,
        }
    }

    /// The line that is being typed, if the field is filled in by typing.
    pub fn typed(&mut self) -> Option<&mut Typed> {
        match &mut self.shape {
            Shape::Text(typed) | Shape::Search { typed, .. } => Some(typed),
            _ => None,
        }
    }

    /// Types text into it, or chooses with a digit or a blank.
    pub fn type_text(&mut self, text: &str) {
        self.problem = None;
        let digit = text.chars().next().and_then(|c| crate::tui::key::Key::char(c).folded().text()?.to_digit(10));
        match &mut self.shape {
            Shape::Text(typed) => typed.insert(text),
            Shape::Search { typed, .. } => {
                typed.insert(text);
                self.narrow();
            }
            Shape::Choice { picks, at } => match digit.and_then(|digit| (digit as usize).checked_sub(1)) {
                Some(place) if place < picks.len() => *at = Some(place),
                _ if matches!(text, " " | "\u{3000}") => *at = None,
                _ => {}
            },
            Shape::Several { on, at, .. } => {
                let place = match digit {
                    Some(digit) => (digit as usize).checked_sub(1),
                    None => matches!(text, " " | "\u{3000}").then_some(*at),
                };
                if let Some(chosen) = place.and_then(|place| on.get_mut(place)) {
                    *chosen = !*chosen;
                }
            }
        }
    }

    /// Moves among the choices with an arrow; where text is typed, says that it was not for it.
    pub fn arrow(&mut self, forward: bool) -> bool {
        self.problem = None;
        match &mut self.shape {
            Shape::Choice { picks, at } => {
                let last = picks.len().saturating_sub(1);
                *at = Some(match *at {
                    None => 0,
                    Some(at) if forward => (at + 1).min(last),
                    Some(at) => at.saturating_sub(1),
                });
                true
            }
            Shape::Several { picks, at, .. } => {
                let last = picks.len().saturating_sub(1);
                *at = if forward { (*at + 1).min(last) } else { at.saturating_sub(1) };
                true
            }
            Shape::Text(_) | Shape::Search { .. } => false,
        }
    }

    /// Moves among many choices; says whether there was one to go to.
    pub fn go(&mut self, step: Step) -> bool {
        let Shape::Search { fitting, at, .. } = &mut self.shape else { return false };
        let last = fitting.len().saturating_sub(1);
        let to = match (step, *at) {
            (_, _) if fitting.is_empty() => return false,
            (Step::Up, Some(0) | None) => return false,
            (Step::Down, None) => 0,
            (Step::Down, Some(at)) if at == last => return false,
            (Step::Up, Some(at)) => at - 1,
            (_, Some(at)) => at + 1,
            (_, None) => 0,
        };
        *at = Some(to);
        self.problem = None;
        true
    }

    /// What was typed has changed: the choices that fit it, the first of them chosen.
    pub fn narrow(&mut self) {
        if self.reading == Reading::Family {
            // What is found is not known before the search has answered.
            if let Shape::Search { picks, fitting, at, .. } = &mut self.shape {
                (*at, *fitting) = (None, Vec::new());
                picks.clear();
            }
            return;
        }
        if let Shape::Search { picks, typed, within, fitting, at } = &mut self.shape {
            let wanted = Typing::new(typed.text());
            let fits = |pick: &Pick| pick.key.starts_with(&*within) && wanted.means(&pick.title);
            *fitting = (0..picks.len()).filter(|place| picks.get(*place).is_some_and(fits)).collect();
            *at = (!typed.is_empty() && !fitting.is_empty()).then_some(0);
        }
    }

    /// Offers only what has a key that begins like this; what was chosen stays if it is among them.
    pub fn keep_within(&mut self, beginning: &str) {
        let chosen = self.raw().into_owned();
        if let Shape::Search { within, .. } = &mut self.shape
            && within != beginning
        {
            *within = beginning.to_string();
            self.set(&chosen);
        }
    }

    /// Chooses the first of what is offered.
    pub fn choose_first(&mut self) {
        if let Shape::Search { fitting, at, typed, .. } = &mut self.shape
            && typed.is_empty()
        {
            *at = (!fitting.is_empty()).then_some(0);
        }
    }

    /// Empties it.
    pub fn clear(&mut self) {
        self.set("");
    }

    /// Puts back what was in it when the form was opened.
    pub fn reset(&mut self) {
        let was = self.was.clone();
        self.set(&was);
    }

    /// Reads what is in it and keeps what is wrong.
    pub fn check(&mut self, reader: &Reader) {
        // What was there before was taken once, and may be masked now.
        let untouched = !self.is_changed() && !self.is_empty();
        self.problem = match self.value(reader) {
            _ if untouched => None,
            Err(problem) => Some(problem),
            Ok(_) if self.required && self.is_empty() => Some(missing()),
            Ok(_) => None,
        };
    }

    /// The value of what is typed or chosen; none when nothing is.
    ///
    /// # Errors
    /// When the text cannot be read.
    pub fn value(&self, reader: &Reader) -> Result<Option<Value>, Problem> {
        let raw = self.raw();
        match &self.reading {
            Reading::Fact(field) => reader.read(*field, &raw),
            // Any field of the right kind reads the same way.
            Reading::Day => reader.read(Field::IdentifiedOn, &raw),
            Reading::Ahead => match reader.read(Field::IdentifiedOn, &raw)? {
                Some(Value::Date(day)) if day <= reader.today => {
                    Err(Problem::new("not-ahead", "应在今天之后", "must be after today"))
                }
                value => Ok(value),
            },
            Reading::Record(field) => Ok(record::entry(field, &raw, reader.today)?.map(Value::Text)),
            Reading::Money => match raw.trim() {
                "" => Ok(None),
                text => crate::policy::reading::money(text).map(|fen| Some(Value::Money(fen.0))),
            },
            Reading::Line | Reading::Family => {
                let text = crate::text::clean::free_text(&raw);
                Ok((!text.is_empty()).then_some(Value::Text(text)))
            }
        }
    }
}

fn missing() -> Problem {
    Problem::new("missing", "这一项须填写", "this must be filled in")
}
