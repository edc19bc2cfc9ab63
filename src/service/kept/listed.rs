//! Reading the kept verdicts: counts, and pages of lists.

use super::{SweepCounts, SweepStanding};
use crate::domain::sweep::change::Change;
use crate::domain::sweep::kept::KeptList;
use crate::ids::{DepartmentNo, MeasureNo};
use crate::policy::plan::{Measure, Plan, Subject};
use crate::policy::verdict::Truth;
use crate::service::failure::Failure;
use crate::service::query::EntitlementFilter;
use crate::service::store::Store;
use crate::views::{From, KeptMark, KeptRow, KeptStage, KeptWanted, Page};
use chrono::NaiveDate;

/// A kept verdict in a list, with what turned it where that is what the list is of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Whose, of which measure.
    pub row: KeptRow,
    /// What turned it.
    pub change: Option<Change>,
}

/// What is kept comes to this, of a township or of all.
///
/// # Errors
/// When the views cannot be read.
pub fn counts(store: &Store, plan: &Plan, today: NaiveDate, township: Option<i64>) -> Result<SweepCounts, Failure> {
    let Some(standing) = standing(store, plan, today)? else { return Ok(SweepCounts::default()) };
    let tally = store.views()?.kept_tally(township);
    let judged = plan.measures().iter().filter(|measure| measure.subject != Subject::District);
    let of = |measure: &Measure| (measure.no, tally.measures.get(&measure.no).copied().unwrap_or_default());
    Ok(SweepCounts { standing: Some(standing), families: tally.families.into(), measures: judged.map(of).collect() })
}

/// By what the kept verdicts were judged, where they are of this plan.
fn standing(store: &Store, plan: &Plan, today: NaiveDate) -> Result<Option<SweepStanding>, Failure> {
    let views = store.views()?;
    let Some(mark) = views.kept_mark().filter(|mark| mark.plan == plan.stamp) else { return Ok(None) };
    let KeptMark { day, since, stage, .. } = *mark;
    let last = views.next_family()?.0.saturating_sub(1).max(1);
    let percent = match stage.reached() {
        // Yesterday's are in step with yesterday.
        None if day != today => 0,
        None => 100,
        Some(family) => u8::try_from(u64::from(family.0) * 100 / u64::from(last)).unwrap_or(99).min(99),
    };
    let rest = match stage {
        KeptStage::Whole => (day != today).then_some(day),
        KeptStage::Again(_, day) => Some(day),
        KeptStage::First(_) => None,
    };
    let changed = u64::try_from(views.kept_stale(0).1).unwrap_or(u64::MAX);
    Ok(Some(SweepStanding {
        as_of: if percent == 0 && rest.is_some() { today } else { day },
        since,
        percent,
        rest,
        changed,
    }))
}

/// The measures that a filter wants, in the order of their numbers.
pub fn measures(plan: &Plan, department: Option<DepartmentNo>, measure: Option<MeasureNo>) -> Vec<MeasureNo> {
    let wanted = |one: &&Measure| {
        one.subject != Subject::District
            && measure.is_none_or(|only| only == one.no)
            && department.is_none_or(|only| only == one.department())
    };
    plan.measures().iter().filter(wanted).map(|measure| measure.no).collect()
}

/// The lists that hold what a filter wants; none where only the families themselves can tell.
fn lists(filter: &EntitlementFilter) -> Option<Vec<KeptList>> {
    match (filter.changed, filter.verdict) {
        (true, _) => Some(vec![KeptList::Changed]),
        (false, Some(Truth::Yes)) if filter.without_item => Some(vec![KeptList::Due]),
        (false, Some(Truth::Yes)) => Some(vec![KeptList::Due, KeptList::Handled]),
        (false, Some(Truth::Unknown)) => Some(vec![KeptList::Unknown]),
        (false, Some(Truth::No) | None) => None,
    }
}

/// A page of the kept verdicts that a filter wants. None where they cannot tell: nothing is kept by this plan, not all is in step and that
/// is wanted, or the filter asks for what is not kept.
///
/// # Errors
/// When the views cannot be read.
pub fn page(
    store: &Store,
    plan: &Plan,
    today: NaiveDate,
    filter: &EntitlementFilter,
    from: &From,
    limit: usize,
) -> Result<Option<Page<Listed>>, Failure> {
    let views = store.views()?;
    let Some(lists) = lists(filter).filter(|_| filter.family.is_none()) else { return Ok(None) };
    let Some(standing) = standing(store, plan, today)? else { return Ok(None) };
    let judged_at_all = standing.percent == 100 || standing.rest.is_some();
    if !judged_at_all || !filter.as_kept && !standing.is_fresh() {
        return Ok(None);
    }
    let measures = measures(plan, filter.department, filter.measure);
    let wanted = KeptWanted { lists, measures, township: filter.township };
    let found = views.kept_rows(&wanted, from, limit)?;
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in found.rows {
        let change = if filter.changed { change_of(store, &row)? } else { None };
        rows.push(Listed { row, change });
    }
    let Page { more_before, more_after, total, reached, .. } = found;
    Ok(Some(Page { rows, more_before, more_after, total, reached }))
}

fn change_of(store: &Store, row: &KeptRow) -> Result<Option<Change>, Failure> {
    let kept = store.views()?.kept_of(row.family)?;
    let same = |change: &Change| change.measure == row.measure && change.member == row.member;
    Ok(kept.and_then(|kept| kept.changes.into_iter().find(same)))
}
