//! Workbooks of both forms.

use super::*;
use chrono::NaiveDate;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

fn day(year: i32, month: u32, day: u32) -> Cell {
    Cell::Date(NaiveDate::from_ymd_opt(year, month, day).unwrap())
}

#[test]
fn cells_keep_their_kind() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let date = Format::new().set_num_format("yyyy年m月d日");
    sheet.write_string(2, 0, "王建国").unwrap();
    sheet.write_number(2, 1, 512_323_195_506_121_210.0).unwrap();
    sheet.write_datetime_with_format(2, 2, ExcelDateTime::from_ymd(1955, 6, 12).unwrap(), &date).unwrap();
    sheet.write_boolean(2, 3, true).unwrap();
    sheet.write_formula(2, 5, Formula::new("=NA()").set_result("#N/A")).unwrap();
    sheet.write_string(2, 6, " \u{3000}").unwrap();
    sheet.write_string(9, 0, "末").unwrap();
    let rows = rows("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3, 10]);
    let wanted = [
        Cell::Text("王建国".into()),
        Cell::Number(512_323_195_506_121_210.0),
        day(1955, 6, 12),
        Cell::Bool(true),
        Cell::Empty,
    ];
    assert_eq!(rows[0].cells[..5], wanted);
    assert!(matches!(&rows[0].cells[5], Cell::Error(text) | Cell::Text(text) if text == "#N/A"), "{:?}", rows[0].cells);
    assert_eq!(rows[0].cells.len(), 6);
}

#[test]
fn merged_cells_all_have_the_value() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let plain = Format::new();
    sheet.merge_range(0, 0, 0, 3, "花名册", &plain).unwrap();
    sheet.merge_range(1, 0, 3, 0, "水江镇", &plain).unwrap();
    for (row, name) in [(1, "甲"), (2, "乙"), (3, "丙"), (4, "丁")] {
        sheet.write_string(row, 1, name).unwrap();
    }
    let rows = rows("a.xlsx", &book.save_to_buffer().unwrap()).unwrap();
    let wanted: [&[&str]; 5] = [&["花名册"; 4], &["水江镇", "甲"], &["水江镇", "乙"], &["水江镇", "丙"], &["", "丁"]];
    assert_eq!(rows.iter().map(texts).collect::<Vec<_>>(), wanted);
}

#[test]
fn sheets_are_named_and_hidden_ones_left_out() {
    let mut book = Workbook::new();
    for (name, hidden) in [("说明", false), ("旧表", true), ("花名册", false)] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap().write_string(0, 0, name).unwrap();
        sheet.set_hidden(hidden);
    }
    let (_directory, path) = file("a.xlsx", &book.save_to_buffer().unwrap());
    let mut table = Table::open(&path).unwrap();
    assert_eq!(table.sheets(), ["说明", "花名册"]);
    let mut last = None;
    // A hidden sheet can still be asked for.
    for sheet in ["花名册", "旧表"] {
        table
            .read(sheet, &mut |row| {
                last = Some(row);
                ControlFlow::Break(())
            })
            .unwrap();
        assert_eq!(texts(last.as_ref().unwrap()), [sheet]);
    }
    let error = table.read("没有", &mut |_| ControlFlow::Continue(())).unwrap_err();
    assert!(error.sentence(Lang::Zh).contains("说明、花名册"));
}

#[test]
fn a_value_in_the_last_corner_takes_no_memory() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "家庭编号").unwrap();
    sheet.write_string(1_048_575, 16_383, "远").unwrap();
    let bytes = book.save_to_buffer().unwrap();
    assert_eq!(fault("a.xlsx", &bytes), Fault::TooWide { row: 1_048_576, column: 16_384 });
}

#[test]
fn an_old_workbook_is_read_with_its_days_and_merged_cells() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/roster/families.xls");
    let mut table = Table::open(&path).unwrap();
    assert_eq!(table.sheets(), ["说明", "花名册"]);
    let mut rows = Vec::new();
    table
        .read("花名册", &mut |row| {
            rows.push(row);
            ControlFlow::Continue(())
        })
        .unwrap();
    assert_eq!(rows.len(), 7);
    assert_eq!(texts(&rows[4])[..3], ["X-002", "水江镇", "乙二"]);
    assert_eq!(rows[3].cells[5], day(1985, 9, 9));
    assert_eq!(texts(&rows[3])[8], "𠮷㛃");
    assert_eq!(rows[4].cells[3], Cell::Number(512_323_560_612_123.0));
}

#[test]
fn an_old_workbook_with_a_stray_cell_is_not_laid_out() {
    let mut bytes = include_bytes!("../../../../tests/fixtures/roster/families.xls").to_vec();
    // Every record of a shared text (0x00FD, ten bytes): the last one moves to the last row and column.
    let head = [0xfd, 0x00, 0x0a, 0x00];
    let at = bytes.windows(4).rposition(|four| four == head).unwrap() + 4;
    bytes[at..at + 4].copy_from_slice(&[0xff, 0xff, 0xff, 0x00]);
    assert!(matches!(fault("a.xls", &bytes), Fault::TooLarge(_)));
}
