use yew::prelude::*;

use super::visit_card::VisitCard;
use crate::i18n::Lang;
use crate::page::effects::page_store::Store;
use crate::page::model::python::PythonAction;
use crate::page::model::python::visit_address::{AddressBar, AddressFault, METHODS, SOCKET};
use crate::page::model::python::visits::VisitAction;
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub store: Store,
}

/// The address bar of a live run that listens, and what the reader's visits have brought, the newest first.
#[component]
pub fn VisitsPane(props: &Props) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let visits = &store.python.visits;
    let newest = visits.all.first().map(|visit| visit.number);
    let cards = visits.all.iter().map(|visit| {
        html! { <VisitCard key={visit.number} visit={visit.clone()} is_newest={newest == Some(visit.number)}
        serves={store.serves()} is_paused={!store.playback.playing} first_port={visits.ports.first().copied()} {lang} dispatcher={store.dispatcher()} /> }
    });
    html! {
        <section class="pane visits-pane" aria-labelledby="visits-title">
            <h2 id="visits-title" class="unseen">{ lang.pick("Visits of the server", "Посещения сервера") }</h2>
            <AddressForm store={store.clone()} />
            <div class="visit-scroll">
                if visits.all.is_empty() {
                    <p class="muted">{ nothing_yet(store, lang) }</p>
                }
                <ol class="visit-list">{ for cards }</ol>
            </div>
        </section>
    }
}

/// The sentence before the first visit.
fn nothing_yet(store: &Store, lang: Lang) -> &'static str {
    if !store.serves() {
        return lang.pick("Nobody has visited the server.", "Сервер никто не посетил.");
    }
    if !store.playback.playing {
        return lang.pick(
            "The program is paused: a visit waits until it goes on.",
            "Программа на паузе: посещение подождёт, пока она не продолжится.",
        );
    }
    lang.pick(
        "The program listens and waits. Send a request: it arrives at this very moment of the run.",
        "Программа слушает порт и ждёт. Отправьте запрос: он придёт прямо в этот момент выполнения.",
    )
}

#[derive(PartialEq, Properties)]
struct FormProps {
    store: Store,
}

/// The address bar: method, address, headers and body.
#[component]
fn AddressForm(props: &FormProps) -> Html {
    let store = &props.store;
    let lang = store.settings.lang;
    let bar = use_state(|| AddressBar { method: "GET".into(), ..AddressBar::default() });
    // Until the reader writes one, the address is that of the port.
    let is_written = use_state(|| false);
    let fault = use_state(|| None::<AddressFault>);
    let first_port = store.python.visits.ports.first().copied().unwrap_or_default();
    let address = if *is_written { bar.address.clone() } else { format!("http://localhost:{first_port}/") };
    let change = |set: fn(&mut AddressBar, String), is_address: bool| {
        let (bar, is_written, fault) = (bar.clone(), is_written.clone(), fault.clone());
        move |text: String| {
            let mut next = (*bar).clone();
            set(&mut next, text);
            bar.set(next);
            fault.set(None);
            if is_address {
                is_written.set(true);
            }
        }
    };
    let on_input = |set: fn(&mut AddressBar, String), is_address: bool| {
        let change = change(set, is_address);
        Callback::from(move |event: InputEvent| change(dom::field_text(&event)))
    };
    let on_method = {
        let change = change(|bar, method| bar.method = method, false);
        Callback::from(move |event: Event| change(dom::field_text(&event)))
    };
    let onsubmit = {
        let (bar, fault, dispatcher) = (bar.clone(), fault.clone(), store.dispatcher());
        let address = address.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let written = AddressBar { address: address.clone(), ..(*bar).clone() };
            match written.request(first_port) {
                Ok(request) => dispatcher.dispatch(PythonAction::Visit(VisitAction::Ask(request))),
                Err(why) => fault.set(Some(why)),
            }
        })
    };
    let interrupt = {
        let dispatcher = store.dispatcher();
        Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Visit(VisitAction::Interrupt)))
    };
    let (serves, is_socket, has_body) = (store.serves(), bar.is_socket(), bar.has_body());
    let options = METHODS.iter().chain([&SOCKET]).map(|method| {
        html! { <option value={*method} selected={*method == bar.method}>{ *method }</option> }
    });
    html! {
        <form class="address-bar" {onsubmit}>
            <div class="address-line">
                <select class="address-method" aria-label={lang.pick("Method", "Метод")} onchange={on_method} disabled={!serves}>{ for options }</select>
                <input class="address-field" type="text" inputmode="url" aria-label={lang.pick("Address", "Адрес")} value={address}
                    oninput={on_input(|bar, text| bar.address = text, true)} disabled={!serves} spellcheck="false" autocapitalize="off"
                    autocomplete="off" enterkeyhint="go" maxlength="2000" aria-invalid={fault.is_some().then_some("true")}
                    aria-describedby={fault.is_some().then_some("address-fault")} />
                <button type="submit" class="plain-button primary" disabled={!serves}>
                    { if is_socket { lang.pick("Connect", "Подключиться") } else { lang.pick("Send", "Отправить") } }
                </button>
                <button type="button" class="plain-button" disabled={!serves} onclick={interrupt}
                    title={lang.pick("Send Ctrl+C to the program, which ends most servers", "Послать программе Ctrl+C — большинство серверов на этом завершается")}>
                    { "Ctrl+C" }
                </button>
            </div>
            if let Some(fault) = &*fault {
                <p id="address-fault" class="file-fault" role="alert">{ fault_sentence(fault, first_port, lang) }</p>
            }
            if serves {
                <details class="address-more">
                    <summary>{ if has_body { lang.pick("Headers and body", "Заголовки и тело") } else { lang.pick("Headers", "Заголовки") } }</summary>
                    <div class="address-fields">
                        <label>{ lang.pick("Headers, a line each", "Заголовки, по одному в строке") }
                            <textarea rows="3" value={bar.headers.clone()} placeholder="X-Token: secret" spellcheck="false" autocapitalize="off"
                                autocomplete="off" oninput={on_input(|bar, text| bar.headers = text, false)} />
                        </label>
                        if has_body {
                            <label>{ lang.pick("Body (sent as JSON if it begins with { or [)", "Тело (как JSON, если начинается с { или [)") }
                                <textarea rows="3" value={bar.body.clone()} placeholder={"{\"name\": \"tea\"}"} spellcheck="false" autocapitalize="off"
                                    autocomplete="off" oninput={on_input(|bar, text| bar.body = text, false)} />
                            </label>
                        }
                    </div>
                </details>
            } else {
                <p class="muted address-over">{ lang.pick(
                    "The run is over. Run the program again to visit its server.",
                    "Запуск окончен. Чтобы посетить сервер, запустите программу снова.",
                ) }</p>
            }
        </form>
    }
}

/// The sentence for what is no request.
fn fault_sentence(fault: &AddressFault, port: u16, lang: Lang) -> String {
    match fault {
        AddressFault::OtherHost(host) => lang.pick(
            format!("From here only the program's own server is reached, at http://localhost:{port}/, and not {host}."),
            format!("Отсюда доступен только сервер самой программы, http://localhost:{port}/, а не {host}."),
        ),
        AddressFault::Secure => lang.pick(
            format!("Visitors speak no TLS: write http://localhost:{port}/ or ws://localhost:{port}/."),
            format!("Посетители не говорят на TLS: напишите http://localhost:{port}/ или ws://localhost:{port}/."),
        ),
        AddressFault::Port => lang.pick("A port is a number from 1 to 65535.", "Порт — число от 1 до 65535.").into(),
        AddressFault::Header(line) => lang.pick(
            format!("A header is a name, a colon and a value, not “{line}”."),
            format!("Заголовок — это имя, двоеточие и значение, а не «{line}»."),
        ),
    }
}
