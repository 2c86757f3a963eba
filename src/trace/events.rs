//! Events of a run: one ordered list, each a fact recorded where it happened.
//!
//! Every event is a small `Copy` value: texts, sites, stacks and snapshots stand once in the tables of the
//! [`Trace`](super::Trace) and are named by index. The format on disk is described in [`trace::file`](super::file).

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
    /// A connection of the program, counted from one in the order in which they are asked for.
    ConnectionId
    /// A request, a response or a frame, counted from zero in the order in which their first bytes are read.
    MessageId
    /// A datagram, counted from zero in the order of sending.
    DatagramId
}

impl TaskId {
    /// The future that this task is.
    pub fn future(self) -> FutureId {
        FutureId(self.0)
    }
}

/// The first number of a thread that is a process: a program's code in a namespace of its own. A reader that does not know of
/// processes shows them as the threads that they are in all else.
pub const FIRST_PROCESS: u16 = 1 << 15;

/// The name of a future of [`FutureOrigin::Thread`] for a call that a process makes.
pub const PROCESS: &str = "process";

/// An event: one fact of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Event {
    /// Loop time; never decreases.
    pub t: Micros,
    /// Thread on which the event happened: 0 is the loop's, workers and threads have their own. A handle is scheduled
    /// on the thread that will run it. Numbers from [`FIRST_PROCESS`] on are those of processes.
    pub thread: u16,
    /// Number of the loop run within the program, from zero: a program may call `asyncio.run` several times.
    pub run: u16,
    /// The earlier event that brought this one about; `None` for the first.
    pub cause: Option<Seq>,
    /// Wall time since the start, on real clocks only.
    pub wall: Option<Micros>,
    /// Kind of event, with its fields.
    pub kind: EventKind,
}

/// Job of a handle: the callback that it will run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandleKind {
    /// A task's first step, or its next after a bare yield.
    Step(TaskId),
    /// A task's next step, because the future it waited on has settled.
    Wakeup(TaskId),
    /// Any other callback, named as in the program or in asyncio.
    Callback(Text),
    /// A timer's callback, named in the same way.
    Timer(TimerId, Text),
}

/// Kinds of operation that a task can wait on.
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

/// Reason of a suspension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WaitReason {
    /// The kind of wait.
    pub kind: WaitKind,
    /// A task or future id, or a resource id, as the kind says; 0 for a bare yield.
    pub id: u32,
    /// Loop time at which the wait ends if nothing else ends it: the deadline of a sleep.
    pub until: Option<Micros>,
}

/// Result of a task's step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The task waits for this.
    Suspended(WaitReason),
    /// The task is done; the text is its result as shown.
    Returned(Text),
    /// The task has failed with this error.
    Raised(Text),
    /// The task is cancelled.
    Cancelled,
}

/// Result with which a future was settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Settled {
    /// A result, as shown.
    Result(Text),
    /// An exception, as shown.
    Exception(Text),
    /// Cancelled.
    Cancelled,
}

/// Operation that a future was made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are asyncio's own")]
pub enum FutureOrigin {
    /// The program itself: it made the future directly.
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

/// Ways to resume a generator.
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

/// Ways in which a generator ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorEnd {
    /// The generator returned this value, as shown: the one that `StopIteration` carries.
    Returned(Text),
    /// The generator raised this error.
    Raised(Text),
    /// The generator was closed and let the `GeneratorExit` out, or was thrown away at rest, with none of its code
    /// running.
    Closed,
}

/// One of the two ends of a connection, both of which may be of one program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectionEnd {
    /// The end that has asked for the connection.
    Client,
    /// The end that was asked.
    Server,
}

impl ConnectionEnd {
    /// The other end.
    pub fn other(self) -> ConnectionEnd {
        match self {
            ConnectionEnd::Client => ConnectionEnd::Server,
            ConnectionEnd::Server => ConnectionEnd::Client,
        }
    }
}

/// States that a connection comes into once it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ConnectionState {
    /// Both ends can send.
    Open,
    /// A handshake of TLS has begun.
    Handshake,
    /// The handshake is over.
    Secured,
    /// The client sends no more.
    ClientEnded,
    /// The server sends no more.
    ServerEnded,
    /// Neither sends any more.
    Closed,
    /// Nobody listens at the address.
    Refused,
    /// No answer has come.
    TimedOut,
    /// One end has broken it off.
    Reset,
}

impl ConnectionState {
    /// True if nothing happens to the connection any more.
    pub fn is_last(self) -> bool {
        match self {
            ConnectionState::Closed | ConnectionState::Refused | ConnectionState::TimedOut | ConnectionState::Reset => {
                true
            }
            ConnectionState::Open
            | ConnectionState::Handshake
            | ConnectionState::Secured
            | ConnectionState::ClientEnded
            | ConnectionState::ServerEnded => false,
        }
    }
}

/// Kinds of messages that are read from the bytes of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs, reason = "the names are those of HTTP and WebSocket")]
pub enum MessageKind {
    Request,
    Response,
    TextFrame,
    BinaryFrame,
    ContinuationFrame,
    CloseFrame,
    PingFrame,
    PongFrame,
}

/// Ends of a datagram's way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DatagramFate {
    /// A socket has taken it.
    Arrived,
    /// The socket at its address has no room for more.
    Lost,
    /// No socket has its address.
    Refused,
}

/// Ways in which a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// The main coroutine returned.
    Returned,
    /// The main coroutine raised this.
    Raised(Text),
    /// Nothing is scheduled, yet tasks wait; a warning lists them.
    Deadlock,
    /// The visitor stopped the run or left the page.
    Stopped,
    /// The limit of events was reached; the record is whole up to there.
    Limit,
}

/// Output streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// Ordinary output.
    Out,
    /// Errors.
    Err,
}

/// Kinds of warning: mistakes of the program, and reasons why a run stopped.
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
    /// Nothing is scheduled, yet tasks wait.
    Deadlock,
    /// The run has reached its limit of events.
    Limit,
}

/// The kinds of event, in asyncio's words.
#[derive(Clone, Copy, Debug, PartialEq)]
#[allow(missing_docs, reason = "each field says what it is by name and type")]
pub enum EventKind {
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
        /// The call that made the task's coroutine, such as `boil('tea')`, where the engine knows it.
        runs: Option<Text>,
        /// True for a task that code of a library has made to run code of a library: the program knows nothing of it.
        of_library: bool,
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
    /// A request to cancel a task; `count` requests stand after this one.
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
    /// A timer fires; the loop missed its deadline by `late`.
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
    /// A generator is made, in a step of `task` if there is one; none of its code has run.
    GeneratorCreated {
        generator: GeneratorId,
        name: Text,
        task: Option<TaskId>,
        site: Site,
    },
    /// A generator runs on, inside the code that resumes it: a task's step, another generator, or code outside any
    /// task.
    GeneratorResumed {
        generator: GeneratorId,
        how: Resumption,
    },
    /// A generator rests at a `yield`, or at a `yield from` whose inner generator is `from`.
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
    /// Turns that have passed since the last one of the record, each like that one: the same tasks took a step from a bare
    /// yield to the same one again, and nothing else happened. None of their events is in the record.
    TurnsRepeated {
        turns: u32,
    },
    /// A name was looked up, which has this address, or none. The answer has come now, after the time that it took.
    NameLookedUp {
        name: Text,
        address: Option<Text>,
        took: Micros,
    },
    /// A socket takes connections at this address from now on.
    Listening {
        address: Text,
    },
    /// A connection is asked for, by a line of the program if that is known; `host` is the name that was looked up for the
    /// address.
    ConnectionCreated {
        connection: ConnectionId,
        from: Text,
        to: Text,
        host: Option<Text>,
        site: Option<Site>,
    },
    ConnectionChanged {
        connection: ConnectionId,
        state: ConnectionState,
    },
    /// The program that listens takes a connection.
    ConnectionAccepted {
        connection: ConnectionId,
    },
    /// Bytes leave one end: all that leave it at once. What waits for room has not been sent.
    BytesSent {
        connection: ConnectionId,
        by: ConnectionEnd,
        bytes: u32,
    },
    /// Bytes arrive at one end, because they were sent by the other: the cause is that event.
    BytesArrived {
        connection: ConnectionId,
        at: ConnectionEnd,
        bytes: u32,
    },
    /// The bytes that were sent begin a message; `line` is `GET /items`, or `200 OK`. The cause is the sending of its first
    /// byte.
    MessageBegan {
        message: MessageId,
        connection: ConnectionId,
        by: ConnectionEnd,
        kind: MessageKind,
        line: Option<Text>,
    },
    /// A message ends, which has so many bytes. The cause is the sending of its last byte.
    MessageEnded {
        message: MessageId,
        bytes: u32,
    },
    /// A connection waits for the transaction on another, with which it shares one session of a database;
    /// with `None` it waits no longer.
    ConnectionHeld {
        connection: ConnectionId,
        by: Option<ConnectionId>,
    },
    /// A datagram leaves a socket.
    DatagramSent {
        datagram: DatagramId,
        from: Text,
        to: Text,
        bytes: u32,
    },
    /// The way of a datagram ends. The cause is its sending.
    DatagramEnded {
        datagram: DatagramId,
        fate: DatagramFate,
    },
}

/// A resource's contents at one moment. Fields that do not apply to a kind of resource are empty or `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResourceState {
    /// Free permits, 1 for a set event, the count of a barrier.
    pub value: Option<u32>,
    /// A queue's items, next to leave first; at most [`ResourceState::ITEMS_SHOWN`].
    pub items: Vec<Text>,
    /// Number of all items, including those that [`items`](ResourceState::items) leaves out.
    pub len: u32,
    /// Tasks that wait to take, first in line first.
    pub getters: Vec<TaskId>,
    /// Tasks that wait to put.
    pub putters: Vec<TaskId>,
    /// Tasks that wait for the lock, event, permit, condition or barrier, or in `join`.
    pub waiters: Vec<TaskId>,
    /// Task that holds the lock.
    pub holder: Option<TaskId>,
    /// Items taken whose `task_done` has not been called, and items still queued.
    pub unfinished: Option<u32>,
}

impl ResourceState {
    /// Most items of a queue that a snapshot keeps, so that the size of a record stays linear in its events.
    pub const ITEMS_SHOWN: usize = 32;
    /// Most waiting tasks that a snapshot keeps in each of its lists, for the same reason.
    pub const WAITERS_SHOWN: usize = 64;
}
