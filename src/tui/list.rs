//! A window onto a long list: the rows on the screen and a few more, the chosen one, and what to ask for when it moves out of them.
//!
//! However long the list, no more than a screen and a little more is held, and going to either end is one question. The list does not
//! know what its rows are; marks are kept by the screen (`marks.rs`).

use crate::service::answer::Rows;
use crate::service::query::{Cursor, From, Page};

/// A row that has a place in a list and a name that outlives its place.
pub trait Listed {
    /// The name.
    type Id: PartialEq;
    /// Its place.
    fn cursor(&self) -> &Cursor;
    /// Its name.
    fn id(&self) -> Self::Id;
}

/// A way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

/// Rows beyond the screen that are asked for with it, so that a step across the edge is seldom a question.
const AHEAD: usize = 8;

/// A window onto a long list.
#[derive(Clone, Debug, PartialEq)]
pub struct List<T> {
    rows: Vec<T>,
    more_before: bool,
    more_after: bool,
    total: Option<u64>,
    /// The place of the first held row in the whole list, from 0, where it is known.
    offset: Option<u64>,
    selected: usize,
    top: usize,
    height: usize,
    /// The place that was said when the cursor rested last: it is not counted along with every step.
    said: Option<u64>,
    /// Rows still to be moved once the rows that were asked for are here.
    owed: isize,
    /// Where the reading before the first held row, and after the last one, stopped, where a filter let few rows through.
    reached: (Option<Cursor>, Option<Cursor>),
}

impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            rows: Vec::new(),
            more_before: false,
            more_after: false,
            total: None,
            offset: None,
            selected: 0,
            top: 0,
            height: 1,
            said: None,
            owed: 0,
            reached: (None, None),
        }
    }
}

impl<T: Listed> List<T> {
    /// The chosen row.
    pub fn chosen(&self) -> Option<&T> {
        self.rows.get(self.selected)
    }

    /// The rows on the screen, and which of them is the chosen one.
    pub fn shown(&self) -> (impl Iterator<Item = &T>, Option<usize>) {
        let chosen = self.selected.checked_sub(self.top).filter(|_| !self.rows.is_empty());
        (self.rows.iter().skip(self.top).take(self.height), chosen)
    }

    /// The rows that are held, more than the screen shows.
    pub fn held(&self) -> impl Iterator<Item = &T> {
        self.rows.iter()
    }

    /// The row just above the screen, if it is held.
    pub fn above(&self) -> Option<&T> {
        self.top.checked_sub(1).and_then(|at| self.rows.get(at))
    }

    /// How many rows the whole list has, where that is known.
    pub fn total(&self) -> Option<u64> {
        let whole = !self.more_before && !self.more_after;
        self.total.or(whole.then_some(self.rows.len() as u64))
    }

    /// The place of the chosen row in the whole list when the cursor rested last, from 1, where it is known.
    pub fn place(&self) -> Option<u64> {
        self.said.or_else(|| self.counted())
    }

    /// The cursor rests: its place is counted.
    pub fn rest(&mut self) {
        self.said = self.counted();
    }

    fn counted(&self) -> Option<u64> {
        let before = if self.more_before { self.offset? } else { 0 };
        (!self.rows.is_empty()).then(|| before + self.selected as u64 + 1)
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether rows lie above and below the screen.
    pub fn goes_on(&self) -> (bool, bool) {
        (self.more_before || self.top > 0, self.more_after || self.top + self.height < self.rows.len())
    }

    /// The screen has room for so many rows. Asks for more where the window has become too small.
    pub fn resize(&mut self, height: usize) -> Option<Page> {
        self.height = height.max(1);
        self.show_selected();
        let short = self.rows.len() < self.top + self.height && self.more_after;
        short.then(|| self.again())
    }

    /// Asks for the list from its beginning, forgetting what is held: another list begins.
    pub fn restart(&mut self) -> Page {
        *self = Self { height: self.height, ..Self::default() };
        self.page(From::Start)
    }

    /// Asks again for what is on the screen.
    pub fn again(&self) -> Page {
        match self.rows.get(self.top) {
            Some(row) if self.more_before || self.top > 0 => self.page(From::At(row.cursor().clone())),
            _ => self.page(From::Start),
        }
    }

    /// Moves; where that leaves the window, says what to ask for.
    pub fn go(&mut self, step: Step) -> Option<Page> {
        match step {
            Step::Up => self.by(-1),
            Step::Down => self.by(1),
            Step::PageUp => self.by(-self.screen()),
            Step::PageDown => self.by(self.screen()),
            Step::First if self.more_before => {
                self.owed = isize::MIN;
                Some(self.page(From::Start))
            }
            Step::Last if self.more_after => Some(self.page(From::End)),
            Step::First => self.by(isize::MIN),
            Step::Last => self.by(isize::MAX),
        }
    }

    /// Takes the rows that were asked for with `page`.
    pub fn take(&mut self, page: &Page, answer: Rows<T>) {
        let kept_total = self.total == answer.total;
        self.total = answer.total;
        match &page.from {
            From::Before(_) => self.reached.0 = answer.reached.clone(),
            From::After(_) => self.reached.1 = answer.reached.clone(),
            From::End => self.reached = (answer.reached.clone(), None),
            From::Start | From::At(_) => self.reached = (None, answer.reached.clone()),
        }
        match &page.from {
            From::After(_) => self.append(answer),
            From::Before(_) => self.prepend(answer),
            From::Start | From::End | From::At(_) => self.replace(&page.from, answer, kept_total),
        }
        let owed = std::mem::take(&mut self.owed);
        if owed != 0 {
            self.step(owed);
        }
        self.show_selected();
    }

    fn append(&mut self, answer: Rows<T>) {
        self.more_after = answer.more_after;
        self.rows.extend(answer.rows);
        let spare = self.rows.len().saturating_sub(self.most()).min(self.top);
        if spare > 0 {
            self.rows.drain(..spare);
            self.selected = self.selected.saturating_sub(spare);
            self.top = self.top.saturating_sub(spare);
            self.offset = self.offset.map(|offset| offset + spare as u64);
            self.more_before = true;
            self.reached.0 = None;
        }
    }

    fn prepend(&mut self, answer: Rows<T>) {
        let new = answer.rows.len();
        self.more_before = answer.more_before;
        self.offset = self.offset.and_then(|offset| offset.checked_sub(new as u64));
        self.rows.splice(..0, answer.rows);
        self.selected += new;
        self.top += new;
        let keep = self.most().max(self.selected + 1);
        if self.rows.len() > keep {
            self.rows.truncate(keep);
            self.more_after = true;
            self.reached.1 = None;
        }
    }

    /// Other rows in place of those held. The chosen row stays chosen where it is still there; where it is gone, the one that came into
    /// its place on the screen is.
    fn replace(&mut self, from: &From, answer: Rows<T>, kept_total: bool) {
        let id = self.chosen().map(Listed::id);
        let was = self.selected.saturating_sub(self.top);
        let again = !self.rows.is_empty() && self.owed == 0;
        self.offset = match from {
            From::Start => Some(0),
            From::End => answer.total.map(|total| total.saturating_sub(answer.rows.len() as u64)),
            _ => self.offset.filter(|_| kept_total).map(|offset| offset + self.top as u64),
        };
        self.rows = answer.rows;
        (self.more_before, self.more_after) = (answer.more_before, answer.more_after);
        self.top = 0;
        let last = self.rows.len().saturating_sub(1);
        self.selected = match from {
            From::End => last,
            _ if again => self.rows.iter().position(|row| Some(row.id()) == id).unwrap_or(was).min(last),
            _ => 0,
        };
    }

    /// Asks on where a filter let so few rows through that the screen is not full.
    pub fn fill(&self) -> Option<Page> {
        let short = self.rows.len() < self.top + self.height;
        match &self.reached {
            (_, Some(_)) if short && self.more_after => self.after(),
            (Some(_), _) if short && self.more_before => self.before(),
            _ => None,
        }
    }

    fn before(&self) -> Option<Page> {
        let from = self.reached.0.as_ref().or(self.rows.first().map(Listed::cursor))?;
        Some(self.page(From::Before(from.clone())))
    }

    fn after(&self) -> Option<Page> {
        let from = self.reached.1.as_ref().or(self.rows.last().map(Listed::cursor))?;
        Some(self.page(From::After(from.clone())))
    }

    fn by(&mut self, rows: isize) -> Option<Page> {
        let goal = self.selected.saturating_add_signed(self.owed).checked_add_signed(rows);
        let page = match goal {
            None if self.more_before => self.before(),
            Some(goal) if self.more_after && goal >= self.rows.len() => self.after(),
            _ => None,
        };
        if page.is_some() {
            self.owed = self.owed.saturating_add(rows);
            return page;
        }
        self.step(rows);
        self.show_selected();
        None
    }

    fn step(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        let before = self.selected;
        self.selected = self.selected.saturating_add_signed(rows).min(last);
        if rows.unsigned_abs() > 1 {
            // A page moves the screen as far as it moves the choice, so that the choice stays where the eye is.
            let moved = self.selected as isize - before as isize;
            let lowest = self.rows.len().saturating_sub(self.height);
            self.top = self.top.saturating_add_signed(moved).min(lowest);
        }
    }

    /// Brings the chosen row onto the screen: half a screen at once, because that moves the eye (and the terminal) less often.
    fn show_selected(&mut self) {
        let half = self.height / 2;
        if self.selected < self.top {
            self.top = self.selected.saturating_sub(half);
        } else if self.selected >= self.top + self.height {
            self.top = self.selected + 1 - self.height + half.min((self.rows.len() - 1).saturating_sub(self.selected));
        }
    }

    fn screen(&self) -> isize {
        isize::try_from(self.height).unwrap_or(1)
    }

    /// The most rows held: two screens and what is read ahead on both sides.
    fn most(&self) -> usize {
        2 * self.height + 2 * AHEAD
    }

    fn page(&self, from: From) -> Page {
        Page { from, limit: self.height + AHEAD }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Row(u32, Cursor);

    impl Listed for Row {
        type Id = u32;
        fn cursor(&self) -> &Cursor {
            &self.1
        }
        fn id(&self) -> u32 {
            self.0
        }
    }

    fn row(number: u32) -> Row {
        Row(number, Cursor(number.to_be_bytes().to_vec()))
    }

    /// A list of the numbers below `total`, answered as the service answers.
    fn answer(total: u32, page: &Page) -> Rows<Row> {
        let number = |cursor: &Cursor| u32::from_be_bytes(cursor.0[..].try_into().unwrap());
        let limit = page.limit as u32;
        let (from, to) = match &page.from {
            From::Start => (0, limit.min(total)),
            From::End => (total.saturating_sub(limit), total),
            From::At(cursor) => (number(cursor), (number(cursor) + limit).min(total)),
            From::After(cursor) => (number(cursor) + 1, (number(cursor) + 1 + limit).min(total)),
            From::Before(cursor) => (number(cursor).saturating_sub(limit), number(cursor)),
        };
        Rows {
            rows: (from..to).map(row).collect(),
            more_before: from > 0,
            more_after: to < total,
            total: Some(total.into()),
            reached: None,
        }
    }

    fn go(list: &mut List<Row>, total: u32, step: Step) -> usize {
        match list.go(step) {
            Some(page) => {
                let rows = answer(total, &page);
                list.take(&page, rows);
                1
            }
            None => 0,
        }
    }

    fn started(total: u32, height: usize) -> List<Row> {
        let mut list = List::default();
        list.resize(height);
        let page = list.restart();
        list.take(&page, answer(total, &page));
        list
    }

    #[test]
    fn the_ends_of_a_long_list_are_one_question_away() {
        let mut list = started(1_000_000, 20);
        assert_eq!(go(&mut list, 1_000_000, Step::Last), 1);
        assert_eq!((list.chosen().unwrap().0, list.place()), (999_999, Some(1_000_000)));
        assert_eq!(go(&mut list, 1_000_000, Step::First), 1);
        assert_eq!((list.chosen().unwrap().0, list.place()), (0, Some(1)));
    }

    #[test]
    fn a_row_that_went_leaves_its_place_to_the_next() {
        let mut list = started(30, 10);
        (0..3).for_each(|_| assert_eq!(go(&mut list, 30, Step::Down), 0));
        let page = list.again();
        let mut rows = answer(30, &page);
        rows.rows.retain(|row| row.0 != 3);
        list.take(&page, rows);
        assert_eq!(list.chosen().unwrap().0, 4);
    }

    #[test]
    fn a_row_that_moved_stays_chosen() {
        let mut list = started(30, 10);
        go(&mut list, 30, Step::Down);
        let page = list.again();
        let mut rows = answer(30, &page);
        rows.rows.swap(1, 5);
        list.take(&page, rows);
        assert_eq!(list.chosen().unwrap().0, 1);
    }

    proptest! {
        #[test]
        fn any_walk_ends_where_counting_says(
            total in 0u32..200, height in 1usize..30, steps in proptest::collection::vec(0usize..6, 0..60)
        ) {
            let all = [Step::Up, Step::Down, Step::PageUp, Step::PageDown, Step::First, Step::Last];
            let mut list = started(total, height);
            let (mut at, last) = (0i64, i64::from(total) - 1);
            for step in steps.into_iter().map(|step| all[step]) {
                go(&mut list, total, step);
                at = match step {
                    Step::Up => at - 1,
                    Step::Down => at + 1,
                    Step::PageUp => at - height as i64,
                    Step::PageDown => at + height as i64,
                    Step::First => 0,
                    Step::Last => last,
                }.clamp(0, last.max(0));
                if total > 0 {
                    prop_assert_eq!(i64::from(list.chosen().unwrap().0), at);
                    prop_assert_eq!(list.place(), Some(at as u64 + 1));
                    prop_assert!(list.rows.len() <= list.most() + list.height);
                    let (shown, chosen) = list.shown();
                    let shown: Vec<u32> = shown.map(|row| row.0).collect();
                    prop_assert_eq!(i64::from(shown[chosen.unwrap()]), at);
                    prop_assert_eq!(shown.len(), height.min(total as usize));
                }
            }
        }
    }
}
