//! Datagrams.

use loopline::network::readiness::{ERROR, IN, OUT};
use loopline::network::{Address, ErrorNumber, Family, Network};

use super::HERE;

fn bound(network: &mut Network, port: u16) -> u32 {
    let socket = network.open_datagrams(Family::Inet).unwrap();
    network.bind(socket, Address::Inet(HERE, port)).unwrap();
    socket
}

#[test]
fn each_comes_as_it_was_sent_and_what_does_not_fit_is_lost() {
    let network = &mut Network::default();
    let (one, other) = (bound(network, 5000), bound(network, 5001));
    let to = Address::Inet(HERE, 5001);
    network.send_to(one, b"first", Some(&to)).unwrap();
    network.send_to(one, b"second", Some(&to)).unwrap();
    let from = Some(Address::Inet(HERE, 5000));
    assert_eq!(network.receive_from(other, 2, false), Ok((b"fi".to_vec(), from.clone(), 5)));
    assert_eq!(network.receive_from(other, 100, false), Ok((b"second".to_vec(), from, 6)));
    assert_eq!(network.receive_from(other, 100, false), Err(ErrorNumber::AGAIN));
}

#[test]
fn a_datagram_to_nobody_is_lost_and_only_a_connected_socket_is_told() {
    let network = &mut Network::default();
    let (socket, nobody) = (bound(network, 5000), Address::Inet(HERE, 9));
    assert_eq!(network.send_to(socket, b"x", Some(&nobody)), Ok(1));
    assert_eq!(network.events(socket), Ok(OUT));
    network.connect(socket, nobody).unwrap();
    assert_eq!(network.send_to(socket, b"x", None), Ok(1));
    assert_eq!(network.events(socket), Ok(IN | OUT | ERROR));
    assert_eq!(network.receive_from(socket, 1, false), Err(ErrorNumber::REFUSED));
    assert_eq!(network.send_to(socket, b"x", None), Ok(1));
    assert_eq!(network.send_to(socket, b"x", None), Err(ErrorNumber::REFUSED));
}

#[test]
fn a_connected_socket_takes_datagrams_of_its_peer_alone() {
    let network = &mut Network::default();
    let (one, other, third) = (bound(network, 5000), bound(network, 5001), bound(network, 5002));
    network.connect(one, Address::Inet(HERE, 5001)).unwrap();
    let to = Address::Inet(HERE, 5000);
    network.send_to(third, b"x", Some(&to)).unwrap();
    assert_eq!(network.receive_from(one, 1, false), Err(ErrorNumber::AGAIN));
    network.send_to(other, b"x", Some(&to)).unwrap();
    assert!(network.receive_from(one, 1, false).is_ok());
}

#[test]
fn what_no_datagram_holds_is_refused() {
    let network = &mut Network::default();
    let socket = bound(network, 5000);
    assert_eq!(network.send_to(socket, &vec![0; 65_508], Some(&Address::Inet(HERE, 9))), Err(ErrorNumber::TOO_LONG));
    assert_eq!(network.send_to(socket, b"x", None), Err(ErrorNumber::NO_DESTINATION));
}

#[test]
fn a_sender_by_path_waits_and_one_by_port_loses() {
    let network = &mut Network::default();
    let (one, other) = network.open_datagram_pair().unwrap();
    let large = vec![0; 60_000];
    for _ in 0..3 {
        assert_eq!(network.send_to(one, &large, None), Ok(60_000));
    }
    assert_eq!(network.send_to(one, &large, None), Err(ErrorNumber::AGAIN));
    assert_eq!(network.receive_from(other, 100_000, false).map(|(data, ..)| data.len()), Ok(60_000));
    assert_eq!(network.send_to(one, &large, None), Ok(60_000));
    let (socket, to) = (bound(network, 5000), Address::Inet(HERE, 5000));
    for _ in 0..100 {
        assert_eq!(network.send_to(socket, &large, Some(&to)), Ok(60_000));
    }
}
