//! Visits of a server, which here is the test itself.

use loopline::clock::Micros;
use loopline::network::hosts::{HostTable, VisitEnd};
use loopline::network::{Address, Family, Network};

use super::HERE;

/// A network with visits, and a listener at port 8000.
fn listening(visits: &str) -> (Network, u32) {
    let mut network = Network::default();
    let table = HostTable::read(Some(&format!("{{\"visits\": {visits}}}"))).unwrap();
    network.plan_visits(table.visits);
    network.advance(Micros(1000));
    let listener = network.open_stream(Family::Inet).unwrap();
    network.bind(listener, Address::Inet(HERE, 8000)).unwrap();
    network.listen(listener, 100).unwrap();
    (network, listener)
}

/// Lets everything happen up to a moment; answers each request that comes with this.
fn serve(network: &mut Network, listener: u32, until: u64, answer: &str) -> Vec<String> {
    let mut requests = Vec::new();
    while let Some(moment) = network.next_moment().filter(|moment| moment.0 <= until) {
        network.advance(moment);
        while let Ok((server, _)) = network.accept(listener) {
            network.advance(moment);
            let request = network.receive(server, 1 << 16, false).unwrap();
            requests.push(String::from_utf8(request).unwrap());
            network.send(server, answer.as_bytes()).unwrap();
            network.close(server).unwrap();
        }
    }
    requests
}

const HELLO: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n\r\nhello";

#[test]
fn visits_follow_each_other_and_ctrl_c_comes_last() {
    let visits = r#"[{"request": "GET /a?b=1"}, {"request": "POST /add", "body": {"x": 1}, "headers": {"X-A": "b"}}]"#;
    let (mut network, listener) = listening(visits);
    let requests = serve(&mut network, listener, u64::MAX, HELLO);
    assert!(requests[0].starts_with("GET /a?b=1 HTTP/1.1\r\nHost: localhost:8000\r\n"), "{requests:?}");
    assert!(requests[1].contains("Content-Type: application/json\r\nContent-Length: 7\r\nX-A: b\r\n\r\n{\"x\":1}"));
    let reports = network.visit_reports();
    assert_eq!(reports.len(), 3);
    assert_eq!((&reports[0].end, reports[0].body()), (&VisitEnd::Answered, b"hello".to_vec()));
    assert_eq!(reports[2].end, VisitEnd::Interrupted);
    assert!(network.take_interrupt() && !network.take_interrupt());
}

#[test]
fn a_visit_with_a_moment_begins_then() {
    let (mut network, listener) = listening(r#"[{"request": "GET /", "at_ms": 250}, {"ctrl_c": true, "at_ms": 900}]"#);
    serve(&mut network, listener, 899_999, HELLO);
    assert_eq!(network.visit_reports()[0].began, Micros(250_000));
    assert!(!network.take_interrupt());
    serve(&mut network, listener, 900_000, HELLO);
    assert!(network.take_interrupt());
}

#[test]
fn many_visitors_come_at_their_rate() {
    let (mut network, listener) = listening(r#"[{"request": "GET /", "visitors": 5, "per_second": 10}]"#);
    assert_eq!(serve(&mut network, listener, u64::MAX, HELLO).len(), 5);
    let began: Vec<u64> = network.visit_reports().iter().map(|report| report.began.0).take(5).collect();
    assert_eq!(began, [1000, 101_000, 201_000, 301_000, 401_000]);
}

#[test]
fn an_answer_may_come_in_chunks_or_end_too_early() {
    let chunks = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n3\r\ntwo\r\n0\r\n\r\n";
    for (answer, end) in [
        (chunks, VisitEnd::Answered),
        ("HTTP/1.1 200 OK\r\n\r\nonetwo", VisitEnd::Answered),
        ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nonetwo", VisitEnd::Broken),
        ("SSH-2.0-OpenSSH\r\n\r\n", VisitEnd::NoHttp),
    ] {
        let (mut network, listener) = listening(r#"[{"request": "GET /"}]"#);
        serve(&mut network, listener, u64::MAX, answer);
        let report = &network.visit_reports()[0];
        assert_eq!(report.end, end, "{answer}");
        assert!(end == VisitEnd::NoHttp || report.body() == b"onetwo", "{answer}");
    }
}

#[test]
fn a_visitor_gives_up_after_30_seconds() {
    let (mut network, listener) = listening(r#"[{"request": "GET /"}]"#);
    network.advance(Micros(2000));
    let (server, _) = network.accept(listener).unwrap();
    network.advance(Micros(29_000_000));
    assert!(!network.take_interrupt());
    network.advance(Micros(31_000_000));
    assert_eq!(network.visit_reports()[0].end, VisitEnd::Unanswered);
    assert!(network.take_interrupt());
    network.close(server).unwrap();
}

#[test]
fn a_program_that_does_not_listen_is_not_visited() {
    let mut network = Network::default();
    network.plan_visits(HostTable::read(Some(r#"{"visits": [{"request": "GET /"}]}"#)).unwrap().visits);
    assert_eq!(network.next_moment(), None);
    assert_eq!(network.visit_reports()[0].end, VisitEnd::NeverBegan);
}
