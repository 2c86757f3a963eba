//! The waits of a record whose length can be changed, each with the stretch of a lane that it takes.
//!
//! An engine notes its waits by name ([`SetWait`]), a record has them as stretches of lanes. Both are in the order in which the waits
//! were set, so a wait is found at the next stretch of its task that is as long: moments would do on a virtual clock, but not
//! for a record that was made live or measured. A wait that is not found, or that something else has ended, is left out.

use std::collections::HashMap;

use super::spans::{Activity, Span, Spans};
use crate::changes::{SetWait, SetWaitKind, WaitPlace};
use crate::clock::Micros;
use crate::trace::{EventKind, Trace, WaitKind};

/// The most stretches, or timers, that are passed by in the search for a wait: one that is missing must not make it long.
const MOST_PASSED: usize = 500;

/// The lane on which a wait lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WaitLane {
    /// The lane of the loop.
    Loop,
    /// The lane of a task, by its place among the tasks.
    Task(usize),
    /// The lane of a connection, by its place among the connections.
    Connection(usize),
}

/// A wait that can be changed.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeableWait {
    /// The name.
    pub place: WaitPlace,
    /// The kind.
    pub kind: SetWaitKind,
    /// The lane on which it lies.
    pub lane: WaitLane,
    /// The moment at which it begins.
    pub from: Micros,
    /// The moment at which it ends.
    pub to: Micros,
}

impl ChangeableWait {
    /// The length.
    pub fn length(&self) -> Micros {
        self.to - self.from
    }
}

/// Returns the waits of a record that can be changed, in the order in which the engine has set them; those waits are of a run of the
/// same program. On a clock that measures the longest step of each task is one, too.
pub fn changeable_waits(trace: &Trace, spans: &Spans, waits: &[SetWait], measured: bool) -> Vec<ChangeableWait> {
    let mut search = WaitSearch::new(trace, spans);
    let mut found: Vec<ChangeableWait> = waits.iter().filter_map(|wait| search.find(wait)).collect();
    if measured {
        found.extend(search.steps());
    }
    found
}

/// A search for waits, one after another.
struct WaitSearch<'t> {
    trace: &'t Trace,
    spans: &'t Spans,
    /// The tasks by their names; `None` where several have one name.
    tasks: HashMap<&'t str, Option<usize>>,
    /// The first span of each task that is not looked at yet.
    next: Vec<usize>,
    /// The timers of callbacks in order of setting.
    timers: Vec<SetTimer>,
    /// The first of them that is not looked at yet.
    next_timer: usize,
    /// The stretches of running in which a wait was found, each by its task and its place there.
    blocked: Vec<(usize, usize)>,
}

impl<'t> WaitSearch<'t> {
    fn new(trace: &'t Trace, spans: &'t Spans) -> WaitSearch<'t> {
        let mut tasks = HashMap::new();
        for (place, task) in spans.tasks.iter().enumerate() {
            tasks.entry(trace.text(task.name)).and_modify(|known| *known = None).or_insert(Some(place));
        }
        let timers = set_timers(trace);
        let next = vec![0; spans.tasks.len()];
        WaitSearch { trace, spans, tasks, next, timers, next_timer: 0, blocked: Vec::new() }
    }

    fn find(&mut self, wait: &SetWait) -> Option<ChangeableWait> {
        if wait.length == Micros::NEVER || wait.length == Micros::ZERO {
            return None;
        }
        let task = match &wait.place {
            WaitPlace::Line { task, .. } => task.as_ref().and_then(|name| *self.tasks.get(name.as_str())?),
            WaitPlace::Host(_) | WaitPlace::Steps(_) => None,
        };
        let (lane, [from, to]) = match (wait.kind, task) {
            (SetWaitKind::Sleep, Some(task)) => (WaitLane::Task(task), self.sleep(task, wait)?),
            (SetWaitKind::Blocking | SetWaitKind::Computing, Some(task)) => {
                (WaitLane::Task(task), self.running(task, wait)?)
            }
            (SetWaitKind::TimeOut, Some(task)) => (WaitLane::Task(task), self.timed_out(task, wait)?),
            (SetWaitKind::Timer, _) => (WaitLane::Loop, self.timer(wait)?),
            (SetWaitKind::Answer, _) => self.answer(wait)?,
            (SetWaitKind::Sleep | SetWaitKind::Blocking | SetWaitKind::Computing | SetWaitKind::TimeOut, None) => {
                return None;
            }
        };
        Some(ChangeableWait { place: wait.place.clone(), kind: wait.kind, lane, from, to })
    }

    /// The next sleep of a task that is as long, if time has ended it.
    fn sleep(&mut self, task: usize, wait: &SetWait) -> Option<[Micros; 2]> {
        let next = &mut self.next[task];
        let spans = &self.spans.tasks[task].spans;
        let found = spans[*next..]
            .iter()
            .take(MOST_PASSED)
            .position(|span| until(span).is_some_and(|until| is_as_long(until - span.from.t, wait.length)))?;
        *next += found + 1;
        let span = &spans[*next - 1];
        let (until, ended) = (until(span)?, span.to?.t);
        // Others may run then: the task may go on later.
        (ended >= until).then_some([span.from.t, until])
    }

    /// The part of a step that a call has blocked, or the computing that it was.
    fn running(&mut self, task: usize, wait: &SetWait) -> Option<[Micros; 2]> {
        let spans = &self.spans.tasks[task].spans;
        let place = spans.partition_point(|span| span.from.t <= wait.at).checked_sub(1)?;
        let to = wait.at + wait.length;
        // Steps that take no time begin at the moment at which the wait does, too.
        let holds = |span: &Span| {
            span.doing == Activity::Running && span.from.t <= wait.at && span.to.is_some_and(|end| end.t >= to)
        };
        let place = (0..=place).rev().take_while(|place| spans[*place].to.is_none_or(|end| end.t >= wait.at));
        let place = place.into_iter().find(|place| holds(&spans[*place]))?;
        self.blocked.push((task, place));
        Some([wait.at, to])
    }

    /// The wait that a time-out has ended.
    fn timed_out(&self, task: usize, wait: &SetWait) -> Option<[Micros; 2]> {
        let to = wait.at + wait.length;
        let spans = &self.spans.tasks[task].spans;
        let first = spans.partition_point(|span| span.to.is_some_and(|end| end.t < to));
        let mut ending = spans[first..].iter().take_while(|span| span.from.t < to);
        let ended = ending.any(|span| {
            let is_wait = matches!(span.doing, Activity::Waiting(_)) && span.to.is_some_and(|end| end.t == to);
            is_wait && until(span) != Some(to)
        });
        ended.then_some([wait.at, to])
    }

    /// The next timer that is as long, if it was due.
    fn timer(&mut self, wait: &SetWait) -> Option<[Micros; 2]> {
        let left = &self.timers[self.next_timer..];
        let is_this = |timer: &SetTimer| is_as_long(timer.due - timer.set, wait.length);
        let found = left.iter().take(MOST_PASSED).position(is_this)?;
        self.next_timer += found + 1;
        let timer = &self.timers[self.next_timer - 1];
        timer.has_fired.then_some([timer.set, timer.due])
    }

    /// The first answer of a host: on its connection, or where a task waits for it.
    fn answer(&self, wait: &SetWait) -> Option<(WaitLane, [Micros; 2])> {
        let WaitPlace::Host(name) = &wait.place else { return None };
        for (place, line) in self.spans.connections.lines.iter().enumerate() {
            if line.host.is_none_or(|host| self.trace.text(host) != name) {
                continue;
            }
            for times in line.exchanges.iter().map(|exchange| line.times(exchange)) {
                if let (Some(reached), Some(answered)) = (times.reached, times.answered)
                    && answered.t > reached.t
                {
                    return Some((WaitLane::Connection(place), [reached.t, answered.t]));
                }
            }
        }
        // A model of a host is reached by no connection.
        let is_this = |span: &&Span| {
            let is_answer = matches!(span.doing, Activity::Waiting(on) if on.kind == WaitKind::Io);
            let length = span.to.map(|to| to.t - span.from.t);
            is_answer && is_near(span.from.t, wait.at) && length.is_some_and(|length| is_as_long(length, wait.length))
        };
        self.spans.tasks.iter().enumerate().find_map(|(place, task)| {
            let span = task.spans.iter().find(is_this)?;
            Some((WaitLane::Task(place), [span.from.t, span.to?.t]))
        })
    }

    /// The longest step of each task in which no call has blocked.
    fn steps(&self) -> impl Iterator<Item = ChangeableWait> + '_ {
        self.spans.tasks.iter().enumerate().filter_map(|(place, task)| {
            let name = self.trace.text(task.name);
            let is_free = |at: usize| !self.blocked.contains(&(place, at));
            let steps = task.spans.iter().enumerate().filter(|(_, span)| span.doing == Activity::Running);
            let lengths = steps.filter(|(at, _)| is_free(*at)).filter_map(|(_, span)| Some([span.from.t, span.to?.t]));
            let [from, to] = lengths.max_by_key(|[from, to]| (*to - *from, std::cmp::Reverse(*from)))?;
            let place = WaitLane::Task(place);
            (to > from && self.tasks.get(name).copied().flatten().is_some()).then(|| ChangeableWait {
                place: WaitPlace::Steps(Some(name.into())),
                kind: SetWaitKind::Computing,
                lane: place,
                from,
                to,
            })
        })
    }
}

/// The moment at which a sleep ends if nothing else ends it.
fn until(span: &Span) -> Option<Micros> {
    match span.doing {
        Activity::Waiting(on) if on.kind == WaitKind::Sleep => on.until,
        _ => None,
    }
}

/// True if a wait as recorded may be one of this length: between its setting and its beginning in the record the program
/// computes.
fn is_as_long(recorded: Micros, length: Micros) -> bool {
    is_near(recorded, length) || recorded <= length && length - recorded <= Micros(length.0 / 20)
}

/// True if two moments are one, but for what a live clock makes of them.
fn is_near(one: Micros, other: Micros) -> bool {
    one.0.abs_diff(other.0) <= 2_000
}

/// A timer of a callback.
struct SetTimer {
    set: Micros,
    due: Micros,
    has_fired: bool,
}

/// The timers of callbacks in a record, in order of setting.
fn set_timers(trace: &Trace) -> Vec<SetTimer> {
    // By their numbers, which count up.
    let mut places: Vec<usize> = Vec::new();
    let mut timers: Vec<SetTimer> = Vec::new();
    for (kind, set) in trace.kinds().iter().zip(trace.times()) {
        match *kind {
            EventKind::TimerSet { timer, due, what }
                if SetWaitKind::of_timer(trace.text(what)) == SetWaitKind::Timer =>
            {
                let place = timer.0 as usize;
                places.resize(places.len().max(place + 1), usize::MAX);
                places[place] = timers.len();
                timers.push(SetTimer { set: *set, due, has_fired: false });
            }
            EventKind::TimerFired { timer, .. } => {
                if let Some(timer) = places.get(timer.0 as usize).and_then(|place| timers.get_mut(*place)) {
                    timer.has_fired = true;
                }
            }
            _ => {}
        }
    }
    timers
}
