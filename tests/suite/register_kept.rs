//! The register kept in order on the real program: a row that looks like a family is settled and taken back, and what the whole register is due
//! is swept and opened in bulk.

use crate::support::Office;

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
