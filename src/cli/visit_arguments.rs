//! Visits on the command line: `--visit "POST /add {...}"`, and options that change the visit before them.

use crate::clock::Micros;
use crate::network::hosts::ordered_json::Value;
use crate::network::hosts::{RequestVisit, Visit, VisitEntry, method_and_target};

/// An option that changes the visit before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VisitOption {
    /// The moment, in seconds.
    At,
    /// A number of visitors, and those of a second.
    Load,
    /// A header.
    Header,
    /// A message of a WebSocket.
    Message,
    /// The port.
    Port,
}

impl VisitOption {
    /// The option of a name.
    pub(super) fn of(name: &str) -> Option<VisitOption> {
        match name {
            "--at" => Some(VisitOption::At),
            "--load" => Some(VisitOption::Load),
            "--header" => Some(VisitOption::Header),
            "--message" => Some(VisitOption::Message),
            "--port" => Some(VisitOption::Port),
            _ => None,
        }
    }

    /// The option with an example of its value.
    pub(super) fn example(self) -> &'static str {
        match self {
            VisitOption::At => "--at 0.5",
            VisitOption::Load => "--load 100@50",
            VisitOption::Header => "--header \"Name: value\"",
            VisitOption::Message => "--message hello",
            VisitOption::Port => "--port 8000",
        }
    }
}

/// Reads a visit: a method, a path, and a body if there is more; or `ctrl-c`.
pub(super) fn read_visit(text: &str) -> Option<VisitEntry> {
    if text.eq_ignore_ascii_case("ctrl-c") || text.eq_ignore_ascii_case("ctrl+c") {
        return Some(VisitEntry { at: None, port: None, visit: Visit::Interrupt });
    }
    let mut words = text.trim().splitn(3, ' ');
    let (method, target) = method_and_target(&format!("{} {}", words.next()?, words.next()?))?;
    let body = words.next().map(str::trim).filter(|body| !body.is_empty());
    // What is no JSON is sent as it stands.
    let body = body.map(|body| serde_json::from_str(body).unwrap_or_else(|_| Value::String(body.into())));
    let (headers, messages) = (Vec::new(), Vec::new());
    let request = RequestVisit { method, target, headers, body, messages, visitors: 1, per_second: None };
    Some(VisitEntry { at: None, port: None, visit: Visit::Request(request) })
}

/// Changes a visit by an option; `None` if the value is not understood, or is none for this visit.
pub(super) fn change_visit(visit: &mut VisitEntry, option: VisitOption, text: &str) -> Option<()> {
    if option == VisitOption::At {
        let seconds = text.parse::<f64>().ok().filter(|seconds| (0.0..=3600.0).contains(seconds))?;
        visit.at = Micros::from_delay(seconds);
        return Some(());
    }
    let Visit::Request(request) = &mut visit.visit else { return None };
    match option {
        VisitOption::At => {}
        VisitOption::Load => {
            let count = |text: &str| text.parse::<u32>().ok().filter(|count| (1..=1000).contains(count));
            let (visitors, rate) = text.split_once('@').map_or((text, None), |(visitors, rate)| (visitors, Some(rate)));
            request.visitors = count(visitors)?;
            request.per_second = rate.map(|rate| count(rate).ok_or(())).transpose().ok()?;
        }
        VisitOption::Header => {
            let (name, value) = text.split_once(':').filter(|(name, _)| !name.trim().is_empty())?;
            request.headers.push((name.trim().into(), value.trim().into()));
        }
        VisitOption::Message => request.messages.push(text.into()),
        VisitOption::Port => visit.port = Some(text.parse().ok().filter(|port| *port > 0)?),
    }
    Some(())
}
