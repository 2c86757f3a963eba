use yew::prelude::*;

use super::moment::{Moment, shape, spaced};
use crate::timeline::layout::colour;
use crate::trace::Outcome;

/// The most ended tasks that are shown; the others are counted.
const MAX_ENDED_TASKS: usize = 4;

/// The tasks that have ended, the latest first.
pub fn ended(m: &Moment) -> Html {
    let lang = m.lang;
    let ended = m.index.ended(m.seq);
    if ended.is_empty() {
        return Html::default();
    }
    let rows = ended.iter().rev().take(MAX_ENDED_TASKS).map(|ended| {
        let nothing = |text: &str| matches!(text, "()" | "None" | "");
        let thread = m.spans.task(ended.task).is_some_and(|task| task.thread != 0);
        let (how, words, value) = match ended.outcome {
            None => ("state-left", lang.pick("destroyed while it waited", "уничтожена, не дождавшись"), None),
            Some(Outcome::Returned(value)) if nothing(m.trace.text(value)) => {
                ("state-finished", lang.pick("finished", if thread { "завершился" } else { "завершилась" }), None)
            }
            Some(Outcome::Returned(value)) => {
                ("state-finished", lang.pick("returned", if thread { "вернул" } else { "вернула" }), Some(value))
            }
            Some(Outcome::Raised(error)) => ("state-failed", lang.pick("failed:", "ошибка:"), Some(error)),
            Some(Outcome::Cancelled) => {
                ("state-cancelled", lang.pick("cancelled", if thread { "отменён" } else { "отменена" }), None)
            }
            Some(Outcome::Suspended(_)) => return Html::default(),
        };
        let lane = m.spans.place(ended.task).map_or(0, colour);
        let made = lang.pick("to where it was created", "к созданию задачи");
        let end = m.at(ended.seq, lang.pick("to its end", "к её завершению"));
        let name = m.task(ended.task, Some((ended.last.made, made)));
        let words = html! { <span class="why">{ words }if let Some(value) = value { { " " }<code>{ m.text(value) }</code> }</span> };
        html! {
            <li key={ended.task.0} class={format!("entry lane-{lane}")}>
                { shape(how) }{ spaced([Some(name), Some(words), Some(end)]) }
            </li>
        }
    });
    let body = html! { <><ul>{ for rows }</ul>{ m.more(ended.len().saturating_sub(MAX_ENDED_TASKS)) }</> };
    m.section("ended", lang.pick("Ended", "Завершились"), m.count(ended.len()), body)
}
