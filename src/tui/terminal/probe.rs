//! Asks the terminal how long it takes to answer and how wide it draws what terminals disagree about.
//!
//! First the question that every terminal answers which answers at all (`CSI 5 n`); one that keeps silent is asked nothing more. Then a Chinese
//! character and the dot of names, each followed by "where is the cursor" (`CSI 6 n`), in the row the cursor is in, which is erased in the
//! same piece.

use super::keys::{Heard, Keys};
use std::io::{self, Write};
use std::time::Duration;

/// How long an answer is waited for: longer than any line on which a desk can be worked with.
pub const PATIENCE: Duration = Duration::from_secs(3);

/// The character that a terminal shows in two cells if it understands UTF-8.
const CHINESE: char = '中';
/// The dot between the parts of a name: of ambiguous width.
pub const AMBIGUOUS: char = '·';
/// Where the characters are put, counted from 0: so far right that no answer looks like a key.
const COLUMN: u16 = 9;

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Columns and rows.
    pub size: Option<(u16, u16)>,
    /// How long the answer took; none when there was none.
    pub delay: Option<Duration>,
    /// Cells of a Chinese character: two where the terminal understands UTF-8.
    pub chinese: Option<u16>,
    /// Cells of a character of ambiguous width.
    pub ambiguous: Option<u16>,
}

/// Asks. `next` gives what the terminal sends within a time, `elapsed` the time since some moment.
///
/// # Errors
/// When the terminal cannot be read or written.
pub fn ask(
    out: &mut dyn Write,
    next: &mut dyn FnMut(Duration) -> io::Result<Option<Vec<u8>>>,
    elapsed: &dyn Fn() -> Duration,
) -> io::Result<Found> {
    let mut found = Found::default();
    let asked = elapsed();
    out.write_all(b"\x1b[5n")?;
    out.flush()?;
    let mut heard = hear(next, elapsed, &mut |heard| matches!(heard, Heard::Ready))?;
    if heard.pop().is_none() {
        return Ok(found);
    }
    found.delay = Some(elapsed().saturating_sub(asked));
    let there = |sign: char| format!("\r\x1b[{COLUMN}C{sign}\x1b[6n");
    out.write_all(format!("{}\r\x1b[K{}\r\x1b[K", there(CHINESE), there(AMBIGUOUS)).as_bytes())?;
    out.flush()?;
    let mut places = Vec::new();
    hear(next, elapsed, &mut |heard| {
        if let Heard::Place(_, column) = heard {
            places.push(column.saturating_sub(COLUMN + 1));
        }
        places.len() == 2
    })?;
    if let [chinese, ambiguous] = places[..] {
        (found.chinese, found.ambiguous) = (Some(chinese), Some(ambiguous));
    }
    Ok(found)
}

/// Takes what comes until it is enough or nothing more comes; gives the last of it, if it was enough.
fn hear(
    next: &mut dyn FnMut(Duration) -> io::Result<Option<Vec<u8>>>,
    elapsed: &dyn Fn() -> Duration,
    enough: &mut dyn FnMut(&Heard) -> bool,
) -> io::Result<Vec<Heard>> {
    let (mut keys, until) = (Keys::default(), elapsed() + PATIENCE);
    loop {
        let left = until.saturating_sub(elapsed());
        if left.is_zero() {
            return Ok(Vec::new());
        }
        let Some(bytes) = next(left)? else { return Ok(Vec::new()) };
        if let Some(last) = keys.feed(&bytes).into_iter().find(|heard| enough(heard)) {
            return Ok(vec![last]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::{Cell, RefCell};

    /// A terminal that draws ambiguous characters so wide and answers after so long, or never.
    fn asked(wide: u16, delay: Option<u64>) -> (Found, String) {
        let (now, sent) = (Cell::new(Duration::ZERO), RefCell::new(Vec::new()));
        struct Out<'a>(&'a RefCell<Vec<u8>>);
        impl Write for Out<'_> {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.0.borrow_mut().extend_from_slice(bytes);
                Ok(bytes.len())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let answered = Cell::new(0);
        let found = ask(
            &mut Out(&sent),
            &mut |at_most| {
                let Some(delay) = delay else {
                    now.set(now.get() + at_most);
                    return Ok(None);
                };
                now.set(now.get() + Duration::from_millis(delay));
                answered.set(answered.get() + 1);
                Ok(Some(match answered.get() {
                    // A key on the way is no answer.
                    1 => b"x\x1b[0n".to_vec(),
                    _ => format!("\x1b[5;12R\x1b[5;{}R", 10 + wide).into_bytes(),
                }))
            },
            &|| now.get(),
        );
        (found.unwrap(), String::from_utf8(sent.into_inner()).unwrap())
    }

    #[test]
    fn the_terminal_says_how_slow_the_line_is_and_how_wide_it_draws() {
        for wide in [1, 2] {
            let (found, sent) = asked(wide, Some(40));
            let delay = Some(Duration::from_millis(40));
            assert_eq!(found, Found { size: None, delay, chinese: Some(2), ambiguous: Some(wide) });
            assert!(sent.ends_with("\r\x1b[K"), "nothing is left standing: {sent:?}");
        }
    }

    #[test]
    fn a_terminal_that_keeps_silent_is_asked_once() {
        assert_eq!(asked(1, None), (Found::default(), "\x1b[5n".to_string()));
    }
}
