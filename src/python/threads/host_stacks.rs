//! Stacks on which the bodies of threads run, suspended and resumed by the host's script, as in a browser with JavaScript
//! Promise Integration.
//!
//! The host suspends the part of a call that lies on its own stack. The part in memory lies on a stack that is made here, one
//! for each thread; the host's script sets the pointer to it at every switch.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::mem::MaybeUninit;

use super::StackSwitch;

/// The size of a stack in memory: that of the main stack, which `src/build.rs` sets.
const STACK_BYTES: usize = 256 << 10;

/// The bytes at the end of a stack in which no call of Python begins.
const MARGIN_BYTES: usize = 32 << 10;

/// The alignment of a stack's beginning.
const ALIGNMENT: usize = 16;

type Body = Box<dyn FnOnce()>;

thread_local! {
    static SWITCH: Cell<Option<StackSwitch>> = const { Cell::new(None) };
    /// The bodies that have not begun.
    static BODIES: RefCell<BTreeMap<u32, Body>> = const { RefCell::new(BTreeMap::new()) };
    static LAST_NUMBER: Cell<u32> = const { Cell::new(0) };
    /// The number of the stack that runs; 0 for the main stack.
    static RUNNING: Cell<u32> = const { Cell::new(0) };
    /// True once the body has returned that was resumed last.
    static IS_OVER: Cell<bool> = const { Cell::new(false) };
}

/// Sets the functions by which stacks are switched.
pub(super) fn set_switch(switch: StackSwitch) {
    SWITCH.set(Some(switch));
}

/// Tells if the host can switch stacks.
pub(super) fn is_possible() -> bool {
    SWITCH.get().is_some()
}

/// A stack with a body that runs on it, until it suspends itself or is over.
pub(super) struct ThreadStack {
    number: u32,
    memory: Box<[MaybeUninit<u8>]>,
}

impl ThreadStack {
    /// A stack for a body that has not begun; `None` if the host cannot switch stacks.
    pub fn new(body: impl FnOnce() + 'static) -> Option<ThreadStack> {
        SWITCH.get()?;
        let number = LAST_NUMBER.get() + 1;
        LAST_NUMBER.set(number);
        BODIES.with_borrow_mut(|bodies| bodies.insert(number, Box::new(body)));
        Some(ThreadStack { number, memory: Box::new_uninit_slice(STACK_BYTES) })
    }

    /// The address below which no call of Python may begin.
    pub fn limit(&self) -> usize {
        self.memory.as_ptr().addr() + MARGIN_BYTES
    }

    /// Runs the body until it suspends itself or is over; returns whether it is over.
    pub fn resume(&mut self) -> bool {
        let Some(switch) = SWITCH.get() else { return true };
        let top = (self.memory.as_ptr().addr() + STACK_BYTES) / ALIGNMENT * ALIGNMENT;
        let before = RUNNING.replace(self.number);
        IS_OVER.set(false);
        (switch.resume)(self.number, top);
        RUNNING.set(before);
        IS_OVER.get()
    }
}

/// Runs the body of a stack, which the host has just begun.
pub(in crate::python) fn begin(number: u32) {
    let body = BODIES.with_borrow_mut(|bodies| bodies.remove(&number));
    if let Some(body) = body {
        body();
    }
    IS_OVER.set(true);
}

/// Suspends the stack that runs until it is resumed; returns false on the main stack, which cannot be.
pub(super) fn suspend() -> bool {
    match (RUNNING.get(), SWITCH.get()) {
        (0, _) | (_, None) => false,
        (number, Some(switch)) => {
            (switch.park)(number);
            true
        }
    }
}
