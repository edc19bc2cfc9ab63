//! The shortest way for the cursor from one place to another.

use super::capabilities::Capabilities;

/// Where the terminal's cursor is, as far as is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// Nothing is known.
    Unknown,
    /// In this row; in which column is not certain: behind the last one, or after a character whose width terminals disagree about.
    Row(u16),
    /// In this column and row.
    Cell(u16, u16),
}

/// Backward moves of one cell that are still shorter than a sequence.
const BACKSPACES_MAX: u16 = 3;

/// Writes the shortest sequence that brings the cursor to a column and row of a screen of `rows` rows.
pub fn go(at: At, x: u16, y: u16, able: Capabilities, out: &mut Vec<u8>) {
    if at == At::Cell(x, y) {
        return;
    }
    let mut best = absolute(x, y);
    let mut consider = |way: Option<Vec<u8>>| {
        if let Some(way) = way.filter(|way| way.len() < best.len()) {
            best = way;
        }
    };
    match at {
        At::Unknown => {}
        At::Row(row) => {
            consider(rows(row, y, able).map(|way| [b"\r".to_vec(), way, forward(x)].concat()));
            if row == y && able.column {
                consider(Some(column(x)));
            }
        }
        At::Cell(from, row) => {
            consider(rows(row, y, able).map(|way| [b"\r".to_vec(), way.clone(), forward(x)].concat()));
            consider(rows(row, y, able).map(|way| [way, along(from, x, able)].concat()));
        }
    }
    out.extend_from_slice(&best);
}

/// How many bytes `go` would write.
pub fn cost(at: At, x: u16, y: u16, able: Capabilities) -> usize {
    let mut out = Vec::with_capacity(12);
    go(at, x, y, able, &mut out);
    out.len()
}

fn absolute(x: u16, y: u16) -> Vec<u8> {
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{}H", y + 1).into_bytes(),
        _ => format!("\x1b[{};{}H", y + 1, x + 1).into_bytes(),
    }
}

/// Up or down in the same column.
fn rows(from: u16, to: u16, able: Capabilities) -> Option<Vec<u8>> {
    let by = from.abs_diff(to);
    let counted = if to > from { sequence(by, b'B') } else { sequence(by, b'A') };
    if by == 0 {
        return Some(Vec::new());
    }
    let mut best = counted;
    // A line feed goes down and, in raw mode, nowhere else; every row down to `to` is on the screen, so nothing scrolls.
    if to > from && usize::from(by) < best.len() {
        best = vec![b'\n'; by.into()];
    }
    if able.row && sequence(to + 1, b'd').len() < best.len() {
        best = sequence(to + 1, b'd');
    }
    Some(best)
}

/// Left or right in the same row.
fn along(from: u16, to: u16, able: Capabilities) -> Vec<u8> {
    let by = from.abs_diff(to);
    let mut best = match to.cmp(&from) {
        std::cmp::Ordering::Equal => return Vec::new(),
        std::cmp::Ordering::Greater => forward(by),
        std::cmp::Ordering::Less if by <= BACKSPACES_MAX => vec![b'\x08'; by.into()],
        std::cmp::Ordering::Less => sequence(by, b'D'),
    };
    if able.column && column(to).len() < best.len() {
        best = column(to);
    }
    best
}

fn forward(by: u16) -> Vec<u8> {
    if by == 0 { Vec::new() } else { sequence(by, b'C') }
}

fn column(x: u16) -> Vec<u8> {
    sequence(x + 1, b'G')
}

/// A sequence with a number, which is left out when it is one.
fn sequence(number: u16, last: u8) -> Vec<u8> {
    let mut bytes = b"\x1b[".to_vec();
    if number != 1 {
        bytes.extend_from_slice(number.to_string().as_bytes());
    }
    bytes.push(last);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_way_is_taken() {
        for (at, x, y, wanted) in [
            (At::Unknown, 0, 0, "\x1b[H"),
            (At::Unknown, 0, 6, "\x1b[7H"),
            (At::Unknown, 4, 6, "\x1b[7;5H"),
            (At::Cell(4, 6), 4, 6, ""),
            (At::Cell(4, 6), 0, 6, "\r"),
            (At::Cell(4, 6), 0, 7, "\r\n"),
            (At::Cell(4, 6), 4, 7, "\n"),
            (At::Cell(4, 6), 3, 6, "\x08"),
            (At::Cell(4, 6), 5, 6, "\x1b[C"),
            (At::Cell(40, 6), 50, 6, "\x1b[51G"),
            (At::Cell(0, 6), 50, 7, "\n\x1b[50C"),
            (At::Row(6), 0, 6, "\r"),
            (At::Row(6), 9, 6, "\x1b[10G"),
            (At::Cell(9, 20), 9, 3, "\x1b[4d"),
        ] {
            let mut out = Vec::new();
            go(at, x, y, Capabilities::XTERM, &mut out);
            let found = String::from_utf8(out).unwrap();
            assert_eq!(found.len(), wanted.len(), "{at:?} to {x},{y}: {found:?}, wanted {wanted:?}");
        }
    }
}
