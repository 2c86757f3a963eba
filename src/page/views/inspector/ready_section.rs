use yew::prelude::*;

use super::moment::{Moment, spaced};
use super::turn_section::what_runs;
use crate::i18n;
use crate::reading::TaskPhase;
use crate::trace::WaitKind;

/// The most handles that are shown; the others are counted.
const MAX_HANDLES: usize = 12;

/// The ready queue, next to run first. Empty, it says what the loop does instead.
pub fn ready(m: &Moment) -> Html {
    let lang = m.lang;
    let ready = &m.state.ready;
    let body = if ready.is_empty() {
        m.nothing(instead(m))
    } else {
        let entries = ready.iter().take(MAX_HANDLES).map(|ready| {
            let to = lang.pick("to where it was scheduled", "к тому, как встал в очередь");
            let scheduled = m.goes(ready.since, m.time(ready.since), to);
            html! { <li key={ready.handle.0} class="entry">{ spaced([Some(what_runs(m, ready.what)), Some(scheduled)]) }</li> }
        });
        html! { <><ol class="queue">{ for entries }</ol>{ m.more(ready.len().saturating_sub(MAX_HANDLES)) }</> }
    };
    m.section("ready", lang.pick("Ready queue", "Очередь готовых"), m.count(ready.len()), body)
}

/// The sentence for an empty ready queue: what the loop does instead.
fn instead(m: &Moment) -> String {
    let lang = m.lang;
    let outside = |kind| matches!(kind, WaitKind::Io | WaitKind::Thread);
    let answers =
        || m.state.tasks.values().any(|task| matches!(task.phase, TaskPhase::Suspended(on) if outside(on.kind)));
    let busy = m.state.running.get(&0).is_some_and(|running| running.handle.is_some());
    let first = m.state.timers.values().map(|timer| timer.due).min();
    match first {
        _ if m.state.ended.is_some() && m.store.asked().is_some() => {
            lang.pick("Empty: input() holds the loop.", "Пуста: цикл удерживает input().").into()
        }
        _ if m.state.ended.is_some() => lang.pick("Empty: the loop has stopped.", "Пуста: цикл остановлен.").into(),
        _ if busy => lang.pick("Empty: nothing waits its turn.", "Пуста: своей очереди никто не ждёт.").into(),
        Some(due) if due <= m.now() => {
            lang.pick("Empty: a timer is due at once.", "Пуста: вот-вот сработает таймер.").into()
        }
        Some(due) => {
            let due = i18n::seconds(due, lang);
            lang.pick(format!("Empty: the loop sleeps until {due}."), format!("Пуста: цикл спит до {due}."))
        }
        None if answers() => lang
            .pick(
                "Empty: the loop sleeps until an answer comes from outside.",
                "Пуста: цикл спит, пока не придёт ответ извне.",
            )
            .into(),
        None => lang.pick("Empty: nothing is scheduled.", "Пуста: ничего не запланировано.").into(),
    }
}
