//! The tree of who awaits whom at a moment, from the tasks that nobody awaits down to the leaf reasons.

use std::collections::HashSet;

use crate::reading::{LoopState, TaskPhase};
use crate::trace::{FutureId, FutureOrigin, HandleKind, ResourceId, TaskId, Text, Trace, WaitKind};

/// A task in the tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The task.
    pub task: TaskId,
    /// The tie to the task above.
    pub tie: Tie,
    /// A second occurrence in the tree, where what lies below the task is shown elsewhere.
    pub again: Repetition,
    /// The tasks that it waits for.
    pub below: Vec<Node>,
    /// The number of further waits of this kind that are not shown.
    pub more: usize,
}

/// The tie of a task to the one above it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// Nobody awaits it.
    None,
    /// The task is awaited, itself or as part of a `gather` or the like.
    Awaited,
    /// The task holds the lock that the one above waits for.
    Holds(ResourceId),
}

/// The second occurrence of a task in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repetition {
    /// None: the task stands here only.
    No,
    /// The tree below the task is shown where the task stands first.
    Shown,
    /// The task is above itself: tasks wait in a circle.
    Circle,
}

/// The tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// The tasks that nobody awaits, in order of creation; then one of each circle.
    pub roots: Vec<Node>,
    /// The number of further roots that are not shown.
    pub more: usize,
}

/// The most tasks that are shown in all, and below one task.
const SHOWN: usize = 48;
const BELOW: usize = 12;

/// The tree at a moment.
pub fn waits(trace: &Trace, state: &LoopState) -> Waits {
    let awaited: HashSet<TaskId> =
        state.tasks.keys().flat_map(|task| ties(trace, state, *task)).map(|(task, _)| task).collect();
    let mut grower = Grower { trace, state, seen: HashSet::new(), path: Vec::new(), hidden: false };
    let mut waits = Waits::default();
    for task in state.tasks.keys().filter(|task| !awaited.contains(task)) {
        waits.add(&mut grower, *task);
    }
    // Whoever is awaited by none but tasks that are awaited in a circle hangs below no root.
    if grower.seen.len() < SHOWN {
        for task in state.tasks.keys().filter(|task| awaited.contains(task)) {
            // One that is not shown may hang below what is not shown.
            if !grower.hidden && !grower.seen.contains(task) {
                waits.add(&mut grower, *task);
            }
        }
    }
    waits
}

impl Waits {
    fn add(&mut self, grower: &mut Grower, task: TaskId) {
        if self.roots.len() < BELOW && grower.seen.len() < SHOWN {
            self.roots.push(grower.grow(task, Tie::None));
        } else {
            self.more += 1;
            grower.hidden = true;
        }
    }
}

struct Grower<'a> {
    trace: &'a Trace,
    state: &'a LoopState,
    seen: HashSet<TaskId>,
    path: Vec<TaskId>,
    hidden: bool,
}

impl Grower<'_> {
    /// Never deeper than [`SHOWN`].
    fn grow(&mut self, task: TaskId, tie: Tie) -> Node {
        let mut node = Node { task, tie, again: Repetition::No, below: Vec::new(), more: 0 };
        let ties = ties(self.trace, self.state, task);
        if self.path.contains(&task) {
            node.again = Repetition::Circle;
            return node;
        }
        if !self.seen.insert(task) {
            // A leaf is told as well here as there.
            node.again = if ties.is_empty() { Repetition::No } else { Repetition::Shown };
            return node;
        }
        self.path.push(task);
        for (below, tie) in ties {
            if node.below.len() < BELOW && self.seen.len() < SHOWN {
                node.below.push(self.grow(below, tie));
            } else {
                node.more += 1;
                self.hidden = true;
            }
        }
        self.path.pop();
        node
    }
}

/// The tasks that a task waits for, as far as the record tells: what is made for others tells of its parts.
fn ties(trace: &Trace, state: &LoopState, task: TaskId) -> Vec<(TaskId, Tie)> {
    let Some(TaskPhase::Suspended(on)) = state.tasks.get(&task).map(|task| task.phase) else { return Vec::new() };
    let mut found = Vec::new();
    match on.kind {
        WaitKind::Task | WaitKind::Future | WaitKind::Gather | WaitKind::Wait => {
            let future = FutureId(on.id);
            match state.futures.get(&future).map(|live| live.of) {
                Some(FutureOrigin::TaskGroup) => found.extend(group_of(trace, state, task)),
                _ => parts(state, future, &mut HashSet::new(), &mut found),
            }
        }
        WaitKind::Thread => found.extend(thread_of(state, task, FutureId(on.id))),
        WaitKind::Lock => {
            let lock = ResourceId(on.id);
            let contents = state.resources.get(&lock).and_then(|lock| lock.state);
            let holder = contents.and_then(|contents| trace.snapshot(contents).holder);
            found.extend(holder.filter(|holder| state.tasks.contains_key(holder)));
            return found.into_iter().map(|holder| (holder, Tie::Holds(lock))).collect();
        }
        WaitKind::Sleep | WaitKind::QueueGet | WaitKind::QueuePut | WaitKind::QueueJoin | WaitKind::Event => {}
        WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier | WaitKind::Io | WaitKind::Turn => {}
    }
    found.into_iter().map(|task| (task, Tie::Awaited)).collect()
}

/// A future that is a task, or else the tasks that are left of what it was made for.
fn parts(state: &LoopState, future: FutureId, seen: &mut HashSet<FutureId>, found: &mut Vec<TaskId>) {
    let mut stack = vec![future];
    while let Some(future) = stack.pop() {
        if !seen.insert(future) {
            continue;
        }
        if state.tasks.contains_key(&TaskId(future.0)) {
            found.push(TaskId(future.0));
        } else if let Some(parts) = state.parts.get(&future) {
            stack.extend(parts.iter().rev());
        }
    }
}

/// The tasks of a group: those that its task has created and that will report to a group when they end.
fn group_of(trace: &Trace, state: &LoopState, parent: TaskId) -> impl Iterator<Item = TaskId> {
    let reports = move |task: TaskId| {
        let callbacks = state.callbacks.get(&task.future());
        let to_group =
            |what: &HandleKind| matches!(what, HandleKind::Callback(name) if trace.text(*name) == "TaskGroup");
        callbacks.is_some_and(|callbacks| callbacks.iter().any(to_group))
    };
    let children = state.tasks.iter().filter(move |(_, live)| live.parent == Some(parent));
    children.map(|(task, _)| *task).filter(move |task| reports(*task))
}

/// The task of a thread that another waits for: it has its future's name.
fn thread_of(state: &LoopState, parent: TaskId, future: FutureId) -> Option<TaskId> {
    let name: Text = state.futures.get(&future)?.name?;
    let found = state.tasks.iter().find(|(_, live)| live.parent == Some(parent) && live.name == name);
    found.map(|(task, _)| *task)
}
