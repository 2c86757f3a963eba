//! A long page's parts, one more with each paint: what is below the screen need not hold up what is on it.

use std::cell::RefCell;
use std::collections::BTreeSet;

use yew::prelude::*;

use crate::web::after_paint;

thread_local! {
    /// What has come whole once: whoever comes back to it finds it so, at the place where it was left.
    static WHOLE: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// How many of the `parts` of what is called `name` are shown now: none at first, and one more after each paint. Where it is
/// drawn to text there are no frames, and it is whole at once.
#[hook]
pub fn use_growing(name: &'static str, parts: usize) -> usize {
    let whole = || cfg!(not(target_arch = "wasm32")) || WHOLE.with_borrow(|all| all.contains(name));
    let shown = use_state(|| if whole() { parts } else { 0 });
    {
        let shown = shown.clone();
        use_effect_with((*shown, parts), move |(now, parts)| {
            let now = *now;
            let next = if now < *parts {
                after_paint(move || shown.set(now + 1))
            } else {
                WHOLE.with_borrow_mut(|all| all.insert(name));
                None
            };
            move || drop(next)
        });
    }
    *shown
}
