//! Visits by hand of the server of a live run: what the reader asks it, and what comes back.

use std::rc::Rc;

use serde_json::{Value, json};

use super::PythonAction;
use super::host_edits::HostEdit;
use crate::clock::Micros;
use crate::network::hosts::{HandAct, HandOrder, HandRequest, VisitEnd, VisitEvent, VisitNews, VisitPart};
use crate::page::model::effect::Effect;
use crate::page::model::record::Record;
use crate::page::model::state::{Phase, State};
use crate::trace::EventKind;

/// The most visits that are kept: the newest.
const MOST_VISITS: usize = 40;

/// The most bytes of an answer that are kept, and the most parts: an answer may have no end.
const MOST_BYTES: usize = 256 * 1024;
const MOST_PARTS: usize = 2000;

/// The server of a live run, and its visits by hand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandVisits {
    /// The ports at which the program has begun to listen, in the order of that.
    pub ports: Rc<[u16]>,
    /// The visits, the newest first.
    pub all: Rc<[Rc<HandVisit>]>,
    /// The number of the newest.
    last: u32,
}

/// A visit by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct HandVisit {
    /// The visit's number, counted from 1 in a run.
    pub number: u32,
    /// The request.
    pub request: HandRequest,
    /// The moment at which the visitor has called, once it has.
    pub began: Option<Micros>,
    /// The head of the answer, once it has come, and its moment.
    pub head: Option<AnswerHead>,
    /// The body as it has come, or the messages of a WebSocket.
    pub parts: Vec<Rc<VisitPart>>,
    /// The bytes that have come, those that are not kept among them.
    pub bytes: usize,
    /// The end and its moment, once it is over.
    pub end: Option<(VisitEnd, Micros)>,
    /// True if the visit is among the planned ones now.
    pub is_planned: bool,
}

/// The head of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerHead {
    /// The status.
    pub status: u16,
    /// The words of the status.
    pub words: String,
    /// The headers.
    pub headers: Vec<(String, String)>,
}

/// An action on visits by hand.
#[derive(Clone, Debug, PartialEq)]
pub enum VisitAction {
    /// Ask the server.
    Ask(HandRequest),
    /// Say this over the WebSocket of the visit with this number.
    Say(u32, String),
    /// Leave the visit with this number.
    Leave(u32),
    /// Send Ctrl+C to the program.
    Interrupt,
    /// The run with this ticket has news of a visit.
    News(u32, VisitNews),
    /// Have the visit with this number be made in each run, at its moment.
    Plan(u32),
}

impl HandVisit {
    /// The bytes of the body that are kept.
    pub fn body(&self) -> Vec<u8> {
        self.parts.iter().filter(|part| !part.is_sent).flat_map(|part| part.data.iter().copied()).collect()
    }

    /// Returns the value of a header of the answer; empty if it has none of this name.
    pub fn header(&self, name: &str) -> &str {
        let headers = self.head.iter().flat_map(|head| &head.headers);
        headers.into_iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// Returns whether messages can be said: a WebSocket stands.
    pub fn speaks(&self) -> bool {
        self.request.is_socket && self.end.is_none() && self.head.as_ref().is_some_and(|head| head.status == 101)
    }

    /// The visit as the file of hosts and visits states it; `None` if it states none such: it has no moment yet, or is a
    /// WebSocket over which nothing was said.
    pub fn planned(&self, first_port: Option<u16>) -> Option<Value> {
        let HandRequest { port, method, target, headers, body, is_socket } = &self.request;
        let mut visit = json!({ "request": format!("{method} {target}"), "at_ms": self.began?.0.div_ceil(1000) });
        if Some(*port) != first_port {
            visit["port"] = (*port).into();
        }
        if !headers.is_empty() {
            visit["headers"] = headers.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect();
        }
        if let Some(body) = body {
            let value = serde_json::from_str(body).ok().filter(|value: &Value| value.is_object() || value.is_array());
            visit["body"] = value.unwrap_or_else(|| body.clone().into());
        }
        if *is_socket {
            let sent = self.parts.iter().filter(|part| part.is_sent);
            let messages: Vec<_> = sent.map(|part| String::from_utf8_lossy(&part.data).into_owned()).collect();
            if messages.is_empty() {
                return None;
            }
            visit["messages"] = messages.into();
        }
        Some(visit)
    }

    fn hear(&mut self, VisitNews { at, event, .. }: VisitNews) {
        match event {
            VisitEvent::Began => self.began = Some(at),
            VisitEvent::Head { status, words, headers } => self.head = Some(AnswerHead { status, words, headers }),
            VisitEvent::Part { is_sent, data } => {
                self.bytes += data.len();
                if self.bytes <= MOST_BYTES && self.parts.len() < MOST_PARTS {
                    self.parts.push(Rc::new(VisitPart { at, is_sent, data }));
                }
            }
            VisitEvent::Ended(end) => self.end = Some((end, at)),
        }
    }
}

impl HandVisits {
    /// Notes the ports at which the program has begun to listen in these events of its record.
    pub(in crate::page) fn follow(&mut self, record: &Record, from: usize) {
        let trace = record.trace.borrow();
        let mut ports = self.ports.to_vec();
        for at in from..record.len {
            if let EventKind::Listening { address } = trace.event(crate::trace::Seq(at as u32)).kind
                && let Some(port) = port_of(trace.text(address))
                && !ports.contains(&port)
            {
                ports.push(port);
            }
        }
        if ports.len() > self.ports.len() {
            self.ports = ports.into();
        }
    }

    /// The visit with a number.
    pub fn get(&self, number: u32) -> Option<&Rc<HandVisit>> {
        self.all.iter().find(|visit| visit.number == number)
    }

    fn change(&mut self, number: u32, change: impl FnOnce(&mut HandVisit)) {
        let mut all = self.all.to_vec();
        if let Some(visit) = all.iter_mut().find(|visit| visit.number == number) {
            change(Rc::make_mut(visit));
            self.all = all.into();
        }
    }

    /// Puts a new visit before the others; returns its number.
    fn begin(&mut self, request: HandRequest) -> u32 {
        self.last += 1;
        let number = self.last;
        let visit = HandVisit {
            number,
            request,
            began: None,
            head: None,
            parts: Vec::new(),
            bytes: 0,
            end: None,
            is_planned: false,
        };
        // One that goes on is never dropped: nobody could end it.
        let mut kept = 1;
        let others = self.all.iter().filter(|visit| {
            kept += 1;
            kept <= MOST_VISITS || visit.end.is_none()
        });
        self.all = std::iter::once(Rc::new(visit)).chain(others.cloned()).collect();
        number
    }
}

/// The port of an address, as the record has it; `None` for a path.
fn port_of(address: &str) -> Option<u16> {
    let (host, port) = address.rsplit_once(':')?;
    port.parse().ok().filter(|_| !host.contains('/'))
}

impl State {
    /// Returns whether the program runs live and listens, so that it can be visited.
    pub fn serves(&self) -> bool {
        self.python.running && self.run.phase == Phase::Running && !self.python.visits.ports.is_empty()
    }

    pub(super) fn visit(&mut self, action: VisitAction) {
        match action {
            VisitAction::Ask(request) if self.serves() => {
                let visit = self.python.visits.begin(request.clone());
                self.order_visit(visit, HandAct::Ask(request));
            }
            VisitAction::Say(visit, text) if self.serves() => {
                if self.python.visits.get(visit).is_some_and(|visit| visit.speaks()) {
                    self.order_visit(visit, HandAct::Say(text));
                }
            }
            VisitAction::Leave(visit) if self.serves() => {
                if self.python.visits.get(visit).is_some_and(|visit| visit.end.is_none()) {
                    self.order_visit(visit, HandAct::Leave);
                }
            }
            VisitAction::Interrupt if self.serves() => self.order_visit(0, HandAct::Interrupt),
            VisitAction::News(ticket, news) if self.run.ticket == ticket => {
                self.python.visits.change(news.visit, |visit| visit.hear(news));
            }
            VisitAction::Plan(number) => {
                let first = self.python.visits.ports.first().copied();
                let visit = self.python.visits.get(number).filter(|visit| !visit.is_planned);
                if let Some(planned) = visit.and_then(|visit| visit.planned(first)) {
                    self.python(PythonAction::EditHosts(HostEdit::AddVisit(planned)));
                    self.python.visits.change(number, |visit| visit.is_planned = true);
                }
            }
            VisitAction::Ask(_)
            | VisitAction::Say(..)
            | VisitAction::Leave(_)
            | VisitAction::Interrupt
            | VisitAction::News(..) => {}
        }
    }

    fn order_visit(&mut self, visit: u32, act: HandAct) {
        self.ask(Effect::Visit(HandOrder { visit, act }));
    }
}
