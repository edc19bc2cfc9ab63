//! Going to the small registers, and writing, correcting and withdrawing their rows.

use super::{forms, moving};
use crate::ids::RegisterNo;
use crate::tui::effect::Effect;
use crate::tui::form::enter::{Enter, What};
use crate::tui::form::kind::Kind;
use crate::tui::model::Model;
use crate::tui::place::Place;
use crate::tui::screen::Screen;
use crate::tui::screen::registers::Registers;

/// Goes to the registers of the family in front, or of the office.
pub fn go(model: &mut Model) -> Vec<Effect> {
    let family = match model.screen() {
        Screen::Family(screen) => Some(screen.family),
        Screen::Families(screen) => screen.family(),
        _ => None,
    };
    match family {
        Some(family) => {
            let screen = Registers::of_family(family, chosen(model), &model.session);
            moving::page(model, Screen::Registers(screen))
        }
        None => moving::home(model, Place::Registers),
    }
}

/// The register of the row that is chosen on the page of a family.
fn chosen(model: &Model) -> Option<RegisterNo> {
    match model.screen() {
        Screen::Family(screen) => screen.chosen_row().map(|row| row.register),
        _ => None,
    }
}

/// The form for a new row of the chosen register, or for the chosen row.
pub fn enter(model: &mut Model, what: What) -> Vec<Effect> {
    let (screen, session) = (model.screen(), &model.session);
    let enter = match screen {
        Screen::Registers(screen) => match (what, screen.row()) {
            (What::Write, _) => screen.register(session).map(|register| Enter {
                what,
                register: register.no,
                family: screen.of,
                row: None,
                values: Vec::new(),
                whose: String::new(),
            }),
            (_, Some(row)) => Some(of_row(what, row, session)),
            (_, None) => None,
        },
        Screen::Family(screen) => screen.chosen_row().map(|row| of_row(what, row, session)),
        _ => None,
    };
    enter.map_or_else(Vec::new, |enter| forms::show(model, Kind::Enter(enter), Vec::new()))
}

fn of_row(
    what: What,
    row: &crate::service::answer::register::RegisterLine,
    session: &crate::tui::session::Session,
) -> Enter {
    Enter {
        what,
        register: row.register,
        family: row.owner.family(),
        row: Some((row.row, row.version)),
        values: row.values.clone(),
        whose: crate::tui::compose::register::whose(row, session),
    }
}
