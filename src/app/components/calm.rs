use yew::prelude::*;

use crate::app::session::Store;
use crate::clock::Micros;
use crate::web::wall;

/// From so many events a frame on nobody can read what changes with each.
const FAST: usize = 16;

/// How long what changes too fast to be read stands at least.
const STANDS: Micros = Micros(100_000);

/// The state for panes of words, three times: that of now, but while a record is played fast one that changes ten times a
/// second, the second a frame after the first and the third a frame after that. With a thousand tasks and more those panes
/// would take the time that the picture's frames need, and all in one frame would hold it up.
#[hook]
pub fn use_calm(store: &Store) -> [Store; 3] {
    let last = use_mut_ref(|| (Micros::ZERO, [store.clone(), store.clone(), store.clone()]));
    let (since, [shown, second, third]) = last.borrow().clone();
    let fast = store.playing && shown.playing && store.playhead.saturating_sub(third.playhead) > FAST;
    let (since, calm) = match fast.then(wall) {
        Some(now) if now - since < STANDS => (since, [shown.clone(), shown, second]),
        Some(now) => (now, [store.clone(), shown, second]),
        None => (Micros::ZERO, [store.clone(), store.clone(), store.clone()]),
    };
    last.replace((since, calm.clone()));
    calm
}
