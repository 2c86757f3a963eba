//! A live run of a program in Python: takes in its record as it grows, draws it frame by frame, steers it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use super::python_session::Live;
use super::session::Store;
use crate::advice::hints::hints;
use crate::clock::{Micros, Pacer};
use crate::engine::{Job, Order, Pace};
use crate::page::derived::traceback::mistakes;
use crate::page::model::files::Opened;
use crate::page::model::python::{Mishap, PythonAction, Ran};
use crate::page::model::state::{Action, Phase, Record, State};
use crate::trace::file::{BatchReceiver, ClockKind, ProgramInfo};
use crate::web::python_worker::Python as Worker;
use crate::web::{Frame, next_frame, wall};

/// A live run.
pub(in crate::page) struct LiveScript {
    pub ticket: u32,
    receiving: BatchReceiver,
    /// What it will have left: its record is there from the beginning.
    ran: Ran,
    /// Where its clock is between two things that it tells.
    pacer: Pacer,
    /// The moment to which its clock goes on.
    until: Micros,
    /// A turn was asked for when its record had so many events: the playhead goes to where that leads.
    turn: Option<usize>,
}

impl LiveScript {
    /// One that begins now.
    pub fn new(ticket: u32, job: &Job, rate: f64) -> LiveScript {
        let receiving = BatchReceiver::default();
        let program = ProgramInfo { id: job.file.clone(), args: Vec::new(), source: Some(job.source.clone()) };
        let record = Record::new(receiving.trace().clone());
        let opened = Opened { name: job.file.clone(), program, clock: ClockKind::Virtual, record };
        let ran = Ran { measured: job.measured, ..Ran::new(&job.source, opened) };
        LiveScript { ticket, receiving, ran, pacer: Pacer::new(rate, wall()), until: Micros::ZERO, turn: None }
    }

    /// What it has left so far.
    pub fn ran(&self) -> Ran {
        self.ran.clone()
    }

    /// Takes in a batch of its record, and where its clock is.
    pub fn grow(&mut self, batch: &[u8], now: u64, until: Option<u64>) -> Result<(), String> {
        if !batch.is_empty() {
            self.receiving.take(batch).map_err(|why| why.to_string())?;
        }
        self.pacer.follow(Micros(now), wall());
        self.until = Micros(until.unwrap_or(now));
        Ok(())
    }

    /// As far as its record goes now, and whether the playhead goes there though it is paused.
    fn grown(&mut self) -> (Action, bool) {
        let trace = self.receiving.trace().borrow();
        let now = self.pacer.allowed(wall()).min(self.until).max(trace.end_time());
        let turned = self.turn.take_if(|before| trace.len() > *before).is_some();
        (Action::Grown(trace.len(), now, None), turned)
    }

    /// Takes in the last of its record, and tells that it is over.
    pub fn end(mut self, batch: &[u8], job: &Job, dispatcher: &UseReducerDispatcher<State>) {
        let taken = self.grow(batch, 0, None);
        let Ok(()) = taken else {
            let why = Mishap::NoRecord(taken.err().unwrap_or_default());
            return dispatcher.dispatch(Action::Python(PythonAction::Failed(self.ticket, why)));
        };
        let trace = self.receiving.trace().clone();
        let mut opened = (*self.ran.opened).clone();
        opened.record.grow(trace.borrow().len());
        let status = opened.status();
        self.ran.opened = Rc::new(opened);
        self.ran.mistakes = mistakes(&trace.borrow(), &job.file).into();
        self.ran.hints = hints(&trace.borrow(), &job.file, &job.source).into();
        let (len, now) = (trace.borrow().len(), trace.borrow().end_time());
        dispatcher.dispatch(Action::Python(PythonAction::Ran(self.ticket, self.ran)));
        dispatcher.dispatch(Action::Grown(len, now, Some(status)));
    }
}

/// Keeps the live run at the pace that the state wants, and the state as far as the run is.
#[hook]
pub(in crate::page) fn use_steering(store: &Store, engine: &Rc<RefCell<Option<Worker>>>, live: &Live) {
    let runs = store.script().is_some() && store.phase == Phase::Running;
    {
        let (engine, live) = (engine.clone(), live.clone());
        use_effect_with((store.rate, store.playing, runs), move |(rate, playing, runs)| {
            let (Some(engine), Some(live)) = (&*engine.borrow(), &mut *live.borrow_mut()) else { return };
            if *runs {
                live.pacer.set_rate(*rate, wall());
                live.pacer.set_paused(!playing, wall());
                engine.steer(&Order::Pace(Pace { rate: *rate, paused: !playing }));
            }
        });
    }
    {
        let (engine, live) = (engine.clone(), live.clone());
        use_effect_with((store.turns, runs), move |(turns, runs)| {
            let (Some(engine), Some(live)) = (&*engine.borrow(), &mut *live.borrow_mut()) else { return };
            if *turns > 0 && *runs {
                live.turn = Some(live.receiving.trace().borrow().len());
                engine.steer(&Order::Turn);
            }
        });
    }
    {
        let engine = engine.clone();
        use_effect_with(store.python.answer.clone(), move |(count, line)| {
            if let Some(engine) = &*engine.borrow()
                && *count > 0
            {
                engine.steer(&Order::Answer(line.as_deref().map(String::from)));
            }
        });
    }
    let (live, dispatcher) = (live.clone(), store.dispatcher());
    use_effect_with((runs, store.python.asked), move |(runs, _)| {
        let (wanted, frame) = (Rc::new(Cell::new(*runs)), Rc::new(RefCell::new(None)));
        if *runs {
            draw(live, dispatcher, wanted.clone(), frame.clone());
        }
        move || {
            // The frame that is running now must not ask for another.
            wanted.set(false);
            drop(frame.borrow_mut().take());
        }
    });
}

/// Brings what has come of the record to the state before every paint.
fn draw(
    live: Live,
    dispatcher: UseReducerDispatcher<State>,
    wanted: Rc<Cell<bool>>,
    frame: Rc<RefCell<Option<Frame>>>,
) {
    let held = frame.clone();
    let next = next_frame(move |_| {
        let grown = live.borrow_mut().as_mut().map(LiveScript::grown);
        if let Some((grown, turned)) = grown {
            dispatcher.dispatch(grown);
            if turned {
                dispatcher.dispatch(Action::End);
            }
        }
        if wanted.get() {
            draw(live, dispatcher, wanted, held);
        }
    });
    frame.replace(next);
}
