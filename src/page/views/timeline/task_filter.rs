//! The filter of a timeline with many tasks, or with those of libraries, and how many it lets through.

use std::collections::HashSet;

use yew::prelude::*;

use super::timeline_view::TimelineView;
use crate::i18n;
use crate::page::effects::page_store::Store;
use crate::page::model::state::Record;
use crate::reading::spans::FinalState;
use crate::timeline::lanes::{EndingFilter, RowFilter};
use crate::web::dom;

/// The fewest tasks of a record that has a filter.
const MIN_FILTERED_TASKS: usize = 9;

/// The options of the filter by state: value, tasks let through, name in English and in Russian.
const STATE_OPTIONS: [(&str, EndingFilter, &str, &str); 6] = [
    ("all", EndingFilter::All, "all tasks", "все задачи"),
    ("finished", EndingFilter::Ended(FinalState::Finished), "finished", "завершённые"),
    ("failed", EndingFilter::Ended(FinalState::Failed), "failed", "с ошибкой"),
    ("cancelled", EndingFilter::Ended(FinalState::Cancelled), "cancelled", "отменённые"),
    ("left", EndingFilter::Ended(FinalState::Left), "left unfinished", "брошенные"),
    ("going", EndingFilter::Going, "still going", "ещё идут"),
];

/// The fields below the minimap by which tasks are filtered; nothing for a record of few tasks. `shown` is the number of
/// tasks let through.
pub fn task_filter(store: &Store, view: &UseStateHandle<TimelineView>, shown: usize) -> Html {
    let lang = store.settings.lang;
    let count = |record: &Record| {
        let spans = record.spans();
        (spans.tasks.len(), spans.tasks.iter().filter(|task| task.is_of_library).count())
    };
    let (tasks, of_libraries) = store.run.record.as_ref().map_or((0, 0), count);
    if tasks < MIN_FILTERED_TASKS && of_libraries == 0 {
        return html! {};
    }
    let choice = &view.choice;
    let choose = |choose: fn(RowFilter, String) -> RowFilter| {
        let view = view.clone();
        move |text: String| {
            let choice = choose(view.choice.clone(), text);
            view.set(TimelineView { choice, ..(*view).clone() });
        }
    };
    let by_name = choose(|choice, text| RowFilter { name: text.trim().to_lowercase(), ..choice });
    let by_state = choose(|choice, id| {
        let option = STATE_OPTIONS.iter().find(|(other, ..)| *other == id);
        RowFilter { which: option.map_or(EndingFilter::All, |(_, which, ..)| *which), ..choice }
    });
    let options = STATE_OPTIONS.iter().map(|(id, which, en, ru)| {
        html! { <option value={*id} selected={*which == choice.which}>{ lang.pick(*en, *ru) }</option> }
    });
    let found = choice.filters().then(|| {
        let (shown, all) = (i18n::count(shown, lang), i18n::count(tasks, lang));
        lang.pick(format!("{shown} of {all} tasks"), format!("{shown} из {all} задач"))
    });
    let show_libraries = {
        let view = view.clone();
        Callback::from(move |_: MouseEvent| {
            let choice = &view.choice;
            let choice =
                RowFilter { shows_libraries: !choice.shows_libraries, opened: HashSet::new(), ..choice.clone() };
            view.set(TimelineView { choice, ..(*view).clone() });
        })
    };
    html! {
        <div class="task-filter">
            <input type="search" value={choice.name.clone()}
                oninput={Callback::from(move |event: InputEvent| by_name(dom::field_text(&event)))}
                aria-label={lang.pick("Tasks by name", "Задачи по имени")} placeholder={lang.pick("Task name", "Имя задачи")} />
            <select onchange={Callback::from(move |event: Event| by_state(dom::field_text(&event)))}
                aria-label={lang.pick("Tasks by state", "Задачи по состоянию")}>{ for options }</select>
            if of_libraries > 0 {
                <button type="button" class="quiet-button" aria-pressed={choice.shows_libraries.to_string()} onclick={show_libraries}>
                    { lang.pick("Tasks of libraries", "Задачи библиотек") }
                    <span class="count">{ i18n::count(of_libraries, lang) }</span>
                </button>
            }
            <span class="muted" role="status">{ found.unwrap_or_default() }</span>
        </div>
    }
}
