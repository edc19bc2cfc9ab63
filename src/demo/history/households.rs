//! Households are entered, and what is heard of them later is written down.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::chronicle::{self, Note};
use crate::demo::household::Household;
use crate::demo::office::{self, Second};
use crate::demo::papers;
use crate::demo::recorded;
use crate::demo::standing::Standing;
use crate::domain::entry::Body;
use crate::domain::event::Event;
use crate::domain::family::Family;
use crate::ids::{FamilyId, Seq};

/// A household, as it is entered, and what will be heard of it.
struct Known {
    it: Household,
    events: Vec<Event>,
    family: Family,
    notes: Vec<Note>,
}

impl Histories<'_> {
    /// Enters a household and plans the next one, and the first note about this one.
    pub(super) fn enter(&mut self, second: Second, id: FamilyId) -> Option<Body> {
        let Known { events, notes, .. } = self.known(id);
        let asking = notes.iter().filter(|note| note.opens.is_some()).count() as u32;
        self.quota.asked += asking;
        self.quota.asked_ever += asking;
        self.plan_note(id, &notes, 0);
        if id.0 < self.setting.families {
            let next = FamilyId(id.0 + 1);
            self.agenda.plan(self.setting.intake.second(next), Act::Enter(next));
        }
        self.body(second, office::registrar(id.0), "family add", events)
    }

    /// Writes down the note with this place, plans the item that it asks for, and the next note.
    pub(super) fn write_down(&mut self, second: Second, id: FamilyId, place: u8) -> Option<Body> {
        let Known { it, mut family, notes, .. } = self.known(id);
        self.plan_note(id, &notes, place + 1);
        if self.lately.struck(id) {
            self.quota.asked -= u32::from(notes.get(usize::from(place))?.opens.is_some());
            return None;
        }
        for earlier in notes.iter().take(usize::from(place)) {
            recorded::edited(&family, &earlier.edits).iter().for_each(|event| family.apply(Seq(0), event));
        }
        let note = notes.get(usize::from(place))?;
        if let Some((measure, member)) = note.opens {
            self.quota.asked -= 1;
            let at = Standing { it: &it, on: self.setting.hours.date(second) };
            let ledger = self.ledgers.get(id.0 as usize)?;
            let wanted = self.plan.by_id(measure).map(|measure| measure.no);
            let choice = wanted.and_then(|no| self.catalogue.wanted(no, member, &at, ledger));
            if let Some(choice) = choice.filter(|_| at.is_served()) {
                let minutes = 60 * (4 + id.0 % 40);
                self.agenda.plan(Second(second.0 + minutes), Act::Asked(id, choice));
            }
        }
        let events = recorded::edited(&family, &note.edits);
        if events.is_empty() { None } else { self.body(second, office::registrar(id.0 / 3), note.word, events) }
    }

    fn plan_note(&mut self, id: FamilyId, notes: &[Note], place: u8) {
        if let Some(note) = notes.get(usize::from(place)) {
            self.agenda.plan(note.second, Act::Note(id, place));
        }
    }

    /// The household invented once more; cheap, and it need not be kept.
    fn known(&self, id: FamilyId) -> Known {
        let it = Household::invent(&self.setting, id);
        let (facts, people) = papers::written(&self.setting, &it);
        let events = recorded::entered(id, facts, people);
        let family = recorded::folded(id, &events);
        let notes = chronicle::notes(&self.setting, &it, &family);
        Known { it, events, family, notes }
    }
}
