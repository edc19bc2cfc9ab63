//! A page of text as plain data: lines of labelled columns and running text, some of which name something that Enter opens.
//!
//! Pages about a family, an item or a verdict are composed once when their data comes (`compose/`), and drawn at whatever width there is
//! (`widget/sheet.rs`). A sheet remembers only which line is chosen; where it is scrolled follows from that.

use super::action::Action;
use super::list::Step;
use super::tone::Tone;
use crate::domain::review::Spot;
use crate::ids::{EmergencyId, FamilyId, ItemId, MemberNo, RowId};

/// A piece of text and its meaning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The text, as it came; drawing makes it harmless.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

impl Span {
    /// A piece of text.
    pub fn new(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: text.into(), tone }
    }
}

/// What a line stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A family.
    Family(FamilyId),
    /// Why the family is or is not in the plan.
    Standing,
    /// A person of the family.
    Member(MemberNo),
    /// The entitlement with this place in the family's list.
    Entitlement(usize),
    /// An item.
    Item(ItemId),
    /// An emergency.
    Emergency(EmergencyId),
    /// The entry with this place in the timeline.
    Event(usize),
    /// A fact, or a person, of a question's row.
    Spot(Spot),
    /// A part of a figure.
    Part(u32),
    /// A row of a small register.
    Row(RowId),
    /// Something that can be done.
    Action(Action),
    /// Only to be read.
    Text,
}

/// One line: columns of fixed width first, then running text that may take several rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    /// The columns before the running text: width in cells and what stands there.
    pub columns: Vec<(u16, Span)>,
    /// The running text.
    pub text: Vec<Span>,
    /// What the line stands for; none for headings and blank lines, which are passed over.
    pub target: Option<Target>,
}

impl Line {
    /// An empty line.
    pub fn blank() -> Self {
        Self::default()
    }

    /// The heading of a part.
    pub fn heading(text: impl Into<String>) -> Self {
        Self { text: vec![Span::new(text, Tone::Heading)], ..Self::default() }
    }

    /// Running text.
    pub fn text(text: impl Into<String>, tone: Tone) -> Self {
        Self { text: vec![Span::new(text, tone)], target: Some(Target::Text), ..Self::default() }
    }

    /// A label and what it says.
    pub fn labelled(label: impl Into<String>, width: u16, text: impl Into<String>, tone: Tone) -> Self {
        Self::text(text, tone).column(width, label, Tone::Quiet)
    }

    /// The same line with one more column before the running text.
    #[must_use]
    pub fn column(mut self, width: u16, text: impl Into<String>, tone: Tone) -> Self {
        self.columns.push((width, Span::new(text, tone)));
        self
    }

    /// The same line with more running text.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, tone: Tone) -> Self {
        self.text.push(Span::new(text, tone));
        self
    }

    /// The same line standing for something.
    #[must_use]
    pub fn for_(mut self, target: Target) -> Self {
        self.target = Some(target);
        self
    }
}

/// A page of lines, one of which is chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    lines: Vec<Line>,
    chosen: usize,
}

/// How many lines a page key moves.
const PAGE: usize = 10;

impl Sheet {
    /// The lines.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The place of the chosen line.
    pub fn chosen(&self) -> usize {
        self.chosen
    }

    /// What the chosen line stands for.
    pub fn target(&self) -> Option<Target> {
        self.lines.get(self.chosen).and_then(|line| line.target)
    }

    /// Shows another page from its beginning.
    pub fn show(&mut self, lines: Vec<Line>) {
        self.chosen = lines.iter().position(|line| line.target.is_some()).unwrap_or(0);
        self.lines = lines;
    }

    /// Shows the same page with new data: the choice stays on what it stood for, or else where it was.
    pub fn renew(&mut self, lines: Vec<Line>) {
        let (target, was) = (self.target(), self.chosen);
        self.show(lines);
        let same = |line: &Line| line.target == target && target.is_some_and(|target| target != Target::Text);
        let again = self.lines.iter().position(same);
        let below = self.lines.iter().enumerate().skip(was).find(|(_, line)| line.target.is_some()).map(|(at, _)| at);
        self.chosen = again.or(below).unwrap_or(self.chosen);
    }

    /// Chooses the line that stands for something, where there is one.
    pub fn stand_on(&mut self, target: Target) {
        self.chosen = self.lines.iter().position(|line| line.target == Some(target)).unwrap_or(self.chosen);
    }

    /// Moves to another line.
    pub fn go(&mut self, step: Step) {
        let stops: Vec<usize> =
            self.lines.iter().enumerate().filter(|(_, line)| line.target.is_some()).map(|(at, _)| at).collect();
        let here = stops.iter().position(|at| *at == self.chosen).unwrap_or(0);
        let last = stops.len().saturating_sub(1);
        let there = match step {
            Step::Up => here.saturating_sub(1),
            Step::Down => here + 1,
            Step::PageUp => here.saturating_sub(PAGE),
            Step::PageDown => here + PAGE,
            Step::First => 0,
            Step::Last => last,
        };
        self.chosen = stops.get(there.min(last)).copied().unwrap_or(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(members: &[u8]) -> Vec<Line> {
        let mut lines = vec![Line::heading("成员")];
        for member in members {
            lines.push(Line::text("x", Tone::Plain).for_(Target::Member(MemberNo(*member))));
            lines.push(Line::blank());
        }
        lines
    }

    #[test]
    fn headings_and_blanks_are_passed_over() {
        let mut sheet = Sheet::default();
        sheet.go(Step::Down);
        sheet.show(lines(&[1, 2, 3]));
        assert_eq!(sheet.target(), Some(Target::Member(MemberNo(1))));
        for (step, member) in [(Step::Down, 2), (Step::Last, 3), (Step::Down, 3), (Step::Up, 2), (Step::PageUp, 1)] {
            sheet.go(step);
            assert_eq!(sheet.target(), Some(Target::Member(MemberNo(member))));
        }
    }

    #[test]
    fn new_data_keeps_the_choice() {
        let mut sheet = Sheet::default();
        sheet.show(lines(&[1, 2, 3]));
        sheet.go(Step::Last);
        sheet.renew(lines(&[3, 4]));
        assert_eq!(sheet.target(), Some(Target::Member(MemberNo(3))));
        sheet.renew(lines(&[4, 5]));
        assert_eq!(sheet.target(), Some(Target::Member(MemberNo(4))));
        sheet.renew(Vec::new());
        assert_eq!(sheet.target(), None);
    }
}
