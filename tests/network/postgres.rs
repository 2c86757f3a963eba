//! PostgreSQL in front of a database that knows one session: turns, waits, notifications and cancelling.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use loopline::clock::Micros;
use loopline::network::postgres::{Answer, Database, PORT, Postgres};
use loopline::network::{Address, FactKind, Network};

const MS: u64 = 1000;
const HERE: Ipv4Addr = Ipv4Addr::LOCALHOST;

/// A database that answers a query with its text and the state that it leaves, and takes 10 ms for it.
#[derive(Debug, Default)]
struct Echo {
    said: Arc<Mutex<Vec<String>>>,
    in_transaction: bool,
}

fn message(letter: u8, body: &[u8]) -> Vec<u8> {
    [&[letter][..], &(body.len() as u32 + 4).to_be_bytes(), body].concat()
}

fn query(text: &str) -> Vec<u8> {
    message(b'Q', format!("{text}\0").as_bytes())
}

impl Database for Echo {
    fn is_there(&self) -> bool {
        true
    }

    fn exchange(&mut self, messages: &[u8], _now: Micros) -> Result<Answer, String> {
        let mut answer = Vec::new();
        if messages[0] == 0 {
            answer.extend(message(b'R', &[0, 0, 0, 0]));
            answer.extend(message(b'S', b"server_version\x0018\0"));
            return Ok(Answer { messages: answer, takes: Micros::ZERO });
        }
        let text = String::from_utf8_lossy(&messages[5..]).trim_matches('\0').to_string();
        self.said.lock().unwrap().push(text.clone());
        match text.as_str() {
            "BEGIN" => self.in_transaction = true,
            "COMMIT" | "ROLLBACK" => self.in_transaction = false,
            "NOTIFY" => answer.extend(message(b'A', b"\0\0\0\x2anews\0hello\0")),
            _ => {}
        }
        answer.extend(message(b'C', format!("{text}\0").as_bytes()));
        answer.extend(message(b'Z', if self.in_transaction { b"T" } else { b"I" }));
        Ok(Answer { messages: answer, takes: Micros(10 * MS) })
    }
}

fn network() -> (Network, Arc<Mutex<Vec<String>>>) {
    let said = Arc::default();
    let mut network = Network::default();
    let database = Echo { said: Arc::clone(&said), in_transaction: false };
    network.serve(HERE, PORT, Box::new(Postgres::new(Box::new(database))));
    (network, said)
}

/// A connection that has been let in, with the number of its process and its secret.
fn connection(network: &mut Network) -> (u32, Vec<u8>) {
    let client = super::client(network, &Address::Inet(HERE, PORT));
    let body = b"\0\x03\0\0user\0me\0database\0mine\0\0";
    network.send(client, &[&(body.len() as u32 + 4).to_be_bytes()[..], body].concat()).unwrap();
    let greeting = heard(network, client);
    assert!(greeting.starts_with(b"R") && greeting.ends_with(b"Z\0\0\0\x05I"), "{greeting:?}");
    let key = greeting.windows(5).position(|part| part == b"K\0\0\0\x0c").unwrap();
    (client, greeting[key + 5..key + 13].to_vec())
}

/// The bytes that have arrived.
fn heard(network: &mut Network, client: u32) -> Vec<u8> {
    network.advance(Micros::ZERO);
    network.receive(client, 1 << 16, false).unwrap_or_default()
}

fn advance(network: &mut Network, ms: u64) {
    network.advance(Micros(ms * MS));
}

fn answered(text: &str, state: &[u8]) -> Vec<u8> {
    [message(b'C', format!("{text}\0").as_bytes()), message(b'Z', state)].concat()
}

#[test]
fn an_answer_comes_after_the_time_that_it_takes() {
    let (mut network, _) = network();
    let (client, _) = connection(&mut network);
    network.send(client, &query("SELECT 1")).unwrap();
    advance(&mut network, 9);
    assert_eq!(heard(&mut network, client), b"");
    advance(&mut network, 10);
    assert_eq!(heard(&mut network, client), answered("SELECT 1", b"I"));
}

#[test]
fn others_wait_for_a_transaction_and_go_on_in_the_order_of_their_coming() {
    let (mut network, said) = network();
    let [(first, _), (second, _), (third, _)] = [(); 3].map(|()| connection(&mut network));
    network.send(first, &query("BEGIN")).unwrap();
    advance(&mut network, 10);
    network.send(second, &query("two")).unwrap();
    network.send(third, &query("three")).unwrap();
    advance(&mut network, 100);
    assert_eq!(heard(&mut network, second), b"");
    network.send(first, &query("COMMIT")).unwrap();
    advance(&mut network, 130);
    assert_eq!(heard(&mut network, second), answered("two", b"I"));
    assert_eq!(heard(&mut network, third), answered("three", b"I"));
    assert_eq!(*said.lock().unwrap(), ["BEGIN", "COMMIT", "two", "three"]);
}

/// The waits for transactions among the facts since the last look: who waits for whom, 0 for nobody any more.
fn holds(network: &mut Network) -> Vec<(u32, u32)> {
    let facts = network.facts();
    let holds = facts.iter().filter_map(|fact| match fact.kind {
        FactKind::Held { connection, by } => Some((connection.0, by.map_or(0, |by| by.0))),
        _ => None,
    });
    holds.collect()
}

#[test]
fn it_is_noted_whose_transaction_a_connection_waits_for() {
    let (mut network, _) = network();
    let [(first, _), (second, _), (third, _)] = [(); 3].map(|()| connection(&mut network));
    network.send(first, &query("BEGIN")).unwrap();
    network.send(second, &query("early")).unwrap();
    advance(&mut network, 9);
    assert_eq!(holds(&mut network), [(2, 1)]);
    advance(&mut network, 10);
    network.send(third, &query("three")).unwrap();
    advance(&mut network, 50);
    assert_eq!(holds(&mut network), [(3, 1)]);
    network.send(first, &query("COMMIT")).unwrap();
    advance(&mut network, 59);
    assert_eq!(holds(&mut network), [(0, 0); 0], "the transaction goes on until its end is answered");
    advance(&mut network, 60);
    assert_eq!(holds(&mut network), [(2, 0), (3, 0)]);
    advance(&mut network, 100);
    assert_eq!(holds(&mut network), [(0, 0); 0]);
}

#[test]
fn whoever_waits_on_waits_for_the_next_transaction() {
    let (mut network, _) = network();
    let [(first, _), (second, _), (third, _)] = [(); 3].map(|()| connection(&mut network));
    network.send(first, &query("BEGIN")).unwrap();
    advance(&mut network, 10);
    network.send(second, &query("BEGIN")).unwrap();
    network.send(third, &query("three")).unwrap();
    network.send(first, &query("COMMIT")).unwrap();
    advance(&mut network, 20);
    assert_eq!(holds(&mut network), [(2, 1), (3, 1), (2, 0), (3, 0), (3, 2)]);
    network.close(third).unwrap();
    advance(&mut network, 30);
    network.close(second).unwrap();
    advance(&mut network, 40);
    assert!(holds(&mut network).iter().all(|hold| *hold == (3, 0)));
}

#[test]
fn a_wait_for_a_transaction_that_does_not_end_is_an_error() {
    let (mut network, _) = network();
    let [(first, _), (second, _)] = [(); 2].map(|()| connection(&mut network));
    network.send(first, &query("BEGIN")).unwrap();
    advance(&mut network, 10);
    network.send(second, &query("two")).unwrap();
    advance(&mut network, 60_000);
    assert_eq!(heard(&mut network, second), b"");
    advance(&mut network, 60_010);
    let error = String::from_utf8_lossy(&heard(&mut network, second)).into_owned();
    assert!(error.contains("55P03") && error.contains("share one session") && error.ends_with('I'), "{error}");
}

#[test]
fn a_connection_that_ends_in_a_transaction_rolls_it_back() {
    let (mut network, said) = network();
    let [(first, _), (second, _)] = [(); 2].map(|()| connection(&mut network));
    network.send(first, &query("BEGIN")).unwrap();
    advance(&mut network, 10);
    network.send(second, &query("two")).unwrap();
    network.close(first).unwrap();
    advance(&mut network, 30);
    assert_eq!(heard(&mut network, second), answered("two", b"I"));
    assert_eq!(*said.lock().unwrap(), ["BEGIN", "ROLLBACK", "two"]);
}

#[test]
fn a_notification_goes_to_those_who_listen() {
    let (mut network, _) = network();
    let [(first, _), (second, key)] = [(); 2].map(|()| connection(&mut network));
    network.send(first, &query("LISTEN news")).unwrap();
    advance(&mut network, 10);
    assert_eq!(heard(&mut network, first), answered("LISTEN news", b"I"));
    network.send(second, &query("NOTIFY")).unwrap();
    advance(&mut network, 20);
    assert_eq!(heard(&mut network, first), message(b'A', &[&key[..4], b"news\0hello\0"].concat()));
    assert_eq!(heard(&mut network, second), answered("NOTIFY", b"I"));
}

#[test]
fn a_request_to_cancel_turns_an_answer_into_an_error() {
    let (mut network, _) = network();
    let (client, key) = connection(&mut network);
    network.send(client, &query("SELECT 1")).unwrap();
    let other = super::client(&mut network, &Address::Inet(HERE, PORT));
    network.send(other, &[&16_u32.to_be_bytes()[..], &80_877_102_u32.to_be_bytes(), &key].concat()).unwrap();
    advance(&mut network, 5);
    let error = String::from_utf8_lossy(&heard(&mut network, client)).into_owned();
    assert!(error.contains("57014") && error.ends_with('I'), "{error}");
    assert_eq!(network.receive(other, 1, false), Ok(Vec::new()));
}
