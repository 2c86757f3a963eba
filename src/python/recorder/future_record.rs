//! Futures and tasks.

use super::{Address, Book, Entry};
use crate::trace::{FutureId, Kind, Of, Seq, Settled, Site, TaskId, What};

impl Book {
    /// A future or task is being made.
    pub fn enter(&mut self, address: Address, is_task: bool, hidden: bool, of: Of) {
        let id = FutureId(self.next_future);
        if !hidden {
            self.next_future += 1;
        }
        let maker = self.step.map(|(task, _)| task);
        let entry = Entry { id, is_task, created: false, hidden, settled: None, maker, due: None, of, line: None };
        self.futures.insert(address, entry);
    }

    pub fn future(&self, address: Address) -> Option<&Entry> {
        self.futures.get(&address)
    }

    pub fn future_mut(&mut self, address: Address) -> Option<&mut Entry> {
        self.futures.get_mut(&address)
    }

    pub fn next_task_number(&mut self) -> u32 {
        self.next_task_number += 1;
        self.next_task_number - 1
    }

    pub fn future_created(&mut self, address: Address) {
        let Some(entry) = self.futures.get_mut(&address).filter(|entry| !entry.created && !entry.hidden) else {
            return;
        };
        entry.created = true;
        let (future, of) = (entry.id, entry.of);
        let name = (of != Of::Plain).then(|| self.intern(of.word()));
        self.note(Kind::FutureCreated { future, of, name });
    }

    pub fn task_created(&mut self, event_loop: Address, address: Address, name: &str, site: Site) {
        let Some(entry) = self.futures.get_mut(&address).filter(|entry| !entry.created && !entry.hidden) else {
            return;
        };
        entry.created = true;
        let task = TaskId(entry.id.0);
        self.scheduling_on(event_loop, |book| {
            let name = book.intern(name);
            let parent = book.step.map(|(task, _)| task);
            book.note(Kind::TaskCreated { task, name, parent, site });
            book.open.insert(task, (name, None));
        });
    }

    pub fn task_renamed(&mut self, address: Address, name: &str) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        let name = self.intern(name);
        if let Some(open) = self.open.get_mut(&task) {
            open.0 = name;
        }
        self.note(Kind::TaskRenamed { task, name });
    }

    /// A future or task is settled. Whatever is told twice counts once.
    pub fn settled(&mut self, address: Address, how: Settled) -> Option<Seq> {
        let entry = self.futures.get(&address)?;
        if entry.hidden {
            return None;
        }
        if let Some(seq) = entry.settled {
            return Some(seq);
        }
        if !entry.created {
            self.future_created(address);
        }
        let entry = self.futures.get(&address)?;
        let future = entry.id;
        if entry.is_task {
            self.open.remove(&TaskId(future.0));
        }
        let seq = self.note(Kind::FutureSettled { future, how });
        if let Some(entry) = self.futures.get_mut(&address) {
            entry.settled = seq.or(Some(Seq(0)));
        }
        seq
    }

    pub fn callback_added(&mut self, address: Address, what: What) {
        let Some(entry) = self.futures.get(&address).filter(|entry| !entry.hidden) else { return };
        let future = entry.id;
        self.future_created(address);
        self.note(Kind::CallbackAdded { future, what });
    }

    pub fn callback_removed(&mut self, address: Address, what: What) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let future = entry.id;
        self.note(Kind::CallbackRemoved { future, what });
    }

    /// Whatever `then` records follows from the request.
    pub fn cancel_requested(&mut self, address: Address, message: Option<&str>, count: u32) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created && entry.is_task) else { return };
        let task = TaskId(entry.id.0);
        let message = message.map(|message| self.intern(message));
        self.note(Kind::CancelRequested { task, message, count });
    }

    pub fn uncancelled(&mut self, address: Address, count: u32) {
        let Some(entry) = self.futures.get(&address).filter(|entry| entry.created) else { return };
        let task = TaskId(entry.id.0);
        self.note(Kind::Uncancelled { task, count });
    }
}
