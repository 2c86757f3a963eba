//! Visits of the program's server: when each begins, and what the visitors got.
//!
//! A visit begins at its moment, or when the visits before it are over if it has none; in either case not before something
//! listens at its port. When all are over, Ctrl+C is sent, unless the plan has one of its own.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::net::Ipv4Addr;
use std::rc::Rc;

use super::super::{Arrival, Network, ObjectId};
use super::visitor::Visitor;
use super::{Act, PeerStep, RequestVisit, Visit, VisitEntry};
use crate::clock::Micros;

/// The time for which a visitor waits for an answer.
const PATIENCE: Micros = Micros::from_millis(30_000);

/// The most lines of one visit in a record.
const MOST_LINES: usize = 20;

/// The end of a visitor's visit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum VisitEnd {
    /// Nothing has listened at the port, or the program has ended before.
    #[default]
    NeverBegan,
    /// No answer has come within 30 seconds, or before the program has ended.
    Unanswered,
    /// Nobody listens at the port any more.
    Refused,
    /// The server has broken the connection off, or closed it before the answer was whole.
    Broken,
    /// The bytes that the server has sent are no answer of HTTP.
    NoHttp,
    /// The answer has come.
    Answered,
    /// The visitor has left before the end of the answer.
    Left,
    /// Ctrl+C was sent.
    Interrupted,
}

/// A piece of a body or a message of a WebSocket, with its moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPart {
    /// The moment at which it has come, or was sent.
    pub at: Micros,
    /// True for a message that the visitor has sent.
    pub is_sent: bool,
    /// The bytes.
    pub data: Vec<u8>,
}

/// A visitor's visit, and what came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VisitReport {
    /// The index of the visit in the plan.
    pub entry: usize,
    /// The method; empty for Ctrl+C.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// The moment at which the visitor has called.
    pub began: Micros,
    /// The moment at which the visit was over.
    pub ended: Micros,
    /// The end.
    pub end: VisitEnd,
    /// The status of the answer, with its words.
    pub status: Option<(u16, String)>,
    /// The headers of the answer.
    pub headers: Vec<(String, String)>,
    /// The body as it came, or the messages.
    pub parts: Vec<VisitPart>,
}

impl VisitReport {
    /// The whole body.
    pub fn body(&self) -> Vec<u8> {
        self.parts.iter().filter(|part| !part.is_sent).flat_map(|part| part.data.clone()).collect()
    }

    /// The lines that a record has of the visit: what was asked, and the first of what was answered.
    pub fn recorded_lines(&self) -> Vec<String> {
        if self.end == VisitEnd::Interrupted {
            return vec!["^C".into()];
        }
        let end = match (&self.end, &self.status) {
            (VisitEnd::Answered, Some((status, words))) => format!("{status} {words}"),
            (VisitEnd::Unanswered, _) => "no answer".into(),
            (VisitEnd::Refused, _) => "connection refused".into(),
            (VisitEnd::NoHttp, _) => "not an answer of HTTP".into(),
            (VisitEnd::Left, _) => "left before the end".into(),
            _ => "connection ended before the answer".into(),
        };
        let after = (self.ended - self.began).seconds();
        let mut lines = vec![format!("visitor: {} {} → {end}, after {after:.4} s", self.method, self.target)];
        for part in &self.parts {
            let text = String::from_utf8_lossy(&part.data);
            let arrow = if part.is_sent { "→" } else { "←" };
            lines.extend(text.lines().filter(|line| !line.is_empty()).map(|line| format!("    {arrow} {line}")));
        }
        if lines.len() > MOST_LINES {
            let more = lines.len() - MOST_LINES;
            lines.truncate(MOST_LINES);
            lines.push(format!("    ({more} lines more)"));
        }
        lines
    }
}

/// The reports of visits, which the conversations of visitors write.
#[derive(Debug, Default)]
pub(in crate::network) struct VisitReports {
    pub all: Vec<VisitReport>,
    /// The indices of those that are over and were not taken yet, in the order of their ends.
    pub over: VecDeque<usize>,
}

pub(in crate::network) type VisitLog = Rc<RefCell<VisitReports>>;

#[derive(Debug, PartialEq, Eq)]
enum Stage {
    Waits,
    /// Visitors that have not left yet.
    Runs(u32),
    IsOver,
}

/// The plan of visits.
#[derive(Debug, Default)]
pub(in crate::network) struct VisitPlan {
    entries: Vec<(VisitEntry, Stage)>,
    log: VisitLog,
    /// The visitors that are there, each with the index of its visit.
    visitors: Vec<(ObjectId, usize)>,
    /// The first port at which the program has listened.
    port: Option<u16>,
    /// Ctrl+C is to be sent at the end.
    ends_with_interrupt: bool,
    /// Ctrl+C was sent and not taken yet.
    interrupts: u32,
}

impl Network {
    /// Plans visits; without any nothing changes.
    pub fn plan_visits(&mut self, entries: Vec<VisitEntry>) {
        let plan = &mut self.visits;
        plan.ends_with_interrupt = !entries.is_empty() && entries.iter().all(|entry| entry.visit != Visit::Interrupt);
        plan.entries = entries.into_iter().map(|entry| (entry, Stage::Waits)).collect();
    }

    /// Sends no Ctrl+C once all planned visits are over: the server stays for visits by hand.
    pub fn stay_open(&mut self) {
        self.visits.ends_with_interrupt = false;
    }

    /// The reports of the visits so far, those that have not begun among them, in the order of the plan.
    pub fn visit_reports(&self) -> Vec<VisitReport> {
        let mut reports = self.visits.log.borrow().all.clone();
        for (index, (entry, stage)) in self.visits.entries.iter().enumerate() {
            if *stage == Stage::Waits {
                reports.push(new_report(index, entry, self.now));
            }
        }
        reports.sort_by_key(|report| report.entry);
        reports
    }

    /// Takes the first report of a visit that is over and was not taken before.
    pub fn take_visit_report(&mut self) -> Option<VisitReport> {
        let mut log = self.visits.log.borrow_mut();
        let number = log.over.pop_front()?;
        log.all.get(number).cloned()
    }

    /// Takes a Ctrl+C that was sent to the program.
    pub fn take_interrupt(&mut self) -> bool {
        let is_sent = self.visits.interrupts > 0;
        self.visits.interrupts = self.visits.interrupts.saturating_sub(1);
        is_sent
    }

    /// The program has begun to listen.
    pub(in crate::network) fn listens_at(&mut self, port: u16) {
        if self.visits.entries.is_empty() {
            return;
        }
        if self.visits.port.is_none() {
            self.visits.port = Some(port);
            let moments: Vec<Micros> = self.visits.entries.iter().filter_map(|(entry, _)| entry.at).collect();
            for at in moments {
                self.put_off(at - self.now, Arrival::Visits);
            }
        }
        self.put_off(Micros::ZERO, Arrival::Visits);
    }

    /// Begins the visits that are due.
    pub(in crate::network) fn go_on_with_visits(&mut self) {
        let mut all_before_are_over = true;
        for index in 0..self.visits.entries.len() {
            let (entry, stage) = &self.visits.entries[index];
            let is_due = *stage == Stage::Waits && entry.at.map_or(all_before_are_over, |at| at <= self.now);
            if is_due {
                self.begin_visit(index);
            }
            all_before_are_over &= self.visits.entries[index].1 == Stage::IsOver;
        }
        if all_before_are_over && std::mem::take(&mut self.visits.ends_with_interrupt) {
            self.interrupt(self.visits.entries.len());
        }
    }

    fn interrupt(&mut self, index: usize) {
        self.visits.interrupts += 1;
        let (began, ended, end) = (self.now, self.now, VisitEnd::Interrupted);
        let mut log = self.visits.log.borrow_mut();
        let number = log.all.len();
        log.over.push_back(number);
        log.all.push(VisitReport { entry: index, began, ended, end, ..VisitReport::default() });
    }

    /// Notes that a visit by hand begins; returns its place in the log.
    pub(super) fn report_by_hand(&mut self, report: VisitReport) -> (VisitLog, usize) {
        let log = self.visits.log.clone();
        let number = log.borrow().all.len();
        log.borrow_mut().all.push(VisitReport { entry: self.visits.entries.len(), ..report });
        (log, number)
    }

    /// Sends the program Ctrl+C by hand.
    pub(super) fn interrupt_by_hand(&mut self) {
        self.interrupt(self.visits.entries.len());
    }

    fn begin_visit(&mut self, index: usize) {
        let entry = self.visits.entries[index].0.clone();
        let Visit::Request(request) = &entry.visit else {
            self.visits.entries[index].1 = Stage::IsOver;
            return self.interrupt(index);
        };
        let Some(port) = entry.port.or(self.visits.port).filter(|port| self.has_listener(*port)) else { return };
        self.visits.entries[index].1 = Stage::Runs(request.visitors);
        for number in 0..request.visitors {
            let after = request.per_second.map_or(0, |rate| u64::from(number) * 1_000_000 / u64::from(rate));
            self.put_off(Micros(after), Arrival::Visitor { index, port });
        }
    }

    fn has_listener(&self, port: u16) -> bool {
        let to = super::super::Address::Inet(Ipv4Addr::LOCALHOST, port);
        self.listener(&to, super::super::Family::Inet).is_some()
    }

    /// A visitor comes.
    pub(in crate::network) fn visitor_comes(&mut self, index: usize, port: u16) {
        let entry = &self.visits.entries[index].0;
        let Visit::Request(request) = &entry.visit else { return };
        let log = self.visits.log.clone();
        let number = log.borrow().all.len();
        log.borrow_mut().all.push(VisitReport { end: VisitEnd::Unanswered, ..new_report(index, entry, self.now) });
        let visitor = Visitor::new(request, port, log, number);
        let peer = self.call(Ipv4Addr::LOCALHOST, port, Box::new(visitor));
        self.visits.visitors.push((ObjectId(peer.0), index));
        self.wake(peer, self.now + PATIENCE);
    }

    /// A conversation is over, which may be a visitor's.
    pub(in crate::network) fn visitor_leaves(&mut self, id: ObjectId) {
        self.leaves_by_hand(id);
        let Some(at) = self.visits.visitors.iter().position(|(visitor, _)| *visitor == id) else { return };
        let (_, index) = self.visits.visitors.swap_remove(at);
        if let Stage::Runs(left) = &mut self.visits.entries[index].1 {
            *left -= 1;
            if *left == 0 {
                self.visits.entries[index].1 = Stage::IsOver;
            }
        }
        // The end of its patience is nothing to wait for any more.
        let is_its_own =
            |arrival: &Arrival| matches!(arrival, Arrival::Peer(_, PeerStep::Do(Act::Wake(peer))) if peer.0 == id.0);
        self.arrivals.retain(|_, arrival| !is_its_own(arrival));
        self.put_off(Micros::ZERO, Arrival::Visits);
    }
}

fn new_report(index: usize, entry: &VisitEntry, now: Micros) -> VisitReport {
    let (method, target) = match &entry.visit {
        Visit::Interrupt => (String::new(), String::new()),
        Visit::Request(RequestVisit { method, target, .. }) => (method.clone(), target.clone()),
    };
    VisitReport { entry: index, method, target, began: now, ended: now, ..VisitReport::default() }
}
