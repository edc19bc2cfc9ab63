//! The review list on a real office: a row that looks like a family comes in, is looked at side by side, and is settled each way.

use crate::cli::tests::Desk;
use crate::text::Lang;
use serde_json::Value;

const ROSTER: &str = "\
家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,母亲姓名,子女姓名,联系电话,住址
NC-1,西城街道,新桥社区,赵大山,51232319550612121X,周兰,,13800001234,
";
const ALIKE: &str = "\
家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,母亲姓名,子女姓名,联系电话,住址
,西城街道,新桥社区,赵大山,,周兰,赵雨,13900005678,新桥社区 7 号
";

/// An office with a family and a question about it.
fn office() -> Desk {
    let mut desk = Desk::new();
    let file = desk.file("花名册.csv");
    for roster in [ROSTER, ALIKE] {
        std::fs::write(&file, roster).unwrap();
        desk.says(&format!("import {}", file.display()));
    }
    desk
}

fn field<'a>(page: &'a Value, spot: &str) -> &'a Value {
    page["fields"].as_array().unwrap().iter().find(|field| field["spot"] == spot).unwrap_or_else(|| panic!("{spot}"))
}

#[test]
fn a_question_is_listed_and_shown_side_by_side_with_what_is_personal_masked() {
    let mut desk = office();
    let listed = desk.json("review list");
    assert_eq!(listed.len(), 1);
    assert_eq!((&listed[0]["id"], &listed[0]["like"][0]), (&"1".into(), &"F1".into()));
    assert_eq!(listed[0]["names"], serde_json::json!(["赵大山", "周兰", "赵雨"]));
    let page = &desk.json("review show 1")[0];
    let phone = field(page, "phone");
    assert_eq!((&phone["registered"], &phone["sent_in"]), (&"138****1234".into(), &"139****5678".into()));
    assert_eq!((&phone["standing"], &phone["taken"]), (&"differs".into(), &false.into()));
    assert_eq!(field(page, "address")["standing"], "fills");
    assert_eq!(field(page, "father.name")["standing"], "same");
    assert_eq!(field(page, "child.name")["taken"], true);
    let text = desk.says("review show 1");
    assert!(text.contains("138****1234") && text.contains("不同") && !text.contains("13800001234"), "{text}");
    let text = desk.says("review list");
    assert!(text.contains("赵大山、周兰、赵雨"), "{text}");
    assert_eq!(desk.fails("review show 9"), "no-such-review");
}

#[test]
fn the_same_family_takes_the_row_and_undo_asks_again() {
    let mut desk = office();
    let before = desk.json("family show F1")[0].clone();
    let done = desk.json("review settle 1 same --take phone --keep address --reason 电话核实")[0].clone();
    assert_eq!((&done["ok"], &done["family"], &done["review"]), (&true.into(), &"F1".into(), &"1".into()));
    let after = desk.json("family show F1")[0].clone();
    let known = |page: &Value, key: &str| {
        let facts = page["facts"].as_array().unwrap();
        facts.iter().find(|fact| fact["field"] == key).map(|fact| fact["value"].clone())
    };
    assert_eq!(known(&after, "phone"), Some("139****5678".into()));
    assert_eq!(known(&after, "address"), None);
    assert_eq!(after["members"][2]["name"], "赵雨");
    assert_eq!(desk.json("review list").len(), 0);
    assert_eq!(desk.says("review list"), "没有待核对的问题。\n");
    assert_eq!(desk.fails("review settle 1 new"), "no-such-review");

    desk.says(&format!("undo {} --reason 误操作", done["seq"]));
    let undone = desk.json("family show F1")[0].clone();
    assert_eq!((&undone["facts"], &undone["members"]), (&before["facts"], &before["members"]));
    assert_eq!(desk.json("review list").len(), 1);
    let log = desk.says("log");
    assert!(log.contains("核对 1：即 F1（电话核实）") && log.contains("核对 1 重新待办"), "{log}");
}

#[test]
fn another_family_is_entered_and_leaving_wants_a_reason() {
    let mut desk = office();
    assert_eq!(desk.fails("review settle 1 leave"), "review-reason-missing");
    assert_eq!(desk.fails("review settle 1 same --take hukou"), "review-not-in-row");
    assert_eq!(desk.fails("review settle 1 maybe"), "not-one-of");
    let (text, result) = desk.ran("review settle 1 new --reason 同名两户", Lang::En);
    assert!(result.is_ok() && text.starts_with("Question 1 is settled (F2)"), "{text}");
    assert_eq!(desk.json("family list").len(), 2);
    desk.says("undo 3 --reason 误操作");
    assert_eq!(desk.json("family list").len(), 1);
    desk.says("review settle 1 leave --reason 待乡镇核实");
    assert!(desk.json("review list").is_empty());
    desk.says("undo 5 --reason 误操作");
    assert_eq!(desk.json("review list").len(), 1);
    assert_eq!(desk.fails("undo 5 --reason 误操作"), "already-undone");
}

#[test]
fn it_is_a_verb_of_apply_too() {
    let mut desk = office();
    let line =
        r#"{"command":"review settle","id":1,"answer":"same","take":["phone","3.name"],"keep":"family.address"}"#;
    let (answers, result) = desk.apply(line);
    assert!(result.is_ok(), "{answers:?}");
    assert_eq!((&answers[0]["ok"], &answers[0]["review"]), (&true.into(), &"1".into()));
    let (answers, result) = desk.apply(line);
    assert!(result.is_err());
    assert_eq!(answers[0]["code"], "no-such-review");
}

#[test]
fn two_facts_that_contradict_each_other_are_listed_and_settled() {
    let mut desk = Desk::with_family();
    assert!(desk.json("review list").is_empty());
    desk.says("family edit F1 --member child --set alive=yes --since 2014-01-01");
    let listed = desk.json("review list --kind conflict");
    assert_eq!(listed.len(), 1);
    let id = "F1:died-living:3";
    assert_eq!((&listed[0]["id"], &listed[0]["kind"]), (&id.into(), &"conflict".into()));
    assert!(desk.json("review list --kind duplicate").is_empty());
    assert_eq!(desk.fails("review list --kind other"), "not-one-of");
    let page = &desk.json(&format!("review show {id}"))[0];
    let sides = page["sides"].as_array().unwrap();
    assert_eq!((&sides[0]["spot"], &sides[0]["value"]), (&"3.died_on".into(), &"2013-05-06".into()));
    assert_eq!((&sides[0]["seq"], &sides[1]["seq"]), (&1.into(), &2.into()), "who said so is told");
    let text = desk.says(&format!("review show {id}"));
    assert!(text.contains("登记了死亡日期，又登记为健在") && text.contains("first"), "{text}");

    assert_eq!(desk.fails(&format!("review settle {id} same")), "not-one-of");
    assert_eq!(desk.fails(&format!("review settle {id} both")), "conflict-reason-missing");
    assert_eq!(desk.fails(&format!("review settle {id} value --set phone=13800000000")), "conflict-other-field");
    assert_eq!(desk.fails("review settle F1:died-living:2 first"), "no-such-conflict");
    assert_eq!(desk.fails("review settle F1:what:2 first"), "not-a-question");
    let done = desk.json(&format!("review settle {id} both --reason 法院宣告死亡后生还"))[0].clone();
    assert!(desk.json("review list").is_empty());
    let log = desk.says("log");
    assert!(log.contains("核对无误，两者都对：登记了死亡日期，又登记为健在（法院宣告死亡后生还）"), "{log}");
    desk.says(&format!("undo {} --reason 误操作", done["seq"]));
    assert_eq!(desk.json("review list").len(), 1);
    assert_eq!(desk.fails(&format!("undo {} --reason 误操作", done["seq"])), "already-undone");

    let line = format!(r#"{{"command":"review settle","id":"{id}","answer":"first","reason":"核对户口"}}"#);
    let (answers, result) = desk.apply(&line);
    assert!(result.is_ok(), "{answers:?}");
    assert!(desk.json("review list").is_empty());
    let child = &desk.json("family show F1")[0]["members"][2];
    assert_eq!(child["name"], "王磊");
    let (text, result) = desk.ran("agenda", Lang::En);
    assert!(result.is_ok() && text.contains("to review 0"), "{text}");
}

#[test]
fn a_roster_that_says_otherwise_of_a_death_waits_for_a_clerk() {
    let mut desk = Desk::with_family();
    let file = desk.file("花名册.csv");
    let roster = "家庭编号,子女姓名,子女状况,死亡日期,联系电话\nNC-0001,王磊,死亡,2014-05-06,13900005678\n";
    std::fs::write(&file, roster).unwrap();
    let said = desk.says(&format!("import {}", file.display()));
    assert!(said.contains("死亡日期与 F1 登记的不同"), "{said}");
    let listed = desk.json("review list");
    assert_eq!((&listed[0]["id"], &listed[0]["matter"]), (&"1".into(), &"contradicts".into()));
    assert_eq!(listed[0]["kind"], "conflict");
    let page = &desk.json("review show 1")[0];
    assert_eq!(field(page, "child.died_on")["standing"], "differs");
    desk.says("review settle 1 same --take child.died_on --reason 火化证明");
    let known = desk.json("family show F1")[0].to_string();
    assert!(known.contains("2014-05-06") && known.contains("139****5678"), "{known}");
}

#[test]
fn two_families_become_one_and_two_again() {
    let mut desk = Desk::with_family();
    desk.says(
        "family add --set case_number=NC-0002 --set township=东城街道 --set phone=13800001234 \
         --father name=王建国 --mother name=李秀英 --child name=王磊,died_on=2014-05-06",
    );
    for family in ["F1", "F2"] {
        desk.says(&format!("item open {family} gov-eligibility --note 核对"));
    }
    let before = [desk.json("family show F1")[0].clone(), desk.json("family show F2")[0].clone()];
    let page = &desk.json("family merge F1 F2 --dry-run")[0];
    assert_eq!(page["undecided"], serde_json::json!(["child.died_on"]));
    assert_eq!(page["twice"], serde_json::json!([["F1-1", "F2-1"]]));
    let text = desk.says("family merge F1 F2 --dry-run");
    assert!(text.contains("保留原编号") && text.contains("须逐项写明"), "{text}");
    assert_eq!(desk.fails("family merge F1 F2"), "merge-undecided");
    assert_eq!(desk.fails("family merge F1 F1"), "merge-itself");
    let done = desk.json("family merge F1 F2 --hold child.died_on --reason 同一户")[0].clone();
    assert_eq!(desk.json("family list").len(), 1);
    // Every way leads to the kept family.
    for text in ["F2", "NC-0002", "NC-0001"] {
        let found = desk.json(&format!("search {text}"));
        assert_eq!((found.len(), &found[0]["id"]), (1, &"F1".into()), "{text}: {found:?}");
    }
    let kept = desk.json("family show F2")[0].clone();
    assert_eq!(kept["id"], "F1");
    assert!(kept.to_string().contains("F2-1") && kept.to_string().contains("138****1234"), "{kept}");
    assert_eq!(desk.fails("family edit F2 --set note=x"), "family-merged");
    let asked = desk.json("review list --kind twice");
    assert_eq!((&asked[0]["id"], &asked[0]["items"]), (&"1".into(), &serde_json::json!(["F1-1", "F2-1"])));
    assert!(desk.says("review show 1").contains("F2-1"));
    let settled = desk.json("review settle 1 first --reason 重复登记")[0].clone();
    assert_eq!(desk.json("item show F2-1")[0]["status"], "withdrawn");
    assert_eq!(desk.fails(&format!("undo {} --reason 误操作", done["seq"])), "changed-since");
    desk.says(&format!("undo {} --reason 误操作", settled["seq"]));
    desk.says(&format!("undo {} --reason 误操作", done["seq"]));
    assert!(desk.json("review list --kind twice").is_empty());
    for (family, was) in ["F1", "F2"].iter().zip(before) {
        let is = desk.json(&format!("family show {family}"))[0].clone();
        // An item that was taken back and given again is as it was, at a later version.
        let known = |page: &serde_json::Value| {
            let mut items = page["items"].as_array().unwrap().clone();
            items.iter_mut().for_each(|item| item["version"] = serde_json::Value::Null);
            (page["facts"].clone(), page["members"].clone(), items)
        };
        assert_eq!(known(&is), known(&was));
    }
    let log = desk.says("log");
    assert!(log.contains("F2 并入（同一户）") && log.contains("F2 恢复为单独一户"), "{log}");
}

#[test]
fn what_is_lacking_is_asked_for_until_it_is_recorded_or_put_aside() {
    let mut desk = Desk::with_family();
    let listed = desk.json("review list --kind gap");
    let waiting: Vec<u64> = listed.iter().map(|row| row["waiting"].as_u64().unwrap()).collect();
    assert!(!waiting.is_empty() && waiting.is_sorted_by(|a, b| a >= b), "{waiting:?}");
    let gap = listed.iter().find(|row| row["member"] == "1").unwrap().clone();
    let id = gap["id"].as_str().unwrap();
    assert_eq!((id, &gap["kind"], &gap["matter"]), ("F1:gap:1", &"gap".into(), &"gap".into()));
    let spots: Vec<&str> = gap["lacks"].as_array().unwrap().iter().map(|one| one["spot"].as_str().unwrap()).collect();
    let text = desk.says(&format!("review show {id}"));
    assert!(spots.iter().all(|spot| text.contains(spot)) && text.contains("leave 暂搁"), "{text}");
    let page = desk.json(&format!("review show {id}"))[0].clone();
    assert_eq!((&page["lacks"], &page["family"]), (&gap["lacks"], &"F1".into()));

    assert_eq!(desk.fails(&format!("review settle {id} same")), "not-one-of");
    assert_eq!(desk.fails(&format!("review settle {id} leave")), "gap-reason-missing");
    assert_eq!(desk.fails("review settle F1:gap:9 leave --reason 无"), "no-such-gap");
    let done = desk.json(&format!("review settle {id} leave --reason 档案失火"))[0].clone();
    assert!(desk.json("review list --kind gap").iter().all(|row| row["id"] != id));
    assert_eq!(desk.fails(&format!("review show {id}")), "no-such-gap");
    assert!(desk.says("log").contains("缺项暂搁（档案失火）"));
    desk.says(&format!("undo {} --reason 找到了", done["seq"]));
    assert_eq!(desk.fails(&format!("undo {} --reason 找到了", done["seq"])), "already-undone");
    assert!(desk.json("review list --kind gap").contains(&gap));
}

#[test]
fn where_nothing_was_judged_yet_the_list_says_so_and_a_sweep_fills_it() {
    let mut desk = Desk::new();
    let file = desk.file("花名册.csv");
    let name = |n: u32| char::from_u32(0x4e00 + n).unwrap();
    let rows = (1..=210).map(|n| format!("NC-{n},西城街道,新桥社区,赵{0},周{0}\n", name(n)));
    let head = "家庭编号,乡镇街道,村居,父亲姓名,母亲姓名\n".to_string();
    std::fs::write(&file, std::iter::once(head).chain(rows).collect::<String>()).unwrap();
    desk.says(&format!("import {}", file.display()));
    let said = desk.says("review list --kind gap");
    assert!(said.contains("0%") && said.contains("fuzhu sweep"), "{said}");
    desk.says("sweep");
    assert!(!desk.says("review list --kind gap --limit 2").contains('%'));
    assert_eq!(desk.json("review list --kind gap --limit 2").len(), 2);
}
