//! The encoder behind the screen library's idea of a terminal: cells in, one write a frame.

use super::capabilities::Capabilities;
use super::encoder::Encoder;
use super::line::{ASK_FROM, Line};
use ratatui::backend::{Backend, ClearType, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use std::io::{self, Write};

/// Asks the terminal how it is; it answers when it has come to this (DSR).
const ASK: &[u8] = b"\x1b[5n";
/// Asks how wide the terminal draws the dot of names: put into the second row, which the first frame erases in the same write. (An answer from
/// the first row would look like a key.)
const ASK_WIDTH: &str = "\x1b[2H\u{b7}\x1b[6n";
/// The row in which that is asked, from 1.
const WIDTH_ROW: u16 = 2;

/// Cells of a character of ambiguous width, if this place of the cursor is an answer to that question.
pub fn width_answered(row: u16, column: u16) -> Option<u16> {
    (row == WIDTH_ROW && (2..=3).contains(&column)).then(|| column - 1)
}

/// A terminal that takes bytes.
#[derive(Debug)]
pub struct Encoded<W> {
    out: W,
    encoder: Encoder,
    measure: fn() -> io::Result<(u16, u16)>,
    /// Bytes written so far.
    bytes: u64,
    /// Bytes written since the terminal was asked last.
    unasked: usize,
    asking: bool,
    asked: bool,
    /// How wide it draws is to be asked before the first frame.
    width_unasked: bool,
}

impl<W: Write> Encoded<W> {
    /// A terminal that writes to `out`; `measure` says how large it is.
    ///
    /// # Errors
    /// When the size cannot be had.
    pub fn new(out: W, able: Capabilities, measure: fn() -> io::Result<(u16, u16)>) -> io::Result<Self> {
        let (columns, rows) = measure()?;
        let encoder = Encoder::new(able, columns, rows);
        Ok(Self { out, encoder, measure, bytes: 0, unasked: 0, asking: false, asked: false, width_unasked: false })
    }

    /// The same, which asks the terminal with the first frame how wide it draws what is ambiguous, if it is to be asked anything.
    #[must_use]
    pub fn asking_width(mut self) -> Self {
        self.width_unasked = true;
        self
    }

    /// Bytes written so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    fn write(&mut self, frame: &[u8]) -> io::Result<()> {
        self.bytes += frame.len() as u64;
        self.out.write_all(frame)?;
        self.out.flush()
    }
}

impl<W: Write> Line for Encoded<W> {
    fn set_asking(&mut self, asking: bool) {
        self.asking = asking;
    }

    fn take_asked(&mut self) -> bool {
        std::mem::take(&mut self.asked)
    }

    fn sent(&self) -> u64 {
        self.bytes
    }

    fn doubt_widths(&mut self) {
        self.encoder.doubt();
    }
}

impl<W: Write> Backend for Encoded<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        content.for_each(|(x, y, cell)| self.encoder.put(x, y, cell));
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.encoder.place_cursor(None);
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(self.encoder.cursor().map_or_else(Position::default, Position::from))
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.encoder.place_cursor(Some((x, y)));
        Ok(())
    }

    fn clear(&mut self) -> io::Result<()> {
        let (columns, rows) = (self.measure)()?;
        self.encoder.start_anew(columns, rows);
        Ok(())
    }

    /// The desk clears whole screens only.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        (self.measure)().map(Size::from)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize { columns_rows: self.size()?, pixels: Size::default() })
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut frame = self.encoder.frame().to_vec();
        if frame.is_empty() {
            return Ok(());
        }
        if std::mem::take(&mut self.width_unasked) && self.asking {
            frame.splice(0..0, ASK_WIDTH.bytes());
        }
        self.unasked += frame.len();
        if self.asking && self.unasked >= ASK_FROM {
            // At the end of the frame and in the same write: the answer says that the whole frame was read.
            frame.extend_from_slice(ASK);
            (self.asked, self.unasked) = (true, 0);
        }
        self.write(&frame)
    }
}
