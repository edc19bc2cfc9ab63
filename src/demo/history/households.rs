//! Households are entered, and what is heard of them later is written down.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::chronicle;
use crate::demo::household::Household;
use crate::demo::office::{self, Second};
use crate::demo::papers;
use crate::demo::recorded;
use crate::demo::standing::Standing;
use crate::domain::entry::Body;
use crate::ids::{FamilyId, Seq};

impl Histories<'_> {
    pub(super) fn enter(&mut self, second: Second, id: FamilyId) -> Option<Body> {
        let it = Household::invent(&self.setting, id);
        let (facts, people) = papers::written(&self.setting, &it);
        let events = recorded::entered(id, facts, people);
        let known = recorded::folded(id, &events);
        let notes = chronicle::notes(&self.setting, &it, &known);
        for (place, note) in (0..).zip(&notes) {
            let asks = note.opens.is_some();
            self.quota.asked += u32::from(asks);
            self.quota.asked_ever += u32::from(asks);
            self.agenda.plan(note.second, Act::Note(id, place, asks));
        }
        if id.0 < self.setting.families {
            let next = FamilyId(id.0 + 1);
            self.agenda.plan(self.setting.intake.second(next), Act::Enter(next));
        }
        self.body(second, office::registrar(id.0), "family add", events)
    }

    pub(super) fn note(&mut self, second: Second, id: FamilyId, place: u8) -> Option<Body> {
        let it = Household::invent(&self.setting, id);
        let (facts, people) = papers::written(&self.setting, &it);
        let mut known = recorded::folded(id, &recorded::entered(id, facts, people));
        let notes = chronicle::notes(&self.setting, &it, &known);
        for earlier in notes.iter().take(usize::from(place)) {
            recorded::edited(&known, &earlier.edits).iter().for_each(|event| known.apply(Seq(0), event));
        }
        let note = notes.into_iter().nth(usize::from(place))?;
        if let Some((measure, member)) = note.opens {
            let at = Standing { it: &it, on: self.setting.hours.date(second) };
            let ledger = self.ledgers.get(id.0 as usize)?;
            let wanted = self.plan.by_id(measure).map(|measure| measure.no);
            let choice = wanted.and_then(|no| self.catalogue.wanted(no, member, &at, ledger));
            if let Some(choice) = choice.filter(|_| at.is_served()) {
                let minutes = 60 * (4 + id.0 % 40);
                self.agenda.plan(Second(second.0 + minutes), Act::Asked(id, choice));
            }
        }
        let events = recorded::edited(&known, &note.edits);
        if events.is_empty() { None } else { self.body(second, office::registrar(id.0 / 3), note.word, events) }
    }
}
