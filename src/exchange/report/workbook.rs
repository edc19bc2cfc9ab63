//! The report as a workbook, to be added up with those of other bodies: one line for each figure, numbers as numbers.

use super::{Source, lines};
use crate::domain::figure::reading::{Quantity, percent};
use crate::text::{Lang, clean};
use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

/// The bytes of the workbook.
///
/// # Errors
/// When a sheet cannot be written; its rows are few, so that does not happen.
pub fn workbook(source: Source<'_>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The library would write the time of day into the file; the same figures have the same bytes.
    let at = source.figures.state.at.map_or(source.plan.from, |at| at.date_naive());
    let (year, month, day) = (u16::try_from(at.year()).unwrap_or(2014), at.month(), at.day());
    let made = ExcelDateTime::from_ymd(year, u8::try_from(month).unwrap_or(1), u8::try_from(day).unwrap_or(1))?;
    book.set_properties(&DocProperties::new().set_title(source.title()).set_creation_datetime(&made));
    figures(book.add_worksheet().set_name(source.lang.pick("统计", "Figures"))?, source)?;
    about(book.add_worksheet().set_name(source.lang.pick("说明", "Made from"))?, source)?;
    book.save_to_buffer()
}

fn figures(sheet: &mut Worksheet, source: Source<'_>) -> Result<(), XlsxError> {
    let lang = source.lang;
    let head = Format::new().set_bold();
    let heads: [(&str, f64); 10] = [
        (lang.pick("牵头单位", "Leading body"), 18.0),
        (lang.pick("序号", "No"), 6.0),
        (lang.pick("编号", "Id"), 26.0),
        (lang.pick("措施", "Measure"), 24.0),
        (lang.pick("条款", "Clause"), 14.0),
        (lang.pick("统计项", "Figure"), 28.0),
        (lang.pick("分项", "Part"), 16.0),
        (lang.pick("本年", "This year"), 14.0),
        (lang.pick("上年", "Last year"), 14.0),
        (lang.pick("单位", "Unit"), 10.0),
    ];
    for (at, (title, wide)) in (0u16..).zip(heads) {
        sheet.set_column_width(at, wide)?;
        sheet.write_string_with_format(0, at, title, &head)?;
    }
    for (row, line) in (1u32..).zip(lines(source)) {
        let measure = source.plan.measure(line.measure);
        let body = measure.and_then(|one| source.plan.department(one.department()));
        let texts = [
            (0, body.map_or("", |body| body.name.in_lang(lang))),
            (2, &line.id),
            (3, &line.title),
            (4, &line.clause),
            (5, &line.tally),
            (6, &line.part),
            (9, unit(line.quantity, lang)),
        ];
        for (at, text) in texts {
            sheet.write_string(row, at, clean::spreadsheet_safe(text))?;
        }
        sheet.write_number(row, 1, f64::from(line.measure.0))?;
        amount(sheet, row, 7, Some(line.quantity))?;
        amount(sheet, row, 8, line.before)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(())
}

/// A quantity as a number; what was not counted leaves its field empty.
fn amount(sheet: &mut Worksheet, row: u32, at: u16, quantity: Option<Quantity>) -> Result<(), XlsxError> {
    let plain = Format::new().set_num_format("0");
    let halves = Format::new().set_num_format("0.0");
    let money = Format::new().set_num_format("#,##0.00");
    let (number, format) = match quantity {
        Some(Quantity::Count(count)) => (count as f64, plain),
        // Up to 90 million million yuan a spreadsheet's number is exact to the fen.
        Some(Quantity::Money(fen)) => (fen.0 as f64 / 100.0, money),
        Some(Quantity::Share { part, of }) => match percent(part, of) {
            Some(percent) => (percent as f64, plain),
            None => return Ok(()),
        },
        Some(Quantity::Median { twice: Some(twice), .. }) => (twice as f64 / 2.0, halves),
        Some(Quantity::Median { twice: None, .. }) | None => return Ok(()),
    };
    sheet.write_number_with_format(row, at, number, &format)?;
    Ok(())
}

fn unit(quantity: Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::Count(_) => "",
        Quantity::Money(_) => lang.pick("元", "yuan"),
        Quantity::Share { .. } => "%",
        Quantity::Median { hours: true, .. } => lang.pick("小时", "hours"),
        Quantity::Median { hours: false, .. } => lang.pick("天", "days"),
    }
}

fn about(sheet: &mut Worksheet, source: Source<'_>) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 24.0)?;
    sheet.set_column_width(1, 70.0)?;
    sheet.write_string(0, 0, clean::spreadsheet_safe(&source.title()))?;
    for (row, (what, said)) in (1u32..).zip(source.made_from()) {
        sheet.write_string(row, 0, what)?;
        sheet.write_string(row, 1, clean::spreadsheet_safe(&said))?;
    }
    Ok(())
}
