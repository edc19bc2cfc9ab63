//! Which right each question needs. A question about everything is narrowed to what is the bearer's; rows that no narrowing reaches are
//! left out where they are made.

use super::{Bearer, Right};
use crate::domain::access::{AccessRefusal, Scope};
use crate::domain::refusal::Refusal;
use crate::ids::DepartmentNo;
use crate::service::emergency::EmergencyQuery;
use crate::service::figure::FigureQuery;
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use crate::service::query::batch::BatchQuery;
use crate::service::query::log::LogFilter;
use crate::service::query::rhythm::RhythmQuery;

/// The question as the bearer may ask it.
///
/// # Errors
/// When the bearer may not ask it at all, or names a department or township that is not the bearer's.
pub fn narrowed(bearer: &Bearer, query: &Query) -> Result<Query, Refusal> {
    let mut query = query.clone();
    if !bearer.is_limited() {
        return Ok(query);
    }
    let asked = Asked { bearer };
    match &mut query {
        // Shows each as much as is theirs, down to nothing.
        Query::Overview | Query::Access(AccessQuery::Own) => {}
        Query::Queue { filter, .. } | Query::Deadlines { filter, .. } => {
            asked.named(Right::SeeItems, filter.department, filter.township)?;
        }
        Query::Item { .. } => bearer.may(Right::SeeItems)?,
        Query::Families { township, .. } => asked.named(Right::SeeFamilies, None, *township)?,
        Query::Search { .. } | Query::Family { .. } => bearer.may(Right::SeeFamilies)?,
        Query::Entitlements { filter, .. } => {
            asked.named(Right::SeeFamilies, filter.department, filter.township)?;
            if filter.family.is_none() {
                filter.township = asked.one_township(filter.township)?;
                filter.department = filter.department.or_else(|| asked.only_department(Right::SeeFamilies));
            }
        }
        Query::Sweep { township } => {
            asked.named(Right::SeeFamilies, None, *township)?;
            *township = asked.one_township(*township)?;
        }
        Query::Log { filter: LogFilter { family: None, item: None, .. }, .. } => bearer.may_all(Right::SeeJournal)?,
        Query::Log { filter, .. } => {
            bearer.may(if filter.item.is_some() { Right::SeeItems } else { Right::SeeFamilies })?;
        }
        Query::Merge { .. } | Query::Reviews { .. } | Query::Review { .. } | Query::Register(_) => {
            bearer.may(Right::SeeFamilies)?
        }
        Query::Figures(FigureQuery::Year { department, .. }) => {
            asked.named(Right::SeeFigures, *department, None)?;
            // Of several departments the figures of the first are shown until another is named.
            *department = department.or_else(|| bearer.hull(Right::SeeFigures).departments.first().copied());
        }
        Query::Figures(FigureQuery::Items { .. } | FigureQuery::Rows { .. } | FigureQuery::Units { .. }) => {
            bearer.may(Right::SeeFigures)?
        }
        Query::Figures(FigureQuery::Emergencies { .. }) => bearer.may(Right::SeeEmergencies)?,
        Query::Emergency(EmergencyQuery::Strip) if !bearer.has(Right::SeeEmergencies) => {}
        Query::Emergency(_) => bearer.may(Right::SeeEmergencies)?,
        Query::Rhythm(RhythmQuery::Watched { department, township, .. }) => {
            asked.named(Right::SeeItems, *department, *township)?;
        }
        Query::Rhythm(RhythmQuery::Contact { township, .. }) => {
            asked.named(Right::SeeFamilies, None, *township)?;
            *township = asked.one_township(*township)?;
        }
        Query::Rhythm(RhythmQuery::Coming { .. } | RhythmQuery::ComingIn { .. }) => bearer.may(Right::SeeFamilies)?,
        Query::Batch(BatchQuery::Standard { .. }) => bearer.may(Right::SeeFamilies)?,
        Query::Batch(_) => bearer.may(Right::SeePayments)?,
        Query::Checkpoint => bearer.may_all(Right::MakeCheckpoints)?,
        Query::Access(AccessQuery::Accounts) => bearer.may(Right::SeeAccounts)?,
    }
    Ok(query)
}

struct Asked<'a> {
    bearer: &'a Bearer,
}

impl Asked<'_> {
    /// What is named must be the bearer's.
    fn named(&self, right: Right, department: Option<DepartmentNo>, township: Option<i64>) -> Result<(), Refusal> {
        self.bearer.may(right)?;
        let hull = self.bearer.hull(right);
        let township = township.map(|code| u32::try_from(code).unwrap_or(0));
        let own = department.is_none_or(|department| hull.holds_department(department))
            && township.is_none_or(|township| hull.holds_township(township));
        if own { Ok(()) } else { Err(AccessRefusal::Elsewhere { right: right.named() }.into()) }
    }

    /// For lists that know one township or all.
    fn one_township(&self, named: Option<i64>) -> Result<Option<i64>, Refusal> {
        let Scope { townships, .. } = self.bearer.hull(Right::SeeFamilies);
        match (named, townships.as_slice()) {
            (Some(_), _) | (None, []) => Ok(named),
            (None, [only]) => Ok(Some(i64::from(*only))),
            (None, _) => Err(AccessRefusal::NameTownship.into()),
        }
    }

    /// For lists that know one department or all. Rows of several are left out where they are made.
    fn only_department(&self, right: Right) -> Option<DepartmentNo> {
        match self.bearer.hull(right).departments.as_slice() {
            [only] => Some(*only),
            _ => None,
        }
    }
}
