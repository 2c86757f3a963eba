//! Several runs side by side: which, their records, their picture.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, CATALOGUE, find, run_to_end, run_up_to};
use loopline::i18n::{Lang, TimelineWords};
use loopline::page::model::action::{AddressAction, PlaybackAction, RunAction};
use loopline::page::model::comparing::{Compared, ComparedSide, comparable, sides};
use loopline::page::model::route::{Route, read, write};
use loopline::page::model::state::{Action, Phase, Record, State, Theme};
use loopline::timeline::layout::Playhead;
use loopline::timeline::scene::{Paint, Scene, Shape};
use loopline::timeline::stacked::{ComparedRun, by_steps, compare, height, name_at, told};
use loopline::timeline::stamp::{MIN_STEP_DISTANCE, miniature};
use loopline::trace::Status;

fn run(side: ComparedSide) -> (ComparedSide, Record) {
    let trace = run_to_end(side.demo, side.args.clone()).record();
    (side, Record::whole(trace))
}

fn compared(id: &str) -> Compared {
    let demo = find(id).unwrap_or_else(|| panic!("no demo {id}"));
    let sides = sides(&Route::Demo(demo), Some(&Args::defaults(demo)));
    Compared::of(sides.into_iter().map(run).collect()).expect("it has runs to compare")
}

fn with_runs<T>(compared: &Compared, lang: Lang, look: impl FnOnce(&[ComparedRun]) -> T) -> T {
    let borrowed: Vec<_> = compared
        .runs()
        .iter()
        .map(|run| (run.title.pick(lang), run.record.trace.borrow(), run.record.spans()))
        .collect();
    let runs: Vec<ComparedRun> =
        borrowed.iter().map(|(title, trace, spans)| ComparedRun::new(title, trace, spans)).collect();
    look(&runs)
}

fn drawn(compared: &Compared, lang: Lang, width: f64) -> (Scene, Vec<String>) {
    let words = TimelineWords(lang);
    let head = Playhead { count: 1, at: Micros::ZERO };
    with_runs(compared, lang, |runs| {
        let scene = compare(runs, (width, width < 520.0), Some(head), None, &words);
        assert_eq!(scene.size, (width, height(runs, width < 520.0)));
        (scene, runs.iter().map(|run| told(run, &words)).collect())
    })
}

fn texts(scene: &Scene) -> Vec<&str> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text { text, .. } => Some(text.as_str()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn errands_stand_side_by_side_with_what_each_took_and_gained() {
    let (scene, told) = drawn(&compared("errands"), Lang::En, 1000.0);
    let expected = [
        "One after another: 19.00\u{a0}s, gain 1.0×",
        "Concurrent: 9.00\u{a0}s, gain 2.1×",
        "Parallel: 9.00\u{a0}s, gain 2.1×",
        "Asynchronous: 8.00\u{a0}s, gain 2.4×",
    ];
    assert_eq!(told, expected);
    assert_eq!(texts(&scene).iter().filter(|text| text.ends_with("sooner")).count(), 3);
    let (scene, _) = drawn(&compared("errands"), Lang::Ru, 400.0);
    assert!(texts(&scene).contains(&"выигрыш 2,4×"));
}

#[test]
fn every_demo_that_can_be_compared_is_drawn_at_every_width() {
    let mut count = 0;
    for demo in CATALOGUE.iter().filter(|demo| comparable(demo)) {
        let compared = compared(demo.id);
        assert!(compared.runs().len() > 1, "{}", demo.id);
        for width in [320.0, 1100.0] {
            let (scene, _) = drawn(&compared, Lang::Ru, width);
            for shape in &scene.shapes {
                if let Shape::Fill { x, y, w, h, .. } = shape {
                    assert!([x, y, w, h].into_iter().all(|n| n.is_finite()) && *y <= scene.size.1, "{}", demo.id);
                }
            }
        }
        count += 1;
    }
    assert!(count >= 10, "{count} demos");
}

#[test]
fn a_task_that_is_pointed_at_is_lit_up_in_every_run_that_has_one_of_its_name() {
    let words = TimelineWords(Lang::En);
    with_runs(&compared("errands"), Lang::En, |runs| {
        for narrow in [false, true] {
            let width = if narrow { 400.0 } else { 1000.0 };
            let named: Vec<&str> =
                (0..height(runs, narrow) as u32).filter_map(|y| name_at(runs, narrow, f64::from(y))).collect();
            assert!(named.contains(&"main"));
            for name in named {
                let bearers = runs.iter().flat_map(|run| run.spans.tasks.iter().map(|task| run.trace.text(task.name)));
                let scene = compare(runs, (width, narrow), None, Some(name), &words);
                let lit =
                    |shape: &&Shape| matches!(shape, Shape::Fill { x: 0.0, w, paint: Paint::Wash, .. } if *w == width);
                assert_eq!(scene.shapes.iter().filter(lit).count(), bearers.filter(|other| *other == name).count());
            }
        }
    });
    assert_eq!(with_runs(&compared("errands"), Lang::En, |runs| name_at(runs, false, 2.0).map(String::from)), None);
}

#[test]
fn the_playhead_moves_along_the_longest_run() {
    let compared = compared("errands");
    assert_eq!(compared.longest().trace.borrow().end_time(), Micros::from_millis(19_000));
    let turns = self::compared("turns");
    let traces: Vec<_> = turns.runs().iter().map(|run| run.record.trace.borrow().len()).collect();
    assert_eq!(Some(&turns.longest().len), traces.iter().max());
    let run = &turns.runs()[0];
    let (trace, spans) = (run.record.trace.borrow(), run.record.spans());
    assert!(by_steps(&[ComparedRun::new(run.title.pick(Lang::En), &trace, &spans)]));
}

#[test]
fn requests_one_by_one_and_together_are_compared_with_the_same_delay() {
    let demo = find("http-gather").expect("it is in the course");
    let mut args = Args::defaults(demo);
    assert_eq!(args.set(demo, "delay", "0.5"), Ok(()));
    let sides = sides(&Route::Demo(demo), Some(&args));
    assert_eq!(sides.iter().map(|side| side.demo.id).collect::<Vec<_>>(), ["http-sequential", "http-gather"]);
    assert!(sides.iter().all(|side| side.args.seconds("delay") == 0.5));
}

#[test]
fn an_address_keeps_that_runs_are_compared() {
    let demo = find("errands").expect("it is in the course");
    let address = read("#/demo/errands?variant=all&pizza=3");
    assert!(address.comparing && address.refused.is_empty());
    let args = address.args.expect("a demo has parameters");
    assert_eq!(write(demo, &args, true), "#/demo/errands?variant=all&pizza=3");
    let alone = read("#/demo/hello?variant=all");
    assert!(!alone.comparing && alone.refused.len() == 1, "hello has nothing to be compared with");
}

#[test]
fn compared_runs_are_played_together_and_left_for_one_of_them() {
    let open = |hash| Rc::new(State::open(hash, Lang::En, Theme::System));
    let state = open("#/demo/errands?variant=all");
    assert!(state.compares());
    let state = state.reduce(Action::Run(RunAction::Compared(compared("errands")))).0;
    assert_eq!(
        (state.run.phase, state.playback.at, state.playback.playing),
        (Phase::Ended(Status::Returned), Micros::from_millis(19_000), false)
    );
    let state = state
        .reduce(Action::Run(RunAction::Run))
        .0
        .reduce(Action::Playback(PlaybackAction::Tick(Micros::from_millis(1500))))
        .0;
    assert_eq!((state.playback.at, state.playback.playing, state.run.ticket), (Micros::from_millis(1500), true, 0));
    let state = state.reduce(Action::Address(AddressAction::Set("variant", "parallel".into()))).0;
    assert!(!state.compares() && state.run.compared.is_none() && state.run.record.is_none());
    let state = state.reduce(Action::Address(AddressAction::Compare(true))).0;
    assert!(state.compares());
    assert!(open("").compares(), "the front page has its own three runs");
}

#[test]
fn a_miniature_has_a_line_for_each_of_a_demos_first_tasks() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        let run = run_up_to(demo, Args::defaults(demo), 3000);
        let spans = loopline::reading::spans::Spans::new(&run.trace());
        let lives = miniature(&run.trace(), &spans);
        assert!((1..=6).contains(&lives.len()), "{}", demo.id);
        for life in lives {
            assert!(0.0 <= life.from && life.from <= life.to && life.to <= 1.0, "{}: {life:?}", demo.id);
            assert!(life.steps.windows(2).all(|pair| pair[1] - pair[0] >= MIN_STEP_DISTANCE), "{}", demo.id);
        }
    }
}
