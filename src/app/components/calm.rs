use yew::prelude::*;

use crate::app::session::Store;
use crate::clock::Micros;
use crate::web::wall;

/// From so many events a frame on nobody can read what changes with each.
const FAST: usize = 16;

/// How long what changes too fast to be read stands at least.
const STANDS: Micros = Micros(100_000);

/// The state for panes of words, four times: that of now, but while a record is played fast one that changes ten times a
/// second, and each of the four a frame after the one before. With a thousand tasks and more those panes would take the time
/// that the picture's frames need, and all in one frame would hold it up.
#[hook]
pub fn use_calm(store: &Store) -> [Store; 4] {
    let all = || std::array::from_fn(|_| store.clone());
    let last = use_mut_ref(|| (Micros::ZERO, all()));
    let (since, [first, second, third, fourth]) = last.borrow().clone();
    let fast = store.playing && first.playing && store.playhead.saturating_sub(fourth.playhead) > FAST;
    let (since, calm) = match fast.then(wall) {
        Some(now) if now - since < STANDS => (since, [first.clone(), first, second, third]),
        Some(now) => (now, [store.clone(), first, second, third]),
        None => (Micros::ZERO, all()),
    };
    last.replace((since, calm.clone()));
    calm
}
