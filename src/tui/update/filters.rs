//! Choosing which rows a screen shows.

use crate::domain::batch::State;
use crate::domain::rhythm::ComingKind;
use crate::domain::workflow::Status;
use crate::ids::DepartmentNo;
use crate::service::query::QueueFilter;
use crate::service::query::rhythm::WatchList;
use crate::tui::effect::Effect;
use crate::tui::form::entry::{Entry, Pick, Reading};
use crate::tui::form::{Form, open, picks};
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::phrase::Phrase;
use crate::tui::place::Place;
use crate::tui::screen::Screen;
use crate::tui::screen::entitlements::Shown;

/// Shows another list of entitlements.
pub fn entitlements(model: &mut Model, shown: Shown) -> Vec<Effect> {
    let (screen, session) = model.front();
    let Screen::Entitlements(screen) = screen else { return Vec::new() };
    screen.show(shown, session).into_iter().map(Effect::Ask).collect()
}

/// Shows the next list of what falls due.
pub fn next_list(model: &mut Model) -> Vec<Effect> {
    let (screen, session) = model.front();
    let Screen::Deadlines(screen) = screen else { return Vec::new() };
    screen.next_list(session).into_iter().map(Effect::Ask).collect()
}

/// Asks which rows to show, starting from those shown now.
pub fn ask(model: &mut Model) -> Vec<Effect> {
    let session = &model.session;
    let screen = model.screen();
    let entries = match screen {
        Screen::Queues(screen) => {
            let mut entries = queue(&screen.filter);
            entries.push(resting(screen.watch));
            entries
        }
        Screen::Deadlines(screen) => {
            let departments = Entry::search("department", Phrase::Department.both(), picks::departments(session));
            let held = screen.filter.department.map(|no| no.to_string()).unwrap_or_default();
            let mut entries = vec![departments.holding(&held)];
            // Only live items have a deadline, so there is no status to choose.
            entries.extend(queue(&screen.filter).into_iter().filter(|entry| entry.key != "status"));
            entries
        }
        Screen::Families(screen) => vec![township(screen.township)],
        Screen::Figures(screen) => {
            let day = Entry::text("as_of", Phrase::AsOfDay.both(), Reading::Day);
            vec![day.holding(&screen.as_of.map(|day| day.to_string()).unwrap_or_default())]
        }
        Screen::Entitlements(screen) => vec![township(screen.township)],
        Screen::Batch(screen) => vec![state(screen.state)],
        Screen::Coming(screen) => vec![kind(screen.kind)],
        _ => return Vec::new(),
    };
    let form = open::filter(screen.place(), entries, session);
    model.layers.push(Layer::Form(Box::new(form)));
    Vec::new()
}

fn queue(filter: &QueueFilter) -> Vec<Entry> {
    let yes_no = |key: &str, title: Phrase, yes: bool| {
        Entry::choice(key, title.both(), picks::yes_no()).holding(if yes { "yes" } else { "" })
    };
    let status = Entry::choice("status", Phrase::Status.both(), picks::statuses());
    vec![
        status.holding(filter.status.map_or("", Status::key)),
        township(filter.township),
        yes_no("overdue", Phrase::OverdueOnly, filter.overdue),
        yes_no("emergency", Phrase::EmergencyOnly, filter.emergency),
    ]
}

/// What lies still, by the words of the form.
const RESTING: [(WatchList, &str, Phrase); 2] =
    [(WatchList::Waking, "waking", Phrase::Waking), (WatchList::Cold, "cold", Phrase::Cold)];

fn resting(held: Option<WatchList>) -> Entry {
    let picks = RESTING.iter().map(|(_, key, title)| Pick::new(*key, title.both())).collect();
    let held = RESTING.iter().find(|(list, ..)| Some(*list) == held).map_or("", |(_, key, _)| key);
    Entry::choice("resting", Phrase::RestingOnly.both(), picks).holding(held)
}

/// Of which kind what comes is to be.
fn kind(held: Option<ComingKind>) -> Entry {
    let picks = ComingKind::ALL.iter().map(|kind| Pick::new(kind.key(), kind.title())).collect();
    Entry::search("kind", Phrase::ComingKinds.both(), picks).holding(held.map_or("", ComingKind::key))
}

/// In which state lines are to be.
fn state(held: Option<State>) -> Entry {
    let picks = State::ALL.iter().map(|state| Pick::new(state.key(), state.title())).collect();
    Entry::choice("state", Phrase::Status.both(), picks).holding(held.map_or("", State::key))
}

fn township(code: Option<i64>) -> Entry {
    let held = code.map(|code| code.to_string()).unwrap_or_default();
    Entry::search("township", Phrase::Township.both(), picks::townships()).holding(&held)
}

/// Shows the rows that the form in front asks for.
pub fn apply(model: &mut Model, place: Place) -> Vec<Effect> {
    let Some(Layer::Form(form)) = model.layers.pop() else { return Vec::new() };
    let (screen, session) = model.front();
    if screen.place() != place {
        return Vec::new();
    }
    let day = form.value("as_of", session.today());
    let queries = match screen {
        Screen::Figures(screen) => screen.look_back(day, session),
        Screen::Queues(screen) => {
            screen.filter = QueueFilter { department: screen.filter.department, ..wanted(&form) };
            let held = form.entry("resting").map(|entry| entry.raw().into_owned()).unwrap_or_default();
            screen.watch = RESTING.iter().find(|(_, key, _)| *key == held).map(|(list, ..)| *list);
            screen.again(session)
        }
        Screen::Deadlines(screen) => {
            screen.filter = wanted(&form);
            screen.again(session)
        }
        Screen::Families(screen) => {
            screen.township = wanted(&form).township;
            screen.again(session)
        }
        Screen::Coming(screen) => {
            let held = form.entry("kind").map(|entry| entry.raw().into_owned()).unwrap_or_default();
            screen.only(ComingKind::ALL.into_iter().find(|kind| kind.key() == held), session)
        }
        Screen::Batch(screen) => {
            let held = form.entry("state").map(|entry| entry.raw().into_owned()).unwrap_or_default();
            screen.only(State::ALL.into_iter().find(|state| state.key() == held), session)
        }
        Screen::Entitlements(screen) => {
            screen.township = wanted(&form).township;
            screen.again(session)
        }
        _ => Vec::new(),
    };
    queries.into_iter().map(Effect::Ask).collect()
}

fn wanted(form: &Form) -> QueueFilter {
    let raw = |key: &str| form.entry(key).map(|entry| entry.raw().into_owned()).unwrap_or_default();
    QueueFilter {
        department: raw("department").parse().ok().map(DepartmentNo),
        status: Status::from_key(&raw("status")),
        township: raw("township").parse().ok(),
        overdue: raw("overdue") == "yes",
        emergency: raw("emergency") == "yes",
    }
}
