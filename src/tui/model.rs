//! The state of the desk: the sitting, the screen in front, the layers on it, and what is under way. Plain data; it can be printed and
//! compared, and drawing is done from it alone.

use super::draft::Draft;
use super::form::Form;
use super::form::kind::Kind;
use super::keymap::Pending;
use super::layer::Layer;
use super::layer::batch::Batch;
use super::layout::Panes;
use super::meter::Meter;
use super::phrase::Phrase;
use super::place::Place;
use super::screen::queues::Queues;
use super::screen::{Pane, Screen};
use super::session::Session;
use super::tone::Tone;
use crate::domain::refusal::Refusal;
use crate::ids::Seq;
use crate::service::answer::Overview;
use crate::service::client;
use crate::service::presence::{Here, Present, Subject};
use crate::service::query::Query;

/// A line for the clerk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What it says.
    pub text: String,
    /// What it means.
    pub tone: Tone,
}

/// Orders that have been sent and not been answered.
#[derive(Clone, Debug, PartialEq)]
pub struct Doing {
    /// The orders.
    pub batch: Batch,
    /// Those of the same batch that were refused beforehand and not sent.
    pub refused: Vec<(String, Refusal)>,
    /// Several things were marked, so the outcome is counted.
    pub counted: bool,
    /// The orders take something back; what they did is not taken back again.
    pub undoing: bool,
}

/// Something this clerk did in this sitting, to be taken back as it was done: all of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// The entries, the oldest first.
    pub entries: Vec<Seq>,
    /// What was done, in words.
    pub what: String,
}

/// A form that waits for the page of its family.
#[derive(Clone, Debug, PartialEq)]
pub struct Awaited {
    /// The form.
    pub kind: Kind,
    /// What is to be put into it.
    pub contents: Vec<(String, String)>,
}

/// The state of the desk.
#[derive(Clone, Debug)]
pub struct Model {
    /// What holds for the whole sitting.
    pub session: Session,
    /// The counts.
    pub overview: Overview,
    /// The screen under a function key.
    pub home: Screen,
    /// The other screens that have been open, as they were left.
    pub parked: Vec<Screen>,
    /// Pages opened from it, the front one last.
    pub pages: Vec<Screen>,
    /// What lies on the screen, the front one last.
    pub layers: Vec<Layer>,
    /// The keys of a chord pressed so far.
    pub pending: Pending,
    /// A line for the clerk.
    pub notice: Option<Notice>,
    /// What the clerk should know that no command caused.
    pub standing: Vec<client::Notice>,
    /// Orders under way.
    pub doing: Option<Doing>,
    /// A form that waits for its family.
    pub awaited: Option<Awaited>,
    /// What is asked because the form in front was refused: others had changed what it is about.
    pub meanwhile: Option<Query>,
    /// Where others were told that the clerk is.
    pub told_here: Option<Here>,
    /// Who else is there.
    pub others: Vec<Present>,
    /// What this clerk did, the latest last.
    pub deeds: Vec<Deed>,
    /// The drafts that are on disk.
    pub drafts: Vec<Draft>,
    /// The list of this place is not shown, and why: the sentence stands where its rows would.
    pub withheld: Option<(Place, String)>,
    /// Something on the screen may have changed since it was drawn.
    pub changed: bool,
    /// The cursor moved and has not rested yet.
    pub moving: bool,
    /// What the line costs, while it is shown.
    pub meter: Option<Meter>,
    /// Whether a slow line may still bring the lean look by itself: not once the clerk has chosen a look.
    pub look_is_free: bool,
}

impl Model {
    /// A desk that has asked for nothing yet.
    pub fn new(session: Session) -> Self {
        Self {
            session,
            overview: Overview::default(),
            home: Screen::Queues(Queues::default()),
            parked: Vec::new(),
            pages: Vec::new(),
            layers: Vec::new(),
            pending: Pending::default(),
            notice: None,
            standing: Vec::new(),
            doing: None,
            awaited: None,
            meanwhile: None,
            told_here: None,
            others: Vec::new(),
            deeds: Vec::new(),
            drafts: Vec::new(),
            withheld: None,
            changed: true,
            moving: false,
            meter: None,
            look_is_free: true,
        }
    }

    /// The screen in front.
    pub fn screen(&self) -> &Screen {
        self.pages.last().unwrap_or(&self.home)
    }

    /// The screen in front and the session, for what changes the one by the other.
    pub fn front(&mut self) -> (&mut Screen, &Session) {
        (self.pages.last_mut().unwrap_or(&mut self.home), &self.session)
    }

    /// Where the clerk is, for others: at what a form is about, or on the page of a family or an item.
    pub fn here(&self) -> Option<Here> {
        let form = |layer: &Layer| if let Layer::Form(form) = layer { form.kind.subject() } else { None };
        let filled = self.layers.iter().rev().find_map(form);
        let shown = match self.screen() {
            Screen::Family(screen) => Some(Subject::Family(screen.family)),
            Screen::Item(screen) => Some(Subject::Item(screen.item)),
            _ => None,
        };
        let subject = filled.or(shown)?;
        Some(Here { subject, filling: filled.is_some() })
    }

    /// Whether something goes on by itself, a slice at a time.
    pub fn is_at_work(&self) -> bool {
        match self.layers.last() {
            Some(Layer::Bulk(bulk)) => bulk.is_at_work(),
            Some(Layer::Walk(walk)) => walk.is_at_work(),
            _ => false,
        }
    }

    /// Where the keys go.
    pub fn place(&self) -> Place {
        self.layers.last().map_or(self.screen().place(), Layer::place)
    }

    /// The panes of a screen. In the lean look the pane in use takes all the room.
    pub fn panes(&self, place: Place) -> Panes {
        let panes = self.session.panes(place);
        if self.session.lean { panes.only(self.screen().pane() == Pane::Side) } else { panes }
    }

    /// The form in front, if there is one.
    pub fn form(&mut self) -> Option<&mut Form> {
        match self.layers.last_mut() {
            Some(Layer::Form(form)) => Some(form),
            _ => None,
        }
    }

    /// Tells the clerk something.
    pub fn tell(&mut self, text: impl Into<String>, tone: Tone) {
        self.notice = Some(Notice { text: text.into(), tone });
    }

    /// Tells the clerk a phrase.
    pub fn say(&mut self, phrase: Phrase) {
        let text = self.session.say(phrase);
        self.tell(text, Tone::Plain);
    }

    /// Tells the clerk why something was refused, and what to do.
    pub fn refuse(&mut self, refusal: &Refusal) {
        let lang = self.session.lang;
        let text = lang.pick(
            format!("{}{}", refusal.sentence(lang), refusal.hint(lang)),
            format!("{} {}", refusal.sentence(lang), refusal.hint(lang)),
        );
        self.tell(text, Tone::Alarm);
    }

    /// What stands in place of a list that has not come: why it does not come, where that is known.
    pub fn not_here(&self) -> &str {
        let why = self.withheld.as_ref().filter(|(place, _)| *place == self.screen().place());
        why.map_or(self.session.say(Phrase::Loading), |(_, why)| why)
    }
}
