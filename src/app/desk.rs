//! The service as the workstation uses it: that of the office, with hands for files where the data directory is at hand. The layers above the
//! service (what a bank reads, what is printed) are known here and not to screens.

use super::office::Office;
use crate::cli::Means;
use crate::cli::batch::bank;
use crate::cli::failure::Failure;
use crate::cli::plan::compare;
use crate::cli::{attach, print};
use crate::domain::batch::Said;
use crate::domain::refusal::Refusal;
use crate::exchange::bank::returns::{Outcome, Return};
use crate::policy::calendar::Calendar;
use crate::policy::plan::{Measure, Plan};
use crate::service::answer::{Answer, Done, LogRow};
use crate::service::client::{Bell, Client, Notice, Order};
use crate::service::errand::{Errand, Paper, Ran, Returned, no_hands};
use crate::service::local::Local;
use crate::service::query::Query;
use crate::service::sweep::compare::Comparison;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The most of those who gain or lose by another plan that a desk is shown.
const TURNS_MAX: usize = 500;

/// The data directory in this process, and hands.
pub struct Desk<'a> {
    local: &'a mut Local,
}

impl<'a> Desk<'a> {
    /// A desk on the data directory.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn of(office: &'a mut Office) -> Result<Self, Failure> {
        Ok(Self { local: office.local()? })
    }

    fn run_errand(&mut self, errand: &Errand) -> Result<Ran, Failure> {
        let today = self.local.now().date_naive();
        match errand {
            Errand::SendBatch { batch, file } => {
                let (_, sum) = bank::export(self.local, *batch, Path::new(file.trim()), false)?;
                Ok(Ran::Sent(sum))
            }
            Errand::Print { what, lang, file } => {
                let (title, text) = match what {
                    Paper::Family(family) => {
                        let text = print::family_sheet(self.local, *family, *lang)?.unwrap_or_default();
                        (format!("fuzhu {family}"), text)
                    }
                    Paper::Queue(filter, watched) => {
                        let which = (filter, *watched);
                        let text = print::queue_list(self.local, which, print::ITEMS_MAX, *lang)?;
                        ("fuzhu queue".to_string(), text)
                    }
                };
                match file {
                    None => print::to_printer("", &title, &text)?,
                    Some(file) => attach::new_file(Path::new(file.trim()), &mut text.as_bytes())?,
                }
                Ok(Ran::Printed)
            }
            Errand::Attach { owner, file, note } => {
                let done = attach::attach(self.local, *owner, Path::new(file.trim()), note)?;
                done.map(Ran::Attached).ok_or_else(|| Refusal::NothingToChange.into())
            }
            Errand::TakeOut { row, file } => {
                attach::take_out(self.local, *row, Some(PathBuf::from(file.trim())))?;
                Ok(Ran::TakenOut)
            }
            Errand::ComparePlan { file } => {
                let other = compare::read(Path::new(file.trim()))?;
                let mut found = Comparison::default();
                let told = self.local.compare(&other, today, &mut |turns, _, _| {
                    found.take(turns, TURNS_MAX);
                    ControlFlow::Continue(())
                });
                told.map_err(Refusal::from)?;
                let titled = |one: &Measure| (one.id.clone(), (one.short.zh.clone(), one.short.en.clone()));
                Ok(Ran::Compared(Box::new(found), other.measures().iter().map(titled).collect()))
            }
            Errand::ReadReturns { batch, file } => {
                let (_, rows) = bank::read_returns(self.local, *batch, Path::new(file.trim()), today)?;
                Ok(Ran::Returns(rows.into_iter().map(returned).collect()))
            }
        }
    }
}

fn returned(row: Return) -> Returned {
    let said = |outcome| match outcome {
        Outcome::Paid(day) => day.map(Said::Paid),
        Outcome::Failed(reason) => Some(Said::Failed(reason)),
    };
    Returned { row: row.row, said: row.said.map(|(no, outcome)| (no, said(outcome))) }
}

/// What a command would print is what the desk says.
fn refusal(failure: Failure) -> Refusal {
    match failure {
        Failure::Refused(refusal) => refusal,
        other => {
            let both = |say: &dyn Fn(Lang) -> String| (say(Lang::Zh), say(Lang::En));
            let (sentence, hint) = (both(&|lang| other.sentence(lang)), both(&|lang| other.hint(lang)));
            if sentence.0.is_empty() {
                return no_hands();
            }
            Refusal::Store { code: other.code().to_string().into(), sentence, hint }
        }
    }
}

impl Client for Desk<'_> {
    fn ask(&mut self, query: &Query) -> Result<Answer, Refusal> {
        self.local.ask(query)
    }

    fn execute(&mut self, orders: &[Order]) -> Vec<Result<Done, Refusal>> {
        self.local.execute(orders)
    }

    fn preview(&mut self, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        self.local.preview(orders)
    }

    fn run(&mut self, errand: &Errand) -> Result<Ran, Refusal> {
        self.run_errand(errand).map_err(refusal)
    }

    fn idle(&mut self) -> bool {
        self.local.idle()
    }

    fn take_changed(&mut self) -> bool {
        self.local.take_changed()
    }

    fn is_restless(&self) -> bool {
        self.local.is_restless()
    }

    fn ring(&mut self, bell: Bell) {
        self.local.ring(bell);
    }

    fn last_own(&mut self) -> Option<LogRow> {
        self.local.last_own()
    }

    fn notices(&self) -> Vec<Notice> {
        self.local.notices()
    }

    fn plan(&self) -> Arc<Plan> {
        Client::plan(self.local)
    }

    fn calendar(&self) -> Arc<Calendar> {
        Client::calendar(self.local)
    }

    fn now(&self) -> DateTime<FixedOffset> {
        self.local.now()
    }

    fn actor(&self) -> &str {
        self.local.actor()
    }
}
