//! Reading a TOML table key by key, with the place of everything: each reading either gives a value or notes a fault and goes on.

use super::fault::{PlanError, PlanFault, Shape};
use crate::policy::rule::{RuleError, nearest};
use crate::policy::words::Words;
use crate::text::width::columns;
use chrono::NaiveDate;
use std::ops::Range;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file being read, and what was found wrong with it so far.
pub struct Reader<'s> {
    text: &'s str,
    /// What was found wrong.
    pub faults: Vec<PlanError>,
}

impl<'s> Reader<'s> {
    /// At the beginning of a file.
    pub fn new(text: &'s str) -> Self {
        Self { text, faults: Vec::new() }
    }

    /// Notes a fault; gives nothing, so that a reading can end with it.
    pub fn fault<T>(&mut self, at: Range<usize>, place: &str, fault: PlanFault) -> Option<T> {
        let before = self.text.get(..at.start).unwrap_or_default();
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        let text = self.text.get(at).unwrap_or_default();
        let text = text.lines().next().unwrap_or_default().trim();
        let text =
            if text.chars().count() > 40 { text.chars().take(39).chain(['…']).collect() } else { text.to_string() };
        self.faults.push(PlanError { line, column, place: place.to_string(), text, fault });
        None
    }

    /// Notes the faults of a rule that stands in the file as a text.
    pub fn rule_faults(&mut self, rule: &Located<'_>, errors: Vec<RuleError>) {
        let inside = self.inside(rule);
        for RuleError { at, fault } in errors {
            let at = match &inside {
                Some(inside) => inside.start + at.start..(inside.start + at.end).min(inside.end),
                None => rule.at.clone(),
            };
            self.fault::<()>(at, &rule.place, PlanFault::Rule(fault));
        }
    }

    /// Where the letters of a text stand in the file, if it has no escapes that shift them.
    fn inside(&self, text: &Located<'_>) -> Option<Range<usize>> {
        let raw = self.text.get(text.at.clone())?;
        let start = text.at.start + raw.find(text.text.get(..).filter(|text| !text.is_empty())?)?;
        Some(start..start + text.text.len())
    }
}

/// A text and where it stands.
#[derive(Clone, Debug)]
pub struct Located<'t> {
    /// The text.
    pub text: &'t str,
    /// Where it stands in the file, in bytes.
    pub at: Range<usize>,
    /// What it belongs to.
    pub place: String,
}

/// A table that is being read.
pub struct Section<'t> {
    table: &'t DeTable<'t>,
    /// Where it is named.
    pub at: Range<usize>,
    /// Its path, such as `measure.dibao`.
    pub place: String,
    known: Vec<&'static str>,
}

impl<'t> Section<'t> {
    /// A table with its path.
    pub fn new(table: &'t DeTable<'t>, at: Range<usize>, place: String) -> Self {
        Self { table, at, place, known: Vec::new() }
    }

    /// Notes a fault of one of its keys.
    pub fn fault<T>(&self, reader: &mut Reader<'_>, key: &str, fault: PlanFault) -> Option<T> {
        let at = self.table.get(key).map_or(self.at.clone(), Spanned::span);
        reader.fault(at, &self.path(key), fault)
    }

    fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_string() } else { format!("{}.{key}", self.place) }
    }

    fn find(&mut self, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        self.known.push(key);
        self.table.get(key)
    }

    fn want(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<&'t Spanned<DeValue<'t>>> {
        match self.find(key) {
            Some(value) => Some(value),
            None => reader.fault(self.at.clone(), &self.place, PlanFault::MissingKey(key)),
        }
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text that must be there and not be empty.
    pub fn text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Located<'t>> {
        let value = self.want(reader, key)?;
        self.as_text(reader, key, value)
    }

    fn as_text(&self, reader: &mut Reader<'_>, key: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Located<'t>> {
        let (at, place) = (value.span(), self.path(key));
        match value.get_ref() {
            DeValue::String(text) if !text.trim().is_empty() => Some(Located { text, at, place }),
            _ => reader.fault(at, &place, PlanFault::Wanted(Shape::Text)),
        }
    }

    /// A text in both languages: `{ zh = "…", en = "…" }`.
    pub fn words(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Words> {
        let mut both = self.section(reader, key)?;
        let words = both.own_words(reader);
        both.end(reader);
        words
    }

    /// The keys `zh` and `en` of this table itself.
    pub fn own_words(&mut self, reader: &mut Reader<'_>) -> Option<Words> {
        let (zh, en) = (self.text(reader, "zh"), self.text(reader, "en"));
        Some(Words::new(zh?.text, en?.text))
    }

    /// `true` or `false`; `otherwise` where it is left out.
    pub fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str, otherwise: bool) -> Option<bool> {
        let Some(value) = self.find(key) else { return Some(otherwise) };
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => reader.fault(value.span(), &self.path(key), PlanFault::Wanted(Shape::Flag)),
        }
    }

    /// A whole number within limits.
    pub fn number(&mut self, reader: &mut Reader<'_>, key: &'static str, limits: Range<i64>) -> Option<i64> {
        let value = self.want(reader, key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        match number {
            Some(number) if limits.contains(&number) => Some(number),
            Some(number) => {
                let fault = PlanFault::OutOfRange(number, limits.start, limits.end - 1);
                reader.fault(value.span(), &self.path(key), fault)
            }
            None => reader.fault(value.span(), &self.path(key), PlanFault::Wanted(Shape::Number)),
        }
    }

    /// A day.
    pub fn day(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<NaiveDate> {
        let value = self.want(reader, key)?;
        let day = match value.get_ref() {
            DeValue::Datetime(at) if at.time.is_none() => at.date,
            _ => None,
        };
        let day = day.and_then(|day| NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into()));
        day.or_else(|| reader.fault(value.span(), &self.path(key), PlanFault::Wanted(Shape::Day)))
    }

    /// A word from a short list.
    pub fn one_of<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        from: impl Fn(&str) -> Option<T>,
        all: impl Iterator<Item = &'static str>,
    ) -> Option<T> {
        let word = self.text(reader, key)?;
        word_of(reader, &word, from, all)
    }

    /// A list of texts that must be there; it may be empty.
    pub fn texts(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Vec<Located<'t>>> {
        let value = self.want(reader, key)?;
        let DeValue::Array(list) = value.get_ref() else {
            return reader.fault(value.span(), &self.path(key), PlanFault::Wanted(Shape::List));
        };
        list.iter().map(|item| self.as_text(reader, key, item)).collect()
    }

    /// A table that must be there.
    pub fn section(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Section<'t>> {
        let value = self.want(reader, key)?;
        self.as_section(reader, &self.path(key), value)
    }

    fn as_section(&self, reader: &mut Reader<'_>, place: &str, value: &'t Spanned<DeValue<'t>>) -> Option<Section<'t>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Section::new(table, value.span(), place.to_string())),
            _ => reader.fault(value.span(), place, PlanFault::Wanted(Shape::Table)),
        }
    }

    /// A list of tables; empty where it is left out.
    pub fn sections(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<Section<'t>> {
        let Some(value) = self.find(key) else { return Vec::new() };
        let DeValue::Array(list) = value.get_ref() else {
            reader.fault::<()>(value.span(), &self.path(key), PlanFault::Wanted(Shape::List));
            return Vec::new();
        };
        let place = self.path(key);
        list.iter().filter_map(|item| self.as_section(reader, &place, item)).collect()
    }

    /// The tables `[key.NAME]`, in the order of the file, each with its name.
    pub fn named(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Vec<(Located<'t>, Section<'t>)> {
        let Some(mut all) = self.section(reader, key) else { return Vec::new() };
        let mut named = Vec::new();
        for (name, value) in all.table.iter() {
            let place = all.path(name.get_ref());
            let at = name.span();
            let Some(section) = all.as_section(reader, &place, value) else { continue };
            let section = Section { at: at.clone(), ..section };
            named.push((Located { text: name.get_ref(), at, place }, section));
        }
        all.known.clear();
        named.sort_by_key(|(name, _)| name.at.start);
        named
    }

    /// Everything that is to be read has been read: what is left is not known.
    pub fn end(self, reader: &mut Reader<'_>) {
        for name in self.table.keys().filter(|name| !self.known.contains(&name.get_ref().as_ref())) {
            let near = nearest(name.get_ref(), self.known.iter().copied());
            let near = near.and_then(|near| self.known.iter().copied().find(|known| *known == near));
            reader.fault::<()>(
                name.span(),
                &self.path(name.get_ref()),
                PlanFault::UnknownKey(name.get_ref().to_string(), near),
            );
        }
    }
}

/// A word from a short list.
pub fn word_of<T: Copy>(
    reader: &mut Reader<'_>,
    word: &Located<'_>,
    from: impl Fn(&str) -> Option<T>,
    all: impl Iterator<Item = &'static str>,
) -> Option<T> {
    match from(word.text) {
        Some(found) => Some(found),
        None => reader.fault(word.at.clone(), &word.place, PlanFault::NotOneOf(word.text.to_string(), all.collect())),
    }
}

/// Notes a fault where a text is wider than so many cells.
pub fn at_most(reader: &mut Reader<'_>, text: &Located<'_>, cells: usize) {
    if columns(text.text) > cells {
        reader.fault::<()>(text.at.clone(), &text.place, PlanFault::TooWide(cells));
    }
}
