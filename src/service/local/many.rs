//! The service for many clerks: each question and each order names who stands behind it, and orders of several share a sync.

use super::super::answer::{Answer, Done, LogRow};
use super::super::ask::{self, Desk, Unanswered};
use super::super::client::Order;
use super::super::execute;
use super::super::failure::Failure;
use super::super::permission::{Bearer, House};
use super::super::presence::Subject;
use super::super::query::Query;
use super::super::store::Opened;
use super::{Local, OWN_WITHIN, rebuilt};
use crate::clock::Clock;
use crate::domain::decide::Office;
use crate::domain::refusal::Refusal;
use crate::ids::{FamilyId, Seq};
use crate::text::clean;
use chrono::NaiveDate;
use std::sync::Arc;

impl Local {
    /// Answers a clerk's question, as of a day where one is named.
    ///
    /// # Errors
    /// When there is no such thing, or the store cannot be read.
    pub fn ask_for(&mut self, actor: &str, today: Option<NaiveDate>, query: &Query) -> Result<Answer, Refusal> {
        let bearer = self.bearer(actor)?;
        self.bring_up(query)?;
        let error = match ask::ask(self.desk_for(actor, &bearer, today), query) {
            Err(Unanswered::Failed(Failure::Views(error))) if error.rebuild_helps() => error,
            other => return other.map_err(Refusal::from),
        };
        // Nothing is answered from views known to be wrong: fold them again, then ask once more.
        self.store.mend()?;
        self.opened.extend(rebuilt(&error, &Opened::default()));
        self.bring_up(query)?;
        let bearer = self.bearer(actor)?;
        ask::ask(self.desk_for(actor, &bearer, today), query).map_err(Refusal::from)
    }

    /// What is kept is brought up to date where the question is about it.
    fn bring_up(&mut self, query: &Query) -> Result<(), Refusal> {
        let of_all = matches!(query, Query::Entitlements { filter, .. } if filter.family.is_none());
        if of_all || matches!(query, Query::Sweep { .. } | Query::Reviews { .. }) {
            self.catch_up();
        }
        if matches!(query, Query::Figures(_)) { self.count_figures(&mut |_, _| {}) } else { Ok(()) }
    }

    /// Carries out what several clerks want, in order and each on its own; they share as few syncs as they can.
    pub fn execute_for(&mut self, wanted: &[(&str, &[Order])]) -> Vec<Vec<Result<Done, Refusal>>> {
        let (plan, calendar) = (Arc::clone(&self.plan), Arc::clone(&self.calendar));
        let office = Office { plan: &plan, calendar: &calendar, now: self.clock.now() };
        let orders: Vec<_> =
            wanted.iter().flat_map(|(actor, orders)| orders.iter().map(move |order| (*actor, order))).collect();
        let house = House { owner: self.owner.as_deref(), closed: self.closed };
        let all = execute::execute_all(&mut self.store, office, house, &orders);
        for ((actor, order), answer) in orders.iter().zip(&all) {
            self.shown.note(actor, order, answer.is_ok(), office.now);
        }
        let mut answers = all.into_iter();
        wanted.iter().map(|(_, orders)| answers.by_ref().take(orders.len()).collect()).collect()
    }

    /// Says of each order of a clerk whether it would be done now; nothing is written.
    pub fn preview_for(&self, actor: &str, orders: &[Order]) -> Vec<Result<(), Refusal>> {
        let office = Office { plan: &self.plan, calendar: &self.calendar, now: self.clock.now() };
        execute::preview(&self.store, office, self.house(), actor, orders)
    }

    /// The last entry of a clerk that can still be taken back.
    pub fn last_of(&self, actor: &str) -> Option<LogRow> {
        let seq = execute::last_of(&self.store, actor, OWN_WITHIN).ok().flatten()?;
        let entry = self.store.entry(seq).ok().flatten()?;
        let measure = |id| self.store.views().ok()?.item(id).ok().flatten().map(|item| item.measure);
        Some(ask::log_row(&entry, &measure))
    }

    /// The name under which others are told of a clerk who is at something; none where the clerk may not see it.
    pub fn present_at(&self, actor: &str, subject: Subject) -> Option<String> {
        let bearer = self.bearer(actor).ok()?;
        let views = self.store.views().ok()?;
        let family = |id: FamilyId| views.family(id).ok().flatten().filter(|_| !id.is_district());
        let sees = match subject {
            Subject::Family(id) => bearer.sees_family(&family(id)?),
            Subject::Item(id) => {
                bearer.sees_item(&self.plan, &views.item(id).ok().flatten()?, family(id.family).as_ref())
            }
        };
        let account = views.accounts().get(actor).map(|account| clean::free_text(&account.name));
        let name = account.filter(|name| !name.is_empty()).unwrap_or_else(|| clean::free_text(actor));
        sees.then_some(name)
    }

    /// The last entry of the journal.
    pub fn head(&self) -> Seq {
        self.store.journal().last().seq
    }

    /// The clock of the office.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    fn house(&self) -> House<'_> {
        House { owner: self.owner.as_deref(), closed: self.closed }
    }

    /// What somebody is today; the day is the server's, whatever day a client asks about.
    ///
    /// # Errors
    /// When the store has accounts and this user has none, or the views cannot be read.
    pub fn bearer(&self, actor: &str) -> Result<Bearer, Refusal> {
        let accounts = self.store.views().map_err(Refusal::from)?.accounts();
        Bearer::of(self.house(), accounts, actor, self.clock.today())
    }

    pub(super) fn desk_for<'a>(&'a self, actor: &'a str, bearer: &'a Bearer, today: Option<NaiveDate>) -> Desk<'a> {
        let now = today.map_or(self.clock, Clock::pretending).now();
        let shown = self.shown.to(actor, self.clock.now());
        let (plan, calendar, today) = (&self.plan, &self.calendar, now.date_naive());
        Desk { store: &self.store, plan, calendar, today, now, actor, bearer, shown }
    }
}
