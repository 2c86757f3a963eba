//! A record that is sent while it grows arrives as it is.

use std::rc::Rc;

use loopline::demos::{Args, all, program};
use loopline::runtime::{EventLoop, ModelServices, VirtualHost};
use loopline::trace::file::{BatchReceiver, BatchSender, ClockKind, ProgramInfo, ReadError, write_record};
use loopline::trace::{Recorder, Trace};

fn file(trace: &Trace) -> String {
    write_record(&ProgramInfo::default(), ClockKind::Virtual, trace)
}

/// The batches of the demo `queue`, one before each turn and one at its end, and its record.
fn batches() -> (Vec<String>, Trace) {
    let demo = all().find(|demo| demo.id == "queue").expect("the demo is there");
    let (run, batches) = sent(demo);
    (batches, run.trace().clone())
}

fn sent(demo: &'static loopline::demos::Demo) -> (EventLoop, Vec<String>) {
    let (host, services) = (Rc::new(VirtualHost::default()), Rc::new(ModelServices));
    let make = program(demo.id).expect("every demo has a program");
    let run = EventLoop::new(host, services, Recorder::new(20_000), || make(Args::defaults(demo)));
    let (mut sending, mut batches) = (BatchSender::default(), Vec::new());
    run.drive(|| {
        batches.extend(sending.batch(&run.trace()));
        true
    });
    batches.extend(sending.batch(&run.trace()));
    assert_eq!(sending.batch(&run.trace()), None, "nothing is sent twice");
    (run, batches)
}

#[test]
fn every_demo_arrives_whole_when_it_is_sent_turn_by_turn() {
    for demo in all() {
        let (run, batches) = sent(demo);
        let mut receiving = BatchReceiver::default();
        for batch in &batches {
            receiving.take(batch.as_bytes()).unwrap();
        }
        assert_eq!(file(&receiving.trace().borrow()), file(&run.trace()), "{}", demo.id);
    }
}

#[test]
fn what_has_arrived_is_there_before_the_rest() {
    let (batches, whole) = batches();
    let mut receiving = BatchReceiver::default();
    let mut known = 0;
    for batch in batches {
        receiving.take(batch.as_bytes()).unwrap();
        let trace = receiving.trace().borrow();
        assert!(trace.len() > known);
        known = trace.len();
        let last = trace.last().unwrap();
        assert_eq!(trace.event(last), whole.event(last));
    }
    assert_eq!(known, whole.len());
}

#[test]
fn a_batch_that_is_lost_is_noticed_and_nothing_follows_on_it() {
    let (batches, _) = batches();
    let mut receiving = BatchReceiver::default();
    receiving.take(batches[0].as_bytes()).unwrap();
    assert!(matches!(receiving.take(batches[2].as_bytes()), Err(ReadError::Damaged { .. })));
    let error = receiving.take(batches[1].as_bytes()).unwrap_err().to_string();
    assert_eq!(error, "this trace is damaged: a part before it is damaged (events)");
}

#[test]
fn what_is_no_batch_is_refused() {
    let (batches, whole) = batches();
    let cut = &batches[0][..batches[0].len() - 3];
    for bad in ["", "{}", "[]", "null", "{\"strings\":[]}", cut, &file(&whole)] {
        assert!(BatchReceiver::default().take(bad.as_bytes()).is_err(), "{bad}");
    }
}
