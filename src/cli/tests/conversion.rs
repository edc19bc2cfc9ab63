//! From the words of a command to the command: the same whether they are typed or stand in a line of JSON, and what is wrong is named.

use super::{Desk, split};
use crate::cli::act::Wording;
use crate::cli::apply::verb::Verbs;
use crate::cli::failure::Failure;
use crate::cli::family::FamilyCommand;
use crate::cli::item::ItemCommand;
use crate::cli::sense::Sense;
use crate::cli::{Means, usage};
use crate::domain::command::{Command, Edit, Fact, Happening};
use crate::domain::event::Move;
use crate::domain::item::{Due, Urgency};
use crate::domain::workflow::Verb;
use crate::ids::{DepartmentNo, FamilyId, ItemId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::period::Period;
use crate::policy::plan::Plan;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::{NaiveDate, NaiveTime};
use std::ffi::OsString;

/// The command that typed words make.
fn typed(desk: &mut Desk, words: &str) -> Result<Command, Failure> {
    let arguments: Vec<OsString> =
        std::iter::once("fuzhu".to_string()).chain(split(words)).map(OsString::from).collect();
    let cli = usage::parse(&arguments, Lang::Zh).unwrap_or_else(|instead| panic!("{words}: {instead:?}"));
    let plan = Plan::builtin();
    let mut client = desk.client().unwrap();
    let mut sense = Sense::of(&plan, &mut client);
    match cli.command.unwrap() {
        crate::cli::Command::Family(FamilyCommand::Add(add)) => add.command(&mut sense),
        crate::cli::Command::Family(FamilyCommand::Edit(edit)) => edit.command(&mut sense),
        crate::cli::Command::Family(FamilyCommand::Event(event)) => event.command(&mut sense),
        crate::cli::Command::Item(ItemCommand::Open(open)) => open.command(&mut sense),
        crate::cli::Command::Item(ItemCommand::Step(step)) => step.command(&mut sense),
        crate::cli::Command::Undo(undo) => undo.command(&mut sense),
        other => panic!("{other:?} makes no command of the domain"),
    }
}

/// The command that a line of JSON makes.
fn line(desk: &mut Desk, line: &str) -> Result<Command, Failure> {
    let plan = Plan::builtin();
    let mut client = desk.client().unwrap();
    Verbs::new().order(line, &mut Sense::of(&plan, &mut client)).map(|order| order.command)
}

#[track_caller]
fn both(words: &str, json: &str, wanted: &Command) {
    let mut desk = Desk::with_family();
    assert_eq!(typed(&mut desk, words).unwrap(), *wanted, "{words}");
    assert_eq!(line(&mut desk, json).unwrap(), *wanted, "{json}");
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn item(family: u32, number: u32) -> ItemId {
    ItemId { family: FamilyId(family), number }
}

fn step(item: ItemId, step: Move) -> Command {
    Command::MoveItem { item, seen: None, step }
}

#[test]
fn opening_an_item() {
    let plan = Plan::builtin();
    let open = |member, department, urgency, due, note: &str| Command::OpenItem {
        family: FamilyId(1),
        measure: plan.by_id("resident-medical-premium").unwrap().no,
        member,
        department,
        urgency,
        due,
        period: None,
        note: note.into(),
    };
    both(
        "item open F1 resident-medical-premium --member 2",
        r#"{"command":"open","family":"F1","measure":"resident-medical-premium","member":2}"#,
        &open(Some(MemberNo(2)), None, None, None, ""),
    );
    both(
        "item open 王建国 居民医保参保补贴 --member mother --department 财政 --urgency high --due 2026-12-01T15:30 --note 补登",
        r#"{"command":"item open","family":"王建国","measure":"居民医保参保补贴","member":"李秀英","department":"finance","urgency":"high","due":"2026-12-01 15:30","note":"补登"}"#,
        &open(
            Some(MemberNo(2)),
            Some(DepartmentNo(1)),
            Some(Urgency::High),
            Some(Due { on: day(2026, 12, 1), at: NaiveTime::from_hms_opt(15, 30, 0) }),
            "补登",
        ),
    );
}

#[test]
fn an_item_for_a_period_of_before() {
    let command = Command::OpenItem {
        family: FamilyId(1),
        measure: Plan::builtin().by_id("gov-eligibility").unwrap().no,
        member: None,
        department: None,
        urgency: None,
        due: None,
        period: Some(Period::Year(2025)),
        note: String::new(),
    };
    both(
        "item open F1 gov-eligibility --period 2025",
        r#"{"command":"open","family":"F1","measure":"gov-eligibility","period":2025}"#,
        &command,
    );
}

#[test]
fn every_step() {
    for verb in [Verb::Accept, Verb::Approve, Verb::Resume, Verb::Withdraw, Verb::Reopen, Verb::Close] {
        let key = verb.key();
        both(
            &format!("item {key} F1-2 --reason 原因"),
            &format!(r#"{{"command":"{key}","item":"F1-2","reason":"原因","token":"t1"}}"#),
            &step(item(1, 2), Move { reason: "原因".into(), ..Move::new(verb) }),
        );
    }
    both(
        "item deliver F1-2 --record amount=3000 --record paid_on=2026-11-24",
        r#"{"command":"deliver","item":"F1-2","record":{"amount":3000,"paid_on":"2026-11-24"}}"#,
        &step(
            item(1, 2),
            Move {
                record: vec![("amount".into(), "3000".into()), ("paid_on".into(), "2026-11-24".into())],
                ..Move::new(Verb::Deliver)
            },
        ),
    );
    both(
        "item decline D-7 --reason 不符 --clause 四-民政-3",
        r#"{"command":"item decline","item":"D-7","reason":"不符","clause":"四-民政-3"}"#,
        &step(item(0, 7), Move { reason: "不符".into(), clause: "四-民政-3".into(), ..Move::new(Verb::Decline) }),
    );
    both(
        "item suspend F1-2 --reason 等材料 --until 2026年12月31日",
        r#"{"command":"suspend","item":"F1-2","reason":"等材料","until":"2026-12-31"}"#,
        &step(item(1, 2), Move { reason: "等材料".into(), until: Some(day(2026, 12, 31)), ..Move::new(Verb::Suspend) }),
    );
    both(
        "item refer F1-2 --reason 不归我局 --to 民政",
        r#"{"command":"refer","item":"F1-2","reason":"不归我局","to":"civil-affairs"}"#,
        &step(
            item(1, 2),
            Move { reason: "不归我局".into(), department: Some(DepartmentNo(5)), ..Move::new(Verb::Refer) },
        ),
    );
    both(
        "item accept F1-2 --seen 9",
        r#"{"command":"accept","item":"F1-2","seen":9}"#,
        &Command::MoveItem { item: item(1, 2), seen: Some(Seq(9)), step: Move::new(Verb::Accept) },
    );
}

#[test]
fn entering_a_household() {
    let name = |name: &str| Fact::new(Field::Name, Value::Text(name.into()));
    let role = |code| Fact::new(Field::Role, Value::Choice(code));
    both(
        "family add --set township=东城街道 --set 户籍性质=农村 --father name=赵大山 --child name=赵小雨,disability_kinds=visual,hearing,disability_grade=二级 --other name=赵老太",
        r#"{"command":"family add","set":{"township":"东城街道","户籍性质":"农村"},"father":{"name":"赵大山"},
            "child":{"name":"赵小雨","disability_kinds":"visual,hearing","disability_grade":2},"other":{"name":"赵老太"}}"#
            .replace('\n', " ")
            .as_str(),
        &Command::AddFamily {
            facts: vec![Fact::new(Field::Township, Value::Number(500_119_001)), Fact::new(Field::Hukou, Value::Choice(2))],
            members: vec![
                vec![role(1), name("赵大山")],
                vec![
                    role(3),
                    name("赵小雨"),
                    Fact::new(Field::DisabilityKinds, Value::Choices(1 << 1 | 1 << 2)),
                    Fact::new(Field::DisabilityGrade, Value::Number(2)),
                ],
                vec![role(5), name("赵老太")],
            ],
        },
    );
}

#[test]
fn changing_what_is_known() {
    let edit = |member, field, since, value| Edit { member, field, since, value };
    let since = Some(day(2020, 1, 1));
    both(
        "family edit F1 --set hukou=rural --clear phone --clear 住址 --since 2020-01-01 --seen 1",
        r#"{"command":"family edit","family":"F1","set":["hukou=rural"],"clear":["phone","住址"],"since":"2020-01-01","seen":"1"}"#,
        &Command::EditFamily {
            family: FamilyId(1),
            seen: Some(Seq(1)),
            edits: vec![
                edit(None, Field::Hukou, since, Some(Value::Choice(2))),
                edit(None, Field::Phone, since, None),
                edit(None, Field::Address, since, None),
            ],
            new_members: vec![],
        },
    );
    both(
        "family edit F1 --member father --set self_care=部分失能 --spouse name=周兰",
        r#"{"command":"family edit","family":"F1","member":1,"set":{"self_care":"partial"},"spouse":{"name":"周兰"}}"#,
        &Command::EditFamily {
            family: FamilyId(1),
            seen: None,
            edits: vec![edit(Some(MemberNo(1)), Field::SelfCare, None, Some(Value::Choice(2)))],
            new_members: vec![vec![
                Fact::new(Field::Role, Value::Choice(4)),
                Fact::new(Field::Name, Value::Text("周兰".into())),
            ]],
        },
    );
}

#[test]
fn every_happening() {
    let on = day(2026, 11, 1);
    let cases = [
        ("birth", "", "", Happening::Birth { on }),
        ("adoption", "", "", Happening::Adoption { on }),
        ("death", "--member mother", r#","member":"mother""#, Happening::Death { member: MemberNo(2), on }),
        (
            "grade",
            "--member 3 --grade 二级",
            r#","member":3,"grade":2"#,
            Happening::GradeChange { member: MemberNo(3), grade: 2, on, certificate: None },
        ),
        (
            "move",
            "--township 西城街道 --village 新桥社区",
            r#","township":"500119003","village":"新桥""#,
            Happening::Move { township: 500_119_003, village: Some(500_119_003_003), on },
        ),
    ];
    for (event, words, json, happening) in cases {
        let mut desk = Desk::with_family();
        let typed = typed(&mut desk, &format!("family event F1 {event} --on 2026-11-01 {words}"));
        let line = line(
            &mut desk,
            &format!(r#"{{"command":"family event","family":"F1","event":"{event}","on":"2026-11-01"{json}}}"#),
        );
        let wanted = Command::FamilyEvent { family: FamilyId(1), happening };
        assert_eq!((typed.unwrap(), line.unwrap()), (wanted.clone(), wanted), "{event}");
    }
}

#[test]
fn taking_an_entry_back() {
    both(
        "undo 7 --reason 登记有误",
        r#"{"command":"undo","seq":7,"reason":"登记有误"}"#,
        &Command::Undo { seq: Seq(7), reason: "登记有误".into() },
    );
}

#[test]
fn what_is_wrong_with_typed_words_is_named() {
    let mut desk = Desk::with_family();
    desk.says("family add --father name=王建国 --child name=王芳");
    for (words, code) in [
        ("item open F1 no-such-thing", "no-such-measure"),
        ("item open 查无此人 dibao", "no-such-family"),
        ("item open 王建国 dibao", "ambiguous-family"),
        ("item open F1 dibao --member 王芳", "no-such-member"),
        ("item open F1 dibao --department nobody", "no-such-department"),
        ("item open F1 dibao --urgency soon", "not-one-of"),
        ("item open F1 dibao --due 2026-02-30", "not-a-day"),
        ("item accept F1", "not-an-item"),
        ("item accept F1-1 --to finance", "not-taken"),
        ("item refer F1-1 --reason x", "missing"),
        ("item accept F1-1 --seen 0", "not-a-number"),
        ("undo zero --reason x", "not-a-number"),
        ("family edit F1 --set income=3", "no-such-field"),
        ("family edit F1 --set hukou=金星", "bad-value"),
        ("family edit F1 --set phone=", "bad-value"),
        ("family edit F1 --member 1 --set hukou=rural", "no-such-field"),
        ("family event F1 wedding --on 2026-11-01", "not-one-of"),
        ("family event F1 death --on 2026-11-01", "missing"),
        ("family event F1 birth --on 2026-11-01 --member 1", "not-taken"),
        ("family event F1 grade --on 2026-11-01 --member 3 --grade 5", "bad-value"),
        ("family event F1 move --on 2026-11-01 --township 月球", "no-such-township"),
        ("queue --status lost", "not-one-of"),
        ("queue --township 月球", "no-such-township"),
        ("match --verdict maybe", "not-one-of"),
        ("log --since 昨儿个", "not-a-day"),
        ("plan --measure no-such-thing", "no-such-measure"),
    ] {
        assert_eq!(desk.fails(words), code, "{words}");
    }
}

#[test]
fn a_wrong_personal_number_is_masked_in_what_is_said() {
    let mut desk = Desk::with_family();
    let (_, result) = desk.ran("family edit F1 --member 1 --set identity_number=512323195506121213", Lang::Zh);
    let sentence = result.unwrap_err().sentence(Lang::Zh);
    assert!(sentence.contains("512323********1213") && !sentence.contains("19550612"), "{sentence}");
}
