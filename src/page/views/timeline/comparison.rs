//! Several runs under each other, on one axis and under one playhead.

use yew::prelude::*;

use super::wait_grips::{chosen_among, use_changeable_waits, wait_grips};
use crate::clock::Micros;
use crate::export::svg_element;
use crate::i18n::TimelineWords;
use crate::page::derived::picture::with_runs;
use crate::page::effects::colours::palette;
use crate::page::effects::page_store::Store;
use crate::page::model::action::PlaybackAction;
use crate::page::model::comparing::Compared;
use crate::page::views::parts::canvas_environment::CanvasEnvironment;
use crate::page::views::parts::paint_scheduler::use_painter;
use crate::timeline::layout::Playhead;
use crate::timeline::palette::TOKENS;
use crate::timeline::scene::Scene;
use crate::timeline::stacked;
use crate::web::canvas::is_drawable;
use crate::web::dom;
use crate::web::surface::{Gesture, Surface};

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    /// The runs, once they have run.
    pub compared: Option<Compared>,
}

/// The height in px of the picture before the runs have run.
const EMPTY_HEIGHT_PX: f64 = 200.0;

/// The picture of several runs under each other, on one axis and under one playhead.
#[component]
pub fn Comparison(props: &Props) -> Html {
    let Props { store, compared } = props;
    let lang = store.settings.lang;
    let (canvas, frame) = (use_node_ref(), use_node_ref());
    let environment = use_reducer_eq(CanvasEnvironment::default);
    // The name of the task that is pointed at.
    let lit = use_state_eq(|| None::<String>);
    use_gestures(props, &canvas, &environment, &lit);
    let drawable = *use_memo((), |()| is_drawable());
    use_drawing(props, &canvas, &frame, *environment, (*lit).clone(), drawable);
    // A picture of elements where the browser draws on no canvas.
    let elements = if drawable { None } else { picture(props, *environment, (*lit).as_deref()) };
    let elements = elements.map(|scene| {
        let hatch_id = format!("held-{}", scene.size.0);
        Html::from_html_unchecked(svg_element(&scene, &TOKENS, &hatch_id).into())
    });
    let rows = compared.as_ref().map(|compared| {
        let words = TimelineWords(lang);
        with_runs(compared, lang, |runs| {
            runs.iter().map(|run| html! { <li>{ stacked::told(run, &words) }</li> }).collect::<Html>()
        })
    });
    let grips = use_grips(props, *environment);
    let modelled = compared.as_ref().is_some_and(|compared| compared.modelled);
    html! {
        <div class="comparison">
            <div class="comparison-frame" ref={frame}>
                { elements.unwrap_or_default() }
                <canvas ref={canvas} role="img"
                    aria-label={lang.pick("The runs under each other on one axis", "Запуски друг под другом на одной оси")}></canvas>
                { grips }
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

/// Watches the canvas' size and colours, and the gestures on it.
#[hook]
fn use_gestures(
    props: &Props,
    canvas: &NodeRef,
    environment: &UseReducerHandle<CanvasEnvironment>,
    lit: &UseStateHandle<Option<String>>,
) {
    let latest = use_mut_ref(|| (props.clone(), **environment));
    latest.replace((props.clone(), **environment));
    let (canvas, changes, lit) = (canvas.clone(), environment.dispatcher(), lit.setter());
    use_effect_with((), move |()| {
        let surface = Surface::watch(&canvas, None, move |gesture| {
            let (props, environment) = latest.borrow().clone();
            match gesture {
                // The height is that of the scene, and follows from the width.
                Gesture::Resized { size, ratio } => changes.dispatch(Gesture::Resized { size: (size.0, 0.0), ratio }),
                Gesture::LookChanged => changes.dispatch(gesture),
                Gesture::Pressed { x, .. } | Gesture::Dragged { x, .. } => seek(&props, environment, x),
                Gesture::Hovered { y, .. } => lit.set(name_at(&props, environment, y)),
                Gesture::Left => lit.set(None),
                Gesture::Zoomed { .. }
                | Gesture::Panned { .. }
                | Gesture::ScrolledTo { .. }
                | Gesture::Clicked { .. } => {}
            }
        });
        move || drop(surface)
    });
}

/// Handles at the ends of the waits of the first run, where the second is that run with one of them changed.
#[hook]
fn use_grips(props: &Props, environment: CanvasEnvironment) -> Html {
    let Props { store, compared } = props;
    let before = store.changed_pair().map(|(before, _)| before);
    let waits = use_changeable_waits(store, before);
    let (Some(compared), false) = (compared, waits.is_empty() || environment.size_px.0 < 1.0) else {
        return Html::default();
    };
    let size = (environment.size_px.0, environment.is_narrow());
    let (places, view) = with_runs(compared, store.settings.lang, |runs| {
        stacked::wait_places(runs, (&*waits, chosen_among(store, &waits)), size)
    });
    wait_grips(store, &waits, &places, &view)
}

/// Draws the runs, whenever what is drawn has changed.
#[hook]
fn use_drawing(
    props: &Props,
    canvas: &NodeRef,
    frame: &NodeRef,
    environment: CanvasEnvironment,
    lit: Option<String>,
    drawable: bool,
) {
    let painter = use_painter(canvas);
    let (props, frame) = (props.clone(), frame.clone());
    use_effect(move || {
        let width = environment.size_px.0;
        if width < 1.0 {
            return;
        }
        let scene = picture(&props, environment, lit.as_deref());
        if scene.is_none() && painter.borrow().is_none() {
            // Nothing was drawn that would have to go.
            return;
        }
        let known = scene.is_some();
        let scene = scene.unwrap_or_else(|| Scene { size: (width, EMPTY_HEIGHT_PX), shapes: Vec::new() });
        dom::set_height(&frame, scene.size.1);
        if let Some(painter) = painter.borrow_mut().as_mut() {
            painter.draw(&scene, palette(props.store.settings.theme), environment.pixel_ratio);
        }
        if known && (painter.borrow().is_some() || !drawable) {
            dom::set_drawn(&frame);
        }
    });
}

/// The runs as they are drawn in a canvas of this size; `None` before they have run or the size is known.
fn picture(Props { store, compared }: &Props, environment: CanvasEnvironment, lit: Option<&str>) -> Option<Scene> {
    let (size, lang) = ((environment.size_px.0, environment.is_narrow()), store.settings.lang);
    let head = Playhead { count: store.playback.playhead, at: store.playback.at };
    let compared = compared.as_ref().filter(|_| size.0 >= 1.0)?;
    Some(with_runs(compared, lang, |runs| stacked::compare(runs, size, Some(head), lit, &TimelineWords(lang))))
}

/// The name of the task whose lane lies at a height, in px: it is lit up in all of the runs.
fn name_at(Props { store, compared }: &Props, environment: CanvasEnvironment, y: f64) -> Option<String> {
    with_runs(compared.as_ref()?, store.settings.lang, |runs| {
        stacked::name_at(runs, environment.is_narrow(), y).map(String::from)
    })
}

/// Moves the playhead to a place on the axis, in px from the canvas' left edge.
fn seek(Props { store, compared }: &Props, environment: CanvasEnvironment, x: f64) {
    let Some(compared) = compared else { return };
    let (steps, unit) = with_runs(compared, store.settings.lang, |runs| {
        let scale = stacked::scale(runs, environment.size_px.0, environment.is_narrow());
        (stacked::by_steps(runs), scale.unit(x).max(0.0))
    });
    store.dispatch(match steps {
        true => PlaybackAction::Seek(unit.round() as usize),
        false => PlaybackAction::SeekTime(Micros(unit as u64)),
    });
}
