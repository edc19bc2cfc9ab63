//! Entitlements of the invented office, and what its kept verdicts come to.

use super::{Office, today};
use crate::domain::sweep::change::{Cause, Change};
use crate::domain::sweep::kept::{Kept, State, Tally};
use crate::ids::MeasureNo;
use crate::policy::plan::Subject;
use crate::policy::verdict::{Truth, Verdict};
use crate::service::answer::{EntitlementRow, SweepCounts, SweepStanding};
use crate::service::query::{Cursor, EntitlementFilter};
use chrono::Days;

/// Everything is in step with today.
pub fn fresh() -> SweepStanding {
    let since = today() - Days::new(54);
    SweepStanding { as_of: today(), since, percent: 100, rest: None, changed: 0 }
}

impl Office {
    pub(super) fn entitled(&self, filter: &EntitlementFilter) -> Vec<EntitlementRow> {
        let mut rows = Vec::new();
        for page in self.families.iter().filter(|page| filter.family.is_none_or(|family| page.row.family == family)) {
            let page = self.page_of(page.row.family).unwrap();
            for row in page.entitlements {
                let department = self.plan.measure(row.measure).map(|measure| measure.department());
                // What is not known yet was a no last month; nothing else has turned.
                let change = (row.verdict.truth == Truth::Unknown).then_some(Change {
                    measure: row.measure,
                    member: row.member,
                    before: Some(Truth::No),
                    after: Truth::Unknown,
                    cause: Cause::Recorded,
                });
                let change = change.filter(|_| filter.changed);
                let fits = filter.measure.is_none_or(|no| row.measure == no)
                    && filter.department.is_none_or(|no| department == Some(no))
                    && filter.township.is_none_or(|code| page.row.township == code)
                    && (!filter.changed || change.is_some())
                    && filter.verdict.is_none_or(|truth| row.verdict.truth == truth)
                    && !(filter.without_item && row.item.is_some());
                if fits {
                    let cursor = Cursor(format!("{:08}{:03}", row.family.0, row.measure.0).into_bytes());
                    let reasons = if filter.explain { row.verdict.reasons.clone() } else { Vec::new() };
                    let verdict = Verdict { reasons, ..row.verdict };
                    rows.push(EntitlementRow { cursor, verdict, change, ..row });
                }
            }
        }
        rows
    }

    /// What is kept of the verdicts comes to this.
    pub(super) fn swept(&self, township: Option<i64>) -> SweepCounts {
        let filter = EntitlementFilter { township, ..Default::default() };
        let mut tally = Tally::default();
        for row in self.entitled(&filter) {
            let state = match (row.verdict.truth, row.item) {
                (Truth::No, _) => continue,
                (Truth::Unknown, _) => State::Unknown,
                (Truth::Yes, None) => State::Due,
                (Truth::Yes, Some(_)) => State::Open,
            };
            tally.count(&Kept { held: vec![(row.measure, row.member, state)], ..Kept::default() });
        }
        for change in self.entitled(&EntitlementFilter { changed: true, ..filter }).iter().filter_map(|row| row.change)
        {
            tally.count(&Kept { changes: vec![change], ..Kept::default() });
        }
        let judged = self.plan.measures().iter().filter(|measure| measure.subject != Subject::District);
        let of = |no: &MeasureNo| tally.measures.get(no).copied().unwrap_or_default();
        SweepCounts {
            standing: self.sweep,
            families: self.families.len() as u64,
            measures: judged.map(|measure| (measure.no, of(&measure.no))).collect(),
        }
    }
}
