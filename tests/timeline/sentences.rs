//! Every event is a sentence in both languages.

use std::collections::BTreeSet;

use loopline::clock::Micros;
use loopline::demos::{Args, CATALOGUE, run_to_end};
use loopline::i18n::{Lang, explanation, plain, sentence};
use loopline::reading::spans::Spans;
use loopline::reading::{Index, RecordAnalysis};
use loopline::runtime::{Lock, Result, create_task_named, gather, run_exact, sleep};
use loopline::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, FIRST_PROCESS, FutureId,
    FutureOrigin, GeneratorEnd, GeneratorId, HandleId, HandleKind, MessageId, MessageKind, Outcome, PROCESS,
    ResourceId, ResourceKind, ResourceState, Resumption, Seq, Settled, Snapshot, Status, Stream, TaskId, TimerId,
    Trace, WaitKind, WaitReason, WarningCode,
};

fn derived(trace: &Trace) -> (Spans, Index) {
    let RecordAnalysis { spans, index } = RecordAnalysis::new(trace);
    (spans, index)
}

/// What is wrong with the look of a sentence.
fn faults(text: &str, lang: Lang) -> Vec<&'static str> {
    let cyrillic = text.chars().any(|c| ('а'..='я').contains(&c.to_ascii_lowercase()) || ('А'..='Я').contains(&c));
    let checks = [
        (text.contains("{}"), "a hole"),
        (text.contains("  "), "two spaces"),
        (!text.ends_with('.'), "no full stop"),
        (text.ends_with(".."), "two full stops"),
        (lang == Lang::Ru && !cyrillic, "no Russian"),
    ];
    checks.into_iter().filter(|(is, _)| *is).map(|(_, what)| what).collect()
}

/// What a program prints, returns or raises stands in quotation marks or after a colon: it is not ours to judge.
fn is_its_own(kind: &EventKind) -> bool {
    matches!(kind, EventKind::Output { .. } | EventKind::Note { .. })
}

/// Kinds of event that no demo may bring about; the tables below do.
const IN_THE_TABLES: [&str; 16] = [
    "task_renamed",
    "handle_cancelled",
    "context_changed",
    "turns_repeated",
    "name_looked_up",
    "listening",
    "connection_created",
    "connection_changed",
    "connection_accepted",
    "bytes_sent",
    "bytes_arrived",
    "message_began",
    "message_ended",
    "connection_held",
    "datagram_sent",
    "datagram_ended",
];

#[test]
fn every_event_of_every_demo_is_a_sentence_in_both_languages() {
    let mut kinds = BTreeSet::new();
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        for variant in 0..demo.variants.len().max(1) {
            let run = run_to_end(demo, Args::defaults(demo).with_variant(demo, variant));
            let trace = run.trace();
            let (spans, index) = derived(&trace);
            // The longest records only repeat themselves.
            for i in (0..trace.len()).filter(|i| *i < 3_000 || *i + 500 > trace.len()) {
                let kind = trace.event(Seq(i as u32)).kind;
                kinds.insert(kind.word());
                for lang in Lang::ALL {
                    let text = plain(&sentence(&trace, &spans, &index, Seq(i as u32), lang));
                    let mut wrong = faults(&text, lang);
                    if text.contains(" #") && !is_its_own(&kind) {
                        wrong.push("a number in place of a name");
                    }
                    assert!(wrong.is_empty(), "{} {i}: {text:?} has {wrong:?}", demo.id);
                }
            }
        }
    }
    let unseen: Vec<_> = EventKind::WORDS.iter().filter(|word| !kinds.contains(*word)).collect();
    assert!(unseen.iter().all(|word| IN_THE_TABLES.contains(word)), "no demo brings about {unseen:?}");
}

const MAIN: TaskId = TaskId(0);
const WORKER: TaskId = TaskId(1);
const POOL: TaskId = TaskId(2);
const BAKER: TaskId = TaskId(3);
const ANSWER: FutureId = FutureId(10);
const SLEEP: FutureId = FutureId(11);
const NAMELESS: FutureId = FutureId(12);
const GROUP: FutureId = FutureId(13);
const SHIELD: FutureId = FutureId(14);
const IN_POOL: FutureId = FutureId(15);
const ORDERS: ResourceId = ResourceId(0);
const INBOX: ResourceId = ResourceId(1);
const DOOR: ResourceId = ResourceId(2);
const START: ResourceId = ResourceId(3);
const SEATS: ResourceId = ResourceId(4);
const SHELF: ResourceId = ResourceId(5);
const GATE: ResourceId = ResourceId(6);
const NUMBERS: GeneratorId = GeneratorId(0);
const INNER: GeneratorId = GeneratorId(1);

/// A record written by hand, and the sentences that it should make.
struct Book {
    trace: Trace,
    thread: u16,
    expected: Vec<(Seq, &'static str, &'static str)>,
}

impl Book {
    /// Four tasks, one of them on a thread, six futures, seven resources and two generators.
    fn open() -> Book {
        let mut book = Book { trace: Trace::new(), thread: 0, expected: Vec::new() };
        for (task, name, parent) in [
            (MAIN, "main", None),
            (WORKER, "worker", Some(MAIN)),
            (POOL, "pool", Some(MAIN)),
            (BAKER, "baker", Some(MAIN)),
        ] {
            let (name, site) = (book.text(name), book.trace.intern_site("a.rs", 1));
            book.push(EventKind::TaskCreated { task, name, parent, site, runs: None, of_library: false });
        }
        book.thread = 1;
        book.push(EventKind::HandleScheduled { handle: HandleId(0), what: HandleKind::Step(POOL) });
        book.thread = 0;
        let (answer, pool) = (book.text("answer"), book.text("pool"));
        let futures = [
            (ANSWER, FutureOrigin::Plain, Some(answer)),
            (SLEEP, FutureOrigin::Sleep, None),
            (NAMELESS, FutureOrigin::Plain, None),
            (GROUP, FutureOrigin::TaskGroup, None),
            (SHIELD, FutureOrigin::Shield, None),
            (IN_POOL, FutureOrigin::Thread, Some(pool)),
        ];
        for (future, of, name) in futures {
            book.push(EventKind::FutureCreated { future, of, name });
        }
        let resources = [
            (ORDERS, ResourceKind::Queue, "orders", Some(5)),
            (INBOX, ResourceKind::PriorityQueue, "inbox", None),
            (DOOR, ResourceKind::Lock, "door", None),
            (START, ResourceKind::Event, "start", None),
            (SEATS, ResourceKind::Semaphore, "seats", Some(5)),
            (SHELF, ResourceKind::Condition, "shelf", None),
            (GATE, ResourceKind::Barrier, "gate", Some(3)),
        ];
        for (resource, kind, name, capacity) in resources {
            let name = book.text(name);
            book.push(EventKind::ResourceCreated { resource, kind, name, capacity });
        }
        for (generator, name) in [(NUMBERS, "numbers"), (INNER, "inner")] {
            let (name, site) = (book.text(name), book.trace.intern_site("a.rs", 2));
            book.push(EventKind::GeneratorCreated { generator, name, task: Some(MAIN), site });
        }
        book
    }

    fn text(&mut self, text: &str) -> loopline::trace::Text {
        self.trace.intern(text)
    }

    fn push(&mut self, kind: EventKind) -> Seq {
        let t = self.trace.end_time();
        self.trace.push(Event { t, thread: self.thread, run: 0, cause: None, wall: None, kind })
    }

    fn says(&mut self, kind: EventKind, en: &'static str, ru: &'static str) {
        let seq = self.push(kind);
        self.expected.push((seq, en, ru));
    }

    fn ends(&mut self, task: TaskId, outcome: Outcome, en: &'static str, ru: &'static str) {
        let stack = self.trace.intern_stack(&[]);
        self.says(EventKind::StepEnded { task, stack, outcome }, en, ru);
    }

    fn waits(&mut self, task: TaskId, kind: WaitKind, id: u32, en: &'static str, ru: &'static str) {
        self.ends(task, Outcome::Suspended(WaitReason { kind, id, until: None }), en, ru);
    }

    fn holds(&mut self, resource: ResourceId, state: ResourceState, en: &'static str, ru: &'static str) {
        let state: Snapshot = self.trace.push_snapshot(state);
        self.says(EventKind::ResourceChanged { resource, state }, en, ru);
    }

    /// Compares every sentence, told at the end of the record, and checks the looks of all.
    fn check(self) {
        let (spans, index) = derived(&self.trace);
        let mut wrong = String::new();
        for (seq, en, ru) in self.expected {
            for (lang, expected) in [(Lang::En, en), (Lang::Ru, ru)] {
                // A number and its unit stay together; the table is easier to read without.
                let text = plain(&sentence(&self.trace, &spans, &index, seq, lang)).replace('\u{a0}', " ");
                if text != expected || !faults(&text, lang).is_empty() {
                    wrong += &format!("\n  {text}\n  {expected}\n");
                }
            }
        }
        assert!(wrong.is_empty(), "said, and expected:{wrong}");
    }
}

#[test]
fn a_process_in_words() {
    let mut b = Book::open();
    let site = b.trace.intern_site("a.rs", 3);
    let [name, value] = ["SpawnProcess-1", "42"].map(|text| b.text(text));
    let (task, parent) = (TaskId(7), Some(MAIN));
    let ru = "Задача main запускает процесс SpawnProcess-1.";
    let created = EventKind::TaskCreated { task, name, parent, site, runs: None, of_library: false };
    b.says(created, "main starts process SpawnProcess-1 beside the loop.", ru);
    b.thread = FIRST_PROCESS + 1;
    b.push(EventKind::HandleScheduled { handle: HandleId(7), what: HandleKind::Step(task) });
    let en = "Process SpawnProcess-1 runs.";
    b.says(EventKind::StepBegan { task }, en, "Процесс SpawnProcess-1 выполняется.");
    let en = "Process SpawnProcess-1 is finished and returns 42.";
    b.ends(task, Outcome::Returned(value), en, "Процесс SpawnProcess-1 завершился и вернул 42.");
    b.ends(task, Outcome::Cancelled, "Process SpawnProcess-1 is cancelled.", "Процесс SpawnProcess-1 отменён.");
    b.thread = 0;
    let en = "worker waits for process SpawnProcess-1 to end.";
    b.waits(WORKER, WaitKind::Task, task.0, en, "Задача worker ждёт завершения процесса SpawnProcess-1.");
    let (future, name) = (FutureId(20), Some(b.text(PROCESS)));
    b.push(EventKind::FutureCreated { future, of: FutureOrigin::Thread, name });
    let ru = "Задача worker ждёт, пока закончит работу процесс.";
    b.waits(WORKER, WaitKind::Thread, future.0, "worker waits for a process.", ru);
    b.check();
}

#[test]
fn the_life_of_a_task_in_words() {
    let mut b = Book::open();
    let site = b.trace.intern_site("a.rs", 3);
    let [name, value, unit, error, message, stopped] =
        ["Task-7", "42", "()", "ValueError: no such thing", "too late", "IOError: gone."].map(|text| b.text(text));
    b.says(EventKind::RunBegan { name }, "The event loop starts.", "Цикл событий начинает работу.");
    let task = TaskId(7);
    b.says(
        EventKind::TaskCreated { task, name, parent: None, site, runs: None, of_library: false },
        "Task Task-7 is created.",
        "Создана задача Task-7.",
    );
    let renamed = b.text("Task-8");
    let en = "Task Task-7 is now called Task-8.";
    b.says(EventKind::TaskRenamed { task, name: renamed }, en, "Задача Task-7 теперь называется Task-8.");
    b.says(EventKind::StepBegan { task: WORKER }, "worker runs.", "Задача worker выполняется.");
    b.says(EventKind::StepBegan { task: POOL }, "pool runs.", "Поток pool выполняется.");
    b.ends(WORKER, Outcome::Returned(unit), "worker is finished.", "Задача worker завершилась.");
    b.ends(POOL, Outcome::Returned(unit), "pool is finished.", "Поток pool завершился.");
    b.ends(
        WORKER,
        Outcome::Returned(value),
        "worker is finished and returns 42.",
        "Задача worker завершилась и вернула 42.",
    );
    b.ends(POOL, Outcome::Returned(value), "pool is finished and returns 42.", "Поток pool завершился и вернул 42.");
    let ru = "Задача worker завершилась ошибкой: ValueError: no such thing.";
    b.ends(WORKER, Outcome::Raised(error), "worker fails: ValueError: no such thing.", ru);
    b.ends(
        POOL,
        Outcome::Raised(stopped),
        "pool fails: IOError: gone.",
        "Поток pool завершился ошибкой: IOError: gone.",
    );
    b.ends(WORKER, Outcome::Cancelled, "worker is cancelled.", "Задача worker отменена.");
    b.ends(POOL, Outcome::Cancelled, "pool is cancelled.", "Поток pool отменён.");
    let asks = |message| EventKind::CancelRequested { task: WORKER, message, count: 1 };
    b.says(asks(None), "Cancellation of worker is requested.", "Запрошена отмена задачи worker.");
    let en = "Cancellation of worker is requested, with the message too late.";
    b.says(asks(Some(message)), en, "Запрошена отмена задачи worker с сообщением too late.");
    let en = "The cancellation reaches worker: its await raises CancelledError.";
    let ru = "Отмена дошла до задачи worker: await завершается ошибкой CancelledError.";
    b.says(EventKind::CancelDelivered { task: WORKER }, en, ru);
    let taken_back = |count| EventKind::Uncancelled { task: WORKER, count };
    b.says(taken_back(0), "The request to cancel worker is taken back.", "Запрос на отмену задачи worker снят.");
    let en = "One request to cancel worker is taken back; 2 are left.";
    b.says(taken_back(2), en, "Один запрос на отмену задачи worker снят; остаётся ещё 2 запроса.");
    b.says(EventKind::RunEnded { status: Status::Returned }, "The program is done.", "Программа завершилась.");
    let ru = "Программа завершилась ошибкой: ValueError: no such thing.";
    b.says(
        EventKind::RunEnded { status: Status::Raised(error) },
        "The program has failed: ValueError: no such thing.",
        ru,
    );
    b.says(EventKind::RunEnded { status: Status::Stopped }, "The run was stopped.", "Выполнение остановлено.");
    let en = "The run has reached a limit.";
    b.says(EventKind::RunEnded { status: Status::Limit }, en, "Выполнение дошло до предела.");
    b.check();
}

#[test]
fn every_reason_to_wait_in_words() {
    let mut b = Book::open();
    let until = |until| Outcome::Suspended(WaitReason { kind: WaitKind::Sleep, id: SLEEP.0, until });
    b.ends(WORKER, until(Some(Micros(1_500_000))), "worker sleeps until 1.50 s.", "Задача worker спит до 1,50 с.");
    b.ends(POOL, until(Some(Micros(1_500_000))), "pool sleeps until 1.50 s.", "Поток pool спит до 1,50 с.");
    b.ends(WORKER, until(None), "worker sleeps for ever.", "Задача worker спит бессрочно.");
    b.waits(WORKER, WaitKind::Future, ANSWER.0, "worker waits for future answer.", "Задача worker ждёт футуру answer.");
    b.waits(WORKER, WaitKind::Future, NAMELESS.0, "worker waits for future #12.", "Задача worker ждёт футуру #12.");
    b.waits(WORKER, WaitKind::Future, BAKER.0, "worker waits for task baker.", "Задача worker ждёт задачу baker.");
    let en = "worker waits until every task of its group is done.";
    b.waits(WORKER, WaitKind::Future, GROUP.0, en, "Задача worker ждёт, пока завершатся все задачи её группы.");
    let en = "worker waits for what shield keeps from being cancelled.";
    b.waits(WORKER, WaitKind::Future, SHIELD.0, en, "Задача worker ждёт то, что shield защищает от отмены.");
    let ru = "Задача worker ждёт завершения задачи baker.";
    b.waits(WORKER, WaitKind::Task, BAKER.0, "worker waits for task baker to end.", ru);
    b.waits(
        WORKER,
        WaitKind::Task,
        POOL.0,
        "worker waits for pool to end.",
        "Задача worker ждёт завершения потока pool.",
    );
    let ru = "Задача worker ждёт в get: очередь orders пуста.";
    b.waits(WORKER, WaitKind::QueueGet, ORDERS.0, "worker is held at get: orders is empty.", ru);
    let ru = "Задача worker ждёт в put: очередь orders заполнена.";
    b.waits(WORKER, WaitKind::QueuePut, ORDERS.0, "worker is held at put: orders is full.", ru);
    let ru = "Задача worker ждёт в join, пока не обработают все элементы очереди orders.";
    b.waits(
        WORKER,
        WaitKind::QueueJoin,
        ORDERS.0,
        "worker waits in join until every item of orders is dealt with.",
        ru,
    );
    b.waits(WORKER, WaitKind::Lock, DOOR.0, "worker waits for door.", "Задача worker ждёт блокировку door.");
    let held_by = |holder| ResourceState { holder, ..ResourceState::default() };
    b.holds(DOOR, held_by(Some(BAKER)), "door is taken by baker.", "Блокировку door держит задача baker.");
    let ru = "Задача worker ждёт: блокировку door держит задача baker.";
    b.waits(WORKER, WaitKind::Lock, DOOR.0, "worker is held: door is taken by baker.", ru);
    b.holds(DOOR, held_by(Some(POOL)), "door is taken by pool.", "Блокировку door держит поток pool.");
    b.holds(DOOR, held_by(None), "door is free.", "Блокировка door свободна.");
    b.waits(WORKER, WaitKind::Event, START.0, "worker waits until start is set.", "Задача worker ждёт события start.");
    let ru = "Задача worker ждёт, пока у семафора seats освободится место.";
    b.waits(WORKER, WaitKind::Semaphore, SEATS.0, "worker waits for a permit of seats.", ru);
    let ru = "Задача worker ждёт сигнала условия shelf.";
    b.waits(WORKER, WaitKind::Condition, SHELF.0, "worker waits to be notified by shelf.", ru);
    let ru = "Задача worker ждёт остальных у барьера gate.";
    b.waits(WORKER, WaitKind::Barrier, GATE.0, "worker waits at gate for the others.", ru);
    let ru = "Задача worker ждёт, пока завершится всё, что собрано в gather.";
    b.waits(WORKER, WaitKind::Gather, 0, "worker waits until everything gathered is done.", ru);
    b.waits(
        WORKER,
        WaitKind::Wait,
        0,
        "worker waits for several tasks at once.",
        "Задача worker ждёт сразу нескольких задач.",
    );
    b.waits(WORKER, WaitKind::Io, 0, "worker waits for the network.", "Задача worker ждёт ответа сети.");
    let ru = "Задача worker ждёт, пока закончит работу pool.";
    b.waits(WORKER, WaitKind::Thread, IN_POOL.0, "worker waits for pool to end.", ru);
    let en = "worker gives the others a turn and goes to the end of the ready queue.";
    b.waits(WORKER, WaitKind::Turn, 0, en, "Задача worker пропускает других и встаёт в конец очереди готовых.");
    b.check();
}

#[test]
fn what_resources_hold_in_words_with_the_right_plurals() {
    let mut b = Book::open();
    let len = |len| ResourceState { len, ..ResourceState::default() };
    b.holds(ORDERS, len(2), "orders has 2 of 5 places taken.", "В очереди orders занято 2 из 5 мест.");
    b.holds(INBOX, len(1), "inbox has 1 item.", "В очереди inbox 1 элемент.");
    b.holds(INBOX, len(2), "inbox has 2 items.", "В очереди inbox 2 элемента.");
    b.holds(INBOX, len(5), "inbox has 5 items.", "В очереди inbox 5 элементов.");
    b.holds(INBOX, len(21), "inbox has 21 items.", "В очереди inbox 21 элемент.");
    let value = |value| ResourceState { value: Some(value), ..ResourceState::default() };
    b.holds(START, value(1), "start is set.", "Событие start наступило.");
    b.holds(START, value(0), "start is not set.", "Событие start не наступило.");
    b.holds(SEATS, value(1), "seats has 1 permit free.", "У семафора seats 1 свободное место.");
    b.holds(SEATS, value(2), "seats has 2 permits free.", "У семафора seats 2 свободных места.");
    b.holds(SEATS, value(5), "seats has 5 permits free.", "У семафора seats 5 свободных мест.");
    let waiting = |n: usize| ResourceState { waiters: vec![WORKER; n], ..ResourceState::default() };
    b.holds(SHELF, waiting(0), "No task waits for shelf.", "Сигнала условия shelf никто не ждёт.");
    b.holds(SHELF, waiting(1), "1 task waits for shelf.", "Сигнала условия shelf ждёт 1 задача.");
    b.holds(GATE, waiting(0), "No task waits at gate.", "У барьера gate никто не ждёт.");
    b.holds(GATE, waiting(2), "2 tasks wait at gate.", "У барьера gate ждут 2 задачи.");
    b.holds(GATE, waiting(5), "5 tasks wait at gate.", "У барьера gate ждут 5 задач.");
    let made = [
        (ResourceKind::Lock, "A lock is made: door.", "Создана блокировка door."),
        (ResourceKind::Event, "An event is made: door.", "Создано событие door."),
        (ResourceKind::Semaphore, "A semaphore is made: door.", "Создан семафор door."),
        (ResourceKind::BoundedSemaphore, "A bounded semaphore is made: door.", "Создан ограниченный семафор door."),
        (ResourceKind::Condition, "A condition is made: door.", "Создано условие door."),
        (ResourceKind::Barrier, "A barrier is made: door.", "Создан барьер door."),
        (ResourceKind::Queue, "A queue is made: door.", "Создана очередь door."),
        (ResourceKind::LifoQueue, "A last-in, first-out queue is made: door.", "Создана очередь LIFO door."),
        (ResourceKind::PriorityQueue, "A priority queue is made: door.", "Создана очередь с приоритетами door."),
    ];
    let name = b.text("door");
    for (kind, en, ru) in made {
        b.says(EventKind::ResourceCreated { resource: ResourceId(9), kind, name, capacity: None }, en, ru);
    }
    b.check();
}

#[test]
fn the_network_in_words() {
    let mut b = Book::open();
    let [name, address, from, get, ok] =
        ["example.com", "10.0.0.1:80", "127.0.0.1:49152", "GET /items", "200 OK"].map(|text| b.text(text));
    let host = b.text("10.0.0.1");
    let found = EventKind::NameLookedUp { name, address: Some(host), took: Micros::ZERO };
    let ru = "Имя example.com разрешено в адрес 10.0.0.1.";
    b.says(found, "The name example.com is looked up: it is 10.0.0.1.", ru);
    let ru = "Имя example.com не удалось разрешить в адрес.";
    let lost = EventKind::NameLookedUp { name, address: None, took: Micros::ZERO };
    b.says(lost, "The name example.com is looked up: nobody has it.", ru);
    b.says(EventKind::Listening { address }, "A server listens at 10.0.0.1:80.", "Сервер слушает адрес 10.0.0.1:80.");
    let connection = ConnectionId(2);
    let created = EventKind::ConnectionCreated { connection, from, to: address, host: Some(name), site: None };
    let ru = "Устанавливается соединение 2 с example.com:80.";
    b.says(created, "Connection 2 to example.com:80 is asked for.", ru);
    for (state, en, ru) in [
        (
            ConnectionState::Open,
            "Connection 2 to example.com:80 is open.",
            "Соединение 2 с example.com:80 установлено.",
        ),
        (
            ConnectionState::Handshake,
            "On connection 2 the TLS handshake begins.",
            "На соединении 2 начинается рукопожатие TLS.",
        ),
        (
            ConnectionState::Secured,
            "On connection 2 the TLS handshake is over.",
            "На соединении 2 рукопожатие TLS завершено.",
        ),
        (
            ConnectionState::ClientEnded,
            "The client closes its side of connection 2.",
            "Клиент закрыл свою сторону соединения 2.",
        ),
        (
            ConnectionState::ServerEnded,
            "The server closes its side of connection 2.",
            "Сервер закрыл свою сторону соединения 2.",
        ),
        (ConnectionState::Closed, "Connection 2 is closed.", "Соединение 2 закрыто."),
        (
            ConnectionState::Refused,
            "Connection 2 to example.com:80 is refused: nobody listens there.",
            "Соединение 2 с example.com:80 отклонено: там никто не слушает.",
        ),
        (
            ConnectionState::TimedOut,
            "Connection 2 to example.com:80 has got no answer.",
            "Соединение 2 с example.com:80 не установлено: ответа нет.",
        ),
        (ConnectionState::Reset, "Connection 2 is reset.", "Соединение 2 сброшено."),
    ] {
        b.says(EventKind::ConnectionChanged { connection, state }, en, ru);
    }
    let accepted = EventKind::ConnectionAccepted { connection };
    b.says(accepted, "The server accepts connection 2.", "Сервер принял соединение 2.");
    let (client, server) = (ConnectionEnd::Client, ConnectionEnd::Server);
    let sent = |by, bytes| EventKind::BytesSent { connection, by, bytes };
    let ru = "Клиент отправил 1 байт по соединению 2.";
    b.says(sent(client, 1), "The client sends 1 byte over connection 2.", ru);
    let ru = "Сервер отправил 64 КБ по соединению 2.";
    b.says(sent(server, 65_536), "The server sends 64 KB over connection 2.", ru);
    let arrived = |at, bytes| EventKind::BytesArrived { connection, at, bytes };
    let ru = "Сервер получил 1 122 байта по соединению 2.";
    b.says(arrived(server, 1_122), "The server gets 1,122 bytes over connection 2.", ru);
    let ru = "Клиент получил 5 байт по соединению 2.";
    b.says(arrived(client, 5), "The client gets 5 bytes over connection 2.", ru);
    let began =
        |message, by, kind, line| EventKind::MessageBegan { message: MessageId(message), connection, by, kind, line };
    let ended = |message, bytes| EventKind::MessageEnded { message: MessageId(message), bytes };
    let ru = "Запрос GET /items отправлен по соединению 2.";
    let en = "The request GET /items goes out over connection 2.";
    b.says(began(0, client, MessageKind::Request, Some(get)), en, ru);
    let ru = "Запрос GET /items отправлен целиком: 40 байт.";
    b.says(ended(0, 40), "The request GET /items is sent to its end: 40 bytes.", ru);
    let ru = "Ответ 200 OK отправлен по соединению 2.";
    b.says(began(1, server, MessageKind::Response, Some(ok)), "The response 200 OK goes out over connection 2.", ru);
    let ru = "Ответ 200 OK отправлен целиком: 22 байта.";
    b.says(ended(1, 22), "The response 200 OK is sent to its end: 22 bytes.", ru);
    for (message, (kind, en, ru)) in (2..).zip([
        (MessageKind::TextFrame, "a text frame", "текстовый кадр"),
        (MessageKind::BinaryFrame, "a binary frame", "двоичный кадр"),
        (MessageKind::ContinuationFrame, "a continuation frame", "кадр продолжения"),
        (MessageKind::CloseFrame, "a close frame", "кадр закрытия"),
        (MessageKind::PingFrame, "a ping frame", "кадр ping"),
        (MessageKind::PongFrame, "a pong frame", "кадр pong"),
    ]) {
        let en: &'static str = format!("The server sends {en} over connection 2.").leak();
        let ru: &'static str = format!("Сервер отправил {ru} по соединению 2.").leak();
        b.says(began(message, server, kind, None), en, ru);
    }
    b.says(ended(2, 2), "The frame is sent to its end: 2 bytes.", "Кадр отправлен целиком: 2 байта.");
    b.check();
}

#[test]
fn waits_for_transactions_and_datagrams_in_words() {
    let mut b = Book::open();
    let [x, one, other, none] = ["127.0.0.1:5432", "127.0.0.1:5000", "127.0.0.1:5001", ""].map(|text| b.text(text));
    let name = b.text("example.com");
    let took = Micros::from_millis(20);
    b.says(
        EventKind::NameLookedUp { name, address: Some(one), took },
        "The name example.com is looked up: it is 127.0.0.1:5000, found after 0.02 s.",
        "Имя example.com разрешено в адрес 127.0.0.1:5000 за 0,02 с.",
    );
    b.says(
        EventKind::NameLookedUp { name, address: None, took },
        "The name example.com is looked up for 0.02 s: nobody has it.",
        "Имя example.com искали 0,02 с: разрешить его в адрес не удалось.",
    );
    let connection = ConnectionId(2);
    b.push(EventKind::ConnectionCreated { connection, from: x, to: x, host: None, site: None });
    b.says(
        EventKind::ConnectionHeld { connection, by: Some(ConnectionId(1)) },
        "Connection 2 waits for the transaction of connection 1: they share one session of the database.",
        "Соединение 2 ждёт конца транзакции соединения 1: у них один сеанс базы данных на двоих.",
    );
    b.says(
        EventKind::ConnectionHeld { connection, by: None },
        "Connection 2 waits no longer for the transaction of connection 1, after 0 s.",
        "Соединение 2 больше не ждёт транзакции соединения 1: прошло 0 с.",
    );
    for (place, (from, to, en, ru)) in (0..).zip([
        (
            one,
            other,
            "A datagram goes from 127.0.0.1:5000 to 127.0.0.1:5001: 5 bytes.",
            "Датаграмма отправлена с 127.0.0.1:5000 на 127.0.0.1:5001: 5 байт.",
        ),
        (
            none,
            other,
            "A datagram goes to 127.0.0.1:5001: 5 bytes.",
            "Датаграмма отправлена на 127.0.0.1:5001: 5 байт.",
        ),
        (
            one,
            x,
            "A datagram goes from 127.0.0.1:5000 to 127.0.0.1:5432: 5 bytes.",
            "Датаграмма отправлена с 127.0.0.1:5000 на 127.0.0.1:5432: 5 байт.",
        ),
    ]) {
        b.says(EventKind::DatagramSent { datagram: DatagramId(place), from, to, bytes: 5 }, en, ru);
    }
    for (place, fate, en, ru) in [
        (
            0,
            DatagramFate::Arrived,
            "The datagram from 127.0.0.1:5000 arrives at 127.0.0.1:5001: 5 bytes.",
            "Датаграмма от 127.0.0.1:5000 пришла на 127.0.0.1:5001: 5 байт.",
        ),
        (
            1,
            DatagramFate::Lost,
            "The datagram to 127.0.0.1:5001 is lost: the socket there has no room for it.",
            "Датаграмма для 127.0.0.1:5001 потеряна: у сокета нет для неё места.",
        ),
        (
            2,
            DatagramFate::Refused,
            "The datagram to 127.0.0.1:5432 is lost: no socket has this address.",
            "Датаграмма для 127.0.0.1:5432 потеряна: сокета с таким адресом нет.",
        ),
    ] {
        b.says(EventKind::DatagramEnded { datagram: DatagramId(place), fate }, en, ru);
    }
    b.check();
}

#[test]
fn the_loops_book_keeping_in_words() {
    let mut b = Book::open();
    let (one, two, many) = ((1, 1), (2, 2), (5, 11));
    let turn = |(ready, timers)| EventKind::Turn { ready, timers };
    let ru = "Ход цикла: 1 вызов к запуску, 1 таймер в ожидании.";
    b.says(turn(one), "A turn of the loop: 1 callback to run, 1 timer set.", ru);
    let ru = "Ход цикла: 2 вызова к запуску, 2 таймера в ожидании.";
    b.says(turn(two), "A turn of the loop: 2 callbacks to run, 2 timers set.", ru);
    let ru = "Ход цикла: 5 вызовов к запуску, 11 таймеров в ожидании.";
    b.says(turn(many), "A turn of the loop: 5 callbacks to run, 11 timers set.", ru);
    let repeated = |turns| EventKind::TurnsRepeated { turns };
    let ru = "Ещё 1 такой же ход цикла: задачи уступают ход, и ничего не меняется.";
    b.says(repeated(1), "1 more turn of the loop, each like the last: the tasks yield and nothing changes.", ru);
    let ru = "Ещё 12 345 таких же ходов цикла: задачи уступают ход, и ничего не меняется.";
    b.says(
        repeated(12_345),
        "12,345 more turns of the loop, each like the last: the tasks yield and nothing changes.",
        ru,
    );
    let [tick, unit, value, error] = ["tick", "()", "42", "ValueError: no such thing"].map(|text| b.text(text));
    let (handle, what) = (HandleId(5), HandleKind::Step(WORKER));
    let ru = "В очередь готовых встаёт следующий шаг задачи worker.";
    b.says(EventKind::HandleScheduled { handle, what }, "Scheduled: the next step of worker.", ru);
    let ru = "Цикл выполняет следующий шаг задачи worker.";
    b.says(EventKind::HandleBegan { handle }, "The loop runs the next step of worker.", ru);
    let ru = "Цикл выполнил следующий шаг задачи worker.";
    b.says(EventKind::HandleEnded { handle }, "The loop is done with the next step of worker.", ru);
    let ru = "Отменено: следующий шаг задачи worker.";
    b.says(EventKind::HandleCancelled { handle }, "Cancelled: the next step of worker.", ru);
    let (handle, what) = (HandleId(6), HandleKind::Timer(TimerId(0), tick));
    let ru = "В очередь готовых встаёт обратный вызов таймера tick.";
    b.says(EventKind::HandleScheduled { handle, what }, "Scheduled: the callback of timer tick.", ru);
    b.thread = 1;
    let (handle, what) = (HandleId(7), HandleKind::Wakeup(POOL));
    let ru = "Запланировано вне цикла: пробуждение потока pool.";
    b.says(EventKind::HandleScheduled { handle, what }, "Scheduled beside the loop: the wake-up of pool.", ru);
    let ru = "Начинается вне цикла: пробуждение потока pool.";
    b.says(EventKind::HandleBegan { handle }, "Begins beside the loop: the wake-up of pool.", ru);
    let ru = "Выполнено вне цикла: пробуждение потока pool.";
    b.says(EventKind::HandleEnded { handle }, "Done beside the loop: the wake-up of pool.", ru);
    b.thread = 0;
    let timer = TimerId(0);
    let set = EventKind::TimerSet { timer, due: Micros(2_000_000), what: tick };
    b.says(set, "Timer tick is set for 2.00 s.", "Таймер tick поставлен на 2,00 с.");
    b.says(EventKind::TimerFired { timer, late: Micros::ZERO }, "Timer tick fires.", "Сработал таймер tick.");
    let late = EventKind::TimerFired { timer, late: Micros(1_100_000) };
    b.says(late, "Timer tick fires 1.10 s late.", "Таймер tick сработал с опозданием на 1,10 с.");
    b.says(EventKind::TimerCancelled { timer }, "Timer tick is cancelled.", "Таймер tick отменён.");
    let made = |future, of, name| EventKind::FutureCreated { future, of, name };
    b.says(made(FutureId(20), FutureOrigin::Plain, Some(tick)), "Future tick is made.", "Создана футура tick.");
    b.says(made(FutureId(21), FutureOrigin::Sleep, None), "A future is made for sleep.", "Создана футура sleep.");
    let settled = |future, how| EventKind::FutureSettled { future, how };
    let task = FutureId(WORKER.0);
    let ru = "Записан результат задачи worker.";
    b.says(settled(task, Settled::Result(unit)), "The result of task worker is set.", ru);
    let ru = "Записан результат футуры answer: 42.";
    b.says(settled(ANSWER, Settled::Result(value)), "The result of future answer is set: 42.", ru);
    let en = "The exception of the future of sleep is set: ValueError: no such thing.";
    b.says(
        settled(SLEEP, Settled::Exception(error)),
        en,
        "Записано исключение футуры sleep: ValueError: no such thing.",
    );
    b.says(settled(task, Settled::Cancelled), "Cancelled: task worker.", "Отмена: задача worker.");
    let (future, what) = (SLEEP, HandleKind::Wakeup(WORKER));
    let en = "Once the future of sleep is done, the wake-up of worker will be scheduled.";
    let ru = "Когда завершится футура sleep, в очередь встанет пробуждение задачи worker.";
    b.says(EventKind::CallbackAdded { future, what }, en, ru);
    let (future, what) = (task, HandleKind::Callback(tick));
    let ru = "Больше не ждёт задачу worker: обратный вызов tick.";
    b.says(EventKind::CallbackRemoved { future, what }, "No longer waits for task worker: the callback tick.", ru);
    b.check();
}

#[test]
fn what_a_program_says_and_is_warned_of_in_words() {
    let mut b = Book::open();
    let [empty, hello, user, error, forgotten, destroyed] = [
        "",
        "hello",
        "user",
        "ValueError: no such thing",
        "coroutine 'save' was never awaited",
        "Task was destroyed but it is pending! worker",
    ]
    .map(|text| b.text(text));
    let out = |stream, text| EventKind::Output { stream, text };
    b.says(out(Stream::Out, hello), "Printed: “hello”.", "Напечатано: «hello».");
    b.says(out(Stream::Err, hello), "Printed as an error: “hello”.", "Напечатано в поток ошибок: «hello».");
    b.says(out(Stream::Out, empty), "An empty line is printed.", "Напечатана пустая строка.");
    b.says(EventKind::Note { text: hello }, "Noted: hello.", "Отмечено: hello.");
    let ru = "Контекстная переменная user теперь равна hello.";
    b.says(EventKind::ContextChanged { name: user, value: hello }, "The context variable user is now hello.", ru);
    let ru = "Этот шаг задержал цикл на 0,20 с.";
    b.says(EventKind::Blocked { wall: Micros(200_000) }, "This step held the loop for 0.20 s.", ru);
    let warns = |code, text| EventKind::Warning { code, text, site: None };
    let en = "The coroutine save was never awaited: it did nothing.";
    let ru = "Корутина save осталась без await и ничего не сделала.";
    b.says(warns(WarningCode::NeverAwaited, forgotten), en, ru);
    let ru = "Задача worker уничтожена, так и не дождавшись.";
    b.says(warns(WarningCode::TaskDestroyed, destroyed), "Task worker was destroyed while it waited.", ru);
    let en = "Nobody has read this error: ValueError: no such thing.";
    let ru = "Эту ошибку никто не прочитал: ValueError: no such thing.";
    b.says(warns(WarningCode::NeverRetrieved, error), en, ru);
    let en = "A callback failed, and the loop goes on: ValueError: no such thing.";
    let ru = "Обратный вызов завершился ошибкой, а цикл работает дальше: ValueError: no such thing.";
    b.says(warns(WarningCode::CallbackFailed, error), en, ru);
    let en = "The record is full: the run stops here, and all of it is kept.";
    let ru = "Запись заполнена: выполнение остановлено здесь, всё до этого места сохранено.";
    b.says(warns(WarningCode::Limit, empty), en, ru);
    b.check();
}

#[test]
fn a_deadlock_names_who_waited_then_and_for_what_though_the_run_has_ended_since() {
    let mut b = Book::open();
    let stack = b.trace.intern_stack(&[]);
    let unit = b.text("()");
    for task in [MAIN, POOL] {
        b.push(EventKind::StepEnded { task, stack, outcome: Outcome::Returned(unit) });
    }
    let held = b.trace.push_snapshot(ResourceState { holder: Some(BAKER), ..ResourceState::default() });
    b.push(EventKind::ResourceChanged { resource: DOOR, state: held });
    let on = |kind, id| Outcome::Suspended(WaitReason { kind, id, until: None });
    b.push(EventKind::StepEnded { task: BAKER, stack, outcome: on(WaitKind::Task, WORKER.0) });
    b.push(EventKind::StepEnded { task: WORKER, stack, outcome: on(WaitKind::Lock, DOOR.0) });
    let text = b.text("");
    b.says(
        EventKind::Warning { code: WarningCode::Deadlock, text, site: None },
        "Nothing is scheduled, and 2 tasks wait. worker is held: door is taken by baker. \
         baker waits for task worker to end.",
        "Ничего не запланировано, а 2 задачи ждут. Задача worker ждёт: блокировку door держит задача baker. \
         Задача baker ждёт завершения задачи worker.",
    );
    let free = b.trace.push_snapshot(ResourceState::default());
    b.push(EventKind::ResourceChanged { resource: DOOR, state: free });
    b.says(
        EventKind::RunEnded { status: Status::Deadlock },
        "Deadlock: nothing is scheduled, yet tasks wait.",
        "Взаимная блокировка: ничего не запланировано, а задачи ждут.",
    );
    b.check();
}

#[test]
fn generators_in_words() {
    let mut b = Book::open();
    let [unit, value, error] = ["None", "42", "ValueError: no such thing"].map(|text| b.text(text));
    let (site, stack, name) = (b.trace.intern_site("a.rs", 2), b.trace.intern_stack(&[]), b.text("squares"));
    let generator = NUMBERS;
    b.says(
        EventKind::GeneratorCreated { generator: GeneratorId(5), name, task: None, site },
        "Generator squares is created; none of its code has run yet.",
        "Создан генератор squares; его код ещё не выполнялся.",
    );
    let resumed = [
        (Resumption::Next, "Generator numbers runs.", "Генератор numbers выполняется."),
        (
            Resumption::Sent(value),
            "Generator numbers goes on: its yield gives 42.",
            "Генератор numbers продолжает работу: его yield возвращает 42.",
        ),
        (
            Resumption::Thrown(error),
            "Generator numbers goes on with an error at its yield: ValueError: no such thing.",
            "Генератор numbers продолжает работу с ошибкой в своём yield: ValueError: no such thing.",
        ),
        (
            Resumption::Closed,
            "Generator numbers is being closed: its yield raises GeneratorExit.",
            "Генератор numbers закрывают: его yield завершается ошибкой GeneratorExit.",
        ),
    ];
    for (how, en, ru) in resumed {
        b.says(EventKind::GeneratorResumed { generator, how }, en, ru);
    }
    let yielded = [
        (unit, None, "Generator numbers pauses at its yield.", "Генератор numbers приостанавливается на yield."),
        (value, None, "Generator numbers yields 42 and pauses.", "Генератор numbers отдаёт 42 и приостанавливается."),
        (
            value,
            Some(INNER),
            "Generator numbers passes on 42 from inner and pauses.",
            "Генератор numbers передаёт дальше 42 от inner и приостанавливается.",
        ),
    ];
    for (value, from, en, ru) in yielded {
        b.says(EventKind::GeneratorYielded { generator, value, from, stack }, en, ru);
    }
    let ended = [
        (
            GeneratorEnd::Returned(unit),
            "Generator numbers has ended: whoever resumed it gets StopIteration.",
            "Генератор numbers завершился: тот, кто его возобновил, получает StopIteration.",
        ),
        (
            GeneratorEnd::Returned(value),
            "Generator numbers has ended and returns 42, carried by StopIteration.",
            "Генератор numbers завершился и вернул 42: значение несёт StopIteration.",
        ),
        (
            GeneratorEnd::Raised(error),
            "Generator numbers has failed: ValueError: no such thing.",
            "Генератор numbers завершился ошибкой: ValueError: no such thing.",
        ),
        (GeneratorEnd::Closed, "Generator numbers is closed.", "Генератор numbers закрыт."),
    ];
    for (outcome, en, ru) in ended {
        b.says(EventKind::GeneratorEnded { generator, outcome }, en, ru);
    }
    b.check();
}

fn told(trace: &Trace, lang: Lang, wanted: impl Fn(&EventKind) -> bool) -> Vec<String> {
    let (spans, index) = derived(trace);
    let events = trace.events().filter(|(_, event)| wanted(&event.kind));
    events.map(|(seq, _)| plain(&sentence(trace, &spans, &index, seq, lang))).collect()
}

#[test]
fn tasks_of_one_name_are_told_apart_and_a_lock_has_the_holder_it_had_then() {
    let run = run_exact(|| async {
        let lock = Lock::named("door");
        let guests = [1.0, 2.0].map(|seconds| {
            let lock = lock.clone();
            let body = async move {
                let _held = lock.lock().await?;
                sleep(seconds).await
            };
            create_task_named(body, "guest")
        });
        gather(guests).await?;
        // Held by another in the end.
        lock.acquire().await?;
        Ok(())
    });
    let trace = run.trace();
    let suspended = |kind: &EventKind| matches!(kind, EventKind::StepEnded { outcome: Outcome::Suspended(_), .. });
    assert_eq!(told(&trace, Lang::En, suspended)[2], "guest#2 is held: door is taken by guest#1.");
    let (spans, _) = derived(&trace);
    let names: Vec<_> = spans.tasks.iter().map(|task| spans.task_name(&trace, task.task)).collect();
    assert_eq!(names, ["main", "guest#1", "guest#2"]);
}

#[test]
fn a_deadlock_tells_of_the_first_tasks_and_counts_the_others() {
    let run = run_exact(|| async {
        let lock = Lock::named("door");
        lock.acquire().await?;
        let guests = (0..20).map(|i| {
            let lock = lock.clone();
            create_task_named(async move { lock.acquire().await }, format!("guest {i}"))
        });
        gather(guests).await?;
        Result::Ok(())
    });
    let trace = run.trace();
    let deadlock = |kind: &EventKind| matches!(kind, EventKind::Warning { code: WarningCode::Deadlock, .. });
    let told = told(&trace, Lang::En, deadlock).remove(0);
    assert!(told.starts_with("Nothing is scheduled, and 21 tasks wait. "), "{told}");
    assert!(
        told.contains("guest 0 is held: door is taken by main.") && told.ends_with(" And 13 others wait."),
        "{told}"
    );
}

#[test]
fn the_explanation_is_that_of_the_last_event_that_concerns_the_program() {
    let run = run_exact(|| async { sleep(1.0).await });
    let trace = run.trace();
    let (spans, index) = derived(&trace);
    let fired = trace.kinds().iter().position(|kind| matches!(kind, EventKind::TimerFired { .. })).unwrap();
    let explained = |playhead| plain(&explanation(&trace, &spans, &index, playhead, Lang::En));
    assert_eq!(explained(fired + 1), "main sleeps until 1.00\u{a0}s.");
    assert_eq!(explained(0), "");
    assert_eq!(explained(trace.len()), "The program is done.");
    assert_eq!(index.matters(Seq(0)), Some(Seq(0)));
}
