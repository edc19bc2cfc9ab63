//! Whatever is pressed at whatever size, nothing breaks: no panic, no wide character cut, no byte for a screen that did not change.

use super::bench::{Bench, Setup, bench};
use super::office::Office;
use crate::domain::member::Role;
use crate::text::{Lang, width};
use crate::tui::input::Input;
use crate::tui::key::{Code, Key};
use crate::tui::layout::Size;
use proptest::prelude::*;

/// Every wide character has both its cells, and nothing on the screen steers the terminal.
fn check(bench: &mut Bench) {
    let buffer = bench.desk.backend().buffer().clone();
    let columns = usize::from(buffer.area.width).max(1);
    for row in buffer.content.chunks(columns) {
        let mut covered = 0;
        for (x, cell) in row.iter().enumerate() {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let symbol = cell.symbol();
            assert!(!symbol.chars().any(char::is_control), "{symbol:?}");
            assert!(x + width::columns(symbol) <= columns, "{symbol} is cut at column {x}");
            covered = width::columns(symbol).saturating_sub(1);
        }
    }
}

fn key() -> impl Strategy<Value = Input> {
    let named = prop::sample::select(vec![
        "F1",
        "F2",
        "F4",
        "F5",
        "F6",
        "F9",
        "Enter",
        "Enter",
        "Enter",
        "Esc",
        "Esc",
        "Tab",
        "Shift-Tab",
        "Up",
        "Down",
        "Left",
        "Right",
        "PageUp",
        "PageDown",
        "Home",
        "End",
        "Space",
        "Backspace",
        "Delete",
        "Ctrl-A",
        "Ctrl-P",
        "Ctrl-F",
        "Ctrl-S",
        "Ctrl-D",
        "Ctrl-Z",
        "Ctrl-L",
        "Ctrl-U",
        "Ctrl-W",
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "7",
        "8",
        "9",
        "v",
        "y",
        "g",
        "G",
        "/",
        ":",
        "?",
        "t",
        "+",
    ]);
    prop_oneof![
        8 => named.prop_map(|name| Input::Key(Key::parse(name).unwrap())),
        2 => any::<char>().prop_map(|c| Input::Key(Key::char(c))),
        1 => (any::<char>(), any::<bool>(), any::<bool>())
            .prop_map(|(c, ctrl, alt)| Input::Key(Key { code: Code::Char(c), ctrl, alt })),
        1 => "(\\PC|王|\n|\u{1b}|\u{301}){0,12}".prop_map(Input::Paste),
    ]
}

fn size() -> impl Strategy<Value = Size> {
    prop_oneof![
        3 => (80u16..130, 24u16..40),
        1 => (80u16..220, 24u16..70),
        1 => (0u16..90, 0u16..30),
    ]
    .prop_map(|(columns, rows)| Size { columns, rows })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn nothing_breaks(
        first in size(), zh: bool, families in 0u32..12,
        steps in prop::collection::vec(prop_oneof![9 => key().prop_map(Ok), 1 => size().prop_map(Err)], 0..60)
    ) {
        let lang = if zh { Lang::Zh } else { Lang::En };
        let office = Office::with(families);
        let mut bench = Setup { lang, columns: first.columns, rows: first.rows, office, ..Setup::default() }.open();
        for step in steps {
            match step {
                Ok(input) => bench.give(vec![input]),
                Err(size) => bench.resize(size.columns, size.rows),
            }
            if bench.desk.is_left() {
                break;
            }
            check(&mut bench);
        }
    }

    #[test]
    fn a_burst_ends_where_single_keys_end(keys in prop::collection::vec(key(), 0..20)) {
        let mut slow = bench(100, 30, Lang::Zh);
        keys.iter().for_each(|key| slow.give(vec![key.clone()]));
        let mut fast = bench(100, 30, Lang::Zh);
        fast.give(keys);
        check(&mut fast);
        prop_assert_eq!(slow.desk.is_left(), fast.desk.is_left());
    }
}

#[test]
fn names_that_do_harm_are_harmless_and_keep_their_columns() {
    let mut office = Office::with(3);
    for page in &mut office.families {
        for member in &mut page.row.members {
            member.name = "\u{1b}[31m\u{202e}王\u{200b}芳\u{9b}2J\t\r\n👩‍👩‍👧𠮷㛃".into();
        }
        page.row.members.retain(|member| member.role != Role::Mother);
    }
    office.items.iter_mut().for_each(|row| row.subject = "\u{1b}]0;x\u{7}王e\u{301}芳很长的名字".into());
    for (columns, rows) in [(80, 24), (120, 36)] {
        let mut bench =
            Setup { columns, rows, office: std::mem::replace(&mut office, Office::with(0)), ..Setup::default() }.open();
        for keys in ["Enter", "F4", "Enter", "F5", "F6", ": text:王"] {
            bench.press(keys);
            check(&mut bench);
        }
        office = bench.office;
    }
}

#[test]
fn an_idle_desk_and_a_key_that_does_nothing_draw_nothing() {
    let mut bench = bench(80, 24, Lang::Zh);
    let before = bench.desk.frames();
    bench.press("Ctrl-X é");
    bench.give(Vec::new());
    assert_eq!(bench.desk.frames(), before);
    bench.press("Down");
    assert_eq!(bench.desk.frames(), before + 1);
    bench.burst("Down Down Down Up");
    assert_eq!(bench.desk.frames(), before + 2, "queued keys are drawn once");
}
