//! Generators: made, resumed, and left by a `yield`, a return or an error.

use std::collections::HashMap;

use super::{Address, ProgramRecorder};
use crate::trace::{EventKind, GeneratorEnd, GeneratorId, Limit, Resumption, Seq, Stack, Text, WarningCode};

#[derive(Clone, Copy)]
enum GeneratorState {
    Created,
    Running(ActiveResumption),
    /// Paused at a `yield`, or at a `yield from` whose inner generator is given.
    Paused(Option<GeneratorId>),
}

/// The resumption of a generator that runs, and what is put back when the generator leaves.
#[derive(Clone, Copy)]
struct ActiveResumption {
    resumed: Option<Seq>,
    how: Resumption,
    /// The inner generator of the `yield from` at which the generator was paused.
    from: Option<GeneratorId>,
    cause: Option<Seq>,
    thread: u16,
}

#[derive(Clone, Copy)]
struct GeneratorEntry {
    id: GeneratorId,
    state: GeneratorState,
}

/// The generators that run on one thread.
#[derive(Default)]
pub(in crate::python) struct RunningGenerators {
    /// The generators that run, each resumed by the one before it.
    running: Vec<Address>,
    /// A value that is being sent, and the generator into which it is sent.
    being_sent: Option<(Address, Text)>,
    /// The generator that has just yielded, and the object that it has yielded; `None` once any other has done something.
    just_yielded: Option<(GeneratorId, Address)>,
    /// The end of the generator that was left last by an error.
    latest_end: Option<GeneratorEnd>,
}

/// The generators of a program, each by the address of its frame.
#[derive(Default)]
pub(in crate::python) struct GeneratorRecord {
    entries: HashMap<Address, GeneratorEntry>,
    next_id: u32,
    /// The generators that run on the thread that runs.
    own: RunningGenerators,
    /// The number of generators that run on other threads.
    running_elsewhere: usize,
    /// The number of resumptions that are recorded.
    resumptions: u32,
}

impl GeneratorRecord {
    fn state(&self, frame: Address) -> Option<GeneratorState> {
        self.entries.get(&frame).map(|entry| entry.state)
    }

    pub fn is_known(&self, frame: Address) -> bool {
        self.entries.contains_key(&frame)
    }

    pub fn is_running(&self, frame: Address) -> bool {
        matches!(self.state(frame), Some(GeneratorState::Running(_)))
    }

    /// Tells if a generator has not been resumed yet.
    pub fn is_new(&self, frame: Address) -> bool {
        matches!(self.state(frame), Some(GeneratorState::Created))
    }

    /// Tells if no more resumptions are recorded. A program that computes by a generator would fill the record with them.
    pub fn is_full(&self) -> bool {
        self.resumptions >= Limit::RESUMPTIONS
    }

    /// Tells if nothing more is recorded of generators.
    pub fn is_over(&self) -> bool {
        self.is_full() && self.own.running.is_empty() && self.running_elsewhere == 0
    }

    /// Tells if a generator runs on the thread that runs.
    pub fn has_running(&self) -> bool {
        !self.own.running.is_empty()
    }

    /// Puts the generators of the thread that goes on in the place of those of the thread that ran, and keeps those.
    pub fn swap_thread(&mut self, running: &mut RunningGenerators) {
        std::mem::swap(&mut self.own, running);
        self.running_elsewhere += running.running.len();
        self.running_elsewhere -= self.own.running.len();
    }

    /// Forgets a generator whose frame's address is used again.
    pub fn forget(&mut self, frame: Address) {
        self.entries.remove(&frame);
    }

    /// Notes the value that is being sent into a generator, or that none is.
    pub fn set_being_sent(&mut self, being_sent: Option<(Address, Text)>) {
        self.own.being_sent = being_sent;
    }

    pub fn created(&mut self, recorder: &mut ProgramRecorder, frame: Address, name: &str, (file, line): (&str, u32)) {
        if self.is_full() {
            return;
        }
        let generator = GeneratorId(self.next_id);
        self.next_id += 1;
        self.own.just_yielded = None;
        self.entries.insert(frame, GeneratorEntry { id: generator, state: GeneratorState::Created });
        let (name, site) = (recorder.intern(name), recorder.site(file, line));
        let task = recorder.running_task();
        recorder.note(EventKind::GeneratorCreated { generator, name, task, site });
    }

    /// Records that a generator goes on, unless it runs already: then this is part of the resumption that made it run.
    pub fn resumed(&mut self, recorder: &mut ProgramRecorder, frame: Address, how: Resumption) {
        let Some(&GeneratorEntry { id, state }) = self.entries.get(&frame) else { return };
        let from = match state {
            GeneratorState::Running(_) => return,
            GeneratorState::Created => None,
            GeneratorState::Paused(from) => from,
        };
        let outer = match self.own.running.last().and_then(|outer| self.state(*outer)) {
            Some(GeneratorState::Running(resumption)) => Some(resumption),
            _ => None,
        };
        let how = match (how, self.own.being_sent.take_if(|(into, _)| *into == frame), outer) {
            (Resumption::Next, Some((_, value)), _) => Resumption::Sent(value),
            // A value sent into a `yield from` goes to its inner generator.
            (
                Resumption::Next,
                None,
                Some(ActiveResumption { how: sent @ Resumption::Sent(_), from: Some(inner), .. }),
            ) if inner == id => sent,
            _ => how,
        };
        self.own.just_yielded = None;
        let before = recorder.events.cause;
        // A loop that was run inside a generator leaves no cause behind.
        let cause = before.or(outer.and_then(|outer| outer.resumed));
        let resumed = recorder.note_for(cause, EventKind::GeneratorResumed { generator: id, how });
        recorder.events.cause = resumed;
        let thread = recorder.events.thread;
        let resumption = ActiveResumption { resumed, how, from, cause: before, thread };
        self.own.running.push(frame);
        self.entries.insert(frame, GeneratorEntry { id, state: GeneratorState::Running(resumption) });
        self.resumptions = self.resumptions.saturating_sub(recorder.take_forgotten_resumptions()) + 1;
        if self.is_full() {
            // Generators that run are recorded until they leave.
            self.entries.retain(|_, entry| matches!(entry.state, GeneratorState::Running(_)));
            let text = recorder.intern(Limit::Resumptions.text());
            recorder.note(EventKind::Warning { code: WarningCode::Limit, text, site: None });
        }
    }

    /// Records that the innermost generator that runs leaves, and puts back what its resumption has changed.
    fn leaves(
        &mut self,
        recorder: &mut ProgramRecorder,
        frame: Address,
        state: Option<GeneratorState>,
        kind: impl FnOnce(GeneratorId) -> EventKind,
    ) {
        let Some(&GeneratorEntry { id, state: GeneratorState::Running(resumption) }) = self.entries.get(&frame) else {
            return;
        };
        self.own.running.pop();
        match state.filter(|_| !self.is_full()) {
            Some(state) => self.entries.insert(frame, GeneratorEntry { id, state }),
            None => self.entries.remove(&frame),
        };
        let thread = std::mem::replace(&mut recorder.events.thread, resumption.thread);
        recorder.note_for(resumption.resumed, kind(id));
        recorder.events.thread = thread;
        recorder.events.cause = resumption.cause;
    }

    /// Records what nothing has reported until this generator is the innermost that runs.
    fn make_innermost(&mut self, recorder: &mut ProgramRecorder, frame: Address) {
        // An error that is thrown into a coroutine resumes its generators without a report.
        self.resumed(recorder, frame, Resumption::Next);
        while let Some(inner) = self.own.running.last().copied().filter(|inner| *inner != frame) {
            // An error leaves generators without a report, too, on its way out from an inner one.
            let outcome = self.own.latest_end.unwrap_or(GeneratorEnd::Closed);
            self.leaves(recorder, inner, None, |generator| EventKind::GeneratorEnded { generator, outcome });
        }
    }

    /// Records a `yield`, or a `yield from` if `from` says so, of a value with this address and text.
    pub fn yields(
        &mut self,
        recorder: &mut ProgramRecorder,
        frame: Address,
        (value, text): (Address, Text),
        from: bool,
        stack: Stack,
    ) {
        self.make_innermost(recorder, frame);
        // The value of a `yield from` is that of the inner generator, which has just yielded it.
        let from = self.own.just_yielded.filter(|(_, yielded)| from && *yielded == value).map(|(inner, _)| inner);
        let Some(&GeneratorEntry { id: generator, .. }) = self.entries.get(&frame) else { return };
        self.own.just_yielded = Some((generator, value));
        let kind = |generator| EventKind::GeneratorYielded { generator, value: text, from, stack };
        self.leaves(recorder, frame, Some(GeneratorState::Paused(from)), kind);
    }

    pub fn ends(&mut self, recorder: &mut ProgramRecorder, frame: Address, outcome: GeneratorEnd) {
        self.make_innermost(recorder, frame);
        self.own.just_yielded = None;
        self.own.latest_end = Some(outcome);
        self.leaves(recorder, frame, None, |generator| EventKind::GeneratorEnded { generator, outcome });
    }

    /// Records the end of a generator that is closed before it has run: none of its code ever runs.
    pub fn closed_unused(&mut self, recorder: &mut ProgramRecorder, frame: Address) {
        if let Some(GeneratorEntry { id: generator, .. }) = self.entries.remove(&frame) {
            self.own.just_yielded = None;
            recorder.note(EventKind::GeneratorEnded { generator, outcome: GeneratorEnd::Closed });
        }
    }
}
