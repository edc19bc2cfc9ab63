//! Keys to actions: one trie for each place, made from the table of actions, and the keys of a chord that wait for the next one.
//!
//! There is no timer: a chord waits until its next key comes or Esc takes it back. What can follow is read off the trie. A leaf may hold
//! several actions of which never more than one is possible (suspend and resume); `update.rs` takes the one that is.

use super::action::{Action, TABLE};
use super::key::{Code, Key};
use super::place::Place;
use std::collections::BTreeMap;

/// The tries of all places.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    places: BTreeMap<Place, Branch>,
}

type Branch = BTreeMap<Key, Node>;

#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    Leaf(Vec<Action>),
    Branch(Branch),
}

/// The keys of a chord pressed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pending(Vec<Key>);

/// What a key press comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// One of these is meant: the one that is possible.
    Actions(Vec<Action>),
    /// The chord goes on.
    Waiting,
    /// The chord was taken back or does not exist.
    Cancelled,
    /// The key does nothing here.
    Nothing,
}

impl Default for Keymap {
    fn default() -> Self {
        let mut places = BTreeMap::new();
        for row in TABLE {
            for (on, names) in row.keys {
                for (place, name) in on.iter().flat_map(|place| names.iter().map(move |name| (*place, *name))) {
                    let chord: Option<Vec<Key>> = name.split('+').map(Key::parse).collect();
                    let root: &mut Branch = places.entry(place).or_default();
                    insert(root, &chord.unwrap_or_default(), row.action);
                }
            }
        }
        Self { places }
    }
}

/// Where the table contradicts itself (a chord starts with a key that already does something) the earlier row wins; a test holds the
/// table to having no such place.
fn insert(branch: &mut Branch, chord: &[Key], action: Action) {
    match chord {
        [] => {}
        [last] => {
            if let Node::Leaf(actions) = branch.entry(*last).or_insert_with(|| Node::Leaf(Vec::new()))
                && !actions.contains(&action)
            {
                actions.push(action);
            }
        }
        [first, rest @ ..] => {
            if let Node::Branch(next) = branch.entry(*first).or_insert_with(|| Node::Branch(Branch::new())) {
                insert(next, rest, action);
            }
        }
    }
}

impl Keymap {
    /// Presses a key in a place.
    pub fn press(&self, place: Place, pending: &mut Pending, key: Key) -> Pressed {
        let key = key.folded();
        let waiting = !pending.0.is_empty();
        if waiting && key.code == Code::Esc {
            pending.0.clear();
            return Pressed::Cancelled;
        }
        match self.branch(place, pending).and_then(|branch| branch.get(&key)) {
            Some(Node::Leaf(actions)) => {
                pending.0.clear();
                Pressed::Actions(actions.clone())
            }
            Some(Node::Branch(_)) => {
                pending.0.push(key);
                Pressed::Waiting
            }
            None => {
                pending.0.clear();
                if waiting { Pressed::Cancelled } else { Pressed::Nothing }
            }
        }
    }

    /// What may follow the keys of a chord pressed so far: each key with the first of its actions.
    pub fn next_keys(&self, place: Place, pending: &Pending) -> Vec<(Key, Action)> {
        let followers = self.branch(place, pending).into_iter().flatten();
        followers
            .filter_map(|(key, node)| match node {
                Node::Leaf(actions) => actions.first().map(|action| (*key, *action)),
                Node::Branch(_) => None,
            })
            .collect()
    }

    fn branch(&self, place: Place, pending: &Pending) -> Option<&Branch> {
        pending.0.iter().try_fold(self.places.get(&place)?, |branch, key| match branch.get(key) {
            Some(Node::Branch(next)) => Some(next),
            _ => None,
        })
    }
}

impl Pending {
    /// The keys pressed so far; empty when no chord is under way.
    pub fn keys(&self) -> &[Key] {
        &self.0
    }

    /// Forgets the chord.
    pub fn clear(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(place: Place, keys: &[&str]) -> Pressed {
        let (keymap, mut pending) = (Keymap::default(), Pending::default());
        let mut last = Pressed::Nothing;
        for key in keys {
            last = keymap.press(place, &mut pending, Key::parse(key).unwrap());
        }
        last
    }

    #[test]
    fn keys_do_what_the_contract_says() {
        let both = [Action::Suspend, Action::Resume];
        for (place, keys, wanted) in [
            (Place::Queues, &["F2"][..], &[Action::GoQueues][..]),
            (Place::Item, &["F4"], &[Action::GoFamilies]),
            (Place::Queues, &["5"], &both),
            (Place::Families, &["5"], &[Action::Death]),
            (Place::Entitlements, &["v", "u"], &[Action::ShowMissing]),
            (Place::Queues, &["G"], &[Action::Last]),
            (Place::Queues, &["、"], &[Action::Find]),
            (Place::Queues, &["："], &[Action::Palette]),
            (Place::Queues, &["１"], &[Action::Accept]),
            (Place::Families, &["n"], &[Action::NewFamily]),
            (Place::Form, &["F1"], &[Action::Help]),
        ] {
            assert_eq!(press(place, keys), Pressed::Actions(wanted.to_vec()), "{keys:?} in {place:?}");
        }
        assert_eq!(press(Place::Queues, &["v"]), Pressed::Nothing);
        assert_eq!(press(Place::Queues, &["F3"]), Pressed::Actions(vec![Action::GoEmergencies]));
        assert_eq!(press(Place::Entitlements, &["v"]), Pressed::Waiting);
        assert_eq!(press(Place::Entitlements, &["v", "Esc"]), Pressed::Cancelled);
        assert_eq!(press(Place::Entitlements, &["v", "x"]), Pressed::Cancelled);
        assert_eq!(press(Place::Entitlements, &["v", "x", "2"]), Pressed::Actions(vec![Action::ShowDue]));
    }

    #[test]
    fn a_chord_shows_what_may_follow() {
        let (keymap, mut pending) = (Keymap::default(), Pending::default());
        keymap.press(Place::Entitlements, &mut pending, Key::char('v'));
        let next: Vec<String> =
            keymap.next_keys(Place::Entitlements, &pending).iter().map(|(key, _)| key.to_string()).collect();
        assert_eq!(next, ["c", "i", "u", "y"]);
    }

    #[test]
    fn the_table_has_no_conflicts() {
        for place in Place::ALL {
            let mut seen: BTreeMap<Vec<Key>, Action> = BTreeMap::new();
            for row in TABLE {
                for name in row.keys_in(place) {
                    let chord: Vec<Key> = name.split('+').map(|key| Key::parse(key).unwrap()).collect();
                    let clash = seen.iter().find(|(other, action)| {
                        **action != row.action && (other.starts_with(&chord) || chord.starts_with(other))
                    });
                    let never_both = [
                        (Action::Suspend, Action::Resume),
                        (Action::EmergencyAdd, Action::EmergencyAcknowledge),
                        (Action::HoldLine, Action::IncludeLine),
                        (Action::SettleSame, Action::FirstIsRight),
                        (Action::SettleNew, Action::SecondIsRight),
                        (Action::SettleLeave, Action::BothAreRight),
                        (Action::ChooseFact, Action::EnterRight),
                        (Action::SettleSame, Action::FillGap),
                        (Action::FirstIsRight, Action::FillGap),
                        (Action::SettleLeave, Action::PutAside),
                        (Action::BothAreRight, Action::PutAside),
                    ];
                    let allowed = clash.is_none_or(|(_, other)| never_both.contains(&(*other, row.action)));
                    assert!(allowed, "{name} in {place:?}: {:?} and {}", clash, row.name);
                    seen.insert(chord, row.action);
                }
            }
        }
    }

    #[test]
    fn where_text_is_typed_no_character_is_a_key() {
        for place in Place::ALL.into_iter().filter(|place| place.is_text()) {
            for row in TABLE {
                for name in row.keys_in(place) {
                    assert_eq!(Key::parse(name).unwrap().text(), None, "{name} of {} in {place:?}", row.name);
                }
            }
        }
    }

    #[test]
    fn keys_kept_for_later_screens_are_free() {
        let taken = [Place::Deadlines, Place::Queues, Place::Families, Place::Family, Place::Item];
        for place in Place::ALL.into_iter().filter(|place| !taken.contains(place)) {
            assert_eq!(press(place, &["F11"]), Pressed::Nothing);
        }
    }
}
