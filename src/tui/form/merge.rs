//! Merging two families: both side by side, and which value holds where both know and differ.

use super::Form;
use super::entry::{Entry, Pick, Reading};
use super::kind::Kind;
use crate::domain::command::Command;
use crate::domain::merge::MergeCommand;
use crate::domain::review::compare::{Line as Fact, Standing};
use crate::domain::review::{Spot, Who};
use crate::ids::{FamilyId, Seq};
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::words::Words;
use crate::service::answer::{FamilyRow, MergePage};
use crate::text::Lang;
use crate::tui::compose::names;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use serde::{Deserialize, Serialize};

/// The choices of a fact: what the family that is kept has, or what the other one has.
const KEPT: &str = "kept";
const OTHER: &str = "other";
/// Facts that are named above the fields; the rest is counted.
const TOLD_MAX: usize = 8;

/// Two families that are to be one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Merge {
    /// The family that is kept.
    pub keep: FamilyId,
    /// The family that goes into it.
    pub other: FamilyId,
    /// Their versions, as the clerk sees them.
    pub seen: Option<(Seq, Seq)>,
    /// What both know otherwise: whose (0 for the household, else the person's place in the other family) and which.
    pub facts: Vec<(u8, Field)>,
}

impl Merge {
    /// Two families of which nothing was asked yet.
    pub fn of(keep: FamilyId, other: FamilyId) -> Self {
        Self { keep, other, seen: None, facts: Vec::new() }
    }

    /// Its word in the name of a draft.
    pub fn draft_name(&self) -> String {
        format!("merge-{}-{}", self.keep, self.other)
    }

    /// The command that it comes to.
    pub fn command(&self, form: &Form, reason: String) -> Command {
        let chosen = |key: &str| -> Vec<Spot> {
            let of = self.facts.iter().filter(|(nth, field)| {
                let entry = form.entry(&name(*nth, *field));
                entry.is_some_and(|entry| entry.raw() == key)
            });
            of.map(|(nth, field)| spot(*nth, *field)).collect()
        };
        Command::Merge(MergeCommand {
            keep: self.keep,
            other: self.other,
            seen: self.seen,
            take: chosen(OTHER),
            hold: chosen(KEPT),
            reason,
        })
    }
}

/// The form: a field for each fact that both know otherwise.
pub fn form(page: &MergePage, session: &Session) -> Form {
    let (keep, other) = (page.keep.family, page.other.family);
    let mut facts: Vec<(u8, Field)> = Vec::new();
    let mut entries: Vec<Entry> = Vec::new();
    let asked =
        |fact: &&Fact| fact.standing == Standing::Differs && page.undecided.contains(&page.comparison.word(fact));
    for fact in page.comparison.lines.iter().filter(asked) {
        // What was recorded for several days is decided once, by what holds now.
        if !facts.contains(&(fact.nth, fact.field)) {
            facts.push((fact.nth, fact.field));
            entries.push(choice(page, fact));
        }
    }
    entries.push(Entry::text("reason", Phrase::Reason.both(), Reading::Line));
    let kind = Kind::Merge(Merge { keep, other, seen: Some(page.seen), facts });
    let title = session.fill(Phrase::MergeTitle, &[&other.to_string(), &keep.to_string()]);
    Form { about: about(page, session), ..Form::new(kind, title, entries) }
}

fn choice(page: &MergePage, fact: &Fact) -> Entry {
    let title = |lang: Lang| format!("{}{}", whose(page, fact, lang), fact.field.title().in_lang(lang));
    let pick = |key: &str, family: FamilyId, value: Option<&crate::policy::value::Value>| {
        let shown = |lang| value.map(|value| showing::show(fact.field, value, lang)).unwrap_or_default();
        Pick::new(key, Words::made(|lang| format!("{family}: {}", shown(lang))))
    };
    let picks =
        vec![pick(KEPT, page.keep.family, fact.ours.as_ref()), pick(OTHER, page.other.family, Some(&fact.theirs))];
    Entry::choice(name(fact.nth, fact.field), Words::made(title), picks).required().below()
}

/// Whose fact it is, with a blank behind; nothing for the household.
fn whose(page: &MergePage, fact: &Fact, lang: Lang) -> String {
    page.comparison.person(fact.nth).map(|person| names::role(person.role, lang) + " ").unwrap_or_default()
}

/// Both families, what the one that is kept gets, and what goes on under it.
fn about(page: &MergePage, session: &Session) -> Vec<Line> {
    let family = |row: &FamilyRow, phrase| {
        let place = [session.township(row.township), session.village(row.village)].join(" ");
        let text = format!("  {}  {}  {}", row.family, names::household(row, session.lang), place.trim());
        Line::text(session.say(phrase), Tone::Quiet).and(text, Tone::Strong)
    };
    let mut lines = vec![family(&page.keep, Phrase::IsKept), family(&page.other, Phrase::GoesIn)];
    let between = session.lang.pick("、", ", ");
    let fills = page.comparison.lines.iter().filter(|line| line.standing == Standing::Fills);
    let mut fills: Vec<String> = fills
        .map(|fact| {
            let value = showing::show(fact.field, &fact.theirs, session.lang);
            format!("{}{} {value}", whose(page, fact, session.lang), session.both(fact.field.title()))
        })
        .collect();
    let more = fills.len().saturating_sub(TOLD_MAX);
    fills.truncate(TOLD_MAX);
    if !fills.is_empty() {
        let mut text = session.fill(Phrase::MergeFills, &[&fills.join(between)]);
        if more > 0 {
            text = format!("{text}{between}{}", session.fill(Phrase::MoreFacts, &[&more.to_string()]));
        }
        lines.push(Line::text(text, Tone::Plain));
    }
    let counts = [page.items, page.rows, page.emergencies].map(|count| count.to_string());
    let [items, rows, emergencies] = &counts;
    let other = page.other.family.to_string();
    lines.push(Line::text(session.fill(Phrase::MergeBrings, &[&other, items, rows, emergencies]), Tone::Plain));
    if !page.twice.is_empty() {
        let count = page.twice.len().to_string();
        lines.push(Line::text(session.fill(Phrase::MergeTwice, &[&count]), Tone::Soon));
    }
    lines
}

/// The name of the field of a fact: unlike that of every other field.
fn name(nth: u8, field: Field) -> String {
    format!("{nth}.{}", field.key())
}

fn spot(nth: u8, field: Field) -> Spot {
    let who = if nth == 0 { Who::Household } else { Who::Nth(nth) };
    Spot { who, field: Some(field) }
}
