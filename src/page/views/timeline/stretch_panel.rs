//! The panel of the stretch that is selected: its length, and the sums of its tasks' time.

use yew::prelude::*;

use crate::clock::Micros;
use crate::i18n::{self, Lang, seconds, wait_kind};
use crate::page::derived::picture::events;
use crate::page::effects::page_store::Store;
use crate::page::model::action::MoveAction;
use crate::page::model::effect::{ViewOrder, Zoom};
use crate::page::model::moving::{Stretch, StretchAction};
use crate::reading::{TaskSums, add_wait, stretch_sums};
use crate::timeline::layout::colour;
use crate::trace::{Seq, WaitKind};

/// The most tasks that are listed; the others are counted.
const MAX_TASKS: usize = 50;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
    pub stretch: Stretch,
}

/// The stretch in words and sums, with what can be done with it.
#[component]
pub fn StretchPanel(props: &Props) -> Html {
    let Props { store, stretch } = props;
    let lang = store.settings.lang;
    let ends = (stretch.from.at, stretch.to.at);
    let sums = use_memo((store.run.record.clone(), ends), |(record, (from, to))| {
        record.as_ref().map_or_else(Vec::new, |record| stretch_sums(&record.spans(), *from, *to))
    });
    let zoom = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.order(ViewOrder::ZoomTimeline(Zoom::Stretch)))
    };
    let clear = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(MoveAction::Stretch(StretchAction::Clear)))
    };
    html! {
        <section class="stretch-panel" aria-label={lang.pick("The selected stretch", "Выделенный отрезок времени")}>
            <div class="stretch-head">
                <p role="status">{ about(stretch, lang) }</p>
                <button type="button" class="plain-button" onclick={zoom}>{ lang.pick("Zoom to it", "Показать крупно") }</button>
                <button type="button" class="plain-button" onclick={clear}>{ lang.pick("Clear", "Снять") }</button>
            </div>
            { match stretch.length() {
                Micros::ZERO => html! {},
                _ => table(store, &sums),
            } }
        </section>
    }
}

/// `1.2 s, from 0.3 s to 1.5 s: 14 events`.
fn about(stretch: &Stretch, lang: Lang) -> Html {
    let count = events(stretch.events(), lang);
    let (length, from, to) = (stretch.length(), seconds(stretch.from.at, lang), seconds(stretch.to.at, lang));
    if length == Micros::ZERO {
        return html! {
            <><b>{ count }</b>{ lang.pick(format!(" at {from}: no time passes"), format!(" в момент {from}: время не идёт")) }</>
        };
    }
    html! {
        <><b>{ seconds(length, lang) }</b>{ lang.pick(format!(" from {from} to {to}, {count}"), format!(" от {from} до {to}, {count}")) }</>
    }
}

/// The sums of all tasks, and of each.
fn table(store: &Store, sums: &[TaskSums]) -> Html {
    let lang = store.settings.lang;
    let Some(record) = &store.run.record else { return Html::default() };
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let row = |key: String, name: Html, (running, ready): (Micros, Micros), waiting: &[(WaitKind, Micros)]| {
        html! {
            <tr {key}>
                <th scope="row">{ name }</th>
                <td class="number">{ time(running, lang) }</td>
                <td class="number">{ time(ready, lang) }</td>
                <td>{ reasons(waiting, lang) }</td>
            </tr>
        }
    };
    let add = |of: fn(&TaskSums) -> Micros| sums.iter().fold(Micros::ZERO, |sum, task| sum + of(task));
    let mut waiting = Vec::new();
    for (kind, time) in sums.iter().flat_map(|task| &task.waiting) {
        add_wait(&mut waiting, *kind, *time);
    }
    let all = html! { { lang.pick("All tasks", "Все задачи") } };
    let tasks = sums.iter().take(MAX_TASKS).map(|task| {
        let name = spans.names.task_alone(&trace, task.task, Seq(u32::MAX));
        let class = format!("of-task lane-{}", spans.place(task.task).map_or(0, colour));
        row(task.task.0.to_string(), html! { <span {class}>{ name }</span> }, (task.running, task.ready), &task.waiting)
    });
    let more = sums.len().saturating_sub(MAX_TASKS);
    html! {
        <div class="stretch-sums" tabindex="0" role="region" aria-label={lang.pick("Time by task and by reason", "Время по задачам и причинам")}>
            <table>
                <thead><tr>
                    <th scope="col">{ lang.pick("Task", "Задача") }</th>
                    <th scope="col" class="number">{ lang.pick("runs", "выполняется") }</th>
                    <th scope="col" class="number">{ lang.pick("ready", "готова") }</th>
                    <th scope="col">{ lang.pick("waits", "ждёт") }</th>
                </tr></thead>
                <tbody>
                    if sums.len() != 1 { { row("all".into(), all, (add(|task| task.running), add(|task| task.ready)), &waiting) } }
                    { for tasks }
                </tbody>
            </table>
            if more > 0 {
                <p class="muted">{ lang.pick(format!("and {} more tasks", i18n::count(more, lang)), format!("и ещё задач: {}", i18n::count(more, lang))) }</p>
            }
        </div>
    }
}

/// A time; a dash for none, which is quicker to read past.
fn time(time: Micros, lang: Lang) -> String {
    if time == Micros::ZERO { "–".into() } else { seconds(time, lang) }
}

/// `sleep 3 s, lock 0.4 s`, the longest first.
fn reasons(waiting: &[(WaitKind, Micros)], lang: Lang) -> String {
    let words = waiting.iter().map(|(kind, time)| format!("{}\u{a0}{}", wait_kind(*kind, lang), seconds(*time, lang)));
    let words: Vec<String> = words.collect();
    if words.is_empty() { "–".into() } else { words.join(", ") }
}
