use yew::prelude::*;

use super::moment::{Moment, spaced};
use crate::clock::Micros;
use crate::i18n;

/// The most timers that are shown; the others are counted.
const MAX_TIMERS: usize = 8;

/// The timer heap in the order in which it will fire.
pub fn timers(m: &Moment) -> Html {
    let lang = m.lang;
    let timers = &m.state.timers;
    let body = if timers.is_empty() {
        m.nothing(lang.pick("No timer is set.", "Ни один таймер не поставлен."))
    } else {
        let rows = m.state.timers_by_due(MAX_TIMERS).into_iter().map(|timer| {
            let who = timer.by.map(|task| m.task(task, None));
            let what = html! { <code>{ m.text(timer.what) }</code> };
            let left = match timer.due {
                Micros::NEVER => String::new(),
                due if due <= m.now() => lang.pick("due", "пора").into(),
                due => {
                    let left = i18n::seconds(due - m.now(), lang);
                    lang.pick(format!("in {left}"), format!("через {left}"))
                }
            };
            let due = i18n::seconds(timer.due, lang);
            let set = m.goes(timer.made, due, lang.pick("to where the timer was set", "к тому, как поставлен таймер"));
            html! { <li key={timer.timer.0} class="timer">
                <span class="entry">{ spaced([who, Some(what)]) }</span>
                <span class="due">{ set }</span><span class="left">{ left }</span>
            </li> }
        });
        html! { <><ul class="timers">{ for rows }</ul>{ m.more(timers.len().saturating_sub(MAX_TIMERS)) }</> }
    };
    m.section("timers", lang.pick("Timers", "Таймеры"), m.count(timers.len()), body)
}
