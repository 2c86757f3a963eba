//! Queues: first in first out, last in first out, and by priority, as CPython's `asyncio/queues.py` has them.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::fmt::Debug;
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use super::resource::{Resource, WaitingLine};
use crate::runtime::core::current;
use crate::runtime::core::leaf::SourceLine;
use crate::runtime::core::recording::show;
use crate::runtime::{Error, Result};
use crate::trace::{ResourceKind, ResourceState, WaitKind};

/// Function that picks the position of a new item among the items, of which the first leaves first.
type PlaceOfItem<T> = fn(&VecDeque<T>, &T) -> usize;

struct QueueState<T> {
    resource: Resource,
    items: RefCell<VecDeque<T>>,
    place: PlaceOfItem<T>,
    /// Most items; 0 is without bound.
    room: usize,
    getters: WaitingLine,
    putters: WaitingLine,
    joiners: WaitingLine,
    unfinished: Cell<usize>,
    shut_down: Cell<bool>,
}

/// A queue of items from task to task. Clones are the same queue.
pub struct Queue<T>(Rc<QueueState<T>>);

impl<T> Clone for Queue<T> {
    fn clone(&self) -> Self {
        Queue(self.0.clone())
    }
}

impl<T: Clone + Debug + 'static> Queue<T> {
    /// Makes a first-in, first-out queue of at most `room` items; 0 is without bound.
    pub fn new(room: usize) -> Queue<T> {
        Queue::made(room, None, ResourceKind::Queue, |items, _| items.len())
    }

    /// Makes a queue like [`Queue::new`], with a name for the record.
    pub fn named(room: usize, name: &str) -> Queue<T> {
        Queue::made(room, Some(name), ResourceKind::Queue, |items, _| items.len())
    }

    /// Makes a last-in, first-out queue: `LifoQueue`.
    pub fn lifo(room: usize) -> Queue<T> {
        Queue::made(room, None, ResourceKind::LifoQueue, |_, _| 0)
    }

    fn made(room: usize, name: Option<&str>, kind: ResourceKind, place: PlaceOfItem<T>) -> Queue<T> {
        let queue = Queue(Rc::new(QueueState {
            resource: Resource::new(kind, name, (room > 0).then_some(room)),
            items: RefCell::default(),
            place,
            room,
            getters: WaitingLine::default(),
            putters: WaitingLine::default(),
            joiners: WaitingLine::default(),
            unfinished: Cell::new(0),
            shut_down: Cell::new(false),
        }));
        queue.changed();
        queue
    }

    fn changed(&self) {
        let state = &self.0;
        if !current::get().is_some_and(|core| core.recording()) {
            return;
        }
        let items = state.items.borrow();
        // Shown before the record is borrowed: how an item is shown is the program's business.
        let shown: Vec<String> = items.iter().take(ResourceState::ITEMS_SHOWN).map(show).collect();
        state.resource.changed(|t| ResourceState {
            len: items.len() as u32,
            items: shown.iter().map(|item| t.intern(item)).collect(),
            getters: state.getters.tasks(),
            putters: state.putters.tasks(),
            waiters: state.joiners.tasks(),
            unfinished: Some(state.unfinished.get() as u32),
            ..ResourceState::default()
        });
    }

    /// Number of items in the queue.
    pub fn qsize(&self) -> usize {
        self.0.items.borrow().len()
    }

    /// True if the queue has no items.
    pub fn empty(&self) -> bool {
        self.0.items.borrow().is_empty()
    }

    /// True if the queue has no room.
    pub fn full(&self) -> bool {
        self.0.room > 0 && self.qsize() >= self.0.room
    }

    /// Wakes the first in line that still waits.
    fn wake_next(line: &WaitingLine) {
        while let Some(waiter) = line.pop() {
            if waiter.set_result(()).is_ok() {
                break;
            }
        }
    }

    /// Puts an item, waiting for room.
    #[track_caller]
    pub fn put(&self, item: T) -> impl Future<Output = Result<()>> + use<T> {
        self.clone().put_at(item, Location::caller())
    }

    async fn put_at(self, item: T, line: SourceLine) -> Result<()> {
        let state = &self.0;
        while self.full() {
            if state.shut_down.get() {
                return Err(Error::QueueShutDown);
            }
            let (putter, leaf) = state.putters.join(state.resource.on(WaitKind::QueuePut), line);
            self.changed();
            if let Err(error) = leaf.await {
                putter.cancel();
                state.putters.leave(&putter);
                // A task that is woken and cancelled at once leaves its room to another.
                if !self.full() && !putter.cancelled() {
                    Self::wake_next(&state.putters);
                }
                self.changed();
                return Err(error);
            }
        }
        self.put_nowait(item)
    }

    /// Puts an item, or fails with `QueueFull` at once.
    pub fn put_nowait(&self, item: T) -> Result<()> {
        let state = &self.0;
        if state.shut_down.get() {
            return Err(Error::QueueShutDown);
        }
        if self.full() {
            return Err(Error::QueueFull);
        }
        let at = (state.place)(&state.items.borrow(), &item);
        state.items.borrow_mut().insert(at, item);
        state.unfinished.set(state.unfinished.get() + 1);
        Self::wake_next(&state.getters);
        self.changed();
        Ok(())
    }

    /// Takes the next item, waiting for one.
    #[track_caller]
    pub fn get(&self) -> impl Future<Output = Result<T>> + use<T> {
        self.clone().get_at(Location::caller())
    }

    pub(crate) async fn get_at(self, line: SourceLine) -> Result<T> {
        let state = &self.0;
        while self.empty() {
            if state.shut_down.get() {
                return Err(Error::QueueShutDown);
            }
            let (getter, leaf) = state.getters.join(state.resource.on(WaitKind::QueueGet), line);
            self.changed();
            if let Err(error) = leaf.await {
                getter.cancel();
                state.getters.leave(&getter);
                if !self.empty() && !getter.cancelled() {
                    Self::wake_next(&state.getters);
                }
                self.changed();
                return Err(error);
            }
        }
        self.get_nowait()
    }

    /// Takes the next item, or fails with `QueueEmpty` at once.
    pub fn get_nowait(&self) -> Result<T> {
        let item = self.0.items.borrow_mut().pop_front();
        let Some(item) = item else {
            return Err(if self.0.shut_down.get() { Error::QueueShutDown } else { Error::QueueEmpty });
        };
        Self::wake_next(&self.0.putters);
        self.changed();
        Ok(item)
    }

    /// Reports that an item taken earlier is dealt with. `ValueError` if there is none.
    pub fn task_done(&self) -> Result<()> {
        let left = self.0.unfinished.get().checked_sub(1);
        let left = left.ok_or_else(|| Error::Value("task_done() called too many times".into()))?;
        self.0.unfinished.set(left);
        self.wake_joiners();
        self.changed();
        Ok(())
    }

    fn wake_joiners(&self) {
        if self.0.unfinished.get() == 0 {
            for joiner in self.0.joiners.futures().iter().filter(|joiner| !joiner.done()) {
                let _ = joiner.set_result(());
            }
        }
    }

    /// Waits until every item put has been dealt with.
    #[track_caller]
    pub fn join(&self) -> impl Future<Output = Result<()>> + use<T> {
        let (queue, line) = (self.clone(), Location::caller());
        async move {
            let state = &queue.0;
            if state.unfinished.get() == 0 {
                return Ok(());
            }
            let (joiner, leaf) = state.joiners.join(state.resource.on(WaitKind::QueueJoin), line);
            queue.changed();
            let woken = leaf.await;
            state.joiners.leave(&joiner);
            woken
        }
    }

    /// Ends the queue: puts fail from now on, and gets fail once the queue is empty. With `immediate` it is emptied
    /// now.
    pub fn shutdown(&self, immediate: bool) {
        let state = &self.0;
        state.shut_down.set(true);
        if immediate {
            let items = state.items.take();
            state.unfinished.set(state.unfinished.get().saturating_sub(items.len()));
            self.wake_joiners();
            drop(items);
        }
        while let Some(getter) = state.getters.pop() {
            let _ = getter.set_result(());
        }
        while let Some(putter) = state.putters.pop() {
            let _ = putter.set_result(());
        }
        self.changed();
    }
}

impl<T: Clone + Debug + Ord + 'static> Queue<T> {
    /// Makes a queue with the least item first, and equal items in the order in which they came: `PriorityQueue`.
    pub fn priority(room: usize) -> Queue<T> {
        Queue::made(room, None, ResourceKind::PriorityQueue, |items, item| items.partition_point(|other| other <= item))
    }
}
