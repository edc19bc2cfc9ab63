//! An emergency in a real terminal: half written when the line drops, lodged afterwards, answered, granted and closed.

use crate::support::{Desk, Office};
use std::process::Command;

fn office() -> Office {
    let office = Office::new();
    let family = ["family", "add", "--set", "township=东城街道", "--set", "treated_as=城镇"];
    let people =
        ["--father", "name=王建国", "--mother", "name=李秀英", "--child", "name=王小满,alive=是,disability_grade=二级"];
    office.run(&[family.as_slice(), people.as_slice()].concat()).ok();
    office
}

fn stage(office: &Office) -> String {
    office.run(&["emergency", "show", "E1", "--json"]).json()[0]["stage"].as_str().unwrap_or_default().to_string()
}

#[test]
fn from_a_dropped_line_to_the_outcome() {
    let office = office();
    let mut desk = Desk::open(&office, 80, 24, &[]);
    desk.shows("F3");
    desk.press("F3");
    desk.shows("没有未结的急难");
    desk.press("F9");
    desk.shows("所涉成员");
    desk.send("wjg");
    desk.shows("王建国、李秀英");
    desk.press("Enter 3 Enter");
    desk.send("在家摔倒");
    desk.shows("在家摔倒");
    // The line drops; what was typed is there again, and goes out with one key.
    let hangup = Command::new("kill").args(["-HUP", &desk.process().to_string()]).status();
    assert!(hangup.is_ok_and(|status| status.success()));
    desk.ends();
    let mut desk = Desk::open(&office, 80, 24, &[]);
    desk.shows("没有提交，要接着填吗");
    desk.press("Enter");
    desk.shows("在家摔倒");
    desk.send("\u{13}");
    desk.shows("已办");
    desk.press("F3");
    desk.shows("待接 1");
    desk.shows("E1  意外事故");
    desk.press("1");
    desk.shows("已接");
    desk.press("2");
    desk.shows("核实  E1");
    desk.send("\u{13}");
    desk.shows("已核实");
    desk.press("3");
    desk.shows("给了什么");
    desk.send("800");
    desk.shows("800");
    desk.send("\u{13}");
    desk.shows("已救助");
    desk.kill();
    assert_eq!(stage(&office), "granted");
    let page = office.run(&["emergency", "show", "E1", "--json"]).json();
    for item in page[0]["items"].as_array().into_iter().flatten() {
        office.run(&["item", "withdraw", item["id"].as_str().unwrap_or_default(), "--reason", "演练"]).ok();
    }
    let mut desk = Desk::open(&office, 80, 24, &[]);
    desk.shows("F3");
    desk.press("F3");
    desk.shows("E1  意外事故");
    desk.press("9");
    desk.shows("结案  E1");
    desk.send("已回家");
    desk.shows("已回家");
    desk.send("\u{13}");
    desk.shows("已办：结案");
    desk.kill();
    assert_eq!(stage(&office), "closed");
}
