//! How a cell looks, and the shortest way from one look to another (SGR).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

/// The look of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Look {
    fg: Color,
    bg: Color,
    marks: Modifier,
}

const BOLD_OR_DIM: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// Marks that are set by one parameter and taken away by another; bold and dim share theirs.
const MARKS: [(Modifier, u8, u8); 5] = [
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::CROSSED_OUT, 9, 29),
];

impl Look {
    /// No colour and no mark.
    pub const PLAIN: Look = Look { fg: Color::Reset, bg: Color::Reset, marks: Modifier::empty() };

    /// The look of a cell on a terminal with so many colours. Where there are only eight, a bright one becomes bold, and grey becomes dim.
    pub fn of(cell: &Cell, colours: u16) -> Look {
        let mut look = Look { fg: cell.fg, bg: cell.bg, marks: cell.modifier };
        if colours < 16 {
            if look.fg == Color::DarkGray {
                look.marks |= Modifier::DIM;
            } else if base(look.fg).is_some_and(|number| number >= 8) {
                look.marks |= Modifier::BOLD;
            }
            look.fg = if colours < 8 { Color::Reset } else { darker(look.fg) };
            look.bg = if colours < 8 { Color::Reset } else { darker(look.bg) };
        }
        look
    }

    /// Whether nothing of this look shows on a blank: a blank written in it, or erased while it is in force, is a plain one on every terminal.
    pub fn is_unseen_on_blanks(self) -> bool {
        let seen = Modifier::UNDERLINED | Modifier::REVERSED | Modifier::CROSSED_OUT;
        self.bg == Color::Reset && !self.marks.intersects(seen)
    }

    /// Writes what makes the terminal go from this look to another: nothing, or one sequence, the shorter of what takes away and adds and
    /// of what starts anew.
    pub fn change(self, to: Look, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let mut step = Parameters::default();
        self.step(to, &mut step);
        let mut anew = Parameters::default();
        if to != Look::PLAIN {
            anew.push(0);
            Look::PLAIN.step(to, &mut anew);
        }
        let chosen = if step.0.len() < anew.0.len() { step } else { anew };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(&chosen.0);
        out.push(b'm');
    }

    fn step(self, to: Look, parameters: &mut Parameters) {
        let gone = self.marks - to.marks;
        let mut come = to.marks - self.marks;
        if gone.intersects(BOLD_OR_DIM) {
            parameters.push(22);
            come |= to.marks & BOLD_OR_DIM;
        }
        [(Modifier::BOLD, 1), (Modifier::DIM, 2)]
            .into_iter()
            .filter(|(mark, _)| come.contains(*mark))
            .for_each(|(_, on)| parameters.push(on));
        for (mark, on, off) in MARKS {
            if gone.contains(mark) {
                parameters.push(off);
            } else if come.contains(mark) {
                parameters.push(on);
            }
        }
        if self.fg != to.fg {
            parameters.colour(to.fg, 30);
        }
        if self.bg != to.bg {
            parameters.colour(to.bg, 40);
        }
    }
}

/// The parameters of one SGR sequence.
#[derive(Default)]
struct Parameters(Vec<u8>);

impl Parameters {
    fn push(&mut self, parameter: u8) {
        if !self.0.is_empty() {
            self.0.push(b';');
        }
        self.0.extend_from_slice(parameter.to_string().as_bytes());
    }

    /// A colour of the foreground (`first` 30) or the background (40), in the shortest form there is.
    fn colour(&mut self, colour: Color, first: u8) {
        match (colour, base(colour)) {
            (_, Some(number @ 0..8)) => self.push(first + number),
            (_, Some(number)) => self.push(first + 60 + number - 8),
            (Color::Indexed(number), _) => [first + 8, 5, number].into_iter().for_each(|part| self.push(part)),
            (Color::Rgb(r, g, b), _) => [first + 8, 2, r, g, b].into_iter().for_each(|part| self.push(part)),
            _ => self.push(first + 9),
        }
    }
}

/// The number of one of the sixteen colours of the terminal's own palette.
fn base(colour: Color) -> Option<u8> {
    Some(match colour {
        Color::Black | Color::Indexed(0) => 0,
        Color::Red | Color::Indexed(1) => 1,
        Color::Green | Color::Indexed(2) => 2,
        Color::Yellow | Color::Indexed(3) => 3,
        Color::Blue | Color::Indexed(4) => 4,
        Color::Magenta | Color::Indexed(5) => 5,
        Color::Cyan | Color::Indexed(6) => 6,
        Color::Gray | Color::Indexed(7) => 7,
        Color::DarkGray | Color::Indexed(8) => 8,
        Color::LightRed | Color::Indexed(9) => 9,
        Color::LightGreen | Color::Indexed(10) => 10,
        Color::LightYellow | Color::Indexed(11) => 11,
        Color::LightBlue | Color::Indexed(12) => 12,
        Color::LightMagenta | Color::Indexed(13) => 13,
        Color::LightCyan | Color::Indexed(14) => 14,
        Color::White | Color::Indexed(15) => 15,
        _ => return None,
    })
}

/// The colour of eight that comes nearest; grey is the terminal's own, dimmed.
fn darker(colour: Color) -> Color {
    match base(colour) {
        Some(8) => Color::Reset,
        Some(number @ 9..=15) => Color::Indexed(number - 8),
        Some(_) => colour,
        None => Color::Reset,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn look(fg: Color, marks: Modifier) -> Look {
        Look { fg, bg: Color::Reset, marks }
    }

    #[test]
    fn the_shortest_change_is_sent() {
        let plain = Look::PLAIN;
        let red = look(Color::Red, Modifier::BOLD);
        for (from, to, wanted) in [
            (plain, plain, ""),
            (plain, look(Color::DarkGray, Modifier::empty()), "\x1b[90m"),
            (plain, red, "\x1b[1;31m"),
            (red, plain, "\x1b[m"),
            (red, look(Color::Red, Modifier::empty()), "\x1b[22m"),
            (red, look(Color::Reset, Modifier::BOLD), "\x1b[39m"),
            (look(Color::Cyan, Modifier::BOLD), look(Color::DarkGray, Modifier::empty()), "\x1b[0;90m"),
            (look(Color::Cyan, Modifier::empty()), look(Color::DarkGray, Modifier::empty()), "\x1b[90m"),
            (look(Color::Reset, Modifier::DIM), look(Color::Reset, Modifier::BOLD), "\x1b[0;1m"),
            (plain, look(Color::Indexed(200), Modifier::empty()), "\x1b[38;5;200m"),
        ] {
            let mut out = Vec::new();
            from.change(to, &mut out);
            assert_eq!(String::from_utf8(out).unwrap(), wanted, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn eight_colours_and_none_keep_the_difference() {
        let mut cell = Cell::default();
        cell.fg = Color::DarkGray;
        assert_eq!(Look::of(&cell, 8), look(Color::Reset, Modifier::DIM));
        cell.fg = Color::LightRed;
        assert_eq!(Look::of(&cell, 8), look(Color::Indexed(1), Modifier::BOLD));
        assert_eq!(Look::of(&cell, 0), look(Color::Reset, Modifier::BOLD));
        assert_eq!(Look::of(&cell, 16), look(Color::LightRed, Modifier::empty()));
    }
}
