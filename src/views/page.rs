//! Pages of lists: where to start, how many rows, and whether there is more on either side.

use super::error::ViewsError;

/// The place of a row in its list. It stays good when rows come and go; a list starts at the next row where one is gone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cursor(pub Vec<u8>);

/// Where a page starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum From {
    /// At the beginning.
    Start,
    /// So that the last row is the last of the list.
    End,
    /// With this row, or the next one where it is gone.
    At(Cursor),
    /// With the row after this one.
    After(Cursor),
    /// So that the last row is the one before this.
    Before(Cursor),
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows, in the order of the list.
    pub rows: Vec<T>,
    /// Whether the list goes on before the first row.
    pub more_before: bool,
    /// Whether the list goes on after the last row.
    pub more_after: bool,
    /// How many rows the whole list has, where that is known without counting.
    pub total: Option<u64>,
    /// Where reading stopped when a filter let so few rows through that the page could not be filled within the bound of one read:
    /// go on `After` it (or `Before` it, when the page was asked for from its end).
    pub reached: Option<Cursor>,
}

impl<T> Page<T> {
    /// The page with each row made into something else.
    pub(super) fn try_map<U>(self, row: impl FnMut(T) -> Result<U, ViewsError>) -> Result<Page<U>, ViewsError> {
        Ok(Page {
            rows: self.rows.into_iter().map(row).collect::<Result<_, _>>()?,
            more_before: self.more_before,
            more_after: self.more_after,
            total: self.total,
            reached: self.reached,
        })
    }
}
