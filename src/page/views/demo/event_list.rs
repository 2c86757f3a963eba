use yew::prelude::*;

use super::explanation::pieces;
use crate::i18n;
use crate::page::derived::input_request::asks_for_a_line;
use crate::page::effects::page_store::Store;
use crate::page::model::action::PlaybackAction;
use crate::page::model::state::{Action, Phase};
use crate::page::views::parts::paint_scheduler::{Pane, use_throttled};
use crate::trace::Seq;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The number of rows that are drawn around the playhead; the first and last rows lead on.
const WINDOW_ROWS: usize = 48;

/// The list of events, each as a sentence: the twin of the picture. Up and down move the playhead.
#[component]
pub fn EventList(props: &Props) -> Html {
    let store = use_throttled(&props.store, Pane::Events);
    html! { <EventTable {store} /> }
}

/// The table of the events around the playhead.
#[component]
fn EventTable(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let current = store.playback.playhead.checked_sub(1);
    use_effect_with(current, |current| {
        if let Some(current) = current {
            dom::reveal("events", &format!("event-{current}"));
        }
    });
    let Some(record) = store.run.record.as_ref().filter(|record| record.len > 0) else {
        return html! {
            <div class="console"><p class="muted">
                { lang.pick("Nothing has run yet. Press Run.", "Ещё ничего не запущено. Нажмите «Пуск».") }
            </p></div>
        };
    };
    let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
    let middle = current.unwrap_or(0);
    let first = middle.saturating_sub(WINDOW_ROWS / 2).min(record.len.saturating_sub(WINDOW_ROWS));
    let last = (first + WINDOW_ROWS).min(record.len);
    let onkeydown = {
        let store = store.clone();
        Callback::from(move |event: KeyboardEvent| {
            let action = match event.key().as_str() {
                "ArrowUp" => Action::Playback(PlaybackAction::Step(-1)),
                "ArrowDown" => Action::Playback(PlaybackAction::Step(1)),
                "PageUp" => Action::Playback(PlaybackAction::Step(-10)),
                "PageDown" => Action::Playback(PlaybackAction::Step(10)),
                "Home" => Action::Playback(PlaybackAction::Seek(1)),
                "End" => Action::Playback(PlaybackAction::End),
                _ => return,
            };
            event.prevent_default();
            event.stop_propagation();
            store.dispatch(action);
        })
    };
    let asks = matches!(store.run.phase, Phase::Ended(_)) && store.asked().is_some();
    let rows = (first..last).map(|i| {
        let seq = Seq(i as u32);
        let here = current == Some(i);
        let found = store.moving.finding.position(i).is_some();
        let onclick = {
            let store = store.clone();
            Callback::from(move |_: MouseEvent| store.dispatch(PlaybackAction::Seek(i + 1)))
        };
        html! {
            <tr key={i % WINDOW_ROWS} id={format!("event-{i}")} class={classes!(here.then_some("current"), found.then_some("found"))}
                aria-selected={here.to_string()} aria-rowindex={(i + 2).to_string()} {onclick}>
                <td class="number">{ i + 1 }</td>
                <td class="number">{ i18n::seconds(trace.event(seq).t, lang) }</td>
                <td>if found { <span class="unseen">{ lang.pick("Found: ", "Найдено: ") }</span> }{ match asks && i + 1 == record.len {
                    true => html! { { asks_for_a_line(lang) } },
                    false => pieces(store, &i18n::sentence(&trace, &spans, &index, seq, lang), here),
                } }if let Some(note) = store.moving.notes.at(i + 1) { <p class="event-note">{ note.to_string() }</p> }</td>
            </tr>
        }
    });
    html! {
        <div id="events" class="console" tabindex="0" role="region" data-arrows="true" {onkeydown}
            aria-label={lang.pick("Events; arrows move the playhead", "События; стрелки двигают указатель")}>
            <table class="events" role="grid" aria-readonly="true" aria-rowcount={(record.len + 1).to_string()}>
                <thead><tr>
                    <th scope="col">{ lang.pick("No.", "№") }</th>
                    <th scope="col">{ lang.pick("Time", "Время") }</th>
                    <th scope="col">{ lang.pick("What happens", "Что происходит") }</th>
                </tr></thead>
                <tbody>{ for rows }</tbody>
            </table>
        </div>
    }
}
