//! Rows that cannot be taken, and what is said about them.

use super::world::*;
use crate::exchange::roster::{ImportError, Outcome};
use crate::text::Lang;

#[test]
fn every_cell_that_cannot_be_read_is_named_with_its_value() {
    let mut world = World::default();
    let (_, told) = import(
        &mut world,
        &[
            "家庭编号,乡镇街道,村居,父亲姓名,父亲身份证号,子女姓名,子女状况,死亡日期,残疾等级,家庭类别,人均月收入,联系电话",
            "A1,没有镇,,王建国,512323195506121211,王小红,也许,1955年6月,7,离异,很多,13800001234",
            "A2,水江镇,玉龙山脚,王二,5.12323195506121E+17,王小二,健在,2015-01-02,二级,伤残,100,138",
            "A3,水江镇,,王三,,王小三,死亡,2027-01-01,,死亡,,",
            "A4,水江镇,,,,,,,,,,",
        ],
    );
    let expected = [
        ("township", "乡镇街道", "没有镇"),
        ("identity-number", "父亲身份证号", "512323********1211"),
        ("yes-or-no", "子女状况", "也许"),
        ("date-without-day", "死亡日期", "1955年6月"),
        ("number", "残疾等级", "7"),
        ("choice", "家庭类别", "离异"),
        ("money", "人均月收入", "很多"),
    ];
    let problems = told.problems(2);
    assert_eq!(
        problems.iter().map(|(code, field, value)| (*code, field.as_str(), value.as_str())).collect::<Vec<_>>(),
        expected
    );
    assert_eq!(told.codes(3), ["village", "identity-number", "phone-unusual", "alive-but-died"]);
    let rounded = &told.rows[1].problems[1];
    assert!(rounded.message(Lang::Zh).contains("末几位已丢失"), "{}", rounded.message(Lang::Zh));
    assert_eq!(told.codes(4), ["date-not-yet", "death-without-day"]);
    assert_eq!(told.codes(5), ["nobody-named"]);
    assert!(told.rows.iter().all(|report| report.outcome == Outcome::Refused));
    for problem in told.rows.iter().flat_map(|report| &report.problems) {
        for lang in [Lang::Zh, Lang::En] {
            let message = problem.message(lang);
            assert!(message.ends_with(['。', '.', '?', '？']), "{message}");
            assert!(!message.contains("。。") && !message.contains(".."), "{message}");
        }
    }
}

#[test]
fn what_is_only_unusual_refuses_nothing() {
    let woman = number("19550612", 122);
    let mut world = World::default();
    let (summary, told) = import(
        &mut world,
        &[
            "家庭编号,乡镇街道,父亲姓名,父亲身份证号,父亲是否健在,母亲姓名,母亲医保,子女姓名,子女状况,子女出生日期,家庭类别,特扶类别,联系电话",
            &format!("A1,,王建国,{woman},否,,居民,王小红,死亡,1990.1.2,伤残,死亡,12345"),
        ],
    );
    assert_eq!(summary.new, 1, "{:?}", told.rows);
    assert_eq!(
        told.codes(2),
        [
            "phone-unusual",
            "sex-unusual",
            "death-without-day",
            "kind-against-child",
            "nameless",
            "no-living-parent",
            "no-township"
        ]
    );
    assert_eq!(world.only().members.len(), 2);
}

#[test]
fn a_file_without_headings_is_refused_with_both_lists() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("库存.csv");
    std::fs::write(&path, "品名,数量,单价\n纸,3,5\n").unwrap();
    let error = import_file(&mut World::default(), &path, &options()).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), "no-headings");
    for lang in [Lang::Zh, Lang::En] {
        let sentence = error.sentence(lang);
        assert!(
            sentence.contains("库存.csv") && sentence.contains("父亲姓名") && sentence.contains("品名"),
            "{sentence}"
        );
    }
    let mut options = options();
    options.renamings = renamings(&["品名=父亲的名字"]);
    std::fs::write(&path, "家庭编号,父亲姓名,母亲姓名,品名\n").unwrap();
    let error = import_file(&mut World::default(), &path, &options).map(|_| ()).unwrap_err();
    assert_eq!(error.code(), "bad-map");
    assert!(matches!(error, ImportError::Headings { .. }));
}
