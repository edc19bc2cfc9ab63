//! Opening a form: which fields each kind has, and what is in them already.

use super::emergency::EmergencyForm;
use super::enter::Enter;
use super::entry::{Entry, Pick, Reading};
use super::kind::{Kind, Occasion, Subject};
use super::meanwhile::Meanwhile;
use super::settle::{Settle, Way};
use super::{Form, picks};
use crate::domain::member::Role;
use crate::domain::rhythm::made;
use crate::domain::workflow::Verb;
use crate::ids::{MeasureNo, MemberNo};
use crate::policy::field::{Field, Scope};
use crate::policy::plan::Measure;
use crate::policy::showing;
use crate::policy::value::Dated;
use crate::policy::verdict::Truth;
use crate::policy::words::Words;
use crate::service::answer::{EntitlementRow, FamilyPage};
use crate::text::Lang;
use crate::tui::action::Action;
use crate::tui::compose::names;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::Line;
use crate::tui::tone::Tone;
use chrono::Datelike;

/// Facts that a form says it will record, one by one; the rest is counted.
const TOLD_MAX: usize = 10;
/// The facts of a household that a new family is asked for.
const NEW_HOUSEHOLD: [Field; 8] = [
    Field::CaseNumber,
    Field::Township,
    Field::Village,
    Field::Hukou,
    Field::TreatedAs,
    Field::DeclaredKind,
    Field::Phone,
    Field::Address,
];
/// The facts of a parent that a new family is asked for.
const NEW_PARENT: [Field; 2] = [Field::Name, Field::IdentityNumber];
/// The facts of the child that a new family is asked for.
const NEW_CHILD: [Field; 5] =
    [Field::Name, Field::IdentityNumber, Field::DiedOn, Field::DisabilityGrade, Field::Certificate];
/// The facts that another person of a family is asked for.
const NEW_MEMBER: [Field; 5] = [Field::Role, Field::Name, Field::IdentityNumber, Field::Sex, Field::BornOn];

/// The people that a new family is asked for, and what their fields' names begin with.
pub const NEW_PEOPLE: [(Role, &str, &[Field]); 3] = [
    (Role::Father, "father.", &NEW_PARENT),
    (Role::Mother, "mother.", &NEW_PARENT),
    (Role::Child, "child.", &NEW_CHILD),
];

/// The form of this kind. Kinds that need a family's page (`Kind::needs`) are empty without it.
pub fn open(kind: Kind, page: Option<&FamilyPage>, session: &Session) -> Form {
    let title = title(&kind, session);
    let entries = match (&kind, page) {
        (Kind::Step { verb, subjects }, _) => step(*verb, subjects, session),
        (Kind::NewItem { .. }, Some(page)) => new_item(page, session),
        (Kind::NewFamily, _) => new_family(),
        (Kind::EditFacts { member, .. }, Some(page)) => edit_facts(page, *member),
        (Kind::AddMember { .. }, _) => NEW_MEMBER.iter().map(|field| needed(picks::fact("", *field))).collect(),
        (Kind::Happened { occasion, member, .. }, Some(page)) => happened(*occasion, *member, page, session),
        (Kind::Contact { .. }, _) => contact(session),
        (Kind::Enter(enter), page) => enter.entries(page, session),
        (Kind::Batch(batch), _) => batch.entries(session),
        (Kind::MergeWith { .. }, _) => vec![Entry::family("family", Phrase::WhichIsOne.both()).required()],
        (Kind::File(file), _) => file.entries(session.today()),
        (Kind::Settle(settle), _) => {
            let reason = Entry::text("reason", Phrase::Reason.both(), Reading::Line);
            vec![if matches!(settle.way, Way::Same | Way::New) { reason } else { reason.required() }]
        }
        (Kind::SettleConflict(settle), _) => settle.entries(),
        (Kind::AnswerGap(answer), _) => answer.entries(),
        (Kind::Emergency(form), page) => form.entries(page, session),
        (Kind::Undo { .. }, _) => vec![
            Entry::text("reason", Phrase::Reason.both(), Reading::Line)
                .required()
                .holding(session.say(Phrase::Mistake)),
        ],
        _ => Vec::new(),
    };
    let about = about(&kind, page, session);
    Form { about, seen: page.map(|page| page.version), ..Form::new(kind, title, entries) }
}

/// A person needs a name and a role; the rest may come later.
fn needed(entry: Entry) -> Entry {
    match entry.reading {
        Reading::Fact(Field::Name | Field::Role) => entry.required(),
        _ => entry,
    }
}

fn title(kind: &Kind, session: &Session) -> String {
    let action = match kind {
        Kind::Step { verb, subjects } => {
            let step = session.both(verb.title());
            return match subjects.as_slice() {
                [only] => format!("{step}  {}", session.measure(only.measure)),
                many => session.fill(Phrase::StepWithMany, &[step, &many.len().to_string()]),
            };
        }
        Kind::NewItem { .. } => Action::NewItem,
        Kind::NewFamily => Action::NewFamily,
        Kind::EditFacts { .. } => Action::EditFacts,
        Kind::AddMember { .. } => Action::AddMember,
        Kind::Happened { occasion: Occasion::Birth, .. } => Action::Birth,
        Kind::Happened { occasion: Occasion::Adoption, .. } => Action::Adoption,
        Kind::Happened { occasion: Occasion::Death, .. } => Action::Death,
        Kind::Happened { occasion: Occasion::GradeChange, .. } => Action::GradeChange,
        Kind::Happened { occasion: Occasion::MoveHouse, .. } => Action::MoveHouse,
        Kind::Contact { .. } => Action::RecordContact,
        Kind::Enter(enter) => {
            return format!("{}  {}", session.both(enter.action().title()), session.register(enter.register));
        }
        Kind::Settle(Settle { way: Way::Same, .. }) => Action::SettleSame,
        Kind::Settle(Settle { way: Way::New, .. }) => Action::SettleNew,
        Kind::Settle(Settle { way: Way::Leave, .. }) => Action::SettleLeave,
        Kind::Settle(Settle { way: Way::First, .. }) => Action::FirstIsRight,
        Kind::Settle(Settle { way: Way::Second, .. }) => Action::SecondIsRight,
        Kind::Settle(Settle { way: Way::Both, .. }) => Action::BothAreRight,
        Kind::SettleConflict(settle) => settle.action(),
        Kind::AnswerGap(answer) => answer.action(),
        Kind::Batch(batch) => return batch.title(session),
        Kind::File(file) => return file.title(session),
        Kind::Emergency(EmergencyForm::Report { .. }) => Action::ReportEmergency,
        Kind::Emergency(EmergencyForm::Act { act, emergency, .. }) => {
            return format!("{}  {emergency}", session.both(act.title()));
        }
        Kind::MergeWith { .. } | Kind::Merge(_) => Action::MergeFamilies,
        Kind::Undo { .. } => Action::Undo,
        Kind::Meanwhile(_) => return Meanwhile::title(session),
        Kind::Filter { .. } => Action::Filter,
    };
    session.both(action.title()).to_string()
}

fn about(kind: &Kind, page: Option<&FamilyPage>, session: &Session) -> Vec<Line> {
    match (kind, page) {
        (Kind::Step { subjects, .. }, _) => {
            let names: Vec<String> = subjects.iter().map(|one| format!("{} {}", one.name, one.item)).collect();
            vec![Line::text(names.join(session.lang.pick("、", ", ")), Tone::Plain)]
        }
        (Kind::Settle(settle), _) => settling(settle, session),
        (Kind::SettleConflict(settle), _) => settle.about(session),
        (Kind::AnswerGap(answer), _) => answer.about(session),
        (Kind::Batch(batch), _) => batch.about(session),
        (Kind::Emergency(EmergencyForm::Act { line, .. }), _) => vec![Line::text(line.clone(), Tone::Plain)],
        (Kind::Enter(Enter { row: Some((row, _)), whose, .. }), _) => {
            vec![Line::text(format!("{whose}  {row}"), Tone::Plain)]
        }
        (Kind::Undo { what, .. }, _) => vec![Line::text(what.clone(), Tone::Strong)],
        (Kind::EditFacts { member: Some(member), .. }, Some(page)) => {
            let name = names::person(&page.row.members, Some(*member), session.lang);
            vec![Line::text(format!("{name}  {}", page.row.family), Tone::Plain)]
        }
        (_, Some(page)) => {
            let name = names::household(&page.row, session.lang);
            vec![Line::text(format!("{name}  {}", page.row.family), Tone::Plain)]
        }
        _ => Vec::new(),
    }
}

/// The question, and what will be recorded.
fn settling(settle: &Settle, session: &Session) -> Vec<Line> {
    let review = settle.review.to_string();
    let text = match (settle.way, settle.family) {
        (Way::Same, Some(family)) => session.fill(Phrase::SettledAs, &[&review, &family.to_string()]),
        _ => session.fill(Phrase::ReviewHappened, &[&review]),
    };
    let mut lines = vec![Line::text(text, Tone::Plain)];
    match (settle.way, settle.told.as_slice()) {
        (Way::Same, []) => lines.push(Line::text(session.say(Phrase::NothingTaken), Tone::Soon)),
        (Way::New, _) => lines.push(Line::text(session.say(Phrase::RowIsEntered), Tone::Plain)),
        (_, told) => {
            lines.extend(told.iter().take(TOLD_MAX).map(|told| Line::text(told.clone(), Tone::Strong)));
            let more = told.len().saturating_sub(TOLD_MAX);
            let more = (more > 0).then(|| session.fill(Phrase::MoreFacts, &[&more.to_string()]));
            lines.extend(more.map(|more| Line::text(more, Tone::Quiet)));
        }
    }
    lines
}

fn step(verb: Verb, subjects: &[Subject], session: &Session) -> Vec<Entry> {
    let reason = || Entry::text("reason", Phrase::Reason.both(), Reading::Line).required();
    let measure = subjects.first().and_then(|one| session.plan.measure(one.measure));
    match (verb, measure) {
        (Verb::Deliver, Some(measure)) => {
            let fields = session.plan.asked(measure);
            let mut entries: Vec<Entry> = fields
                .map(|(field, required)| {
                    let entry = picks::record(field);
                    prefilled(if required { entry.required() } else { entry }, measure, session)
                })
                .collect();
            let yields = session.plan.checks().iter().any(|check| {
                check.yields() && check.keys().iter().all(|key| measure.record.iter().any(|own| own == key))
            });
            let why = Entry::text(OVERRIDE, Phrase::WhyUnlike.both(), Reading::Line);
            entries.extend(yields.then_some(why));
            entries
        }
        (Verb::Decline, measure) => {
            let clause = measure.map_or("", |measure| &measure.clause);
            let entry = Entry::text("clause", Phrase::Clause.both(), Reading::Line).required();
            vec![reason(), entry.holding(clause)]
        }
        (Verb::Suspend, _) => vec![reason(), Entry::text("until", Phrase::Until.both(), Reading::Ahead)],
        (Verb::Refer, _) => {
            let to = Entry::search("department", Phrase::ReferTo.both(), picks::departments(session));
            vec![to.required(), reason()]
        }
        (verb, _) if verb.wants_reason() => vec![reason()],
        _ => Vec::new(),
    }
}

/// The record of the contact that counts for the month.
fn contact(session: &Session) -> Vec<Entry> {
    let Some(measure) = made::measure(&session.plan) else { return Vec::new() };
    let fields = measure.record.iter().filter_map(|key| session.plan.record(key));
    fields.map(|field| prefilled(picks::record(field), measure, session)).collect()
}

/// The name of the field that says why a record does not hold together: no record field can be called so.
pub const OVERRIDE: &str = "+reason";

/// The day by which the year of a delivery is told is most often today, and its year this one. No other day is guessed: that of a death or
/// of a misfortune has to be looked up. What a check works out may be left empty.
fn prefilled(mut entry: Entry, measure: &Measure, session: &Session) -> Entry {
    let worked_out = session.plan.checks().iter().any(|check| {
        check.fills() == Some(entry.key.as_str())
            && check.keys().iter().all(|key| measure.record.iter().any(|own| own == key))
    });
    let looked_up = |key: &str| session.plan.record(key).is_some_and(|field| field.looked_up);
    entry.required &= !worked_out;
    match entry.key.as_str() {
        key if measure.counted_on.as_deref() == Some(key) && !looked_up(key) => {
            entry.holding(session.say(Phrase::TodayWord))
        }
        "year" => entry.holding(&session.today().year().to_string()),
        _ => entry,
    }
}

fn new_item(page: &FamilyPage, session: &Session) -> Vec<Entry> {
    let possible = || page.entitlements.iter().filter(|row| row.verdict.truth != Truth::No);
    let comes_round = |row: &&EntitlementRow| !picks::periods(row.measure, session).is_empty();
    // What has an item for the period that runs may still be owed for another one.
    let free = possible()
        .filter(|row| row.item.is_none())
        .chain(possible().filter(|row| row.item.is_some()).filter(comes_round));
    let mut numbers: Vec<MeasureNo> = possible().map(|row| row.measure).collect();
    numbers.sort_unstable();
    numbers.dedup();
    let periods = numbers.into_iter().flat_map(|measure| picks::periods(measure, session)).collect();
    let measures = free.map(|row| {
        let member = row.member.map(|member| member.to_string()).unwrap_or_default();
        let title = |lang: Lang| {
            let measure = session.plan.measure(row.measure).map_or("", |measure| measure.short.in_lang(lang));
            let name = names::person(&page.row.members, row.member, lang);
            format!("{measure}  {name}  {}", row.verdict.truth.title().in_lang(lang))
        };
        Pick::new(format!("{}:{member}", row.measure), Words::made(title))
    });
    vec![
        Entry::search("measure", Phrase::Measure.both(), measures.collect()).required(),
        Entry::search("period", Phrase::PeriodFor.both(), periods).limited(),
        Entry::choice("urgency", Phrase::Urgency.both(), picks::urgencies()),
        Entry::text("due", Phrase::OwnDue.both(), Reading::Ahead),
        Entry::text("note", Phrase::Note.both(), Reading::Line),
    ]
}

fn new_family() -> Vec<Entry> {
    let mut entries: Vec<Entry> = NEW_HOUSEHOLD.iter().map(|field| picks::fact("", *field)).collect();
    for (role, prefix, fields) in NEW_PEOPLE {
        entries.extend(fields.iter().map(|field| {
            let mut entry = picks::fact(prefix, *field);
            entry.title = Words::new(
                format!("{}{}", names::role(role, Lang::Zh), field.title().zh),
                format!("{}: {}", names::role(role, Lang::En), field.title().en),
            );
            entry
        }));
    }
    entries
}

/// The fields of a household or a person, holding what is known now.
pub fn edit_facts(page: &FamilyPage, member: Option<MemberNo>) -> Vec<Entry> {
    let scope = if member.is_some() { Scope::Member } else { Scope::Family };
    let known: &[(Field, Dated)] = match member {
        None => &page.facts,
        Some(no) => page.member_facts.iter().find(|(other, _)| *other == no).map_or(&[], |(_, facts)| facts),
    };
    let fields = Field::ALL.iter().filter(|row| row.scope == scope).map(|row| row.field);
    let mut entries = vec![Entry::text("since", Phrase::HoldsSince.both(), Reading::Day)];
    entries.extend(fields.map(|field| {
        let value = known.iter().rfind(|(other, _)| *other == field).map(|(_, dated)| &dated.value);
        let raw = value.map(|value| showing::key(field, value)).unwrap_or_default();
        picks::fact("", field).holding(&raw)
    }));
    entries
}

fn happened(occasion: Occasion, member: Option<MemberNo>, page: &FamilyPage, session: &Session) -> Vec<Entry> {
    let on = Entry::text("on", Phrase::OnDay.both(), Reading::Day).required().holding(session.say(Phrase::TodayWord));
    let child = || page.row.members.iter().find(|row| row.role == Role::Child).map(|row| row.member);
    let person = |chosen: Option<MemberNo>| {
        let entry = Entry::choice("member", Phrase::Person.both(), picks::members(page)).required();
        chosen.map_or(entry.clone(), |no| entry.holding(&no.to_string()))
    };
    match occasion {
        Occasion::Birth | Occasion::Adoption => vec![on],
        Occasion::Death => vec![person(member), on],
        Occasion::GradeChange => vec![
            person(member.or_else(child)),
            picks::fact("", Field::DisabilityGrade).required(),
            on,
            picks::fact("", Field::Certificate),
        ],
        Occasion::MoveHouse => {
            vec![picks::fact("", Field::Township).required(), picks::fact("", Field::Village), on]
        }
    }
}

/// The filter of a screen: these fields, holding what is filtered by now.
pub fn filter(place: Place, entries: Vec<Entry>, session: &Session) -> Form {
    let kind = Kind::Filter { place };
    let title = title(&kind, session);
    Form::new(kind, title, entries)
}
