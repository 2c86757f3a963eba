//! The lanes of the timeline, derived from the record: spans of running, ready and waiting, ends, wakes, contents of
//! resources.
//!
//! Nothing here is replayed: a span, once closed, never changes.

use std::collections::{HashMap, HashSet};
use std::ops::Add;

use super::connection_spans::Connections;
use super::loop_state::destroyed_name;
use super::names::Names;
pub use super::walk::EventTime;
use super::walk::{EventVisitor, Occurrence};
use crate::clock::Micros;
use crate::trace::{
    EventKind, FutureId, FutureOrigin, GeneratorEnd, GeneratorId, HandleId, HandleKind, Outcome, ResourceId,
    ResourceKind, Resumption, Seq, Site, Snapshot, Stack, Status, TaskId, Text, Trace, WaitKind, WaitReason,
    WarningCode,
};

/// The activity of a task or a generator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// A step of the task runs; or the generator, or one that it has resumed.
    Running,
    /// Scheduled, until its turn comes.
    Ready,
    /// Suspended, with the reason.
    Waiting(WaitReason),
    /// A generator rests where it yielded this value.
    Paused(Text),
}

/// A stretch of time in which a task or a generator does one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The activity.
    pub doing: Activity,
    /// The event with which it begins.
    pub from: EventTime,
    /// The event with which it ends; `None` while it goes on.
    pub to: Option<EventTime>,
}

/// The way in which a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FinalState {
    /// Returned a value.
    Finished,
    /// Raised an exception.
    Failed,
    /// Cancelled.
    Cancelled,
    /// Left waiting or ready when the run ended, or destroyed while it waited.
    Left,
}

/// The life of one task.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskSpans {
    /// The task.
    pub task: TaskId,
    /// The latest name.
    pub name: Text,
    /// The thread that runs the task; 0 is the loop's.
    pub thread: u16,
    /// The task that created it.
    pub parent: Option<TaskId>,
    /// The number of parents up to the main task.
    pub depth: u32,
    /// The moment of creation.
    pub created: EventTime,
    /// The activities in order, without gaps.
    pub spans: Vec<Span>,
    /// The end, once there is one.
    pub ended: Option<(EventTime, FinalState)>,
    /// True for a task that a library has made for itself, and in which no code of the program has waited.
    pub is_of_library: bool,
}

/// The generators of one name that a task creates one after the other: each begins once the one before has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct GeneratorLine {
    /// The name of all of them.
    pub name: Text,
    /// The task in whose steps they were created.
    pub task: Option<TaskId>,
    /// The activities in order. Between two generators, and before the first resumption, there is none.
    pub spans: Vec<Span>,
    /// The end of each, in order.
    pub ended: Vec<(EventTime, FinalState)>,
}

/// A wake: a suspended task was made ready.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wake {
    /// The task in whose step it was; `None` for a timer or callback.
    pub by: Option<TaskId>,
    /// The task woken.
    pub task: TaskId,
    /// The moment.
    pub at: EventTime,
}

/// The contents of a resource over time.
#[derive(Clone, Debug, PartialEq)]
pub struct ResourceLine {
    /// The resource.
    pub resource: ResourceId,
    /// The kind of resource.
    pub kind: ResourceKind,
    /// The name.
    pub name: Text,
    /// The room, permits or parties.
    pub capacity: Option<u32>,
    /// The moment of creation.
    pub created: EventTime,
    /// The contents from each moment on.
    pub states: Vec<(EventTime, Snapshot)>,
    /// The level from each of those moments on; empty for a resource that has a holder.
    pub levels: Vec<u32>,
    /// The highest level so far.
    pub peak: u32,
}

impl ResourceLine {
    /// Returns true if the lane is drawn as a band in the holder's colour, false if as a level.
    pub fn is_held(&self) -> bool {
        matches!(self.kind, ResourceKind::Lock | ResourceKind::Condition)
    }

    fn level(&self, trace: &Trace, state: Snapshot) -> u32 {
        let state = trace.snapshot(state);
        match self.kind {
            ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => state.len,
            ResourceKind::Lock | ResourceKind::Event | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
                state.value.unwrap_or(state.waiters.len() as u32)
            }
            ResourceKind::Condition | ResourceKind::Barrier => state.value.unwrap_or(state.waiters.len() as u32),
        }
    }
}

/// A stretch of turns of the loop that are each like the turn before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RepeatedTurns {
    /// The last event of the turn that they repeat.
    pub from: EventTime,
    /// The event that stands for them.
    pub to: EventTime,
    /// The number of turns.
    pub turns: u32,
}

/// The lanes of a record, with the names that stand beside them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Spans {
    /// The names of everything, which lanes and sentences are labelled with.
    pub names: Names,
    /// Tasks in order of creation.
    pub tasks: Vec<TaskSpans>,
    /// Wakes in order.
    pub wakes: Vec<Wake>,
    /// Resources in order of creation.
    pub resources: Vec<ResourceLine>,
    /// Generators, in order of creation of the first of each line.
    pub generators: Vec<GeneratorLine>,
    /// Connections, with what was sent over them.
    pub connections: Connections,
    /// The beginning of each turn of the loop.
    pub turns: Vec<EventTime>,
    /// The turns that are not in the record one by one.
    pub repeated: Vec<RepeatedTurns>,
    /// The moments at which code had held the loop, each with the wall time for which it had.
    pub blocked: Vec<(EventTime, Micros)>,
    /// The number of tasks that have ended.
    pub ended: usize,
    /// The number of a library's tasks in which code of the program was found to wait.
    pub taken_back: usize,
    /// The number of resources that have ever been used.
    pub used: usize,
    /// The futures by which a `TaskGroup` waits for its tasks.
    groups: HashSet<FutureId>,
    index: HashMap<TaskId, usize>,
    resource_index: HashMap<ResourceId, usize>,
    generator_index: HashMap<GeneratorId, usize>,
    /// Lines of which the last generator has ended, by task and name.
    free_lines: HashMap<(Option<TaskId>, Text), Vec<usize>>,
}

/// The most causes that are followed back to find who woke a task: a wake is three links from the step that brought it,
/// and one more for each generator that runs within the step.
const MAX_LINKS: usize = 32;

impl EventVisitor for Spans {
    type Answer = ();

    const NOTHING: () = ();

    fn run_ended(&mut self, here: &Occurrence, _: Status) {
        let at = here.at();
        for task in self.tasks.iter_mut().filter(|task| task.ended.is_none()) {
            close(&mut task.spans, at);
            task.ended = Some((at, FinalState::Left));
            self.ended += 1;
        }
        for line in &mut self.generators {
            close(&mut line.spans, at);
        }
    }

    fn turn(&mut self, here: &Occurrence, _: u32) {
        self.turns.push(here.at());
    }

    fn turns_repeated(&mut self, here: &Occurrence, turns: u32) {
        let seq = Seq(here.seq.0.saturating_sub(1));
        let from = EventTime { seq, t: here.trace.event(seq).t };
        self.repeated.push(RepeatedTurns { from, to: here.at(), turns });
    }

    fn task_created(
        &mut self,
        here: &Occurrence,
        task: TaskId,
        name: Text,
        parent: Option<TaskId>,
        _: Site,
        _: Option<Text>,
    ) {
        let created = here.at();
        let depth = parent.and_then(|parent| self.task(parent)).map_or(0, |parent| parent.depth + 1);
        self.index.insert(task, self.tasks.len());
        let is_of_library = matches!(here.event.kind, EventKind::TaskCreated { of_library: true, .. });
        let spans = Vec::new();
        self.tasks.push(TaskSpans { task, name, thread: 0, parent, depth, created, spans, ended: None, is_of_library });
        self.begin(task, Activity::Ready, created);
    }

    fn task_renamed(&mut self, _: &Occurrence, task: TaskId, name: Text) {
        if let Some(&place) = self.index.get(&task) {
            self.tasks[place].name = name;
        }
    }

    fn handle_scheduled(&mut self, here: &Occurrence, _: HandleId, what: HandleKind) {
        match what {
            HandleKind::Step(task) => {
                // Known from the first handle on; a task never changes its thread.
                if let Some(&place) = self.index.get(&task) {
                    self.tasks[place].thread = here.event.thread;
                }
                self.begin(task, Activity::Ready, here.at());
            }
            HandleKind::Wakeup(task) => {
                self.begin(task, Activity::Ready, here.at());
                self.wakes.push(Wake { by: waker(here), task, at: here.at() });
            }
            HandleKind::Callback(_) | HandleKind::Timer(..) => {}
        }
    }

    fn step_began(&mut self, here: &Occurrence, task: TaskId) {
        self.begin(task, Activity::Running, here.at());
    }

    fn step_ended(&mut self, here: &Occurrence, task: TaskId, stack: Stack, outcome: Outcome) {
        if !here.trace.stack(stack).is_empty()
            && let Some(&place) = self.index.get(&task)
            && std::mem::take(&mut self.tasks[place].is_of_library)
        {
            self.taken_back += 1;
        }
        match outcome {
            Outcome::Suspended(on) if on.kind == WaitKind::Turn => self.begin(task, Activity::Ready, here.at()),
            Outcome::Suspended(on) => self.begin(task, Activity::Waiting(on), here.at()),
            Outcome::Returned(_) => self.end(task, FinalState::Finished, here.at()),
            Outcome::Raised(_) => self.end(task, FinalState::Failed, here.at()),
            Outcome::Cancelled => self.end(task, FinalState::Cancelled, here.at()),
        }
    }

    fn future_created(&mut self, _: &Occurrence, future: FutureId, of: FutureOrigin, _: Option<Text>) {
        if of == FutureOrigin::TaskGroup {
            self.groups.insert(future);
        }
    }

    fn resource_created(
        &mut self,
        here: &Occurrence,
        resource: ResourceId,
        kind: ResourceKind,
        name: Text,
        capacity: Option<u32>,
    ) {
        let (created, states, levels) = (here.at(), Vec::new(), Vec::new());
        self.resource_index.insert(resource, self.resources.len());
        self.resources.push(ResourceLine { resource, kind, name, capacity, created, states, levels, peak: 0 });
    }

    fn resource_changed(&mut self, here: &Occurrence, resource: ResourceId, state: Snapshot) {
        let Some(&place) = self.resource_index.get(&resource) else { return };
        let line = &mut self.resources[place];
        self.used += usize::from(line.states.is_empty());
        line.states.push((here.at(), state));
        if !line.is_held() {
            let level = line.level(here.trace, state);
            line.levels.push(level);
            line.peak = line.peak.max(level);
        }
    }

    fn blocked(&mut self, here: &Occurrence, wall: Micros) {
        self.blocked.push((here.at(), wall));
    }

    /// Ends a task that was destroyed while it waited. The record gives only the name of the task: if several that go on
    /// have that name, none is chosen.
    fn warning(&mut self, here: &Occurrence, code: WarningCode, text: Text) {
        let Some(name) = destroyed_name(here.trace, code, text) else { return };
        let mut open = self.tasks.iter().filter(|task| task.ended.is_none() && here.trace.text(task.name) == name);
        if let (Some(task), None) = (open.next().map(|task| task.task), open.next()) {
            self.end(task, FinalState::Left, here.at());
        }
    }

    fn generator_created(&mut self, _: &Occurrence, generator: GeneratorId, name: Text, task: Option<TaskId>, _: Site) {
        let free = self.free_lines.get_mut(&(task, name)).and_then(Vec::pop);
        let place = free.unwrap_or_else(|| {
            self.generators.push(GeneratorLine { name, task, spans: Vec::new(), ended: Vec::new() });
            self.generators.len() - 1
        });
        self.generator_index.insert(generator, place);
    }

    fn generator_resumed(&mut self, here: &Occurrence, generator: GeneratorId, _: Resumption) {
        self.generator_does(generator, Activity::Running, here.at());
    }

    fn generator_yielded(
        &mut self,
        here: &Occurrence,
        generator: GeneratorId,
        value: Text,
        _: Option<GeneratorId>,
        _: Stack,
    ) {
        self.generator_does(generator, Activity::Paused(value), here.at());
    }

    fn generator_ended(&mut self, here: &Occurrence, generator: GeneratorId, outcome: GeneratorEnd) {
        let Some(&place) = self.generator_index.get(&generator) else { return };
        let line = &mut self.generators[place];
        close(&mut line.spans, here.at());
        let ending = match outcome {
            GeneratorEnd::Returned(_) => FinalState::Finished,
            GeneratorEnd::Raised(_) => FinalState::Failed,
            GeneratorEnd::Closed => FinalState::Cancelled,
        };
        line.ended.push((here.at(), ending));
        self.free_lines.entry((line.task, line.name)).or_default().push(place);
    }
}

impl Spans {
    /// Reads the lanes of a whole record.
    pub fn new(trace: &Trace) -> Spans {
        let mut spans = Spans::default();
        for here in Occurrence::range(trace, 0..trace.len()) {
            spans.read(&here);
        }
        spans
    }

    /// Reads the next event of the record.
    pub(super) fn read(&mut self, here: &Occurrence) {
        here.deliver_to(&mut self.names);
        here.deliver_to(&mut self.connections);
        here.deliver_to(self);
    }

    /// Finds a task by its id.
    pub fn task(&self, task: TaskId) -> Option<&TaskSpans> {
        self.index.get(&task).map(|&place| &self.tasks[place])
    }

    /// The place of a task among the tasks, which decides the colour of its lane.
    pub fn place(&self, task: TaskId) -> Option<usize> {
        self.index.get(&task).copied()
    }

    /// Returns true for the wait of a task for the tasks of its own `TaskGroup`.
    pub fn awaits_group(&self, on: WaitReason) -> bool {
        on.kind == WaitKind::Future && self.groups.contains(&FutureId(on.id))
    }

    /// The place of a generator's line among the lines.
    pub fn generator_place(&self, generator: GeneratorId) -> Option<usize> {
        self.generator_index.get(&generator).copied()
    }

    /// The line of a generator.
    pub fn generator(&self, generator: GeneratorId) -> Option<&GeneratorLine> {
        self.generator_index.get(&generator).map(|&place| &self.generators[place])
    }

    /// Finds a resource by its id.
    pub fn resource(&self, resource: ResourceId) -> Option<&ResourceLine> {
        self.resource_index.get(&resource).map(|&place| &self.resources[place])
    }

    /// The latest name of a task, distinguished from others of the same name.
    pub fn task_name(&self, trace: &Trace, task: TaskId) -> String {
        self.names.task(trace, task, Seq(u32::MAX))
    }

    /// The name of a resource, distinguished from others of the same name.
    pub fn resource_name(&self, trace: &Trace, resource: ResourceId) -> String {
        self.names.resource(trace, resource)
    }

    /// The time that the tasks' own steps, sleeps, input and output and waits for answers of other machines take together
    /// up to `end`: waiting for other tasks and threads, and a server's waiting for clients, does not count. Divided by the
    /// elapsed time it is the gain.
    pub fn task_time(&self, end: Micros) -> Micros {
        let own = self.tasks.iter().flat_map(|task| &task.spans).filter(|span| match span.doing {
            Activity::Running => true,
            Activity::Ready | Activity::Paused(_) => false,
            Activity::Waiting(WaitReason { kind: WaitKind::Future, id, .. }) => {
                self.connections.answers_client(FutureId(id))
            }
            Activity::Waiting(on) => matches!(on.kind, WaitKind::Sleep | WaitKind::Io),
        });
        own.map(|span| span.to.map_or(end, |to| to.t).min(end) - span.from.t).fold(Micros::ZERO, Add::add)
    }

    fn begin(&mut self, task: TaskId, doing: Activity, at: EventTime) {
        if let Some(&place) = self.index.get(&task) {
            follow(&mut self.tasks[place].spans, doing, at);
        }
    }

    fn generator_does(&mut self, generator: GeneratorId, doing: Activity, at: EventTime) {
        if let Some(&place) = self.generator_index.get(&generator) {
            follow(&mut self.generators[place].spans, doing, at);
        }
    }

    fn end(&mut self, task: TaskId, ending: FinalState, at: EventTime) {
        let Some(&place) = self.index.get(&task) else { return };
        let task = &mut self.tasks[place];
        if let Some(last) = task.spans.last_mut() {
            last.to = Some(at);
        }
        task.ended = Some((at, ending));
        self.ended += 1;
    }
}

/// Ends the last span, if it is open.
fn close(spans: &mut [Span], at: EventTime) {
    if let Some(span) = spans.last_mut().filter(|span| span.to.is_none()) {
        span.to = Some(at);
    }
}

/// Ends the last span and begins another, unless it is more of the same.
fn follow(spans: &mut Vec<Span>, doing: Activity, at: EventTime) {
    if spans.last().is_some_and(|last| last.to.is_none() && last.doing == doing) {
        return;
    }
    close(spans, at);
    spans.push(Span { doing, from: at, to: None });
}

/// The task in whose step an event came about, by the causes of the event. An event that a timer brought about has none:
/// time is the cause, not the task that set the timer.
fn waker(here: &Occurrence) -> Option<TaskId> {
    let mut at = here.event.cause?;
    for _ in 0..MAX_LINKS {
        let event = here.trace.event(at);
        if let EventKind::StepBegan { task } = event.kind {
            return Some(task);
        }
        if let EventKind::TimerFired { .. } = event.kind {
            return None;
        }
        at = event.cause?;
    }
    None
}

/// Returns true for a wait for something that another task must do, which the picture draws apart from waiting for time.
pub fn is_held(on: WaitReason) -> bool {
    !matches!(on.kind, WaitKind::Sleep | WaitKind::Io | WaitKind::Thread | WaitKind::Turn)
}
