//! Events: one signal for all tasks that wait.

use std::cell::Cell;
use std::future::Future;
use std::panic::Location;
use std::rc::Rc;

use crate::runtime::Result;
use crate::runtime::locks::resource::{Resource, WaitingLine};
use crate::trace::{ResourceKind, ResourceState, WaitKind};

struct EventState {
    resource: Resource,
    set: Cell<bool>,
    waiters: WaitingLine,
}

/// A signal for all tasks that wait for it.
#[derive(Clone)]
pub struct Event(Rc<EventState>);

impl Default for Event {
    fn default() -> Self {
        Event::new()
    }
}

impl Event {
    /// Makes an event that is not set.
    pub fn new() -> Event {
        Event::made(None)
    }

    /// Makes an event with a name for the record.
    pub fn named(name: &str) -> Event {
        Event::made(Some(name))
    }

    fn made(name: Option<&str>) -> Event {
        let resource = Resource::new(ResourceKind::Event, name, None);
        Event(Rc::new(EventState { resource, set: Cell::new(false), waiters: WaitingLine::default() }))
    }

    fn changed(&self) {
        self.0.resource.changed(|_| ResourceState {
            value: Some(u32::from(self.is_set())),
            waiters: self.0.waiters.tasks(),
            ..ResourceState::default()
        });
    }

    /// True if the event is set.
    pub fn is_set(&self) -> bool {
        self.0.set.get()
    }

    /// Sets the event and wakes all tasks that wait.
    pub fn set(&self) {
        if !self.0.set.replace(true) {
            for waiter in self.0.waiters.futures().iter().filter(|waiter| !waiter.done()) {
                let _ = waiter.set_result(());
            }
            self.changed();
        }
    }

    /// Withdraws the signal; tasks that are woken already stay woken.
    pub fn clear(&self) {
        if self.0.set.replace(false) {
            self.changed();
        }
    }

    /// Waits until the event is set.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = Result<()>> + use<> {
        let (event, line) = (self.clone(), Location::caller());
        async move {
            if event.is_set() {
                return Ok(());
            }
            let (waiter, leaf) = event.0.waiters.join(event.0.resource.on(WaitKind::Event), line);
            event.changed();
            let woken = leaf.await;
            event.0.waiters.leave(&waiter);
            woken
        }
    }
}
