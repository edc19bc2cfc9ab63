//! The state of the desk in counts: of everything, or of what is the bearer's.

use super::{Desk, Unanswered, emergency, rows};
use crate::domain::question::QuestionKind;
use crate::policy::department::Department;
use crate::service::answer::Overview;
use crate::service::permission::Right;

/// The counts. Somebody who looks after townships is told of theirs alone; what is only counted for the whole register is not told then.
pub fn counts(desk: Desk<'_>) -> Result<Overview, Unanswered> {
    let (views, bearer) = (desk.store.views()?, desk.bearer);
    let families = bearer.hull(Right::SeeFamilies).townships;
    let items = bearer.hull(Right::SeeItems);
    let every_family = bearer.sees_every_family();
    let counts = views.counts_within(desk.today, &items.townships)?;
    let of = |department: &Department| {
        let found = counts.departments.iter().find(|counts| counts.department == department.no);
        rows::counts(department.no, found)
    };
    let own = |department: &&Department| bearer.has(Right::SeeItems) && items.holds_department(department.no);
    let departments: Vec<_> = desk.plan.departments().iter().filter(own).map(of).collect();
    let open = departments.iter().map(|counts| counts.live + counts.suspended).sum();
    // Those about facts that are lacking are counted by township, so that each is told of his own.
    let judged = views.kept_mark().is_some_and(|mark| mark.plan == desk.plan.stamp);
    let gaps = if judged && bearer.has(Right::SeeFamilies) { views.gap_count(&families) } else { 0 };
    let counted = |kind: &QuestionKind| *kind == QuestionKind::Gap || every_family;
    let count = |kind| (kind, if kind == QuestionKind::Gap { gaps } else { views.question_count(kind) });
    Ok(Overview {
        families: if bearer.has(Right::SeeFamilies) { views.families_within(&families) } else { 0 },
        items: if bearer.has_all(Right::SeeItems) { counts.items } else { open },
        reviews: if every_family { counts.reviews } else { 0 },
        questions: QuestionKind::ALL.into_iter().filter(counted).map(count).collect(),
        head: desk.store.journal().last().seq.0,
        emergencies: emergency::counted(desk)?,
        departments,
        lacks: Right::ALL.into_iter().filter(|right| !bearer.has(*right)).collect(),
    })
}
