//! Words of the enums of a record in dumps and files: asyncio's own, in snake case.
//!
//! Order matters: a file names a word by its position in these lists, which its schema repeats. New words go to the
//! end.

use super::{
    ConnectionEnd, ConnectionState, DatagramFate, EventKind, FutureOrigin, MessageKind, ResourceKind, Stream, WaitKind,
    WarningCode,
};

/// Gives a field-less enum its list of values and their words.
macro_rules! words {
    ($type:ident { $($variant:ident = $word:literal,)* }) => {
        impl $type {
            /// All values, in the order of the file's schema.
            pub const ALL: &'static [$type] = &[$($type::$variant),*];

            /// The word of the value.
            pub fn word(self) -> &'static str {
                match self {
                    $($type::$variant => $word,)*
                }
            }
        }
    };
}

words!(WaitKind {
    Sleep = "sleep",
    Future = "future",
    Task = "task",
    QueueGet = "queue_get",
    QueuePut = "queue_put",
    QueueJoin = "queue_join",
    Lock = "lock",
    Event = "event",
    Semaphore = "semaphore",
    Condition = "condition",
    Barrier = "barrier",
    Gather = "gather",
    Wait = "wait",
    Io = "io",
    Thread = "thread",
    Turn = "turn",
});

words!(FutureOrigin {
    Plain = "plain",
    Sleep = "sleep",
    Gather = "gather",
    Wait = "wait",
    Shield = "shield",
    Lock = "lock",
    Event = "event",
    Semaphore = "semaphore",
    Condition = "condition",
    Barrier = "barrier",
    QueueGet = "queue_get",
    QueuePut = "queue_put",
    QueueJoin = "queue_join",
    TaskGroup = "task_group",
    Io = "io",
    Thread = "thread",
});

words!(ResourceKind {
    Lock = "lock",
    Event = "event",
    Semaphore = "semaphore",
    BoundedSemaphore = "bounded_semaphore",
    Condition = "condition",
    Barrier = "barrier",
    Queue = "queue",
    LifoQueue = "lifo_queue",
    PriorityQueue = "priority_queue",
});

words!(ConnectionEnd {
    Client = "client",
    Server = "server",
});

words!(ConnectionState {
    Open = "open",
    Handshake = "handshake",
    Secured = "secured",
    ClientEnded = "client_ended",
    ServerEnded = "server_ended",
    Closed = "closed",
    Refused = "refused",
    TimedOut = "timed_out",
    Reset = "reset",
});

words!(MessageKind {
    Request = "request",
    Response = "response",
    TextFrame = "text_frame",
    BinaryFrame = "binary_frame",
    ContinuationFrame = "continuation_frame",
    CloseFrame = "close_frame",
    PingFrame = "ping_frame",
    PongFrame = "pong_frame",
});

words!(DatagramFate {
    Arrived = "arrived",
    Lost = "lost",
    Refused = "refused",
});

words!(Stream {
    Out = "out",
    Err = "err",
});

words!(WarningCode {
    NeverAwaited = "never_awaited",
    TaskDestroyed = "task_destroyed",
    NeverRetrieved = "never_retrieved",
    CallbackFailed = "callback_failed",
    Deadlock = "deadlock",
    Limit = "limit",
});

impl WaitKind {
    /// True if [`WaitReason::id`](super::WaitReason) is the id of a resource.
    pub fn is_resource(self) -> bool {
        match self {
            WaitKind::QueueGet | WaitKind::QueuePut | WaitKind::QueueJoin => true,
            WaitKind::Lock | WaitKind::Event | WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier => true,
            WaitKind::Sleep | WaitKind::Future | WaitKind::Task | WaitKind::Gather | WaitKind::Wait => false,
            WaitKind::Io | WaitKind::Thread | WaitKind::Turn => false,
        }
    }
}

impl EventKind {
    /// The words of all kinds, in the order of the file's schema.
    pub const WORDS: &'static [&'static str] = &[
        "run_began",
        "run_ended",
        "turn",
        "task_created",
        "task_renamed",
        "handle_scheduled",
        "handle_cancelled",
        "handle_began",
        "handle_ended",
        "step_began",
        "step_ended",
        "cancel_requested",
        "cancel_delivered",
        "uncancelled",
        "future_created",
        "future_settled",
        "callback_added",
        "callback_removed",
        "timer_set",
        "timer_fired",
        "timer_cancelled",
        "resource_created",
        "resource_changed",
        "context_changed",
        "blocked",
        "output",
        "warning",
        "note",
        "generator_created",
        "generator_resumed",
        "generator_yielded",
        "generator_ended",
        "turns_repeated",
        "name_looked_up",
        "listening",
        "connection_created",
        "connection_changed",
        "connection_accepted",
        "bytes_sent",
        "bytes_arrived",
        "message_began",
        "message_ended",
        "connection_held",
        "datagram_sent",
        "datagram_ended",
    ];

    /// Position of the kind in [`EventKind::WORDS`].
    pub fn place(&self) -> usize {
        match self {
            EventKind::RunBegan { .. } => 0,
            EventKind::RunEnded { .. } => 1,
            EventKind::Turn { .. } => 2,
            EventKind::TaskCreated { .. } => 3,
            EventKind::TaskRenamed { .. } => 4,
            EventKind::HandleScheduled { .. } => 5,
            EventKind::HandleCancelled { .. } => 6,
            EventKind::HandleBegan { .. } => 7,
            EventKind::HandleEnded { .. } => 8,
            EventKind::StepBegan { .. } => 9,
            EventKind::StepEnded { .. } => 10,
            EventKind::CancelRequested { .. } => 11,
            EventKind::CancelDelivered { .. } => 12,
            EventKind::Uncancelled { .. } => 13,
            EventKind::FutureCreated { .. } => 14,
            EventKind::FutureSettled { .. } => 15,
            EventKind::CallbackAdded { .. } => 16,
            EventKind::CallbackRemoved { .. } => 17,
            EventKind::TimerSet { .. } => 18,
            EventKind::TimerFired { .. } => 19,
            EventKind::TimerCancelled { .. } => 20,
            EventKind::ResourceCreated { .. } => 21,
            EventKind::ResourceChanged { .. } => 22,
            EventKind::ContextChanged { .. } => 23,
            EventKind::Blocked { .. } => 24,
            EventKind::Output { .. } => 25,
            EventKind::Warning { .. } => 26,
            EventKind::Note { .. } => 27,
            EventKind::GeneratorCreated { .. } => 28,
            EventKind::GeneratorResumed { .. } => 29,
            EventKind::GeneratorYielded { .. } => 30,
            EventKind::GeneratorEnded { .. } => 31,
            EventKind::TurnsRepeated { .. } => 32,
            EventKind::NameLookedUp { .. } => 33,
            EventKind::Listening { .. } => 34,
            EventKind::ConnectionCreated { .. } => 35,
            EventKind::ConnectionChanged { .. } => 36,
            EventKind::ConnectionAccepted { .. } => 37,
            EventKind::BytesSent { .. } => 38,
            EventKind::BytesArrived { .. } => 39,
            EventKind::MessageBegan { .. } => 40,
            EventKind::MessageEnded { .. } => 41,
            EventKind::ConnectionHeld { .. } => 42,
            EventKind::DatagramSent { .. } => 43,
            EventKind::DatagramEnded { .. } => 44,
        }
    }

    /// The word of the value.
    pub fn word(&self) -> &'static str {
        EventKind::WORDS[self.place()]
    }
}
