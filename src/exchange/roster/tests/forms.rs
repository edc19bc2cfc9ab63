//! What rosters look like, and what becomes of them.

use super::world::*;
use crate::domain::member::Role;
use crate::exchange::roster::Outcome;
use crate::exchange::roster::column::Form;
use crate::policy::field::Field;
use crate::policy::value::Value;

#[test]
fn a_row_becomes_a_family_with_its_people() {
    let (father, mother, child) = (number("19550612", 121), number("19570203", 222), number("19850909", 331));
    let header = "家庭编号,乡镇街道,村居,户籍性质,按城乡认定,家庭类别,父亲姓名,父亲身份证号,父亲是否健在,母亲姓名,母亲身份证号,婚姻状况,\
        子女姓名,子女身份证号,子女状况,死亡日期,特扶类别,父亲医保,母亲养老,父亲自理,低保情况,人均月收入,有入住养老机构意愿,联系电话,住址,谢绝走访";
    let row = format!(
        "NC001,水江镇,,居民,农村,死亡,王建国,{father},否,李芳,'{mother},丧偶,王小明,=\"{child}\",死亡,2012年5月4日,死亡,居民,居民,自理,低保,\"1,234.5元\",是,13800001234,水江镇老街１号,否"
    );
    let mut world = World::default();
    let (summary, told) = import(&mut world, &[header, &row]);
    assert_eq!((summary.new, summary.rows()), (1, 1), "{:?}", told.rows);
    assert_eq!(told.rows[0].problems, []);
    let family = world.only();
    assert_eq!(family.case_number(), "NC001");
    assert_eq!(family.facts.number(Field::Township), Some(500_119_108));
    assert_eq!(family.facts.choice(Field::TreatedAs), Some(2));
    assert_eq!(family.facts.latest(Field::IncomePerHead), Some(&Value::Money(123_450)));
    assert_eq!(family.facts.text(Field::Address), "水江镇老街1号");
    assert_eq!(family.facts.flag(Field::RefusesVisit), Some(false));
    assert_eq!(fact(family, Role::Mother, Field::IdentityNumber), text(&mother));
    assert_eq!(fact(family, Role::Child, Field::BornOn), Some(Value::Date(day("1985-09-09"))));
    assert_eq!(fact(family, Role::Child, Field::Sex), Some(Value::Choice(1)));
    // A death holds from its day.
    let child = family.in_role(Role::Child).unwrap();
    assert_eq!(child.facts.exactly(Field::Alive, Some(day("2012-05-04"))), Some(&Value::Flag(false)));
    assert_eq!(child.alive(day("2012-05-03")), Some(true));
    // Columns without a person are those of each living parent.
    assert_eq!(fact(family, Role::Father, Field::SpecialAllowance), None);
    assert_eq!(fact(family, Role::Mother, Field::SpecialAllowance), Some(Value::Choice(2)));
    assert_eq!(fact(family, Role::Mother, Field::WantsCareHome), Some(Value::Flag(true)));
}

#[test]
fn titles_totals_and_blank_rows_are_no_families() {
    let mut world = World::default();
    let (summary, told) = import(
        &mut world,
        &[
            "南川区计划生育特殊家庭花名册,,,,",
            ",,,,",
            "填报单位：水江镇,,,,",
            "序号,家庭编号,父亲姓名,乡镇街道,备用",
            "1,A1,王建国,水江镇,甲",
            "",
            "2,A2,李大山,水江镇,",
            "序号,家庭编号,父亲姓名,乡镇街道,备用",
            "3,A3,赵一,水江镇,",
            "4,,,,",
            "合计,3户,,,",
            "填表人：张三,,审核：李四,,",
        ],
    );
    assert_eq!(told.outcomes(), [(5, Outcome::New), (7, Outcome::New), (9, Outcome::New)]);
    assert_eq!((summary.left_out.blank, summary.left_out.headings, summary.left_out.below), (1, 1, 2));
    let opening = told.opening.unwrap();
    assert_eq!(
        (opening.form, opening.columns, opening.unknown),
        (Form::Families, 3, vec!["序号".into(), "备用".into()])
    );
}

#[test]
fn findings_hold_from_the_day_of_the_identification() {
    let child = number("19900101", 21);
    let header = "家庭编号,乡镇街道,父亲姓名,子女姓名,子女身份证号,子女状况,残疾证号,残疾类别,残疾等级,鉴定日期";
    let row = format!("B1,南城街道,王建国,王小红,{child},健在,{child}43,肢体三级,3级,2016/3/1");
    let mut world = World::default();
    let (_, told) = import(&mut world, &[header, &row]);
    assert_eq!(told.rows[0].problems, []);
    let child = world.only().in_role(Role::Child).unwrap();
    for field in [Field::DisabilityGrade, Field::DisabilityKinds, Field::Certificate, Field::IdentifiedOn] {
        assert!(child.facts.exactly(field, Some(day("2016-03-01"))).is_some(), "{}", field.key());
        assert_eq!(child.facts.value(field, day("2016-02-28")), None);
    }
    assert_eq!(child.facts.latest(Field::DisabilityKinds), Some(&Value::Choices(1 << 4)));
    assert_eq!(child.facts.exactly(Field::Alive, None), Some(&Value::Flag(true)));
}

#[test]
fn one_person_a_row_makes_one_family() {
    let (father, mother, child) = (number("19550612", 121), number("19570203", 222), number("19850909", 331));
    let mut world = World::default();
    let (summary, told) = import(
        &mut world,
        &[
            "家庭编号,姓名,身份证号,与户主关系,乡镇街道,村居,死亡日期,联系电话",
            &format!("C1,王建国,{father},户主,水江镇,,,13800001234"),
            // The number of the family is merged over its rows.
            &format!(",李芳,{mother},配偶,,,,"),
            &format!(",王小明,{child},之子,,,2012-05-04,"),
            "C2,赵一,,父亲,水江镇,,,",
            "C2,赵小一,,女儿,,,,",
        ],
    );
    assert_eq!((summary.new, summary.rows()), (5, 5), "{:?}", told.rows);
    assert_eq!(told.outcomes().iter().map(|(row, _)| *row).collect::<Vec<_>>(), [2, 3, 4, 5, 6]);
    assert_eq!(world.families.len(), 2);
    let family = world.family(1);
    assert_eq!(fact(family, Role::Father, Field::Name), text("王建国"));
    assert_eq!(fact(family, Role::Mother, Field::Name), text("李芳"));
    assert_eq!(fact(family, Role::Child, Field::Alive), Some(Value::Flag(false)));
    assert_eq!(family.facts.text(Field::Phone), "13800001234");
    assert!(told.rows[..3].iter().all(|report| report.family == Some(family.id)));
}

#[test]
fn a_family_of_persons_is_taken_or_left_as_a_whole() {
    let mut world = World::default();
    let (summary, told) = import(
        &mut world,
        &[
            "家庭编号,姓名,身份证号,与户主关系,乡镇街道",
            "D1,王建国,,父亲,水江镇",
            "D1,李芳,512323,母亲,南城街道",
            "D1,王小明,,老大,",
            ",孤身一人,,父亲,",
            "D2,赵一,,户主,水江镇",
        ],
    );
    assert_eq!((summary.refused, summary.new), (5, 0));
    assert_eq!(told.codes(2), ["refused-with"]);
    assert_eq!(told.codes(3), ["identity-number", "differs-within-family"]);
    // A row without a number belongs to the family above it: a second father.
    assert_eq!(told.codes(4), ["role-unclear"]);
    assert_eq!(told.problems(5), [("second-in-role", "与户主关系".into(), "父亲".into())]);
    assert_eq!(told.codes(6), ["role-unclear"]);
    assert!(world.families.is_empty());
}

#[test]
fn a_heading_is_renamed_by_the_person_who_knows() {
    let mut world = World::default();
    let mut options = options();
    options.renamings = renamings(&["编码=家庭编号", "爸=father.name", "镇=乡镇街道", "电话=-"]);
    let (summary, told) = import_with(&mut world, &["编码,爸,镇,电话", "E1,王建国,水江镇,123"], &options);
    assert_eq!(summary.new, 1);
    assert_eq!(world.only().in_role(Role::Father).unwrap().name(), "王建国");
    assert_eq!(told.opening.unwrap().unknown, ["电话"]);
}
