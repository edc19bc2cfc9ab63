//! What lies on top of a screen and takes the keys: at most a few, one on another. An enum, so that two can never contradict each other.

pub mod batch;
pub mod bulk;
pub mod compared;
pub mod finder;
pub mod palette;
pub mod walk;

use super::draft::Draft;
use super::form::Form;
use super::place::Place;
use super::sheet::Sheet;
use batch::{Outcome, Preview};
use bulk::Bulk;
use compared::Compared;
use finder::Finder;
use palette::Palette;
use walk::Walk;

/// One layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// The keys of the place below.
    Help(Sheet),
    /// Every action and every family by name.
    Palette(Palette),
    /// Searching for a family.
    Find(Finder),
    /// A form.
    Form(Box<Form>),
    /// What orders would do.
    Preview(Box<Preview>),
    /// What they did.
    Outcome(Box<Outcome>),
    /// What another plan would come to.
    Compared(Box<Compared>),
    /// Opening items for everything of a list.
    Bulk(Box<Bulk>),
    /// Listing a batch, or taking in what the bank says.
    Walk(Box<Walk>),
    /// Leave?
    Quit,
    /// Somebody else is filling in what the form below is about: fill it in all the same?
    Taken,
    /// Forms left unsent the last time, and the chosen one.
    Drafts(Vec<Draft>, usize),
}

impl Layer {
    /// Which place it is.
    pub fn place(&self) -> Place {
        match self {
            Layer::Help(_) => Place::Help,
            Layer::Palette(_) => Place::Palette,
            Layer::Find(_) => Place::Find,
            Layer::Form(_) => Place::Form,
            Layer::Preview(_) => Place::Preview,
            Layer::Outcome(_) | Layer::Compared(_) => Place::Outcome,
            Layer::Bulk(_) | Layer::Walk(_) => Place::Bulk,
            Layer::Quit | Layer::Taken => Place::Ask,
            Layer::Drafts(..) => Place::Drafts,
        }
    }
}
