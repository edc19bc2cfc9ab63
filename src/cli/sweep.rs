//! `fuzhu sweep`: the whole register against the whole plan. Who is entitled and has no item, what is missing to know, what changed since
//! a day; and opening what is due in bulk.

mod opening;
#[cfg(test)]
mod tests;
mod told;

use super::Means;
use super::failure::Failure;
use super::output::Output;
use super::paging::Limit;
use super::sense;
use super::word::Word;
use crate::domain::refusal::Refusal;
use crate::ids::MeasureNo;
use crate::policy::plan::Plan;
use crate::policy::verdict::Truth;
use crate::service::kept;
use crate::service::local::Local;
use crate::service::query::EntitlementFilter;
use crate::service::sweep::totals::Totals;
use crate::service::sweep::{Swept, Wanted};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use told::Row;

/// Families between two signs of progress.
const PROGRESS_EVERY: u64 = 200;

/// What a sweep tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum What {
    /// 每项措施的件数 ‖ the counts of each measure
    #[default]
    Totals,
    /// 符合而未开办的 ‖ who is entitled and has no item
    Due,
    /// 缺什么，可定多少结论 ‖ what is missing to know, by how many verdicts it would decide
    Missing,
    /// 结论有变化的 ‖ whose verdict has changed
    Changed,
}

/// What to look for.
#[derive(Debug, Args)]
pub struct Sweep {
    /// totals 汇总、due 应办未办、missing 缺什么、changed 有何变化 ‖ totals, due, missing or changed
    #[arg(value_name = "WHAT", value_enum, default_value_t, hide_possible_values = true)]
    what: What,
    /// 只看这项措施：编号或名称 ‖ only this measure: id or title
    #[arg(long, value_name = "MEASURE")]
    measure: Option<Word>,
    /// 只看这个乡镇街道 ‖ only this township
    #[arg(long, value_name = "TOWNSHIP")]
    township: Option<Word>,
    /// 自哪一天以来的变化（默认上月一日） ‖ changes since this day (default: the first of last month)
    #[arg(long, value_name = "DATE")]
    since: Option<Word>,
    /// 把应办未办的全部开办（须指明措施） ‖ open an item for all that is due (needs a measure)
    #[arg(long, requires = "measure")]
    open: bool,
    /// 只说明将会怎样，不写入 ‖ say what would be done and write nothing
    #[arg(long, requires = "open")]
    dry_run: bool,
    #[command(flatten)]
    limit: Limit,
}

impl Sweep {
    pub(super) fn run(&self, means: &mut impl Means, out: &mut Output<'_>) -> Result<(), Failure> {
        let today = means.now().date_naive();
        let (interrupted, plan) = (means.interrupted(), means.plan()?);
        let asked = self.asked(&plan, today, out)?;
        let local = means.local()?;
        let mut swept = Sweeping::new(asked, &plan);
        let kept = if swept.asked.is_kept() { local.kept_in_step().map_err(Refusal::from)? } else { None };
        let how = match kept {
            Some(standing) => swept.read(local, out).map(|()| How::Kept(standing.as_of)),
            None => swept.go(local, &interrupted, out).map(|whole| if whole { How::Swept } else { How::Interrupted }),
        }?;
        if self.open {
            return opening::open(local, &swept.rows, self.dry_run, &interrupted, out);
        }
        swept.tell(how, out)
    }

    fn asked(&self, plan: &Plan, today: NaiveDate, out: &Output<'_>) -> Result<Asked, Failure> {
        let what = if self.open { What::Due } else { self.what };
        let since = self.since.as_ref().map(|word| sense::day(word, today)).transpose()?;
        Ok(Asked {
            what,
            measure: self.measure.as_ref().map(|word| super::plan::measure(plan, word)).transpose()?.map(|one| one.no),
            township: self.township.as_ref().map(sense::township).transpose()?,
            since: since.unwrap_or_else(|| kept::since(today)),
            today,
            rows: if self.open { usize::MAX } else { self.limit.rows(out) },
            streamed: out.json && !self.open,
        })
    }
}

/// What was asked, understood.
struct Asked {
    what: What,
    measure: Option<MeasureNo>,
    township: Option<i64>,
    since: NaiveDate,
    today: NaiveDate,
    /// The most rows that are told.
    rows: usize,
    /// Rows go out as they come instead of being kept.
    streamed: bool,
}

impl Asked {
    /// Whether verdicts that are kept can answer: what changed is kept since one day only.
    fn is_kept(&self) -> bool {
        self.what != What::Changed || self.since == kept::since(self.today)
    }

    /// Whether a sweep of this finds everything that is kept.
    fn is_whole(&self) -> bool {
        self.township.is_none() && self.is_kept()
    }

    fn is_of(&self, measure: MeasureNo) -> bool {
        self.measure.is_none_or(|only| only == measure)
    }
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    /// From the verdicts that are kept, judged as of this day.
    Kept(NaiveDate),
    /// From a sweep that went to its end.
    Swept,
    /// From a sweep that did not.
    Interrupted,
}

/// A sweep under way.
struct Sweeping<'p> {
    asked: Asked,
    plan: &'p Plan,
    totals: Totals,
    rows: Vec<Row>,
    /// Rows that were not kept.
    more: u64,
}

impl<'p> Sweeping<'p> {
    fn new(asked: Asked, plan: &'p Plan) -> Self {
        Self { asked, plan, totals: Totals::default(), rows: Vec::new(), more: 0 }
    }

    /// Reads the verdicts that are kept.
    fn read(&mut self, local: &Local, out: &mut Output<'_>) -> Result<(), Failure> {
        let Asked { what, measure, township, .. } = self.asked;
        let tally = local.kept_tally(township).map_err(Refusal::from)?;
        self.totals = Totals::of_kept(&tally, self.plan);
        let filter = match what {
            What::Due => EntitlementFilter { verdict: Some(Truth::Yes), without_item: true, ..Default::default() },
            What::Changed => EntitlementFilter { changed: true, ..Default::default() },
            What::Totals | What::Missing => return Ok(()),
        };
        let filter = EntitlementFilter { measure, township, ..filter };
        let (mut told, mut unheard) = (0u64, None);
        let all = local
            .kept_named(&filter, &mut |named| {
                let shown = self.asked.streamed || self.rows.len() < self.asked.rows;
                if shown {
                    told += 1;
                    unheard = self.put(Row::from(named), out).err();
                }
                shown && unheard.is_none()
            })
            .map_err(Refusal::from)?;
        self.more = all.saturating_sub(told);
        unheard.map_or(Ok(()), Err)
    }

    /// Goes over the register, and keeps what it found where that is everything. True when it went to its end.
    fn go(&mut self, local: &mut Local, interrupted: &Arc<AtomicBool>, out: &mut Output<'_>) -> Result<bool, Failure> {
        let Asked { what, township, since, today, .. } = self.asked;
        let whole = self.asked.is_whole();
        let wanted = Wanted {
            township,
            as_of: today,
            lacking: whole || what == What::Missing,
            since: Some(since).filter(|_| whole || what == What::Changed),
        };
        let label = out.lang.pick("排查", "sweeping");
        let (mut unheard, mut found) = (None, Vec::new());
        let ended = local.sweep(wanted, &mut |swept, done, total| {
            if done % PROGRESS_EVERY == 0 {
                out.progress(label, done, total);
            }
            if let Err(failure) = self.take(&swept, out) {
                unheard = Some(failure);
            }
            if whole {
                found.push((swept.family(), swept.kept()));
            }
            let stop = unheard.is_some() || interrupted.load(Ordering::Relaxed);
            if stop { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        out.progress_over();
        if let Some(failure) = unheard {
            return Err(failure);
        }
        let ended = ended.map_err(Refusal::from)?;
        if whole && ended {
            local.keep_all(found).map_err(Refusal::from)?;
        }
        Ok(ended)
    }

    fn take(&mut self, swept: &Swept, out: &mut Output<'_>) -> Result<(), Failure> {
        self.totals.add(swept);
        let rows: Vec<Row> = match self.asked.what {
            What::Due => {
                let due = |one: &&crate::service::sweep::Verdict| {
                    one.judged.truth == Truth::Yes && one.item.is_none() && self.asked.is_of(one.judged.measure)
                };
                swept.verdicts.iter().filter(due).map(|one| Row::due(swept, one.judged)).collect()
            }
            What::Changed => {
                let changed = swept.changes.iter().filter(|change| self.asked.is_of(change.measure));
                changed.map(|change| Row::changed(swept, *change)).collect()
            }
            What::Totals | What::Missing => Vec::new(),
        };
        rows.into_iter().try_for_each(|row| self.put(row, out))
    }

    /// Tells a row, or puts it with those that are told at the end.
    fn put(&mut self, row: Row, out: &mut Output<'_>) -> Result<(), Failure> {
        if self.asked.streamed {
            return out.object(&row.keys(self.plan));
        }
        if self.rows.len() < self.asked.rows {
            self.rows.push(row);
        } else {
            self.more += 1;
        }
        Ok(())
    }

    fn tell(&self, how: How, out: &mut Output<'_>) -> Result<(), Failure> {
        match self.asked.what {
            What::Totals => told::totals(&self.totals, self.asked.measure, self.plan, out)?,
            What::Missing => told::missing(&self.totals, self.asked.rows, self.plan, out)?,
            What::Due | What::Changed => told::rows(&self.rows, self.more, self.asked.what, self.plan, out)?,
        }
        let since = Some(self.asked.since).filter(|_| self.asked.what == What::Changed);
        told::end(&self.totals, since, how, out)
    }
}
