//! Accounts: kept up to date, opened again and built anew they are the same; and counts of a township are those of its items.

use super::super::*;
use super::random::TOWNSHIPS;
use super::story::{Story, day};
use crate::domain::access::{AccessEvent, Account, Deputy, Role, Scope};
use crate::domain::event::{Event, Move};
use crate::domain::workflow::Verb;
use crate::ids::DepartmentNo;
use std::ops::ControlFlow;

fn granted(user: &str, role: Role) -> Event {
    let scope = Scope::new(vec![DepartmentNo(3)], vec![500_119_001]);
    Event::Access(AccessEvent::Granted { user: user.into(), name: "周敏".into(), role, scope, limit: None })
}

#[test]
fn accounts_are_the_same_however_they_came_there() {
    let mut story = Story::default();
    let deputy = Deputy { user: "wu".into(), from: day(1), until: day(9) };
    story.happen(None, vec![granted("zhou", Role::Clerk), granted("wu", Role::Head)]);
    story.happen(None, vec![Event::Access(AccessEvent::Deputised { user: "zhou".into(), deputy })]);
    story.happen(None, vec![granted("zhou", Role::Head)]);
    story.happen(None, vec![Event::Access(AccessEvent::Closed { user: "wu".into(), reason: "调离".into() })]);
    let (kept, built) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut views = Views::create(kept.path()).unwrap();
    story.entries.iter().for_each(|entry| drop(views.apply(std::slice::from_ref(entry)).unwrap()));
    let entries = story.entries.iter().cloned().map(Ok::<_, ViewsError>);
    let anew = Views::rebuild(built.path(), entries, &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!((anew.accounts(), anew.fingerprint()), (views.accounts(), views.fingerprint()));
    let expected = views.accounts().clone();
    let known: Vec<&Account> = expected.all().collect();
    assert_eq!(known.len(), 2);
    let zhou = expected.get("zhou").unwrap();
    assert!(zhou.role == Role::Head && zhou.deputies.len() == 1 && zhou.is_open());
    assert_eq!(expected.get("wu").unwrap().closed.as_deref(), Some("调离"));
    views.close().unwrap();
    assert_eq!(*Views::open(kept.path()).unwrap().accounts(), expected);
}

/// Counts that are added up at once, and counts kept in step from the beginning.
#[test]
fn counts_of_townships_follow_their_items() {
    let mut story = Story::default();
    let mut items = Vec::new();
    for (place, township) in TOWNSHIPS.into_iter().enumerate() {
        let family = story.family("", township, &["王"]);
        for n in 0..3u8 {
            items.push(story.item(family, DepartmentNo(1 + n), Some(day(u64::from(n) * 5))));
        }
        assert_eq!(items.len(), 3 * (place + 1));
    }
    let home = tempfile::tempdir().unwrap();
    let mut early = Views::create(home.path()).unwrap();
    let code = |place: usize| u32::try_from(TOWNSHIPS[place]).unwrap();
    early.counts_within(day(6), &[code(0)]).unwrap();
    let apply = |views: &mut Views, story: &Story| {
        story.entries.iter().for_each(|entry| drop(views.apply(std::slice::from_ref(entry)).unwrap()));
    };
    apply(&mut early, &story);
    let step = |verb| Move::new(verb);
    story.happen(None, vec![Event::ItemMoved { item: items[0], step: step(Verb::Suspend) }]);
    story.happen(None, vec![Event::ItemMoved { item: items[1], step: step(Verb::Withdraw) }]);
    apply(&mut early, &story);
    let other = tempfile::tempdir().unwrap();
    let mut late = Views::create(other.path()).unwrap();
    apply(&mut late, &story);
    for named in [vec![code(0)], vec![code(1)], vec![code(0), code(1)]] {
        assert_eq!(early.counts_within(day(6), &named).unwrap(), late.counts_within(day(6), &named).unwrap());
    }
    let both = early.counts_within(day(6), &[code(0), code(1)]).unwrap();
    assert_eq!(both.departments, early.counts(day(6)).departments, "two townships are the whole");
    let first = early.counts_within(day(6), &[code(0)]).unwrap();
    let of = |no: u8| first.departments.iter().find(|one| one.department == DepartmentNo(no)).unwrap();
    assert_eq!((of(1).live, of(1).suspended, of(2).live, of(3).live, of(3).due_soon), (0, 1, 0, 1, 1));
    assert_eq!(first.families, 1);
}
