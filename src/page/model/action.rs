//! Actions, and the state that each of them makes: pure, no input or output.

use std::rc::Rc;

use super::comparing;
use super::comparing::Compared;
use super::effect::{self, Effect, RequestedRun, Runnable, ViewOrder};
use super::files::FileAction;
use super::python::PythonAction;
use super::route::{Address, Route};
use super::state::{Axis, Highlight, Notice, Phase, Record, State, Tab, Theme};
use crate::clock::{Micros, Pacer};
use crate::demos::{Args, Demo};
use crate::engine::Timing;
use crate::i18n::Lang;
use crate::trace::{Recorder, SharedTrace, Status};

/// An event that changes the state.
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
    /// Another timing: takes effect with the next run.
    Timing(Timing),
    /// Another speed.
    Rate(f64),
    /// Run the demo from its beginning.
    Run,
    /// Compare the demo's runs, or no more.
    Compare(bool),
    /// The compared runs have come.
    Compared(Compared),
    /// The session has started the wanted run; this is its record.
    Started(SharedTrace),
    /// The run has recorded this many events by this loop time, and may have ended.
    Grown(usize, Micros, Option<Status>),
    /// The run could not begin or go on, for this reason, which the engine tells in English.
    Failed(String),
    /// Time goes on by this much wall time, while playing.
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
    /// An action on files.
    File(FileAction),
    /// An action on the program in Python.
    Python(PythonAction),
    /// Tell something, or no more.
    Notice(Option<Notice>),
}

impl State {
    /// Returns the state after an action, the very same `Rc` when nothing changes, and what is to be done outside of it,
    /// in order.
    pub fn reduce(self: Rc<Self>, action: Action) -> (Rc<State>, Vec<Effect>) {
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
        let asked = next.take_effects();
        if next == *self {
            return (self, asked);
        }
        // What is over is stopped before anything begins.
        let mut effects = effect::between(Some(&self), &next);
        effects.extend(asked);
        (Rc::new(next), effects)
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
            Action::Timing(timing) if self.script().is_some() => self.set_python_timing(timing),
            Action::Timing(timing) => {
                // A record from a file keeps the timing that it was made with, and computing of a demo is not measured.
                if self.timing != timing && self.route != Route::Trace && timing != Timing::Measured {
                    self.timing = timing;
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
                self.run_demo();
            }
            Action::Started(trace) => self.record = Some(Record::new(trace)),
            Action::Grown(len, now, status) => self.grown(len, now, status),
            Action::Failed(why) => {
                if self.phase == Phase::Running {
                    self.clear();
                }
                self.notice = Some(Notice::Engine(why));
            }
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

    /// Runs the demo that is shown from its beginning.
    fn run_demo(&mut self) {
        let (Some(demo), Some(args)) = (self.demo(), self.args.clone()) else { return };
        self.clear();
        self.phase = Phase::Running;
        self.playing = true;
        let (program, timing, rate) = (Runnable::Demo(demo, args), self.timing, self.rate);
        let ticket = self.next_ticket();
        self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit: Recorder::LIMIT }));
        self.ask(Effect::View(ViewOrder::FitTimeline));
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
