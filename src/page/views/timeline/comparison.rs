use yew::prelude::*;

use crate::clock::Micros;
use crate::demos::LiveDifference;
use crate::i18n::TimelineWords;
use crate::page::derived::picture::palette;
use crate::page::derived::picture::with_runs;
use crate::page::effects::store::Store;
use crate::page::model::state::Action;
use crate::page::views::parts::painting::use_painter;
use crate::timeline::layout::Playhead;
use crate::timeline::scene::Scene;
use crate::timeline::stacked;
use crate::web::dom;
use crate::web::surface::{Gesture, Surface};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// Narrower pictures have their lanes' names above the bars.
const NARROW: f64 = 520.0;

/// Several runs under each other, on one axis and under one playhead.
#[component]
pub fn Comparison(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let look = use_state_eq(|| (0.0, 1.0));
    // The name of the task that is pointed at.
    let lit = use_state_eq(|| None::<String>);
    let (canvas, frame) = (use_node_ref(), use_node_ref());
    let painter = use_painter(&canvas);
    let latest = use_mut_ref(|| None::<(Store, f64)>);
    latest.replace(Some((store.clone(), look.0)));
    {
        let (canvas, latest, look, lit) = (canvas.clone(), latest.clone(), look.clone(), lit.clone());
        use_effect_with((), move |()| {
            let surface = Surface::watch(&canvas, None, move |gesture| {
                let now = latest.borrow().clone();
                let Some((store, width)) = now else { return };
                match gesture {
                    Gesture::Resized { size, ratio } => look.set((size.0, ratio)),
                    Gesture::LookChanged => look.set((width, 1.0 + 1e-9)),
                    Gesture::Pressed { x, .. } | Gesture::Dragged { x, .. } => seek(&store, width, x),
                    Gesture::Hovered { y, .. } => lit.set(name_at(&store, width, y)),
                    Gesture::Left => lit.set(None),
                    _ => {}
                }
            });
            move || drop(surface)
        });
    }
    {
        let (frame, look, store) = (frame.clone(), look.clone(), store.clone());
        let lit = (*lit).clone();
        use_effect(move || {
            let (width, ratio) = *look;
            if width < 1.0 {
                return;
            }
            let narrow = width < NARROW;
            let scene = with_runs(&store, |runs| {
                let head = Playhead { count: store.playhead, at: store.at };
                stacked::compare(runs, (width, narrow), Some(head), lit.as_deref(), &TimelineWords(store.lang))
            });
            if scene.is_none() && painter.borrow().is_none() {
                // Nothing was drawn that would have to go.
                return;
            }
            let scene = scene.unwrap_or_else(|| Scene { size: (width, 200.0), shapes: Vec::new() });
            dom::set_height(&frame, scene.size.1);
            if let Some(painter) = painter.borrow_mut().as_mut() {
                painter.draw(&scene, palette(store.theme), ratio.max(1.0));
            }
        });
    }
    let rows = with_runs(store, |runs| {
        let words = TimelineWords(lang);
        let rows = runs.iter().map(|run| html! { <li>{ stacked::told(run, &words) }</li> });
        rows.collect::<Html>()
    });
    let modelled = store.compared.as_ref().is_some_and(|compared| {
        compared.runs().iter().any(|(side, _)| side.demo.live_difference != LiveDifference::Nothing)
    });
    html! {
        <div class="comparison">
            <div class="comparison-frame" ref={frame}>
                <canvas ref={canvas} role="img"
                    aria-label={lang.pick("The runs under each other on one axis", "Запуски друг под другом на одной оси")}></canvas>
            </div>
            <ul class="unseen">{ rows.unwrap_or_default() }</ul>
            if modelled {
                <p class="comparison-note muted">{ lang.pick(
                    "Compared on the virtual clock, with stated latencies: live they are the world’s.",
                    "Сравнение идёт на виртуальных часах с заданными задержками: в реальном времени они такие, каков мир.",
                ) }</p>
            }
        </div>
    }
}

/// The name of the task whose lane lies at a height: it is lit up in all of the runs.
fn name_at(store: &Store, width: f64, y: f64) -> Option<String> {
    with_runs(store, |runs| stacked::name_at(runs, width < NARROW, y).map(String::from)).flatten()
}

fn seek(store: &Store, width: f64, x: f64) {
    let found = with_runs(store, |runs| {
        (stacked::by_steps(runs), stacked::scale(runs, width, width < NARROW).unit(x).max(0.0))
    });
    if let Some((steps, unit)) = found {
        store.dispatch(match steps {
            true => Action::Seek(unit.round() as usize),
            false => Action::SeekTime(Micros(unit as u64)),
        });
    }
}
