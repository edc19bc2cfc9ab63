//! Keys of the terminals that people have, cut anywhere; and that rubbish neither breaks nor holds anything.

use super::*;
use proptest::prelude::*;

fn key(name: &str) -> Heard {
    let (alt, name) = name.strip_prefix("Alt-").map_or((false, name), |rest| (true, rest));
    Heard::Key(Key { alt, ..Key::parse(name).unwrap() })
}

fn with_ctrl(code: Code) -> Heard {
    Heard::Key(Key { code, ctrl: true, alt: false })
}

/// What terminals send, and what it is.
fn table() -> Vec<(&'static [u8], Heard)> {
    let mut table: Vec<(&[u8], Heard)> = Vec::new();
    let named: &[(&str, &[&[u8]])] = &[
        ("Up", &[b"\x1b[A", b"\x1bOA", b"\x1b[1;2A", b"\x1b[a"]),
        ("Down", &[b"\x1b[B", b"\x1bOB"]),
        ("Right", &[b"\x1b[C", b"\x1bOC"]),
        ("Left", &[b"\x1b[D", b"\x1bOD"]),
        // xterm, the Linux console with tmux and screen and VT220, rxvt.
        ("Home", &[b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~", b"\x1b[7$"]),
        ("End", &[b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"]),
        ("PageUp", &[b"\x1b[5~", b"\x1b[5;2~"]),
        ("PageDown", &[b"\x1b[6~", b"\x1b[6$"]),
        ("Delete", &[b"\x1b[3~"]),
        ("F1", &[b"\x1bOP", b"\x1b[11~", b"\x1b[[A", b"\x1b[P"]),
        ("F2", &[b"\x1bOQ", b"\x1b[12~", b"\x1b[[B", b"\x1b[1;2Q"]),
        ("F3", &[b"\x1bOR", b"\x1b[13~", b"\x1b[[C", b"\x1b[1;2R"]),
        ("F4", &[b"\x1bOS", b"\x1b[14~", b"\x1b[[D"]),
        ("F5", &[b"\x1b[15~", b"\x1b[[E"]),
        ("F6", &[b"\x1b[17~"]),
        ("F10", &[b"\x1b[21~"]),
        ("F11", &[b"\x1b[23~"]),
        ("F12", &[b"\x1b[24~"]),
        ("Shift-Tab", &[b"\x1b[Z"]),
        ("Tab", &[b"\t", b"\x1b[9u"]),
        ("Enter", &[b"\r", b"\x1bOM", b"\x1b[13u"]),
        ("Backspace", &[b"\x7f"]),
        ("Ctrl-H", &[b"\x08"]),
        ("Ctrl-P", &[b"\x10", b"\x1b[112;5u", b"\x1b[27;5;112~"]),
        ("Space", &[b" "]),
        ("5", &[b"5", b"\x1bOu"]),
        ("王", &["王".as_bytes()]),
        ("𬭚", &["𬭚".as_bytes()]),
        ("／", &["／".as_bytes()]),
        ("Alt-x", &[b"\x1bx"]),
        ("Alt-王", &["\x1b王".as_bytes()]),
        ("Alt-Up", &[b"\x1b[1;3A", b"\x1b\x1b[A", b"\x1b\x1bOA"]),
    ];
    for (name, ways) in named {
        table.extend(ways.iter().map(|way| (*way, key(name))));
    }
    table.extend([
        (b"\x1b[1;5A".as_slice(), with_ctrl(Code::Up)),
        (b"\x1bOa", with_ctrl(Code::Up)),
        (b"\x1b[5^", with_ctrl(Code::PageUp)),
        (b"\x00", Heard::Key(Key::ctrl(' '))),
        (b"\x1b[0n", Heard::Ready),
        (b"\x1b[2;3R", Heard::Place(2, 3)),
        (b"\x1b[36;120R", Heard::Place(36, 120)),
        ("\x1b[200~王建国\r\n[A\x1b[B\x1b[201~".as_bytes(), Heard::Paste("王建国\r\n[A\x1b[B".into())),
        (b"\x1b[200~\x1b[201~", Heard::Paste(String::new())),
    ]);
    table
}

/// What means nothing to the desk, and is gone as a whole.
const NOTHING: &[&[u8]] = &[
    b"\x1b[I",
    b"\x1b[O",
    b"\x1b[?62;1;6c",
    b"\x1b[>0;276;0c",
    b"\x1b[2~",
    b"\x1b[25~",
    b"\x1b[<0;3;4M",
    b"\x1b]11;rgb:ff/ff/ff\x07",
    b"\x1b]11;rgb:ff/ff/ff\x1b\\",
    b"\x1bP1$r0m\x1b\\",
    b"\x1b[?2026;2$y",
    b"\xff",
];

#[test]
fn keys_of_every_terminal_are_known() {
    for (bytes, wanted) in table() {
        let mut keys = Keys::default();
        assert_eq!(keys.feed(bytes), std::slice::from_ref(&wanted), "{:?}", String::from_utf8_lossy(bytes));
        assert_eq!(keys.waits(), None);
        // Whatever follows is not touched.
        let twice = [bytes, b"x".as_slice()].concat();
        assert_eq!(Keys::default().feed(&twice), [wanted, key("x")], "{:?}", String::from_utf8_lossy(bytes));
    }
    for bytes in NOTHING {
        let with_more = [bytes, b"x".as_slice()].concat();
        assert_eq!(Keys::default().feed(&with_more), [key("x")], "{:?}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn a_lone_escape_is_known_by_the_quiet_after_it() {
    let mut keys = Keys::default();
    for (bytes, wanted) in [
        (b"\x1b".as_slice(), vec![key("Esc")]),
        (b"\x1b\x1b", vec![key("Esc"), key("Esc")]),
        (b"\x1bO", vec![key("Alt-O")]),
        (b"\x1b[", vec![key("Alt-[")]),
        (b"\x1b[1;", vec![]),
        (b"\xe7\x8e", vec![]),
    ] {
        assert_eq!(keys.feed(bytes), []);
        assert_eq!(keys.waits(), Some(REST_OF_SEQUENCE));
        assert_eq!(keys.quiet(), wanted);
        assert_eq!(keys.waits(), None);
    }
    assert_eq!(keys.feed(b"\x1b\x1bx"), [key("Esc"), key("Alt-x")]);
}

#[test]
fn pasted_text_has_an_end_and_a_largest_size() {
    let mut keys = Keys::default();
    assert_eq!(keys.feed(b"\x1b[200~abc"), []);
    assert_eq!(keys.waits(), Some(REST_OF_PASTE));
    assert_eq!(keys.quiet(), [Heard::Paste("abc".into())]);
    assert_eq!(keys.feed(b"x"), [key("x")]);
    keys.feed(b"\x1b[200~");
    for _ in 0..40 {
        assert_eq!(keys.feed(&[b'a'; 8192]), []);
    }
    let heard = keys.feed(b"\x1b[201~x");
    assert!(matches!(&heard[..], [Heard::Paste(text), next] if text.len() == PASTE_MAX && *next == key("x")));
}

proptest! {
    #[test]
    fn bytes_may_be_cut_anywhere(places in proptest::collection::vec(0usize..1000, 1..12), cuts in proptest::collection::vec(1usize..5, 1..40)) {
        let table = table();
        let chosen: Vec<_> = places.iter().map(|place| &table[place % table.len()]).collect();
        let bytes: Vec<u8> = chosen.iter().flat_map(|(bytes, _)| bytes.iter().copied()).collect();
        let wanted: Vec<Heard> = chosen.iter().map(|(_, heard)| heard.clone()).collect();
        let (mut keys, mut heard, mut rest) = (Keys::default(), Vec::new(), bytes.as_slice());
        for cut in cuts.iter().cycle() {
            let (piece, more) = rest.split_at((*cut).min(rest.len()));
            heard.extend(keys.feed(piece));
            rest = more;
            if rest.is_empty() {
                break;
            }
        }
        prop_assert_eq!(heard, wanted);
        prop_assert_eq!(keys.waits(), None);
    }

    #[test]
    fn rubbish_neither_breaks_nor_holds_anything(pieces in proptest::collection::vec(
        prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..40),
            proptest::collection::vec(prop_oneof![Just(0x1bu8), Just(b'['), Just(b'O'), Just(b']'), Just(b';'), Just(b'2'), Just(b'~'), Just(b'R')], 0..80),
        ], 1..8,
    )) {
        let mut keys = Keys::default();
        for piece in pieces {
            keys.feed(&piece);
            prop_assert!(keys.held.len() < STRING_MAX + SEQUENCE_MAX);
        }
        keys.quiet();
        prop_assert_eq!(keys.waits(), None);
        prop_assert_eq!(keys.feed("王".as_bytes()), [key("王")]);
    }
}
