//! How many items there are to be, how many have been, and for whom the rest is kept.

use crate::demo::office::Second;

/// The account of items.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quota {
    /// How many there are to be in the end.
    pub wanted: u32,
    /// How many have been opened.
    pub opened: u32,
    /// Of them, duties of the district.
    pub duties: u32,
    /// Kept for items that are still open at the end, and not opened yet.
    pub kept: u32,
    /// Of those kept, for items that emergencies and calls beside the others open.
    pub beside: u32,
    /// Notes to come that ask for an item.
    pub asked: u32,
    /// The same with those that are past.
    pub asked_ever: u32,
    /// How often an item was tried, so that each try has its own chances.
    pub tries: u64,
    /// The ordinary items of the year.
    pub year: Share,
}

/// The ordinary items of a year, spread evenly over it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Share {
    /// The first second.
    pub from: Second,
    /// How many.
    pub count: u32,
    /// How far apart, in 1/256 of a second.
    pub gap_256: u64,
}

impl Quota {
    /// How many may still be opened.
    pub fn left(&self) -> u32 {
        self.wanted.saturating_sub(self.opened + self.kept)
    }

    /// How many may still be opened without taking from those that notes will ask for.
    pub fn left_unasked(&self) -> u32 {
        self.left().saturating_sub(self.asked)
    }
}

impl Share {
    /// The second at which the part of the item with this place begins.
    pub fn second(&self, place: u32) -> Second {
        Second(self.from.0 + (u64::from(place) * self.gap_256 / 256) as u32)
    }
}
