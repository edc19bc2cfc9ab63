//! How a meaning looks: sixteen colours at most, and only those that a terminal's own palette names.
//!
//! Without colour (`NO_COLOR`, a dumb terminal) bold, dim and underline remain, and a terminal that has none of these shows plain text.
//! Words and marks carry every meaning, so nothing is lost.

use super::tone::Tone;
use ratatui::style::{Color, Modifier, Style};

/// What the terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Its sixteen colours.
    #[default]
    Colour,
    /// Bold, dim, underline.
    Shades,
    /// Nothing of the kind, for a slow line.
    Plain,
}

impl Theme {
    /// How text of this meaning looks.
    pub fn style(self, tone: Tone) -> Style {
        let plain = Style::new();
        let style = match tone {
            Tone::Plain => plain,
            Tone::Quiet => plain.fg(Color::DarkGray),
            Tone::Strong => plain.add_modifier(Modifier::BOLD),
            Tone::Heading => plain.fg(Color::Cyan),
            Tone::Key => plain.fg(Color::Cyan).add_modifier(Modifier::BOLD),
            Tone::Alarm => plain.fg(Color::Red).add_modifier(Modifier::BOLD),
            Tone::Soon => plain.fg(Color::Yellow),
            Tone::Good => plain.fg(Color::Green),
            Tone::Struck => plain.fg(Color::DarkGray).add_modifier(Modifier::CROSSED_OUT),
        };
        match (self, tone) {
            (Theme::Plain, _) => plain,
            (Theme::Colour, _) => style,
            (Theme::Shades, Tone::Quiet) => plain.add_modifier(Modifier::DIM),
            (Theme::Shades, Tone::Heading) => plain.add_modifier(Modifier::UNDERLINED),
            (Theme::Shades, _) => Style { fg: None, ..style },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TONES: [Tone; 9] = [
        Tone::Plain,
        Tone::Quiet,
        Tone::Strong,
        Tone::Heading,
        Tone::Key,
        Tone::Alarm,
        Tone::Soon,
        Tone::Good,
        Tone::Struck,
    ];

    #[test]
    fn without_colour_there_is_none() {
        for tone in TONES {
            let style = Theme::Shades.style(tone);
            assert_eq!((style.fg, style.bg), (None, None));
        }
    }

    #[test]
    fn colours_are_the_terminals_own() {
        for tone in TONES {
            let colour = Theme::Colour.style(tone).fg;
            assert!(!matches!(colour, Some(Color::Rgb(..) | Color::Indexed(_))));
        }
    }
}
