use yew::prelude::*;

use super::moment::{Moment, aside, shape, spaced};
use crate::i18n::plural;
use crate::reading::LiveResource;
use crate::trace::{ResourceId, ResourceKind, ResourceState, TaskId};

/// The most resources that are shown; the others are counted.
const MAX_RESOURCES: usize = 6;

/// The most items of a queue that are shown; the others are counted.
const MAX_ITEMS: usize = 12;

/// The most tasks that are named in a line of waiters; the others are counted.
const MAX_WAITERS: usize = 8;

/// Queues, locks and their kin: what they hold and who waits in line.
pub fn resources(m: &Moment) -> Html {
    let all = m.state.resources.len();
    if m.spans.resources.is_empty() {
        return Html::default();
    }
    let (lang, rows) = (m.lang, m.state.resources.iter().take(MAX_RESOURCES).map(|(id, live)| resource(m, *id, live)));
    let body = match all {
        0 => m.nothing(lang.pick("None is made yet.", "Ещё ничего не создано.")),
        _ => html! { <><ul class="resources">{ for rows }</ul>{ m.more(all.saturating_sub(MAX_RESOURCES)) }</> },
    };
    m.section("resources", lang.pick("Queues and locks", "Очереди и блокировки"), m.count(all), body)
}

/// A resource: its name, kind and contents, and who waits for it.
fn resource(m: &Moment, id: ResourceId, live: &LiveResource) -> Html {
    let empty = ResourceState::default();
    let contents = live.state.map_or(&empty, |state| m.trace.snapshot(state));
    let made = m.lang.pick("to where it was made", "к созданию");
    let name = m.resource(id, Some((live.made, made)));
    let changed = m.time(live.since);
    let changed = m.lang.pick(format!("changed at {changed}"), format!("изменение в {changed}"));
    let changed = m.goes(live.since, changed, m.lang.pick("to its last change", "к последнему изменению"));
    html! {
        <li key={id.0} class="resource">
            <p class="entry">
                { shape("state-resource") }
                { spaced([Some(name), Some(aside(kind(m, live.kind))), holds(m, live, contents), Some(changed)]) }
            </p>
            { items(m, live.kind, contents) }
            { line(m, "get", &contents.getters) }
            { line(m, "put", &contents.putters) }
            { waiters(m, live.kind, contents) }
        </li>
    }
}

/// The name of a kind of resource.
fn kind(m: &Moment, kind: ResourceKind) -> &'static str {
    let (en, ru) = match kind {
        ResourceKind::Lock => ("lock", "блокировка"),
        ResourceKind::Event => ("event", "событие"),
        ResourceKind::Semaphore => ("semaphore", "семафор"),
        ResourceKind::BoundedSemaphore => ("bounded semaphore", "ограниченный семафор"),
        ResourceKind::Condition => ("condition", "условие"),
        ResourceKind::Barrier => ("barrier", "барьер"),
        ResourceKind::Queue => ("queue", "очередь"),
        ResourceKind::LifoQueue => ("LIFO queue", "очередь LIFO"),
        ResourceKind::PriorityQueue => ("priority queue", "очередь с приоритетами"),
    };
    m.lang.pick(en, ru)
}

/// The contents of a resource in a few words: length, holder, value.
fn holds(m: &Moment, live: &LiveResource, contents: &ResourceState) -> Option<Html> {
    let lang = m.lang;
    let of = |n: u32, all: Option<u32>| {
        all.map_or_else(|| n.to_string(), |all| format!("{n} {} {all}", lang.pick("of", "из")))
    };
    let held = match live.kind {
        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => {
            let unfinished = contents.unfinished.filter(|n| *n > 0).map(|n| {
                let words = plural(
                    n as usize,
                    lang,
                    ["unfinished", "unfinished"],
                    ["незавершённый", "незавершённых", "незавершённых"],
                );
                aside(format!("{n} {words}"))
            });
            spaced([Some(html! { <b>{ of(contents.len, live.capacity) }</b> }), unfinished])
        }
        ResourceKind::Lock => match contents.holder {
            Some(holder) => html! { <>{ lang.pick("held by ", "держит ") }{ m.task(holder, None) }</> },
            None => html! { { lang.pick("free", "свободна") } },
        },
        ResourceKind::Event => match contents.value {
            Some(1) => html! { { lang.pick("set", "наступило") } },
            Some(_) | None => html! { { lang.pick("not set", "не наступило") } },
        },
        ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
            let free = contents.value.or(live.capacity).unwrap_or_default();
            let free = of(free, live.capacity);
            html! { { lang.pick(format!("{free} free"), format!("свободно {free}")) } }
        }
        ResourceKind::Barrier => {
            let there = of(contents.value.unwrap_or_default(), live.capacity);
            html! { { lang.pick(format!("{there} there"), format!("на месте {there}")) } }
        }
        ResourceKind::Condition => return None,
    };
    Some(html! { <span class="why">{ held }</span> })
}

/// A queue's items, next to leave first, and the room that is left.
fn items(m: &Moment, kind: ResourceKind, contents: &ResourceState) -> Html {
    if !matches!(kind, ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue) {
        return Html::default();
    }
    if contents.len == 0 {
        return html! { <p class="nothing">{ m.lang.pick("empty", "пуста") }</p> };
    }
    let shown = &contents.items[..contents.items.len().min(MAX_ITEMS)];
    let items = shown.iter().map(|item| html! { <li><code>{ m.text(*item) }</code></li> });
    let label = m.lang.pick("Items, next to leave first", "Элементы: первым уходит первый");
    html! { <>
        <ol class="items" aria-label={label}>{ for items }</ol>
        { m.more(contents.len as usize - shown.len()) }
    </> }
}

/// The tasks that wait in line for an operation, the first in line first.
fn line(m: &Moment, what: &'static str, tasks: &[TaskId]) -> Html {
    if tasks.is_empty() {
        return Html::default();
    }
    let shown = &tasks[..tasks.len().min(MAX_WAITERS)];
    html! { <p class="in-line"><code>{ what }</code>{ " ← " }{ m.line(shown) }{ m.more(tasks.len() - shown.len()) }</p> }
}

/// The tasks that wait for a resource, other than to get from a queue or to put.
fn waiters(m: &Moment, kind: ResourceKind, contents: &ResourceState) -> Html {
    match kind {
        ResourceKind::Queue | ResourceKind::LifoQueue | ResourceKind::PriorityQueue => {
            line(m, "join", &contents.waiters)
        }
        ResourceKind::Lock | ResourceKind::Semaphore | ResourceKind::BoundedSemaphore => {
            line(m, "acquire", &contents.waiters)
        }
        ResourceKind::Event | ResourceKind::Condition | ResourceKind::Barrier => line(m, "wait", &contents.waiters),
    }
}
