//! Rosters on a real office: what is told of each row, and what is in the register afterwards.

use crate::cli::tests::Desk;
use crate::text::Lang;
use serde_json::Value;

const ROSTER: &str = "\
家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,父亲是否健在,母亲姓名,子女姓名,子女状况,死亡日期,电脑编号
NC-7,东城街道,,王建国,51232319550612121X,是,李秀英,王磊,死亡,2013-05-06,1
NC-8,西城街道,,赵大山,512323195506121213,是,周兰,赵雨,死亡,2014-01-02,2
NC-9,东城街道,,孙海,,是,吴梅,孙阳,死亡,2012年3月4日,3
合计,,,,,,,,,,3
";

fn office(roster: &str) -> (Desk, String) {
    let desk = Desk::new();
    let file = desk.file("花名册.csv");
    std::fs::write(&file, roster).unwrap();
    let words = format!("import {}", file.display());
    (desk, words)
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn rows_are_told_one_by_one_and_the_sums_add_up() {
    let (mut desk, words) = office(ROSTER);
    let (text, result) = desk.ran(&format!("{words} --json"), Lang::Zh);
    assert_eq!(result.unwrap_err().status(), 1, "a refused row is something to look at");
    let told = lines(&text);
    let rows: Vec<(u64, &str)> =
        told.iter().filter_map(|line| Some((line["row"].as_u64()?, line["action"].as_str()?))).collect();
    assert_eq!(rows, [(2, "new"), (3, "refused"), (4, "new")]);
    assert_eq!(told[0]["family"], "F1");
    let problem = &told[1]["problems"][0];
    assert_eq!(problem["field"], "父亲身份证号");
    assert!(problem["code"].is_string() && !problem["message"].as_str().unwrap().is_empty(), "{problem}");
    assert!(!problem["value"].as_str().unwrap().contains("19550612"), "masked: {problem}");
    let sums = &told.last().unwrap()["summary"];
    let of = |key: &str| sums[key].as_u64().unwrap();
    assert_eq!(of("rows"), of("new") + of("changed") + of("same") + of("refused") + of("review"));
    assert_eq!((of("rows"), of("new"), of("refused")), (3, 2, 1));
    assert_eq!(desk.json("family list").len(), 2);
}

#[test]
fn the_same_file_twice_changes_nothing_the_second_time() {
    let (mut desk, words) = office(ROSTER);
    desk.ran(&words, Lang::Zh).1.unwrap_err();
    let head = desk.json("log").len();
    let (text, _) = desk.ran(&format!("{words} --json"), Lang::Zh);
    let sums = lines(&text).pop().unwrap()["summary"].clone();
    assert_eq!((sums["same"].as_u64(), sums["refused"].as_u64(), sums["new"].as_u64()), (Some(2), Some(1), Some(0)));
    assert_eq!(desk.json("log").len(), head);
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let (mut desk, words) = office(ROSTER);
    let (text, _) = desk.ran(&format!("{words} --dry-run"), Lang::Zh);
    assert!(text.contains("未识别、不导入的列：电脑编号。"), "{text}");
    assert!(text.contains("第 2 行 新增") && text.contains("第 3 行 未导入"), "{text}");
    assert!(
        text.ends_with("共 3 行：新增 2，变更 0，无变化 0，未导入 1，待核对 0。\n这是试运行，没有写入。\n"),
        "{text}"
    );
    assert_eq!(desk.json("family list").len(), 0);
    assert_eq!(desk.json("log").len(), 0);
}

#[test]
fn a_change_is_told_with_what_was_before() {
    let (mut desk, words) = office("家庭编号,父亲姓名,子女姓名,联系电话\nNC-1,赵大山,赵雨,13800001234\n");
    desk.says(&words);
    let second = "家庭编号,父亲姓名,子女姓名,联系电话\nNC-1,赵大山,赵雨,13900005678\n";
    std::fs::write(desk.file("花名册.csv"), second).unwrap();
    let told = desk.json(&words);
    assert_eq!((&told[0]["action"], &told[0]["family"]), (&"changed".into(), &"F1".into()));
    let change = &told[0]["changes"][0];
    assert_eq!((&change["before"], &change["after"]), (&"138****1234".into(), &"139****5678".into()));
}

#[test]
fn a_likely_duplicate_becomes_a_question_once() {
    let first = "家庭编号,乡镇街道,村居,父亲姓名,母亲姓名\nNC-1,西城街道,新桥社区,赵大山,周兰\n";
    let (mut desk, words) = office(first);
    desk.says(&words);
    std::fs::write(desk.file("花名册.csv"), first.replace("NC-1", "NC-2")).unwrap();
    assert_eq!(desk.json(&words)[0]["action"], "review");
    let again = desk.json(&words);
    assert_eq!((&again[0]["action"], &again[0]["problems"][0]["code"]), (&"same".into(), &"already-asked".into()));
    assert_eq!(desk.json("family list").len(), 1);
    assert_eq!(desk.json("log").len(), 2, "it is asked about once");
}

#[test]
fn what_is_no_roster_is_refused_with_its_reason() {
    let (mut desk, words) = office("a,b\n1,2\n");
    assert_eq!(desk.ran(&words, Lang::Zh).1.unwrap_err().code(), "no-headings");
    assert_eq!(desk.ran("import no-such-file.xlsx", Lang::En).1.unwrap_err().code(), "unreadable");
    let (mut desk, words) = office(ROSTER);
    assert_eq!(desk.ran(&format!("{words} --map 户主=月亮"), Lang::Zh).1.unwrap_err().code(), "bad-map");
}

#[test]
fn the_template_comes_back_through_the_import_and_opens_no_office() {
    let mut desk = Desk::new();
    let path = desk.file("out.xlsx");
    desk.says(&format!("import --template {}", path.display()));
    assert!(!desk.opened());
    assert_eq!(
        desk.ran(&format!("import --template {}", path.display()), Lang::Zh).1.unwrap_err().code(),
        "file-exists"
    );
    assert_eq!(desk.json(&format!("import {}", path.display()))[0]["summary"]["rows"], 0);
}
