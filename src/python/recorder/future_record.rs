//! Futures and tasks: made, named, waited for, cancelled and settled.

use std::collections::HashMap;

use super::{Address, ProgramRecorder};
use crate::clock::Micros;
use crate::trace::{EventKind, FutureId, FutureOrigin, HandleKind, PROCESS, Seq, Settled, Site, TaskId, WaitKind};

/// A future or a task.
#[derive(Clone, Debug)]
pub(in crate::python) struct FutureEntry {
    pub id: FutureId,
    pub is_task: bool,
    /// True once the creation is recorded.
    pub created: bool,
    /// True for a helper of asyncio's own, of which nothing is recorded.
    pub hidden: bool,
    /// The event that settled it.
    pub settled: Option<Seq>,
    /// The task in whose step it was made: the one that waits where the future stands in a queue of waiters.
    pub maker: Option<TaskId>,
    /// The deadline of the timer that settles it.
    pub due: Option<Micros>,
    pub of: FutureOrigin,
    /// The resource in whose queue of waiters it stands, and what it waits for there.
    pub waits_in: Option<(Address, WaitKind)>,
}

/// All futures and tasks, and the numbers that the next ones have.
pub(super) struct FutureRecord {
    entries: HashMap<Address, FutureEntry>,
    next_id: u32,
    next_task_number: u32,
    /// The future to which a callback is being added.
    receiving_callback: Option<Address>,
    /// True while a future is made for a call that a process makes.
    for_process: bool,
}

impl Default for FutureRecord {
    fn default() -> FutureRecord {
        // CPython counts the names of tasks from 1.
        let entries = HashMap::new();
        FutureRecord { entries, next_id: 0, next_task_number: 1, receiving_callback: None, for_process: false }
    }
}

impl FutureRecord {
    /// The id of the next future, task or thread.
    pub fn take_id(&mut self) -> FutureId {
        self.next_id += 1;
        FutureId(self.next_id - 1)
    }

    /// Notes when the timer is due that settles a future.
    pub fn set_due(&mut self, future: Address, due: Micros) {
        if let Some(entry) = self.entries.get_mut(&future) {
            entry.due = Some(due);
        }
    }
}

impl ProgramRecorder {
    /// Enters a future or task that is being made. Its creation is recorded later, when its name or first use is known.
    pub fn enter(&mut self, address: Address, is_task: bool, hidden: bool, of: FutureOrigin) {
        let id = if hidden { FutureId(self.futures.next_id) } else { self.futures.take_id() };
        let maker = self.running_task();
        let entry =
            FutureEntry { id, is_task, created: false, hidden, settled: None, maker, due: None, of, waits_in: None };
        self.futures.entries.insert(address, entry);
    }

    /// Notes if the futures that are made now are for calls that processes make.
    pub fn set_for_process(&mut self, for_process: bool) {
        self.futures.for_process = for_process;
    }

    pub fn future(&self, address: Address) -> Option<&FutureEntry> {
        self.futures.entries.get(&address)
    }

    pub fn future_mut(&mut self, address: Address) -> Option<&mut FutureEntry> {
        self.futures.entries.get_mut(&address)
    }

    /// The number in the name that asyncio gives to the next task without one.
    pub fn next_task_number(&mut self) -> u32 {
        self.futures.next_task_number += 1;
        self.futures.next_task_number - 1
    }

    /// Sets the number of the next task without a name, and returns what it was.
    pub fn exchange_task_number(&mut self, next: u32) -> u32 {
        std::mem::replace(&mut self.futures.next_task_number, next)
    }

    /// Notes to which future a callback is being added, and returns the one before.
    pub fn set_receiving_callback(&mut self, future: Option<Address>) -> Option<Address> {
        std::mem::replace(&mut self.futures.receiving_callback, future)
    }

    /// Tells if a callback is being added to this future.
    pub fn is_receiving_callback(&self, future: Address) -> bool {
        self.futures.receiving_callback == Some(future)
    }

    /// Marks a future's creation as recorded; `None` if it was already, or is never to be.
    fn creates(&mut self, address: Address) -> Option<&FutureEntry> {
        let entry = self.futures.entries.get_mut(&address).filter(|entry| !entry.created && !entry.hidden)?;
        entry.created = true;
        Some(entry)
    }

    pub fn future_created(&mut self, address: Address) {
        let Some(entry) = self.creates(address) else { return };
        let (future, of) = (entry.id, entry.of);
        let word = if self.futures.for_process && of == FutureOrigin::Thread { PROCESS } else { of.word() };
        let name = (of != FutureOrigin::Plain).then(|| self.intern(word));
        self.note(EventKind::FutureCreated { future, of, name });
    }

    /// Records that a task is created, which runs the coroutine of a call; `of_library` says that a library has made it for itself.
    pub fn task_created(
        &mut self,
        event_loop: Address,
        address: Address,
        name: &str,
        (runs, of_library): (Option<&str>, bool),
        site: Site,
    ) {
        let Some(entry) = self.creates(address) else { return };
        let task = TaskId(entry.id.0);
        self.scheduling_on(event_loop, |recorder| {
            let parent = recorder.running_task();
            let is_of_main = recorder.threads.is_main();
            recorder.open_tasks.open(task, name, is_of_main);
            let (name, runs) = (recorder.intern(name), runs.map(|runs| recorder.intern(runs)));
            recorder.note(EventKind::TaskCreated { task, name, parent, site, runs, of_library });
        });
    }

    pub fn task_renamed(&mut self, address: Address, name: &str) {
        let Some(entry) = self.future(address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        self.open_tasks.rename(task, name);
        let name = self.intern(name);
        self.note(EventKind::TaskRenamed { task, name });
    }

    /// Records that a future or task is settled, the first time that this is reported.
    pub fn settled(&mut self, address: Address, how: Settled) -> Option<Seq> {
        let entry = self.future(address)?;
        if entry.hidden {
            return None;
        }
        if let Some(seq) = entry.settled {
            return Some(seq);
        }
        self.future_created(address);
        let entry = self.future(address)?;
        let future = entry.id;
        if entry.is_task {
            self.open_tasks.close(TaskId(future.0));
        }
        let seq = self.note(EventKind::FutureSettled { future, how });
        if let Some(entry) = self.future_mut(address) {
            entry.settled = seq.or(Some(Seq(0)));
        }
        seq
    }

    pub fn callback_added(&mut self, address: Address, what: HandleKind) {
        let Some(entry) = self.future(address).filter(|entry| !entry.hidden) else { return };
        let future = entry.id;
        self.future_created(address);
        self.note(EventKind::CallbackAdded { future, what });
    }

    pub fn callback_removed(&mut self, address: Address, what: HandleKind) {
        let Some(entry) = self.future(address).filter(|entry| entry.created) else { return };
        let future = entry.id;
        self.note(EventKind::CallbackRemoved { future, what });
    }

    /// Records a request to cancel a task; `count` is the number of requests with this one.
    pub fn cancel_requested(&mut self, address: Address, message: Option<&str>, count: u32) {
        let Some(entry) = self.future(address).filter(|entry| entry.created && entry.is_task) else { return };
        let task = TaskId(entry.id.0);
        let message = message.map(|message| self.intern(message));
        self.note(EventKind::CancelRequested { task, message, count });
    }

    /// Records that a request to cancel a task was taken back; `count` is the number of those left.
    pub fn uncancelled(&mut self, address: Address, count: u32) {
        let Some(entry) = self.future(address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        self.note(EventKind::Uncancelled { task, count });
    }
}
