//! Who else is there: said in a few words on the page, asked about once before a form, and silent while nobody is.

use super::bench::{Bench, bench};
use crate::ids::{FamilyId, ItemId};
use crate::service::presence::{Here, Present, Subject};
use crate::text::Lang;
use crate::tui::input::Input;
use crate::tui::place::Place;

fn other(name: &str, filling: bool) -> Present {
    Present { looking: !filling, same: true, name: name.into() }
}

/// The server tells who else is there.
fn told(bench: &mut Bench, others: &[Present]) {
    bench.office.others = others.to_vec();
    bench.give(vec![Input::Bell]);
}

fn first_row(bench: &mut Bench) -> String {
    bench.screen().lines().nth(1).unwrap_or_default().to_string()
}

#[test]
fn the_page_says_who_else_is_there_and_nothing_while_nobody_is() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 Enter");
    assert_eq!(bench.office.here, [Some(Here { subject: Subject::Family(FamilyId(1)), filling: false })]);
    let (alone, frames) = (bench.screen(), bench.desk.frames());
    told(&mut bench, &[]);
    assert_eq!(bench.desk.frames(), frames, "nothing is drawn while nobody is there");
    told(&mut bench, &[other("周敏", false)]);
    assert!(first_row(&mut bench).contains("周敏 正在看"), "{}", bench.screen());
    told(&mut bench, &[other("李强", true), other("周敏", false)]);
    assert!(first_row(&mut bench).contains("李强 正在填写，共 2 人"), "{}", bench.screen());
    told(&mut bench, &[]);
    assert_eq!(bench.screen(), alone, "it vanishes with them");
    bench.press("Esc");
    assert_eq!(bench.office.here.last(), Some(&None), "a list is nowhere");
}

#[test]
fn the_page_of_an_item_says_it_in_english() {
    let mut bench = bench(120, 36, Lang::En);
    bench.press("Enter");
    let Some(Some(Here { subject: Subject::Item(ItemId { .. }), filling: false })) = bench.office.here.last() else {
        panic!("nobody was told")
    };
    told(&mut bench, &[other("Zhou Min", true)]);
    assert!(bench.screen().contains("Zhou Min is filling in"), "{}", bench.screen());
}

#[test]
fn whoever_opens_a_form_that_another_fills_in_is_asked_once() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.others = vec![other("周敏", true)];
    bench.press("F4 2");
    assert_eq!(bench.model().place(), Place::Ask);
    assert_eq!(bench.notice(), "    周敏 正在填写。Enter 照样填写，Esc 先不填".trim_start());
    bench.press("Esc");
    assert_eq!((bench.model().place(), bench.model().layers.len()), (Place::Families, 0));
    bench.press("2 Enter text:2026 Tab");
    assert_eq!(bench.model().place(), Place::Form, "it is no hindrance");
    assert!(first_row(&mut bench).contains("周敏 正在填写"), "{}", bench.screen());
    told(&mut bench, &[other("周敏", true), other("李强", true)]);
    assert_eq!(bench.model().place(), Place::Form, "whoever comes later is asked, not this clerk");
}

#[test]
fn whoever_only_looks_is_no_reason_to_ask() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.office.others = vec![other("周敏", false), Present { same: false, ..other("李强", true) }];
    bench.press("F4 2");
    assert_eq!(bench.model().place(), Place::Form);
    assert_eq!(bench.office.here, [Some(Here { subject: Subject::Family(FamilyId(1)), filling: true })]);
}
