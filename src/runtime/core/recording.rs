//! Recording by the loop: events, texts and ids.

use std::collections::HashMap;
use std::fmt::Debug;
use std::hash::{BuildHasherDefault, Hasher};
use std::rc::Rc;

use super::event_loop::Core;
use super::leaf::SourceLine;
use crate::trace::{
    EventKind, GeneratorId, HandleId, ResourceId, Seq, SharedTrace, Stack, StackFrame, Text, Trace, WarningCode,
};

/// Most characters of a value that the record shows.
const LONGEST_VALUE: usize = 200;

/// Shows a value in the record: as `Debug` writes it, cut at [`LONGEST_VALUE`] characters.
pub(crate) fn show<T: Debug>(value: &T) -> String {
    let mut text = format!("{value:?}");
    if let Some((at, _)) = text.char_indices().nth(LONGEST_VALUE) {
        text.truncate(at);
        text.push('…');
    }
    text
}

/// Returns the last part of a closure's or function's path: the name of a callback in the record.
pub(crate) fn name_of<F>(_: &F) -> &'static str {
    let path = std::any::type_name::<F>();
    path.rsplit("::").find(|part| !part.starts_with('{')).unwrap_or(path)
}

/// Enters a text into the table, if there is one.
pub(crate) fn intern_some(trace: &mut Trace, text: Option<&str>) -> Option<Text> {
    text.map(|text| trace.intern(text))
}

/// Stacks of one line for each place that suspends, by the place's address: texts are hashed once, not at each
/// suspension.
pub(crate) type Stacks = HashMap<usize, Stack, BuildHasherDefault<AddressHasher>>;

/// Hashes an address: a multiplication spreads its bits well enough.
#[derive(Default)]
pub(crate) struct AddressHasher(u64);

impl Hasher for AddressHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_usize(usize::from(byte));
        }
    }

    fn write_usize(&mut self, address: usize) {
        self.0 = (self.0 ^ address as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(32);
    }
}

impl Core {
    /// True if a record is kept. Saves making texts that nobody reads.
    pub fn recording(&self) -> bool {
        self.recording
    }

    /// True if the record is at its limit.
    pub fn full(&self) -> bool {
        self.recording && self.recorder.borrow().full()
    }

    pub fn trace(&self) -> SharedTrace {
        self.recorder.borrow().trace().clone()
    }

    /// Records the event that `make` returns. Without a record `make` is not called, so that no texts are made in vain.
    #[inline]
    pub fn note(&self, make: impl FnOnce(&mut Trace) -> EventKind) -> Option<Seq> {
        if self.recording { self.record(None, make) } else { None }
    }

    /// Records an event like [`Core::note`], with a cause of its own.
    #[inline]
    pub fn note_for(&self, cause: Option<Seq>, make: impl FnOnce(&mut Trace) -> EventKind) -> Option<Seq> {
        if self.recording { self.record(Some(cause), make) } else { None }
    }

    fn record(&self, cause: Option<Option<Seq>>, make: impl FnOnce(&mut Trace) -> EventKind) -> Option<Seq> {
        if self.closed.get() {
            return None;
        }
        let mut recorder = self.recorder.borrow_mut();
        let kind = make(&mut recorder.trace().borrow_mut());
        let cause = cause.unwrap_or(recorder.cause);
        recorder.record_for(self.now.get(), self.wall.get(), cause, kind)
    }

    /// The stack of a task that stands at `line`; empty where it stands nowhere.
    pub fn stack(&self, t: &mut Trace, line: Option<SourceLine>) -> Stack {
        let address = line.map_or(0, |line| std::ptr::from_ref(line).addr());
        *self.stacks.borrow_mut().entry(address).or_insert_with(|| match line {
            Some(line) => {
                let frame = StackFrame { function: t.intern(""), site: t.intern_site(line.file(), line.line()) };
                t.intern_stack(&[frame])
            }
            None => t.intern_stack(&[]),
        })
    }

    /// Sets the cause of the following events, and returns the one before.
    pub fn set_cause(&self, cause: Option<Seq>) -> Option<Seq> {
        if !self.recording {
            return None;
        }
        std::mem::replace(&mut self.recorder.borrow_mut().cause, cause)
    }

    /// Sets the thread of the following events, and returns the one before.
    pub fn set_thread(&self, thread: u16) -> u16 {
        let before = self.thread.replace(thread);
        if before != thread {
            self.recorder.borrow_mut().thread = thread;
        }
        before
    }

    /// Cause of the events that are recorded now.
    pub fn cause(&self) -> Option<Seq> {
        self.recorder.borrow().cause
    }

    /// Records a warning with its text in English; the page translates it by the code and the record.
    pub fn warn(&self, code: WarningCode, text: &str) {
        self.note(|t| EventKind::Warning { code, text: t.intern(text), site: None });
    }

    /// Warns that a task vanished while it waited.
    pub fn warn_destroyed(&self, name: &str) {
        self.warn(WarningCode::TaskDestroyed, &format!("Task was destroyed but it is pending! {name}"));
    }

    pub fn next_future(&self) -> u32 {
        self.futures.replace(self.futures.get() + 1)
    }

    pub fn next_resource(&self) -> ResourceId {
        ResourceId(self.resources.replace(self.resources.get() + 1))
    }

    pub fn next_generator(&self) -> GeneratorId {
        GeneratorId(self.generators.replace(self.generators.get() + 1))
    }

    /// Default name of the next task, as in CPython, whose main task is `Task-1`.
    pub fn next_name(&self) -> Rc<str> {
        self.names.set(self.names.get() + 1);
        format!("Task-{}", self.names.get()).into()
    }

    pub fn next_handle(&self) -> HandleId {
        HandleId(self.handles.replace(self.handles.get() + 1))
    }
}
