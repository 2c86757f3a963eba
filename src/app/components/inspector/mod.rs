//! How things stand at the playhead.

mod context;
mod ended;
mod futures;
mod generators;
mod moment;
mod ready;
mod resources;
mod tasks;
mod timers;
mod turn;

use yew::prelude::*;

use self::moment::Moment;
use crate::app::session::Store;
use crate::app::state::Phase;
use crate::trace::Seq;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The loop's own queues, tasks with what they wait for, futures, resources, generators and context variables.
#[component]
pub fn Inspector(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    // Where a click leads, what was clicked may be gone: the keyboard goes on from here, not from the top of the page.
    let by_key = use_mut_ref(|| false);
    use_effect_with(store.playhead, {
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
    let label = lang.pick("How things stand at the playhead", "Состояние в момент указателя");
    let Some(record) = store.record.as_ref().filter(|record| record.len > 0) else {
        let words = match store.phase {
            Phase::Idle if store.python.running => lang.pick(
                "The program runs. When it has ended, the ready queue, the timers and what each task waits for stand here.",
                "Программа выполняется. Когда она завершится, здесь будут очередь готовых, таймеры и то, чего ждёт каждая задача.",
            ),
            Phase::Idle => lang.pick(
                "Nothing has run yet. Press Run: the ready queue, the timers and what each task waits for will stand here.",
                "Ещё ничего не запущено. Нажмите «Пуск»: здесь будут очередь готовых, таймеры и то, чего ждёт каждая задача.",
            ),
            Phase::Running | Phase::Ended(_) => lang.pick("Nothing is recorded yet.", "Ещё ничего не записано."),
        };
        return html! { <div id="inspector" class="console inspector" tabindex="0" role="region" aria-label={label}>
            <p class="muted">{ words }</p>
        </div> };
    };
    let state = record.moment(store.playhead);
    let (trace, spans, index) = (record.trace.borrow(), record.spans.borrow(), record.index.borrow());
    let seq = state.at.unwrap_or(Seq(0));
    let lights = store.lights();
    let moment =
        Moment { store, lang, trace: &trace, spans: &spans, index: &index, state: &state, seq, lights: &lights };
    html! {
        <div id="inspector" class="console inspector" tabindex="0" role="region" aria-label={label} {onkeydown}>
            <div class="inspector-halves">
            <div class="inspector-half">
                { turn::turn(&moment) }
                { ready::ready(&moment) }
                { timers::timers(&moment) }
                { tasks::tasks(&moment) }
            </div>
            <div class="inspector-half">
                { resources::resources(&moment) }
                { ended::ended(&moment) }
                { generators::generators(&moment) }
                { futures::futures(&moment) }
                { context::context(&moment) }
            </div>
            </div>
        </div>
    }
}
