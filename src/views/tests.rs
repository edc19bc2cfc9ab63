//! The views as a whole: histories are folded in, and every question is answered as a naive model answers it.

mod story;

use super::*;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{DepartmentNo, FamilyId, ItemId};
use story::Story;

#[test]
fn a_family_and_its_item_are_there_after_a_restart() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("views");
    let mut story = Story::default();
    let family = story.family("NC-0001", 500_119_100, &["王建国", "李秀英", "王强"]);
    let item = story.item(family, DepartmentNo(3), Some(story::day(20)));
    let mut views = Views::create(&path).unwrap();
    let changed = views.apply(&story.entries).unwrap();
    assert_eq!(changed.families.into_iter().collect::<Vec<_>>(), [family]);
    assert_eq!(changed.items.into_iter().collect::<Vec<_>>(), [item]);
    assert_eq!(changed.departments.into_iter().collect::<Vec<_>>(), [DepartmentNo(3)]);
    views.close().unwrap();

    let mut views = Views::open(&path).unwrap();
    assert!(views.was_clean());
    assert_eq!(views.applied(), story.head());
    assert_eq!(views.family(family).unwrap().unwrap().open_items, 1);
    story.step(item, Verb::Accept);
    views.apply(&story.entries).unwrap();
    assert_eq!(views.item(item).unwrap().unwrap().status, Status::Accepted);
    let page = views.queue(&QueueFilter::default(), &From::Start, 10).unwrap();
    assert_eq!(page.rows.iter().map(|row| row.item.id).collect::<Vec<_>>(), [item]);
    assert_eq!((page.more_before, page.more_after, page.total), (false, false, Some(1)));
    let counts = views.counts(story::day(21));
    assert_eq!((counts.families, counts.items, counts.departments[0].overdue), (1, 1, 1));
    for text in ["王建国", "建国", "王强"] {
        assert_eq!(views.search(text, 5).unwrap()[0].family, family, "{text}");
    }
    drop(views);
    assert!(!Views::open(&path).unwrap().was_clean(), "not closed in good order");
}

#[test]
fn an_entry_that_does_not_follow_is_refused_and_changes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let mut views = Views::create(&dir.path().join("views")).unwrap();
    let mut story = Story::default();
    let family = story.family("NC-0001", 500_119_100, &["王建国"]);
    story.family("NC-0002", 500_119_100, &["李建国"]);
    let gap = views.apply(&story.entries[1..]);
    assert_eq!(gap, Err(ViewsError::Gap { applied: Seq(0), came: Seq(2) }));
    views.apply(&story.entries).unwrap();
    assert_eq!(views.apply(&story.entries), Ok(Changed::default()));
    let nobody = ItemId { family: FamilyId(9), number: 1 };
    story.step(nobody, Verb::Accept);
    assert_eq!(views.apply(&story.entries), Err(ViewsError::StrayItem { seq: Seq(3), item: nobody }));
    assert_eq!((views.applied(), views.family(family).unwrap().unwrap().version), (Seq(2), Seq(1)));
}
