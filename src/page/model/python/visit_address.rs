//! The address bar of a live run: a request of what is written in it.

use crate::network::hosts::HandRequest;

/// The methods that can be chosen.
pub const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/// The word that stands among the methods for a WebSocket.
pub const SOCKET: &str = "WebSocket";

/// Names of this machine.
const OWN_NAMES: &[&str] = &["localhost", "127.0.0.1", "0.0.0.0", "[::1]"];

/// The fields of the address bar as they are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AddressBar {
    /// A method, or [`SOCKET`].
    pub method: String,
    /// An address, or a path alone.
    pub address: String,
    /// Headers, a line each.
    pub headers: String,
    /// The body; empty for none.
    pub body: String,
}

/// The reason why what is written is no request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AddressFault {
    /// The address is that of another host, which no visitor of the program is.
    OtherHost(String),
    /// The address asks for TLS.
    Secure,
    /// The address has no port that is one.
    Port,
    /// The line of the headers has no name and no colon.
    Header(String),
}

impl AddressBar {
    /// Returns whether a WebSocket is asked for.
    pub fn is_socket(&self) -> bool {
        self.method == SOCKET || self.address.trim_start().starts_with("ws://")
    }

    /// Returns whether the request has the body that is written. One of a request before it may still stand there.
    pub fn has_body(&self) -> bool {
        !self.is_socket() && !matches!(self.method.as_str(), "GET" | "HEAD")
    }

    /// The request; `first_port` is the port of an address without one.
    ///
    /// # Errors
    /// If there is none such.
    pub fn request(&self, first_port: u16) -> Result<HandRequest, AddressFault> {
        let written = self.address.trim();
        let (scheme, rest) = match written.split_once("://") {
            Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
            None => (String::new(), written),
        };
        if matches!(scheme.as_str(), "https" | "wss") {
            return Err(AddressFault::Secure);
        }
        if !matches!(scheme.as_str(), "" | "http" | "ws") {
            return Err(AddressFault::OtherHost(written.into()));
        }
        let at = rest.find(['/', '?', '#']).unwrap_or(rest.len());
        let (place, target) = rest.split_at(at);
        let port = match place {
            "" => first_port,
            place => port_of(place, first_port)?,
        };
        let headers = self.headers.lines().filter(|line| !line.trim().is_empty()).map(header);
        let is_socket = self.is_socket();
        let is_known = METHODS.contains(&self.method.as_str()) && !is_socket;
        Ok(HandRequest {
            port,
            method: if is_known { self.method.clone() } else { "GET".into() },
            target: target_of(target),
            headers: headers.collect::<Result<_, _>>()?,
            body: Some(self.body.clone()).filter(|body| !body.is_empty() && self.has_body()),
            is_socket,
        })
    }
}

fn port_of(place: &str, first_port: u16) -> Result<u16, AddressFault> {
    if OWN_NAMES.iter().any(|name| place.eq_ignore_ascii_case(name)) {
        return Ok(first_port);
    }
    let (host, port) = place.rsplit_once(':').ok_or_else(|| AddressFault::OtherHost(place.into()))?;
    if !host.is_empty() && !OWN_NAMES.iter().any(|name| host.eq_ignore_ascii_case(name)) {
        return Err(AddressFault::OtherHost(host.into()));
    }
    port.parse().ok().filter(|port| *port > 0).ok_or(AddressFault::Port)
}

fn header(line: &str) -> Result<(String, String), AddressFault> {
    let fault = || AddressFault::Header(line.trim().into());
    let (name, value) = line.split_once(':').ok_or_else(fault)?;
    let name = name.trim();
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_graphic());
    if is_name { Ok((name.into(), value.trim().into())) } else { Err(fault()) }
}

/// The path and the query as they are sent: without a fragment, and with what no address has as its bytes in hexadecimal.
fn target_of(written: &str) -> String {
    let written = written.split('#').next().unwrap_or_default();
    let mut target = String::from(if written.starts_with('/') { "" } else { "/" });
    for byte in written.bytes() {
        match byte {
            0x21..=0x7e => target.push(byte as char),
            _ => target += &format!("%{byte:02X}"),
        }
    }
    target
}
