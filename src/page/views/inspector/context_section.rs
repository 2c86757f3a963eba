use yew::prelude::*;

use super::moment::{Moment, spaced};

/// The most variables that are shown; the others are counted.
const MAX_VARIABLES: usize = 8;

/// The context variables of each task that is not done, as far as they were set.
pub fn context(m: &Moment) -> Html {
    let lang = m.lang;
    let all = m.state.tasks.iter().flat_map(|(task, live)| live.context.iter().map(move |entry| (*task, entry)));
    let shown: Vec<_> = all.clone().take(MAX_VARIABLES).collect();
    if shown.is_empty() {
        return Html::default();
    }
    let all = all.count();
    let rows = shown.into_iter().map(|(task, (name, variable))| {
        let set = lang.pick("to where it was set", "к тому, как задано");
        let value = html! { <code>{ m.text(*name) }{ " = " }{ m.text(variable.value) }</code> };
        html! {
            <li key={format!("{}-{}", task.0, name.0)} class="entry">
                { spaced([Some(m.task(task, None)), Some(value), Some(m.at(variable.since, set))]) }
            </li>
        }
    });
    let body = html! { <><ul>{ for rows }</ul>{ m.more(all.saturating_sub(MAX_VARIABLES)) }</> };
    m.section("context", lang.pick("Context variables", "Контекстные переменные"), Html::default(), body)
}
