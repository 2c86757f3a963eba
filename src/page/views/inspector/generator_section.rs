use yew::prelude::*;

use super::moment::{Moment, shape, spaced};
use crate::reading::GeneratorPhase;

/// The most generators that are shown; the others are counted.
const MAX_GENERATORS: usize = 6;

/// The generators that have not ended: what each is doing, and its last value.
pub fn generators(m: &Moment) -> Html {
    let lang = m.lang;
    if m.spans.generators.is_empty() {
        return Html::default();
    }
    let all = m.state.generators.len();
    let rows = m.state.generators.iter().take(MAX_GENERATORS).map(|(id, live)| {
        let (state, words, line) = match live.pause {
            GeneratorPhase::Created => (
                "state-created",
                html! { { lang.pick("created: none of its code has run", "создан: его код ещё не выполнялся") } },
                None,
            ),
            GeneratorPhase::Running(_) => ("state-running", html! { { lang.pick("runs", "выполняется") } }, None),
            GeneratorPhase::Yielded { value, from, stack } => {
                let inner = from.map(|from| m.generator(from, m.spans.names.generator(m.trace, from), None));
                let words = html! { <>
                    { lang.pick("paused, last value ", "приостановлен, последнее значение ") }<code>{ m.text(value) }</code>
                    if let Some(inner) = inner { { lang.pick(" from ", " от ") }{ inner } }
                </> };
                ("state-paused", words, m.line_of(stack))
            }
        };
        let made = lang.pick("to where it was made", "к созданию генератора");
        let name = m.generator(*id, m.spans.names.generator(m.trace, *id), Some((live.made, made)));
        let why = html! { <span class="why">{ words }</span> };
        html! {
            <li key={id.0} class="entry">
                { shape(state) }{ spaced([Some(name), Some(why), m.line_words(line), Some(m.since(live.since))]) }
            </li>
        }
    });
    let body = match all {
        0 => m.nothing(lang.pick("No generator is alive.", "Живых генераторов нет.")),
        _ => html! { <><ul>{ for rows }</ul>{ m.more(all.saturating_sub(MAX_GENERATORS)) }</> },
    };
    m.section("generators", lang.pick("Generators", "Генераторы"), m.count(all), body)
}
