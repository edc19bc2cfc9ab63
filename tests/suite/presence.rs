//! Two clerks at the same thing on one server: each sees that the other is there, and what both typed is settled.

use crate::support::{Desk, Office, Server};

fn at_the_item(office: &Office) -> Desk {
    let mut desk = Desk::open(office, 120, 36, &[]);
    desk.shows("建立健康档案");
    desk.press("Enter");
    desk.shows("事项 F1-1");
    desk
}

#[test]
fn a_desk_is_seen_while_it_is_there_and_not_when_it_was_killed() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let mut staying = at_the_item(&office);
    let alone = staying.until("nobody else", |screen| !screen.contains("正在"));
    let other = at_the_item(&office);
    staying.shows("正在看");
    other.shows("正在看");
    other.kill();
    let left = staying.until("nobody else any more", |screen| !screen.contains("正在"));
    assert_eq!(left, alone);
    // One that fills in a form is told of before another form is begun.
    let mut filling = at_the_item(&office);
    filling.press("4");
    staying.shows("正在填写");
    staying.press("4");
    staying.shows("Enter 照样填写");
    staying.press("Enter");
    staying.until("the form", |screen| screen.contains("原因") && !screen.contains("照样"));
    filling.kill();
    staying.until("nobody else in the form", |screen| screen.contains("原因") && !screen.contains("正在填写"));
    drop(server);
}

#[test]
fn what_two_desks_typed_at_the_same_time_is_settled_and_nothing_is_lost() {
    let office = Office::with_an_item();
    let server = Server::start(&office);
    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("建立健康档案");
    desk.press("F4");
    desk.shows("F1");
    desk.press("2");
    desk.shows("家庭编号");
    desk.press("Tab");
    desk.send("NC90001");
    desk.shows("NC90001");
    office.run(&["family", "edit", "F1", "--set", "case_number=NC80008", "--set", "address=桥北路"]).ok();
    desk.send("\x13");
    desk.shows("填表期间别人作了更改");
    desk.shows("NC80008");
    desk.press("1");
    desk.press("Enter");
    desk.until("the form is gone", |screen| !screen.contains("填表期间") && !screen.contains("自何日起"));
    let family = office.run(&["family", "show", "F1", "--json"]);
    assert!(family.ok().contains("NC90001") && family.ok().contains("桥北路"), "{family:?}");
    drop(server);
}
