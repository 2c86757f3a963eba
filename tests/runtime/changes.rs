//! Runs under changes of their waits: the changed length is what happens, what is recorded and what the program's clock shows.

use std::rc::Rc;

use loopline::changes::{WaitBook, WaitChange};
use loopline::clock::Micros;
use loopline::reading::{dump, laws};
use loopline::runtime::{
    EventLoop, ModelServices, Result, VirtualHost, block_for, call_later, compute, create_task, create_task_named,
    fetch, sleep, time, timeout, to_thread,
};
use loopline::trace::Recorder;

use crate::common::output;

/// Runs a program with a book of waits or without one.
fn run_with<F>(book: Option<WaitBook>, make: impl FnOnce() -> F) -> EventLoop
where
    F: Future<Output = Result<()>> + 'static,
{
    let event_loop =
        EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), Recorder::new(Recorder::LIMIT), make);
    if let Some(book) = book {
        event_loop.set_waits(book);
    }
    event_loop.drive(|| true);
    laws::check(&event_loop.trace()).unwrap_or_else(|broken| panic!("{broken}\n{}", dump(&event_loop.trace())));
    event_loop
}

/// Runs a program under changes, which name lines of this file.
fn changed<F>(changes: &[String], make: impl FnOnce() -> F) -> (EventLoop, WaitBook)
where
    F: Future<Output = Result<()>> + 'static,
{
    let changes = changes.iter().map(|text| WaitChange::read(text).expect("a change")).collect();
    let run = run_with(Some(WaitBook::new(file!(), changes)), make);
    let book = run.take_waits().expect("the run has a book");
    (run, book)
}

/// The elapsed time of a run in milliseconds.
fn millis(run: &EventLoop) -> u64 {
    run.trace().end_time().0 / 1000
}

#[test]
fn a_sleep_that_is_halved_ends_after_half_and_the_clock_of_the_program_shows_it() {
    let line = line!() + 3;
    let (run, _) = changed(&[format!("line {line}: half")], || async {
        // The line below is the one that is meant.
        sleep(1.8).await?;
        loopline::print!("{}", time());
        sleep(0.2).await
    });
    assert_eq!(output(&run.trace()), ["0.900000"]);
    assert_eq!(millis(&run), 1100);
}

#[test]
fn a_wait_is_meant_every_time_or_by_its_count_or_by_its_task() {
    let line = line!() + 1;
    let nap = || async { sleep(1.0).await };
    let program = move || async move {
        let other = create_task_named(nap(), "other");
        nap().await?;
        nap().await?;
        other.await
    };
    let elapsed = |change: String| millis(&changed(&[change], program).0);
    assert_eq!(elapsed(format!("line {line}: zero")), 0);
    assert_eq!(elapsed(format!("line {line} #1: zero")), 1000, "the first is of main");
    assert_eq!(elapsed(format!("line {line} in other: x5")), 5000);
    assert_eq!(elapsed(format!("line {line} #2 in main: 3 s")), 4000);
}

#[test]
fn calls_that_block_computing_timers_time_outs_threads_and_answers_are_waits_too() {
    let line = line!() + 2;
    let (run, book) = changed(&[], || async {
        block_for(0.1);
        compute(0.2).await?;
        let done = loopline::runtime::Event::new();
        let set = done.clone();
        call_later(0.3, move || set.set())?;
        done.wait().await?;
        timeout(5.0, async |_| sleep(0.4).await).await?;
        to_thread(async { loopline::runtime::blocking_io(0.5).await }).await?;
        fetch("data/users.json").response().await.map(drop)
    });
    let waits: Vec<String> =
        book.waits().iter().map(|wait| format!("{} {:?} {}", wait.place, wait.kind, wait.length)).collect();
    let expected = [
        format!("line {line} #1 in main Blocking 0.100000"),
        format!("line {} #1 in main Computing 0.200000", line + 1),
        format!("timer line {} #1 in main Timer 0.300000", line + 4),
        format!("timeout line {} #1 in main TimeOut 5.000000", line + 6),
        format!("line {} #1 in main Sleep 0.400000", line + 6),
        format!("line {} #1 in thread-1 Blocking 0.500000", line + 7),
        "host data/users.json Answer 0.060000".into(),
    ];
    assert_eq!(waits, expected);
    assert_eq!(millis(&run), 1560);
}

#[test]
fn a_time_out_that_is_shortened_ends_what_it_limits() {
    let line = line!() + 2;
    let (run, _) = changed(&[format!("timeout line {line}: 0.1 s")], || async {
        let slept = timeout(1.0, async |_| sleep(0.5).await).await;
        loopline::print!("{slept:?} at {}", time());
        Ok(())
    });
    assert_eq!(output(&run.trace()), ["Err(Timeout) at 0.100000"]);
}

#[test]
fn a_run_without_a_change_that_notes_its_waits_has_the_same_record() {
    let program = || async {
        let task = create_task(async { sleep(1.0).await });
        compute(0.5).await?;
        task.await
    };
    let (noted, _) = changed(&[], program);
    assert_eq!(dump(&noted.trace()), dump(&run_with(None, program).trace()));
    // The loop is busy with the computing before the task can begin to sleep.
    assert_eq!(noted.now(), Micros::from_millis(1500));
}
