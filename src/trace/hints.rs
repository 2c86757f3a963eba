//! What a teacher would say of a run: facts of its record, and of the lines that they stand at, each with a cure.
//!
//! Everything but [`What::OneByOne`] has happened. That the awaits it names need nothing of each other is a guess, made
//! only where the program's text does not speak against it, and worded as one.

use std::collections::{BTreeMap, HashSet};

use super::{Frame, Kind, Outcome, Outdated, Seq, Status, TaskId, Text, Trace, WaitKind, WarningCode};
use crate::clock::Micros;

/// Something to be said of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// What there is to say.
    pub what: What,
    /// The event at which it shows.
    pub seq: Seq,
    /// The line of the program.
    pub line: Option<u32>,
}

/// What there is to say of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A coroutine of this name was made and never awaited.
    NeverAwaited(String),
    /// The task of this name still waited when it was destroyed.
    Destroyed(String),
    /// Nobody has read this error.
    NeverRetrieved(String),
    /// The line has held the loop for so long in all.
    Blocked(Micros),
    /// So many awaits, one after another, took so long; together they would have taken so long.
    OneByOne(usize, Micros, Micros),
    /// A task whose reference is thrown away.
    NotKept,
    /// A loop was to be started within a loop.
    LoopInLoop,
    /// So many tasks wait for what nobody will do.
    Deadlock(usize),
    /// This Python refuses it; here it was understood all the same.
    Outdated(Outdated),
}

/// Less is not worth the words.
const WORTH: Micros = Micros::from_millis(100);
/// So many are said of one kind.
const SAID: usize = 4;

/// What there is to say of a program's run, in the order of the lines; `file` is the program's name in the record.
pub fn hints(trace: &Trace, file: &str, source: &str) -> Vec<Hint> {
    let mut reader = Reader::new(trace, file, source);
    for (seq, event) in trace.events() {
        reader.read(seq, event.t, event.kind);
    }
    reader.close()
}

/// A task's wait, as far as its own lines tell of it.
#[derive(Clone, Copy, Debug)]
struct Wait {
    seq: Seq,
    /// The line of the task's first function, and the innermost line of the program.
    outer: u32,
    inner: u32,
    depth: usize,
    /// Whether it only waits for time to pass, or for the world outside.
    pure: bool,
    from: Micros,
    to: Option<Micros>,
}

/// An await in a task's first function, with all the waits in it.
#[derive(Clone, Copy, Debug)]
struct Call {
    seq: Seq,
    line: u32,
    took: Micros,
    pure: bool,
}

struct Reader<'a> {
    trace: &'a Trace,
    file: &'a str,
    lines: Vec<&'a str>,
    /// The head of the innermost loop around each line.
    loops: Vec<Option<&'a str>>,
    /// In order of creation.
    waits: BTreeMap<TaskId, Vec<Wait>>,
    /// What has held the loop in the step that runs.
    held: Option<(Seq, Micros)>,
    /// By line, which is 0 where none is known.
    blocked: BTreeMap<u32, (Seq, Micros)>,
    found: Vec<Hint>,
    /// Tasks that are not done.
    open: HashSet<TaskId>,
}

impl<'a> Reader<'a> {
    fn new(trace: &'a Trace, file: &'a str, source: &'a str) -> Reader<'a> {
        let lines: Vec<&str> = source.lines().collect();
        Reader {
            trace,
            file,
            loops: loops(&lines),
            lines,
            waits: BTreeMap::new(),
            held: None,
            blocked: BTreeMap::new(),
            found: Vec::new(),
            open: HashSet::new(),
        }
    }

    fn say(&mut self, what: What, seq: Seq, line: Option<u32>) {
        let hint = Hint { what, seq, line };
        let same = |known: &&Hint| std::mem::discriminant(&known.what) == std::mem::discriminant(&hint.what);
        let known = self.found.iter().filter(same);
        let again = known.clone().any(|known| known.line == hint.line && known.what == hint.what);
        if !again && known.count() < SAID {
            self.found.push(hint);
        }
    }

    fn read(&mut self, seq: Seq, t: Micros, kind: Kind) {
        match kind {
            Kind::TaskCreated { task, site, parent, .. } => {
                self.open.insert(task);
                let site = self.trace.site(site);
                if parent.is_some() && self.trace.text(site.file) == self.file && self.throws_away(site.line) {
                    self.say(What::NotKept, seq, Some(site.line));
                }
            }
            Kind::StepBegan { task } => {
                if let Some(wait) = self.waits.get_mut(&task).and_then(|waits| waits.last_mut()) {
                    wait.to = Some(t);
                }
            }
            Kind::StepEnded { task, stack, outcome } => {
                self.step_ended(seq, t, task, self.trace.stack(stack), outcome);
            }
            Kind::Blocked { wall } => {
                let held = self.held.map_or(Micros::ZERO, |(_, held)| held) + wall;
                self.held = Some((seq, held));
            }
            Kind::HandleEnded { .. } => {
                if let Some((seq, held)) = self.held.take() {
                    self.block(seq, held, None);
                }
            }
            Kind::RunEnded { status: Status::Raised(error) } if self.is_loop_in_loop(error) => self.loop_in_loop(seq),
            Kind::Warning { code, text, site } => {
                let site =
                    site.map(|site| self.trace.site(site)).filter(|site| self.trace.text(site.file) == self.file);
                self.warned(seq, code, text, site.map(|site| site.line));
            }
            Kind::Note { text } => {
                if let Some((outdated, line)) = Outdated::read(self.trace.text(text)) {
                    self.say(What::Outdated(outdated), seq, Some(line));
                }
            }
            _ => {}
        }
    }

    fn step_ended(&mut self, seq: Seq, t: Micros, task: TaskId, stack: &[Frame], outcome: Outcome) {
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
                    let wait = Wait { seq, outer: *outer, inner: *inner, depth: lines.len(), pure, from: t, to: None };
                    self.waits.entry(task).or_default().push(wait);
                }
            }
            Outcome::Raised(error) => {
                self.open.remove(&task);
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
                self.say(What::NeverAwaited(name.into()), seq, called.or(line));
            }
            WarningCode::TaskDestroyed => {
                let name = text.split_once("! ").map_or(text, |(_, name)| name);
                self.say(What::Destroyed(name.into()), seq, line);
            }
            WarningCode::NeverRetrieved => {
                let error = text.split_once("retrieved: ").map_or(text, |(_, error)| error);
                self.say(What::NeverRetrieved(error.into()), seq, line);
            }
            WarningCode::Deadlock => self.say(What::Deadlock(self.open.len()), seq, line),
            WarningCode::CallbackFailed | WarningCode::Limit => {}
        }
    }

    /// The only line on which something of this name is called, and not defined.
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
        self.say(What::LoopInLoop, seq, inner.map(|(number, _)| number));
    }

    /// The loop was held by the step or callback that is over; a step goes on at `after`.
    fn block(&mut self, seq: Seq, held: Micros, after: Option<u32>) {
        let places: Vec<u32> =
            self.numbered().filter(|(_, line)| sleeps(line)).map(|(number, _)| number).take(2).collect();
        let only = places.first().copied().filter(|_| places.len() == 1);
        // Else the nearest above the line at which the step ends.
        let above = after.and_then(|after| (1..=after).rev().find(|line| sleeps(self.line(*line))));
        let line = only.or(above).or(after).or(places.first().copied()).unwrap_or(0);
        let known = self.blocked.entry(line).or_insert((seq, Micros::ZERO));
        known.1 = known.1 + held;
    }

    /// Whether a line makes a task and keeps nothing of it, and is no part of a list or a call.
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
            self.say(What::Blocked(held), seq, Some(line).filter(|line| *line > 0));
        }
        for waits in std::mem::take(&mut self.waits).into_values() {
            self.one_by_one(&waits);
        }
        self.found.sort_by_key(|hint| (hint.line.is_none(), hint.line, hint.seq));
        self.found
    }

    /// Calls of the program's own functions that a task awaits one after another.
    fn one_by_one(&mut self, waits: &[Wait]) {
        let mut calls: Vec<Call> = Vec::new();
        let mut last: Option<Wait> = None;
        for wait in waits {
            let took = wait.to.map_or(Micros::ZERO, |to| to - wait.from);
            let goes_on = last.is_some_and(|last| {
                let repeated = self.loop_of(wait.outer).is_some() && self.loop_of(wait.inner).is_none();
                wait.outer == last.outer && !(repeated && wait.inner <= last.inner)
            });
            let pure = wait.pure && wait.depth > 1;
            match calls.last_mut().filter(|_| goes_on) {
                Some(call) => (call.took, call.pure) = (call.took + took, call.pure && pure),
                None => calls.push(Call { seq: wait.seq, line: wait.outer, took, pure }),
            }
            last = Some(*wait);
        }
        let mut run: Vec<Call> = Vec::new();
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

    fn end_run(&mut self, run: &[Call]) {
        let one_by_one = run.iter().fold(Micros::ZERO, |sum, call| sum + call.took);
        let together = run.iter().map(|call| call.took).max().unwrap_or(Micros::ZERO);
        if one_by_one - together >= WORTH
            && let Some(first) = run.first()
        {
            self.say(What::OneByOne(run.len(), one_by_one, together), first.seq, Some(first.line));
        }
    }

    /// Whether the text allows that an await on one line does not need what those before it gave.
    fn may_be_gathered(&self, before: u32, line: u32, run: &[Call]) -> bool {
        let text = self.line(line);
        if before == line {
            // Once more round a loop.
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

/// For each line the head of the innermost loop around it, within its function.
fn loops<'a>(lines: &[&'a str]) -> Vec<Option<&'a str>> {
    // What is open around a line: its margin, and its head if it is a loop.
    let mut open: Vec<(usize, Option<&str>)> = Vec::new();
    let around = lines.iter().map(|line| {
        if line.trim().is_empty() {
            return None;
        }
        let (margin, head) = (indent(line), line.trim_start());
        open.retain(|(outer, _)| *outer < margin);
        let around = open.last().and_then(|(_, head)| *head);
        if ["for ", "while ", "async for "].iter().any(|word| head.starts_with(word)) {
            open.push((margin, Some(*line)));
        } else if head.starts_with("def ") || head.starts_with("async def ") {
            open.push((margin, None));
        }
        around
    });
    around.collect()
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

/// Whether a line sleeps and lets nobody else run.
fn sleeps(line: &str) -> bool {
    let code = line.split('#').next().unwrap_or_default();
    code.contains("time.sleep(") || (mentions(code, "sleep") && code.contains("sleep(") && !code.contains("await "))
}

/// Whether a line begins with the making of a task that only the loop knows of.
fn makes_task(line: &str) -> bool {
    let line = line.trim_start();
    let owners = ["", "asyncio.", "loop.", "asyncio.get_running_loop().", "asyncio.get_event_loop()."];
    let calls = ["create_task(", "ensure_future("];
    owners
        .iter()
        .any(|owner| line.strip_prefix(owner).is_some_and(|rest| calls.iter().any(|call| rest.starts_with(call))))
}

/// What a line awaits, up to its arguments.
fn awaited(line: &str) -> Option<&str> {
    let (_, call) = line.split_once("await ")?;
    call.split_once('(').map(|(name, _)| name)
}

/// The names to which a line gives something.
fn assigned(line: &str) -> Vec<&str> {
    let Some((left, right)) = line.split_once('=') else { return Vec::new() };
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | ',' | ' ' | '*' | '.' | '[' | ']' | '+' | '-');
    if right.starts_with('=') || !left.chars().all(is_plain) {
        return Vec::new();
    }
    left.split(|c: char| !(c.is_alphanumeric() || c == '_')).filter(|name| !name.is_empty()).collect()
}

/// What stands behind the equals sign of an assignment; else all of it.
fn right_of(line: &str) -> &str {
    match assigned(line).is_empty() {
        true => line,
        false => line.split_once('=').map_or(line, |(_, right)| right),
    }
}

/// Whether a name stands in a text as a word of its own.
fn mentions(text: &str, name: &str) -> bool {
    text.split(|c: char| !(c.is_alphanumeric() || c == '_')).any(|word| word == name)
}
