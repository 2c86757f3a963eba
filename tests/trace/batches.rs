//! A record that is sent while it grows arrives as it is.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, all, all_in_rust, program};
use loopline::runtime::{EventLoop, ModelServices, VirtualHost};
use loopline::trace::file::{BatchReceiver, BatchSender, ClockKind, ProgramInfo, ReadError, write_record};
use loopline::trace::{Event, EventKind, Recorder, Status, TimerId, Trace};

fn file(trace: &Trace) -> String {
    write_record(&ProgramInfo::default(), ClockKind::Virtual, trace)
}

/// The batches of the demo `queue`, one before each turn and one at its end, and its record.
fn batches() -> (Vec<Vec<u8>>, Trace) {
    let demo = all().find(|demo| demo.id == "queue").expect("the demo is there");
    let (run, batches) = sent(demo);
    (batches, run.trace().clone())
}

fn sent(demo: &'static loopline::demos::Demo) -> (EventLoop, Vec<Vec<u8>>) {
    let (host, services) = (Rc::new(VirtualHost::default()), Rc::new(ModelServices));
    let make = program(demo.id).expect("the demo has a program in Rust");
    let run = EventLoop::new(host, services, Recorder::new(20_000), || make(Args::defaults(demo)));
    let (mut sending, mut batches) = (BatchSender::default(), Vec::new());
    run.drive(|| {
        batches.extend(sending.batch(&run.trace(), usize::MAX));
        true
    });
    batches.extend(sending.batch(&run.trace(), usize::MAX));
    assert_eq!(sending.batch(&run.trace(), usize::MAX), None, "nothing is sent twice");
    (run, batches)
}

#[test]
fn every_demo_arrives_whole_when_it_is_sent_turn_by_turn() {
    for demo in all_in_rust() {
        let (run, batches) = sent(demo);
        let mut receiving = BatchReceiver::default();
        for batch in &batches {
            receiving.take(batch).unwrap();
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
        receiving.take(&batch).unwrap();
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
    receiving.take(&batches[0]).unwrap();
    assert!(matches!(receiving.take(&batches[2]), Err(ReadError::Damaged { .. })));
    let error = receiving.take(&batches[1]).unwrap_err().to_string();
    assert_eq!(error, "this trace is damaged: a part before it is damaged (events)");
}

#[test]
fn what_is_no_batch_is_refused() {
    let (batches, whole) = batches();
    let first = &batches[0];
    for cut in 0..first.len() {
        assert!(BatchReceiver::default().take(&first[..cut]).is_err(), "{cut} bytes of {}", first.len());
    }
    let longer: Vec<u8> = first.iter().copied().chain([0]).collect();
    let endless = [0xff; 40];
    for bad in [&longer[..], &endless, file(&whole).as_bytes(), &[0, 2, 200, 1], &[0, 2, 2, 0xff]] {
        assert!(BatchReceiver::default().take(bad).is_err(), "{bad:?}");
    }
}

#[test]
fn a_long_record_is_sent_a_few_entries_at_a_time() {
    for demo in all_in_rust() {
        let (run, _) = sent(demo);
        let (mut sending, mut receiving, mut known) = (BatchSender::default(), BatchReceiver::default(), 0);
        while let Some(batch) = sending.batch(&run.trace(), 7) {
            receiving.take(&batch).unwrap();
            let now = receiving.trace().borrow().len();
            assert!(now <= known + 7, "{now} events after {known}");
            known = now;
        }
        assert!(sending.has_sent_all(&run.trace()));
        assert_eq!(file(&receiving.trace().borrow()), file(&run.trace()), "{}", demo.id);
    }
}

#[test]
fn wall_times_and_moments_without_end_arrive() {
    let mut trace = Trace::new();
    let name = trace.intern("main");
    let event = |t, wall, kind| Event { t: Micros(t), thread: 0, run: 0, cause: None, wall: Some(Micros(wall)), kind };
    trace.push(event(0, 7, EventKind::RunBegan { name }));
    trace.push(event(3, 900, EventKind::TimerSet { timer: TimerId(0), due: Micros::NEVER, what: name }));
    let mut receiving = BatchReceiver::default();
    let mut sending = BatchSender::default();
    receiving.take(&sending.batch(&trace, usize::MAX).unwrap()).unwrap();
    trace.push(event(4, 901, EventKind::RunEnded { status: Status::Returned }));
    receiving.take(&sending.batch(&trace, usize::MAX).unwrap()).unwrap();
    let arrived: Vec<Event> = receiving.trace().borrow().events().map(|(_, event)| event).collect();
    assert_eq!(arrived, trace.events().map(|(_, event)| event).collect::<Vec<_>>());

    let mut without = BatchSender::default();
    let mut other = Trace::new();
    other.intern("main");
    for _ in 0..4 {
        other.push(Event { wall: None, ..event(9, 0, EventKind::RunBegan { name }) });
    }
    // As if it were the second batch of a record with wall times.
    without.batch(&other, 1);
    let error = receiving.take(&without.batch(&other, 1).unwrap()).unwrap_err().to_string();
    assert_eq!(error, "this trace is damaged: wall times of some events only (event 3)");
}
