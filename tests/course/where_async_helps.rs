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
