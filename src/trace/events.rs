//! What a run records: one ordered list of events, each a fact noted where it happened.
//!
//! Everything is a small `Copy` value: texts, sites, stacks and snapshots stand once in the tables of the
//! [`Trace`](super::Trace) and are named by index. See DESIGN of the format in `file.rs`.

use crate::clock::Micros;

/// Declares an id: an index into one table or one counter of a run. Two kinds of id are two types.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);
    )*};
}

ids! {
    /// An event's place in the record, from zero. The playhead is one of these.
    Seq
    /// A text in the trace's string table.
    Text
    /// A place in a source file, in the trace's site table.
    Site
    /// A chain of sites with function names, innermost first, in the trace's stack table.
    Stack
    /// A resource's contents at one moment, in the trace's snapshot table.
    Snapshot
    /// A future of the run, counted from zero in order of creation. Tasks are futures and share the count.
    FutureId
    /// A task: the id of the future that it is.
    TaskId
    /// A scheduled callback.
    HandleId
    /// A timer, counted apart from handles.
    TimerId
    /// A queue, lock or other resource.
    ResourceId
    /// A generator of the run, counted from zero in order of creation.
    GeneratorId
}

impl TaskId {
    /// The future that this task is.
    pub fn future(self) -> FutureId {
        FutureId(self.0)
    }
}

/// One fact of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Loop time; never decreases.
    pub t: Micros,
    /// Where it happened: 0 is the loop's thread, workers and threads have their own. A handle is scheduled on the
    /// thread that will run it.
    pub thread: u16,
    /// Which of the program's runs of a loop, from zero.
    pub run: u16,
    /// The earlier event that brought this one about; `None` for the first.
    pub cause: Option<Seq>,
    /// Wall time since the start, on real clocks only.
    pub wall: Option<Micros>,
    /// What happened.
    pub kind: Kind,
}

/// What a handle will run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleKind {
    /// A task's first step, or its next after a bare yield.
    Step(TaskId),
    /// A task's next step, because the future it waited on has settled.
    Wakeup(TaskId),
    /// Any other callback, named as in the program or in asyncio.
    Callback(Text),
    /// A timer's callback, likewise.
    Timer(TimerId, Text),
}

/// What a task waits on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are asyncio's own")]
pub enum WaitKind {
    Sleep,
    Future,
    Task,
    QueueGet,
    QueuePut,
    QueueJoin,
    Lock,
    Event,
    Semaphore,
    Condition,
    Barrier,
    Gather,
    Wait,
    Io,
    Thread,
    /// A bare yield: the task gives the others a turn.
    Turn,
}

/// The reason of a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitReason {
    /// The kind of wait.
    pub kind: WaitKind,
    /// A task or future id, or a resource id, as the kind says; 0 for a bare yield.
    pub id: u32,
    /// When the wait ends if nothing else ends it: the deadline of a sleep.
    pub until: Option<Micros>,
}

/// How a step of a task ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It waits.
    Suspended(WaitReason),
    /// The task is done; the text is its result as shown.
    Returned(Text),
    /// The task has failed with this error.
    Raised(Text),
    /// The task is cancelled.
    Cancelled,
}

/// How a future was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// With a result, as shown.
    Result(Text),
    /// With an error, as shown.
    Exception(Text),
    /// Cancelled.
    Cancelled,
}

/// What a future stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are asyncio's own")]
pub enum FutureOrigin {
    /// Made by the program.
    Plain,
    Sleep,
    Gather,
    Wait,
    Shield,
    Lock,
    Event,
    Semaphore,
    Condition,
    Barrier,
    QueueGet,
    QueuePut,
    QueueJoin,
    TaskGroup,
    Io,
    Thread,
}

/// A kind of resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are asyncio's own")]
pub enum ResourceKind {
    Lock,
    Event,
    Semaphore,
    BoundedSemaphore,
    Condition,
    Barrier,
    Queue,
    LifoQueue,
    PriorityQueue,
}

/// How a generator is made to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resumption {
    /// `next`, or `send` of nothing; the first resumption is always this.
    Next,
    /// `send`, with this value.
    Sent(Text),
    /// `throw`, with this error.
    Thrown(Text),
    /// `close`: a `GeneratorExit` is thrown in.
    Closed,
}

/// How a generator ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorEnd {
    /// It returned this value, as shown: what `StopIteration` carries.
    Returned(Text),
    /// It raised this error.
    Raised(Text),
    /// It was closed and let the `GeneratorExit` out, or it was thrown away at rest, none of its code running.
    Closed,
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The main coroutine returned.
    Returned,
    /// The main coroutine raised this.
    Raised(Text),
    /// Nothing is scheduled, yet tasks wait; a warning names them.
    Deadlock,
    /// The visitor stopped it or left.
    Stopped,
    /// The limit of events was reached; the record is whole up to there.
    Limit,
}

/// Where a line of output went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Ordinary output.
    Out,
    /// Errors.
    Err,
}

/// What a teacher would point at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningCode {
    /// A coroutine was made and never awaited.
    NeverAwaited,
    /// A task was dropped while it still waited.
    TaskDestroyed,
    /// A task's or future's error was never read.
    NeverRetrieved,
    /// A callback failed; the loop went on.
    CallbackFailed,
    /// Nothing is scheduled and tasks wait.
    Deadlock,
    /// The run has reached its limit of events.
    Limit,
}

/// The kinds of event, in asyncio's words.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field says what it is by name and type")]
pub enum Kind {
    RunBegan {
        name: Text,
    },
    RunEnded {
        status: Status,
    },
    /// A turn of the loop begins with this many handles ready and timers set.
    Turn {
        ready: u32,
        timers: u32,
    },
    TaskCreated {
        task: TaskId,
        name: Text,
        parent: Option<TaskId>,
        site: Site,
    },
    TaskRenamed {
        task: TaskId,
        name: Text,
    },
    HandleScheduled {
        handle: HandleId,
        what: HandleKind,
    },
    HandleCancelled {
        handle: HandleId,
    },
    HandleBegan {
        handle: HandleId,
    },
    HandleEnded {
        handle: HandleId,
    },
    StepBegan {
        task: TaskId,
    },
    StepEnded {
        task: TaskId,
        stack: Stack,
        outcome: Outcome,
    },
    /// `count` is how many requests stand after this one.
    CancelRequested {
        task: TaskId,
        message: Option<Text>,
        count: u32,
    },
    CancelDelivered {
        task: TaskId,
    },
    Uncancelled {
        task: TaskId,
        count: u32,
    },
    FutureCreated {
        future: FutureId,
        of: FutureOrigin,
        name: Option<Text>,
    },
    FutureSettled {
        future: FutureId,
        how: Settled,
    },
    CallbackAdded {
        future: FutureId,
        what: HandleKind,
    },
    CallbackRemoved {
        future: FutureId,
        what: HandleKind,
    },
    TimerSet {
        timer: TimerId,
        due: Micros,
        what: Text,
    },
    /// `late` is by how much the loop missed the deadline.
    TimerFired {
        timer: TimerId,
        late: Micros,
    },
    TimerCancelled {
        timer: TimerId,
    },
    ResourceCreated {
        resource: ResourceId,
        kind: ResourceKind,
        name: Text,
        capacity: Option<u32>,
    },
    ResourceChanged {
        resource: ResourceId,
        state: Snapshot,
    },
    ContextChanged {
        name: Text,
        value: Text,
    },
    /// A step held the loop for this much wall time (over 50 ms).
    Blocked {
        wall: Micros,
    },
    Output {
        stream: Stream,
        text: Text,
    },
    Warning {
        code: WarningCode,
        text: Text,
        site: Option<Site>,
    },
    Note {
        text: Text,
    },
    /// A generator is made; none of its code has run. `task` is whose step it was made in.
    GeneratorCreated {
        generator: GeneratorId,
        name: Text,
        task: Option<TaskId>,
        site: Site,
    },
    /// It goes on, inside whoever resumes it: a task's step, another generator, or code outside any task.
    GeneratorResumed {
        generator: GeneratorId,
        how: Resumption,
    },
    /// It rests at a `yield`, or at a `yield from` whose inner generator is `from`.
    GeneratorYielded {
        generator: GeneratorId,
        value: Text,
        from: Option<GeneratorId>,
        stack: Stack,
    },
    GeneratorEnded {
        generator: GeneratorId,
        outcome: GeneratorEnd,
    },
}

/// A resource's contents at one moment. What a kind of resource has not is empty or `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResourceState {
    /// Free permits, 1 for a set event, the count of a barrier.
    pub value: Option<u32>,
    /// A queue's items, next to leave first; at most [`ResourceState::ITEMS_SHOWN`].
    pub items: Vec<Text>,
    /// How many items there are in all.
    pub len: u32,
    /// Tasks that wait to take, first in line first.
    pub getters: Vec<TaskId>,
    /// Tasks that wait to put.
    pub putters: Vec<TaskId>,
    /// Tasks that wait for the lock, event, permit, condition or barrier, or in `join`.
    pub waiters: Vec<TaskId>,
    /// Who holds the lock.
    pub holder: Option<TaskId>,
    /// Items taken whose `task_done` has not been called, and items still queued.
    pub unfinished: Option<u32>,
}

impl ResourceState {
    /// Longer queues are cut here, so that a record stays linear in its events.
    pub const ITEMS_SHOWN: usize = 32;
    /// Longer lines of waiters are cut here.
    pub const WAITERS_SHOWN: usize = 64;
}
