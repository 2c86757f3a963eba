//! The table of hosts: defaults of ours, over which a program's own file is laid.
//!
//! The file is [`FILE`], beside the program, and so goes wherever the program goes. Both are JSON of one format. A host of the
//! program's changes the fields that it states of the default host of that name, and keeps the others; `null` takes the host
//! away. What the defaults state of names of real sites is a model: figures, texts and data are made up here.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::host_entry::{Connects, HostEntry, read_host};
use super::http_server::{HttpService, Site};
use super::ordered_json::{Map, Value};
use super::table_reader::{Placed, TableError, TableFault, Wanted, json};
use super::visit_entry::{VisitEntry, read_visits};
use super::{Directory, Found, NewHost, Service};
use crate::changes::NewLength;
use crate::clock::Micros;

/// The name of the file beside a program in which its hosts and visits are stated.
pub const FILE: &str = "loopline.json";

/// The defaults, in the format of the file.
pub const DEFAULTS: &str = include_str!("defaults.json");

const FIELDS: &[&str] = &["hosts", "visits"];

/// Ends of names that do not exist, whatever stands before them (RFC 6761 and 2606), unless the table has the very name.
const NO_DOMAINS: &[&str] = &["invalid", "test", "example", "local", "lan", "internal", "home", "localdomain"];

/// Ends of names that exist beside those of two letters, which are countries.
const DOMAINS: &[&str] = &[
    "com", "org", "net", "edu", "gov", "int", "mil", "info", "biz", "name", "pro", "app", "dev", "page", "blog",
    "cloud", "site", "online", "shop", "store", "tech", "xyz", "wiki", "events", "live", "news", "media", "email",
    "space", "world", "agency", "academy", "games", "click", "link",
];

/// The hosts that there are for a program, and who visits it.
#[derive(Clone, Debug, Default)]
pub struct HostTable {
    hosts: BTreeMap<String, HostEntry>,
    /// The names that the program's own file states.
    own: Vec<String>,
    /// The names of hosts that it takes away; others that are like them stay.
    gone: Vec<String>,
    /// Visits to the program's server, in the order of the file.
    pub visits: Vec<VisitEntry>,
}

impl HostTable {
    /// Reads the table of a program: the defaults, and its own file if there is one.
    ///
    /// # Errors
    /// The first fault of the file, with its place.
    pub fn read(file: Option<&str>) -> Result<HostTable, TableError> {
        let mut hosts = match json(DEFAULTS)?.get("hosts") {
            Some(Value::Object(hosts)) => hosts.clone(),
            _ => Map::default(),
        };
        let mut table = HostTable::default();
        if let Some(text) = file {
            let value = json(text)?;
            let whole = Placed { value: &value, place: String::new() };
            let fields = whole.fields(FIELDS)?;
            let own = fields.get("hosts").map(|own| own.any_fields()).transpose()?;
            for (name, host) in own.iter().flat_map(|own| own.all()) {
                let known = name.to_ascii_lowercase();
                table.own.push(known.clone());
                if host.value.is_null() {
                    table.gone.push(known);
                    continue;
                }
                // On its own first, so that a fault has its place in this file.
                read_host(&host)?;
                lay_over(&mut hosts, known, host.value);
            }
            if let Some(visits) = fields.get("visits") {
                table.visits = read_visits(&visits)?;
            }
        }
        for name in hosts.keys().filter(|name| !table.gone.iter().any(|gone| gone == name)) {
            let value = like(&hosts, name, &mut Vec::new())?;
            let host = read_host(&Placed { value: &value, place: place_of(name) })?;
            table.hosts.insert(name.to_string(), host);
        }
        Ok(table)
    }

    /// The hosts with their names, in the order of the alphabet, and whether the program's own file states them.
    pub fn hosts(&self) -> impl Iterator<Item = (&str, &HostEntry, bool)> {
        self.hosts.iter().map(|(name, host)| (name.as_str(), host, self.own.contains(name)))
    }

    /// The latency of the way to a host, if there may be one of the name.
    pub fn latency(&self, name: &str) -> Option<Micros> {
        self.host(name).map(|host| host.latency)
    }

    /// The time that a host of the name takes to answer, with the way there and back; `None` if there is no host.
    pub fn answer_time(&self, name: &str) -> Option<Micros> {
        self.host(name).map(|host| host.thinking + host.latency + host.latency)
    }

    /// Changes how long a host takes to answer, and by a factor the ways to it, too. Nothing happens if there is none of the name.
    pub fn change(&mut self, name: &str, length: NewLength) {
        let Some(mut host) = self.host(name) else { return };
        host.thinking = length.of(host.thinking);
        for route in &mut host.routes {
            route.change(length);
        }
        if let NewLength::Factor(_) = length {
            host.latency = length.of(host.latency);
            host.look_up = length.of(host.look_up);
        }
        self.hosts.insert(name.into(), host);
    }

    /// The name by which the table knows a host: its own, or that without `www.`.
    pub fn known_name<'n>(&self, name: &'n str) -> &'n str {
        let bare = name.strip_prefix("www.").unwrap_or(name);
        if !self.hosts.contains_key(name) && self.hosts.contains_key(bare) { bare } else { name }
    }

    /// The host of a name: one of the table, also with `www.` before it, or one that is made up for a name that may exist.
    fn host(&self, name: &str) -> Option<HostEntry> {
        let bare = name.strip_prefix("www.").unwrap_or(name);
        if let Some(host) = self.hosts.get(name).or_else(|| self.hosts.get(bare)) {
            return Some(host.clone());
        }
        let is_gone = self.gone.iter().any(|gone| gone == name || gone == bare);
        (!is_gone && may_exist(name)).then(|| invented(name))
    }
}

impl Directory for HostTable {
    fn find(&mut self, name: &str) -> Found {
        let Some(entry) = self.host(name) else {
            // A resolver knows of `invalid` without asking anybody (RFC 6761, 6.4).
            let is_known = name.rsplit('.').next() == Some("invalid");
            return Found {
                takes: if is_known { Micros::ZERO } else { super::host_entry::DEFAULT_LOOK_UP },
                host: None,
            };
        };
        let (takes, latency) = (entry.look_up, entry.latency);
        let is_silent = entry.connects == Connects::Silent;
        let mut services: Vec<(u16, Box<dyn Service>)> = Vec::new();
        if entry.connects == Connects::Accepts {
            let site = Site::new(name, entry);
            for (port, is_secure) in [(80, false), (443, true)] {
                services.push((port, Box::new(HttpService { site: Rc::clone(&site), is_secure })));
            }
        }
        Found { takes, host: Some(NewHost { latency, is_silent, services }) }
    }
}

fn place_of(name: &str) -> String {
    format!("hosts.\"{name}\"")
}

/// Lays the fields of a program's host over those of the default one.
fn lay_over(hosts: &mut Map, name: String, own: &Value) {
    let (Some(Value::Object(below)), Value::Object(above)) = (hosts.get_mut(&name), own) else {
        hosts.insert(name, own.clone());
        return;
    };
    for (field, value) in above.iter() {
        match (below.get_mut(field), value) {
            (Some(Value::Object(below)), Value::Object(above)) if field == "routes" => below.extend(above.clone()),
            _ => below.insert(field, value.clone()),
        }
    }
}

/// A host with the fields of the one that it is like below its own.
fn like(hosts: &Map, name: &str, above: &mut Vec<String>) -> Result<Value, TableError> {
    let own = hosts.get(name).cloned().unwrap_or_default();
    let Some(other) = own.get("like").and_then(Value::as_str).map(str::to_ascii_lowercase) else { return Ok(own) };
    above.push(name.to_string());
    if !hosts.contains_key(&other) || above.contains(&other) {
        let place = format!("{}.like", place_of(name));
        return Err(TableError { place, fault: TableFault::Wants(Wanted::Host) });
    }
    let mut merged = Map::from_iter([(name.to_string(), like(hosts, &other, above)?)]);
    lay_over(&mut merged, name.to_string(), &own);
    Ok(merged.remove(name).unwrap_or_default())
}

/// Tells if a name that the table lacks may be one of a host: it has an end that exists.
fn may_exist(name: &str) -> bool {
    let labels: Vec<&str> = name.split('.').collect();
    let is_label = |label: &&str| {
        let is_known = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !label.is_empty() && label.len() < 64 && label.chars().all(is_known)
    };
    let last = labels.last().copied().unwrap_or_default();
    let is_country = last.len() == 2 && last.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_domain = is_country || DOMAINS.contains(&last) || last.starts_with("xn--");
    labels.len() > 1 && labels.iter().all(is_label) && is_domain && !NO_DOMAINS.contains(&last)
}

/// A host for a name that the table lacks: a page, at a distance of 20 to 49 ms by the letters of its name.
fn invented(name: &str) -> HostEntry {
    let letters = name.bytes().map(u64::from).sum::<u64>();
    HostEntry { latency: Micros::from_millis(20 + letters % 30), ..HostEntry::default() }
}
