//! Filling in forms: typing, choosing, faults, what is sent, and drafts.

use super::bench::{Bench, Setup, bench};
use super::office::{Office, today};
use crate::domain::command::{Command, Edit, Happening};
use crate::domain::rhythm::RhythmCommand;
use crate::domain::workflow::{Status, Verb};
use crate::ids::{FamilyId, MemberNo};
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::text::Lang;
use crate::tui::input::Input;
use crate::tui::layer::Layer;
use crate::tui::model::Model;
use crate::tui::place::Place;
use chrono::{Days, NaiveDate};

fn raw(model: &Model, key: &str) -> String {
    let Some(Layer::Form(form)) = model.layers.last() else { panic!("no form is open") };
    form.entry(key).unwrap_or_else(|| panic!("no field {key}")).raw().into_owned()
}

fn sent(bench: &Bench) -> &Command {
    bench.office.executed.last().expect("nothing was sent")
}

/// A desk on a single item of this measure and status.
fn with_item(measure: u8, status: Status) -> Bench {
    let mut office = Office::with(1);
    office.items.truncate(1);
    office.items[0].measure = crate::ids::MeasureNo(measure);
    office.items[0].status = status;
    Setup { office, ..Setup::default() }.open()
}

#[test]
fn letters_are_text_in_a_form() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("4 text:q1？Ｇ王 Space text:jk");
    assert_eq!(raw(bench.model(), "reason"), "q1？Ｇ王 jk");
    bench.press("Left Left Backspace Home Delete Ctrl-E Ctrl-W");
    assert_eq!(raw(bench.model(), "reason"), "1？Ｇ王");
    bench.press("Ctrl-U");
    assert_eq!(raw(bench.model(), "reason"), "");
    assert!(bench.office.executed.is_empty());
}

#[test]
fn pasted_text_is_text_and_harmless() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("4");
    bench.give(vec![Input::Paste("材料\r\n不全\u{1b}[2J\u{202e}".into())]);
    assert_eq!(raw(bench.model(), "reason"), "材料  不全[2J");
    bench.press("Esc");
    bench.give(vec![Input::Paste("1111q".into())]);
    assert_eq!(bench.model().place(), Place::Queues, "pasted keys do nothing");
    assert!(bench.office.executed.is_empty());
}

#[test]
fn a_fault_stands_under_its_field_once_it_is_left() {
    let mut bench = bench(80, 24, Lang::En);
    bench.press("5 text:why Tab text:31/31");
    assert!(!bench.screen().contains("is no date"));
    bench.press("Tab Shift-Tab");
    assert!(bench.screen().contains("\"31/31\" is no date"), "{}", bench.screen());
    bench.press("Tab Ctrl-U text:2020-01-01 Ctrl-S");
    assert!(bench.screen().contains("must be after today"), "{}", bench.screen());
    bench.press("Ctrl-U text:+3");
    assert!(!bench.screen().contains("must be after today"), "typing takes the fault away");
    bench.press("Ctrl-S");
    let Command::MoveItem { step, .. } = sent(&bench) else { panic!("another command") };
    assert_eq!((step.verb, step.until), (Verb::Suspend, today().checked_add_days(Days::new(3))));
}

#[test]
fn a_delivery_writes_down_what_the_measure_asks_for() {
    // Measure 52: condolence money; money moves, so it has to be approved.
    let mut bench = with_item(52, Status::Approved);
    bench.press("3");
    let plan = bench.model().session.plan.clone();
    let measure = plan.measure(crate::ids::MeasureNo(52)).unwrap();
    let Some(Layer::Form(form)) = bench.model().layers.last() else { panic!("no form") };
    let keys: Vec<&str> = form.entries.iter().map(|entry| entry.key.as_str()).collect();
    assert_eq!(keys, measure.record, "the plan's record, in the plan's order");
    for entry in form.entries.clone() {
        let field = plan.record(&entry.key).unwrap();
        let word = match field.kind.key() {
            _ if field.form.is_some() => "text:周文、吴敏",
            "date" => "text:11-20",
            "money" => "text:5,000元",
            "number" => "text:2",
            "text" => "text:村委会",
            _ => "1",
        };
        bench.press(word);
        bench.press("Tab");
    }
    bench.press("Ctrl-S");
    let Command::MoveItem { step, .. } = sent(&bench) else { panic!("another command") };
    assert_eq!(step.verb, Verb::Deliver);
    assert_eq!(step.record.iter().map(|(key, _)| key).collect::<Vec<_>>(), measure.record.iter().collect::<Vec<_>>());
    for (key, value) in &step.record {
        match plan.record(key).unwrap().kind.key() {
            "date" => assert_eq!(value, "2026-11-20"),
            "money" => assert_eq!(value, "5000.00"),
            _ => assert!(!value.is_empty()),
        }
    }
}

#[test]
fn a_referral_finds_the_department_by_sound() {
    let mut bench = with_item(54, Status::Pending);
    bench.press("6 text:minzheng");
    assert!(bench.screen().contains("区民政局"), "{}", bench.screen());
    bench.press("Tab text:应由民政办理 Enter");
    let Command::MoveItem { step, .. } = sent(&bench) else { panic!("another command") };
    let plan = bench.model().session.plan.clone();
    assert_eq!(step.department, plan.department_called("civil-affairs").map(|department| department.no));
    assert_eq!(step.reason, "应由民政办理");
}

#[test]
fn a_new_item_is_chosen_among_what_the_family_is_entitled_to() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 1 Down Down Enter Enter 3 Enter Enter text:急办 Ctrl-S");
    let Command::OpenItem { family, member, urgency, note, .. } = sent(&bench) else { panic!("another command") };
    assert_eq!((*family, *member, note.as_str()), (FamilyId(1), Some(MemberNo(1)), "急办"));
    assert_eq!(urgency.map(|urgency| urgency.key()), Some("emergency"));
}

#[test]
fn a_new_family_is_entered_and_opened() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 F9 text:NC90001 Tab text:兴隆 Tab text:jx Tab Tab Tab Tab Tab Tab");
    bench.press("text:张三多 Tab Tab text:李四妹 Tab Tab text:张小明 Tab Tab text:2015-6-1 Ctrl-S");
    let Command::AddFamily { facts, members } = sent(&bench).clone() else { panic!("another command") };
    let known = |field| facts.iter().find(|fact| fact.field == field).map(|fact| fact.value.clone());
    assert_eq!(known(Field::CaseNumber), Some(Value::Text("NC90001".into())));
    assert!(matches!(known(Field::Township), Some(Value::Number(_))));
    assert!(matches!(known(Field::Village), Some(Value::Number(_))));
    assert_eq!(members.len(), 3);
    let died = members[2].iter().find(|fact| fact.field == Field::DiedOn).map(|fact| fact.value.clone());
    assert_eq!(died, NaiveDate::from_ymd_opt(2015, 6, 1).map(Value::Date));
    assert_eq!(bench.model().place(), Place::Family);
}

#[test]
fn only_what_was_changed_is_sent() {
    let mut bench = bench(80, 24, Lang::Zh);
    // The father's line; since, name, role, identity number (masked), ...
    bench.press("F4 Enter Down Down 2");
    assert!(raw(bench.model(), "identity_number").contains('*'));
    bench.press("text:2026-11-1 Tab Ctrl-U text:王建 Ctrl-S");
    let Command::EditFamily { family, seen, edits, .. } = sent(&bench) else { panic!("another command") };
    assert_eq!((*family, seen.is_some()), (FamilyId(1), true));
    let edit = Edit {
        member: Some(MemberNo(1)),
        field: Field::Name,
        since: NaiveDate::from_ymd_opt(2026, 11, 1),
        value: Some(Value::Text("王建".into())),
    };
    assert_eq!(edits, &[edit]);
}

#[test]
fn a_refused_form_stays_open_with_the_reason() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 2 Ctrl-S");
    assert_eq!(bench.model().place(), Place::Form);
    assert!(bench.screen().contains("没有需要更改的内容"), "{}", bench.screen());
    bench.press("Ctrl-S");
    assert_eq!(bench.office.executed.len(), 2, "it can be sent again");
}

#[test]
fn what_happens_to_a_family_is_recorded_with_its_day() {
    let happened = |keys: &str| {
        let mut bench = bench(80, 24, Lang::Zh);
        match sent(bench.press(keys)) {
            Command::FamilyEvent { family: FamilyId(1), happening } => happening.clone(),
            other => panic!("another command: {other:?}"),
        }
    };
    let on = today();
    assert_eq!(happened("F4 3 Enter"), Happening::Birth { on });
    let yesterday = on.pred_opt().unwrap();
    assert_eq!(happened("F4 4 Ctrl-U text:昨天 Enter"), Happening::Adoption { on: yesterday });
    assert_eq!(happened("F4 5 2 Tab Enter"), Happening::Death { member: MemberNo(2), on });
    let grade = Happening::GradeChange { member: MemberNo(3), grade: 2, on, certificate: None };
    assert_eq!(happened("F4 6 Tab text:二级 Ctrl-S"), grade);
    let Happening::Move { village: None, .. } = happened("F4 7 text:大观 Ctrl-S") else { panic!("another event") };
}

/// Rounds are owed each quarter: the quarter that runs is offered, and another can be chosen.
#[test]
fn a_new_item_is_for_the_period_that_runs_or_for_another_one() {
    let period = |keys: &str| {
        let mut bench = bench(80, 24, Lang::Zh);
        match sent(bench.press(&format!("F4 1 text:巡诊 {keys}"))) {
            Command::OpenItem { period, .. } => period.map(|period| period.to_string()),
            other => panic!("another command: {other:?}"),
        }
    };
    assert_eq!(period("Enter Ctrl-S").as_deref(), Some("2026-Q4"));
    assert_eq!(period("Enter Down Ctrl-S").as_deref(), Some("2027-Q1"));
    assert_eq!(period("Enter Down Down Ctrl-S").as_deref(), Some("2026-Q3"));
    // Sent before the field was reached: the domain takes the one that runs.
    assert_eq!(period("Ctrl-S"), None);
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 1 text:巡诊 Enter");
    insta::assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
      新开事项
      李建国、赵德明  F1

      措施      社区巡诊  李建国  符合
    > 期间                                         键入文字或拼音筛选，上下箭头选择
                > 2026年4季度
                  2027年1季度
                  2026年3季度
                  2026年2季度
                  2026年1季度
                  2025年4季度
      缓急
      另定期限
      备注








    Enter 确定  Ctrl-S 提交  Ctrl-D 清除草稿                                F1 帮助
    ");
}

#[test]
fn contact_is_written_down_from_the_register_and_the_page() {
    for keys in ["F4 9", "F4 Enter 9"] {
        let mut bench = bench(80, 24, Lang::Zh);
        bench.press(keys);
        assert_eq!(raw(bench.model(), "contact_on"), "今天");
        let Command::Rhythm(RhythmCommand::Contact(made)) = sent(bench.press("Tab 2 Tab text:张干事 Ctrl-S")) else {
            panic!("another command")
        };
        let record: Vec<(&str, &str)> = made.record.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect();
        assert_eq!((made.family, made.measure), (FamilyId(1), None));
        assert_eq!(record, [("contact_on", "2026-11-24"), ("contact_way", "phone"), ("helper", "张干事")]);
    }
}

#[test]
fn a_filter_shows_a_part_and_says_so() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("0 Tab Tab 1 Ctrl-S");
    let Some(total) = rows(bench.model()) else { panic!("another screen") };
    assert_eq!(total, 23, "twenty-three are overdue");
    assert!(bench.screen().contains("只看 逾期"), "{}", bench.screen());
    bench.press("0 Tab Tab Space Ctrl-S");
    assert_eq!(rows(bench.model()), Some(106));
    assert!(bench.model().drafts.is_empty(), "a filter is no draft");
}

fn rows(model: &Model) -> Option<u64> {
    match model.screen() {
        crate::tui::screen::Screen::Queues(screen) => screen.roll.list.total(),
        _ => None,
    }
}

#[test]
fn a_draft_outlives_the_desk_and_is_offered_again() {
    let directory = tempfile::tempdir().unwrap();
    let open = |office: Office| Setup { office, drafts: directory.path().join("drafts"), ..Setup::default() }.open();
    let files = || std::fs::read_dir(directory.path().join("drafts")).map(|files| files.count()).unwrap_or(0);
    let mut first = open(Office::with(3));
    first.press("4 text:材料不");
    assert_eq!(files(), 1, "kept as soon as no key waits");
    // The line breaks in the middle of a burst.
    first.give(vec![Input::Paste("全".into()), Input::Hangup]);
    assert!(first.desk.is_left());
    let mut second = open(first.office);
    assert_eq!(second.model().place(), Place::Drafts);
    assert!(second.screen().contains("不予办理"), "{}", second.screen());
    second.press("Enter");
    assert_eq!(raw(second.model(), "reason"), "材料不全");
    assert!(second.screen().contains("已恢复上次未提交的内容"));
    second.press("Ctrl-S");
    assert_eq!((second.office.executed.len(), files()), (1, 0), "what is sent is no draft any more");
}

#[test]
fn a_form_that_is_left_goes_on_where_it_was() {
    let mut bench = bench(80, 24, Lang::En);
    bench.press("4 text:half Esc");
    assert!(bench.notice().starts_with("Not sent."), "{}", bench.notice());
    bench.press("4");
    assert_eq!(raw(bench.model(), "reason"), "half");
    bench.press("Ctrl-D");
    assert_eq!(raw(bench.model(), "reason"), "");
    bench.press("Esc 4");
    assert_eq!((raw(bench.model(), "reason"), bench.model().drafts.len()), (String::new(), 0));
}

#[test]
fn a_draft_that_is_not_wanted_is_thrown_away() {
    let directory = tempfile::tempdir().unwrap();
    let open = || Setup { drafts: directory.path().into(), ..Setup::default() }.open();
    open().press("4 text:a Esc Down Down 4 text:b Esc");
    let mut bench = open();
    bench.press("Ctrl-D");
    assert_eq!(bench.model().place(), Place::Drafts);
    bench.press("Ctrl-D");
    assert_eq!(bench.model().place(), Place::Queues);
    assert_eq!(open().model().place(), Place::Queues);
}

#[test]
fn a_draft_that_cannot_be_kept_is_said() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("file");
    std::fs::write(&file, "").unwrap();
    let mut bench = Setup { drafts: file.join("drafts"), ..Setup::default() }.open();
    bench.press("4 text:a Esc");
    assert!(bench.notice().is_empty() || bench.notice().contains("草稿"), "{}", bench.notice());
    bench.press("4 text:b");
    assert!(bench.model().notice.as_ref().is_some_and(|notice| notice.text.contains("草稿没有保存成功")));
}
