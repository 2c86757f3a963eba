//! The fields of the tab *Values*: expressions to be watched, and the one whose first true moment is looked for.

use yew::prelude::*;

use crate::i18n::{Lang, count, plural, seconds};
use crate::page::effects::page_store::Store;
use crate::page::model::action::ValuesAction;
use crate::page::model::analyses::{MOST_WATCHED, StopOutcome};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

/// The id of the field for an expression to be watched.
const WATCH_FIELD: &str = "watch-field";
/// The id of the field for the expression that is to be true.
const STOP_FIELD: &str = "stop-field";

/// The most letters of a value beside its expression.
const TEXT_TOLD: usize = 40;

/// A field and its button.
struct Field {
    id: &'static str,
    label: &'static str,
    example: &'static str,
    /// The button's label, and its picture where there is little room.
    press: (&'static str, IconShape),
    /// True if the text stays when it is taken.
    keeps: bool,
    off: bool,
}

/// Both fields, and below them what came of them.
pub fn value_fields(store: &Store) -> Html {
    let lang = store.settings.lang;
    let watch = Field {
        id: WATCH_FIELD,
        label: lang.pick("Watch", "Следить за"),
        example: "len(orders)",
        press: (lang.pick("Add", "Добавить"), IconShape::Add),
        keeps: false,
        off: store.values.watches.expressions.len() >= MOST_WATCHED,
    };
    let stop = Field {
        id: STOP_FIELD,
        label: lang.pick("Stop where", "Стоп, где"),
        example: "total > 10",
        press: (lang.pick("Go", "Перейти"), IconShape::StepTo),
        keeps: true,
        off: false,
    };
    html! {
        <>
            <div class="values-fields">
                { field(store, watch, |text| ValuesAction::Watch(text.into())) }
                { field(store, stop, |text| ValuesAction::StopWhere(text.into())) }
            </div>
            { watched(store) }
            <p class={classes!("values-stop", store.values.stop.is_none().then_some("empty"))} role="status">{ stopped(store) }</p>
        </>
    }
}

/// A field for an expression in Python. The document has its text: drawn anew, a field would lose what is being typed.
fn field(store: &Store, field: Field, action: fn(String) -> ValuesAction) -> Html {
    let Field { id, label, example, press: (press, shape), keeps, off } = field;
    let dispatcher = store.dispatcher();
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if off {
            return;
        }
        let typed = if keeps { dom::typed_in(id) } else { dom::take_field(id) };
        if let Some(typed) = typed {
            dispatcher.dispatch(action(typed));
        }
    });
    html! {
        <form class="values-field" {onsubmit}>
            <label for={id}>{ label }</label>
            <input {id} type="text" placeholder={example} autocomplete="off" autocapitalize="off"
                spellcheck="false" enterkeyhint="go" />
            <button type="submit" class="plain-button" aria-label={format!("{label}: {press}")} title={press} aria-disabled={off.to_string()}>
                <Icon {shape} />
            </button>
        </form>
    }
}

/// The expressions that are watched, each with its values at the playhead, or what is wrong with it.
fn watched(store: &Store) -> Html {
    let watches = &store.values.watches;
    if watches.expressions.is_empty() {
        return Html::default();
    }
    let lang = store.settings.lang;
    let rows = watches.expressions.iter().map(|expression| {
        let told = told(store, expression);
        let label = lang.pick(format!("Watch {expression} no more"), format!("Больше не следить за {expression}"));
        let (dispatcher, own) = (store.dispatcher(), expression.clone());
        let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(ValuesAction::Unwatch(own.clone())));
        html! {
            <li key={expression.to_string()}>
                <code>{ expression.to_string() }</code>
                <span class="aside" title={told.clone()}>{ told }</span>
                <button type="button" class="icon-button" aria-label={label.clone()} title={label} {onclick}><Icon shape={IconShape::Close} /></button>
            </li>
        }
    });
    html! { <ul class="watched" aria-label={lang.pick("Watched", "Под наблюдением")}>{ for rows }</ul> }
}

/// The facts known of an expression: its values now, or why it has none.
fn told(store: &Store, expression: &str) -> String {
    let (lang, watches) = (store.settings.lang, &store.values.watches);
    let Some((fault, lanes, left_out)) = watches.told(expression) else {
        return match store.values.broken {
            Some(_) => String::new(),
            None => lang.pick("reading…", "читаем…").into(),
        };
    };
    if let Some(fault) = fault {
        return faulty(fault, lang);
    }
    if lanes == 0 {
        return lang
            .pick(
                "found nowhere in the run: no function has all its names",
                "не найдено: ни в одной функции нет всех этих имён",
            )
            .into();
    }
    let all = watches.lanes();
    let own: Vec<_> = all.iter().filter(|lane| *lane.expression == *expression).collect();
    let alone = own.len() == 1;
    let now =
        own.iter().filter_map(|lane| {
            let text = lane.after(store.playback.playhead)?.text.chars().take(TEXT_TOLD).collect::<String>();
            // A call and, behind a dot, the name of its task: the call tells enough.
            let call = lane.task.as_ref().and_then(|task| task.split(" · ").next()).filter(|_| !alone);
            Some(call.map_or_else(
                || text.clone(),
                |call| lang.pick(format!("{text} in {call}"), format!("{text} в {call}")),
            ))
        });
    let now = now.collect::<Vec<_>>().join(" · ");
    let now = if now.is_empty() {
        lang.pick("no value here", "здесь значения нет").into()
    } else {
        format!("= {now}")
    };
    let now = match watches.until() {
        None => now,
        Some(until) => {
            let time = seconds(store.run.time_of(until), lang);
            lang.pick(
                format!("{now} · known up to {time}: it changes too often"),
                format!("{now} · известно до {time}: изменений слишком много"),
            )
        }
    };
    match left_out {
        0 => now,
        n => {
            let tasks = plural(n, lang, ["more task", "more tasks"], ["задача", "задачи", "задач"]);
            let n = count(n, lang);
            lang.pick(format!("{now} · {n} {tasks} without a lane"), format!("{now} · ещё {n} {tasks} без дорожки"))
        }
    }
}

/// Says that Python finds fault with an expression.
fn faulty(fault: &str, lang: Lang) -> String {
    lang.pick(format!("cannot be evaluated: {fault}"), format!("не вычисляется: {fault}"))
}

/// The outcome of the search for a moment.
fn stopped(store: &Store) -> Html {
    let lang = store.settings.lang;
    let Some(stop) = &store.values.stop else { return Html::default() };
    let words = match &stop.outcome {
        StopOutcome::Searching if store.values.broken.is_some() => return Html::default(),
        StopOutcome::Searching => lang.pick("is looked for…", "ищем…").into(),
        StopOutcome::At(events) => {
            let (event, time) = (count(*events, lang), seconds(store.run.time_of(*events), lang));
            lang.pick(
                format!("is true for the first time at {time}, event {event}."),
                format!("впервые истинно в {time}, событие {event}."),
            )
        }
        StopOutcome::Never => lang.pick("is never true in this run.", "в этом запуске истинным не бывает.").into(),
        StopOutcome::Fault(why) => faulty(why, lang),
    };
    html! { <><code>{ stop.expression.to_string() }</code>{ " " }{ words }</> }
}
