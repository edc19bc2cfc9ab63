//! Rosters as real files: workbooks of both forms, other encodings, and the template.

use super::world::*;
use crate::domain::member::Role;
use crate::exchange::roster::column::{FAMILIES, Form};
use crate::exchange::roster::template::workbook;
use crate::exchange::roster::{FAMILIES_SHEET, ImportError, Outcome, PERSONS_SHEET, TemplateError, template};
use crate::exchange::table::Fault;
use crate::policy::field::Field;
use crate::policy::value::Value;
use crate::text::Lang;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use std::path::{Path, PathBuf};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/roster").join(name)
}

fn temporary(name: &str) -> (tempfile::TempDir, PathBuf) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join(name);
    (directory, path)
}

#[test]
fn an_old_workbook_with_headings_in_two_rows_is_taken() {
    let mut world = World::default();
    let (summary, told) = import_file(&mut world, &fixture("families.xls"), &options()).unwrap();
    assert_eq!(told.opening.as_ref().unwrap().sheet, "花名册");
    assert_eq!((summary.new, summary.refused, summary.left_out.below), (2, 1, 1), "{:?}", told.rows);
    assert_eq!(fact(world.family(1), Role::Child, Field::DiedOn), Some(Value::Date(day("2012-05-04"))));
    // Merged downwards, an old number of fifteen digits in a cell of numbers, a day in eight digits.
    assert_eq!(world.family(2).facts.number(Field::Township), Some(500_119_108));
    assert_eq!(fact(world.family(2), Role::Child, Field::BornOn), Some(Value::Date(day("1990-01-02"))));
    assert_eq!(told.codes(5), ["identity-number-unusual"]);
    let [rounded] = told.rows[2].problems.as_slice() else { panic!("{:?}", told.rows[2]) };
    assert_eq!((rounded.code(), rounded.field.as_str()), ("rounded-number", "父亲·身份证号"));
    assert!(rounded.message(Lang::Zh).contains("文本格式") && rounded.message(Lang::En).contains("text"));
    assert!(!rounded.value.contains("19550612"), "{}", rounded.value);
}

#[test]
fn text_files_of_both_forms_are_taken_in_every_encoding() {
    for (name, new, refused) in [("families.csv", 2, 1), ("persons.csv", 4, 0)] {
        let text = std::fs::read_to_string(fixture(name)).unwrap();
        let (gbk, _, failed) = encoding_rs::GBK.encode(&text);
        assert!(!failed);
        let mut families = Vec::new();
        for bytes in [text.as_bytes(), &gbk, &[b"\xef\xbb\xbf", text.as_bytes()].concat()] {
            let (_directory, path) = temporary(name);
            std::fs::write(&path, bytes).unwrap();
            let mut world = World::default();
            let (summary, told) = import_file(&mut world, &path, &options()).unwrap();
            assert_eq!((summary.new, summary.refused), (new, refused), "{:?}", told.rows);
            families.push(world.families);
        }
        assert!(families.windows(2).all(|pair| pair[0] == pair[1]));
    }
}

/// One value that every column takes, in the words of its list.
fn example(title: &str, father: &str, child: &str) -> String {
    match title {
        "家庭编号" => "0012",
        "乡镇街道" => "水江镇",
        "村居" => {
            return crate::policy::division::Directory::built_in()
                .township("水江镇")
                .unwrap()
                .villages()
                .next()
                .unwrap()
                .name
                .into();
        }
        "父亲姓名" => "王建国",
        "父亲身份证号" => return father.into(),
        "母亲姓名" => "阿依古丽·买买提",
        "母亲身份证号" => return number("19570203", 222),
        "子女姓名" => "王小红",
        "子女身份证号" => return child.into(),
        "子女性别" => "女",
        "子女状况" => "健在",
        "残疾证号" => return format!("{child}43"),
        "残疾等级" => "3",
        "父亲残疾等级" | "母亲残疾等级" => "0",
        "年级" => "2",
        "人均月收入" => "812.50",
        "联系电话" => "13800001234",
        "银行账号" => "500119000012345",
        "死亡日期" | "再生育日期" | "收养日期" => "",
        "鉴定日期" => "2016-03-01",
        "子女出生日期" => "1990-01-01",
        "残疾类别" => "肢体、言语",
        "辅具需求" => "轮椅、助行器",
        "康复需求" => "其他",
        _ => {
            let heading = FAMILIES.iter().find(|heading| heading.title == title).unwrap();
            let choices = heading.column.field.choices();
            return choices.last().map_or("是", |choice| choice.title.zh).to_owned();
        }
    }
    .to_owned()
}

#[test]
fn a_filled_in_template_imports_cleanly() {
    let (father, child) = (number("19550612", 121), number("19900101", 22));
    let mut book = workbook().unwrap();
    let sheet = book.worksheet_from_name(FAMILIES_SHEET).unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let mut filled = 0;
    for (at, heading) in (0u16..).zip(FAMILIES) {
        let value = example(heading.title, &father, &child);
        match heading.column.field {
            _ if value.is_empty() => continue,
            Field::IdentifiedOn | Field::BornOn => {
                let day = ExcelDateTime::parse_from_str(&value).unwrap();
                sheet.write_datetime_with_format(1, at, day, &date).unwrap();
            }
            Field::IncomePerHead => {
                sheet.write_number(1, at, value.parse::<f64>().unwrap()).unwrap();
            }
            _ => {
                sheet.write_string(1, at, value).unwrap();
            }
        }
        filled += 1;
    }
    let (_directory, path) = temporary("花名册.xlsx");
    book.save(&path).unwrap();
    let mut world = World::default();
    let (summary, told) = import_file(&mut world, &path, &options()).unwrap();
    assert_eq!((summary.new, summary.rows()), (1, 1), "{:?}", told.rows);
    assert_eq!(told.rows[0].problems, []);
    let opening = told.opening.unwrap();
    assert_eq!((opening.sheet.as_str(), opening.columns), (FAMILIES_SHEET, FAMILIES.len()));
    assert!(opening.unknown.is_empty() && opening.repeated.is_empty());
    let family = world.only();
    assert_eq!(family.case_number(), "0012");
    assert_eq!(family.facts.latest(Field::IncomePerHead), Some(&Value::Money(81_250)));
    let facts =
        family.facts.iter().count() + family.members.iter().map(|member| member.facts.iter().count()).sum::<usize>();
    // Beside what was filled in: three roles, the parents' birth dates and sexes, and the two columns of both parents once more.
    assert_eq!(facts, filled + 3 + 4 + 2);
    let (summary, _) = import_file(&mut world, &path, &options()).unwrap();
    assert_eq!(summary.same, 1);
}

#[test]
fn the_sheet_that_was_filled_in_is_the_one_that_is_read() {
    let mut book = workbook().unwrap();
    let sheet = book.worksheet_from_name(PERSONS_SHEET).unwrap();
    for (row, person) in [(1, ["P1", "王建国", "", "父亲"]), (2, ["P1", "王小红", "", "子女"])] {
        for (at, text) in (0u16..).zip(person) {
            sheet.write_string(row, at, text).unwrap();
        }
    }
    let (_directory, path) = temporary("花名册.xlsx");
    book.save(&path).unwrap();
    let mut world = World::default();
    let (summary, told) = import_file(&mut world, &path, &options()).unwrap();
    let opening = told.opening.unwrap();
    assert_eq!((opening.sheet.as_str(), opening.form, summary.new), (PERSONS_SHEET, Form::Persons, 2));
    let mut named = options();
    named.sheet = Some(FAMILIES_SHEET.into());
    let (summary, _) = import_file(&mut world, &path, &named).unwrap();
    assert_eq!(summary.rows(), 0);
    named.sheet = Some("没有".into());
    let error = import_file(&mut world, &path, &named).map(|_| ()).unwrap_err();
    assert!(matches!(&error, ImportError::Table { error, .. } if matches!(error.fault, Fault::NoSuchSheet { .. })));
    assert!(error.sentence(Lang::Zh).contains(PERSONS_SHEET));
}

#[test]
fn a_template_never_replaces_a_file() {
    let (_directory, path) = temporary("模板.xlsx");
    template(&path).unwrap();
    let before = std::fs::read(&path).unwrap();
    assert_eq!(template(&path), Err(TemplateError::Exists(path.clone())));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    let nowhere = path.join("里面.xlsx");
    let error = template(&nowhere).unwrap_err();
    assert_eq!(error.code(), "file-not-written");
    assert!(error.sentence(Lang::Zh).contains("里面.xlsx"));
    // The same template has the same bytes.
    let (_other, second) = temporary("模板.xlsx");
    template(&second).unwrap();
    assert_eq!(std::fs::read(&second).unwrap(), before);
}

#[test]
fn a_workbook_of_messy_cells_is_read_cell_by_cell() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let merged = Format::new();
    sheet.merge_range(0, 0, 0, 6, "花名册", &merged).unwrap();
    for (at, title) in
        (0u16..).zip(["家庭编号", "父亲姓名", "父亲身份证号", "子女姓名", "子女出生日期", "死亡日期", "父亲是否健在"])
    {
        sheet.write_string(1, at, title).unwrap();
    }
    sheet.write_number(2, 0, 17).unwrap();
    sheet.write_string(2, 1, "王建国（已故）").unwrap();
    sheet.write_number(2, 2, 512_323_195_506_121_210_f64).unwrap();
    sheet.write_number(3, 0, 18).unwrap();
    sheet.write_string(3, 1, "李大山（已故）").unwrap();
    sheet.write_string(3, 3, "李小").unwrap();
    sheet.write_number(3, 4, 31_299).unwrap();
    sheet.write_number(3, 5, 20_120_504).unwrap();
    sheet.write_number(4, 0, 19).unwrap();
    sheet.write_string(4, 1, "赵一").unwrap();
    sheet.write_number(4, 4, 1985).unwrap();
    sheet.write_boolean(4, 6, true).unwrap();
    let (_directory, path) = temporary("乱.xlsx");
    book.save(&path).unwrap();
    let mut world = World::default();
    let (_, told) = import_file(&mut world, &path, &options()).unwrap();
    assert_eq!(told.outcomes(), [(3, Outcome::Refused), (4, Outcome::New), (5, Outcome::Refused)]);
    assert_eq!(told.codes(3), ["rounded-number"]);
    assert_eq!(told.codes(5), ["date"]);
    let family = world.only();
    assert_eq!(family.case_number(), "18");
    assert_eq!(family.in_role(Role::Father).unwrap().name(), "李大山");
    assert_eq!(fact(family, Role::Father, Field::Alive), Some(Value::Flag(false)));
    assert_eq!(fact(family, Role::Child, Field::BornOn), Some(Value::Date(day("1985-09-09"))));
    assert_eq!(fact(family, Role::Child, Field::DiedOn), Some(Value::Date(day("2012-05-04"))));
}
