//! The tab *Values*: the variables of the running step and of every suspended task at the playhead, expressions that are watched,
//! and the search for the moment at which one is true.

use yew::prelude::*;

use super::value_fields::value_fields;
use super::value_stacks::value_stacks;
use crate::engine::Timing;
use crate::i18n::{Lang, count};
use crate::page::derived::value_changes::changed_names;
use crate::page::effects::page_store::Store;
use crate::page::model::action::{Action, RunAction, ValuesAction};
use crate::page::model::analyses::{NoValues, ShownValues};
use crate::page::model::python::{Script, Twin};

/// The most names of variables in the sentence that says which have changed.
const NAMES_TOLD: usize = 4;

/// The tab's contents.
pub fn values_pane(store: &Store) -> Html {
    let lang = store.settings.lang;
    let label = lang.pick("Values at the playhead", "Значения в момент указателя");
    let body = match store.no_values() {
        Some(why) => nothing(store, &why),
        None => html! { <>{ value_fields(store) }{ moment(store) }</> },
    };
    html! { <div id="values" class="console values" tabindex="0" role="region" aria-label={label}>{ body }</div> }
}

/// The sentence of a record that has no values, with what can be done instead.
fn nothing(store: &Store, why: &NoValues) -> Html {
    let lang = store.settings.lang;
    let words = match why {
        NoValues::InRust(Some(_)) => lang
            .pick(
                "This demo is compiled from Rust, and the variables of compiled code are not read. Those of the same program in Python are.",
                "Это демо скомпилировано из Rust, а переменные скомпилированного кода не читаются. Зато они видны у той же программы на Python.",
            )
            .into(),
        NoValues::InRust(None) => lang
            .pick(
                "This demo is compiled from Rust, and the variables of compiled code are not read.",
                "Это демо скомпилировано из Rust, а переменные скомпилированного кода не читаются.",
            )
            .into(),
        NoValues::NoProgram => lang
            .pick(
                "To read values the program is run again, and this record holds no program in Python.",
                "Чтобы прочитать значения, программа выполняется заново, а в этой записи нет программы на Python.",
            )
            .into(),
        NoValues::Running => lang
            .pick(
                "The program is running. When it has ended, its variables can be read at any moment of the run.",
                "Программа выполняется. Когда она завершится, её переменные можно будет прочитать в любой момент запуска.",
            )
            .into(),
        NoValues::NoEngine(why) => lang.pick(
            format!("To read values the program is run again, and the Python engine could not be loaded: {why}"),
            format!("Чтобы прочитать значения, программа выполняется заново, а движок Python не загрузился: {why}"),
        ),
    };
    html! {
        <>
            <p class="values-none" role="status">{ words }</p>
            { match why {
                NoValues::InRust(Some(twin)) => twin_link(*twin, lang),
                NoValues::NoEngine(_) => again(store),
                NoValues::InRust(None) | NoValues::NoProgram | NoValues::Running => Html::default(),
            } }
        </>
    }
}

/// The way to a demo's twin in Python.
fn twin_link(twin: Twin, lang: Lang) -> Html {
    html! {
        <p><a class="plain-button" href={Script::Twin(twin).href()}>{ lang.pick("The same in Python", "То же на Python") }</a></p>
    }
}

fn again(store: &Store) -> Html {
    let label = store.settings.lang.pick("Try again", "Попробовать ещё раз");
    html! { <p>{ button(store, label, [ValuesAction::Again.into()]) }</p> }
}

/// A button that carries out actions.
fn button<const N: usize>(store: &Store, label: &'static str, actions: [Action; N]) -> Html {
    let dispatcher = store.dispatcher();
    let onclick =
        Callback::from(move |_: MouseEvent| actions.iter().for_each(|action| dispatcher.dispatch(action.clone())));
    html! { <button type="button" class="plain-button" {onclick}>{ label }</button> }
}

/// The sentence of the moment, and its variables.
fn moment(store: &Store) -> Html {
    let lang = store.settings.lang;
    let values = &store.values;
    if let Some(why) = &values.broken {
        let words = lang.pick(
            format!("The program could not be repeated: {why}"),
            format!("Не получилось повторить программу: {why}"),
        );
        return html! { <><p class="values-none" role="status">{ words }</p>{ again(store) }</> };
    }
    if let Some(events) = store.values_differ_after() {
        return differs(store, events);
    }
    if store.playback.playhead == 0 {
        let words = lang.pick(
            "Nothing has run yet at this moment: move the playhead on.",
            "К этому моменту ещё ничего не выполнено: передвиньте указатель дальше.",
        );
        return html! { <p class="values-none" role="status">{ words }</p> };
    }
    let shown = store.shown_values();
    let told = told(store, shown.as_ref());
    let is_stale = shown.as_ref().is_some_and(|shown| shown.is_stale);
    html! {
        <>
            <div class="values-head">
                <p class="values-told" role="status">{ told }</p>
                { only_chosen(store) }
            </div>
            if let Some(shown) = shown.filter(|shown| shown.moment.is_some()) {
                <div class={classes!("values-moment", is_stale.then_some("stale"))}>{ value_stacks(store, &shown) }</div>
            }
            if store.is_measured() {
                <p class="values-note">{ lang.pick(
                    "The run was measured or live, and so is its repetition: times in the values may differ a little.",
                    "Запуск был вживую или по замеру, и повтор тоже: время в значениях может немного отличаться.",
                ) }</p>
            }
        </>
    }
}

/// The sentence that tells what is shown: it is read aloud when it changes.
fn told(store: &Store, shown: Option<&ShownValues>) -> String {
    let lang = store.settings.lang;
    let reading = lang.pick("Reading the values…", "Читаем значения…");
    if store.playback.playing {
        return lang
            .pick(
                "The values follow when the playback pauses.",
                "Значения появятся, когда воспроизведение остановится.",
            )
            .into();
    }
    let Some(shown) = shown.filter(|shown| !shown.is_stale) else { return reading.into() };
    let Some(moment) = &shown.moment else {
        return lang.pick("The program had ended by this moment.", "К этому моменту программа завершилась.").into();
    };
    if moment.stacks.iter().all(|stack| stack.frames.is_empty()) {
        return lang
            .pick(
                "At this moment none of the program's functions runs or is suspended.",
                "В этот момент ни одна функция программы не выполняется и не приостановлена.",
            )
            .into();
    }
    let Some(names) = changed_names(shown) else { return String::new() };
    if names.is_empty() {
        return lang.pick("The last step changed no variable.", "Последний шаг не изменил ни одной переменной.").into();
    }
    let more = names.len().saturating_sub(NAMES_TOLD);
    let named = names[..names.len() - more].join(", ");
    let rest = match more {
        0 => String::new(),
        more => lang.pick(format!(" and {} more", count(more, lang)), format!(" и ещё {}", count(more, lang))),
    };
    lang.pick(format!("The last step changed {named}{rest}."), format!("Последний шаг изменил: {named}{rest}."))
}

/// The choice to show only the task whose lane is chosen, where one is.
fn only_chosen(store: &Store) -> Html {
    let lang = store.settings.lang;
    if store.moving.task.is_none() {
        return Html::default();
    }
    let only = store.values.only_chosen;
    let dispatcher = store.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(ValuesAction::OnlyChosen(!only)));
    html! {
        <button type="button" class="plain-button" aria-pressed={only.to_string()} {onclick}>
            { lang.pick("Only the chosen lane", "Только выбранная дорожка") }
        </button>
    }
}

/// The sentence of a repetition that went another way.
fn differs(store: &Store, events: usize) -> Html {
    let lang = store.settings.lang;
    let after = count(events, lang);
    let words = lang.pick(
        format!("Run again, the program went another way after event {after}: behind that there are no values."),
        format!("При повторе программа после события {after} пошла по-другому: дальше значений нет."),
    );
    let why = if store.is_measured() {
        lang.pick(
            "This run was live or measured. Run exactly, the program does the same every time.",
            "Этот запуск был вживую или по замеру. При точном запуске программа каждый раз делает одно и то же.",
        )
    } else {
        lang.pick("Something in it is not the same in every run.", "Что-то в ней от запуска к запуску меняется.")
    };
    let exactly = store.is_measured().then(|| {
        let label = lang.pick("Run exactly", "Запустить точно");
        button(store, label, [RunAction::Timing(Timing::Exact).into(), RunAction::Run.into()])
    });
    html! {
        <>
            <p class="values-none" role="status">{ words }{ " " }{ why }</p>
            if let Some(button) = exactly { <p>{ button }</p> }
        </>
    }
}
