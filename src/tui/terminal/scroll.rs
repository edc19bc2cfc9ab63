//! Rows that only moved: found by comparing, so that the terminal can move them itself.

use super::grid::{Glyph, Grid};
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

/// Rows `top` to `bottom` are to move up by `up`, or down where it is negative.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    /// The first row that takes part.
    pub top: u16,
    /// The last.
    pub bottom: u16,
    /// How far up.
    pub up: i32,
}

/// What setting up a region, moving and taking it down again costs, in bytes, with something over: moving must be worth it.
const COST: usize = 24;

/// Moves that are looked at closely: those that bring most rows where they belong.
const CLOSELY: usize = 4;

/// The move that saves most, if any does.
pub fn find(shown: &Grid, next: &Grid) -> Option<Scroll> {
    let (before, after): (Vec<u64>, Vec<u64>) = (marks(shown), marks(next));
    let rows = i32::from(next.rows());
    let differing = before.iter().zip(&after).filter(|(before, after)| before != after).count();
    if differing < 2 {
        return None;
    }
    let mut likely: Vec<(usize, Scroll)> = Vec::new();
    for up in (1 - rows..rows).filter(|up| *up != 0) {
        for run in runs(&before, &after, up) {
            let placed: usize = run.clone().map(|y| worth(shown.row(y), next.row(y))).sum();
            if placed > COST + up.unsigned_abs() as usize {
                likely.push((placed, over(&run, up)));
            }
        }
    }
    likely.sort_by_key(|(placed, _)| std::cmp::Reverse(*placed));
    let worth_it = likely.into_iter().take(CLOSELY).map(|(_, scroll)| (saved(shown, next, scroll), scroll));
    worth_it.filter(|(saved, _)| *saved > 0).max_by_key(|(saved, _)| *saved).map(|(_, scroll)| scroll)
}

/// Bytes that the move saves over all rows that take part: those that it brings where they belong, less those that it takes away.
fn saved(shown: &Grid, next: &Grid, Scroll { top, bottom, up }: Scroll) -> isize {
    let mut saved = -isize::try_from(COST).unwrap_or(0) - isize::try_from(up.unsigned_abs()).unwrap_or(0);
    for y in top..=bottom {
        let from = u16::try_from(i32::from(y) + up).ok().filter(|from| (top..=bottom).contains(from));
        let moved: Vec<Glyph> = match from {
            Some(from) => shown.row(from).to_vec(),
            None => vec![Glyph::BLANK; next.columns().into()],
        };
        let (without, with) = (worth(shown.row(y), next.row(y)), worth(&moved, next.row(y)));
        saved += isize::try_from(without).unwrap_or(0) - isize::try_from(with).unwrap_or(0);
    }
    saved
}

/// Runs of rows that are what another row was, `up` rows further down.
fn runs(before: &[u64], after: &[u64], up: i32) -> Vec<std::ops::Range<u16>> {
    let mut runs: Vec<std::ops::Range<u16>> = Vec::new();
    for (y, mark) in (0u16..).zip(after) {
        let from = usize::try_from(i32::from(y) + up).ok();
        if from.and_then(|from| before.get(from)) == Some(mark) {
            match runs.last_mut().filter(|run| run.end == y) {
                Some(run) => run.end += 1,
                None => runs.push(y..y + 1),
            }
        }
    }
    runs
}

/// The region that has to move so that this run comes about.
fn over(run: &std::ops::Range<u16>, up: i32) -> Scroll {
    let far = u16::try_from(up.unsigned_abs()).unwrap_or(0);
    let (first, last) = (run.start, run.end.saturating_sub(1));
    if up > 0 {
        Scroll { top: first, bottom: last.saturating_add(far), up }
    } else {
        Scroll { top: first.saturating_sub(far), bottom: last, up }
    }
}

/// Bytes that a row would cost if it were written: those of its cells that differ from what is there.
fn worth(before: &[Glyph], after: &[Glyph]) -> usize {
    let cells = before.iter().zip(after);
    cells.filter(|(before, after)| before != after).map(|(_, after)| after.bytes()).sum()
}

fn marks(grid: &Grid) -> Vec<u64> {
    (0..grid.rows()).map(|y| mark(grid.row(y))).collect()
}

fn mark(row: &[Glyph]) -> u64 {
    let mut hasher = DefaultHasher::new();
    row.hash(&mut hasher);
    hasher.finish()
}
