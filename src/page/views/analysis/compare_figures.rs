//! The figures of two runs beside each other: elapsed, waiting, work, and the shares of their critical paths.

use yew::prelude::*;

use crate::clock::Micros;
use crate::i18n::{Lang, PathWords, seconds};
use crate::page::derived::kept_run_words::{own_file, title};
use crate::page::model::comparing::RunFindings;

/// The most reasons of the critical paths that are listed.
const MAX_REASONS: usize = 5;

/// The table of figures, with the difference of each.
pub fn figures(found: &RunFindings, lang: Lang) -> Html {
    let runs = &found.pair.runs;
    let elapsed = [0, 1].map(|side| runs[side].record.trace.borrow().end_time());
    let row = |key: &str, name: &str, times: [Micros; 2], class: Option<&'static str>| {
        let [first, second] = times.map(|time| seconds(time, lang));
        html! {
            <tr key={key.to_string()} {class}>
                <th scope="row">{ name.to_string() }</th>
                <td>{ first }</td><td>{ second }</td><td>{ change(times, lang) }</td>
            </tr>
        }
    };
    let reasons = reasons(found, lang);
    let more = reasons.len().saturating_sub(MAX_REASONS);
    html! {
        <div class="compare-figures">
            <table>
                <thead><tr>
                    <td></td>
                    { for runs.iter().map(|run| html! { <th scope="col">{ title(run, lang) }</th> }) }
                    <th scope="col">{ lang.pick("Difference", "Разница") }</th>
                </tr></thead>
                <tbody>
                    { row("elapsed", lang.pick("Elapsed", "Всего"), elapsed, Some("compare-elapsed")) }
                    { row("waiting", lang.pick("Waiting, all tasks", "Ожидание всех задач"), found.waiting, None) }
                    { row("working", lang.pick("Work, all tasks", "Работа всех задач"), found.working, None) }
                    if !reasons.is_empty() {
                        <tr key="path"><th scope="rowgroup" colspan="4" class="muted">{ lang.pick("On the critical path", "На критическом пути") }</th></tr>
                    }
                    { for reasons.iter().take(MAX_REASONS).map(|(reason, times)| row(&format!("path-{reason}"), reason, *times, Some("compare-part"))) }
                </tbody>
            </table>
            if more > 0 {
                <p class="muted">{ lang.pick(format!("and {more} more with less time"), format!("и ещё с меньшим временем: {more}")) }</p>
            }
        </div>
    }
}

/// `+1.00 s`, `−1.00 s`, or a dash.
fn change([first, second]: [Micros; 2], lang: Lang) -> String {
    match (first < second, first == second) {
        (_, true) => "–".into(),
        (true, _) => format!("+{}", seconds(second - first, lang)),
        (false, _) => format!("−{}", seconds(first - second, lang)),
    }
}

/// The time of each reason on the two critical paths, those with the most time first.
fn reasons(found: &RunFindings, lang: Lang) -> Vec<(String, [Micros; 2])> {
    let mut reasons: Vec<(String, [Micros; 2])> = Vec::new();
    for (side, path) in found.paths.iter().enumerate() {
        let record = &found.pair.runs[side].record;
        let (trace, spans) = (record.trace.borrow(), record.spans());
        let (file, before) = own_file(&found.pair.runs[side]);
        let words = PathWords { trace: &trace, spans: &spans, file, before, lang };
        for part in &path.parts {
            let reason = words.reason(part.reason);
            let place = reasons.iter().position(|(other, _)| *other == reason).unwrap_or_else(|| {
                reasons.push((reason, [Micros::ZERO; 2]));
                reasons.len() - 1
            });
            let time = &mut reasons[place].1[side];
            *time = *time + part.length();
        }
    }
    reasons.sort_by_key(|(_, [first, second])| std::cmp::Reverse(*first + *second));
    reasons
}
