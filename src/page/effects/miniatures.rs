//! The miniatures of the demos' records: each demo is run on the virtual clock, in slices between paints.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::demos::{Args, Demo, all as demos, start_up_to};
use crate::reading::spans::Spans;
use crate::runtime::{DriveOutcome, EventLoop};
use crate::timeline::stamp::{TaskStamp, miniature};
use crate::web::{Later, after_paint, wall};

/// The most events of a demo that a miniature shows.
const MAX_EVENTS: usize = 3000;

/// The time for which demos are run between two paints.
const SLICE: Micros = Micros::from_millis(4);

/// The number of miniatures that are given out together: each time all the cards are looked through.
const BATCH: usize = 6;

/// The miniatures known so far. Equal when they are the very same.
#[derive(Clone, Debug, Default)]
pub struct Miniatures(Rc<Vec<Rc<Vec<TaskStamp>>>>);

impl PartialEq for Miniatures {
    fn eq(&self, other: &Miniatures) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Miniatures {
    /// A demo's, if it has been run by now.
    pub fn of(&self, demo: &Demo) -> Option<Rc<Vec<TaskStamp>>> {
        let place = demos().position(|other| other.id == demo.id)?;
        self.0.get(place).cloned()
    }
}

/// The queue of demos that are run for their miniatures, in the catalogue's order.
#[derive(Default)]
struct Queue {
    known: Vec<Rc<Vec<TaskStamp>>>,
    /// The run of the next demo, where it takes longer than a slice.
    running: Option<EventLoop>,
}

impl Queue {
    fn is_done(&self) -> bool {
        self.known.len() == demos().count()
    }

    /// Runs on for a slice.
    fn run_slice(&mut self) {
        let began = wall();
        for demo in demos().skip(self.known.len()) {
            let run = self.running.take().unwrap_or_else(|| start_up_to(demo, Args::defaults(demo), MAX_EVENTS));
            if run.drive(|| wall() - began < SLICE) == DriveOutcome::Ready {
                self.running.replace(run);
                return;
            }
            let spans = Spans::new(&run.trace());
            self.known.push(Rc::new(miniature(&run.trace(), &spans)));
            if wall() - began > SLICE {
                return;
            }
        }
    }
}

/// The miniatures of all demos, more and more of them once they are `wanted`.
#[hook]
pub fn use_miniatures(wanted: bool) -> Miniatures {
    let known = use_state_eq(Miniatures::default);
    {
        let known = known.setter();
        use_effect_with(wanted, move |wanted| {
            let next = Rc::new(RefCell::new(None));
            if *wanted {
                run_after_paint(Queue::default(), known, &next);
            }
            move || drop(next.take())
        });
    }
    (*known).clone()
}

/// Runs a slice of the queue after the next paint, and then the rest in the same way. `next` holds the slice to come.
fn run_after_paint(mut queue: Queue, known: UseStateSetter<Miniatures>, next: &Rc<RefCell<Option<Later>>>) {
    if queue.is_done() {
        return;
    }
    let again = next.clone();
    let later = after_paint(move || {
        let before = queue.known.len();
        queue.run_slice();
        if queue.known.len() / BATCH > before / BATCH || queue.is_done() {
            known.set(Miniatures(Rc::new(queue.known.clone())));
        }
        run_after_paint(queue, known, &again);
    });
    next.replace(later);
}
