//! Runs with other waits on the page: what is asked for, in which order, and what is shown of it.

use std::cell::RefCell;
use std::rc::Rc;

use loopline::changes::{NewLength, WaitBook, WaitPlace};
use loopline::clock::Micros;
use loopline::demos::{program, run_changed, start_up_to};
use loopline::i18n::Lang;
use loopline::page::derived::unseen_search::UnseenSearch;
use loopline::page::model::action::{RunAction, WhatIfAction, WorkspaceAction};
use loopline::page::model::effect::{Effect, Runnable};
use loopline::page::model::record::Record;
use loopline::page::model::state::{Action, Analysis, State, Theme};
use loopline::page::model::what_if::UnseenRun;
use loopline::trace::Recorder;

/// Carries out the unseen runs that an action asks for, until none is asked for any more; the changes of each stand in `asked`.
fn carried_out(state: Rc<State>, action: impl Into<Action>, asked: &mut Vec<String>) -> Rc<State> {
    let (mut state, mut effects) = state.reduce(action);
    let is_ours = |effect: &Effect| matches!(effect, Effect::RunUnseen(..) | Effect::WorkOut(..));
    while let Some(effect) = effects.into_iter().find(is_ours) {
        let (ticket, demo, args, changes) = match effect {
            Effect::RunUnseen(ticket, Runnable::Demo(demo, args), false, changes) => (ticket, demo, args, changes),
            Effect::WorkOut(ticket, work) => {
                let result = UnseenSearch::new(*work).finish();
                (state, effects) = state.reduce(WhatIfAction::WorkedOut(ticket, result));
                continue;
            }
            _ => panic!("a demo is run, exactly"),
        };
        asked.push(changes.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
        let make = program(demo.id).expect("a demo in Rust");
        let run = run_changed(make, args, WaitBook::new(demo.file, changes), Recorder::LIMIT);
        let waits = run.take_waits().expect("its waits").waits().into();
        let record = Record::whole(Rc::new(RefCell::new(run.trace().clone())));
        (state, effects) = state.reduce(WhatIfAction::Ran(ticket, Ok(UnseenRun { record, waits, writing: None })));
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
    assert_eq!(
        asked,
        ["", "line 52 in pizza: zero", ""],
        "last the demo with half the pizza, to see whose length that is"
    );
    assert_eq!(state.what_if.param, Some(("pizza", 0.0)));
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

/// The state in which the errands have run and the tab is open, and what was asked for by that.
fn opened(asked: &mut Vec<String>) -> Rc<State> {
    carried_out(ran_errands(), WorkspaceAction::Analysis(Analysis::WhatIf), asked)
}

/// The state in which the errands have run.
fn ran_errands() -> Rc<State> {
    let (mut state, effects) = errands().reduce(RunAction::Run);
    let run = effects.into_iter().find_map(|effect| match effect {
        Effect::Run(_, run) => Some(run),
        _ => None,
    });
    let Some(Runnable::Demo(demo, args)) = run.map(|run| run.program) else { panic!("a demo is run") };
    let run = start_up_to(demo, args, Recorder::LIMIT);
    run.drive(|| true);
    let trace = run.trace().clone();
    let (len, status) = (trace.len(), trace.status());
    for action in [RunAction::Started(Rc::new(RefCell::new(trace))), RunAction::Grown(len, Micros::ZERO, status)] {
        state = state.reduce(action).0;
    }
    state
}

#[test]
fn opening_the_tab_looks_for_the_waits_once() {
    let mut asked = Vec::new();
    let state = opened(&mut asked);
    assert_eq!(asked, [""]);
    assert!(!state.what_if.waits.is_empty() && !state.what_if.has_tried);
    let (looking, _) = ran_errands().reduce(WorkspaceAction::Analysis(Analysis::WhatIf));
    assert!(looking.what_if.is_looking() && looking.may_change_wait(), "nothing is held up by that");
    let (trying, _) = looking.reduce(WhatIfAction::Try);
    assert!(!trying.what_if.is_looking() && trying.what_if.ticket().is_some(), "its run is the first of the tries");
    let state = carried_out(state, WorkspaceAction::Analysis(Analysis::Why), &mut asked);
    carried_out(state, WorkspaceAction::Analysis(Analysis::WhatIf), &mut asked);
    assert_eq!(asked, [""]);
}

#[test]
fn a_length_that_is_dragged_is_run_in_place_of_the_run_that_goes_on() {
    let mut asked = Vec::new();
    let state = opened(&mut asked);
    let place = WaitPlace::read("line 52 #1 in pizza").expect("a place");
    let set = |seconds: f64| WhatIfAction::Set(place.clone(), NewLength::Exact(Micros((seconds * 1e6) as u64)));
    let (state, _) = state.reduce(set(3.0));
    assert_eq!(state.what_if.new_length(&place).map(|length| length.to_string()).as_deref(), Some("3 s"));
    let stops = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::StopUnseen));
    assert!(stops(&state.clone().reduce(set(2.0)).1));
    asked.clear();
    let state = carried_out(state, set(2.0), &mut asked);
    assert_eq!(asked, ["line 52 #1 in pizza: 2 s", ""]);
    assert_eq!(state.what_if.chosen.as_ref(), Some(&place));
    assert_eq!(state.what_if.new_length(&place).map(|length| length.to_string()).as_deref(), Some("2 s"));
    assert!(state.changed_pair().is_some());
}

#[test]
fn the_state_waits_for_what_is_worked_out_and_shows_nothing_of_work_that_it_waits_for_no_more() {
    let place = WaitPlace::read("line 52 #1 in pizza").expect("a place");
    let set = |length: NewLength| WhatIfAction::Set(place.clone(), length);
    let state = opened(&mut Vec::new());
    let shown = carried_out(state, set(NewLength::HALF), &mut Vec::new());
    let (mut state, mut effects) = shown.reduce(set(NewLength::ZERO));
    let mut works = Vec::new();
    for length in [NewLength::ZERO, NewLength::DOUBLE] {
        let Some(Effect::RunUnseen(ticket, Runnable::Demo(demo, args), _, changes)) =
            effects.into_iter().find(|effect| matches!(effect, Effect::RunUnseen(..)))
        else {
            panic!("a run is asked for")
        };
        let run =
            run_changed(program(demo.id).expect("in Rust"), args, WaitBook::new(demo.file, changes), Recorder::LIMIT);
        let record = Record::whole(Rc::new(RefCell::new(run.trace().clone())));
        let (next, asked) =
            state.reduce(WhatIfAction::Ran(ticket, Ok(UnseenRun { record, waits: Rc::default(), writing: None })));
        let Some(Effect::WorkOut(ticket, work)) = asked.into_iter().next() else { panic!("work is asked for") };
        assert_eq!(next.what_if.ticket(), Some(ticket), "the state waits for it");
        assert_eq!(next.what_if.new_length(&place), Some(length));
        works.push((ticket, UnseenSearch::new(*work).finish()));
        (state, effects) = next.reduce(set(NewLength::DOUBLE));
    }
    let stale = works.into_iter().map(|(ticket, result)| WhatIfAction::WorkedOut(ticket, result));
    for late in stale {
        let (next, _) = state.clone().reduce(late);
        assert!(Rc::ptr_eq(&next, &state), "what comes too late is dropped");
    }
}

#[test]
fn a_parameter_that_has_the_value_of_a_wait_is_its_length_only_if_the_demo_says_so() {
    let place = WaitPlace::read("line 46 #1 in main").expect("a place");
    let set = || WhatIfAction::Set(place.clone(), NewLength::HALF);
    let mut asked = Vec::new();
    let state = carried_out(errands(), set(), &mut asked);
    assert_eq!((asked.len(), state.what_if.param), (2, None), "no parameter is a second");
    let same = Rc::new(State::open("#/demo/errands?variant=sequential&pizza=1", Lang::En, Theme::Light));
    asked.clear();
    let state = carried_out(same, set(), &mut asked);
    assert_eq!((asked.len(), state.what_if.param), (3, None), "the pizza is, and that wait is another");
}
