//! A long page's parts, one more a frame: what is below the screen need not hold up what is on it.

use std::cell::Cell;

use yew::prelude::*;

use crate::web::next_frame;

thread_local! {
    /// Whether a page has come whole: whoever comes back to it finds it so, at the place where it was left. Where it is
    /// drawn to text there are no frames, and it is whole at once.
    static WHOLE: Cell<bool> = const { Cell::new(cfg!(not(target_arch = "wasm32"))) };
}

/// How many of `parts` are shown now: none at first, and one more with each frame.
#[hook]
pub fn use_growing(parts: usize) -> usize {
    let shown = use_state(|| if WHOLE.get() { parts } else { 0 });
    {
        let shown = shown.clone();
        use_effect_with((*shown, parts), move |(now, parts)| {
            let now = *now;
            let whole = now >= *parts;
            WHOLE.set(whole);
            let frame = if whole { None } else { next_frame(move |_| shown.set(now + 1)) };
            move || drop(frame)
        });
    }
    *shown
}
