//! The waits of a run that are worth a change: those on the critical path first, then the longest.

use std::collections::HashMap;

use super::{CriticalPath, PathPart, PathReason};
use crate::changes::{SetWait, SetWaitKind, WaitPlace};
use crate::clock::Micros;
use crate::trace::{ConnectionId, EventKind, TaskId, Text, Trace};

/// Waits of one name, taken together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorthwhileWait {
    /// The name.
    pub place: WaitPlace,
    /// The kind of the first of them.
    pub kind: SetWaitKind,
    /// The number of waits.
    pub count: usize,
    /// The lengths, taken together.
    pub length: Micros,
    /// The time of the path that is theirs.
    pub path: Micros,
}

/// Returns up to `most` of the waits that a run has set, the greatest share of the path first, then the longest. Waits at one line
/// are taken together, and those of each task too if several tasks wait there. Time-outs are left out: half of one ends what
/// it limits. On a clock that measures the steps of a task are a wait, too.
pub fn worthwhile_waits(
    trace: &Trace,
    path: &CriticalPath,
    waits: &[SetWait],
    measured: bool,
    most: usize,
) -> Vec<WorthwhileWait> {
    let shares = shares(trace, path, waits);
    let mut found: Vec<WorthwhileWait> = Vec::new();
    let mut places: HashMap<WaitPlace, usize> = HashMap::new();
    let mut add = |place: WaitPlace, kind: SetWaitKind, length: Micros, path: Micros| {
        let at = *places.entry(place.clone()).or_insert_with(|| {
            found.push(WorthwhileWait { place, kind, count: 0, length: Micros::ZERO, path: Micros::ZERO });
            found.len() - 1
        });
        let wait = &mut found[at];
        (wait.count, wait.length, wait.path) = (wait.count + 1, wait.length + length, wait.path + path);
    };
    // Libraries set timers that are there for the worst case and are never due.
    let end = trace.end_time();
    let changeable = |wait: &&SetWait| {
        let is_due = wait.kind != SetWaitKind::Timer || wait.at + wait.length <= end;
        let has_length = wait.length != Micros::NEVER && wait.length != Micros::ZERO;
        wait.kind != SetWaitKind::TimeOut && is_due && has_length
    };
    for (place, wait) in waits.iter().enumerate().filter(|(_, wait)| changeable(wait)) {
        let path = shares.of_waits.get(&place).copied().unwrap_or_default();
        match &wait.place {
            WaitPlace::Line { waits, file, line, task, .. } => {
                let place =
                    |task| WaitPlace::Line { waits: *waits, file: file.clone(), line: *line, task, occurrence: None };
                add(place(None), wait.kind, wait.length, path);
                if task.is_some() {
                    add(place(task.clone()), wait.kind, wait.length, path);
                }
            }
            WaitPlace::Host(name) => {
                let path = shares.of_hosts.get(name.as_str()).copied().unwrap_or_default();
                add(wait.place.clone(), wait.kind, wait.length, path);
            }
            WaitPlace::Steps(_) => {}
        }
    }
    if measured {
        for (task, time) in &shares.of_steps {
            let place = WaitPlace::Steps(Some(task.to_string()));
            add(place, SetWaitKind::Computing, *time, *time);
        }
    }
    // A task that alone waits at a line says nothing that the line does not.
    let alone = |wait: &WorthwhileWait| match &wait.place {
        WaitPlace::Line { waits, file, line, task: Some(_), occurrence } => {
            let line =
                WaitPlace::Line { waits: *waits, file: file.clone(), line: *line, task: None, occurrence: *occurrence };
            places.get(&line).is_some_and(|all| found[*all].count == wait.count)
        }
        _ => false,
    };
    let mut worth: Vec<WorthwhileWait> = found.iter().filter(|wait| !alone(wait)).cloned().collect();
    worth.sort_by_key(|wait| std::cmp::Reverse((wait.path, wait.length)));
    worth.truncate(most);
    worth
}

/// The times of a path that are of waits.
#[derive(Default)]
struct Shares<'t> {
    /// By the place of the wait in its list.
    of_waits: HashMap<usize, Micros>,
    of_hosts: HashMap<&'t str, Micros>,
    of_steps: Vec<(&'t str, Micros)>,
}

fn shares<'t>(trace: &'t Trace, path: &CriticalPath, waits: &[SetWait]) -> Shares<'t> {
    let mut ends: HashMap<Micros, Vec<usize>> = HashMap::new();
    for (place, wait) in waits.iter().enumerate() {
        ends.entry(wait.at + wait.length).or_default().push(place);
    }
    let hosts: HashMap<ConnectionId, Text> = trace
        .kinds()
        .iter()
        .filter_map(|kind| match *kind {
            EventKind::ConnectionCreated { connection, host: Some(host), .. } => Some((connection, host)),
            _ => None,
        })
        .collect();
    let names = task_names(trace);
    let name = |task: TaskId| names.get(&task).copied().unwrap_or_default();
    let mut shares = Shares::default();
    for part in &path.parts {
        match part.reason {
            PathReason::Network(connection, _) => {
                if let Some(host) = hosts.get(&connection) {
                    let time = shares.of_hosts.entry(trace.text(*host)).or_default();
                    *time = *time + part.length();
                }
            }
            PathReason::Lookup(name) => {
                let time = shares.of_hosts.entry(trace.text(name)).or_default();
                *time = *time + part.length();
            }
            _ => {}
        }
        let task = part.task.map(name);
        // Waits that follow one another at one line are one part.
        let mut to = part.to;
        while let Some(place) =
            ends.get(&to).and_then(|places| places.iter().find(|place| is_of(part, task, &waits[**place])))
        {
            let from = waits[*place].at.max(part.from);
            let time = shares.of_waits.entry(*place).or_default();
            *time = *time + (to - from);
            to = from;
        }
        if to < part.to {
            continue;
        }
        if let (PathReason::Computing, Some(task)) = (part.reason, part.task) {
            let name = name(task);
            match shares.of_steps.iter_mut().find(|(other, _)| *other == name) {
                Some((_, time)) => *time = *time + part.length(),
                None => shares.of_steps.push((name, part.length())),
            }
        }
    }
    shares
}

/// True if a part of the path that ends with a wait may be this wait's.
fn is_of(part: &PathPart, task: Option<&str>, wait: &SetWait) -> bool {
    let fits = match part.reason {
        PathReason::Computing => matches!(wait.kind, SetWaitKind::Blocking | SetWaitKind::Computing),
        PathReason::Sleep => matches!(wait.kind, SetWaitKind::Sleep | SetWaitKind::Blocking),
        PathReason::Waiting(_) => wait.kind != SetWaitKind::Answer,
        PathReason::Timer(_) | PathReason::Callback(_) => matches!(wait.kind, SetWaitKind::Timer | SetWaitKind::Sleep),
        PathReason::Outside => wait.kind == SetWaitKind::Answer,
        _ => false,
    };
    let WaitPlace::Line { task: waits, .. } = &wait.place else { return fits };
    let is_of_task = task.zip(waits.as_deref()).is_none_or(|(task, waits)| task == waits);
    fits && part.from < wait.at + wait.length && wait.length > Micros::ZERO && is_of_task
}

/// The names of the tasks at the end of the record.
fn task_names(trace: &Trace) -> HashMap<TaskId, &str> {
    let names = trace.kinds().iter().filter_map(|kind| match *kind {
        EventKind::TaskCreated { task, name, .. } | EventKind::TaskRenamed { task, name } => {
            Some((task, trace.text(name)))
        }
        _ => None,
    });
    names.collect()
}
