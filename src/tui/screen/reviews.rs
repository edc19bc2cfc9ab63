//! The review list: the kinds of questions, those of the chosen kind that wait, and the chosen one side by side, with what the clerk
//! chooses of it.

use super::queues::walk;
use super::roll::Roll;
use super::{Opening, Pane};
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::review::compare::{Line, Standing};
use crate::domain::review::{Spot, Who};
use crate::ids::FamilyId;
use crate::service::answer::{Answer, ConflictPage, GapPage, QuestionPage, ReviewPage, ReviewRow, TwicePage};
use crate::service::query::{Page, Query};
use crate::tui::compose;
use crate::tui::form::conflict::{Right, SettleConflict};
use crate::tui::form::gap::AnswerGap;
use crate::tui::form::settle::{Settle, Way};
use crate::tui::list::{Listed, Step};
use crate::tui::place::Place;
use crate::tui::session::Session;
use crate::tui::sheet::{Sheet, Target};

/// The state of the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reviews {
    /// The chosen kind: 0 for all, then the order of the kinds from 1; the list follows once the keys rest.
    pub scope: usize,
    /// The kind that the list shows.
    pub kind: Option<QuestionKind>,
    /// The questions.
    pub roll: Roll<ReviewRow>,
    /// The question that is shown or on its way, and the family it is laid beside where the clerk chose one.
    wanted: Option<(QuestionId, Option<FamilyId>)>,
    /// The question that is shown.
    pub page: Option<QuestionPage>,
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
        let mut queries = vec![Query::Overview];
        queries.extend(self.list(session));
        if self.conflict().is_some() || self.gap().is_some() {
            // It may be gone by now: the page follows the list, which knows.
            self.wanted = None;
        }
        queries.extend(self.question());
        queries
    }

    fn list(&mut self, session: &Session) -> Vec<Query> {
        self.kind = self.chosen_kind();
        let list = Query::Reviews { kind: self.kind, page: Page::first(0) };
        self.roll.ask(list, session, Place::Reviews)
    }

    fn chosen_kind(&self) -> Option<QuestionKind> {
        self.scope.checked_sub(1).and_then(|at| QuestionKind::ALL.get(at)).copied()
    }

    /// Moves in the pane in use.
    pub fn go(&mut self, step: Step, _: &Session) -> Vec<Query> {
        match self.pane {
            Pane::Scopes => self.scope = walk(self.scope, step, QuestionKind::ALL.len()),
            Pane::Side => self.sheet.go(step),
            Pane::Main => return self.roll.go(step),
        }
        Vec::new()
    }

    /// Lets the list follow the kind, and the page the chosen question.
    pub fn rest(&mut self, session: &Session) -> Vec<Query> {
        if self.kind != self.chosen_kind() {
            return self.list(session);
        }
        if !self.roll.is_known() {
            return Vec::new();
        }
        let mut queries = self.roll.rest();
        let chosen = self.roll.list.chosen().map(|row| row.question);
        if chosen != self.wanted.map(|(question, _)| question) {
            self.wanted = chosen.map(|question| (question, None));
            (self.take, self.keep) = (Vec::new(), Vec::new());
            self.page = None;
            self.sheet = Sheet::default();
            queries.extend(self.question());
        }
        queries
    }

    fn question(&self) -> Option<Query> {
        self.wanted.map(|(question, against)| Query::Review { question, against })
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
        let lines = match self.page.as_ref() {
            Some(QuestionPage::Row(page)) => compose::review::page(page, (&self.take, &self.keep), session),
            Some(QuestionPage::Conflict(page)) => compose::conflict::page(page, session),
            Some(QuestionPage::Twice(page)) => compose::conflict::twice(page, session),
            Some(QuestionPage::Gap(page)) => compose::gap::page(page, session),
            None => return,
        };
        if !fresh {
            self.sheet.renew(lines);
            return;
        }
        self.sheet.show(lines);
        let Some(page) = self.beside() else { return };
        let open = page.comparison.lines.iter().find(|line| line.standing != Standing::Same);
        let spot = open.map(spot_of);
        spot.into_iter().for_each(|spot| self.sheet.stand_on(Target::Spot(spot)));
    }

    /// What Enter opens: first the page beside the list, then the family.
    pub fn opening(&self) -> Option<Opening> {
        match self.pane {
            Pane::Side => self.family().map(Opening::Family),
            Pane::Scopes => Some(Opening::Pane(Pane::Main)),
            Pane::Main => self.page.is_some().then_some(Opening::Pane(Pane::Side)),
        }
    }

    /// The family that the question is about, or that its row is laid beside.
    pub fn family(&self) -> Option<FamilyId> {
        match self.page.as_ref()? {
            QuestionPage::Row(page) => page.against.as_ref().map(|row| row.family),
            QuestionPage::Conflict(page) => Some(page.family.family),
            QuestionPage::Gap(page) => Some(page.family.family),
            QuestionPage::Twice(page) => page.row.families().first().copied(),
        }
    }

    /// The question that is shown, where it is a row beside a family.
    pub fn beside(&self) -> Option<&ReviewPage> {
        match self.page.as_ref()? {
            QuestionPage::Row(page) => Some(page),
            QuestionPage::Conflict(_) | QuestionPage::Twice(_) | QuestionPage::Gap(_) => None,
        }
    }

    /// The family that the row is laid beside, and the next one that it may be: two of the register that look like one.
    pub fn alike(&self) -> Option<(FamilyId, FamilyId)> {
        let (page, keep) = (self.beside()?, self.family()?);
        let at = page.like.iter().position(|row| row.family == keep)?;
        let next = page.like.get((at + 1) % page.like.len().max(1))?;
        (next.family != keep).then_some((keep, next.family))
    }

    /// The question that is shown, where it is two facts of a family.
    pub fn conflict(&self) -> Option<&ConflictPage> {
        match self.page.as_ref()? {
            QuestionPage::Conflict(page) => Some(page),
            QuestionPage::Row(_) | QuestionPage::Twice(_) | QuestionPage::Gap(_) => None,
        }
    }

    /// The fact, or the person, on which the clerk stands, where there is something to choose.
    pub fn spot(&self) -> Option<Spot> {
        let (Pane::Side, Some(Target::Spot(spot)), Some(page)) = (self.pane, self.sheet.target(), self.beside()) else {
            return None;
        };
        let open = |line: &&Line| is_of(line, spot) && line.standing != Standing::Same;
        page.comparison.lines.iter().any(|line| open(&line)).then_some(spot)
    }

    /// Takes what was kept, and keeps what was taken; a person goes as a whole.
    pub fn choose(&mut self, session: &Session) {
        let (Some(spot), Some(page)) = (self.spot(), self.beside()) else { return };
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
        let Some(page) = self.beside() else { return Vec::new() };
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
        let page = self.beside().filter(|page| page.settled.is_none())?;
        let QuestionId::Review(review) = page.row.question else { return None };
        let chosen = |taken: bool| {
            let open = page.comparison.lines.iter().filter(|line| line.standing != Standing::Same);
            let of = open.filter(|line| page.comparison.is_taken(line, &self.take, &self.keep) == taken);
            of.map(|line| (line.nth, line.field)).collect()
        };
        let told = match way {
            Way::Same => compose::review::taken(page, (&self.take, &self.keep), session),
            _ => Vec::new(),
        };
        Some(Settle {
            review,
            way,
            family: self.family().filter(|_| way == Way::Same),
            seen: page.version.filter(|_| way == Way::Same),
            take: chosen(true),
            keep: chosen(false),
            told,
        })
    }

    /// The question that is shown, where it is two items for the same.
    pub fn twice(&self) -> Option<&TwicePage> {
        match self.page.as_ref()? {
            QuestionPage::Twice(page) => Some(page),
            QuestionPage::Row(_) | QuestionPage::Conflict(_) | QuestionPage::Gap(_) => None,
        }
    }

    /// The question that is shown, where it is about facts that are lacking.
    pub fn gap(&self) -> Option<&GapPage> {
        match self.page.as_ref()? {
            QuestionPage::Gap(page) => Some(page),
            QuestionPage::Row(_) | QuestionPage::Conflict(_) | QuestionPage::Twice(_) => None,
        }
    }

    /// The answer that the clerk is about to give to facts that are lacking.
    pub fn answer_gap(&self, aside: bool, session: &Session) -> Option<AnswerGap> {
        let page = self.gap()?;
        Some(AnswerGap {
            gap: page.asked.gap,
            seen: page.version,
            fields: page.asked.lacks.iter().map(|lacked| lacked.field).collect(),
            whose: compose::gap::whose(page, session),
            aside,
        })
    }

    /// Which of two items stands, with what becomes of the other in words.
    pub fn stands(&self, right: Right, session: &Session) -> Option<Settle> {
        let page = self.twice().filter(|page| page.settled.is_none())?;
        let QuestionId::Review(review) = page.row.question else { return None };
        let way = match right {
            Right::First => Way::First,
            Right::Second => Way::Second,
            Right::Both => Way::Both,
            Right::Another => return None,
        };
        let told = compose::conflict::twice_told(page, right, session);
        let (take, keep) = (Vec::new(), Vec::new());
        Some(Settle { review, way, family: None, seen: None, take, keep, told })
    }

    /// The answer to two facts that the clerk is about to give, with what it will record in words.
    pub fn right(&self, right: Right, session: &Session) -> Option<SettleConflict> {
        let page = self.conflict()?;
        let QuestionId::Conflict(conflict) = page.row.question else { return None };
        Some(SettleConflict {
            conflict,
            seen: page.version,
            right,
            facts: page.sides.iter().map(|side| (side.member, side.field)).collect(),
            told: compose::conflict::told(page, right, session),
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
    type Id = QuestionId;

    fn cursor(&self) -> &crate::service::query::Cursor {
        &self.cursor
    }

    fn id(&self) -> QuestionId {
        self.question
    }
}
