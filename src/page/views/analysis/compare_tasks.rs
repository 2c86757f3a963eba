//! The tasks that have no counterpart in the other run, and the way to give them one.

use yew::prelude::*;

use super::compare_pane::Props;
use crate::page::derived::kept_run_words::title;
use crate::page::model::comparing::{CompareAction, RunFindings};
use crate::trace::TaskId;
use crate::web::dom;

/// The most tasks that are listed of a side, and in the choice of a counterpart.
const MAX_TASKS: usize = 40;

/// The unmatched tasks of both runs; nothing where every task has its counterpart.
pub fn tasks(props: &Props, found: &RunFindings) -> Html {
    let lang = props.lang;
    let runs = &found.pair.runs;
    let spans = [runs[0].record.spans(), runs[1].record.spans()];
    let [first, second] = found.tasks.unmatched([&spans[0], &spans[1]]);
    let by_hand = !found.pair.by_hand.is_empty();
    if !found.pair.is_of_one_program() || (first.is_empty() && second.is_empty() && !by_hand) {
        return Html::default();
    }
    let name = |side: usize, task: TaskId| spans[side].task_name(&runs[side].record.trace.borrow(), task);
    let all = |side: usize| spans[side].tasks.iter().map(|task| task.task).collect::<Vec<TaskId>>();
    // Those without a counterpart come first: one of them is most often the right one.
    let listed = |side: usize, unmatched: &[TaskId]| {
        let matched = all(side).into_iter().filter(|task| !unmatched.contains(task));
        unmatched.iter().copied().chain(matched.collect::<Vec<_>>()).take(MAX_TASKS).collect::<Vec<TaskId>>()
    };
    let choice = |side: usize, task: TaskId, others: Vec<TaskId>| {
        let dispatcher = props.dispatcher.clone();
        let onchange = Callback::from(move |event: Event| {
            if let Ok(other) = dom::field_text(&event).parse::<u32>().map(TaskId) {
                let (first, second) = if side == 0 { (task, other) } else { (other, task) };
                dispatcher.dispatch(CompareAction::Match(first, second));
            }
        });
        let options = others.into_iter().map(|other| {
            html! { <option value={other.0.to_string()}>{ name(1 - side, other) }</option> }
        });
        html! {
            <label key={format!("{side}-{}", task.0)}>
                <span>{ lang.pick(
                    format!("{}: {} is the same as", title(&runs[side], lang), name(side, task)),
                    format!("{}: {} — это то же, что", title(&runs[side], lang), name(side, task)),
                ) }</span>
                <select {onchange}>
                    <option value="" selected=true>{ lang.pick("no task", "никакая задача") }</option>
                    { for options }
                </select>
            </label>
        }
    };
    let forget = {
        let dispatcher = props.dispatcher.clone();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(CompareAction::ForgetMatches))
    };
    let others = [listed(0, &first), listed(1, &second)];
    html! {
        <details class="compare-tasks">
            <summary>{ match first.len() + second.len() {
                0 => lang.pick("Tasks matched by hand".to_string(), "Задачи сопоставлены вручную".to_string()),
                n => lang.pick(format!("Tasks in one run only: {n}"), format!("Задачи только в одном запуске: {n}")),
            } }</summary>
            { for first.iter().take(MAX_TASKS).map(|task| choice(0, *task, others[1].clone())) }
            { for second.iter().take(MAX_TASKS).map(|task| choice(1, *task, others[0].clone())) }
            if by_hand {
                <button type="button" class="plain-button" onclick={forget}>
                    { lang.pick("Match by name and line again", "Снова сопоставить по именам и строкам") }
                </button>
            }
        </details>
    }
}
