//! What can happen, and what it makes of the state: pure, no input or output.

use std::rc::Rc;

use super::comparing;
use super::comparing::Compared;
use super::files::FileAction;
use super::python::{Clock, PythonAction};
use super::route::{Address, Route};
use super::state::{Axis, Highlight, Mode, Notice, Phase, Record, State, Tab, Theme};
use crate::clock::{Micros, Pacer};
use crate::demos::{Args, Demo};
use crate::i18n::Lang;
use crate::trace::{SharedTrace, Status};

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
    /// Forget which demos have been seen.
    Forget,
    /// Take that back.
    Recall,
    /// Open or close the drawer.
    Drawer(bool),
    /// Open or close the list of keys.
    Keys(bool),
    /// Point at something, or at nothing any more.
    Light(Option<Highlight>),
    /// The text of a demo's file has been fetched, or could not be.
    Fetched(&'static Demo, Option<Rc<str>>),
    /// Fetch the text that could not be fetched again.
    FetchAgain,
    /// What happens with files.
    File(FileAction),
    /// What happens with a program in Python.
    Python(PythonAction),
    /// Tell something, or no more.
    Notice(Option<Notice>),
}

impl State {
    /// The state after an action. The very same `Rc` when nothing changes.
    pub fn reduce(self: Rc<Self>, action: Action) -> Rc<State> {
        let mut next = (*self).clone();
        // Runs that are compared are at their end as soon as they are there: nobody has seen that.
        let arrives = matches!(
            action,
            Action::Grown(..) | Action::Tick(_) | Action::Step(_) | Action::Seek(_) | Action::SeekTime(_) | Action::End
        );
        next.apply(action);
        next.grow_python();
        if arrives
            && next.at_end()
            && let Some(demo) = next.demo()
        {
            next.progress.see(demo.id);
        }
        if next == *self { self } else { Rc::new(next) }
    }

    pub(in crate::page) fn apply(&mut self, action: Action) {
        match action {
            Action::Address(address) => self.go(address),
            Action::Set(name, text) => self.set(name, &text),
            Action::Reset if self.demo().is_none() => {}
            Action::Reset => {
                self.args = self.demo().map(Args::defaults);
                self.refused.clear();
                self.clear();
            }
            Action::Lang(lang) => self.lang = lang,
            Action::Theme(theme) => self.theme = theme,
            Action::Mode(mode) if self.script().is_some() => {
                let clock = if mode == Mode::Live { Clock::Live } else { Clock::Exact };
                self.python(PythonAction::Clock(clock));
            }
            Action::Mode(mode) => {
                // A record from a file was made as it was made.
                if self.mode != mode && self.route != Route::Trace {
                    self.mode = mode;
                    self.clear();
                }
            }
            Action::Rate(rate) => {
                self.rate = if rate.is_nan() { 1.0 } else { rate.clamp(Pacer::RATES.0, Pacer::RATES.1) }
            }
            Action::Run if self.script().is_some() => self.run_python(),
            Action::Run if self.replays() => {
                self.seek(0);
                self.playing = self.record.is_some();
            }
            Action::Compare(comparing) => {
                if self.comparing != comparing && self.demo().is_some_and(comparing::comparable) {
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
            Action::Started(trace) => self.record = Some(Record::new(trace)),
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
            Action::Forget => self.progress.forget(),
            Action::Recall => self.progress.recall(),
            Action::Drawer(open) => self.drawer = open,
            Action::Keys(open) => self.keys = open,
            Action::Light(lit) => self.lit = lit,
            Action::Fetched(demo, text) => self.fetched(demo, text.as_deref()),
            Action::FetchAgain => self.fetch_again(),
            Action::File(action) => self.file(action),
            Action::Python(action) => self.python(action),
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
        self.leave_python();
        if self.script().is_some() {
            // Where only one of them has room, it is the program.
            self.tab = Tab::Code;
        }
        if self.route == Route::Trace {
            self.show_opened();
        }
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
    pub(in crate::page) fn clear(&mut self) {
        self.phase = Phase::Idle;
        self.record = None;
        self.compared = None;
        self.playing = false;
        self.axis = None;
        self.lit = None;
        self.seek(0);
    }
}

impl yew::Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        State::reduce(self, action)
    }
}
