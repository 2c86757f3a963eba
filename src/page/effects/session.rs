//! Drives the run that goes on, whatever engine it is of: starts it, shows it frame by frame, paces and stops it.
//!
//! A run is a [`RunningProgram`]. What another engine needs to be shown is one more of them and one more arm in
//! [`Session::carry_out`]: the page reads the record and never asks what runs.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::demo_run::{DemoRun, job};
use super::page_store::{Dispatcher, Store, WeakDispatcher};
use super::python_run::PythonEngine;
use super::sliced_job::SlicedJob;
use super::texts;
use super::{lesson_files, links, opening, path_search, record_search, run_comparison, saving};
use crate::clock::Micros;
use crate::demos::{Args, Demo};
use crate::engine::{Pace, Timing};
use crate::network::hosts::HandOrder;
use crate::page::model::action::{Action, MoveAction, PlaybackAction, PredictAction, RunAction, WorkspaceAction};
use crate::page::model::comparing::{CompareAction, Compared, ComparedSide};
use crate::page::model::effect::{Effect, RequestedRun, Runnable};
use crate::page::model::moving::StepKind;
use crate::page::model::python::PythonAction;
use crate::page::model::record::Record;
use crate::page::model::state::{Notice, State};
use crate::trace::file::BatchReceiver;
use crate::trace::{Recorder, Status};
use crate::web::demo_engine::DemoEngine;
use crate::web::device_files::Picked;
use crate::web::python_worker::can_suspend;
use crate::web::{Delayed, Frame, dom, next_frame, painted, time_of_day, wall};

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
    /// Takes the reason why the run cannot go on, if it failed other than by its program.
    fn failure(&mut self) -> Option<String>;
    /// Follows wall time at this pace from now on.
    fn set_pace(&mut self, pace: Pace);
    /// Makes one turn, though it is paused.
    fn turn(&mut self);
    /// Hands over a line that the program asks for; `None` ends its input.
    fn answer(&mut self, line: Option<Rc<str>>);
    /// Hands over an order for a visit by hand.
    fn visit(&mut self, order: HandOrder);
}

/// Everything that goes on outside of the page's state: the run, its frames, the engines.
pub(super) struct Session {
    pub(super) dispatcher: WeakDispatcher,
    /// The run whose record is shown while it grows.
    pub(super) run: RefCell<Option<Box<dyn RunningProgram>>>,
    pub(super) python: PythonEngine,
    pub(super) demos: DemoEngine,
    frame: RefCell<Option<Frame>>,
    /// Wall time of the last frame; `None` while nothing moves.
    last: Cell<Option<Micros>>,
    /// The file that the reader has given to the page last, until it is opened.
    given: RefCell<Option<Picked>>,
    opening: RefCell<Option<SlicedJob>>,
    saving: RefCell<Option<SlicedJob>>,
    /// The search in the record.
    searching: RefCell<Option<SlicedJob>>,
    /// The search for a critical path.
    pathing: RefCell<Option<SlicedJob>>,
    /// The comparison whose runs are made.
    comparing: RefCell<Option<SlicedJob>>,
    /// The search for what two runs differ in.
    differing: RefCell<Option<SlicedJob>>,
    /// The search for the reasons of a difference.
    explaining: RefCell<Option<SlicedJob>>,
    /// The run that is made unseen, for a question about it.
    predicting: RefCell<Option<SlicedJob>>,
    /// The run that is made unseen with other waits, or for values.
    pub(super) unseen: RefCell<Option<SlicedJob>>,
    /// The time for which the playhead stands still before values are read.
    pub(super) resting: RefCell<Option<Delayed>>,
}

impl Session {
    pub(super) fn new(dispatcher: WeakDispatcher) -> Rc<Session> {
        Rc::new_cyclic(|session| Session {
            python: PythonEngine::new(session.clone()),
            demos: DemoEngine::default(),
            dispatcher,
            run: RefCell::default(),
            frame: RefCell::default(),
            last: Cell::default(),
            given: RefCell::default(),
            opening: RefCell::default(),
            saving: RefCell::default(),
            searching: RefCell::default(),
            pathing: RefCell::default(),
            comparing: RefCell::default(),
            differing: RefCell::default(),
            explaining: RefCell::default(),
            predicting: RefCell::default(),
            unseen: RefCell::default(),
            resting: RefCell::default(),
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
            Effect::KeepStopped(ticket) => self.python.keep_stopped(ticket, &dispatcher),
            Effect::Pace(pace) => self.with_run(|run| run.set_pace(pace)),
            Effect::Turn => {
                self.with_run(|run| run.turn());
                self.show(&dispatcher);
            }
            Effect::Answer(line) => self.with_run(|run| run.answer(line)),
            Effect::Visit(order) => self.with_run(|run| run.visit(order)),
            Effect::Compare(sides) => {
                let engine = self.demos.clone();
                let job =
                    (!sides.is_empty()).then(|| SlicedJob::start(|wanted| compare(engine, sides, dispatcher, wanted)));
                self.comparing.replace(job);
            }
            Effect::FindDifferences(pair) => {
                let job = pair.map(|pair| run_comparison::compare(*pair, dispatcher));
                self.differing.replace(job);
            }
            Effect::ExplainDifference(wanted) => {
                let job = wanted.map(|wanted| run_comparison::explain(wanted.0, wanted.1, dispatcher));
                self.explaining.replace(job);
            }
            Effect::TellTimeOfDay(number) => {
                dispatcher.dispatch(CompareAction::TimeOfDay(number, time_of_day().into()));
            }
            Effect::Predict(ticket, demo, args) => {
                let engine = self.demos.clone();
                let job = SlicedJob::start(|wanted| predict(engine, (ticket, demo, args), dispatcher, wanted));
                self.predicting.replace(Some(job));
            }
            Effect::RunUnseen(ticket, program, measured, changes) => {
                self.run_unseen(ticket, program, measured, changes, dispatcher);
            }
            Effect::AwaitRest(events) => self.await_rest(events, dispatcher),
            Effect::ReadValues(ticket, run) => self.read_values(ticket, *run),
            Effect::StopUnseen => {
                drop(self.unseen.take());
                self.python.stop_unseen();
            }
            Effect::PrefetchDemos => self.demos.prefetch(),
            Effect::LoadPython => self.python.load(),
            Effect::FetchReference(file) => texts::fetch_reference(file, dispatcher),
            Effect::FetchListing(demo) => texts::fetch_listing(demo, dispatcher),
            Effect::FetchScript(script) => {
                // Known before an engine is there, so that a run begins as the buttons say.
                if !can_suspend() {
                    dispatcher.dispatch(PythonAction::CannotLive);
                }
                texts::fetch_script(script, dispatcher);
            }
            Effect::OpenLink(text, main) => links::open(text, main, dispatcher),
            Effect::KeepDraft(script, text) => texts::keep_draft(script, text.as_ref()),
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
            Effect::Search(search) => {
                let job = search.map(|search| record_search::search(search, dispatcher));
                self.searching.replace(job);
            }
            Effect::FetchLesson(path) => lesson_files::fetch(path, dispatcher),
            Effect::KeepDone(word) => lesson_files::keep_done(&word),
            Effect::FetchMended(words) => lesson_files::fetch_mended(words, &dispatcher),
            Effect::KeepMended(word, text) => lesson_files::keep_mended(&word, text.as_deref()),
            Effect::SaveLesson => lesson_files::save(&dispatcher),
            Effect::FindPath(search) => {
                let job = search.map(|search| path_search::find(search, dispatcher));
                self.pathing.replace(job);
            }
            // The store hands these to the views.
            Effect::View(_) => {}
        }
    }

    /// Goes on with frames as long as anything moves. Called after every action.
    pub(super) fn follow(self: &Rc<Self>, before: &State, after: &State) {
        let plays = |state: &State| state.playback.playing && state.replays();
        // Playback is its end where nothing may move by itself.
        if plays(after)
            && !plays(before)
            && dom::prefers_stillness()
            && let Some(dispatcher) = self.dispatcher.upgrade()
        {
            let stop = after.stop_between(after.playback.playhead, after.len());
            let action = stop.map_or(Action::Playback(PlaybackAction::End), |_| {
                Action::Move(MoveAction::Step(StepKind::Line, true))
            });
            return dispatcher.dispatch(action);
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
                let run = DemoRun::start(&self.demos, ticket, demo, &args, &request);
                let record = run.record();
                self.run.replace(Some(Box::new(run)));
                dispatcher.dispatch(RunAction::Started(record));
            }
            Runnable::Python { .. } => self.python.start(self, ticket, request, dispatcher),
        }
    }

    fn stop(&self) {
        // Dropped outside the borrow: stopping a demo runs the program's own clean-up.
        let run = self.run.take();
        drop(run);
        let _ = self.python.stop();
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
        dispatcher.dispatch(PlaybackAction::Tick(passed.min(MAX_TICK)));
    }

    /// Brings the state as far as the run is.
    pub(super) fn show(&self, dispatcher: &Dispatcher) {
        let progress = self.run.borrow_mut().as_mut().map(|run| (run.progress(), run.failure()));
        let Some((RunProgress { events, now, status, turned }, failure)) = progress else { return };
        if let Some(why) = failure {
            return dispatcher.dispatch(RunAction::Failed(why));
        }
        // A run that has ended is let go by the effect that follows from it.
        dispatcher.dispatch(RunAction::Grown(events, now, status));
        if turned || (status.is_some() && dom::prefers_stillness()) {
            dispatcher.dispatch(PlaybackAction::End);
        }
    }
}

/// Runs what is to be compared, one after each paint, and then shows it.
async fn compare(engine: DemoEngine, sides: Vec<ComparedSide>, dispatcher: Dispatcher, wanted: Rc<Cell<bool>>) {
    let mut done = Vec::new();
    for side in sides {
        painted().await;
        let recorded = engine.record(job(side.demo, &side.args, Recorder::LIMIT)).await;
        if !wanted.get() {
            return;
        }
        match recorded.and_then(|batch| whole(&batch)) {
            Ok(record) => done.push((side, record)),
            Err(why) => return dispatcher.dispatch(RunAction::Failed(why)),
        }
    }
    if let Some(compared) = Compared::of(done) {
        dispatcher.dispatch(RunAction::Compared(compared));
    }
}

/// Runs a demo unseen, after the page has said so, and brings its record back.
async fn predict(
    engine: DemoEngine,
    (ticket, demo, args): (u32, &'static Demo, Args),
    dispatcher: Dispatcher,
    wanted: Rc<Cell<bool>>,
) {
    painted().await;
    let recorded = engine.record(job(demo, &args, Recorder::LIMIT)).await;
    if wanted.get() {
        dispatcher.dispatch(PredictAction::Recorded(ticket, recorded.and_then(|batch| whole(&batch))));
    }
}

/// The record of a run that came as one batch. The error says what is wrong with it.
pub(super) fn whole(batch: &[u8]) -> Result<Record, String> {
    let mut receiving = BatchReceiver::default();
    receiving.take(batch).map_err(|why| why.to_string())?;
    Ok(Record::whole(receiving.trace().clone()))
}

/// Playback stands still in a hidden tab, whose timers the browser slows down, and says so.
#[hook]
pub fn use_pause_when_hidden(store: &Store) {
    let (playing, dispatcher) = (store.playback.playing, store.dispatcher());
    use_effect_with(playing, move |playing| {
        let listener = playing.then(|| {
            dom::on_hidden(move |hidden| {
                if hidden {
                    dispatcher.dispatch(PlaybackAction::Pause);
                    dispatcher.dispatch(WorkspaceAction::Notice(Some(Notice::Hidden)));
                }
            })
        });
        move || drop(listener)
    });
}
