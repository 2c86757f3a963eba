//! Chapter "Network and neighbours".

use super::*;

#[test]
fn requests_together_take_as_long_as_the_slowest() {
    let lines = output("http-gather", &[]);
    assert_eq!(lines.len(), 7);
    assert_eq!(lines[..3], ["0.00 GET data/users.json", "0.00 GET data/posts.json", "0.00 GET data/todos.json"]);
}

#[test]
fn requests_one_by_one_add_up() {
    let expected = [
        "0.00 GET data/users.json",
        "0.26 200 data/users.json: 28 bytes",
        "0.26 GET data/posts.json",
        "0.52 200 data/posts.json: 28 bytes",
        "0.52 GET data/todos.json",
        "0.78 200 data/todos.json: 28 bytes",
        "0.78 84 bytes in all",
    ];
    assert_eq!(output("http-sequential", &[]), expected);
    let last = output("http-gather", &[]).pop();
    assert_eq!(last.as_deref(), Some("0.26 84 bytes in all"), "the same work, together");
}

#[test]
fn the_site_that_fails_keeps_nobody_from_being_waited_for() {
    let expected = [
        "0.00 GET data/users.json",
        "0.00 GET data/missing.json",
        "0.00 GET data/posts.json",
        "0.00 GET data/todos.json",
        "0.06 404 data/missing.json",
        "0.26 200 data/users.json: 28 bytes",
        "0.26 200 data/posts.json: 28 bytes",
        "0.26 200 data/todos.json: 28 bytes",
        "0.26 4 done, 0 pending",
        "0.26 users: 28 bytes",
        "0.26 missing failed: HTTPError: 404 for data/missing.json",
        "0.26 posts: 28 bytes",
        "0.26 todos: 28 bytes",
    ];
    assert_eq!(output("http-wait", &[]), expected);
}

/// What a demo remarks in its record.
fn notes(trace: &Trace) -> Vec<String> {
    let notes = trace.kinds().iter().filter_map(|kind| match kind {
        EventKind::Note { text } => Some(trace.text(*text).to_string()),
        _ => None,
    });
    notes.collect()
}

#[test]
fn a_failure_in_a_deferred_goes_to_the_next_pair() {
    let chain =
        |variant| (output("deferred", &[("variant", variant)]), notes(&record("deferred", &[("variant", variant)])));
    let (printed, links) = chain("41");
    assert_eq!(printed, ["0.00 waiting for data", "1.00 data: 41", "1.00 42"]);
    assert_eq!(links, ["to_int: callback", "add_one: callback", "print: callback"]);

    let (printed, links) = chain("x");
    assert_eq!(printed, ["0.00 waiting for data", "1.00 data: x", "1.00 OOPS!", "1.00 None"]);
    assert_eq!(links, ["to_int: callback", "add_one: errback", "print: callback"]);

    let (printed, links) = chain("same-pair");
    let lost = "1.00 Unhandled error in Deferred: ValueError: invalid literal for int() with base 10: 'x'";
    assert_eq!(printed, ["0.00 waiting for data", "1.00 data: x", lost]);
    assert_eq!(links, ["to_int: callback", "add_one: errback", "print: errback"]);
}

#[test]
fn a_channel_without_room_holds_its_sender_and_a_queue_does_not() {
    let met = ["0.00 sending 42", "1.00 receiving", "1.00 received 42", "1.00 sent"];
    assert_eq!(output("channels", &[]), met);
    let put = ["0.00 sending 42", "0.00 sent", "1.00 receiving", "1.00 received 42"];
    assert_eq!(output("channels", &[("variant", "queue")]), put);

    // Whoever comes first waits: here the receiver, and the sender goes straight on.
    let late = ["1.00 receiving", "3.00 sending 42", "3.00 sent", "3.00 received 42"];
    assert_eq!(output("channels", &[("send", "3")]), late);
    assert_eq!(output("channels", &[("send", "3"), ("variant", "queue")]), late);
}

#[test]
fn a_promise_is_kept_and_a_deferred_launch_starts_when_asked() {
    let kept = ["0.00 computing", "0.50 get", "1.00 the promise is kept", "1.00 4 squared is 16"];
    assert_eq!(output("promise", &[]), kept);
    let at_once = ["0.00 computing", "0.50 get", "1.00 std::async gives 42"];
    assert_eq!(output("promise", &[("variant", "async")]), at_once);
    let asked = ["0.50 get", "0.50 computing", "1.50 std::async gives 42"];
    assert_eq!(output("promise", &[("variant", "deferred")]), asked);
}
