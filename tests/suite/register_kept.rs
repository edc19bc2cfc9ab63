//! The register kept in order on the real program: a row that looks like a family is settled and taken back, and what the whole register is due
//! is swept and opened in bulk.

use crate::support::{Desk, Office};
use fuzhu::policy::plan::Plan;

const FIRST: &str = "\
家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,父亲是否健在,母亲姓名,子女姓名,子女状况,死亡日期,联系电话
NC-0001,西城街道,新桥社区,王建国,51232319550612121X,是,李秀英,王磊,死亡,2013-05-06,13800001234
";
const ALIKE: &str = "\
乡镇街道,村居,父亲姓名,母亲姓名,子女姓名,联系电话,住址
西城街道,新桥社区,王建国,李秀英,王磊,13900005678,新桥社区 7 号
";

#[test]
fn a_question_is_settled_taken_back_and_settled_again() {
    let office = Office::new();
    for (name, roster) in [("一.csv", FIRST), ("二.csv", ALIKE)] {
        let file = office.file(name, roster);
        office.run(&["import", &file.to_string_lossy()]).ok();
    }
    let waiting = office.run(&["review", "list", "--json"]).json();
    assert_eq!((waiting.len(), &waiting[0]["like"][0]), (1, &"F1".into()));
    let page = office.run(&["review", "show", "1"]).ok().to_string();
    assert!(page.contains("139****5678") && !page.contains("13900005678"), "masked: {page}");

    let done = office.run(&["review", "settle", "1", "same", "--take", "phone", "--json"]).json();
    let entry = done[0]["seq"].to_string();
    let phone = |office: &Office| {
        let page = office.run(&["family", "show", "F1", "--json"]).json();
        let facts = page[0]["facts"].as_array().expect("facts").clone();
        facts.iter().find(|fact| fact["field"] == "phone").expect("a phone")["value"].clone()
    };
    assert_eq!(phone(&office), "139****5678");
    assert!(office.run(&["review", "list", "--json"]).json().is_empty());

    office.run(&["undo", &entry, "--reason", "误操作"]).ok();
    assert_eq!(phone(&office), "138****1234");
    assert_eq!(office.run(&["review", "list", "--json"]).json().len(), 1);
    office.run(&["review", "settle", "1", "new", "--reason", "同名两户"]).ok();
    assert_eq!(office.run(&["family", "list", "--json"]).json().len(), 2);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

#[test]
fn what_is_due_is_swept_and_opened_in_bulk() {
    let office = Office::new();
    office.run(&["demo", "--families", "40", "--items", "0", "--seed", "3"]).ok();
    let due = |office: &Office| {
        let lines = office.run(&["sweep", "due", "--measure", "subsidy-first", "--json"]).json();
        lines.iter().filter(|line| line["family"].is_string()).count()
    };
    let before = due(&office);
    assert!(before > 0);
    let dry = office.run(&["sweep", "--open", "--dry-run", "--measure", "subsidy-first"]).ok().to_string();
    assert!(dry.contains("没有写入"), "{dry}");
    assert_eq!(due(&office), before);
    let opened = office.run(&["sweep", "--open", "--measure", "subsidy-first", "--json"]).json();
    let sums = opened.last().expect("the sums")["summary"].clone();
    assert_eq!((&sums["selected"], &sums["done"]), (&before.into(), &before.into()));
    assert_eq!(due(&office), 0);

    // The same plan beside itself: nobody gains and nobody loses.
    let plan = office.file("方案.toml", fuzhu::policy::plan::Plan::BUILTIN);
    let text = office.run(&["plan", "compare", &plan.to_string_lossy()]).ok().to_string();
    assert!(text.starts_with("没有差别"), "{text}");
}

/// Twelve families whose child has died, each with names of its own.
fn twelve_families() -> String {
    let mut roster = String::from(
        "家庭编号,乡镇街道,按城乡认定,家庭类别,特扶类别,父亲姓名,父亲是否健在,父亲医保,母亲姓名,母亲是否健在,母亲医保,子女姓名,子女状况,死亡日期\n",
    );
    for (number, name) in (1..).zip(["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙"])
    {
        let parents = format!("{name}建国,是,居民,{name}秀英,是,居民");
        roster += &format!("NC-{number:04},东城街道,城镇,死亡,死亡,{parents},{name}小磊,死亡,2013-05-{number:02}\n");
    }
    roster
}

#[test]
fn everything_that_is_due_is_opened_from_the_desk() {
    let office = Office::new();
    let roster = office.file("花名册.csv", twelve_families());
    office.run(&["import", &roster.to_string_lossy()]).ok();
    let due = |office: &Office| -> usize {
        let lines = office.run(&["sweep", "--json"]).json();
        lines.iter().filter_map(|line| line["without_item"].as_u64()).sum::<u64>().try_into().expect("a count")
    };
    let before = due(&office);
    assert!(before > 40, "more than a page: {before}");

    let mut desk = Desk::open(&office, 120, 36, &[]);
    desk.shows("待办");
    desk.press("F6");
    desk.until("the sweep is through", |screen| screen.contains("截至") && screen.contains(&format!("1/{before}")));
    desk.send("\u{1}");
    desk.shows(&format!("再按 Ctrl-A 选中全部 {before} 件"));
    desk.send("\u{1}");
    desk.shows(&format!("已选中全部 {before} 件"));
    desk.send("1");
    let tried = desk.until("it was tried", |screen| screen.contains("没有写入"));
    let number = |screen: &str, before: &str| -> usize {
        let rest = screen.split(before).nth(1).unwrap_or_else(|| panic!("{before}: {screen}"));
        let digits: String = rest.trim_start().chars().take_while(char::is_ascii_digit).collect();
        digits.parse().unwrap_or_else(|_| panic!("{before}: {screen}"))
    };
    let (possible, refused) = (number(&tried, "可开办"), number(&tried, "不能开办"));
    assert_eq!(possible + refused, before, "{tried}");
    assert!(possible > 0);
    desk.press("Enter");
    let over = desk.until("the sums", |screen| screen.contains(&format!("选中 {before} 件：")));
    let sums = [number(&over, "已开办"), number(&over, "未予提交"), number(&over, "未办成")];
    assert_eq!(sums, [possible, refused, 0], "{over}");
    desk.press("Enter");
    let left = format!("1/{refused}");
    desk.until(
        "what is left",
        |screen| if refused == 0 { screen.contains("都开办了") } else { screen.contains(&left) },
    );
    // A plan that is for nobody any more, seen before it is put in force.
    let plan = Plan::BUILTIN.replace("and no_later_child\n", "and no_later_child and recorded(family.closed_on)\n");
    let plan = office.file("新方案.toml", plan);
    desk.send("6");
    desk.shows("方案对照");
    desk.send(&plan.to_string_lossy());
    desk.press("Enter");
    desk.until("who loses", |screen| screen.contains("已对照 12 户") && screen.contains("建立健康档案"));
    desk.press("End");
    desk.until("the families", |screen| screen.contains("符合 -> 不符合"));
    desk.press("Esc");
    desk.until("the list again", |screen| !screen.contains("已对照"));
    desk.press("F10");
    desk.ends();
    assert_eq!(due(&office), refused);
    assert_eq!(office.run(&["queue", "--limit", "0", "--json"]).json().len(), possible);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}
