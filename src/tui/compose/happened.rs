//! What a line of a timeline says.

use super::names;
use crate::domain::emergency::told as emergency;
use crate::domain::review::{Outcome, ReviewEvent};
use crate::ids::MemberNo;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::policy::value::Value;
use crate::service::answer::{Happened, MemberRow, TimelineRow};
use crate::tui::phrase::Phrase;
use crate::tui::session::Session;
use crate::tui::sheet::{Line, Target};
use crate::tui::tone::Tone;

/// The sentence for something that happened. `members` are those of the family, for their names.
pub fn sentence(what: &Happened, members: &[MemberRow], session: &Session) -> String {
    let person = |no: &MemberNo| names::person(members, Some(*no), session.lang);
    match what {
        Happened::FamilyAdded => session.say(Phrase::FamilyWasAdded).to_string(),
        Happened::FamilyWithdrawn => session.say(Phrase::FamilyWasWithdrawn).to_string(),
        Happened::MemberAdded(no) => session.fill(Phrase::MemberWasAdded, &[&person(no)]),
        Happened::MemberWithdrawn(no) => session.fill(Phrase::MemberWasWithdrawn, &[&person(no)]),
        Happened::FactsChanged(changes) => {
            let one = |change: &Change| changed(change, members, session);
            changes.iter().map(one).collect::<Vec<_>>().join(session.lang.pick("；", "; "))
        }
        Happened::ItemOpened(_, measure) => session.fill(Phrase::ItemWasOpened, &[&session.measure(*measure)]),
        Happened::ItemMoved(_, measure, verb, reason) => {
            let step = format!("{} {}", session.both(verb.title()), session.measure(*measure));
            if reason.is_empty() { step } else { session.fill(Phrase::Because, &[&step, reason]) }
        }
        Happened::Undone(seq, reason) => session.fill(Phrase::EntryWasUndone, &[&seq.to_string(), reason]),
        Happened::EmergencyLodged(id, kind, line) => {
            let kind = emergency::kind(&session.plan, *kind, session.lang);
            session.fill(Phrase::EmergencyWasLodged, &[&id.to_string(), &kind, line])
        }
        Happened::EmergencyMoved(id, step) => format!("{id} {}", emergency::step(step, &session.plan, session.lang)),
        Happened::Access(what) => what.told(session.lang),
        Happened::Batch(id, what) => format!("{id} {}", what.in_lang(session.lang)),
        Happened::Review(id) => session.fill(Phrase::ReviewHappened, &[&id.to_string()]),
        Happened::ReviewTook(what) => review(what, session),
        Happened::Merged(other, reason) => {
            because(session.fill(Phrase::FamilyWasMerged, &[&other.to_string()]), reason, session)
        }
        Happened::Parted(other) => session.fill(Phrase::FamilyWasParted, &[&other.to_string()]),
        Happened::PutAside(gap, reason) => because(gap.put_aside(session.lang), reason, session),
        Happened::BothRight(conflict, reason) => because(conflict.both_right(session.lang), reason, session),
        Happened::ConflictSettled(conflict, reason) => because(conflict.put_right(session.lang), reason, session),
        Happened::RowWritten(register, row) => {
            session.fill(Phrase::RowWasWritten, &[&session.register(*register), &row.to_string()])
        }
        Happened::RowWithdrawn(register, row, reason) => {
            session.fill(Phrase::RowWasWithdrawn, &[&session.register(*register), &row.to_string(), reason])
        }
    }
}

fn review(what: &ReviewEvent, session: &Session) -> String {
    let id = what.review().to_string();
    let (phrase, family, reason) = match what {
        ReviewEvent::Reopened { .. } => (Phrase::ReviewReopened, None, ""),
        ReviewEvent::Settled { outcome: Outcome::Same(family), reason, .. } => {
            (Phrase::ReviewSame, Some(*family), reason.as_str())
        }
        ReviewEvent::Settled { outcome: Outcome::New(family), reason, .. } => {
            (Phrase::ReviewNew, Some(*family), reason.as_str())
        }
        ReviewEvent::Settled { outcome: Outcome::Left, reason, .. } => (Phrase::ReviewLeft, None, reason.as_str()),
    };
    let family = family.map(|family| family.to_string()).unwrap_or_default();
    because(session.fill(phrase, &[&id, &family]), reason, session)
}

fn because(told: String, reason: &str, session: &Session) -> String {
    if reason.is_empty() { told } else { session.fill(Phrase::Because, &[&told, reason]) }
}

type Change = (Option<MemberNo>, Field, Option<Value>, Option<Value>);

fn changed((member, field, before, after): &Change, members: &[MemberRow], session: &Session) -> String {
    let whose = member.map(|no| names::person(members, Some(no), session.lang) + " ").unwrap_or_default();
    let title = session.both(field.title());
    let shown = |value: &Value| showing::show(*field, value, session.lang);
    match (before, after) {
        (None, Some(after)) => format!("{whose}{title}: {}", shown(after)),
        (Some(before), Some(after)) => format!("{whose}{title}: {} > {}", shown(before), shown(after)),
        (_, None) => format!("{whose}{}", session.fill(Phrase::FactWasRemoved, &[title])),
    }
}

/// A line of a timeline: the day, what happened, who did it.
pub fn line(at: usize, row: &TimelineRow, members: &[MemberRow], session: &Session) -> Line {
    told(at, row, sentence(&row.what, members, session), session)
}

/// A line on an item's own page: the measure stands in the title already.
pub fn step(at: usize, row: &TimelineRow, session: &Session) -> Line {
    let text = match &row.what {
        Happened::ItemOpened(..) => session.say(Phrase::Opened).to_string(),
        Happened::ItemMoved(_, _, verb, reason) => because(session.both(verb.title()).to_string(), reason, session),
        what => sentence(what, &[], session),
    };
    told(at, row, text, session)
}

fn told(at: usize, row: &TimelineRow, text: String, session: &Session) -> Line {
    let (text, tone) = match row.withdrawn {
        true => (session.fill(Phrase::TakenBack, &[&text]), Tone::Struck),
        false => (text, Tone::Plain),
    };
    Line::text(text, tone)
        .column(10, row.at.format("%Y-%m-%d").to_string(), Tone::Quiet)
        .and(format!("  {}", row.actor), Tone::Quiet)
        .for_(Target::Event(at))
}

/// Everything about one entry of a timeline.
pub fn whole(row: &TimelineRow, members: &[MemberRow], session: &Session) -> Vec<Line> {
    let label = |phrase| session.say(phrase);
    let mut lines = vec![
        Line::labelled(label(Phrase::When), 10, row.at.format("%Y-%m-%d %H:%M").to_string(), Tone::Plain),
        Line::labelled(label(Phrase::Who), 10, row.actor.clone(), Tone::Plain),
        Line::labelled(label(Phrase::EntryNo), 10, row.seq.to_string(), Tone::Plain),
    ];
    if row.withdrawn {
        lines.push(Line::text(label(Phrase::WasTakenBackLater), Tone::Soon));
    }
    lines.push(Line::blank());
    match &row.what {
        Happened::FactsChanged(changes) => {
            lines.extend(changes.iter().map(|change| Line::text(changed(change, members, session), Tone::Plain)));
        }
        what => lines.push(Line::text(sentence(what, members, session), Tone::Plain)),
    }
    lines
}
