//! What happens beside the items takes its place among them: its lines are planned, decided by the domain, and what they open is counted.

use super::Histories;
use crate::demo::agenda::Act;
use crate::demo::office::Second;
use crate::domain::entry::Body;
use crate::domain::event::Event;

impl Histories<'_> {
    /// Plans the lines, and keeps items for what they open.
    pub(super) fn plan_lately(&mut self) {
        let lines: Vec<(u16, Second)> = self.lately.lines().map(|(place, line)| (place, line.second)).collect();
        let Some(last) = self.setting.hours.end().0.checked_sub(2).filter(|_| !lines.is_empty()) else { return };
        for (place, second) in lines {
            self.agenda.plan(second, Act::Lately(place));
        }
        self.quota.beside = self.lately.items_max().min(self.quota.left());
        self.quota.kept += self.quota.beside;
        self.agenda.plan(Second(last), Act::Free);
    }

    /// Does the line with this place, if the domain lets it.
    pub(super) fn lately(&mut self, second: Second, place: u16) -> Option<Body> {
        let line = self.lately.line(place)?;
        let now = self.setting.hours.moment(second);
        let (word, events) = self.lately.decided(self.plan, now, &line.deed)?;
        let opened: Vec<_> = events
            .iter()
            .filter_map(|event| match event {
                Event::ItemOpened { item, measure, .. } => Some((*item, *measure)),
                _ => None,
            })
            .collect();
        let count = u32::try_from(opened.len()).unwrap_or(u32::MAX);
        let kept = self.quota.beside.checked_sub(count)?;
        self.quota.kept -= count;
        self.quota.beside = kept;
        self.quota.opened += count;
        for (item, measure) in opened {
            let entry = self.catalogue.place(measure).and_then(|place| self.catalogue.entry(place))?;
            let period = self.catalogue.period(entry, self.setting.hours.date(second));
            self.ledgers.get_mut(item.family.0 as usize)?.open(entry, period);
        }
        self.body(second, line.actor, word, events)
    }
}
