//! Facts of connections, in the order in which they are noted.

use loopline::clock::Micros;
use loopline::network::readiness::IN;
use loopline::network::{Address, Cause, Direction, End, Fact, FactKind, Family, Network, SocketOption, Standing};

use super::{HERE, client, connected};

/// The facts since the last look, each in a few words.
fn told(network: &mut Network) -> Vec<String> {
    network.facts().iter().map(words).collect()
}

fn words(fact: &Fact) -> String {
    let end = |end: &End| if *end == End::Opener { "client" } else { "server" };
    match &fact.kind {
        FactKind::Named { name, address, took } => format!("{name} is {address:?} after {}", took.0),
        FactKind::Listens { .. } => "listens".into(),
        FactKind::Created { connection, host, .. } => {
            format!("{} created{}", connection.0, host.as_ref().map(|host| format!(" to {host}")).unwrap_or_default())
        }
        FactKind::Stands { connection, standing } => match standing {
            Standing::Ended(by) => format!("{} {} ends", connection.0, end(by)),
            other => format!("{} {other:?}", connection.0),
        },
        FactKind::Accepted { connection } => format!("{} accepted", connection.0),
        FactKind::Sent { connection, by, bytes } => format!("{} {} sends {bytes}", connection.0, end(by)),
        FactKind::Arrived { connection, at, bytes } => format!("{} {} gets {bytes}", connection.0, end(at)),
        FactKind::MessageBegan { connection, kind, line, .. } => format!("{} {kind:?} {line}", connection.0),
        FactKind::MessageEnded { connection, bytes, .. } => format!("{} whole {bytes}", connection.0),
        FactKind::Held { connection, by: Some(by) } => format!("{} held by {}", connection.0, by.0),
        FactKind::Held { connection, by: None } => format!("{} held no longer", connection.0),
        FactKind::DatagramSent { datagram, bytes, .. } => format!("datagram {} of {bytes}", datagram.0),
        FactKind::DatagramEnded { datagram, fate } => format!("datagram {} {fate:?}", datagram.0),
    }
}

#[test]
fn a_connection_is_created_opens_carries_bytes_and_is_closed() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    assert_eq!(told(network), ["listens", "1 created", "1 Open", "1 accepted"]);
    network.send(client, b"ping").unwrap();
    network.send(server, b"pong!").unwrap();
    assert_eq!(told(network), ["1 client sends 4", "1 server gets 4", "1 server sends 5", "1 client gets 5"]);
    network.receive(client, 10, false).unwrap();
    network.receive(server, 10, false).unwrap();
    network.shut_down(client, Direction::Write).unwrap();
    network.close(client).unwrap();
    network.close(server).unwrap();
    assert_eq!(told(network), ["1 client ends", "1 server ends", "1 Closed"]);
}

#[test]
fn refusals_and_resets_are_the_end_of_a_connection() {
    let network = &mut Network::default();
    client(network, &Address::Inet(HERE, 8888));
    assert_eq!(told(network), ["1 created", "1 Refused"]);
    let (client, server) = connected(network);
    network.send(client, b"unread").unwrap();
    network.close(server).unwrap();
    network.close(client).unwrap();
    assert_eq!(told(network).split_off(6), ["2 Reset"]);
    let (client, server) = connected(network);
    network.set_option(client, SocketOption::BreaksOff(true)).unwrap();
    network.close(server).unwrap();
    network.close(client).unwrap();
    assert_eq!(told(network).split_off(4), ["3 server ends", "3 Reset"]);
    let (client, server) = connected(network);
    network.close(server).unwrap();
    network.send(client, b"too late").unwrap();
    assert_eq!(told(network).split_off(4), ["4 server ends", "4 client sends 8", "4 Reset"]);
}

#[test]
fn bytes_that_find_no_room_are_not_sent() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.facts();
    assert_eq!(network.send(client, &[0; 100_000]), Ok(100_000));
    assert_eq!(told(network), ["1 client sends 65536", "1 server gets 65536"]);
    network.receive(server, 50_000, false).unwrap();
    assert_eq!(told(network), ["1 client sends 34464", "1 server gets 34464"]);
}

#[test]
fn an_arrival_is_the_cause_of_what_it_wakes() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    let before = network.facts().len();
    network.watch(1, server, IN).unwrap();
    network.cause = Some(Cause::Caller(7));
    network.send(client, b"x").unwrap();
    let facts = network.facts();
    assert!(matches!(facts[1].kind, FactKind::Arrived { .. }));
    assert_eq!(facts[1].cause.map(|cause| cause.0 as usize), Some(before), "which its sending has brought about");
    let Some((1, Some(Cause::Fact(arrived)))) = network.woken().first().copied() else { panic!("nobody is woken") };
    assert_eq!(arrived.0 as usize, before + 1);
    assert_eq!(network.cause_of(server, false), Some(Cause::Fact(arrived)));
}

#[test]
fn pairs_and_pipes_are_not_noted() {
    let network = &mut Network::default();
    let (one, other) = network.open_stream_pair().unwrap();
    network.send(one, b"x").unwrap();
    let (_, writer) = network.open_pipe().unwrap();
    network.write_file(writer, b"x").unwrap();
    network.close(one).unwrap();
    network.close(other).unwrap();
    assert_eq!(told(network), [""; 0]);
}

#[test]
fn a_datagram_is_sent_and_arrives_or_is_lost_or_finds_nobody() {
    let network = &mut Network::default();
    let [one, other] = [5000, 5001].map(|port| {
        let socket = network.open_datagrams(Family::Inet).unwrap();
        network.bind(socket, Address::Inet(HERE, port)).unwrap();
        socket
    });
    let (there, nobody) = (Address::Inet(HERE, 5001), Address::Inet(HERE, 9));
    network.send_to(one, b"hello", Some(&there)).unwrap();
    network.watch(1, other, IN).unwrap();
    network.receive_from(other, 9, false).unwrap();
    assert_eq!(told(network), ["datagram 0 of 5", "datagram 0 Arrived"]);
    network.send_to(one, b"x", Some(&nobody)).unwrap();
    assert_eq!(told(network), ["datagram 1 of 1", "datagram 1 Refused"]);
    for _ in 0..4 {
        network.send_to(one, &[0; 60_000], Some(&there)).unwrap();
    }
    assert_eq!(told(network).last().map(String::as_str), Some("datagram 5 Lost"));
    let pair = network.open_datagram_pair().unwrap();
    network.send_to(pair.0, b"own", None).unwrap();
    assert_eq!(told(network), [""; 0], "a pair is a program's own plumbing");
}

#[test]
fn a_datagram_is_the_cause_of_what_it_wakes() {
    let network = &mut Network::default();
    let [one, other] = [5000, 5001].map(|port| {
        let socket = network.open_datagrams(Family::Inet).unwrap();
        network.bind(socket, Address::Inet(HERE, port)).unwrap();
        socket
    });
    network.watch(7, other, IN).unwrap();
    network.send_to(one, b"hello", Some(&Address::Inet(HERE, 5001))).unwrap();
    let facts = network.facts();
    assert_eq!(facts[1].cause.map(|cause| cause.0), Some(0), "it arrives because it was sent");
    let [(7, Some(Cause::Fact(arrival)))] = network.woken()[..] else { panic!("it has woken the one who waits") };
    assert_eq!(arrival.0, 1);
}

#[test]
fn a_name_is_noted_and_an_address_in_numbers_is_none() {
    let network = &mut Network::default();
    network.looked_up("127.0.0.1", Some(HERE), Micros::ZERO);
    assert_eq!(told(network), [""; 0]);
    network.looked_up("localhost", Some(HERE), Micros::ZERO);
    network.looked_up("nowhere.invalid", None, Micros::from_millis(20));
    let [found, lost] = told(network).try_into().unwrap();
    assert!(found.starts_with("localhost is Some") && lost == "nowhere.invalid is None after 20000");
}

/// The messages of a conversation in which the ends send in turn, the client first.
fn messages(sends: &[&[u8]]) -> Vec<String> {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.facts();
    for (turn, bytes) in sends.iter().enumerate() {
        let ends = [client, server];
        network.send(ends[turn % 2], bytes).unwrap();
        // An end that is closed with unread bytes breaks the connection off.
        while network.receive(ends[(turn + 1) % 2], 1000, false).is_ok() {}
    }
    network.close(server).unwrap();
    told(network).into_iter().filter(|fact| !fact.contains("gets") && !fact.contains("sends")).collect()
}

#[test]
fn requests_and_responses_are_read_from_the_bytes() {
    let get = b"GET /a HTTP/1.1\r\nHost: x\r\n\r\n";
    let found = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi";
    let expected = ["1 Request GET /a", "1 whole 28", "1 Response 200 OK", "1 whole 40"];
    assert_eq!(messages(&[get, found])[..4], expected);
    // Cut anywhere they are the same.
    for cut in 1..get.len() {
        assert_eq!(messages(&[&get[..cut], b"", &get[cut..], found])[..4], expected);
    }
    // Two requests at once are answered in their order; an interim response is none.
    let two = [get.as_slice(), b"HEAD /b HTTP/1.1\r\n\r\n"].concat();
    let answers =
        b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n";
    let said = messages(&[&two, answers]);
    let lines: Vec<&String> = said.iter().filter(|line| line.contains("Re")).collect();
    assert_eq!(
        lines,
        [
            "1 Request GET /a",
            "1 Request HEAD /b",
            "1 Response 100 Continue",
            "1 Response 204 No Content",
            "1 Response 200 OK"
        ]
    );
    assert_eq!(said.iter().filter(|line| line.contains("whole")).count(), 5);
}

#[test]
fn a_response_without_a_length_ends_with_its_sender() {
    let said = messages(&[b"GET / HTTP/1.0\r\n\r\n", b"HTTP/1.0 200 OK\r\n\r\nall the rest"]);
    assert_eq!(said, ["1 Request GET /", "1 whole 18", "1 Response 200 OK", "1 server ends", "1 whole 31"]);
}

#[test]
fn frames_follow_on_a_change_to_websocket() {
    let said = messages(&[
        b"GET /ws HTTP/1.1\r\nUpgrade: websocket\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n",
        &[0x81, 0x82, 1, 2, 3, 4, 5, 6],
        &[0x8a, 0x00, 0x82, 0x01, 0x07],
    ]);
    let frames = ["1 TextFrame ", "1 whole 8", "1 PongFrame ", "1 whole 2", "1 BinaryFrame ", "1 whole 3"];
    assert_eq!(said[4..10], frames);
}

#[test]
fn what_is_no_message_is_never_called_one() {
    let get = b"GET / HTTP/1.1\r\n\r\n".as_slice();
    for sends in [
        &[b"hello\n".as_slice(), b"HTTP/1.1 200 OK\r\n\r\n"] as &[_],
        // An answer to nothing.
        &[b"".as_slice(), b"HTTP/1.1 200 OK\r\n\r\n", get],
        &[b"GET what is this\r\n\r\n".as_slice(), b"HTTP/1.1 200 OK\r\n\r\n"],
    ] {
        assert!(!messages(sends).iter().any(|fact| fact.contains("Re")), "{sends:?}");
    }
    // What was read before stays.
    let said = messages(&[get, b"220 ready\r\n", get]);
    assert_eq!(said, ["1 Request GET /", "1 whole 18", "1 server ends"]);
}
