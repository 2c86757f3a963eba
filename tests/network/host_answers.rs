//! Answers of the default hosts, byte by byte, over a plain connection.

use loopline::clock::Micros;
use loopline::network::hosts::HostTable;
use loopline::network::{Address, ErrorNumber, Network};

/// A host of the table, with a connection to its port 80 that stands.
fn connected(table: Option<&str>, name: &str) -> (Network, u32) {
    let mut network = Network::default();
    network.set_directory(Box::new(HostTable::read(table).unwrap()));
    let host = network.look_up(name).0.unwrap();
    let client = super::client(&mut network, &Address::Inet(host, 80));
    network.advance(Micros(1_000_000));
    (network, client)
}

/// What a host sends back for some bytes until nothing is under way.
fn answered(network: &mut Network, client: u32, request: &str) -> String {
    network.send(client, request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    while let Some(moment) = network.next_moment() {
        network.advance(moment);
        if let Ok(data) = network.receive(client, 1 << 20, false) {
            answer.extend(data);
        }
    }
    String::from_utf8_lossy(&answer).into_owned()
}

fn head_and_body(answer: &str) -> (Vec<&str>, &str) {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    (head.split("\r\n").collect(), body)
}

#[test]
fn a_connection_is_kept_and_takes_requests_one_after_the_other() {
    let (mut network, client) = connected(None, "httpbin.org");
    let two = "GET /get?a=1&a=2&b HTTP/1.1\r\nHost: httpbin.org\r\n\r\nGET /status/204 HTTP/1.1\r\nHost: x\r\n\r\n";
    let answer = answered(&mut network, client, two);
    let (head, rest) = head_and_body(&answer);
    assert_eq!(head[0], "HTTP/1.1 200 OK");
    assert_eq!(head[1], "Date: Thu, 01 Jan 2026 00:00:01 GMT");
    assert!(head.contains(&"Connection: keep-alive"));
    assert!(rest.contains("\"a\": [\n      \"1\",\n      \"2\"\n    ]"), "{rest}");
    assert!(rest.contains("HTTP/1.1 204 No Content\r\n") && rest.ends_with("\r\n\r\n"));
    assert!(!rest[rest.find("HTTP/1.1 204").unwrap()..].contains("Content-Length"));
}

#[test]
fn a_head_has_the_length_of_the_body_that_it_leaves_out() {
    let (mut network, client) = connected(None, "example.com");
    let answer = answered(&mut network, client, "HEAD / HTTP/1.1\r\nHost: example.com\r\n\r\n");
    let (head, body) = head_and_body(&answer);
    assert!(head.contains(&"Content-Length: 305") && body.is_empty());
}

#[test]
fn bodies_come_in_chunks_both_ways() {
    let (mut network, client) = connected(None, "httpbin.org");
    let request = "POST /anything HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n3\r\none\r\n4;x=y\r\ntwo!\r\n0\r\nA: b\r\n\r\n";
    let answer = answered(&mut network, client, request);
    assert!(answer.contains("\"data\": \"onetwo!\""), "{answer}");
    let answer = answered(&mut network, client, "GET /stream-bytes/5?chunk_size=2&seed=1 HTTP/1.1\r\nHost: h\r\n\r\n");
    assert!(
        answer.contains("Transfer-Encoding: chunked")
            && answer.contains("\r\n\r\n2\r\n")
            && answer.ends_with("0\r\n\r\n")
    );
}

#[test]
fn a_client_that_waits_with_its_body_is_told_to_go_on() {
    let (mut network, client) = connected(None, "httpbin.org");
    let head = "PUT /put HTTP/1.1\r\nHost: h\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n";
    assert_eq!(answered(&mut network, client, head), "HTTP/1.1 100 Continue\r\n\r\n");
    assert!(answered(&mut network, client, "body").contains("\"data\": \"body\""));
}

#[test]
fn a_connection_is_closed_behind_the_answer_if_that_is_asked_for() {
    for request in ["GET / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n", "GET / HTTP/1.0\r\n\r\n"] {
        let (mut network, client) = connected(None, "example.com");
        assert!(answered(&mut network, client, request).contains("Connection: close"));
        assert_eq!(network.receive(client, 1, false), Ok(Vec::new()));
    }
}

#[test]
fn what_is_no_request_is_refused() {
    for wrong in ["hello\r\n\r\n", "GET /\r\n\r\n", "GET / HTTP/1.1\r\nno header\r\n\r\n", "\u{16}\u{3}\u{1}"] {
        let (mut network, client) = connected(None, "example.com");
        let answer = answered(&mut network, client, wrong);
        assert!(answer.starts_with("HTTP/1.1 400 Bad Request\r\n"), "{wrong:?}: {answer}");
    }
}

#[test]
fn what_is_written_in_json_comes_back_in_its_own_order() {
    let table = r#"{"hosts": {"a.com": {
        "routes": {"/": {"body": {"z": 1, "a": {"y": [{"c": 2, "b": 3}], "x": 1.5}}}, "/w/{w}": {"parts": [{"w": "{w}", "a": 1}]}},
        "answers": "collections", "collections": {"posts": [{"userId": 1, "id": 1, "title": "t", "body": "b"}]}
    }}}"#;
    let (mut network, client) = connected(Some(table), "a.com");
    let mut ask = |request: &str| {
        let answer = answered(&mut network, client, &format!("{request}Host: a.com\r\n\r\n"));
        head_and_body(&answer).1.to_string()
    };
    assert_eq!(ask("GET / HTTP/1.1\r\n"), r#"{"z":1,"a":{"y":[{"c":2,"b":3}],"x":1.5}}"#);
    assert!(ask("GET /w/one HTTP/1.1\r\n").contains(r#"{"w":"one","a":1}"#));
    let in_order = |body: &str, names: &[&str]| {
        let places: Vec<_> = names.iter().filter_map(|name| body.find(&format!("\"{name}\""))).collect();
        assert!(places.len() == names.len() && places.is_sorted(), "{body}");
    };
    in_order(&ask("GET /posts/1 HTTP/1.1\r\n"), &["userId", "id", "title", "body"]);
    let (mut network, client) = connected(Some(table), "a.com");
    let post = "POST /posts HTTP/1.1\r\nHost: a.com\r\nContent-Length: 20\r\n\r\n{\"title\":1,\"body\":2}";
    in_order(head_and_body(&answered(&mut network, client, post)).1, &["title", "body", "id"]);
}

#[test]
fn an_invented_host_has_no_page_where_the_path_says_so_and_data_for_who_wants_some() {
    for (name, path, accept, status, kind) in [
        ("python.org", "/", "*/*", "200 OK", "text/html"),
        ("python.org", "/page/17", "*/*", "200 OK", "text/html"),
        ("python.org", "/no-such-page", "*/*", "404 Not Found", "text/html"),
        ("shop.com", "/favicon.ico", "text/html", "404 Not Found", "text/html"),
        ("shop.com", "/items", "application/json", "200 OK", "application/json"),
        ("api.shop.com", "/items/1", "*/*", "200 OK", "application/json"),
        ("shop.com", "/api/items/missing", "*/*", "404 Not Found", "application/json"),
        ("example.com", "/404", "*/*", "404 Not Found", "text/html"),
    ] {
        let (mut network, client) = connected(None, name);
        let request = format!("GET {path} HTTP/1.1\r\nHost: {name}\r\nAccept: {accept}\r\n\r\n");
        let answer = answered(&mut network, client, &request);
        let (head, _) = head_and_body(&answer);
        assert_eq!(head[0], format!("HTTP/1.1 {status}"), "{name}{path}");
        assert!(head.iter().any(|line| line.starts_with(&format!("Content-Type: {kind}"))), "{name}{path}: {head:?}");
    }
}

#[test]
fn failures_befall_requests_in_their_order() {
    let table = r#"{"hosts": {"a.com": {"failures": [null, 503, "reset"]}}}"#;
    let (mut network, client) = connected(Some(table), "a.com");
    let mut ask = || answered(&mut network, client, "GET / HTTP/1.1\r\nHost: a.com\r\n\r\n");
    assert!(ask().starts_with("HTTP/1.1 200 OK"));
    assert!(ask().starts_with("HTTP/1.1 503 Service Unavailable"));
    assert_eq!(ask(), "");
    assert_eq!(network.receive(client, 1, false), Ok(Vec::new()));
    assert_eq!(network.send(client, b"x"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn the_same_number_is_the_same_in_every_run() {
    let uuid = || {
        let (mut network, client) = connected(None, "httpbin.org");
        answered(&mut network, client, "GET /uuid HTTP/1.1\r\nHost: h\r\n\r\n")
    };
    assert_eq!(uuid(), uuid());
}

#[test]
fn a_websocket_sends_back_what_it_is_sent() {
    let (mut network, client) = connected(None, "echo.websocket.org");
    let request = "GET / HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\
                   Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";
    let answer = answered(&mut network, client, request);
    // The example of RFC 6455, 1.3.
    assert!(answer.starts_with("HTTP/1.1 101 Switching Protocols\r\n"));
    assert!(answer.contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n"));
    // "Hello" of RFC 6455, 5.7, masked, and back without a mask.
    let hello = [0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    network.send(client, &hello).unwrap();
    network.advance(network.next_moment().unwrap() + Micros(1_000_000));
    assert_eq!(network.receive(client, 99, false), Ok(b"\x81\x05Hello".to_vec()));
}
