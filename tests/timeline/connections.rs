//! Lanes of connections: their rows, their requests with the moments of these, and what of them is drawn.

use loopline::clock::Micros;
use loopline::i18n::{Lang, TimelineWords, wait_label};
use loopline::reading::laws;
use loopline::reading::spans::Spans;
use loopline::timeline::grip_places::way_places;
use loopline::timeline::lanes::{ChildRows, Lanes, Row, RowFilter, RowStyle};
use loopline::timeline::layout::{Highlight, NAMES_WIDTH, View, end, full_height, layout, lit};
use loopline::timeline::scene::{Paint, Scene, Shape};
use loopline::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, FutureId, FutureOrigin,
    HandleId, HandleKind, MessageId, MessageKind, Outcome, Seq, Settled, StackFrame, TaskId, TimerId, Trace, WaitKind,
    WaitReason,
};

const CLIENT: ConnectionEnd = ConnectionEnd::Client;
const SERVER: ConnectionEnd = ConnectionEnd::Server;

/// A record that is made by hand.
struct Book(Trace);

impl Book {
    fn new() -> Book {
        Book(Trace::new())
    }

    /// Adds an event at a moment in milliseconds.
    fn add(&mut self, ms: u64, cause: Option<Seq>, kind: EventKind) -> Seq {
        self.0.push(Event { t: Micros(ms * 1000), thread: 0, run: 0, cause, wall: None, kind })
    }

    /// A connection that is asked for at a moment, and opens 40 ms later.
    fn connection(&mut self, ms: u64, number: u32, to: &str) -> ConnectionId {
        let (from, to) = (self.0.intern("127.0.0.1:49152"), self.0.intern(to));
        let connection = ConnectionId(number);
        let created = EventKind::ConnectionCreated { connection, from, to, host: None, site: None };
        let created = self.add(ms, None, created);
        self.changed(ms + 40, connection, ConnectionState::Open, Some(created));
        connection
    }

    fn changed(&mut self, ms: u64, connection: ConnectionId, state: ConnectionState, cause: Option<Seq>) {
        self.add(ms, cause, EventKind::ConnectionChanged { connection, state });
    }

    /// A message that takes 20 ms on its way.
    fn message(
        &mut self,
        ms: u64,
        connection: ConnectionId,
        number: u32,
        by: ConnectionEnd,
        line: &str,
        bytes: u32,
    ) -> Seq {
        let sent = self.add(ms, None, EventKind::BytesSent { connection, by, bytes });
        let (message, line) = (MessageId(number), Some(self.0.intern(line)));
        let kind = if by == CLIENT { MessageKind::Request } else { MessageKind::Response };
        self.add(ms, Some(sent), EventKind::MessageBegan { message, connection, by, kind, line });
        self.add(ms, Some(sent), EventKind::MessageEnded { message, bytes });
        self.add(ms + 20, Some(sent), EventKind::BytesArrived { connection, at: by.other(), bytes })
    }

    fn spans(&self) -> Spans {
        assert_eq!(laws::check(&self.0), Ok(()));
        Spans::new(&self.0)
    }
}

/// One connection with a request that is answered after 80 ms of thinking, and then closed.
fn exchanged() -> Book {
    let mut book = Book::new();
    let connection = book.connection(0, 1, "example.com:80");
    book.message(40, connection, 0, CLIENT, "GET /items", 40);
    book.message(140, connection, 1, SERVER, "200 OK", 2_000);
    book.changed(200, connection, ConnectionState::ClientEnded, None);
    book.changed(220, connection, ConnectionState::Closed, None);
    book
}

fn picture(book: &Book, lang: Lang) -> Scene {
    picture_of_width(book, lang, 900.0)
}

fn picture_of_width(book: &Book, lang: Lang, width: f64) -> Scene {
    let (trace, spans) = (&book.0, book.spans());
    let lanes = Lanes::new(trace, &spans, &RowFilter::default(), RowStyle::default());
    let view = View::fit(end(trace, false), false, (width, full_height(&lanes)), false, NAMES_WIDTH);
    layout(trace, &spans, &lanes, &view, None, &TimelineWords(lang))
}

fn texts(scene: &Scene) -> Vec<&str> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_request_has_the_moments_of_its_bytes() {
    let spans = exchanged().spans();
    let line = spans.connections.line(ConnectionId(1)).expect("the connection is there");
    let times = line.times(&line.exchanges[0]);
    let moments = [Some(times.asked), times.reached, times.answered, times.ended];
    assert_eq!(moments.map(|at| at.map(|at| at.t.0 / 1000)), [Some(40), Some(60), Some(140), Some(160)]);
    assert_eq!(line.ended().map(|(at, state)| (at.t.0 / 1000, state)), Some((220, ConnectionState::Closed)));
    assert_eq!(line.bytes(1), Some(2_000));
}

#[test]
fn a_connection_has_a_row_and_several_with_a_host_are_under_its_name() {
    let mut book = exchanged();
    for number in 2..4 {
        book.connection(u64::from(number) * 300, number, "other:1");
    }
    let spans = book.spans();
    let lanes = Lanes::new(&book.0, &spans, &RowFilter::default(), RowStyle::default());
    let rows: Vec<Row> = lanes.rows().iter().map(|lane| lane.row).collect();
    let connection = |place, is_below_host| Row::Connection { place, is_below_host };
    assert_eq!(rows, [Row::Loop, connection(0, false), Row::Host(1), connection(1, true), connection(2, true)]);
    assert_eq!(lit(&spans, rows[1]), Some(Highlight::Connection(ConnectionId(1))));
    assert!(lanes.rows()[1].height < 42.0, "lower than a task's");
    let scene = picture(&book, Lang::Ru);
    let named = texts(&scene);
    assert!(named.contains(&"example.com:80") && named.contains(&"other:1"), "{named:?}");
    assert!(named.contains(&"соединение\u{a0}3") && named.contains(&"2\u{a0}соединения"), "{named:?}");
}

#[test]
fn a_request_is_a_bar_with_what_it_asks_for_between_slanted_lines() {
    let scene = picture(&exchanged(), Lang::En);
    assert!(texts(&scene).contains(&"GET /items · 200 OK · 2,000\u{a0}bytes"), "{:?}", texts(&scene));
    let slanted: Vec<(f64, f64)> = scene
        .shapes
        .iter()
        .filter_map(|shape| match shape {
            Shape::Path { points, .. } => Some((points[1].0 - points[0].0, points[1].1 - points[0].1)),
            _ => None,
        })
        .collect();
    let [(there, down), (back, up)] = slanted[..] else { panic!("{slanted:?}") };
    assert!(down > 0.0 && up < 0.0, "the client is above, the server below");
    assert!((there - back).abs() < 1.0 && there > 10.0, "as slanted as the way is long");
    let bar = scene.shapes.iter().any(|shape| matches!(shape, Shape::Fill { paint: Paint::Soft(_), .. }));
    assert!(bar);
}

#[test]
fn a_refusal_is_marked_and_named() {
    let mut book = Book::new();
    let (from, to) = (book.0.intern("127.0.0.1:49152"), book.0.intern("127.0.0.1:1"));
    let connection = ConnectionId(1);
    let created = EventKind::ConnectionCreated { connection, from, to, host: None, site: None };
    let created = book.add(0, None, created);
    book.changed(20, connection, ConnectionState::Refused, Some(created));
    book.add(200, None, EventKind::Listening { address: to });
    let scene = picture(&book, Lang::En);
    assert!(texts(&scene).contains(&"refused"), "{:?}", texts(&scene));
    assert!(scene.shapes.iter().any(|shape| matches!(shape, Shape::Diamond { paint: Paint::Failed, .. })));
}

/// The boxes of hatched shapes: left and right edge.
fn hatched(scene: &Scene) -> Vec<(f64, f64)> {
    let boxes = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Hatch { x, w, paint: Paint::Held, .. } => Some((*x, x + w)),
        _ => None,
    });
    boxes.collect()
}

#[test]
fn a_wait_for_the_transaction_of_another_connection_is_a_part_of_the_bar() {
    let mut book = Book::new();
    let (first, second) = (book.connection(0, 1, "db:5432"), book.connection(40, 2, "db:5432"));
    book.add(200, None, EventKind::ConnectionHeld { connection: second, by: Some(first) });
    book.add(900, None, EventKind::ConnectionHeld { connection: second, by: None });
    book.add(1000, None, EventKind::ConnectionHeld { connection: second, by: Some(first) });
    let line = book.spans().connections.line(second).cloned().expect("the connection is there");
    let waits: Vec<_> =
        line.holds.iter().map(|hold| (hold.by.0, hold.from.t.0 / 1000, hold.to.map(|to| to.t.0 / 1000))).collect();
    assert_eq!(waits, [(1, 200, Some(900)), (1, 1000, None)]);
    book.changed(1500, second, ConnectionState::Reset, None);
    for (lang, words) in [
        (Lang::En, "waits for the transaction of connection\u{a0}1"),
        (Lang::Ru, "ждёт конца транзакции соединения\u{a0}1"),
    ] {
        let scene = picture(&book, lang);
        let named = texts(&scene).iter().filter(|text| **text == words).count();
        assert_eq!(named, 2, "{:?}", texts(&scene));
        let narrow = picture_of_width(&book, lang, 420.0);
        let short =
            if lang == Lang::En { "waits for connection\u{a0}1" } else { "ждёт соединение\u{a0}1" };
        assert!(texts(&narrow).contains(&short), "{:?}", texts(&narrow));
        let [(from, to), (_, end)] = hatched(&scene)[..] else { panic!("{:?}", hatched(&scene)) };
        assert!((from..to).contains(&300.0) && end > to, "{from} {to} {end}");
    }
    let chrome = loopline::export::chrome(&book.0);
    let opened = chrome.matches("\"name\":\"waits for the transaction of connection 1\"").count();
    assert_eq!(opened, 2, "{chrome}");
    assert_eq!(chrome.matches("\"ph\":\"B\"").count(), chrome.matches("\"ph\":\"E\"").count());
}

#[test]
fn the_lookup_of_a_name_is_the_first_part_of_the_first_connection_after_it() {
    let mut book = Book::new();
    let [name, other, from, to, address] =
        ["Example.com", "example.com", "127.0.0.1:49152", "192.0.2.1:80", "192.0.2.1"].map(|text| book.0.intern(text));
    let took = Micros::from_millis(200);
    book.add(300, None, EventKind::NameLookedUp { name, address: Some(address), took });
    for number in 1..3 {
        let connection = ConnectionId(number);
        let host = Some(other);
        book.add(300, None, EventKind::ConnectionCreated { connection, from, to, host, site: None });
    }
    book.add(1000, None, EventKind::Listening { address: to });
    let spans = book.spans();
    let began: Vec<u64> = spans.connections.lines.iter().map(|line| line.began().t.0 / 1000).collect();
    assert_eq!(began, [100, 300]);
    let scene = picture(&book, Lang::En);
    let dotted = scene.shapes.iter().any(|shape| matches!(shape, Shape::Dotted { w, .. } if *w > 100.0));
    assert!(dotted && texts(&scene).contains(&"DNS"), "{:?}", texts(&scene));
}

#[test]
fn the_way_to_a_host_is_seen_at_its_first_connection_in_sight() {
    let mut book = Book::new();
    let [name, from, to] = ["example.com", "127.0.0.1:49152", "192.0.2.1:80"].map(|text| book.0.intern(text));
    for number in 1..3 {
        let (connection, ms) = (ConnectionId(number), u64::from(number) * 100);
        let host = Some(name);
        let created = EventKind::ConnectionCreated { connection, from, to, host, site: None };
        let created = book.add(ms, None, created);
        book.changed(ms + 40, connection, ConnectionState::Open, Some(created));
    }
    book.connection(300, 3, "127.0.0.1:8080");
    let spans = book.spans();
    let lanes = Lanes::new(&book.0, &spans, &RowFilter::default(), RowStyle::default());
    let size = (900.0, full_height(&lanes));
    let view = View::fit(end(&book.0, false), false, size, false, NAMES_WIDTH);
    let places = way_places(&spans, &lanes, &view);
    let [place] = &places[..] else { panic!("{places:?}") };
    assert_eq!(place.grip.from, Micros::from_millis(100));
    let (_, x) = place.grip.ends(Micros::from_millis(20), &view);
    assert!((x - view.scale.x(140_000.0)).abs() < 0.1, "there and back");
    assert_eq!(place.grip.length(x, &view), Micros::from_millis(20));
    assert_eq!(place.grip.length(0.0, &view), Micros::ZERO);
    let in_steps = View::fit(end(&book.0, true), true, size, false, NAMES_WIDTH);
    assert!(way_places(&spans, &lanes, &in_steps).is_empty(), "steps have no length");
}

#[test]
fn no_line_strikes_the_label_of_a_handshake_through() {
    let mut book = Book::new();
    let connection = book.connection(0, 1, "example.com:443");
    let sent = book.add(40, None, EventKind::BytesSent { connection, by: CLIENT, bytes: 5 });
    book.changed(40, connection, ConnectionState::Handshake, Some(sent));
    book.add(80, Some(sent), EventKind::BytesArrived { connection, at: SERVER, bytes: 5 });
    book.changed(120, connection, ConnectionState::Secured, None);
    let scene = picture(&book, Lang::En);
    let place = |is: &dyn Fn(&Shape) -> bool| scene.shapes.iter().rposition(is).expect("it is drawn");
    let label = place(&|shape| matches!(shape, Shape::Text { text, .. } if text == "TLS"));
    assert!(label > place(&|shape| matches!(shape, Shape::Path { .. })));
    assert!(matches!(scene.shapes[label - 1], Shape::Fill { paint: Paint::Panel, .. }), "on a ground of its own");
}

#[test]
fn datagrams_are_marks_in_the_lanes_of_sockets_and_arrows_between_them() {
    let mut book = Book::new();
    let [one, other, nobody] =
        ["127.0.0.1:5000", "127.0.0.1:5001", "127.0.0.1:9"].map(|address| book.0.intern(address));
    for (number, (ms, to, fate)) in (0..).zip([
        (100, other, DatagramFate::Arrived),
        (400, nobody, DatagramFate::Refused),
        (700, other, DatagramFate::Lost),
    ]) {
        let datagram = DatagramId(number);
        let sent = book.add(ms, None, EventKind::DatagramSent { datagram, from: one, to, bytes: 5 });
        book.add(ms, Some(sent), EventKind::DatagramEnded { datagram, fate });
    }
    book.add(1000, None, EventKind::Listening { address: other });
    let spans = book.spans();
    let lanes = Lanes::new(&book.0, &spans, &RowFilter::default(), RowStyle::default());
    let rows: Vec<Row> = lanes.rows().iter().map(|lane| lane.row).collect();
    assert_eq!(rows, [Row::Loop, Row::Socket(0), Row::Socket(1)]);
    let scene = picture(&book, Lang::En);
    let named = texts(&scene);
    for text in ["127.0.0.1:5000", "127.0.0.1:5001", "5\u{a0}bytes · nobody there", "5\u{a0}bytes · lost"] {
        assert!(named.contains(&text), "{text}: {named:?}");
    }
    let arrows = scene.shapes.iter().filter(|shape| matches!(shape, Shape::Arrow { y1, y2, .. } if y2 > y1)).count();
    assert_eq!(arrows, 1);
    let marks = |is: fn(&Shape) -> bool| scene.shapes.iter().filter(|shape| is(shape)).count();
    assert_eq!(marks(|shape| matches!(shape, Shape::Cross { paint: Paint::Failed, .. })), 1);
    assert_eq!(marks(|shape| matches!(shape, Shape::Diamond { paint: Paint::Failed, .. })), 1);
    let chrome = loopline::export::chrome(&book.0);
    for part in ["\"datagrams: 127.0.0.1:5000\"", "\"datagram to 127.0.0.1:5001\"", "\"refused\"", "\"lost\""] {
        assert!(chrome.contains(part), "{part}: {chrome}");
    }
}

#[test]
fn a_wait_is_named_by_what_has_ended_it() {
    let mut book = Book::new();
    let connection = book.connection(0, 1, "example.com:80");
    let value = book.0.intern("None");
    let settled = |book: &mut Book, number: u32, cause: Seq| {
        let future = FutureId(number);
        book.add(160, None, EventKind::FutureCreated { future, of: FutureOrigin::Io, name: None });
        book.add(160, Some(cause), EventKind::FutureSettled { future, how: Settled::Result(value) });
    };
    let asked = book.message(40, connection, 0, CLIENT, "GET /", 40);
    let answered = book.message(140, connection, 1, SERVER, "200 OK", 40);
    settled(&mut book, 0, asked);
    settled(&mut book, 1, answered);
    settled(&mut book, 2, Seq(1));
    let spans = book.spans();
    let label = |id, lang| wait_label(&book.0, &spans, WaitReason { kind: WaitKind::Io, id, until: None }, lang);
    assert_eq!(label(0, Lang::En), "request · connection 1");
    assert_eq!(label(1, Lang::En), "response of example.com:80 · connection 1");
    assert_eq!(label(1, Lang::Ru), "ответ example.com:80 · соединение 1");
    assert_eq!(label(2, Lang::En), "connection 1 to example.com:80");
    assert_eq!(label(3, Lang::En), "network");
}

#[test]
fn a_wait_that_a_time_out_has_ended_says_so_with_its_seconds() {
    let mut book = Book::new();
    book.connection(0, 1, "example.com:80");
    let (time_out, value) = (book.0.intern("timeout"), book.0.intern("None"));
    let (task, stack, site) = (TaskId(9), book.0.intern_stack(&[]), book.0.intern_site("p.py", 1));
    let timer = TimerId(0);
    let created = EventKind::TaskCreated { task, name: value, parent: None, site, runs: None, of_library: false };
    book.add(40, None, created);
    let set = book.add(40, None, EventKind::TimerSet { timer, due: Micros(540_000), what: time_out });
    for (id, of) in [(0, FutureOrigin::Io), (1, FutureOrigin::Io), (2, FutureOrigin::Plain)] {
        book.add(40, None, EventKind::FutureCreated { future: FutureId(id), of, name: None });
    }
    // A socket's time-out: the wait of a thread ends at its moment in any case.
    let on = WaitReason { kind: WaitKind::Io, id: 1, until: Some(Micros(340_000)) };
    let step = EventKind::StepEnded { task, stack, outcome: Outcome::Suspended(on) };
    let handle = HandleId(0);
    let scheduled = book.add(40, None, EventKind::HandleScheduled { handle, what: HandleKind::Step(task) });
    let began = book.add(40, Some(scheduled), EventKind::HandleBegan { handle });
    book.add(40, Some(began), EventKind::StepBegan { task });
    let suspended = book.add(40, None, step);
    book.add(40, Some(began), EventKind::HandleEnded { handle });
    let how = Settled::Result(value);
    book.add(340, Some(suspended), EventKind::FutureSettled { future: FutureId(1), how });
    let fired = book.add(540, Some(set), EventKind::TimerFired { timer, late: Micros::ZERO });
    for id in [0, 2] {
        book.add(540, Some(fired), EventKind::FutureSettled { future: FutureId(id), how: Settled::Cancelled });
    }
    let spans = Spans::new(&book.0);
    let label = |kind, id, lang| wait_label(&book.0, &spans, WaitReason { kind, id, until: None }, lang);
    assert_eq!(label(WaitKind::Io, 0, Lang::En), "network · time-out after 0.50\u{a0}s");
    assert_eq!(label(WaitKind::Io, 0, Lang::Ru), "сеть · тайм-аут через 0,50\u{a0}с");
    assert_eq!(label(WaitKind::Io, 1, Lang::En), "network · time-out after 0.30\u{a0}s");
    assert_eq!(label(WaitKind::Future, 2, Lang::En), "future · time-out after 0.50\u{a0}s");
}

#[test]
fn the_wait_for_an_answer_is_time_of_the_task_and_that_of_a_server_for_a_request_is_not() {
    let mut book = Book::new();
    let connection = book.connection(0, 1, "example.com:80");
    let (name, site) = (book.0.intern("task"), book.0.intern_site("p.py", 1));
    let stack = book.0.intern_stack(&[]);
    for id in 0..2 {
        let (task, future) = (TaskId(id), FutureId(id + 10));
        let created = EventKind::TaskCreated { task, name, parent: None, site, runs: None, of_library: false };
        book.add(40, None, created);
        book.add(40, None, EventKind::StepBegan { task });
        book.add(40, None, EventKind::FutureCreated { future, of: FutureOrigin::Plain, name: None });
        let on = WaitReason { kind: WaitKind::Future, id: future.0, until: None };
        book.add(40, None, EventKind::StepEnded { task, stack, outcome: Outcome::Suspended(on) });
    }
    let asked = book.message(40, connection, 0, CLIENT, "GET /", 40);
    let answered = book.message(140, connection, 1, SERVER, "200 OK", 40);
    for (id, cause) in [(0, asked), (1, answered)] {
        let how = Settled::Result(name);
        book.add(160, Some(cause), EventKind::FutureSettled { future: FutureId(id + 10), how });
        book.add(160, None, EventKind::StepBegan { task: TaskId(id) });
        book.add(160, None, EventKind::StepEnded { task: TaskId(id), stack, outcome: Outcome::Returned(name) });
    }
    assert_eq!(Spans::new(&book.0).task_time(Micros(160_000)), Micros(120_000), "from 40 to 160 ms, once");
}

#[test]
fn a_call_without_room_for_its_name_begins_with_the_host_of_an_address() {
    let mut book = Book::new();
    let (name, site) = (book.0.intern("Task-2"), book.0.intern_site("p.py", 1));
    for (id, call) in [(0, "fetch(…, 'http://example.com/page/17')"), (1, "boil('tea')")] {
        let (task, runs) = (TaskId(id), Some(book.0.intern(call)));
        book.add(0, None, EventKind::TaskCreated { task, name, parent: None, site, runs, of_library: false });
    }
    let scene = picture(&book, Lang::En);
    let named = texts(&scene);
    assert!(named.contains(&"fetch(…example.com/page/17')"), "{named:?}");
    assert!(named.iter().any(|name| name.starts_with("boil('tea') · Task-2")), "{named:?}");
}

#[test]
fn tasks_of_libraries_are_folded_until_they_are_asked_for() {
    let mut book = Book::new();
    let (name, site) = (book.0.intern("task"), book.0.intern_site("p.py", 1));
    let waits = book.0.intern_stack(&[]);
    let frame = StackFrame { function: name, site };
    let in_program = book.0.intern_stack(&[frame]);
    let task = |book: &mut Book, id: u32, parent: Option<u32>, of_library| {
        let (task, parent) = (TaskId(id), parent.map(TaskId));
        book.add(0, None, EventKind::TaskCreated { task, name, parent, site, runs: None, of_library });
    };
    task(&mut book, 0, None, false);
    // Made in a callback, within the program's task, and one in which the program's code waits.
    task(&mut book, 1, None, true);
    task(&mut book, 2, Some(0), true);
    task(&mut book, 3, Some(0), true);
    // The program's own, which a task of a library has made.
    task(&mut book, 4, Some(2), false);
    let outcome = Outcome::Suspended(WaitReason { kind: WaitKind::Turn, id: 0, until: None });
    for (task, stack) in [(2, waits), (3, in_program)] {
        book.add(0, None, EventKind::StepEnded { task: TaskId(task), stack, outcome });
    }
    let spans = Spans::new(&book.0);
    let rows = |choice: &RowFilter| {
        let lanes = Lanes::new(&book.0, &spans, choice, RowStyle::default());
        let tasks = lanes.rows().iter().filter_map(|lane| match lane.row {
            Row::Task { place, below, .. } => Some((place, below)),
            _ => None,
        });
        tasks.collect::<Vec<_>>()
    };
    let none = ChildRows::Nothing;
    assert_eq!(rows(&RowFilter::default()), [(0, ChildRows::LibraryHidden(2)), (3, none), (4, none)]);
    let opened = RowFilter { opened: [TaskId(0)].into(), ..RowFilter::default() };
    assert_eq!(rows(&opened), [(0, ChildRows::Shown), (1, none), (2, ChildRows::Shown), (4, none), (3, none)]);
    assert_eq!(rows(&RowFilter { shows_libraries: true, ..RowFilter::default() }), rows(&opened));
    let folded = RowFilter { collapsed: [TaskId(0)].into(), ..RowFilter::default() };
    assert_eq!(rows(&folded), [(0, ChildRows::Hidden(4))]);
}

#[test]
fn a_hundred_requests_over_ten_connections_stay_readable() {
    let mut book = Book::new();
    let connections: Vec<ConnectionId> =
        (0..10).map(|number| book.connection(u64::from(number) * 50, number + 1, "shop:80")).collect();
    for round in 0..10 {
        for (number, connection) in connections.iter().enumerate() {
            let (message, ms) = (2 * (round * 10 + number as u32), 700 + u64::from(round) * 1000 + number as u64 * 30);
            book.message(ms, *connection, message, CLIENT, &format!("GET /{message}"), 40);
        }
        for (number, connection) in connections.iter().enumerate() {
            let message = 2 * (round * 10 + number as u32) + 1;
            book.message(
                1380 + u64::from(round) * 1000 + number as u64 * 30,
                *connection,
                message,
                SERVER,
                "200 OK",
                40,
            );
        }
    }
    let spans = book.spans();
    let lanes = Lanes::new(&book.0, &spans, &RowFilter::default(), RowStyle::default());
    assert!(full_height(&lanes) < 420.0, "{}", full_height(&lanes));
    let scene = picture_of_width(&book, Lang::En, 1200.0);
    let labels = texts(&scene).into_iter().filter(|text| text.starts_with("GET")).count();
    assert_eq!(labels, 100, "each is named");
}
