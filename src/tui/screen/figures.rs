//! F7: the figures of a year, of all bodies or one; the chosen figure year by year and part by part; the items behind it; and which bodies
//! have sent their yearly report.

use super::queues::{side_opening, walk};
use super::roll::Roll;
use super::side::FamilySide;
use super::{Opening, Pane};
use crate::ids::{DepartmentNo, FamilyId, RowId};
use crate::policy::plan::TallyOf;
use crate::policy::value::Value;
use crate::service::answer::register::{RegisterAnswer, RegisterLine};
use crate::service::answer::{Answer, EmergencyAnswer, EmergencyRow, QueueRow};
use crate::service::figure::{FigureAnswer, FigureOf, FigureQuery, FigureRow, FigureYear, UnitReports};
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::list::Step;
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Sheet, Target};
use chrono::{Datelike, NaiveDate};

/// The years that can be looked at.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2199;

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// The chosen body: 0 for all, then the plan's order from 1.
    pub scope: usize,
    /// The year; none until the first question, which is for this year.
    year: Option<u16>,
    /// The day at whose end the figures are looked at; none for now.
    pub as_of: Option<NaiveDate>,
    /// The question about figures that was asked last.
    asked: Option<Query>,
    /// The figures.
    pub figures: Option<Box<FigureYear>>,
    /// The reports of the year.
    pub units: Option<Box<UnitReports>>,
    /// The chosen figure.
    pub chosen: usize,
    /// It in detail.
    pub detail: Sheet,
    /// What is behind it, while that is looked at.
    pub behind: Option<Behind>,
    /// The pane in use.
    pub pane: Pane,
}

/// What is behind a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Behind {
    /// Which figure.
    pub of: FigureOf,
    /// What it was made of.
    pub made_of: MadeOf,
}

/// What a figure was made of.
#[derive(Clone, Debug, PartialEq)]
pub enum MadeOf {
    /// Items, and the family of the chosen one.
    Items(Roll<QueueRow>, FamilySide),
    /// Rows of a small register, and the chosen one in full.
    Rows(Roll<RegisterLine>, Sheet, Option<RowId>),
    /// Emergencies, and the family of the chosen one.
    Emergencies(Roll<EmergencyRow>, FamilySide),
}

impl Behind {
    /// What is behind a figure, empty until it comes.
    fn new(of: FigureOf, session: &Session) -> Self {
        let tally = session.plan.measure(of.measure).and_then(|measure| measure.tally.get(usize::from(of.tally)));
        let made_of = match tally.map(|tally| &tally.of) {
            Some(TallyOf::Rows { .. }) => MadeOf::Rows(Roll::default(), Sheet::default(), None),
            Some(TallyOf::Emergencies(_)) => MadeOf::Emergencies(Roll::default(), FamilySide::default()),
            _ => MadeOf::Items(Roll::default(), FamilySide::default()),
        };
        Self { of, made_of }
    }

    fn ask(&mut self, session: &Session) -> Vec<Query> {
        let (of, page) = (self.of, Page::first(0));
        match &mut self.made_of {
            MadeOf::Items(roll, side) => {
                let mut queries = roll.ask(Query::Figures(FigureQuery::Items { of, page }), session, Place::Figures);
                queries.extend(side.again());
                queries
            }
            MadeOf::Rows(roll, _, shown) => {
                *shown = None;
                roll.ask(Query::Figures(FigureQuery::Rows { of, page }), session, Place::Figures)
            }
            MadeOf::Emergencies(roll, side) => {
                let query = Query::Figures(FigureQuery::Emergencies { of, page });
                let mut queries = roll.ask(query, session, Place::Figures);
                queries.extend(side.again());
                queries
            }
        }
    }

    /// The terminal has another size.
    pub fn resize(&mut self, session: &Session) -> Vec<Query> {
        match &mut self.made_of {
            MadeOf::Items(roll, _) => roll.resize(session, Place::Figures),
            MadeOf::Rows(roll, ..) => roll.resize(session, Place::Figures),
            MadeOf::Emergencies(roll, _) => roll.resize(session, Place::Figures),
        }
    }

    fn go(&mut self, step: Step, in_side: bool) -> Vec<Query> {
        match (&mut self.made_of, in_side) {
            (MadeOf::Items(roll, _), false) => return roll.go(step),
            (MadeOf::Rows(roll, ..), false) => return roll.go(step),
            (MadeOf::Emergencies(roll, _), false) => return roll.go(step),
            (MadeOf::Items(_, side) | MadeOf::Emergencies(_, side), true) => side.go(step),
            (MadeOf::Rows(_, sheet, _), true) => sheet.go(step),
        }
        Vec::new()
    }

    fn rest(&mut self, session: &Session) -> Vec<Query> {
        match &mut self.made_of {
            MadeOf::Items(roll, _) if !roll.is_known() => Vec::new(),
            MadeOf::Items(roll, side) => {
                let family = roll.list.chosen().map(|row| row.item.family);
                let mut queries = roll.rest();
                queries.extend(side.follow(family));
                queries
            }
            MadeOf::Emergencies(roll, _) if !roll.is_known() => Vec::new(),
            MadeOf::Emergencies(roll, side) => {
                let family = roll.list.chosen().map(|row| row.family);
                let mut queries = roll.rest();
                queries.extend(side.follow(family));
                queries
            }
            MadeOf::Rows(roll, sheet, shown) => {
                let chosen = roll.list.chosen();
                if *shown != chosen.map(|row| row.row) {
                    *shown = chosen.map(|row| row.row);
                    sheet.show(chosen.map(|row| compose::register::full(row, session)).unwrap_or_default());
                }
                if roll.is_known() { roll.rest() } else { Vec::new() }
            }
        }
    }

    fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match (&mut self.made_of, answer) {
            (MadeOf::Items(roll, _), Answer::Queue(rows)) if roll.asked(query) => roll.take(query, rows.clone()),
            (MadeOf::Emergencies(roll, _), Answer::Emergency(EmergencyAnswer::Rows(rows))) if roll.asked(query) => {
                roll.take(query, rows.clone());
            }
            (MadeOf::Items(_, side) | MadeOf::Emergencies(_, side), answer) => side.take(query, answer, session),
            (MadeOf::Rows(roll, ..), Answer::Register(RegisterAnswer::Rows(rows))) if roll.asked(query) => {
                roll.take(query, rows.clone());
            }
            (MadeOf::Rows(..), _) => {}
        }
    }

    fn opening(&self, in_side: bool) -> Option<Opening> {
        match (&self.made_of, in_side) {
            (MadeOf::Items(roll, _), false) => roll.list.chosen().map(|row| Opening::Item(row.item)),
            (MadeOf::Emergencies(roll, _), false) => roll.list.chosen().map(|row| Opening::Emergency(row.emergency)),
            (MadeOf::Items(_, side) | MadeOf::Emergencies(_, side), true) => side_opening(side),
            // A row of the office belongs to no family: it is read beside the list.
            (MadeOf::Rows(roll, ..), _) => {
                let row = roll.list.chosen()?;
                Some(row.owner.family().map_or(Opening::Pane(Pane::Side), Opening::Family))
            }
        }
    }

    fn family(&self) -> Option<FamilyId> {
        match &self.made_of {
            MadeOf::Items(roll, _) => roll.list.chosen().map(|row| row.item.family),
            MadeOf::Rows(roll, ..) => roll.list.chosen().and_then(|row| row.owner.family()),
            MadeOf::Emergencies(roll, _) => roll.list.chosen().map(|row| row.family),
        }
    }
}

impl Figures {
    /// The year that is shown.
    pub fn year(&self, session: &Session) -> u16 {
        self.year.unwrap_or_else(|| u16::try_from(session.today().year()).unwrap_or(*YEARS.start()))
    }

    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let year = self.year(session);
        self.asked = Some(self.query(session));
        let mut queries = vec![self.query(session), Query::Figures(FigureQuery::Units { year })];
        if let Some(behind) = &mut self.behind {
            queries.extend(behind.ask(session));
        }
        queries
    }

    fn query(&self, session: &Session) -> Query {
        let department = self.department(session);
        Query::Figures(FigureQuery::Year { year: self.year(session), department, as_of: self.as_of })
    }

    /// The chosen body.
    pub fn department(&self, session: &Session) -> Option<DepartmentNo> {
        self.scope.checked_sub(1).and_then(|at| session.departments().nth(at)).map(|department| department.no)
    }

    /// Shows the year before (-1) or after (1).
    pub fn turn(&mut self, by: i16, session: &Session) -> Vec<Query> {
        let year = self.year(session).saturating_add_signed(by);
        if !YEARS.contains(&year) {
            return Vec::new();
        }
        self.year = Some(year);
        self.behind = None;
        self.again(session)
    }

    /// Looks at the figures as they were at the end of a day; nothing, or a day that has not passed, means now.
    pub fn look_back(&mut self, day: Option<Value>, session: &Session) -> Vec<Query> {
        self.as_of = match day {
            Some(Value::Date(day)) if day < session.today() => Some(day),
            _ => None,
        };
        if let Some(year) = self.as_of.and_then(|day| u16::try_from(day.year()).ok()) {
            // A year that had not begun has no figures.
            self.year = Some(self.year(session).min(year));
        }
        self.behind = None;
        self.again(session)
    }

    /// The chosen figure.
    pub fn row(&self) -> Option<&FigureRow> {
        self.figures.as_ref().and_then(|figures| figures.rows.get(self.chosen))
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, session: &Session) -> Vec<Query> {
        match (self.pane, &mut self.behind) {
            (Pane::Scopes, _) => self.scope = walk(self.scope, step, session.departments().count()),
            (pane, Some(behind)) => return behind.go(step, pane == Pane::Side),
            (Pane::Main, None) => {
                let last = self.figures.as_ref().map_or(0, |figures| figures.rows.len().saturating_sub(1));
                self.chosen = walk(self.chosen, step, last);
                self.show_detail(session);
            }
            (Pane::Side, None) => self.detail.go(step),
        }
        Vec::new()
    }

    /// Lets the figures follow the body and the family follow the item.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        let wanted = self.query(session);
        if self.asked.as_ref().is_some_and(|asked| *asked != wanted) {
            self.behind = None;
            self.chosen = 0;
            self.asked = Some(wanted.clone());
            return vec![wanted];
        }
        self.behind.as_mut().map(|behind| behind.rest(session)).unwrap_or_default()
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match answer {
            Answer::Figures(FigureAnswer::Year(figures)) if *query == self.query(session) => {
                self.figures = Some(figures.clone());
                self.chosen = self.chosen.min(figures.rows.len().saturating_sub(1));
                self.show_detail(session);
            }
            Answer::Figures(FigureAnswer::Units(units)) if units.year == self.year(session) => {
                self.units = Some(units.clone());
            }
            answer => {
                if let Some(behind) = &mut self.behind {
                    behind.take(query, answer, session);
                }
            }
        }
    }

    fn show_detail(&mut self, session: &Session) {
        let lines = match (&self.figures, self.row()) {
            (Some(figures), Some(row)) => compose::figures::detail(row, figures, session),
            _ => Vec::new(),
        };
        self.detail.show(lines);
    }

    /// What Enter opens: the items behind the figure, then an item.
    pub fn opening(&self) -> Option<Opening> {
        match (self.pane, &self.behind) {
            (Pane::Scopes, _) => Some(Opening::Pane(Pane::Main)),
            (pane, Some(behind)) => behind.opening(pane == Pane::Side),
            (Pane::Main | Pane::Side, None) => self.row().map(|_| Opening::Figure),
        }
    }

    /// Opens what is behind the chosen figure, or behind the chosen part of it.
    pub fn look_behind(&mut self, session: &Session) -> Vec<Query> {
        let part = match (self.pane, self.detail.target()) {
            (Pane::Side, Some(Target::Part(part))) => Some(part),
            _ => None,
        };
        let year = self.year(session);
        let Some(row) = self.row() else { return Vec::new() };
        let of = FigureOf { measure: row.measure, body: row.body, tally: row.tally, part, year };
        let mut behind = Behind::new(of, session);
        let queries = behind.ask(session);
        self.behind = Some(behind);
        self.pane = Pane::Main;
        queries
    }

    /// The family of the chosen item or row.
    pub fn family(&self) -> Option<FamilyId> {
        self.behind.as_ref().and_then(Behind::family)
    }
}
