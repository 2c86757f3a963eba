use yew::prelude::*;

use crate::i18n::Lang;
use crate::page::model::panes::{Panes, Split};
use crate::web::grip::{self, DragAxis};
use crate::web::{self, dom};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub split: Split,
    pub panes: Panes,
    pub on_change: Callback<Panes>,
    pub lang: Lang,
}

/// The share by which an arrow key moves the line.
const KEY_STEP: f64 = 0.02;

/// The share by which an arrow key with Shift moves the line.
const SHIFT_KEY_STEP: f64 = 0.1;

/// The line between two panes: moved by mouse, finger or keys, given back to the page by a double click or Enter.
#[component]
pub fn Splitter(props: &Props) -> Html {
    let Props { split, panes, on_change, lang } = props;
    let (split, panes, lang) = (*split, *panes, *lang);
    let node = use_node_ref();
    // Where it stands: not always where it was put, for no pane gets less than it needs.
    let now = use_state_eq(|| None::<f64>);
    let along = match split {
        Split::Code | Split::Console => DragAxis::X,
        Split::Timeline => DragAxis::Y,
    };
    let measure = {
        let (node, now) = (node.clone(), now.clone());
        Callback::from(move |()| now.set(grip::share(&node, along)))
    };
    let latest = use_mut_ref(|| (panes, on_change.clone()));
    latest.replace((panes, on_change.clone()));
    {
        let (node, latest) = (node.clone(), latest.clone());
        use_effect_with((), move |()| {
            let drags = grip::on_drag(&node, along, move |share| {
                let (panes, on_change) = latest.borrow().clone();
                on_change.emit(panes.with(split, Some(share)));
            });
            move || drop(drags)
        });
    }
    {
        let (node, measure) = (node.clone(), measure.clone());
        use_effect_with(panes, move |_| {
            let moves = grip::on_moved(&node, move || measure.emit(()));
            move || drop(moves)
        });
    }
    let onkeydown = {
        let (node, on_change) = (node.clone(), on_change.clone());
        Callback::from(move |event: KeyboardEvent| {
            let step = if event.shift_key() { SHIFT_KEY_STEP } else { KEY_STEP };
            let from = grip::share(&node, along).unwrap_or(0.5);
            let share = match (event.key().as_str(), along) {
                ("ArrowLeft", DragAxis::X) | ("ArrowUp", DragAxis::Y) => Some(from - step),
                ("ArrowRight", DragAxis::X) | ("ArrowDown", DragAxis::Y) => Some(from + step),
                ("Home", _) => Some(0.0),
                ("End", _) => Some(1.0),
                ("Enter", _) => None,
                _ => return,
            };
            event.prevent_default();
            on_change.emit(panes.with(split, share));
        })
    };
    let reset = on_change.reform(move |_: MouseEvent| panes.with(split, None));
    let (vertical, label) = match split {
        Split::Code => (true, lang.pick("Width of the program", "Ширина программы")),
        Split::Timeline => (false, lang.pick("Height of the timeline", "Высота временной шкалы")),
        Split::Console => (true, lang.pick("Width of the console", "Ширина консоли")),
    };
    let percent = (now.unwrap_or(0.5) * 100.0).round().to_string();
    html! {
        <div ref={node} class={format!("splitter splitter-{}", split.name())} role="separator" tabindex="0" data-arrows=""
            aria-orientation={if vertical { "vertical" } else { "horizontal" }} aria-label={label}
            aria-valuenow={percent} aria-valuemin="0" aria-valuemax="100"
            title={lang.pick("Drag, or use the arrow keys; a double click or Enter resets", "Перетащите или сдвиньте стрелками; двойной щелчок или Enter вернёт как было")}
            {onkeydown} ondblclick={reset} onfocus={measure.reform(|_| ())}></div>
    }
}

/// The shares of the panes, remembered on this device, and a callback that changes them. Where storage is forbidden it lasts until the
/// page is left, without a word: it is little to lose.
#[hook]
pub fn use_panes(container: &NodeRef, shown: impl PartialEq + 'static) -> (Panes, Callback<Panes>) {
    let panes = use_state_eq(|| Panes::read(&web::load(Panes::KEY).ok().flatten().unwrap_or_default()));
    let container = container.clone();
    use_effect_with((*panes, shown), move |(panes, _)| {
        for split in Split::ALL {
            dom::set_variable(&container, &format!("--{}-share", split.name()), panes.share(split));
        }
    });
    let change = {
        let panes = panes.clone();
        Callback::from(move |to: Panes| {
            let _ = web::save(Panes::KEY, &to.kept());
            panes.set(to);
        })
    };
    (*panes, change)
}

/// The classes of the panes' container, one for each line that the reader has moved.
pub fn classes_of(panes: Panes) -> Classes {
    Split::ALL
        .into_iter()
        .filter(|split| panes.share(*split).is_some())
        .map(|split| format!("sized-{}", split.name()))
        .collect()
}
