//! A host as the table states it.

use std::collections::BTreeMap;

use super::ordered_json::Value;
use super::routes::{Route, read_route};
use super::table_reader::{Placed, TableError, Wanted};
use crate::clock::Micros;

/// The words for what a host does about requests for connections.
pub const CONNECTS: &[&str] = &["accepts", "refuses", "silent"];

/// The words for what answers at a host.
pub const ANSWERS: &[&str] = &["page", "routes", "httpbin", "collections", "websocket"];

/// The words for a host's certificate.
pub const CERTIFICATES: &[&str] = &["valid", "expired", "self-signed", "of another"];

/// The names of a host's fields.
pub const FIELDS: &[&str] = &[
    "answers",
    "certificate",
    "collections",
    "connects",
    "failures",
    "latency_ms",
    "like",
    "look_up_ms",
    "routes",
    "thinking_ms",
];

/// Something that befalls a request instead of its answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// An answer with this status.
    Status(u16),
    /// The connection is broken off.
    Reset,
    /// The connection is closed without an answer.
    Close,
    /// No answer ever comes.
    Hang,
}

/// The kind of answers of a host.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answers {
    /// A page of its name for every path.
    Page,
    /// The routes that are stated, and 404 for all else.
    Routes,
    /// The requests and statuses of httpbin.
    Httpbin,
    /// Collections of objects: lists, objects by their `id`, changes that are answered and not kept.
    Collections,
    /// A WebSocket that sends back what it is sent.
    Websocket,
}

/// A host's behaviour when a connection is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connects {
    /// Connections are made.
    Accepts,
    /// Connections are refused.
    Refuses,
    /// Nothing answers.
    Silent,
}

/// The certificate that a host shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateKind {
    /// One for its name.
    Valid,
    /// One whose time is over.
    Expired,
    /// One that nobody has signed but itself.
    SelfSigned,
    /// One for another name.
    OfAnother,
}

/// A host of the table.
#[derive(Clone, Debug)]
pub struct HostEntry {
    /// The time in which its name is found.
    pub look_up: Micros,
    /// The time that bytes take one way.
    pub latency: Micros,
    /// The time between a request and its answer.
    pub thinking: Micros,
    /// The host's way with requests for connections.
    pub connects: Connects,
    /// The certificate that it shows.
    pub certificate: CertificateKind,
    /// The kind of answers.
    pub answers: Answers,
    /// Failures that befall its requests, one after the other and again from the first; `None` for nothing.
    pub failures: Vec<Option<Failure>>,
    /// Paths with answers of their own, which come before all else.
    pub routes: Vec<Route>,
    /// Objects by the name of their collection.
    pub collections: BTreeMap<String, Vec<Value>>,
}

pub(super) const DEFAULT_LOOK_UP: Micros = Micros::from_millis(5);

impl Default for HostEntry {
    fn default() -> HostEntry {
        HostEntry {
            look_up: DEFAULT_LOOK_UP,
            latency: Micros::from_millis(20),
            thinking: Micros::from_millis(80),
            connects: Connects::Accepts,
            certificate: CertificateKind::Valid,
            answers: Answers::Page,
            failures: Vec::new(),
            routes: Vec::new(),
            collections: BTreeMap::new(),
        }
    }
}

/// Reads a host.
pub(super) fn read_host(value: &Placed<'_>) -> Result<HostEntry, TableError> {
    let fields = value.fields(FIELDS)?;
    let default = HostEntry::default();
    let mut entry = HostEntry {
        look_up: fields.millis("look_up_ms", default.look_up)?,
        latency: fields.millis("latency_ms", default.latency)?,
        thinking: fields.millis("thinking_ms", default.thinking)?,
        ..default
    };
    if let Some(like) = fields.get("like") {
        like.text()?;
    }
    if let Some(word) = fields.get("connects") {
        entry.connects = [Connects::Accepts, Connects::Refuses, Connects::Silent][word.word(CONNECTS)?];
    }
    if let Some(word) = fields.get("certificate") {
        use CertificateKind::{Expired, OfAnother, SelfSigned, Valid};
        entry.certificate = [Valid, Expired, SelfSigned, OfAnother][word.word(CERTIFICATES)?];
    }
    for (name, route) in
        fields.get("routes").map(|routes| routes.any_fields()).transpose()?.iter().flat_map(|f| f.all())
    {
        entry.routes.push(read_route(name, &route)?);
    }
    // The more a path says, the earlier it is tried.
    entry.routes.sort_by_key(Route::vagueness);
    if let Some(word) = fields.get("answers") {
        use Answers::{Collections, Httpbin, Page, Routes, Websocket};
        entry.answers = [Page, Routes, Httpbin, Collections, Websocket][word.word(ANSWERS)?];
    } else if !entry.routes.is_empty() {
        entry.answers = Answers::Routes;
    }
    for failure in fields.get("failures").map_or(Ok(Vec::new()), |list| list.list())? {
        entry.failures.push(read_failure(&failure)?);
    }
    let collections = fields.get("collections").map(|value| value.any_fields()).transpose()?;
    for (name, items) in collections.iter().flat_map(|fields| fields.all()) {
        let objects = items.list()?;
        if objects.iter().any(|item| item.value.get("id").and_then(Value::as_u64).is_none()) {
            return items.wants(Wanted::Items);
        }
        entry.collections.insert(name.to_string(), objects.into_iter().map(|item| item.value.clone()).collect());
    }
    Ok(entry)
}

fn read_failure(value: &Placed<'_>) -> Result<Option<Failure>, TableError> {
    match value.value {
        Value::Null => Ok(None),
        Value::Number(_) => match value.status() {
            Ok(status) => Ok(Some(Failure::Status(status))),
            Err(_) => value.wants(Wanted::Failure),
        },
        Value::String(word) => match word.as_str() {
            "reset" => Ok(Some(Failure::Reset)),
            "close" => Ok(Some(Failure::Close)),
            "hang" => Ok(Some(Failure::Hang)),
            _ => value.wants(Wanted::Failure),
        },
        _ => value.wants(Wanted::Failure),
    }
}
