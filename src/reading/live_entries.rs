//! The entries of a [`State`](super::State): what it holds for each task, future, timer, handle, resource and generator
//! that lives.

use std::collections::BTreeMap;
use std::rc::Rc;

use crate::clock::Micros;
use crate::trace::{
    FutureOrigin, GeneratorId, HandleId, HandleKind, Outcome, ResourceKind, Seq, Site, Snapshot, Stack, TaskId, Text,
    TimerId, WaitReason,
};

/// The phase of a task's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskPhase {
    /// Made, its first step not yet scheduled.
    Created,
    /// Scheduled, until its turn comes.
    Ready,
    /// In a step.
    Running,
    /// Suspended, with the reason.
    Suspended(WaitReason),
}

/// A task that is not done.
#[derive(Clone, Debug, PartialEq)]
pub struct LiveTask {
    /// The current name.
    pub name: Text,
    /// The task that created it.
    pub parent: Option<TaskId>,
    /// The site of creation.
    pub created: Site,
    /// The event that created it.
    pub made: Seq,
    /// The phase.
    pub phase: TaskPhase,
    /// The event with which the phase began.
    pub since: Seq,
    /// The stack at the end of the latest step; `None` before the first has ended.
    pub stack: Option<Stack>,
    /// The number of requests to cancel it that stand.
    pub cancel_requests: u32,
    /// The context variables that were set. Shared with the tasks that inherited them.
    pub context: Rc<BTreeMap<Text, Variable>>,
    /// True while a handle for the next step is in the ready queue.
    pub(super) scheduled: bool,
}

/// The value of a context variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Variable {
    /// The value as text.
    pub value: Text,
    /// The event that gave it.
    pub since: Seq,
}

/// A timer that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetTimer {
    /// The id: equal deadlines fire in order of these.
    pub timer: TimerId,
    /// The deadline.
    pub due: Micros,
    /// The purpose.
    pub what: Text,
    /// The task in whose step it was set.
    pub by: Option<TaskId>,
    /// The event that set it.
    pub made: Seq,
}

/// An entry of the ready queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReadyHandle {
    /// The id.
    pub handle: HandleId,
    /// The work.
    pub what: HandleKind,
    /// The thread that will run it.
    pub thread: u16,
    /// The event that scheduled it.
    pub since: Seq,
}

/// A future that is pending and not a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveFuture {
    /// The purpose.
    pub of: FutureOrigin,
    /// The name, if there is one.
    pub name: Option<Text>,
    /// The event that created it.
    pub made: Seq,
}

/// A turn of the loop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveTurn {
    /// The event with which it began.
    pub since: Seq,
    /// The number of handles that were ready then: those that the turn runs.
    pub handles: u32,
    /// The number of those that have begun.
    pub begun: u32,
}

/// A resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveResource {
    /// The kind of resource.
    pub kind: ResourceKind,
    /// The name.
    pub name: Text,
    /// The capacity, if it is bounded.
    pub capacity: Option<u32>,
    /// The contents, once they were recorded.
    pub state: Option<Snapshot>,
    /// The event that created it.
    pub made: Seq,
    /// The event that changed it last, or created it.
    pub since: Seq,
}

/// The phase of a generator's life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorPhase {
    /// Made, none of its code has run.
    Created,
    /// Running on this thread, or inside a generator that it has resumed.
    Running(u16),
    /// At rest at a `yield`.
    Yielded {
        /// The value as text.
        value: Text,
        /// The inner generator, for a `yield from`.
        from: Option<GeneratorId>,
        /// The stack at the `yield`.
        stack: Stack,
    },
}

/// A generator that has not ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveGenerator {
    /// The name.
    pub name: Text,
    /// The task in whose step it was created.
    pub task: Option<TaskId>,
    /// The site of creation.
    pub created: Site,
    /// The event that created it.
    pub made: Seq,
    /// The phase.
    pub pause: GeneratorPhase,
    /// The event with which the phase began. Of the generators that run on one thread, the latest is the innermost.
    pub since: Seq,
}

/// The current work of a thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Running {
    /// The handle that runs, with the work if that is known.
    pub handle: Option<(HandleId, Option<HandleKind>)>,
    /// The task whose step runs.
    pub task: Option<TaskId>,
}

/// A task that has ended.
#[derive(Clone, Debug, PartialEq)]
pub struct EndedTask {
    /// The event with which it ended.
    pub seq: Seq,
    /// The task.
    pub task: TaskId,
    /// The outcome; `None` if it was destroyed while it waited.
    pub outcome: Option<Outcome>,
    /// The last state of the task.
    pub last: LiveTask,
}
