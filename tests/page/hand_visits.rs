//! Visits by hand of a live run's server: what the page knows of them, and what it asks of the run.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::cell::RefCell;
use std::rc::Rc;

use loopline::clock::Micros;
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::network::hosts::{HandAct, HandOrder, HandRequest, HostTable, VisitEnd, VisitEvent, VisitNews};
use loopline::page::derived::answer_text::{AnswerText, answer_text, described_at};
use loopline::page::model::action::RunAction;
use loopline::page::model::effect::Effect;
use loopline::page::model::files::OpenedRecord;
use loopline::page::model::python::visit_address::{AddressBar, AddressFault};
use loopline::page::model::python::visits::VisitAction;
use loopline::page::model::python::{Draft, FinishedPython, PythonAction, Script};
use loopline::page::model::record::Record;
use loopline::page::model::state::{Action, State, Theme};
use loopline::trace::file::{ClockKind, ProgramInfo};
use loopline::trace::{Event, EventKind, Status, Trace};

fn after(state: Rc<State>, action: impl Into<Action>) -> Rc<State> {
    state.reduce(action).0
}

/// A live run whose record says that the program listens at these addresses.
fn serving(addresses: &[&str]) -> Rc<State> {
    let mut trace = Trace::default();
    for address in addresses {
        let address = trace.intern(address);
        trace.push(Event {
            t: Micros(5),
            thread: 0,
            run: 0,
            cause: None,
            wall: None,
            kind: EventKind::Listening { address },
        });
    }
    let len = trace.len();
    let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
    let state = after(state, PythonAction::Given(Script::Own, Draft::alone("serve()\n".into()), None));
    let state = after(after(state, RunAction::Timing(Timing::Live)), RunAction::Run);
    let program =
        ProgramInfo { id: "program.py".into(), args: Vec::new(), source: None, files: Vec::new(), changes: Vec::new() };
    let record = Record::new(Rc::new(RefCell::new(trace)));
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    let ran = FinishedPython::new(Draft::alone("serve()\n".into()), opened);
    let ticket = state.run.ticket;
    let state = after(state, PythonAction::Began(ticket, ran));
    after(state, RunAction::Grown(len, Micros(5), None))
}

fn request(target: &str) -> HandRequest {
    HandRequest { port: 8000, method: "GET".into(), target: target.into(), ..HandRequest::default() }
}

fn orders(effects: &[Effect]) -> Vec<HandOrder> {
    let order = |effect: &Effect| if let Effect::Visit(order) = effect { Some(order.clone()) } else { None };
    effects.iter().filter_map(order).collect()
}

/// A state in which a visit was begun that has had this news.
fn told(state: Rc<State>, request: HandRequest, events: Vec<VisitEvent>) -> Rc<State> {
    let state = after(state, PythonAction::Visit(VisitAction::Ask(request)));
    let (ticket, visit) = (state.run.ticket, state.python.visits.all[0].number);
    events.into_iter().enumerate().fold(state, |state, (at, event)| {
        let news = VisitNews { visit, at: Micros(1_000_000 * (at as u64 + 1)), event };
        after(state, PythonAction::Visit(VisitAction::News(ticket, news)))
    })
}

fn head(status: u16, kind: &str) -> VisitEvent {
    VisitEvent::Head { status, words: "OK".into(), headers: vec![("content-type".into(), kind.into())] }
}

fn part(text: &[u8]) -> VisitEvent {
    VisitEvent::Part { is_sent: false, data: text.to_vec() }
}

#[test]
fn a_live_run_that_listens_can_be_visited() {
    let state = serving(&[]);
    assert!(!state.serves(), "nothing listens");
    assert_eq!(orders(&state.reduce(PythonAction::Visit(VisitAction::Ask(request("/")))).1), []);
    let state = serving(&["/tmp/a.sock", "127.0.0.1:8000", "0.0.0.0:9000", "127.0.0.1:8000"]);
    assert_eq!(&*state.python.visits.ports, [8000, 9000]);
    let (state, effects) = state.reduce(PythonAction::Visit(VisitAction::Ask(request("/a"))));
    assert_eq!(orders(&effects), [HandOrder { visit: 1, act: HandAct::Ask(request("/a")) }]);
    let (state, effects) = state.reduce(PythonAction::Visit(VisitAction::Interrupt));
    assert_eq!(orders(&effects), [HandOrder { visit: 0, act: HandAct::Interrupt }]);
    let left = state.python.ran.clone().expect("a live run has a record from its beginning");
    let stopped = after(state.clone(), PythonAction::Stopped(state.run.ticket, left, false));
    let again = after(stopped, PythonAction::Visit(VisitAction::Ask(request("/b"))));
    assert_eq!((again.serves(), again.python.visits.all.len()), (false, 1), "what has come stays");
    assert_eq!(after(again, RunAction::Run).python.visits, Default::default(), "the next run begins anew");
    let ended = after(state, RunAction::Grown(4, Micros(9), Some(Status::Returned)));
    assert!(!ended.serves());
}

#[test]
fn an_answer_comes_in_parts_and_of_a_long_one_the_beginning_is_kept() {
    let state = serving(&["127.0.0.1:8000"]);
    let events = vec![VisitEvent::Began, head(200, "text/plain"), part(b"one "), part(b"two")];
    let state = told(state, request("/"), events);
    let visit = &state.python.visits.all[0];
    assert_eq!((visit.began, visit.end.clone()), (Some(Micros(1_000_000)), None));
    assert_eq!(answer_text(visit), AnswerText::Plain("one two".into()));
    let late = VisitNews { visit: 1, at: Micros(9), event: part(b"!") };
    let other = after(state.clone(), PythonAction::Visit(VisitAction::News(state.run.ticket - 1, late)));
    assert!(Rc::ptr_eq(&other, &state), "news of a run before it");
    let long = told(state, request("/"), vec![head(200, "text/plain"), part(&[b'x'; 200_000]), part(&[b'x'; 200_000])]);
    let visit = &long.python.visits.all[0];
    assert_eq!((visit.number, visit.bytes, visit.body().len()), (2, 400_000, 200_000));
}

#[test]
fn a_body_is_always_a_text() {
    let shown = |kind: &str, body: &[u8]| {
        let events = vec![VisitEvent::Began, head(200, kind), part(body), VisitEvent::Ended(VisitEnd::Answered)];
        let state = told(serving(&["127.0.0.1:8000"]), request("/"), events);
        answer_text(&state.python.visits.all[0])
    };
    let html = "<script>alert(1)</script>";
    assert_eq!(shown("text/html", html.as_bytes()), AnswerText::Plain(html.into()));
    assert_eq!(
        shown("application/json", b"{\"b\":1,\"a\":[]}"),
        AnswerText::Json("{\n  \"b\": 1,\n  \"a\": []\n}".into())
    );
    assert_eq!(shown("application/json", b"{\"b\":"), AnswerText::Plain("{\"b\":".into()));
    assert_eq!(shown("image/png", b"\x89PNG\r\n\x1a\n"), AnswerText::Bytes(8));
    assert_eq!(shown("", "слово".as_bytes()), AnswerText::Plain("слово".into()));
    assert_eq!(shown("", b""), AnswerText::Empty);
}

#[test]
fn events_of_a_stream_are_lines_with_their_moments() {
    let events =
        vec![head(200, "text/event-stream; charset=utf-8"), part(b"data: 1\n\nda"), part(b"ta: 2\n"), part(b"id")];
    let state = told(serving(&["127.0.0.1:8000"]), request("/"), events);
    let lines = vec![(Micros(2_000_000), "data: 1".into()), (Micros(3_000_000), "data: 2".into())];
    assert_eq!(answer_text(&state.python.visits.all[0]), AnswerText::Events(lines));
}

#[test]
fn a_page_of_documentation_says_where_its_description_is() {
    let page = b"<div id=\"swagger-ui\"></div><script>const ui = SwaggerUIBundle({\n    url: '/api/openapi.json',\n";
    let state = told(serving(&["127.0.0.1:8000"]), request("/docs"), vec![head(200, "text/html"), part(page)]);
    assert_eq!(described_at(&state.python.visits.all[0]).as_deref(), Some("/api/openapi.json"));
    let other = told(state, request("/"), vec![head(200, "text/html"), part(b"<p>url: '/a'</p>")]);
    assert_eq!(described_at(&other.python.visits.all[0]), None);
}

#[test]
fn messages_are_said_while_a_websocket_stands() {
    let ask = HandRequest { is_socket: true, ..request("/ws") };
    let state = told(serving(&["127.0.0.1:8000"]), ask, vec![VisitEvent::Began]);
    let say =
        |state: &Rc<State>| orders(&state.clone().reduce(PythonAction::Visit(VisitAction::Say(1, "hi".into()))).1);
    assert_eq!(say(&state), [], "it does not stand yet");
    let ticket = state.run.ticket;
    let news = |event| PythonAction::Visit(VisitAction::News(ticket, VisitNews { visit: 1, at: Micros(7), event }));
    let state = after(state, news(head(101, "")));
    assert_eq!(say(&state), [HandOrder { visit: 1, act: HandAct::Say("hi".into()) }]);
    let left = orders(&state.clone().reduce(PythonAction::Visit(VisitAction::Leave(1))).1);
    assert_eq!(left, [HandOrder { visit: 1, act: HandAct::Leave }]);
    let state = after(state, news(VisitEvent::Ended(VisitEnd::Answered)));
    assert_eq!(say(&state), []);
}

#[test]
fn a_visit_is_kept_among_the_planned_ones() {
    let ask = HandRequest {
        port: 9000,
        method: "POST".into(),
        headers: vec![("X-A".into(), "b".into())],
        body: Some("{\"x\": [1]}".into()),
        ..request("/add")
    };
    let state = told(serving(&["127.0.0.1:8000"]), ask, vec![VisitEvent::Began]);
    let state = after(state, PythonAction::Visit(VisitAction::Plan(1)));
    assert!(state.python.visits.all[0].is_planned);
    let file = state.python.hosts_file().unwrap().to_string();
    for field in ["\"at_ms\": 1000", "\"port\": 9000", "\"X-A\": \"b\"", "\"request\": \"POST /add\"", "\"x\": ["] {
        assert!(file.contains(field), "{field}: {file}");
    }
    assert_eq!(HostTable::read(Some(&file)).unwrap().visits.len(), 1);
    let again = after(state, PythonAction::Visit(VisitAction::Plan(1)));
    assert_eq!(again.python.host_table().unwrap().visits.len(), 1, "once");
    // Without a message it would be no WebSocket there.
    let socket = told(again, HandRequest { is_socket: true, ..request("/ws") }, vec![VisitEvent::Began, head(101, "")]);
    assert_eq!(socket.python.visits.all[0].planned(Some(8000)), None);
    let said = VisitEvent::Part { is_sent: true, data: b"hi".to_vec() };
    let news = VisitNews { visit: 2, at: Micros(7), event: said };
    let ticket = socket.run.ticket;
    let socket = after(socket, PythonAction::Visit(VisitAction::News(ticket, news)));
    assert_eq!(socket.python.visits.all[0].planned(Some(8000)).unwrap()["messages"][0], "hi");
}

#[test]
fn what_is_written_in_the_address_bar_is_a_request_or_a_fault() {
    let bar = |method: &str, address: &str| {
        let bar = AddressBar { method: method.into(), address: address.into(), ..AddressBar::default() };
        bar.request(8000).map(|request| (request.port, request.target, request.is_socket))
    };
    let ok = |port, target: &str, is_socket| Ok((port, target.to_string(), is_socket));
    assert_eq!(bar("GET", ""), ok(8000, "/", false));
    assert_eq!(bar("GET", " /a b?q=чай#end "), ok(8000, "/a%20b?q=%D1%87%D0%B0%D0%B9", false));
    assert_eq!(bar("GET", "http://localhost:9000?x"), ok(9000, "/?x", false));
    assert_eq!(bar("GET", "ws://127.0.0.1:9000/ws"), ok(9000, "/ws", true));
    assert_eq!(bar("WebSocket", "localhost/ws"), ok(8000, "/ws", true));
    assert_eq!(bar("GET", "https://localhost:8000/"), Err(AddressFault::Secure));
    assert_eq!(bar("GET", "http://example.com/"), Err(AddressFault::OtherHost("example.com".into())));
    assert_eq!(bar("GET", "javascript://alert"), Err(AddressFault::OtherHost("javascript://alert".into())));
    assert_eq!(bar("GET", "localhost:99999/"), Err(AddressFault::Port));
    let written =
        AddressBar { method: "POST".into(), address: "/".into(), headers: "X-A: b: c\n\n".into(), body: "{".into() };
    let request = written.request(1).unwrap();
    assert_eq!((request.headers, request.body), (vec![("X-A".into(), "b: c".into())], Some("{".into())));
    let get = AddressBar { method: "GET".into(), ..written.clone() };
    assert_eq!(get.request(1).unwrap().body, None, "what stands there was meant for another request");
    let fault = AddressBar { headers: "nothing".into(), ..AddressBar::default() }.request(1);
    assert_eq!(fault, Err(AddressFault::Header("nothing".into())));
}
