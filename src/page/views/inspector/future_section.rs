use yew::prelude::*;

use super::moment::{Moment, shape, spaced};
use crate::trace::{FutureId, FutureOrigin, HandleKind, Settled, TaskId};

/// The most futures that are shown; the others are counted.
const MAX_FUTURES: usize = 8;

/// The program's own futures, then those that the library has made and that are pending; each with its state, who waits
/// for it and what else is scheduled when it settles.
pub fn futures(m: &Moment) -> Html {
    let lang = m.lang;
    let own: Vec<FutureId> = m.index.own_futures(m.seq).rev().collect();
    let made = m.state.futures.iter().filter(|(_, live)| live.of != FutureOrigin::Plain).map(|(future, _)| *future);
    let all = own.len() + m.state.futures.values().filter(|live| live.of != FutureOrigin::Plain).count();
    let rows: Vec<Html> = own.into_iter().chain(made).take(MAX_FUTURES).filter_map(|future| row(m, future)).collect();
    let body = if rows.is_empty() {
        m.nothing(lang.pick("No future is pending.", "Незавершённых футур нет."))
    } else {
        html! { <><ul>{ for rows }</ul>{ m.more(all.saturating_sub(MAX_FUTURES)) }</> }
    };
    m.section("futures", lang.pick("Futures", "Футуры"), m.count(all), body)
}

/// A future: its name and state, who waits for it, and the callbacks scheduled when it settles.
fn row(m: &Moment, future: FutureId) -> Option<Html> {
    let lang = m.lang;
    let life = m.index.future(future)?;
    let settled = life.settled.filter(|(seq, _)| *seq <= m.seq);
    let (state, words, value) = match settled {
        None => ("state-pending", lang.pick("pending", "ждёт результата"), None),
        Some((_, Settled::Result(value))) => ("state-finished", lang.pick("result", "результат"), Some(value)),
        Some((_, Settled::Exception(error))) => ("state-failed", lang.pick("exception", "исключение"), Some(error)),
        Some((_, Settled::Cancelled)) => ("state-cancelled", lang.pick("cancelled", "отменена"), None),
    };
    let name = m.spans.names.future(m.trace, future, m.seq);
    let made = m.future(future, name, Some((life.created, lang.pick("to where it was made", "к созданию футуры"))));
    let waiting = m.state.callbacks.get(&future);
    let waiters: Vec<TaskId> = waiting.map_or_else(Vec::new, |waiting| {
        let waiters = waiting.iter().filter_map(|what| match what {
            HandleKind::Wakeup(task) | HandleKind::Step(task) => Some(*task),
            HandleKind::Callback(_) | HandleKind::Timer(..) => None,
        });
        waiters.collect()
    });
    let callbacks: Vec<String> = waiting.map_or_else(Vec::new, |waiting| {
        let callbacks = waiting.iter().filter_map(|what| match what {
            HandleKind::Callback(name) | HandleKind::Timer(_, name) => Some(m.text(*name)),
            HandleKind::Wakeup(_) | HandleKind::Step(_) => None,
        });
        callbacks.collect()
    });
    let words = html! { <span class="why">{ words }if let Some(value) = value { { " " }<code>{ m.text(value) }</code> }</span> };
    let awaited = (!waiters.is_empty()).then(|| {
        html! { <span class="aside">{ lang.pick("← awaited by ", "← её ждёт ") }{ m.line(&waiters) }</span> }
    });
    let then = (!callbacks.is_empty()).then(|| {
        html! { <span class="aside">{ lang.pick("callbacks ", "обратные вызовы ") }<code>{ callbacks.join(", ") }</code></span> }
    });
    let settled = settled.map(|(seq, _)| m.at(seq, lang.pick("to where it was settled", "к её завершению")));
    Some(html! {
        <li key={future.0} class="entry">
            { shape(state) }{ spaced([Some(made), Some(words), settled, awaited, then]) }
        </li>
    })
}
