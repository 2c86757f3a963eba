//! Driving a task: from its last suspension to its next, or to its end.

use std::rc::Rc;
use std::task::{Context as PollContext, Poll, Waker};

use super::event_loop::Core;
use super::handle::HandleAction;
use super::leaf::{Resume, SourceLine, Suspension};
use super::slot::{AnyFuture, FutureState};
use super::task::TaskState;
use crate::clock::Micros;
use crate::runtime::{Error, Result};
use crate::trace::{EventKind, HandleKind, Outcome, Seq, Trace, WaitKind, WaitReason};

/// Progress of a step.
pub(crate) enum StepProgress {
    /// The step has ended: the task waits or is done.
    Ended,
    /// The step keeps its thread busy until this moment, and continues with [`resume`].
    Busy(Micros, PausedStep),
}

/// A step that is paused while its thread is busy.
pub(crate) struct PausedStep {
    pub task: Rc<TaskState>,
    /// Event that recorded the step's begin.
    pub began: Option<Seq>,
}

/// Runs a task's next step after the future that it waited on has settled; an exception or cancellation of that future
/// is thrown in.
pub(crate) fn wakeup(core: &Rc<Core>, task: Rc<TaskState>, future: &AnyFuture) -> StepProgress {
    let thrown = future.shared().failure();
    step(core, task, thrown.map(Box::new))
}

/// Runs one step of a task: from its present place to its next suspension or its end.
pub(crate) fn step(core: &Rc<Core>, task: Rc<TaskState>, mut thrown: Option<Box<Error>>) -> StepProgress {
    if task.must_cancel.replace(false) && !thrown.as_deref().is_some_and(Error::is_cancelled) {
        thrown = Some(Box::new(Error::Cancelled(task.message.take())));
    }
    let waiter = task.waiter.take();
    drop(waiter);
    task.on.set(None);
    poll(core, task, None, thrown)
}

/// Continues a step where it paused, because the thread is no longer busy. Requests made meanwhile wait for the next
/// step.
pub(crate) fn resume(core: &Rc<Core>, paused: PausedStep) -> StepProgress {
    poll(core, paused.task, Some(paused.began), None)
}

/// Runs a task's code in a step of its own, or in the one that `paused` and began there.
fn poll(core: &Rc<Core>, task: Rc<TaskState>, paused: Option<Option<Seq>>, thrown: Option<Box<Error>>) -> StepProgress {
    let Some(mut body) = task.body.take() else { return StepProgress::Ended };
    // The task's own context is entered, so that what a step sets is there in the next.
    let context = core.swap_context(task.context.take());
    let outer = core.set_current_task(Some(task.clone()));
    let began = paused.unwrap_or_else(|| core.note(|_| EventKind::StepBegan { task: task.id }));
    let before = core.set_cause(began);
    // A task that nobody asked to stop also gets a cancellation when what it awaits was cancelled: that is an error
    // like any other.
    if task.cancelling() > 0 && thrown.as_deref().is_some_and(Error::is_cancelled) {
        core.note(|_| EventKind::CancelDelivered { task: task.id });
    }
    let polled = match thrown {
        // An error that is thrown into a coroutine before its start ends it without running it.
        Some(error) if !task.started.get() => Poll::Ready(Err(*error)),
        thrown => {
            if task.started.replace(true) {
                task.resume.replace(Some(thrown.map_or(Resume::Settled, Resume::Throw)));
            }
            body.as_mut().poll(&mut PollContext::from_waker(Waker::noop()))
        }
    };
    let unused = task.resume.take();
    let suspension = task.suspension.take();
    let misuse = task.misuse.take();
    let mut stepped = StepProgress::Ended;
    match polled {
        Poll::Ready(outcome) => {
            // A body that has never run is dropped here on purpose.
            core.discard(body);
            finish(core, &task, outcome);
        }
        // The program has stopped its own loop: nothing will ever run the rest.
        Poll::Pending if core.closed.get() => drop(body),
        Poll::Pending => match suspension.filter(|_| misuse.is_none() && unused.is_none()) {
            Some(Suspension::Turn(line)) => {
                task.body.set(Some(body));
                let on = WaitReason { kind: WaitKind::Turn, id: 0, until: None };
                end_step(core, &task, Some(line), |_| Outcome::Suspended(on));
                core.schedule(HandleAction::Step(task.clone(), None), None, |_| HandleKind::Step(task.id));
            }
            Some(Suspension::Future(future, line)) => {
                task.body.set(Some(body));
                suspended(core, &task, future, line);
            }
            Some(Suspension::Busy(until)) => {
                task.body.set(Some(body));
                stepped = StepProgress::Busy(until, PausedStep { task: task.clone(), began });
            }
            None => {
                // Dropping the body runs the program's own clean-up: still inside the step.
                drop(body);
                let message = misuse.unwrap_or("awaited something that is not of this loop: use its own futures");
                finish(core, &task, Err(Error::runtime(message)));
            }
        },
    }
    core.set_cause(before);
    task.context.set(core.swap_context(context));
    let ran = core.set_current_task(outer);
    drop(ran);
    stepped
}

/// Ends a step that leaves the task waiting.
fn suspended(core: &Rc<Core>, task: &Rc<TaskState>, future: AnyFuture, line: SourceLine) {
    // The leaf that suspends on a future has set the reason.
    let on = task.on.get().unwrap_or(future.shared().on.get());
    if future.shared().id == task.id.future() {
        end_step(core, task, Some(line), |_| Outcome::Suspended(on));
        let error = Error::runtime(format!("Task cannot await on itself: {}", task.name.borrow()));
        task.on.set(None);
        core.schedule(HandleAction::Step(task.clone(), Some(Box::new(error))), None, |_| HandleKind::Step(task.id));
        return;
    }
    task.waiter.set(Some(future.clone()));
    future.shared().wake(core, task.clone());
    end_step(core, task, Some(line), |_| Outcome::Suspended(on));
    // Bound to a name first, so that no borrow is held: in a circle of tasks the request comes back to this one.
    let message = task.message.borrow().clone();
    if task.must_cancel.get() && future.shared().cancel(message) {
        task.must_cancel.set(false);
    }
}

/// Ends a step in which the coroutine has ended.
fn finish(core: &Rc<Core>, task: &Rc<TaskState>, outcome: Result<Option<String>>) {
    let kept = core.remove_task(task.id);
    drop(kept);
    let shared = task.future.shared();
    match outcome {
        // A cancellation requested in the last step comes too late to be thrown: it cancels the result.
        Ok(_) if task.must_cancel.get() => {
            let message = task.message.take();
            shared.settle(FutureState::Cancelled, Some(Error::Cancelled(message)), None);
            end_step(core, task, None, |_| Outcome::Cancelled);
        }
        Ok(shown) => {
            let text = shown.clone().unwrap_or_default();
            shared.settle(FutureState::Done, None, shown);
            end_step(core, task, None, |t| Outcome::Returned(t.intern(&text)));
        }
        Err(error @ Error::Cancelled(_)) => {
            shared.once.set(true);
            shared.settle(FutureState::Cancelled, Some(error), None);
            end_step(core, task, None, |_| Outcome::Cancelled);
        }
        Err(error) => {
            let text = error.to_string();
            shared.settle(FutureState::Done, Some(error), None);
            end_step(core, task, None, |t| Outcome::Raised(t.intern(&text)));
        }
    }
}

fn end_step(core: &Core, task: &TaskState, line: Option<SourceLine>, outcome: impl FnOnce(&mut Trace) -> Outcome) {
    core.note(|t| {
        let stack = core.stack(t, line);
        EventKind::StepEnded { task: task.id, stack, outcome: outcome(t) }
    });
}
