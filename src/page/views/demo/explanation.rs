use yew::prelude::*;

use crate::i18n::{self, SentencePart};
use crate::page::derived::input_request::asks_for_a_line;
use crate::page::effects::page_store::Store;
use crate::page::model::state::{Axis, Highlight, Phase};
use crate::page::views::parts::named::Named;
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::trace::Seq;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// A sentence with its names bold and its code fixed-width. Pointing at a name lights it up; with `goes`, a task's name
/// leads to its creation and can be focused.
pub fn pieces(store: &Store, pieces: &[SentencePart], goes: bool) -> Html {
    let lights = store.lights();
    let named = |what: Highlight, name: &str, made: Option<Seq>| {
        let label = store.settings.lang.pick("to where it was made", "к созданию");
        let goes = made.filter(|_| goes).map(|seq| (seq.0 as usize + 1, AttrValue::from(label)));
        html! { <Named dispatcher={store.dispatcher()} {what} lit={lights.contains(&what)} name={name.to_string()} {goes} /> }
    };
    let record = store.run.record.as_ref();
    let parts = pieces.iter().map(|piece| match piece {
        SentencePart::Plain(text) => html! { { text.clone() } },
        SentencePart::Task(name, task) => {
            let made = record.and_then(|record| Some(record.spans().task(*task)?.created.seq));
            html! { <b>{ named(Highlight::Task(*task), name, made) }</b> }
        }
        SentencePart::Resource(name, resource) => {
            let made = record.and_then(|record| Some(record.spans().resource(*resource)?.created.seq));
            html! { <code>{ named(Highlight::Resource(*resource), name, made) }</code> }
        }
        SentencePart::Future(name, future) => {
            let made = record.and_then(|record| Some(record.index().future(*future)?.created));
            html! { <code>{ named(Highlight::Future(*future), name, made) }</code> }
        }
        SentencePart::Generator(name, generator) => {
            match record.and_then(|record| record.spans().generator_place(*generator)) {
                Some(place) => html! { <code>{ named(Highlight::Generator(place), name, None) }</code> },
                None => html! { <code>{ name.clone() }</code> },
            }
        }
        SentencePart::Code(text) => html! { <code>{ text.clone() }</code> },
    });
    parts.collect()
}

/// The sentence under the timeline that matters at the playhead, and the time that the run took.
#[component]
pub fn Explanation(props: &Props) -> Html {
    let store = use_throttled(&props.store, Pane::Program);
    html! { <SentenceAndFigures {store} /> }
}

/// The sentence and, once the run has ended, its figures.
#[component]
fn SentenceAndFigures(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let words = store.run.record.as_ref().map(|record| {
        let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
        i18n::explanation(&trace, &spans, &index, store.playback.playhead, lang)
    });
    let words = words.filter(|words| !words.is_empty());
    let ended = matches!(store.run.phase, Phase::Ended(_));
    let asks = ended && store.asked().is_some();
    // Counted once: a large record has hundreds of thousands of spans.
    let figures = use_memo((store.run.record.clone(), ended), |(record, ended)| {
        let record = record.as_ref().filter(|_| *ended)?;
        let elapsed = record.trace.borrow().end_time();
        Some((elapsed, record.spans().task_time(elapsed)))
    });
    // Read out only when the reader steps: a playing record would never fall silent.
    let live = if store.playback.playing { "off" } else { "polite" };
    html! {
        <div class="explanation">
            <p class="sentence" aria-live={live}>
                { match &words {
                    _ if asks => html! { { asks_for_a_line(lang) } },
                    Some(words) => pieces(store, words, false),
                    None => html! { <span class="muted">{ match store.run.phase {
                        Phase::Idle if store.python.running => lang.pick(
                            "The program runs. When it has ended, its tasks are drawn here.",
                            "Программа выполняется. Когда она завершится, здесь появятся её задачи.",
                        ),
                        Phase::Idle => lang.pick(
                            "Press Run: every task will be drawn here as it starts, waits, wakes and ends.",
                            "Нажмите «Пуск»: здесь появится каждая задача — как она стартует, ждёт, просыпается и завершается.",
                        ),
                        Phase::Running | Phase::Ended(_) => lang.pick("The beginning.", "Начало."),
                    } }</span> },
                } }
            </p>
            if let Some((elapsed, own)) = *figures {
                <dl class="figures">
                    if elapsed.0 > 0 {
                        <div><dt>{ lang.pick("elapsed", "прошло") }</dt><dd>{ i18n::seconds(elapsed, lang) }</dd></div>
                        <div><dt>{ lang.pick("task time", "время задач") }</dt><dd>{ i18n::seconds(own, lang) }</dd></div>
                        if own.0 > 0 { <div class="gain"><dt>{ lang.pick("gain", "выигрыш") }</dt>
                            <dd>{ i18n::factor(own.0 as f64 / elapsed.0 as f64, lang) }</dd></div> }
                    } else if store.axis() == Axis::Steps {
                        <div><dt>{ lang.pick("no time passed; events", "время не шло; событий") }</dt>
                            <dd>{ i18n::count(store.len(), lang) }</dd></div>
                    }
                </dl>
            }
        </div>
    }
}
