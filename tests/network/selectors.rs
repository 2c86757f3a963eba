//! Selectors report in the order of `epoll`, and waits are named in the order in which they end.

use loopline::network::readiness::{IN, OUT};
use loopline::network::{Cause, ErrorNumber, Network};

use super::connected;

/// Three connections whose second ends a selector looks at.
fn three(network: &mut Network) -> (u32, [(u32, u32); 3]) {
    let ends = [(); 3].map(|()| connected(network));
    let selector = network.open_selector().unwrap();
    for (_, server) in ends {
        network.select(selector, server, IN).unwrap();
    }
    (selector, ends)
}

fn ready(network: &mut Network, selector: u32) -> Vec<u32> {
    network.look(selector, 100).unwrap().into_iter().map(|(number, _)| number).collect()
}

#[test]
fn files_are_reported_in_the_order_in_which_they_became_ready() {
    let network = &mut Network::default();
    let (selector, [a, b, c]) = three(network);
    for (client, _) in [c, a, b] {
        network.send(client, b"x").unwrap();
    }
    assert_eq!(ready(network, selector), [c.1, a.1, b.1]);
    // They still are.
    assert_eq!(ready(network, selector), [c.1, a.1, b.1]);
}

#[test]
fn a_file_that_was_reported_keeps_its_place_until_a_look_finds_it_idle() {
    let network = &mut Network::default();
    let (selector, [a, b, _]) = three(network);
    network.send(a.0, b"x").unwrap();
    assert_eq!(ready(network, selector), [a.1]);
    network.receive(a.1, 10, false).unwrap();
    network.send(b.0, b"x").unwrap();
    network.send(a.0, b"x").unwrap();
    assert_eq!(ready(network, selector), [a.1, b.1]);
    network.receive(a.1, 10, false).unwrap();
    assert_eq!(ready(network, selector), [b.1]);
    network.send(a.0, b"x").unwrap();
    assert_eq!(ready(network, selector), [b.1, a.1]);
}

#[test]
fn only_as_many_are_reported_as_are_asked_for_and_the_others_come_first_next_time() {
    let network = &mut Network::default();
    let (selector, [a, b, c]) = three(network);
    for (client, _) in [a, b, c] {
        network.send(client, b"x").unwrap();
    }
    assert_eq!(network.look(selector, 2), Ok(vec![(a.1, IN), (b.1, IN)]));
    assert_eq!(network.look(selector, 2), Ok(vec![(c.1, IN), (a.1, IN)]));
}

#[test]
fn a_file_is_reported_for_what_is_asked_alone() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    let selector = network.open_selector().unwrap();
    network.select(selector, client, IN).unwrap();
    assert_eq!(network.look(selector, 10), Ok(Vec::new()));
    network.reselect(selector, client, IN | OUT).unwrap();
    assert_eq!(network.look(selector, 10), Ok(vec![(client, OUT)]));
    network.close(server).unwrap();
    network.reselect(selector, client, IN).unwrap();
    assert_eq!(network.look(selector, 10), Ok(vec![(client, IN)]));
    assert_eq!(network.select(selector, client, IN), Err(ErrorNumber::EXISTS));
    network.deselect(selector, client).unwrap();
    assert_eq!(network.deselect(selector, client), Err(ErrorNumber::NO_ENTRY));
    assert_eq!(network.look(selector, 10), Ok(Vec::new()));
}

#[test]
fn a_closed_file_leaves_its_selector() {
    let network = &mut Network::default();
    let (selector, [a, ..]) = three(network);
    network.send(a.0, b"x").unwrap();
    network.close(a.1).unwrap();
    assert!(ready(network, selector).is_empty());
}

#[test]
fn a_wait_is_named_once_when_what_it_waits_for_has_come() {
    let network = &mut Network::default();
    let (client, server) = connected(network);
    network.watch(1, server, IN).unwrap();
    network.watch(2, server, IN).unwrap();
    assert!(network.woken().is_empty());
    network.send(client, b"x").unwrap();
    network.send(client, b"x").unwrap();
    assert_eq!(network.woken().iter().map(|(token, _)| *token).collect::<Vec<_>>(), [1, 2]);
    assert!(network.woken().is_empty());
    network.unwatch(1);
    network.unwatch(2);
    network.send(client, b"x").unwrap();
    assert!(network.woken().is_empty());
}

#[test]
fn a_wait_for_a_selector_ends_with_any_of_its_files() {
    let network = &mut Network::default();
    let (selector, [a, ..]) = three(network);
    network.watch(1, selector, IN).unwrap();
    network.send(a.0, b"x").unwrap();
    assert_eq!(network.woken().iter().map(|(token, _)| *token).collect::<Vec<_>>(), [1]);
}

#[test]
fn a_file_knows_what_has_made_it_ready() {
    let network = &mut Network::default();
    let (client, server) = network.open_stream_pair().unwrap();
    network.cause = Some(Cause::Caller(7));
    network.send(client, b"x").unwrap();
    network.cause = Some(Cause::Caller(8));
    network.receive(server, 10, false).unwrap();
    assert_eq!(network.cause_of(server, false), Some(Cause::Caller(7)));
    assert_eq!(network.cause_of(client, false), None);
    network.close(client).unwrap();
    assert_eq!(network.cause_of(server, false), Some(Cause::Caller(8)));
}
