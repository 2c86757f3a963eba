//! Points of a run at which its values are read: before a line of the program, at the beginning and the end of a task's step, and
//! at the end of the run.

use rustpython_vm::builtins::{PyDictRef, PyTraceback};
use rustpython_vm::frame::FrameObjectRef;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::stack_reading::{self, MAX_STACKS, StackOfFrames};
use super::{await_results, expression_values};
use crate::inspection::InspectedMoment;
use crate::python::session::{Session, current_session};
use crate::python::values::attribute_reading::address;
use crate::python::values::program_places;

/// A point of a run at which its values may be read.
pub(in crate::python) enum SafePoint<'a> {
    /// Before this line of the program.
    Line(u32),
    /// Before the program returns from a function.
    Return,
    /// The beginning of a step of the task with this number and coroutine.
    StepBegins(u32, &'a PyObject),
    /// The end of a step.
    StepEnds(u32, &'a PyObject),
    /// The end of the run, at a limit or in a deadlock.
    RunEnds,
    /// The end of a run that has left its main module, with the names of that.
    RunReturns(PyDictRef),
    /// The end of a run by an error, with its frames, the outermost first.
    RunFails(Vec<FrameObjectRef>),
}

/// Gets ready for the values that are wanted of a run.
pub(in crate::python) fn begin(session: &Session, vm: &VirtualMachine) {
    if !session.inspection.is_on() {
        return;
    }
    session.inspection.before_end.set(Some(|session, vm| reach(session, &SafePoint::RunEnds, vm)));
    let tracer = vm.new_function("is_patient", |_args: FuncArgs, vm: &VirtualMachine| -> PyResult {
        let Some(session) = current_session() else { return Ok(vm.ctx.none()) };
        let inspection = &session.inspection;
        if inspection.wall.get().is_some_and(|wall| wall() >= inspection.deadline.get()) {
            let error = vm.ctx.exceptions.keyboard_interrupt.to_owned();
            return Err(vm.new_exception_msg(error, "it takes too long".into()));
        }
        Ok(inspection.tracer.borrow().clone().unwrap_or_else(|| vm.ctx.none()))
    });
    session.inspection.tracer.replace(Some(tracer.into()));
    expression_values::compile(session, vm);
}

/// Reads what is wanted at a point, and ends the program if that was all.
pub(in crate::python) fn reached(session: &Session, point: &SafePoint, vm: &VirtualMachine) -> PyResult<()> {
    if !session.inspection.is_on() || session.inspection.is_reading() {
        return Ok(());
    }
    if !session.inspection.is_done() {
        reach(session, point, vm);
        if !session.inspection.is_satisfied() {
            return Ok(());
        }
    }
    session.end_of_inspection(vm)
}

/// Does the same at the beginning of a task's step.
pub(in crate::python) fn step_begins(session: &Session, task: &PyObject, vm: &VirtualMachine) -> PyResult<()> {
    if !session.inspection.is_on() {
        return Ok(());
    }
    await_results::watch(session, vm)?;
    match (stack_reading::number_of(session, task), stack_reading::coroutine_of(task, vm)) {
        (Some(number), Some(coroutine)) => reached(session, &SafePoint::StepBegins(number, &coroutine), vm),
        (_, None) | (None, _) => Ok(()),
    }
}

/// Does the same at the end of a step, at which a program cannot be ended: it is at its next point.
pub(in crate::python) fn step_ended(session: &Session, task: &PyObject, vm: &VirtualMachine) {
    if !session.inspection.is_on() || session.inspection.is_reading() || session.inspection.is_done() {
        return;
    }
    let number = session.recorder.borrow().future(address(task)).filter(|entry| entry.created).map(|entry| entry.id.0);
    if let (Some(number), Some(coroutine)) = (number, stack_reading::coroutine_of(task, vm)) {
        reach(session, &SafePoint::StepEnds(number, &coroutine), vm);
        await_results::step_over(session, number, vm);
    }
}

/// Does the same at the end of a step of another scheduler's task.
pub(in crate::python) fn scheduler_step_ended(
    session: &Session,
    number: u32,
    coroutine: &PyObject,
    vm: &VirtualMachine,
) {
    if session.inspection.is_on() && !session.inspection.is_reading() && !session.inspection.is_done() {
        reach(session, &SafePoint::StepEnds(number, coroutine), vm);
        await_results::step_over(session, number, vm);
        // An error is one of the program's own, which has taken the monitoring away: then no results are read.
        let _ = await_results::watch(session, vm);
    }
}

/// Takes note that a task gets an error for what it awaits.
pub(in crate::python) fn step_is_cancelled(session: &Session, task: &PyObject) {
    if let Some(number) = stack_reading::number_of(session, task).filter(|_| session.inspection.is_on()) {
        await_results::cancelled(session, number);
    }
}

/// Reads all values that are wanted still, at the end of a run; `traceback` is that of the error by which it has failed.
pub(in crate::python) fn run_ends(
    session: &Session,
    traceback: Option<PyObjectRef>,
    namespace: PyDictRef,
    vm: &VirtualMachine,
) {
    if !session.inspection.is_on() || session.inspection.is_reading() || session.inspection.is_done() {
        return;
    }
    let mut frames = Vec::new();
    let mut next = traceback.and_then(|traceback| traceback.downcast::<PyTraceback>().ok());
    while let Some(traceback) = next {
        if !program_places::is_in_library(&traceback.frame) {
            frames.push(traceback.frame.clone());
        }
        next = traceback.next.lock().clone();
    }
    let point = if frames.is_empty() { SafePoint::RunReturns(namespace) } else { SafePoint::RunFails(frames) };
    reach(session, &point, vm);
}

fn reach(session: &Session, point: &SafePoint, vm: &VirtualMachine) {
    let inspection = &session.inspection;
    let events = session.events();
    let is_end = matches!(point, SafePoint::RunEnds | SafePoint::RunReturns(_) | SafePoint::RunFails(_));
    let stops = !inspection.expressions.borrow().is_empty() && session.reading(|| evaluates(session, point, vm));
    let due = if is_end { inspection.take_due(usize::MAX) } else { inspection.take_due(events) };
    let steps = inspection.wanted.borrow().every_step && matches!(point, SafePoint::StepEnds(..));
    if !due.is_empty() || stops {
        let moment = session.reading(|| moment(session, point, events, vm));
        for asked in due {
            inspection.add(InspectedMoment { asked, ..moment.clone() });
        }
        if stops {
            inspection.add(moment);
            inspection.result.borrow_mut().stopped = Some(events);
        }
    }
    if let (true, SafePoint::StepEnds(number, coroutine)) = (steps, point) {
        let stack = stack_reading::suspended(*number, (*coroutine).to_owned());
        let stack = session.reading(|| stack_reading::read(session, &stack, vm));
        inspection.add(InspectedMoment { asked: events, events, stacks: vec![stack], left_out: 0 });
    }
}

/// Evaluates the expressions at a point, and tells if the run is to end there.
fn evaluates(session: &Session, point: &SafePoint, vm: &VirtualMachine) -> bool {
    let (task, frames) = match point {
        SafePoint::Line(_) | SafePoint::Return => {
            let frame = program_places::frames(vm).find(|frame| !program_places::is_in_library(frame));
            (session.recorder.borrow().task_here(), frame.into_iter().collect())
        }
        SafePoint::StepEnds(task, coroutine) => {
            (Some(*task), stack_reading::suspended(*task, (*coroutine).to_owned()).frames)
        }
        SafePoint::StepBegins(..) | SafePoint::RunEnds | SafePoint::RunReturns(_) | SafePoint::RunFails(_) => {
            return false;
        }
    };
    expression_values::evaluate(session, task, &frames, vm)
}

/// Reads the stacks of the program.
fn moment(session: &Session, point: &SafePoint, events: usize, vm: &VirtualMachine) -> InspectedMoment {
    let mut stacks = Vec::new();
    match point {
        SafePoint::Line(line) => stacks.extend(stack_reading::running(session, Some(*line), vm)),
        SafePoint::Return | SafePoint::RunEnds => stacks.extend(stack_reading::running(session, None, vm)),
        SafePoint::StepBegins(task, coroutine) | SafePoint::StepEnds(task, coroutine) => {
            let running = matches!(point, SafePoint::StepBegins(..));
            let stack = stack_reading::suspended(*task, (*coroutine).to_owned());
            let thread = session.recorder.borrow().thread_here();
            stacks.push(StackOfFrames { running, thread, ..stack });
            // The loop's step is over or has not begun: all frames below are those of the code that runs the loop.
            stacks.extend(stack_reading::below_loop(session, vm));
        }
        SafePoint::RunReturns(_) => {}
        SafePoint::RunFails(frames) => {
            stacks.push(StackOfFrames { task: None, thread: 0, running: true, frames: frames.clone(), line: None });
        }
    }
    let first = stacks.first().and_then(|stack| stack.task);
    // Code that runs a loop comes behind the tasks of that.
    let leads = matches!(point, SafePoint::StepEnds(..)) || stacks.first().is_some_and(|stack| stack.running);
    let behind = stacks.split_off(usize::from(leads));
    let mut tasks: Vec<(u32, PyObjectRef)> = session
        .inspection
        .tasks()
        .into_iter()
        .filter_map(|(task, number)| stack_reading::open_task(session, &task, number, vm))
        .filter(|(number, _)| Some(*number) != first)
        .collect();
    tasks.sort_by_key(|(number, _)| *number);
    stacks.extend(tasks.into_iter().map(|(number, coroutine)| stack_reading::suspended(number, coroutine)));
    stacks.extend(stack_reading::parked(session, vm));
    stacks.extend(behind);
    stacks.retain(|stack| !stack.frames.is_empty());
    let left_out = stacks.len().saturating_sub(MAX_STACKS) as u32;
    let read = stacks.iter().take(MAX_STACKS).map(|stack| stack_reading::read(session, stack, vm));
    let mut read: Vec<_> = read.collect();
    if let SafePoint::RunReturns(namespace) = point {
        read.push(stack_reading::read_module(session, namespace, vm));
    }
    InspectedMoment { asked: events, events, stacks: read, left_out }
}
