//! Files that repeat themselves, dry runs, ends before the end.

use super::world::*;
use crate::exchange::roster::{ImportError, Outcome};
use crate::text::Lang;
use proptest::prelude::*;

const HEADER: &str = "家庭编号,乡镇街道,父亲姓名,父亲身份证号,母亲姓名,子女姓名,子女出生日期";

fn lines(count: u32) -> Vec<String> {
    let row = |at: u32| {
        let born = format!("19{:02}{:02}{:02}", 50 + at % 20, 1 + at % 12, 1 + at % 28);
        // Names hold no digits.
        let name: String = at
            .to_string()
            .bytes()
            .filter_map(|digit| "零一二三四五六七八九".chars().nth(usize::from(digit - b'0')))
            .collect();
        let father = number(&born, at / 20 * 2 % 998 + 1);
        format!("N{at},水江镇,王{name},{father},李{name},王小{name},1985-01-{:02}", 1 + at % 28)
    };
    std::iter::once(HEADER.to_owned()).chain((0..count).map(row)).collect()
}

fn as_str(lines: &[String]) -> Vec<&str> {
    lines.iter().map(String::as_str).collect()
}

#[test]
fn a_file_that_names_a_family_twice_is_told_the_row() {
    let father = number("19550612", 121);
    let mut world = World::default();
    let (_, told) = import(
        &mut world,
        &[
            HEADER,
            &format!("A1,水江镇,王建国,{father},李芳,王小红,1990-01-01"),
            &format!("A1,水江镇,王建国,{father},李芳,王小红,1990-01-01"),
            "A1,水江镇,王建国,,李芳,王小红,",
            &format!("A2,水江镇,王建国,{father},,,"),
            ",水江镇,赵一,,钱二,赵小红,1991-01-01",
            ",水江镇,赵一,,钱二,赵小红,1991-01-01",
            ",南城街道,赵一,,钱二,赵小红,1991-01-01",
        ],
    );
    let codes: Vec<_> = (2..=8).map(|row| told.codes(row)).collect();
    assert_eq!(codes[0], [""; 0]);
    assert_eq!(
        codes[1..],
        [
            vec!["repeats-row"],
            vec!["same-family-in-file"],
            vec!["same-number-in-file"],
            vec![],
            vec!["repeats-row"],
            vec!["looks-like-family"]
        ]
    );
    use Outcome::{New, Refused, Review, Same};
    let outcomes: Vec<_> = told.rows.iter().map(|report| report.outcome).collect();
    assert_eq!(outcomes, [New, Same, Refused, Refused, New, Same, Review]);
    assert!(told.rows[2].problems[0].message(Lang::Zh).contains("第 2 行"));
}

#[test]
fn a_dry_run_says_what_would_happen_and_does_nothing() {
    let father = number("19550612", 121);
    let rows = [
        HEADER.to_owned(),
        format!("A1,水江镇,王建国,{father},李芳,王小红,1990-01-01"),
        "A1,水江镇,王建国,,李芳,,".into(),
        ",水江镇,赵一,,钱二,赵小红,1991-01-01".into(),
        ",南城街道,赵一,,钱二,赵小红,1991-01-01".into(),
        "A4,没有镇,孙三,,,,".into(),
    ];
    let mut dry = options();
    dry.dry_run = true;
    let mut world = World::default();
    let (wouldbe, wouldbe_told) = import_with(&mut world, &as_str(&rows), &dry);
    assert_eq!((world.commands, world.families.len()), (0, 0));
    let (done, told) = import_with(&mut world, &as_str(&rows), &options());
    assert_eq!(wouldbe_told.outcomes(), told.outcomes());
    assert_eq!((wouldbe.dry_run, done.dry_run), (true, false));
    assert_eq!((done.new, done.refused, done.review), (2, 2, 1));
}

#[test]
fn a_full_disk_ends_the_import_with_whole_rows_and_the_next_one_goes_on() {
    let rows = lines(400);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("花名册.csv");
    std::fs::write(&path, rows.join("\n")).unwrap();
    let mut world = World::default();
    world.full_after = Some(200);
    let error = import_file(&mut world, &path, &options()).map(|_| ()).unwrap_err();
    let ImportError::Register { done, last_row, .. } = &error else { panic!("{error:?}") };
    assert_eq!((done.new, *last_row), (200, 201));
    let sentence = error.sentence(Lang::Zh);
    assert!(
        sentence.contains("磁盘已满") && sentence.contains("第 201 行") && sentence.contains("新增 200"),
        "{sentence}"
    );
    world.full_after = None;
    let (summary, _) = import_file(&mut world, &path, &options()).unwrap();
    assert_eq!((summary.same, summary.new), (200, 200));
}

#[test]
fn an_import_can_be_ended_between_rows() {
    let rows = lines(50);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("花名册.csv");
    std::fs::write(&path, rows.join("\n")).unwrap();
    let mut world = World::default();
    let mut told = Told { end_after: Some(11), ..Told::default() };
    let summary = crate::exchange::roster::run(&path, &options(), &mut world, &mut told).unwrap();
    check_sums(&summary, &told);
    assert_eq!((summary.new, summary.interrupted, world.families.len()), (10, true, 10));
}

#[test]
fn a_long_file_is_done_in_batches_and_the_second_time_changes_nothing() {
    let rows = lines(1500);
    let mut world = World::default();
    let (summary, told) = import(&mut world, &as_str(&rows));
    assert_eq!(summary.new, 1500, "{:?}", told.rows.iter().find(|report| report.outcome != Outcome::New));
    assert!(world.batches <= 20, "{}", world.batches);
    let (summary, _) = import(&mut world, &as_str(&rows));
    assert_eq!((summary.same, world.commands), (1500, 1500));
}

#[test]
fn a_tenth_of_the_rows_is_spoiled_and_the_others_are_taken() {
    let mut rows = lines(200);
    for (at, row) in rows.iter_mut().enumerate().skip(1).filter(|(at, _)| at % 10 == 0) {
        *row = match at % 40 {
            0 => row.replace("水江镇", "没有镇"),
            10 => row.replace("512323", "512324"),
            20 => row.replace("1985-01-", "1985-13-"),
            _ => row.replacen('王', "=A1王", 1),
        };
    }
    let mut world = World::default();
    let (summary, told) = import(&mut world, &as_str(&rows));
    assert_eq!((summary.new, summary.refused, summary.rows()), (180, 20, 200));
    let wrong: Vec<u32> =
        told.rows.iter().filter(|report| report.outcome == Outcome::Refused).map(|report| report.row).collect();
    assert_eq!(wrong, (1..=20).map(|at| at * 10 + 1).collect::<Vec<u32>>());
    assert_eq!(summary.sentence(Lang::Zh), "共 200 行：新增 180，变更 0，无变化 0，未导入 20，待核对 0。");
    assert!(told.opening.unwrap().sentence(Lang::En).starts_with("one family a row, 7 columns understood."));
    // Mended rows come in with the same file; the others stay as they are.
    let (summary, _) = import(&mut world, &as_str(&lines(200)));
    assert_eq!((summary.same, summary.new), (180, 20));
}

/// What a cell of a spoiled roster may hold.
fn spoil() -> impl Strategy<Value = String> {
    prop_oneof![
        Just(String::new()),
        Just("#REF!".to_owned()),
        Just("5.12323E+17".to_owned()),
        Just("1955年6月".to_owned()),
        Just("不存在的镇".to_owned()),
        "[^\",\n\r\0]{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn whatever_is_spoiled_the_sums_add_up_and_twice_is_once(
        spoils in proptest::collection::vec((1usize..60, 0usize..7, spoil()), 0..12)
    ) {
        let mut rows = lines(60);
        for (row, column, value) in spoils {
            let mut cells: Vec<&str> = rows[row].split(',').collect();
            cells[column] = &value;
            rows[row] = cells.join(",");
        }
        let mut world = World::default();
        let (first, _) = import(&mut world, &as_str(&rows));
        // Blank rows, rows that look like notes and rows that repeat the headings are not counted.
        let left_out = first.left_out.blank + first.left_out.below + first.left_out.headings;
        prop_assert_eq!(first.rows() + left_out, 60);
        let (families, questions) = (world.families.clone(), world.questions.len());
        let (second, told) = import(&mut world, &as_str(&rows));
        prop_assert_eq!((second.new, second.changed, second.review), (0, 0, 0), "{:?}", told.rows);
        prop_assert_eq!((second.refused, second.rows()), (first.refused, first.rows()));
        prop_assert_eq!(&world.families, &families);
        prop_assert_eq!(world.questions.len(), questions);
    }
}
