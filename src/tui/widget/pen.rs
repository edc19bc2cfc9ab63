//! The pen: puts text into the cells of the screen. Whatever comes, it stays within its area, shows no control character and cuts no
//! wide character in half.

use crate::text::{clean, width};
use crate::tui::layout::Area;
use crate::tui::sheet::Span;
use crate::tui::theme::Theme;
use crate::tui::tone::Tone;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::style::Style;
use std::borrow::Cow;
use unicode_segmentation::UnicodeSegmentation;

/// The vertical rule between panes. ASCII, because the box characters are two cells wide on some Chinese terminals.
const RULE: &str = "|";

/// A pen on the screen.
pub struct Pen<'a> {
    buffer: &'a mut Buffer,
    theme: Theme,
    cursor: Option<Position>,
}

impl<'a> Pen<'a> {
    /// A pen for this buffer.
    pub fn new(buffer: &'a mut Buffer, theme: Theme) -> Self {
        Self { buffer, theme, cursor: None }
    }

    /// Cells in a row of the screen.
    pub fn columns(&self) -> u16 {
        self.buffer.area.width
    }

    /// Where the terminal's cursor was placed last.
    pub fn cursor(&self) -> Option<Position> {
        self.cursor
    }

    /// Places the terminal's cursor: at the chosen row, or where text is typed, so that an input method opens its window there.
    pub fn place_cursor(&mut self, x: u16, y: u16) {
        self.cursor = Some(Position { x, y });
    }

    /// Writes into the first row of an area from its left end, cutting what is too long. Says how many cells were taken.
    pub fn write(&mut self, area: Area, text: &str, tone: Tone) -> u16 {
        let inside = area.rows > 0 && self.buffer.area.contains(Position { x: area.x, y: area.y });
        let room = area.columns.min(self.buffer.area.right().saturating_sub(area.x));
        if !inside || room == 0 {
            return 0;
        }
        let shown = shown(text);
        let shown = width::cut(&shown, room.into());
        let style = self.theme.style(tone);
        if width::is_ambiguous_wide() {
            return self.place(area, room, &shown, style);
        }
        let (end, _) = self.buffer.set_stringn(area.x, area.y, &shown, room.into(), style);
        end - area.x
    }

    /// The same cell by cell: the screen library counts what is ambiguous as one cell.
    fn place(&mut self, area: Area, room: u16, text: &str, style: Style) -> u16 {
        let mut taken = 0;
        for grapheme in text.graphemes(true) {
            let wide = u16::try_from(width::grapheme_columns(grapheme)).unwrap_or(0);
            if taken + wide > room {
                break;
            }
            for x in taken..taken + wide {
                if let Some(cell) = self.buffer.cell_mut((area.x + x, area.y)) {
                    cell.reset();
                    if x == taken {
                        cell.set_symbol(grapheme).set_style(style);
                    }
                }
            }
            taken += wide;
        }
        taken
    }

    /// Writes at the right end of the first row of an area. Says how many cells were taken.
    pub fn write_right(&mut self, area: Area, text: &str, tone: Tone) -> u16 {
        let wanted = u16::try_from(width::columns(&shown(text))).unwrap_or(u16::MAX);
        self.write(area.after(area.columns.saturating_sub(wanted)), text, tone)
    }

    /// Writes one piece after another. Says how many cells were taken.
    pub fn write_all(&mut self, area: Area, spans: &[Span]) -> u16 {
        spans.iter().fold(0, |x, span| x + self.write(area.after(x), &span.text, span.tone))
    }

    /// Writes one piece after another, the last at the right end. Says how many cells were taken.
    pub fn write_all_right(&mut self, area: Area, spans: &[Span]) -> u16 {
        let wanted: u16 = spans.iter().map(|span| columns(&span.text)).sum();
        self.write_all(area.after(area.columns.saturating_sub(wanted)), spans)
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Area) {
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// A vertical rule in the last column of an area.
    pub fn rule_right(&mut self, area: Area) {
        let x = area.columns.saturating_sub(1);
        (0..area.rows).filter_map(|row| area.row(row)).for_each(|row| {
            self.write(row.after(x), RULE, Tone::Quiet);
        });
    }

    /// A horizontal rule along the first row of an area.
    pub fn rule_top(&mut self, area: Area) {
        self.write(area, &"-".repeat(area.columns.into()), Tone::Quiet);
    }
}

/// The text as it can stand on any terminal: nothing in it steers, nothing in it cannot be seen, and signs that are one cell wide here and
/// two there give way to signs that are the same everywhere.
pub fn shown(text: &str) -> Cow<'_, str> {
    let plain = |c: char| clean::is_harmless(c) && steady(c).is_none();
    if text.chars().all(plain) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars().filter(|c| clean::is_harmless(*c)) {
        match steady(c) {
            Some(steady) => shown.push_str(steady),
            None => shown.push(c),
        }
    }
    shown.into()
}

/// What stands for a sign of doubtful width. The dot between the parts of a name stays: it belongs to the name.
fn steady(c: char) -> Option<&'static str> {
    Some(match c {
        '“' => "「",
        '”' => "」",
        '‘' | '’' => "'",
        '—' | '–' | '─' => "-",
        '…' => "..",
        '×' => "x",
        '→' => ">",
        '│' => "|",
        _ => return None,
    })
}

/// The cells that a text takes on the screen.
pub fn columns(text: &str) -> u16 {
    u16::try_from(width::columns(&shown(text))).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::layout::Rect;

    fn line(columns: u16, draw: impl Fn(&mut Pen)) -> String {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, 1));
        draw(&mut Pen::new(&mut buffer, Theme::Shades));
        let mut skip = 0;
        let cells = buffer.content.iter().filter(|cell| {
            let shown = skip == 0;
            skip = if shown { width::columns(cell.symbol()).saturating_sub(1) } else { skip - 1 };
            shown
        });
        cells.map(|cell| cell.symbol()).collect()
    }

    #[test]
    fn text_keeps_to_its_area() {
        let area = Area { x: 1, y: 0, columns: 7, rows: 1 };
        let write = |text: &'static str| line(10, move |pen| _ = pen.write(area, text, Tone::Plain));
        assert_eq!(write("王芳"), " 王芳     ");
        assert_eq!(write("王小芳张"), " 王小..   ");
        assert_eq!(write("a\u{1b}[2J\u{202e}b"), " a[2Jb    ");
        let right = line(10, |pen| _ = pen.write_right(area, "王芳", Tone::Plain));
        assert_eq!(right, "    王芳  ");
    }

    proptest! {
        #[test]
        fn nothing_is_drawn_outside_and_nothing_breaks(
            text in "(\\PC|\u{1b}|王|\u{301}|\t){0,30}", x in 0u16..40, y in 0u16..3, columns in 0u16..40, right: bool, wide: bool
        ) {
            width::draw_ambiguous_wide(wide);
            let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 2));
            let area = Area { x, y, columns, rows: 1 };
            let mut pen = Pen::new(&mut buffer, Theme::Colour);
            let taken = if right { pen.write_right(area, &text, Tone::Plain) } else { pen.write(area, &text, Tone::Plain) };
            prop_assert!(taken <= columns);
            for (at, cell) in buffer.content.iter().enumerate() {
                let column = at as u16 % 30;
                let inside = at as u16 / 30 == y && column >= x && column < x + columns;
                prop_assert!(inside || cell.symbol() == " ");
                prop_assert!(column + width::columns(cell.symbol()) as u16 <= 30);
            }
        }
    }
}
