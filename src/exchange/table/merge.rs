//! Merged cells: the file keeps the value in the first cell only; here every cell of the region gets it.

use super::Cell;
use std::collections::VecDeque;

/// A region of merged cells, all bounds from 0 and included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Region {
    /// First and last row.
    pub rows: (u32, u32),
    /// First and last column.
    pub columns: (u32, u32),
}

/// Fills rows that come from the top down.
pub(super) struct Fill {
    /// Regions that start further down, by their first row.
    ahead: VecDeque<Region>,
    /// Regions that the present row may cross, with their value once their first row has been seen.
    open: Vec<(Region, Cell)>,
}

impl Fill {
    /// Gets ready for a sheet with these regions.
    pub(super) fn new(mut regions: Vec<Region>) -> Self {
        regions.retain(|region| region.rows.0 <= region.rows.1 && region.columns.0 <= region.columns.1);
        regions.sort_by_key(|region| region.rows.0);
        Self { ahead: regions.into(), open: Vec::new() }
    }

    /// Gives the cells of a row that belong to merged regions their value. Rows must come in order.
    pub(super) fn apply(&mut self, row: u32, cells: &mut Vec<Cell>) {
        while let Some(region) = self.ahead.pop_front_if(|region| region.rows.0 <= row) {
            let first = if region.rows.0 == row { cells.get(region.columns.0 as usize).cloned() } else { None };
            self.open.push((region, first.unwrap_or_default()));
        }
        self.open.retain(|(region, value)| region.rows.1 >= row && !value.is_empty());
        for (region, value) in &self.open {
            let last = (region.columns.1 as usize).min(super::COLUMNS_MAX - 1);
            if cells.len() <= last {
                cells.resize(last + 1, Cell::Empty);
            }
            for cell in cells.iter_mut().take(last + 1).skip(region.columns.0 as usize) {
                if cell.is_empty() {
                    *cell = value.clone();
                }
            }
        }
    }
}
