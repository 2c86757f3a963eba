//! Tasks of a scheduler beside asyncio's, such as trio's: each is a task on the thread that runs the scheduler.
//!
//! The scheduler reports what it does when it does it, by the number that a task has got here. A wait of a task is for a future that
//! stands for it, as with threads: it is made when the step ends, and settled when the task is scheduled again.

use super::ProgramRecorder;
use crate::clock::Micros;
use crate::trace::{
    EventKind, FutureId, FutureOrigin, HandleId, HandleKind, Outcome, Seq, Settled, Site, Stack, TaskId, WaitKind,
    WaitReason,
};

/// A task of a scheduler.
#[derive(Clone, Copy, Debug)]
struct ScheduledTask {
    task: TaskId,
    created: Option<Seq>,
    handle: HandleId,
    /// The event with which its next step was scheduled, if it was.
    scheduled: Option<Seq>,
    /// The events with which its latest handle and step began.
    began: Option<Seq>,
    step: Option<Seq>,
    /// The future that stands for what it waits for, and the event with which the wait began.
    wait: Option<(FutureId, Option<Seq>)>,
    /// The handle whose step runs.
    running: Option<HandleId>,
}

/// The tasks of such schedulers.
#[derive(Default)]
pub(super) struct SchedulerRecord {
    tasks: Vec<ScheduledTask>,
}

/// A description of a task that is made.
pub(in crate::python) struct NewTask<'a> {
    pub name: &'a str,
    /// The call that has made its coroutine.
    pub runs: Option<&'a str>,
    /// The number of the task that it belongs to.
    pub parent: Option<u32>,
    pub site: Site,
    pub of_library: bool,
}

/// A reason for which such a task waits.
#[derive(Clone, Copy, Debug)]
pub(in crate::python) struct TaskWait {
    pub kind: WaitKind,
    /// The operation that the future is for that stands for the wait.
    pub of: FutureOrigin,
    /// The name of that future.
    pub name: Option<&'static str>,
    /// The resource, if the wait is for one.
    pub resource: Option<u32>,
    pub until: Option<Micros>,
}

impl ProgramRecorder {
    /// Records that a task is made; returns its number.
    pub fn scheduler_task(&mut self, new: &NewTask<'_>) -> u32 {
        let task = TaskId(self.futures.take_id().0);
        let parent = new.parent.and_then(|parent| self.schedulers.tasks.get(parent as usize)).map(|parent| parent.task);
        let (name, runs) = (self.intern(new.name), new.runs.map(|runs| self.intern(runs)));
        let (site, of_library) = (new.site, new.of_library);
        let created = self.note(EventKind::TaskCreated { task, name, parent, site, runs, of_library });
        let handle = HandleId(0);
        let (scheduled, began, step, wait, running) = (None, None, None, None, None);
        self.schedulers.tasks.push(ScheduledTask { task, created, handle, scheduled, began, step, wait, running });
        self.open_tasks.open(task, new.name, self.threads.is_main());
        self.schedulers.tasks.len() as u32 - 1
    }

    /// Records that the next step of a task is scheduled, by what runs now or by a cause of its own.
    pub fn scheduler_scheduled(&mut self, number: u32, cause: Option<Seq>) {
        let Some(mut entry) = self.schedulers.tasks.get(number as usize).copied() else { return };
        if entry.scheduled.is_some() {
            return;
        }
        let cause = cause.or(self.events.cause);
        entry.handle = self.skip_handle();
        let (handle, task) = (entry.handle, entry.task);
        entry.scheduled = match entry.wait.take() {
            Some((future, waits)) => {
                let how = Settled::Result(self.intern("None"));
                let settled = self.note_for(cause.or(waits), EventKind::FutureSettled { future, how });
                self.note_for(settled, EventKind::HandleScheduled { handle, what: HandleKind::Wakeup(task) })
            }
            None => {
                let cause = cause.or(entry.created);
                self.note_for(cause, EventKind::HandleScheduled { handle, what: HandleKind::Step(task) })
            }
        };
        self.schedulers.tasks[number as usize] = entry;
    }

    /// Records that a step of a task begins.
    pub fn scheduler_step_begins(&mut self, number: u32) {
        let Some(mut entry) = self.schedulers.tasks.get(number as usize).copied() else { return };
        let (task, handle) = (entry.task, entry.handle);
        entry.began = self.note_for(entry.scheduled.take(), EventKind::HandleBegan { handle });
        entry.step = self.note_for(entry.began, EventKind::StepBegan { task });
        entry.running = Some(handle);
        self.events.cause = entry.step;
        self.running.step = entry.step.map(|step| (task, step));
        self.schedulers.tasks[number as usize] = entry;
    }

    /// Records that the step of a task ends in a wait.
    pub fn scheduler_step_waits(&mut self, number: u32, on: TaskWait, stack: Stack) {
        let Some(mut entry) =
            self.schedulers.tasks.get(number as usize).copied().filter(|entry| entry.running.is_some())
        else {
            return;
        };
        // One that is scheduled already only gives the others a turn.
        let reason = if entry.scheduled.is_some() {
            WaitReason { kind: WaitKind::Turn, id: 0, until: None }
        } else {
            let future = self.futures.take_id();
            let name = on.name.map(|name| self.intern(name));
            self.note_for(entry.step, EventKind::FutureCreated { future, of: on.of, name });
            let TaskWait { kind, resource, until, .. } = on;
            entry.wait = Some((future, None));
            WaitReason { kind, id: resource.unwrap_or(future.0), until }
        };
        let outcome = Outcome::Suspended(reason);
        self.open_tasks.suspend(entry.task, reason);
        let ended = self.note_for(entry.step, EventKind::StepEnded { task: entry.task, stack, outcome });
        if let Some((_, waits)) = &mut entry.wait {
            *waits = ended;
        }
        self.scheduler_handle_ends(&mut entry);
        self.schedulers.tasks[number as usize] = entry;
    }

    /// Records that the last step of a task ends.
    pub fn scheduler_task_ends(&mut self, number: u32, outcome: Outcome) {
        let Some(mut entry) =
            self.schedulers.tasks.get(number as usize).copied().filter(|entry| entry.running.is_some())
        else {
            return;
        };
        let how = match outcome {
            Outcome::Raised(error) => Settled::Exception(error),
            Outcome::Returned(value) => Settled::Result(value),
            Outcome::Suspended(_) | Outcome::Cancelled => Settled::Cancelled,
        };
        let stack = self.events.trace().borrow_mut().intern_stack(&[]);
        let task = entry.task;
        self.note_for(entry.step, EventKind::FutureSettled { future: task.future(), how });
        self.note_for(entry.step, EventKind::StepEnded { task, stack, outcome });
        self.open_tasks.close(task);
        self.scheduler_handle_ends(&mut entry);
        self.schedulers.tasks[number as usize] = entry;
    }

    fn scheduler_handle_ends(&mut self, entry: &mut ScheduledTask) {
        if let Some(handle) = entry.running.take() {
            self.note_for(entry.began, EventKind::HandleEnded { handle });
        }
        (self.running.step, self.events.cause) = (None, None);
    }
}
