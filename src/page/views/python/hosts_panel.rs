use serde_json::{Value, json};
use yew::prelude::*;

use crate::engine::served_app;
use crate::i18n::{Lang, table_error};
use crate::network::hosts::{
    ANSWERS, Answers, CONNECTS, Connects, FILE, Failure, HostEntry, HostTable, Visit, VisitEntry, method_and_target,
};
use crate::network::postgres::{DEFAULT_SEED, SEED_FILE};
use crate::page::effects::page_store::{Dispatcher, Store};
use crate::page::model::python::PythonAction;
use crate::page::model::python::host_edits::{HostEdit, failures_of};
use crate::page::views::parts::icon::{Icon, IconShape};
use crate::web::dom;

/// A file of hosts and visits that states none.
const NO_HOSTS: &str = "{\n  \"hosts\": {},\n  \"visits\": []\n}\n";

#[derive(Properties)]
pub struct Props {
    pub store: Store,
}

impl PartialEq for Props {
    /// True while the panel says the same: drawn with every frame that plays, its fields would lose what is being typed.
    fn eq(&self, other: &Props) -> bool {
        self.store.settings == other.store.settings && self.store.python == other.store.python
    }
}

/// The hosts that a program can reach and the visits that its server gets, with a form for those that its file states.
#[component]
pub fn HostsPanel(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let dispatcher = store.dispatcher();
    let body = match store.python.host_table() {
        Ok(table) => tables(&table, by_hand(store), lang, &dispatcher),
        Err(error) => html! { <p class="file-fault" role="alert">{ table_error(&error, lang) }</p> },
    };
    html! {
        <div class="hosts-panel" id="hosts-panel">
            <p>{ lang.pick(
                "Hosts are models inside the page: nothing leaves it. A name that is not listed answers with an invented page.",
                "Узлы — модели внутри страницы: наружу ничего не уходит. Имя не из списка отвечает вымышленной страницей.",
            ) }</p>
            { serving(store) }
            { body }
            <p>
                { lang.pick("Routes, bodies and the rest are written in ", "Пути, тела ответов и остальное записывают в ") }
                { file_button(FILE, NO_HOSTS, &dispatcher) }
            </p>
            if store.python.names_postgres() {
                { database(store, &dispatcher) }
            }
        </div>
    }
}

/// A button that shows a file beside the program, which is made with this text if there is none.
fn file_button(path: &'static str, text: &'static str, dispatcher: &Dispatcher) -> Html {
    let dispatcher = dispatcher.clone();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::ShowBeside(path, text)));
    html! { <button type="button" class="to-line" {onclick}>{ path }</button> }
}

/// The database of a program that asks one: who is let in, and where its tables come from.
fn database(store: &Store, dispatcher: &Dispatcher) -> Html {
    let lang = store.settings.lang;
    let tables = match store.python.beside_named(SEED_FILE) {
        Some(_) => lang.pick("Each run begins with the tables of ", "Каждый запуск начинается с таблиц из файла "),
        None => lang.pick(
            "Each run begins with a table users: Alice, Bob and Carol. Other tables are written in ",
            "Каждый запуск начинается с таблицы users: Alice, Bob и Carol. Другие таблицы записывают в ",
        ),
    };
    html! {
        <>
            <h3>{ "PostgreSQL" }</h3>
            <p>{ lang.pick(
                "A real one, inside the page: it listens at localhost:5432 and lets in any user with any password, to a database of any name.",
                "Настоящий, внутри страницы: слушает localhost:5432 и впускает любого пользователя с любым паролем в базу с любым именем.",
            ) }</p>
            <p>{ tables } { file_button(SEED_FILE, DEFAULT_SEED, dispatcher) }</p>
        </>
    }
}

/// The way to have an application served that the program only defines.
fn serving(store: &Store) -> Html {
    let (lang, app) = (store.settings.lang, store.python.text.as_deref().and_then(served_app));
    let Some(app) = app else { return html! {} };
    let dispatcher = store.dispatcher();
    let onclick = Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::ServeApp));
    let (name, server) = (app.name, app.server);
    html! {
        <p>
            { lang.pick(
                format!("The program defines {name} and starts no server. "),
                format!("Программа задаёт {name}, но сервер не запускает. "),
            ) }
            <button type="button" class="to-line" {onclick}>
                { lang.pick(format!("Add the lines that start {server}"), format!("Дописать запуск {server}")) }
            </button>
        </p>
    }
}

/// The sentence that says where the reader visits the server by hand, or what to do instead.
fn by_hand(store: &Store) -> &'static str {
    let lang = store.settings.lang;
    if store.python.cannot_live {
        return lang.pick(
            "This browser cannot suspend a program while it waits, so nobody visits a server by hand here: list the visits, each with its moment.",
            "Этот браузер не умеет приостанавливать программу, пока она ждёт, поэтому посетить сервер вручную здесь нельзя: перечислите посещения с их моментами.",
        );
    }
    if dom::prefers_stillness() {
        return lang.pick(
            "Your system asks for no motion, so a run is made at once and nobody visits its server by hand: list the visits, each with its moment.",
            "Система просит обходиться без движения, поэтому запуск делается сразу и посетить сервер вручную нельзя: перечислите посещения с их моментами.",
        );
    }
    lang.pick(
        "In a live run that listens, an address bar visits the server by hand. In any run these visits are made:",
        "В живом запуске, который слушает порт, сервер посещают вручную из адресной строки. В любом запуске делаются эти посещения:",
    )
}

fn tables(table: &HostTable, by_hand: &'static str, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let own = table.hosts().filter(|(.., is_own)| *is_own);
    let own = own.map(|(name, host, _)| own_host(name, host, lang, dispatcher));
    let defaults: Vec<_> = table.hosts().filter(|(.., is_own)| !is_own).collect();
    let count = defaults.len();
    let defaults = defaults.into_iter().map(|(name, host, _)| default_host(name, host, lang, dispatcher));
    let visits = table.visits.iter().enumerate().map(|(at, visit)| visit_row(at, visit, lang, dispatcher));
    html! {
        <>
            <h3>{ lang.pick("Hosts of this program", "Узлы этой программы") }</h3>
            <ul class="own-hosts">{ for own }</ul>
            { add_form("host-name", lang.pick("Name of a host", "Имя узла"), "api.example", lang, {
                let dispatcher = dispatcher.clone();
                Callback::from(move |name: String| dispatcher.dispatch(PythonAction::EditHosts(HostEdit::Add(name))))
            }) }
            <details>
                <summary>{ lang.pick(format!("Default hosts: {count}"), format!("Узлы по умолчанию: {count}")) }</summary>
                <ul class="default-hosts">{ for defaults }</ul>
            </details>
            <h3>{ lang.pick("Visits of its server", "Посещения её сервера") }</h3>
            <p>{ by_hand }</p>
            <ol class="visits">{ for visits }</ol>
            { add_form("visit-request", lang.pick("A visit: method and path", "Посещение: метод и путь"), "GET /", lang, {
                let dispatcher = dispatcher.clone();
                Callback::from(move |request: String| {
                    if method_and_target(&request).is_some() {
                        let visit = json!({ "request": request.trim() });
                        dispatcher.dispatch(PythonAction::EditHosts(HostEdit::AddVisit(visit)));
                    }
                })
            }) }
        </>
    }
}

/// A field and a button that adds what is written in it.
fn add_form(id: &'static str, label: &'static str, example: &'static str, lang: Lang, add: Callback<String>) -> Html {
    let onsubmit = Callback::from(move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(text) = dom::take_field(id).filter(|text| !text.trim().is_empty()) {
            add.emit(text.trim().to_string());
        }
    });
    html! {
        <form class="add-line" {onsubmit}>
            <input {id} type="text" aria-label={label} placeholder={example} spellcheck="false" autocapitalize="off" autocomplete="off" maxlength="100" />
            <button type="submit" class="plain-button">{ lang.pick("Add", "Добавить") }</button>
        </form>
    }
}

fn own_host(name: &str, host: &HostEntry, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let set = |field: &'static str, read: fn(&str) -> Option<Value>| {
        let (dispatcher, name) = (dispatcher.clone(), name.to_string());
        Callback::from(move |event: Event| {
            if let Some(value) = read(&dom::field_text(&event)) {
                dispatcher.dispatch(PythonAction::EditHosts(HostEdit::Set(name.clone(), field, value)));
            }
        })
    };
    let millis = |label: &'static str, field: &'static str, value: f64| {
        html! {
            <label>{ label }<input type="number" min="0" max="3600000" step="any" value={value.to_string()}
                onchange={set(field, |text| text.parse::<f64>().ok().filter(|ms| (0.0..=3_600_000.0).contains(ms)).map(number))} /></label>
        }
    };
    let choice = |label: &'static str, field: &'static str, words: &'static [&'static str], chosen: &'static str| {
        let options =
            words.iter().map(|word| html! { <option value={*word} selected={*word == chosen}>{ *word }</option> });
        html! { <label>{ label }<select onchange={set(field, |text| Some(text.into()))}>{ for options }</select></label> }
    };
    let forget = lang.pick(format!("Remove {name}"), format!("Убрать {name}"));
    let onclick = {
        let (dispatcher, name) = (dispatcher.clone(), name.to_string());
        Callback::from(move |_: MouseEvent| {
            dispatcher.dispatch(PythonAction::EditHosts(HostEdit::Forget(name.clone())))
        })
    };
    html! {
        <li key={name.to_string()}>
            <span class="host-name">{ name }</span>
            <button type="button" class="icon-button" title={forget.clone()} aria-label={forget} {onclick}><Icon shape={IconShape::Close} /></button>
            <div class="host-fields">
                { millis(lang.pick("Latency, ms", "Задержка, мс"), "latency_ms", host.latency.seconds() * 1000.0) }
                { millis(lang.pick("Thinking, ms", "Раздумья, мс"), "thinking_ms", host.thinking.seconds() * 1000.0) }
                { choice(lang.pick("Connections", "Соединения"), "connects", CONNECTS, connects_word(host.connects)) }
                { choice(lang.pick("Answers", "Ответы"), "answers", ANSWERS, answers_word(host.answers)) }
                <label>{ lang.pick("Failures, in turn", "Сбои, по очереди") }
                    <input type="text" value={failures_text(&host.failures)} placeholder="503, reset, ok" spellcheck="false" autocapitalize="off"
                        onchange={set("failures", |text| Some(failures_of(text)))} />
                </label>
            </div>
        </li>
    }
}

/// A number as JSON has it, whole if it is.
fn number(ms: f64) -> Value {
    if ms.fract() == 0.0 { json!(ms as u64) } else { json!(ms) }
}

fn default_host(name: &str, host: &HostEntry, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let change = {
        let (dispatcher, name) = (dispatcher.clone(), name.to_string());
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::EditHosts(HostEdit::Add(name.clone()))))
    };
    html! {
        <li key={name.to_string()}>
            <span class="host-name">{ name }</span>
            <span class="host-figures">{ figures(host, lang) }</span>
            <button type="button" class="to-line" aria-label={lang.pick(format!("Change {name}"), format!("Изменить {name}"))} onclick={change}>
                { lang.pick("Change", "Изменить") }
            </button>
        </li>
    }
}

/// The figures of a host in a line.
fn figures(host: &HostEntry, lang: Lang) -> String {
    let ms = |micros: crate::clock::Micros| micros.0 as f64 / 1000.0;
    match host.connects {
        Connects::Refuses => return lang.pick("refuses connections", "отклоняет соединения").into(),
        Connects::Silent => return lang.pick("never answers", "не отвечает").into(),
        Connects::Accepts => {}
    }
    let (latency, thinking) = (ms(host.latency), ms(host.thinking));
    let mut line =
        lang.pick(format!("{latency} ms away, thinks {thinking} ms"), format!("в {latency} мс, думает {thinking} мс"));
    if !host.failures.is_empty() {
        line += &lang.pick(
            format!("; fails: {}", failures_text(&host.failures)),
            format!("; сбои: {}", failures_text(&host.failures)),
        );
    }
    line
}

fn failures_text(failures: &[Option<Failure>]) -> String {
    let word = |failure: &Option<Failure>| match failure {
        None => "ok".to_string(),
        Some(Failure::Status(status)) => status.to_string(),
        Some(Failure::Reset) => "reset".into(),
        Some(Failure::Close) => "close".into(),
        Some(Failure::Hang) => "hang".into(),
    };
    failures.iter().map(word).collect::<Vec<_>>().join(", ")
}

fn connects_word(connects: Connects) -> &'static str {
    CONNECTS[match connects {
        Connects::Accepts => 0,
        Connects::Refuses => 1,
        Connects::Silent => 2,
    }]
}

fn answers_word(answers: Answers) -> &'static str {
    ANSWERS[match answers {
        Answers::Page => 0,
        Answers::Routes => 1,
        Answers::Httpbin => 2,
        Answers::Collections => 3,
        Answers::Websocket => 4,
    }]
}

fn visit_row(at: usize, entry: &VisitEntry, lang: Lang, dispatcher: &Dispatcher) -> Html {
    let text = match &entry.visit {
        Visit::Interrupt => "Ctrl+C".to_string(),
        Visit::Request(request) => format!("{} {}", request.method, request.target),
    };
    let set = |field: &'static str, read: fn(&str) -> Option<Value>| {
        let dispatcher = dispatcher.clone();
        Callback::from(move |event: Event| {
            if let Some(value) = read(&dom::field_text(&event)) {
                dispatcher.dispatch(PythonAction::EditHosts(HostEdit::SetVisit(at, field, value)));
            }
        })
    };
    let gone = lang.pick(format!("Remove {text}"), format!("Убрать {text}"));
    let onclick = {
        let dispatcher = dispatcher.clone();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::EditHosts(HostEdit::RemoveVisit(at))))
    };
    let moment = entry.at.map(|moment| moment.seconds().to_string()).unwrap_or_default();
    html! {
        <li key={at}>
            <span class="host-name">{ text }</span>
            <button type="button" class="icon-button" title={gone.clone()} aria-label={gone} {onclick}><Icon shape={IconShape::Close} /></button>
            <div class="host-fields">
                <label>{ lang.pick("At, s", "В момент, с") }
                    <input type="number" min="0" max="3600" step="any" value={moment} placeholder={lang.pick("in turn", "по очереди")}
                        onchange={set("at_ms", millis_of_seconds)} />
                </label>
                if let Visit::Request(request) = &entry.visit {
                    <label>{ lang.pick("Visitors", "Посетителей") }
                        <input type="number" min="1" max="1000" value={request.visitors.to_string()} onchange={set("visitors", count_of)} />
                    </label>
                    <label>{ lang.pick("In a second", "За секунду") }
                        <input type="number" min="1" max="1000" value={request.per_second.map(|rate| rate.to_string()).unwrap_or_default()}
                            placeholder={lang.pick("at once", "сразу")} onchange={set("per_second", count_of)} />
                    </label>
                }
            </div>
        </li>
    }
}

/// Milliseconds of a text in seconds; null if it is empty.
fn millis_of_seconds(text: &str) -> Option<Value> {
    if text.trim().is_empty() {
        return Some(Value::Null);
    }
    text.parse::<f64>()
        .ok()
        .filter(|seconds| (0.0..=3600.0).contains(seconds))
        .map(|seconds| number((seconds * 1000.0).round()))
}

/// A number of visitors; null if the text is empty.
fn count_of(text: &str) -> Option<Value> {
    if text.trim().is_empty() {
        return Some(Value::Null);
    }
    text.parse::<u64>().ok().filter(|count| (1..=1000).contains(count)).map(Value::from)
}
