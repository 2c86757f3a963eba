//! Hints: mistakes and missed chances that a record shows, each with its line in the program and a cure.
//!
//! Every hint but [`HintKind::OneByOne`] has happened. That the awaits which this one names need nothing of each other
//! is a guess. It is made only where the program's text does not speak against it, and worded as a guess.

use std::collections::{BTreeMap, BTreeSet};

use super::Outdated;
use super::python_text::{assigned, awaited, indent, loops, makes_task, mentions, right_of, sleeps};
use crate::clock::Micros;
use crate::trace::{EventKind, Outcome, Seq, StackFrame, Status, TaskId, Text, Trace, WaitKind, WarningCode};

/// A hint on a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// Kind of hint, with its details.
    pub what: HintKind,
    /// The event at which the mistake shows.
    pub seq: Seq,
    /// The line of the program.
    pub line: Option<u32>,
}

/// Kinds of hint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HintKind {
    /// A coroutine of this name was made and never awaited.
    NeverAwaited(String),
    /// The task of this name still waited when it was destroyed.
    Destroyed(String),
    /// An error with this text was never read.
    NeverRetrieved(String),
    /// The line has held the loop, for this much wall time in all.
    Blocked(Micros),
    /// Awaits one after another: their number, the time that they took, and the time that they would have taken together.
    OneByOne(usize, Micros, Micros),
    /// A task whose reference is thrown away.
    NotKept,
    /// A loop was to be started while another one runs.
    LoopInLoop,
    /// Tasks wait for something that nobody will do; this is their number.
    Deadlock(usize),
    /// Current Python refuses this call; here it still works.
    Outdated(Outdated),
}

/// Least time that blocking or waiting must cost to be worth a hint.
const MIN_COST: Micros = Micros::from_millis(100);
/// Most hints of one kind.
const MAX_HINTS_PER_KIND: usize = 4;

/// Returns the hints on a program's run in the order of their lines; `file` is the program's name in the record.
pub fn hints(trace: &Trace, file: &str, source: &str) -> Vec<Hint> {
    let mut reader = HintFinder::new(trace, file, source);
    for (seq, event) in trace.events() {
        reader.read(seq, event.t, event.kind);
    }
    reader.close()
}

/// A task's wait, with the lines of the program that it shows.
#[derive(Clone, Copy, Debug)]
struct TaskWait {
    seq: Seq,
    /// The line of the task's first function, and the innermost line of the program.
    outer: u32,
    inner: u32,
    depth: usize,
    /// True if the call only waits for time to pass or for the world outside.
    pure: bool,
    from: Micros,
    to: Option<Micros>,
}

/// An await in a task's first function, with all the waits in it.
#[derive(Clone, Copy, Debug)]
struct OuterAwait {
    seq: Seq,
    line: u32,
    took: Micros,
    pure: bool,
}

struct HintFinder<'a> {
    trace: &'a Trace,
    file: &'a str,
    lines: Vec<&'a str>,
    /// The head of the innermost loop around each line.
    loops: Vec<Option<&'a str>>,
    /// Waits of each task, in order of creation.
    waits: BTreeMap<TaskId, Vec<TaskWait>>,
    /// Blocking within the step that runs: its event and wall time.
    held: Option<(Seq, Micros)>,
    /// Blocking by line; the line is 0 where none is known.
    blocked: BTreeMap<u32, (Seq, Micros)>,
    found: Vec<Hint>,
    /// Tasks that are not done.
    open: BTreeSet<TaskId>,
    /// The name of each task, and the line that made it.
    made: BTreeMap<TaskId, (Text, Option<u32>)>,
    /// Errors with which tasks ended and which no warning has reported yet.
    failed: Vec<(TaskId, Text)>,
}

impl<'a> HintFinder<'a> {
    fn new(trace: &'a Trace, file: &'a str, source: &'a str) -> HintFinder<'a> {
        let lines: Vec<&str> = source.lines().collect();
        HintFinder {
            trace,
            file,
            loops: loops(&lines),
            lines,
            waits: BTreeMap::new(),
            held: None,
            blocked: BTreeMap::new(),
            found: Vec::new(),
            open: BTreeSet::new(),
            made: BTreeMap::new(),
            failed: Vec::new(),
        }
    }

    fn say(&mut self, what: HintKind, seq: Seq, line: Option<u32>) {
        let hint = Hint { what, seq, line };
        let same = |known: &&Hint| std::mem::discriminant(&known.what) == std::mem::discriminant(&hint.what);
        let known = self.found.iter().filter(same);
        let again = known.clone().any(|known| known.line == hint.line && known.what == hint.what);
        if !again && known.count() < MAX_HINTS_PER_KIND {
            self.found.push(hint);
        }
    }

    fn read(&mut self, seq: Seq, t: Micros, kind: EventKind) {
        match kind {
            EventKind::TaskCreated { task, name, site, parent } => {
                let site = self.trace.site(site);
                let line = (self.trace.text(site.file) == self.file).then_some(site.line);
                self.open.insert(task);
                self.made.insert(task, (name, line));
                if let Some(line) = line.filter(|line| parent.is_some() && self.throws_away(*line)) {
                    self.say(HintKind::NotKept, seq, Some(line));
                }
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(made) = self.made.get_mut(&task) {
                    made.0 = name;
                }
            }
            EventKind::StepBegan { task } => {
                if let Some(wait) = self.waits.get_mut(&task).and_then(|waits| waits.last_mut()) {
                    wait.to = Some(t);
                }
            }
            EventKind::StepEnded { task, stack, outcome } => {
                self.step_ended(seq, t, task, self.trace.stack(stack), outcome);
            }
            EventKind::Blocked { wall } => {
                let held = self.held.map_or(Micros::ZERO, |(_, held)| held) + wall;
                self.held = Some((seq, held));
            }
            EventKind::HandleEnded { .. } => {
                if let Some((seq, held)) = self.held.take() {
                    self.block(seq, held, None);
                }
            }
            EventKind::RunEnded { status: Status::Raised(error) } if self.is_loop_in_loop(error) => {
                self.loop_in_loop(seq)
            }
            EventKind::Warning { code, text, site } => {
                let site =
                    site.map(|site| self.trace.site(site)).filter(|site| self.trace.text(site.file) == self.file);
                self.warned(seq, code, text, site.map(|site| site.line));
            }
            EventKind::Note { text } => {
                if let Some((outdated, line)) = Outdated::read(self.trace.text(text)) {
                    self.say(HintKind::Outdated(outdated), seq, Some(line));
                }
            }
            _ => {}
        }
    }

    fn step_ended(&mut self, seq: Seq, t: Micros, task: TaskId, stack: &[StackFrame], outcome: Outcome) {
        let lines = stack.iter().map(|frame| self.trace.site(frame.site));
        let lines = lines.filter(|site| self.trace.text(site.file) == self.file).map(|site| site.line);
        let lines: Vec<u32> = lines.collect();
        if let Some((seq, held)) = self.held.take() {
            self.block(seq, held, lines.first().copied());
        }
        match outcome {
            Outcome::Suspended(on) => {
                if let (Some(inner), Some(outer)) = (lines.first(), lines.last()) {
                    let pure = matches!(on.kind, WaitKind::Sleep | WaitKind::Io | WaitKind::Thread);
                    let wait =
                        TaskWait { seq, outer: *outer, inner: *inner, depth: lines.len(), pure, from: t, to: None };
                    self.waits.entry(task).or_default().push(wait);
                }
            }
            Outcome::Raised(error) => {
                self.open.remove(&task);
                self.failed.push((task, error));
                if self.is_loop_in_loop(error) {
                    self.loop_in_loop(seq);
                }
            }
            Outcome::Returned(_) | Outcome::Cancelled => {
                self.open.remove(&task);
            }
        }
    }

    fn warned(&mut self, seq: Seq, code: WarningCode, text: Text, line: Option<u32>) {
        let text = self.trace.text(text);
        match code {
            WarningCode::NeverAwaited => {
                let name = text.split('\'').nth(1).unwrap_or_default();
                // The warning comes from where the coroutine was thrown away, which may be a line further.
                let last = name.rsplit('.').next().unwrap_or_default();
                let called = line.filter(|line| self.line(*line).contains(last)).or_else(|| self.called(last));
                self.say(HintKind::NeverAwaited(name.into()), seq, called.or(line));
            }
            WarningCode::TaskDestroyed => {
                let name = text.split_once("! ").map_or(text, |(_, name)| name);
                // The task stays open: the end of a run may report it once more, and that is the same hint.
                let task = self.open.iter().find(|task| self.name(**task) == Some(name)).copied();
                self.say(HintKind::Destroyed(name.into()), seq, line.or(self.line_of(task)));
            }
            WarningCode::NeverRetrieved => {
                let error = text.split_once("retrieved: ").map_or(text, |(_, error)| error);
                let at = self.failed.iter().position(|(_, failed)| self.trace.text(*failed) == error);
                let task = at.map(|at| self.failed.remove(at).0);
                self.say(HintKind::NeverRetrieved(error.into()), seq, line.or(self.line_of(task)));
            }
            WarningCode::Deadlock => {
                let waits = self.open.iter().find_map(|task| self.waits.get(task)?.last());
                let line = line.or(waits.map(|wait| wait.inner));
                self.say(HintKind::Deadlock(self.open.len()), seq, line);
            }
            WarningCode::CallbackFailed | WarningCode::Limit => {}
        }
    }

    fn name(&self, task: TaskId) -> Option<&'a str> {
        self.made.get(&task).map(|(name, _)| self.trace.text(*name))
    }

    /// The line that made a task.
    fn line_of(&self, task: Option<TaskId>) -> Option<u32> {
        self.made.get(&task?).and_then(|(_, line)| *line)
    }

    /// The line that calls this name, if there is only one; definitions do not count.
    fn called(&self, name: &str) -> Option<u32> {
        let call = format!("{name}(");
        let mut lines = self.numbered().filter(|(_, line)| line.contains(&call) && !line.contains("def "));
        match (lines.next(), lines.next()) {
            (Some((line, _)), None) => Some(line),
            _ => None,
        }
    }

    fn is_loop_in_loop(&self, error: Text) -> bool {
        self.trace.text(error).contains("run() cannot be called from a running event loop")
    }

    fn loop_in_loop(&mut self, seq: Seq) {
        let inner = self.numbered().find(|(_, line)| indent(line) > 0 && line.contains(".run("));
        self.say(HintKind::LoopInLoop, seq, inner.map(|(number, _)| number));
    }

    /// Attributes blocking by the step or callback that has ended to a line; a step continues at line `after`.
    fn block(&mut self, seq: Seq, held: Micros, after: Option<u32>) {
        let places: Vec<u32> =
            self.numbered().filter(|(_, line)| sleeps(line)).map(|(number, _)| number).take(2).collect();
        let only = places.first().copied().filter(|_| places.len() == 1);
        // Otherwise the nearest line above the one at which the step ends.
        let above = after.and_then(|after| (1..=after).rev().find(|line| sleeps(self.line(*line))));
        let line = only.or(above).or(after).or(places.first().copied()).unwrap_or(0);
        let known = self.blocked.entry(line).or_insert((seq, Micros::ZERO));
        known.1 = known.1 + held;
    }

    /// True if a line makes a task and keeps no reference to it, and is no part of a list or a call.
    fn throws_away(&self, number: u32) -> bool {
        let before = (1..number).rev().map(|line| self.line(line).trim_end()).find(|line| !line.is_empty());
        makes_task(self.line(number)) && !before.is_some_and(|before| before.ends_with(['(', '[', '{', ',', '=']))
    }

    fn line(&self, number: u32) -> &'a str {
        self.lines.get((number as usize).wrapping_sub(1)).copied().unwrap_or_default()
    }

    fn numbered(&self) -> impl Iterator<Item = (u32, &'a str)> {
        (1..).zip(self.lines.iter().copied())
    }

    fn close(mut self) -> Vec<Hint> {
        for (line, (seq, held)) in std::mem::take(&mut self.blocked) {
            self.say(HintKind::Blocked(held), seq, Some(line).filter(|line| *line > 0));
        }
        for waits in std::mem::take(&mut self.waits).into_values() {
            self.one_by_one(&waits);
        }
        self.found.sort_by_key(|hint| (hint.line.is_none(), hint.line, hint.seq));
        self.found
    }

    /// Finds calls of the program's own functions that a task awaits one after another.
    fn one_by_one(&mut self, waits: &[TaskWait]) {
        let mut calls: Vec<OuterAwait> = Vec::new();
        let mut last: Option<TaskWait> = None;
        for wait in waits {
            let took = wait.to.map_or(Micros::ZERO, |to| to - wait.from);
            let goes_on = last.is_some_and(|last| {
                let repeated = self.loop_of(wait.outer).is_some() && self.loop_of(wait.inner).is_none();
                wait.outer == last.outer && !(repeated && wait.inner <= last.inner)
            });
            let pure = wait.pure && wait.depth > 1;
            match calls.last_mut().filter(|_| goes_on) {
                Some(call) => (call.took, call.pure) = (call.took + took, call.pure && pure),
                None => calls.push(OuterAwait { seq: wait.seq, line: wait.outer, took, pure }),
            }
            last = Some(*wait);
        }
        let mut run: Vec<OuterAwait> = Vec::new();
        for call in calls {
            if !call.pure || run.last().is_some_and(|last| !self.may_be_gathered(last.line, call.line, &run)) {
                self.end_run(&run);
                run.clear();
            }
            if call.pure {
                run.push(call);
            }
        }
        self.end_run(&run);
    }

    fn end_run(&mut self, run: &[OuterAwait]) {
        let one_by_one = run.iter().fold(Micros::ZERO, |sum, call| sum + call.took);
        let together = run.iter().map(|call| call.took).max().unwrap_or(Micros::ZERO);
        if one_by_one - together >= MIN_COST
            && let Some(first) = run.first()
        {
            self.say(HintKind::OneByOne(run.len(), one_by_one, together), first.seq, Some(first.line));
        }
    }

    /// True if the text allows that an await on one line does not need the results of those before it.
    fn may_be_gathered(&self, before: u32, line: u32, run: &[OuterAwait]) -> bool {
        let text = self.line(line);
        if before == line {
            // The line was reached again, round a loop.
            return matches!(self.loop_of(line), Some(head) if head.trim_start().starts_with("for "))
                && !assigned(text).iter().any(|name| mentions(right_of(text), name));
        }
        let same_block = self.loop_of(before).is_none() && self.loop_of(line).is_none();
        let straight = before < line && indent(self.line(before)) == indent(text);
        let between = (before..line).map(|line| self.line(line)).collect::<Vec<_>>();
        let given = run.iter().flat_map(|call| assigned(self.line(call.line)));
        let mut given = given.chain(between.iter().flat_map(|line| assigned(line))).collect::<Vec<_>>();
        given.dedup();
        // Only calls of one function are likely to be alike, and none a preparation of the next.
        same_block
            && straight
            && awaited(self.line(before)) == awaited(text)
            && !given.iter().any(|name| mentions(right_of(text), name))
    }

    fn loop_of(&self, line: u32) -> Option<&'a str> {
        self.loops.get((line as usize).wrapping_sub(1)).copied().flatten()
    }
}
