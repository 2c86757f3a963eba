use yew::prelude::*;

use crate::engine::{LONGEST_SOURCE, MOST_ASKED_EVENTS, MOST_EVENTS, MOST_MEMORY};
use crate::i18n::{Lang, count};
use crate::page::derived::end_sentence::stopped_by_hand;
use crate::page::effects::page_store::Store;
use crate::page::model::python::{EngineState, Python, PythonAction, RunFailure};
use crate::page::model::state::{Phase, State};
use crate::trace::Status;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The line below the program.
struct StatusLine {
    text: String,
    /// The message of the error, which is English.
    detail: Option<String>,
    bad: bool,
    /// The share of the download that has come, from 0 to 1; `Some(None)` where its size is unknown.
    progress: Option<Option<f64>>,
}

/// One line below the program: how far the engine is, what it does, why it does not.
#[component]
pub fn PythonStatus(props: &Props) -> Html {
    let line = status_line(&props.store, props.store.settings.lang);
    let label = props.store.settings.lang.pick("Loading Python", "Загрузка Python");
    let raise = {
        let dispatcher = props.store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Raise))
    };
    let stop = {
        let dispatcher = props.store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Stop))
    };
    let most = count(MOST_ASKED_EVENTS, props.store.settings.lang);
    let more = props.store.settings.lang.pick(format!("Up to {most}"), format!("До {most}"));
    html! {
        <div class={classes!("python-status", line.bad.then_some("trouble"))}>
            <p role="status">
                { line.text }
                if let Some(detail) = line.detail { { " " }<code class="muted" lang="en">{ detail }</code> }
            </p>
            if props.store.is_cut() && (MOST_EVENTS..MOST_ASKED_EVENTS).contains(&props.store.python.limit) && !props.store.python.growing {
                <button type="button" class="quiet-button" onclick={raise}>{ more }</button>
            }
            if props.store.python.growing && !props.store.python.running {
                <button type="button" class="quiet-button" onclick={stop}>{ props.store.settings.lang.pick("Stop", "Стоп") }</button>
            }
            if let Some(progress) = line.progress {
                <progress aria-label={label} max="1" value={progress.map(|fraction| format!("{fraction:.2}"))} />
            }
        </div>
    }
}

/// The words for an engine that comes, for a program that runs in it, or for a run that has come to nothing.
pub fn engine_text(state: &State) -> String {
    let lang = state.settings.lang;
    match (&state.python.engine, &state.python.mishap) {
        (EngineState::Asleep | EngineState::Ready, None) => {
            lang.pick("The program runs…", "Программа выполняется…").into()
        }
        _ => status_line(state, lang).text,
    }
}

/// The line for a state.
fn status_line(state: &State, lang: Lang) -> StatusLine {
    let python = &state.python;
    if let Some(failure) = failure(python, lang) {
        return failure;
    }
    let plain = |text: &str| StatusLine { text: text.into(), detail: None, bad: false, progress: None };
    match &python.engine {
        EngineState::Loading(bytes, total) => {
            loading(lang.pick("Loading Python", "Загружается Python"), *bytes, *total, lang)
        }
        EngineState::Fetching(bytes, total) => loading(
            lang.pick("Loading what the program imports", "Загружается импортируемое"),
            *bytes,
            Some(*total),
            lang,
        ),
        EngineState::Building(done, total) => StatusLine {
            text: building(*done, *total, lang),
            progress: Some(total.map(|total| (*done as f64 / total.max(1) as f64).min(1.0))),
            ..plain("")
        },
        EngineState::Starting => plain(lang.pick("Python is starting…", "Python запускается…")),
        EngineState::Asleep if python.running => plain(lang.pick("Python is starting…", "Python запускается…")),
        _ if python.asks().is_some() => plain(lang.pick(
            "The program asks for a line: type it at the end of the console.",
            "Программа ждёт строку: введите её в конце консоли.",
        )),
        _ if python.running => plain(lang.pick("The program runs…", "Программа выполняется…")),
        _ if python.locating => plain(lang.pick(
            "Stopped. The program runs once more, to find the line where it was…",
            "Остановлено. Программа выполняется ещё раз, чтобы найти строку, где она была…",
        )),
        _ if python.growing => {
            plain(lang.pick("The program goes on: its record grows…", "Программа продолжается: запись растёт…"))
        }
        _ if state.is_cut() && python.limit >= MOST_EVENTS => {
            let most = count(python.limit, lang);
            plain(&lang.pick(
                format!("The record is full: {most} events, the limit. The program was still running."),
                format!("Запись заполнена: {most} событий — это предел. Программа ещё работала."),
            ))
        }
        _ if python.mishap == Some(RunFailure::Stopped) => {
            plain(lang.pick("Stopped before anything was recorded.", "Остановлено до первой записи."))
        }
        _ if matches!(state.run.phase, Phase::Ended(Status::Stopped)) && python.shows_what_ran() => {
            plain(&stopped_by_hand(state))
        }
        _ if state.run.record.is_some() && !python.shows_what_ran() => plain(lang.pick(
            "Changed since the run. Ctrl+Enter runs it again.",
            "Изменено после запуска. Ctrl+Enter запускает снова.",
        )),
        EngineState::Asleep | EngineState::Ready | EngineState::Missing(_) => plain(lang.pick(
            "Ctrl+Enter runs. Tab indents; Escape, then Tab, leaves the program.",
            "Ctrl+Enter — запуск. Tab — отступ; Escape, затем Tab — выход из программы.",
        )),
    }
}

/// The line for a download.
fn loading(what: &str, bytes: u64, total: Option<u64>, lang: Lang) -> StatusLine {
    let megabytes = |bytes: u64| format!("{:.1}", bytes as f64 / 1e6);
    let has = match total {
        Some(total) => format!("{} / {}", megabytes(bytes), megabytes(total)),
        None => megabytes(bytes),
    };
    let has = lang.pick(has.clone(), has.replace('.', ","));
    StatusLine {
        text: lang.pick(format!("{what}: {has}\u{a0}MB"), format!("{what}: {has}\u{a0}МБ")),
        detail: None,
        bad: false,
        progress: Some(total.map(|total| (bytes as f64 / total.max(1) as f64).min(1.0))),
    }
}

/// Progress of an engine that the server of the page still compiles.
fn building(done: u64, total: Option<u64>, lang: Lang) -> String {
    let far = match total {
        None => "…".into(),
        // It links everything and optimises the whole.
        Some(total) if done + 1 >= total => {
            lang.pick(": the last part, which takes longest.", ": последняя часть, самая долгая.").to_string()
        }
        Some(total) => lang.pick(format!(": {done} of {total} parts."), format!(": {done} из {total} частей.")),
    };
    lang.pick(
        format!("The Python engine is being built on the server{far} Demos run meanwhile."),
        format!("Движок Python собирается на сервере{far} Демо пока работают и без него."),
    )
}

/// The line for a program that cannot be run, or whose last run has failed.
fn failure(python: &Python, lang: Lang) -> Option<StatusLine> {
    let bad = |text: String, why: &str| StatusLine {
        text,
        detail: (!why.is_empty()).then(|| why.to_string()),
        bad: true,
        progress: None,
    };
    if let Some(bytes) = python.too_long() {
        let (has, most) = (count(bytes.div_ceil(1024), lang), LONGEST_SOURCE / 1024);
        return Some(bad(
            lang.pick(
                format!("The program has {has}\u{a0}KB. At most {most}\u{a0}KB are run."),
                format!("В программе {has}\u{a0}КБ, а запускается не больше {most}\u{a0}КБ."),
            ),
            "",
        ));
    }
    if let EngineState::Missing(why) = &python.engine {
        let text = lang.pick(
            "Python did not load. Check the connection and press Run to try again.",
            "Python не загрузился. Проверьте соединение и нажмите «Пуск», чтобы попробовать снова.",
        );
        return Some(bad(text.into(), why));
    }
    match &python.mishap {
        Some(RunFailure::NoText(why)) => {
            let text = lang.pick(
                "The program did not load. Check the connection, then reload the page.",
                "Программа не загрузилась. Проверьте соединение и перезагрузите страницу.",
            );
            Some(bad(text.into(), why))
        }
        Some(RunFailure::Broken(why)) => Some(bad(broken(why, lang), why)),
        Some(RunFailure::NoRecord(why)) => {
            let text = lang
                .pick("The program ran, but its record is damaged.", "Программа выполнилась, но её запись повреждена.");
            Some(bad(text.into(), why))
        }
        Some(RunFailure::Stopped) | None => None,
    }
}

/// The reason why the engine is broken, as far as the browser's error message shows it.
fn broken(why: &str, lang: Lang) -> String {
    let why = why.to_lowercase();
    let said = |words: &[&str]| words.iter().any(|word| why.contains(word));
    if said(&["call stack", "recursion", "out of bounds"]) {
        return lang
            .pick(
                "The recursion is too deep for the Python engine, and has broken it. The next run has a new one.",
                "Рекурсия слишком глубока для движка Python и сломала его. У следующего запуска он новый.",
            )
            .into();
    }
    // An allocation that fails is a trap that says no more.
    if said(&["capacity overflow", "unable to allocate"]) || (said(&["unreachable"]) && !said(&["panicked"])) {
        let most = MOST_MEMORY >> 20;
        return lang.pick(
            format!(
                "The program has used up the memory of the Python engine, {most}\u{a0}MB, and has broken it. The next run has a new one."
            ),
            format!(
                "Программа исчерпала память движка Python, {most}\u{a0}МБ, и сломала его. У следующего запуска он новый."
            ),
        );
    }
    lang.pick(
        "The program has broken the Python engine. The next run has a new one.",
        "Программа сломала движок Python. У следующего запуска он новый.",
    )
    .into()
}
