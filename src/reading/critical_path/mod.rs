//! The critical path of a record: the chain of causes from its end back to its beginning, which says why it took so long.
//!
//! ```text
//!   main     ──sleep──┐                             ┌──sleep── end
//!                     │ created            settled  │
//!   worker            └──────────sleep──────────────┘
//! ```
//!
//! The way goes back from an event to the event that brought it about ([`path_causes`]), so that it is always at whoever
//! was waited for: a task that waits for a lock is on the path only until it waits, and then its holder is. The stretches of time
//! between the events are the [parts](PathPart) of the path; they follow one another without a gap, and their sum is the elapsed
//! time, to the microsecond. The waits that they ended stand beside them.
//!
//! Cost: one walk forward for the facts that are no causes, and one back; linear in the events, without recursion.

mod event_reason;
mod line_shares;
mod path_causes;
mod path_facts;
mod path_parts;
mod run_path;
mod slack;
mod worthwhile_waits;

pub use event_reason::EventReason;
pub use line_shares::{LineShare, line_shares};
pub use path_causes::step_at;
pub use run_path::{PathScope, RunPath, SlicedPath};
pub use slack::{Slack, slacks};
pub use worthwhile_waits::{WorthwhileWait, worthwhile_waits};

use crate::clock::Micros;
use crate::trace::{ConnectionId, DatagramId, Seq, Site, TaskId, Text, Trace, WaitReason};
use path_facts::PathFacts;

/// A leg of what is sent over a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NetworkLeg {
    /// The connection is being made.
    Connecting,
    /// Bytes, or the end of them, are under way.
    UnderWay,
    /// The server, which is no part of the program, takes its time.
    Answering,
    /// The client, which is no part of the program, takes its time.
    Asking,
}

/// The thing that a part of the path was spent with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PathReason {
    /// A step of the task, which on a virtual clock includes calls that block.
    Computing,
    /// A callback of this name.
    Callback(Text),
    /// A sleep of the task.
    Sleep,
    /// A timer for this, which the task has set, if there is one.
    Timer(Text),
    /// A wait of the task that no other event of the record has ended.
    Waiting(WaitReason),
    /// A connection.
    Network(ConnectionId, NetworkLeg),
    /// The lookup of this name.
    Lookup(Text),
    /// A datagram under way.
    Datagram(DatagramId),
    /// A turn of the loop, which has begun later than the task was ready.
    Turn,
    /// Code outside every task, or the world outside the program.
    Outside,
}

/// A wait that the end of a part has ended: the path leads on to whoever was waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathWait {
    /// The task that waited.
    pub task: TaskId,
    /// The reason.
    pub on: WaitReason,
    /// The line that waited.
    pub site: Option<Site>,
    /// The moment at which the wait began.
    pub from: Micros,
    /// The moment at which it ended.
    pub to: Micros,
    /// The event that made the task ready again.
    pub woken: Seq,
    /// The task whose step has brought that about, if there is one.
    pub by: Option<TaskId>,
}

/// A part of the path: a stretch of time with one reason.
#[derive(Clone, Debug, PartialEq)]
pub struct PathPart {
    /// The beginning.
    pub from: Micros,
    /// The end, later than the beginning.
    pub to: Micros,
    /// The event with which it begins.
    pub began: Seq,
    /// The event with which it ends.
    pub ended: Seq,
    /// The reason.
    pub reason: PathReason,
    /// The task, where one is behind it.
    pub task: Option<TaskId>,
    /// The thread or process, by its number; 0 is the loop's own.
    pub thread: u16,
    /// The line.
    pub site: Option<Site>,
    /// The waits of others that its end has ended, the one that was ended last first.
    pub waits: Vec<PathWait>,
}

impl PathPart {
    /// The length.
    pub fn length(&self) -> Micros {
        self.to - self.from
    }
}

/// The critical path of a record, of a task, or of a stretch of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CriticalPath {
    /// The beginning.
    pub from: Micros,
    /// The end.
    pub to: Micros,
    /// The parts in order, without gaps: their lengths are the elapsed time.
    pub parts: Vec<PathPart>,
}

impl CriticalPath {
    /// The path of the whole record: from the last event back to the beginning of time.
    ///
    /// ```
    /// use loopline::clock::Micros;
    /// use loopline::reading::critical_path::{CriticalPath, PathReason};
    /// use loopline::runtime::{create_task, run_exact, sleep};
    ///
    /// let run = run_exact(|| async {
    ///     let task = create_task(sleep(2.0));
    ///     sleep(1.0).await?;
    ///     task.await
    /// });
    /// let path = CriticalPath::of_record(&run.trace());
    /// let [part] = &path.parts[..] else { panic!("the task alone decides: {path:?}") };
    /// assert_eq!((part.reason, part.length()), (PathReason::Sleep, Micros::from_millis(2000)));
    /// assert_eq!(part.waits[0].to - part.waits[0].from, Micros::from_millis(1000));
    /// ```
    pub fn of_record(trace: &Trace) -> CriticalPath {
        CriticalPath::of_stretch(trace, Micros::ZERO, Micros::NEVER)
    }

    /// The path of a task, from its end, or the last event of a task that goes on, back to its creation; `None` if the record has
    /// no such task.
    pub fn of_task(trace: &Trace, task: TaskId) -> Option<CriticalPath> {
        let (from, last) = run_path::ends_of_task(trace, task)?;
        Some(whole_path(trace, from, last))
    }

    /// The path from an event back to the beginning of time: why it happened when it did.
    pub fn of_event(trace: &Trace, seq: Seq) -> CriticalPath {
        whole_path(trace, Micros::ZERO, seq)
    }

    /// The path of a stretch of time: from the last event in it back to its beginning.
    pub fn of_stretch(trace: &Trace, from: Micros, to: Micros) -> CriticalPath {
        let Some(last) = run_path::last_until(trace, to) else {
            return CriticalPath { from, to: from, parts: Vec::new() };
        };
        whole_path(trace, from, last)
    }

    /// The elapsed time.
    pub fn elapsed(&self) -> Micros {
        self.to - self.from
    }

    /// The longest part; the earlier of two that are equally long.
    pub fn longest(&self) -> Option<&PathPart> {
        self.parts.iter().rev().max_by_key(|part| part.length())
    }

    /// Checks the law of a path: its parts follow one another from its beginning to its end, so that their sum is the elapsed time,
    /// and no part is empty. The error says where it is broken.
    pub fn check(&self) -> Result<(), String> {
        let mut at = self.from;
        for part in &self.parts {
            if part.from != at || part.to <= part.from {
                return Err(format!("a part begins where the one before it ends, at {at}, but: {part:?}"));
            }
            at = part.to;
        }
        if at == self.to { Ok(()) } else { Err(format!("the parts end at {at}, the path at {}", self.to)) }
    }
}

/// The path from an event back to a moment.
fn whole_path(trace: &Trace, from: Micros, last: Seq) -> CriticalPath {
    // The way has at most as many steps as there are events.
    path_parts::Way::new(trace, from, last).go(trace, &PathFacts::new(trace), usize::MAX).unwrap_or_default()
}
