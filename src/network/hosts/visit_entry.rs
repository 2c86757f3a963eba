//! Visits of a program's server, as the table states them.

use super::ordered_json::Value;
use super::table_reader::{Placed, TableError, TableFault, Wanted};
use crate::clock::Micros;

const FIELDS: &[&str] =
    &["at_ms", "body", "ctrl_c", "headers", "messages", "per_second", "port", "request", "visitors"];

/// The most visitors of one visit.
const MOST_VISITORS: u64 = 1000;

/// A visit, or a number of equal ones.
#[derive(Clone, Debug, PartialEq)]
pub struct VisitEntry {
    /// The moment at which it begins, or the moment from which it waits for a server; without one, when a server listens and
    /// the visits before it are over.
    pub at: Option<Micros>,
    /// The port; without one, the first at which the program listens.
    pub port: Option<u16>,
    /// The kind of visit.
    pub visit: Visit,
}

/// A kind of visit.
#[derive(Clone, Debug, PartialEq)]
pub enum Visit {
    /// Ctrl+C.
    Interrupt,
    /// Requests of HTTP.
    Request(RequestVisit),
}

/// A request, made by a number of visitors.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestVisit {
    /// The method.
    pub method: String,
    /// The path and the query.
    pub target: String,
    /// Headers beside those that every visitor sends.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Option<Value>,
    /// Messages that are sent over a WebSocket, each once the one before is answered.
    pub messages: Vec<String>,
    /// The number of visitors.
    pub visitors: u32,
    /// The visitors of a second; all come at once without it.
    pub per_second: Option<u32>,
}

pub(super) fn read_visits(value: &Placed<'_>) -> Result<Vec<VisitEntry>, TableError> {
    value.list()?.iter().map(read_visit).collect()
}

fn read_visit(value: &Placed<'_>) -> Result<VisitEntry, TableError> {
    let fields = value.fields(FIELDS)?;
    let at = fields.get("at_ms").map(|at| at.millis()).transpose()?;
    let port = fields.get("port").map(|port| port.whole(1, 65_535, Wanted::Port)).transpose()?;
    let port = port.and_then(|port| u16::try_from(port).ok());
    if fields.get("ctrl_c").map(|value| value.truth()).transpose()?.unwrap_or(false) {
        if fields.get("request").is_some() {
            return fields.fault(TableFault::NotBoth("ctrl_c", "request"));
        }
        return Ok(VisitEntry { at, port: None, visit: Visit::Interrupt });
    }
    let Some(request) = fields.get("request") else { return fields.fault(TableFault::Missing("request")) };
    let Some((method, target)) = method_and_target(request.text()?) else { return request.wants(Wanted::Route) };
    let mut headers = Vec::new();
    for (name, value) in fields.get("headers").map(|value| value.any_fields()).transpose()?.iter().flat_map(|f| f.all())
    {
        headers.push((name.to_string(), value.text()?.to_string()));
    }
    let mut messages = Vec::new();
    for message in fields.get("messages").map_or(Ok(Vec::new()), |list| list.list())? {
        messages.push(message.text()?.to_string());
    }
    let count = |name: &str| fields.get(name).map(|n| n.whole(1, MOST_VISITORS, Wanted::Count)).transpose();
    let narrow = |count: u64| u32::try_from(count).unwrap_or(1);
    let visit = RequestVisit {
        method,
        target,
        headers,
        body: fields.get("body").map(|body| body.value.clone()),
        messages,
        visitors: count("visitors")?.map_or(1, narrow),
        per_second: count("per_second")?.map(narrow),
    };
    Ok(VisitEntry { at, port, visit: Visit::Request(visit) })
}

/// Reads a method and a path with a query, as in `GET /users?limit=3`.
pub fn method_and_target(text: &str) -> Option<(String, String)> {
    let (method, target) = text.trim().split_once(' ')?;
    let target = target.trim();
    let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_target = target.starts_with('/') && !target.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_method && is_target).then(|| (method.to_string(), target.to_string()))
}
