//! The scheduler of paint slots: spreads over frames what would hold up the page if it were drawn at once.
//!
//! No task of the page's thread may take longer than 50 ms, also with a record of a million events. Three hooks see to it:
//! - [`use_progressive`]: a page comes in parts, one more after each paint;
//! - [`use_throttled`]: while a large record is played, panes of words are drawn ten times a second at most and take
//!   turns, one a frame;
//! - [`use_painter`]: a canvas gets its context in a paint slot of its own.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::page::effects::page_store::Store;
use crate::web::canvas::Painter;
use crate::web::{Later, after_paint, next_frame, wall};

/// The most events that the playhead may be ahead of the pane drawn last without the panes being throttled. Nobody can
/// read what changes with more of them a frame.
const MAX_UNTHROTTLED_EVENTS: usize = 16;

/// The size of a record, in events, above which a leap of the playhead is throttled, too: its panes take long to draw.
const MAX_EVENTS_DRAWN_AT_ONCE: usize = 100_000;

/// The least time between two paint turns. What is drawn within it is one task of the browser.
const MIN_TURN: Micros = Micros::from_millis(10);

/// The least time between two rounds of paint turns: how long a throttled pane stands still.
const MIN_ROUND: Micros = Micros::from_millis(100);

/// A pane of words, which has its own paint turn. The order is that of the turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pane {
    /// The program with its tasks' lines, and the sentence below the timeline.
    Program,
    /// The list of events.
    Events,
    /// The inspector's half with the turn, the ready queue, timers and tasks.
    InspectorTasks,
    /// The inspector's half with resources, generators, futures and context variables.
    InspectorObjects,
}

impl Pane {
    const COUNT: usize = 4;
}

/// A round of paint turns: the state shown by each [`Pane`], where each pane has what the one before it had a turn ago.
#[derive(Clone, Debug)]
struct Round<T> {
    began: Micros,
    shown: [T; Pane::COUNT],
}

impl<T: Clone> Round<T> {
    /// A round in which every pane shows the same.
    fn same(state: &T) -> Round<T> {
        Round { began: Micros::ZERO, shown: std::array::from_fn(|_| state.clone()) }
    }

    /// The round after a paint turn at `now`: a state moves on to the next pane, and a new round begins with the `latest`
    /// state when the old one has lasted long enough.
    fn turn(self, latest: &T, now: Micros) -> Round<T> {
        let [first, second, third, _] = self.shown;
        match now - self.began < MIN_ROUND {
            true => Round { began: self.began, shown: [first.clone(), first, second, third] },
            false => Round { began: now, shown: [latest.clone(), first, second, third] },
        }
    }
}

/// The states that the panes show in the present frame. A context: [`use_throttled`] picks a pane's own.
#[derive(Clone)]
pub struct PaintTurns([Store; Pane::COUNT]);

impl PartialEq for PaintTurns {
    fn eq(&self, other: &PaintTurns) -> bool {
        // By identity: comparing four states of the page in every frame would cost more than drawing anew what is equal.
        self.0
            .iter()
            .zip(&other.0)
            .all(|(one, other)| std::ptr::eq::<crate::page::model::state::State>(&**one, &**other))
    }
}

/// Gives the panes their turns. Called once, by the page whose panes take turns; its value is provided as a context.
///
/// While a record is played fast, and after a leap in a large record, a pane's state changes ten times a second at most,
/// and each pane's a frame after the one before. With a thousand tasks and more the panes would otherwise take the time
/// that the picture's frames need, and all of them in one frame would hold it up.
#[hook]
pub fn use_paint_turns(store: &Store) -> PaintTurns {
    let round = use_mut_ref(|| Round::same(store));
    // The time at which the pane of the last turn had been drawn.
    let drawn = use_mut_ref(|| Micros::ZERO);
    let before = round.borrow().clone();
    let (newest, oldest) = (&before.shown[0], &before.shown[Pane::COUNT - 1]);
    let large = (store.playback.playing && newest.playback.playing) || store.len() > MAX_EVENTS_DRAWN_AT_ONCE;
    // Runs that are compared have no panes that follow the playhead.
    let throttled = large
        && !store.address.comparing
        && store.playback.playhead.abs_diff(oldest.playback.playhead) > MAX_UNTHROTTLED_EVENTS;
    let now = if throttled { wall() } else { Micros::ZERO };
    let turn = throttled && now - *drawn.borrow() >= MIN_TURN;
    let after = match (throttled, turn) {
        (false, _) => Round::same(store),
        (true, false) => before,
        (true, true) => before.turn(store, now),
    };
    round.replace(after.clone());
    // A playhead that has leapt brings no frames of its own.
    let again = use_force_update();
    use_effect(move || {
        if turn {
            drawn.replace(wall());
        }
        let frame = if throttled { next_frame(move |_| again.force_update()) } else { None };
        move || drop(frame)
    });
    PaintTurns(after.shown)
}

/// The state that a pane shows: that of its last paint turn, or the `store` itself where no turns are given.
#[hook]
pub fn use_throttled(store: &Store, pane: Pane) -> Store {
    use_context::<PaintTurns>().map_or_else(|| store.clone(), |turns| turns.0[pane as usize].clone())
}

thread_local! {
    /// The names of pages that have been drawn whole once: a reader who comes back finds them so, at the place where they
    /// were left.
    static WHOLE: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// The number of the `parts` of the page called `name` that are drawn now: none at first, and one more after each paint,
/// for what is below the screen need not hold up what is on it. A page rendered to text has no frames and is whole at once.
#[hook]
pub fn use_progressive(name: &'static str, parts: usize) -> usize {
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

/// The painter of a canvas, from the first paint after the canvas came; with the paint after that the component is drawn
/// anew. The first context and the first text of a page take the browser as long as a picture does, and both in one task
/// would hold the page up.
#[hook]
pub fn use_painter(canvas: &NodeRef) -> Rc<RefCell<Option<Painter>>> {
    let painter = use_mut_ref(|| None::<Painter>);
    // Kept over the drawings in between: a component that is drawn with every frame would put it off for ever.
    let coming = use_mut_ref(|| None::<Later>);
    let made = use_force_update();
    {
        let (canvas, painter) = (canvas.clone(), painter.clone());
        use_effect(move || {
            if !Painter::is_lacking(&painter.borrow(), &canvas) || coming.borrow().is_some() {
                return;
            }
            let next = coming.clone();
            coming.replace(after_paint(move || {
                if !Painter::is_lacking(&painter.borrow(), &canvas) {
                    // The canvas has gone; for one that comes in its place the browser is asked.
                    drop(next.take());
                    return;
                }
                // A browser that gives no context is not asked again.
                let Some(new) = Painter::on(&canvas) else { return };
                painter.replace(Some(new));
                let coming = next.clone();
                let drawn = after_paint(move || {
                    drop(coming.take());
                    made.force_update();
                });
                drop(next.replace(drawn));
            }));
        });
    }
    painter
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The states that the panes show after turns at these moments, given in milliseconds with the latest state of each.
    fn turns(all: &[(u64, u32)]) -> Vec<[u32; 4]> {
        let mut round = Round::same(&0);
        let shown = all.iter().map(|(ms, latest)| {
            round = round.clone().turn(latest, Micros::from_millis(*ms));
            round.shown
        });
        shown.collect()
    }

    #[test]
    fn panes_take_turns_one_a_frame_and_all_come_to_show_the_same() {
        let shown = turns(&[(1000, 1), (1016, 2), (1032, 3), (1048, 4), (1064, 5)]);
        assert_eq!(shown, [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1], [1, 1, 1, 1]]);
    }

    #[test]
    fn a_pane_changes_ten_times_a_second_at_most() {
        let second: Vec<(u64, u32)> = (0..60).map(|frame| (1000 + frame * 1000 / 60, frame as u32 + 1)).collect();
        let shown = turns(&second);
        for pane in 0..Pane::COUNT {
            let changes = shown.windows(2).filter(|pair| pair[0][pane] != pair[1][pane]).count();
            assert!((8..=10).contains(&changes), "pane {pane} changed {changes} times");
        }
        let at_once = shown.windows(2).map(|pair| (0..4).filter(|pane| pair[0][*pane] != pair[1][*pane]).count());
        assert_eq!(at_once.max(), Some(1), "no two panes are drawn in one frame");
    }
}
