//! The running loop and task: the one exception to "no global state", set only during a turn.

use std::cell::RefCell;
use std::rc::Rc;

use super::event_loop::Core;

thread_local! {
    static CURRENT: RefCell<Option<Rc<Core>>> = const { RefCell::new(None) };
}

/// The loop whose turn is running on this thread.
pub(crate) fn get() -> Option<Rc<Core>> {
    CURRENT.with_borrow(Clone::clone)
}

/// Shows the loop whose turn is running on this thread, without a share in it. `look` must not enter or leave a loop.
pub(crate) fn with<T>(look: impl FnOnce(Option<&Core>) -> T) -> T {
    CURRENT.with_borrow(|core| look(core.as_deref()))
}

/// Keeps a loop entered; the one before comes back when this is dropped.
#[must_use]
pub(crate) struct Entered(Option<Rc<Core>>);

pub(crate) fn enter(core: &Rc<Core>) -> Entered {
    Entered(CURRENT.replace(Some(core.clone())))
}

impl Drop for Entered {
    fn drop(&mut self) {
        // The loop that leaves may be the last of its kind: drop it outside the borrow.
        let left = CURRENT.replace(self.0.take());
        drop(left);
    }
}
