use yew::prelude::*;

use super::step_menu::step_menu;
use crate::demos::Words;
use crate::engine::Timing;
use crate::i18n::number;
use crate::page::effects::page_store::Store;
use crate::page::model::action::{PlaybackAction, PredictAction, RunAction};
use crate::page::model::effect::{ViewOrder, Zoom};
use crate::page::model::predict::Predict;
use crate::page::model::python::PythonAction;
use crate::page::model::route::Route;
use crate::page::model::state::{Action, Axis};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

/// The speeds offered.
const RATES: [f64; 10] = [0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0];

/// The clocks of programs in Python, with what they show.
const CLOCKS: [(Timing, Words, Words); 3] = [
    (
        Timing::Exact,
        Words { en: "Exact", ru: "Точно" },
        Words {
            en: "At once: waiting costs nothing, computing takes no time, every run is the same. \
                 After 10,000 turns or 100,000 looks at the clock without a wait, each further one takes 1\u{a0}ms or 0.1\u{a0}ms",
            ru: "Сразу: ожидание ничего не стоит, вычисления не занимают времени, каждый запуск одинаков. \
                 После 10\u{a0}000 ходов цикла или 100\u{a0}000 взглядов на часы без ожидания каждый следующий занимает 1\u{a0}мс или 0,1\u{a0}мс",
        },
    ),
    (
        Timing::Measured,
        Words { en: "Measured", ru: "Замер" },
        Words {
            en: "At once: waiting costs nothing, computing takes what it took. \
                 Timers that are due within a millisecond of each other share a turn",
            ru: "Сразу: ожидание ничего не стоит, вычисления занимают столько, сколько заняли. \
                 Таймеры, чьи сроки отстоят не больше чем на миллисекунду, срабатывают в одном ходе",
        },
    ),
    (
        Timing::Live,
        Words { en: "Live", ru: "Вживую" },
        Words {
            en: "In real time: drawn as it goes; can be paused and taken turn by turn",
            ru: "В реальном времени: рисуется по ходу дела, можно ставить на паузу и идти по ходам",
        },
    ),
];

/// The reason why a browser runs no program live.
const CANNOT_LIVE: Words = Words {
    en: "This browser cannot suspend a running program: here it runs at once and is played afterwards",
    ru: "Этот браузер не умеет приостанавливать работающую программу: здесь она выполняется сразу и показывается потом",
};

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The bar above the timeline: Run, the playhead's buttons, speed, mode, axis and zoom.
#[component]
pub fn Transport(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let button = |shape: IconShape, label: &'static str, action: Action, off: bool| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(action.clone()));
        html! {
            <button type="button" class="icon-button" aria-label={label} title={label} disabled={off} {onclick}>
                <Icon {shape} />
            </button>
        }
    };
    let none = store.is_empty();
    let start = none || store.playback.playhead == 0;
    let edge = !store.live() && (none || store.playback.playhead >= store.len());
    let (play, play_label) = if store.playback.playing {
        (IconShape::GeneratorPhase, lang.pick("Pause", "Пауза"))
    } else {
        (IconShape::Play, lang.pick("Play", "Играть"))
    };
    // A program in Python that runs can only be stopped.
    let stops = store.python.running;
    let run = {
        let store = store.clone();
        let action = if stops { Action::Python(PythonAction::Stop) } else { Action::Run(RunAction::Run) };
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let run_label = match store.address.route {
        Route::Trace => lang.pick("Replay", "Повторить"),
        Route::Python(_) if stops => lang.pick("Stop", "Стоп"),
        Route::Front
        | Route::Demo(_)
        | Route::Reference(_)
        | Route::Python(_)
        | Route::Lesson(_)
        | Route::Unknown(_) => lang.pick("Run", "Пуск"),
    };
    let rate = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Ok(rate) = dom::field_text(&event).parse() {
                store.dispatch(RunAction::Rate(rate));
            }
        })
    };
    let rates = RATES.iter().map(|rate| {
        let text = number(*rate, lang);
        html! { <option value={rate.to_string()} selected={*rate == store.run.rate}>{ format!("{text}×") }</option> }
    });
    html! {
        <div class="transport-bar">
        <div class="transport" role="group" aria-label={lang.pick("Run and playback", "Запуск и воспроизведение")}>
            <button type="button" id="run" class={classes!("run-button", store.script().map(|_| "runs-python"), stops.then_some("stop-button"))}
                aria-label={run_label} onclick={run}>
                <Icon shape={if stops { IconShape::Stop } else { IconShape::Play }} /><span>{ run_label }</span>
            </button>
            <div class="buttons">
                { button(IconShape::Start, lang.pick("To the start", "В начало"), Action::Playback(PlaybackAction::Seek(0)), start) }
                { button(IconShape::Back, lang.pick("One event back", "На событие назад"), Action::Playback(PlaybackAction::Step(-1)), start) }
                { button(play, play_label, Action::Playback(PlaybackAction::Toggle), store.asking().is_some()) }
                { button(IconShape::Forward, lang.pick("One event forward", "На событие вперёд"), Action::Playback(PlaybackAction::Step(1)), edge) }
                { button(IconShape::End, lang.pick("To the end", "В конец"), Action::Playback(PlaybackAction::End), none) }
                if !store.compares() { { step_menu(store) } }
            </div>
            <select class="rate" aria-label={lang.pick("Speed", "Скорость")} onchange={rate}>{ for rates }</select>
        </div>
        if store.can_predict() { { predict_button(store) } }
        if !store.compares() { { tools(store) } }
        </div>
    }
}

/// The button that runs the program unseen and asks what it will do.
fn predict_button(store: &Store) -> Html {
    let lang = store.settings.lang;
    let is_off = matches!(store.predict, Predict::Running | Predict::Asking(_)) || store.python.running;
    let ask = {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| {
            if !is_off {
                store.dispatch(PredictAction::Ask);
            }
        })
    };
    let title = lang.pick(
        "Say what the program will do before you see it run",
        "Скажите, что сделает программа, прежде чем увидите её работу",
    );
    html! {
        <button type="button" id="predict" class="plain-button predict-button" {title}
            aria-disabled={is_off.to_string()} onclick={ask}>
            <Icon shape={IconShape::Question} /><span>{ lang.pick("Predict", "Предсказать") }</span>
        </button>
    }
}

/// The clock, the axis and the zoom.
fn tools(store: &Store) -> Html {
    let lang = store.settings.lang;
    let zoom = |shape: IconShape, label: &'static str, zoom: Zoom| {
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.order(ViewOrder::ZoomTimeline(zoom)));
        html! {
            <button type="button" class="icon-button" aria-label={label} title={label} {onclick}><Icon {shape} /></button>
        }
    };
    let choice = |pressed: bool, label: &'static str, action: Action| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(action.clone()));
        html! { <button type="button" aria-pressed={pressed.to_string()} {onclick}>{ label }</button> }
    };
    html! {
        <div class="tools">
            if !store.replays() {
                <div class="segments" role="group" aria-label={lang.pick("Clock", "Часы")}>
                    { choice(store.run.timing == Timing::Live, lang.pick("Live", "Вживую"), Action::Run(RunAction::Timing(Timing::Live))) }
                    { choice(store.run.timing == Timing::Exact, lang.pick("Exact", "Точно"), Action::Run(RunAction::Timing(Timing::Exact))) }
                </div>
            }
            if store.script().is_some() {
                <div class="segments" role="group" aria-label={lang.pick("Clock", "Часы")}>{ clocks(store) }</div>
            }
            <div class="segments axis" role="group" aria-label={lang.pick("Axis", "Ось")}>
                { choice(store.axis() == Axis::Time, lang.pick("Time", "Время"), Action::Playback(PlaybackAction::Axis(Axis::Time))) }
                { choice(store.axis() == Axis::Steps, lang.pick("Steps", "Шаги"), Action::Playback(PlaybackAction::Axis(Axis::Steps))) }
            </div>
            <div class="buttons">
                { zoom(IconShape::ZoomIn, lang.pick("Zoom in", "Крупнее"), Zoom::In) }
                { zoom(IconShape::ZoomOut, lang.pick("Zoom out", "Мельче"), Zoom::Out) }
                { zoom(IconShape::Fit, lang.pick("Show all of it", "Показать всё"), Zoom::Fit) }
            </div>
        </div>
    }
}

/// The clocks of a program in Python, as buttons.
fn clocks(store: &Store) -> Html {
    let lang = store.settings.lang;
    let clocks = CLOCKS.iter().map(|(clock, label, title)| {
        let off = *clock == Timing::Live && store.python.cannot_live;
        let title = if off { CANNOT_LIVE } else { *title };
        let onclick = {
            let (store, clock) = (store.clone(), *clock);
            Callback::from(move |_: MouseEvent| store.dispatch(RunAction::Timing(clock)))
        };
        html! {
            <button type="button" aria-pressed={(*clock == store.python.timing).to_string()} disabled={off}
                title={lang.pick(title.en, title.ru)} {onclick}>{ lang.pick(label.en, label.ru) }</button>
        }
    });
    clocks.collect()
}
