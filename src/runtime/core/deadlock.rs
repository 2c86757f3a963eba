//! Explanation of a deadlock: the tasks that wait, and the reason of each wait, in words.

use std::collections::HashMap;

use super::event_loop::Core;
use super::task::TaskState;
use crate::trace::{EventKind, TaskId, WaitKind};

/// Most tasks that the message lists; the others are counted.
const MAX_LISTED_TASKS: usize = 20;

/// The text of the warning: `nothing is scheduled; 2 tasks wait: main for task A, A for lock`.
pub(crate) fn explain(core: &Core) -> String {
    let tasks = core.tasks_and_threads();
    let trace = core.trace();
    let trace = trace.borrow();
    let created = trace.kinds().iter().filter_map(|kind| {
        let EventKind::ResourceCreated { resource, name, .. } = kind else { return None };
        Some((resource.0, trace.text(*name)))
    });
    let resources: HashMap<u32, &str> = created.collect();
    let names: HashMap<TaskId, String> = tasks.iter().map(|task| (task.id, task.name.borrow().to_string())).collect();
    let mut waits: Vec<String> =
        tasks.iter().take(MAX_LISTED_TASKS).map(|task| wait(task, &resources, &names)).collect();
    if tasks.len() > MAX_LISTED_TASKS {
        waits.push(format!("and {} more", tasks.len() - MAX_LISTED_TASKS));
    }
    match tasks.len() {
        0 => "nothing is scheduled, and the main task is not done".into(),
        1 => format!("nothing is scheduled; 1 task waits: {}", waits.join(", ")),
        count => format!("nothing is scheduled; {count} tasks wait: {}", waits.join(", ")),
    }
}

fn wait(task: &TaskState, resources: &HashMap<u32, &str>, names: &HashMap<TaskId, String>) -> String {
    let name = task.name.borrow();
    let Some(on) = task.on.get() else { return name.to_string() };
    // Names of resources are kept in the record only.
    let resource = resources.get(&on.id).copied().unwrap_or("a resource");
    match on.kind {
        WaitKind::Task => {
            let other = names.get(&TaskId(on.id)).map_or("a task", String::as_str);
            format!("{name} for task {other}")
        }
        WaitKind::QueueGet => format!("{name} for an item of {resource}"),
        WaitKind::QueuePut => format!("{name} for room in {resource}"),
        WaitKind::QueueJoin => format!("{name} for {resource} to be worked off"),
        WaitKind::Lock | WaitKind::Event | WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier => {
            format!("{name} for {resource}")
        }
        WaitKind::Gather => format!("{name} for gather"),
        WaitKind::Wait => format!("{name} for wait"),
        WaitKind::Future => format!("{name} for future {}", on.id),
        WaitKind::Sleep => format!("{name} for ever (an infinite sleep)"),
        WaitKind::Io | WaitKind::Thread | WaitKind::Turn => name.to_string(),
    }
}
