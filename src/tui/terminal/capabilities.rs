//! What the terminal can do, as the terminal database has it under the name in `TERM`.
//!
//! Only what saves bytes is asked for. A name that the database does not know is taken for a plain VT220, of which every terminal since has
//! been a superset.

use terminfo::{Database, capability as cap};

/// What a terminal can do beyond moving its cursor and showing text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Capabilities {
    /// Erases so many cells without moving (ECH).
    pub erase_cells: bool,
    /// Repeats the last character (REP). Used for ASCII only: some terminals lose others. Not believed of what calls itself `xterm`: many
    /// terminals do that do not know it, and would lose text.
    pub repeat: bool,
    /// Makes room for so many cells, the rest of the row moving right (ICH).
    pub insert_cells: bool,
    /// Takes so many cells out, the rest of the row moving left (DCH).
    pub delete_cells: bool,
    /// Scrolls some rows and leaves the others (DECSTBM).
    pub scroll_region: bool,
    /// Goes to a column (CHA).
    pub column: bool,
    /// Goes to a row (VPA).
    pub row: bool,
    /// Colours: none, 8, or 16 and more.
    pub colours: u16,
    /// Says when asked that it has read what was sent (DSR). Those that are known not to are not asked; of others it is found out.
    pub answers: bool,
}

/// How the names of terminals begin that never answer a question, and would show it or pass it over.
const SILENT: [&str; 8] = ["dumb", "emacs", "eterm", "sun", "wyse", "tvi", "adm", "vt52"];

impl Default for Capabilities {
    fn default() -> Self {
        Capabilities::XTERM
    }
}

impl Capabilities {
    /// A plain VT220.
    pub const VT220: Capabilities = Capabilities {
        erase_cells: true,
        repeat: false,
        insert_cells: true,
        delete_cells: true,
        scroll_region: true,
        column: false,
        row: false,
        colours: 0,
        answers: true,
    };

    /// Everything: a terminal of today.
    pub const XTERM: Capabilities = Capabilities {
        erase_cells: true,
        repeat: true,
        insert_cells: true,
        delete_cells: true,
        scroll_region: true,
        column: true,
        row: true,
        colours: 256,
        answers: true,
    };

    /// Whether the terminal database knows this name.
    pub fn is_known(term: &str) -> bool {
        Database::from_name(term).is_ok()
    }

    /// Of the terminal with this name; none when it cannot even place its cursor.
    pub fn of(term: &str) -> Option<Capabilities> {
        let answers = !SILENT.iter().any(|silent| term.starts_with(silent));
        let Ok(known) = Database::from_name(term) else { return Some(Capabilities { answers, ..Capabilities::VT220 }) };
        let standard = |given: Option<&[u8]>, wanted: &[u8]| given.is_some_and(|given| given == wanted);
        known.get::<cap::CursorAddress>()?;
        Some(Capabilities {
            erase_cells: standard(known.get::<cap::EraseChars>().as_ref().map(AsRef::as_ref), b"\x1b[%p1%dX"),
            repeat: !term.starts_with("xterm")
                && known.get::<cap::RepeatChar>().is_some_and(|given| given.as_ref().ends_with(b"b")),
            insert_cells: standard(known.get::<cap::ParmIch>().as_ref().map(AsRef::as_ref), b"\x1b[%p1%d@"),
            delete_cells: standard(known.get::<cap::ParmDch>().as_ref().map(AsRef::as_ref), b"\x1b[%p1%dP"),
            scroll_region: known.get::<cap::ChangeScrollRegion>().is_some(),
            column: standard(known.get::<cap::ColumnAddress>().as_ref().map(AsRef::as_ref), b"\x1b[%i%p1%dG"),
            row: standard(known.get::<cap::RowAddress>().as_ref().map(AsRef::as_ref), b"\x1b[%i%p1%dd"),
            colours: known
                .get::<cap::MaxColors>()
                .map_or(0, |colours| u16::try_from(i32::from(colours).max(0)).unwrap_or(u16::MAX)),
            answers,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_calls_itself_xterm_is_not_believed_to_repeat() {
        for term in ["xterm", "xterm-256color"] {
            assert!(!Capabilities::of(term).is_some_and(|able| able.repeat), "{term}");
        }
    }

    #[test]
    fn who_never_answers_is_not_asked() {
        for (term, answers) in [
            ("xterm-256color", true),
            ("linux", true),
            ("screen", true),
            ("tmux-256color", true),
            ("vt220", true),
            ("rxvt-unicode", true),
            ("eterm-color", false),
            ("sun-color", false),
            ("wyse60", false),
        ] {
            let able = Capabilities::of(term).unwrap_or_default();
            assert_eq!(able.answers, answers, "{term}, in the database of this machine or not");
        }
    }

    #[test]
    fn a_name_nobody_knows_is_a_vt220() {
        assert_eq!(Capabilities::of("no-such-terminal"), Some(Capabilities::VT220));
        assert_eq!(Capabilities::of(""), Some(Capabilities::VT220));
    }
}
