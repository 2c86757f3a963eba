//! Hosts: peers that live in the kernel, at the other end of a program's connections.
//!
//! A host has a name, an address, and the latency of the way to it. At its ports stand [`Service`]s, which the kernel tells of
//! what arrives on a connection and which answer at that moment or at later ones. A [`Directory`] knows the hosts that there
//! are by their names; a name that is looked up gets an address, and its host stands on the network from then on. An outer
//! layer can give a service of its own, also at an address of this machine ([`Network::serve`]), or a caller that connects to
//! the program ([`Network::call`]).
//!
//! ```text
//! look_up ──► Directory ──► NewHost ──► (address, port) ──► Service ──accept──► Conversation
//!                                                                                │      ▲
//!                               bytes, end, break ──(latency)──► Reply's acts ◄──┘      └── Heard, at a moment
//! ```
//!
//! Acts of a host are never part of an operation of the program: each has an arrival of its own, at the same moment if the way
//! takes no time. So a program's `send` returns before its peer answers, as another machine's answer would come.

mod hand_visits;
mod host_entry;
mod host_table;
mod http_server;
mod httpbin;
mod json_collections;
pub mod ordered_json;
mod peers;
mod places;
mod routes;
mod service;
mod table_reader;
mod tls_server;
mod visit_entry;
mod visit_plan;
mod visitor;
mod websocket_echo;
mod wire;

pub(super) use hand_visits::HandVisits;
pub use hand_visits::{HandAct, HandOrder, HandRequest, VisitEvent, VisitNews};
pub use host_entry::{ANSWERS, Answers, CERTIFICATES, CONNECTS, CertificateKind, Connects, Failure, HostEntry};
pub use host_table::{FILE, HostTable};
pub(super) use peers::{PeerStep, Peers};
pub(super) use places::Places;
pub use places::{Directory, Found, NewHost};
pub(super) use service::Act;
pub use service::{Caller, Conversation, Heard, PeerId, Reception, Reply, Service};
pub use table_reader::{TableError, TableFault, Wanted};
pub use visit_entry::{RequestVisit, Visit, VisitEntry, method_and_target};
pub(super) use visit_plan::VisitPlan;
pub use visit_plan::{VisitEnd, VisitPart, VisitReport};
pub use wire::certificates::authority;

#[cfg(doc)]
use super::Network;
