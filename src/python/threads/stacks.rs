//! Stacks on which the bodies of threads run. One runs at a time, on the host's one thread.
//!
//! Native only: on wasm it is the browser that suspends a stack, and `host_stacks.rs` stands for this.
//! `corosensei` does not say how long the handle lives by which a stack is suspended, hence the `unsafe` below.
#![allow(unsafe_code)]

use std::cell::{Cell, RefCell};
use std::ptr;

use corosensei::stack::{DefaultStack, Stack as _};
use corosensei::{Coroutine, CoroutineResult, Yielder};

/// The size of a stack, of which the host gives only those pages that are touched. Python's limit of 1,000 calls comes first
/// even where each is a call of native code.
const STACK_BYTES: usize = 4 << 20;

/// The bytes at the end of a stack in which no call of Python begins.
const MARGIN_BYTES: usize = 128 << 10;

/// The most stacks that are kept for the next threads.
const MAX_SPARE_STACKS: usize = 16;

thread_local! {
    static SPARE_STACKS: RefCell<Vec<DefaultStack>> = const { RefCell::new(Vec::new()) };
    /// The stack that runs, by the handle that suspends it; null on the main stack.
    static RUNNING: Cell<*const Yielder<(), ()>> = const { Cell::new(ptr::null()) };
}

/// Tells if stacks can be switched.
pub(super) fn is_possible() -> bool {
    true
}

/// A stack with a body that runs on it, until it suspends itself or is over.
pub(super) struct ThreadStack {
    /// `None` only while it is dropped.
    coroutine: Option<Coroutine<(), (), ()>>,
    limit: usize,
}

impl ThreadStack {
    /// A stack for a body that has not begun; `None` if the host has no memory for it.
    pub fn new(body: impl FnOnce() + 'static) -> Option<ThreadStack> {
        let spare = SPARE_STACKS.with_borrow_mut(Vec::pop);
        let stack = spare.or_else(|| DefaultStack::new(STACK_BYTES).ok())?;
        let limit = stack.limit().get() + MARGIN_BYTES;
        let coroutine = Coroutine::with_stack(stack, move |yielder: &Yielder<(), ()>, ()| {
            RUNNING.set(yielder);
            body();
        });
        Some(ThreadStack { coroutine: Some(coroutine), limit })
    }

    /// The address below which no call of Python may begin.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Runs the body until it suspends itself or is over; returns whether it is over.
    pub fn resume(&mut self) -> bool {
        let Some(coroutine) = &mut self.coroutine else { return true };
        let before = RUNNING.replace(ptr::null());
        let result = coroutine.resume(());
        RUNNING.set(before);
        matches!(result, CoroutineResult::Return(()))
    }
}

impl Drop for ThreadStack {
    fn drop(&mut self) {
        let Some(mut coroutine) = self.coroutine.take() else { return };
        // SAFETY: nothing looks at the stack again, and what is on it is leaked. To unwind it would run code of an
        // interpreter whose program is over.
        unsafe { coroutine.force_reset() };
        let stack = coroutine.into_stack();
        SPARE_STACKS.with_borrow_mut(|spare| {
            if spare.len() < MAX_SPARE_STACKS {
                spare.push(stack);
            }
        });
    }
}

/// Suspends the stack that runs until it is resumed; returns false on the main stack, which cannot be.
pub(super) fn suspend() -> bool {
    let running = RUNNING.get();
    // SAFETY: it lies on the stack that runs, below the frame of this function. Null is the main stack.
    let Some(yielder) = (unsafe { running.as_ref() }) else { return false };
    yielder.suspend(());
    RUNNING.set(running);
    true
}
