//! The tab *What if*: what half of each of the largest waits gains, and both runs beside each other for a wait that is changed.

use yew::prelude::*;

use crate::changes::{NewLength, WaitChange, WaitPlace};
use crate::i18n::{
    ComparedRecord, Lang, PathWords, another_branch, difference_lines, gain_sentence, new_length, seconds,
    set_wait_kind, wait_count, wait_place,
};
use crate::page::effects::page_store::Store;
use crate::page::model::record::Record;
use crate::page::model::what_if::{TriedWait, WhatIfAction};
use crate::reading::critical_path::CriticalPath;
use crate::reading::differences::{MatchedTasks, first_difference};
use crate::web::dom;

/// The field for a length.
const FIELD: &str = "what-if-length";

/// The tab's contents.
pub fn what_if_pane(store: &Store) -> Html {
    let lang = store.settings.lang;
    let what_if = &store.what_if;
    let going = what_if.ticket().is_some();
    let off = (!going && !store.may_run_unseen()).to_string();
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
            if !going && all == 0 && what_if.before.is_some() {
                <p>{ lang.pick("The run has no wait that time or a host ends.", "В запуске нет ожиданий, которые завершает время или хост.") }</p>
            }
            if let Some(place) = &what_if.chosen { { change(store, place, lang) } }
            if let (Some(before), Some((change, after))) = (&what_if.before, &what_if.changed) {
                { compared(store, change, [before, after], lang) }
            }
        </div>
    }
}

/// The table of waits.
fn waits(store: &Store, lang: Lang) -> Html {
    let was = store.what_if.elapsed().unwrap_or_default();
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
                    <button type="button" class="quiet-button" aria-pressed={chosen.to_string()} {onclick}>{ wait_place(&wait.place, lang) }</button>
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
                <th scope="col">{ lang.pick("Half gains", "Половина выигрывает") }</th>
            </tr></thead>
            <tbody>{ for store.what_if.by_gain().iter().map(row) }</tbody>
        </table>
    }
}

/// The lengths that the chosen wait can be given.
fn change(store: &Store, place: &WaitPlace, lang: Lang) -> Html {
    let off = (!store.may_run_unseen()).to_string();
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
            <strong>{ wait_place(place, lang) }</strong>
            { for [NewLength::HALF, NewLength::ZERO, NewLength::DOUBLE].map(button) }
            <label for={FIELD}>{ lang.pick("or, in seconds", "или, в секундах") }</label>
            <input id={FIELD} inputmode="decimal" size="5" {onchange} />
        </div>
    }
}

/// Both runs in words.
fn compared(store: &Store, change: &WaitChange, records: [&Record; 2], lang: Lang) -> Html {
    let file = store
        .script()
        .map_or_else(|| store.demo().map_or_else(String::new, |demo| demo.file.into()), |script| script.file());
    let traces = records.map(|record| record.trace.borrow());
    let traces = [&*traces[0], &*traces[1]];
    let analyses = [records[0].analysis(), records[1].analysis()];
    let path = |which: usize| {
        let words = PathWords { trace: traces[which], spans: &analyses[which].spans, file: &file, lang };
        words.advice(&CriticalPath::of_record(traces[which]))
    };
    let tasks = MatchedTasks::new(traces, [&analyses[0].spans, &analyses[1].spans]);
    let names = lang.pick(["the run as it is", "the changed run"], ["исходный запуск", "изменённый запуск"]);
    let compared = |which: usize| ComparedRecord {
        name: names[which],
        trace: traces[which],
        analysis: &analyses[which],
        file: &file,
    };
    let lines =
        first_difference(traces, &tasks).map(|found| difference_lines(&found, [compared(0), compared(1)], lang));
    // The last line has the elapsed times, which are said already.
    let lines = lines.map_or_else(Vec::new, |mut lines| {
        lines.pop();
        lines
    });
    html! {
        <div class="what-if-runs" aria-live="polite">
            <h3>{ format!("{}: {}", wait_place(&change.place, lang), new_length(change.length, lang)) }</h3>
            <p><strong>{ gain_sentence(traces[0].end_time(), traces[1].end_time(), lang) }</strong></p>
            <dl>
                <dt>{ lang.pick("Before", "Было") }</dt><dd>{ path(0) }</dd>
                <dt>{ lang.pick("After", "Стало") }</dt><dd>{ path(1) }</dd>
            </dl>
            if !lines.is_empty() {
                { for lines.into_iter().map(|line| html! { <p>{ line.trim().to_string() }</p> }) }
                <p class="what-if-note">{ another_branch(lang) }</p>
            }
        </div>
    }
}
