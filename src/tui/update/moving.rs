//! Moving: within what is in front, between panes, between screens.

use super::answers;
use crate::ids::{FamilyId, ItemId};
use crate::tui::effect::Effect;
use crate::tui::layer::Layer;
use crate::tui::list::Step;
use crate::tui::model::Model;
use crate::tui::place::Place;
use crate::tui::screen::families::Families;
use crate::tui::screen::family::FamilyScreen;
use crate::tui::screen::item::ItemScreen;
use crate::tui::screen::queues::walk;
use crate::tui::screen::{Pane, Screen};

/// The most pages on one another; the oldest go.
const PAGES_MAX: usize = 20;

/// Moves in whatever is in front.
pub fn go(model: &mut Model, step: Step) -> Vec<Effect> {
    let families = matches!(model.screen(), Screen::Families(_));
    match model.layers.last_mut() {
        Some(Layer::Help(sheet)) => sheet.go(step),
        Some(Layer::Palette(palette)) => palette.go(step),
        Some(Layer::Preview(preview)) => preview.sheet.go(step),
        Some(Layer::Outcome(outcome)) => outcome.sheet.go(step),
        Some(Layer::Compared(compared)) => compared.sheet.go(step),
        Some(Layer::Bulk(bulk)) => bulk.sheet.go(step),
        Some(Layer::Walk(walk)) => walk.sheet.go(step),
        Some(Layer::Drafts(drafts, chosen)) => *chosen = walk(*chosen, step, drafts.len().saturating_sub(1)),
        Some(Layer::Find(finder)) if !families => finder.go(step),
        Some(Layer::Form(_) | Layer::Quit | Layer::Taken) => {}
        Some(Layer::Find(_)) | None => {
            model.moving = true;
            let (screen, session) = model.front();
            let queries = screen.go(step, session);
            return queries.into_iter().map(Effect::Ask).collect();
        }
    }
    Vec::new()
}

/// Brings the next or the previous pane into use, round and round.
pub fn pane(model: &mut Model, forward: bool) -> Vec<Effect> {
    let (screen, _) = model.front();
    let panes = screen.panes();
    let here = panes.iter().position(|pane| *pane == screen.pane()).unwrap_or(0);
    let next = if forward { here + 1 } else { here + panes.len() - 1 };
    screen.use_pane(panes.get(next % panes.len()).copied().unwrap_or(Pane::Main));
    Vec::new()
}

/// Goes to a screen under a function key, as it was left.
pub fn home(model: &mut Model, place: Place) -> Vec<Effect> {
    model.pages.clear();
    if model.home.place() != place {
        let at = model.parked.iter().position(|screen| screen.place() == place);
        let next = at.map(|at| model.parked.swap_remove(at)).or_else(|| Screen::at(place));
        if let Some(next) = next {
            let left = std::mem::replace(&mut model.home, next);
            model.parked.push(left);
        }
    }
    answers::refresh(model)
}

/// Opens the page of an item.
pub fn item(model: &mut Model, item: ItemId) -> Vec<Effect> {
    let mut screen = ItemScreen::new(item);
    // The family that stands beside the rows stays beside the page.
    if let Some(side) = model.screen().side().filter(|side| side.family() == Some(item.family)) {
        screen.side = side.clone();
    }
    page(model, Screen::Item(screen))
}

/// Opens the page of a family; the district has none.
pub fn family(model: &mut Model, family: FamilyId) -> Vec<Effect> {
    if family.is_district() {
        return Vec::new();
    }
    page(model, Screen::Family(FamilyScreen::new(family)))
}

/// Opens the items behind the chosen figure, in place of the figures.
pub fn behind_figure(model: &mut Model) -> Vec<Effect> {
    let (screen, session) = model.front();
    let Screen::Figures(screen) = screen else { return Vec::new() };
    screen.look_behind(session).into_iter().map(Effect::Ask).collect()
}

/// Shows the figures of the year before (-1) or after (1).
pub fn turn_year(model: &mut Model, by: i16) -> Vec<Effect> {
    let (screen, session) = model.front();
    let Screen::Figures(screen) = screen else { return Vec::new() };
    screen.turn(by, session).into_iter().map(Effect::Ask).collect()
}

pub(super) fn page(model: &mut Model, screen: Screen) -> Vec<Effect> {
    if model.pages.len() >= PAGES_MAX {
        model.pages.remove(0);
    }
    model.pages.push(screen);
    answers::refresh(model)
}

/// Leaves a narrower view of the screen in front, if there is one: marks, another pane, a search, one family.
pub fn widen(model: &mut Model) -> Option<Vec<Effect>> {
    let (screen, session) = model.front();
    if screen.marked() > 0 {
        screen.clear_marks();
        return Some(Vec::new());
    }
    if screen.pane() != Pane::Main {
        screen.use_pane(Pane::Main);
        return Some(Vec::new());
    }
    let queries = match screen {
        Screen::Families(Families { searched, .. }) if searched.is_empty() => return None,
        Screen::Families(families) => families.search("", session),
        Screen::Coming(coming) if coming.kind.is_some() => coming.only(None, session),
        Screen::Batch(batch) if batch.state.is_some() => batch.only(None, session),
        Screen::Figures(figures) if figures.behind.is_some() => {
            figures.behind = None;
            Vec::new()
        }
        Screen::Figures(figures) if figures.as_of.is_some() => figures.look_back(None, session),
        Screen::Entitlements(entitlements) if entitlements.family.is_some() => entitlements.of_family(None, session),
        _ => return None,
    };
    Some(queries.into_iter().map(Effect::Ask).collect())
}
