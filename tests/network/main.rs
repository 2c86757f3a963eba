//! The network in memory, by its own numbers and without a program: every test is a sentence about sockets.

#![allow(clippy::unwrap_used, reason = "a test's panic is its message, also in what several tests share")]

mod connections;
mod datagrams;
mod facts;
mod hand_visits;
mod host_answers;
mod host_tables;
mod hosts;
mod pipes;
mod postgres;
mod selectors;
mod visits;

use std::net::Ipv4Addr;

use loopline::network::{Address, ErrorNumber, Family, Network};

const HERE: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// A listener at a port that was given, with its address.
fn listener(network: &mut Network, backlog: usize) -> (u32, Address) {
    let listener = network.open_stream(Family::Inet).unwrap();
    network.bind(listener, Address::Inet(HERE, 0)).unwrap();
    network.listen(listener, backlog).unwrap();
    let address = network.addresses(listener).unwrap().0.unwrap();
    (listener, address)
}

/// A client that has begun to connect.
fn client(network: &mut Network, to: &Address) -> u32 {
    let client = network.open_stream(Family::Inet).unwrap();
    assert_eq!(network.connect(client, to.clone()), Err(ErrorNumber::IN_PROGRESS));
    client
}

/// Both ends of a connection.
fn connected(network: &mut Network) -> (u32, u32) {
    let (listener, address) = listener(network, 5);
    let client = client(network, &address);
    let (server, _) = network.accept(listener).unwrap();
    network.close(listener).unwrap();
    (client, server)
}
