//! Handles at the ends of the stretch that is selected: moved by mouse, finger or keys.

use yew::prelude::*;

use super::timeline_view::place_at;
use crate::i18n::{Lang, seconds};
use crate::page::effects::page_store::{Dispatcher, Store};
use crate::page::model::action::MoveAction;
use crate::page::model::moving::{Place, StretchAction};
use crate::timeline::layout::{Playhead, View};
use crate::web::dom;
use crate::web::grip::{self, DragAxis};

/// The width of a handle in px, as `move.css` has it: where fingers are used, more around it takes hold.
const GRIP_WIDTH: f64 = 24.0;

/// The handles of the ends that are in sight.
pub fn stretch_grips(store: &Store, view: &View) -> Html {
    let Some(stretch) = store.moving.stretch else { return Html::default() };
    let ends = [(true, stretch.from), (false, stretch.to)];
    let grips = ends.into_iter().filter_map(|(is_begin, end)| {
        let x = view.scale.x(end.unit(view.steps));
        let seen = x >= view.left() - 1.0 && x <= view.width;
        let (dispatcher, lang, view, most) = (store.dispatcher(), store.settings.lang, view.clone(), store.len());
        let key = if is_begin { "from" } else { "to" };
        seen.then(|| html! { <StretchGrip {key} {is_begin} {end} {most} {view} {dispatcher} {lang} /> })
    });
    html! { <div class="stretch-grips">{ for grips }</div> }
}

#[derive(PartialEq, Properties)]
struct Props {
    /// The handle is that of the beginning.
    is_begin: bool,
    end: Playhead,
    /// The number of events of the record.
    most: usize,
    view: View,
    dispatcher: Dispatcher,
    lang: Lang,
}

/// The handle of one end.
#[component]
fn StretchGrip(props: &Props) -> Html {
    let Props { is_begin, end, most, view, dispatcher, lang } = props;
    let node = use_node_ref();
    let set = {
        let (dispatcher, is_begin) = (dispatcher.clone(), *is_begin);
        Callback::from(move |place: Place| {
            dispatcher.dispatch(MoveAction::Stretch(StretchAction::Move(is_begin, place)));
        })
    };
    let latest = use_mut_ref(|| (view.clone(), set.clone()));
    latest.replace((view.clone(), set.clone()));
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let drags = grip::on_drag(&node, DragAxis::X, move |share| {
                let (view, set) = latest.borrow().clone();
                let x = share * (view.width - GRIP_WIDTH) + GRIP_WIDTH / 2.0;
                set.emit(place_at(&view, x));
            });
            move || drop(drags)
        });
    }
    let x = view.scale.x(end.unit(view.steps));
    {
        let node = node.clone();
        use_effect_with(x, move |x| dom::set_variable(&node, "--x", Some(*x)));
    }
    let onkeydown = {
        let (count, most) = (end.count, *most);
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { 10 } else { 1 };
            let to = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => count.saturating_sub(step),
                "ArrowRight" | "ArrowUp" => count + step,
                "Home" => 0,
                "End" => most,
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            set.emit(Place::Event(to));
        })
    };
    let label = match is_begin {
        true => lang.pick("Beginning of the stretch", "Начало отрезка"),
        false => lang.pick("End of the stretch", "Конец отрезка"),
    };
    let value = match view.steps {
        true => lang.pick(format!("event {}", end.count), format!("событие {}", end.count)),
        false => seconds(end.at, *lang),
    };
    html! {
        <div ref={node} class={classes!("stretch-grip", is_begin.then_some("begin"))} role="slider" tabindex="0" data-arrows=""
            aria-orientation="horizontal" aria-label={label} aria-valuemin="0" aria-valuemax={most.to_string()}
            aria-valuenow={end.count.to_string()} aria-valuetext={value}
            title={lang.pick("Drag, or use the arrow keys: one event, with Shift ten", "Перетащите или сдвиньте стрелками: на событие, с Shift — на десять")}
            {onkeydown}></div>
    }
}
