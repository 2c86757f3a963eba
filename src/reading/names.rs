//! The names of tasks, futures, resources, generators and handles at a moment of the record.

use std::collections::HashMap;

use super::walk::{EventVisitor, Occurrence};
use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionId, FutureId, FutureOrigin, GeneratorId, HandleId, HandleKind, MessageId, MessageKind,
    ResourceId, ResourceKind, Seq, Site, TaskId, Text, TimerId, Trace, WaitKind, WaitReason,
};

/// The names that a record gives, brought up to date as the record grows.
///
/// Names need not be unique in asyncio; where two tasks (or resources) share one, [`Names::task`] tells them
/// apart by their id: `worker#7`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// All names of each task, in order, with the event that gave each.
    tasks: HashMap<TaskId, Vec<(Seq, Text)>>,
    /// The call that made each task's coroutine, where the record has it.
    runs: HashMap<TaskId, Text>,
    futures: HashMap<FutureId, (FutureOrigin, Option<Text>)>,
    resources: HashMap<ResourceId, (ResourceKind, Text)>,
    handles: HashMap<HandleId, HandleKind>,
    timers: HashMap<TimerId, Text>,
    generators: HashMap<GeneratorId, Text>,
    /// The address of each connection, and the name that was looked up for it.
    connections: HashMap<ConnectionId, (Text, Option<Text>)>,
    /// The kind and the first line of each message.
    messages: HashMap<MessageId, (MessageKind, Option<Text>)>,
    /// The number of tasks that have ever had each name.
    task_names: HashMap<Text, u32>,
    resource_names: HashMap<Text, u32>,
    generator_names: HashMap<Text, u32>,
}

impl EventVisitor for Names {
    type Answer = ();

    const NOTHING: () = ();

    fn task_created(
        &mut self,
        here: &Occurrence,
        task: TaskId,
        name: Text,
        _: Option<TaskId>,
        _: Site,
        runs: Option<Text>,
    ) {
        self.name_task(here.seq, task, name);
        if let Some(runs) = runs {
            self.runs.insert(task, runs);
        }
    }

    fn task_renamed(&mut self, here: &Occurrence, task: TaskId, name: Text) {
        self.name_task(here.seq, task, name);
    }

    fn handle_scheduled(&mut self, _: &Occurrence, handle: HandleId, what: HandleKind) {
        self.handles.insert(handle, what);
    }

    fn future_created(&mut self, _: &Occurrence, future: FutureId, of: FutureOrigin, name: Option<Text>) {
        self.futures.insert(future, (of, name));
    }

    fn timer_set(&mut self, _: &Occurrence, timer: TimerId, _: Micros, what: Text) {
        self.timers.insert(timer, what);
    }

    fn resource_created(
        &mut self,
        _: &Occurrence,
        resource: ResourceId,
        kind: ResourceKind,
        name: Text,
        _: Option<u32>,
    ) {
        *self.resource_names.entry(name).or_default() += 1;
        self.resources.insert(resource, (kind, name));
    }

    fn generator_created(&mut self, _: &Occurrence, generator: GeneratorId, name: Text, _: Option<TaskId>, _: Site) {
        *self.generator_names.entry(name).or_default() += 1;
        self.generators.insert(generator, name);
    }

    fn connection_created(&mut self, _: &Occurrence, connection: ConnectionId, to: Text, host: Option<Text>) {
        self.connections.insert(connection, (to, host));
    }

    fn message_began(
        &mut self,
        _: &Occurrence,
        message: MessageId,
        _: ConnectionId,
        (_, kind): (ConnectionEnd, MessageKind),
        line: Option<Text>,
    ) {
        self.messages.insert(message, (kind, line));
    }
}

impl Names {
    /// Reads the names of a whole record.
    pub fn new(trace: &Trace) -> Names {
        let mut names = Names::default();
        for place in 0..trace.len() {
            names.read(trace, Seq(place as u32));
        }
        names
    }

    /// Reads the next event of the record. Events are read in order, each once.
    pub fn read(&mut self, trace: &Trace, seq: Seq) {
        Occurrence::new(trace, seq).deliver_to(self);
    }

    fn name_task(&mut self, seq: Seq, task: TaskId, name: Text) {
        let given = self.tasks.entry(task).or_default();
        if !given.iter().any(|(_, other)| *other == name) {
            *self.task_names.entry(name).or_default() += 1;
        }
        given.push((seq, name));
    }

    /// The name of a task at an event as the program gave it; `None` for a task that was never created.
    pub fn task_text(&self, task: TaskId, at: Seq) -> Option<Text> {
        let names = self.tasks.get(&task)?;
        let before = names.iter().rev().find(|(since, _)| *since <= at).or_else(|| names.first());
        before.map(|&(_, name)| name)
    }

    /// The name of a task at an event, distinguished from others of the same name. A task to which the program has given no
    /// name is named by the call that it runs as well: `boil('tea') · Task-2`.
    pub fn task(&self, trace: &Trace, task: TaskId, at: Seq) -> String {
        let text = self.task_text(task, at);
        let name = self.task_alone(trace, task, at);
        let runs = self.runs.get(&task).filter(|_| text.is_some_and(|text| is_default_name(trace.text(text))));
        match runs {
            Some(runs) => format!("{} · {name}", clean(trace.text(*runs))),
            None => name,
        }
    }

    /// The name of a task like [`Names::task`], without the call that it runs: for places that show the call themselves.
    pub fn task_alone(&self, trace: &Trace, task: TaskId, at: Seq) -> String {
        distinguished(trace, self.task_text(task, at), "task", task.0, &self.task_names)
    }

    /// True if tasks are named by the calls that they run.
    pub fn has_calls(&self) -> bool {
        !self.runs.is_empty()
    }

    /// The name of a future: for a task the task's, else `f7`, with the name that the program gave if there is one.
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

    /// The purpose of a future; `None` for a task or a future that was never created.
    pub fn future_of(&self, future: FutureId) -> Option<FutureOrigin> {
        self.futures.get(&future).map(|(of, _)| *of)
    }

    /// The name of a future as the program gave it; `None` for a task, and if it gave none.
    pub fn future_text(&self, future: FutureId) -> Option<Text> {
        self.futures.get(&future).and_then(|(_, name)| *name)
    }

    /// The name of a resource, distinguished from others of the same name.
    pub fn resource(&self, trace: &Trace, resource: ResourceId) -> String {
        let name = self.resources.get(&resource).map(|(_, name)| *name);
        distinguished(trace, name, "resource", resource.0, &self.resource_names)
    }

    /// The name of a generator, distinguished from others of the same name.
    pub fn generator(&self, trace: &Trace, generator: GeneratorId) -> String {
        let name = self.generators.get(&generator).copied();
        distinguished(trace, name, "generator", generator.0, &self.generator_names)
    }

    /// The host and port, or path, that a connection is with, by the name that was looked up if one was: `example.com:443`.
    pub fn peer(&self, trace: &Trace, connection: ConnectionId) -> String {
        let Some((to, host)) = self.connections.get(&connection) else { return String::new() };
        let to = clean(trace.text(*to));
        match (host, to.rsplit_once(':')) {
            (Some(host), Some((_, port))) => format!("{}:{port}", clean(trace.text(*host))),
            _ => to,
        }
    }

    /// The kind of a message and its first line, if it has one; `None` for one that never began.
    pub fn message(&self, message: MessageId) -> Option<(MessageKind, Option<Text>)> {
        self.messages.get(&message).copied()
    }

    /// The kind of a resource; `None` for one that was never created.
    pub fn resource_kind(&self, resource: ResourceId) -> Option<ResourceKind> {
        self.resources.get(&resource).map(|(kind, _)| *kind)
    }

    /// The work of a handle; `None` for one that was never scheduled.
    pub fn handle(&self, handle: HandleId) -> Option<HandleKind> {
        self.handles.get(&handle).copied()
    }

    /// The reason of a wait in a few words: `queue_get orders`, `sleep`.
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

    /// The work of a handle or callback in a few words: `wakeup producer`.
    pub fn what(&self, trace: &Trace, what: HandleKind, at: Seq) -> String {
        match what {
            HandleKind::Step(task) => format!("step {}", self.task(trace, task, at)),
            HandleKind::Wakeup(task) => format!("wakeup {}", self.task(trace, task, at)),
            HandleKind::Callback(name) => format!("call {}", clean(trace.text(name))),
            HandleKind::Timer(timer, name) => format!("timer{} {}", timer.0, clean(trace.text(name))),
        }
    }

    /// The purpose of a timer; empty for one that was never set.
    pub fn timer<'t>(&self, trace: &'t Trace, timer: TimerId) -> &'t str {
        self.timers.get(&timer).map_or("", |name| trace.text(*name))
    }
}

/// A name with the id of its bearer if `bearers` counts several of that name; the noun with the id if there is no name.
fn distinguished(trace: &Trace, name: Option<Text>, noun: &str, id: u32, bearers: &HashMap<Text, u32>) -> String {
    let Some(text) = name else { return format!("{noun}#{id}") };
    let name = clean(trace.text(text));
    if bearers.get(&text).is_some_and(|count| *count > 1) { format!("{name}#{id}") } else { name }
}

/// Tells if a name is one that asyncio gives to a task without a name of its own: `Task-2`.
fn is_default_name(name: &str) -> bool {
    let number = name.strip_prefix("Task-");
    number.is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Escapes control characters, so that the text stands on one line.
pub(crate) fn clean(text: &str) -> String {
    if !text.contains(|c: char| c.is_control()) {
        return text.to_string();
    }
    text.chars().flat_map(|c| if c.is_control() { c.escape_default().collect() } else { vec![c] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::{Event, EventKind};

    /// The names at the end of a record of tasks, each with the call that it runs.
    fn named(tasks: &[(&str, Option<&str>)]) -> Vec<String> {
        let mut trace = Trace::new();
        let site = trace.intern_site("p.py", 1);
        for (place, (name, runs)) in tasks.iter().enumerate() {
            let (name, runs) = (trace.intern(name), runs.map(|runs| trace.intern(runs)));
            let kind = EventKind::TaskCreated {
                task: TaskId(place as u32),
                name,
                parent: None,
                site,
                runs,
                of_library: false,
            };
            trace.push(Event { t: Micros::ZERO, thread: 0, run: 0, cause: None, wall: None, kind });
        }
        let names = Names::new(&trace);
        (0..tasks.len() as u32).map(|id| names.task(&trace, TaskId(id), Seq(u32::MAX))).collect()
    }

    #[test]
    fn a_task_without_a_name_of_its_own_is_named_by_its_call() {
        let call = Some("boil('tea')");
        assert_eq!(
            named(&[("Task-1", Some("main()")), ("Task-12", call), ("cook", call), ("Task-3", None)]),
            ["main() · Task-1", "boil('tea') · Task-12", "cook", "Task-3"]
        );
        assert_eq!(
            named(&[("Task-", call), ("Task-1a", call), ("task-1", call), ("Task-1", Some("f('a\nb')"))]),
            ["Task-", "Task-1a", "task-1", "f('a\\nb') · Task-1"]
        );
    }

    #[test]
    fn names_that_are_alike_are_told_apart() {
        let call = Some("work()");
        assert_eq!(named(&[("Task-1", call), ("Task-1", None)]), ["work() · Task-1#0", "Task-1#1"]);
    }
}
