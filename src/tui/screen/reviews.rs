//! The review list: the questions that wait, and the chosen one beside the family that it may be, with what the clerk chooses of it.

use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::review::compare::{Line, Standing};
use crate::domain::review::{Spot, Who};
use crate::ids::{FamilyId, ReviewId};
use crate::service::answer::{Answer, ReviewPage, ReviewRow};
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::form::settle::{Settle, Way};
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Sheet, Target};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviews {
    /// The questions.
    pub roll: Roll<ReviewRow>,
    /// The question that is shown or on its way, and the family it is laid beside where the clerk chose one.
    wanted: Option<(ReviewId, Option<FamilyId>)>,
    /// The question that is shown.
    pub page: Option<Box<ReviewPage>>,
    /// What the clerk takes of the row.
    pub take: Vec<Spot>,
    /// What the clerk keeps of the register.
    pub keep: Vec<Spot>,
    /// The row beside the family.
    pub sheet: Sheet,
    /// The pane in use.
    pub pane: Pane,
}

impl Reviews {
    /// Asks for what is shown.
    pub fn again(&mut self, session: &Session) -> Vec<Query> {
        let list = Query::Reviews { page: Page::first(0) };
        let mut queries = self.roll.ask(list, session, Place::Reviews);
        queries.extend(self.question());
        queries
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        if self.pane == Pane::Side {
            self.sheet.go(step);
            return Vec::new();
        }
        self.roll.go(step)
    }

    /// Lets the page follow the chosen question.
    pub fn rest(&mut self, _: &Session) -> Vec<Query> {
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        let chosen = self.roll.list.chosen().map(|row| row.review);
        if chosen != self.wanted.map(|(review, _)| review) {
            self.wanted = chosen.map(|review| (review, None));
            (self.take, self.keep) = (Vec::new(), Vec::new());
            self.page = None;
            self.sheet = Sheet::default();
            queries.extend(self.question());
        }
        queries
    }

    fn question(&self) -> Option<Query> {
        self.wanted.map(|(review, against)| Query::Review { review, against })
    }

    /// Takes an answer.
    pub fn take(&mut self, query: &Query, answer: &Answer, session: &Session) {
        match answer {
            Answer::Reviews(rows) if self.roll.asked(query) => self.roll.take(query, rows.clone()),
            Answer::Review(page) if self.question().as_ref() == Some(query) => {
                let fresh = self.page.is_none();
                self.page = Some(page.clone());
                self.compose(fresh, session);
            }
            _ => {}
        }
    }

    fn compose(&mut self, fresh: bool, session: &Session) {
        let Some(page) = &self.page else { return };
        let lines = compose::review::page(page, (&self.take, &self.keep), session);
        if !fresh {
            self.sheet.renew(lines);
            return;
        }
        self.sheet.show(lines);
        let open = page.comparison.lines.iter().find(|line| line.standing != Standing::Same);
        open.into_iter().for_each(|line| self.sheet.stand_on(Target::Spot(spot_of(line))));
    }

    /// What Enter opens: first the page beside the list, then the family.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Side => self.family().map(Opening::Family),
            _ => self.page.is_some().then_some(Opening::Pane(Pane::Side)),
        }
    }

    /// The family that the row is laid beside.
    pub fn family(&self) -> Option<FamilyId> {
        self.page.as_ref()?.against.as_ref().map(|row| row.family)
    }

    /// The fact, or the person, on which the clerk stands, where there is something to choose.
    pub fn spot(&self) -> Option<Spot> {
        let (Pane::Side, Some(Target::Spot(spot)), Some(page)) = (self.pane, self.sheet.target(), &self.page) else {
            return None;
        };
        let open = |line: &&Line| is_of(line, spot) && line.standing != Standing::Same;
        page.comparison.lines.iter().any(|line| open(&line)).then_some(spot)
    }

    /// Takes what was kept, and keeps what was taken; a person goes as a whole.
    pub fn choose(&mut self, session: &Session) {
        let (Some(spot), Some(page)) = (self.spot(), &self.page) else { return };
        let lines: Vec<&Line> = page.comparison.lines.iter().filter(|line| is_of(line, spot)).collect();
        let open = lines.iter().filter(|line| line.standing != Standing::Same);
        let all_taken = open.clone().all(|line| page.comparison.is_taken(line, &self.take, &self.keep));
        let spots: Vec<Spot> = open.map(|line| spot_of(line)).collect();
        self.take.retain(|other| !spots.contains(other));
        self.keep.retain(|other| !spots.contains(other));
        let chosen = if all_taken { &mut self.keep } else { &mut self.take };
        chosen.extend(spots);
        self.compose(false, session);
    }

    /// Lays the row beside the next family that it may be.
    pub fn next_like(&mut self) -> Vec<Query> {
        let Some(page) = &self.page else { return Vec::new() };
        let at = page.like.iter().position(|row| Some(row.family) == self.family()).map_or(0, |at| at + 1);
        let next = page.like.get(at % page.like.len().max(1)).map(|row| row.family);
        if let Some((_, against)) = &mut self.wanted {
            *against = next;
        }
        (self.take, self.keep) = (Vec::new(), Vec::new());
        self.question().into_iter().collect()
    }

    /// The answer that the clerk is about to give, with what it will record in words.
    pub fn settle(&self, way: Way, session: &Session) -> Option<Settle> {
        let page = self.page.as_ref().filter(|page| page.settled.is_none())?;
        let chosen = |taken: bool| {
            let open = page.comparison.lines.iter().filter(|line| line.standing != Standing::Same);
            let of = open.filter(|line| page.comparison.is_taken(line, &self.take, &self.keep) == taken);
            of.map(|line| (line.nth, line.field)).collect()
        };
        let told = match way {
            Way::Same => compose::review::taken(page, (&self.take, &self.keep), session),
            Way::New | Way::Leave => Vec::new(),
        };
        Some(Settle {
            review: page.row.review,
            way,
            family: self.family().filter(|_| way == Way::Same),
            seen: page.version.filter(|_| way == Way::Same),
            take: chosen(true),
            keep: chosen(false),
            told,
        })
    }
}

fn is_of(line: &Line, spot: Spot) -> bool {
    spot_of(line).who == spot.who && spot.field.is_none_or(|field| field == line.field)
}

/// The name of a line among the clerk's choices.
pub fn spot_of(line: &Line) -> Spot {
    let who = if line.nth == 0 { Who::Household } else { Who::Nth(line.nth) };
    Spot { who, field: Some(line.field) }
}

impl Listed for ReviewRow {
    type Id = ReviewId;

    fn cursor(&self) -> &crate::service::query::Cursor {
        &self.cursor
    }

    fn id(&self) -> ReviewId {
        self.review
    }
}
