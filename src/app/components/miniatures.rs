//! The records behind the cards' miniatures, run a few at a time between paints.

use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::demos::{Args, all as demos};
use crate::runtime::{EventLoop, Next};
use crate::timeline::miniature::{Life, miniature};
use crate::trace::spans::Spans;
use crate::web::{next_frame, wall};

/// A demo's lives, in the catalogue's order, as far as they are known.
pub type Lives = Vec<Rc<Vec<Life>>>;

/// So many events show what a demo is like.
const EVENTS: usize = 3000;
/// How long a frame may be kept busy.
const BUDGET: Micros = Micros::from_millis(4);

/// Grows by a few demos a frame until all are there. A run that takes longer than a frame may be kept goes on in the next.
#[hook]
pub fn use_miniatures() -> Rc<Lives> {
    let known = use_state(|| (0u32, Rc::new(Lives::new())));
    let going = use_mut_ref(|| None::<EventLoop>);
    {
        let known = known.clone();
        use_effect_with(known.0, move |frames| {
            let frames = *frames;
            let mut all = (*known.1).clone();
            let frame = (all.len() < demos().count()).then(|| {
                next_frame(move |_| {
                    let began = wall();
                    for demo in demos().skip(all.len()) {
                        let run = going.take().unwrap_or_else(|| demo.start_up_to(Args::defaults(demo), EVENTS));
                        if run.drive(|| wall() - began < BUDGET) == Next::Ready {
                            going.replace(Some(run));
                            break;
                        }
                        let mut spans = Spans::default();
                        spans.extend(&run.trace());
                        all.push(Rc::new(miniature(&run.trace(), &spans)));
                        if wall() - began > BUDGET {
                            break;
                        }
                    }
                    known.set((frames + 1, Rc::new(all)));
                })
            });
            move || drop(frame)
        });
    }
    known.1.clone()
}
