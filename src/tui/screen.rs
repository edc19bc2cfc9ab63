//! The screens as state: what each shows, what is chosen in it, and what it has to ask for. An enum, so that it can be printed, compared
//! and matched.
//!
//! Screens hold windows of lists and the pages of what is chosen, nothing else. They answer questions about what is chosen; what is then
//! done with it is decided in `update.rs`, how it looks in `view/`.

pub mod accounts;
pub mod batch;
pub mod batches;
pub mod coming;
pub mod concern;
pub mod deadlines;
pub mod emergencies;
pub mod entitlements;
pub mod families;
pub mod family;
pub mod figures;
pub mod item;
pub mod queues;
pub mod registers;
pub mod reviews;
pub mod roll;
pub mod rows;
pub mod side;

use super::list::Step;
use super::place::Place;
use super::session::Session;
use crate::ids::{BatchId, EmergencyId, FamilyId, ItemId};
use crate::service::answer::{Answer, EntitlementRow, QueueRow};
use crate::service::query::Query;
use accounts::Accounts;
use batch::BatchScreen;
use batches::Batches;
use coming::ComingScreen;
use deadlines::Deadlines;
use emergencies::Emergencies;
use entitlements::Entitlements;
use families::Families;
use family::FamilyScreen;
use figures::Figures;
use item::ItemScreen;
use queues::Queues;
use registers::Registers;
use reviews::Reviews;
use side::FamilySide;

/// A part of a screen that can be in use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pane {
    /// Departments or measures.
    Scopes,
    /// The rows.
    #[default]
    Main,
    /// What belongs to the chosen row.
    Side,
}

/// What Enter opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// An item's page.
    Item(ItemId),
    /// A family's page.
    Family(FamilyId),
    /// The board, with this emergency in front.
    Emergency(EmergencyId),
    /// The lines of a batch.
    Batch(BatchId),
    /// What is behind the chosen figure.
    Figure,
    /// Nothing opens: another pane of the same screen comes into use.
    Pane(Pane),
    /// A screen of its own.
    Home(Place),
}

/// A screen.
#[derive(Clone, Debug, PartialEq)]
pub enum Screen {
    /// F2.
    Queues(Queues),
    /// F3.
    Emergencies(Emergencies),
    /// F4.
    Families(Families),
    /// F5.
    Deadlines(Deadlines),
    /// F6.
    Entitlements(Entitlements),
    /// The review list.
    Reviews(Reviews),
    /// F7.
    Figures(Figures),
    /// F8.
    Batches(Batches),
    /// A batch, opened from there.
    Batch(BatchScreen),
    /// Arrears and over-payments, opened from F8.
    Accounts(Accounts),
    /// What comes in the months ahead, opened from F5.
    Coming(ComingScreen),
    /// The small registers.
    Registers(Registers),
    /// An item, opened from another screen.
    Item(ItemScreen),
    /// A family, opened from another screen.
    Family(FamilyScreen),
}

/// The same for every screen.
macro_rules! each {
    ($screen:expr, $inner:ident => $body:expr) => {
        match $screen {
            Screen::Queues($inner) => $body,
            Screen::Emergencies($inner) => $body,
            Screen::Families($inner) => $body,
            Screen::Deadlines($inner) => $body,
            Screen::Entitlements($inner) => $body,
            Screen::Reviews($inner) => $body,
            Screen::Figures($inner) => $body,
            Screen::Batches($inner) => $body,
            Screen::Batch($inner) => $body,
            Screen::Accounts($inner) => $body,
            Screen::Coming($inner) => $body,
            Screen::Registers($inner) => $body,
            Screen::Item($inner) => $body,
            Screen::Family($inner) => $body,
        }
    };
}

impl Screen {
    /// The screen under a function key, empty until its data comes; pages have none.
    pub fn at(place: Place) -> Option<Screen> {
        Some(match place {
            Place::Queues => Screen::Queues(Queues::default()),
            Place::Emergencies => Screen::Emergencies(Emergencies::default()),
            Place::Families => Screen::Families(Families::default()),
            Place::Deadlines => Screen::Deadlines(Deadlines::default()),
            Place::Entitlements => Screen::Entitlements(Entitlements::default()),
            Place::Reviews => Screen::Reviews(Reviews::default()),
            Place::Figures => Screen::Figures(Figures::default()),
            Place::Batches => Screen::Batches(Batches::default()),
            Place::Registers => Screen::Registers(Registers::default()),
            _ => return None,
        })
    }

    /// Which screen it is.
    pub fn place(&self) -> Place {
        match self {
            Screen::Queues(_) => Place::Queues,
            Screen::Emergencies(_) => Place::Emergencies,
            Screen::Families(_) => Place::Families,
            Screen::Deadlines(_) => Place::Deadlines,
            Screen::Entitlements(_) => Place::Entitlements,
            Screen::Reviews(_) => Place::Reviews,
            Screen::Figures(_) => Place::Figures,
            Screen::Batches(_) => Place::Batches,
            Screen::Batch(_) => Place::Batch,
            Screen::Accounts(_) => Place::Accounts,
            Screen::Coming(_) => Place::Coming,
            Screen::Registers(_) => Place::Registers,
            Screen::Item(_) => Place::Item,
            Screen::Family(_) => Place::Family,
        }
    }

    /// Asks for what is shown: the first time, or again after something changed.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        each!(self, screen => screen.again(session))
    }

    /// The terminal has another size.
    pub fn resize(&mut self, session: &Session) -> Vec<Query> {
        match self {
            Screen::Queues(screen) => screen.roll.resize(session, Place::Queues),
            Screen::Emergencies(screen) => screen.roll.resize(session, Place::Emergencies),
            Screen::Families(screen) => screen.roll.resize(session, Place::Families),
            Screen::Deadlines(screen) => screen.roll.resize(session, Place::Deadlines),
            Screen::Entitlements(screen) => screen.roll.resize(session, Place::Entitlements),
            Screen::Reviews(screen) => screen.roll.resize(session, Place::Reviews),
            Screen::Figures(Figures { behind: Some(behind), .. }) => behind.resize(session),
            Screen::Figures(_) | Screen::Item(_) | Screen::Family(_) => Vec::new(),
            Screen::Batches(screen) => screen.roll.resize(session, Place::Batches),
            Screen::Batch(screen) => screen.roll.resize(session, Place::Batch),
            Screen::Accounts(screen) => screen.roll.resize(session, Place::Accounts),
            Screen::Coming(screen) => screen.roll.resize(session, Place::Coming),
            Screen::Registers(screen) => screen.roll.resize(session, Place::Registers),
        }
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        each!(self, screen => screen.go(step, session))
    }

    /// No key waits: what follows the choice may be asked for now.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        each!(self, screen => screen.rest(session))
    }

    /// Takes an answer, if this screen asked the question.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        each!(self, screen => screen.take(query, answer, session));
    }

    /// The pane in use.
    pub fn pane(&self) -> Pane {
        each!(self, screen => screen.pane)
    }

    /// Brings another pane into use.
    pub fn use_pane(&mut self, pane: Pane) {
        each!(self, screen => screen.pane = pane);
    }

    /// The panes of the screen, from left to right.
    pub fn panes(&self) -> &'static [Pane] {
        match self {
            Screen::Queues(_)
            | Screen::Entitlements(_)
            | Screen::Figures(_)
            | Screen::Registers(_)
            | Screen::Coming(_)
            | Screen::Reviews(_) => &[Pane::Scopes, Pane::Main, Pane::Side],
            _ => &[Pane::Main, Pane::Side],
        }
    }

    /// What Enter opens.
    pub fn opening(&self) -> Option<Opening> {
        each!(self, screen => screen.opening())
    }

    /// The family that the choice belongs to.
    pub fn family(&self) -> Option<FamilyId> {
        each!(self, screen => screen.family())
    }

    /// The family beside the rows, on screens that have one there.
    pub fn side(&self) -> Option<&FamilySide> {
        match self {
            Screen::Queues(screen) => Some(&screen.side),
            Screen::Deadlines(screen) => Some(&screen.side),
            Screen::Coming(screen) => Some(&screen.side),
            _ => None,
        }
    }

    /// The items that a step would be taken with: the marked ones, or else the chosen one.
    pub fn items(&self) -> Vec<QueueRow> {
        match self {
            Screen::Queues(screen) => screen.roll.targets(),
            Screen::Deadlines(screen) => screen.roll.targets(),
            Screen::Item(screen) => screen.page.iter().map(|page| page.row.clone()).collect(),
            _ => Vec::new(),
        }
    }

    /// The entitlements that would be opened: the marked ones, or else the chosen one.
    pub fn entitlements(&self) -> Vec<EntitlementRow> {
        match self {
            Screen::Entitlements(screen) => screen.roll.targets(),
            _ => Vec::new(),
        }
    }

    /// Marks the chosen row or takes its mark away; on a screen without marks nothing happens.
    pub fn mark(&mut self) {
        match self {
            Screen::Queues(screen) => screen.roll.mark(),
            Screen::Deadlines(screen) => screen.roll.mark(),
            Screen::Entitlements(screen) => screen.mark(),
            _ => {}
        }
    }

    /// Marks every row on the screen, or takes their marks away when all have one.
    pub fn mark_all(&mut self) {
        match self {
            Screen::Queues(screen) => screen.roll.mark_all(),
            Screen::Deadlines(screen) => screen.roll.mark_all(),
            Screen::Entitlements(screen) => screen.mark_all(),
            _ => {}
        }
    }

    /// How many rows are marked.
    pub fn marked(&self) -> usize {
        match self {
            Screen::Queues(screen) => screen.roll.marks.rows().len(),
            Screen::Deadlines(screen) => screen.roll.marks.rows().len(),
            Screen::Entitlements(screen) => screen.marked(),
            _ => 0,
        }
    }

    /// Takes all marks away.
    pub fn clear_marks(&mut self) {
        match self {
            Screen::Queues(screen) => screen.roll.marks.clear(),
            Screen::Deadlines(screen) => screen.roll.marks.clear(),
            Screen::Entitlements(screen) => screen.clear_marks(),
            _ => {}
        }
    }
}
