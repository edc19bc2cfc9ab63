//! Whatever screens follow one another, two emulators that know nothing of the encoder show each of them, cell by cell.

use super::*;
use crate::text::width;
use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};
use unicode_segmentation::UnicodeSegmentation;

/// What can be seen of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    text: String,
    colour: Option<u8>,
    marks: Modifier,
}

impl Seen {
    /// On a blank neither the colour nor the weight of its character can be seen.
    fn new(text: &str, colour: Option<u8>, marks: Modifier) -> Seen {
        let text = if text.is_empty() { " ".into() } else { text.to_string() };
        let on_blank = Modifier::UNDERLINED | Modifier::REVERSED;
        let kept = marks & (on_blank | Modifier::BOLD | Modifier::DIM);
        match text.as_str() {
            " " if !kept.intersects(on_blank) => Seen { text, colour: None, marks: Modifier::empty() },
            " " => Seen { text, colour: None, marks: kept & on_blank },
            _ => Seen { text, colour, marks: kept },
        }
    }
}

fn number(colour: Color) -> Option<u8> {
    match colour {
        Color::Red => Some(1),
        Color::Cyan => Some(6),
        Color::DarkGray => Some(8),
        _ => None,
    }
}

/// What the next screen should look like; a covered half counts as nothing.
fn wanted(buffer: &Buffer) -> Vec<Option<Seen>> {
    let mut seen = Vec::new();
    for y in 0..buffer.area.height {
        let mut covered = false;
        for x in 0..buffer.area.width {
            let cell = buffer.cell((x, y)).unwrap();
            seen.push((!covered).then(|| {
                Seen::new(&as_drawn(cell.symbol(), width::is_ambiguous_wide()), number(cell.fg), cell.modifier)
            }));
            covered = !covered && width::columns(cell.symbol()) > 1;
        }
    }
    seen
}

fn marks(bold: bool, dim: bool, underlined: bool, reversed: bool) -> Modifier {
    let pairs = [
        (bold, Modifier::BOLD),
        (dim, Modifier::DIM),
        (underlined, Modifier::UNDERLINED),
        (reversed, Modifier::REVERSED),
    ];
    pairs.into_iter().filter(|(on, _)| *on).map(|(_, mark)| mark).collect()
}

/// Two emulators side by side.
struct Emulators {
    one: vt100::Parser,
    other: avt::Terminal,
    repeats: bool,
    /// The terminal draws what is ambiguous in two cells. Neither emulator does, so it is given a character of two cells in its place.
    wide: bool,
}

/// What stands for characters of ambiguous width on a terminal that draws them wide.
fn as_drawn(text: &str, wide: bool) -> String {
    if wide { text.replace('…', "令").replace('·', "点") } else { text.into() }
}

impl Emulators {
    fn new(columns: u16, rows: u16, repeats: bool) -> Self {
        let other = avt::Terminal::new(columns.into(), rows.into()).unwrap();
        Emulators { one: vt100::Parser::new(rows, columns, 0), other, repeats, wide: false }
    }

    fn feed(&mut self, bytes: &[u8]) {
        let drawn = as_drawn(std::str::from_utf8(bytes).unwrap(), self.wide);
        if !self.repeats {
            self.one.process(drawn.as_bytes());
        }
        self.other.feed(&drawn);
    }

    /// What each shows. The first does not know how to repeat, so it only looks on where nothing is repeated.
    fn seen(&self) -> Vec<Vec<Option<Seen>>> {
        let mut all = vec![self.of_other()];
        if !self.repeats {
            all.push(self.of_one());
        }
        all
    }

    fn of_one(&self) -> Vec<Option<Seen>> {
        let screen = self.one.screen();
        let (rows, columns) = screen.size();
        let places = (0..rows).flat_map(|y| (0..columns).map(move |x| (x, y)));
        let seen = places.map(|(x, y)| {
            let cell = screen.cell(y, x).unwrap();
            let colour = match cell.fgcolor() {
                vt100::Color::Idx(number) => Some(number),
                _ => None,
            };
            let marks = marks(cell.bold(), cell.dim(), cell.underline(), cell.inverse());
            (!cell.is_wide_continuation()).then(|| Seen::new(cell.contents(), colour, marks))
        });
        seen.collect()
    }

    fn of_other(&self) -> Vec<Option<Seen>> {
        let screen = self.other.screen();
        let mut seen = Vec::new();
        for line in (0..).map_while(|y| screen.line(y)) {
            let mut covered = false;
            for cell in line.cells() {
                let pen = cell.pen();
                let colour = match pen.foreground() {
                    Some(avt::Color::Indexed(number)) => Some(number),
                    _ => None,
                };
                let marks = marks(pen.is_bold(), pen.is_faint(), pen.is_underline(), pen.is_inverse());
                seen.push((!covered).then(|| Seen::new(&cell.char().to_string(), colour, marks)));
                covered = !covered && cell.width() > 1;
            }
        }
        seen
    }
}

/// A change of the screen.
#[derive(Clone, Debug)]
enum Change {
    Write { x: u16, y: u16, text: String, style: u8 },
    Blank { x: u16, y: u16, columns: u16 },
    Move { from: u16, to: u16 },
    Nothing,
}

fn style(number: u8) -> Style {
    let styles = [
        Style::new(),
        Style::new().fg(Color::Red).add_modifier(Modifier::BOLD),
        Style::new().fg(Color::DarkGray),
        Style::new().fg(Color::Cyan).add_modifier(Modifier::UNDERLINED),
        Style::new().add_modifier(Modifier::REVERSED),
        Style::new().add_modifier(Modifier::DIM),
    ];
    styles[usize::from(number) % styles.len()]
}

/// Writes a text by the widths in force; says where it ends.
fn put(buffer: &mut Buffer, x: u16, y: u16, text: &str) -> u16 {
    let mut at = x;
    for grapheme in text.graphemes(true) {
        let wide = u16::try_from(width::grapheme_columns(grapheme)).unwrap();
        if at + wide > buffer.area.width {
            break;
        }
        (at..at + wide).for_each(|x| buffer[(x, y)].reset());
        if wide > 0 {
            buffer[(at, y)].set_symbol(grapheme);
        }
        at += wide;
    }
    at
}

/// Makes a change; a wide character of which one half is written over goes as a whole.
fn make(change: &Change, buffer: &mut Buffer) {
    let area = buffer.area;
    match change {
        Change::Write { x, y, text, style: number } => {
            let (x, y) = (x % area.width, y % area.height);
            let end = put(buffer, x, y, text);
            for x in x..end {
                buffer[(x, y)].set_style(style(*number));
            }
        }
        Change::Blank { x, y, columns } => {
            let (x, y) = (x % area.width, y % area.height);
            (x..area.width.min(x + columns)).for_each(|x| buffer[(x, y)].reset());
        }
        Change::Move { from, to } => {
            let (from, to) = (from % area.height, to % area.height);
            let rows: Vec<Vec<_>> =
                (0..area.height).map(|y| (0..area.width).map(|x| buffer[(x, y)].clone()).collect()).collect();
            let up = i32::from(from) - i32::from(to);
            for y in 0..area.height {
                let source = usize::try_from(i32::from(y) + up).ok().and_then(|source| rows.get(source));
                for x in 0..area.width {
                    buffer[(x, y)] = source.and_then(|row| row.get(usize::from(x))).cloned().unwrap_or_default();
                }
            }
        }
        Change::Nothing => {}
    }
    mend(buffer);
}

/// Halves of wide characters that lost their other half become blanks, as they would be drawn.
fn mend(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let wide = width::columns(buffer[(x, y)].symbol()) > 1;
            if wide && (x + 1 == area.width || buffer[(x + 1, y)].symbol() != " ") {
                buffer[(x, y)].reset();
            } else if wide {
                buffer[(x + 1, y)].reset();
                x += 1;
            }
            x += 1;
        }
    }
}

fn change() -> impl Strategy<Value = Change> {
    let text = prop_oneof!["[a-z ]{1,24}", "(王|芳|事项|a|b| |-){1,14}", "-{6,40}", " {3,30}", "(é|…|·|王|x){1,6}"];
    prop_oneof![
        6 => (0u16..60, 0u16..16, text, 0u8..6).prop_map(|(x, y, text, style)| Change::Write { x, y, text, style }),
        2 => (0u16..60, 0u16..16, 1u16..60).prop_map(|(x, y, columns)| Change::Blank { x, y, columns }),
        1 => (0u16..16, 0u16..16).prop_map(|(from, to)| Change::Move { from, to }),
        1 => Just(Change::Nothing),
    ]
}

fn put_all(encoder: &mut Encoder, buffer: &Buffer) {
    for y in 0..buffer.area.height {
        let mut covered = false;
        for x in 0..buffer.area.width {
            let cell = &buffer[(x, y)];
            if !covered {
                encoder.put(x, y, cell);
            }
            covered = !covered && width::columns(cell.symbol()) > 1;
        }
    }
}

/// Terminals of every sort, by what they can do.
fn able(sort: u8) -> Capabilities {
    match sort % 4 {
        0 => Capabilities::XTERM,
        1 => Capabilities { repeat: false, ..Capabilities::XTERM },
        2 => Capabilities { colours: 16, ..Capabilities::VT220 },
        _ => Capabilities { erase_cells: false, scroll_region: false, colours: 16, ..Capabilities::VT220 },
    }
}

proptest! {
    #[test]
    fn two_emulators_show_every_screen(
        sort: u8, wide: bool, columns in 2u16..50, rows in 1u16..14,
        frames in proptest::collection::vec((proptest::collection::vec(change(), 1..6), proptest::option::of((0u16..50, 0u16..14))), 1..12),
    ) {
        let able = able(sort);
        width::draw_ambiguous_wide(wide);
        let mut encoder = Encoder::new(able, columns, rows);
        let mut emulators = Emulators { wide, ..Emulators::new(columns, rows, able.repeat) };
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        for (changes, cursor) in frames {
            changes.iter().for_each(|change| make(change, &mut buffer));
            put_all(&mut encoder, &buffer);
            let cursor = cursor.map(|(x, y)| (x % columns, y % rows));
            encoder.place_cursor(cursor);
            let bytes = encoder.frame().to_vec();
            emulators.feed(&bytes);
            for seen in emulators.seen() {
                prop_assert_eq!(&seen, &wanted(&buffer), "after {:?}", String::from_utf8_lossy(&bytes));
            }
            if let Some((x, y)) = cursor {
                let stands = emulators.other.cursor_position();
                prop_assert_eq!((stands.col, stands.row as i64), (usize::from(x), i64::from(y)));
            }
            put_all(&mut encoder, &buffer);
            prop_assert!(encoder.frame().is_empty(), "a screen that is there costs nothing");
        }
    }
}

#[test]
fn what_was_taken_for_narrow_is_put_right() {
    let line = |text: &str| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 2));
        put(&mut buffer, 0, 0, text);
        put(&mut buffer, 0, 1, "王小芳 12");
        buffer
    };
    let mut encoder = Encoder::new(Capabilities { repeat: false, ..Capabilities::XTERM }, 20, 2);
    let mut emulators = Emulators { wide: true, ..Emulators::new(20, 2, false) };
    put_all(&mut encoder, &line("买·提 在册 3"));
    emulators.feed(encoder.frame());
    // The terminal answers: what is ambiguous takes two cells.
    width::draw_ambiguous_wide(true);
    encoder.doubt();
    let buffer = line("买·提 在册 3");
    put_all(&mut encoder, &buffer);
    let bytes = encoder.frame().to_vec();
    emulators.feed(&bytes);
    for seen in emulators.seen() {
        assert_eq!(seen, wanted(&buffer));
    }
    assert!(!String::from_utf8_lossy(&bytes).contains("王小芳"), "a row without such characters stays as it is");
}

/// The bytes that lead from one screen of text to another.
fn bytes(before: &[&str], after: &[&str], able: Capabilities) -> String {
    let (columns, rows) = (40, u16::try_from(after.len()).unwrap());
    let mut encoder = Encoder::new(able, columns, rows);
    let mut last = Vec::new();
    for lines in [before, after] {
        let mut buffer = Buffer::empty(Rect::new(0, 0, columns, rows));
        for (y, line) in (0u16..).zip(lines) {
            buffer.set_string(0, y, line, Style::new());
        }
        put_all(&mut encoder, &buffer);
        encoder.place_cursor(Some((0, 0)));
        last = encoder.frame().to_vec();
    }
    String::from_utf8(last).unwrap()
}

#[test]
fn small_changes_cost_little() {
    let xterm = Capabilities::XTERM;
    for (before, after, wanted) in [
        (&["> a", "  b"][..], &["  a", "> b"][..], " \r\n>\x1b[H"),
        (&["共 3 件"], &["共 4 件"], "共 4\r"),
        (&["abcdefghij"], &["abc"], "abc\x1b[K\r"),
        (&["", ""], &["", "------------------------------"], "\n-\x1b[29b\x1b[H"),
        (&["a                   b"], &["a                   c"], "\x1b[20Cc\r"),
        (&["王小芳 待办"], &["王小芬 待办"], "\x1b[4C芬\r"),
        (
            &["一二三", "四五六七八九", "甲乙丙丁戊己庚", "x"],
            &["四五六七八九", "甲乙丙丁戊己庚", "x", ""],
            "\n\n\n\n\x1b[H",
        ),
    ] {
        assert_eq!(bytes(before, after, xterm), wanted, "{before:?} to {after:?}");
    }
}

/// A terminal that leaves the cursor where it is when it gets the whole screen back is drawn right as well.
#[test]
fn after_rows_were_moved_the_cursor_is_placed_anew() {
    let row = |name: &str| format!("{name}, a row that is long enough to be worth moving");
    let (head, foot) = (row("head"), row("foot"));
    let rows: Vec<String> = ["one", "two", "three", "four"].map(row).to_vec();
    let before = [&head, &rows[0], &rows[1], &rows[2], &foot].map(String::as_str);
    let after = [&head, &rows[1], &rows[2], &rows[3], &foot].map(String::as_str);
    let said = bytes(&before, &after, Capabilities::XTERM);
    assert!(said.contains("\x1b[r\x1b[4H"), "{said:?}");
}

#[test]
fn rows_are_not_moved_where_that_spoils_more_than_it_saves() {
    // The last row comes to stand first; everything between would have to be written anew.
    let before = ["", "甲乙丙丁戊己庚", "一二三四五六七八九", "子丑寅卯辰巳午未", "这是最后一行的文字和动作名称表"];
    let after = ["这是最后一行的文字和动作名称表", "甲乙丙丁戊己庚", "一二三四五六七八九", "子丑寅卯辰巳午未", ""];
    assert_eq!(bytes(&before, &after, Capabilities::XTERM), "这是最后一行的文字和动作名称表\x1b[5H\x1b[K\x1b[H");
}

#[test]
fn an_uncertain_width_is_followed_by_an_anchor() {
    let found = bytes(&["", ""], &["a…b", ""], Capabilities::XTERM);
    assert_eq!(found, "a…\x1b[3Gb\r");
}
