//! A question with the row laid beside a family, masked after it was compared.

use super::{Desk, Unanswered, rows};
use crate::domain::event::Matter;
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::domain::review::compare::{Comparison, Line};
use crate::ids::{FamilyId, ReviewId};
use crate::policy::showing;
use crate::service::answer::ReviewPage;

/// The most families that a question is laid beside.
const LIKE_MAX: usize = 32;

/// Everything about a question.
pub fn page(desk: Desk<'_>, id: ReviewId, against: Option<FamilyId>) -> Result<ReviewPage, Unanswered> {
    let review = desk.store.views()?.review(id)?.ok_or(Refusal::NoSuchReview(id))?;
    let Matter::LikelyDuplicate { like, row, .. } = &review.matter;
    let mut families: Vec<Family> = Vec::new();
    for id in like.iter().take(LIKE_MAX) {
        families.extend(known(desk, *id)?);
    }
    let beside = match against {
        Some(family) => Some(known(desk, family)?.ok_or(Refusal::NoSuchFamily(family))?),
        None => families.first().cloned(),
    };
    let mut comparison = Comparison::of(row, beside.as_ref());
    comparison.lines.iter_mut().for_each(mask);
    let settled = review.settled;
    Ok(ReviewPage {
        like: families.iter().map(|family| rows::family(desk, family, Vec::new())).collect::<Result<_, _>>()?,
        version: beside.as_ref().map(|family| family.version),
        against: beside.map(|family| rows::family(desk, &family, Vec::new())).transpose()?,
        row: rows::review(review, Vec::new()),
        settled,
        comparison,
    })
}

fn known(desk: Desk<'_>, id: FamilyId) -> Result<Option<Family>, Unanswered> {
    Ok(desk.store.views()?.family(id)?.filter(|family| !family.withdrawn && !id.is_district()))
}

fn mask(line: &mut Line) {
    line.theirs = showing::masked(line.field, &line.theirs);
    line.ours = line.ours.as_ref().map(|ours| showing::masked(line.field, ours));
}
