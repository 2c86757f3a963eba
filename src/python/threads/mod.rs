//! Threads as the record has them: a task each, whose one step is on a thread of its own.
//!
//! The body of a thread runs whole where it starts, on a clock that goes back afterwards (`library/modules/_thread.py`), and nothing
//! is recorded in it. What it did is told when the clock of the others comes to that moment.

use std::rc::Rc;

use rustpython_vm::{AsObject, PyObjectRef, PyResult, VirtualMachine};

use crate::python::hooks::loopline_module::Module;
use crate::python::recorder::Book;
use crate::python::session::Desk;
use crate::python::values::attribute_reading::text;
use crate::python::values::{program_places as locate, value_text as shown};
use crate::trace::{FutureId, HandleId, Kind, Outcome, Seq, Settled, Stream, TaskId, What};

/// A thread of the program.
#[derive(Clone, Copy, Debug)]
pub(in crate::python) struct Lane {
    task: TaskId,
    thread: u16,
    handle: HandleId,
    scheduled: Option<Seq>,
    began: Option<Seq>,
    step: Option<Seq>,
}

impl Book {
    /// A thread is made, by the thread of this number or by what runs now. Returns its number.
    fn thread_made(&mut self, name: &str, (file, line): (&str, u32), by: i64) -> usize {
        let number = self.lanes.len();
        let future = FutureId(self.next_future);
        self.next_future += 1;
        let task = TaskId(future.0);
        let (name, site) = (self.intern(name), self.site(file, line));
        let by = self.lane(by).map(|(_, by)| by);
        let parent = by.map(|by| by.task).or(self.step.map(|(task, _)| task));
        let cause = by.map_or(self.recorder.cause, |by| by.step);
        let created = self.note_for(cause, Kind::TaskCreated { task, name, parent, site });
        let handle = HandleId(self.skip_handle());
        // Loops have the first numbers.
        let thread = u16::try_from(number + self.loops().max(1)).unwrap_or(u16::MAX);
        let mut lane = Lane { task, thread, handle, scheduled: None, began: None, step: None };
        let cause = cause.or(created);
        lane.scheduled =
            self.on(lane, |book| book.note_for(cause, Kind::HandleScheduled { handle, what: What::Step(task) }));
        self.lanes.push(lane);
        number
    }

    /// Its body begins.
    fn thread_began(&mut self, number: i64) {
        let Some((at, mut lane)) = self.lane(number) else { return };
        lane.began = self.on(lane, |book| book.note_for(lane.scheduled, Kind::HandleBegan { handle: lane.handle }));
        lane.step = self.on(lane, |book| book.note_for(lane.began, Kind::StepBegan { task: lane.task }));
        self.lanes[at] = lane;
    }

    /// It has printed; returns how much of it is kept.
    fn thread_wrote(&mut self, number: i64, stream: Stream, said: &str) -> String {
        let Some((_, lane)) = self.lane(number) else { return self.write(stream, said).to_string() };
        self.on(lane, |book| {
            book.recorder.cause = lane.step;
            book.write(stream, said).to_string()
        })
    }

    /// Its body is over.
    fn thread_over(&mut self, number: i64, outcome: Outcome) {
        let Some((_, lane)) = self.lane(number) else { return };
        let how = match outcome {
            Outcome::Raised(error) => Settled::Exception(error),
            Outcome::Returned(value) => Settled::Result(value),
            Outcome::Suspended(_) | Outcome::Cancelled => Settled::Cancelled,
        };
        let stack = self.recorder.trace().borrow_mut().intern_stack(&[]);
        self.on(lane, |book| {
            book.note_for(lane.step, Kind::FutureSettled { future: lane.task.future(), how });
            book.note_for(lane.step, Kind::StepEnded { task: lane.task, stack, outcome });
            book.note_for(lane.began, Kind::HandleEnded { handle: lane.handle });
        });
    }

    /// A thread by its number; none for one that is not told of.
    fn lane(&self, number: i64) -> Option<(usize, Lane)> {
        let at = usize::try_from(number).ok()?;
        self.lanes.get(at).map(|lane| (at, *lane))
    }

    /// Whatever `f` records happens on this thread.
    fn on<T>(&mut self, lane: Lane, f: impl FnOnce(&mut Book) -> T) -> T {
        let (thread, cause) = (self.recorder.thread, self.recorder.cause);
        self.recorder.thread = lane.thread;
        let result = f(self);
        (self.recorder.thread, self.recorder.cause) = (thread, cause);
        result
    }
}

/// Adds what `_thread` tells of threads.
pub(in crate::python) fn add(module: &Module, desk: &Rc<Desk>) -> PyResult<()> {
    let on = desk.clone();
    module.add("place", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        let place = locate::here(vm);
        let (file, line) = place.map_or((on.file.borrow().clone(), 1), |place| (place.file, place.line));
        Ok(vm.ctx.new_tuple(vec![vm.ctx.new_str(file).into(), vm.ctx.new_int(line).into()]).into())
    })?;
    let on = desk.clone();
    module.add("thread_made", move |name: PyObjectRef, file: PyObjectRef, line: u32, by: i64| -> usize {
        let (name, file) = (text(&name).unwrap_or_default(), text(&file).unwrap_or_default());
        on.book.borrow_mut().thread_made(&name, (&file, line), by)
    })?;
    let on = desk.clone();
    module.add("thread_began", move |number: i64| on.book.borrow_mut().thread_began(number))?;
    let on = desk.clone();
    module.add("thread_wrote", move |number: i64, stream: u32, said: PyObjectRef, vm: &VirtualMachine| {
        let stream = if stream == 2 { Stream::Err } else { Stream::Out };
        on.write(stream, &text(&said).unwrap_or_default(), |book, said| book.thread_wrote(number, stream, said), vm)
    })?;
    // What the thread has left is done by the loop, when its clock comes there: the thread has brought it about.
    let on = desk.clone();
    module.add("on_behalf_of", move |number: i64, done: PyObjectRef, vm: &VirtualMachine| -> PyResult {
        let before = on.book.borrow().recorder.cause;
        let step = on.book.borrow().lane(number).and_then(|(_, lane)| lane.step);
        on.book.borrow_mut().recorder.cause = step.or(before);
        let result = done.call((), vm);
        on.book.borrow_mut().recorder.cause = before;
        result
    })?;
    let on = desk.clone();
    module.add("thread_over", move |number: i64, value: PyObjectRef, error: PyObjectRef, vm: &VirtualMachine| {
        let outcome = if vm.is_none(&error) {
            Outcome::Returned(on.book.borrow().intern(&shown::value(value.as_object(), vm)))
        } else {
            Outcome::Raised(on.book.borrow().intern(&shown::error(error.as_object(), vm)))
        };
        on.book.borrow_mut().thread_over(number, outcome);
    })
}
