//! Whatever happens, the views answer as the model does, whether they were kept up to date, closed and opened, or built anew.

use super::super::store::Way;
use super::super::*;
use super::emergency;
use super::model::Model;
use super::random::{self, Deed, TOWNSHIPS};
use super::story::{Story, day};
use crate::domain::access::Scope;
use crate::domain::question::QuestionKind;
use crate::domain::register::Owner;
use crate::domain::workflow::Status;
use crate::ids::{DepartmentNo, FamilyId, MemberNo, RegisterNo, ReviewId, RowId};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::ControlFlow;
use std::path::Path;

/// Views that were given the history in groups of so many entries, closed and opened between groups where `restart` says so.
fn kept(dir: &Path, story: &Story, group: usize, restart: bool) -> Views {
    let mut views = Views::create(dir).unwrap();
    for entries in story.entries.chunks(group) {
        views.apply(entries).unwrap();
        if restart {
            views.close().unwrap();
            views = Views::open(dir).unwrap();
        }
    }
    views
}

fn rebuilt(dir: &Path, story: &Story) -> Views {
    let entries = story.entries.iter().cloned().map(Ok::<_, ViewsError>);
    Views::rebuild(dir, entries, &mut |_| ControlFlow::Continue(())).unwrap()
}

/// Every row.
fn rows(views: &Views) -> Vec<store::Row> {
    views.store.scan(&(Vec::new()..vec![u8::MAX]), Way::Forward, usize::MAX).unwrap()
}

/// A list walked page by page in both directions, and from the middle; the rows in order.
pub fn walked<T, K: PartialEq + std::fmt::Debug>(
    page: impl Fn(&From) -> Page<T>,
    cursor: impl Fn(&T) -> Cursor,
    key: impl Fn(&T) -> K,
    wanted: &[K],
    what: &str,
) {
    let mut forward: Vec<T> = Vec::new();
    let mut from = From::Start;
    loop {
        let page = page(&from);
        assert_eq!(page.more_before, !forward.is_empty(), "{what}");
        assert!(page.total.is_none_or(|total| total == wanted.len() as u64), "{what}: {:?}", page.total);
        forward.extend(page.rows);
        if !page.more_after {
            break;
        }
        from = From::After(cursor(forward.last().unwrap()));
    }
    assert_eq!(forward.iter().map(&key).collect::<Vec<_>>(), wanted, "{what} forward");
    let mut backward: Vec<K> = Vec::new();
    let mut from = From::End;
    loop {
        let page = page(&from);
        assert_eq!(page.more_after, !backward.is_empty(), "{what}");
        backward.splice(0..0, page.rows.iter().map(&key));
        if !page.more_before {
            break;
        }
        from = From::Before(cursor(&page.rows[0]));
    }
    assert_eq!(backward, wanted, "{what} backward");
    if let Some((at, row)) = forward.iter().enumerate().nth(forward.len() / 2) {
        let page = page(&From::At(cursor(row)));
        assert!(wanted[at..].starts_with(&page.rows.iter().map(&key).collect::<Vec<_>>()) && !page.rows.is_empty());
        assert_eq!(page.more_before, at > 0);
    }
}

fn filters() -> Vec<QueueFilter> {
    let mut filters = Vec::new();
    let statuses = Status::ALL.into_iter().map(Some).chain([None]);
    for status in statuses {
        for department in [None, Some(DepartmentNo(1)), Some(DepartmentNo(2))] {
            for township in [None, Some(TOWNSHIPS[0])] {
                for overdue_on in [None, Some(day(6))] {
                    for emergency in [false, true] {
                        filters.push(QueueFilter {
                            department,
                            status,
                            township,
                            overdue_on,
                            emergency,
                            within: Scope::ALL,
                        });
                    }
                }
            }
        }
    }
    filters
}

fn same_lists(views: &Views, model: &Model) {
    for filter in filters() {
        let queue = |from: &From| views.queue(&filter, from, 3).unwrap();
        let id = |row: &QueueRow| row.item.id;
        let cursor = |row: &QueueRow| row.cursor.clone();
        walked(queue, cursor, id, &model.queue(&filter), &format!("queue {filter:?}"));
        if filter.status.is_none() {
            let deadlines = |from: &From| views.deadlines(&filter, from, 3).unwrap();
            walked(deadlines, cursor, id, &model.deadlines(&filter), &format!("deadlines {filter:?}"));
        }
    }
    for watch in Watch::ALL {
        for (department, township) in [(None, None), (Some(DepartmentNo(1)), None), (None, Some(TOWNSHIPS[0]))] {
            for days in [(day(0), day(400)), (day(2), day(5))] {
                let page =
                    |from: &From| views.watched(watch, department, (township, &Scope::ALL), days, from, 3).unwrap();
                let wanted = model.watched(watch, department, township, days);
                let what = format!("{watch:?} {department:?} {days:?}");
                walked(page, |row| row.cursor.clone(), |row| row.item.id, &wanted, &what);
            }
        }
    }
    for kind in [Kind::Born, Kind::Identified] {
        let found = views.dated(kind, &Place::from(day(0)), day(400), 500).unwrap();
        let found: Vec<_> = found.into_iter().map(|dated| (dated.on, dated.family, dated.member)).collect();
        assert_eq!(found, model.dated(kind), "{kind:?}");
    }
    let mut ahead = views.recorded_ahead(&Place::from(day(0)), day(4_000), 5_000).unwrap();
    ahead.sort_by_key(|row| (row.on, row.item));
    let ahead: Vec<_> = ahead.into_iter().map(|row| (row.on, row.item, row.key)).collect();
    assert_eq!(ahead, model.recorded());
    let village = TOWNSHIPS[0] * 1000 + 1;
    let [first, second] = TOWNSHIPS.map(|code| u32::try_from(code).unwrap());
    for area in [
        Area::District,
        Area::Township(TOWNSHIPS[1]),
        Area::Township(0),
        Area::Townships(vec![0, second]),
        Area::Townships(vec![first]),
        Area::Village(TOWNSHIPS[0], village),
    ] {
        let families = |from: &From| views.families(&area, from, 2).unwrap();
        walked(families, |row| row.cursor.clone(), |row| row.family.id, &model.register(&area), &format!("{area:?}"));
    }
    let mut all = Vec::new();
    for kind in QuestionKind::ALL {
        let page = |from: &From| views.questions(Some(kind), from, 2).unwrap();
        walked(page, |row| row.cursor.clone(), |row| row.question, &model.questions(kind), kind.key());
        all.extend(model.questions(kind));
    }
    let page = |from: &From| views.questions(None, from, 2).unwrap();
    walked(page, |row| row.cursor.clone(), |row| row.question, &all, "questions");
}

fn same_records(views: &Views, model: &Model, story: &Story) {
    for id in (0..=story.families + 1).map(FamilyId) {
        assert_eq!(views.family(id).unwrap(), model.family(id));
        let items: Vec<_> = model.items.values().filter(|item| item.id.family == id).rev().cloned().collect();
        assert_eq!(views.items_of(id, 500).unwrap(), items);
        assert_eq!(views.items_of(id, 2).unwrap(), items[..items.len().min(2)]);
        let lines: Vec<_> = model.lines.iter().filter(|((of, _), _)| *of == id).map(|(_, line)| line).rev().collect();
        assert_eq!(views.timeline(id, None, 500).unwrap().iter().collect::<Vec<_>>(), lines);
        if let Some(line) = lines.first() {
            let earlier = views.timeline(id, Some(line.seq), 1).unwrap();
            assert_eq!(earlier.first(), lines.get(1).copied());
        }
    }
    for (id, item) in &model.items {
        assert_eq!(views.item(*id).unwrap().as_ref(), Some(item));
    }
    for id in (0..=story.reviews + 1).map(ReviewId) {
        assert_eq!(views.review(id).unwrap().as_ref(), model.reviews.get(&id));
    }
    for n in 0..6u8 {
        assert_eq!(views.review_with_fingerprint(&[n; 16]).unwrap(), model.asked_about(n));
        assert_eq!(views.token(&format!("token{n}")).unwrap(), model.token(&format!("token{n}")));
    }
    assert_eq!(views.next_family().unwrap(), FamilyId(story.families + 1));
    assert_eq!(views.next_review().unwrap(), ReviewId(story.reviews + 1));
}

fn same_rows(views: &Views, model: &Model, story: &Story) {
    for id in (0..=story.rows.len() as u32 + 1).map(RowId) {
        assert_eq!(views.entered(id).unwrap().as_ref(), model.rows.get(&id));
    }
    for register in (0..5).map(RegisterNo) {
        let wanted = model.written(|row| row.register == register);
        assert_eq!(views.entered_count(register) as usize, wanted.len());
        let page = |from: &From| views.entered_in(register, None, from, 2).unwrap();
        walked(page, |row| row.cursor.clone(), |row| row.row.id, &wanted, "rows of a register");
        let family = FamilyId(1);
        let wanted = model.written(|row| row.register == register && row.owner.family() == Some(family));
        let page = |from: &From| views.entered_in(register, Some(family), from, 2).unwrap();
        walked(page, |row| row.cursor.clone(), |row| row.row.id, &wanted, "rows of a family");
        for owner in [Owner::District, Owner::Department(DepartmentNo(2)), Owner::Member(FamilyId(1), MemberNo(1))] {
            let theirs = model.written(|row| row.register == register && row.owner == owner);
            assert_eq!(views.entered_by(owner, register).unwrap(), theirs.first().copied());
        }
    }
    for family in (1..=story.families).map(FamilyId) {
        let rows: Vec<RowId> = views.entered_of(family, 500).unwrap().iter().map(|row| row.id).collect();
        assert_eq!(rows, model.written(|row| row.owner.family() == Some(family)));
    }
    assert_eq!(views.next_entered().unwrap(), RowId(story.rows.len() as u32 + 1));
}

fn same_counts(views: &Views, model: &Model) {
    for today in [0, 3, 6, 30].map(day) {
        let counts = views.counts(today);
        for department in (1..4).map(DepartmentNo) {
            let kept = counts.departments.iter().find(|counts| counts.department == department);
            let kept = kept.map_or([0; 5], |c| [c.live, c.due_soon, c.overdue, c.emergency, c.suspended]);
            assert_eq!(kept.map(|n| n as usize), model.counts(department, today));
        }
        assert_eq!(counts.families as usize, model.families_listed());
        assert_eq!(counts.items as usize, model.listed_items().count());
        let waiting: usize = QuestionKind::ALL.into_iter().map(|kind| model.questions(kind).len()).sum();
        assert_eq!(counts.reviews as usize, waiting);
    }
}

fn same_findings(views: &Views, model: &Model) {
    let texts = [
        "王",
        "王建",
        "建国",
        "王建国",
        "强",
        "欧",
        "w",
        "wjg",
        "wangjg",
        "wangjianguo",
        "dgq",
        "sgq",
        "shan",
        "xian",
        "xi'an",
        "oy",
        "lq",
        "lvq",
        "g",
        "NC-001",
        "nc7",
        "0012",
        "4418",
        "002x",
        "500000196001010011",
        "13900",
        "0001",
    ];
    for text in texts {
        let found = views.search(text, 500).unwrap();
        let families: BTreeSet<FamilyId> = found.iter().map(|found| found.family).collect();
        assert_eq!(families.len(), found.len(), "{text}: none twice");
        assert_eq!(families, model.search(text), "{text}");
        assert_eq!(views.search(text, 1).unwrap(), found[..found.len().min(1)]);
    }
    for (id, family) in model.families.iter().filter(|(_, family)| family.is_listed()) {
        if !family.case_number().is_empty() {
            assert!(views.by_case_number(family.case_number()).unwrap().contains(id));
        }
        for member in family.members.iter().filter(|member| !member.name().is_empty()) {
            let person: (FamilyId, MemberNo) = (*id, member.number);
            assert!(views.alike(member.name(), 500).unwrap().contains(&person));
            if !member.identity_number().is_empty() {
                assert!(views.by_identity_number(member.identity_number()).unwrap().contains(&person));
            }
        }
    }
}

fn same(views: &mut Views, model: &Model, story: &Story) {
    same_records(views, model, story);
    same_lists(views, model);
    same_counts(views, model);
    same_findings(views, model);
    same_rows(views, model, story);
    emergency::same(views, model);
    while !views.check_some(7).unwrap().done {}
}

/// The history as far as the domain lets it be: `deeds` may move an item of a family that another deed has not entered yet.
fn story(deeds: &[Deed]) -> Story {
    random::tell(deeds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn views_answer_as_the_model_does(deeds in random::deeds(40), group in 1usize..9, restart in proptest::bool::weighted(0.2)) {
        let dir = tempfile::tempdir().unwrap();
        let story = story(&deeds);
        let model = Model::of(&story.entries);
        let mut views = kept(&dir.path().join("kept"), &story, group, restart);
        same(&mut views, &model, &story);
    }

    #[test]
    fn views_built_anew_are_the_views_that_were_kept(deeds in random::deeds(60), group in 1usize..9) {
        let dir = tempfile::tempdir().unwrap();
        let story = story(&deeds);
        let kept = kept(&dir.path().join("kept"), &story, group, false);
        let rebuilt = rebuilt(&dir.path().join("rebuilt"), &story);
        prop_assert_eq!(rows(&kept), rows(&rebuilt));
        prop_assert_eq!(&kept.counters, &rebuilt.counters);
        prop_assert_eq!(kept.meta, rebuilt.meta);
        let one_by_one = self::kept(&dir.path().join("single"), &story, 1, false);
        prop_assert_eq!(rows(&one_by_one), rows(&rebuilt));
    }

    #[test]
    fn a_check_goes_on_while_entries_come_in(deeds in random::deeds(40), rows in 1usize..20) {
        let dir = tempfile::tempdir().unwrap();
        let story = story(&deeds);
        let mut views = Views::create(&dir.path().join("views")).unwrap();
        for entry in &story.entries {
            views.apply(std::slice::from_ref(entry)).unwrap();
            views.check_some(rows).unwrap();
        }
        let last = loop {
            let checked = views.check_some(rows).unwrap();
            if checked.done { break checked }
        };
        prop_assert_eq!(last.rows, last.of);
    }
}
