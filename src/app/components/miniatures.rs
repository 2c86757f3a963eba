//! The records behind the cards' miniatures, run a few at a time between paints.

use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::demos::{Args, all as demos};
use crate::timeline::miniature::{Life, miniature};
use crate::trace::spans::Spans;
use crate::web::{next_frame, wall};

/// A demo's lives, in the catalogue's order, as far as they are known.
pub type Lives = Vec<Rc<Vec<Life>>>;

/// So many events show what a demo is like.
const EVENTS: usize = 3000;
/// How long a frame may be kept busy.
const BUDGET: Micros = Micros::from_millis(4);

/// Grows by a few demos a frame until all are there.
#[hook]
pub fn use_miniatures() -> Rc<Lives> {
    let lives = use_state(|| Rc::new(Lives::new()));
    {
        let lives = lives.clone();
        use_effect_with(lives.len(), move |known| {
            let mut all = (**lives).clone();
            let done = *known == demos().count();
            let frame = (!done).then(|| {
                next_frame(move |_| {
                    let began = wall();
                    for demo in demos().skip(all.len()) {
                        let run = demo.run_up_to(Args::defaults(demo), EVENTS);
                        let mut spans = Spans::default();
                        spans.extend(&run.trace());
                        all.push(Rc::new(miniature(&run.trace(), &spans)));
                        if wall() - began > BUDGET {
                            break;
                        }
                    }
                    lives.set(Rc::new(all));
                })
            });
            move || drop(frame)
        });
    }
    (*lives).clone()
}
