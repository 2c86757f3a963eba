//! How things stand at one moment: the loop's queue and timers, tasks, futures, resources. Built by applying events.
//!
//! Only what lives is kept: tasks that are done and futures that have settled are in the
//! [`Index`](super::Index), so that a state is as large as the program at that moment and not as its history.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::id_map::IdMap;
use crate::clock::Micros;
use crate::trace::{
    Event, FutureId, FutureOrigin, GeneratorId, HandleId, HandleKind, Kind, Outcome, ResourceId, ResourceKind, Seq,
    Settled, Site, Snapshot, Stack, Status, TaskId, Text, TimerId, Trace, WaitReason, WarningCode,
};

/// What a task is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskPhase {
    /// Made, its first step not yet scheduled.
    Created,
    /// Scheduled, waiting its turn.
    Ready,
    /// In a step.
    Running,
    /// Waiting for this.
    Suspended(WaitReason),
}

/// A task that is not done.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveTask {
    /// Its name now.
    pub name: Text,
    /// Who created it.
    pub parent: Option<TaskId>,
    /// Where it was created.
    pub created: Site,
    /// The event that created it.
    pub made: Seq,
    /// What it is doing.
    pub phase: TaskPhase,
    /// The event since which it does.
    pub since: Seq,
    /// Where it stood at the end of its latest step; `None` before the first has ended.
    pub stack: Option<Stack>,
    /// How many requests to cancel it stand.
    pub cancel_requests: u32,
    /// Its context variables, as far as they were set. Shared with the tasks that inherited them.
    pub context: Rc<BTreeMap<Text, Variable>>,
    /// A handle for its next step is in the ready queue.
    scheduled: bool,
}

/// The value of a context variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// As shown.
    pub value: Text,
    /// The event that gave it.
    pub since: Seq,
}

/// A timer that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetTimer {
    /// Its id: equal deadlines fire in order of these.
    pub timer: TimerId,
    /// When it fires.
    pub due: Micros,
    /// What for.
    pub what: Text,
    /// In whose step it was set.
    pub by: Option<TaskId>,
    /// The event that set it.
    pub made: Seq,
}

/// An entry of the ready queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyHandle {
    /// Its id.
    pub handle: HandleId,
    /// What it runs.
    pub what: HandleKind,
    /// The thread that will run it.
    pub thread: u16,
    /// The event that scheduled it.
    pub since: Seq,
}

/// A future that is pending and no task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveFuture {
    /// What it stands for.
    pub of: FutureOrigin,
    /// Its name, if it has one.
    pub name: Option<Text>,
    /// The event that created it.
    pub made: Seq,
}

/// A turn of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveTurn {
    /// The event with which it began.
    pub since: Seq,
    /// How many handles were ready then: those it runs.
    pub handles: u32,
    /// How many of them have begun.
    pub begun: u32,
}

/// A resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveResource {
    /// What it is.
    pub kind: ResourceKind,
    /// Its name.
    pub name: Text,
    /// How much it holds, if it is bounded.
    pub capacity: Option<u32>,
    /// Its contents, once they were told.
    pub state: Option<Snapshot>,
    /// The event that created it.
    pub made: Seq,
    /// The event that changed it last, or created it.
    pub since: Seq,
}

/// What a generator is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorPhase {
    /// Made, none of its code has run.
    Created,
    /// Running on this thread, or inside a generator that it has resumed.
    Running(u16),
    /// At rest where it yielded this value.
    Yielded {
        /// As shown.
        value: Text,
        /// The inner generator, if it stands at a `yield from`.
        from: Option<GeneratorId>,
        /// Where it stands.
        stack: Stack,
    },
}

/// A generator that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveGenerator {
    /// Its name.
    pub name: Text,
    /// In whose step it was created.
    pub task: Option<TaskId>,
    /// Where it was created.
    pub created: Site,
    /// The event that created it.
    pub made: Seq,
    /// What it is doing.
    pub pause: GeneratorPhase,
    /// The event since which it does. Of those that run on one thread, the latest is the innermost.
    pub since: Seq,
}

/// What a thread is in the middle of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// The handle that runs, and what it runs.
    pub handle: Option<(HandleId, Option<HandleKind>)>,
    /// The task whose step runs.
    pub task: Option<TaskId>,
}

/// How things stand after an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoopState {
    /// The last event that is in it; `None` before the first.
    pub at: Option<Seq>,
    /// Loop time.
    pub t: Micros,
    /// Which of the program's runs it is.
    pub run: u16,
    /// How many turns have begun.
    pub turns: u32,
    /// The latest turn.
    pub turn: Option<LiveTurn>,
    /// Scheduled handles, next to run first.
    pub ready: VecDeque<ReadyHandle>,
    /// What each thread that has run anything is doing.
    pub running: BTreeMap<u16, Running>,
    /// Timers that are set; [`LoopState::timers_by_due`] has the first of them in their order.
    pub timers: IdMap<TimerId, SetTimer>,
    /// Tasks that are not done, in order of creation.
    pub tasks: IdMap<TaskId, LiveTask>,
    /// Futures that are pending and no tasks, in order of creation.
    pub futures: IdMap<FutureId, LiveFuture>,
    /// What is scheduled when a pending future or task settles, in order. Only those that have something.
    pub callbacks: IdMap<FutureId, Rc<Vec<HandleKind>>>,
    /// What the pending future of a `gather`, `wait` or `shield` was made for.
    pub parts: IdMap<FutureId, Rc<Vec<FutureId>>>,
    /// How many entries all those lists have.
    links: usize,
    /// Such a future that is being made.
    gathering: Option<Gathering>,
    /// All resources, in order of creation.
    pub resources: IdMap<ResourceId, LiveResource>,
    /// Generators that have not ended, in order of creation.
    pub generators: IdMap<GeneratorId, LiveGenerator>,
    /// The context variables that were set before the loop ran, which tasks inherit that no task creates.
    pub context: Rc<BTreeMap<Text, Variable>>,
    /// How the run has ended, if it has.
    pub ended: Option<Status>,
}

/// A task that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedTask {
    /// The event with which it ended.
    pub seq: Seq,
    /// Which task.
    pub task: TaskId,
    /// How; `None` if it was destroyed while it waited.
    pub outcome: Option<Outcome>,
    /// What was known of it then.
    pub last: LiveTask,
}

/// A future has been created for others: what follows adds a callback of one name to each of them. A `gather` of
/// futures of which some are done schedules it at once for those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Gathering {
    future: FutureId,
    thread: u16,
    callback: Option<Text>,
}

impl LoopState {
    /// How much it holds, in entries: what a copy of it costs.
    pub fn size(&self) -> usize {
        let queues = self.ready.len() + self.timers.len() + self.running.len();
        queues + self.tasks.len() + self.futures.len() + self.resources.len() + self.generators.len() + self.links
    }

    /// The first timers of the heap, at most so many, in the order in which they will fire.
    pub fn timers_by_due(&self, most: usize) -> Vec<SetTimer> {
        let order = |timer: &SetTimer| (timer.due, timer.timer);
        let mut timers: Vec<SetTimer> = self.timers.values().copied().collect();
        if timers.len() > most {
            timers.select_nth_unstable_by_key(most, order);
            timers.truncate(most);
        }
        timers.sort_by_key(order);
        timers
    }

    /// The task whose step runs on a thread.
    pub fn current_task(&self, thread: u16) -> Option<TaskId> {
        self.running.get(&thread).and_then(|running| running.task)
    }

    /// Applies one event of a record, and says which task it ended, if it ended one.
    ///
    /// Events of a record that breaks the [laws](crate::reading::laws) are taken as far as they make sense.
    pub fn apply(&mut self, trace: &Trace, seq: Seq) -> Option<EndedTask> {
        let event = trace.event(seq);
        (self.at, self.t, self.run) = (Some(seq), event.t, event.run);
        self.gather(&event);
        match event.kind {
            Kind::RunBegan { .. } => self.ended = None,
            Kind::RunEnded { status } => self.ended = Some(status),
            Kind::Turn { ready, .. } => {
                self.turns += 1;
                self.turn = Some(LiveTurn { since: seq, handles: ready, begun: 0 });
            }
            Kind::TaskCreated { task, name, parent, site } => self.task_created(seq, task, name, parent, site),
            Kind::TaskRenamed { task, name } => {
                self.with_task(task, |task| task.name = name);
            }
            Kind::HandleScheduled { handle, what } => {
                self.ready.push_back(ReadyHandle { handle, what, thread: event.thread, since: seq });
                if let HandleKind::Step(task) | HandleKind::Wakeup(task) = what {
                    self.with_task(task, |task| {
                        task.scheduled = true;
                        // A task that is still in its step waits for nothing that has not settled: it will be ready.
                        if task.phase != TaskPhase::Running {
                            (task.phase, task.since) = (TaskPhase::Ready, seq);
                        }
                    });
                }
            }
            Kind::HandleCancelled { handle } => {
                self.take_ready(handle);
            }
            Kind::HandleBegan { handle } => {
                let what = self.take_ready(handle);
                if let Some(turn) = self.turn.as_mut().filter(|_| event.thread == 0) {
                    turn.begun += 1;
                }
                self.running.entry(event.thread).or_default().handle = Some((handle, what));
            }
            Kind::HandleEnded { .. } => self.running.entry(event.thread).or_default().handle = None,
            Kind::StepBegan { task } => {
                self.running.entry(event.thread).or_default().task = Some(task);
                self.with_task(task, |task| {
                    (task.phase, task.since, task.scheduled) = (TaskPhase::Running, seq, false);
                });
            }
            Kind::StepEnded { task, stack, outcome } => {
                self.running.entry(event.thread).or_default().task = None;
                return self.step_ended(seq, task, stack, outcome);
            }
            Kind::CancelRequested { task, count, .. } | Kind::Uncancelled { task, count } => {
                self.with_task(task, |task| task.cancel_requests = count);
            }
            Kind::FutureCreated { future, of, name } => {
                self.futures.insert(future, LiveFuture { of, name, made: seq });
                if matches!(of, FutureOrigin::Gather | FutureOrigin::Wait | FutureOrigin::Shield) {
                    self.gathering = Some(Gathering { future, thread: event.thread, callback: None });
                }
            }
            Kind::CallbackAdded { future, what } => {
                Rc::make_mut(self.callbacks.or_default(future)).push(what);
                self.links += 1;
            }
            Kind::CallbackRemoved { future, what } => self.callback_removed(future, what),
            Kind::FutureSettled { future, how } => return self.settled(seq, future, how),
            Kind::TimerSet { timer, due, what } => {
                let by = self.current_task(event.thread);
                self.timers.insert(timer, SetTimer { timer, due, what, by, made: seq });
            }
            Kind::TimerFired { timer, .. } | Kind::TimerCancelled { timer } => {
                self.timers.remove(&timer);
            }
            Kind::ResourceCreated { resource, kind, name, capacity } => {
                self.resources
                    .insert(resource, LiveResource { kind, name, capacity, state: None, made: seq, since: seq });
            }
            Kind::ResourceChanged { resource, state } => {
                if let Some(resource) = self.resources.get_mut(&resource) {
                    (resource.state, resource.since) = (Some(state), seq);
                }
            }
            Kind::ContextChanged { name, value } => {
                let variable = Variable { value, since: seq };
                match self.running.get(&event.thread) {
                    Some(Running { task: Some(task), .. }) => self.with_task(*task, |task| {
                        Rc::make_mut(&mut task.context).insert(name, variable);
                    }),
                    // A callback has a copy of its own, which ends with it.
                    Some(Running { handle: Some(_), .. }) => {}
                    _ => {
                        Rc::make_mut(&mut self.context).insert(name, variable);
                    }
                }
            }
            Kind::GeneratorCreated { generator, name, task, site } => {
                let made =
                    LiveGenerator { name, task, created: site, made: seq, pause: GeneratorPhase::Created, since: seq };
                self.generators.insert(generator, made);
            }
            Kind::GeneratorResumed { generator, .. } => {
                self.pause(seq, generator, GeneratorPhase::Running(event.thread))
            }
            Kind::GeneratorYielded { generator, value, from, stack } => {
                self.pause(seq, generator, GeneratorPhase::Yielded { value, from, stack });
            }
            Kind::GeneratorEnded { generator, .. } => {
                self.generators.remove(&generator);
            }
            Kind::CancelDelivered { .. } => {}
            Kind::Warning { code: WarningCode::TaskDestroyed, text, .. } => {
                return destroyed_name(trace.text(text)).and_then(|name| self.destroyed(trace, seq, name));
            }
            Kind::Blocked { .. } | Kind::Output { .. } | Kind::Warning { .. } | Kind::Note { .. } => {}
        }
        None
    }

    fn with_task(&mut self, task: TaskId, change: impl FnOnce(&mut LiveTask)) {
        if let Some(task) = self.tasks.get_mut(&task) {
            change(task);
        }
    }

    fn pause(&mut self, seq: Seq, generator: GeneratorId, pause: GeneratorPhase) {
        if let Some(generator) = self.generators.get_mut(&generator) {
            (generator.pause, generator.since) = (pause, seq);
        }
    }

    fn take_ready(&mut self, handle: HandleId) -> Option<HandleKind> {
        // At the front, unless it is cancelled or several threads run.
        let place = self.ready.iter().position(|ready| ready.handle == handle)?;
        self.ready.remove(place).map(|ready| ready.what)
    }

    /// Notices what a future that is being made is made for.
    fn gather(&mut self, event: &Event) {
        let Some(mut gathering) = self.gathering.filter(|gathering| gathering.thread == event.thread) else { return };
        match event.kind {
            Kind::CallbackAdded { future, what: HandleKind::Callback(name) }
                if future != gathering.future && gathering.callback.is_none_or(|known| known == name) =>
            {
                Rc::make_mut(self.parts.or_default(gathering.future)).push(future);
                self.links += 1;
                gathering.callback = Some(name);
                self.gathering = Some(gathering);
            }
            Kind::HandleScheduled { .. } => {}
            _ => self.gathering = None,
        }
    }

    fn callback_removed(&mut self, future: FutureId, what: HandleKind) {
        let Some(list) = self.callbacks.get_mut(&future) else { return };
        let Some(place) = list.iter().position(|other| *other == what) else { return };
        Rc::make_mut(list).remove(place);
        self.links -= 1;
        if list.is_empty() {
            self.callbacks.remove(&future);
        }
    }

    fn task_created(&mut self, seq: Seq, task: TaskId, name: Text, parent: Option<TaskId>, site: Site) {
        let context = match parent {
            None => Some(self.context.clone()),
            Some(parent) => self.tasks.get(&parent).map(|parent| parent.context.clone()),
        };
        let created = LiveTask {
            name,
            parent,
            created: site,
            made: seq,
            phase: TaskPhase::Created,
            since: seq,
            stack: None,
            cancel_requests: 0,
            context: context.unwrap_or_default(),
            scheduled: false,
        };
        self.tasks.insert(task, created);
    }

    fn step_ended(&mut self, seq: Seq, task: TaskId, stack: Stack, outcome: Outcome) -> Option<EndedTask> {
        match outcome {
            Outcome::Suspended(on) => {
                self.with_task(task, |task| {
                    task.stack = Some(stack);
                    task.phase = if task.scheduled { TaskPhase::Ready } else { TaskPhase::Suspended(on) };
                    task.since = seq;
                });
                None
            }
            Outcome::Returned(_) | Outcome::Raised(_) | Outcome::Cancelled => self.end(seq, task, Some(outcome)),
        }
    }

    fn settled(&mut self, seq: Seq, future: FutureId, how: Settled) -> Option<EndedTask> {
        self.futures.remove(&future);
        let callbacks = self.callbacks.remove(&future).map_or(0, |list| list.len());
        self.links -= callbacks + self.parts.remove(&future).map_or(0, |list| list.len());
        let task = TaskId(future.0);
        // In its own step it goes on to the step's end; settled from elsewhere, it has none.
        if self.tasks.get(&task).is_none_or(|live| live.phase == TaskPhase::Running) {
            return None;
        }
        let outcome = match how {
            Settled::Result(value) => Outcome::Returned(value),
            Settled::Exception(error) => Outcome::Raised(error),
            Settled::Cancelled => Outcome::Cancelled,
        };
        self.end(seq, task, Some(outcome))
    }

    /// A task is destroyed while it waits. The record tells it by its name alone: among several of that name none is
    /// chosen.
    fn destroyed(&mut self, trace: &Trace, seq: Seq, name: &str) -> Option<EndedTask> {
        let mut living = self.tasks.iter().filter(|(_, live)| trace.text(live.name) == name).map(|(task, _)| *task);
        let (Some(task), None) = (living.next(), living.next()) else { return None };
        drop(living);
        self.end(seq, task, None)
    }

    fn end(&mut self, seq: Seq, task: TaskId, outcome: Option<Outcome>) -> Option<EndedTask> {
        self.tasks.remove(&task).map(|last| EndedTask { seq, task, outcome, last })
    }
}

/// The name of the task that a warning of its destruction tells of.
pub(crate) fn destroyed_name(warning: &str) -> Option<&str> {
    warning.split_once("! ").map(|(_, name)| name)
}
