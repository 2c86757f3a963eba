//! The choice of the two runs that are compared, and the pin.

use yew::prelude::*;

use super::compare_pane::Props;
use crate::i18n::{count, sentence_case};
use crate::page::derived::kept_run_words::{changes, described, object, title};
use crate::page::model::comparing::{CompareAction, ComparedPair, KeptRun, MAX_KEPT_EVENTS, MAX_KEPT_RUNS, RunChanges};
use crate::web::dom;

/// The runs to choose from, what was changed between the two, and the pin of the run that is shown.
pub fn sides(props: &Props) -> Html {
    let lang = props.lang;
    html! {
        <>
            if let Some(pair) = &props.pair {
                <div class="compare-sides">
                    { side(props, pair, 0, lang.pick("Above", "Сверху")) }
                    { side(props, pair, 1, lang.pick("Below", "Снизу")) }
                </div>
                { changed(props, pair) }
            } else if props.shown.is_none() {
                <p role="status">{ lang.pick(
                    "The run is compared once it has ended.",
                    "Запуск можно сравнить, когда он завершится.",
                ) }</p>
            } else {
                <p>{ lang.pick(
                    "There is one run so far. Change a parameter, a line or the timing and run again: both runs then stand one above the other.",
                    "Пока есть один запуск. Измените параметр, строку или режим времени и запустите снова: оба запуска встанут друг над другом.",
                ) }</p>
            }
            { pins(props) }
        </>
    }
}

/// The choice of a run for one side.
fn side(props: &Props, pair: &ComparedPair, side: usize, label: &str) -> Html {
    let (lang, dispatcher) = (props.lang, props.dispatcher.clone());
    let onchange = Callback::from(move |event: Event| {
        dispatcher.dispatch(CompareAction::Choose(side, dom::field_text(&event).parse().ok()));
    });
    let chosen = pair.runs[side].number;
    let options = props.runs.iter().rev().map(|run| {
        let number = run.number;
        let words = described(run, props.pinned == Some(number), lang);
        html! { <option key={number} value={number.to_string()} selected={number == chosen}>{ words }</option> }
    });
    html! { <label><span>{ label.to_string() }</span><select {onchange}>{ for options }</select></label> }
}

/// The changes from the first run to the second, in a sentence.
fn changed(props: &Props, pair: &ComparedPair) -> Html {
    let lang = props.lang;
    let [first, second] = &pair.runs;
    if !pair.is_of_one_program() {
        let [a, b] = [first, second].map(|run| title(run, lang));
        return html! { <p>{ lang.pick(
            format!("{a} and {b} are runs of different programs: no first difference is looked for. Their figures and outputs stand beside each other."),
            format!("{a} и {b} — запуски разных программ, поэтому первое различие не ищется. Показатели и вывод стоят рядом."),
        ) }</p> };
    }
    let timed = |run: &KeptRun| (run.program.clone(), run.timing);
    let ((before, was), (after, is)) = (timed(first), timed(second));
    let words = changes(&RunChanges::between((&before, was), (&after, is)), second.lesson, lang);
    let words = match words.is_empty() {
        true => lang.pick("Nothing was changed between the two.", "Между ними ничего не изменено.").into(),
        false => sentence_case(&words.join("; ")) + ".",
    };
    html! { <p class="compare-changes">{ words }</p> }
}

/// The button that pins the run that is shown, and what is kept.
fn pins(props: &Props) -> Html {
    let lang = props.lang;
    let button = |number: Option<u32>, label: String| {
        let dispatcher = props.dispatcher.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(CompareAction::Pin(number)));
        html! { <button type="button" class="plain-button" {onclick}>{ label }</button> }
    };
    let pinned = props.pinned.and_then(|number| props.runs.iter().find(|run| run.number == number));
    let shown = props.shown.filter(|_| props.shown != props.pinned);
    html! {
        <div class="compare-pins">
            if let Some(number) = shown {
                { button(Some(number), lang.pick("Pin this run", "Закрепить этот запуск").into()) }
            }
            if let Some(pinned) = pinned {
                { button(None, lang.pick("Unpin ", "Открепить ").to_string() + &object(pinned, lang)) }
            }
            <p class="muted">{ lang.pick(
                format!(
                    "Later runs and opened records are compared with the pinned run. The last {MAX_KEPT_RUNS} runs of a program \
                     are kept while the page is open, up to {} events in all.",
                    count(MAX_KEPT_EVENTS, lang),
                ),
                format!(
                    "С закреплённым сравниваются следующие запуски и открытые записи. Пока страница открыта, хранятся \
                     последние {MAX_KEPT_RUNS} запусков программы, всего до {} событий.",
                    count(MAX_KEPT_EVENTS, lang),
                ),
            ) }</p>
        </div>
    }
}
