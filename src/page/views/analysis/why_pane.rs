//! The tab *Why*: the critical path of the run, of a task or of a stretch, which says why it took so long.

use yew::prelude::*;

use super::line_table::line_table;
use super::run_report::{copies, run_report};
use crate::clock::Micros;
use crate::i18n::{Lang, PathWords, count, plural, seconds};
use crate::page::derived::run_words::with_path_words;
use crate::page::effects::page_store::Store;
use crate::page::model::action::WhyAction;
use crate::page::model::analyses::WhyScope;
use crate::page::model::state::Phase;
use crate::reading::critical_path::{CriticalPath, PathPart, RunPath, Slack};
use crate::timeline::layout::colour;

/// The most tasks whose slack is shown.
const SLACKS_SHOWN: usize = 12;

/// The tab's contents.
pub fn why_pane(store: &Store) -> Html {
    let lang = store.settings.lang;
    let label = lang.pick("Why the run took so long", "Почему выполнение заняло столько времени");
    let body = match store.path() {
        _ if !matches!(store.run.phase, Phase::Ended(_)) => muted(lang.pick(
            "The program is still running. When it has ended, this says why it took so long.",
            "Программа ещё выполняется. Когда она завершится, здесь будет сказано, на что ушло время.",
        )),
        None => muted(lang.pick("Following the causes back…", "Ищем причины…")),
        Some(found) if store.why.explains => {
            html! { <>{ head(store, copies(store)) }{ run_report(store, found) }</> }
        }
        Some(found) => lists(store, found),
    };
    html! { <div id="why" class="console why" tabindex="0" role="region" aria-label={label}>{ body }</div> }
}

fn muted(words: &'static str) -> Html {
    html! { <p class="muted" role="status">{ words }</p> }
}

/// The choice of what the path is of, where there is one, and the button that explains the run, with what stands beside it.
fn head(store: &Store, beside: Html) -> Html {
    let (lang, explains) = (store.settings.lang, store.why.explains);
    let send = |action: WhyAction| {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(action.clone()))
    };
    let scopes = store.path_scopes();
    // A task or stretch that is no longer chosen leaves the path to the run.
    let chosen = scopes.iter().find(|(scope, _)| *scope == store.why.scope).map_or(WhyScope::Run, |(scope, _)| *scope);
    let buttons = scopes.iter().map(|(scope, _)| {
        let label = match scope {
            WhyScope::Run => lang.pick("The run", "Запуск").to_string(),
            WhyScope::Stretch => lang.pick("The stretch", "Отрезок").to_string(),
            WhyScope::Task => {
                let name = store.moving.task.and_then(|task| with_path_words(store, |words| words.name(task)));
                name.unwrap_or_default()
            }
        };
        let pressed = *scope == chosen;
        html! { <button type="button" aria-pressed={pressed.to_string()} onclick={send(WhyAction::Of(*scope))}>{ label }</button> }
    });
    html! {
        <>
            if scopes.len() > 1 && !explains {
                <div class="segments" role="group" aria-label={lang.pick("The path of", "Путь")}>{ for buttons }</div>
            }
            <div class="why-head">
                { beside }
                <button type="button" class="plain-button" aria-pressed={explains.to_string()}
                    onclick={send(WhyAction::Explain(!explains))}>{ lang.pick("Explain this run", "Объяснить запуск") }</button>
            </div>
        </>
    }
}

/// The sentence, the parts, and beside them the lines and the slack.
fn lists(store: &Store, found: &RunPath) -> Html {
    let lists = with_path_words(store, |words| {
        html! {
            <>
                { head(store, html! { <p class="why-advice" role="status">{ words.advice(&found.path) }</p> }) }
                <div class="why-halves">
                    { parts(store, words, &found.path) }
                    <div class="why-beside">{ line_table(words, found) }{ slack(words, found) }</div>
                </div>
            </>
        }
    });
    lists.unwrap_or_default()
}

/// The parts of the path in order, each a button that goes to its beginning.
fn parts(store: &Store, words: &PathWords, path: &CriticalPath) -> Html {
    let (lang, shown) = (store.settings.lang, store.why.shown);
    let rows = path.parts.iter().take(shown).enumerate().map(|(place, part)| row(store, words, path, (place, part)));
    let left = &path.parts[path.parts.len().min(shown)..];
    let more = (!left.is_empty()).then(|| {
        let time = left.iter().map(PathPart::length).fold(Micros::ZERO, std::ops::Add::add);
        let (number, time) = (count(left.len(), lang), seconds(time, lang));
        let noun = plural(left.len(), lang, ["part", "parts"], ["часть", "части", "частей"]);
        let dispatcher = store.dispatcher();
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(WhyAction::More));
        let label = lang.pick(format!("{number} more {noun}, {time}"), format!("ещё {number} {noun}, {time}"));
        html! { <button type="button" class="plain-button" {onclick}>{ label }</button> }
    });
    html! {
        <section aria-labelledby="why-path">
            <h3 id="why-path">{ lang.pick("The critical path", "Критический путь") }{ " " }<span class="count">{ seconds(path.elapsed(), lang) }</span></h3>
            <ol class="path-parts">{ for rows }</ol>
            { more.unwrap_or_default() }
        </section>
    }
}

/// A part: its length, its place in the whole, its reason, task and line, and the waits that it has ended.
fn row(store: &Store, words: &PathWords, path: &CriticalPath, (place, part): (usize, &PathPart)) -> Html {
    let chosen = store.path_part() == Some(place);
    let onclick = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(WhyAction::Part(place)))
    };
    let lane = part.task.and_then(|task| words.spans.place(task)).map(|place| format!("lane-{}", colour(place)));
    let line = part.site.map(|site| html! { <>{ ", " }<span class="path-line">{ words.line(site) }</span></> });
    let task = part.task.map(|task| html! { <>{ " " }<b class="of-task">{ words.name(task) }</b></> });
    let waits = part.waits.iter().map(|wait| html! { <small>{ " " }{ words.wait(wait) }</small> });
    html! {
        <li key={place} class={classes!(lane)}>
            <button type="button" class="path-part" aria-current={chosen.then_some("true")} {onclick}>
                <span class="path-length">{ seconds(part.length(), words.lang) }</span>
                { bar(part.from - path.from, part.length(), path.elapsed()) }
                <span class="path-words">{ words.reason(part.reason) }{ task }{ line }{ for waits }</span>
            </button>
        </li>
    }
}

/// A bar that shows where a part lies in the whole.
pub(super) fn bar(from: Micros, length: Micros, all: Micros) -> Html {
    // A policy forbids inline styles, not attributes of a drawing.
    let share = |time: Micros| (time.0 as f64 * 1000.0 / all.0.max(1) as f64).round();
    let width = share(length).max(8.0);
    html! {
        <svg class="path-bar" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
            <rect x={share(from).min(1000.0 - width).to_string()} width={width.to_string()} height="8" />
        </svg>
    }
}

/// The tasks that could have taken longer.
fn slack(words: &PathWords, found: &RunPath) -> Html {
    let lang = words.lang;
    let mut free: Vec<&Slack> = Vec::new();
    for slack in found.slacks.iter().filter(|slack| slack.slack > Micros::ZERO) {
        free.insert(free.partition_point(|other| other.slack >= slack.slack), slack);
    }
    if free.is_empty() {
        return Html::default();
    }
    let left = free.len().saturating_sub(SLACKS_SHOWN);
    let rows = free.iter().take(SLACKS_SHOWN).map(|slack| {
        let class = format!("lane-{}", words.spans.place(slack.task).map_or(0, colour));
        html! { <li {class}><b class="of-task">{ words.name(slack.task) }</b>{ " " }<span class="number">{ seconds(slack.slack, lang) }</span></li> }
    });
    html! {
        <section aria-labelledby="why-slack">
            <h3 id="why-slack">{ lang.pick("Slack", "Запас") }</h3>
            <p class="why-note">{ lang.pick(
                "By as much a task could have taken longer, and the run would have ended no later.",
                "Настолько дольше могла бы выполняться задача, и конец запуска не сдвинулся бы.",
            ) }</p>
            <ul class="slack">{ for rows }</ul>
            { more(left, lang) }
        </section>
    }
}

/// "and 12 more", unless there are none.
pub(super) fn more(left: usize, lang: Lang) -> Html {
    if left == 0 {
        return Html::default();
    }
    let number = count(left, lang);
    html! { <p class="why-note">{ lang.pick(format!("and {number} more"), format!("и ещё {number}")) }</p> }
}
