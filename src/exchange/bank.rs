//! The file that a bank pays by, and the file that comes back from it. Identity numbers and accounts stand in full in the first: it is for the
//! bank and nobody else.

pub mod returns;

use crate::domain::batch::{Batch, Line};
use crate::policy::plan::Plan;
use crate::text::{Lang, clean};
use rust_xlsxwriter::{Format, Workbook, XlsxError};

/// The headings, in the order of the columns.
pub const HEADINGS: [&str; 8] = ["序号", "批次", "姓名", "身份证号", "开户银行", "银行账号", "金额", "摘要"];
/// How wide each column is.
const WIDTHS: [f64; 8] = [8.0, 10.0, 14.0, 24.0, 28.0, 26.0, 14.0, 40.0];
/// The column of the money.
const AMOUNT: usize = 6;

/// The cells of a line; text that a spreadsheet would take for a formula is made harmless.
fn cells(plan: &Plan, batch: &Batch, line: &Line) -> [String; 8] {
    let listed = &line.listed;
    let measure = plan.measure(batch.measure).map_or("", |measure| measure.short.in_lang(Lang::Zh));
    let purpose = format!("{measure} {} {} 个月", listed.period.text(Lang::Zh), listed.months());
    let safe = |text: &str| clean::spreadsheet_safe(text).into_owned();
    [
        listed.no.to_string(),
        batch.id.to_string(),
        safe(&listed.name),
        safe(&listed.identity),
        safe(&listed.bank),
        safe(&listed.account),
        line.amount().to_string(),
        safe(&purpose),
    ]
}

/// The lines as text with commas: UTF-8 with a mark at its beginning, by which spreadsheets know it.
///
/// # Errors
/// When the text cannot be made; its cells are few and short, so that does not happen.
pub fn separated(plan: &Plan, batch: &Batch, lines: &[Line]) -> Result<Vec<u8>, csv::Error> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::Writer::from_writer(&mut bytes);
    writer.write_record(HEADINGS)?;
    for line in lines {
        writer.write_record(cells(plan, batch, line))?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}

/// The lines as a workbook: numbers of people and accounts as text, so that no digit is lost, and the money as a number.
///
/// # Errors
/// When the sheet cannot be written.
pub fn workbook(plan: &Plan, batch: &Batch, lines: &[Line]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet().set_name("发放明细")?;
    let (head, money) = (Format::new().set_bold(), Format::new().set_num_format("0.00"));
    for (at, (title, wide)) in (0u16..).zip(HEADINGS.into_iter().zip(WIDTHS)) {
        sheet.set_column_width(at, wide)?;
        sheet.write_string_with_format(0, at, title, &head)?;
    }
    for (row, line) in (1u32..).zip(lines) {
        for (at, (column, text)) in (0u16..).zip(cells(plan, batch, line).into_iter().enumerate()) {
            if column == AMOUNT {
                // Up to 90 million million yuan a spreadsheet's number is exact to the fen.
                sheet.write_number_with_format(row, at, line.amount().0 as f64 / 100.0, &money)?;
            } else {
                sheet.write_string(row, at, text)?;
            }
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}
