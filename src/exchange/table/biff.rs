//! Checks the records of an xls before its parser sees them: lengths, places of the sheets, and how far apart the cells stand.
//!
//! The parser lays a sheet out as a full rectangle and trusts the size that the sheet claims; one stray cell in a corner would take all memory.

use super::error::{Fault, Limit};

/// The most cells of a sheet, counted as the rectangle around all that are used.
pub(super) const CELLS_MAX: u64 = 4 << 20;
/// What the form itself allows in rows and columns.
const ROWS_MAX: u32 = 1 << 16;
const COLUMNS_MAX: u32 = 1 << 8;

const FILE_PASS: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const SIZE: u16 = 0x0200;
/// Records that put a value into one cell: row and column are their first two numbers.
const CELLS: &[u16] = &[0x0203, 0x0204, 0x00d6, 0x0205, 0x027e, 0x00fd, 0x0006];
/// A record that puts numbers into several cells of a row; its last number is the last column.
const MANY: u16 = 0x00bd;

/// Walks all records once.
pub(super) fn check(stream: &[u8]) -> Result<(), Fault> {
    let mut rest = stream;
    let mut used = Used::default();
    while let Some(Record { kind, data, after }) = Record::first(rest)? {
        let at = |offset: usize| number(data, offset);
        match kind {
            FILE_PASS if at(0)? != 0 => return Err(Fault::Encrypted),
            SHEET => {
                let place = at(0)? | at(2)? << 16;
                if place as usize >= stream.len() {
                    return Err(Fault::Damaged);
                }
            }
            BEGIN => used = Used::default(),
            SIZE => check_size(data)?,
            MANY => {
                used.cell(at(0)?, at(2)?)?;
                used.cell(at(0)?, number(data, data.len().saturating_sub(2))?)?;
            }
            _ if CELLS.contains(&kind) => used.cell(at(0)?, at(2)?)?,
            _ => {}
        }
        rest = after;
    }
    Ok(())
}

/// A record and what comes after it.
struct Record<'a> {
    kind: u16,
    data: &'a [u8],
    after: &'a [u8],
}

impl<'a> Record<'a> {
    /// The first record of the rest of a stream. Zeros at the end are padding.
    fn first(rest: &'a [u8]) -> Result<Option<Self>, Fault> {
        let Some(([kind_low, kind_high, length_low, length_high], body)) = rest.split_first_chunk() else {
            return Ok(None);
        };
        let kind = u16::from_le_bytes([*kind_low, *kind_high]);
        let length = usize::from(u16::from_le_bytes([*length_low, *length_high]));
        if kind == 0 && length == 0 {
            return Ok(None);
        }
        let (data, after) = body.split_at_checked(length).ok_or(Fault::Damaged)?;
        Ok(Some(Self { kind, data, after }))
    }
}

fn number(data: &[u8], at: usize) -> Result<u32, Fault> {
    let pair = data.get(at..at + 2).and_then(|pair| pair.try_into().ok()).ok_or(Fault::Damaged)?;
    Ok(u32::from(u16::from_le_bytes(pair)))
}

/// The size that a sheet claims: first row, row after the last, first column, column after the last.
fn check_size(data: &[u8]) -> Result<(), Fault> {
    let (rows, columns) = match data.len() {
        14 => (
            (number(data, 0)? | number(data, 2)? << 16, number(data, 4)? | number(data, 6)? << 16),
            (number(data, 8)?, number(data, 10)?),
        ),
        _ => ((number(data, 0)?, number(data, 2)?), (number(data, 4)?, number(data, 6)?)),
    };
    let sound = rows.0 <= rows.1 && rows.1 <= ROWS_MAX && columns.0 <= columns.1 && columns.1 <= COLUMNS_MAX;
    if sound { Ok(()) } else { Err(Fault::Damaged) }
}

/// The rectangle around the cells of a sheet.
#[derive(Default)]
struct Used {
    corners: Option<((u32, u32), (u32, u32))>,
}

impl Used {
    fn cell(&mut self, row: u32, column: u32) -> Result<(), Fault> {
        if column >= COLUMNS_MAX {
            return Err(Fault::Damaged);
        }
        let (first, last) = self.corners.unwrap_or(((row, column), (row, column)));
        let first = (first.0.min(row), first.1.min(column));
        let last = (last.0.max(row), last.1.max(column));
        self.corners = Some((first, last));
        let area = u64::from(last.0 - first.0 + 1) * u64::from(last.1 - first.1 + 1);
        if area > CELLS_MAX { Err(Fault::TooLarge(Limit::Cells { most: CELLS_MAX })) } else { Ok(()) }
    }
}
