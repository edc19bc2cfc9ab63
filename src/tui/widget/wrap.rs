//! Breaking running text into rows: Chinese anywhere, Latin words between words, and no closing mark at the start of a row.

use super::pen;
use crate::text::width;
use crate::tui::sheet::Span;
use unicode_segmentation::UnicodeSegmentation;

/// Marks that may not start a row.
const CLOSING: &str = "，。、；：？！）」』》〉】〕,.;:?!)%";

/// The spans in rows of at most `columns` cells. There is always at least one row; a short span behind another stays in one piece.
pub fn wrap(spans: &[Span], columns: usize) -> Vec<Vec<Span>> {
    let mut rows = Rows { done: vec![Vec::new()], room: columns, columns: columns.max(2) };
    for (at, span) in spans.iter().enumerate() {
        let shown = pen::shown(&span.text);
        let wide = width::columns(&shown);
        if at > 0 && wide > rows.room && 2 * wide <= columns {
            // A short piece behind another, such as a name, is not broken.
            rows.next_row();
            rows.push(shown.trim_start(), span);
            continue;
        }
        for word in pieces(&shown) {
            rows.put(word, span);
        }
    }
    rows.done
}

/// Cells of the longest piece that does not want to be broken.
pub fn longest(spans: &[Span]) -> usize {
    let shown = spans.iter().map(|span| pen::shown(&span.text));
    shown.map(|text| pieces(&text).map(width::columns).max().unwrap_or(0)).max().unwrap_or(0)
}

struct Rows {
    done: Vec<Vec<Span>>,
    room: usize,
    columns: usize,
}

impl Rows {
    fn put(&mut self, piece: &str, like: &Span) {
        let wide = width::columns(piece);
        if wide <= self.room {
            self.push(piece, like);
        } else if wide <= self.columns {
            self.next_row();
            // A blank that ends a row is not carried into the next.
            self.push(piece.trim_start(), like);
        } else {
            for part in piece.graphemes(true) {
                if width::grapheme_columns(part) > self.room {
                    self.next_row();
                }
                self.push(part, like);
            }
        }
    }

    fn push(&mut self, text: &str, like: &Span) {
        self.room = self.room.saturating_sub(width::columns(text));
        let Some(row) = self.done.last_mut() else { return };
        match row.last_mut() {
            Some(last) if last.tone == like.tone => last.text.push_str(text),
            _ => row.push(Span::new(text, like.tone)),
        }
    }

    fn next_row(&mut self) {
        self.done.push(Vec::new());
        self.room = self.columns;
    }
}

/// The text in pieces that stay together: a wide character or a Latin word, each with the closing marks behind it.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut end = 0;
        let mut latin = false;
        for (at, grapheme) in rest.grapheme_indices(true) {
            let wide = width::grapheme_columns(grapheme) > 1;
            let closing = CLOSING.contains(grapheme);
            let goes_on = at == 0 || closing || (latin && !wide && grapheme != " ");
            if !goes_on {
                break;
            }
            latin = !wide && (at == 0 || latin);
            end = at + grapheme.len();
        }
        let (piece, tail) = rest.split_at_checked(end)?;
        rest = tail;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::tone::Tone;
    use proptest::prelude::*;

    fn rows(text: &str, columns: usize) -> Vec<String> {
        let rows = wrap(&[Span::new(text, Tone::Plain)], columns);
        rows.iter().map(|row| row.iter().map(|span| span.text.as_str()).collect()).collect()
    }

    #[test]
    fn rows_break_where_a_reader_expects() {
        assert_eq!(rows("子女亡故抚慰金，由区计生协会发放。", 12), ["子女亡故抚慰", "金，由区计生", "协会发放。"]);
        assert_eq!(rows("due in three days", 10), ["due in", "three days"]);
        assert_eq!(rows("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(rows("", 4), [""]);
        assert_eq!(rows("截至2026-11-24共3件", 8), ["截至2026", "-11-24共", "3件"]);
    }

    proptest! {
        #[test]
        fn no_row_is_too_wide_and_nothing_is_lost(text in "(\\PC|王|，| |a){0,60}", columns in 4usize..30) {
            let broken = rows(&text, columns);
            prop_assert!(broken.iter().all(|row| width::columns(row) <= columns));
            let bare = |text: &str| pen::shown(text).chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(bare(&broken.concat()), bare(&text));
        }
    }
}
