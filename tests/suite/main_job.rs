//! The main job end to end on the real program: a roster comes in, an item goes from pending to delivered, and everything is in the journal.

use crate::support::Office;

const ROSTER: &str = "\
南川区计划生育特殊家庭花名册,,,,,,,,,,
家庭编号,乡镇街道,父亲姓名,父亲身份证号,父亲是否健在,父亲医保,特扶类别,母亲姓名,子女姓名,子女状况,死亡日期
NC-0001,东城街道,王建国,51232319550612121X,是,居民,死亡,李秀英,王磊,死亡,2013-05-06
NC-0002,西城街道,赵大山,51232319550612121X,是,居民,死亡,周兰,赵雨,死亡,2014-01-02
NC-0003,民主镇,孙海,,是,职工,无,吴梅,孙阳,健在,
";

#[test]
fn from_a_roster_to_an_item_delivered() {
    let office = Office::new();
    office.run(&["import", "--template", "花名册.xlsx"]).ok();
    assert!(office.home().join("花名册.xlsx").is_file());
    let roster = office.file("2026.csv", ROSTER);
    let roster = roster.to_string_lossy().into_owned();

    // The second row has the first one's identity number: it is refused, the others are taken.
    let import = office.run(&["import", &roster, "--json"]);
    assert_eq!(import.status, 1, "{import:?}");
    let told = import.lines();
    let actions: Vec<&str> = told.iter().filter_map(|line| line["action"].as_str()).collect();
    assert_eq!(actions, ["new", "refused", "new"], "{import:?}");
    assert_eq!(told.last().expect("the sums")["summary"]["rows"], 3);

    let verdicts =
        office.run(&["match", "--family", "NC-0001", "--measure", "resident-medical-premium", "--json"]).json();
    let father = verdicts.iter().find(|line| line["subject"] == "王建国").expect("the father's verdict");
    assert_eq!(father["verdict"], "yes", "{father}");

    office.run(&["item", "open", "王建国", "resident-medical-premium", "--member", "father"]).ok();
    let queue = office.run(&["queue", "--department", "finance", "--json"]).json();
    assert_eq!((queue.len(), &queue[0]["status"], &queue[0]["subject"]), (1, &"pending".into(), &"王建国".into()));
    let item = queue[0]["id"].as_str().expect("an id").to_string();
    assert!(queue[0]["days_left"].as_i64().expect("a clock runs") > 0);

    office.run(&["item", "accept", &item]).ok();
    let early = office.run(&["item", "deliver", &item, "--record", "year=2026"]);
    assert_eq!(early.status, 1, "money moves only after it was approved: {early:?}");
    assert!(early.err.contains("审批"), "it says what may be done: {early:?}");
    office.run(&["item", "approve", &item]).ok();
    let record = ["--record", "year=2026", "--record", "amount=380", "--record", "paid_on=2026-11-24"];
    office.run(&[&["item", "deliver", item.as_str()], record.as_slice()].concat()).ok();
    assert_eq!(office.run(&["item", "show", &item, "--json"]).json()[0]["status"], "delivered");

    let log = office.run(&["log", "--item", &item, "--json"]).json();
    let commands: Vec<&str> = log.iter().filter_map(|line| line["command"].as_str()).collect();
    assert_eq!(commands, ["item open", "accept", "approve", "deliver"]);
    let last = log[3]["seq"].to_string();
    office.run(&["undo", &last, "--reason", "金额有误"]).ok();
    assert_eq!(office.run(&["item", "show", &item, "--json"]).json()[0]["status"], "approved");

    let again = office.run(&["import", &roster, "--json"]);
    let sums = again.lines().pop().expect("the sums")["summary"].clone();
    assert_eq!((&sums["new"], &sums["changed"], &sums["same"]), (&0.into(), &0.into(), &2.into()));
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

#[test]
fn the_views_can_be_thrown_away() {
    let office = Office::new();
    office.run(&["demo", "--families", "12", "--items", "40", "--seed", "3"]).ok();
    let before = office.run(&["queue", "--json"]).out;
    let families = office.run(&["family", "list", "--json"]).out;
    std::fs::remove_dir_all(office.data().join("views")).expect("the views are there");
    assert_eq!(office.run(&["queue", "--json"]).out, before);
    office.run(&["rebuild"]).ok();
    assert_eq!(office.run(&["family", "list", "--json"]).out, families);
    assert!(office.run(&["verify"]).ok().starts_with("数据完好"));
}

#[test]
fn the_same_seed_invents_the_same_office() {
    let (one, other) = (Office::new(), Office::new());
    for office in [&one, &other] {
        office.run(&["demo", "--families", "8", "--seed", "5"]).ok();
    }
    for command in [["queue", "--json"], ["log", "--json"]] {
        assert_eq!(one.run(&command).ok(), other.run(&command).ok());
    }
    let full = one.run(&["demo", "--families", "8"]);
    assert_eq!(full.status, 1, "an office that is not empty is left alone: {full:?}");
}
