//! Ordered lists made of one or more key ranges that are read side by side.
//!
//! A lane is every key with one prefix, or some windows of it; what follows the prefix is the row's place in the list. Lanes of one list
//! order their places alike, so they merge: the queues of all departments are one list, and so are the urgencies of a queue when only
//! the due date counts. A place is what a cursor holds, and no place is in two lanes.

use super::error::ViewsError;
use super::key;
use super::page::{Cursor, From, Page};
use super::store::{Row, Store, Way};
use std::collections::VecDeque;
use std::ops::Range;

/// The most rows that one page looks at, kept or not.
pub(super) const SCAN_MAX: usize = 20_000;
/// How many rows a lane reads at first and at most when several lanes are read side by side.
const CHUNK: Range<usize> = 16..512;

/// Keys with one prefix, in ascending windows of what follows it.
pub(super) struct Lane {
    pub prefix: Vec<u8>,
    pub windows: Vec<Range<Vec<u8>>>,
}

impl Lane {
    /// Every key with the prefix.
    pub fn whole(prefix: Vec<u8>) -> Self {
        // No place begins with this many bytes of 255.
        Lane { prefix, windows: vec![Vec::new()..vec![u8::MAX; 24]] }
    }
}

/// A list: its lanes and which rows belong to it.
pub(super) struct List<'a> {
    pub lanes: Vec<Lane>,
    pub keep: &'a dyn Fn(&[u8], &[u8]) -> bool,
    /// How many rows one page may look at.
    pub bound: usize,
}

/// What was found in one direction, in the order of reading.
pub(super) struct Walk<T> {
    /// At most as many rows as were asked for.
    pub rows: Vec<T>,
    /// Whether there are more, as far as was looked.
    pub more: bool,
    /// Where looking stopped, when it was the bound of looking that stopped it.
    pub reached: Option<Cursor>,
}

impl List<'_> {
    /// A page of places and values.
    pub fn page(&self, store: &Store, from: &From, limit: usize) -> Result<Page<Row>, ViewsError> {
        page(from, limit, |way, bound, limit| self.walk(store, way, bound, limit))
    }

    fn walk(&self, store: &Store, way: Way, bound: Option<&[u8]>, limit: usize) -> Result<Walk<Row>, ViewsError> {
        let chunk = if self.lanes.len() == 1 { limit.saturating_add(1) } else { CHUNK.start.min(limit + 1) };
        let mut lanes: Vec<Reader> = self.lanes.iter().map(|lane| Reader::new(lane, way, bound, chunk)).collect();
        let mut rows = Vec::new();
        let mut reached = None;
        for _ in 0..self.bound {
            let Some((place, value)) = next(&mut lanes, store, way)? else {
                return Ok(Walk { rows, more: false, reached: None });
            };
            reached = Some(Cursor(place.clone()));
            if (self.keep)(&place, &value) {
                if rows.len() == limit {
                    return Ok(Walk { rows, more: true, reached: None });
                }
                rows.push((place, value));
            }
        }
        Ok(Walk { rows, more: true, reached })
    }
}

/// A page from a way to walk the list: forward from a place on, or backward from before it.
pub(super) fn page<T>(
    from: &From,
    limit: usize,
    walk: impl Fn(Way, Option<&[u8]>, usize) -> Result<Walk<T>, ViewsError>,
) -> Result<Page<T>, ViewsError> {
    let (way, back, bound) = match from {
        From::Start => (Way::Forward, Way::Backward, None),
        From::At(Cursor(place)) => (Way::Forward, Way::Backward, Some(place.clone())),
        From::After(Cursor(place)) => (Way::Forward, Way::Backward, Some(key::after(place))),
        From::End => (Way::Backward, Way::Forward, None),
        From::Before(Cursor(place)) => (Way::Backward, Way::Forward, Some(place.clone())),
    };
    let Walk { mut rows, more, reached } = walk(way, bound.as_deref(), limit)?;
    let behind = match &bound {
        None => false,
        Some(bound) => walk(back, Some(bound), 0)?.more,
    };
    let (more_before, more_after) = if way == Way::Forward { (behind, more) } else { (more, behind) };
    if way == Way::Backward {
        rows.reverse();
    }
    Ok(Page { rows, more_before, more_after, total: None, reached })
}

/// The next row of all lanes in the order of the list.
fn next(lanes: &mut [Reader], store: &Store, way: Way) -> Result<Option<Row>, ViewsError> {
    for lane in lanes.iter_mut() {
        lane.fill(store)?;
    }
    let holding = lanes.iter_mut().filter(|lane| !lane.rows.is_empty());
    let by_place = |a: &&mut Reader, b: &&mut Reader| {
        a.rows.front().map(|(place, _)| place).cmp(&b.rows.front().map(|(place, _)| place))
    };
    let first = match way {
        Way::Forward => holding.min_by(by_place),
        Way::Backward => holding.max_by(by_place),
    };
    Ok(first.and_then(|lane| lane.rows.pop_front()))
}

/// One lane being read.
struct Reader {
    prefix: usize,
    way: Way,
    /// What is still to be read, the next range first.
    ranges: VecDeque<Range<Vec<u8>>>,
    rows: VecDeque<Row>,
    chunk: usize,
}

impl Reader {
    fn new(lane: &Lane, way: Way, bound: Option<&[u8]>, chunk: usize) -> Self {
        let whole = |place: &[u8]| [lane.prefix.as_slice(), place].concat();
        let mut ranges: VecDeque<Range<Vec<u8>>> = VecDeque::new();
        for window in &lane.windows {
            let mut range = whole(&window.start)..whole(&window.end);
            match (way, bound) {
                (_, None) => {}
                (Way::Forward, Some(bound)) => range.start = range.start.max(whole(bound)),
                (Way::Backward, Some(bound)) => range.end = range.end.min(whole(bound)),
            }
            match way {
                Way::Forward => ranges.push_back(range),
                Way::Backward => ranges.push_front(range),
            }
        }
        Reader { prefix: lane.prefix.len(), way, ranges, rows: VecDeque::new(), chunk }
    }

    /// Reads on until there is a row or the lane is at its end.
    fn fill(&mut self, store: &Store) -> Result<(), ViewsError> {
        while self.rows.is_empty() {
            let Some(range) = self.ranges.front_mut() else {
                return Ok(());
            };
            let rows = store.scan(range, self.way, self.chunk)?;
            match rows.last() {
                Some((last, _)) if rows.len() == self.chunk => match self.way {
                    Way::Forward => range.start = key::after(last),
                    Way::Backward => range.end = last.clone(),
                },
                _ => drop(self.ranges.pop_front()),
            }
            self.chunk = (self.chunk * 4).min(CHUNK.end);
            let prefix = self.prefix;
            self.rows =
                rows.into_iter().map(|(key, value)| (key.get(prefix..).unwrap_or_default().to_vec(), value)).collect();
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two lanes, `a` with even places and `b` with odd ones.
    fn store(dir: &std::path::Path) -> Store {
        let store = Store::open(dir).unwrap();
        let keys: Vec<Vec<u8>> = (0..200u8).map(|n| vec![if n % 2 == 0 { b'a' } else { b'b' }, n]).collect();
        store.write(keys.iter().map(|key| (key.as_slice(), Some(&b""[..])))).unwrap();
        store
    }

    fn places(page: &Page<Row>) -> Vec<u8> {
        page.rows.iter().map(|(place, _)| place[0]).collect()
    }

    #[test]
    fn lanes_are_merged_and_windows_are_kept_to() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(dir.path());
        let windows = vec![vec![10]..vec![12], vec![20]..vec![23]];
        let lane = |letter| Lane { prefix: vec![letter], windows: windows.clone() };
        let list = List { lanes: vec![lane(b'a'), lane(b'b')], keep: &|_, _| true, bound: 100 };
        for limit in [1, 2, 5] {
            let page = list.page(&store, &From::Start, limit).unwrap();
            assert_eq!(places(&page), [10, 11, 20, 21, 22][..limit]);
            assert_eq!(page.more_after, limit < 5);
        }
        let page = list.page(&store, &From::Before(Cursor(vec![21])), 2).unwrap();
        assert_eq!((places(&page), page.more_before, page.more_after), (vec![11, 20], true, true));
    }

    #[test]
    fn a_page_stops_at_its_bound_and_the_next_goes_on_there() {
        let dir = tempfile::tempdir().unwrap();
        let store = store(dir.path());
        let keep = |place: &[u8], _: &[u8]| place[0] >= 60;
        let lanes = || vec![Lane::whole(vec![b'a']), Lane::whole(vec![b'b'])];
        let list = List { lanes: lanes(), keep: &keep, bound: 50 };
        let page = list.page(&store, &From::Start, 5).unwrap();
        assert_eq!((places(&page), page.more_after, &page.reached), (vec![], true, &Some(Cursor(vec![49]))));
        let page = list.page(&store, &From::After(page.reached.unwrap()), 5).unwrap();
        assert_eq!((places(&page), page.reached), (vec![60, 61, 62, 63, 64], None));
        let keep = |place: &[u8], _: &[u8]| place[0] < 3;
        let list = List { lanes: lanes(), keep: &keep, bound: 190 };
        let page = list.page(&store, &From::End, 5).unwrap();
        assert_eq!((places(&page), page.more_before, &page.reached), (vec![], true, &Some(Cursor(vec![10]))));
        let page = list.page(&store, &From::Before(page.reached.unwrap()), 5).unwrap();
        assert_eq!((places(&page), page.more_before), (vec![0, 1, 2], false));
    }
}
