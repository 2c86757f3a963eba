//! Visits by hand of a server, which here is the test itself.

use loopline::clock::Micros;
use loopline::network::hosts::{HandAct, HandOrder, HandRequest, VisitEnd, VisitEvent};
use loopline::network::{Address, Family, Network};

use super::HERE;

/// A network with a listener at port 8000.
fn listening() -> (Network, u32) {
    let mut network = Network::default();
    let listener = network.open_stream(Family::Inet).unwrap();
    network.bind(listener, Address::Inet(HERE, 8000)).unwrap();
    network.listen(listener, 100).unwrap();
    (network, listener)
}

fn request(target: &str) -> HandRequest {
    HandRequest { port: 8000, method: "GET".into(), target: target.into(), ..HandRequest::default() }
}

fn order(network: &mut Network, visit: u32, act: HandAct, at: u64) {
    network.visit_by_hand(HandOrder { visit, act }, Micros(at));
}

/// Accepts the connection that waits; returns its number and what was asked.
fn accepted(network: &mut Network, listener: u32, at: u64) -> (u32, String) {
    network.advance(Micros(at));
    let (server, _) = network.accept(listener).unwrap();
    network.advance(Micros(at));
    (server, String::from_utf8(network.receive(server, 1 << 16, false).unwrap()).unwrap())
}

/// The news, a line each.
fn news(network: &mut Network) -> Vec<String> {
    let mut lines = Vec::new();
    while let Some(news) = network.take_visit_news() {
        let event = match news.event {
            VisitEvent::Began => "began".into(),
            VisitEvent::Head { status, words, headers } => format!("{status} {words}, {} headers", headers.len()),
            VisitEvent::Part { is_sent, data } => {
                format!("{} {}", if is_sent { "→" } else { "←" }, String::from_utf8_lossy(&data))
            }
            VisitEvent::Ended(end) => format!("{end:?}"),
        };
        lines.push(format!("{} at {}: {event}", news.visit, news.at.0));
    }
    lines
}

#[test]
fn an_answer_is_told_as_it_comes() {
    let (mut network, listener) = listening();
    assert!(network.can_be_visited());
    let ask = HandRequest { method: "POST".into(), body: Some("{\"x\": 1".into()), ..request("/add?a=b") };
    order(&mut network, 1, HandAct::Ask(ask), 500);
    let (server, asked) = accepted(&mut network, listener, 2000);
    assert!(asked.starts_with("POST /add?a=b HTTP/1.1\r\nHost: localhost:8000\r\n"), "{asked}");
    // A mistake is the server's to tell.
    assert!(asked.ends_with("Content-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"x\": 1"), "{asked}");
    network.send(server, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n").unwrap();
    network.advance(Micros(3000));
    assert_eq!(news(&mut network), ["1 at 500: began", "1 at 2000: 200 OK, 1 headers", "1 at 2000: ← one"]);
    network.advance(Micros(60_000_000));
    network.send(server, b"3\r\ntwo\r\n0\r\n\r\n").unwrap();
    network.advance(Micros(60_000_000));
    assert_eq!(news(&mut network), ["1 at 60000000: ← two", "1 at 60000000: Answered"], "nobody grows impatient");
    assert!(network.take_visit_report().is_some(), "it is recorded as others are");
    assert_eq!(network.next_moment(), None);
}

#[test]
fn nobody_may_listen_and_a_server_may_end_at_once() {
    let (mut network, listener) = listening();
    order(&mut network, 1, HandAct::Ask(HandRequest { port: 9000, ..request("/") }), 0);
    network.advance(Micros(10));
    assert_eq!(news(&mut network), ["1 at 0: began", "1 at 0: Refused"]);
    order(&mut network, 2, HandAct::Ask(request("/")), 20);
    let (server, _) = accepted(&mut network, listener, 20);
    network.close(server).unwrap();
    network.advance(Micros(30));
    assert_eq!(news(&mut network), ["2 at 20: began", "2 at 20: Broken"]);
    network.close(listener).unwrap();
    assert!(!network.can_be_visited());
}

#[test]
fn a_visitor_leaves_before_the_end() {
    let (mut network, listener) = listening();
    order(&mut network, 1, HandAct::Ask(request("/")), 0);
    let (server, _) = accepted(&mut network, listener, 0);
    network.close(listener).unwrap();
    assert!(network.can_be_visited(), "the visitor is still there");
    order(&mut network, 1, HandAct::Leave, 50);
    network.advance(Micros(100));
    assert_eq!(news(&mut network).last().map(String::as_str), Some("1 at 50: Left"));
    assert_eq!(network.receive(server, 10, false), Ok(Vec::new()), "the server hears the end");
    assert!(!network.can_be_visited());
    order(&mut network, 1, HandAct::Say("late".into()), 100);
    network.advance(Micros(100));
    assert_eq!(news(&mut network), [""; 0]);
}

#[test]
fn messages_go_both_ways_over_a_websocket() {
    let (mut network, listener) = listening();
    order(&mut network, 1, HandAct::Ask(HandRequest { is_socket: true, ..request("/ws") }), 0);
    let (server, asked) = accepted(&mut network, listener, 0);
    assert!(asked.contains("Upgrade: websocket\r\n"), "{asked}");
    network.send(server, b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n\x81\x02hi").unwrap();
    network.advance(Micros(10));
    order(&mut network, 1, HandAct::Say("hello".into()), 20);
    network.advance(Micros(20));
    assert_eq!(network.receive(server, 100, false).unwrap().len(), 2 + 4 + 5, "a frame of a client has a mask");
    order(&mut network, 1, HandAct::Leave, 30);
    network.advance(Micros(30));
    network.send(server, b"\x88\x02\x03\xe8").unwrap();
    network.advance(Micros(40));
    assert_eq!(
        news(&mut network),
        [
            "1 at 0: began",
            "1 at 0: 101 Switching Protocols, 1 headers",
            "1 at 0: ← hi",
            "1 at 20: → hello",
            "1 at 30: Answered",
        ]
    );
}

#[test]
fn ctrl_c_is_sent_by_hand_and_not_behind_planned_visits_of_a_server_that_stays() {
    let (mut network, _) = listening();
    network.plan_visits(Vec::new());
    network.stay_open();
    order(&mut network, 1, HandAct::Interrupt, 5);
    network.advance(Micros(5));
    assert!(network.take_interrupt() && !network.take_interrupt());
    assert_eq!(network.take_visit_report().map(|report| report.end), Some(VisitEnd::Interrupted));
}
