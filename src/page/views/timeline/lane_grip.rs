//! A handle on a lane, at the end of a length that is dragged: by mouse, finger or keys.

use yew::prelude::*;

use crate::clock::Micros;
use crate::timeline::grip_places::GripPlace;
use crate::timeline::layout::View;
use crate::web::dom;
use crate::web::grip::{self, DragAxis};

/// The width of a handle in px, as `app.css` has it: what a finger needs.
const GRIP_WIDTH: f64 = 24.0;

/// The chosen handle.
const CHOSEN: &str = "chosen-grip";

#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The thing whose length is dragged.
    pub label: AttrValue,
    /// The way to use the handle.
    pub hint: AttrValue,
    /// The length that is in force.
    pub length: Micros,
    /// The greatest length that is given.
    pub most: Micros,
    /// The steps of the arrow keys, of those with Shift, and of the Page keys.
    pub key_steps: [Micros; 3],
    pub place: GripPlace,
    pub view: View,
    /// A length in words.
    pub words: Callback<Micros, String>,
    /// Takes a length; true once the handle is let go.
    pub set: Callback<(Micros, bool)>,
    /// True for the one that the reader has moved: in another picture it has the focus that it had in the one before.
    #[prop_or_default]
    pub is_chosen: bool,
}

#[component]
pub fn LaneGrip(props: &Props) -> Html {
    let Props { label, hint, length, most, key_steps, place, view, words, set, .. } = props;
    let node = use_node_ref();
    // The length while the handle is held.
    let held = use_state_eq(|| None::<Micros>);
    let shown = held.unwrap_or(*length);
    let hold = {
        let (held, set, most) = (held.clone(), set.clone(), *most);
        Callback::from(move |to: Micros| {
            let to = to.min(most);
            held.set(Some(to));
            set.emit((to, false));
        })
    };
    let latest = use_mut_ref(|| (*place, view.clone(), hold.clone()));
    latest.replace((*place, view.clone(), hold.clone()));
    {
        let (node, is_chosen) = (node.clone(), props.is_chosen);
        use_effect_with((), move |()| {
            if is_chosen && !dom::is_focused() {
                dom::focus(CHOSEN);
            }
            let drags = grip::on_drag(&node, DragAxis::X, move |share| {
                let (place, view, hold) = latest.borrow().clone();
                let x = share * (view.width - GRIP_WIDTH) + GRIP_WIDTH / 2.0;
                hold.emit(place.length(x, &view));
            });
            move || drop(drags)
        });
    }
    let (from, x) = place.ends(shown, view);
    let x = x.min(view.width - GRIP_WIDTH / 2.0);
    {
        let (node, y) = (node.clone(), place.y);
        use_effect_with((from, x, y), move |(from, x, y)| {
            for (name, value) in [("--x", *x), ("--y", *y), ("--way", x - from)] {
                dom::set_variable(&node, name, Some(value));
            }
        });
    }
    let release = {
        let (held, set) = (held.clone(), set.clone());
        move || {
            if let Some(to) = *held {
                held.set(None);
                set.emit((to, true));
            }
        }
    };
    let onkeydown = {
        let (held, most, [arrow, with_shift, page]) = (held.clone(), *most, *key_steps);
        Callback::from(move |event: KeyboardEvent| {
            let arrow = if event.shift_key() { with_shift } else { arrow };
            let less = |by: Micros| Micros(shown.0.saturating_sub(by.0));
            let to = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => less(arrow),
                "ArrowRight" | "ArrowUp" => shown + arrow,
                "PageDown" => less(page),
                "PageUp" => shown + page,
                "Home" => Micros::ZERO,
                "End" => most,
                "Escape" if held.is_some() => return held.set(None),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            hold.emit(to);
        })
    };
    let let_go = release.clone();
    let onlostpointercapture = Callback::from(move |_: PointerEvent| let_go());
    let let_go = release.clone();
    let onkeyup = Callback::from(move |_: KeyboardEvent| let_go());
    let onblur = Callback::from(move |_: FocusEvent| release());
    let ms = |time: Micros| (time.0 as f64 / 1000.0).to_string();
    let value = words.emit(shown);
    html! {
        <div ref={node} id={props.is_chosen.then_some(CHOSEN)} class={classes!("lane-grip", held.is_some().then_some("held"))} role="slider" tabindex="0" data-arrows=""
            aria-orientation="horizontal" aria-label={label} aria-valuemin="0" aria-valuemax={ms(*most)} aria-valuenow={ms(shown)}
            aria-valuetext={value.clone()} title={hint} {onkeydown} {onkeyup} {onblur} {onlostpointercapture}>
            <span class="grip-value" aria-hidden="true">{ value }</span>
        </div>
    }
}
