//! What the entries since one touched, for desks that show a part of it.

use super::super::answer::{Answer, Overview};
use super::super::ask::{self, Desk};
use super::super::permission::departments_of;
use super::super::query::Query;
use super::super::touched::{Rights, TOUCHED_MAX, Touched};
use super::Local;
use crate::domain::event::Event;
use crate::ids::Seq;
use crate::views;

impl Local {
    /// What the entries after this one touched. Where they are many, or cannot be read, everything.
    pub fn touched_since(&self, seen: Seq) -> Touched {
        let mut touched = Touched::default();
        let new = usize::try_from(self.head().0.saturating_sub(seen.0)).unwrap_or(usize::MAX);
        if new > TOUCHED_MAX {
            return Touched::everything();
        }
        for entry in self.store.entries(seen.next()) {
            let Ok(entry) = entry else { return Touched::everything() };
            touched = entry.body.events.iter().map(|event| self.touched_by(event)).fold(touched, Touched::and);
        }
        touched
    }

    fn touched_by(&self, event: &Event) -> Touched {
        let mut touched = Touched::by(event);
        // A step back, or to another department, leaves a list that the item does not tell of any more.
        let elsewhere = match event {
            Event::ItemMoved { step, .. } => step.department.is_some(),
            Event::StepWithdrawn { .. } => true,
            _ => false,
        };
        let Ok(views) = self.store.views() else { return Touched::everything() };
        for thing in &mut touched.things {
            thing.township = views.family(thing.family).ok().flatten().map_or(0, |family| views::township_of(&family));
            let item = thing.item.and_then(|item| views.item(item).ok().flatten()).filter(|_| !elsewhere);
            thing.departments = item.map(|item| departments_of(&self.plan, &item)).unwrap_or_default();
        }
        touched
    }

    /// The counts that every desk shows, without the number of the last entry.
    pub fn counts(&self) -> Option<Overview> {
        let desk: Desk<'_> = self.desk();
        match ask::ask(desk, &Query::Overview) {
            Ok(Answer::Overview(overview)) => Some(Overview { head: 0, ..overview }),
            _ => None,
        }
    }

    /// Who may be told of what.
    pub fn rights(&self) -> Rights {
        let accounts = self.store.views().map(|views| views.accounts().clone()).unwrap_or_default();
        Rights { accounts, owner: self.owner.clone(), closed: self.closed }
    }
}
