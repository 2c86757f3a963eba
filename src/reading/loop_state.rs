//! The state of the loop and the program at one moment: queue and timers, tasks, futures, resources. Built by applying
//! events.
//!
//! Only what lives is kept: tasks that are done and futures that have settled are in the
//! [`Index`](super::Index), so that a state is as large as the program at that moment and not as its history.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::id_map::IdMap;
use super::live_entries::{
    EndedTask, GeneratorPhase, LiveFuture, LiveGenerator, LiveResource, LiveTask, LiveTurn, ReadyHandle, Running,
    SetTimer, TaskPhase, Variable,
};
use super::walk::{EventVisitor, Occurrence};
use crate::clock::Micros;
use crate::trace::{
    EventKind, FutureId, FutureOrigin, GeneratorEnd, GeneratorId, HandleId, HandleKind, Outcome, ResourceId,
    ResourceKind, Resumption, Seq, Settled, Site, Snapshot, Stack, Status, TaskId, Text, TimerId, Trace, WarningCode,
};

/// The state after an event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LoopState {
    /// The last event that is in it; `None` before the first.
    pub at: Option<Seq>,
    /// Loop time.
    pub t: Micros,
    /// The number of the program's run, from zero.
    pub run: u16,
    /// The number of turns that have begun.
    pub turns: u32,
    /// The latest turn.
    pub turn: Option<LiveTurn>,
    /// Scheduled handles, next to run first.
    pub ready: VecDeque<ReadyHandle>,
    /// The current work of each thread that has run anything.
    pub running: BTreeMap<u16, Running>,
    /// Timers that are set; [`LoopState::timers_by_due`] has the first of them in their order.
    pub timers: IdMap<TimerId, SetTimer>,
    /// Tasks that are not done, in order of creation.
    pub tasks: IdMap<TaskId, LiveTask>,
    /// Futures that are pending and not tasks, in order of creation.
    pub futures: IdMap<FutureId, LiveFuture>,
    /// The callbacks that are scheduled when a pending future or task settles, in order. Only futures that have some.
    pub callbacks: IdMap<FutureId, Rc<Vec<HandleKind>>>,
    /// The futures for which the pending future of a `gather`, `wait` or `shield` was made.
    pub parts: IdMap<FutureId, Rc<Vec<FutureId>>>,
    /// The number of entries of all lists of callbacks and parts.
    links: usize,
    /// The future of a `gather`, `wait` or `shield` that is being made.
    gathering: Option<Gathering>,
    /// All resources, in order of creation.
    pub resources: IdMap<ResourceId, LiveResource>,
    /// Generators that have not ended, in order of creation.
    pub generators: IdMap<GeneratorId, LiveGenerator>,
    /// The context variables that were set before the loop ran, which tasks inherit that no task creates.
    pub context: Rc<BTreeMap<Text, Variable>>,
    /// The end of the run, if it has ended.
    pub ended: Option<Status>,
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
    /// The number of entries: the cost of a copy.
    pub fn size(&self) -> usize {
        let queues = self.ready.len() + self.timers.len() + self.running.len();
        queues + self.tasks.len() + self.futures.len() + self.resources.len() + self.generators.len() + self.links
    }

    /// The first timers of the heap, at most `most`, in the order in which they will fire.
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

    /// Applies the next event of a record. Returns the task that it ended, if it ended one.
    pub fn apply(&mut self, trace: &Trace, seq: Seq) -> Option<EndedTask> {
        self.read(&Occurrence::new(trace, seq))
    }

    /// Does what [`LoopState::apply`] does, for an event that was taken from the record already.
    pub(super) fn read(&mut self, here: &Occurrence) -> Option<EndedTask> {
        (self.at, self.t, self.run) = (Some(here.seq), here.event.t, here.event.run);
        let goes_on = matches!(here.event.kind, EventKind::CallbackAdded { .. } | EventKind::HandleScheduled { .. });
        self.gathering = self.gathering.filter(|gathering| goes_on || gathering.thread != here.event.thread);
        here.deliver_to(self)
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

    /// Notes that the future that is being made is made for another, if the callback says so.
    fn gather(&mut self, thread: u16, future: FutureId, what: HandleKind) {
        let Some(mut gathering) = self.gathering.filter(|gathering| gathering.thread == thread) else { return };
        self.gathering = match what {
            HandleKind::Callback(name)
                if future != gathering.future && gathering.callback.is_none_or(|known| known == name) =>
            {
                Rc::make_mut(self.parts.or_default(gathering.future)).push(future);
                self.links += 1;
                gathering.callback = Some(name);
                Some(gathering)
            }
            HandleKind::Callback(_) | HandleKind::Step(_) | HandleKind::Wakeup(_) | HandleKind::Timer(..) => None,
        };
    }

    fn end(&mut self, seq: Seq, task: TaskId, outcome: Option<Outcome>) -> Option<EndedTask> {
        self.tasks.remove(&task).map(|last| EndedTask { seq, task, outcome, last })
    }
}

/// Applies an event; the answer is the task that the event ended.
impl EventVisitor for LoopState {
    type Answer = Option<EndedTask>;

    const NOTHING: Option<EndedTask> = None;

    fn run_began(&mut self, _: &Occurrence) -> Option<EndedTask> {
        self.ended = None;
        None
    }

    fn run_ended(&mut self, _: &Occurrence, status: Status) -> Option<EndedTask> {
        self.ended = Some(status);
        None
    }

    fn turn(&mut self, here: &Occurrence, ready: u32) -> Option<EndedTask> {
        self.turns += 1;
        self.turn = Some(LiveTurn { since: here.seq, handles: ready, begun: 0 });
        None
    }

    fn turns_repeated(&mut self, _: &Occurrence, turns: u32) -> Option<EndedTask> {
        self.turns = self.turns.saturating_add(turns);
        None
    }

    fn task_created(
        &mut self,
        here: &Occurrence,
        task: TaskId,
        name: Text,
        parent: Option<TaskId>,
        site: Site,
        _: Option<Text>,
    ) -> Option<EndedTask> {
        let context = match parent {
            None => Some(self.context.clone()),
            Some(parent) => self.tasks.get(&parent).map(|parent| parent.context.clone()),
        };
        let created = LiveTask {
            name,
            parent,
            created: site,
            made: here.seq,
            phase: TaskPhase::Created,
            since: here.seq,
            stack: None,
            cancel_requests: 0,
            context: context.unwrap_or_default(),
            scheduled: false,
        };
        self.tasks.insert(task, created);
        None
    }

    fn task_renamed(&mut self, _: &Occurrence, task: TaskId, name: Text) -> Option<EndedTask> {
        self.with_task(task, |task| task.name = name);
        None
    }

    fn handle_scheduled(&mut self, here: &Occurrence, handle: HandleId, what: HandleKind) -> Option<EndedTask> {
        self.ready.push_back(ReadyHandle { handle, what, thread: here.event.thread, since: here.seq });
        if let HandleKind::Step(task) | HandleKind::Wakeup(task) = what {
            self.with_task(task, |task| {
                task.scheduled = true;
                // A task that is still in its step waits for nothing that has not settled: it will be ready.
                if task.phase != TaskPhase::Running {
                    (task.phase, task.since) = (TaskPhase::Ready, here.seq);
                }
            });
        }
        None
    }

    fn handle_cancelled(&mut self, _: &Occurrence, handle: HandleId) -> Option<EndedTask> {
        self.take_ready(handle);
        None
    }

    fn handle_began(&mut self, here: &Occurrence, handle: HandleId) -> Option<EndedTask> {
        let what = self.take_ready(handle);
        if let Some(turn) = self.turn.as_mut().filter(|_| here.event.thread == 0) {
            turn.begun += 1;
        }
        self.running.entry(here.event.thread).or_default().handle = Some((handle, what));
        None
    }

    fn handle_ended(&mut self, here: &Occurrence, _: HandleId) -> Option<EndedTask> {
        self.running.entry(here.event.thread).or_default().handle = None;
        None
    }

    fn step_began(&mut self, here: &Occurrence, task: TaskId) -> Option<EndedTask> {
        self.running.entry(here.event.thread).or_default().task = Some(task);
        self.with_task(task, |task| {
            (task.phase, task.since, task.scheduled) = (TaskPhase::Running, here.seq, false);
        });
        None
    }

    fn step_ended(&mut self, here: &Occurrence, task: TaskId, stack: Stack, outcome: Outcome) -> Option<EndedTask> {
        self.running.entry(here.event.thread).or_default().task = None;
        match outcome {
            Outcome::Suspended(on) => {
                self.with_task(task, |task| {
                    task.stack = Some(stack);
                    task.phase = if task.scheduled { TaskPhase::Ready } else { TaskPhase::Suspended(on) };
                    task.since = here.seq;
                });
                None
            }
            Outcome::Returned(_) | Outcome::Raised(_) | Outcome::Cancelled => self.end(here.seq, task, Some(outcome)),
        }
    }

    fn cancel_requests(&mut self, _: &Occurrence, task: TaskId, count: u32) -> Option<EndedTask> {
        self.with_task(task, |task| task.cancel_requests = count);
        None
    }

    fn future_created(
        &mut self,
        here: &Occurrence,
        future: FutureId,
        of: FutureOrigin,
        name: Option<Text>,
    ) -> Option<EndedTask> {
        self.futures.insert(future, LiveFuture { of, name, made: here.seq });
        if matches!(of, FutureOrigin::Gather | FutureOrigin::Wait | FutureOrigin::Shield) {
            self.gathering = Some(Gathering { future, thread: here.event.thread, callback: None });
        }
        None
    }

    fn future_settled(&mut self, here: &Occurrence, future: FutureId, how: Settled) -> Option<EndedTask> {
        self.futures.remove(&future);
        let callbacks = self.callbacks.remove(&future).map_or(0, |list| list.len());
        self.links -= callbacks + self.parts.remove(&future).map_or(0, |list| list.len());
        let task = TaskId(future.0);
        // A task that settles in its own step goes on to the end of that step; settled from elsewhere, it has none.
        if self.tasks.get(&task).is_none_or(|live| live.phase == TaskPhase::Running) {
            return None;
        }
        let outcome = match how {
            Settled::Result(value) => Outcome::Returned(value),
            Settled::Exception(error) => Outcome::Raised(error),
            Settled::Cancelled => Outcome::Cancelled,
        };
        self.end(here.seq, task, Some(outcome))
    }

    fn callback_added(&mut self, here: &Occurrence, future: FutureId, what: HandleKind) -> Option<EndedTask> {
        self.gather(here.event.thread, future, what);
        Rc::make_mut(self.callbacks.or_default(future)).push(what);
        self.links += 1;
        None
    }

    fn callback_removed(&mut self, _: &Occurrence, future: FutureId, what: HandleKind) -> Option<EndedTask> {
        let list = self.callbacks.get_mut(&future)?;
        let place = list.iter().position(|other| *other == what)?;
        Rc::make_mut(list).remove(place);
        self.links -= 1;
        if list.is_empty() {
            self.callbacks.remove(&future);
        }
        None
    }

    fn timer_set(&mut self, here: &Occurrence, timer: TimerId, due: Micros, what: Text) -> Option<EndedTask> {
        let by = self.current_task(here.event.thread);
        self.timers.insert(timer, SetTimer { timer, due, what, by, made: here.seq });
        None
    }

    fn timer_fired(&mut self, _: &Occurrence, timer: TimerId, _: Micros) -> Option<EndedTask> {
        self.timers.remove(&timer);
        None
    }

    fn timer_cancelled(&mut self, _: &Occurrence, timer: TimerId) -> Option<EndedTask> {
        self.timers.remove(&timer);
        None
    }

    fn resource_created(
        &mut self,
        here: &Occurrence,
        resource: ResourceId,
        kind: ResourceKind,
        name: Text,
        capacity: Option<u32>,
    ) -> Option<EndedTask> {
        let created = LiveResource { kind, name, capacity, state: None, made: here.seq, since: here.seq };
        self.resources.insert(resource, created);
        None
    }

    fn resource_changed(&mut self, here: &Occurrence, resource: ResourceId, state: Snapshot) -> Option<EndedTask> {
        if let Some(resource) = self.resources.get_mut(&resource) {
            (resource.state, resource.since) = (Some(state), here.seq);
        }
        None
    }

    fn context_changed(&mut self, here: &Occurrence, name: Text, value: Text) -> Option<EndedTask> {
        let variable = Variable { value, since: here.seq };
        match self.running.get(&here.event.thread).copied().unwrap_or_default() {
            Running { task: Some(task), .. } => self.with_task(task, |task| {
                Rc::make_mut(&mut task.context).insert(name, variable);
            }),
            // A callback has a copy of its own, which ends with it.
            Running { task: None, handle: Some(_) } => {}
            Running { task: None, handle: None } => {
                Rc::make_mut(&mut self.context).insert(name, variable);
            }
        }
        None
    }

    /// Ends a task that was destroyed while it waited. The record gives only the name of the task: if several live that
    /// have that name, none is chosen.
    fn warning(&mut self, here: &Occurrence, code: WarningCode, text: Text) -> Option<EndedTask> {
        let name = destroyed_name(here.trace, code, text)?;
        let mut named = self.tasks.iter().filter(|(_, live)| here.trace.text(live.name) == name).map(|(task, _)| *task);
        let (Some(task), None) = (named.next(), named.next()) else { return None };
        drop(named);
        self.end(here.seq, task, None)
    }

    fn generator_created(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        name: Text,
        task: Option<TaskId>,
        site: Site,
    ) -> Option<EndedTask> {
        let (made, pause) = (here.seq, GeneratorPhase::Created);
        self.generators.insert(generator, LiveGenerator { name, task, created: site, made, pause, since: made });
        None
    }

    fn generator_resumed(&mut self, here: &Occurrence, generator: GeneratorId, _: Resumption) -> Option<EndedTask> {
        self.pause(here.seq, generator, GeneratorPhase::Running(here.event.thread));
        None
    }

    fn generator_yielded(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        value: Text,
        from: Option<GeneratorId>,
        stack: Stack,
    ) -> Option<EndedTask> {
        self.pause(here.seq, generator, GeneratorPhase::Yielded { value, from, stack });
        None
    }

    fn generator_ended(&mut self, _: &Occurrence, generator: GeneratorId, _: GeneratorEnd) -> Option<EndedTask> {
        self.generators.remove(&generator);
        None
    }
}

/// The name of the task that a warning says was destroyed; `None` for any other warning.
pub(super) fn destroyed_name(trace: &Trace, code: WarningCode, text: Text) -> Option<&str> {
    if code != WarningCode::TaskDestroyed {
        return None;
    }
    trace.text(text).split_once("! ").map(|(_, name)| name)
}
