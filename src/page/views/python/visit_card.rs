use std::rc::Rc;

use yew::prelude::*;

use crate::i18n::{self, Lang};
use crate::network::hosts::{HandRequest, VisitEnd};
use crate::page::derived::answer_text::{AnswerText, answer_text, described_at, message_text};
use crate::page::effects::page_store::Dispatcher;
use crate::page::model::python::PythonAction;
use crate::page::model::python::visits::{HandVisit, VisitAction};
use crate::web::dom;

#[derive(PartialEq, Properties)]
pub struct Props {
    pub visit: Rc<HandVisit>,
    /// No visit was begun after it.
    pub is_newest: bool,
    /// The program goes on.
    pub serves: bool,
    /// The program stands still.
    pub is_paused: bool,
    pub first_port: Option<u16>,
    pub lang: Lang,
    pub dispatcher: Dispatcher,
}

/// A visit by hand and its answer, which is a text whatever it is.
#[component]
pub fn VisitCard(props: &Props) -> Html {
    let Props { visit, lang, .. } = props;
    let lang = *lang;
    let HandRequest { method, target, is_socket, port, .. } = &visit.request;
    let goes_on = visit.end.is_none() && props.serves;
    let open = props.is_newest || (*is_socket && goes_on);
    let other_port = Some(*port) != props.first_port;
    let method = if *is_socket { "WS" } else { method };
    html! {
        <li>
            <details class="visit" {open}>
                <summary>
                    <span class="visit-request"><b>{ method }</b>{ " " }if other_port { { format!(":{port}") } }{ target }</span>
                    <span class={classes!("visit-status", status_class(visit))} role={props.is_newest.then_some("status")}>{ status(props) }</span>
                    <span class="visit-times">{ times(visit, lang) }</span>
                </summary>
                <div class="visit-actions">{ actions(props, goes_on) }</div>
                { headers(visit, lang) }
                if *is_socket && visit.head.as_ref().is_some_and(|head| head.status == 101) {
                    { conversation(props) }
                } else {
                    { answer(props) }
                }
            </details>
        </li>
    }
}

fn dispatch(props: &Props, action: impl Fn() -> VisitAction + 'static) -> Callback<MouseEvent> {
    let dispatcher = props.dispatcher.clone();
    Callback::from(move |_: MouseEvent| dispatcher.dispatch(PythonAction::Visit(action())))
}

/// The class of a status: well, badly, or still going on.
fn status_class(visit: &HandVisit) -> Option<&'static str> {
    match (&visit.end, &visit.head) {
        (Some((VisitEnd::Answered | VisitEnd::Left, _)) | None, Some(head)) if head.status < 400 => Some("well"),
        (None, None) => None,
        (Some((VisitEnd::Left, _)), None) => None,
        _ => Some("badly"),
    }
}

/// The status of a visit, and what has become of it.
fn status(props: &Props) -> String {
    let (visit, lang) = (&props.visit, props.lang);
    let head = visit.head.as_ref().map(|head| format!("{} {}", head.status, head.words).trim().to_string());
    let end = match &visit.end {
        Some((VisitEnd::Answered, _)) if visit.request.is_socket => lang.pick("closed", "закрыт"),
        Some((VisitEnd::Answered, _)) => "",
        Some((end, _)) => end_words(end, lang),
        None if !props.serves => lang.pick("the run ended before", "запуск окончен раньше"),
        None if visit.began.is_none() && props.is_paused => {
            lang.pick("arrives when the program goes on", "придёт, когда программа продолжится")
        }
        None if visit.head.is_none() => lang.pick("waiting…", "ожидание…"),
        None if visit.request.is_socket => lang.pick("open", "открыт"),
        None => lang.pick("receiving…", "приём…"),
    };
    let parts = [head.unwrap_or_default(), end.to_string()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

fn end_words(end: &VisitEnd, lang: Lang) -> &'static str {
    match end {
        VisitEnd::Answered | VisitEnd::Interrupted => "",
        VisitEnd::NeverBegan | VisitEnd::Unanswered => lang.pick("no answer", "нет ответа"),
        VisitEnd::Refused => {
            lang.pick("connection refused: nobody listens there", "соединение отклонено: там никто не слушает")
        }
        VisitEnd::Broken => lang.pick(
            "the server ended the connection before the answer was whole",
            "сервер закрыл соединение, не закончив ответ",
        ),
        VisitEnd::NoHttp => lang.pick("the answer is not HTTP", "ответ — не HTTP"),
        VisitEnd::Left => lang.pick("you left", "вы ушли"),
    }
}

/// The moment of a visit and the time that it took.
fn times(visit: &HandVisit, lang: Lang) -> String {
    let Some(began) = visit.began else { return String::new() };
    let at = lang.pick(format!("at {}", i18n::seconds(began, lang)), format!("в {}", i18n::seconds(began, lang)));
    match &visit.end {
        Some((_, ended)) => {
            let took = i18n::seconds(*ended - began, lang);
            lang.pick(format!("{at}, took {took}"), format!("{at}, за {took}"))
        }
        None => at,
    }
}

/// Buttons: to leave, and to have it made in each run.
fn actions(props: &Props, goes_on: bool) -> Html {
    let (visit, lang, number) = (&props.visit, props.lang, props.visit.number);
    let leave = if visit.request.is_socket {
        lang.pick("Close", "Закрыть")
    } else {
        lang.pick("Stop waiting", "Не ждать")
    };
    let title = lang.pick(
        "Adds it to the planned visits in loopline.json: every run will make it at this moment",
        "Добавит его в список посещений в loopline.json: оно будет в каждом запуске в этот же момент",
    );
    html! {
        <>
            if goes_on {
                <button type="button" class="plain-button" onclick={dispatch(props, move || VisitAction::Leave(number))}>{ leave }</button>
            }
            if visit.is_planned {
                <span class="muted" role="status">{ lang.pick("Planned: see Hosts", "В плане: см. «Узлы»") }</span>
            } else if visit.planned(props.first_port).is_some() && !goes_on {
                <button type="button" class="quiet-button" {title} onclick={dispatch(props, move || VisitAction::Plan(number))}>
                    { lang.pick("Keep as a planned visit", "Оставить в списке посещений") }
                </button>
            }
        </>
    }
}

/// The headers of the answer, folded.
fn headers(visit: &HandVisit, lang: Lang) -> Html {
    let Some(head) = visit.head.as_ref().filter(|head| !head.headers.is_empty()) else { return html! {} };
    let count = head.headers.len();
    let rows = head.headers.iter().map(|(name, value)| html! { <><dt>{ name }</dt><dd>{ value }</dd></> });
    html! {
        <details class="visit-headers">
            <summary>{ lang.pick(format!("Headers: {count}"), format!("Заголовки: {count}")) }</summary>
            <dl>{ for rows }</dl>
        </details>
    }
}

/// The body of the answer.
fn answer(props: &Props) -> Html {
    let (visit, lang) = (&props.visit, props.lang);
    let label = lang.pick("Body of the answer", "Тело ответа");
    let text = |text: String, note: Option<&'static str>| {
        html! {
            <>
                if let Some(note) = note { <p class="muted visit-note">{ note }</p> }
                <pre class="visit-body" tabindex="0" role="group" aria-label={label}>{ text }</pre>
            </>
        }
    };
    let body = match answer_text(visit) {
        AnswerText::Empty if visit.end.is_some() && visit.head.is_some() => {
            html! { <p class="muted visit-note">{ lang.pick("No body.", "Тела нет.") }</p> }
        }
        AnswerText::Empty => html! {},
        AnswerText::Bytes(count) => {
            let bytes = i18n::bytes(u32::try_from(count).unwrap_or(u32::MAX), lang);
            html! { <p class="muted visit-note">{ lang.pick(format!("{bytes}, not a text."), format!("{bytes}, не текст.")) }</p> }
        }
        AnswerText::Json(json) => text(json, None),
        AnswerText::Plain(plain)
            if visit.header("content-type").starts_with("text/html") && described_at(visit).is_none() =>
        {
            text(
                plain,
                Some(lang.pick(
                    "HTML, shown as text: nothing of it acts here.",
                    "HTML показан как текст: здесь он не работает.",
                )),
            )
        }
        AnswerText::Plain(plain) => text(plain, None),
        AnswerText::Events(lines) => {
            let rows = lines.iter().enumerate().map(|(at, (moment, line))| {
                html! { <li key={at}><time>{ i18n::seconds(*moment, lang) }</time><span>{ line }</span></li> }
            });
            html! { <ol class="visit-lines" tabindex="0" aria-label={lang.pick("Events", "События")}>{ for rows }</ol> }
        }
    };
    html! { <>{ documentation(props) }{ body }{ left_out(visit, lang) }</> }
}

/// The sentence for a page of documentation that scripts of another site draw, and the way to what they would draw.
fn documentation(props: &Props) -> Html {
    let (visit, lang) = (&props.visit, props.lang);
    let Some(target) = described_at(visit) else { return html! {} };
    let request = HandRequest {
        port: visit.request.port,
        method: "GET".into(),
        target: target.clone(),
        headers: visit.request.headers.clone(),
        ..HandRequest::default()
    };
    let show = dispatch(props, move || VisitAction::Ask(request.clone()));
    html! {
        <p class="visit-note">
            { lang.pick(
                "This page is drawn by scripts from another site, and nothing from other sites is loaded here, so it is shown as text. What they would draw is described in ",
                "Эту страницу рисуют скрипты с другого сайта, а с других сайтов здесь ничего не загружается, поэтому она показана текстом. То, что они нарисовали бы, описано в ",
            ) }
            <code>{ &target }</code>{ ". " }
            <button type="button" class="plain-button" disabled={!props.serves} onclick={show}>
                { lang.pick(format!("Show {target}"), format!("Показать {target}")) }
            </button>
        </p>
    }
}

/// The sentence for an answer that is longer than what is kept of it.
fn left_out(visit: &HandVisit, lang: Lang) -> Html {
    let kept: usize = visit.parts.iter().map(|part| part.data.len()).sum();
    if kept >= visit.bytes {
        return html! {};
    }
    let more = i18n::bytes(u32::try_from(visit.bytes - kept).unwrap_or(u32::MAX), lang);
    html! { <p class="muted visit-note">{ lang.pick(format!("{more} more have come and are not shown."), format!("Пришло ещё {more}, они не показаны.")) }</p> }
}

/// The messages of a WebSocket, and the field for the next one.
fn conversation(props: &Props) -> Html {
    let (visit, lang, number) = (&props.visit, props.lang, props.visit.number);
    let rows = visit.parts.iter().enumerate().map(|(at, part)| {
        let text = message_text(&part.data).unwrap_or_else(|| {
            let bytes = i18n::bytes(u32::try_from(part.data.len()).unwrap_or(u32::MAX), lang);
            lang.pick(format!("{bytes}, not a text"), format!("{bytes}, не текст"))
        });
        let (class, arrow, who) = match part.is_sent {
            true => ("sent", "→", lang.pick("you", "вы")),
            false => ("got", "←", lang.pick("server", "сервер")),
        };
        html! {
            <li key={at} {class}>
                <time>{ i18n::seconds(part.at, lang) }</time>
                <span class="visit-arrow" aria-hidden="true">{ arrow }</span><span class="unseen">{ who }{ ": " }</span>
                <span>{ text }</span>
            </li>
        }
    });
    let field = format!("visit-say-{number}");
    let onsubmit = {
        let (dispatcher, field) = (props.dispatcher.clone(), field.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            if let Some(text) = dom::take_field(&field) {
                dispatcher.dispatch(PythonAction::Visit(VisitAction::Say(number, text)));
            }
        })
    };
    html! {
        <>
            <ol class="visit-lines" tabindex="0" aria-label={lang.pick("Messages", "Сообщения")}>{ for rows }</ol>
            if visit.speaks() && props.serves {
                <form class="add-line" {onsubmit}>
                    <input id={field} type="text" aria-label={lang.pick("Message", "Сообщение")} placeholder={lang.pick("A message", "Сообщение")}
                        autocomplete="off" enterkeyhint="send" />
                    <button type="submit" class="plain-button">{ lang.pick("Send message", "Отправить сообщение") }</button>
                </form>
            }
            { left_out(visit, lang) }
        </>
    }
}
