//! The table of hosts: what its file may say, and what is said of one that is wrong.

use loopline::clock::Micros;
use loopline::network::hosts::{Answers, Connects, Directory, Failure, HostTable, Visit};

fn fault(text: &str) -> String {
    HostTable::read(Some(text)).unwrap_err().to_string()
}

#[test]
fn the_defaults_are_read() {
    let table = HostTable::read(None).unwrap();
    let hosts: Vec<_> = table.hosts().collect();
    assert!(hosts.len() > 20 && hosts.iter().all(|(.., is_own)| !is_own));
    let (_, example, _) = hosts.iter().find(|(name, ..)| *name == "example.com").unwrap();
    assert_eq!((example.latency, example.thinking), (Micros(20_000), Micros(80_000)));
    let (_, refuses, _) = hosts.iter().find(|(name, ..)| *name == "refuses.example").unwrap();
    assert_eq!(refuses.connects, Connects::Refuses);
}

#[test]
fn a_program_changes_fields_of_a_default_host_and_keeps_the_others() {
    let text = r#"{"hosts": {
        "Httpbin.org": {"latency_ms": 1.5},
        "flaky.example": {"failures": ["reset", 503, null]},
        "copy.example": {"like": "httpbin.org", "thinking_ms": 7},
        "example.com": null
    }}"#;
    let mut table = HostTable::read(Some(text)).unwrap();
    let host = |wanted: &str| table.hosts().find(|(name, ..)| *name == wanted).map(|(_, host, _)| host.clone());
    let httpbin = host("httpbin.org").unwrap();
    assert_eq!((httpbin.latency, httpbin.answers), (Micros(1500), Answers::Httpbin));
    let copy = host("copy.example").unwrap();
    assert_eq!((copy.latency, copy.thinking, copy.answers), (Micros(1500), Micros(7000), Answers::Httpbin));
    assert_eq!(host("flaky.example").unwrap().failures, [Some(Failure::Reset), Some(Failure::Status(503)), None]);
    assert!(host("example.com").is_none());
    // One that was taken away does not exist; those that are like it stay.
    assert!(table.find("example.com").host.is_none() && table.find("www.example.com").host.is_none());
    assert!(table.find("example.org").host.is_some());
}

#[test]
fn names_with_an_end_that_exists_are_hosts() {
    let mut table = HostTable::read(None).unwrap();
    for name in ["python.org", "a.b.dev", "www.example.com", "x.ru"] {
        assert!(table.find(name).host.is_some(), "{name}");
    }
    for name in ["nobody.example", "no.invalid", "intranet", "x.local", "a..com", "-", "a b.com", "example.c"] {
        assert!(table.find(name).host.is_none(), "{name}");
    }
    assert_eq!(table.find("no.invalid").takes, Micros::ZERO);
    assert_eq!(table.find("nobody.example").takes, Micros(5000));
}

#[test]
fn a_fault_is_named_with_its_place() {
    assert_eq!(fault("{\n  \"hosts\": {,}\n}"), "this is not JSON, at line 2, column 13");
    assert_eq!(fault("[]"), "an object is wanted here, in braces");
    assert_eq!(fault(r#"{"host": {}}"#), "there is no field \"host\"; there are: hosts, visits");
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"latency_ms": "20"}}}"#),
        "hosts.\"a.com\".latency_ms: a number of milliseconds is wanted here, from 0 to 3600000"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"connects": "no"}}}"#),
        "hosts.\"a.com\".connects: one of these words is wanted here: accepts, refuses, silent"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"failures": [503, 99]}}}"#),
        "hosts.\"a.com\".failures[1]: a status of HTTP, \"reset\", \"close\", \"hang\" or null is wanted here"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"routes": {"get /": {}}}}}"#),
        "hosts.\"a.com\".routes.\"get /\": a method and a path are wanted here, as in \"GET /users/{name}\""
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"routes": {"/": {"body": 1, "parts": []}}}}}"#),
        "hosts.\"a.com\".routes.\"/\": \"body\" and \"parts\" exclude each other"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"like": "b.com"}}}"#),
        "hosts.\"a.com\".like: the name of another host of the table is wanted here"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"like": "b.com"}, "b.com": {"like": "a.com"}}}"#),
        "hosts.\"b.com\".like: the name of another host of the table is wanted here"
    );
    assert_eq!(
        fault(r#"{"hosts": {"a.com": {"collections": {"x": [{"id": "1"}]}}}}"#),
        "hosts.\"a.com\".collections.x: objects are wanted here, each with a whole number as its \"id\""
    );
    assert_eq!(fault(r#"{"visits": [{"at_ms": 1}]}"#), "visits[0]: the field \"request\" is missing");
    assert_eq!(
        fault(r#"{"visits": [{"request": "GET"}]}"#),
        "visits[0].request: a method and a path are wanted here, as in \"GET /users/{name}\""
    );
    assert_eq!(
        fault(r#"{"visits": [{"request": "GET /", "visitors": 0}]}"#),
        "visits[0].visitors: a number from 1 to 1000 is wanted here"
    );
}

#[test]
fn visits_are_read_in_their_order() {
    let text = r#"{"visits": [
        {"request": "POST /add?x=1", "body": {"a": 1}, "headers": {"X-Mine": "yes"}, "at_ms": 500, "port": 8080},
        {"request": "GET /", "visitors": 100, "per_second": 50},
        {"request": "GET /ws", "messages": ["one", "two"]},
        {"ctrl_c": true, "at_ms": 5000}
    ]}"#;
    let visits = HostTable::read(Some(text)).unwrap().visits;
    assert_eq!(visits.len(), 4);
    assert_eq!((visits[0].at, visits[0].port), (Some(Micros(500_000)), Some(8080)));
    let Visit::Request(first) = &visits[0].visit else { panic!("a request") };
    assert_eq!((first.method.as_str(), first.target.as_str(), first.visitors), ("POST", "/add?x=1", 1));
    let Visit::Request(load) = &visits[1].visit else { panic!("a request") };
    assert_eq!((load.visitors, load.per_second), (100, Some(50)));
    assert_eq!(visits[3].visit, Visit::Interrupt);
}
