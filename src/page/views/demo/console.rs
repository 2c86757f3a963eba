use yew::prelude::*;

use super::console_input::ConsoleInput;
use crate::clock::Micros;
use crate::engine::MOST_EVENTS;
use crate::i18n::{Lang, count};
use crate::page::derived::traceback::{Part, parts};
use crate::page::effects::page_store::Store;
use crate::page::model::python::PythonAction;
use crate::page::model::state::{Highlight, Phase, Record, State};
use crate::page::views::parts::named::Named;
use crate::trace::Limit;
use crate::trace::{EventKind, Recorder, Seq, Status, Stream, TaskId};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The most lines that are drawn: the last ones.
const MAX_LINES: usize = 200;

/// A line of output with its moment and its task.
struct Line {
    seq: usize,
    at: Micros,
    task: Option<(TaskId, String, u8)>,
    text: String,
    class: &'static str,
}

/// The last lines that were printed up to the playhead, each with the task whose step printed it, and how many more
/// there are.
fn lines(record: &Record, playhead: usize) -> (Vec<Line>, usize) {
    let Some(last) = playhead.checked_sub(1) else { return (Vec::new(), 0) };
    let (trace, spans, index) = (record.trace.borrow(), record.spans(), record.index());
    let said = index.said(Seq(last as u32));
    let earlier = said.len().saturating_sub(MAX_LINES);
    let lines = said[earlier..].iter().filter_map(|said| {
        let event = trace.event(said.seq);
        let (text, class) = match event.kind {
            EventKind::Output { stream: Stream::Out, text } => (text, ""),
            EventKind::Output { stream: Stream::Err, text } => (text, "line-error"),
            EventKind::Warning { text, .. } => (text, "line-warning"),
            _ => return None,
        };
        let task = said.task.map(|task| (task, spans.names.task(&trace, task, said.seq), record.colour(task)));
        Some(Line { seq: said.seq.0 as usize, at: event.t, task, text: trace.text(text).into(), class })
    });
    (lines.collect(), earlier)
}

/// The console: what the program has printed before the playhead, each line with the task that printed it.
#[component]
pub fn Console(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let (mut lines, earlier) =
        store.run.record.as_ref().map(|record| lines(record, store.playback.playhead)).unwrap_or_default();
    // The line that the program asks for: its beginning is printed, and the reader finishes it.
    let asks = store.asked().cloned();
    if let Some(asks) = &asks
        && lines.last().is_some_and(|line| *line.text == **asks)
    {
        lines.pop();
    }
    let last = lines.last().map(|line| format!("line-{}", line.seq));
    use_effect_with(last, |last| {
        if let Some(last) = last {
            dom::reveal("console", last);
        }
    });
    // Tab comes to the last name; up and down go on from there.
    let named: Vec<usize> = lines.iter().filter(|line| line.task.is_some()).map(|line| line.seq).collect();
    let lights = store.lights();
    let rows = lines.iter().enumerate().map(|(i, line)| {
        // A traceback has all the width, but for its first line.
        let goes_on = store.script().is_some() && line.class == "line-error" && {
            let before = i.checked_sub(1).map(|before| &lines[before]);
            before.is_some_and(|before| before.class == line.class && before.at == line.at)
        };
        let who = line.task.as_ref().map(|(task, name, colour)| {
            let what = Highlight::Task(*task);
            let to = lang.pick("to where this was printed", "к тому, как это напечатано");
            html! { <Named dispatcher={store.dispatcher()} {what} lit={lights.contains(&what)} name={name.clone()}
                class={classes!("who", format!("lane-{colour}"))} goes={(line.seq + 1, AttrValue::from(to))}
                id={format!("who-{}", line.seq)} passed_by={named.last() != Some(&line.seq)} /> }
        });
        let lit = line.task.as_ref().is_some_and(|(task, ..)| lights.contains(&Highlight::Task(*task)));
        let class = classes!("console-line", line.class, lit.then_some("lit-line"));
        html! {
            <div key={line.seq} id={format!("line-{}", line.seq)} {class} onkeydown={among(&named, line.seq)}>
                if !goes_on {
                    <time>{ lang.pick(format!("{:.2}", line.at.seconds()), format!("{:.2}", line.at.seconds()).replace('.', ",")) }</time>
                }
                { who.unwrap_or_else(|| match store.script() {
                    // Tracebacks need the room.
                    Some(_) if !line.class.is_empty() => html! {},
                    Some(_) | None => html! { <span class="who"></span> },
                }) }
                <span class="console-text">{ text(store, &line.text) }</span>
            </div>
        }
    });
    let empty = match store.run.phase {
        Phase::Idle if store.python.running => lang.pick(
            "The program runs. What it prints stands here when it has ended.",
            "Программа выполняется. Когда она завершится, здесь будет её вывод.",
        ),
        Phase::Idle => lang.pick("Nothing has run yet. Press Run.", "Ещё ничего не запущено. Нажмите «Пуск»."),
        Phase::Running | Phase::Ended(_) => {
            lang.pick("Nothing printed up to here.", "До этого места ничего не выведено.")
        }
    };
    let ended = ended(store).filter(|_| store.playback.playhead >= store.len() && asks.is_none());
    html! {
        <div id="console" class={classes!("console", store.script().map(|_| "console-python"))} tabindex="0" role="log" aria-label={lang.pick("Console", "Консоль")} aria-live="off">
            if lines.is_empty() && ended.is_none() && asks.is_none() { <p class="muted">{ empty }</p> }
            if earlier > 0 {
                <p class="muted">{ lang.pick(format!("… {earlier} lines before"), format!("… ещё строк раньше: {earlier}")) }</p>
            }
            { for rows }
            { for ended.map(|text| html! { <p class="console-end">{ text }</p> }) }
            if let Some(asks) = asks { <ConsoleInput key={store.run.ticket} store={store.clone()} beginning={AttrValue::from(asks)} /> }
        </div>
    }
}

/// A printed text; a line of the program in Python that it names is a button that goes there.
fn text(store: &Store, printed: &str) -> Html {
    let Some(script) = store.script() else { return html! { { printed.to_string() } } };
    let files = store.python.paths(script);
    let parts = parts(printed, &files).into_iter().map(|part| match part {
        Part::Text(text) => html! { { text.to_string() } },
        Part::Line(text, file, line) => {
            let (dispatcher, file) = (store.dispatcher(), files[file].clone());
            let go = move |_: MouseEvent| dispatcher.dispatch(PythonAction::Go(file.clone(), line));
            let onclick = Callback::from(go);
            html! { <button type="button" class="to-line" {onclick}>{ text.to_string() }</button> }
        }
    });
    html! { { for parts } }
}

/// Up and down move the focus among the names.
fn among(named: &[usize], seq: usize) -> Option<Callback<KeyboardEvent>> {
    let at = named.binary_search(&seq).ok()?;
    let (above, below) = (at.checked_sub(1).map(|above| named[above]), named.get(at + 1).copied());
    Some(Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowUp" => above,
            "ArrowDown" => below,
            _ => return,
        };
        event.prevent_default();
        if let Some(to) = to {
            dom::focus(&format!("who-{to}"));
        }
    }))
}

/// The sentence for the end of the run, unless it simply returned.
fn ended(state: &State) -> Option<String> {
    let Phase::Ended(status) = state.run.phase else { return None };
    let lang = state.settings.lang;
    match status {
        Status::Returned => None,
        Status::Raised(text) => {
            let record = state.run.record.as_ref()?;
            let error = record.trace.borrow().text(text).to_string();
            Some(lang.pick(format!("The program failed: {error}"), format!("Программа завершилась ошибкой: {error}")))
        }
        Status::Deadlock => Some(
            lang.pick("Deadlock: nothing can happen any more.", "Взаимная блокировка: больше ничего не произойдёт.")
                .into(),
        ),
        Status::Stopped => Some(lang.pick("Stopped.", "Остановлено.").into()),
        // The rest of it is on its way.
        Status::Limit if state.python.growing => None,
        Status::Limit if limit_of(state) != Limit::Events => Some(stopped_at(limit_of(state), lang)),
        Status::Limit => {
            let limit = match state.script() {
                Some(_) => Some(state.python.limit),
                // A record that is full ends just below the limit of what made it.
                None => [MOST_EVENTS, Recorder::LIMIT].into_iter().find(|limit| state.len() <= *limit),
            };
            let limit = count(limit.unwrap_or(state.len()), lang);
            Some(lang.pick(
                format!("Stopped at the limit of {limit} events; everything up to here is kept."),
                format!("Остановлено на пределе в {limit} событий; всё до этого места сохранено."),
            ))
        }
    }
}

/// The limit at which the record ends.
fn limit_of(state: &State) -> Limit {
    state.run.record.as_ref().map_or(Limit::Events, |record| Limit::reached(&record.trace.borrow()))
}

/// The sentence for a program that was stopped at a limit other than that of its record.
fn stopped_at(limit: Limit, lang: Lang) -> String {
    let limit = match limit {
        Limit::Stacks => {
            return lang.pick(
                "Stopped: the threads of this program have to take turns, for which a browser has to suspend their stacks, \
                 and this one cannot. Run it in a current Chrome, Edge or Firefox, or on the command line."
                    .into(),
                "Остановлено: потоки этой программы должны сменять друг друга, а для этого браузер должен уметь \
                 приостанавливать их стеки, и этот не умеет. Запустите её в свежем Chrome, Edge или Firefox либо из \
                 командной строки."
                    .into(),
            );
        }
        Limit::Events | Limit::Resumptions => lang.pick("the limit of events".into(), "пределе числа событий".into()),
        Limit::Output => {
            let most = Limit::OUTPUT / 1024;
            lang.pick(format!("the limit of {most}\u{a0}KB of output"), format!("пределе вывода в {most}\u{a0}КБ"))
        }
        Limit::Tasks => {
            let most = count(Limit::TASKS, lang);
            lang.pick(format!("the limit of {most} tasks alive"), format!("пределе в {most} незавершённых задач"))
        }
        Limit::Looks => {
            let most = count(Limit::LOOKS as usize, lang);
            lang.pick(
                format!("the limit of {most} looks at the clock without a wait"),
                format!("пределе в {most} взглядов на часы без ожидания"),
            )
        }
        Limit::Waits => {
            let most = count(Limit::WAITS as usize, lang);
            lang.pick(
                format!("the limit of {most} waits in which nothing has happened"),
                format!("пределе в {most} ожиданий, за которые ничего не случилось"),
            )
        }
        Limit::Turns => {
            let most = count(Limit::TURNS as usize, lang);
            lang.pick(
                format!("the limit of {most} turns without a wait"),
                format!("пределе в {most} ходов цикла без ожидания"),
            )
        }
    };
    lang.pick(
        format!("Stopped at {limit}; everything up to here is kept."),
        format!("Остановлено на {limit}; всё до этого места сохранено."),
    )
}
