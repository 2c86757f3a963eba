//! Programs in Python: the engine in its worker, and the run that it makes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::arriving_record::ArrivingRecord;
use super::opening::decode;
use super::page_store::Dispatcher;
use super::session::{RunProgress, RunningProgram, Session};
use super::sliced_job::SlicedJob;
use super::stop_search::StopSearch;
use crate::advice::Advice;
use crate::clock::Micros;
use crate::engine::{Job, JobProgram, Order, Pace, PythonText, Report, StopPlace, Timing};
use crate::network::hosts::HandOrder;
use crate::page::derived::traceback::mistakes;
use crate::page::model::action::{Action, RunAction, ValuesAction, WhatIfAction};
use crate::page::model::effect::{RequestedRun, Runnable};
use crate::page::model::files::OpenedRecord;
use crate::page::model::python::visits::VisitAction;
use crate::page::model::python::{
    Draft, EngineState, FinishedPython, PythonAction, RunFailure, SourceFile, TypedInput,
};
use crate::page::model::record::Record;
use crate::trace::Status;
use crate::trace::file::{ClockKind, ProgramFile, ProgramInfo};
use crate::web::python_worker::Python as Worker;

/// The Python engine as the session knows it.
pub(super) struct PythonEngine {
    session: Weak<Session>,
    /// The engine from the first time on that a program is shown; it stays.
    worker: Rc<RefCell<Option<Worker>>>,
    /// The run that was asked for last, until its record has come.
    sent: RefCell<Option<SentRun>>,
    /// The record of that run, as far as it has come.
    received: RefCell<Option<Received>>,
    /// The reading of a record that has come whole.
    reading: RefCell<Option<SlicedJob>>,
    /// The search for the line at which a program was stopped, while that runs once more.
    search: RefCell<Option<StopSearch>>,
    /// The ticket of the run that nobody sees, while it goes on.
    unseen: Cell<Option<u32>>,
}

/// A run that was asked for.
struct SentRun {
    ticket: u32,
    job: Job,
    text: PythonText,
}

/// The record of a run while it arrives in batches.
type Received = Rc<RefCell<ArrivingRun>>;

impl PythonEngine {
    pub(super) fn new(session: Weak<Session>) -> PythonEngine {
        PythonEngine {
            session,
            worker: Rc::default(),
            sent: RefCell::default(),
            received: RefCell::default(),
            reading: RefCell::default(),
            search: RefCell::default(),
            unseen: Cell::default(),
        }
    }

    /// Loads the engine, unless that has begun.
    pub(super) fn load(&self) {
        if self.worker.borrow().is_some() {
            return;
        }
        let session = self.session.clone();
        let worker = Worker::start(move |report| {
            if let Some(session) = session.upgrade() {
                session.on_python_report(report);
            }
        });
        self.worker.replace(Some(worker));
    }

    /// Starts a program in Python.
    pub(super) fn start(&self, session: &Session, ticket: u32, request: RequestedRun, dispatcher: &Dispatcher) {
        let RequestedRun { program, timing, rate, limit, stop } = request;
        let Runnable::Python { file, source, typed } = program else { return };
        self.load();
        let pace = (timing == Timing::Live).then_some(Pace { rate, paused: false });
        let text = python_text(file, &source, typed);
        let (program, measured) = (JobProgram::Python(text.clone()), timing.measures());
        let stop = stop.map(|events| StopPlace { events, lines: None });
        let job = Job { program, measured, limit, live: pace, stop, changes: None, inspection: None };
        let arriving = Rc::new(RefCell::new(ArrivingRun::new(&text, measured, rate)));
        if pace.is_some() {
            let ran = arriving.borrow().ran.clone();
            session.run.replace(Some(Box::new(PythonRun { arriving: arriving.clone(), worker: self.worker.clone() })));
            dispatcher.dispatch(PythonAction::Began(ticket, ran));
        }
        self.received.replace(Some(arriving));
        self.sent.replace(Some(SentRun { ticket, job, text }));
        match stop {
            None => self.send(),
            Some(_) => drop(self.search.replace(Some(StopSearch::begin(self.session.clone())))),
        }
    }

    /// Hands the run that was asked for last to the engine.
    pub(super) fn send(&self) {
        let sent = self.sent.borrow().as_ref().map(|sent| (sent.ticket, sent.job.clone()));
        if let (Some((ticket, job)), Some(worker)) = (sent, &*self.worker.borrow()) {
            worker.run(ticket, job);
        }
    }

    /// Runs a program that nobody sees, while no other runs.
    pub(super) fn run_unseen(&self, ticket: u32, job: Job) {
        self.load();
        self.unseen.set(Some(ticket));
        if let Some(worker) = &*self.worker.borrow() {
            worker.run(ticket, job);
        }
    }

    /// Ends that run, if it goes on.
    pub(super) fn stop_unseen(&self) {
        if self.unseen.take().is_some()
            && let Some(worker) = &*self.worker.borrow()
        {
            worker.stop();
        }
    }

    /// Ends the run with this ticket, and brings what it has recorded to the state.
    pub(super) fn keep_stopped(&self, ticket: u32, dispatcher: &Dispatcher) {
        let (sent, received) = (self.sent.take(), self.received.take());
        let began = self.stop();
        let kept = sent.zip(received).filter(|(sent, _)| began && sent.ticket == ticket);
        let action = match kept {
            None => PythonAction::Failed(ticket, RunFailure::Stopped),
            Some((sent, received)) => {
                let mut received = received.borrow_mut();
                // A live run says when it waits, and until when.
                let computes = sent.job.live.is_none() || received.record.is_late();
                match received.end(&[], Vec::new(), &sent.text) {
                    Ok((ran, _)) => PythonAction::Stopped(ticket, ran, computes),
                    Err(why) => PythonAction::Failed(ticket, RunFailure::NoRecord(why)),
                }
            }
        };
        dispatcher.dispatch(action);
    }

    /// Gives up a search for the line at which a program was stopped; or, if so many lines have begun before a call that does
    /// not return, runs the program to the last of them.
    pub(super) fn end_search(&self, lines: Option<u32>, dispatcher: &Dispatcher) {
        let Some(mut sent) = self.sent.take() else { return };
        self.stop();
        match (lines, &mut sent.job.stop) {
            (Some(lines), Some(place)) if place.lines.is_none() => {
                place.lines = Some(lines);
                self.sent.replace(Some(sent));
                self.search.replace(Some(StopSearch::begin(self.session.clone())));
            }
            _ => dispatcher.dispatch(PythonAction::Failed(sent.ticket, RunFailure::Stopped)),
        }
    }

    /// Ends the run that goes on, and returns whether it had begun. One whose record has come already has nothing left to end.
    pub(super) fn stop(&self) -> bool {
        self.sent.take();
        self.received.take();
        drop(self.reading.take());
        drop(self.search.take());
        self.worker.borrow().as_ref().is_some_and(Worker::stop)
    }
}

impl Session {
    /// Brings what the engine reports to the state.
    fn on_python_report(&self, report: Report) {
        let Some(dispatcher) = self.dispatcher.upgrade() else { return };
        let action = match report {
            Report::Loading { bytes, total } => PythonAction::Engine(EngineState::Loading(bytes, total)),
            Report::Building { done, total } => PythonAction::Engine(EngineState::Building(done, total)),
            Report::Starting => PythonAction::Engine(EngineState::Starting),
            Report::Fetching { bytes, total } if bytes < total => {
                PythonAction::Engine(EngineState::Fetching(bytes, total))
            }
            // The program runs.
            Report::Fetching { .. } => PythonAction::Engine(EngineState::Ready),
            Report::Ready => PythonAction::Engine(EngineState::Ready),
            Report::Missing(why) => PythonAction::Engine(EngineState::Missing(why)),
            // Another takes its place.
            Report::Spent => return,
            Report::Broken { ticket, why } if self.python.unseen.get() == Some(ticket) => {
                self.python.unseen.set(None);
                // The one that did not ask for this run knows another ticket.
                dispatcher.dispatch(ValuesAction::Ran(ticket, Err(why.clone())));
                return dispatcher.dispatch(WhatIfAction::Ran(ticket, Err(why)));
            }
            Report::Broken { ticket, why } => PythonAction::Failed(ticket, RunFailure::Broken(why)),
            Report::Asks { ticket, beginning } => PythonAction::Asks(ticket, beginning.into()),
            Report::Visited { ticket, news } => PythonAction::Visit(VisitAction::News(ticket, news)),
            Report::Grown { ticket, record, now, until } => {
                let Some(arriving) = self.arriving(ticket) else { return };
                let taken = arriving.borrow_mut().record.take(&record, Micros(now), until.map(Micros));
                match taken {
                    // It is drawn with the next frame.
                    Ok(()) => return,
                    Err(why) => PythonAction::Failed(ticket, RunFailure::NoRecord(why)),
                }
            }
            Report::Line { ticket, count } => {
                if self.python.sent.borrow().as_ref().is_some_and(|sent| sent.ticket == ticket)
                    && let Some(search) = &mut *self.python.search.borrow_mut()
                {
                    search.reach(count);
                }
                return;
            }
            Report::Ran { ticket, record, waits, writing, inspected, .. }
                if self.python.unseen.get() == Some(ticket) =>
            {
                self.python.unseen.set(None);
                if let Some(inspected) = inspected {
                    return self.take_read(ticket, record, inspected, dispatcher);
                }
                return self.take_unseen(ticket, record, (waits, writing), dispatcher);
            }
            Report::Ran { ticket, record, asks, advice, .. } => {
                let arriving = self.arriving(ticket);
                let Some(SentRun { job, text, .. }) = self.python.sent.take().filter(|sent| sent.ticket == ticket)
                else {
                    return;
                };
                drop(self.python.search.take());
                self.python.received.take();
                let measured = job.measured;
                match arriving.filter(|_| job.live.is_some()) {
                    Some(arriving) => self.end_live(ticket, &arriving, &record, advice, &text, &dispatcher),
                    None => {
                        let reading = SlicedJob::start(|wanted| async move {
                            let came = take_in(text, measured, record, (asks, advice), &wanted).await;
                            let action = match came {
                                Ok(Some(ran)) => PythonAction::Ran(ticket, ran),
                                Ok(None) => return,
                                Err(why) => PythonAction::Failed(ticket, RunFailure::NoRecord(why)),
                            };
                            dispatcher.dispatch(Action::Python(action));
                        });
                        self.python.reading.replace(Some(reading));
                    }
                }
                return;
            }
        };
        dispatcher.dispatch(Action::Python(action));
    }

    /// The record of the run with this ticket, if that is awaited.
    fn arriving(&self, ticket: u32) -> Option<Received> {
        let awaited = self.python.sent.borrow().as_ref().is_some_and(|sent| sent.ticket == ticket);
        self.python.received.borrow().clone().filter(|_| awaited)
    }

    /// Takes in the last batch of a live run, and brings the end of the run to the state.
    fn end_live(
        &self,
        ticket: u32,
        arriving: &Received,
        batch: &[u8],
        advice: Vec<Advice>,
        text: &PythonText,
        dispatcher: &Dispatcher,
    ) {
        let ended = arriving.borrow_mut().end(batch, advice, text);
        match ended {
            Ok((ran, status)) => {
                let trace = ran.opened.record.trace.clone();
                let (events, now) = (trace.borrow().len(), trace.borrow().end_time());
                dispatcher.dispatch(PythonAction::Ran(ticket, ran));
                dispatcher.dispatch(RunAction::Grown(events, now, Some(status)));
            }
            Err(why) => dispatcher.dispatch(PythonAction::Failed(ticket, RunFailure::NoRecord(why))),
        }
    }
}

/// A run while its record arrives.
struct ArrivingRun {
    record: ArrivingRecord,
    /// The run as it will be left; its record is there from the beginning and grows.
    ran: FinishedPython,
}

impl ArrivingRun {
    /// A run that begins now.
    fn new(text: &PythonText, measured: bool, rate: f64) -> ArrivingRun {
        let arriving = ArrivingRecord::new(rate);
        let program = ProgramInfo {
            id: text.file.clone(),
            args: Vec::new(),
            source: Some(text.source.clone()),
            files: text
                .beside
                .iter()
                .map(|(name, text)| ProgramFile { name: name.clone(), text: text.clone() })
                .collect(),
            changes: Vec::new(),
        };
        let record = Record::new(arriving.trace().clone());
        let opened = OpenedRecord { name: text.file.clone(), program, clock: ClockKind::Virtual, record };
        ArrivingRun {
            record: arriving,
            ran: FinishedPython { measured, typed: typed_of(text), ..FinishedPython::new(draft_of(text), opened) },
        }
    }

    /// Takes in the last batch, and returns what the run has left and how it ended.
    fn end(
        &mut self,
        batch: &[u8],
        advice: Vec<Advice>,
        text: &PythonText,
    ) -> Result<(FinishedPython, Status), String> {
        self.record.take_last(batch)?;
        let trace = self.record.trace().borrow();
        let mut opened = (*self.ran.opened).clone();
        opened.record.grow(trace.len());
        let status = opened.status();
        self.ran.opened = Rc::new(opened);
        self.ran.mistakes = mistakes(&trace, &paths(text)).into();
        self.ran.advice = advice.into();
        Ok((self.ran.clone(), status))
    }
}

/// A live run of a program in Python.
struct PythonRun {
    arriving: Received,
    worker: Rc<RefCell<Option<Worker>>>,
}

impl PythonRun {
    fn steer(&self, order: &Order) {
        if let Some(worker) = &*self.worker.borrow() {
            worker.steer(order);
        }
    }
}

impl RunningProgram for PythonRun {
    fn progress(&mut self) -> RunProgress {
        // The engine reports the end, with what the run has left: `Session::end_live` brings it to the state.
        self.arriving.borrow_mut().record.progress()
    }

    fn failure(&mut self) -> Option<String> {
        // The engine reports it.
        None
    }

    fn set_pace(&mut self, pace: Pace) {
        self.arriving.borrow_mut().record.set_pace(pace);
        self.steer(&Order::Pace(pace));
    }

    fn turn(&mut self) {
        self.arriving.borrow_mut().record.await_turn();
        self.steer(&Order::Turn);
    }

    fn answer(&mut self, line: Option<Rc<str>>) {
        self.steer(&Order::Answer(line.as_deref().map(String::from)));
    }

    fn visit(&mut self, order: HandOrder) {
        self.steer(&Order::Visit(order));
    }
}

/// The paths of a program's files, the main one's first.
fn paths(text: &PythonText) -> Vec<Rc<str>> {
    std::iter::once(&text.file)
        .chain(text.beside.iter().map(|(path, _)| path))
        .map(|path| path.as_str().into())
        .collect()
}

/// A program as the engine is told of it.
pub(super) fn python_text(file: String, source: &Draft, typed: TypedInput) -> PythonText {
    let beside = source.beside.iter().map(|file| (file.path.to_string(), file.text.to_string())).collect();
    PythonText { file, source: source.text.to_string(), beside, typed: typed.lines, typed_all: typed.all }
}

/// The lines that were typed into a program.
fn typed_of(text: &PythonText) -> TypedInput {
    TypedInput { lines: text.typed.clone(), all: text.typed_all }
}

/// The files of a program as the page keeps them.
fn draft_of(text: &PythonText) -> Draft {
    let file = |(path, text): &(String, String)| SourceFile { path: path.as_str().into(), text: text.as_str().into() };
    Draft { text: text.source.as_str().into(), beside: text.beside.iter().map(file).collect() }
}

/// Makes a record of the text that the engine sent, a slice at a time, and returns what the run has left; `None` if that is
/// no longer wanted.
async fn take_in(
    text: PythonText,
    measured: bool,
    record: Vec<u8>,
    (asks, advice): (Option<String>, Vec<Advice>),
    wanted: &Cell<bool>,
) -> Result<Option<FinishedPython>, String> {
    let opened = decode(record, text.file.clone(), wanted, |_| ()).await.map_err(|why| format!("{why:?}"))?;
    Ok(opened.map(|opened| {
        let trace = opened.record.trace.clone();
        let trace = trace.borrow();
        let mistakes = mistakes(&trace, &paths(&text)).into();
        let (advice, source) = (advice.into(), draft_of(&text));
        let (typed, asks) = (typed_of(&text), asks.map(Rc::from));
        FinishedPython { mistakes, measured, advice, typed, asks, ..FinishedPython::new(source, opened) }
    }))
}
