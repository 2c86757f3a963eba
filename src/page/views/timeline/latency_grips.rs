//! Handles on the lanes of connections by which the latency of a host is changed, and the sentence that says what was.

use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::i18n::{Lang, number};
use crate::network::hosts::{FILE, HostTable};
use crate::page::effects::page_store::{Dispatcher, Store};
use crate::page::model::action::{Action, RunAction};
use crate::page::model::python::{FileChange, LatencyChange, PythonAction};
use crate::timeline::lanes::Lanes;
use crate::timeline::layout::View;
use crate::timeline::way_places::{WayPlace, way_places};
use crate::web::dom;
use crate::web::grip::{self, DragAxis};

/// The width of a handle in px, as `app.css` has it: what a finger needs.
const GRIP_WIDTH: f64 = 24.0;

/// The greatest latency in milliseconds that a handle gives a host.
const MOST_MS: u32 = 60_000;

/// The milliseconds by which an arrow key changes a latency, alone and with Shift.
const KEY_STEPS: [u32; 2] = [1, 10];

/// The hosts of the program that is shown, read anew when their file has changed and not for each drawing.
#[hook]
pub fn use_host_table(store: &Store) -> Rc<Option<HostTable>> {
    let file = store.python.beside.iter().find(|file| &*file.path == FILE).map(|file| file.text.clone());
    use_memo((store.script().is_some(), file), |(is_program, file)| {
        is_program.then(|| HostTable::read(file.as_deref()).ok()).flatten()
    })
}

/// Handles for the hosts in sight, where the program can be changed and the axis is one of time.
pub fn latency_grips(store: &Store, table: Option<&HostTable>, view: &View, lanes: &Lanes) -> Html {
    let is_program = store.script().is_some() && !store.python.running && !store.address.comparing;
    let Some(record) = store.run.record.as_ref().filter(|_| is_program && store.ran().is_some()) else {
        return Html::default();
    };
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let places = way_places(&spans, lanes, view);
    if places.is_empty() {
        return Html::default();
    }
    let Some(table) = table else { return Html::default() };
    let grips = places.into_iter().filter_map(|place| {
        let host: Rc<str> = trace.text(place.host).into();
        let latency = table.latency(&host)?;
        let (dispatcher, lang, view) = (store.dispatcher(), store.settings.lang, view.clone());
        let key = host.to_string();
        Some(html! { <LatencyGrip {key} {host} {latency} {place} {view} {dispatcher} {lang} /> })
    });
    html! { <div class="latency-grips">{ for grips }</div> }
}

#[derive(PartialEq, Properties)]
struct Props {
    host: Rc<str>,
    /// The latency that is in force.
    latency: Micros,
    place: WayPlace,
    view: View,
    dispatcher: Dispatcher,
    lang: Lang,
}

/// The handle at the end of a host's latency: moved by mouse, finger or keys.
#[component]
fn LatencyGrip(props: &Props) -> Html {
    let Props { host, latency, place, view, dispatcher, lang } = props;
    let node = use_node_ref();
    let ms = latency.0 as f64 / 1000.0;
    let set = {
        let (dispatcher, host) = (dispatcher.clone(), host.clone());
        Callback::from(move |ms: u32| {
            dispatcher.dispatch(Action::Python(PythonAction::SetLatency(host.clone(), ms.min(MOST_MS))));
        })
    };
    let latest = use_mut_ref(|| (*place, view.clone(), set.clone()));
    latest.replace((*place, view.clone(), set.clone()));
    {
        let node = node.clone();
        use_effect_with((), move |()| {
            let drags = grip::on_drag(&node, DragAxis::X, move |share| {
                let (place, view, set) = latest.borrow().clone();
                let x = share * (view.width - GRIP_WIDTH) + GRIP_WIDTH / 2.0;
                set.emit(place.latency_ms(x, &view));
            });
            move || drop(drags)
        });
    }
    let (from, x) = place.ends(*latency, view);
    let x = x.min(view.width - GRIP_WIDTH / 2.0);
    {
        let (node, y) = (node.clone(), place.y);
        use_effect_with((from, x, y), move |(from, x, y)| {
            for (name, value) in [("--x", *x), ("--y", *y), ("--way", x - from)] {
                dom::set_variable(&node, name, Some(value));
            }
        });
    }
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        let step = KEY_STEPS[usize::from(event.shift_key())];
        let now = ms.round() as u32;
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(step),
            "ArrowRight" | "ArrowUp" => now + step,
            "PageDown" => now.saturating_sub(100),
            "PageUp" => now + 100,
            "Home" => 0,
            _ => return,
        };
        event.prevent_default();
        event.stop_propagation();
        set.emit(to);
    });
    let value = lang.pick(format!("{} ms", number(ms, *lang)), format!("{} мс", number(ms, *lang)));
    html! {
        <div ref={node} class="latency-grip" role="slider" tabindex="0" data-arrows="" aria-orientation="horizontal"
            aria-label={lang.pick(format!("Latency of {host}"), format!("Задержка до {host}"))}
            aria-valuemin="0" aria-valuemax={MOST_MS.to_string()} aria-valuenow={ms.to_string()} aria-valuetext={value.clone()}
            title={lang.pick("Drag to change the latency of the host; the arrow keys change it by 1 ms, with Shift by 10",
                "Перетащите, чтобы изменить задержку до узла; стрелки меняют её на 1 мс, с Shift — на 10")}
            {onkeydown}><span class="latency-value" aria-hidden="true">{ value }</span></div>
    }
}

/// The latency that was changed since the run that is shown, with a run for it and the way back. Read out politely.
pub fn latency_note(store: &Store) -> Html {
    let lang = store.settings.lang;
    // Any other change of the files takes the way back.
    let is_last = store.python.undo.as_ref().is_some_and(|undo| undo.of == FileChange::Latency);
    let is_shown = is_last && store.script().is_some() && !store.python.running;
    let changed = store.python.latency.as_ref().filter(|_| is_shown);
    let note = changed.map(|LatencyChange { host, ms, before_ms }| {
        let (ms, before) = (number(*ms, lang), number(*before_ms, lang));
        let text = lang.pick(
            format!("The latency of {host} is {ms}\u{a0}ms now, and was {before}\u{a0}ms in this run."),
            format!("Задержка до {host} теперь {ms}\u{a0}мс, а в этом запуске была {before}\u{a0}мс."),
        );
        let press = |action: Action| {
            let dispatcher = store.dispatcher();
            Callback::from(move |_: MouseEvent| dispatcher.dispatch(action.clone()))
        };
        html! {
            <p>
                <span>{ text }</span>
                <button type="button" class="plain-button" onclick={press(Action::Run(RunAction::Run))}>{ lang.pick("Run again", "Запустить снова") }</button>
                <button type="button" class="plain-button" onclick={press(Action::Python(PythonAction::Restore))}>{ lang.pick("Undo", "Отменить") }</button>
            </p>
        }
    });
    html! { <div class="latency-note" role="status">{ note.unwrap_or_default() }</div> }
}
