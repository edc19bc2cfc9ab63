//! Taking steps with items: one, several, refused, failed, taken back.

use super::bench::{Bench, Setup, bench};
use super::office::{Office, verb};
use crate::domain::command::Command;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{ItemId, Seq};
use crate::service::client::Notice;
use crate::service::permission::Right;
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::place::Place;

fn verbs(bench: &Bench) -> Vec<Verb> {
    bench.office.executed.iter().filter_map(verb).collect()
}

fn status(bench: &Bench, item: ItemId) -> Status {
    bench.office.items.iter().find(|row| row.item == item).unwrap().status
}

/// Chooses the first row with this status.
fn choose(bench: &mut Bench, wanted: Status) -> ItemId {
    for _ in 0..60 {
        let row = bench.model().screen().items()[0].clone();
        if row.status == wanted {
            return row.item;
        }
        bench.press("Down");
    }
    panic!("no item is {}", wanted.key());
}

#[test]
fn what_the_role_may_not_do_is_not_offered_and_what_it_may_not_see_says_why() {
    let mut office = Office::with(6);
    office.lacks = vec![Right::ApproveItems, Right::SeeFamilies];
    let mut bench = Setup { columns: 120, rows: 36, lang: Lang::Zh, office, ..Setup::default() }.open();
    let bar = |bench: &mut Bench| bench.screen().lines().last().unwrap().to_string();
    let offered = bar(&mut bench);
    assert!(offered.contains("落实") && !offered.contains("审批"), "{offered}");
    bench.press("2");
    assert!(bench.screen().contains("您的岗位不能审批事项。"), "{}", bench.screen());
    bench.press("F4 Down");
    // The notice goes with the next key; where the list would be it stays.
    let screen = bench.screen();
    assert!(screen.contains("您的岗位不能「查看家庭档案」。") && !screen.contains("正在读取"), "{screen}");
    bench.press("F2");
    assert!(!bench.screen().contains("您的岗位不能"), "{}", bench.screen());
}

#[test]
fn a_step_that_asks_for_nothing_is_taken_at_once() {
    let mut bench = bench(80, 24, Lang::Zh);
    let item = choose(&mut bench, Status::Pending);
    bench.press("1");
    assert_eq!(verbs(&bench), [Verb::Accept]);
    assert_eq!(status(&bench, item), Status::Accepted);
    assert!(bench.notice().starts_with("已办：受理"), "{}", bench.notice());
    assert!(bench.screen().contains("已受理"));
}

#[test]
fn a_step_that_is_not_possible_says_why_and_does_nothing() {
    let mut bench = bench(80, 24, Lang::Zh);
    choose(&mut bench, Status::Pending);
    bench.press("2");
    assert_eq!(bench.notice(), "待办的事项不能审批。");
    assert!(bench.office.executed.is_empty());
}

#[test]
fn one_key_suspends_and_resumes() {
    let mut bench = bench(80, 24, Lang::Zh);
    let item = choose(&mut bench, Status::Suspended);
    bench.press("5");
    assert_eq!((verbs(&bench), status(&bench, item)), (vec![Verb::Resume], Status::Pending));
    choose(&mut bench, Status::Accepted);
    assert_eq!(bench.press("5").model().place(), Place::Form);
}

#[test]
fn a_step_with_a_reason_goes_through_a_form() {
    let mut bench = bench(80, 24, Lang::Zh);
    let item = choose(&mut bench, Status::Pending);
    bench.press("4 Ctrl-S");
    assert_eq!(bench.model().place(), Place::Form, "the reason is required");
    assert!(bench.screen().contains("这一项须填写"));
    bench.press("text:材料不全 Enter Enter");
    let Some(Command::MoveItem { step, seen, .. }) = bench.office.executed.last().cloned() else {
        panic!("nothing was sent")
    };
    assert_eq!((step.verb, step.reason.as_str()), (Verb::Decline, "材料不全"));
    assert!(!step.clause.is_empty(), "the clause of the measure is there already");
    assert!(seen.is_some());
    assert_eq!((status(&bench, item), bench.model().place()), (Status::Declined, Place::Queues));
}

#[test]
fn several_are_previewed_and_the_counts_add_up() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("Ctrl-A 1");
    let marked = bench.model().screen().marked();
    let Some(Layer::Preview(preview)) = bench.model().layers.last() else { panic!("no preview") };
    let (possible, refused) = (preview.possible.orders.len(), preview.refused.len());
    assert_eq!(possible + refused, marked);
    assert!(possible > 0 && refused > 0);
    assert!(bench.office.executed.is_empty(), "a preview does nothing");
    // Somebody else changes one of them in the meantime.
    let item = bench.office.items.iter_mut().find(|row| row.status == Status::Pending && row.due.is_none()).unwrap();
    item.version = Seq(999_999);
    bench.press("Enter");
    let Some(Layer::Outcome(outcome)) = bench.model().layers.last() else { panic!("no outcome") };
    assert_eq!(outcome.done + outcome.refused + outcome.failed, marked);
    assert_eq!((outcome.refused, outcome.failed), (refused, 1));
    assert_eq!(bench.office.executed.len(), possible, "what would be refused is not sent");
    bench.press("Enter");
    assert_eq!((bench.model().place(), bench.model().screen().marked()), (Place::Queues, 0));
}

#[test]
fn a_preview_that_is_left_does_nothing_and_keeps_the_marks() {
    let mut bench = bench(80, 24, Lang::En);
    bench.press("Space Space Space 4 text:because Ctrl-S Esc");
    assert_eq!(bench.model().place(), Place::Form, "back to what was typed");
    bench.press("Esc");
    assert!(bench.office.executed.is_empty());
    assert_eq!(bench.model().screen().marked(), 3);
    bench.press("Esc");
    assert_eq!(bench.model().screen().marked(), 0);
}

#[test]
fn items_of_different_measures_are_not_delivered_together() {
    let mut bench = bench(80, 24, Lang::En);
    bench.press("Ctrl-A 3");
    assert_eq!(bench.notice(), "The marked items are of different measures; deliver them apart.");
}

#[test]
fn what_was_done_is_taken_back_as_it_was_done() {
    let mut bench = bench(80, 24, Lang::Zh);
    let before: Vec<Status> = bench.office.items.iter().map(|row| row.status).collect();
    bench.press("Ctrl-A 1 Enter Enter");
    let done = bench.office.executed.len();
    assert_ne!(bench.office.items.iter().map(|row| row.status).collect::<Vec<_>>(), before);
    bench.press("Ctrl-Z");
    assert!(bench.screen().contains("受理"), "it is said what would be taken back");
    bench.press("Enter");
    assert_eq!(bench.office.items.iter().map(|row| row.status).collect::<Vec<_>>(), before);
    assert_eq!(bench.office.executed.len(), 2 * done);
    assert!(bench.notice().starts_with("已撤销"), "{}", bench.notice());
}

#[test]
fn what_was_done_in_another_sitting_is_found_in_the_journal() {
    let mut first = bench(80, 24, Lang::Zh);
    first.press("u");
    assert_eq!(first.notice(), "没有可以撤销的操作。");
    let item = choose(&mut first, Status::Pending);
    first.press("1");
    let mut second = super::bench::Setup { office: first.office, ..super::bench::Setup::default() }.open();
    second.press("u");
    assert!(second.screen().contains("受理"), "{}", second.screen());
    second.press("Enter");
    assert_eq!(status(&second, item), Status::Pending);
}

#[test]
fn somebody_elses_change_is_not_overwritten() {
    let mut bench = bench(80, 24, Lang::Zh);
    let item = choose(&mut bench, Status::Pending);
    bench.office.items.iter_mut().find(|row| row.item == item).unwrap().version = Seq(4711);
    bench.press("1");
    assert!(bench.notice().contains("已由他人更改"), "{}", bench.notice());
    assert_eq!(status(&bench, item), Status::Pending);
    bench.press("1");
    assert_eq!(status(&bench, item), Status::Accepted, "the new version is on the screen now");
}

#[test]
fn entitlements_become_items() {
    let mut bench = bench(80, 24, Lang::Zh);
    let before = bench.office.items.len();
    bench.press("F6 Space Space Space 1");
    assert!(matches!(bench.model().layers.last(), Some(Layer::Preview(_))));
    bench.press("Enter Enter");
    assert_eq!(bench.office.items.len(), before + 3);
    bench.press("1");
    assert_eq!(bench.office.items.len(), before + 4);
    assert!(bench.notice().starts_with("已办：开办"), "{}", bench.notice());
}

#[test]
fn a_store_that_takes_nothing_is_respected() {
    let mut bench = bench(80, 24, Lang::Zh);
    let notice =
        Notice {
            zh: "磁盘已满，只能查看。".into(), en: "The disk is full: reading only.".into(), read_only: true
        };
    bench.office.notices = vec![notice];
    let mut bench = super::bench::Setup { office: bench.office, ..super::bench::Setup::default() }.open();
    assert_eq!(bench.notice(), "磁盘已满，只能查看。");
    bench.press("1 F4 F9");
    assert_eq!(bench.model().place(), Place::Families);
    assert!(bench.office.executed.is_empty());
}
