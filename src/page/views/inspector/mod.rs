//! The inspector: the state of the loop, its tasks and its objects at the playhead.

mod connection_section;
mod context_section;
mod ended_section;
mod future_section;
mod generator_section;
mod moment;
mod note_section;
mod ready_section;
mod resource_section;
mod task_section;
mod timer_section;
mod turn_section;

use yew::prelude::*;

use self::moment::Moment;
use crate::page::effects::page_store::Store;
use crate::page::model::state::{Phase, Record};
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::trace::Seq;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The inspector: the loop's own queues, tasks with what they wait for, futures, resources, generators and context
/// variables. Its halves have paint turns of their own.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let store = &use_throttled(&props.store, Pane::InspectorTasks);
    let lang = store.settings.lang;
    // Where a click leads, what was clicked may be gone: the keyboard goes on from here, not from the top of the page.
    let by_key = use_mut_ref(|| false);
    use_effect_with(store.playback.playhead, {
        let by_key = by_key.clone();
        move |_| {
            if by_key.take() && !dom::is_focused() {
                dom::focus("inspector");
            }
        }
    });
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        by_key.replace(matches!(event.key().as_str(), "Enter" | " "));
    });
    let nothing = match store.run.phase {
        _ if recorded(store).is_some() => None,
        Phase::Idle if store.python.running => Some(lang.pick(
            "The program runs. When it has ended, the ready queue, the timers and what each task waits for stand here.",
            "Программа выполняется. Когда она завершится, здесь будут очередь готовых, таймеры и то, чего ждёт каждая задача.",
        )),
        Phase::Idle => Some(lang.pick(
            "Nothing has run yet. Press Run: the ready queue, the timers and what each task waits for will stand here.",
            "Ещё ничего не запущено. Нажмите «Пуск»: здесь будут очередь готовых, таймеры и то, чего ждёт каждая задача.",
        )),
        Phase::Running | Phase::Ended(_) => Some(lang.pick("Nothing is recorded yet.", "Ещё ничего не записано.")),
    };
    html! {
        <div id="inspector" class="console inspector" tabindex="0" role="region" {onkeydown}
            aria-label={lang.pick("How things stand at the playhead", "Состояние в момент указателя")}>
            if let Some(nothing) = nothing {
                <p class="muted">{ nothing }</p>
            } else {
                <div class="inspector-halves">
                    <Half store={props.store.clone()} pane={Pane::InspectorTasks} />
                    <Half store={props.store.clone()} pane={Pane::InspectorObjects} />
                </div>
            }
        </div>
    }
}

/// The record, once it has anything to show.
fn recorded(store: &Store) -> Option<&Record> {
    store.run.record.as_ref().filter(|record| record.len > 0)
}

/// A part of the inspector, with its heading.
type Section = fn(&Moment) -> Html;

/// The sections of a half of the inspector, in order.
fn sections(pane: Pane) -> &'static [Section] {
    match pane {
        Pane::InspectorObjects => &[
            resource_section::resources,
            connection_section::connections,
            connection_section::sockets,
            ended_section::ended,
            generator_section::generators,
            future_section::futures,
            context_section::context,
        ],
        _ => {
            &[note_section::notes, turn_section::turn, ready_section::ready, timer_section::timers, task_section::tasks]
        }
    }
}

#[derive(PartialEq, Properties)]
struct HalfProps {
    store: Store,
    pane: Pane,
}

/// A half of the inspector, drawn in its own paint turn.
#[component]
fn Half(props: &HalfProps) -> Html {
    let store = use_throttled(&props.store, props.pane);
    html! { <Sections {store} pane={props.pane} /> }
}

/// The sections of a half.
#[component]
fn Sections(props: &HalfProps) -> Html {
    let store = &props.store;
    let Some(record) = recorded(store) else { return Html::default() };
    let state = record.moment(store.playback.playhead);
    let moment = Moment {
        store,
        lang: store.settings.lang,
        trace: &record.trace.borrow(),
        spans: &record.spans(),
        index: &record.index(),
        state: &state,
        seq: state.at.unwrap_or(Seq(0)),
        lights: &store.lights(),
    };
    html! { <div class="inspector-half">{ for sections(props.pane).iter().map(|section| section(&moment)) }</div> }
}
