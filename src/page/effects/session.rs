//! Drives the run that goes on, whatever engine it is of: starts it, shows it frame by frame, paces and stops it.
//!
//! A run is a [`RunningProgram`]. What another engine needs to be shown is one more of them and one more arm in
//! [`Session::carry_out`]: the page reads the record and never asks what runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::demo_run::DemoRun;
use super::python_run::PythonEngine;
use super::sliced_job::SlicedJob;
use super::store::{Dispatcher, Store, WeakDispatcher};
use super::texts;
use super::{opening, saving};
use crate::clock::Micros;
use crate::demos::run_to_end;
use crate::engine::{Pace, Timing};
use crate::page::model::action::Action;
use crate::page::model::comparing::{Compared, Side};
use crate::page::model::effect::{Effect, RequestedRun, Runnable};
use crate::page::model::record::Record;
use crate::page::model::state::{Notice, State};
use crate::trace::Status;
use crate::web::device_files::Picked;
use crate::web::{Frame, Later, after_paint, dom, next_frame, wall};

/// The longest stretch of wall time that playback goes on by in one frame: after a frame that took longer it goes on from
/// where it was and does not leap.
const MAX_TICK: Micros = Micros::from_millis(100);

/// The progress of a run.
pub(super) struct RunProgress {
    /// The events that can be shown, from the first on.
    pub events: usize,
    /// The loop time now.
    pub now: Micros,
    /// The status with which the run ended, once all of it can be shown.
    pub status: Option<Status>,
    /// True if a single turn that was asked for has been made since the last call: the playhead goes to its end.
    pub turned: bool,
}

/// A run that goes on. Dropping it ends it.
pub(super) trait RunningProgram {
    /// Returns the progress of the run. Called before every paint.
    fn progress(&mut self) -> RunProgress;
    /// Follows wall time at this pace from now on.
    fn set_pace(&mut self, pace: Pace);
    /// Makes one turn, though it is paused.
    fn turn(&mut self);
    /// Hands over a line that the program asks for; `None` ends its input.
    fn answer(&mut self, line: Option<Rc<str>>);
}

/// Everything that goes on outside of the page's state: the run, its frames, the engines.
pub(super) struct Session {
    pub(super) dispatcher: WeakDispatcher,
    /// The run whose record is shown while it grows.
    pub(super) run: RefCell<Option<Box<dyn RunningProgram>>>,
    pub(super) python: PythonEngine,
    frame: RefCell<Option<Frame>>,
    /// Wall time of the last frame; `None` while nothing moves.
    last: Cell<Option<Micros>>,
    /// The file that the reader has given to the page last, until it is opened.
    given: RefCell<Option<Picked>>,
    opening: RefCell<Option<SlicedJob>>,
    saving: RefCell<Option<SlicedJob>>,
    /// The next run of a comparison that goes on.
    comparing: Rc<RefCell<Option<Later>>>,
}

impl Session {
    pub(super) fn new(dispatcher: WeakDispatcher) -> Rc<Session> {
        Rc::new_cyclic(|session| Session {
            python: PythonEngine::new(session.clone()),
            dispatcher,
            run: RefCell::default(),
            frame: RefCell::default(),
            last: Cell::default(),
            given: RefCell::default(),
            opening: RefCell::default(),
            saving: RefCell::default(),
            comparing: Rc::default(),
        })
    }

    /// Keeps a file that the reader has given to the page, for the effect that opens it.
    pub(super) fn keep(&self, file: Picked) {
        self.given.replace(Some(file));
    }

    /// Carries out an effect.
    pub(super) fn carry_out(&self, effect: Effect) {
        let Some(dispatcher) = self.dispatcher.upgrade() else { return };
        match effect {
            Effect::Run(ticket, request) => self.start(ticket, request, &dispatcher),
            Effect::Stop => self.stop(),
            Effect::Pace(pace) => self.with_run(|run| run.set_pace(pace)),
            Effect::Turn => {
                self.with_run(|run| run.turn());
                self.show(&dispatcher);
            }
            Effect::Answer(line) => self.with_run(|run| run.answer(line)),
            Effect::Compare(sides) => {
                drop(self.comparing.take());
                if !sides.is_empty() {
                    compare(dispatcher, sides, Vec::new(), &self.comparing);
                }
            }
            Effect::LoadPython => self.python.load(&dispatcher),
            Effect::FetchListing(demo) => texts::fetch_listing(demo, dispatcher),
            Effect::FetchScript(script) => texts::fetch_script(script, dispatcher),
            Effect::KeepDraft(script, text) => texts::keep_draft(script, text.as_deref()),
            Effect::Open(ticket, _) => {
                let job = self.given.take().map(|file| opening::open(file, ticket, dispatcher));
                self.opening.replace(job);
            }
            Effect::StopOpening => drop(self.opening.take()),
            Effect::Save(ticket, form, name) => {
                let job = saving::save(ticket, form, name, dispatcher.state(), dispatcher);
                self.saving.replace(Some(job));
            }
            Effect::StopSaving => drop(self.saving.take()),
            // The store hands these to the views.
            Effect::View(_) => {}
        }
    }

    /// Goes on with frames as long as anything moves. Called after every action.
    pub(super) fn follow(self: &Rc<Self>, before: &State, after: &State) {
        let plays = |state: &State| state.playing && state.replays();
        // Playback is its end where nothing may move by itself.
        if plays(after)
            && !plays(before)
            && dom::prefers_stillness()
            && let Some(dispatcher) = self.dispatcher.upgrade()
        {
            return dispatcher.dispatch(Action::End);
        }
        if !after.moves() {
            self.last.set(None);
        } else if self.frame.borrow().is_none() {
            let session = Rc::downgrade(self);
            let frame = next_frame(move |_| {
                if let Some(session) = session.upgrade() {
                    session.on_frame();
                }
            });
            self.frame.replace(frame);
        }
    }

    fn start(&self, ticket: u32, mut request: RequestedRun, dispatcher: &Dispatcher) {
        if request.timing == Timing::Live && dom::prefers_stillness() {
            // The record is made at once, and stepped through.
            request.timing = match request.program {
                Runnable::Demo(..) => Timing::Exact,
                Runnable::Python { .. } => Timing::Measured,
            };
        }
        self.last.set(None);
        match request.program.clone() {
            Runnable::Demo(demo, args) => {
                let Some(run) = DemoRun::start(demo, args, &request) else { return };
                let record = run.record();
                self.run.replace(Some(Box::new(run)));
                dispatcher.dispatch(Action::Started(record));
            }
            Runnable::Python { .. } => self.python.start(self, ticket, request, dispatcher),
        }
    }

    fn stop(&self) {
        // Dropped outside the borrow: stopping a demo runs the program's own clean-up.
        let run = self.run.take();
        drop(run);
        self.python.stop();
    }

    fn with_run(&self, act: impl FnOnce(&mut dyn RunningProgram)) {
        if let Some(run) = &mut *self.run.borrow_mut() {
            act(&mut **run);
        }
    }

    fn on_frame(self: &Rc<Self>) {
        drop(self.frame.take());
        let Some(dispatcher) = self.dispatcher.upgrade() else { return };
        let now = wall();
        let passed = self.last.replace(Some(now)).map_or(Micros::ZERO, |last| now - last);
        self.show(&dispatcher);
        dispatcher.dispatch(Action::Tick(passed.min(MAX_TICK)));
    }

    /// Brings the state as far as the run is.
    pub(super) fn show(&self, dispatcher: &Dispatcher) {
        let progress = self.run.borrow_mut().as_mut().map(|run| run.progress());
        let Some(RunProgress { events, now, status, turned }) = progress else { return };
        // A run that has ended is let go by the effect that follows from it.
        dispatcher.dispatch(Action::Grown(events, now, status));
        if turned || (status.is_some() && dom::prefers_stillness()) {
            dispatcher.dispatch(Action::End);
        }
    }
}

/// Runs what is to be compared, one after each paint, and then shows it. `next` is what goes on.
fn compare(
    dispatcher: Dispatcher,
    mut left: Vec<Side>,
    mut done: Vec<(Side, Record)>,
    next: &Rc<RefCell<Option<Later>>>,
) {
    if left.is_empty() {
        if let Some(compared) = Compared::of(done) {
            dispatcher.dispatch(Action::Compared(compared));
        }
        return;
    }
    let on = next.clone();
    let later = after_paint(move || {
        let side = left.remove(0);
        let trace = run_to_end(side.demo, side.args.clone()).record();
        done.push((side, Record::whole(trace)));
        compare(dispatcher, left, done, &on);
    });
    next.replace(later);
}

/// Playback stands still in a hidden tab, whose timers the browser slows down, and says so.
#[hook]
pub fn use_pause_when_hidden(store: &Store) {
    let (playing, dispatcher) = (store.playing, store.dispatcher());
    use_effect_with(playing, move |playing| {
        let listener = playing.then(|| {
            dom::on_hidden(move |hidden| {
                if hidden {
                    dispatcher.dispatch(Action::Pause);
                    dispatcher.dispatch(Action::Notice(Some(Notice::Hidden)));
                }
            })
        });
        move || drop(listener)
    });
}
