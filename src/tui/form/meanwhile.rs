//! What others changed while a form was filled in: told field by field, with who and when, and settled before the form is sent again.
//!
//! A field that only the others changed is taken as it is now, one that only the clerk changed stays as it was typed; of one that both
//! changed the clerk says which holds.

use super::Form;
use super::entry::{Entry, Pick};
use super::kind::Kind;
use super::open;
use crate::domain::workflow::Verb;
use crate::ids::{MemberNo, Seq};
use crate::policy::words::Words;
use crate::service::answer::{FamilyPage, Happened, ItemPage, MemberRow, TimelineRow};
use crate::service::query::Query;
use crate::text::Lang;
use crate::tui::compose::happened;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use serde::{Deserialize, Serialize};

/// The choices of a field that both changed.
const MINE: &str = "mine";
const THEIRS: &str = "theirs";
/// Lines that are told above the fields; the rest is counted.
const TOLD_MAX: usize = 6;

/// What others changed, before it is settled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meanwhile {
    /// The version that the clerk sees now.
    pub seen: Seq,
    /// What stands in the fields now, by name.
    pub theirs: Vec<(String, String)>,
    /// Whether the form can be sent at all as things stand now.
    pub possible: bool,
}

/// The page as it is now.
#[derive(Clone, Copy)]
pub enum Fresh<'a> {
    /// Of the family whose facts are filled in.
    Family(&'a FamilyPage),
    /// Of the item that a step is taken with.
    Item(&'a ItemPage),
}

impl Meanwhile {
    /// What the form is called.
    pub fn title(session: &Session) -> String {
        session.lang.pick("填表期间别人作了更改", "Changed while you filled in the form").to_string()
    }

    /// What is to be asked when this form was refused because of others; none for forms that are told so and no more.
    pub fn asks(form: &Form) -> Option<Query> {
        match &form.kind {
            Kind::EditFacts { family, .. } | Kind::AddMember { family } => Some(Query::Family { family: *family }),
            Kind::Step { subjects, .. } => match subjects.as_slice() {
                [only] => Some(Query::Item { item: only.item }),
                _ => None,
            },
            _ => None,
        }
    }

    /// The clerk has chosen: brings the form below up to what stands there now.
    pub fn settle(&self, chosen: &Form, below: &mut Form) {
        for (key, now) in &self.theirs {
            let taken = chosen.entry(key).is_some_and(|entry| entry.raw() == THEIRS);
            if let Some(entry) = below.entries.iter_mut().find(|entry| entry.key == *key) {
                let keep = entry.is_changed() && !taken;
                entry.found_changed(now, keep);
            }
        }
        match &mut below.kind {
            Kind::Step { subjects, .. } => subjects.iter_mut().for_each(|subject| subject.seen = self.seen),
            _ => below.seen = Some(self.seen),
        }
    }
}

/// The form that tells it: a field for each that both changed.
pub fn form(below: &Form, fresh: Fresh<'_>, session: &Session) -> Form {
    let seen = match (&below.kind, below.seen) {
        (Kind::Step { subjects, .. }, _) => subjects.first().map(|subject| subject.seen),
        (_, seen) => seen,
    };
    let news = News::of(below, fresh, seen.unwrap_or(Seq(0)));
    let mut both = Vec::new();
    let mut about = news.told(fresh, session);
    for (key, now) in &news.theirs {
        let Some(entry) = below.entry(key).filter(|entry| entry.is_changed() && entry.raw() != *now) else { continue };
        if !news.is_theirs(key, entry.original(), now) {
            continue;
        }
        let (mine, other) = sides(entry, now, news.who(key));
        if news.possible {
            let picks = vec![Pick::new(MINE, mine), Pick::new(THEIRS, other)];
            both.push(Entry::choice(key.clone(), entry.title.clone(), picks).required().below());
        } else {
            let line = [&entry.title, &mine, &other].map(|words| words.in_lang(session.lang));
            about.push(Line::text(line.join("  "), Tone::Strong));
        }
    }
    about.push(Line::text(next(&news, both.len(), session.lang), Tone::Soon));
    let kind = Kind::Meanwhile(Meanwhile { seen: news.version, theirs: news.theirs, possible: news.possible });
    Form { about, ..Form::new(kind, Meanwhile::title(session), both) }
}

/// What is to be done now.
fn next(news: &News<'_>, both: usize, lang: Lang) -> String {
    match (news.possible, both) {
        (false, _) => lang.pick(
            "现在不能再办这一步。填的内容留着，按 Enter 返回。",
            "This step is not possible any more. Enter goes back to what you typed.",
        ),
        (true, 0) => lang.pick(
            "与您填的不冲突，已并入。Enter 再次提交，Esc 返回修改。",
            "None of it is yours: both are kept. Enter sends again, Esc goes back.",
        ),
        (true, _) => lang.pick(
            "下面几项您也填了：按数字选用，其余已并入。Enter 再次提交，Esc 返回。",
            "You typed these too: a digit chooses. Enter sends again, Esc goes back.",
        ),
    }
    .to_string()
}

/// What the clerk typed and what stands there now, to choose from.
fn sides(entry: &Entry, now: &str, who: Option<&TimelineRow>) -> (Words, Words) {
    let shown = |raw: &str, lang: Lang| match entry.shown(raw, lang) {
        text if text.trim().is_empty() => lang.pick("（空）", "(empty)").to_string(),
        text => text,
    };
    let mine = entry.raw().into_owned();
    let by = who.map_or_else(String::new, |row| format!("{} {}  ", row.actor, row.at.format("%H:%M")));
    (
        Words::made(|lang| format!("{}{}", lang.pick("我填的  ", "mine  "), shown(&mine, lang))),
        Words::made(|lang| format!("{by}{}", shown(now, lang))),
    )
}

/// What is new since the clerk looked.
struct News<'a> {
    version: Seq,
    theirs: Vec<(String, String)>,
    possible: bool,
    // The newest first.
    rows: Vec<&'a TimelineRow>,
    // Whose facts the form is about; of an item the record is told by its delivery.
    member: Option<MemberNo>,
}

impl<'a> News<'a> {
    fn of(below: &Form, fresh: Fresh<'a>, seen: Seq) -> Self {
        let later = |row: &&TimelineRow| row.seq > seen;
        match (fresh, &below.kind) {
            (Fresh::Item(page), kind) => {
                let verb = if let Kind::Step { verb, .. } = kind { Some(*verb) } else { None };
                let rows: Vec<_> = page.steps.iter().rev().filter(later).collect();
                let delivered = rows.iter().any(|row| row.withdrawn || is_delivery(row));
                Self {
                    version: page.row.version,
                    // A record of long ago is no news.
                    theirs: if delivered { page.record.clone() } else { Vec::new() },
                    possible: verb.is_none_or(|verb| page.verbs.contains(&verb)),
                    rows,
                    member: None,
                }
            }
            (Fresh::Family(page), kind) => {
                let member = if let Kind::EditFacts { member, .. } = kind { *member } else { None };
                let there = member.is_none_or(|no| page.row.members.iter().any(|row| row.member == no));
                let facts = matches!(kind, Kind::EditFacts { .. }) && there;
                let entries = if facts { open::edit_facts(page, member) } else { Vec::new() };
                let known = entries.into_iter().filter(|entry| entry.key != "since");
                let of_items = |row: &TimelineRow| {
                    matches!(row.what, Happened::ItemOpened(..) | Happened::ItemMoved(..) | Happened::Access(_))
                };
                Self {
                    version: page.version,
                    theirs: known.map(|entry| (entry.key.clone(), entry.raw().into_owned())).collect(),
                    possible: there,
                    rows: page.timeline.iter().filter(later).filter(|row| !of_items(row)).collect(),
                    member,
                }
            }
        }
    }

    /// Whether others changed this field. What is masked may look the same and be another: the timeline says that it was changed.
    fn is_theirs(&self, key: &str, was: &str, now: &str) -> bool {
        was != now || self.who(key).is_some()
    }

    /// The latest change of this field.
    fn who(&self, key: &str) -> Option<&'a TimelineRow> {
        let says = |row: &&&TimelineRow| match &row.what {
            Happened::FactsChanged(changes) => {
                changes.iter().any(|(member, field, ..)| *member == self.member && field.key() == key)
            }
            _ => is_delivery(row),
        };
        self.rows.iter().find(says).copied()
    }

    /// What happened, the latest first.
    fn told(&self, fresh: Fresh<'_>, session: &Session) -> Vec<Line> {
        let members = match fresh {
            Fresh::Family(page) => page.row.members.as_slice(),
            Fresh::Item(_) => &[],
        };
        let mut lines: Vec<Line> = self.rows.iter().flat_map(|row| told(row, members, session)).collect();
        let more = lines.len().saturating_sub(TOLD_MAX);
        lines.truncate(TOLD_MAX);
        if more > 0 {
            let text = session.lang.pick(format!("另有 {more} 条。"), format!("And {more} more."));
            lines.push(Line::text(text, Tone::Quiet));
        }
        lines
    }
}

fn is_delivery(row: &TimelineRow) -> bool {
    matches!(row.what, Happened::ItemMoved(_, _, Verb::Deliver, _)) && !row.withdrawn
}

/// Who, when and what; each fact in a line of its own.
fn told(row: &TimelineRow, members: &[MemberRow], session: &Session) -> Vec<Line> {
    let who = format!("{} {}  ", row.actor, row.at.format("%m-%d %H:%M"));
    let line = |what: &Happened| {
        Line::text(who.clone(), Tone::Quiet).and(happened::sentence(what, members, session), Tone::Plain)
    };
    match &row.what {
        Happened::FactsChanged(all) => all.iter().map(|one| line(&Happened::FactsChanged(vec![one.clone()]))).collect(),
        what => vec![line(what)],
    }
}
