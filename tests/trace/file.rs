//! A record survives its file, and no file breaks the reader.

use loopline::clock::Micros;
use loopline::print;
use loopline::reading::dump;
use loopline::runtime::generator;
use loopline::runtime::{
    ContextVar, Error, Generator, Lock, Queue, Result, Resumed, create_task_named, run_exact, sleep, wait_for,
};
use loopline::trace::file::{
    ClockKind, ProgramFile, ProgramInfo, ReadError, RecordNote, TraceFile, read, read_up_to, write,
};
use loopline::trace::{
    ConnectionEnd, ConnectionId, ConnectionState, DatagramFate, DatagramId, Event, EventKind, MessageId, MessageKind,
    Site, TaskId, Text, Trace,
};
use proptest::prelude::*;

fn specimen() -> TraceFile {
    let run = run_exact(|| async {
        let (queue, lock) = (Queue::named(1, "box \"1\"\n<b>"), Lock::named("дверь"));
        let out = queue.clone();
        let task = create_task_named(
            async move {
                let _held = lock.lock().await?;
                out.put("яблоко").await?;
                sleep(1e13).await?;
                Ok(())
            },
            "producer",
        );
        ContextVar::new("user", 1).set(2);
        queue.get().await?;
        print!("got it");
        let result: Result<()> = wait_for(task, 0.5).await;
        assert_eq!(result, Err(Error::Timeout));
        let echo: Generator<i32, &str, &str> = generator("echo", |y| async move {
            y.yield_from(generator("inner", |y| async move { y.yield_(1).await.map(Option::unwrap) })).await
        });
        echo.resume()?;
        assert_eq!(echo.send("ответ"), Ok(Resumed::StopIteration(Some("ответ"))));
        let never = create_task_named(sleep(f64::INFINITY), "never");
        sleep(0.25).await?;
        never.cancel_with("enough");
        Err(Error::failed("ValueError", "no such thing"))
    });
    let args = vec![("variant".into(), "concurrent".into()), ("n".into(), "3".into())];
    let program = ProgramInfo {
        id: "specimen".into(),
        args,
        source: Some("print(1)\n".into()),
        files: Vec::new(),
        changes: Vec::new(),
    };
    let trace = run.trace().clone();
    TraceFile { program, clock: ClockKind::Virtual, trace, notes: Vec::new() }
}

fn events(trace: &Trace) -> Vec<Event> {
    trace.events().map(|(_, event)| event).collect()
}

#[test]
fn a_record_is_read_as_it_was_written() {
    let file = specimen();
    let text = write(&file);
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(events(&again.trace), events(&file.trace));
    assert_eq!(dump(&again.trace), dump(&file.trace));
    assert_eq!(again.trace.snapshots(), file.trace.snapshots());
    assert_eq!(again.clock, file.clock);
    assert_eq!(again.program.id, file.program.id);
    let sorted = |mut args: Vec<(String, String)>| {
        args.sort();
        args
    };
    assert_eq!(sorted(again.program.args.clone()), sorted(file.program.args.clone()));
    assert_eq!(again.program.source, file.program.source);
    assert_eq!(write(&again), text);
    assert!(serde_json::from_str::<serde_json::Value>(&text).is_ok());
}

#[test]
fn wall_times_threads_and_runs_are_kept() {
    let source = specimen();
    let mut trace = source.trace.clone();
    trace.clear_events();
    for (seq, mut event) in source.trace.events() {
        event.wall = Some(Micros(u64::from(seq.0) * 7));
        if matches!(event.kind, EventKind::Output { .. }) {
            (event.thread, event.run) = (3, 2);
        }
        trace.push(event);
    }
    let file = TraceFile { trace, clock: ClockKind::Real, ..source };
    let again = read(write(&file).as_bytes()).unwrap();
    assert_eq!(events(&again.trace), events(&file.trace));
    assert_eq!(again.clock, ClockKind::Real);
}

#[test]
fn a_record_has_the_first_version_with_all_its_kinds() {
    let version = |kinds: &[EventKind]| {
        let mut trace = Trace::new();
        let name = trace.intern("main");
        trace.intern_site("main.py", 1);
        let all = [&[EventKind::RunBegan { name }], kinds].concat();
        for kind in all {
            trace.push(Event { t: Micros::ZERO, thread: 0, run: 0, cause: None, wall: None, kind });
        }
        let text = write(&TraceFile { trace: trace.clone(), ..TraceFile::default() });
        assert_eq!(events(&read(text.as_bytes()).unwrap().trace), events(&trace));
        let version = text.split("\"version\":").nth(1).and_then(|rest| rest.chars().next());
        version.and_then(|digit| digit.to_digit(10)).expect("a version is written")
    };
    let turn = EventKind::Turn { ready: 1, timers: 0 };
    let created = |runs| EventKind::TaskCreated {
        task: TaskId(0),
        name: Text(0),
        parent: None,
        site: Site(0),
        runs,
        of_library: false,
    };
    assert_eq!(version(&[turn]), 1);
    assert_eq!(version(&[turn, EventKind::TurnsRepeated { turns: 9 }]), 3);
    assert_eq!(version(&[created(None)]), 1);
    assert_eq!(version(&[created(Some(Text(0)))]), 4);
    assert_eq!(version(&[created(None), EventKind::TurnsRepeated { turns: 9 }]), 3);
    let EventKind::TaskCreated { task, name, parent, site, runs, .. } = created(None) else { unreachable!() };
    assert_eq!(version(&[EventKind::TaskCreated { task, name, parent, site, runs, of_library: true }]), 5);
    let (connection, message, by) = (ConnectionId(1), MessageId(0), ConnectionEnd::Client);
    let (x, kind) = (Text(0), MessageKind::Request);
    let network = [
        EventKind::NameLookedUp { name: x, address: None, took: Micros::ZERO },
        EventKind::Listening { address: x },
        EventKind::ConnectionCreated { connection, from: x, to: x, host: Some(x), site: Some(Site(0)) },
        EventKind::ConnectionChanged { connection, state: ConnectionState::Reset },
        EventKind::ConnectionAccepted { connection },
        EventKind::BytesSent { connection, by, bytes: 9 },
        EventKind::BytesArrived { connection, at: ConnectionEnd::Server, bytes: 9 },
        EventKind::MessageBegan { message, connection, by, kind, line: Some(x) },
        EventKind::MessageEnded { message, bytes: 9 },
    ];
    assert_eq!(version(&network), 5);
    for (place, kind) in network.iter().enumerate() {
        assert_eq!(kind.place(), 33 + place);
    }
    assert_eq!(version(&[EventKind::NameLookedUp { name: x, address: Some(x), took: Micros(9) }]), 6);
    let by = Some(ConnectionId(1));
    let created = EventKind::ConnectionCreated { connection, from: x, to: x, host: None, site: None };
    let of_version_6 = [
        EventKind::ConnectionHeld { connection, by },
        EventKind::DatagramSent { datagram: DatagramId(0), from: x, to: x, bytes: 9 },
        EventKind::DatagramEnded { datagram: DatagramId(0), fate: DatagramFate::Lost },
    ];
    for (place, kind) in of_version_6.iter().enumerate() {
        assert_eq!(kind.place(), 42 + place);
    }
    assert_eq!(version(&[&[created][..], &of_version_6].concat()), 6);
    assert_eq!(version(&[created, EventKind::ConnectionHeld { connection, by: None }]), 6);
    let of_version_2 = write(&specimen());
    assert!(of_version_2.contains("\"version\":2") && !of_version_2.contains("turns_repeated"));
}

#[test]
fn a_file_keeps_the_texts_of_all_files_of_its_program() {
    let one = |name: &str, text: &str| ProgramFile { name: name.into(), text: text.into() };
    let files = vec![one("util/__init__.py", ""), one("menu.csv", "tea,1\n\"\u{fffd}\",2\r\n")];
    let mut file = specimen();
    assert!(!write(&file).contains("\"files\""));
    file.program.files = files.clone();
    let text = write(&file);
    assert!(text.contains("\"version\":4"));
    let again = read(text.as_bytes()).unwrap();
    assert_eq!((again.program.files, again.program.source), (files, file.program.source));
    // What is no file is passed over, as any member is that this version does not know.
    let odd = text.replacen("\"files\":[", "\"files\":[3,{\"name\":\"a\"},", 1);
    assert_eq!(read(odd.as_bytes()).unwrap().program.files.len(), 2);
}

#[test]
fn a_row_takes_about_twenty_bytes() {
    let run = run_exact(|| async {
        for _ in 0..2000 {
            sleep(0.001).await?;
        }
        Ok(())
    });
    let trace = run.trace().clone();
    let count = trace.len();
    let text = write(&TraceFile { trace, ..TraceFile::default() });
    assert!(text.len() < count * 25, "{} bytes an event", text.len() / count);
}

#[test]
fn what_is_no_record_is_refused_by_what_it_is() {
    for other in ["", "hello", "[]", "{}", "3", "{\"traceEvents\":[]}", "{\"format\":\"other\"}", "\u{feff}{}", "null"]
    {
        assert_eq!(read(other.as_bytes()).err(), Some(ReadError::NotATrace), "{other}");
    }
    let newer = "{\"format\":\"loopline-trace\",\"version\":9,\"all\":\"else may differ\"}";
    assert_eq!(read(newer.as_bytes()).err(), Some(ReadError::Newer { version: 9 }));
    let text = write(&specimen());
    let half = &text.as_bytes()[..text.len() / 2];
    assert!(matches!(read(half), Err(ReadError::Damaged { .. })));
    assert_eq!(read_up_to(text.as_bytes(), 10).err(), Some(ReadError::TooLarge { limit: 10 }));
    assert!(matches!(read(&[0xff, 0xfe, 0x00]), Err(ReadError::NotATrace)));
    assert!(matches!(read("[".repeat(100_000).as_bytes()), Err(ReadError::NotATrace)));
}

fn damage(from: &str, to: &str) -> String {
    let text = write(&specimen());
    assert!(text.contains(from), "{from} is in the file");
    match read(text.replacen(from, to, 1).as_bytes()) {
        Err(error) => error.to_string(),
        Ok(_) => panic!("{to} was read"),
    }
}

#[test]
fn damage_is_told_with_its_place() {
    assert_eq!(
        damage("\"events\":[[0,0,0,0,0]", "\"events\":[[0,0,0,0,99999]"),
        "this trace is damaged: there is no text 99999 (event 0)"
    );
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[99,0,0,0,0]").contains("there is no kind 99 (event 0)"));
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[0,0,0,1,0]").contains("a cause that is not before"));
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[0,-5,0,0,0]").contains("a time outside all time"));
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[0,0,0,0,0,0]").contains("a field too many"));
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[9,0,0,0,0]").contains("used before it is created"));
    assert!(damage("\"events\":[[0,0,0,0,0]", "\"events\":[[0,0.5,0,0,0]").contains("damaged"));
    assert!(damage("\"version\":2", "\"version\":0").contains("version"));
    assert!(damage("\"row\":\"kind dt thread back\"", "\"row\":\"kind\"").contains("schema"));
    assert!(damage("\"sites\":", "\"strings\":[],\"sites\":").contains("out of order"));
    assert!(damage("\"end\":{\"events\":", "\"end\":{\"events\":1").contains("number of events"));
    assert!(damage("\"clock\":\"virtual\"", "\"clock\":\"sundial\"").contains("clock"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever is done to a file: it is read, or refused, and what is read can be looked at.
    #[test]
    fn no_damage_makes_the_reader_panic(
        edits in proptest::collection::vec((any::<prop::sample::Index>(), 0..4u8, any::<u8>(), 0..12usize), 1..6)
    ) {
        thread_local!(static TEXT: Vec<u8> = write(&specimen()).into_bytes());
        let mut bytes = TEXT.with(Vec::clone);
        // Rows rather than the schema, which is compared as a whole.
        let start = bytes.windows(9).position(|window| window == b"\"strings\"").unwrap();
        for (at, how, byte, len) in edits {
            let at = start + at.index(bytes.len() - start - 20);
            match how {
                0 => bytes[at] = byte,
                1 => bytes[at] = b"0123456789,-[]"[byte as usize % 14],
                2 => drop(bytes.drain(at..at + len)),
                _ => {
                    let copy = bytes[at..at + len].to_vec();
                    bytes.splice(at..at, copy);
                }
            }
        }
        if let Ok(file) = read(&bytes) {
            let _ = dump(&file.trace);
            let _ = write(&file);
            let _ = loopline::reading::laws::check(&file.trace);
        }
    }
}

#[test]
fn notes_are_kept_by_the_version_that_has_them_and_are_checked() {
    let plain = specimen();
    let without = write(&plain);
    let events = plain.trace.len();
    let notes = vec![
        RecordNote { at: 0, text: "<b>здесь</b> \"начало\"".into() },
        RecordNote { at: events, text: "the end".into() },
    ];
    let text = write(&TraceFile { notes: notes.clone(), ..specimen() });
    assert!(text.contains("\"version\":7") && without.contains("\"version\":2"), "others are written as before");
    let file = read(text.as_bytes()).expect("a file");
    assert_eq!((file.notes, file.trace.len()), (notes, events));
    for wrong in ["[[1]]", "[[-1,\"x\"]]", "[[999999,\"x\"]]", "[[1,2]]", "{}", "[7]"] {
        let start = text.find(",\n\"notes\":").expect("notes");
        let end = text.find(",\n\"end\"").expect("an end");
        let damaged = format!("{},\n\"notes\":{wrong}{}", &text[..start], &text[end..]);
        let Some(ReadError::Damaged { what, .. }) = read(damaged.as_bytes()).err() else { panic!("{wrong} is read") };
        assert!(what.contains("notes"), "{wrong}: {what}");
    }
}

#[test]
fn a_record_of_a_changed_run_says_so_and_every_other_is_written_as_before() {
    let plain = specimen();
    let changes = vec!["line 12 #2 in работник: half".to_string(), "host api.example: 0.5 s".into()];
    let mut changed = specimen();
    changed.program.changes = changes.clone();
    let text = write(&changed);
    assert!(text.contains("\"version\":8") && !write(&plain).contains("changes"));
    assert_eq!(read(text.as_bytes()).expect("a file").program.changes, changes);
}
