//! Commands in a terminal: a little colour, and no line wider than the terminal.

use crate::support::{Desk, Office};

#[test]
fn a_list_fits_the_terminal() {
    let office = Office::new();
    office.run(&["demo", "--families", "12", "--items", "40"]).ok();
    for columns in [60, 120] {
        let (status, raw) = Desk::open(&office, columns, 30, &["queue", "--limit", "0"]).ends();
        assert!(status.success(), "{status:?}");
        let raw = String::from_utf8_lossy(&raw);
        assert!(raw.contains("\u{1b}[1m"), "the titles stand out: {raw:?}");
        let widest = raw.lines().map(|line| fuzhu::text::width::columns(&without_colour(line))).max();
        assert!(widest <= Some(usize::from(columns)), "{widest:?} of {columns}: {raw}");
    }
}

fn without_colour(line: &str) -> String {
    let mut pieces = line.split('\u{1b}');
    let first = pieces.next().unwrap_or_default().to_string();
    pieces
        .fold(first, |text, piece| text + piece.split_once('m').map_or(piece, |(_, rest)| rest))
        .trim_end()
        .to_string()
}
