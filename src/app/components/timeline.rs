use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::transport::Zoom;
use crate::app::session::Store;
use crate::app::state::{Action, Axis, State, Theme};
use crate::i18n::TimelineWords;
use crate::timeline::layout::{self, Playhead, View};
use crate::timeline::palette::{DARK, LIGHT};
use crate::web::surface::{Gesture, Surface};
use crate::web::{canvas, dom};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The last zoom asked for, with a count that tells two alike apart.
    pub zoom: (u32, Option<Zoom>),
}

/// Narrower pictures have their lanes' names above the bars.
const NARROW: f64 = 520.0;

/// How the reader looks at the record: nobody else needs it.
#[derive(Clone, Debug, PartialEq, Default)]
struct Look {
    /// The canvas' size in px and the device's pixels a px.
    size: (f64, f64),
    ratio: f64,
    /// `None` as long as all of the record is shown.
    view: Option<View>,
    scroll: f64,
    /// Where a drag moves: the playhead or the picture.
    scrubbing: bool,
}

fn view(look: &Look, state: &State) -> View {
    let steps = state.axis() == Axis::Steps;
    let end = state.record.as_ref().map_or(1.0, |record| layout::end(&record.trace.borrow(), steps));
    let kept = look.view.clone().filter(|view| view.steps == steps);
    let fit = View::fit(end, steps, look.size, look.size.0 < NARROW);
    View { scroll: look.scroll, width: look.size.0, height: look.size.1, ..kept.unwrap_or(fit) }
}

/// The picture of the record, with the playhead.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let look = use_state_eq(Look::default);
    let node = use_node_ref();
    let latest = use_mut_ref(|| None::<(Store, UseStateHandle<Look>)>);
    latest.replace(Some((store.clone(), look.clone())));

    // Size and gestures of the canvas.
    {
        let (node, latest) = (node.clone(), latest.clone());
        use_effect_with((), move |()| {
            let surface = Surface::watch(&node, move |gesture| {
                let now = latest.borrow().clone();
                if let Some((store, look)) = now {
                    handle(&store, &look, gesture);
                }
            });
            move || drop(surface)
        });
    }

    // Another demo or run is looked at afresh.
    {
        let look = look.clone();
        use_effect_with((store.wanted, store.demo().map(|demo| demo.id)), move |_| {
            look.set(Look { view: None, scroll: 0.0, ..(*look).clone() });
        });
    }

    // Zoom by buttons and keys.
    {
        let (look, store) = (look.clone(), store.clone());
        use_effect_with(props.zoom, move |(_, zoom)| {
            let Some(zoom) = zoom else { return };
            let view = view(&look, &store);
            let x = view.scale.left_px + view.scale.width_px / 2.0;
            let end = end_of(&store, view.steps);
            let next = match zoom {
                Zoom::In => Some(View { scale: view.scale.zoomed(1.6, x, end), ..view }),
                Zoom::Out => Some(View { scale: view.scale.zoomed(1.0 / 1.6, x, end), ..view }),
                Zoom::Fit => None,
            };
            look.set(Look { view: next, ..(*look).clone() });
        });
    }

    // Drawing, whenever what is drawn has changed.
    {
        let (node, look, store) = (node.clone(), look.clone(), store.clone());
        use_effect(move || {
            let Some(element) = node.cast() else { return };
            let dark = match store.theme {
                Theme::Light => false,
                Theme::Dark => true,
                Theme::System => dom::prefers_dark(),
            };
            let palette = if dark { &DARK } else { &LIGHT };
            let view = view(&look, &store);
            let words = TimelineWords(store.lang);
            let empty = (Default::default(), Default::default());
            let (trace, spans): (Rc<RefCell<_>>, Rc<RefCell<_>>) = match &store.record {
                Some(record) => (record.trace.clone(), record.spans.clone()),
                None => empty,
            };
            let playhead = store.record.as_ref().map(|_| Playhead { count: store.playhead, at: store.at });
            let scene = layout::layout(&trace.borrow(), &spans.borrow(), &view, playhead, &words);
            canvas::draw(&element, &scene, palette, look.ratio.max(1.0));
        });
    }

    let rows =
        store.record.as_ref().map_or(0.0, |record| layout::full_height(&record.spans.borrow(), look.size.0 < NARROW));
    // In steps, so that the style sheet can have the heights: the policy of the page allows no inline styles.
    let height = ((rows / 40.0).ceil() as u32).clamp(6, 14);
    let label = lang.pick(
        "Timeline: a lane for each task. The Events pane tells the same in words.",
        "Временная шкала: дорожка на каждую задачу. Панель «События» говорит то же словами.",
    );
    html! {
        <div class={format!("timeline rows-{height}")}>
            <canvas ref={node} role="img" aria-label={label}></canvas>
            if store.record.is_none() {
                <p class="timeline-empty muted">{ lang.pick("Not run yet", "Ещё не запущено") }</p>
            }
        </div>
    }
}

fn end_of(state: &State, steps: bool) -> f64 {
    state.record.as_ref().map_or(1.0, |record| layout::end(&record.trace.borrow(), steps))
}

fn handle(store: &Store, look: &UseStateHandle<Look>, gesture: Gesture) {
    let now = view(look, store);
    let end = end_of(store, now.steps);
    let set = |next: Look| look.set(next);
    let most = store.record.as_ref().map_or(0.0, |record| layout::full_height(&record.spans.borrow(), now.narrow))
        - look.size.1;
    let scrolled = |by: f64| (look.scroll + by).clamp(0.0, most.max(0.0));
    let seek = |x: f64| {
        let unit = now.scale.unit(x).max(0.0);
        store.dispatch(match now.steps {
            true => Action::Seek(unit.round() as usize + 1),
            false => Action::SeekTime(crate::clock::Micros(unit as u64)),
        });
    };
    match gesture {
        Gesture::Resized { size, ratio } => set(Look { size, ratio, view: None, ..(**look).clone() }),
        Gesture::Zoomed { x, factor } => {
            set(Look {
                view: Some(View { scale: now.scale.zoomed(factor, x, end), ..now.clone() }),
                ..(**look).clone()
            });
        }
        Gesture::Scrolled { dx, dy } => {
            let view = match dx.abs() > 0.0 {
                true => Some(View { scale: now.scale.panned(-dx, end), ..now.clone() }),
                false => look.view.clone(),
            };
            set(Look { view, scroll: scrolled(dy), ..(**look).clone() });
        }
        Gesture::Pressed { x, y } => {
            let head = if now.steps { store.playhead.saturating_sub(1) as f64 } else { store.at.0 as f64 };
            let on_head = (now.scale.x(head) - x).abs() < 10.0;
            let scrubbing = y < layout::AXIS || on_head;
            set(Look { scrubbing, ..(**look).clone() });
            if scrubbing {
                seek(x);
            }
        }
        Gesture::Dragged { x, dx, dy } if look.scrubbing => {
            let _ = (dx, dy);
            seek(x);
        }
        Gesture::Dragged { dx, dy, .. } => {
            set(Look {
                view: Some(View { scale: now.scale.panned(dx, end), ..now.clone() }),
                scroll: scrolled(-dy),
                ..(**look).clone()
            });
        }
        Gesture::Clicked { x, .. } => seek(x),
        Gesture::LookChanged => set(Look { ratio: look.ratio + 1e-9, ..(**look).clone() }),
    }
}
