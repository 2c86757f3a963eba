//! Runs with other waits on the page: what is asked for, in which order, and what is shown of it.

use std::cell::RefCell;
use std::rc::Rc;

use loopline::changes::{NewLength, WaitBook, WaitPlace};
use loopline::clock::Micros;
use loopline::demos::{program, run_changed};
use loopline::i18n::Lang;
use loopline::page::model::action::WhatIfAction;
use loopline::page::model::effect::{Effect, Runnable};
use loopline::page::model::record::Record;
use loopline::page::model::state::{Action, State, Theme};
use loopline::page::model::what_if::UnseenRun;
use loopline::trace::Recorder;

/// Carries out the unseen runs that an action asks for, until none is asked for any more; the changes of each stand in `asked`.
fn carried_out(state: Rc<State>, action: impl Into<Action>, asked: &mut Vec<String>) -> Rc<State> {
    let (mut state, mut effects) = state.reduce(action);
    while let Some(effect) = effects.into_iter().find(|effect| matches!(effect, Effect::RunUnseen(..))) {
        let Effect::RunUnseen(ticket, Runnable::Demo(demo, args), false, changes) = effect else {
            panic!("a demo is run, exactly");
        };
        asked.push(changes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
        let make = program(demo.id).expect("a demo in Rust");
        let run = run_changed(make, args, WaitBook::new(demo.file, changes), Recorder::LIMIT);
        let waits = run.take_waits().expect("its waits").waits().into();
        let record = Record::whole(Rc::new(RefCell::new(run.trace().clone())));
        (state, effects) = state.reduce(WhatIfAction::Ran(ticket, Ok(UnseenRun { record, waits })));
    }
    state
}

fn errands() -> Rc<State> {
    Rc::new(State::open("#/demo/errands?variant=sequential", Lang::En, Theme::Light))
}

#[test]
fn the_largest_waits_are_halved_one_after_another_and_the_best_is_chosen() {
    let mut asked = Vec::new();
    let state = carried_out(errands(), WhatIfAction::Try, &mut asked);
    assert_eq!(asked, ["", "line 52: half", "line 46: half", "line 52 in medicine: half", "line 52 in pizza: half"]);
    assert_eq!((state.what_if.progress(), state.what_if.ticket()), ((4, 4), None));
    assert_eq!(state.what_if.elapsed(), Some(Micros::from_millis(19_000)));
    let gains: Vec<_> = state.what_if.by_gain().iter().map(|tried| tried.elapsed.map(|time| time.0 / 1000)).collect();
    assert_eq!(gains, [Some(13_500), Some(15_000), Some(16_000), Some(16_500)]);
    assert_eq!(state.what_if.chosen, WaitPlace::read("line 52"));
}

#[test]
fn a_chosen_wait_runs_at_the_length_that_the_reader_says() {
    let mut asked = Vec::new();
    let place = WaitPlace::read("line 52 in pizza").expect("a place");
    let (state, _) = errands().reduce(WhatIfAction::Choose(place));
    let state = carried_out(state, WhatIfAction::Change(NewLength::ZERO), &mut asked);
    assert_eq!(asked, ["", "line 52 in pizza: zero"]);
    let changed = state.what_if.changed.clone().expect("the run");
    assert_eq!(
        changed.words(Lang::En).gain,
        "The run takes 14.00\u{a0}s instead of 19.00\u{a0}s: 5.00\u{a0}s (26%) less."
    );
    assert_eq!(
        changed.words(Lang::Ru).gain,
        "Выполнение занимает 14,00\u{a0}с вместо 19,00\u{a0}с: на 5,00\u{a0}с (26\u{a0}%) меньше."
    );
    assert!(!changed.words(Lang::En).difference.is_empty());
}

#[test]
fn a_stop_ends_the_runs_and_what_comes_too_late_is_dropped() {
    let (state, effects) = errands().reduce(WhatIfAction::Try);
    let Some(Effect::RunUnseen(ticket, ..)) = effects.into_iter().next() else { panic!("a run is asked for") };
    let (state, effects) = state.reduce(WhatIfAction::Stop);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StopUnseen)));
    let late = WhatIfAction::Ran(ticket, Err("late".into()));
    assert!(Rc::ptr_eq(&state.clone().reduce(late).0, &state));
}

#[test]
fn another_program_has_no_runs_yet() {
    let state = carried_out(errands(), WhatIfAction::Try, &mut Vec::new());
    let (state, _) = state
        .reduce(loopline::page::model::action::AddressAction::Go(loopline::page::model::route::read("#/demo/gather")));
    assert_eq!(state.what_if.progress(), (0, 0));
}
