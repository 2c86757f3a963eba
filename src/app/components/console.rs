use yew::prelude::*;

use crate::app::session::Store;
use crate::app::state::{Phase, State};
use crate::clock::Micros;
use crate::trace::{Kind, Status, Stream, TaskId, Trace};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// Only so many of the last lines are drawn.
const SHOWN: usize = 200;

/// A line of output with its moment and its task.
struct Line {
    seq: usize,
    at: Micros,
    task: Option<(TaskId, String)>,
    text: String,
    class: &'static str,
}

/// What has been printed up to the playhead, and the task whose step printed it.
fn lines(trace: &Trace, playhead: usize) -> Vec<Line> {
    let mut names: Vec<(TaskId, String)> = Vec::new();
    let mut running: Option<TaskId> = None;
    let mut found = Vec::new();
    for (seq, event) in trace.events().take(playhead) {
        let line = match event.kind {
            Kind::TaskCreated { task, name, .. } => {
                names.push((task, trace.text(name).into()));
                continue;
            }
            Kind::StepBegan { task } => {
                running = Some(task);
                continue;
            }
            Kind::StepEnded { .. } => {
                running = None;
                continue;
            }
            Kind::Output { stream: Stream::Out, text } => (text, ""),
            Kind::Output { stream: Stream::Err, text } => (text, "line-error"),
            Kind::Warning { text, .. } => (text, "line-warning"),
            _ => continue,
        };
        let task = running.and_then(|task| names.iter().find(|(id, _)| *id == task).cloned());
        found.push(Line { seq: seq.0 as usize, at: event.t, task, text: trace.text(line.0).into(), class: line.1 });
    }
    found
}

/// What the program prints, as far as the playhead.
#[component]
pub fn Console(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.lang;
    let lines = store.record.as_ref().map(|record| lines(&record.trace.borrow(), store.playhead)).unwrap_or_default();
    let last = lines.last().map(|line| format!("line-{}", line.seq));
    use_effect_with(last, |last| {
        if let Some(last) = last {
            dom::reveal("console", last);
        }
    });
    let earlier = lines.len().saturating_sub(SHOWN);
    let rows = lines.iter().skip(earlier).map(|line| {
        let who = line.task.as_ref().map(|(task, name)| {
            html! { <span class={format!("who lane-{}", lane_of(store, *task))}>{ name.clone() }</span> }
        });
        html! {
            <div key={line.seq} id={format!("line-{}", line.seq)} class={classes!("console-line", line.class)}>
                <time>{ lang.pick(format!("{:.2}", line.at.seconds()), format!("{:.2}", line.at.seconds()).replace('.', ",")) }</time>
                { who.unwrap_or_else(|| html! { <span class="who"></span> }) }
                <span class="console-text">{ line.text.clone() }</span>
            </div>
        }
    });
    let empty = match store.phase {
        Phase::Idle => lang.pick("Nothing has run yet. Press Run.", "Ещё ничего не запущено. Нажмите «Запустить»."),
        Phase::Running | Phase::Ended(_) => {
            lang.pick("Nothing printed up to here.", "До этого места ничего не выведено.")
        }
    };
    let ended = ended(store).filter(|_| store.playhead >= store.len());
    html! {
        <div id="console" class="console" tabindex="0" role="log" aria-label={lang.pick("Console", "Консоль")} aria-live="off">
            if lines.is_empty() && ended.is_none() { <p class="muted">{ empty }</p> }
            if earlier > 0 {
                <p class="muted">{ lang.pick(format!("… {earlier} lines before"), format!("… ещё строк раньше: {earlier}")) }</p>
            }
            { for rows }
            { for ended.map(|text| html! { <p class="console-end">{ text }</p> }) }
        </div>
    }
}

/// The colour of a task: its place among the tasks.
pub fn lane_of(state: &State, task: TaskId) -> usize {
    let Some(record) = &state.record else { return 0 };
    let trace = record.trace.borrow();
    let tasks = trace.kinds().iter().filter_map(|kind| match kind {
        Kind::TaskCreated { task, .. } => Some(*task),
        _ => None,
    });
    tasks.take_while(|other| *other != task).count() % 8
}

/// How the run ended, unless it simply returned.
fn ended(state: &State) -> Option<String> {
    let Phase::Ended(status) = state.phase else { return None };
    let lang = state.lang;
    match status {
        Status::Returned => None,
        Status::Raised(text) => {
            let record = state.record.as_ref()?;
            let error = record.trace.borrow().text(text).to_string();
            Some(lang.pick(format!("The program failed: {error}"), format!("Программа завершилась ошибкой: {error}")))
        }
        Status::Deadlock => Some(
            lang.pick("Deadlock: nothing can happen any more.", "Взаимная блокировка: больше ничего не произойдёт.")
                .into(),
        ),
        Status::Stopped => Some(lang.pick("Stopped.", "Остановлено.").into()),
        Status::Limit => Some(
            lang.pick(
                "Stopped at the limit of 1,000,000 events; everything up to here is kept.",
                "Остановлено на пределе в 1 000 000 событий; всё до этого места сохранено.",
            )
            .into(),
        ),
    }
}
