//! What tasks, futures, resources and handles are called at a moment of the record.

use std::collections::HashMap;

use crate::trace::{
    FutureId, FutureOrigin, GeneratorId, HandleId, HandleKind, Kind, ResourceId, ResourceKind, Seq, TaskId, Text,
    Trace, WaitKind, WaitReason,
};

/// The names that a record gives, worked out once and brought up to date as the record grows.
///
/// Names need not be unique in asyncio; where two tasks (or resources) share one, [`Names::task`] tells them
/// apart by their id: `worker#7`.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// How many events have been looked at.
    seen: usize,
    /// Each task's names with the event that gave them, in order.
    tasks: HashMap<TaskId, Vec<(Seq, Text)>>,
    futures: HashMap<FutureId, (FutureOrigin, Option<Text>)>,
    resources: HashMap<ResourceId, (ResourceKind, Text)>,
    handles: HashMap<HandleId, HandleKind>,
    timers: HashMap<u32, Text>,
    generators: HashMap<GeneratorId, Text>,
    /// How many tasks have ever had the name.
    task_names: HashMap<Text, u32>,
    resource_names: HashMap<Text, u32>,
    generator_names: HashMap<Text, u32>,
}

impl Names {
    /// The names of a record so far.
    pub fn new(trace: &Trace) -> Names {
        let mut names = Names::default();
        names.extend(trace);
        names
    }

    /// Looks at what the record has gained. It must be the same record as before.
    pub fn extend(&mut self, trace: &Trace) {
        self.extend_to(trace, trace.len());
    }

    /// Looks at the first `len` events of what the record has.
    pub fn extend_to(&mut self, trace: &Trace, len: usize) {
        for (i, kind) in trace.kinds().iter().enumerate().take(len).skip(self.seen) {
            self.learn(Seq(i as u32), kind);
        }
        self.seen = self.seen.max(trace.len().min(len));
    }

    fn learn(&mut self, seq: Seq, kind: &Kind) {
        match *kind {
            Kind::TaskCreated { task, name, .. } | Kind::TaskRenamed { task, name } => {
                let known = self.tasks.entry(task).or_default();
                if !known.iter().any(|(_, other)| *other == name) {
                    *self.task_names.entry(name).or_default() += 1;
                }
                known.push((seq, name));
            }
            Kind::FutureCreated { future, of, name } => {
                self.futures.insert(future, (of, name));
            }
            Kind::ResourceCreated { resource, kind, name, .. } => {
                *self.resource_names.entry(name).or_default() += 1;
                self.resources.insert(resource, (kind, name));
            }
            Kind::HandleScheduled { handle, what } => {
                self.handles.insert(handle, what);
            }
            Kind::TimerSet { timer, what, .. } => {
                self.timers.insert(timer.0, what);
            }
            Kind::GeneratorCreated { generator, name, .. } => {
                *self.generator_names.entry(name).or_default() += 1;
                self.generators.insert(generator, name);
            }
            Kind::RunBegan { .. } | Kind::RunEnded { .. } | Kind::Turn { .. } => {}
            Kind::HandleCancelled { .. } | Kind::HandleBegan { .. } | Kind::HandleEnded { .. } => {}
            Kind::StepBegan { .. } | Kind::StepEnded { .. } => {}
            Kind::CancelRequested { .. } | Kind::CancelDelivered { .. } | Kind::Uncancelled { .. } => {}
            Kind::FutureSettled { .. } | Kind::CallbackAdded { .. } | Kind::CallbackRemoved { .. } => {}
            Kind::TimerFired { .. } | Kind::TimerCancelled { .. } => {}
            Kind::ResourceChanged { .. } | Kind::ContextChanged { .. } | Kind::Blocked { .. } => {}
            Kind::Output { .. } | Kind::Warning { .. } | Kind::Note { .. } => {}
            Kind::GeneratorResumed { .. } | Kind::GeneratorYielded { .. } | Kind::GeneratorEnded { .. } => {}
        }
    }

    /// The text that names a task at an event, as the program gave it. `None` for a task that was never created.
    pub fn task_text(&self, task: TaskId, at: Seq) -> Option<Text> {
        let names = self.tasks.get(&task)?;
        let before = names.iter().rev().find(|(since, _)| *since <= at).or_else(|| names.first());
        before.map(|&(_, name)| name)
    }

    /// A task's name at an event, told apart from others of the same name.
    pub fn task(&self, trace: &Trace, task: TaskId, at: Seq) -> String {
        name_of(trace, self.task_text(task, at), "task", task.0, &self.task_names)
    }

    /// A future's name: its task's if it is one, else `f7`, with its own name if it has one.
    pub fn future(&self, trace: &Trace, future: FutureId, at: Seq) -> String {
        if self.tasks.contains_key(&TaskId(future.0)) {
            return self.task(trace, TaskId(future.0), at);
        }
        match self.futures.get(&future) {
            Some((_, Some(name))) => format!("f{}:{}", future.0, clean(trace.text(*name))),
            Some((FutureOrigin::Plain, None)) | None => format!("f{}", future.0),
            Some((of, None)) => format!("f{}:{}", future.0, of.word()),
        }
    }

    /// What a future stands for; `None` for a task or a future that was never created.
    pub fn future_of(&self, future: FutureId) -> Option<FutureOrigin> {
        self.futures.get(&future).map(|(of, _)| *of)
    }

    /// The text that names a future, as the program gave it; `None` for a task, and where it gave none.
    pub fn future_text(&self, future: FutureId) -> Option<Text> {
        self.futures.get(&future).and_then(|(_, name)| *name)
    }

    /// A resource's name, told apart from others of the same name.
    pub fn resource(&self, trace: &Trace, resource: ResourceId) -> String {
        let name = self.resources.get(&resource).map(|(_, name)| *name);
        name_of(trace, name, "resource", resource.0, &self.resource_names)
    }

    /// A generator's name, told apart from others of the same name.
    pub fn generator(&self, trace: &Trace, generator: GeneratorId) -> String {
        let name = self.generators.get(&generator).copied();
        name_of(trace, name, "generator", generator.0, &self.generator_names)
    }

    /// A resource's kind; `None` for one that was never created.
    pub fn resource_kind(&self, resource: ResourceId) -> Option<ResourceKind> {
        self.resources.get(&resource).map(|(kind, _)| *kind)
    }

    /// What a handle runs; `None` for one that was never scheduled.
    pub fn handle(&self, handle: HandleId) -> Option<HandleKind> {
        self.handles.get(&handle).copied()
    }

    /// What a task waits on, in a few words: `queue_get orders`, `sleep`.
    pub fn on(&self, trace: &Trace, on: WaitReason, at: Seq) -> String {
        let word = on.kind.word();
        match on.kind {
            WaitKind::Sleep | WaitKind::Turn => word.to_string(),
            WaitKind::Task => format!("{word} {}", self.task(trace, TaskId(on.id), at)),
            WaitKind::Future | WaitKind::Gather | WaitKind::Wait | WaitKind::Io | WaitKind::Thread => {
                format!("{word} {}", self.future(trace, FutureId(on.id), at))
            }
            WaitKind::QueueGet
            | WaitKind::QueuePut
            | WaitKind::QueueJoin
            | WaitKind::Lock
            | WaitKind::Event
            | WaitKind::Semaphore
            | WaitKind::Condition
            | WaitKind::Barrier => {
                format!("{word} {}", self.resource(trace, ResourceId(on.id)))
            }
        }
    }

    /// What a handle or callback runs, in a few words: `wakeup producer`.
    pub fn what(&self, trace: &Trace, what: HandleKind, at: Seq) -> String {
        match what {
            HandleKind::Step(task) => format!("step {}", self.task(trace, task, at)),
            HandleKind::Wakeup(task) => format!("wakeup {}", self.task(trace, task, at)),
            HandleKind::Callback(name) => format!("call {}", clean(trace.text(name))),
            HandleKind::Timer(timer, name) => format!("timer{} {}", timer.0, clean(trace.text(name))),
        }
    }

    /// What a timer is for.
    pub fn timer<'t>(&self, trace: &'t Trace, timer: crate::trace::TimerId) -> &'t str {
        self.timers.get(&timer.0).map_or("", |name| trace.text(*name))
    }
}

/// A name, with its id if `bearers` says that several have it; what it is with its id if it has none.
pub(crate) fn name_of(trace: &Trace, name: Option<Text>, what: &str, id: u32, bearers: &HashMap<Text, u32>) -> String {
    let Some(text) = name else { return format!("{what}#{id}") };
    let name = clean(trace.text(text));
    if bearers.get(&text).is_some_and(|count| *count > 1) { format!("{name}#{id}") } else { name }
}

/// A text on one line: control characters are escaped.
pub(crate) fn clean(text: &str) -> String {
    if !text.contains(|c: char| c.is_control()) {
        return text.to_string();
    }
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}
