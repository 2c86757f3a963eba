//! What each task and generator did when, derived from the record: spans of running, ready and waiting, ends, wakes,
//! resources.
//!
//! Grows with the record: [`Spans::extend`] looks only at events that are new.

use std::collections::{HashMap, HashSet};
use std::ops::Add;

use super::loop_state::destroyed_name;
use crate::clock::Micros;
use crate::trace::{
    FutureId, FutureOrigin, GeneratorEnd, GeneratorId, HandleKind, Kind, Outcome, ResourceId, ResourceKind, Seq,
    Snapshot, TaskId, Text, Trace, WaitKind, WaitReason, WarningCode,
};

/// A moment: which event, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EventTime {
    /// The event.
    pub seq: Seq,
    /// Its loop time.
    pub t: Micros,
}

/// What a task or a generator is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// Its step runs; or the generator, or one that it has resumed.
    Running,
    /// Scheduled, waiting its turn.
    Ready,
    /// Suspended, with the reason.
    Waiting(WaitReason),
    /// A generator rests where it yielded this value.
    Paused(Text),
}

/// A stretch of time in which a task or a generator does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// What it does.
    pub doing: Activity,
    /// From this event.
    pub from: EventTime,
    /// Until this one; `None` while it goes on, or if the run ended first.
    pub to: Option<EventTime>,
}

/// How a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FinalState {
    /// It returned.
    Finished,
    /// It raised.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// The run ended first: it still waited, or was ready. Or it was destroyed while it waited.
    Left,
}

/// One task's life.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskSpans {
    /// The task.
    pub task: TaskId,
    /// Its latest name.
    pub name: Text,
    /// The thread it runs on; 0 is the loop's.
    pub thread: u16,
    /// Who created it.
    pub parent: Option<TaskId>,
    /// How many parents up to the main task.
    pub depth: u32,
    /// When it was created.
    pub created: EventTime,
    /// What it did, in order, without gaps.
    pub spans: Vec<Span>,
    /// How and when it ended, if it did.
    pub ended: Option<(EventTime, FinalState)>,
}

/// The generators of one name that a task creates one after the other: each begins once the one before has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct GeneratorLine {
    /// The name of all of them.
    pub name: Text,
    /// In whose steps they were created.
    pub task: Option<TaskId>,
    /// What they did, in order. Between them, and before the first resumption, there is nothing.
    pub spans: Vec<Span>,
    /// How and when each has ended, in order.
    pub ended: Vec<(EventTime, FinalState)>,
}

/// Someone made a suspended task ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// In whose step; `None` for a timer or callback.
    pub by: Option<TaskId>,
    /// The task woken.
    pub task: TaskId,
    /// When.
    pub at: EventTime,
}

/// A resource's contents over time.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceLine {
    /// The resource.
    pub resource: ResourceId,
    /// What it is.
    pub kind: ResourceKind,
    /// Its name.
    pub name: Text,
    /// Its room, permits or parties.
    pub capacity: Option<u32>,
    /// When it was made.
    pub created: EventTime,
    /// Its contents from each moment on.
    pub states: Vec<(EventTime, Snapshot)>,
    /// For what is drawn as a level: the level from each of those moments on. Empty for what has a holder.
    pub levels: Vec<u32>,
    /// The highest level so far.
    pub peak: u32,
}

impl ResourceLine {
    /// Whether it is drawn as a band in its holder's colour instead of a level.
    pub fn is_held(&self) -> bool {
        matches!(self.kind, ResourceKind::Lock | ResourceKind::Condition)
    }

    fn level(&self, trace: &Trace, state: Snapshot) -> u32 {
        let state = trace.snapshot(state);
        match self.kind {
            ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => state.len,
            _ => state.value.unwrap_or(state.waiters.len() as u32),
        }
    }
}

/// All that is derived from a record. See the module.
#[derive(Clone, Debug, Default)]
pub struct Spans {
    seen: usize,
    /// Tasks in order of creation.
    pub tasks: Vec<TaskSpans>,
    /// Wakes in order.
    pub wakes: Vec<Wake>,
    /// Resources in order of creation.
    pub resources: Vec<ResourceLine>,
    /// Generators, in order of creation of the first of each line.
    pub generators: Vec<GeneratorLine>,
    /// The loop's turns.
    pub turns: Vec<EventTime>,
    /// When code held the loop, and for how long.
    pub blocked: Vec<(EventTime, Micros)>,
    /// How many tasks have ended.
    pub ended: usize,
    /// How many resources were ever used.
    pub used: usize,
    /// The futures by which a `TaskGroup` waits for its tasks.
    groups: HashSet<FutureId>,
    index: HashMap<TaskId, usize>,
    resource_index: HashMap<ResourceId, usize>,
    generator_index: HashMap<GeneratorId, usize>,
    /// How many tasks have ever had the name, and how many resources have it.
    task_names: HashMap<Text, u32>,
    resource_names: HashMap<Text, u32>,
    /// All the names of tasks that were renamed.
    renamed: HashMap<TaskId, Vec<Text>>,
    /// Lines of which the last generator has ended, by task and name.
    free_lines: HashMap<(Option<TaskId>, Text), Vec<usize>>,
}

/// How many causes are followed back to find who woke a task: a wake is three links from the step that brought it, and
/// one more for each generator that runs within the step.
const LINKS: usize = 32;

impl Spans {
    /// Takes in the events that are new since the last call.
    pub fn extend(&mut self, trace: &Trace) {
        self.extend_to(trace, trace.len());
    }

    /// The same with its first `len` events.
    pub fn extend_to(&mut self, trace: &Trace, len: usize) {
        let len = len.min(trace.len());
        for i in self.seen..len {
            let seq = Seq(i as u32);
            let event = trace.event(seq);
            self.add(trace, EventTime { seq, t: event.t }, event.thread, event.kind);
        }
        self.seen = self.seen.max(len);
    }

    /// A task by its id.
    pub fn task(&self, task: TaskId) -> Option<&TaskSpans> {
        self.index.get(&task).map(|&i| &self.tasks[i])
    }

    /// A task's place among the tasks: its lane's colour comes from it.
    pub fn place(&self, task: TaskId) -> Option<usize> {
        self.index.get(&task).copied()
    }

    /// Whether a task that waits so waits for the tasks of its own `TaskGroup`.
    pub fn awaits_group(&self, on: WaitReason) -> bool {
        on.kind == WaitKind::Future && self.groups.contains(&FutureId(on.id))
    }

    /// The place of a generator's line.
    pub fn generator_place(&self, generator: GeneratorId) -> Option<usize> {
        self.generator_index.get(&generator).copied()
    }

    /// The line of a generator.
    pub fn generator(&self, generator: GeneratorId) -> Option<&GeneratorLine> {
        self.generator_index.get(&generator).map(|&i| &self.generators[i])
    }

    fn add(&mut self, trace: &Trace, at: EventTime, thread: u16, kind: Kind) {
        match kind {
            Kind::TaskCreated { task, name, parent, .. } => {
                let depth = parent.and_then(|parent| self.task(parent)).map_or(0, |parent| parent.depth + 1);
                self.index.insert(task, self.tasks.len());
                *self.task_names.entry(name).or_default() += 1;
                let spans = Vec::new();
                self.tasks.push(TaskSpans { task, name, thread: 0, parent, depth, created: at, spans, ended: None });
                self.begin(task, Activity::Ready, at);
            }
            Kind::TaskRenamed { task, name } => {
                if let Some(&i) = self.index.get(&task) {
                    let before = std::mem::replace(&mut self.tasks[i].name, name);
                    let known = self.renamed.entry(task).or_insert_with(|| vec![before]);
                    if !known.contains(&name) {
                        known.push(name);
                        *self.task_names.entry(name).or_default() += 1;
                    }
                }
            }
            Kind::HandleScheduled { what: HandleKind::Step(task), .. } => {
                // Known from its first handle on; it never changes.
                if let Some(&i) = self.index.get(&task) {
                    self.tasks[i].thread = thread;
                }
                self.begin(task, Activity::Ready, at);
            }
            Kind::HandleScheduled { what: HandleKind::Wakeup(task), .. } => {
                self.begin(task, Activity::Ready, at);
                self.wakes.push(Wake { by: waker(trace, at.seq), task, at });
            }
            Kind::StepBegan { task } => self.begin(task, Activity::Running, at),
            Kind::StepEnded { task, outcome, .. } => match outcome {
                Outcome::Suspended(on) if on.kind == WaitKind::Turn => self.begin(task, Activity::Ready, at),
                Outcome::Suspended(on) => self.begin(task, Activity::Waiting(on), at),
                Outcome::Returned(_) => self.end(task, FinalState::Finished, at),
                Outcome::Raised(_) => self.end(task, FinalState::Failed, at),
                Outcome::Cancelled => self.end(task, FinalState::Cancelled, at),
            },
            Kind::ResourceCreated { resource, kind, name, capacity } => {
                self.resource_index.insert(resource, self.resources.len());
                *self.resource_names.entry(name).or_default() += 1;
                let (states, levels) = (Vec::new(), Vec::new());
                self.resources.push(ResourceLine {
                    resource,
                    kind,
                    name,
                    capacity,
                    created: at,
                    states,
                    levels,
                    peak: 0,
                });
            }
            Kind::ResourceChanged { resource, state } => {
                let Some(&i) = self.resource_index.get(&resource) else { return };
                let line = &mut self.resources[i];
                self.used += usize::from(line.states.is_empty());
                line.states.push((at, state));
                if !line.is_held() {
                    let level = line.level(trace, state);
                    line.levels.push(level);
                    line.peak = line.peak.max(level);
                }
            }
            Kind::Warning { code: WarningCode::TaskDestroyed, text, .. } => self.destroyed(trace, text, at),
            Kind::Warning { .. } => {}
            Kind::FutureCreated { future, of: FutureOrigin::TaskGroup, .. } => {
                self.groups.insert(future);
            }
            Kind::FutureCreated { .. } => {}
            Kind::Turn { .. } => self.turns.push(at),
            Kind::Blocked { wall } => self.blocked.push((at, wall)),
            Kind::RunEnded { .. } => {
                for task in self.tasks.iter_mut().filter(|task| task.ended.is_none()) {
                    if let Some(span) = task.spans.last_mut().filter(|span| span.to.is_none()) {
                        span.to = Some(at);
                    }
                    task.ended = Some((at, FinalState::Left));
                    self.ended += 1;
                }
                for line in &mut self.generators {
                    if let Some(span) = line.spans.last_mut().filter(|span| span.to.is_none()) {
                        span.to = Some(at);
                    }
                }
            }
            Kind::GeneratorCreated { generator, name, task, .. } => {
                let free = self.free_lines.get_mut(&(task, name)).and_then(Vec::pop);
                let i = free.unwrap_or_else(|| {
                    self.generators.push(GeneratorLine { name, task, spans: Vec::new(), ended: Vec::new() });
                    self.generators.len() - 1
                });
                self.generator_index.insert(generator, i);
            }
            Kind::GeneratorResumed { generator, .. } => self.generator_does(generator, Activity::Running, at),
            Kind::GeneratorYielded { generator, value, .. } => {
                self.generator_does(generator, Activity::Paused(value), at);
            }
            Kind::GeneratorEnded { generator, outcome } => {
                let Some(&i) = self.generator_index.get(&generator) else { return };
                let line = &mut self.generators[i];
                if let Some(span) = line.spans.last_mut().filter(|span| span.to.is_none()) {
                    span.to = Some(at);
                }
                let ending = match outcome {
                    GeneratorEnd::Returned(_) => FinalState::Finished,
                    GeneratorEnd::Raised(_) => FinalState::Failed,
                    GeneratorEnd::Closed => FinalState::Cancelled,
                };
                line.ended.push((at, ending));
                self.free_lines.entry((line.task, line.name)).or_default().push(i);
            }
            Kind::RunBegan { .. }
            | Kind::HandleScheduled { what: HandleKind::Callback(_) | HandleKind::Timer(..), .. }
            | Kind::HandleCancelled { .. }
            | Kind::HandleBegan { .. }
            | Kind::HandleEnded { .. }
            | Kind::CancelRequested { .. }
            | Kind::CancelDelivered { .. }
            | Kind::Uncancelled { .. }
            | Kind::FutureSettled { .. }
            | Kind::CallbackAdded { .. }
            | Kind::CallbackRemoved { .. }
            | Kind::TimerSet { .. }
            | Kind::TimerFired { .. }
            | Kind::TimerCancelled { .. }
            | Kind::ContextChanged { .. }
            | Kind::Output { .. }
            | Kind::Note { .. } => {}
        }
    }

    fn begin(&mut self, task: TaskId, doing: Activity, at: EventTime) {
        if let Some(&i) = self.index.get(&task) {
            follow(&mut self.tasks[i].spans, doing, at);
        }
    }

    fn generator_does(&mut self, generator: GeneratorId, doing: Activity, at: EventTime) {
        if let Some(&i) = self.generator_index.get(&generator) {
            follow(&mut self.generators[i].spans, doing, at);
        }
    }

    /// A task was dropped while it waited. The record tells it by its name alone: among several open ones of that name
    /// none is chosen.
    fn destroyed(&mut self, trace: &Trace, text: Text, at: EventTime) {
        let Some(name) = destroyed_name(trace.text(text)) else { return };
        let mut open = self.tasks.iter().filter(|task| task.ended.is_none() && trace.text(task.name) == name);
        if let (Some(task), None) = (open.next().map(|task| task.task), open.next()) {
            self.end(task, FinalState::Left, at);
        }
    }

    fn end(&mut self, task: TaskId, ending: FinalState, at: EventTime) {
        let Some(&i) = self.index.get(&task) else { return };
        let task = &mut self.tasks[i];
        if let Some(last) = task.spans.last_mut() {
            last.to = Some(at);
        }
        task.ended = Some((at, ending));
        self.ended += 1;
    }

    /// A task's latest name, told apart from others of the same name as [`Names`](super::Names) does.
    pub fn task_name(&self, trace: &Trace, task: TaskId) -> String {
        let name = self.task(task).map(|task| task.name);
        super::names::name_of(trace, name, "task", task.0, &self.task_names)
    }

    /// A resource's name, told apart likewise.
    pub fn resource_name(&self, trace: &Trace, resource: ResourceId) -> String {
        let name = self.resource(resource).map(|line| line.name);
        super::names::name_of(trace, name, "resource", resource.0, &self.resource_names)
    }

    /// A resource by its id.
    pub fn resource(&self, resource: ResourceId) -> Option<&ResourceLine> {
        self.resource_index.get(&resource).map(|&i| &self.resources[i])
    }

    /// What the tasks' own steps, sleeps and input and output take together up to `end`: waiting for other tasks and
    /// threads does not count. Divided by the elapsed time it is the gain.
    pub fn task_time(&self, end: Micros) -> Micros {
        let own = self.tasks.iter().flat_map(|task| &task.spans).filter(|span| match span.doing {
            Activity::Running => true,
            Activity::Ready | Activity::Paused(_) => false,
            Activity::Waiting(on) => matches!(on.kind, WaitKind::Sleep | WaitKind::Io),
        });
        own.map(|span| span.to.map_or(end, |to| to.t).min(end) - span.from.t).fold(Micros::ZERO, Add::add)
    }
}

/// The last span ends and another begins, unless it is more of the same.
fn follow(spans: &mut Vec<Span>, doing: Activity, at: EventTime) {
    if let Some(last) = spans.last_mut().filter(|last| last.to.is_none()) {
        if last.doing == doing {
            return;
        }
        last.to = Some(at);
    }
    spans.push(Span { doing, from: at, to: None });
}

/// The task in whose step something came about, by its causes. What a timer brought about was time's doing, not that
/// of whoever set the timer.
fn waker(trace: &Trace, seq: Seq) -> Option<TaskId> {
    let mut at = seq;
    for _ in 0..LINKS {
        at = trace.event(at).cause?;
        match trace.event(at).kind {
            Kind::StepBegan { task } => return Some(task),
            Kind::TimerFired { .. } => return None,
            _ => {}
        }
    }
    None
}

/// Whether a wait is for something that another task must do, which the picture draws apart from waiting for time.
pub fn is_held(on: WaitReason) -> bool {
    !matches!(on.kind, WaitKind::Sleep | WaitKind::Io | WaitKind::Thread | WaitKind::Turn)
}
