//! The views as a whole: histories are folded in, and every question is answered as a naive model answers it.

mod account;
mod agree;
mod batch;
mod damage;
mod emergency;
mod figures;
mod model;
mod random;
mod story;

use super::*;
use crate::domain::event::Event;
use crate::domain::item::Urgency;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{DepartmentNo, FamilyId, ItemId};
use crate::policy::field::Field;
use story::{Story, facts, text};

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

fn views(story: &Story) -> (tempfile::TempDir, Views) {
    let dir = tempfile::tempdir().unwrap();
    let mut views = Views::create(&dir.path().join("views")).unwrap();
    views.apply(&story.entries).unwrap();
    (dir, views)
}

#[test]
fn a_family_with_many_items_has_them_in_several_rows() {
    let mut story = Story::default();
    let family = story.family("NC-0001", 500_119_100, &["王建国"]);
    for _ in 0..40 {
        story.item(family, DepartmentNo(1), None);
    }
    let (_dir, views) = views(&story);
    for limit in [0, 1, 8, 9, 16, 17, 40, 41, usize::MAX] {
        let numbers: Vec<u32> = views.items_of(family, limit).unwrap().iter().map(|item| item.id.number).collect();
        assert_eq!(numbers, (1..=40).rev().take(limit).collect::<Vec<_>>());
    }
}

#[test]
fn an_entry_taken_back_is_struck_out_and_stands_again_when_that_is_taken_back() {
    let mut story = Story::default();
    let family = story.family("NC-0001", 500_119_100, &["王建国"]);
    let edit = |note| facts(family, None, [(Field::Note, text(note))]);
    let first = story.happen(None, vec![edit("a")]);
    let undo = |of| Event::EntryWithdrawn { of, reason: "mistaken".into() };
    let second = story.happen(None, vec![edit(""), undo(first)]);
    let struck = |story: &Story| -> Vec<(u64, bool)> {
        let (_dir, views) = views(story);
        views.timeline(family, None, 9).unwrap().iter().map(|line| (line.seq.0, line.withdrawn)).collect()
    };
    assert_eq!(struck(&story), [(3, false), (2, true), (1, false)]);
    story.happen(None, vec![edit("a"), undo(second)]);
    assert_eq!(struck(&story), [(4, false), (3, true), (2, false), (1, false)]);
}

#[test]
fn a_filter_that_lets_few_ended_items_through_says_where_to_go_on() {
    let mut story = Story::default();
    let mut events = Vec::new();
    let mut last = None;
    for n in 0..2_300 {
        let (family, entered) = story.enter("", 500_119_100, 1, &[]);
        let department = DepartmentNo(if n == 2_299 { 2 } else { 1 });
        let (item, opened) = story.open(family, department, None, Urgency::Normal);
        let step = crate::domain::event::Move::new(Verb::Decline);
        events.extend(entered.into_iter().chain([opened, Event::ItemMoved { item, step }]));
        last = Some(item);
    }
    story.happen(None, events);
    let (_dir, views) = views(&story);
    let filter =
        QueueFilter { status: Some(Status::Declined), department: Some(DepartmentNo(2)), ..QueueFilter::default() };
    let page = views.queue(&filter, &From::Start, 5).unwrap();
    assert_eq!((page.rows.len(), page.more_after, page.total), (0, true, Some(1)));
    let page = views.queue(&filter, &From::After(page.reached.unwrap()), 5).unwrap();
    assert_eq!(page.rows.iter().map(|row| Some(row.item.id)).collect::<Vec<_>>(), [last]);
    assert_eq!((page.more_after, page.reached), (false, None));
}

#[test]
fn what_finds_a_person() {
    let mut story = Story::default();
    let shan = story.family("NC-0007", 500_119_100, &["单国强", "曾庆华"]);
    let wang = story.family("NC-0018", 500_119_101, &["王建国", "吕秀英", "王小明"]);
    let wan = story.family("NC-0019", 500_119_101, &["万国平"]);
    story.happen(
        None,
        vec![
            facts(wang, None, [(Field::Phone, text("139 0000 4418"))]),
            facts(wang, Some(crate::ids::MemberNo(1)), [(Field::IdentityNumber, text("50000019600101002x"))]),
        ],
    );
    let (_dir, views) = views(&story);
    for (typed, family, by) in [
        ("sgq", shan, Matched::Sound),
        ("dgq", shan, Matched::Sound),
        ("shanguoqiang", shan, Matched::Sound),
        ("zqh", shan, Matched::Sound),
        ("wjg", wang, Matched::Sound),
        ("wangjg", wang, Matched::Sound),
        ("wangjianguo", wang, Matched::Sound),
        ("Wang Jianguo", wang, Matched::Sound),
        ("lvxy", wang, Matched::Sound),
        ("luxiuying", wang, Matched::Sound),
        ("建国", wang, Matched::Name),
        ("王建", wang, Matched::Name),
        ("王 建国", wang, Matched::Name),
        ("王jg", wang, Matched::Sound),
        ("王jianguo", wang, Matched::Sound),
        ("002x", wang, Matched::IdentityNumber),
        ("50000019600101002X", wang, Matched::IdentityNumber),
        ("4418", wang, Matched::Phone),
        ("13900004418", wang, Matched::Phone),
        ("139000", wang, Matched::Phone),
        ("nc-0018", wang, Matched::CaseNumber),
        ("F2", wang, Matched::Id),
        ("wangp", wan, Matched::Sound),
    ] {
        let found = views.search(typed, 10).unwrap();
        assert_eq!(found.first().map(|found| (found.family, found.by)), Some((family, by)), "{typed}: {found:?}");
    }
    for nobody in ["", " ", "jg", "wangjianguoa", "418", "国建", "王gj", "F9", "\u{0}", "，"] {
        assert_eq!(views.search(nobody, 10).unwrap(), [], "{nobody:?}");
    }
    // Whose surname it is comes before those whose syllables happen to begin so.
    let wang_first: Vec<FamilyId> = views.search("wang", 10).unwrap().iter().map(|found| found.family).collect();
    assert_eq!(wang_first, [wang, wan]);
}
