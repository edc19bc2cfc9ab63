//! The questions that wait for a clerk, of every kind in one index: by kind, then the oldest first.
//!
//! | kind | then | question |
//! |---|---|---|
//! | twice, conflict, duplicate | 0, number | one that was raised |
//! | conflict | 1, the day on which the facts last changed, family, rule, persons | two facts of a family |
//!
//! A family's conflicts follow from its record, so they come and go with it. What facts are lacking follows from the plan as well: those
//! questions are kept with the verdicts (`kept/gaps.rs`).

use super::counter::Counter;
use super::error::{Because, Doing};
use super::image::Image;
use super::list::{Lane, List, SCAN_MAX};
use super::page::{Cursor, From, Page};
use super::{Views, ViewsError, key};
use crate::domain::conflict::{self, CONFLICTS_MAX, ConflictId};
use crate::domain::family::Family;
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::review::Review;
use crate::ids::{FamilyId, MemberNo, ReviewId};

/// Within a kind: what an import left, then what follows from the facts.
const RAISED: u8 = 0;
const FOUND: u8 = 1;

/// A question in the list of those that wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuestionRow {
    /// Its place in the list.
    pub cursor: Cursor,
    /// The question.
    pub question: QuestionId,
}

/// Adds the row of a question that was raised, while it waits.
pub(super) fn add_review(review: &Review, image: &mut Image) {
    if review.waits() {
        let kind = review.matter.kind();
        image.rows.insert(key::key(key::QUESTION, &[&[code(kind), RAISED], &review.id.0.to_be_bytes()]), Vec::new());
        image.counts.push(Counter::Questions(kind));
    }
}

/// Adds the rows of a family's conflicts.
pub(super) fn add_family(family: &Family, image: &mut Image) {
    let Some(day) = family.facts_on else { return };
    for found in conflict::open(family).into_iter().take(CONFLICTS_MAX) {
        let ConflictId { family, rule, member, with } = found.id;
        let place = [&key::day(day).to_be_bytes()[..], &family.0.to_be_bytes(), &[rule, member.0, with.0]].concat();
        image.rows.insert(key::key(key::QUESTION, &[&[code(QuestionKind::Conflict), FOUND], &place]), Vec::new());
        image.counts.push(Counter::Questions(QuestionKind::Conflict));
    }
}

fn code(kind: QuestionKind) -> u8 {
    match kind {
        QuestionKind::Twice => 5,
        QuestionKind::Conflict => 10,
        QuestionKind::Duplicate => 20,
        QuestionKind::Gap => 30,
    }
}

/// The question that stands in a place: what comes after the letter of the index.
fn read(place: &[u8]) -> Option<QuestionId> {
    let (_, rest) = place.split_first()?;
    match rest.split_first()? {
        (&RAISED, id) => Some(QuestionId::Review(ReviewId(u32::from_be_bytes(id.try_into().ok()?)))),
        (&FOUND, rest) => {
            let (family, who) = rest.get(2..)?.split_first_chunk::<4>()?;
            let [rule, member, with] = <[u8; 3]>::try_from(who).ok()?;
            let (family, member, with) = (FamilyId(u32::from_be_bytes(*family)), MemberNo(member), MemberNo(with));
            Some(QuestionId::Conflict(ConflictId { family, rule, member, with }))
        }
        _ => None,
    }
}

impl Views {
    /// Questions that wait, of a kind or of all: the most urgent kind first, and the oldest first within it.
    pub fn questions(
        &self,
        kind: Option<QuestionKind>,
        from: &From,
        limit: usize,
    ) -> Result<Page<QuestionRow>, ViewsError> {
        // The kind is a part of the place, so that a cursor is good in both lists.
        let windows = kind.map(|kind| vec![vec![code(kind)]..vec![code(kind) + 1]]);
        let mut lane = Lane::whole(vec![key::QUESTION]);
        lane.windows = windows.unwrap_or(lane.windows);
        let list = List { lanes: vec![lane], keep: &|_, _| true, bound: SCAN_MAX };
        let page = list.page(&self.store, from, limit)?.try_map(|(place, _)| {
            let question = self.heed(read(&place).ok_or(ViewsError::damaged(Doing::Reading, Because::Disagree)))?;
            Ok(QuestionRow { cursor: Cursor(place), question })
        })?;
        let total = match kind {
            Some(kind) => self.question_count(kind),
            None => QuestionKind::ALL.into_iter().map(|kind| self.question_count(kind)).sum(),
        };
        Ok(Page { total: Some(total), ..page })
    }

    /// How many questions of a kind wait.
    pub fn question_count(&self, kind: QuestionKind) -> u64 {
        self.counters.get(Counter::Questions(kind))
    }
}
