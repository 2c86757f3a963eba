//! Connections: made, used, and ended in each way.

use loopline::clock::Micros;
use loopline::network::readiness::{ERROR, HANG_UP, IN, OUT, PEER_ENDED};
use loopline::network::{Address, Direction, ErrorNumber, Family, Network, SocketOption};

use super::{HERE, client, connected, listener};

#[test]
fn a_connection_stands_when_connect_has_returned() {
    let network = &mut Network::default();
    let (listener, address) = listener(network, 5);
    let client = client(network, &address);
    assert_eq!(network.events(client), Ok(OUT));
    assert_eq!(network.events(listener), Ok(IN));
    let (server, peer) = network.accept(listener).unwrap();
    assert_eq!(network.addresses(client).unwrap(), (Some(peer.clone()), Some(address.clone())));
    assert_eq!(network.addresses(server).unwrap(), (Some(address), Some(peer)));
    assert_eq!(network.accept(listener), Err(ErrorNumber::AGAIN));
}

#[test]
fn what_is_sent_can_be_read_at_once_and_in_any_pieces() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    assert_eq!(network.receive(server, 10, false), Err(ErrorNumber::AGAIN));
    assert_eq!(network.send(client, b"one"), Ok(3));
    assert_eq!(network.send(client, b"two"), Ok(3));
    assert_eq!(network.readable(server), Ok(6));
    assert_eq!(network.receive(server, 4, true), Ok(b"onet".to_vec()));
    assert_eq!(network.receive(server, 4, false), Ok(b"onet".to_vec()));
    assert_eq!(network.receive(server, 100, false), Ok(b"wo".to_vec()));
    assert_eq!(network.receive(server, 100, false), Err(ErrorNumber::AGAIN));
}

#[test]
fn nobody_listens_is_a_refusal() {
    let network = &mut Network::default();
    let client = client(network, &Address::Inet(HERE, 8888));
    assert_eq!(network.events(client), Ok(IN | OUT | ERROR | HANG_UP | PEER_ENDED));
    assert_eq!(network.take_error(client), Ok(Some(ErrorNumber::REFUSED)));
    assert_eq!(network.take_error(client), Ok(None));
    assert_eq!(network.receive(client, 1, false), Err(ErrorNumber::NOT_CONNECTED));
}

#[test]
fn an_end_comes_behind_the_last_byte() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.send(client, b"last").unwrap();
    network.close(client).unwrap();
    assert_eq!(network.receive(server, 100, false), Ok(b"last".to_vec()));
    assert_eq!(network.receive(server, 100, false), Ok(Vec::new()));
    assert_eq!(network.receive(server, 100, false), Ok(Vec::new()));
}

#[test]
fn half_of_a_connection_can_be_closed() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.shut_down(client, Direction::Write).unwrap();
    assert_eq!(network.receive(server, 100, false), Ok(Vec::new()));
    assert_eq!(network.events(server), Ok(IN | OUT | PEER_ENDED));
    assert_eq!(network.send(server, b"still"), Ok(5));
    assert_eq!(network.receive(client, 100, false), Ok(b"still".to_vec()));
    assert_eq!(network.send(client, b"x"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn the_first_send_to_a_closed_peer_is_taken_and_the_second_fails() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.close(client).unwrap();
    assert_eq!(network.send(server, b"x"), Ok(1));
    assert_eq!(network.send(server, b"x"), Err(ErrorNumber::BROKEN_PIPE));
    assert_eq!(network.receive(server, 1, false), Ok(Vec::new()));
}

#[test]
fn closing_with_unread_bytes_breaks_the_connection_off() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.send(server, b"before").unwrap();
    network.send(client, b"unread").unwrap();
    network.close(server).unwrap();
    assert_eq!(network.receive(client, 100, false), Ok(b"before".to_vec()));
    assert_eq!(network.receive(client, 100, false), Err(ErrorNumber::RESET));
    assert_eq!(network.receive(client, 100, false), Ok(Vec::new()));
    assert_eq!(network.send(client, b"x"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn closing_without_lingering_breaks_the_connection_off() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.set_option(client, SocketOption::BreaksOff(true)).unwrap();
    network.close(client).unwrap();
    assert_eq!(network.send(server, b"x"), Err(ErrorNumber::RESET));
    assert_eq!(network.send(server, b"x"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn closing_a_listener_breaks_off_what_it_has_not_accepted() {
    let network = &mut Network::default();
    let (listener, address) = listener(network, 5);
    let client = client(network, &address);
    network.close(listener).unwrap();
    assert_eq!(network.receive(client, 1, false), Err(ErrorNumber::RESET));
}

#[test]
fn a_port_is_taken_by_a_listener_and_free_when_it_is_closed() {
    let network = &mut Network::default();
    let (listener, address) = listener(network, 5);
    let other = network.open_stream(Family::Inet).unwrap();
    network.set_option(other, SocketOption::ReusesAddress(true)).unwrap();
    assert_eq!(network.bind(other, address.clone()), Err(ErrorNumber::IN_USE));
    network.close(listener).unwrap();
    assert_eq!(network.bind(other, address), Ok(()));
}

#[test]
fn a_student_has_no_port_below_1024_and_no_address_of_others() {
    let network = &mut Network::default();
    let socket = network.open_stream(Family::Inet).unwrap();
    assert_eq!(network.bind(socket, Address::Inet(HERE, 80)), Err(ErrorNumber::ACCESS));
    let foreign = Address::Inet([8, 8, 8, 8].into(), 8080);
    assert_eq!(network.bind(socket, foreign.clone()), Err(ErrorNumber::NOT_AVAILABLE));
    assert_eq!(network.connect(socket, foreign), Err(ErrorNumber::UNREACHABLE));
}

#[test]
fn a_socket_that_connects_with_itself_reads_what_it_sends() {
    let network = &mut Network::default();
    let socket = network.open_stream(Family::Inet).unwrap();
    network.bind(socket, Address::Inet(HERE, 5000)).unwrap();
    assert_eq!(network.connect(socket, Address::Inet(HERE, 5000)), Err(ErrorNumber::IN_PROGRESS));
    network.send(socket, b"echo").unwrap();
    assert_eq!(network.receive(socket, 100, false), Ok(b"echo".to_vec()));
    assert_eq!(network.close(socket), Ok(()));
}

#[test]
fn a_sender_finds_no_room_once_the_window_and_its_buffer_are_full() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.set_option(client, SocketOption::SendBuffer(1000)).unwrap();
    let room = (64 << 10) + 1000;
    assert_eq!(network.send(client, &vec![0; 1_000_000]), Ok(room));
    assert_eq!(network.send(client, b"x"), Err(ErrorNumber::AGAIN));
    assert_eq!(network.events(client), Ok(0));
    // The reader has the window alone; when it reads, what waits at the sender follows.
    assert_eq!(network.receive(server, 1_000_000, false).map(|data| data.len()), Ok(64 << 10));
    assert_eq!(network.receive(server, 1_000_000, false).map(|data| data.len()), Ok(1000));
    assert_eq!(network.events(client), Ok(OUT));
}

#[test]
fn bytes_that_wait_at_a_closed_sender_still_arrive() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    assert_eq!(network.send(client, &vec![7; 200_000]), Ok(200_000));
    network.close(client).unwrap();
    let mut all = 0;
    loop {
        match network.receive(server, 50_000, false).unwrap().len() {
            0 => break,
            count => all += count,
        }
    }
    assert_eq!(all, 200_000);
}

#[test]
fn a_request_is_repeated_while_the_queue_is_full_and_given_up_after_two_minutes() {
    let network = &mut Network::default();
    let (server, address) = listener(network, 0);
    let _first = client(network, &address);
    let second = client(network, &address);
    assert_eq!(network.events(second), Ok(0));
    assert_eq!(network.next_moment(), Some(Micros(1_000_000)));
    network.advance(Micros(1_000_000));
    assert_eq!(network.next_moment(), Some(Micros(3_000_000)));
    network.accept(server).unwrap();
    assert_eq!(network.events(second), Ok(0));
    network.advance(Micros(3_000_000));
    assert_eq!(network.events(second), Ok(OUT));
    let third = client(network, &address);
    network.advance(Micros(200_000_000));
    assert_eq!(network.take_error(third), Ok(Some(ErrorNumber::TIMED_OUT)));
    assert_eq!(network.next_moment(), None);
}

#[test]
fn two_that_connect_by_path_meet_at_the_file_and_not_at_its_name() {
    let network = &mut Network::default();
    let path = |node| Address::Path { node: Some(node), name: "/tmp/s".into() };
    let listener = network.open_stream(Family::Unix).unwrap();
    network.bind(listener, path(7)).unwrap();
    network.listen(listener, 5).unwrap();
    let [one, other] = [(); 2].map(|()| network.open_stream(Family::Unix).unwrap());
    assert_eq!(network.connect(one, path(8)), Err(ErrorNumber::REFUSED));
    assert_eq!(network.connect(other, path(7)), Ok(()));
    let (server, peer) = network.accept(listener).unwrap();
    assert_eq!(peer, Address::Unnamed);
    network.send(other, b"hi").unwrap();
    assert_eq!(network.receive(server, 9, false), Ok(b"hi".to_vec()));
    network.close(server).unwrap();
    assert_eq!(network.send(other, b"hi"), Err(ErrorNumber::BROKEN_PIPE));
}

#[test]
fn a_doubled_number_keeps_the_connection_open() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    let double = network.duplicate(client).unwrap();
    network.close(client).unwrap();
    assert_eq!(network.receive(server, 1, false), Err(ErrorNumber::AGAIN));
    network.close(double).unwrap();
    assert_eq!(network.receive(server, 1, false), Ok(Vec::new()));
    assert_eq!(network.close(double), Err(ErrorNumber::BAD_FILE));
}

#[test]
fn closing_everything_leaves_nothing_behind() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.send(client, b"some").unwrap();
    network.close(client).unwrap();
    network.close(server).unwrap();
    let again = network.open_stream(Family::Inet).unwrap();
    assert_eq!(again, 3);
}
