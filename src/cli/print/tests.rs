//! Paper as it comes out.

use crate::cli::tests::Desk;
use crate::exchange::paper::{COLUMNS, LINES};
use crate::text::{Lang, width};

fn fits(text: &str) -> usize {
    let pages: Vec<&str> = text.split('\u{c}').collect();
    for page in &pages {
        assert!(page.lines().count() <= LINES, "{} lines", page.lines().count());
        for line in page.lines() {
            assert!(width::columns(line) <= COLUMNS, "{line}");
        }
    }
    pages.len()
}

#[test]
fn a_family_on_one_page() {
    let mut desk = Desk::with_family();
    desk.says("item open F1 health-record --member mother");
    desk.says("register write note --family F1 --record 'note=喜欢种花，下次带些花籽。'");
    for lang in [Lang::Zh, Lang::En] {
        let (sheet, result) = desk.ran("print family F1", lang);
        result.unwrap();
        assert_eq!(fits(&sheet), 1);
        assert!(!sheet.contains("51232319570802002X"), "personal numbers are masked");
    }
    let sheet = desk.says("print family F1");
    insta::assert_snapshot!(sheet.lines().take(34).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_queue_on_as_many_pages_as_it_takes() {
    let mut desk = Desk::with_family();
    assert_eq!(fits(&desk.says("print queue")), 1);
    for _ in 0..70 {
        desk.says("item open F1 subsidy-first");
    }
    let list = desk.says("print queue --department finance");
    assert_eq!(fits(&list), 2);
    assert!(list.contains("第 2/2 页") && list.contains("部门：财政") && list.contains("共 70 件"), "{list}");
    let some = desk.says("print queue --limit 10");
    assert!(fits(&some) == 1 && some.contains("只印前 10 件") && some.contains("共 10 件"), "{some}");
    let waking = desk.says("print queue --waking");
    assert!(waking.contains("只列：暂缓已到期") && waking.contains("没有符合条件的事项"), "{waking}");
    assert!(desk.says("print queue --department education").contains("没有符合条件的事项"));
    assert_eq!(desk.fails("print family F9"), "no-such-family");
}
