//! Hosts: peers in the kernel, by a service and a directory of the tests' own.

use std::net::Ipv4Addr;

use loopline::clock::Micros;
use loopline::network::hosts::{
    Caller, Conversation, Directory, Found, Heard, NewHost, PeerId, Reception, Reply, Service,
};
use loopline::network::readiness::OUT;
use loopline::network::{Address, ErrorNumber, Family, Network};

use super::{HERE, listener};

const MS: u64 = 1000;

/// Sends back what it hears after thinking, and closes when the other end does.
#[derive(Debug)]
struct Echo {
    thinking: Micros,
}

impl Service for Echo {
    fn accept(&mut self, _: &Caller, _: Micros) -> Reception {
        Reception::Accepts(Box::new(Echo { thinking: self.thinking }))
    }
}

impl Conversation for Echo {
    fn hear(&mut self, heard: Heard<'_>, _: Micros, reply: &mut Reply) {
        match heard {
            Heard::Bytes(b"break") => reply.break_off(self.thinking),
            Heard::Bytes(data) => reply.send(self.thinking, data),
            Heard::End => reply.close(self.thinking),
            Heard::Opened | Heard::Broken(_) | Heard::Woken => {}
        }
    }
}

#[derive(Debug)]
struct Names;

impl Directory for Names {
    fn find(&mut self, name: &str) -> Found {
        let is_silent = match name {
            "echo.example" => false,
            "silent.example" => true,
            _ => return Found { takes: Micros(5 * MS), host: None },
        };
        let echo: Box<dyn Service> = Box::new(Echo { thinking: Micros(30 * MS) });
        let services = if is_silent { Vec::new() } else { vec![(7, echo)] };
        Found { takes: Micros(5 * MS), host: Some(NewHost { latency: Micros(20 * MS), is_silent, services }) }
    }
}

fn network() -> Network {
    let mut network = Network::default();
    network.set_directory(Box::new(Names));
    network
}

fn find(network: &mut Network, name: &str) -> Ipv4Addr {
    network.look_up(name).0.unwrap()
}

/// A socket that has begun to connect to a host.
fn client(network: &mut Network, host: Ipv4Addr, port: u16) -> u32 {
    super::client(network, &Address::Inet(host, port))
}

fn advance(network: &mut Network, ms: u64) {
    network.advance(Micros(ms * MS));
}

#[test]
fn a_name_is_looked_up_in_a_time_and_keeps_its_address() {
    let network = &mut network();
    let (first, takes) = network.look_up("echo.example");
    assert_eq!(takes, Micros(5 * MS));
    assert_eq!(network.look_up("Echo.Example."), (first, takes));
    assert_eq!(network.name_of(first.unwrap()), Some("echo.example"));
    assert_eq!(network.look_up("nobody.example"), (None, Micros(5 * MS)));
    assert_eq!(network.look_up("localhost"), (Some(HERE), Micros::ZERO));
}

#[test]
fn a_host_answers_after_two_ways_and_its_thinking() {
    let network = &mut network();
    let host = find(network, "echo.example");
    let client = client(network, host, 7);
    advance(network, 39);
    assert_eq!(network.events(client), Ok(0));
    advance(network, 40);
    assert_eq!(network.events(client), Ok(OUT));
    network.send(client, b"hello").unwrap();
    advance(network, 109);
    assert_eq!(network.receive(client, 9, false), Err(ErrorNumber::AGAIN));
    advance(network, 110);
    assert_eq!(network.receive(client, 9, false), Ok(b"hello".to_vec()));
    network.close(client).unwrap();
    advance(network, 500);
    assert_eq!(network.next_moment(), None);
}

#[test]
fn another_port_of_a_host_is_refused_after_the_way_there_and_back() {
    let network = &mut network();
    let host = find(network, "echo.example");
    let client = client(network, host, 8);
    advance(network, 39);
    assert_eq!(network.take_error(client), Ok(None));
    advance(network, 40);
    assert_eq!(network.take_error(client), Ok(Some(ErrorNumber::REFUSED)));
}

#[test]
fn a_silent_host_is_given_up_after_127_seconds() {
    let network = &mut network();
    let host = find(network, "silent.example");
    let client = client(network, host, 80);
    advance(network, 127_000);
    assert_eq!(network.take_error(client), Ok(None));
    advance(network, 128_000);
    assert_eq!(network.take_error(client), Ok(Some(ErrorNumber::TIMED_OUT)));
}

#[test]
fn a_host_breaks_a_connection_off() {
    let network = &mut network();
    let host = find(network, "echo.example");
    let client = client(network, host, 7);
    advance(network, 40);
    network.send(client, b"break").unwrap();
    advance(network, 200);
    assert_eq!(network.receive(client, 9, false), Err(ErrorNumber::RESET));
}

#[test]
fn a_listener_at_any_address_is_none_of_a_host() {
    let network = &mut network();
    let listener = network.open_stream(Family::Inet).unwrap();
    network.bind(listener, Address::Inet(Ipv4Addr::UNSPECIFIED, 8000)).unwrap();
    network.listen(listener, 5).unwrap();
    let host = find(network, "echo.example");
    let client = client(network, host, 8000);
    advance(network, 40);
    assert_eq!(network.take_error(client), Ok(Some(ErrorNumber::REFUSED)));
}

#[test]
fn a_service_of_an_outer_layer_stands_at_a_port_of_this_machine() {
    let network = &mut network();
    network.serve(HERE, 5432, Box::new(Echo { thinking: Micros::ZERO }));
    let client = super::client(network, &Address::Inet(HERE, 5432));
    assert_eq!(network.events(client), Ok(OUT));
    network.send(client, b"select 1").unwrap();
    // The answer is no part of sending: it comes at the same moment, when the network goes on.
    assert_eq!(network.receive(client, 99, false), Err(ErrorNumber::AGAIN));
    assert_eq!(network.next_moment(), Some(Micros::ZERO));
    advance(network, 0);
    assert_eq!(network.receive(client, 99, false), Ok(b"select 1".to_vec()));
}

#[test]
fn a_listener_of_the_program_comes_before_a_service_at_its_port() {
    let network = &mut network();
    network.serve(HERE, 5432, Box::new(Echo { thinking: Micros::ZERO }));
    let own = network.open_stream(Family::Inet).unwrap();
    network.bind(own, Address::Inet(HERE, 5432)).unwrap();
    network.listen(own, 5).unwrap();
    super::client(network, &Address::Inet(HERE, 5432));
    assert!(network.accept(own).is_ok());
}

#[test]
fn a_conversation_calls_a_listener_of_the_program() {
    let network = &mut network();
    let (listener, address) = listener(network, 5);
    let Address::Inet(_, port) = address else { panic!("no port") };
    let visitor = network.call(HERE, port, Box::new(Visitor { other: None }));
    advance(network, 0);
    let (server, _) = network.accept(listener).unwrap();
    assert_eq!(network.receive(server, 9, false), Ok(b"hello".to_vec()));
    network.wake(visitor, Micros(50 * MS));
    advance(network, 49);
    assert_eq!(network.receive(server, 9, false), Err(ErrorNumber::AGAIN));
    advance(network, 50);
    assert_eq!(network.receive(server, 9, false), Ok(b"woken".to_vec()));
    // Another conversation can wake it.
    network.call(HERE, port, Box::new(Visitor { other: Some(visitor) }));
    advance(network, 60);
    assert_eq!(network.receive(server, 9, false), Ok(b"woken".to_vec()));
}

/// Says hello, or wakes another one, and says so when it is woken itself.
#[derive(Debug)]
struct Visitor {
    other: Option<PeerId>,
}

impl Conversation for Visitor {
    fn hear(&mut self, heard: Heard<'_>, _: Micros, reply: &mut Reply) {
        match (heard, self.other) {
            (Heard::Opened, Some(other)) => reply.wake(Micros(5 * MS), other),
            (Heard::Opened, None) => reply.send(Micros::ZERO, "hello"),
            (Heard::Woken, _) => reply.send(Micros::ZERO, "woken"),
            _ => {}
        }
    }
}
