use yew::prelude::*;

use super::moment::{Moment, aside, shape, spaced};
use crate::i18n;
use crate::page::derived::await_tree::{Node, Repetition, Tie, waits};
use crate::reading::spans::Spans;
use crate::reading::{LiveTask, TaskPhase};
use crate::timeline::is_hatched;

/// The tasks that are not done, as a tree of who awaits whom.
pub fn tasks(m: &Moment) -> Html {
    let lang = m.lang;
    let tree = waits(m.trace, m.state);
    let body = if tree.roots.is_empty() {
        m.nothing(match m.index.ended(m.seq).is_empty() {
            true => lang.pick("No task yet.", "Задач ещё нет."),
            false => lang.pick("Every task is done.", "Все задачи завершены."),
        })
    } else {
        html! { <>{ list(m, &tree.roots) }{ m.more(tree.more) }</> }
    };
    m.section("tasks", lang.pick("Who awaits whom", "Кто кого ждёт"), m.count(m.state.tasks.len()), body)
}

/// Tasks with those below them.
fn list(m: &Moment, nodes: &[Node]) -> Html {
    html! { <ul class="tree">{ for nodes.iter().map(|node| row(m, node)) }</ul> }
}

/// A task: its state by shape and word, the reason and the line, and below it what it waits for.
fn row(m: &Moment, node: &Node) -> Html {
    let Some(task) = m.state.tasks.get(&node.task) else { return Html::default() };
    let lang = m.lang;
    let colour = m.spans.place(node.task).map_or(0, crate::timeline::layout::colour);
    let made = lang.pick("to where it was created", "к созданию задачи");
    let words = i18n::standing((m.trace, m.spans, m.index), node.task, task.phase, m.seq, lang);
    let line = task.stack.and_then(|stack| m.line_of(stack));
    let asked = (task.cancel_requests > 0).then(|| {
        html! { <span class="held">{ lang.pick("cancellation requested", "запрошена отмена") }</span> }
    });
    let holds = matches!(node.tie, Tie::Holds(_)).then(|| aside(lang.pick("holds it", "держит её")));
    let name = m.task(node.task, Some((task.made, made)));
    let told = match node.again {
        Repetition::No => {
            let why = html! { <span class="why">{ m.words(&words) }</span> };
            spaced([Some(name), holds, Some(why), asked, m.line_words(line), Some(m.since(task.since))])
        }
        Repetition::Shown => spaced([Some(name), holds, Some(aside(lang.pick("shown above", "показана выше")))]),
        Repetition::Circle => {
            let circle = html! { <strong class="circle">{ lang.pick("a circle", "круг замкнулся") }</strong> };
            spaced([Some(name), holds, Some(circle)])
        }
    };
    html! {
        <li key={node.task.0}>
            <p class={format!("entry lane-{colour}")}>{ shape(shape_of(m.spans, task)) }{ told }</p>
            if !node.below.is_empty() { { list(m, &node.below) } }
            { m.more(node.more) }
        </li>
    }
}

/// The shape that a task's bar has in the timeline.
fn shape_of(spans: &Spans, task: &LiveTask) -> &'static str {
    match task.phase {
        TaskPhase::Created => "state-created",
        TaskPhase::Ready => "state-ready",
        TaskPhase::Running => "state-running",
        TaskPhase::Suspended(on) if is_hatched(spans, on) => "state-held",
        TaskPhase::Suspended(_) => "state-waiting",
    }
}
