//! What the clerk has marked: rows kept with their marks, because a marked row may have left the window of its list.

/// The most rows that can be marked; one command goes out for each.
pub const MARKS_MAX: usize = 500;

/// Marked rows, in the order in which they were marked.
#[derive(Clone, Debug, PartialEq)]
pub struct Marks<T>(Vec<T>);

impl<T> Default for Marks<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: super::list::Listed + Clone> Marks<T> {
    /// Marks the row, or takes its mark away.
    pub fn toggle(&mut self, row: &T) {
        if self.has(row) {
            self.0.retain(|marked| marked.id() != row.id());
        } else if self.0.len() < MARKS_MAX {
            self.0.push(row.clone());
        }
    }

    /// Marks all of these rows; if all of them are marked already, takes their marks away.
    pub fn toggle_all<'a>(&mut self, rows: impl Iterator<Item = &'a T> + Clone)
    where
        T: 'a,
    {
        let all_marked = rows.clone().all(|row| self.has(row));
        rows.filter(|row| self.has(row) == all_marked)
            .cloned()
            .collect::<Vec<T>>()
            .iter()
            .for_each(|row| self.toggle(row));
    }

    /// Whether the row is marked.
    pub fn has(&self, row: &T) -> bool {
        self.0.iter().any(|marked| marked.id() == row.id())
    }

    /// The marked rows.
    pub fn rows(&self) -> &[T] {
        &self.0
    }

    /// Takes all marks away.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Puts what is newer in place of what was marked.
    pub fn renew(&mut self, rows: &[T]) {
        for marked in &mut self.0 {
            if let Some(row) = rows.iter().find(|row| row.id() == marked.id()) {
                *marked = row.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::list::Listed;
    use super::*;
    use crate::service::query::Cursor;

    #[derive(Clone, Debug, PartialEq)]
    struct Row(u8, Cursor);

    impl Listed for Row {
        type Id = u8;
        fn cursor(&self) -> &Cursor {
            &self.1
        }
        fn id(&self) -> u8 {
            self.0
        }
    }

    #[test]
    fn marks_come_and_go() {
        let rows: Vec<Row> = (0..4).map(|id| Row(id, Cursor(vec![id]))).collect();
        let mut marks = Marks::default();
        marks.toggle(&rows[1]);
        marks.toggle_all(rows.iter());
        assert_eq!(marks.rows().len(), 4);
        marks.toggle(&rows[1]);
        assert!(!marks.has(&rows[1]));
        marks.toggle_all(rows.iter());
        assert_eq!(marks.rows().len(), 4);
        marks.toggle_all(rows.iter());
        assert!(marks.rows().is_empty());
    }
}
