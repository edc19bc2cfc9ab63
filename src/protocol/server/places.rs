//! Where the desks are: at most one place a connection, in memory only. A place is a lease: it lasts as long as its connection, and lapses
//! when nothing was heard of the desk for a while.

use crate::protocol::message::Others;
use crate::service::presence::{Here, Present};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// How long a desk may be silent. One that is well is heard of every minute.
pub const SILENCE: Duration = Duration::from_secs(150);

/// The most others that are told; whoever fills in a form comes first.
const OTHERS_MAX: usize = 8;

/// The longest name that is told, in characters.
const NAME_MAX: usize = 24;

/// The places of all desks, by the number of the client.
#[derive(Debug, Default)]
pub struct Places {
    // How often something about them changed.
    turn: u64,
    all: HashMap<u64, Place>,
}

#[derive(Debug)]
struct Place {
    name: String,
    here: Here,
    heard: Instant,
    // What its desk knows of others.
    told: Vec<Present>,
}

impl Places {
    /// A desk is there now, or nowhere. True when that is news for another desk.
    pub fn put(&mut self, client: u64, name: &str, here: Option<Here>, now: Instant) -> bool {
        let before = self.all.get(&client).map(|place| place.here);
        match here {
            Some(here) => {
                let name = name.chars().take(NAME_MAX).collect();
                let told = self.all.remove(&client).map(|place| place.told).unwrap_or_default();
                self.all.insert(client, Place { name, here, heard: now, told });
            }
            None => drop(self.all.remove(&client)),
        }
        if before == here {
            return false;
        }
        self.turn += 1;
        [before, here].into_iter().flatten().any(|here| self.is_seen(client, here))
    }

    /// A desk was heard of.
    pub fn heard(&mut self, client: u64, now: Instant) {
        if let Some(place) = self.all.get_mut(&client) {
            place.heard = now;
        }
    }

    /// Forgets desks that have been silent for too long. True when there were any.
    pub fn lapse(&mut self, now: Instant) -> bool {
        let before = self.all.len();
        self.all.retain(|_, place| now.duration_since(place.heard) < SILENCE);
        let lapsed = self.all.len() < before;
        self.turn += u64::from(lapsed);
        lapsed
    }

    /// Who else is where this desk is; from now on its desk knows.
    pub fn others(&mut self, client: u64) -> Others {
        let who = self.who(client);
        if let Some(place) = self.all.get_mut(&client) {
            place.told.clone_from(&who);
        }
        Others { turn: self.turn, who }
    }

    /// The same, where this desk does not know it yet.
    pub fn news(&mut self, client: u64) -> Option<Others> {
        let told = &self.all.get(&client)?.told;
        let news = *told != self.who(client);
        news.then(|| self.others(client))
    }

    fn is_seen(&self, client: u64, here: Here) -> bool {
        self.all.iter().any(|(other, place)| *other != client && place.here.subject.covers(here.subject))
    }

    fn who(&self, client: u64) -> Vec<Present> {
        let Some(own) = self.all.get(&client) else { return Vec::new() };
        let there = self.all.iter().filter(|(other, _)| **other != client);
        let there = there.filter(|(_, place)| own.here.subject.covers(place.here.subject));
        let mut who: Vec<Present> = there
            .map(|(_, Place { name, here, .. })| {
                let same = here.subject == own.here.subject;
                Present { looking: !here.filling, same, name: name.clone() }
            })
            .collect();
        who.sort();
        who.truncate(OTHERS_MAX);
        who
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{FamilyId, ItemId};
    use crate::service::presence::Subject;

    fn family(number: u32, filling: bool) -> Option<Here> {
        Some(Here { subject: Subject::Family(FamilyId(number)), filling })
    }

    fn item(number: u32, filling: bool) -> Option<Here> {
        Some(Here { subject: Subject::Item(ItemId { family: FamilyId(number), number: 1 }), filling })
    }

    fn names(others: &Others) -> Vec<(&str, bool, bool)> {
        others.who.iter().map(|one| (one.name.as_str(), !one.looking, one.same)).collect()
    }

    #[test]
    fn whoever_is_at_the_same_thing_is_told_and_who_fills_in_comes_first() {
        let (mut places, now) = (Places::default(), Instant::now());
        assert!(!places.put(1, "周敏", family(7, false), now), "nobody else is there");
        assert!(places.put(2, "李强", family(7, true), now));
        assert!(!places.put(3, "王芳", family(8, true), now), "another family is nobody's news");
        assert!(places.put(4, "赵云", item(7, false), now), "an item of the family is");
        assert_eq!(names(&places.others(1)), [("李强", true, true), ("赵云", false, false)]);
        assert_eq!(names(&places.others(4)), [], "the page of an item tells of the item alone");
        assert_eq!(names(&places.others(9)), [], "a desk that is nowhere is told of nobody");
        assert_eq!(places.news(1), None, "it knows already");
        assert!(places.put(2, "李强", None, now));
        let turn = places.others(3).turn;
        let news = places.news(1).unwrap();
        assert_eq!((names(&news), news.turn), (vec![("赵云", false, false)], turn));
        assert!(!places.put(1, "周敏", family(7, false), now), "nothing new");
    }

    #[test]
    fn a_desk_that_is_silent_is_forgotten_and_no_more_than_one_place_is_kept_for_each() {
        let (mut places, now) = (Places::default(), Instant::now());
        places.put(1, "周敏", family(7, true), now);
        places.put(1, "周敏", family(8, true), now);
        places.put(2, "李强", family(8, false), now);
        assert_eq!(places.all.len(), 2);
        let later = now + SILENCE / 2;
        places.heard(2, later);
        assert!(!places.lapse(later));
        assert!(places.lapse(now + SILENCE));
        assert_eq!(names(&places.others(2)), []);
        places.heard(1, later);
        assert_eq!(places.all.len(), 1, "whoever lapsed has to say again where it is");
    }

    #[test]
    fn names_and_lists_have_an_end() {
        let (mut places, now) = (Places::default(), Instant::now());
        for client in 0..100 {
            places.put(client, &"长".repeat(1000), family(1, client > 90), now);
        }
        let others = places.others(0);
        assert_eq!(others.who.len(), OTHERS_MAX);
        assert!(others.who.iter().all(|one| !one.looking && one.name.chars().count() == NAME_MAX));
    }
}
