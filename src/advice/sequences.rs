//! Sequences of awaits, from the record: where a task did wait, one after another, in calls that might have been gathered.
//!
//! A wait is recorded with the lines of all functions that stand on the task's stack. From one wait to the next, those
//! lines tell which calls went on and which are new; a line that the text puts in no loop is not reached twice within
//! one call.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::rc::Rc;

use super::gathering::{Gathering, Shape};
use super::syntax::{ExprKind, Stmt, StmtKind, walk};
use crate::clock::Micros;
use crate::trace::{Seq, Stack, TaskId, WaitKind};

/// Awaits that ran one after another and might have run together.
#[derive(Clone, Debug)]
pub(super) struct Sequence {
    /// The event and the line of the first.
    pub seq: Seq,
    pub line: u32,
    pub count: usize,
    /// The time that they took, and that of the longest.
    pub took: Micros,
    pub longest: Micros,
    task: TaskId,
    /// Loop time of the first wait and of the end of the last.
    from: Micros,
    to: Micros,
}

/// A call that a function awaits.
#[derive(Clone, Copy, Debug)]
struct AwaitedCall {
    seq: Seq,
    line: u32,
    took: Micros,
    from: Micros,
    to: Micros,
    /// True if nothing but time or the world outside was waited for, and it came back.
    sound: bool,
}

/// A function on a task's stack.
#[derive(Debug)]
struct Activation {
    /// The line at which it waits.
    line: u32,
    /// The calls that it has awaited, as far as they are of interest; the last is the one that goes on.
    calls: Vec<AwaitedCall>,
}

#[derive(Default)]
struct TaskStack {
    /// The functions, the outermost first.
    functions: Vec<Activation>,
    /// Loop time since which the task waits.
    waits: Option<Micros>,
}

pub(super) struct SequenceFinder<'r, 't, 'a> {
    gatherings: &'r [Gathering<'t, 'a>],
    /// Lines that may be reached again within one call.
    repeated: BTreeSet<u32>,
    /// The first line of the innermost function around each line.
    functions: BTreeMap<u32, u32>,
    tasks: BTreeMap<TaskId, TaskStack>,
    /// The lines of a stack, the outermost first.
    stacks: HashMap<Stack, Rc<[u32]>>,
    found: Vec<Vec<Sequence>>,
}

impl<'r, 't, 'a> SequenceFinder<'r, 't, 'a> {
    pub(super) fn new(statements: &[Stmt], gatherings: &'r [Gathering<'t, 'a>]) -> Self {
        let found = gatherings.iter().map(|_| Vec::new()).collect();
        let (repeated, functions) = (repeated(statements), functions(statements));
        SequenceFinder { gatherings, repeated, functions, tasks: BTreeMap::new(), stacks: HashMap::new(), found }
    }

    /// A task is suspended; `lines` gives the lines of a stack that is new.
    pub(super) fn suspended(
        &mut self,
        (task, seq, t): (TaskId, Seq, Micros),
        stack: Stack,
        kind: WaitKind,
        lines: impl FnOnce() -> Vec<u32>,
    ) {
        if self.gatherings.is_empty() {
            return;
        }
        let lines = self.stacks.entry(stack).or_insert_with(|| lines().into()).clone();
        let mut state = self.tasks.remove(&task).unwrap_or_default();
        let before: Vec<u32> = state.functions.iter().map(|function| function.line).collect();
        let mut same = 0;
        while same < lines.len().min(before.len())
            && before[same] == lines[same]
            && self.goes_on(&before[same + 1..], &lines[same + 1..])
        {
            same += 1;
        }
        for ended in state.functions.drain((same + 1).min(before.len())..) {
            self.finish(task, &ended.calls);
        }
        for (at, line) in lines.iter().enumerate().skip(same) {
            if at == state.functions.len() {
                state.functions.push(Activation { line: *line, calls: Vec::new() });
            }
            let is_known = self.member(*line).is_some();
            let function = &mut state.functions[at];
            function.line = *line;
            let call = AwaitedCall { seq, line: *line, took: Micros::ZERO, from: t, to: t, sound: is_known };
            // Of calls that are of no interest, one is enough to part those before it from those behind.
            if is_known || function.calls.last().is_some_and(|last| last.sound) {
                function.calls.push(call);
            }
        }
        let passes = matches!(kind, WaitKind::Sleep | WaitKind::Io | WaitKind::Thread | WaitKind::Turn);
        let outside = matches!(kind, WaitKind::Io | WaitKind::Thread);
        for (at, function) in state.functions.iter_mut().enumerate() {
            if let Some(call) = function.calls.last_mut().filter(|call| call.line == function.line) {
                call.sound &= passes && (at + 1 < lines.len() || outside);
            }
        }
        state.waits = Some(t);
        self.tasks.insert(task, state);
    }

    /// A task runs on.
    pub(super) fn resumed(&mut self, task: TaskId, t: Micros) {
        let Some(state) = self.tasks.get_mut(&task) else { return };
        let Some(from) = state.waits.take() else { return };
        for function in &mut state.functions {
            if let Some(call) = function.calls.last_mut().filter(|call| call.line == function.line) {
                call.took = call.took + (t - from);
                call.to = t;
            }
        }
    }

    /// A task is cancelled where it waits, or ends with an error: what its functions awaited last has not come back, and
    /// of what came before it nobody knows whether it was an attempt too.
    pub(super) fn failed(&mut self, task: TaskId) {
        let functions = self.tasks.get_mut(&task).into_iter().flat_map(|state| &mut state.functions);
        functions.flat_map(|function| &mut function.calls).for_each(|call| call.sound = false);
    }

    /// The sequences, one for each gathering that has any: the one whose awaits would save the most.
    pub(super) fn close(mut self) -> Vec<Sequence> {
        for (task, state) in std::mem::take(&mut self.tasks) {
            for mut function in state.functions {
                if let Some(call) = function.calls.last_mut().filter(|_| state.waits.is_some()) {
                    call.sound = false;
                }
                self.finish(task, &function.calls);
            }
        }
        let all = self.gatherings.iter().zip(self.found);
        let best = all.filter_map(|(gathering, found)| {
            // Several tasks that go round the same loop are workers: so many at a time is what is wanted.
            let is_round = matches!(gathering.shape, Shape::Loop | Shape::Comprehension);
            let beside = |a: &Sequence, b: &Sequence| a.task != b.task && a.from < b.to && b.from < a.to;
            if is_round && found.iter().any(|a| found.iter().any(|b| beside(a, b))) {
                return None;
            }
            // The first of those that save the same.
            found.into_iter().rev().max_by_key(|sequence| sequence.took - sequence.longest)
        });
        best.collect()
    }

    /// The gathering that a line belongs to, and its place there.
    fn member(&self, line: u32) -> Option<(usize, usize)> {
        let mut all = self.gatherings.iter().enumerate();
        all.find_map(|(at, gathering)| gathering.member(line).map(|member| (at, member)))
    }

    /// True if the same call may have led from the lines of one wait to those of the next.
    fn goes_on(&self, before: &[u32], after: &[u32]) -> bool {
        match (before, after) {
            ([old, ..], [new, ..]) if self.functions.get(old) != self.functions.get(new) => false,
            ([old, before @ ..], [new, after @ ..]) => {
                new > old || self.repeated.contains(new) || (new == old && self.goes_on(before, after))
            }
            _ => false,
        }
    }

    /// A function has returned, or the record ends.
    fn finish(&mut self, task: TaskId, calls: &[AwaitedCall]) {
        let (mut run, mut last): (Vec<AwaitedCall>, Option<(usize, usize)>) = (Vec::new(), None);
        for call in calls {
            let here = self.member(call.line).filter(|_| call.sound);
            let follows = last.zip(here).is_some_and(|(last, here)| {
                let gathering = &self.gatherings[here.0];
                last.0 == here.0
                    && match gathering.shape {
                        Shape::Statements => here.1 == last.1 + 1,
                        Shape::Loop | Shape::Comprehension => true,
                        Shape::Expression => run.len() < gathering.awaits.len(),
                    }
            });
            if !follows {
                self.end_run(task, last, &run);
                run.clear();
            }
            run.extend(here.map(|_| *call));
            last = here;
        }
        self.end_run(task, last, &run);
    }

    fn end_run(&mut self, task: TaskId, place: Option<(usize, usize)>, run: &[AwaitedCall]) {
        let (Some((at, _)), [first, .., last]) = (place, run) else { return };
        let gathering = &self.gatherings[at];
        if gathering.shape == Shape::Expression && run.len() != gathering.awaits.len() {
            return;
        }
        let took = run.iter().fold(Micros::ZERO, |sum, call| sum + call.took);
        let longest = run.iter().map(|call| call.took).max().unwrap_or(Micros::ZERO);
        let (seq, line, from, to) = (first.seq, first.line, first.from, last.to);
        self.found[at].push(Sequence { seq, line, count: run.len(), took, longest, task, from, to });
    }
}

/// For each line in a function, the line of the innermost one's head.
fn functions(statements: &[Stmt]) -> BTreeMap<u32, u32> {
    let mut lines = BTreeMap::new();
    walk(statements, &mut |statement| {
        if let StmtKind::Function(function) = &statement.kind {
            // Inner functions are visited after those around them.
            walk(&function.body, &mut |inner| {
                lines.extend((inner.lines.0..=inner.lines.1).map(|line| (line, statement.lines.0)));
            });
        }
    });
    lines
}

/// Lines that may be reached more than once within one call of their function: those in loops, and those of statements that
/// await more than once.
fn repeated(statements: &[Stmt]) -> BTreeSet<u32> {
    let mut lines = BTreeSet::new();
    let mut insert = |statement: &Stmt| lines.extend(statement.lines.0..=statement.lines.1);
    walk(statements, &mut |statement| {
        if let StmtKind::For { body, .. } | StmtKind::While { body, .. } = &statement.kind {
            insert(statement);
            walk(body, &mut |inner| insert(inner));
        }
        let is_comprehension = |inner: &super::syntax::Expr| matches!(inner.kind, ExprKind::Comprehension(_));
        let awaits: usize = statement.expressions().into_iter().map(|inner| inner.awaits().len()).sum();
        let inside = statement.expressions().into_iter().any(|inner| inner.any(&is_comprehension));
        if awaits > 1 || (awaits > 0 && inside) {
            insert(statement);
        }
    });
    lines
}
