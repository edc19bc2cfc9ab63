//! Another plan asked of the whole register: counts by measure, then who would gain and who would lose. Nothing is changed by looking.

use crate::policy::verdict::Truth;
use crate::service::sweep::compare::{Comparison, Turn};
use crate::text::width::pad_left;
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Sheet, Target};
use crate::tui::tone::Tone;
use std::collections::BTreeMap;

/// Cells of a count.
const COUNT: u16 = 8;
/// Cells of a measure's name beside counts, and of a family beside a measure.
const NAME: u16 = 26;

/// What came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The plan file.
    pub file: String,
    /// How many families were compared.
    pub families: u64,
    /// Counts, and who gains and loses.
    pub sheet: Sheet,
}

impl Compared {
    /// The comparison in lines; `titles` are those of the other plan's measures.
    pub fn new(file: &str, found: &Comparison, titles: &BTreeMap<String, (String, String)>, session: &Session) -> Self {
        let title = |id: &str| match (titles.get(id), session.plan.by_id(id)) {
            (Some((zh, en)), _) => session.lang.pick(zh.clone(), en.clone()),
            (None, Some(measure)) => measure.short.in_lang(session.lang).to_string(),
            (None, None) => id.to_string(),
        };
        let mut sheet = Sheet::default();
        sheet.show(lines(found, title, session));
        Self { file: file.to_string(), families: found.families, sheet }
    }
}

fn lines(found: &Comparison, title: impl Fn(&str) -> String, session: &Session) -> Vec<Line> {
    if found.counts.is_empty() {
        return vec![Line::text(session.say(Phrase::NoDifference), Tone::Plain)];
    }
    let count = |text: &str| pad_left(text, usize::from(COUNT));
    let head = |text: Phrase| count(session.say(text));
    let mut lines = vec![
        Line::labelled(session.say(Phrase::Measure), NAME, "", Tone::Quiet)
            .column(COUNT, head(Phrase::Gain), Tone::Quiet)
            .column(COUNT, head(Phrase::Lose), Tone::Quiet)
            .and(head(Phrase::KnownOtherwise), Tone::Quiet),
    ];
    // What takes nothing and gives nothing yet comes last; else in the order of the plan.
    let place = |id: &str| session.plan.by_id(id).map_or(u8::MAX, |measure| measure.no.0);
    let mut counted: Vec<_> = found.counts.iter().collect();
    counted.sort_by_key(|(id, counts)| (counts.gain + counts.lose == 0, place(id)));
    for (id, counts) in counted {
        let tone = |count: u64, tone| if count == 0 { Tone::Quiet } else { tone };
        lines.push(
            Line::text("", Tone::Plain)
                .column(NAME, title(id), Tone::Plain)
                .column(COUNT, count(&counts.gain.to_string()), tone(counts.gain, Tone::Good))
                .column(COUNT, count(&counts.lose.to_string()), tone(counts.lose, Tone::Alarm))
                .and(count(&counts.other.to_string()), tone(counts.other, Tone::Soon)),
        );
    }
    for (heading, gains) in [(Phrase::WhoGains, true), (Phrase::WhoLoses, false)] {
        // Only who gains or loses is listed, and nobody does both.
        let mut turns = found.turns.iter().filter(|turn| turn.gains() == gains).peekable();
        if turns.peek().is_some() {
            lines.extend([Line::blank(), Line::heading(session.say(heading))]);
        }
        lines.extend(turns.map(|turn| line(turn, title(&turn.measure), session)));
    }
    if found.more > 0 {
        lines.push(Line::text(session.fill(Phrase::MoreTurns, &[&found.more.to_string()]), Tone::Quiet));
    }
    lines
}

/// Whom it is about, and what becomes of which verdict.
fn line(turn: &Turn, title: String, session: &Session) -> Line {
    let verdict = |truth: Option<Truth>| match truth {
        Some(truth) => truth.title().in_lang(session.lang).to_string(),
        None => session.say(Phrase::NoSuchMeasure).to_string(),
    };
    Line::text("", Tone::Plain)
        .column(NAME, format!("{} {}", turn.family, turn.subject), Tone::Plain)
        .column(NAME, title, Tone::Plain)
        .and(format!("{} -> {}", verdict(turn.before), verdict(turn.after)), Tone::Quiet)
        .for_(Target::Family(turn.family))
}
