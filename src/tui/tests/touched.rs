//! What changed beside the clerk is asked for where some of it is in sight, and nowhere else.

use super::bench::{Bench, bench};
use crate::ids::{DepartmentNo, FamilyId, ItemId};
use crate::service::query::Query;
use crate::service::touched::{Touch, Touched};
use crate::text::Lang;
use crate::tui::input::Input;

fn family(number: u32) -> Touch {
    Touch { family: FamilyId(number), item: None, departments: Vec::new(), listed: false, township: 0 }
}

fn item(number: u32, department: u8) -> Touch {
    let item = ItemId { family: FamilyId(number), number: 1 };
    Touch { item: Some(item), departments: vec![DepartmentNo(department)], ..family(number) }
}

fn these(things: Vec<Touch>) -> Touched {
    Touched { things, ..Touched::default() }
}

/// What the desk asks when it hears of it, and how many frames it draws.
fn heard(bench: &mut Bench, touched: Touched) -> (Vec<Query>, u64) {
    bench.office.asked.clear();
    let frames = bench.desk.frames();
    bench.office.touched = Some(touched);
    bench.give(vec![Input::Bell]);
    (std::mem::take(&mut bench.office.asked), bench.desk.frames() - frames)
}

fn asks_nothing(bench: &mut Bench, touched: Touched) {
    assert_eq!(heard(bench, touched), (Vec::new(), 0));
}

fn asks(bench: &mut Bench, touched: Touched) {
    assert!(heard(bench, touched).0.len() > 1);
}

#[test]
fn a_page_asks_when_its_family_changed() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 Enter");
    asks_nothing(&mut bench, these(vec![family(9), item(12, 5)]));
    asks(&mut bench, these(vec![family(9), item(1, 5)]));
    asks(&mut bench, Touched::everything());
    let counts = Touched { counts: true, ..these(vec![family(9)]) };
    assert_eq!(heard(&mut bench, counts).0, [Query::Overview], "the counts stand on every screen");
}

#[test]
fn a_queue_asks_for_its_own_departments_items_and_for_families_it_names() {
    let mut bench = bench(120, 36, Lang::Zh);
    let department = bench.model().session.departments().next().unwrap().no;
    bench.press("BackTab Down Tab".replace("BackTab", "Shift-Tab").as_str());
    let crate::tui::screen::Screen::Queues(screen) = bench.model().screen() else { panic!("another screen") };
    assert_eq!(screen.filter.department, Some(department));
    let named: Vec<FamilyId> = screen.roll.list.held().map(|row| row.item.family).collect();
    let strange = (1..1000).find(|number| !named.contains(&FamilyId(*number))).unwrap();
    asks_nothing(&mut bench, these(vec![item(strange, department.0 + 1), family(strange)]));
    asks(&mut bench, these(vec![item(strange, department.0)]));
    asks(&mut bench, these(vec![Touch { departments: Vec::new(), ..item(strange, 1) }]));
    asks(&mut bench, these(vec![family(named[0].0)]));
}

#[test]
fn a_list_of_families_asks_for_what_it_holds_and_for_what_may_come_into_it() {
    let mut bench = bench(80, 24, Lang::En);
    bench.press("F4");
    asks_nothing(&mut bench, these(vec![family(999), item(999, 5)]));
    asks(&mut bench, these(vec![item(1, 5)]));
    asks(&mut bench, these(vec![Touch { listed: true, ..family(999) }]));
}

#[test]
fn screens_that_add_up_ask_for_everything() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F7");
    asks(&mut bench, these(vec![family(999)]));
    asks_nothing(&mut bench, Touched::default());
}
