//! What is shown in full for the moment: whoever gave a reason sees a family unmasked for some minutes. It is not kept: after a restart
//! a reason is asked for again.

use super::super::client::Order;
use crate::domain::access::AccessCommand;
use crate::domain::command::Command;
use crate::ids::FamilyId;
use chrono::{DateTime, FixedOffset, TimeDelta};
use std::collections::HashMap;

/// For how long a family is shown in full.
const MINUTES: TimeDelta = TimeDelta::minutes(5);

/// The most families that one clerk sees in full at a time.
const EACH_MAX: usize = 20;

type Moment = DateTime<FixedOffset>;

/// Families shown in full, by who sees them.
#[derive(Debug, Default)]
pub struct Shown(HashMap<String, (Vec<FamilyId>, Vec<Moment>)>);

impl Shown {
    /// The families that somebody sees in full now.
    pub fn to(&self, actor: &str, now: Moment) -> &[FamilyId] {
        let Some((families, since)) = self.0.get(actor) else { return &[] };
        // The latest stand last; what was shown before the clock was set back has had its time.
        let over = since.iter().take_while(|since| now - **since >= MINUTES || **since > now).count();
        families.get(over..).unwrap_or_default()
    }

    /// Takes note of an order that was carried out.
    pub fn note(&mut self, actor: &str, order: &Order, done: bool, now: Moment) {
        let Command::Access(AccessCommand::Reveal { family, .. }) = &order.command else { return };
        if !done {
            return;
        }
        let (families, since) = self.0.entry(actor.to_string()).or_default();
        families.push(*family);
        since.push(now);
        if families.len() > EACH_MAX {
            families.remove(0);
            since.remove(0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Moment {
        DateTime::UNIX_EPOCH.fixed_offset() + TimeDelta::minutes(minute)
    }

    fn reveal(family: u32) -> Order {
        Order::from(Command::Access(AccessCommand::Reveal { family: FamilyId(family), reason: "电话核实".into() }))
    }

    #[test]
    fn a_family_is_shown_for_five_minutes_to_who_gave_a_reason() {
        let mut shown = Shown::default();
        shown.note("zhou", &reveal(7), true, at(0));
        shown.note("zhou", &reveal(8), true, at(3));
        shown.note("zhou", &reveal(9), false, at(3));
        assert_eq!(shown.to("zhou", at(4)), [FamilyId(7), FamilyId(8)]);
        assert_eq!(shown.to("zhou", at(5)), [FamilyId(8)]);
        assert_eq!(shown.to("zhou", at(8)), []);
        assert_eq!(shown.to("zhou", at(-60)), [], "the clock was set back");
        assert_eq!(shown.to("wu", at(4)), []);
    }

    #[test]
    fn no_clerk_sees_many_families_at_a_time() {
        let mut shown = Shown::default();
        (0..50).for_each(|family| shown.note("zhou", &reveal(family), true, at(0)));
        assert_eq!(shown.to("zhou", at(1)).len(), EACH_MAX);
        assert_eq!(shown.to("zhou", at(1)).last(), Some(&FamilyId(49)));
    }
}
