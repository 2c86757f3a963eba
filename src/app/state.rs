//! Everything the page shows is a function of this.

use std::cell::RefCell;
use std::rc::Rc;

use super::compare::{self, Compared};
use super::route::{Address, Route, read};
use crate::clock::{Micros, Pacer};
use crate::demos::{Args, Demo, Refused};
use crate::i18n::Lang;
use crate::trace::spans::Spans;
use crate::trace::{SharedTrace, Status};

/// Colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the reader's system has it.
    System,
}

impl Theme {
    /// Its name in storage and in the page's `data-theme`.
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

/// How a demo is run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Paced by wall time, on the browser's event loop.
    Live,
    /// At once, on the virtual clock; then replayed.
    Instant,
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has been run yet.
    Idle,
    /// It runs.
    Running,
    /// It has ended.
    Ended(Status),
}

/// A record as far as the page has seen it. Equal when it is the same record, seen as far.
#[derive(Clone, Debug)]
pub struct Record {
    /// The record itself, which may have grown since.
    pub trace: SharedTrace,
    /// What is derived from it, at least as far as `len`. It only ever grows with the record, so sharing it between
    /// states takes nothing from the reducer's purity.
    pub spans: Rc<RefCell<Spans>>,
    /// How many of its events are shown.
    pub len: usize,
}

impl PartialEq for Record {
    fn eq(&self, other: &Record) -> bool {
        Rc::ptr_eq(&self.trace, &other.trace) && self.len == other.len
    }
}

/// What the panes below the timeline show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
    /// What the program prints.
    Console,
    /// Every event as a sentence: the twin of the picture.
    Events,
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
    /// This device keeps no settings.
    Storage,
    /// The address is on the clipboard.
    Copied,
    /// The clipboard is forbidden: the address bar has it.
    NotCopied,
}

/// The page's state. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The page shown.
    pub route: Route,
    /// The demo's parameters.
    pub args: Option<Args>,
    /// What an address or a field had that was refused.
    pub refused: Vec<Refused>,
    /// The language.
    pub lang: Lang,
    /// The colours.
    pub theme: Theme,
    /// How the next run is run.
    pub mode: Mode,
    /// How fast it is run or played.
    pub rate: f64,
    /// Where the run stands.
    pub phase: Phase,
    /// The record, if there is one. Where runs are compared it is the longest of them.
    pub record: Option<Record>,
    /// Whether the demo's page compares its runs.
    pub comparing: bool,
    /// The runs that are compared, once they have run.
    pub compared: Option<Compared>,
    /// How many events lie at or before the playhead; 0 is before the first.
    pub playhead: usize,
    /// The playhead's loop time, which also stands between events while playing.
    pub at: Micros,
    /// Fraction of an event that steps playback has gone beyond `playhead`.
    pub between: f64,
    /// Whether time moves: playback, or the live run.
    pub playing: bool,
    /// The axis chosen; `None` leaves it to the record.
    pub axis: Option<Axis>,
    /// Counts the runs asked for: the session starts one when it changes.
    pub wanted: u32,
    /// Counts the single turns asked for.
    pub turns: u32,
    /// Which pane is in front.
    pub tab: Tab,
    /// What stands in the search field.
    pub search: String,
    /// Whether the catalogue's drawer is open, where it is one.
    pub drawer: bool,
    /// Whether the list of keys is open.
    pub keys: bool,
    /// Something to tell.
    pub notice: Option<Notice>,
}

/// What can happen.
#[derive(Clone, Debug)]
pub enum Action {
    /// The address has changed.
    Address(Address),
    /// A parameter or `variant` was given this text.
    Set(&'static str, String),
    /// Back to the demo's own parameters.
    Reset,
    /// Another language.
    Lang(Lang),
    /// Other colours.
    Theme(Theme),
    /// Live or instant: takes effect with the next run.
    Mode(Mode),
    /// Another speed.
    Rate(f64),
    /// Run the demo from its beginning.
    Run,
    /// Compare the demo's runs, or no more.
    Compare(bool),
    /// These are the runs to be compared.
    Compared(Compared),
    /// The session has started the wanted run; this is its record.
    Started(SharedTrace),
    /// The run has recorded this many events by this loop time, and may have ended.
    Grown(usize, Micros, Option<Status>),
    /// So much wall time has passed while playing.
    Tick(Micros),
    /// Play or pause.
    Toggle,
    /// Pause.
    Pause,
    /// By so many events.
    Step(i32),
    /// To the event before which this many lie.
    Seek(usize),
    /// To a moment of loop time.
    SeekTime(Micros),
    /// To the end.
    End,
    /// Choose an axis.
    Axis(Axis),
    /// Choose a pane.
    Tab(Tab),
    /// Type in the search field.
    Search(String),
    /// Open or close the drawer.
    Drawer(bool),
    /// Open or close the list of keys.
    Keys(bool),
    /// Tell something, or no more.
    Notice(Option<Notice>),
}

/// Events a second of playback on the steps axis at rate 1.
const STEPS_A_SECOND: f64 = 8.0;

impl State {
    /// The state in which the page opens.
    pub fn open(hash: &str, lang: Lang, theme: Theme) -> State {
        let Address { route, args, refused, comparing } = read(hash);
        State {
            route,
            args,
            refused,
            lang,
            theme,
            mode: Mode::Live,
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
            wanted: 0,
            turns: 0,
            tab: Tab::Console,
            search: String::new(),
            drawer: false,
            keys: false,
            notice: None,
        }
    }

    /// The demo shown.
    pub fn demo(&self) -> Option<&'static Demo> {
        match self.route {
            Route::Demo(demo) => Some(demo),
            Route::Front | Route::Unknown(_) => None,
        }
    }

    /// Whether the page shows several runs beside each other.
    pub fn compares(&self) -> bool {
        self.comparing || self.route == Route::Front
    }

    /// How many events are known.
    pub fn len(&self) -> usize {
        self.record.as_ref().map_or(0, |record| record.len)
    }

    /// Whether no event is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a live run goes on with its picture.
    pub fn live(&self) -> bool {
        self.phase == Phase::Running && self.mode == Mode::Live
    }

    /// Along which axis the record is drawn: steps where no time passes, unless one is chosen.
    pub fn axis(&self) -> Axis {
        let passes = self.record.as_ref().is_none_or(|record| record.trace.borrow().end_time() > Micros::ZERO);
        self.axis.unwrap_or(if passes || self.live() { Axis::Time } else { Axis::Steps })
    }

    /// The state after an action. The very same `Rc` when nothing changes.
    pub fn reduce(self: Rc<Self>, action: Action) -> Rc<State> {
        let mut next = (*self).clone();
        next.apply(action);
        if next == *self { self } else { Rc::new(next) }
    }

    fn apply(&mut self, action: Action) {
        match action {
            Action::Address(address) => self.go(address),
            Action::Set(name, text) => self.set(name, &text),
            Action::Reset => {
                self.args = self.demo().map(Args::defaults);
                self.refused.clear();
                self.clear();
            }
            Action::Lang(lang) => self.lang = lang,
            Action::Theme(theme) => self.theme = theme,
            Action::Mode(mode) => {
                if self.mode != mode {
                    self.mode = mode;
                    self.clear();
                }
            }
            Action::Rate(rate) => {
                self.rate = if rate.is_nan() { 1.0 } else { rate.clamp(Pacer::RATES.0, Pacer::RATES.1) }
            }
            Action::Run if self.compares() => {
                self.seek(0);
                self.playing = self.compared.is_some();
            }
            Action::Compare(comparing) => {
                if self.comparing != comparing && self.demo().is_some_and(compare::comparable) {
                    self.comparing = comparing;
                    self.clear();
                }
            }
            Action::Compared(compared) => {
                self.record = Some(compared.longest().clone());
                self.compared = Some(compared);
                self.phase = Phase::Ended(Status::Returned);
                self.seek(self.len());
            }
            Action::Run => {
                if self.demo().is_some() {
                    self.clear();
                    self.wanted += 1;
                    self.phase = Phase::Running;
                    self.playing = true;
                }
            }
            Action::Started(trace) => self.record = Some(Record { trace, spans: Rc::default(), len: 0 }),
            Action::Grown(len, now, status) => self.grown(len, now, status),
            Action::Tick(passed) => self.tick(passed),
            Action::Toggle => self.toggle(),
            Action::Pause => self.playing = false,
            Action::Step(by) => self.step(by),
            Action::Seek(to) => {
                self.playing = false;
                self.seek(to);
            }
            Action::SeekTime(at) => {
                self.playing = false;
                let to = self.record.as_ref().map_or(0, |record| record.trace.borrow().count_until(at).min(record.len));
                self.seek(to);
                self.at = at.min(self.end());
            }
            Action::End => {
                self.playing = false;
                self.seek(self.len());
            }
            Action::Axis(axis) => self.axis = Some(axis),
            Action::Tab(tab) => self.tab = tab,
            Action::Search(text) => self.search = text,
            Action::Drawer(open) => self.drawer = open,
            Action::Keys(open) => self.keys = open,
            Action::Notice(notice) => self.notice = notice,
        }
    }

    fn go(&mut self, address: Address) {
        let same = self.route == address.route && self.args == address.args && self.comparing == address.comparing;
        self.refused = address.refused;
        self.drawer = false;
        if same {
            return;
        }
        self.route = address.route;
        self.args = address.args;
        self.comparing = address.comparing;
        self.clear();
    }

    fn set(&mut self, name: &'static str, text: &str) {
        let (Some(demo), Some(args)) = (self.demo(), &mut self.args) else { return };
        self.refused.retain(|refused| refused.name() != name);
        let before = args.clone();
        match args.set(demo, name, text) {
            Ok(()) if name == "variant" && self.comparing => {
                self.comparing = false;
                self.clear();
            }
            Ok(()) if *args != before => self.clear(),
            Ok(()) => {}
            Err(refused) => self.refused.push(refused),
        }
    }

    /// No run and no record: what is shown would not be what is set.
    fn clear(&mut self) {
        self.phase = Phase::Idle;
        self.record = None;
        self.compared = None;
        self.playing = false;
        self.axis = None;
        self.seek(0);
    }

    fn grown(&mut self, len: usize, now: Micros, status: Option<Status>) {
        let follows = self.live() && self.playing;
        let Some(record) = &mut self.record else { return };
        record.len = len;
        record.spans.borrow_mut().extend(&record.trace.borrow());
        if follows {
            self.playhead = len;
            self.at = now;
        }
        if let Some(status) = status {
            self.phase = Phase::Ended(status);
            if self.mode == Mode::Live {
                self.playing = false;
            }
        }
    }

    fn tick(&mut self, passed: Micros) {
        if !self.playing || self.live() {
            return;
        }
        let Some(record) = &self.record else { return };
        match self.axis() {
            Axis::Time => {
                self.at = self.at + Micros((passed.0 as f64 * self.rate) as u64);
                self.playhead = record.trace.borrow().count_until(self.at).min(record.len);
            }
            Axis::Steps => {
                self.between += passed.seconds() * STEPS_A_SECOND * self.rate;
                let steps = self.between.floor();
                self.between -= steps;
                self.seek_keeping(self.playhead + steps as usize);
            }
        }
        if self.playhead >= self.len() && self.phase != Phase::Running {
            self.playing = false;
            self.seek(self.len());
        }
    }

    fn toggle(&mut self) {
        match self.phase {
            Phase::Idle => self.apply(Action::Run),
            Phase::Running => self.playing = !self.playing,
            Phase::Ended(_) => {
                if !self.playing && self.playhead >= self.len() {
                    self.seek(0);
                }
                self.playing = !self.playing;
            }
        }
        if self.live() && self.playing {
            self.seek(self.len());
        }
    }

    fn step(&mut self, by: i32) {
        let was_playing = std::mem::replace(&mut self.playing, false);
        let to = self.playhead.saturating_add_signed(by as isize);
        if by > 0 && self.live() && self.playhead >= self.len() {
            // At the edge of a live run: the next event is still to happen, so one turn is asked for.
            self.turns += u32::from(!was_playing);
            return;
        }
        self.seek(to);
    }

    fn seek(&mut self, to: usize) {
        self.between = 0.0;
        self.seek_keeping(to);
    }

    fn seek_keeping(&mut self, to: usize) {
        self.playhead = to.min(self.len());
        let times = self
            .record
            .as_ref()
            .map(|record| record.trace.borrow().times().get(self.playhead.wrapping_sub(1)).copied());
        self.at = times.flatten().unwrap_or_default();
    }

    /// The loop time of the last event known.
    pub fn end(&self) -> Micros {
        self.record.as_ref().map_or(Micros::ZERO, |record| record.trace.borrow().end_time())
    }
}

impl yew::Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        State::reduce(self, action)
    }
}
