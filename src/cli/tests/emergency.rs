//! Emergencies on the command line: what programs rely on, what people read, and the same verbs a line at a time.

use super::Desk;
use crate::text::Lang;

const REPORT: &str = "emergency report --family wjg --kind accident --line '邻居来电，老人摔倒'";

#[test]
fn from_lodging_to_the_outcome() {
    let mut desk = Desk::with_family();
    let done = &desk.json(REPORT)[0];
    assert_eq!((done["emergency"].as_str(), done["family"].as_str()), (Some("E1"), Some("F1")));
    let row = &desk.json("emergency list")[0];
    for key in "id kind family member subject township severity stage red department assignee line clock due minutes_left lodged_at lodged_by outcome version".split(' ') {
        assert!(row.get(key).is_some(), "{key} is missing in {row}");
    }
    assert_eq!((&row["stage"], &row["clock"], &row["kind"]), (&"lodged".into(), &"answer".into(), &"accident".into()));
    assert!((24 * 60 - 1..=24 * 60).contains(&row["minutes_left"].as_i64().unwrap()));
    assert_eq!(desk.fails("emergency verify E1"), "illegal-emergency-step");
    desk.says("emergency take E1 --note '已电话联系'");
    desk.says("emergency verify E1 --member 1 --on 2026-11-23");
    desk.says("emergency grant E1 --amount 800");
    desk.says("emergency grant E1 --amount 500.50");
    let page = &desk.json("emergency show E1")[0];
    let money = ["granted", "asked", "limit"].map(|key| page[key].as_str().unwrap().to_string());
    assert_eq!((page["stage"].as_str(), money), (Some("asking"), ["800.00", "500.50", "1000.00"].map(Into::into)));
    desk.says("emergency approve E1");
    desk.says("emergency call-in E1 --department health-fp --reason '请安排床位'");
    desk.says("emergency hand-over E1 --to civil-affairs --reason '由民政牵头'");
    desk.says("emergency take E1");
    desk.says("emergency severity E1 --level 3 --reason '轻伤'");
    desk.says("emergency add E1 --line '已回家休养'");
    assert_eq!(desk.fails("emergency close E1 --outcome '已回家'"), "emergency-items-open");
    let page = &desk.json("emergency show E1")[0];
    for item in page["items"].as_array().unwrap() {
        desk.says(&format!("item withdraw {} --reason '练习'", item["id"].as_str().unwrap()));
    }
    desk.says("emergency close E1 --outcome '已回家，家属照看'");
    assert!(desk.json("emergency list").is_empty());
    let closed = &desk.json("emergency list --all")[0];
    assert_eq!((&closed["stage"], &closed["outcome"]), (&"closed".into(), &"已回家，家属照看".into()));
    desk.says("emergency acknowledge E1");
    let steps = desk.json("emergency show E1")[0]["steps"].as_array().unwrap().len();
    assert_eq!(steps, 13);
}

#[test]
fn a_second_one_is_shown_the_first() {
    let mut desk = Desk::with_family();
    desk.says(REPORT);
    let (_, again) = desk.ran("emergency report --family F1 --kind 住院 --line '送到医院'", Lang::Zh);
    let told = again.unwrap_err().sentence(Lang::Zh);
    assert!(told.contains("E1 意外事故（zhoumin") && told.contains("老人摔倒"), "{told}");
    desk.says("emergency report --family F1 --kind 住院 --line '送到医院' --even-so");
    assert_eq!(desk.json("emergency list").len(), 2);
}

#[test]
fn what_a_step_does_not_take_is_refused() {
    let mut desk = Desk::with_family();
    desk.says(REPORT);
    for (words, code) in [
        ("emergency report --family F1 --kind flood --line x", "no-such-emergency-kind"),
        ("emergency take F1", "not-an-emergency"),
        ("emergency take E9", "no-such-emergency"),
        ("emergency take E1 --amount 5", "not-taken"),
        ("emergency grant E1 --amount five", "not-money"),
        ("emergency hand-over E1 --reason x", "missing"),
        ("emergency severity E1 --level x --reason x", "not-a-number"),
    ] {
        assert_eq!(desk.fails(words), code, "{words}");
    }
}

#[test]
fn every_step_is_a_verb_of_apply() {
    let mut desk = Desk::with_family();
    let lines = [
        r#"{"command": "emergency report", "family": "F1", "kind": "disaster", "line": "房屋受损", "token": "t1"}"#,
        r#"{"command": "emergency report", "family": "F1", "kind": "disaster", "line": "房屋受损", "token": "t1"}"#,
        r#"{"command": "emergency report", "family": "F1", "kind": "disaster", "line": "房屋受损"}"#,
        r#"{"command": "emergency take", "emergency": "E1"}"#,
        r#"{"command": "emergency verify", "emergency": "E1"}"#,
        r#"{"command": "emergency grant", "emergency": "E1", "amount": 300}"#,
        r#"{"command": "emergency refuse", "emergency": "E1", "reason": "x"}"#,
        r#"{"command": "undo", "seq": 5, "reason": "误操作"}"#,
    ];
    let (answers, result) = desk.apply(&lines.join("\n"));
    let told: Vec<&str> = answers.iter().map(|answer| answer["code"].as_str().unwrap_or("ok")).collect();
    let wanted = ["ok", "ok", "emergency-alike", "ok", "ok", "ok", "illegal-emergency-step", "ok"];
    assert_eq!(told, wanted, "{answers:?}");
    assert!(result.is_err() && answers[1]["repeated"] == true);
    assert_eq!(desk.json("emergency list")[0]["stage"], "verified");
}

#[test]
fn what_people_read_of_an_emergency() {
    let mut desk = Desk::with_family();
    desk.says(REPORT);
    desk.says("emergency take E1");
    for (lang, wanted) in [
        (Lang::Zh, ["E1  意外事故  邻居来电，老人摔倒", "没有开办", "可以", "急难台：未结 1"]),
        (Lang::En, ["E1  Accident  ", "not opened", "possible", "Emergencies: open 1"]),
    ] {
        let (page, _) = desk.ran("emergency show E1", lang);
        let (agenda, _) = desk.ran("agenda", lang);
        let said = page + &agenda;
        assert!(wanted.iter().all(|words| said.contains(words)), "{said}");
    }
}
