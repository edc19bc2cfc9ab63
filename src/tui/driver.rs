//! The loop: takes what comes in, lets `update` decide, does what it wants done, and draws when something changed and no key waits.
//!
//! It is generic over the screen and over where input comes from, so the loop that is tested is the one that runs. There are no ticks: an
//! idle desk writes nothing; when a minute begins it looks at the clock, and what shows hours and minutes left shows the change.

mod pace;

use super::draft::Drafts;
use super::effect::Effect;
use super::input::{Input, Source};
use super::keymap::Keymap;
use super::layer::Layer;
use super::message::Message;
use super::meter::{Counts, Meter};
use super::model::Model;
use super::session::Session;
use super::surface::Surface;
use super::terminal::capabilities::Capabilities;
use super::terminal::line::Line;
use super::theme::Theme;
use super::update::{start, update};
use super::view;
use crate::domain::emergency::clock::minute;
use crate::ids::DepartmentNo;
use crate::service::answer::Answer;
use crate::service::answer::access::AccessAnswer;
use crate::service::client::Client;
use crate::service::query::Query;
use crate::service::query::access::AccessQuery;
use crate::text::{Lang, width};
use chrono::Timelike;
use pace::Pace;
pub use pace::SLOW;
use std::collections::VecDeque;
use std::path::PathBuf;
use std::time::Duration;

/// Seconds of a minute: the clock is looked at when the next one begins.
const MINUTE: u32 = 60;

/// Input taken in before the screen is drawn, however much more waits: somebody holding a key wants to see something.
const INPUTS_PER_FRAME: usize = 256;

/// How often panes may follow one another before the screen is drawn.
const RESTS_MAX: usize = 4;

/// How long the cursor must rest before what follows it is asked for and drawn: shorter than anybody waits for, longer than a held key
/// repeats, so that moving through a list sends the moves alone.
const FOLLOWS_AFTER: Duration = Duration::from_millis(120);

/// Slices of what can wait that are done before the screen shows how far it is.
const SLICES_MAX: usize = 256;

/// How long nothing must come in before what can wait is done.
const QUIET: Duration = Duration::from_millis(200);

/// How the desk is to be.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The language of the screen.
    pub lang: Lang,
    /// The data is invented, and the screen says so.
    pub demo: bool,
    /// Where drafts are kept: a directory, made when it is needed. Empty keeps none.
    pub drafts: PathBuf,
    /// Whether colours are wanted.
    pub colour: bool,
    /// What the terminal can do.
    pub able: Capabilities,
    /// The look of the first screen: lean, or full and to stay so; none takes the full one and lets a slow line change it.
    pub lean: Option<bool>,
    /// The meter of the line is shown.
    pub meter: bool,
    /// Cells of a character of ambiguous width, where somebody has said so; none asks the terminal.
    pub ambiguous: Option<u16>,
}

/// A desk that runs: the model, and what the model must not know. The service is handed to it with every call.
#[derive(Debug)]
pub struct Desk<B> {
    model: Model,
    surface: Surface<B>,
    theme: Theme,
    drafts: Drafts,
    leaving: bool,
    frames: u64,
    pace: Pace,
    /// The source's time, as it was looked at last.
    now: Duration,
    /// What had been counted when the last action began; none when it has been shown.
    acted: Option<Counts>,
    /// Bytes that had come in when it was looked last.
    came: u64,
}

/// Runs the desk until the clerk leaves or the terminal is gone.
///
/// # Errors
/// When the terminal cannot be written.
pub fn run<B: Line>(
    backend: B,
    source: &mut dyn Source,
    client: &mut dyn Client,
    options: Options,
) -> Result<(), B::Error> {
    if let Some(bell) = source.bell() {
        client.ring(bell);
    }
    let mut desk = Desk::open(backend, client, options)?;
    desk.settle(client)?;
    while !desk.leaving {
        match desk.held() {
            // A frame waits for the terminal's answer: nothing else is begun.
            Some(left) => {
                if let Some(input) = source.wait(left) {
                    desk.turn(input, source, client)?;
                }
            }
            // What goes on by itself waits for nobody, and yields to every key.
            None if desk.model.is_at_work() => {
                if let Some(input) = source.ready() {
                    desk.turn(input, source, client)?;
                }
            }
            None => match wait(source, client) {
                Some(input) => desk.turn(input, source, client)?,
                None => desk.hear(client)?,
            },
        }
        desk.now = source.elapsed();
        desk.show()?;
        while !desk.leaving {
            let input = if desk.model.is_at_work() { source.ready() } else { source.wait(FOLLOWS_AFTER) };
            let Some(input) = input else { break };
            desk.turn(input, source, client)?;
            desk.show()?;
        }
        desk.now = source.elapsed();
        desk.settle(client)?;
    }
    desk.hear_out(source);
    Ok(())
}

/// Waits for input. In quiet moments the service does what can wait, a little at a time.
fn wait(source: &mut dyn Source, client: &mut dyn Client) -> Option<Input> {
    if let Some(input) = source.wait(QUIET) {
        return Some(input);
    }
    let mut busy = false;
    for _ in 0..SLICES_MAX {
        if !client.idle() {
            break;
        }
        busy = true;
        if let Some(input) = source.ready() {
            return Some(input);
        }
    }
    // What was done beside the clerk is shown at once, not at the next minute.
    if busy {
        return source.ready();
    }
    if client.is_restless() {
        return None;
    }
    let second = client.now().second().min(MINUTE - 1);
    source.wait(Duration::from_secs((MINUTE - second).into()))
}

/// The departments that the clerk is shown; none means all. Whoever may see nothing is told so by the first screen.
fn own(client: &mut dyn Client) -> Vec<DepartmentNo> {
    match client.ask(&Query::Access(AccessQuery::Own)) {
        Ok(Answer::Access(AccessAnswer::Own(own))) => own.departments,
        _ => Vec::new(),
    }
}

impl<B: Line> Desk<B> {
    /// A desk that has asked for its first screen and not drawn it yet.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn open(backend: B, client: &mut dyn Client, options: Options) -> Result<Self, B::Error> {
        width::draw_ambiguous_wide(options.ambiguous == Some(2));
        let surface = Surface::new(backend);
        let session = Session {
            plan: client.plan(),
            lang: options.lang,
            now: client.now(),
            actor: client.actor().to_string(),
            own: own(client),
            demo: options.demo,
            lean: options.lean.unwrap_or(false),
            size: surface.size()?,
            keymap: Keymap::default(),
        };
        let mut model = Model::new(session);
        model.standing = client.notices();
        model.look_is_free = options.lean.is_none();
        model.meter = options.meter.then(Meter::default);
        let drafts = if options.drafts.as_os_str().is_empty() {
            Drafts::default()
        } else {
            Drafts::in_directory(options.drafts)
        };
        let effects = start(&mut model, drafts.load());
        let theme = if options.colour { Theme::Colour } else { Theme::Shades };
        let pace = Pace::new(options.able.answers);
        let mut desk = Self {
            model,
            surface,
            theme,
            drafts,
            leaving: false,
            frames: 0,
            pace,
            now: Duration::ZERO,
            acted: None,
            came: 0,
        };
        desk.perform(effects, client)?;
        Ok(desk)
    }

    /// Takes this input and all that waits behind it.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn turn(&mut self, first: Input, source: &mut dyn Source, client: &mut dyn Client) -> Result<(), B::Error> {
        self.now = source.elapsed();
        // The first bytes of this action have come in already, and are counted with it.
        let before = Counts { came: self.came, ..self.counts() };
        self.came = source.bytes();
        if matches!(first, Input::Key(_) | Input::Paste(_)) {
            self.acted.get_or_insert(before);
        }
        let mut input = first;
        for _ in 0..INPUTS_PER_FRAME {
            match input {
                Input::Ready => self.answered(client)?,
                Input::Ambiguous(cells) => self.widths(cells == 2),
                Input::Bell => {
                    client.idle();
                    self.hear(client)?;
                }
                input => self.take(Message::Input(input), client)?,
            }
            match source.ready().filter(|_| !self.leaving) {
                Some(next) => input = next,
                None => break,
            }
        }
        Ok(())
    }

    /// Something may have changed beside the clerk, or a minute begun.
    fn hear(&mut self, client: &mut dyn Client) -> Result<(), B::Error> {
        if client.take_changed() {
            self.take(Message::Changed(client.touched()), client)?;
        }
        if client.others() != self.model.others {
            self.take(Message::Others(client.others()), client)?;
        }
        self.look_at_the_clock(client)
    }

    /// The cursor rests: lets other panes follow it and draws the screen, if anything changed.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn settle(&mut self, client: &mut dyn Client) -> Result<(), B::Error> {
        // What came at rest may let other panes follow: the queue its department, then the family its item.
        for _ in 0..RESTS_MAX {
            let asked = self.rest(client)?;
            if !asked || self.model.is_at_work() {
                break;
            }
        }
        self.show()?;
        if self.pace.left(self.now).is_none() {
            self.measure();
        }
        self.show()
    }

    /// How long what changed has to wait for the terminal's answer to what was sent before; none when nothing waits.
    fn held(&mut self) -> Option<Duration> {
        self.pace.left(self.now).filter(|_| self.model.changed)
    }

    /// Draws what is known, if anything changed and the terminal has read what was sent before. What is not drawn now is drawn with what
    /// comes after it.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn show(&mut self) -> Result<(), B::Error> {
        if self.pace.left(self.now).is_some() {
            return Ok(());
        }
        if std::mem::take(&mut self.model.changed) && !self.leaving {
            let (model, theme) = (&self.model, self.theme);
            self.frames += 1;
            // What can be done with the chosen thing is said when the cursor rests on it.
            let held = (model.moving && matches!(model.layers.last(), None | Some(Layer::Find(_))))
                .then(|| model.session.size.bar().y);
            self.surface.backend().set_asking(self.pace.is_asking());
            self.surface.show(model.session.size, held, |buffer| view::draw(buffer, model, theme))?;
            if self.surface.backend().take_asked() {
                self.pace.ask(self.now);
            }
        }
        Ok(())
    }

    /// Waits for the answer that is still to come, so that it is not typed into the shell afterwards.
    fn hear_out(&mut self, source: &mut dyn Source) {
        while let Some(left) = self.pace.left(source.elapsed()) {
            match source.wait(left) {
                Some(Input::Ready) => self.pace.answer(source.elapsed()),
                Some(Input::Hangup) | None => break,
                Some(_) => {}
            }
        }
    }

    /// The terminal answered. A line that is slow again and again brings the lean look.
    fn answered(&mut self, client: &mut dyn Client) -> Result<(), B::Error> {
        self.pace.answer(self.now);
        match self.pace.is_slow() {
            Some(delay) if self.model.look_is_free => self.take(Message::Slow(delay), client),
            _ => Ok(()),
        }
    }

    /// The terminal says how wide it draws what is ambiguous. Until then it counted as one cell, as on most; where it is two, the rows that
    /// hold such characters are laid out and written anew with the next frame.
    fn widths(&mut self, wide: bool) {
        if wide != width::is_ambiguous_wide() {
            width::draw_ambiguous_wide(wide);
            self.surface.relay();
            self.surface.backend().doubt_widths();
            self.model.changed = true;
        }
    }

    fn counts(&mut self) -> Counts {
        Counts { sent: self.surface.backend().sent(), came: self.came, frames: self.frames }
    }

    /// The cursor rests: what the action cost is shown, once. What showing it costs belongs to the next action.
    fn measure(&mut self) {
        let all = self.counts();
        if let (Some(before), Some(meter)) = (self.acted.take(), self.model.meter.as_mut()) {
            *meter = Meter { last: all.since(before), all, delay: self.pace.delay() };
            self.model.changed = true;
        }
    }

    fn rest(&mut self, client: &mut dyn Client) -> Result<bool, B::Error> {
        let effects = update(&mut self.model, Message::Rest);
        let asked = !effects.is_empty();
        self.perform(effects, client)?;
        Ok(asked)
    }

    fn take(&mut self, message: Message, client: &mut dyn Client) -> Result<(), B::Error> {
        let effects = update(&mut self.model, message);
        self.perform(effects, client)
    }

    /// Does what is wanted; what comes of it is a message again, until nothing more is wanted.
    fn perform(&mut self, effects: Vec<Effect>, client: &mut dyn Client) -> Result<(), B::Error> {
        let mut waiting = VecDeque::from(effects);
        while let Some(effect) = waiting.pop_front() {
            if let Some(message) = self.do_one(effect, client)? {
                waiting.extend(update(&mut self.model, message));
            }
        }
        Ok(())
    }

    fn do_one(&mut self, effect: Effect, client: &mut dyn Client) -> Result<Option<Message>, B::Error> {
        let failed = |error: std::io::Error| Message::DraftFailed(error.to_string());
        Ok(match effect {
            Effect::Ask(query) => {
                let answer = client.ask(&query);
                Some(Message::Answered(query, answer))
            }
            Effect::Preview(orders) => Some(Message::Previewed(client.preview(&orders))),
            Effect::Execute(orders) => Some(Message::Executed(client.execute(&orders))),
            Effect::Run(errand) => {
                let ran = client.run(&errand);
                Some(Message::Ran(errand, ran))
            }
            Effect::Here(here) => Some(Message::Others(client.present(here))),
            Effect::FindLastOwn => Some(Message::LastOwn(client.last_own())),
            Effect::SaveDraft(draft) => self.drafts.save(&draft).err().map(failed),
            Effect::RemoveDraft(name) => self.drafts.remove(&name).err().map(failed),
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

    /// Another minute may have begun: looks at the clock.
    ///
    /// # Errors
    /// When the terminal cannot be written.
    pub fn look_at_the_clock(&mut self, client: &mut dyn Client) -> Result<(), B::Error> {
        let (now, notices) = (client.now(), client.notices());
        let before = self.model.session.now;
        let same = minute(now) == minute(before) && now.offset() == before.offset() && notices == self.model.standing;
        if same { Ok(()) } else { self.take(Message::Moment(now, notices), client) }
    }

    /// The model, for looking at it.
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How long the terminal took to answer last; none when it has not answered yet.
    pub fn delay(&self) -> Option<Duration> {
        self.pace.delay()
    }

    /// How many frames have been drawn.
    pub fn frames(&self) -> u64 {
        self.frames
    }

    /// The screen, for looking at it.
    pub fn backend(&mut self) -> &mut B {
        self.surface.backend()
    }

    /// Whether the clerk has left.
    pub fn is_left(&self) -> bool {
        self.leaving
    }
}
