//! Width of text in terminal cells, as the screen library counts it, and cutting and padding to a number of cells.
//!
//! Cells are counted grapheme by grapheme because that is how they are put on the screen; a cell two wide is never cut in half.
//! Used for the tables of the command line too, so that both agree.

use std::borrow::Cow;
use std::cell::Cell;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// What stands for the part cut off. ASCII, because the typographic ellipsis is one cell on some terminals and two on others.
const ELLIPSIS: &str = "..";

thread_local! {
    /// What the terminal of this thread's desk was found to do; every other thread, and every test, has the usual one.
    static AMBIGUOUS_IS_WIDE: Cell<bool> = const { Cell::new(false) };
}

/// Says that the terminal draws characters of ambiguous width (East Asian Width "A": the dot in names, circled numbers, box
/// characters) in two cells, or in one. Holds for this thread, on which the desk lays out and draws.
pub fn draw_ambiguous_wide(wide: bool) {
    AMBIGUOUS_IS_WIDE.set(wide);
}

/// Whether characters of ambiguous width count as two cells on this thread.
pub fn is_ambiguous_wide() -> bool {
    AMBIGUOUS_IS_WIDE.get()
}

/// The cells that `text` takes. Controls take none: they are never put on the screen.
pub fn columns(text: &str) -> usize {
    if text.bytes().all(|byte| byte.is_ascii_graphic() || byte == b' ') {
        return text.len();
    }
    text.graphemes(true).map(grapheme_columns).sum()
}

/// The cells that one grapheme takes: 0, 1 or 2.
pub fn grapheme_columns(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    if AMBIGUOUS_IS_WIDE.get() && grapheme.width() == 1 && grapheme.width_cjk() == 2 {
        return 2;
    }
    // The screen library gives half-width Japanese sound marks one cell more.
    grapheme.width() + grapheme.matches(['\u{FF9E}', '\u{FF9F}']).count()
}

/// The text in at most `max` cells; if it had to be cut it ends in `..`.
pub fn cut(text: &str, max: usize) -> Cow<'_, str> {
    if columns(text) <= max {
        return Cow::Borrowed(text);
    }
    let Some(room) = max.checked_sub(ELLIPSIS.len()) else {
        return Cow::Owned(ELLIPSIS.chars().take(max).collect());
    };
    let mut left = room;
    let kept = text.graphemes(true).take_while(|grapheme| {
        let fits = left.checked_sub(grapheme_columns(grapheme));
        left = fits.unwrap_or(left);
        fits.is_some()
    });
    let mut short: String = kept.collect();
    short.push_str(ELLIPSIS);
    Cow::Owned(short)
}

/// The text in exactly `width` cells, blanks behind it.
pub fn pad_right(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let blanks = width.saturating_sub(columns(&text));
    format!("{text}{}", " ".repeat(blanks))
}

/// The text in exactly `width` cells, blanks before it, as figures are set.
pub fn pad_left(text: &str, width: usize) -> String {
    let text = cut(text, width);
    let blanks = width.saturating_sub(columns(&text));
    format!("{}{text}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::{buffer::Buffer, layout::Rect, style::Style};

    #[test]
    fn chinese_is_two_cells() {
        for (text, cells) in [
            ("", 0),
            ("abc", 3),
            ("王芳", 4),
            ("𠮷㛃", 4),
            ("a王·b", 5),
            ("e\u{301}", 1),
            ("\u{1b}[m", 2),
            ("〔2014〕", 8),
        ] {
            assert_eq!(columns(text), cells, "{text:?}");
        }
    }

    #[test]
    fn a_wide_cell_is_never_cut_in_half() {
        for (max, expected) in [
            (9, "南川区.."),
            (10, "南川区政.."),
            (12, "南川区政府办"),
            (7, "南川.."),
            (3, ".."),
            (2, ".."),
            (1, "."),
            (0, ""),
        ] {
            assert_eq!(cut("南川区政府办", max), expected, "{max}");
        }
        assert_eq!(pad_right("南川区政府办", 7), "南川.. ");
        assert_eq!(pad_right("王芳", 6), "王芳  ");
        assert_eq!(pad_left("王芳", 6), "  王芳");
        assert_eq!(pad_left("1234", 3), "1..");
    }

    #[test]
    fn what_is_ambiguous_counts_as_the_terminal_draws_it() {
        let text = "买·提①αé王a";
        assert_eq!(columns(text), 11);
        draw_ambiguous_wide(true);
        let wide = columns(text);
        let cut = cut("买·提", 5).into_owned();
        draw_ambiguous_wide(false);
        assert_eq!((wide, cut.as_str()), (13, "买.."));
    }

    proptest! {
        #[test]
        fn the_screen_agrees(text in "(\\PC|ｶﾞ|\u{1b}|王){0,20}") {
            let mut screen = Buffer::empty(Rect::new(0, 0, 200, 1));
            let (end, _) = screen.set_stringn(0, 0, &text, 200, Style::default());
            prop_assert_eq!(usize::from(end), columns(&text));
        }

        #[test]
        fn a_padded_text_has_its_width(text in "\\PC{0,20}", width in 0usize..30) {
            prop_assert_eq!(columns(&pad_right(&text, width)), width);
            prop_assert_eq!(columns(&pad_left(&text, width)), width);
            prop_assert!(columns(&cut(&text, width)) <= width);
        }
    }
}
