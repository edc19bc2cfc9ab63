//! The loop: takes what comes in, lets `update` decide, does what it wants done, and draws when something changed and no key waits.
//!
//! It is generic over the screen and over where input comes from, so the loop that is tested is the one that runs. There are no ticks: an
//! idle desk writes nothing; once a minute it looks at the clock, in case the day has changed.

use super::draft::Drafts;
use super::effect::Effect;
use super::input::{Input, Source};
use super::keymap::Keymap;
use super::message::Message;
use super::model::Model;
use super::session::Session;
use super::surface::Surface;
use super::theme::Theme;
use super::update::{start, update};
use super::view;
use crate::service::client::Client;
use crate::text::Lang;
use ratatui::backend::Backend;
use std::collections::VecDeque;
use std::time::Duration;

/// How long to wait for input before looking at the clock.
const MINUTE: Duration = Duration::from_secs(60);

/// Input taken in before the screen is drawn, however much more waits: somebody holding a key wants to see something.
const INPUTS_PER_FRAME: usize = 256;

/// How often panes may follow one another before the screen is drawn.
const RESTS_MAX: usize = 4;

/// How the desk is to be.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the screen.
    pub lang: Lang,
    /// What the terminal can show.
    pub theme: Theme,
    /// The data is invented, and the screen says so.
    pub demo: bool,
    /// Where drafts are kept.
    pub drafts: Drafts,
}

/// A desk that runs: the model, and everything that the model must not know.
#[derive(Debug)]
pub struct Desk<B, C> {
    model: Model,
    surface: Surface<B>,
    client: C,
    options: Options,
    leaving: bool,
}

/// Runs the desk until the clerk leaves or the terminal is gone.
///
/// # Errors
/// When the terminal cannot be written.
pub fn run<B: Backend, C: Client>(
    backend: B,
    source: &mut dyn Source,
    client: C,
    options: Options,
) -> Result<(), B::Error> {
    let mut desk = Desk::open(backend, client, options)?;
    while !desk.leaving {
        desk.settle()?;
        match source.wait(MINUTE) {
            Some(input) => desk.turn(input, source)?,
            None => desk.look_at_the_clock()?,
        }
    }
    Ok(())
}

impl<B: Backend, C: Client> Desk<B, C> {
    /// A desk that has asked for its first screen and not drawn it yet.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn open(backend: B, client: C, options: Options) -> Result<Self, B::Error> {
        let surface = Surface::new(backend);
        let session = Session {
            plan: client.plan(),
            lang: options.lang,
            now: client.now(),
            actor: client.actor().to_string(),
            demo: options.demo,
            size: surface.size()?,
            keymap: Keymap::default(),
        };
        let mut model = Model::new(session);
        model.standing = client.notices();
        let effects = start(&mut model, options.drafts.load());
        let mut desk = Self { model, surface, client, options, leaving: false };
        desk.perform(effects)?;
        Ok(desk)
    }

    /// Takes this input and all that waits behind it.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn turn(&mut self, first: Input, source: &mut dyn Source) -> Result<(), B::Error> {
        let mut input = first;
        for _ in 0..INPUTS_PER_FRAME {
            self.take(Message::Input(input))?;
            match source.ready().filter(|_| !self.leaving) {
                Some(next) => input = next,
                None => return Ok(()),
            }
        }
        self.take(Message::Input(input))
    }

    /// No input waits: lets the screen settle and draws it, if anything changed.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn settle(&mut self) -> Result<(), B::Error> {
        // What came at rest may let other panes follow: the queue its department, then the family its item.
        for _ in 0..RESTS_MAX {
            let asked = self.rest()?;
            if !asked {
                break;
            }
        }
        if std::mem::take(&mut self.model.changed) && !self.leaving {
            let (model, theme) = (&self.model, self.options.theme);
            self.surface.show(model.session.size, |buffer| view::draw(buffer, model, theme))?;
        }
        Ok(())
    }

    fn rest(&mut self) -> Result<bool, B::Error> {
        let effects = update(&mut self.model, Message::Rest);
        let asked = !effects.is_empty();
        self.perform(effects)?;
        Ok(asked)
    }

    fn take(&mut self, message: Message) -> Result<(), B::Error> {
        let effects = update(&mut self.model, message);
        self.perform(effects)
    }

    /// Does what is wanted; what comes of it is a message again, until nothing more is wanted.
    fn perform(&mut self, effects: Vec<Effect>) -> Result<(), B::Error> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            if let Some(message) = self.do_one(effect)? {
                waiting.extend(update(&mut self.model, message));
            }
        }
        Ok(())
    }

    fn do_one(&mut self, effect: Effect) -> Result<Option<Message>, B::Error> {
        let failed = |error: std::io::Error| Message::DraftFailed(error.to_string());
        Ok(match effect {
            Effect::Ask(query) => {
                let answer = self.client.ask(&query);
                Some(Message::Answered(query, answer))
            }
            Effect::Preview(orders) => Some(Message::Previewed(self.client.preview(&orders))),
            Effect::Execute(orders) => Some(Message::Executed(self.client.execute(&orders))),
            Effect::FindLastOwn => Some(Message::LastOwn(self.client.last_own())),
            Effect::SaveDraft(draft) => self.options.drafts.save(&draft).err().map(failed),
            Effect::RemoveDraft(name) => self.options.drafts.remove(&name).err().map(failed),
            Effect::Repaint => {
                self.surface.forget();
                self.model.changed = true;
                None
            }
            Effect::Leave => {
                self.leaving = true;
                None
            }
        })
    }

    fn look_at_the_clock(&mut self) -> Result<(), B::Error> {
        let (now, notices) = (self.client.now(), self.client.notices());
        let same = now.date_naive() == self.model.session.today() && notices == self.model.standing;
        if same { Ok(()) } else { self.take(Message::Moment(now, notices)) }
    }

    /// The model, for looking at it.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// The screen, for looking at it.
    pub fn backend(&mut self) -> &mut B {
        self.surface.backend()
    }

    /// The service, for looking at it.
    pub fn client(&mut self) -> &mut C {
        &mut self.client
    }

    /// Whether the clerk has left.
    pub fn is_left(&self) -> bool {
        self.leaving
    }
}
