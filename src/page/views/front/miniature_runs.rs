//! The records behind the cards' miniatures, run a few at a time between paints.

use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::demos::{Args, all as demos, start_up_to};
use crate::reading::spans::Spans;
use crate::runtime::{DriveOutcome, EventLoop};
use crate::timeline::stamp::{TaskStamp, miniature};
use crate::web::{after_paint, wall};

/// A demo's lives, in the catalogue's order, as far as they are known.
pub type Lives = Vec<Rc<Vec<TaskStamp>>>;

/// So many events show what a demo is like.
const EVENTS: usize = 3000;
/// How long a frame may be kept busy.
const BUDGET: Micros = Micros::from_millis(4);
/// So many are told of at once: each time all the cards are looked through.
const TOLD: usize = 6;

#[derive(PartialEq, Properties)]
pub struct Props {
    /// Is given more and more lives, until all are there.
    pub on_lives: Callback<Rc<Lives>>,
}

/// Runs the demos, and shows nothing itself. A run that takes longer than a frame may be kept goes on in the next.
#[component]
pub fn Miniatures(props: &Props) -> Html {
    let frames = use_state(|| 0u32);
    let known = use_mut_ref(Lives::new);
    let going = use_mut_ref(|| None::<EventLoop>);
    let on_lives = props.on_lives.clone();
    use_effect_with(*frames, move |now| {
        let now = *now;
        let some_left = known.borrow().len() < demos().count();
        let next = some_left.then(|| {
            after_paint(move || {
                let before = known.borrow().len();
                run_some(&mut known.borrow_mut(), &mut going.borrow_mut());
                let known = known.borrow();
                if known.len() / TOLD > before / TOLD || known.len() == demos().count() {
                    on_lives.emit(Rc::new(known.clone()));
                }
                frames.set(now + 1);
            })
        });
        move || drop(next)
    });
    html! {}
}

/// Runs on for as long as a frame may be kept.
fn run_some(known: &mut Lives, going: &mut Option<EventLoop>) {
    let began = wall();
    for demo in demos().skip(known.len()) {
        let run = going.take().unwrap_or_else(|| start_up_to(demo, Args::defaults(demo), EVENTS));
        if run.drive(|| wall() - began < BUDGET) == DriveOutcome::Ready {
            going.replace(run);
            return;
        }
        let spans = Spans::new(&run.trace());
        known.push(Rc::new(miniature(&run.trace(), &spans)));
        if wall() - began > BUDGET {
            return;
        }
    }
}
