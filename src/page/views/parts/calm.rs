use yew::prelude::*;

use crate::clock::Micros;
use crate::page::effects::store::Store;
use crate::web::{next_frame, wall};

/// From so many events a frame on nobody can read what changes with each.
const FAST: usize = 16;

/// Panes of a record of so many events take long.
const LARGE: usize = 100_000;

/// So much of a frame passes at least before the next pane's turn: what is drawn within it is one task of the browser.
const FRAME: Micros = Micros(10_000);

/// How long what changes too fast to be read stands at least.
const STANDS: Micros = Micros(100_000);

/// The state for panes of words, four times: that of now, but while a record is played fast one that changes ten times a
/// second, and each of the four a frame after the one before; also after a leap in a large record. With a thousand tasks and
/// more those panes would take the time that the picture's frames need, and all in one frame would hold it up.
#[hook]
pub fn use_calm(store: &Store) -> [Store; 4] {
    let all = || std::array::from_fn(|_| store.clone());
    let last = use_mut_ref(|| (Micros::ZERO, all()));
    // When the last pane that had its turn was drawn.
    let drawn = use_mut_ref(|| Micros::ZERO);
    let (since, [first, second, third, fourth]) = last.borrow().clone();
    let moves = store.playing && first.playing;
    let fast = (moves || store.len() > LARGE) && store.playhead.abs_diff(fourth.playhead) > FAST;
    let now = if fast { wall() } else { Micros::ZERO };
    let turn = fast && now - *drawn.borrow() >= FRAME;
    let (since, calm) = match fast {
        false => (Micros::ZERO, all()),
        true if !turn => (since, [first, second, third, fourth]),
        true if now - since < STANDS => (since, [first.clone(), first, second, third]),
        true => (now, [store.clone(), first, second, third]),
    };
    last.replace((since, calm.clone()));
    // What has leapt brings no frames of its own.
    let again = use_force_update();
    use_effect(move || {
        if turn {
            drawn.replace(wall());
        }
        let frame = if fast { next_frame(move |_| again.force_update()) } else { None };
        move || drop(frame)
    });
    calm
}
