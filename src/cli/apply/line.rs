//! Lines from outside, of bounded length, with the question whether another already waits.

use std::io::{self, BufRead, BufReader, Read};

/// The most bytes that a line may have; the rest of a longer one is passed over without being kept.
pub const BYTES_MAX: usize = 1 << 20;
const BUFFER: usize = 64 << 10;

/// A line as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Line {
    /// Nothing on it.
    Blank,
    /// Its text.
    Text(String),
    /// Longer than a line may be.
    TooLong,
    /// Not text.
    NotUtf8,
}

/// Lines one after the other, numbered from 1.
pub struct Lines<R> {
    reader: BufReader<R>,
    number: u64,
}

impl<R: Read> Lines<R> {
    /// The lines of `source`.
    pub fn new(source: R) -> Self {
        Self { reader: BufReader::with_capacity(BUFFER, source), number: 0 }
    }

    /// The next line with its number, or none at the end.
    ///
    /// # Errors
    /// When the source cannot be read.
    pub fn next(&mut self) -> io::Result<Option<(u64, Line)>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(BYTES_MAX).unwrap_or(u64::MAX) + 1;
        let read = (&mut self.reader).take(limit).read_until(b'\n', &mut bytes)?;
        if read == 0 {
            return Ok(None);
        }
        self.number += 1;
        if bytes.len() > BYTES_MAX && !bytes.ends_with(b"\n") {
            self.pass_over()?;
            return Ok(Some((self.number, Line::TooLong)));
        }
        let line = match String::from_utf8(bytes) {
            Ok(text) => match text.trim_start_matches('\u{feff}').trim() {
                "" => Line::Blank,
                trimmed => Line::Text(trimmed.to_string()),
            },
            Err(_) => Line::NotUtf8,
        };
        Ok(Some((self.number, line)))
    }

    /// Whether a whole line is there already.
    pub fn another_waits(&self) -> bool {
        self.reader.buffer().contains(&b'\n')
    }

    fn pass_over(&mut self) -> io::Result<()> {
        loop {
            let buffer = self.reader.fill_buf()?;
            let end = buffer.iter().position(|byte| *byte == b'\n');
            let passed = end.map_or(buffer.len(), |end| end + 1);
            if passed == 0 {
                return Ok(());
            }
            self.reader.consume(passed);
            if end.is_some() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(bytes: &[u8]) -> Vec<(u64, Line)> {
        let mut lines = Lines::new(bytes);
        std::iter::from_fn(|| lines.next().unwrap()).collect()
    }

    #[test]
    fn a_line_too_long_is_one_line_and_the_next_is_read() {
        let mut bytes = vec![b'x'; 3 * BYTES_MAX];
        bytes.extend(b"\n{}\n");
        assert_eq!(all(&bytes), [(1, Line::TooLong), (2, Line::Text("{}".into()))]);
        let exact = vec![b'x'; BYTES_MAX];
        assert!(matches!(all(&exact).as_slice(), [(1, Line::Text(_))]));
    }

    #[test]
    fn the_ends_of_lines_and_of_the_file_are_forgiven() {
        let bytes = "\u{feff}a\r\n\r\n  \nb".as_bytes();
        let wanted = [(1, Line::Text("a".into())), (2, Line::Blank), (3, Line::Blank), (4, Line::Text("b".into()))];
        assert_eq!(all(bytes), wanted);
        assert_eq!(all(b"\xff\n"), [(1, Line::NotUtf8)]);
        assert_eq!(all(b""), []);
    }

    #[test]
    fn only_a_whole_line_waits() {
        let mut lines = Lines::new(&b"a\nb\nc"[..]);
        let mut waits = Vec::new();
        while lines.next().unwrap().is_some() {
            waits.push(lines.another_waits());
        }
        assert_eq!(waits, [true, false, false]);
    }
}
