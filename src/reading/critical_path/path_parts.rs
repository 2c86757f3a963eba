//! The way back through a record, and the parts that it leaves.

use super::path_causes::{decided_by, ended_by, step_of};
use super::path_facts::{PathFacts, suspended_at};
use super::{CriticalPath, NetworkLeg, PathPart, PathReason, PathWait};
use crate::clock::Micros;
use crate::trace::{
    ConnectionEnd, ConnectionState, Event, EventKind, HandleKind, Outcome, Seq, Site, TaskId, Text, Trace, WaitKind,
};

/// The `what` of the timer of a sleep, in both engines.
const SLEEP: &str = "sleep";

/// The number of events from the end of a thread's sleep to the first in its next step: a handle is scheduled and begins, and the
/// step begins.
const WAKING_UP: u32 = 4;

/// The way from an event back to a moment, as far as it has come.
pub(super) struct Way {
    from: Micros,
    to: Micros,
    /// The event that the way goes on from; `None` at its end.
    next: Option<Seq>,
    /// The moment that the way has come to.
    at: Micros,
    /// The waits that were ended at that moment, for the next part.
    waits: Vec<PathWait>,
    /// The task that was made ready last, with the line at which it had waited, if it had slept.
    sleeper: Option<(TaskId, Option<Site>)>,
    /// The parts, the last first.
    parts: Vec<PathPart>,
}

impl Way {
    /// The way from this event back to this moment.
    pub fn new(trace: &Trace, from: Micros, last: Seq) -> Way {
        let to = trace.event(last).t.max(from);
        Way { from, to, next: Some(last), at: to, waits: Vec::new(), sleeper: None, parts: Vec::new() }
    }

    /// Goes back by at most so many events. Returns the path once the way has come to its end.
    pub fn go(&mut self, trace: &Trace, facts: &PathFacts, events: usize) -> Option<CriticalPath> {
        for _ in 0..events {
            let Some(seq) = self.next else { break };
            let mut step = WayBack { trace, facts, way: self };
            step.pass(seq);
            if self.at <= self.from {
                self.next = None;
                break;
            }
            let before = decided_by(trace, facts, seq);
            WayBack { trace, facts, way: self }.part(seq, before);
            // Each step back is to an earlier event, so that the way ends.
            debug_assert!(before < Some(seq), "{before:?} has decided about {seq:?}");
            self.next = before;
        }
        if self.next.is_some() {
            return None;
        }
        let mut parts = std::mem::take(&mut self.parts);
        parts.reverse();
        Some(CriticalPath { from: self.from, to: self.to, parts })
    }
}

/// A step of the way, with what it reads.
struct WayBack<'a> {
    trace: &'a Trace,
    facts: &'a PathFacts,
    way: &'a mut Way,
}

impl WayBack<'_> {
    /// Notes what an event says about the time before it.
    fn pass(&mut self, seq: Seq) {
        let event = self.trace.event(seq);
        let EventKind::HandleScheduled { what: HandleKind::Wakeup(task), .. } = event.kind else { return };
        self.way.sleeper = None;
        match self.wait_ended(seq, &event, task) {
            // Started within another task's step, it has waited without the end of a step of its own.
            None => self.way.sleeper = Some((task, None)),
            Some(wait) if wait.on.kind == WaitKind::Sleep => self.way.sleeper = Some((task, wait.site)),
            Some(wait) => {
                self.way.waits.extend(Some(wait).filter(|wait| wait.from < wait.to && wait.to == self.way.at))
            }
        }
    }

    /// The wait that an event has ended by making a task ready.
    fn wait_ended(&self, seq: Seq, event: &Event, task: TaskId) -> Option<PathWait> {
        let ended = self.trace.event(self.facts.suspension(seq)?);
        let EventKind::StepEnded { outcome: Outcome::Suspended(on), .. } = ended.kind else { return None };
        let site = suspended_at(self.trace, &ended).or_else(|| self.facts.created_at(task));
        let by = ended_by(self.trace, seq);
        Some(PathWait { task, on, site, from: ended.t.max(self.way.from), to: event.t, woken: seq, by })
    }

    /// The name that a thread has looked up while it slept, by the report that follows on its waking up.
    fn lookup_after(&self, seq: Seq, woken: &Event) -> Option<Text> {
        let next = (1..=WAKING_UP).filter_map(|further| self.trace.get(Seq(seq.0 + further)));
        let mut own = next.filter(|event| event.thread == woken.thread);
        own.find_map(|event| if let EventKind::NameLookedUp { name, .. } = event.kind { Some(name) } else { None })
    }

    /// Goes from an event back to the one that decided about it, or to the beginning of time.
    fn part(&mut self, seq: Seq, before: Option<Seq>) {
        let since = before.map_or(Micros::ZERO, |before| self.trace.event(before).t).max(self.way.from);
        if since >= self.way.at {
            return;
        }
        let event = self.trace.event(seq);
        let (mut reason, task, site) = self.reason(seq, &event, before);
        if reason == PathReason::Sleep
            && let Some(name) = self.lookup_after(seq, &event)
        {
            reason = PathReason::Lookup(name);
        }
        let mut waits = std::mem::take(&mut self.way.waits);
        // The part says itself what its own task waited for.
        let itself = matches!(reason, PathReason::Waiting(_) | PathReason::Timer(_));
        waits.retain(|wait| !(itself && Some(wait.task) == task));
        let (to, thread, began) = (self.way.at, event.thread, before.unwrap_or(seq));
        self.way.at = since;
        // A step is one part, however many events it has.
        if let Some(next) = self.way.parts.last_mut()
            && (next.reason, next.task, next.site, next.from) == (reason, task, site, to)
            && waits.is_empty()
        {
            (next.from, next.began) = (since, began);
            return;
        }
        self.way.parts.push(PathPart { from: since, to, began, ended: seq, reason, task, thread, site, waits });
    }

    /// The reason for the time between two events, with the task and the line behind it.
    fn reason(&self, seq: Seq, event: &Event, before: Option<Seq>) -> (PathReason, Option<TaskId>, Option<Site>) {
        let Some(before) = before else { return (PathReason::Outside, None, None) };
        if self.facts.is_inside(seq) {
            return self.computing(seq);
        }
        let cause = self.trace.event(before);
        let of_step = matches!(event.kind, EventKind::FutureSettled { .. } | EventKind::HandleScheduled { .. });
        match (event.kind, cause.kind) {
            (_, EventKind::TimerSet { what, .. }) => {
                let step = step_of(self.trace, before);
                let site = step.and_then(|(_, began)| self.facts.step_line(self.trace, began));
                // A task that was started within another's step sets its timer in that step.
                match self.way.sleeper {
                    Some((task, line)) if self.trace.text(what) == SLEEP => {
                        (PathReason::Sleep, Some(task), line.or(site))
                    }
                    _ if step.is_some() && self.trace.text(what) == SLEEP => {
                        (PathReason::Sleep, step.map(|(task, _)| task), site)
                    }
                    _ => (PathReason::Timer(what), step.map(|(task, _)| task), site),
                }
            }
            (_, EventKind::StepEnded { task, outcome: Outcome::Suspended(on), .. }) if of_step => {
                let site = suspended_at(self.trace, &cause).or_else(|| self.facts.created_at(task));
                let reason = if on.kind == WaitKind::Sleep { PathReason::Sleep } else { PathReason::Waiting(on) };
                (reason, Some(task), site)
            }
            (EventKind::NameLookedUp { name, .. }, _) => (PathReason::Lookup(name), None, None),
            (EventKind::DatagramEnded { datagram, .. }, _) => (PathReason::Datagram(datagram), None, None),
            (EventKind::HandleBegan { .. } | EventKind::Turn { .. } | EventKind::TurnsRepeated { .. }, _) => {
                (PathReason::Turn, None, None)
            }
            (EventKind::HandleScheduled { .. }, EventKind::StepBegan { .. }) => self.computing(before),
            (EventKind::RunEnded { .. }, EventKind::HandleEnded { .. }) => (PathReason::Turn, None, None),
            _ => match network(event, cause.kind, self.facts.instead(seq).is_some()) {
                Some(reason) => (reason, None, None),
                None => match step_of(self.trace, before) {
                    // A thread's event for another one, such as the end of its call for the loop.
                    Some((task, began)) if cause.thread != event.thread => {
                        (PathReason::Computing, Some(task), self.facts.step_line(self.trace, began))
                    }
                    _ => (PathReason::Outside, None, None),
                },
            },
        }
    }

    /// The step, or else the callback, in which an event happened.
    fn computing(&self, seq: Seq) -> (PathReason, Option<TaskId>, Option<Site>) {
        if let Some((task, began)) = step_of(self.trace, seq) {
            return (PathReason::Computing, Some(task), self.facts.step_line(self.trace, began));
        }
        // The name of a callback stands where its handle is scheduled.
        let mut at = Some(seq);
        while let Some(event) = at.map(|at| self.trace.event(at)) {
            if let EventKind::HandleScheduled { what, .. } = event.kind {
                return match what {
                    HandleKind::Callback(name) | HandleKind::Timer(_, name) => (PathReason::Callback(name), None, None),
                    HandleKind::Step(task) | HandleKind::Wakeup(task) => {
                        (PathReason::Computing, Some(task), self.facts.created_at(task))
                    }
                };
            }
            at = event.cause;
        }
        (PathReason::Outside, None, None)
    }
}

/// The leg of a connection that ends with an event, or that a cause has begun.
///
/// `of_host` is true for what a host or a visitor does, which is no part of the program.
fn network(event: &Event, cause: EventKind, of_host: bool) -> Option<PathReason> {
    let (connection, leg) = match event.kind {
        EventKind::BytesArrived { connection, .. } => (connection, NetworkLeg::UnderWay),
        // What the program has written may wait for the connection.
        EventKind::BytesSent { connection, .. } if !of_host => (connection, NetworkLeg::UnderWay),
        EventKind::BytesSent { connection, by, .. } => (connection, takes_time(by)),
        EventKind::ConnectionCreated { connection, .. } => (connection, NetworkLeg::Asking),
        EventKind::ConnectionChanged { connection, state } => match state {
            ConnectionState::ClientEnded => (connection, NetworkLeg::Asking),
            ConnectionState::ServerEnded => (connection, NetworkLeg::Answering),
            _ => (connection, NetworkLeg::Connecting),
        },
        EventKind::ConnectionAccepted { connection } => (connection, NetworkLeg::Connecting),
        _ => match cause {
            EventKind::BytesSent { connection, .. }
            | EventKind::BytesArrived { connection, .. }
            | EventKind::ConnectionChanged { connection, .. } => (connection, NetworkLeg::UnderWay),
            EventKind::ConnectionCreated { connection, .. } => (connection, NetworkLeg::Connecting),
            _ => return None,
        },
    };
    Some(PathReason::Network(connection, leg))
}

/// The leg in which an end of a connection takes its time.
fn takes_time(end: ConnectionEnd) -> NetworkLeg {
    match end {
        ConnectionEnd::Client => NetworkLeg::Asking,
        ConnectionEnd::Server => NetworkLeg::Answering,
    }
}
