//! Handles on the lanes of connections by which the latency of a host is changed, and the sentence that says what was.

use std::rc::Rc;

use yew::prelude::*;

use super::lane_grip::LaneGrip;
use crate::clock::Micros;
use crate::i18n::number;
use crate::network::hosts::{FILE, HostTable};
use crate::page::effects::page_store::Store;
use crate::page::model::action::{Action, RunAction};
use crate::page::model::python::{FileChange, LatencyChange, PythonAction};
use crate::timeline::grip_places::{WayPlace, way_places};
use crate::timeline::lanes::Lanes;
use crate::timeline::layout::View;

/// The greatest latency that a handle gives a host.
const MOST: Micros = Micros::from_millis(60_000);

/// The steps by which keys change a latency.
const KEY_STEPS: [Micros; 3] = [Micros::from_millis(1), Micros::from_millis(10), Micros::from_millis(100)];

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
    let lang = store.settings.lang;
    let grip = |WayPlace { host, grip }: WayPlace| {
        let host: Rc<str> = trace.text(host).into();
        let length = table.latency(&host)?;
        let set = {
            let (dispatcher, host) = (store.dispatcher(), host.clone());
            // The sentence below says of each length what it changes.
            Callback::from(move |(to, is_let_go): (Micros, bool)| {
                if is_let_go {
                    return;
                }
                let ms = (to.0 as f64 / 1000.0).round() as u32;
                dispatcher.dispatch(Action::Python(PythonAction::SetLatency(host.clone(), ms)));
            })
        };
        let words = Callback::from(move |time: Micros| {
            let ms = number(time.0 as f64 / 1000.0, lang);
            lang.pick(format!("{ms} ms"), format!("{ms} мс"))
        });
        Some(html! {
            <LaneGrip key={host.to_string()} label={lang.pick(format!("Latency of {host}"), format!("Задержка до {host}"))}
                hint={lang.pick("Drag to change the latency of the host; the arrow keys change it by 1 ms, with Shift by 10",
                    "Перетащите, чтобы изменить задержку до узла; стрелки меняют её на 1 мс, с Shift — на 10")}
                {length} most={MOST} key_steps={KEY_STEPS} place={grip} view={view.clone()} {words} {set} />
        })
    };
    html! { <div class="lane-grips">{ for places.into_iter().filter_map(grip) }</div> }
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
