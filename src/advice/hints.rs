//! Hints: mistakes and missed chances that a record shows, each with its line in the program and a cure.
//!
//! Every hint but [`HintKind::OneByOne`] has happened. That the awaits which this one names need nothing of each other
//! is read from the program's text (`gathering.rs`); the record says that they did run one after another, came back, and
//! what time that took.

use std::collections::{BTreeMap, BTreeSet};

use super::Outdated;
use super::gathering::gatherings;
use super::program_lines::ProgramLines;
use super::sequences::{Sequence, SequenceFinder};
use super::side_effects::Program;
use super::syntax::parse;
use crate::clock::Micros;
use crate::trace::{EventKind, Outcome, Seq, Stack, StackFrame, Status, TaskId, Text, Trace, WarningCode};

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
    // A program whose text is not understood has hints all the same, of what happened.
    let statements = parse(source).unwrap_or_default();
    let program = Program::new(&statements);
    let gatherings = gatherings(source, &program);
    let mut reader = HintFinder {
        trace,
        file,
        lines: ProgramLines::of(&program, &statements),
        sequences: SequenceFinder::new(&statements, &gatherings),
        last_lines: BTreeMap::new(),
        held: None,
        blocked: BTreeMap::new(),
        found: Vec::new(),
        open: BTreeSet::new(),
        made: BTreeMap::new(),
        failed: Vec::new(),
    };
    for (seq, event) in trace.events() {
        reader.read(seq, event.t, event.thread, event.kind);
    }
    reader.close()
}

struct HintFinder<'r, 't, 'a> {
    trace: &'r Trace,
    file: &'r str,
    lines: ProgramLines<'a>,
    sequences: SequenceFinder<'r, 't, 'a>,
    /// The innermost line at which each task waited last.
    last_lines: BTreeMap<TaskId, u32>,
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

impl<'r> HintFinder<'r, '_, '_> {
    fn say(&mut self, what: HintKind, seq: Seq, line: Option<u32>) {
        let hint = Hint { what, seq, line };
        let same = |known: &&Hint| std::mem::discriminant(&known.what) == std::mem::discriminant(&hint.what);
        let known = self.found.iter().filter(same);
        let again = known.clone().any(|known| known.line == hint.line && known.what == hint.what);
        if !again && known.count() < MAX_HINTS_PER_KIND {
            self.found.push(hint);
        }
    }

    fn read(&mut self, seq: Seq, t: Micros, thread: u16, kind: EventKind) {
        match kind {
            EventKind::TaskCreated { task, name, site, parent, .. } => {
                let site = self.trace.site(site);
                let line = (self.trace.text(site.file) == self.file).then_some(site.line);
                self.open.insert(task);
                self.made.insert(task, (name, line));
                if let Some(line) = line.filter(|line| parent.is_some() && self.lines.thrown_away.contains(line)) {
                    self.say(HintKind::NotKept, seq, Some(line));
                }
            }
            EventKind::TaskRenamed { task, name } => {
                if let Some(made) = self.made.get_mut(&task) {
                    made.0 = name;
                }
            }
            EventKind::StepBegan { task } => {
                self.sequences.resumed(task, t);
            }
            EventKind::CancelDelivered { task } => self.sequences.failed(task),
            EventKind::StepEnded { task, stack, outcome } => {
                self.step_ended((task, seq, t), stack, outcome);
            }
            // A thread of its own holds nobody else.
            EventKind::Blocked { wall } if thread == 0 => {
                let held = self.held.map_or(Micros::ZERO, |(_, held)| held) + wall;
                self.held = Some((seq, held));
            }
            EventKind::HandleEnded { .. } => {
                if let Some((seq, held)) = self.held.take() {
                    self.block((seq, held), None, None);
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

    fn step_ended(&mut self, (task, seq, t): (TaskId, Seq, Micros), stack: Stack, outcome: Outcome) {
        let trace = self.trace;
        let lines = || lines_of(trace, self.file, trace.stack(stack));
        if let Some((seq, held)) = self.held.take() {
            self.block((seq, held), self.last_lines.get(&task).copied(), lines().first().copied());
        }
        match outcome {
            Outcome::Suspended(on) => {
                if let Some(inner) = lines().first() {
                    self.last_lines.insert(task, *inner);
                }
                let file = self.file;
                self.sequences.suspended((task, seq, t), stack, on.kind, || {
                    let mut lines = lines_of(trace, file, trace.stack(stack));
                    lines.reverse();
                    lines
                });
            }
            Outcome::Raised(error) => {
                self.open.remove(&task);
                self.sequences.failed(task);
                self.failed.push((task, error));
                if self.is_loop_in_loop(error) {
                    self.loop_in_loop(seq);
                }
            }
            Outcome::Cancelled => {
                self.open.remove(&task);
                self.sequences.failed(task);
            }
            Outcome::Returned(_) => {
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
                let called = line.filter(|line| self.lines.calls_on(last, *line)).or_else(|| self.lines.call(last));
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
                let line = line.or_else(|| self.open.iter().find_map(|task| self.last_lines.get(task)).copied());
                self.say(HintKind::Deadlock(self.open.len()), seq, line);
            }
            WarningCode::CallbackFailed | WarningCode::Limit => {}
        }
    }

    fn name(&self, task: TaskId) -> Option<&'r str> {
        self.made.get(&task).map(|(name, _)| self.trace.text(*name))
    }

    /// The line that made a task.
    fn line_of(&self, task: Option<TaskId>) -> Option<u32> {
        self.made.get(&task?).and_then(|(_, line)| *line)
    }

    fn is_loop_in_loop(&self, error: Text) -> bool {
        let sentences = [
            "run() cannot be called from a running event loop",
            "This event loop is already running",
            "Cannot run the event loop while another loop is running",
        ];
        sentences.iter().any(|sentence| self.trace.text(error).contains(sentence))
    }

    fn loop_in_loop(&mut self, seq: Seq) {
        let line = self.lines.loops.first().copied();
        self.say(HintKind::LoopInLoop, seq, line);
    }

    /// Attributes blocking by the step or callback that has ended to a line. A step went on at line `before` and waits at
    /// line `after`, if it had waited already and waits again.
    fn block(&mut self, (seq, held): (Seq, Micros), before: Option<u32>, after: Option<u32>) {
        let places = &self.lines.blocking_calls;
        let only = places.first().copied().filter(|_| places.len() == 1);
        // Otherwise the nearest line above the one at which the step ends, or below the one at which it began.
        let above = after.and_then(|after| places.iter().copied().filter(|line| *line <= after).max());
        let below = before.and_then(|before| places.iter().copied().filter(|line| *line >= before).min());
        let line = only.or(above).or(after).or(below).or(places.first().copied()).unwrap_or(0);
        let known = self.blocked.entry(line).or_insert((seq, Micros::ZERO));
        known.1 = known.1 + held;
    }

    fn close(mut self) -> Vec<Hint> {
        for (line, (seq, held)) in std::mem::take(&mut self.blocked) {
            self.say(HintKind::Blocked(held), seq, Some(line).filter(|line| *line > 0));
        }
        let sequences = std::mem::replace(&mut self.sequences, SequenceFinder::new(&[], &[]));
        for Sequence { seq, line, count, took, longest, .. } in sequences.close() {
            if took - longest >= MIN_COST {
                self.say(HintKind::OneByOne(count, took, longest), seq, Some(line));
            }
        }
        self.found.sort_by_key(|hint| (hint.line.is_none(), hint.line, hint.seq));
        self.found
    }
}

/// The lines of the program among those of a stack, the innermost first. A comprehension's frame is part of its function's.
fn lines_of(trace: &Trace, file: &str, stack: &[StackFrame]) -> Vec<u32> {
    let frames = stack.iter().filter(|frame| {
        let name = trace.text(frame.function);
        !["<listcomp>", "<setcomp>", "<dictcomp>"].iter().any(|end| name.ends_with(end))
    });
    let sites = frames.map(|frame| trace.site(frame.site)).filter(|site| trace.text(site.file) == file);
    sites.map(|site| site.line).collect()
}
