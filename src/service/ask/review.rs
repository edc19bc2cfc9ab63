//! Questions: the list of those that wait, and one of them side by side, masked after it was compared.

use super::{Desk, Unanswered, from, limit, rows};
use crate::domain::conflict::{self, ConflictId, ConflictRefusal, Side};
use crate::domain::event::Matter;
use crate::domain::family::Family;
use crate::domain::gap::{self, GapId, GapRefusal};
use crate::domain::member::{Member, Role};
use crate::domain::question::{QuestionId, QuestionKind};
use crate::domain::refusal::Refusal;
use crate::domain::review::Review;
use crate::domain::review::compare::{Comparison, Line};
use crate::ids::{FamilyId, ItemId, MemberNo, ReviewId};
use crate::policy::showing;
use crate::service::answer::{
    Asked, ConflictPage, ConflictSide, GapAsked, GapPage, QuestionPage, QueueRow, Recorded, ReviewPage, ReviewRow,
    Rows, TwicePage,
};
use crate::service::permission::Right;
use crate::service::query::{Cursor, From, Page};
use crate::views::{self, What};

/// The most families that a question is laid beside.
const LIKE_MAX: usize = 32;
/// Lines of a family's history that are looked through for who recorded a fact.
const LINES_MAX: usize = 500;

/// A page of the questions that wait; those about facts that are lacking are asked for by their kind alone.
pub fn list(desk: Desk<'_>, kind: Option<QuestionKind>, page: &Page) -> Result<Rows<ReviewRow>, Unanswered> {
    if kind == Some(QuestionKind::Gap) {
        return gaps(desk, page);
    }
    let mut found = desk.store.views()?.questions(kind, &from(page), limit(page))?;
    if desk.bearer.is_limited() {
        let mut own = Vec::new();
        for row in std::mem::take(&mut found.rows) {
            if is_own(desk, row.question)? {
                own.push(row);
            }
        }
        (found.rows, found.total) = (own, None);
    }
    rows::try_page(found, |row: views::QuestionRow| {
        let asked = asked_by(desk, row.question)?;
        Ok(ReviewRow { cursor: Cursor(row.cursor.0), question: row.question, asked })
    })
}

/// A page of the facts that are lacking, in the bearer's townships. What is kept finds the rows; where it is not in step with the facts, a line that
/// they do not bear out is left out.
fn gaps(desk: Desk<'_>, page: &Page) -> Result<Rows<ReviewRow>, Unanswered> {
    let views = desk.store.views()?;
    if views.kept_mark().is_none_or(|mark| mark.plan != desk.plan.stamp) {
        return Ok(Rows::default());
    }
    let townships = desk.bearer.hull(Right::SeeFamilies).townships;
    let found = views.gaps(&townships, &from(page), limit(page))?;
    let edge = if matches!(page.from, From::End | From::Before(_)) { found.rows.first() } else { found.rows.last() };
    let edge = edge.map(|row| Cursor(row.cursor.0.clone()));
    let mut finder = gap::Finder::new(desk.plan, desk.today);
    let found = rows::try_page(found, |views::GapRow { cursor, gap }| {
        let family = known(desk, gap.family)?;
        let asked = family.and_then(|family| lacking(&mut finder, &family, gap));
        let row = |asked| ReviewRow { cursor: Cursor(cursor.0), question: QuestionId::Gap(gap), asked };
        Ok(asked.map(|asked| row(Asked::Gap(asked))))
    })?;
    let all = found.rows.len();
    let rows: Vec<ReviewRow> = found.rows.into_iter().flatten().collect();
    let reached = edge.filter(|_| rows.len() < all);
    Ok(Rows { rows, reached, more_before: found.more_before, more_after: found.more_after, total: found.total })
}

/// Everything about a question.
pub fn page(desk: Desk<'_>, id: QuestionId, against: Option<FamilyId>) -> Result<QuestionPage, Unanswered> {
    if !is_own(desk, id)? {
        return Err(missing(id).into());
    }
    match id {
        QuestionId::Review(id) => match review(desk, id)? {
            Review { matter: Matter::Twice { first, second, .. }, .. } => {
                twice(desk, id, [first, second]).map(|page| QuestionPage::Twice(Box::new(page)))
            }
            _ => beside(desk, id, against).map(|page| QuestionPage::Row(Box::new(page))),
        },
        QuestionId::Conflict(id) => conflict(desk, id).map(|page| QuestionPage::Conflict(Box::new(page))),
        QuestionId::Gap(id) => lacked(desk, id).map(|page| QuestionPage::Gap(Box::new(page))),
    }
}

/// What a question that stands in the index is about, masked.
fn asked_by(desk: Desk<'_>, question: QuestionId) -> Result<Asked, Unanswered> {
    match question {
        QuestionId::Review(id) => asked_of(desk, review(desk, id)?.matter),
        QuestionId::Conflict(id) => {
            let family = desk.store.views()?.family(id.family)?;
            Ok(Asked::Conflict(id, family.map(|family| names(&family, [id.member, id.with])).unwrap_or_default()))
        }
        QuestionId::Gap(id) => Err(missing(QuestionId::Gap(id)).into()),
    }
}

/// What a question that was raised is about, masked.
fn asked_of(desk: Desk<'_>, matter: Matter) -> Result<Asked, Unanswered> {
    let Matter::Twice { family, first, second } = matter else { return Ok(Asked::Row(told(desk, matter)?)) };
    let known = desk.store.views()?.family(family)?;
    let names = known.map(|known| rows::subject(&known, None)).into_iter().collect();
    Ok(Asked::Twice(family, [first, second], names))
}

/// An item beside the one that is for the same.
fn twice(desk: Desk<'_>, id: ReviewId, [first, second]: [ItemId; 2]) -> Result<TwicePage, Unanswered> {
    let Review { matter, settled, .. } = review(desk, id)?;
    let row = |id: ItemId| -> Result<QueueRow, Unanswered> {
        let views = desk.store.views()?;
        let family = views.family(id.family)?;
        let item = views.item(id)?.filter(|item| desk.bearer.sees_item(desk.plan, item, family.as_ref()));
        let item = item.ok_or(Refusal::NoSuchItem(id))?;
        Ok(rows::item(desk, &item, family.as_ref(), Vec::new()))
    };
    let items = [row(first)?, row(second)?];
    let (question, asked) = (QuestionId::Review(id), asked_of(desk, matter)?);
    Ok(TwicePage { row: ReviewRow { cursor: Cursor(Vec::new()), question, asked }, settled, items })
}

fn review(desk: Desk<'_>, id: ReviewId) -> Result<Review, Unanswered> {
    Ok(desk.store.views()?.review(id)?.ok_or(Refusal::NoSuchReview(id))?)
}

/// A row beside a family.
fn beside(desk: Desk<'_>, id: ReviewId, against: Option<FamilyId>) -> Result<ReviewPage, Unanswered> {
    let review = review(desk, id)?;
    let mut families: Vec<Family> = Vec::new();
    for id in review.matter.families().iter().take(LIKE_MAX) {
        families.extend(known(desk, *id)?);
    }
    let beside = match against {
        Some(family) => Some(known(desk, family)?.ok_or(Refusal::NoSuchFamily(family))?),
        None => families.first().cloned(),
    };
    let mut comparison = Comparison::of(review.matter.row(), beside.as_ref());
    comparison.lines.iter_mut().for_each(mask);
    let question = QuestionId::Review(id);
    let asked = Asked::Row(told(desk, review.matter)?);
    Ok(ReviewPage {
        like: families.iter().map(|family| rows::family(desk, family, Vec::new())).collect::<Result<_, _>>()?,
        version: beside.as_ref().map(|family| family.version),
        against: beside.map(|family| rows::family(desk, &family, Vec::new())).transpose()?,
        row: ReviewRow { cursor: Cursor(Vec::new()), question, asked },
        settled: review.settled,
        comparison,
    })
}

fn known(desk: Desk<'_>, id: FamilyId) -> Result<Option<Family>, Unanswered> {
    match desk.family(id) {
        Ok(family) => Ok(Some(family).filter(Family::is_listed)),
        Err(Unanswered::Refused(_)) => Ok(None),
        Err(failed) => Err(failed),
    }
}

/// Whether a question is about a family that may be seen.
fn is_own(desk: Desk<'_>, id: QuestionId) -> Result<bool, Unanswered> {
    if !desk.bearer.is_limited() {
        return Ok(true);
    }
    let families = match id {
        QuestionId::Review(id) => review(desk, id)?.matter.families().to_vec(),
        QuestionId::Conflict(id) => vec![id.family],
        QuestionId::Gap(id) => vec![id.family],
    };
    for family in families {
        if known(desk, family)?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

fn missing(id: QuestionId) -> Refusal {
    match id {
        QuestionId::Review(id) => Refusal::NoSuchReview(id),
        QuestionId::Conflict(id) => ConflictRefusal::NotThere(id).into(),
        QuestionId::Gap(id) => GapRefusal::NotThere(id).into(),
    }
}

/// What a question is about, masked, without the families that may not be seen.
fn told(desk: Desk<'_>, matter: Matter) -> Result<Matter, Unanswered> {
    let mut matter = rows::masked_matter(matter);
    if let Matter::LikelyDuplicate { like, .. } = &mut matter {
        let mut seen = Vec::new();
        for id in std::mem::take(like) {
            seen.extend(known(desk, id)?.map(|_| id));
        }
        *like = seen;
    }
    Ok(matter)
}

fn mask(line: &mut Line) {
    line.theirs = showing::masked(line.field, &line.theirs);
    line.ours = line.ours.as_ref().map(|ours| showing::masked(line.field, ours));
}

/// A fact beside the one that contradicts it, each with who recorded it.
fn conflict(desk: Desk<'_>, id: ConflictId) -> Result<ConflictPage, Unanswered> {
    let family = known(desk, id.family)?.ok_or(Refusal::NoSuchFamily(id.family))?;
    let found = conflict::open(&family).into_iter().find(|found| found.id == id);
    let [first, second] = found.ok_or_else(|| Refusal::from(ConflictRefusal::NotThere(id)))?.sides;
    let sides = [side(desk, &family, &first)?, side(desk, &family, &second)?];
    let asked = Asked::Conflict(id, names(&family, [id.member, id.with]));
    Ok(ConflictPage {
        row: ReviewRow { cursor: Cursor(Vec::new()), question: QuestionId::Conflict(id), asked },
        version: family.version,
        family: rows::family(desk, &family, Vec::new())?,
        sides,
    })
}

/// Facts that are lacking, each with what waits for it.
fn lacked(desk: Desk<'_>, id: GapId) -> Result<GapPage, Unanswered> {
    let family = known(desk, id.family)?.ok_or(Refusal::NoSuchFamily(id.family))?;
    let asked = lacking(&mut gap::Finder::new(desk.plan, desk.today), &family, id);
    let asked = asked.ok_or_else(|| Refusal::from(GapRefusal::NotThere(id)))?;
    Ok(GapPage {
        row: ReviewRow { cursor: Cursor(Vec::new()), question: QuestionId::Gap(id), asked: Asked::Gap(asked.clone()) },
        asked,
        version: family.version,
        role: family.member(id.member).map(Member::role),
        family: rows::family(desk, &family, Vec::new())?,
    })
}

/// What is lacking of somebody now, if anything is.
fn lacking(finder: &mut gap::Finder<'_>, family: &Family, id: GapId) -> Option<GapAsked> {
    let gap = finder.open(family).into_iter().find(|gap| gap.id == id)?;
    Some(GapAsked { gap: id, names: names(family, [id.member]), waiting: gap.waiting, lacks: gap.lacks })
}

fn side(desk: Desk<'_>, family: &Family, side: &Side) -> Result<ConflictSide, Unanswered> {
    let person = side.member.and_then(|number| family.member(number));
    let instead = side.gives_way.value.as_ref();
    Ok(ConflictSide {
        member: side.member,
        role: person.map(Member::role),
        name: person.map_or_else(String::new, |person| person.name().to_string()),
        field: side.field,
        since: side.since,
        value: showing::masked(side.field, &side.value),
        instead: instead.map(|value| showing::masked(side.field, value)),
        recorded: recorded(desk, family, side)?,
    })
}

/// The entry that recorded a fact: the last one of the family's history that says so, or the one that entered the person.
fn recorded(desk: Desk<'_>, family: &Family, side: &Side) -> Result<Option<Recorded>, Unanswered> {
    let lines = desk.store.views()?.timeline(family.id, None, LINES_MAX)?;
    let says = |what: &What| match what {
        What::FactsChanged(member, changes) => {
            let it = |change: &crate::domain::facts::Change| change.field == side.field && change.since == side.since;
            *member == side.member && changes.iter().any(it)
        }
        What::MemberAdded(member) => Some(*member) == side.member,
        What::FamilyAdded => true,
        _ => false,
    };
    let Some(line) = lines.into_iter().find(|line| !line.withdrawn && line.what.iter().any(says)) else {
        return Ok(None);
    };
    let command = desk.store.entry(line.seq)?.map(|entry| entry.body.command).unwrap_or_default();
    Ok(Some(Recorded { seq: line.seq, at: line.at, actor: line.actor, command }))
}

/// The people whose facts it is about; the parents where one is the household's.
fn names(family: &Family, people: impl IntoIterator<Item = MemberNo>) -> Vec<String> {
    let named = |member: &Member| Some(member.name().to_string()).filter(|name| !name.is_empty());
    let mut who: Vec<&Member> = people.into_iter().filter_map(|no| family.member(no)).collect();
    who.dedup_by_key(|member| member.number);
    if who.is_empty() {
        who = [Role::Father, Role::Mother].into_iter().filter_map(|role| family.in_role(role)).collect();
    }
    who.into_iter().filter_map(named).collect()
}
