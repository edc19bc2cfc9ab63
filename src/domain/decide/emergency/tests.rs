//! The emergency desk by tables that a policy officer can read.

use crate::domain::command::{Command, Edit};
use crate::domain::decide::tests::world::World;
use crate::domain::emergency::Emergency;
use crate::domain::emergency::clock::{Clock, minute};
use crate::domain::emergency::command::{EmergencyCommand, Report};
use crate::domain::emergency::event::EmergencyMove;
use crate::domain::emergency::refusal::EmergencyRefusal;
use crate::domain::emergency::told;
use crate::domain::emergency::workflow::{Act, Stage};
use crate::domain::refusal::Refusal;
use crate::domain::workflow::Verb;
use crate::ids::{EmergencyId, FamilyId, ItemId, MemberNo, Seq};
use crate::policy::field::Field;
use crate::policy::money::Fen;
use crate::policy::value::Value;
use crate::text::Lang;
use chrono::{DateTime, FixedOffset, NaiveDate};

fn moment(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(&format!("{text}:00+08:00")).unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn report(world: &World, family: FamilyId, kind: &str) -> Report {
    let kind = world.plan.emergency().unwrap().kind_called(kind).unwrap().no;
    Report { family, kind, member: None, on: None, line: "邻居来电".into(), even_so: false }
}

fn lodge(world: &mut World, report: Report) -> Result<EmergencyId, Refusal> {
    world.run(&Command::Emergency(EmergencyCommand::Report(report)))?;
    Ok(*world.emergencies.keys().next_back().unwrap())
}

fn lodged(world: &mut World, family: FamilyId, kind: &str) -> EmergencyId {
    let report = report(world, family, kind);
    lodge(world, report).unwrap()
}

fn act(world: &mut World, emergency: EmergencyId, step: EmergencyMove) -> Result<Seq, Refusal> {
    world.run(&Command::Emergency(EmergencyCommand::Act { emergency, seen: None, step, measure: None }))
}

fn plainly(world: &mut World, emergency: EmergencyId, one: Act) -> Result<Seq, Refusal> {
    let note = if one.wants_note() { "说明".to_string() } else { String::new() };
    act(world, emergency, EmergencyMove { note, ..EmergencyMove::new(one) })
}

fn grant(world: &mut World, emergency: EmergencyId, yuan: i64) -> Result<Seq, Refusal> {
    act(world, emergency, EmergencyMove { amount: Fen::from_yuan(yuan).unwrap(), ..EmergencyMove::new(Act::Grant) })
}

fn edit(world: &mut World, family: FamilyId, member: Option<u8>, field: Field, value: Value) {
    let edits = vec![Edit { member: member.map(MemberNo), field, since: None, value: Some(value) }];
    world.run(&Command::EditFamily { family, seen: None, edits, new_members: Vec::new() }).unwrap();
}

fn by_id(world: &World, id: EmergencyId) -> &Emergency {
    &world.emergencies[&id]
}

/// Hours run through nights, holidays and year ends; the paper counts working days, make-up Saturdays included.
#[test]
fn clocks_as_a_policy_officer_would_check_them() {
    let cases = [
        // lodged, answer by, relief by, relief given, paper by
        ("2026-11-24T09:00", "2026-11-25T09:00", "2026-11-26T09:00", "2026-11-24T15:00", "2026-12-08"),
        // A Friday night.
        ("2026-11-20T23:30", "2026-11-21T23:30", "2026-11-22T23:30", "2026-11-21T08:00", "2026-12-04"),
        // The middle of the National Day holiday: 1 to 7 October off, 10 October (a Saturday) worked.
        ("2026-10-02T03:15", "2026-10-03T03:15", "2026-10-04T03:15", "2026-10-03T10:00", "2026-10-20"),
        // New Year's Eve.
        ("2025-12-31T22:00", "2026-01-01T22:00", "2026-01-02T22:00", "2026-01-01T09:00", "2026-01-15"),
        // The end of February of a leap year.
        ("2024-02-28T12:00", "2024-02-29T12:00", "2024-03-01T12:00", "2024-02-29T12:00", "2024-03-14"),
    ];
    for (at, answer, relief, given, paper) in cases {
        let mut world = World::new();
        let family = world.family();
        world.at(&format!("{at}:00+08:00"));
        let id = lodged(&mut world, family, "accident");
        let one = by_id(&world, id).clone();
        assert_eq!(one.due(Clock::Answer), Some(moment(answer)), "{at}");
        assert_eq!(one.due(Clock::Relief), Some(moment(relief)), "{at}");
        assert_eq!((one.due(Clock::Paper), one.nearer()), (None, Some((Clock::Answer, moment(answer)))), "{at}");
        assert_eq!((one.is_overdue(moment(answer)), one.is_overdue(moment(relief))), (false, true), "{at}");
        plainly(&mut world, id, Act::Take).unwrap();
        assert_eq!(by_id(&world, id).nearer(), Some((Clock::Relief, moment(relief))), "{at}");
        world.at(&format!("{given}:00+08:00"));
        plainly(&mut world, id, Act::Verify).unwrap();
        grant(&mut world, id, 500).unwrap();
        let one = by_id(&world, id);
        assert_eq!(one.paper_by, Some(day(paper)), "{at}");
        let (clock, due) = one.nearer().unwrap();
        assert_eq!((clock, due.to_string()), (Clock::Paper, format!("{paper} 23:59:00 +08:00")), "{at}");
    }
}

#[test]
fn a_clock_is_read_in_minutes() {
    let at = |text: &str| minute(DateTime::parse_from_rfc3339(text).unwrap());
    let (from, due) = (at("2026-11-24T09:00:40+08:00"), at("2026-11-25T09:00:40+08:00"));
    assert_eq!(told::left(due - from, Lang::Zh), "余 24:00");
    assert_eq!(told::left(due - at("2026-11-24T09:01:10+08:00"), Lang::En), "left 23:59");
    assert_eq!(told::left(due - at("2026-11-25T10:05:00+08:00"), Lang::Zh), "逾 1:05");
}

/// What is known of the family, the kind, and how grave that is.
#[test]
fn severity_as_a_policy_officer_would_check_it() {
    let marital = |code| (None, Field::Marital, Value::Choice(code));
    let father = |field, value| (Some(1), field, value);
    type Known = Vec<(Option<u8>, Field, Value)>;
    let cases: [(&str, Known, u8, &str); 12] = [
        ("child-death", vec![], 1, "子女刚刚离世"),
        // The family of the tests has a child of grade 2 at home.
        ("accident", vec![], 1, "家有一、二级残疾子女"),
        ("accident", vec![(Some(3), Field::DisabilityGrade, Value::Number(3))], 2, "人身或住处受到伤害"),
        ("accident", vec![marital(3)], 1, "独自生活，身边没有配偶"),
        ("hospital", vec![father(Field::SelfCare, Value::Choice(3))], 1, "本人失能"),
        ("grave-hardship", vec![father(Field::NoIncome, Value::Flag(true))], 1, "没有生活来源"),
        ("grave-hardship", vec![(None, Field::LowIncome, Value::Choice(2))], 2, "低保、特困或监测家庭"),
        ("grave-hardship", vec![father(Field::BornOn, Value::Date(day("1950-01-01")))], 2, "家有老人"),
        ("grave-hardship", vec![(Some(3), Field::DisabilityGrade, Value::Number(3))], 2, "家有老人"),
        ("funeral", vec![], 2, "家中办理丧事"),
        ("grave-hardship", vec![(Some(2), Field::BornOn, Value::Date(day("1980-01-01")))], 3, "生产生活重大困难"),
        (
            "grave-hardship",
            vec![
                (Some(2), Field::BornOn, Value::Date(day("1980-01-01"))),
                (None, Field::LaterBirthOn, Value::Date(day("2020-01-01"))),
            ],
            4,
            "按现有登记不属于扶助对象",
        ),
    ];
    for (kind, facts, level, because) in cases {
        let mut world = World::new();
        let family = world.family();
        for (member, field, value) in facts {
            edit(&mut world, family, member, field, value);
        }
        let report = Report { member: Some(MemberNo(1)), ..report(&world, family, kind) };
        let id = lodge(&mut world, report).unwrap();
        let lodged = &by_id(&world, id).lodged;
        assert_eq!((lodged.severity, lodged.because.0.as_str()), (level, because), "{kind}");
    }
}

fn measures(world: &World, id: EmergencyId) -> Vec<String> {
    let told = |item: ItemId| {
        let item = &world.items[&item];
        let measure = &world.plan.measure(item.measure).unwrap().id;
        let due = item.due.map(|due| due.on.to_string()).unwrap_or_default();
        format!("{measure} {} {due}", item.member.map(|member| member.to_string()).unwrap_or_default())
    };
    by_id(world, id).items().map(told).collect()
}

fn refused(world: &World, id: EmergencyId) -> Vec<&str> {
    let of = |one: &crate::domain::emergency::event::NotOpened| world.plan.measure(one.measure).unwrap().id.as_str();
    by_id(world, id).not_opened().iter().map(of).collect()
}

/// What each kind opens for a family whose child is disabled, of whom little else is known, lodged on Tuesday 24 November 2026.
#[test]
fn each_kind_reaches_the_departments_that_it_concerns() {
    let death = [
        "death-condolence  2026-11-27",
        "funeral-fee-waiver 3 2026-11-27",
        "gov-eligibility  2026-12-22",
        "allowance-payment 1 2026-12-22",
        "allowance-payment 2 2026-12-22",
        "health-record 1 2027-01-05",
        "health-record 2 2027-01-05",
        "daily-care  2026-12-01",
    ];
    type Row<'a> = (&'a str, Option<u8>, &'a [&'a str], &'a [&'a str]);
    let cases: [Row<'_>; 6] = [
        ("child-death", None, &death, &[]),
        (
            "disaster",
            None,
            &["emergency-relief  2026-11-25", "house-renovation  2027-02-16", "daily-care  2026-12-01"],
            &[],
        ),
        ("accident", None, &["emergency-relief  2026-11-25", "daily-care  2026-12-01"], &["easy-care"]),
        (
            "grave-hardship",
            Some(1),
            &["emergency-relief  2026-11-25", "dibao  2026-12-22", "care-fund  2026-12-15"],
            &[],
        ),
        (
            "hospital",
            Some(2),
            &[
                "easy-care 2 2026-12-01",
                "medical-relief 2 2026-12-08",
                "health-record 2 2027-01-05",
                "daily-care  2026-12-01",
            ],
            &[],
        ),
        (
            "funeral",
            Some(1),
            &["funeral-fee-waiver 1 2026-11-27", "gov-eligibility  2026-12-22", "daily-care  2026-12-01"],
            &[],
        ),
    ];
    for (kind, member, opened, not_opened) in cases {
        let mut world = World::new();
        let family = world.family();
        let on = (kind == "child-death" || kind == "funeral").then(|| day("2026-11-23"));
        let report = Report { member: member.map(MemberNo), on, ..report(&world, family, kind) };
        let id = lodge(&mut world, report).unwrap();
        assert_eq!(measures(&world, id), opened, "{kind}");
        assert_eq!(refused(&world, id), not_opened, "{kind}");
        let noted = |item: ItemId| world.items[&item].note == format!("{id} 邻居来电");
        assert!(by_id(&world, id).items().all(noted), "{kind}");
    }
}

#[test]
fn a_death_with_its_day_is_recorded_and_standing_follows() {
    let mut world = World::new();
    let family = world.family();
    let report = Report { on: Some(day("2026-11-23")), ..report(&world, family, "child-death") };
    let id = lodge(&mut world, report).unwrap();
    let child = world.families[&family].child().unwrap();
    assert_eq!((child.alive(world.day()), child.facts.date(Field::DiedOn)), (Some(false), Some(day("2026-11-23"))));
    assert_eq!(by_id(&world, id).member, Some(child.number));
    // The whole of it is one entry, and one undo takes it back.
    world.run(&Command::Undo { seq: by_id(&world, id).lodged_in, reason: "误报".into() }).unwrap();
    let child = world.families[&family].child().unwrap();
    assert_eq!((child.facts.flag(Field::Alive), child.facts.date(Field::DiedOn)), (Some(true), None));
    assert!(by_id(&world, id).withdrawn && world.items.values().all(|item| !item.status.is_open()));
}

#[test]
fn a_death_whose_day_is_not_known_is_judged_again_when_it_is() {
    let mut world = World::new();
    let family = world.family();
    edit(&mut world, family, Some(3), Field::MeetsFuneralPolicy, Value::Flag(false));
    let id = lodged(&mut world, family, "child-death");
    assert_eq!(refused(&world, id), ["death-condolence", "funeral-fee-waiver"]);
    let before = measures(&world, id).len();
    plainly(&mut world, id, Act::Take).unwrap();
    let verify = EmergencyMove { on: Some(day("2026-11-22")), ..EmergencyMove::new(Act::Verify) };
    act(&mut world, id, verify).unwrap();
    // The funeral fees stay a plain no, and the emergency says why.
    assert_eq!(refused(&world, id), ["funeral-fee-waiver"]);
    assert_eq!(
        by_id(&world, id).not_opened()[0].because.0,
        "要求本人符合丧葬减免条件为是，现为本人符合丧葬减免条件：否"
    );
    assert_eq!(measures(&world, id).len(), before + 1);
    assert_eq!(by_id(&world, id).happened_on, Some(day("2026-11-22")));
}

#[test]
fn what_is_open_already_is_joined_and_not_opened_twice() {
    let mut world = World::new();
    let family = world.family();
    let open = world.open(family, "daily-care", None).unwrap();
    let id = lodged(&mut world, family, "accident");
    assert!(by_id(&world, id).items().any(|item| item == open));
    assert_eq!(world.items.values().filter(|item| item.measure == world.items[&open].measure).count(), 1);
}

#[test]
fn two_who_lodge_the_same_are_shown_each_others() {
    let mut world = World::new();
    let family = world.family();
    let first = lodged(&mut world, family, "accident");
    let again = report(&world, family, "hospital");
    let Err(Refusal::Emergency(EmergencyRefusal::Alike(of, others))) = lodge(&mut world, again.clone()) else {
        panic!("not shown");
    };
    assert_eq!((of, others.len()), (family, 1));
    assert_eq!((others[0].emergency, others[0].by.as_str(), others[0].line.as_str()), (first, "zhou", "邻居来电"));
    let second = lodge(&mut world, Report { even_so: true, ..again.clone() }).unwrap();
    assert_ne!(first, second);
    // A week and a day later it is another matter.
    let mut world = World::new();
    let family = world.family();
    lodged(&mut world, family, "accident");
    world.at("2026-12-01T09:00:00+08:00");
    assert!(lodge(&mut world, Report { family, ..again.clone() }).is_err());
    world.at("2026-12-01T09:00:01+08:00");
    assert!(lodge(&mut world, Report { family, ..again }).is_ok());
}

#[test]
fn a_clerk_grants_within_the_limit_and_asks_above_it() {
    let mut world = World::new();
    let family = world.family();
    let id = lodged(&mut world, family, "disaster");
    plainly(&mut world, id, Act::Take).unwrap();
    plainly(&mut world, id, Act::Verify).unwrap();
    grant(&mut world, id, 600).unwrap();
    assert_eq!((by_id(&world, id).stage, by_id(&world, id).granted), (Stage::Granted, Fen(60_000)));
    // The limit is of the whole emergency, not of each hand-out.
    grant(&mut world, id, 401).unwrap();
    let one = by_id(&world, id);
    assert_eq!((one.stage, one.granted, one.asked), (Stage::Asking, Fen(60_000), Fen(40_100)));
    assert!(plainly(&mut world, id, Act::Close).is_err());
    let refuse = plainly(&mut world, id, Act::Refuse).unwrap();
    assert_eq!((by_id(&world, id).stage, by_id(&world, id).asked), (Stage::Granted, Fen::ZERO));
    world.run(&Command::Undo { seq: refuse, reason: "误操作".into() }).unwrap();
    plainly(&mut world, id, Act::Approve).unwrap();
    let one = by_id(&world, id);
    assert_eq!((one.stage, one.granted, one.asked), (Stage::Granted, Fen(100_100), Fen::ZERO));
    let nothing = grant(&mut world, id, 0);
    assert!(matches!(nothing, Err(Refusal::Emergency(EmergencyRefusal::NothingGranted(_)))), "{nothing:?}");
}

#[test]
fn it_closes_when_all_are_done_and_the_outcome_goes_back() {
    let mut world = World::new();
    let family = world.family();
    let id = lodged(&mut world, family, "disaster");
    plainly(&mut world, id, Act::Take).unwrap();
    let call = EmergencyMove {
        note: "请医院优先".into(),
        department: Some(world.plan.department_called("health-fp").unwrap().no),
        ..EmergencyMove::new(Act::CallIn)
    };
    act(&mut world, id, call).unwrap();
    let called = by_id(&world, id).items().last().unwrap();
    assert_eq!(world.items[&called].department, world.plan.department_called("health-fp").unwrap().no);
    let Err(Refusal::Emergency(EmergencyRefusal::ItemsOpen(_, open))) = plainly(&mut world, id, Act::Close) else {
        panic!("closed");
    };
    assert_eq!(open.len(), 4);
    let items: Vec<ItemId> = by_id(&world, id).items().collect();
    for item in items {
        world.step(item, Verb::Withdraw).unwrap();
    }
    let closed = plainly(&mut world, id, Act::Close).unwrap();
    let one = by_id(&world, id);
    assert_eq!((one.stage, one.nearer(), one.outcome().unwrap().made.note.as_str()), (Stage::Closed, None, "说明"));
    assert_eq!(one.stopped(Clock::Relief), Some(one.steps.last().unwrap().at));
    // Whoever closes what they lodged themselves knows the outcome.
    assert!(!one.is_to_be_told());
    world.run(&Command::Undo { seq: closed, reason: "还有事".into() }).unwrap();
    assert_eq!(by_id(&world, id).stage, Stage::Taken);
}

#[test]
fn what_is_handed_over_waits_for_another_clerk_and_keeps_its_stage() {
    let mut world = World::new();
    let family = world.family();
    let id = lodged(&mut world, family, "accident");
    plainly(&mut world, id, Act::Take).unwrap();
    plainly(&mut world, id, Act::Verify).unwrap();
    let civil = world.plan.department_called("civil-affairs").unwrap().no;
    let hand =
        EmergencyMove { note: "由民政牵头".into(), department: Some(civil), ..EmergencyMove::new(Act::HandOver) };
    act(&mut world, id, hand.clone()).unwrap();
    let one = by_id(&world, id);
    assert_eq!(
        (one.stage, one.department, one.is_taken(), one.is_unanswered()),
        (Stage::Verified, civil, false, false)
    );
    assert_eq!(act(&mut world, id, hand), Err(EmergencyRefusal::SameDepartment.into()));
    plainly(&mut world, id, Act::Take).unwrap();
    assert_eq!((by_id(&world, id).stage, by_id(&world, id).assignee.as_str()), (Stage::Verified, "zhou"));
}

#[test]
fn severity_can_be_overruled_with_a_reason() {
    let mut world = World::new();
    let family = world.family();
    let id = lodged(&mut world, family, "accident");
    let grade =
        |level, note: &str| EmergencyMove { level: Some(level), note: note.into(), ..EmergencyMove::new(Act::Grade) };
    assert!(by_id(&world, id).is_alarm());
    assert_eq!(act(&mut world, id, grade(3, " ")), Err(EmergencyRefusal::NoteMissing(Act::Grade).into()));
    assert_eq!(act(&mut world, id, grade(1, "x")), Err(EmergencyRefusal::SameLevel(1).into()));
    assert_eq!(act(&mut world, id, grade(9, "x")), Err(EmergencyRefusal::NoSuchLevel(9).into()));
    let seq = act(&mut world, id, grade(3, "已回家，轻伤")).unwrap();
    assert_eq!((by_id(&world, id).severity, by_id(&world, id).is_alarm()), (3, false));
    assert_eq!(by_id(&world, id).override_reason(), Some("已回家，轻伤"));
    world.run(&Command::Undo { seq, reason: "误操作".into() }).unwrap();
    assert_eq!((by_id(&world, id).severity, by_id(&world, id).override_reason()), (1, None));
}

#[test]
fn what_cannot_be_is_refused_with_a_word_and_two_sentences() {
    let mut world = World::new();
    let family = world.family();
    let long = "长".repeat(201);
    let report = |world: &World, change: &dyn Fn(&mut Report)| {
        let mut report = report(world, family, "funeral");
        change(&mut report);
        report
    };
    type Change<'a> = &'a dyn Fn(&mut Report);
    let cases: [(Change<'_>, &str); 6] = [
        (&|report| report.line = " ".into(), "emergency-line-missing"),
        (&|report| report.line = long.clone(), "emergency-line-too-long"),
        (&|report| report.on = Some(day("2026-11-23")), "emergency-person-missing"),
        (&|report| report.member = Some(MemberNo(9)), "no-such-member"),
        (&|report| report.family = FamilyId(9), "no-such-family"),
        (&|report| (report.on, report.member) = (Some(day("2026-11-25")), Some(MemberNo(1))), "not-yet"),
    ];
    for (change, code) in cases {
        let wrong = report(&world, change);
        let refusal = lodge(&mut world, wrong).unwrap_err();
        assert_eq!(refusal.code(), code);
        for lang in [Lang::Zh, Lang::En] {
            assert!(!refusal.sentence(lang).is_empty() && !refusal.hint(lang).is_empty());
        }
    }
    let id = lodged(&mut world, family, "funeral");
    for one in [Act::Verify, Act::Grant, Act::Ask, Act::Approve, Act::Close, Act::Acknowledge] {
        assert_eq!(plainly(&mut world, id, one).unwrap_err().code(), "illegal-emergency-step", "{}", one.key());
    }
    assert!(world.entries.len() == 2, "something was written");
}

#[test]
fn what_was_built_upon_is_not_taken_back() {
    let mut world = World::new();
    let family = world.family();
    let id = lodged(&mut world, family, "accident");
    let take = plainly(&mut world, id, Act::Take).unwrap();
    let undo = |seq| Command::Undo { seq, reason: "误操作".into() };
    let lodging = by_id(&world, id).lodged_in;
    assert_eq!(world.run(&undo(lodging)), Err(Refusal::ChangedSince { seq: lodging, later: take }));
    world.run(&undo(take)).unwrap();
    assert!(by_id(&world, id).is_unanswered());
    world.run(&undo(lodging)).unwrap();
    assert!(by_id(&world, id).withdrawn);
}
