//! The tab *What if*: what half of each of the largest waits gains, and both runs beside each other for a wait that is changed.

use yew::prelude::*;

use super::written_length::written_length;
use crate::changes::{NewLength, WaitChange, WaitPlace};
use crate::i18n::{Lang, another_branch, new_length, seconds, set_wait_kind, wait_change, wait_count, wait_place};
use crate::page::derived::kept_run_words::changed_title;
use crate::page::effects::page_store::Store;
use crate::page::model::what_if::{ChangedRun, TriedWait, WhatIfAction};
use crate::web::dom;

/// The field for a length.
const FIELD: &str = "what-if-length";

/// The tab's contents.
pub fn what_if_pane(store: &Store) -> Html {
    let lang = store.settings.lang;
    if let Some(change) = store.linked_change().filter(|_| store.is_empty()) {
        return linked(store, change);
    }
    let what_if = &store.what_if;
    let going = what_if.ticket().is_some() && !what_if.is_looking();
    let off = (!going && !store.may_change_wait()).to_string();
    let act = |action: WhatIfAction| {
        let store = store.clone();
        Callback::from(move |_: MouseEvent| store.dispatch(action.clone()))
    };
    let (done, all) = what_if.progress();
    let told = match (going, all) {
        (true, 0) => lang.pick("The program runs again…", "Программа выполняется заново…").into(),
        (true, _) if done < all => {
            lang.pick(format!("Run {} of {all}…", done + 1), format!("Запуск {} из {all}…", done + 1))
        }
        (true, _) => lang.pick("The program runs again…", "Программа выполняется заново…").into(),
        (false, _) => String::new(),
    };
    html! {
        <div class="console what-if" tabindex="0" role="region" aria-label={lang.pick("What if a wait were shorter", "Что если ожидание короче")}>
            <p>{ lang.pick(
                "Which wait is worth shortening? The program runs again with each of its largest waits at half.",
                "Какое ожидание стоит сократить? Программа выполняется заново, и каждое из её самых больших ожиданий по очереди становится вдвое короче.",
            ) }</p>
            if !what_if.waits.is_empty() {
                <p>{ lang.pick(
                    "Or drag the end of a wait on its lane: let go, and the program runs again with that length.",
                    "Или потяните за конец ожидания на его дорожке: отпустите — и программа выполнится заново с этой длиной.",
                ) }</p>
            }
            <p class="what-if-actions">
                if going {
                    <button type="button" class="quiet-button" onclick={act(WhatIfAction::Stop)}>{ lang.pick("Stop", "Остановить") }</button>
                } else {
                    <button type="button" class="run-button" aria-disabled={off} onclick={act(WhatIfAction::Try)}>
                        { if all == 0 { lang.pick("Try the largest waits", "Проверить ожидания") } else { lang.pick("Try again", "Проверить ещё раз") } }
                    </button>
                }
                <span role="status">{ told }</span>
            </p>
            if all > 0 { { waits(store, lang) } }
            if !going && all == 0 && what_if.has_tried && what_if.before.is_some() {
                <p>{ lang.pick("The run has no wait that time or a host ends.", "В запуске нет ожиданий, которые завершает время или хост.") }</p>
            }
            if let Some(place) = &what_if.chosen { { change(store, place, lang) } }
            if let Some(run) = &what_if.changed { { compared(store, run) } }
        </div>
    }
}

/// The change that a link has brought, before the program has run.
fn linked(store: &Store, change: &WaitChange) -> Html {
    let lang = store.settings.lang;
    let (_, hidden) = store.program_file();
    let change = WaitChange { place: change.place.below(hidden), length: change.length };
    let label = lang.pick("The change of the link", "Изменение из ссылки");
    html! {
        <div class="console what-if" tabindex="0" role="region" aria-label={label}>
            <p><strong>{ wait_change(&change, lang) }</strong></p>
            <p>{ lang.pick(
                "The link changes this wait. Run the program: it then runs a second time with the change, and both runs stand one above the other.",
                "Ссылка меняет это ожидание. Запустите программу: затем она выполнится ещё раз с изменением, и оба запуска встанут друг под другом.",
            ) }</p>
        </div>
    }
}

/// The table of waits.
fn waits(store: &Store, lang: Lang) -> Html {
    let was = store.what_if.elapsed().unwrap_or_default();
    let (_, hidden) = store.program_file();
    let row = |tried: &&TriedWait| {
        let TriedWait { wait, elapsed } = *tried;
        let chosen = store.what_if.chosen.as_ref() == Some(&wait.place);
        let (choose, place) = (store.clone(), wait.place.clone());
        let onclick = Callback::from(move |_: MouseEvent| choose.dispatch(WhatIfAction::Choose(place.clone())));
        let gain = elapsed.map_or_else(
            || "…".into(),
            |after| if after > was { format!("−{}", seconds(after - was, lang)) } else { seconds(was - after, lang) },
        );
        let kind = set_wait_kind(wait.kind, lang);
        let what = if wait.count > 1 { format!("{kind}, {}", wait_count(wait.count, lang)) } else { kind.into() };
        html! {
            <tr key={wait.place.to_string()}>
                <th scope="row">
                    <button type="button" class="quiet-button" aria-pressed={chosen.to_string()} {onclick}>{ wait_place(&wait.place.below(hidden), lang) }</button>
                    <small>{ what }</small>
                </th>
                <td>{ seconds(wait.length, lang) }</td>
                <td>{ gain }</td>
            </tr>
        }
    };
    html! {
        <table class="what-if-waits">
            <caption>{ lang.pick(format!("Now the run takes {}", seconds(was, lang)), format!("Сейчас выполнение занимает {}", seconds(was, lang))) }</caption>
            <thead><tr>
                <th scope="col">{ lang.pick("Wait", "Ожидание") }</th>
                <th scope="col">{ lang.pick("Takes", "Длится") }</th>
                <th scope="col">{ lang.pick("Gain", "Выигрыш") }</th>
            </tr></thead>
            <tbody>{ for store.what_if.by_gain().iter().map(row) }</tbody>
        </table>
    }
}

/// The lengths that the chosen wait can be given.
fn change(store: &Store, place: &WaitPlace, lang: Lang) -> Html {
    let off = (!store.may_change_wait()).to_string();
    let (_, hidden) = store.program_file();
    let button = |length: NewLength| {
        let store = store.clone();
        let onclick = Callback::from(move |_: MouseEvent| store.dispatch(WhatIfAction::Change(length)));
        html! { <button type="button" class="plain-button" aria-disabled={off.clone()} {onclick}>{ new_length(length, lang) }</button> }
    };
    let onchange = {
        let store = store.clone();
        Callback::from(move |event: Event| {
            if let Some(length) = NewLength::read(&format!("{} s", dom::field_text(&event).trim())) {
                store.dispatch(WhatIfAction::Change(length));
            }
        })
    };
    html! {
        <div class="what-if-change" role="group" aria-label={lang.pick("New length", "Новая длина")}>
            <strong>{ wait_place(&place.below(hidden), lang) }</strong>
            { for [NewLength::HALF, NewLength::ZERO, NewLength::DOUBLE].map(button) }
            <label for={FIELD}>{ lang.pick("or, in seconds", "или, в секундах") }</label>
            <input id={FIELD} inputmode="decimal" size="5" {onchange} />
        </div>
    }
}

/// Both runs in words.
fn compared(store: &Store, run: &ChangedRun) -> Html {
    let lang = store.settings.lang;
    let words = run.words(lang);
    let [before, after] = &words.paths;
    html! {
        <div class="what-if-runs" aria-live="polite">
            <h3>{ changed_title(store, run) }</h3>
            <p><strong>{ &words.gain }</strong></p>
            <dl>
                <dt>{ lang.pick("Before", "Было") }</dt><dd>{ before }</dd>
                <dt>{ lang.pick("After", "Стало") }</dt><dd>{ after }</dd>
            </dl>
            { written_length(store, run) }
            if !words.difference.is_empty() {
                { for words.difference.iter().map(|line| html! { <p>{ line.trim() }</p> }) }
                <p class="what-if-note">{ another_branch(lang) }</p>
            }
        </div>
    }
}
