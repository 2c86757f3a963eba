//! The tasks of two records that are the same.

use std::collections::HashMap;
use std::hash::Hash;

use crate::reading::spans::Spans;
use crate::trace::{EventKind, TaskId, Trace};

/// The search for the tasks that are the same in two records, one rule after another: a record may have ten thousand tasks.
pub struct MatchSearch {
    matched: MatchedTasks,
    /// The number of rules that have been applied.
    rules: usize,
}

impl MatchSearch {
    /// A search that begins with these pairs, a task of each record.
    pub fn new(pairs: &[(TaskId, TaskId)]) -> MatchSearch {
        let mut matched = MatchedTasks::default();
        for (first, second) in pairs {
            matched.second.insert(*first, *second);
            matched.first.insert(*second, *first);
        }
        MatchSearch { matched, rules: 0 }
    }

    /// Applies the next rule. Returns the tasks once there is none; the search is over then.
    pub fn next<'t>(&mut self, traces: [&'t Trace; 2], spans: [&Spans; 2]) -> Option<MatchedTasks> {
        let site = |which: usize, task: TaskId| -> (&'t str, u32) {
            let created = spans[which].task(task).map(|task| traces[which].event(task.created.seq).kind);
            let Some(EventKind::TaskCreated { site, .. }) = created else { return ("", 0) };
            let site = traces[which].site(site);
            (traces[which].text(site.file), site.line)
        };
        let name =
            |which: usize, task: TaskId| spans[which].task(task).map_or("", |task| traces[which].text(task.name));
        match self.rules {
            0 => self.matched.by(spans, |which, task| (name(which, task), site(which, task).1)),
            1 => self.matched.by(spans, site),
            2 => self.matched.by(spans, name),
            3 => {
                let firsts = self.matched.first.clone();
                let parent = |which: usize, task: TaskId| {
                    let parent = spans[which].task(task).and_then(|task| task.parent)?;
                    if which == 0 { Some(parent) } else { firsts.get(&parent).copied() }
                };
                self.matched.by(spans, parent);
            }
            _ => return Some(std::mem::take(&mut self.matched)),
        }
        self.rules += 1;
        None
    }
}

/// The tasks of two records that are the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MatchedTasks {
    /// The task of the second record for one of the first.
    pub second: HashMap<TaskId, TaskId>,
    /// The task of the first record for one of the second.
    pub first: HashMap<TaskId, TaskId>,
}

impl MatchedTasks {
    /// Matches tasks by name, line of creation and order; those that are left by line and order, then by name and order, then by
    /// the order of creation among those with the same parent.
    pub fn new(traces: [&Trace; 2], spans: [&Spans; 2]) -> MatchedTasks {
        MatchedTasks::with_pairs(traces, spans, &[])
    }

    /// Matches these pairs first, a task of each record, and then the tasks that are left.
    pub fn with_pairs(traces: [&Trace; 2], spans: [&Spans; 2], pairs: &[(TaskId, TaskId)]) -> MatchedTasks {
        let mut search = MatchSearch::new(pairs);
        loop {
            if let Some(matched) = search.next(traces, spans) {
                return matched;
            }
        }
    }

    /// The tasks of each record that have no match in the other, in order of creation.
    pub fn unmatched(&self, spans: [&Spans; 2]) -> [Vec<TaskId>; 2] {
        let left = |which: usize, matched: &HashMap<TaskId, TaskId>| {
            let tasks = spans[which].tasks.iter().map(|task| task.task);
            tasks.filter(|task| !matched.contains_key(task)).collect()
        };
        [left(0, &self.second), left(1, &self.first)]
    }

    /// Matches the tasks that are left by a key, in order of creation.
    fn by<K: Eq + Hash>(&mut self, spans: [&Spans; 2], key: impl Fn(usize, TaskId) -> K) {
        let mut left: HashMap<K, Vec<TaskId>> = HashMap::new();
        for task in spans[1].tasks.iter().rev().map(|task| task.task).filter(|task| !self.first.contains_key(task)) {
            left.entry(key(1, task)).or_default().push(task);
        }
        let first: Vec<TaskId> = spans[0].tasks.iter().map(|task| task.task).collect();
        for task in first.into_iter().filter(|task| !self.second.contains_key(task)).collect::<Vec<_>>() {
            if let Some(other) = left.get_mut(&key(0, task)).and_then(Vec::pop) {
                self.second.insert(task, other);
                self.first.insert(other, task);
            }
        }
    }
}
