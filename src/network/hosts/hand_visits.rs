//! Visits by hand: whoever drives a live run asks the program's server, listens to the answer as it comes, and speaks.
//!
//! ```text
//! HandOrder ──(moment)──► Arrival::Hand ──► Visitor ──connection──► program
//!                                             │
//! VisitNews ◄── take_visit_news ◄─────────────┘
//! ```
//!
//! An order has the moment at which it was given, and is carried out at that moment of the network, however late the program
//! looks. A visit by hand has no patience: it is over when its visitor leaves or the server ends it.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::net::Ipv4Addr;
use std::rc::Rc;

use super::super::connections::State;
use super::super::{Arrival, Family, Network, ObjectId};
use super::visitor::Visitor;
use super::{Act, PeerId, PeerStep, VisitEnd, VisitReport};
use crate::clock::Micros;

/// An order for a visit by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandOrder {
    /// The number of the visit, given by whoever orders it.
    pub visit: u32,
    /// The thing to do.
    pub act: HandAct,
}

/// A thing that a visitor by hand does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HandAct {
    /// Begins the visit.
    Ask(HandRequest),
    /// Sends a message over the visit's WebSocket.
    Say(String),
    /// Takes leave: closes the WebSocket, or waits for the answer no longer.
    Leave,
    /// Sends Ctrl+C to the program.
    Interrupt,
}

/// A request by hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HandRequest {
    /// The port.
    pub port: u16,
    /// The method.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// Headers beside those that every visitor sends, or in their place.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<String>,
    /// True if a WebSocket is asked for.
    pub is_socket: bool,
}

/// A piece of news of a visit by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitNews {
    /// The number of the visit.
    pub visit: u32,
    /// The moment.
    pub at: Micros,
    /// The event.
    pub event: VisitEvent,
}

/// An event of a visit by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VisitEvent {
    /// The visitor has called.
    Began,
    /// The head of the answer has come.
    Head {
        /// The status.
        status: u16,
        /// The words of the status.
        words: String,
        /// The headers.
        headers: Vec<(String, String)>,
    },
    /// A piece of the body, or a message of the WebSocket.
    Part {
        /// True for a message that the visitor has sent.
        is_sent: bool,
        /// The bytes.
        data: Vec<u8>,
    },
    /// The visit is over.
    Ended(VisitEnd),
}

/// The news and the orders of visits by hand, which the network and the visitors share.
#[derive(Debug, Default)]
pub(super) struct HandDesk {
    pub news: VecDeque<VisitNews>,
    /// Orders that visitors have not carried out yet, by the numbers of their visits.
    pub orders: BTreeMap<u32, VecDeque<HandAct>>,
}

/// The visits by hand of a network.
#[derive(Debug, Default)]
pub(in crate::network) struct HandVisits {
    desk: Rc<RefCell<HandDesk>>,
    /// The ends of the visitors that are there, by the numbers of their visits.
    visitors: BTreeMap<u32, ObjectId>,
}

/// A visitor's own number and the desk at which it gets its orders.
#[derive(Clone, Debug)]
pub(super) struct HandLine {
    pub visit: u32,
    pub desk: Rc<RefCell<HandDesk>>,
}

impl HandLine {
    pub fn tell(&self, at: Micros, event: VisitEvent) {
        self.desk.borrow_mut().news.push_back(VisitNews { visit: self.visit, at, event });
    }

    pub fn next_order(&self) -> Option<HandAct> {
        self.desk.borrow_mut().orders.get_mut(&self.visit)?.pop_front()
    }
}

impl Network {
    /// Carries out an order at a moment, or now if that has passed.
    pub fn visit_by_hand(&mut self, order: HandOrder, at: Micros) {
        self.put_off(at - self.now, Arrival::Hand(order));
    }

    /// Takes the first piece of news that was not taken yet.
    pub fn take_visit_news(&mut self) -> Option<VisitNews> {
        self.hands.desk.borrow_mut().news.pop_front()
    }

    /// Tells if somebody can visit the program, or a visitor by hand is there: then a program that waits does not wait in vain.
    pub fn can_be_visited(&self) -> bool {
        let listens = |id: &ObjectId| {
            let stream = self.stream(*id);
            stream
                .is_some_and(|stream| stream.family == Family::Inet && matches!(stream.state, State::Listening { .. }))
        };
        !self.hands.visitors.is_empty() || self.objects.keys().any(listens)
    }

    pub(in crate::network) fn carry_out_by_hand(&mut self, HandOrder { visit, act }: HandOrder) {
        match act {
            HandAct::Ask(request) => self.begin_by_hand(visit, &request),
            HandAct::Interrupt => self.interrupt_by_hand(),
            HandAct::Say(_) | HandAct::Leave => {
                let Some(visitor) = self.hands.visitors.get(&visit).copied() else { return };
                self.hands.desk.borrow_mut().orders.entry(visit).or_default().push_back(act);
                self.step_of_peer(visitor, PeerStep::Do(Act::Wake(PeerId(visitor.0))));
            }
        }
    }

    fn begin_by_hand(&mut self, visit: u32, request: &HandRequest) {
        let line = HandLine { visit, desk: self.hands.desk.clone() };
        line.tell(self.now, VisitEvent::Began);
        let (log, number) = self.report_by_hand(VisitReport {
            method: request.method.clone(),
            target: request.target.clone(),
            began: self.now,
            ended: self.now,
            end: VisitEnd::Unanswered,
            ..VisitReport::default()
        });
        let visitor = Visitor::by_hand(request, (log, number), line);
        let peer = self.call(Ipv4Addr::LOCALHOST, request.port, Box::new(visitor));
        self.hands.visitors.insert(visit, ObjectId(peer.0));
    }

    /// A conversation is over, which may be that of a visitor by hand.
    pub(in crate::network) fn leaves_by_hand(&mut self, id: ObjectId) {
        self.hands.visitors.retain(|visit, visitor| {
            if *visitor == id {
                self.hands.desk.borrow_mut().orders.remove(visit);
            }
            *visitor != id
        });
    }
}
