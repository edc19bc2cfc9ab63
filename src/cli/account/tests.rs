//! Accounts on the command line.

use crate::cli::tests::Desk;
use crate::text::Lang;
use serde_json::json;

#[test]
fn accounts_are_given_listed_changed_and_closed() {
    let mut desk = Desk::with_family();
    assert!(desk.says("account list").contains("还没有账户"));
    assert!(desk.says("account own").contains("不受限制"));
    desk.says("account grant zhoumin --name 周敏 --role administrator");
    desk.says(
        "account grant limei --name 李梅 --role clerk --department civil-affairs --township 东城街道 --limit 500",
    );
    let rows = desk.json("account list");
    assert_eq!(rows.len(), 2);
    let expected = json!({
        "user": "limei", "name": "李梅", "role": "clerk", "departments": ["civil-affairs"], "townships": ["500119001"],
        "limit": "500.00", "deputies": [], "closed": null, "version": 3,
    });
    assert_eq!(rows[0], expected);
    assert_eq!(desk.fails("account grant limei --name 李梅 --role clerk"), "role-departments");
    assert_eq!(desk.fails("account grant limei --name 李梅 --role boss"), "not-one-of");
    desk.says("account grant zhoumin --name 周敏 --role office");
    // The clerk of the office keeps no accounts: from now on the administrator does.
    assert_eq!(desk.fails("account close limei --reason 调离"), "not-allowed");
    assert_eq!(desk.fails("account list"), "not-allowed");
    let (own, _) = desk.ran("account own", Lang::En);
    assert_eq!(own, "zhoumin 周敏: leading-group office (everything)\n");
}

#[test]
fn somebody_stands_in_and_is_recalled() {
    let mut desk = Desk::with_family();
    desk.says("account grant zhoumin --name 周敏 --role administrator");
    desk.says("account grant limei --name 李梅 --role auditor");
    assert_eq!(desk.fails("family list"), "not-allowed");
    desk.says("account deputise limei --to zhoumin --until 2026-11-30");
    assert!(desk.says("account own").contains("正在代理 limei 李梅"));
    assert!(desk.says("family list").contains("NC-0001"));
    assert_eq!(desk.fails("account deputise limei --to zhoumin --until 2026-11-23"), "bad-absence");
    desk.says("account recall limei --from zhoumin");
    assert_eq!(desk.fails("family list"), "not-allowed");
    desk.says("account close limei --reason 调离");
    assert_eq!(desk.json("account list").len(), 1);
    assert_eq!(desk.json("account list --all").len(), 2);
}

#[test]
fn a_family_is_shown_in_full_with_a_reason() {
    let mut desk = Desk::with_family();
    assert!(!desk.says("family show F1").contains("51232319550612121X"));
    assert!(desk.says("family show F1 --reveal 电话核对").contains("51232319550612121X"));
    assert!(desk.says("log --family F1").contains("查看完整证件号：电话核对"));
}
