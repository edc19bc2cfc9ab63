//! Two clerks at one thing: what the other one changed is told, settled field by field, and nothing typed is lost.

use super::bench::{Bench, Setup, bench};
use super::office::Office;
use crate::domain::command::{Command, Edit};
use crate::domain::workflow::{Status, Verb};
use crate::ids::{MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::value::{Dated, Value};
use crate::service::answer::{Happened, TimelineRow};
use crate::text::Lang;
use crate::tui::layer::Layer;
use crate::tui::place::Place;
use insta::assert_snapshot;

/// Somebody else changes facts of the first family.
fn other(office: &mut Office, member: Option<MemberNo>, changes: &[(Field, &str)]) {
    office.seq += 1;
    let (seq, at) = (Seq(office.seq), office.now);
    let page = &mut office.families[0];
    let facts = match member {
        None => &mut page.facts,
        Some(no) => &mut page.member_facts.iter_mut().find(|(other, _)| *other == no).unwrap().1,
    };
    let mut told = Vec::new();
    for (field, text) in changes {
        let value = Value::Text((*text).to_string());
        let before = facts.iter().find(|(other, _)| other == field).map(|(_, dated)| dated.value.clone());
        facts.retain(|(other, _)| other != field);
        facts.push((*field, Dated { since: None, value: value.clone() }));
        told.push((member, *field, before, Some(value)));
    }
    let what = Happened::FactsChanged(told);
    page.timeline.insert(0, TimelineRow { seq, at, actor: "周敏".into(), what, withdrawn: false });
    page.version = seq;
}

/// A desk in the form of the first family's facts; what is typed goes into these fields.
fn typed(mut setup: Setup, fields: &[(&str, &str)]) -> Bench {
    setup.office.families[0].version = Seq(100);
    let mut bench = setup.open();
    bench.press("F4 2");
    fill(&mut bench, fields);
    bench
}

fn fill(bench: &mut Bench, fields: &[(&str, &str)]) {
    for (key, text) in fields {
        let Some(Layer::Form(form)) = bench.model().layers.last() else { panic!("no form is open") };
        let (at, to) = (form.at, form.entries.iter().position(|entry| entry.key == *key).unwrap());
        let step = if to < at { "Shift-Tab" } else { "Tab" };
        (0..at.abs_diff(to)).for_each(|_| {
            bench.press(step);
        });
        bench.press(&format!("Ctrl-U text:{text}"));
    }
}

fn raw(bench: &Bench, key: &str) -> String {
    let Some(Layer::Form(form)) = bench.model().layers.last() else { panic!("no form is open") };
    form.entry(key).unwrap().raw().into_owned()
}

fn edits(bench: &Bench) -> (Option<Seq>, Vec<(Field, Option<Value>)>) {
    let Some(Command::EditFamily { seen, edits, .. }) = bench.office.executed.last() else { panic!("another command") };
    (*seen, edits.iter().map(|Edit { field, value, .. }| (*field, value.clone())).collect())
}

fn text(text: &str) -> Option<Value> {
    Some(Value::Text(text.into()))
}

#[test]
fn what_only_one_of_them_changed_is_kept_and_what_both_changed_is_chosen() {
    let mut bench = typed(Setup::default(), &[("case_number", "NC90001"), ("address", "桥北路5号")]);
    other(&mut bench.office, None, &[(Field::CaseNumber, "NC80008"), (Field::Phone, "139****1111")]);
    bench.press("Ctrl-S");
    assert_snapshot!(bench.screen(), @"
    扶助   F2 待办  F3 急难 [F4 家庭] F5 期限  F6 匹配  F7 报表     演示数据  11-24
      填表期间别人作了更改
      周敏 11-24 09:30  家庭编号: NC00001 > NC80008
      周敏 11-24 09:30  联系电话: 138****0000 > 139****1111
      下面几项您也填了：按数字选用，其余已并入。Enter 再次提交，Esc 返回。

    > 家庭编号                                       按数字或左右箭头选择，空格清除
                  1 我填的  NC90001
                  2 周敏 09:30  NC80008














    Enter 确定  Ctrl-S 提交                                                 F1 帮助
    ");
    bench.press("Ctrl-S");
    assert_eq!(bench.office.executed.len(), 1, "nothing is sent before it is said which holds");
    bench.press("1 Enter");
    assert_eq!(bench.model().layers.len(), 0, "{}", bench.screen());
    let both = vec![(Field::CaseNumber, text("NC90001")), (Field::Address, text("桥北路5号"))];
    assert_eq!(edits(&bench), (Some(bench.office.families[0].version), both), "the telephone stays the other's");
}

#[test]
fn theirs_is_taken_where_the_clerk_says_so() {
    let mut bench = typed(Setup::default(), &[("case_number", "NC90001"), ("address", "桥北路5号")]);
    other(&mut bench.office, None, &[(Field::CaseNumber, "NC80008"), (Field::Address, "桥北路5号")]);
    bench.press("Ctrl-S 2 Enter");
    assert_eq!(bench.office.executed.len(), 1, "both say what the register says: there is nothing to send");
    assert!(bench.notice().contains("采用了别人填的内容"), "{}", bench.notice());
    assert!(bench.model().layers.is_empty() && bench.model().drafts.is_empty());
}

#[test]
fn it_is_told_when_nothing_is_in_the_way() {
    let mut bench = typed(Setup { lang: Lang::En, ..Setup::default() }, &[("case_number", "NC90001")]);
    other(&mut bench.office, None, &[(Field::Phone, "139****1111")]);
    bench.press("Ctrl-S");
    assert_snapshot!(bench.screen(), @"
    fuzhu   F2  F3 [F4 Families] F5  F6  F7  F8           demo data  2026-11-24 Tue
      Changed while you filled in the form
      周敏 11-24 09:30  Telephone: 138****0000 > 139****1111
      None of it is yours: both are kept. Enter sends again, Esc goes back.



















    Enter Go on  Ctrl-S Send                                                F1 Help
    ");
    bench.press("Esc");
    assert_eq!(raw(&bench, "case_number"), "NC90001", "back in the form");
    bench.press("Ctrl-S Enter");
    assert_eq!(edits(&bench).1, [(Field::CaseNumber, text("NC90001"))]);
}

#[test]
fn a_third_change_is_told_as_well() {
    let mut bench = typed(Setup::default(), &[("case_number", "NC90001")]);
    other(&mut bench.office, None, &[(Field::CaseNumber, "NC80008")]);
    bench.press("Ctrl-S");
    other(&mut bench.office, None, &[(Field::CaseNumber, "NC70007")]);
    bench.press("1 Enter");
    assert!(bench.screen().contains("NC70007"), "{}", bench.screen());
    bench.press("1 Enter");
    assert_eq!(edits(&bench).1, [(Field::CaseNumber, text("NC90001"))]);
}

#[test]
fn what_is_masked_and_looks_the_same_is_still_a_change() {
    let mut bench = typed(Setup::default(), &[("phone", "13812345678")]);
    other(&mut bench.office, None, &[(Field::Phone, "138****0000")]);
    bench.press("Ctrl-S");
    assert!(bench.screen().contains("我填的") && bench.screen().contains("周敏 09:30"), "{}", bench.screen());
}

#[test]
fn facts_of_a_person_are_settled_by_person() {
    let mut bench = bench(80, 24, Lang::Zh);
    bench.press("F4 Enter Down Down 2");
    let Some(Layer::Form(form)) = bench.model().layers.last() else { panic!("no form is open") };
    let crate::tui::form::kind::Kind::EditFacts { member: Some(member), .. } = form.kind else { panic!("no person") };
    fill(&mut bench, &[("name", "王五")]);
    let another = MemberNo(if member.0 == 1 { 2 } else { 1 });
    other(&mut bench.office, Some(another), &[(Field::Name, "赵六")]);
    bench.press("Ctrl-S");
    assert!(!bench.screen().contains("我填的"), "another person's name: {}", bench.screen());
    other(&mut bench.office, Some(member), &[(Field::Name, "赵六")]);
    bench.press("Enter");
    assert!(bench.screen().contains("我填的  王五"), "{}", bench.screen());
}

#[test]
fn a_draft_of_an_earlier_day_is_weighed_against_what_came_since() {
    let directory = tempfile::tempdir().unwrap();
    let setup = |office: Office| Setup { office, drafts: directory.path().into(), ..Setup::default() };
    let mut first = typed(setup(Office::with(1)), &[("case_number", "NC90001")]);
    first.press("Esc");
    other(&mut first.office, None, &[(Field::CaseNumber, "NC80008")]);
    let mut second = setup(first.office).open();
    second.press("Enter");
    assert_eq!(raw(&second, "case_number"), "NC90001");
    second.press("Ctrl-S");
    assert!(second.screen().contains("我填的  NC90001") && second.screen().contains("NC80008"), "{}", second.screen());
}

/// A desk on one item that is being delivered.
fn delivering(lang: Lang) -> Bench {
    let mut office = Office::with(1);
    office.items.truncate(1);
    office.items[0].measure = crate::ids::MeasureNo(52);
    office.items[0].status = Status::Approved;
    let mut bench = Setup { office, lang, ..Setup::default() }.open();
    bench.press("3");
    bench
}

/// Fills in the whole record.
fn fill_record(bench: &mut Bench) {
    let plan = bench.model().session.plan.clone();
    let Some(Layer::Form(form)) = bench.model().layers.last() else { panic!("no form") };
    for entry in form.entries.clone() {
        let field = plan.record(&entry.key).unwrap();
        bench.press(match field.kind.key() {
            _ if field.form.is_some() => "text:周文、吴敏",
            "date" => "Ctrl-U text:11-20",
            "money" => "text:500",
            "number" => "text:2",
            "text" => "text:村委会",
            _ => "1",
        });
        bench.press("Tab");
    }
}

/// Somebody else takes a step with the item, and something may be recorded.
fn stepped(office: &mut Office, verb: Verb, status: Status) {
    let item = office.items[0].item;
    let command = Command::MoveItem { item, seen: None, step: crate::domain::event::Move::new(verb) };
    crate::service::client::Client::execute(office, &[command.into()]);
    office.items[0].status = status;
    office.executed.clear();
}

#[test]
fn a_step_of_somebody_else_does_not_cost_the_record() {
    let mut bench = delivering(Lang::Zh);
    stepped(&mut bench.office, Verb::Suspend, Status::Approved);
    fill_record(&mut bench);
    bench.press("Ctrl-S");
    assert!(bench.screen().contains("暂缓") && bench.screen().contains("再次提交"), "{}", bench.screen());
    bench.press("Enter");
    let Some(Command::MoveItem { seen, step, .. }) = bench.office.executed.last() else { panic!("nothing was sent") };
    assert_eq!((step.verb, *seen.as_ref().unwrap() > Seq(1000)), (Verb::Deliver, true));
    assert_eq!(bench.office.items[0].status, Status::Delivered);
}

#[test]
fn what_is_done_already_is_shown_and_what_was_typed_stays() {
    let mut bench = delivering(Lang::Zh);
    fill_record(&mut bench);
    let amount = raw(&bench, "amount");
    stepped(&mut bench.office, Verb::Deliver, Status::Delivered);
    bench.press("Ctrl-S");
    assert!(bench.screen().contains("现在不能再办这一步"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!((raw(&bench, "amount"), amount.is_empty()), (amount, false));
    bench.press("Esc");
    assert_eq!((bench.model().place(), bench.model().drafts.len()), (Place::Queues, 1), "kept as a draft");
}
