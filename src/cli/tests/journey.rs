//! The commands one after the other on one office: what programs rely on (`--json`), and what people read.

use super::{Desk, FAMILY, says};
use crate::text::Lang;
use serde_json::Value;

#[track_caller]
fn has(line: &Value, keys: &str) {
    for key in keys.split([',', ' ']).filter(|key| !key.is_empty()) {
        assert!(line.get(key).is_some(), "{key} is missing in {line}");
    }
}

#[test]
fn the_keys_that_programs_rely_on() {
    let mut desk = Desk::with_family();
    let done = &desk.json("item open F1 subsidy-first --due 2026-11-20")[0];
    assert_eq!(
        (done["ok"].as_bool(), done["seq"].as_u64(), done["item"].as_str()),
        (Some(true), Some(2), Some("F1-1"))
    );
    let item_keys =
        "id, measure, department, family, subject, township, status, urgency, opened, due, days_left, assignee";
    let queue = desk.json("queue");
    let agenda = desk.json("agenda");
    let item = desk.json("item show F1-1");
    for lines in [&queue, &agenda, &item] {
        assert_eq!(lines.len(), 1);
        has(&lines[0], item_keys);
        assert_eq!(lines[0]["id"], "F1-1");
        assert_eq!(lines[0]["township"], "500119001");
        assert_eq!((lines[0]["due"].as_str(), lines[0]["days_left"].as_i64()), (Some("2026-11-20"), Some(-4)));
        assert_eq!((&lines[0]["status"], &lines[0]["urgency"]), (&"pending".into(), &"normal".into()));
    }
    has(&item[0], "note opened_by verbs steps record due_sentence");
    let family_keys = "id, case_number, kind, in_plan, township, village, members, open_items";
    for words in ["family show F1", "family list", "search 王建国"] {
        let lines = desk.json(words);
        has(&lines[0], family_keys);
        assert_eq!((&lines[0]["kind"], &lines[0]["in_plan"]), (&"died".into(), &"yes".into()), "{words}");
        has(&lines[0]["members"][0], "id, name, role, identity_number, born, sex, alive");
        assert_eq!(lines[0]["members"][0]["identity_number"], "512323********121X");
        assert_eq!(lines[0]["members"][2]["alive"], false);
    }
    has(&desk.json("family show F1")[0], "version standing facts member_facts entitlements items timeline");
    let verdicts = desk.json("match --family F1 --measure subsidy-first");
    has(&verdicts[0], "family, member, measure, department, verdict, strength, clause, reasons, missing");
    has(&verdicts[0]["reasons"][0], "rule, wanted, found, result");
    assert_eq!((&verdicts[0]["verdict"], &verdicts[0]["strength"]), (&"yes".into(), &"priority".into()));
    let log = desk.json("log");
    assert_eq!(log.len(), 2);
    has(&log[0], "seq at actor command families what");
}

#[test]
fn a_verdict_not_known_yet_says_what_is_missing() {
    let mut desk = Desk::with_family();
    let lines = desk.json("match --family F1 --verdict unknown --measure dibao");
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0]["verdict"], "unknown");
    assert_eq!(lines[0]["missing"], serde_json::json!(["family.income_per_head", "standard.dibao_line_urban"]));
}

#[test]
fn the_plan_is_shown_whole_without_opening_anything() {
    let mut desk = Desk::new();
    let lines = desk.json("plan");
    assert_eq!(lines.len(), 65);
    let mut departments: Vec<&str> = lines.iter().map(|line| line["department"].as_str().unwrap()).collect();
    departments.sort_unstable();
    departments.dedup();
    assert_eq!(departments.len(), 13);
    has(&lines[0], "id title title_en clause strength rule clock record");
    assert_eq!(desk.json("plan --measure dibao").len(), 1);
    assert_eq!(desk.json("plan --department finance").len(), 4);
    for words in ["plan", "calendar show 2026", "calendar due --from 2026-11-24 --working-days 5", "completions bash"] {
        desk.says(words);
    }
    assert!(!desk.opened());
}

#[test]
fn from_pending_to_delivered_and_back() {
    let mut desk = Desk::with_family();
    desk.says("family edit F1 --member 1 --set special_allowance=died --set medical_insurance=resident");
    assert_eq!(
        desk.says("item open F1 resident-medical-premium --member father"),
        "已登记事项 F1-1，记入日志第 3 条。\n"
    );
    assert_eq!(desk.says("item accept F1-1"), "事项 F1-1：受理，记入日志第 4 条。\n");
    assert_eq!(desk.fails("item deliver F1-1 --record year=2026 --record amount=380"), "illegal-step");
    desk.says("item approve F1-1");
    assert_eq!(desk.fails("item deliver F1-1 --record year=2026"), "record-missing");
    desk.says("item deliver F1-1 --record year=2026 --record amount=380 --record paid_on=2026-11-24");
    assert_eq!(desk.json("item show F1-1")[0]["record"]["amount"], "380.00");
    assert_eq!(desk.json("queue").len(), 0);
    assert_eq!(desk.json("queue --status delivered").len(), 1);
    assert_eq!(desk.says("undo 6 --reason 金额有误"), "已撤销第 6 条，记入日志第 7 条。\n");
    assert_eq!(desk.json("queue --status 已审批")[0]["assignee"], "zhoumin");
    assert_eq!(desk.fails("undo 6 --reason x"), "already-undone");
}

#[test]
fn a_long_list_says_how_much_more_there_is() {
    let mut desk = Desk::new();
    let lines: String = (0..60)
        .map(|n| format!("{{\"command\":\"family add\",\"set\":{{\"township\":\"东城街道\"}},\"father\":{{\"name\":\"周{}\"}}}}\n", char::from_u32(0x4E00 + n).unwrap()))
        .collect();
    desk.apply(&lines).1.unwrap();
    assert_eq!(desk.json("family list").len(), 60);
    assert_eq!(desk.json("family list --limit 7").len(), 7);
    let shown = desk.says("family list");
    assert_eq!(shown.lines().count(), 52, "a heading, fifty families and a last line");
    assert!(shown.lines().last().unwrap().contains("--limit 0"), "{shown}");
    assert_eq!(desk.says("family list --limit 0").lines().count(), 61);
    assert_eq!(desk.says("log --limit 2").lines().count(), 4);
    assert_eq!(desk.json("log").len(), 60);
}

#[test]
fn an_auditor_finds_who_did_what_and_who_looked() {
    let mut desk = Desk::with_family();
    desk.says("item open F1 subsidy-first --due 2026-11-20");
    desk.says("item accept F1-1");
    desk.says("family show F1 --reveal 电话核对");
    let found = |desk: &mut Desk, words: &str| -> Vec<u64> {
        desk.json(words).iter().map(|line| line["seq"].as_u64().unwrap()).collect()
    };
    assert_eq!(found(&mut desk, "log --by zhoumin --command item"), [2, 3]);
    assert_eq!(found(&mut desk, "log --command 'item accept' --item F1-1"), [3]);
    assert_eq!(found(&mut desk, "log --until 2026-11-23"), Vec::<u64>::new());
    assert_eq!(desk.says("log --by wuming"), "没有这样的记录。\n");
    let look = &desk.json("log --looked --family F1")[0];
    assert_eq!((&look["reason"], &look["command"]), (&"电话核对".into(), &"family reveal".into()));
    let shown = desk.says("log --looked");
    let [heads, line] = shown.lines().collect::<Vec<_>>()[..] else { panic!("{shown}") };
    assert!(heads.contains("何人查看") && heads.contains("理由"), "{shown}");
    assert!(line.contains("zhoumin") && line.contains("F1 ") && line.ends_with("电话核对"), "{shown}");
    assert_eq!(
        desk.says("log --command item --limit 1").lines().next(),
        Some("更早的没有再找，加 --limit 0 查看全部。")
    );
}

#[test]
fn damage_is_told_with_its_place_and_an_exit_status() {
    let mut desk = Desk::new();
    assert!(desk.says("verify").starts_with("数据完好。\n"));
    desk.upkeep.damaged = true;
    let (text, result) = desk.ran("verify", Lang::En);
    assert_eq!(result.unwrap_err().status(), 3);
    assert!(text.contains("journal/000001.log:4096: A checksum does not match."), "{text}");
    let (text, result) = desk.ran("verify --json", Lang::Zh);
    assert!(result.is_err());
    let line: Value = serde_json::from_str(&text).unwrap();
    assert_eq!((&line["ok"], &line["findings"][0]["code"]), (&false.into(), &"checksum".into()));
    assert_eq!(desk.says("rebuild"), "已按 42 条日志重建：家庭 3 户，事项 5 件。\n");
}

#[test]
fn a_list_of_days_off_is_taken_whole_or_refused_whole() {
    let mut desk = Desk::new();
    let file = desk.file("2027.csv");
    std::fs::write(
        &file,
        "date,kind,holiday_en,holiday_zh\n2027-10-01,off,National Day,国庆节\n2027-10-02,maybe,x,y\n",
    )
    .unwrap();
    let words = format!("calendar import {}", file.display());
    let (_, result) = desk.ran(&words, Lang::Zh);
    let failure = result.unwrap_err();
    assert_eq!((failure.code(), failure.status()), ("bad-file", 1));
    assert!(failure.sentence(Lang::Zh).contains("第3行"), "{}", failure.sentence(Lang::Zh));
    assert!(desk.upkeep.kept.is_empty());
    std::fs::write(&file, "date,kind,holiday_en,holiday_zh\n2027-10-01,off,National Day,国庆节\n").unwrap();
    assert_eq!(desk.says(&words), "已载入 2027 年的放假安排，共 1 天。\n");
    assert_eq!(desk.upkeep.kept.len(), 1);
    assert_eq!(desk.fails("calendar import no-such-file.csv"), "unreadable");
    assert!(!desk.opened());
}

/// The pages as people read them, the time of day taken out.
#[test]
fn what_people_read() {
    let mut desk = Desk::with_family();
    desk.says("item open F1 emergency-relief --urgency emergency --due 2026-11-22 --note 雨后房屋受损");
    desk.says("item accept F1-1");
    desk.says("item open F1 subsidy-first");
    let mut pages = String::new();
    for (words, lang) in [
        ("family show F1", Lang::Zh),
        ("family show F1", Lang::En),
        ("family list", Lang::Zh),
        ("queue", Lang::Zh),
        ("queue --department finance", Lang::En),
        ("item show F1-1", Lang::Zh),
        ("item show F1-1", Lang::En),
        ("agenda", Lang::Zh),
        ("agenda --days 3", Lang::En),
        ("match --family F1 --measure dibao", Lang::Zh),
        ("log", Lang::Zh),
        ("search 李秀英", Lang::En),
        ("search 无人", Lang::Zh),
        ("verify", Lang::Zh),
        ("plan --measure dibao", Lang::En),
    ] {
        let (text, result) = desk.ran(words, lang);
        result.unwrap();
        pages += &format!("$ fuzhu {words} ({lang:?})\n{}\n", without_times(&text));
    }
    insta::assert_snapshot!(pages);
}

/// `06:30` becomes `--:--`: the time of day is the machine's.
fn without_times(text: &str) -> String {
    let mut out: Vec<char> = text.chars().collect();
    for at in 0..out.len().saturating_sub(4) {
        let digit = |offset: usize| out[at + offset].is_ascii_digit();
        if digit(0) && digit(1) && out[at + 2] == ':' && digit(3) && digit(4) {
            [0, 1, 3, 4].into_iter().for_each(|offset| out[at + offset] = '-');
        }
    }
    out.into_iter().collect()
}

#[test]
fn the_answer_to_nothing_found_is_a_sentence() {
    let mut desk = Desk::new();
    assert_eq!(desk.says("queue"), "没有符合条件的事项。\n");
    assert_eq!(desk.says("family list"), "没有找到家庭。\n");
    assert_eq!(desk.json("queue"), [] as [Value; 0]);
    assert!(says("completions bash").contains("fuzhu"));
}

#[test]
fn a_family_found_by_its_number_is_listed_once() {
    let mut desk = Desk::new();
    desk.says(FAMILY);
    let found = desk.json("search F1");
    assert_eq!(found.iter().map(|family| &family["id"]).collect::<Vec<_>>(), ["F1"]);
}
