//! Programs in Python: the engine in its worker, and the run that it makes.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use super::opening::decode;
use super::session::{RunProgress, RunningProgram, Session};
use super::sliced_job::SlicedJob;
use super::store::Dispatcher;
use crate::advice::hints::hints;
use crate::clock::{Micros, Pacer};
use crate::engine::{Job, Order, Pace, Report, Timing};
use crate::page::derived::traceback::mistakes;
use crate::page::model::action::Action;
use crate::page::model::effect::{RequestedRun, Runnable};
use crate::page::model::files::Opened;
use crate::page::model::python::{Engine, Mishap, PythonAction, Ran, Typed};
use crate::page::model::record::Record;
use crate::trace::Status;
use crate::trace::file::{BatchReceiver, ClockKind, ProgramInfo};
use crate::web::python_worker::{Python as Worker, can_suspend};
use crate::web::wall;

/// The Python engine as the session knows it.
pub(super) struct PythonEngine {
    session: Weak<Session>,
    /// The engine from the first time on that a program is shown; it stays.
    worker: Rc<RefCell<Option<Worker>>>,
    /// The run that was asked for last, until its record has come.
    sent: RefCell<Option<(u32, Job)>>,
    /// The record of the live run, as far as it has come.
    received: RefCell<Option<Received>>,
    /// The reading of a record that has come whole.
    reading: RefCell<Option<SlicedJob>>,
}

/// The record of a live run while it arrives in batches.
type Received = Rc<RefCell<ArrivingRecord>>;

impl PythonEngine {
    pub(super) fn new(session: Weak<Session>) -> PythonEngine {
        PythonEngine {
            session,
            worker: Rc::default(),
            sent: RefCell::default(),
            received: RefCell::default(),
            reading: RefCell::default(),
        }
    }

    /// Loads the engine, unless that has begun.
    pub(super) fn load(&self, dispatcher: &Dispatcher) {
        if self.worker.borrow().is_some() {
            return;
        }
        if !can_suspend() {
            dispatcher.dispatch(Action::Python(PythonAction::CannotLive));
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
        let RequestedRun { program, timing, rate, limit } = request;
        let Runnable::Python { file, source, typed: Typed { lines: typed, all: typed_all } } = program else { return };
        self.load(dispatcher);
        let pace = (timing == Timing::Live).then_some(Pace { rate, paused: false });
        let source = source.to_string();
        let job = Job { file, source, measured: timing.measures(), limit, typed, typed_all, live: pace };
        if pace.is_some() {
            let arriving = Rc::new(RefCell::new(ArrivingRecord::new(&job, rate)));
            let ran = arriving.borrow().ran.clone();
            session.run.replace(Some(Box::new(PythonRun { arriving: arriving.clone(), worker: self.worker.clone() })));
            self.received.replace(Some(arriving));
            dispatcher.dispatch(Action::Python(PythonAction::Began(ticket, ran)));
        }
        self.sent.replace(Some((ticket, job.clone())));
        if let Some(worker) = &*self.worker.borrow() {
            worker.run(ticket, job);
        }
    }

    /// Ends the run that goes on. One whose record has come already has nothing left to end.
    pub(super) fn stop(&self) {
        self.sent.take();
        self.received.take();
        drop(self.reading.take());
        if let Some(worker) = &*self.worker.borrow() {
            worker.stop();
        }
    }
}

impl Session {
    /// Brings what the engine reports to the state.
    fn on_python_report(&self, report: Report) {
        let Some(dispatcher) = self.dispatcher.upgrade() else { return };
        let action = match report {
            Report::Loading { bytes, total } => PythonAction::Engine(Engine::Loading(bytes, total)),
            Report::Building { done, total } => PythonAction::Engine(Engine::Building(done, total)),
            Report::Starting => PythonAction::Engine(Engine::Starting),
            Report::Ready => PythonAction::Engine(Engine::Ready),
            Report::Missing(why) => PythonAction::Engine(Engine::Missing(why)),
            // Another takes its place.
            Report::Spent => return,
            Report::Broken { ticket, why } => PythonAction::Failed(ticket, Mishap::Broken(why)),
            Report::Asks { ticket, beginning } => PythonAction::Asks(ticket, beginning.into()),
            Report::Grown { ticket, record, now, until } => {
                let Some(arriving) = self.arriving(ticket) else { return };
                let taken = arriving.borrow_mut().take(&record, now, until);
                match taken {
                    // It is drawn with the next frame.
                    Ok(()) => return,
                    Err(why) => PythonAction::Failed(ticket, Mishap::NoRecord(why)),
                }
            }
            Report::Ran { ticket, record, asks } => {
                let arriving = self.arriving(ticket);
                let Some((_, job)) = self.python.sent.take().filter(|(asked, _)| *asked == ticket) else { return };
                match arriving {
                    Some(arriving) => self.end_live(ticket, &arriving, &record, &job, &dispatcher),
                    None => {
                        let job = SlicedJob::start(|wanted| take_in(ticket, job, record, asks, dispatcher, wanted));
                        self.python.reading.replace(Some(job));
                    }
                }
                return;
            }
        };
        dispatcher.dispatch(Action::Python(action));
    }

    /// The record of the live run with this ticket.
    fn arriving(&self, ticket: u32) -> Option<Received> {
        let awaited = self.python.sent.borrow().as_ref().is_some_and(|(asked, _)| *asked == ticket);
        self.python.received.borrow().clone().filter(|_| awaited)
    }

    /// Takes in the last batch of a live run, and brings the end of the run to the state.
    fn end_live(&self, ticket: u32, arriving: &Received, batch: &[u8], job: &Job, dispatcher: &Dispatcher) {
        self.python.received.take();
        let ended = arriving.borrow_mut().end(batch, job);
        match ended {
            Ok((ran, status)) => {
                let trace = ran.opened.record.trace.clone();
                let (events, now) = (trace.borrow().len(), trace.borrow().end_time());
                dispatcher.dispatch(Action::Python(PythonAction::Ran(ticket, ran)));
                dispatcher.dispatch(Action::Grown(events, now, Some(status)));
            }
            Err(why) => dispatcher.dispatch(Action::Python(PythonAction::Failed(ticket, Mishap::NoRecord(why)))),
        }
    }
}

/// The record of a live run as it arrives, and where the run's clock is between two reports.
struct ArrivingRecord {
    receiving: BatchReceiver,
    /// The run as it will be left; its record is there from the beginning and grows.
    ran: Ran,
    pacer: Pacer,
    /// The moment to which the run's clock goes on.
    until: Micros,
    /// The length of the record when a single turn was asked for; `None` if none is awaited.
    turn: Option<usize>,
}

impl ArrivingRecord {
    /// The record of a run that begins now.
    fn new(job: &Job, rate: f64) -> ArrivingRecord {
        let receiving = BatchReceiver::default();
        let program = ProgramInfo { id: job.file.clone(), args: Vec::new(), source: Some(job.source.clone()) };
        let record = Record::new(receiving.trace().clone());
        let opened = Opened { name: job.file.clone(), program, clock: ClockKind::Virtual, record };
        let ran = Ran { measured: job.measured, ..Ran::new(&job.source, opened) };
        let pacer = Pacer::new(rate, wall());
        ArrivingRecord { receiving, ran, pacer, until: Micros::ZERO, turn: None }
    }

    /// Takes in a batch of the record, and where the run's clock is. The error says what is wrong with the batch.
    fn take(&mut self, batch: &[u8], now: u64, until: Option<u64>) -> Result<(), String> {
        if !batch.is_empty() {
            self.receiving.take(batch).map_err(|why| why.to_string())?;
        }
        self.pacer.follow(Micros(now), wall());
        self.until = Micros(until.unwrap_or(now));
        Ok(())
    }

    /// Takes in the last batch, and returns what the run has left and how it ended.
    fn end(&mut self, batch: &[u8], job: &Job) -> Result<(Ran, Status), String> {
        self.take(batch, 0, None)?;
        let trace = self.receiving.trace().clone();
        let mut opened = (*self.ran.opened).clone();
        opened.record.grow(trace.borrow().len());
        let status = opened.status();
        self.ran.opened = Rc::new(opened);
        self.ran.mistakes = mistakes(&trace.borrow(), &job.file).into();
        self.ran.hints = hints(&trace.borrow(), &job.file, &job.source).into();
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
        let arriving = &mut *self.arriving.borrow_mut();
        let trace = arriving.receiving.trace().borrow();
        let (events, end) = (trace.len(), trace.end_time());
        let turned = arriving.turn.take_if(|before| events > *before).is_some();
        let now = arriving.pacer.allowed(wall()).min(arriving.until).max(end);
        // The engine reports the end, with what the run has left: `Session::end_live` brings it to the state.
        RunProgress { events, now, status: None, turned }
    }

    fn set_pace(&mut self, pace: Pace) {
        {
            let pacer = &mut self.arriving.borrow_mut().pacer;
            pacer.set_rate(pace.rate, wall());
            pacer.set_paused(pace.paused, wall());
        }
        self.steer(&Order::Pace(pace));
    }

    fn turn(&mut self) {
        {
            let arriving = &mut *self.arriving.borrow_mut();
            arriving.turn = Some(arriving.receiving.trace().borrow().len());
        }
        self.steer(&Order::Turn);
    }

    fn answer(&mut self, line: Option<Rc<str>>) {
        self.steer(&Order::Answer(line.as_deref().map(String::from)));
    }
}

/// Makes a record of the text that the engine sent, a slice at a time.
async fn take_in(
    ticket: u32,
    job: Job,
    record: Vec<u8>,
    asks: Option<String>,
    dispatcher: Dispatcher,
    wanted: Rc<Cell<bool>>,
) {
    let Job { file, source, measured, typed: lines, typed_all: all, .. } = job;
    let action = match decode(record, file.clone(), &wanted, |_| ()).await {
        Ok(Some(opened)) => {
            let trace = opened.record.trace.clone();
            let (mistakes, hints) =
                (mistakes(&trace.borrow(), &file).into(), hints(&trace.borrow(), &file, &source).into());
            let (typed, asks) = (Typed { lines, all }, asks.map(Rc::from));
            PythonAction::Ran(ticket, Ran { mistakes, measured, hints, typed, asks, ..Ran::new(&source, opened) })
        }
        Ok(None) => return,
        Err(why) => PythonAction::Failed(ticket, Mishap::NoRecord(format!("{why:?}"))),
    };
    dispatcher.dispatch(Action::Python(action));
}
