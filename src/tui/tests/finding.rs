//! Searching and the palette.

use super::bench::bench;
use crate::ids::FamilyId;
use crate::service::query::Query;
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::place::Place;
use crate::tui::screen::Screen;

#[test]
fn the_register_shows_what_is_typed_and_keeps_it() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 / text:wang");
    let Screen::Families(screen) = bench.model().screen() else { panic!("another screen") };
    let found = screen.roll.list.total().unwrap();
    assert!(found > 0 && found < 40, "{found}");
    bench.press("Down Enter");
    assert_eq!(bench.model().place(), Place::Families);
    assert!(bench.screen().contains("查找「wang」"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.model().place(), Place::Family);
    bench.press("Esc Esc");
    let Screen::Families(screen) = bench.model().screen() else { panic!("another screen") };
    assert_eq!(screen.roll.list.total(), Some(40));
}

#[test]
fn esc_leaves_the_search() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 / text:zzzz");
    assert!(bench.screen().contains("没有找到"), "{}", bench.screen());
    bench.press("Esc");
    let Screen::Families(screen) = bench.model().screen() else { panic!("another screen") };
    assert_eq!(screen.roll.list.total(), Some(40));
}

#[test]
fn a_search_from_the_queue_opens_a_family() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("/ text:欧阳");
    let Some(Layer::Find(finder)) = bench.model().layers.last() else { panic!("no search") };
    let second = finder.found[1].family;
    bench.press("Down Enter");
    let Screen::Family(screen) = bench.model().screen() else { panic!("no family is open") };
    assert_eq!(screen.family, second);
}

#[test]
fn a_search_on_the_entitlements_shows_one_family_until_esc() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 / text:liuxiuying Enter");
    let Screen::Entitlements(screen) = bench.model().screen() else { panic!("another screen") };
    let family = screen.family.unwrap();
    assert_eq!(screen.roll.list.chosen().map(|row| row.family), Some(family));
    bench.press("Esc");
    let Screen::Entitlements(screen) = bench.model().screen() else { panic!("another screen") };
    assert_eq!(screen.family, None);
}

#[test]
fn fast_typing_asks_once() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("/");
    bench.office.asked.clear();
    bench.burst("text:wangjianguo");
    let searches: Vec<&Query> =
        bench.office.asked.iter().filter(|query| matches!(query, Query::Search { .. })).collect();
    assert!(matches!(searches[..], [Query::Search { text, .. }] if text == "wangjianguo"), "{searches:?}");
}

#[test]
fn the_palette_does_what_it_names() {
    for (keys, wanted) in [
        (": text:期限 Enter", Place::Deadlines),
        ("Ctrl-P text:pp Enter", Place::Entitlements),
        (": text:go-fam Enter", Place::Families),
        ("F4 : text:xjjt Enter", Place::Form),
        (": text:help Enter", Place::Help),
        (": text:zzzz Enter", Place::Queues),
    ] {
        let mut bench = bench(80, 24, Lang::Zh);
        assert_eq!(bench.press(keys).model().place(), wanted, "{keys}");
    }
}

#[test]
fn the_palette_finds_families_and_guards_actions() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press(": text:李建国 Enter");
    let Screen::Family(screen) = bench.model().screen() else { panic!("no family is open") };
    assert_eq!(screen.family, FamilyId(1));
    bench.press("Esc : text:办结 Enter");
    assert!(bench.notice().contains("不能办结"), "{}", bench.notice());
}

#[test]
fn verdicts_are_chosen_by_number_and_by_chord() {
    let count = |keys: &str| {
        let mut bench = bench(80, 24, Lang::Zh);
        match bench.press(keys).model().screen() {
            Screen::Entitlements(screen) => screen.roll.list.total().unwrap(),
            _ => panic!("another screen"),
        }
    };
    assert_eq!(count("F6 3"), count("F6 v u"));
    assert_eq!(count("F6 2"), count("F6"));
    assert_eq!(count("F6 4"), count("F6 v c"));
    assert!(count("F6 5") > count("F6"));
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F6 v");
    assert!(bench.notice().starts_with("v 之后：") && bench.notice().contains("y 应办未办"), "{}", bench.notice());
}
