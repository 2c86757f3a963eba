//! The laws that the producer of a record must keep and a reader may rely on.
//!
//! - Causes point backwards, and to the event that they must be: a handle begins because it was scheduled, a step
//!   because its handle began, a timer fires because it was set, a wake-up is scheduled because a future settled.
//! - Time never decreases; a timer fires at its deadline or later, and says by how much.
//! - One handle, and in it one step, runs at a time on a thread; threads run side by side. Handles begin on the thread
//!   where they were scheduled, once, unless cancelled; in the order in which they were scheduled, but for those of a
//!   scheduler beside asyncio's, which has no turns and its own order, as trio's. All steps of a task are on one thread.
//! - A step begins only in a handle that was scheduled for its task, which has at most one such handle at a time.
//! - Every suspension names something that exists. Futures settle once; nothing of a task runs after it is done, and
//!   nothing at all after the run has ended.
//! - A generator runs inside the code that resumes it, on that thread: what it resumes rests or ends before it does, and it
//!   before the step and the handle. It is resumed only at rest, never once it has ended; it yields only while it is the
//!   innermost that runs; one that passes a value on has it from a generator that now rests with that value.
//! - A connection opens, or not, because it was asked for. An end sends only while the connection is open and the end has not
//!   ended; no byte arrives that was not sent, nor later than one sent after it; nothing follows on the last state. Messages
//!   are of bytes that were sent, one at a time of an end, and never longer than these.
//! - A connection waits for the transaction of another, once at a time. The way of a datagram ends once, because it was sent.
//! - Turns that are not in the record one by one repeat a turn that is.
//! - Every created task is done when its run ends, or belongs to another thread, or the run says why not.
//!
//! All but the last hold for every prefix of a record too.

use std::collections::{HashMap, HashSet, VecDeque};

use super::connection_laws::ConnectionLaws;
use super::dump::dump_line;
use super::walk::{EventVisitor, Occurrence};
use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, FutureId, FutureOrigin,
    GeneratorEnd, GeneratorId, HandleId, HandleKind, MessageId, MessageKind, Outcome, ResourceId, ResourceKind,
    Resumption, Seq, Settled, Site, Snapshot, Stack, Status, TaskId, Text, TimerId, Trace, WaitKind, WaitReason,
    WarningCode,
};

/// Checks every law. The error says which event breaks which law, for the message of a test.
pub fn check(trace: &Trace) -> Result<(), String> {
    let mut checker = Checker::default();
    for here in Occurrence::range(trace, 0..trace.len()) {
        checker.check(&here).map_err(|law| format!("{law}, but: {}", dump_line(trace, here.seq)))?;
    }
    Ok(())
}

/// The current work of one thread.
#[derive(Default)]
struct Thread {
    handle: Option<(HandleId, Seq)>,
    step: Option<(TaskId, Seq)>,
    /// Generators that run, each inside the one before it.
    generators: Vec<(GeneratorId, Seq)>,
    /// The number of generators that ran already when the handle and the step began: a loop may be run inside a generator.
    outside: usize,
}

/// The phase of a generator's life.
#[derive(Clone, Copy, PartialEq)]
enum GeneratorPhase {
    Created,
    Running,
    Yielded(Text),
}

#[derive(Clone, Copy, PartialEq)]
enum Progress {
    Scheduled,
    Cancelled,
    Began,
}

#[derive(Default)]
struct Checker {
    threads: HashMap<u16, Thread>,
    /// The latest moment of each run.
    times: HashMap<u16, Micros>,
    /// The thread of each task that has taken a step.
    homes: HashMap<TaskId, u16>,
    handles: HashMap<HandleId, (Seq, HandleKind, Progress)>,
    /// Handles in order of scheduling, for each thread; cancelled ones are taken out when they come to the front.
    ready: HashMap<u16, VecDeque<HandleId>>,
    /// Created tasks, each with true while a handle for its next step is scheduled.
    tasks: HashMap<TaskId, bool>,
    futures: HashSet<FutureId>,
    settled: HashSet<FutureId>,
    timers: HashMap<TimerId, (Seq, Micros)>,
    resources: HashMap<ResourceId, ResourceKind>,
    /// Tasks that were created and are not done.
    open: HashSet<TaskId>,
    destroyed: bool,
    /// Generators that were created and have not ended.
    generators: HashMap<GeneratorId, GeneratorPhase>,
    /// All generators that were ever created.
    generators_made: HashSet<GeneratorId>,
    /// The runs that have ended.
    ended: HashSet<u16>,
    /// The number of turns in the record.
    turns: usize,
    connections: ConnectionLaws,
}

pub(super) type Law = Result<(), &'static str>;

pub(super) fn law(holds: bool, text: &'static str) -> Law {
    if holds { Ok(()) } else { Err(text) }
}

impl Checker {
    /// Checks the laws of every event, then those of the event's kind.
    fn check(&mut self, here: &Occurrence) -> Law {
        let event = &here.event;
        law(!self.ended.contains(&event.run), "nothing happens after a run has ended")?;
        if let Some(cause) = event.cause {
            law(cause < here.seq, "a cause comes before what it brings about")?;
        }
        let time = self.times.entry(event.run).or_default();
        law(*time <= event.t, "time never decreases in a run")?;
        *time = event.t;
        here.deliver_to(self)
    }

    fn exists(&self, future: FutureId) -> bool {
        self.futures.contains(&future) || self.tasks.contains_key(&TaskId(future.0))
    }

    fn will_step(&mut self, task: TaskId) -> Law {
        law(!self.settled.contains(&task.future()), "no step is scheduled for a task that is done")?;
        let Some(scheduled) = self.tasks.get_mut(&task) else { return Err("a task is created before") };
        law(!std::mem::replace(scheduled, true), "a task has one scheduled step at a time")
    }

    /// Notes that the handle of a task's next step has begun or is cancelled.
    fn unscheduled(&mut self, what: HandleKind) {
        match what {
            HandleKind::Step(task) | HandleKind::Wakeup(task) => {
                self.tasks.insert(task, false);
            }
            HandleKind::Callback(_) | HandleKind::Timer(..) => {}
        }
    }

    /// Checks that a generator which yields or ends is the innermost that runs on its thread.
    fn leaves(&mut self, event: &Event, generator: GeneratorId) -> Law {
        let thread = self.threads.entry(event.thread).or_default();
        let inside = thread.generators.len() > thread.outside;
        let resumed = thread.generators.pop().filter(|(id, _)| inside && *id == generator);
        law(resumed.is_some(), "a generator yields or ends only while it is the innermost that runs")?;
        law(event.cause == resumed.map(|(_, seq)| seq), "a generator yields or ends because it was resumed")
    }

    /// Checks that the reason of a wait names something of the right kind.
    fn named(&self, on: WaitReason) -> Law {
        let resource = self.resources.get(&ResourceId(on.id)).copied();
        let holds = match on.kind {
            WaitKind::Turn => true,
            WaitKind::Task => self.tasks.contains_key(&TaskId(on.id)),
            WaitKind::Sleep | WaitKind::Future | WaitKind::Gather | WaitKind::Wait => self.exists(FutureId(on.id)),
            WaitKind::Io | WaitKind::Thread => self.exists(FutureId(on.id)),
            WaitKind::QueueGet | WaitKind::QueuePut | WaitKind::QueueJoin => {
                use ResourceKind::{LifoQueue, PriorityQueue, Queue};
                matches!(resource, Some(Queue | LifoQueue | PriorityQueue))
            }
            WaitKind::Lock => resource == Some(ResourceKind::Lock),
            WaitKind::Event => resource == Some(ResourceKind::Event),
            WaitKind::Semaphore => {
                matches!(resource, Some(ResourceKind::Semaphore | ResourceKind::BoundedSemaphore))
            }
            WaitKind::Condition => resource == Some(ResourceKind::Condition),
            WaitKind::Barrier => resource == Some(ResourceKind::Barrier),
        };
        law(holds, "every suspension names something that exists")
    }
}

impl EventVisitor for Checker {
    type Answer = Law;

    const NOTHING: Law = Ok(());

    fn run_ended(&mut self, here: &Occurrence, status: Status) -> Law {
        self.ended.insert(here.event.run);
        match status {
            Status::Returned | Status::Raised(_) => {
                let steps = self.threads.iter().filter(|(thread, _)| **thread != here.event.thread);
                let beside: HashSet<TaskId> = steps.filter_map(|(_, other)| other.step.map(|(task, _)| task)).collect();
                let is_elsewhere = |task| self.homes.get(task).is_some_and(|home| *home != here.event.thread);
                law(
                    self.destroyed || self.open.iter().all(|task| beside.contains(task) || is_elsewhere(task)),
                    "every task is done when its run ends, or is of a thread beside it, or it is said why not",
                )
            }
            Status::Deadlock | Status::Stopped | Status::Limit => {
                self.open.clear();
                Ok(())
            }
        }
    }
    fn task_created(
        &mut self,
        _: &Occurrence,
        task: TaskId,
        _: Text,
        parent: Option<TaskId>,
        _: Site,
        _: Option<Text>,
    ) -> Law {
        law(self.tasks.insert(task, false).is_none(), "a task is created once")?;
        law(!self.futures.contains(&task.future()), "tasks and futures share one count")?;
        self.open.insert(task);
        law(parent.is_none_or(|parent| self.tasks.contains_key(&parent)), "a parent was created before")
    }

    fn task_renamed(&mut self, _: &Occurrence, task: TaskId, _: Text) -> Law {
        law(self.tasks.contains_key(&task), "a task is created before")
    }

    fn handle_scheduled(&mut self, here: &Occurrence, handle: HandleId, what: HandleKind) -> Law {
        let before = self.handles.insert(handle, (here.seq, what, Progress::Scheduled));
        law(before.is_none(), "a handle is scheduled once")?;
        self.ready.entry(here.event.thread).or_default().push_back(handle);
        let cause = here.event.cause.and_then(|cause| here.trace.get(cause)).map(|cause| cause.kind);
        match what {
            HandleKind::Step(task) => self.will_step(task),
            HandleKind::Wakeup(task) => {
                // The step itself when what it waits for has settled already.
                let woken = matches!(cause, Some(EventKind::FutureSettled { .. } | EventKind::StepBegan { .. }));
                law(woken, "a wake-up has its cause: a future that settled")?;
                self.will_step(task)
            }
            HandleKind::Timer(timer, _) => {
                let fired = matches!(cause, Some(EventKind::TimerFired { timer: id, .. }) if id == timer);
                law(fired, "a timer's callback is scheduled because the timer fired")
            }
            HandleKind::Callback(_) => Ok(()),
        }
    }

    fn handle_cancelled(&mut self, _: &Occurrence, handle: HandleId) -> Law {
        let known = self.handles.get_mut(&handle).filter(|(_, _, progress)| *progress == Progress::Scheduled);
        let Some(known) = known else { return Err("only a handle that waits can be cancelled") };
        known.2 = Progress::Cancelled;
        let what = known.1;
        self.unscheduled(what);
        Ok(())
    }

    fn handle_began(&mut self, here: &Occurrence, handle: HandleId) -> Law {
        let known = self.handles.get(&handle).copied();
        let Some((scheduled, what, progress)) = known else {
            return Err("a handle that begins was scheduled");
        };
        law(progress == Progress::Scheduled, "a handle begins once, and not after it was cancelled")?;
        law(here.event.cause == Some(scheduled), "a handle begins because it was scheduled")?;
        let ready = self.ready.entry(here.event.thread).or_default();
        while ready.front().is_some_and(|id| self.handles.get(id).is_some_and(|h| h.2 == Progress::Cancelled)) {
            ready.pop_front();
        }
        let place = ready.iter().position(|id| *id == handle);
        // Before the first turn of a loop another scheduler works on its thread.
        let is_next = if here.event.thread > 0 || self.turns > 0 { place == Some(0) } else { place.is_some() };
        law(is_next, "handles begin on their thread in the order in which they were scheduled")?;
        place.and_then(|place| ready.remove(place));
        let thread = self.threads.entry(here.event.thread).or_default();
        law(thread.handle.is_none(), "one handle runs at a time on a thread")?;
        thread.handle = Some((handle, here.seq));
        thread.outside = thread.generators.len();
        self.handles.insert(handle, (scheduled, what, Progress::Began));
        self.unscheduled(what);
        Ok(())
    }

    fn handle_ended(&mut self, here: &Occurrence, handle: HandleId) -> Law {
        let thread = self.threads.entry(here.event.thread).or_default();
        law(thread.generators.len() == thread.outside, "a handle ends after the generators in it")?;
        law(thread.step.is_none(), "a handle ends after the step in it")?;
        thread.outside = 0;
        let began = thread.handle.take();
        law(began.is_some_and(|(id, _)| id == handle), "the handle that ends is the one that runs")?;
        law(here.event.cause == began.map(|(_, seq)| seq), "a handle ends because it began")
    }

    fn step_began(&mut self, here: &Occurrence, task: TaskId) -> Law {
        law(self.open.contains(&task), "a step belongs to a task that was created and is not done")?;
        let thread = self.threads.entry(here.event.thread).or_default();
        law(thread.step.is_none(), "one task runs at a time on a thread")?;
        thread.step = Some((task, here.seq));
        law(*self.homes.entry(task).or_insert(here.event.thread) == here.event.thread, "a task stays on its thread")?;
        let Some((handle, began)) = thread.handle else { return Err("a step begins in a handle") };
        law(here.event.cause == Some(began), "a step begins because its handle began")?;
        let what = self.handles.get(&handle).map(|(_, what, _)| *what);
        let own = matches!(what, Some(HandleKind::Step(id) | HandleKind::Wakeup(id)) if id == task);
        law(own, "a step begins only in a handle that was scheduled for its task")
    }

    fn step_ended(&mut self, here: &Occurrence, task: TaskId, _: Stack, outcome: Outcome) -> Law {
        let thread = self.threads.entry(here.event.thread).or_default();
        let began = thread.step.take();
        law(began.is_some_and(|(id, _)| id == task), "the step that ends is the one that runs")?;
        law(thread.generators.len() == thread.outside, "a step ends after the generators in it")?;
        law(here.event.cause == began.map(|(_, seq)| seq), "a step ends because it began")?;
        match outcome {
            Outcome::Suspended(on) => {
                law(self.open.contains(&task), "a task that is done does not wait")?;
                self.named(on)
            }
            Outcome::Returned(_) | Outcome::Raised(_) | Outcome::Cancelled => {
                law(self.settled.contains(&task.future()), "a task that ends has settled")
            }
        }
    }

    fn cancel_requests(&mut self, _: &Occurrence, task: TaskId, _: u32) -> Law {
        law(self.tasks.contains_key(&task), "a task is created before")
    }

    fn cancel_delivered(&mut self, here: &Occurrence, task: TaskId) -> Law {
        let running = self.threads.entry(here.event.thread).or_default().step;
        law(running.is_some_and(|(id, _)| id == task), "a cancellation is delivered in a step of its task")
    }

    fn future_created(&mut self, _: &Occurrence, future: FutureId, _: FutureOrigin, _: Option<Text>) -> Law {
        law(!self.tasks.contains_key(&TaskId(future.0)), "tasks and futures share one count")?;
        law(self.futures.insert(future), "a future is created once")
    }

    fn future_settled(&mut self, _: &Occurrence, future: FutureId, _: Settled) -> Law {
        law(self.exists(future), "a future is created before")?;
        self.open.remove(&TaskId(future.0));
        law(self.settled.insert(future), "a future settles once")
    }

    fn callback_added(&mut self, _: &Occurrence, future: FutureId, _: HandleKind) -> Law {
        law(self.exists(future), "a future is created before")
    }

    fn callback_removed(&mut self, _: &Occurrence, future: FutureId, _: HandleKind) -> Law {
        law(self.exists(future), "a future is created before")
    }

    fn timer_set(&mut self, here: &Occurrence, timer: TimerId, due: Micros, _: Text) -> Law {
        law(self.timers.insert(timer, (here.seq, due)).is_none(), "a timer is set once")
    }

    fn timer_fired(&mut self, here: &Occurrence, timer: TimerId, late: Micros) -> Law {
        let set = self.timers.remove(&timer);
        let Some((set, due)) = set else { return Err("a timer that fires was set and not cancelled") };
        law(here.event.cause == Some(set), "a timer fires because it was set")?;
        law(due <= here.event.t, "a timer does not fire before it is due")?;
        law(late == here.event.t - due, "a timer says by how much it is late")
    }

    fn timer_cancelled(&mut self, _: &Occurrence, timer: TimerId) -> Law {
        law(self.timers.remove(&timer).is_some(), "only a timer that is set can be cancelled")
    }

    fn resource_created(
        &mut self,
        _: &Occurrence,
        resource: ResourceId,
        kind: ResourceKind,
        _: Text,
        _: Option<u32>,
    ) -> Law {
        law(self.resources.insert(resource, kind).is_none(), "a resource is created once")
    }

    fn resource_changed(&mut self, _: &Occurrence, resource: ResourceId, _: Snapshot) -> Law {
        law(self.resources.contains_key(&resource), "a resource is created before")
    }

    fn warning(&mut self, _: &Occurrence, code: WarningCode, _: Text) -> Law {
        self.destroyed |= code == WarningCode::TaskDestroyed;
        Ok(())
    }

    fn generator_created(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        _: Text,
        task: Option<TaskId>,
        _: Site,
    ) -> Law {
        law(self.generators_made.insert(generator), "a generator is created once")?;
        self.generators.insert(generator, GeneratorPhase::Created);
        let running = self.threads.entry(here.event.thread).or_default().step.map(|(task, _)| task);
        law(task.is_none() || task == running, "a generator belongs to the task in whose step it was created")
    }

    fn generator_resumed(&mut self, here: &Occurrence, generator: GeneratorId, how: Resumption) -> Law {
        law(self.generators_made.contains(&generator), "a generator is created before")?;
        let Some(pause) = self.generators.get_mut(&generator) else {
            return Err("a generator that has ended is not resumed");
        };
        law(*pause != GeneratorPhase::Running, "a generator that runs is not resumed")?;
        let first = *pause == GeneratorPhase::Created;
        law(!first || !matches!(how, Resumption::Sent(_)), "nothing is sent into a generator that has not begun")?;
        *pause = GeneratorPhase::Running;
        let thread = self.threads.entry(here.event.thread).or_default();
        // Whatever runs innermost has brought it about: the generator, else the step, else the handle.
        let inside = thread.generators.get(thread.outside..).unwrap_or_default();
        let outer = inside.last().map(|(_, seq)| *seq);
        let outer = outer.or(thread.step.map(|(_, seq)| seq)).or(thread.handle.map(|(_, seq)| seq));
        thread.generators.push((generator, here.seq));
        law(outer.is_none() || here.event.cause == outer, "a generator runs because of whoever resumes it")
    }

    fn generator_yielded(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        value: Text,
        from: Option<GeneratorId>,
        _: Stack,
    ) -> Law {
        self.leaves(&here.event, generator)?;
        let passed_on = from.is_none_or(|from| self.generators.get(&from) == Some(&GeneratorPhase::Yielded(value)));
        law(passed_on, "a value passed on is that at which the inner generator rests")?;
        self.generators.insert(generator, GeneratorPhase::Yielded(value));
        Ok(())
    }

    fn turns_repeated(&mut self, here: &Occurrence, turns: u32) -> Law {
        let thread = self.threads.get(&here.event.thread);
        law(thread.is_none_or(|thread| thread.handle.is_none()), "turns are repeated between two turns")?;
        law(self.turns > 0 && turns > 0, "turns repeat the turn before them")
    }

    fn connection_created(&mut self, _: &Occurrence, connection: ConnectionId, _: Text, _: Option<Text>) -> Law {
        self.connections.created(connection)
    }

    fn connection_changed(&mut self, here: &Occurrence, connection: ConnectionId, state: ConnectionState) -> Law {
        self.connections.changed(here, connection, state)
    }

    fn connection_held(&mut self, _: &Occurrence, connection: ConnectionId, by: Option<ConnectionId>) -> Law {
        self.connections.held(connection, by)
    }

    fn datagram_sent(&mut self, here: &Occurrence, datagram: DatagramId, _: (Text, Text), _: u32) -> Law {
        self.connections.datagram_sent(here, datagram)
    }

    fn datagram_ended(&mut self, here: &Occurrence, datagram: DatagramId, _: DatagramFate) -> Law {
        self.connections.datagram_ended(here, datagram)
    }

    fn connection_accepted(&mut self, _: &Occurrence, connection: ConnectionId) -> Law {
        self.connections.accepted(connection)
    }

    fn bytes_sent(&mut self, here: &Occurrence, connection: ConnectionId, by: ConnectionEnd, bytes: u32) -> Law {
        self.connections.sent(here, connection, by, bytes)
    }

    fn bytes_arrived(&mut self, here: &Occurrence, connection: ConnectionId, at: ConnectionEnd, bytes: u32) -> Law {
        self.connections.arrived(here, connection, at, bytes)
    }

    fn message_began(
        &mut self,
        here: &Occurrence,
        message: MessageId,
        connection: ConnectionId,
        (by, _): (ConnectionEnd, MessageKind),
        _: Option<Text>,
    ) -> Law {
        self.connections.message_began(here, message, connection, by)
    }

    fn message_ended(&mut self, here: &Occurrence, message: MessageId, bytes: u32) -> Law {
        self.connections.message_ended(here, message, bytes)
    }

    fn turn(&mut self, _: &Occurrence, _: u32) -> Law {
        self.turns += 1;
        Ok(())
    }

    fn generator_ended(&mut self, here: &Occurrence, generator: GeneratorId, outcome: GeneratorEnd) -> Law {
        // One that is thrown away at rest runs no more.
        let rests = self.generators.get(&generator).is_some_and(|pause| *pause != GeneratorPhase::Running);
        if !(rests && outcome == GeneratorEnd::Closed) {
            self.leaves(&here.event, generator)?;
        }
        self.generators.remove(&generator);
        Ok(())
    }
}
