//! Batches of payments as they are answered.

use super::{Desk, Unanswered, from, limit, rows};
use crate::domain::batch::{Batch, BatchRefusal, FAMILIES_MAX, Line, basis_of};
use crate::domain::decide::{Office, Register};
use crate::domain::family::Family;
use crate::domain::refusal::Refusal;
use crate::ids::{BatchId, DepartmentNo};
use crate::policy::allowance::in_force;
use crate::policy::field::Field;
use crate::policy::showing;
use crate::service::answer::Rows;
use crate::service::answer::batch::{Applies, BatchAnswer, BatchLine, BatchPage, Families, PaymentLine};
use crate::service::batch;
use crate::service::permission::Right;
use crate::service::query::batch::BatchQuery;
use crate::service::query::{Cursor, PAGE_MAX};
use crate::service::register::Stored;
use crate::views::From;

/// Batches that are looked through for those that pay failed lines of another.
const LATER_WITHIN: usize = 500;

/// Answers a question.
pub fn ask(desk: Desk<'_>, query: &BatchQuery) -> Result<BatchAnswer, Unanswered> {
    let views = desk.store.views()?;
    match query {
        BatchQuery::All { page } => {
            let mut found = views.batches(&from(page), limit(page))?;
            found.rows.retain(|row| is_own(desk, row.batch.department));
            let row = |row: crate::views::BatchRow| BatchLine { cursor: Cursor(row.cursor.0), batch: row.batch };
            Ok(BatchAnswer::Batches(rows::page(found, row)))
        }
        BatchQuery::One { batch } => {
            let known = batch_of(desk, *batch)?;
            let all = views.batches(&From::Start, LATER_WITHIN)?;
            let later = |row: &&crate::views::BatchRow| row.batch.again == Some(*batch);
            let later: Vec<&Batch> = all.rows.iter().filter(later).map(|row| &row.batch).collect();
            let later = later.iter().rev().map(|batch| batch.id).collect();
            Ok(BatchAnswer::Batch(Box::new(BatchPage { batch: known, later })))
        }
        BatchQuery::Lines { batch, state, page } => {
            batch_of(desk, *batch)?;
            let found = views.payments(*batch, *state, &from(page), limit(page))?;
            let row = |row: crate::views::PaymentRow| line(row.line, row.cursor.0);
            Ok(BatchAnswer::Lines(rows::page(found, row)))
        }
        BatchQuery::PaidTo { family } => {
            let known = desk.family(*family)?;
            Ok(BatchAnswer::Lines(Rows { rows: of_family(desk, &known)?, ..Rows::default() }))
        }
        BatchQuery::Standard { family, member, on } => {
            let known = desk.family(*family)?;
            let person = known.member(*member).ok_or(Refusal::NoSuchMember(*family, *member))?;
            let stored = Stored::new(desk.store);
            let table = stored.standards(desk.plan);
            let (basis, ended) = basis_of(&known, person);
            let held = basis.kinds.iter().rfind(|(since, _)| since.is_none_or(|since| since <= *on));
            let kind = held.and_then(|(_, kind)| *kind);
            let standard = kind.and_then(|kind| in_force(&table, kind, basis.settlement, *on)).cloned();
            let others = table.iter().filter(|one| Some(one.kind) == kind && one.in_force(*on));
            let mut before: Vec<_> = others.filter(|one| Some(*one) != standard.as_ref()).cloned().collect();
            before.sort_by_key(|one| std::cmp::Reverse((one.level, one.from)));
            Ok(BatchAnswer::Standard(Box::new(Applies {
                family: *family,
                member: *member,
                name: person.name().to_string(),
                kind,
                since: held.and_then(|(since, _)| *since),
                settlement: basis.settlement,
                ended,
                standard,
                before,
            })))
        }
        BatchQuery::Walk { after } => {
            let next = views.families_after(*after, FAMILIES_MAX)?;
            let (families, whole) = (next.iter().map(|family| family.id).collect(), next.len() < FAMILIES_MAX);
            Ok(BatchAnswer::Families(Families { families, whole }))
        }
        BatchQuery::Uneven { measure, page } => {
            let known = desk.plan.measure(*measure).filter(|known| is_own(desk, known.department()));
            known.ok_or_else(|| Refusal::NoSuchMeasure(measure.to_string()))?;
            let office = Office { plan: desk.plan, calendar: desk.calendar, now: desk.now };
            batch::uneven(desk.store, office, (*measure, page, limit(page))).map(BatchAnswer::Accounts)
        }
    }
}

/// The lines of a family's people, with those of the families that went into it, the newest first, as many as one page may hold.
pub fn of_family(desk: Desk<'_>, family: &Family) -> Result<Vec<PaymentLine>, Unanswered> {
    let views = desk.store.views()?;
    let mut lines = views.payments_to(family.id)?;
    for merged in &family.merged {
        lines.extend(views.payments_to(merged.other)?.into_iter().map(|line| merged.paid_to_kept(line)));
    }
    lines.retain(|line| desk.plan.measure(line.measure).is_some_and(|measure| is_own(desk, measure.department())));
    lines.sort_by_key(|line| std::cmp::Reverse(line.id()));
    lines.truncate(PAGE_MAX);
    Ok(lines.into_iter().map(|one| line(one, Vec::new())).collect())
}

fn batch_of(desk: Desk<'_>, id: BatchId) -> Result<Batch, Unanswered> {
    let known = desk.store.views()?.batch(id)?.filter(|batch| is_own(desk, batch.department));
    Ok(known.ok_or(Refusal::from(BatchRefusal::NoSuchBatch(id)))?)
}

fn is_own(desk: Desk<'_>, department: DepartmentNo) -> bool {
    desk.bearer.holds_department(Right::SeePayments, department)
}

/// A line with what is personal masked.
fn line(mut line: Line, cursor: Vec<u8>) -> PaymentLine {
    let listed = &mut line.listed;
    listed.identity = showing::mask(Field::IdentityNumber, &listed.identity);
    listed.account = showing::mask(Field::Account, &listed.account);
    PaymentLine { cursor: Cursor(cursor), line }
}
