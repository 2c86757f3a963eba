//! The differences of two runs, one after the other, each with its reason.

use yew::prelude::*;

use super::compare_pane::Props;
use crate::i18n::{ComparedRecord, DifferenceWords, count, seconds, sentence_case};
use crate::page::derived::kept_run_words::{name_within, own_file, title};
use crate::page::model::comparing::{CompareAction, ComparedPair, RunFindings};
use crate::reading::RecordAnalysis;
use crate::reading::differences::Difference;

/// The difference at which the reader is, and the way to the next one and to the one before.
pub fn steps(props: &Props, found: &RunFindings) -> Html {
    let (lang, all) = (props.lang, found.differences.len());
    if !found.pair.is_of_one_program() {
        return Html::default();
    }
    let tolerance = found.pair.tolerance();
    let inexact = (tolerance.0 > 0).then(|| {
        let tolerance = seconds(tolerance, lang);
        html! { <p class="muted">{ lang.pick(
            format!("At least one of the runs is not exact, and live or measured runs never take quite the same time: moments up to {tolerance} apart count as the same."),
            format!("Хотя бы один запуск не точный, а вживую и по замеру время каждый раз немного другое: моменты с разницей до {tolerance} считаются одинаковыми."),
        ) }</p> }
    });
    let at = props.at.unwrap_or(0);
    let Some(difference) = found.differences.get(at) else {
        return html! {
            <section class="compare-steps">
                <p role="status">{ lang.pick("No difference: the same happens in both, in the same order.", "Различий нет: происходит одно и то же в одном порядке.") }</p>
                { for inexact }
            </section>
        };
    };
    let step = |forward: bool, label: &'static str, off: bool| {
        let dispatcher = props.dispatcher.clone();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(CompareAction::Step(forward)));
        html! { <button type="button" class="plain-button" disabled={off} {onclick}>{ label }</button> }
    };
    let heading = match (at, all) {
        (0, 1) => lang.pick("The only difference".into(), "Единственное различие".into()),
        (0, _) => {
            let all = count(all, lang);
            lang.pick(format!("First difference of {all}"), format!("Первое различие из {all}"))
        }
        _ => {
            let (place, all) = (count(at + 1, lang), count(all, lang));
            lang.pick(format!("Difference {place} of {all}"), format!("Различие {place} из {all}"))
        }
    };
    let DifferenceWords { clause, events, reasons } = words(props, &found.pair, difference);
    let runs = found.pair.runs.iter().zip(events).zip(reasons).map(|((run, event), reason)| {
        html! {
            <div key={run.number}>
                <dt>{ title(run, lang) }</dt>
                <dd>{ event }if let Some(reason) = reason { <span class="muted">{ format!(" ({reason})") }</span> }</dd>
            </div>
        }
    });
    html! {
        <section class="compare-steps" aria-label={lang.pick("Differences", "Различия")}>
            <div class="compare-step-head">
                <h3>{ heading }</h3>
                if all > 1 || props.at.is_none() {
                    { step(false, lang.pick("Previous", "Назад"), props.at.is_none_or(|at| at == 0)) }
                    { step(true, if props.at.is_none() { lang.pick("Show", "Показать") } else { lang.pick("Next", "Дальше") }, props.at.is_some_and(|at| at + 1 >= all)) }
                }
            </div>
            <p role="status">{ sentence_case(&clause) + "." }</p>
            <dl>{ for runs }</dl>
            { for inexact }
        </section>
    }
}

fn words(props: &Props, pair: &ComparedPair, difference: &Difference) -> DifferenceWords {
    let lang = props.lang;
    let [first, second] = &pair.runs;
    let names = [name_within(first, lang), name_within(second, lang)];
    let traces = [first.record.trace.borrow(), second.record.trace.borrow()];
    let analyses: [std::cell::Ref<'_, RecordAnalysis>; 2] = [first.record.analysis(), second.record.analysis()];
    let record = |side: usize| ComparedRecord {
        name: &names[side],
        trace: &traces[side],
        analysis: &analyses[side],
        file: own_file(&pair.runs[side]).0,
        before: own_file(&pair.runs[side]).1,
    };
    let part = |side: usize| props.reasons.as_ref().and_then(|parts| parts[side].as_ref());
    DifferenceWords::new(difference, [record(0), record(1)], [part(0), part(1)], lang)
}
