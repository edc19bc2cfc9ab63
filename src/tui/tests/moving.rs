//! Moving about: rows, panes, screens, pages, back and out.

use super::bench::{Setup, bench};
use super::office::Office;
use crate::ids::{FamilyId, ItemId};
use crate::service::query::{From, Query};
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::place::Place;
use crate::tui::screen::{Pane, Screen};

/// The place of the chosen row of the list in front, from 1.
fn row(model: &Model) -> u64 {
    let place = match model.screen() {
        Screen::Queues(screen) => screen.roll.list.place(),
        Screen::Deadlines(screen) => screen.roll.list.place(),
        Screen::Families(screen) => screen.roll.list.place(),
        Screen::Entitlements(screen) => screen.roll.list.place(),
        Screen::Reviews(screen) => screen.roll.list.place(),
        Screen::Emergencies(screen) => screen.roll.list.place(),
        Screen::Figures(_) | Screen::Item(_) | Screen::Family(_) => None,
        Screen::Batches(screen) => screen.roll.list.place(),
        Screen::Batch(screen) => screen.roll.list.place(),
        Screen::Accounts(screen) => screen.roll.list.place(),
        Screen::Coming(screen) => screen.roll.list.place(),
        Screen::Registers(screen) => screen.roll.list.place(),
    };
    place.unwrap()
}

#[test]
fn keys_move_the_choice() {
    // Forty families have 106 open items; a screen of 24 rows shows 19 of them.
    for (keys, wanted) in [
        ("", 1),
        ("Down Down j", 4),
        ("Down Up k", 1),
        ("PageDown", 20),
        ("PageDown PageDown PageUp", 20),
        ("End", 106),
        ("G Up", 105),
        ("G Home", 1),
        ("End PageUp g", 1),
        ("Down Down Down Home Up", 1),
        ("F4 Down", 2),
        ("F4 End", 40),
        ("F5 PageDown Down", 21),
        ("F6 Down F2", 1),
        ("F4 Down Down F2 Down F4", 3),
    ] {
        assert_eq!(row(bench(80, 24, Lang::Zh).press(keys).model()), wanted, "{keys}");
        assert_eq!(row(bench(80, 24, Lang::Zh).burst(keys).model()), wanted, "{keys} in a burst");
    }
}

#[test]
fn keys_lead_to_places() {
    for (keys, wanted) in [
        ("", Place::Queues),
        ("Enter", Place::Item),
        ("Enter Enter", Place::Family),
        ("Enter Enter Esc Esc", Place::Queues),
        ("Enter F5", Place::Deadlines),
        ("F4 Enter", Place::Family),
        ("F6 Enter", Place::Family),
        ("Tab Enter", Place::Family),
        ("Esc", Place::Ask),
        ("q Esc", Place::Queues),
        ("q q", Place::Queues),
        ("Tab Esc", Place::Queues),
        ("F1", Place::Help),
        ("？ Esc", Place::Queues),
        ("：", Place::Palette),
        ("Ctrl-P Esc", Place::Queues),
        ("/", Place::Find),
        ("、", Place::Find),
        ("Ctrl-F Esc", Place::Queues),
        ("4", Place::Form),
        ("４", Place::Form),
        ("4 F1", Place::Help),
        ("F8", Place::Batches),
        ("F3 F11", Place::Emergencies),
        ("F11", Place::Form),
    ] {
        let mut bench = bench(80, 24, Lang::Zh);
        assert_eq!(bench.press(keys).model().place(), wanted, "{keys}");
    }
}

#[test]
fn leaving_is_asked_at_the_top_and_nowhere_else() {
    for (keys, left) in [
        ("Esc Enter", true),
        ("q Enter", true),
        ("F10", true),
        ("Ctrl-Q", true),
        ("4 text:abc Ctrl-Q", true),
        ("Enter Esc", false),
        ("Esc Esc", false),
        ("4 Esc", false),
    ] {
        assert_eq!(bench(80, 24, Lang::Zh).press(keys).desk.is_left(), left, "{keys}");
    }
}

#[test]
fn panes_go_round() {
    let panes = |keys: &str| bench(80, 24, Lang::Zh).press(keys).model().screen().pane();
    assert_eq!(panes("Tab"), Pane::Side);
    assert_eq!(panes("Tab Tab"), Pane::Scopes);
    assert_eq!(panes("Tab Tab Tab"), Pane::Main);
    assert_eq!(panes("Shift-Tab"), Pane::Scopes);
    assert_eq!(panes("Left Enter"), Pane::Main);
    assert_eq!(panes("F4 Tab Tab"), Pane::Main);
}

#[test]
fn the_queue_follows_the_department_and_the_family_follows_the_item() {
    let mut bench = bench(120, 36, Lang::Zh);
    bench.press("Shift-Tab Down");
    let Screen::Queues(screen) = bench.model().screen() else { panic!("another screen") };
    assert_eq!(screen.filter.department.map(|no| no.0), Some(1));
    let first = screen.roll.list.chosen().unwrap().item;
    assert_eq!(screen.side.family(), Some(first.family));
    bench.press("Tab Down");
    let Screen::Queues(screen) = bench.model().screen() else { panic!("another screen") };
    let second = screen.roll.list.chosen().unwrap().item;
    assert_ne!(first, second);
    assert_eq!(screen.side.family(), Some(second.family));
}

#[test]
fn a_held_key_asks_for_one_family_at_the_end() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.asked.clear();
    bench.burst("Down Down Down Down Down Down Down Down");
    let families = bench.office.asked.iter().filter(|query| matches!(query, Query::Family { .. })).count();
    assert_eq!((families, bench.office.asked.len()), (1, 1));
}

#[test]
fn the_end_of_the_list_is_one_question_and_no_question_reads_more_than_a_screen() {
    let mut bench = Setup { office: Office::with(600), ..Setup::default() }.open();
    bench.office.asked.clear();
    bench.burst("End");
    let pages: Vec<_> = bench
        .office
        .asked
        .iter()
        .filter_map(|query| match query {
            Query::Queue { page, .. } => Some(page.clone()),
            _ => None,
        })
        .collect();
    assert_eq!(pages.len(), 1);
    assert_eq!(pages[0].from, From::End);
    assert!(pages[0].limit <= 30, "{}", pages[0].limit);
}

#[test]
fn a_page_that_is_gone_closes_again() {
    let mut bench = bench(80, 24, Lang::En);
    let item = bench.model().screen().items()[0].item;
    bench.office.items.retain(|row| row.item != item);
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Queues);
    assert!(bench.notice().contains(&format!("There is no item {item}.")), "{}", bench.notice());
}

#[test]
fn nothing_that_cannot_be_read_ends_the_desk() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.offline = true;
    bench.press("F4 F5 F6 F2 Enter Esc End 1");
    assert!(bench.notice().contains("数据暂时不能读取"), "{}", bench.notice());
    bench.office.offline = false;
    bench.press("Ctrl-L");
    assert_eq!(bench.model().place(), Place::Queues);
}

#[test]
fn enter_opens_what_is_chosen() {
    let mut bench = bench(80, 24, Lang::Zh);
    let chosen = bench.press("Down Down").model().screen().items()[0].item;
    let Screen::Item(page) = bench.press("Enter").model().screen() else { panic!("no item is open") };
    assert_eq!(page.page.as_ref().map(|page| page.row.item), Some(chosen));
    let Screen::Family(page) = bench.press("Enter").model().screen() else { panic!("no family is open") };
    assert_eq!(page.page.as_ref().map(|page| page.row.family), Some(chosen.family));
}

#[test]
fn lines_of_a_family_lead_on() {
    let mut bench = bench(120, 36, Lang::Zh);
    // Name, standing, three people, then the open items.
    let Screen::Item(page) = bench.press("F4 Enter Down Down Down Down Down Enter").model().screen() else {
        panic!("no item is open")
    };
    assert_eq!(page.item, ItemId { family: FamilyId(1), number: 1 });
    assert_eq!(bench.press("Esc Up Enter").model().screen().pane(), Pane::Side);
}

#[test]
fn a_terminal_too_small_says_so_and_waits() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.resize(60, 20);
    assert_eq!(
        bench.screen().lines().take(2).collect::<Vec<_>>(),
        ["窗口太小：需要 80 列 24 行以上，现在是 60 列 20 行。", "放大窗口即可继续，内容都还在。"]
    );
    bench.press("Down 1 4 F4");
    assert!(bench.office.executed.is_empty());
    bench.resize(100, 30);
    assert_eq!((bench.model().place(), row(bench.model())), (Place::Queues, 1));
}

#[test]
fn help_tells_what_the_place_below_can_do() {
    let mut bench = bench(80, 24, Lang::En);
    let screen = bench.press("F4 F1").screen();
    assert!(screen.contains("Help: Families") && screen.contains("New family"), "{screen}");
    assert!(matches!(bench.model().layers.as_slice(), [Layer::Help(_)]));
}
