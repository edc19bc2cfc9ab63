//! Rows against what is already registered.

use super::world::*;
use crate::domain::member::Role;
use crate::domain::question::QuestionKind;
use crate::exchange::roster::Outcome;
use crate::ids::FamilyId;
use crate::policy::field::Field;
use crate::policy::value::Value;

const HEADER: &str =
    "家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,母亲姓名,子女姓名,子女出生日期,子女状况,残疾等级,鉴定日期,联系电话";

fn row(fields: &[(&str, &str)]) -> String {
    let columns = HEADER.split(',');
    columns
        .map(|column| fields.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value))
        .collect::<Vec<_>>()
        .join(",")
}

fn start(world: &mut World) -> (String, String) {
    let father = number("19550612", 121);
    let row = row(&[
        ("家庭编号", "A1"),
        ("乡镇街道", "水江镇"),
        ("村居", "500119108201"),
        ("父亲姓名", "王建国"),
        ("父亲身份证号", &father),
        ("母亲姓名", "李芳"),
        ("子女姓名", "王小红"),
        ("子女出生日期", "1990-01-01"),
        ("子女状况", "健在"),
        ("残疾等级", "四级"),
    ]);
    let (summary, told) = import(world, &[HEADER, &row]);
    assert_eq!(summary.new, 1, "{:?}", told.rows);
    (father, row)
}

#[test]
fn the_same_row_changes_nothing() {
    let mut world = World::default();
    let (_, row) = start(&mut world);
    let before = world.families.clone();
    let (summary, told) = import(&mut world, &[HEADER, &row]);
    assert_eq!((summary.same, summary.rows()), (1, 1));
    assert_eq!(told.rows[0].family, Some(FamilyId(1)));
    assert_eq!((world.commands, &world.families), (1, &before));
}

#[test]
fn only_real_differences_are_recorded_and_silence_blanks_nothing() {
    let mut world = World::default();
    let (father, _) = start(&mut world);
    let changed = row(&[("父亲身份证号", &father), ("联系电话", "13800001234"), ("父亲姓名", "王建国")]);
    let (summary, told) = import(&mut world, &[HEADER, &changed]);
    assert_eq!(summary.changed, 1);
    let told: Vec<_> = told.rows[0]
        .changes
        .iter()
        .map(|told| (told.field.as_str(), told.before.as_str(), told.after.as_str()))
        .collect();
    assert_eq!(told, [("联系电话", "", "138****1234")]);
    let family = world.only();
    assert_eq!(family.case_number(), "A1");
    assert_eq!(fact(family, Role::Child, Field::DisabilityGrade), Some(Value::Number(4)));
}

#[test]
fn a_new_grade_with_its_day_goes_beside_the_old_one() {
    let mut world = World::default();
    start(&mut world);
    let (summary, _) =
        import(&mut world, &[HEADER, &row(&[("家庭编号", "A1"), ("残疾等级", "2"), ("鉴定日期", "2020-05-06")])]);
    assert_eq!(summary.changed, 1);
    let child = world.only().in_role(Role::Child).unwrap();
    assert_eq!(child.facts.value(Field::DisabilityGrade, day("2020-05-05")), Some(&Value::Number(4)));
    assert_eq!(child.facts.latest(Field::DisabilityGrade), Some(&Value::Number(2)));
    // What holds now is said again without its day: nothing new. Another value without its day: from when?
    let (summary, _) = import(&mut world, &[HEADER, &row(&[("家庭编号", "A1"), ("残疾等级", "2")])]);
    assert_eq!(summary.same, 1);
    let (_, told) = import(&mut world, &[HEADER, &row(&[("家庭编号", "A1"), ("残疾等级", "1")])]);
    assert_eq!(told.problems(2), [("needs-day", "残疾等级".into(), "1".into())]);
}

#[test]
fn numbers_that_belong_to_others_are_refused() {
    let mut world = World::default();
    let (father, _) = start(&mut world);
    let other = number("19600101", 11);
    let (summary, _) =
        import(&mut world, &[HEADER, &row(&[("家庭编号", "A2"), ("父亲姓名", "赵一"), ("父亲身份证号", &other)])]);
    assert_eq!(summary.new, 1);
    let masked = format!("{}********{}", &father[..6], &father[14..]);
    let cases = [
        // A number of family 1 with the case number of family 2.
        (
            row(&[("家庭编号", "A2"), ("父亲姓名", "王建国"), ("父亲身份证号", &father)]),
            "identity-elsewhere",
            masked.as_str(),
        ),
        // A number of family 1 with a case number that nobody has.
        (row(&[("家庭编号", "A9"), ("父亲姓名", "王建国"), ("父亲身份证号", &father)]), "case-number-differs", "A9"),
        // The case number of family 1 with somebody else.
        (
            row(&[("家庭编号", "A1"), ("父亲姓名", "钱二"), ("父亲身份证号", &number("19610101", 13))]),
            "other-person",
            "钱二",
        ),
        // The father's number in the mother's column.
        (row(&[("家庭编号", "A1"), ("母亲姓名", "李芳")]), "", ""),
    ];
    for (line, code, value) in &cases {
        let (_, told) = import(&mut world, &[HEADER, line]);
        let problems = told.problems(2);
        if code.is_empty() {
            assert_eq!(told.rows[0].outcome, Outcome::Same);
        } else {
            assert_eq!(told.rows[0].outcome, Outcome::Refused);
            assert_eq!(
                problems.iter().map(|(code, _, value)| (*code, value.as_str())).collect::<Vec<_>>(),
                [(*code, *value)]
            );
        }
    }
    let header = "家庭编号,母亲姓名,母亲身份证号";
    let (_, told) = import(&mut world, &[header, &format!("A1,李芳,{father}")]);
    assert!(told.codes(2).contains(&"other-role"), "{:?}", told.codes(2));
    assert_eq!(world.families.len(), 2);
}

#[test]
fn a_mistyped_number_is_corrected_under_the_same_name() {
    let mut world = World::default();
    start(&mut world);
    let right = number("19550613", 121);
    let line = row(&[("家庭编号", "A1"), ("父亲姓名", "王建国"), ("父亲身份证号", &right)]);
    let (summary, _) = import(&mut world, &[HEADER, &line]);
    assert_eq!(summary.changed, 1);
    assert_eq!(fact(world.only(), Role::Father, Field::IdentityNumber), text(&right));
}

#[test]
fn what_does_not_change_in_a_life_is_left_to_a_clerk_where_the_register_says_otherwise() {
    let mut world = World::default();
    start(&mut world);
    let header = "家庭编号,子女姓名,子女状况,死亡日期,联系电话";
    import(&mut world, &[header, "A1,王小红,死亡,2015-01-02,13800001234"]);
    let before = world.only().clone();
    let other = "A1,王小红,死亡,2016-01-02,13900005678";
    let (summary, told) = import(&mut world, &[header, other]);
    assert_eq!((summary.review, summary.rows()), (1, 1));
    assert_eq!(told.codes(2), ["says-otherwise"]);
    assert_eq!(*world.only(), before, "the row waits as a whole");
    let matter = &world.questions[0];
    assert_eq!((matter.kind(), matter.families()), (QuestionKind::Conflict, [FamilyId(1)].as_slice()));
    let (summary, told) = import(&mut world, &[header, other]);
    assert_eq!((summary.same, told.codes(2)), (1, vec!["already-asked"]));
    // What may change is taken as before, and so is what was not known.
    let (summary, _) = import(&mut world, &[header, "A1,王小红,死亡,2015-01-02,13900005678"]);
    assert_eq!(summary.changed, 1);
}

#[test]
fn what_only_looks_like_a_family_is_left_to_a_clerk_once() {
    for line in [
        row(&[
            ("村居", "500119108201"),
            ("乡镇街道", "水江镇"),
            ("父亲姓名", "王建国"),
            ("母亲姓名", "李芳"),
            ("联系电话", "13800001234"),
        ]),
        row(&[
            ("家庭编号", "Z9"),
            ("乡镇街道", "南城街道"),
            ("父亲姓名", "王健国"),
            ("子女姓名", "王小红"),
            ("子女出生日期", "1990-01-01"),
        ]),
    ] {
        let mut world = World::default();
        start(&mut world);
        let (summary, told) = import(&mut world, &[HEADER, &line]);
        assert_eq!((summary.review, summary.rows()), (1, 1), "{line}");
        assert_eq!(told.codes(2), ["looks-like-family"]);
        let matter = &world.questions[0];
        assert_eq!((matter.kind(), matter.families()), (QuestionKind::Duplicate, [FamilyId(1)].as_slice()));
        assert_eq!(matter.source(), "花名册.csv 2");
        assert!(matter.row()[1].iter().any(|change| change.field == Field::Name));
        let (summary, told) = import(&mut world, &[HEADER, &line]);
        assert_eq!(summary.same, 1);
        assert_eq!(told.codes(2), ["already-asked"]);
        assert_eq!((world.questions.len(), world.families.len()), (1, 1));
    }
}

#[test]
fn people_who_only_share_a_name_are_new() {
    let mut world = World::default();
    start(&mut world);
    let lines = [
        // The same single name in the village with another number, the same parents' names in another village.
        row(&[
            ("村居", "500119108201"),
            ("乡镇街道", "水江镇"),
            ("父亲姓名", "王建国"),
            ("父亲身份证号", &number("19700101", 11)),
        ]),
        row(&[("村居", "500119108202"), ("乡镇街道", "水江镇"), ("父亲姓名", "王建国"), ("母亲姓名", "李芳")]),
    ];
    let (summary, told) = import(&mut world, &[HEADER, &lines[0], &lines[1]]);
    assert_eq!(summary.new, 2, "{:?}", told.rows);
}

#[test]
fn a_case_number_in_other_letters_is_the_same() {
    let mut world = World::default();
    let father = number("19550612", 121);
    let header = "家庭编号,乡镇街道,父亲姓名,父亲身份证号";
    import(&mut world, &[header, &format!("NC-7,水江镇,王建国,{father}")]);
    let (summary, told) = import(&mut world, &[header, &format!("nc -7,水江镇,王建国,{father}")]);
    assert_eq!(summary.same, 1, "{:?}", told.rows);
    assert_eq!(world.only().case_number(), "NC-7");
}

#[test]
fn a_dead_person_is_not_brought_back_by_an_old_list() {
    let mut world = World::default();
    let header = "家庭编号,父亲姓名,子女姓名,子女状况,死亡日期";
    import(&mut world, &[header, "A1,王建国,王小红,死亡,2015-01-02"]);
    let (_, told) = import(&mut world, &[header, "A1,王建国,王小红,健在,"]);
    assert_eq!(told.codes(2), ["registered-as-dead"]);
}
