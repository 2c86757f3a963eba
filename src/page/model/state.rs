//! Everything the page shows is a function of this.

use std::rc::Rc;

pub use super::action::Action;
use super::comparing::Compared;
use super::effect::{self, Effect};
use super::files::{FileError, Files};
use super::listing::Listings;
use super::progress::Progress;
use super::python::Python;
pub use super::record::Record;
use super::route::{Address, Route, read};
use crate::clock::Micros;
use crate::demos::{Args, Demo, Refused};
use crate::engine::Timing;
use crate::i18n::Lang;
pub use crate::timeline::layout::Highlight;
use crate::trace::{HandleKind, Status};

/// The most waiters of a future that are lit up with it.
const LIT: usize = 16;

/// Colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// The colours of the reader's system.
    System,
}

impl Theme {
    /// The theme's name in storage and in the page's `data-theme`.
    pub fn id(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::System => "system",
        }
    }

    /// The theme of a name; the system's for any other text.
    pub fn of(id: &str) -> Theme {
        match id {
            "light" => Theme::Light,
            "dark" => Theme::Dark,
            _ => Theme::System,
        }
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has been run yet.
    Idle,
    /// The run goes on.
    Running,
    /// The run has ended.
    Ended(Status),
}

/// The panes below the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// The output of the program.
    Console,
    /// Every event as a sentence: the twin of the picture.
    Events,
    /// The inspector; a tab only where there is no room for it beside the others.
    Inspector,
    /// The program; a tab only where there is no room for it beside the timeline.
    Code,
}

/// Along which axis time is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Loop time.
    Time,
    /// Events, one step each.
    Steps,
}

/// Something to tell the reader, once.
#[derive(Clone, Debug, PartialEq)]
pub enum Notice {
    /// The page stood still while its tab was hidden.
    Hidden,
    /// No settings are kept on this device.
    Storage,
    /// The address is on the clipboard.
    Copied,
    /// The clipboard is forbidden: the address bar has it.
    NotCopied,
    /// The demo engine could not be loaded or has failed, for this reason.
    Engine(String),
    /// A file was not opened or not saved.
    File(FileError),
}

/// Effects on their way out of an action. All outboxes are equal: a state is what it shows.
#[derive(Clone, Debug, Default)]
struct Outbox(Vec<Effect>);

impl PartialEq for Outbox {
    fn eq(&self, _: &Outbox) -> bool {
        true
    }
}

/// The page's state. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The page shown.
    pub route: Route,
    /// The demo's parameters.
    pub args: Option<Args>,
    /// The parts of an address or the fields that were refused.
    pub refused: Vec<Refused>,
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// The timing of the demo's next run.
    pub timing: Timing,
    /// The rate at which a run is made or played, in seconds of loop time per second.
    pub rate: f64,
    /// Where the run stands.
    pub phase: Phase,
    /// The record, if there is one. Where runs are compared it is the longest of them.
    pub record: Option<Record>,
    /// True if the demo's page compares its runs.
    pub comparing: bool,
    /// The runs that are compared, once they have run.
    pub compared: Option<Compared>,
    /// The number of events at or before the playhead; 0 is before the first.
    pub playhead: usize,
    /// The playhead's loop time, which also stands between events while playing.
    pub at: Micros,
    /// Fraction of an event that steps playback has gone beyond `playhead`.
    pub between: f64,
    /// True while time moves: playback, or the live run.
    pub playing: bool,
    /// The axis chosen; `None` leaves it to the record.
    pub axis: Option<Axis>,
    /// The ticket of the last run that was asked for. A report with another ticket comes too late.
    pub ticket: u32,
    /// The pane in front.
    pub tab: Tab,
    /// The text in the search field.
    pub search: String,
    /// The reader's progress in the course.
    pub progress: Progress,
    /// The texts of the programs that were shown.
    pub listings: Listings,
    /// Files that are opened.
    pub files: Files,
    /// The program in Python.
    pub python: Python,
    /// True if the catalogue's drawer is open, where it is one.
    pub drawer: bool,
    /// True if the list of keys is open.
    pub keys: bool,
    /// The thing that the reader points at, lit up wherever it is shown.
    pub lit: Option<Highlight>,
    /// Something to tell.
    pub notice: Option<Notice>,
    /// Effects of the action that is applied now; always empty in a state that is shown.
    effects: Outbox,
}

impl State {
    /// The state in which the page opens.
    pub fn open(hash: &str, lang: Lang, theme: Theme) -> State {
        let Address { route, args, refused, comparing } = read(hash);
        let tab = if matches!(route, Route::Python(_)) { Tab::Code } else { Tab::Console };
        State {
            route,
            args,
            refused,
            lang,
            theme,
            timing: Timing::Live,
            rate: 1.0,
            phase: Phase::Idle,
            record: None,
            comparing,
            compared: None,
            playhead: 0,
            at: Micros::ZERO,
            between: 0.0,
            playing: false,
            axis: None,
            ticket: 0,
            tab,
            search: String::new(),
            progress: Progress::default(),
            listings: Listings::default(),
            files: Files::default(),
            python: Python::default(),
            drawer: false,
            keys: false,
            lit: None,
            notice: None,
            effects: Outbox::default(),
        }
    }

    /// The effects with which the page opens.
    pub fn first_effects(&self) -> Vec<Effect> {
        effect::between(None, self)
    }

    /// Asks for something outside of the state, as part of the action that is applied.
    pub(super) fn ask(&mut self, effect: Effect) {
        self.effects.0.push(effect);
    }

    /// Takes the effects that were asked for since the last call.
    pub(super) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects.0)
    }

    /// The next ticket, for a run that is asked for now.
    pub(super) fn next_ticket(&mut self) -> u32 {
        self.ticket += 1;
        self.ticket
    }

    /// The ticket of the run that goes on: a demo's, or a program's in Python, also one that runs once more behind the
    /// record that is shown.
    pub fn running_ticket(&self) -> Option<u32> {
        let runs = match self.script() {
            Some(_) => self.python.running || self.python.growing,
            None => self.phase == Phase::Running,
        };
        runs.then_some(self.ticket)
    }

    /// True if anything on the page moves by itself, so that every frame is drawn.
    pub fn moves(&self) -> bool {
        self.phase == Phase::Running || self.playing
    }

    /// The demo shown.
    pub fn demo(&self) -> Option<&'static Demo> {
        match self.route {
            Route::Demo(demo) => Some(demo),
            Route::Front | Route::Reference(_) | Route::Trace | Route::Python(_) | Route::Unknown(_) => None,
        }
    }

    /// Returns whether the page stands beside the catalogue.
    pub fn has_catalogue(&self) -> bool {
        matches!(self.route, Route::Demo(_) | Route::Reference(_) | Route::Trace | Route::Python(_))
    }

    /// Returns whether the page shows several runs beside each other.
    pub fn compares(&self) -> bool {
        self.comparing || self.route == Route::Front
    }

    /// Returns whether nothing runs here and records that are there already are played.
    pub fn replays(&self) -> bool {
        self.compares() || matches!(self.route, Route::Trace | Route::Python(_))
    }

    /// The beginning of the line that the program asks for, where the playhead shows it asking. A run that has ended for it
    /// has a record that ends as if the reader had stopped it.
    pub fn asked(&self) -> Option<&Rc<str>> {
        self.python.asks().filter(|_| self.playhead >= self.len())
    }

    /// The number of events that are known.
    pub fn len(&self) -> usize {
        self.record.as_ref().map_or(0, |record| record.len)
    }

    /// Returns whether no event is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether the run has ended and the playhead stands at its end.
    pub(in crate::page) fn at_end(&self) -> bool {
        matches!(self.phase, Phase::Ended(_)) && !self.is_empty() && self.playhead >= self.len()
    }

    /// Returns whether a live run goes on with its picture.
    pub fn live(&self) -> bool {
        // Other runs of programs in Python are shown when they are over.
        self.phase == Phase::Running && (self.script().is_some() || self.timing == Timing::Live)
    }

    /// The timing of the next run of what is shown.
    pub fn next_timing(&self) -> Timing {
        if self.script().is_some() { self.python.timing } else { self.timing }
    }

    /// The loop time of the last event known.
    pub fn end(&self) -> Micros {
        self.record.as_ref().map_or(Micros::ZERO, |record| record.trace.borrow().end_time())
    }

    /// The things that are lit up: the one that the reader points at, and for a future whoever waits for it.
    pub fn lights(&self) -> Vec<Highlight> {
        let Some(lit) = self.lit else { return Vec::new() };
        let (Highlight::Future(future), Some(record)) = (lit, &self.record) else { return vec![lit] };
        let moment = record.moment(self.playhead);
        let waiters =
            moment.callbacks.get(&future).into_iter().flat_map(|all| all.iter()).filter_map(|what| match *what {
                HandleKind::Wakeup(task) | HandleKind::Step(task) => Some(Highlight::Task(task)),
                HandleKind::Callback(_) | HandleKind::Timer(..) => None,
            });
        std::iter::once(lit).chain(waiters.take(LIT)).collect()
    }

    /// Along which axis the record is drawn: steps where no time passes, unless one is chosen.
    pub fn axis(&self) -> Axis {
        let passes = self.record.as_ref().is_none_or(|record| record.trace.borrow().end_time() > Micros::ZERO);
        self.axis.unwrap_or(if passes || self.live() { Axis::Time } else { Axis::Steps })
    }
}
