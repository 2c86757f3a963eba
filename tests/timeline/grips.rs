//! Waits that can be changed, found in a record, and the places of their handles on the lanes.

use loopline::changes::{SetWait, SetWaitKind, WaitBook};
use loopline::clock::Micros;
use loopline::demos::{Args, CATALOGUE, Demo, find, program, run_changed};
use loopline::reading::spans::Spans;
use loopline::reading::{ChangeableWait, WaitLane, changeable_waits};
use loopline::timeline::grip_places::wait_places;
use loopline::timeline::lanes::{Lanes, RowFilter, RowStyle};
use loopline::timeline::layout::{NAMES_WIDTH, View, end, full_height};
use loopline::timeline::stacked::{self, ComparedRun};
use loopline::trace::{Recorder, Trace};

/// A demo's record with its waits; `None` for one in Python.
fn ran(demo: &Demo, args: Args) -> Option<(Trace, Vec<SetWait>)> {
    let run = run_changed(program(demo.id)?, args, WaitBook::new(demo.file, Vec::new()), Recorder::LIMIT);
    let waits = run.take_waits().expect("its waits").waits().to_vec();
    Some((run.trace().clone(), waits))
}

fn errands() -> (Trace, Vec<SetWait>) {
    let demo = find("errands").expect("a demo");
    let mut args = Args::defaults(demo);
    args.set(demo, "variant", "concurrent").expect("a variant");
    ran(demo, args).expect("a demo in Rust")
}

/// The waits as lines: name, lane, moments in milliseconds.
fn told(trace: &Trace, spans: &Spans, waits: &[ChangeableWait]) -> Vec<String> {
    let line = |wait: &ChangeableWait| {
        let lane = match wait.lane {
            WaitLane::Loop => "loop".into(),
            WaitLane::Task(place) => trace.text(spans.tasks[place].name).to_string(),
            WaitLane::Connection(place) => format!("connection {place}"),
        };
        format!("{} on {lane}: {} to {}", wait.place, wait.from.0 / 1000, wait.to.0 / 1000)
    };
    waits.iter().map(line).collect()
}

#[test]
fn the_waits_of_the_errands_lie_on_the_lanes_of_their_tasks() {
    let (trace, waits) = errands();
    let spans = Spans::new(&trace);
    let found = changeable_waits(&trace, &spans, &waits, false);
    assert_eq!(
        told(&trace, &spans, &found),
        [
            "line 46 #1 in main on main: 0 to 1000",
            "line 46 #2 in main on main: 1000 to 2000",
            "line 52 #1 in medicine on medicine: 1000 to 7000",
            "line 46 #3 in main on main: 2000 to 6000",
            "line 52 #1 in pizza on pizza: 2000 to 7000",
            "line 46 #4 in main on main: 7000 to 8000",
            "line 46 #5 in main on main: 8000 to 9000",
        ]
    );
}

#[test]
fn a_wait_that_is_found_begins_and_ends_when_the_engine_has_it_do_so() {
    let mut found_in = 0;
    for demo in CATALOGUE {
        let Some((trace, waits)) = ran(demo, Args::defaults(demo)) else { continue };
        let found = changeable_waits(&trace, &Spans::new(&trace), &waits, false);
        for wait in &found {
            let set = waits.iter().find(|set| set.place == wait.place).expect("the engine has set it");
            assert_eq!([wait.from, wait.to], [set.at, set.at + set.length], "{}: {}", demo.id, wait.place);
        }
        let ended =
            waits.iter().filter(|set| set.kind == SetWaitKind::Sleep && set.at + set.length <= trace.end_time());
        let sleeps = found.iter().filter(|wait| wait.kind == SetWaitKind::Sleep);
        assert!(sleeps.count() * 2 >= ended.count(), "{}: most sleeps are found", demo.id);
        found_in += usize::from(!found.is_empty());
    }
    assert!(found_in > 20, "{found_in} demos have waits that can be changed");
}

#[test]
fn waits_are_found_in_a_record_whose_moments_are_a_little_later() {
    let (trace, waits) = errands();
    let spans = Spans::new(&trace);
    let earlier: Vec<SetWait> =
        waits.iter().map(|wait| SetWait { at: wait.at - Micros(1_500).min(wait.at), ..wait.clone() }).collect();
    assert_eq!(changeable_waits(&trace, &spans, &earlier, false), changeable_waits(&trace, &spans, &waits, false));
}

#[test]
fn a_handle_stands_at_the_end_of_its_bar_and_a_place_left_of_it_is_a_shorter_wait() {
    let (trace, waits) = errands();
    let spans = Spans::new(&trace);
    let found = changeable_waits(&trace, &spans, &waits, false);
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let size = (900.0, full_height(&lanes));
    let view = View::fit(end(&trace, false), false, size, false, NAMES_WIDTH);
    let places = wait_places(&found, None, &lanes, &view);
    assert_eq!(places.len(), found.len());
    for (wait, place) in &places {
        let (_, x) = place.ends(found[*wait].length(), &view);
        assert!((x - view.scale.x(found[*wait].to.0 as f64)).abs() < 0.1);
        let shorter = place.length(x - 40.0, &view);
        assert!(shorter < found[*wait].length() && shorter.0 % 10_000 == 0, "{shorter}: a round length");
        assert_eq!(place.length(0.0, &view), Micros::ZERO);
    }
    let in_steps = View::fit(end(&trace, true), true, size, false, NAMES_WIDTH);
    assert!(wait_places(&found, None, &lanes, &in_steps).is_empty(), "steps have no length");
    let few = View::fit(1e12, false, size, false, NAMES_WIDTH);
    let rows = wait_places(&found, None, &lanes, &few);
    assert!(rows.iter().all(|(wait, place)| rows.iter().all(|(other, taken)| wait == other || place.y != taken.y)));
    assert!(wait_places(&found, Some(1), &lanes, &few).iter().any(|(wait, _)| *wait == 1), "the chosen one has room");
}

#[test]
fn of_two_runs_one_above_the_other_the_first_has_handles() {
    let (trace, waits) = errands();
    let spans = Spans::new(&trace);
    let found = changeable_waits(&trace, &spans, &waits, false);
    let runs = [ComparedRun::new("as it is", &trace, &spans), ComparedRun::new("changed", &trace, &spans)];
    let (places, view) = stacked::wait_places(&runs, (&found, Some(4)), (900.0, false));
    // The rows are lower than a finger: of two waits that end at one moment one has a handle.
    assert_eq!(places.iter().map(|(wait, _)| *wait).collect::<Vec<_>>(), [0, 1, 3, 5, 6, 4]);
    for (wait, place) in places {
        let WaitLane::Task(task) = found[wait].lane else { panic!("a task's") };
        let name = trace.text(spans.tasks[task].name);
        assert_eq!(stacked::name_at(&runs, false, place.y), Some(name));
        assert!(place.y < view.height / 2.0);
    }
}
