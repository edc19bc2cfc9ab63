//! What a piece of text on the screen means. How a meaning looks is the theme's affair (`theme.rs`); no meaning is told by colour alone.

/// The meaning of a piece of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Ordinary text.
    #[default]
    Plain,
    /// Less important: column headings, labels, what is not chosen.
    Quiet,
    /// More important: names, the chosen pane.
    Strong,
    /// The heading of a part.
    Heading,
    /// A key that can be pressed.
    Key,
    /// Overdue, emergency, refused.
    Alarm,
    /// Due soon, not known yet.
    Soon,
    /// Done, entitled.
    Good,
    /// Taken back.
    Struck,
}
