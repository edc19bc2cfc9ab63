//! Draws a line being typed and places the terminal's own cursor at the caret, so that an input method opens its window there.

use super::pen::{Pen, columns};
use crate::text::width;
use crate::tui::layout::Area;
use crate::tui::tone::Tone;
use crate::tui::typed::Typed;
use unicode_segmentation::UnicodeSegmentation;

/// Draws the line in the first row of the area. A text longer than the area is moved so that the caret stays in sight.
pub fn draw(pen: &mut Pen, area: Area, typed: &Typed, in_use: bool) {
    let (before, after) = typed.halves();
    let room = usize::from(area.columns.saturating_sub(2));
    let kept = if in_use { tail(before, room) } else { before };
    let taken = pen.write(area, kept, Tone::Plain);
    pen.write(area.after(taken), after, Tone::Plain);
    if in_use {
        let caret = columns(kept).min(area.columns.saturating_sub(1));
        pen.place_cursor(area.x + caret, area.y);
    }
}

/// The end of the text that fits.
fn tail(text: &str, room: usize) -> &str {
    let mut over = width::columns(text).saturating_sub(room);
    let mut rest = text;
    for grapheme in text.graphemes(true) {
        if over == 0 {
            break;
        }
        over = over.saturating_sub(width::grapheme_columns(grapheme));
        rest = rest.get(grapheme.len()..).unwrap_or("");
    }
    rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_stays_in_sight() {
        assert_eq!(tail("南川区政府办", 12), "南川区政府办");
        assert_eq!(tail("南川区政府办", 11), "川区政府办");
        assert_eq!(tail("abc", 0), "");
    }
}
