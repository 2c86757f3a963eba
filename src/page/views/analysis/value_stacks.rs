//! The variables of a moment, stack by stack and frame by frame, with what the last step has changed.

use yew::prelude::*;

use crate::i18n::{Lang, count};
use crate::inspection::{InspectedFrame, InspectedStack};
use crate::page::derived::value_changes::{ValueChange, change_of, frame_before};
use crate::page::effects::page_store::Store;
use crate::page::model::action::ValuesAction;
use crate::page::model::analyses::ShownValues;
use crate::page::model::state::Highlight;
use crate::page::views::parts::named::Named;
use crate::trace::{Seq, TaskId};

/// The most stacks that are shown.
const STACKS_SHOWN: usize = 24;

/// The most letters of a text that is shown unfolded.
const TEXT_SHOWN: usize = 90;

/// The stacks of a moment.
pub fn value_stacks(store: &Store, shown: &ShownValues) -> Html {
    let lang = store.settings.lang;
    let Some(moment) = &shown.moment else { return Html::default() };
    let chosen = store.moving.task.filter(|_| store.values.only_chosen);
    let is_wanted =
        |stack: &&InspectedStack| !stack.frames.is_empty() && chosen.is_none_or(|task| stack.task == Some(task.0));
    let stacks: Vec<&InspectedStack> = moment.stacks.iter().filter(is_wanted).collect();
    let cut = if chosen.is_some() { 0 } else { moment.left_out as usize };
    let more = stacks.len().saturating_sub(STACKS_SHOWN) + cut;
    if stacks.is_empty() && chosen.is_some() {
        let words = lang.pick("The chosen task holds no variables now.", "У выбранной задачи сейчас нет переменных.");
        return html! { <p class="muted">{ words }</p> };
    }
    html! {
        <>
            <div class="value-stacks">
                { for stacks.iter().take(STACKS_SHOWN).map(|stack| value_stack(store, shown, stack)) }
            </div>
            if more > 0 {
                <p class="muted">{ lang.pick(
                    format!("{} more: choose a lane to see its variables alone.", count(more, lang)),
                    format!("И ещё {}: выберите дорожку, чтобы увидеть только её переменные.", count(more, lang)),
                ) }</p>
            }
        </>
    }
}

/// A task, or code outside of tasks: its name, what it does, and its frames.
fn value_stack(store: &Store, shown: &ShownValues, stack: &InspectedStack) -> Html {
    let lang = store.settings.lang;
    let heading = format!("values-{}-{}", stack.task.map_or(-1, i64::from), stack.thread);
    let state = match stack.running {
        true => lang.pick("runs", "выполняется"),
        false => lang.pick("suspended", "приостановлена"),
    };
    let (name, state) = match stack.task.map(TaskId) {
        Some(task) => (task_name(store, task, shown.events), Some(state)),
        None if stack.thread == 0 => {
            let name = lang.pick("outside the tasks", "вне задач");
            (html! { name }, stack.running.then(|| lang.pick("runs", "выполняется")))
        }
        None => {
            let name = lang.pick(format!("thread {}", stack.thread), format!("поток {}", stack.thread));
            (html! { name }, stack.running.then(|| lang.pick("runs", "выполняется")))
        }
    };
    let colour = stack.task.and_then(|task| Some(store.run.record.as_ref()?.colour(TaskId(task))));
    let class =
        classes!("value-stack", colour.map(|colour| format!("lane-{colour}")), stack.running.then_some("running"),);
    let frames = stack.frames.iter().enumerate().map(|(depth, frame)| {
        let before = frame_before(shown.before.as_deref(), stack, depth);
        value_frame(store, (frame, before), stack.task.map(TaskId))
    });
    html! {
        <section key={heading.clone()} {class} aria-labelledby={heading.clone()}>
            <h3 id={heading}>{ name }if let Some(state) = state { <span class="aside">{ state }</span> }</h3>
            { for frames }
        </section>
    }
}

/// The name of a task, which lights up its lane.
fn task_name(store: &Store, task: TaskId, events: usize) -> Html {
    let Some(record) = &store.run.record else { return Html::default() };
    let seq = Seq(events.saturating_sub(1) as u32);
    let name = record.spans().names.task(&record.trace.borrow(), task, seq);
    let what = Highlight::Task(task);
    let lit = store.lights().contains(&what);
    html! { <Named dispatcher={store.dispatcher()} {what} {lit} {name} class="of-task" /> }
}

/// A frame: its function with the arguments, its line, and its variables.
fn value_frame(
    store: &Store,
    (frame, before): (&InspectedFrame, Option<&InspectedFrame>),
    task: Option<TaskId>,
) -> Html {
    let lang = store.settings.lang;
    let is_module = frame.function == "<module>";
    let arguments: Vec<&str> =
        frame.variables.iter().take(frame.arguments as usize).map(|(name, _)| name.as_str()).collect();
    let call = match is_module {
        true => lang.pick("module", "модуль").to_string(),
        // The qualified name of a nested function begins with those around it.
        false => {
            let name = frame.function.rsplit("<locals>.").next().unwrap_or(&frame.function);
            format!("{name}({})", arguments.join(", "))
        }
    };
    let (own, hidden) = store.program_file();
    let line = frame.line.saturating_sub(hidden);
    let place = match own == frame.file {
        true => lang.pick(format!("line {line}"), format!("строка {line}")),
        false => lang.pick(format!("{}, line {line}", frame.file), format!("{}, строка {line}", frame.file)),
    };
    let (dispatcher, file) = (store.dispatcher(), frame.file.clone());
    let onclick = Callback::from(move |_: MouseEvent| {
        dispatcher.dispatch(ValuesAction::Show(file.as_str().into(), line, task));
    });
    let left_out = frame.left_out as usize;
    let generators = frame.generators.iter().map(|generator| {
        let was = before.and_then(|before| before.generators.iter().find(|other| other.variable == generator.variable));
        html! {
            <div class="value-generator">
                <p class="aside">{ lang.pick("generator", "генератор") }{ " " }<code>{ &generator.variable }</code></p>
                { value_frame(store, (&generator.frame, was.map(|was| &was.frame)), task) }
            </div>
        }
    });
    html! {
        <div class="value-frame">
            <button type="button" class="frame-place" title={lang.pick("Show the line", "Показать строку")} {onclick}>
                <code>{ call }</code>{ " " }<span class="aside">{ place }</span>
            </button>
            if frame.variables.is_empty() && frame.results.is_empty() {
                <p class="aside">{ lang.pick("no variables yet", "переменных пока нет") }</p>
            } else {
                <dl>
                    { for frame.variables.iter().map(|(name, text)| variable(name, text, change_of(before, name, text), lang)) }
                    { for frame.results.iter().map(|(line, text)| result(line.saturating_sub(hidden), text, lang)) }
                </dl>
            }
            if left_out > 0 {
                <p class="aside">{ lang.pick(format!("and {} more", count(left_out, lang)), format!("и ещё {}", count(left_out, lang))) }</p>
            }
            { for generators }
        </div>
    }
}

/// A variable: its name, the text of its value, and what that was before the last step.
fn variable(name: &str, text: &str, change: Option<ValueChange>, lang: Lang) -> Html {
    let was = change.map(|change| match change {
        ValueChange::New => html! { <span class="value-was">{ lang.pick("new", "новая") }</span> },
        ValueChange::Was(before) => html! {
            <span class="value-was">{ lang.pick("was", "было") }{ " " }<code>{ shortened(before) }</code></span>
        },
    });
    html! {
        <div key={name.to_string()} class={classes!("variable", change.is_some().then_some("changed"))}>
            <dt>{ name }</dt>
            <dd>{ value_text(text) }{ was.unwrap_or_default() }</dd>
        </div>
    }
}

/// The value that an await has given in the last step.
fn result(line: u32, text: &str, lang: Lang) -> Html {
    html! {
        <div class="variable await-result">
            <dt>{ "await, " }<span class="aside">{ lang.pick(format!("line {line}"), format!("строка {line}")) }</span></dt>
            <dd>{ value_text(text) }</dd>
        </div>
    }
}

/// The text of a value, folded where it is long.
pub fn value_text(text: &str) -> Html {
    if text.chars().nth(TEXT_SHOWN).is_none() {
        return html! { <code>{ text.to_string() }</code> };
    }
    html! {
        <details class="value-long">
            <summary><code>{ shortened(text) }</code></summary>
            <code>{ text.to_string() }</code>
        </details>
    }
}

/// The beginning of a long text.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(TEXT_SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.into(),
    }
}
