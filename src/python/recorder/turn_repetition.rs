//! Turns that are each like the one before: of a program that waits by yielding until something comes true.
//!
//! Such a program may take hundreds of thousands of turns, and no record could hold them. After [`RECORDED`] equal turns the
//! next ones are held back, turn by turn. One that proves to be like the last that is recorded is forgotten, and its handles
//! stand for the handles of that one; as soon as anything else happens it is recorded, behind an event with the number of
//! those that were forgotten. So the record keeps every turn that differs from the one before it.

use super::ProgramRecorder;
use crate::trace::{Event, EventKind, HandleKind, Outcome, Seq, WaitKind};

/// The equal turns that are recorded one by one before others like them are counted: enough to be looked at.
const RECORDED: u32 = 100;

/// The turn that goes on, and the one before it.
#[derive(Default)]
pub(super) struct TurnRepetition {
    /// The events of the turn that goes on; empty once one of them cannot be repeated.
    current: Vec<Event>,
    /// The events of the last turn that is recorded, if it can be repeated.
    before: Vec<Event>,
    /// The number of turns, one after the other, that were like the one before them.
    alike: u32,
    /// True while the turn that goes on is held back.
    holds: bool,
    /// The number of turns that were forgotten since the last that is recorded.
    forgotten: u32,
    /// The number of resumptions of generators in turns that were forgotten, until that is asked for.
    forgotten_resumptions: u32,
}

impl TurnRepetition {
    /// Takes part of an event in the turn.
    fn add(&mut self, event: Event) {
        let begins = matches!(event.kind, EventKind::Turn { .. });
        if begins || self.current.first().is_some_and(|turn| turn.thread == event.thread) {
            self.current.push(event);
        }
    }
}

/// Tells if an event of a turn changes nothing, so that a turn of such events alone can be repeated.
fn changes_nothing(kind: &EventKind) -> bool {
    match kind {
        EventKind::Turn { .. }
        | EventKind::HandleBegan { .. }
        | EventKind::HandleEnded { .. }
        | EventKind::HandleScheduled { what: HandleKind::Step(_), .. }
        | EventKind::StepBegan { .. }
        | EventKind::GeneratorResumed { .. }
        | EventKind::GeneratorYielded { .. } => true,
        EventKind::StepEnded { outcome: Outcome::Suspended(on), .. } => on.kind == WaitKind::Turn,
        _ => false,
    }
}

/// Tells if two turns are alike. Their handles are others, and begin in the order in which the turn before scheduled them.
fn are_alike(one: &[Event], other: &[Event]) -> bool {
    let without_handle = |kind: EventKind| match kind {
        EventKind::HandleBegan { .. } => (1, None),
        EventKind::HandleEnded { .. } => (2, None),
        EventKind::HandleScheduled { what, .. } => (3, Some(what)),
        _ => (0, None),
    };
    !one.is_empty()
        && one.len() == other.len()
        && one.iter().zip(other).all(|(one, other)| {
            let kinds = (without_handle(one.kind), without_handle(other.kind));
            one.thread == other.thread
                && one.run == other.run
                && kinds.0 == kinds.1
                && (kinds.0.0 != 0 || one.kind == other.kind)
        })
}

/// The numbers of the handles that a turn has scheduled.
fn scheduled(turn: &[Event]) -> impl Iterator<Item = u32> {
    turn.iter().filter_map(|event| match event.kind {
        EventKind::HandleScheduled { handle, .. } => Some(handle.0),
        _ => None,
    })
}

impl ProgramRecorder {
    /// Records an event at the clock's last reading. All events come this way.
    pub(super) fn put(&mut self, cause: Option<Seq>, kind: EventKind) -> Option<Seq> {
        if let EventKind::Turn { .. } = kind {
            self.end_turn();
        } else if !changes_nothing(&kind) {
            self.end_repetition();
        }
        let t = self.clock.last_reading();
        // The turn before has come to its end only now.
        let cause = if matches!(kind, EventKind::Turn { .. }) { self.events.last() } else { cause };
        let seq = self.events.record_for(t, None, cause, kind);
        self.clock.mark_recorded();
        if seq.is_some() && changes_nothing(&kind) {
            let (thread, run) = (self.events.thread, self.events.run);
            self.repetition.add(Event { t, thread, run, cause, wall: None, kind });
        }
        seq
    }

    /// Compares the turn that is over with the one before it, and decides if the next is held back.
    fn end_turn(&mut self) {
        let current = std::mem::take(&mut self.repetition.current);
        let is_alike = are_alike(&current, &self.repetition.before);
        self.repetition.alike = if is_alike { self.repetition.alike.saturating_add(1) } else { 0 };
        if is_alike && self.repetition.holds {
            self.events.forget_held();
            let recorded: Vec<u32> = scheduled(&self.repetition.before).collect();
            for (forgotten, recorded) in scheduled(&current).zip(recorded) {
                self.handles.stands_for(forgotten, recorded);
            }
            self.repetition.forgotten = self.repetition.forgotten.saturating_add(1);
            let resumptions = current.iter().filter(|event| matches!(event.kind, EventKind::GeneratorResumed { .. }));
            self.repetition.forgotten_resumptions += resumptions.count() as u32;
        } else {
            self.events.release();
            self.repetition.before = current;
            self.repetition.forgotten = 0;
        }
        self.repetition.holds = self.repetition.alike >= RECORDED;
        if self.repetition.holds {
            self.events.hold();
            if self.repetition.forgotten > 0 {
                let (t, last, turns) = (self.clock.last_reading(), self.events.last(), self.repetition.forgotten);
                self.events.record_for(t, None, last, EventKind::TurnsRepeated { turns });
            }
        }
    }

    /// Returns the number of resumptions of generators that were forgotten since it was last asked for.
    pub(super) fn take_forgotten_resumptions(&mut self) -> u32 {
        std::mem::take(&mut self.repetition.forgotten_resumptions)
    }

    /// Records what is held back: the turn that goes on is not like the one before it.
    pub(super) fn end_repetition(&mut self) {
        self.events.release();
        let repetition = &mut self.repetition;
        (repetition.alike, repetition.forgotten, repetition.holds) = (0, 0, false);
        repetition.current.clear();
        repetition.before.clear();
    }
}
