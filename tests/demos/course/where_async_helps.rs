//! Chapter "Where async helps, and where not".

use super::*;

/// The last line that is printed.
fn last(id: &str, set: &[(&str, &str)]) -> String {
    output(id, set).pop().unwrap_or_default()
}

#[test]
fn threads_gain_by_waiting_and_by_native_code_and_not_by_computing_under_the_gil() {
    assert_eq!(last("threads-gil", &[]), "0.22 0.220 s of work in 0.220 s: 1.0 times as fast as one thread");
    assert_eq!(
        last("threads-gil", &[("variant", "waiting")]),
        "0.12 0.220 s of work in 0.115 s: 1.9 times as fast as one thread"
    );
    assert_eq!(
        last("threads-gil", &[("variant", "native")]),
        "0.12 0.220 s of work in 0.115 s: 1.9 times as fast as one thread"
    );
    // The more threads, the more of it; the lock's interval changes who waits, not how long it takes.
    assert_eq!(
        last("threads-gil", &[("threads", "4"), ("interval", "0.05")]),
        "0.44 0.440 s of work in 0.440 s: 1.0 times as fast as one thread"
    );
    assert_eq!(
        last("threads-gil", &[("threads", "4"), ("variant", "native")]),
        "0.12 0.440 s of work in 0.125 s: 3.5 times as fast as one thread"
    );
}

#[test]
fn threads_that_wait_between_reading_and_writing_lose_updates_unless_a_lock_keeps_them_apart() {
    let threads = |variant| output("threads-gil", &[("variant", variant), ("threads", "3")]);
    let lost =
        ["0.10 thread 1: 0 + 1 = 1", "0.10 thread 2: 0 + 1 = 1", "0.10 thread 3: 0 + 1 = 1", "0.10 the number: 1 of 3"];
    assert_eq!(threads("lost-update"), lost);
    let locked =
        ["0.10 thread 1: 0 + 1 = 1", "0.20 thread 2: 1 + 1 = 2", "0.30 thread 3: 2 + 1 = 3", "0.30 the number: 3 of 3"];
    assert_eq!(threads("locked"), locked);
    let calls = |variant| -> Vec<String> {
        let lines = output("to-thread", &[("variant", variant)]);
        assert_eq!(lines.iter().filter(|line| line.contains("tick")).count(), 10);
        lines.into_iter().filter(|line| !line.contains("tick")).collect()
    };
    assert_eq!(calls("lost-update"), ["1.50 first: 0 + 1 = 1", "1.50 second: 0 + 1 = 1", "1.50 the number: 1 of 2"]);
    assert_eq!(calls("locked"), ["1.50 first: 0 + 1 = 1", "2.70 second: 1 + 1 = 2", "2.70 the number: 2 of 2"]);
}

#[test]
fn computing_in_tasks_takes_as_long_and_is_fair_only_with_sleep_0() {
    let straight = [
        "1.00 task 1 is done",
        "2.00 task 2 is done",
        "2.00 2.0 s of computing took 2.0 s",
        "2.00 tick 1, 1.80 s late",
        "2.20 tick 2, 0.00 s late",
    ];
    assert_eq!(output("cpu-in-async", &[])[..5], straight);
    let yielding = output("cpu-in-async", &[("variant", "yielding")]);
    assert_eq!(yielding[0], "0.28 tick 1, 0.08 s late");
    // Each is done late, since each gave way to the other; together they take as long.
    assert_eq!(yielding[5..], ["2.00 task 1 is done", "2.00 task 2 is done", "2.00 2.0 s of computing took 2.0 s"]);
}

#[test]
fn a_thread_keeps_a_blocking_call_out_of_the_loops_way_and_is_not_cancelled() {
    let lines = output("to-thread", &[]);
    let ticks: Vec<_> = lines.iter().filter(|line| line.contains("tick")).cloned().collect();
    let on_time: Vec<_> = (1..=10).map(|i| format!("{:.2} tick {i}", f64::from(i) * 0.2)).collect();
    assert_eq!(ticks, on_time);
    let job: Vec<_> = lines.iter().filter(|line| !line.contains("tick")).cloned().collect();
    assert_eq!(
        job,
        ["0.30 request", "1.50 the thread has the answer", "1.50 some logic with 42", "1.60 saved"],
        "as long as the blocking version"
    );
    let given_up = record("to-thread", &[("variant", "given-up"), ("request", "5")]);
    let job: Vec<_> = printed(&given_up).into_iter().filter(|line| !line.contains("tick")).collect();
    assert_eq!(job, ["0.30 request", "0.80 gave up waiting", "5.30 the thread has the answer"]);
    assert_eq!(given_up.end_time().seconds(), 5.3, "the run waits for its thread");
}

#[test]
fn tasks_help_who_waits_and_workers_who_compute() {
    let times = |kind| -> Vec<String> {
        let lines = output("workloads", &[("variant", kind)]);
        lines.iter().filter_map(|line| Some(line.split_once(' ')?.1.to_string())).collect()
    };
    assert_eq!(times("cpu"), ["one after another: 0.80 s", "tasks: 0.80 s", "threads: 0.80 s", "workers: 0.25 s"]);
    assert_eq!(times("io"), ["one after another: 0.80 s", "tasks: 0.20 s", "threads: 0.20 s", "workers: 0.25 s"]);
    assert_eq!(times("memory"), ["one after another: 0.80 s", "tasks: 0.80 s", "threads: 0.40 s", "workers: 0.45 s"]);
}

#[test]
fn a_thread_costs_a_dozen_tasks_and_a_pool_makes_the_others_wait() {
    let tasks = ["1.00 100 waits of 1 s are done after 1.000 s", "1.00 100 tasks: 0.1 MB", "1.00 10000 tasks: 12.5 MB"];
    assert_eq!(output("resources", &[]), tasks);
    let threads = [
        "1.01 100 waits of 1 s are done after 1.008 s",
        "1.01 100 threads: 1.6 MB, and 0.8 GB of addresses reserved",
        "1.01 10000 threads: 165.0 MB, and 84.0 GB of addresses reserved",
    ];
    assert_eq!(output("resources", &[("variant", "threads")]), threads);
    let pool = [
        "4.00 100 waits of 1 s are done after 4.000 s",
        "4.00 32 threads: 0.5 MB, and 0.3 GB of addresses reserved",
        "4.00 10000 waits would take 313 s",
    ];
    assert_eq!(output("resources", &[("variant", "pool")]), pool);
    // The most that the limits allow.
    for variant in ["tasks", "threads", "pool"] {
        assert!(record("resources", &[("variant", variant), ("count", "700")]).len() < 20_000, "{variant}");
    }
}

#[test]
fn more_workers_find_the_same_primes_in_less_time() {
    let lines = ["0.35 1 at work: 216816 primes in 0.352 s", "0.49 4 at work: 216816 primes in 0.137 s"];
    assert_eq!(output("workers", &[]), lines);
    let record = record("workers", &[("workers", "2")]);
    let threads = record.events().map(|(_, event)| event.thread).max();
    assert_eq!(threads, Some(3), "each worker has a thread of its own: one at first, then two");
    // Starting takes its time too, and the part with the largest numbers takes longest.
    let last = |workers: &str| output("workers", &[("workers", workers)]).pop();
    assert_eq!(last("16").as_deref(), Some("0.41 16 at work: 216816 primes in 0.058 s"));
}
