//! Small registers and standards by the command line.

use super::Desk;

#[test]
fn a_row_from_writing_to_undoing() {
    let mut desk = Desk::with_family();
    let registers = crate::policy::plan::Plan::builtin().registers().len();
    assert_eq!(desk.json("register list").len(), registers);
    let write = "register write hospital-stay --family F1 --member mother --record hospital=区人民医院 \
                 --record admitted_on=2026-10-01 --record stay_total=10000 --record paid_basic=6000";
    let done = &desk.json(write)[0];
    assert_eq!((done["row"].as_str(), done["family"].as_str()), (Some("R1"), Some("F1")));
    let rows = desk.json("register list --family F1");
    assert_eq!(rows.len(), 1);
    assert_eq!((&rows[0]["values"]["left_amount"], &rows[0]["on"]), (&"4000.00".into(), &"2026-10-01".into()));
    assert_eq!((&rows[0]["owner"], &rows[0]["member"]), (&"member".into(), &"2".into()));
    assert_eq!(desk.json("register list --register hospital-stay"), rows);
    let facts = desk.json("family show F1")[0]["member_facts"][1]["facts"].to_string();
    assert!(facts.contains("stay_total") && facts.contains("10000.00"), "{facts}");
    desk.says("register correct R1 --record stay_total=12000");
    let page = &desk.json("register show R1")[0];
    assert_eq!(page["values"]["left_amount"], "6000.00");
    assert_eq!(page["versions"].as_array().map(Vec::len), Some(2));
    let seq = desk.json("log").last().unwrap()["seq"].as_u64().unwrap();
    desk.says(&format!("undo {seq} --reason 看错"));
    assert_eq!(desk.json("register show R1")[0]["values"]["stay_total"], "10000.00");
    desk.says("register withdraw R1 --reason 重复");
    assert_eq!(desk.json("register list --family F1").len(), 0);
    assert_eq!(desk.fails("register correct R1 --record stay_total=1"), "no-such-row");
    assert_eq!(desk.fails("register write nothing"), "no-such-register");
    assert_eq!(desk.fails("register write hospital-stay"), "missing");
}

#[test]
fn rows_of_the_office_and_telephones() {
    let mut desk = Desk::with_family();
    desk.says("register write meeting --record held_on=2026-03-05 --record minutes=部署全年工作");
    desk.says("register write unit-duty --department civil-affairs --record leader=王局长 --record contact=李科 --record phone=13900001234");
    let duty = &desk.json("register list --register unit-duty")[0];
    assert_eq!((&duty["department"], &duty["values"]["phone"]), (&"civil-affairs".into(), &"139****1234".into()));
    let again = "register write unit-duty --department civil-affairs --record leader=王局长 --record contact=李科";
    assert_eq!(desk.fails(again), "only-one-row");
    let (answers, _) = desk.apply(concat!(
        r#"{"command":"register write","register":"note","family":"F1","record":{"note":"希望常来坐坐"},"token":"a"}"#,
        "\n",
        r#"{"command":"register write","register":"note","family":"F1","record":{"note":"希望常来坐坐"},"token":"a"}"#,
        "\n",
        r#"{"command":"register correct","row":"R3","record":{"note":"希望常来"}}"#,
        "\n",
    ));
    assert!(answers.iter().all(|answer| answer["ok"] == true), "{answers:?}");
    assert_eq!(desk.json("register list --family F1")[0]["values"]["note"], "希望常来");
}

#[test]
fn standards_are_brought_in_whole_or_not_at_all() {
    let mut desk = Desk::new();
    let shipped = desk.json("standard list").len();
    let paid = desk.json("standard list --as-of 2026-11-24");
    let died = paid.iter().find(|line| line["kind"] == "died").unwrap();
    assert_eq!((&died["monthly"], &died["level"]), (&"1000.00".into(), &"city".into()));
    let file = desk.file("standards.csv");
    let good = "特扶类别,层级,月标准,起始日期,来源,文号\n死亡,市,1150,2024-01-01,市文件,渝卫发〔2024〕3号\n";
    std::fs::write(&file, format!("{good}伤残,镇,0,,\n")).unwrap();
    let words = format!("standard import '{}'", file.display());
    assert_eq!(desk.fails(&words), "bad-file");
    assert_eq!(desk.json("standard list").len(), shipped, "nothing was taken");
    std::fs::write(&file, good).unwrap();
    assert_eq!(desk.json(&format!("{words} --dry-run"))[0]["new"], 1);
    assert_eq!(desk.json("standard list").len(), shipped);
    assert_eq!(desk.json(&words)[0]["new"], 1);
    assert_eq!(desk.json(&words)[0]["same"], 1, "the same file twice changes nothing");
    let paid = desk.json("standard list --as-of 2026-11-24");
    let died = paid.iter().find(|line| line["kind"] == "died").unwrap();
    assert_eq!((&died["monthly"], &died["row"]), (&"1150.00".into(), &"R1".into()));
    let before = desk.json("standard list --as-of 2023-12-31");
    assert_eq!(before.iter().find(|line| line["kind"] == "died").unwrap()["monthly"], "1000.00");
    desk.says("undo 1 --reason 文号有误");
    assert_eq!(desk.json("standard list").len(), shipped);
}

#[test]
fn contact_is_written_down_and_counts_as_a_visit_where_it_was_at_home() {
    let mut desk = Desk::with_family();
    let done = &desk.json("family contact F1 --record contact_on=2026-11-20 --record contact_way=home")[0];
    assert_eq!((&done["item"], &done["family"]), (&"F1-1".into(), &"F1".into()));
    let account = &desk.json("contact")[0];
    assert_eq!((&account["contact"]["last"], &account["visit"]["last"]), (&"2026-11-24".into(), &"2026-11-24".into()));
    assert_eq!(desk.json("item show F1-1")[0]["status"], "delivered");
    let again = r#"{"command":"contact","family":"F1","record":{"contact_on":"2026-10-08","contact_way":"phone"}}"#;
    let (answers, _) = desk.apply(again);
    assert_eq!(answers[0]["ok"], true, "{answers:?}");
    assert_eq!(desk.json("item show F1-2")[0]["status"], "delivered");
    // A second time in the same month: a note on the item of the month.
    let noted = &desk.json("family contact F1 --record contact_on=2026-11-21 --record contact_way=phone")[0];
    assert_eq!(noted["row"], "R1", "{noted}");
    assert!(desk.says("register show R1").contains("再次联系：联系日期 2026-11-21；联系方式 电话"));
    assert_eq!(desk.fails("family contact F1 --measure festival-visit"), "no-contact");
    assert_eq!(desk.json("family list")[0]["contacts_missing"], 0);
}
