//! The tab *Values* without a browser: which runs are repeated for it and when, and what is shown of them.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, find, run_to_end};
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::inspection::{InspectedFrame, InspectedMoment, InspectedRun, InspectedStack, Inspection, WatchedValue};
use loopline::page::derived::value_changes::{ValueChange, change_of, changed_names, frame_before};
use loopline::page::model::action::{AddressAction, PlaybackAction, RunAction, ValuesAction, WorkspaceAction};
use loopline::page::model::analyses::{NoValues, ReadRun, RepeatedRun, StopOutcome, step_before};
use loopline::page::model::effect::{Effect, Runnable, ViewOrder};
use loopline::page::model::files::{FileAction, OpenedRecord};
use loopline::page::model::python::{Draft, EngineState, FinishedPython, PythonAction, STARTER, Script};
use loopline::page::model::route::read;
use loopline::page::model::state::{Action, Analysis, Record, State, Theme};
use loopline::trace::file::{ClockKind, ProgramInfo};
use loopline::trace::{Event, EventKind, Seq, SharedTrace, TaskId, Trace};

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// The record of the errands one after another, as that of a program in Python.
fn record() -> SharedTrace {
    let demo = find("errands").expect("a demo");
    run_to_end(demo, Args::defaults(demo)).record()
}

/// The page of a program in Python that has run, with the playhead at an event and the tab open.
fn opened_at(playhead: usize) -> (Rc<State>, Vec<Effect>) {
    opened_with(false, playhead)
}

fn opened_with(measured: bool, playhead: usize) -> (Rc<State>, Vec<Effect>) {
    let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
    let given = PythonAction::Given(Script::Own, Draft::alone(STARTER.into()), None);
    let state = after(state, [python(given), RunAction::Run.into()]);
    let program = ProgramInfo { id: "program.py".into(), source: Some(STARTER.into()), ..ProgramInfo::default() };
    let record = Record::whole(record());
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    let ran = FinishedPython { measured, ..FinishedPython::new(Draft::alone(STARTER.into()), opened) };
    let ticket = state.run.ticket;
    let ran = python(PythonAction::Ran(ticket, ran));
    let state = after(state, [ran, PlaybackAction::Pause.into(), PlaybackAction::Seek(playhead).into()]);
    state.reduce(WorkspaceAction::Analysis(Analysis::Values))
}

fn python(action: PythonAction) -> Action {
    Action::Python(action)
}

/// The reading that effects ask for: its ticket and what is wanted.
fn reading(effects: &[Effect]) -> Option<(u32, Inspection)> {
    effects.iter().find_map(|effect| match effect {
        Effect::ReadValues(ticket, run) => Some((*ticket, run.inspection.clone())),
        _ => None,
    })
}

/// Lets the playhead rest, and returns the reading that is asked for then.
fn rest(state: Rc<State>) -> (Rc<State>, Option<(u32, Inspection)>) {
    let at = state.playback.playhead.min(state.len() - 1);
    let (state, effects) = state.reduce(ValuesAction::Rested(at));
    let asked = reading(&effects);
    (state, asked)
}

/// A moment at which `main` runs and holds one variable.
fn moment(asked: usize, events: usize, text: &str) -> InspectedMoment {
    let frame = InspectedFrame {
        function: "main".into(),
        file: "program.py".into(),
        line: 11,
        variables: vec![("total".into(), text.into()), ("same".into(), "1".into())],
        ..InspectedFrame::default()
    };
    let stack = InspectedStack { task: Some(0), running: true, frames: vec![frame], ..InspectedStack::default() };
    InspectedMoment { asked, events, stacks: vec![stack], left_out: 0 }
}

/// The answer of an engine that has repeated the run.
fn answer(ticket: u32, trace: SharedTrace, inspected: InspectedRun) -> Action {
    ValuesAction::Ran(ticket, Ok(ReadRun { trace, inspected: Rc::new(inspected) })).into()
}

fn moments(moments: Vec<InspectedMoment>) -> InspectedRun {
    InspectedRun { moments, ..InspectedRun::default() }
}

/// The first events of a record, behind which the run has ended.
fn cut_to(events: usize) -> SharedTrace {
    let trace = record();
    let mut cut = trace.borrow().clone();
    let kept: Vec<Event> = cut.events().take(events).map(|(_, event)| event).collect();
    cut.clear_events();
    for event in kept {
        cut.push(event);
    }
    SharedTrace::new(cut.into())
}

#[test]
fn a_moment_and_the_one_before_its_step_are_read_in_one_run_once_the_playhead_rests() {
    let (state, effects) = opened_at(30);
    assert!(reading(&effects).is_none(), "the playhead has not rested yet");
    assert!(effects.iter().any(|effect| matches!(effect, Effect::AwaitRest(30))));
    let before = step_before(&record().borrow(), 30).expect("a step");
    assert!(before < 30);
    // It moves on before: the first rest is none any more.
    let (state, effects) = state.reduce(PlaybackAction::Step(1));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::AwaitRest(31))));
    let (state, effects) = state.reduce(ValuesAction::Rested(30));
    assert!(reading(&effects).is_none());
    let (state, _) = state.reduce(PlaybackAction::Seek(30));
    let (state, asked) = rest(state);
    let (ticket, inspection) = asked.expect("a reading");
    assert_eq!(inspection, Inspection { moments: vec![before, 30], ..Inspection::default() });
    assert!(state.shown_values().is_none());
    let read = moments(vec![moment(before, before, "1"), moment(30, 31, "2")]);
    let (state, effects) = state.reduce(answer(ticket, cut_to(35), read));
    assert!(reading(&effects).is_none(), "nothing more is wanted");
    let shown = state.shown_values().expect("values");
    assert_eq!((shown.events, shown.is_stale), (30, false));
    assert_eq!(shown.moment.as_deref(), Some(&moment(30, 31, "2")));
    assert_eq!(shown.before.as_deref(), Some(&moment(before, before, "1")));
    assert_eq!(changed_names(&shown), Some(vec!["total"]));
    let now = moment(30, 31, "2");
    let frame = frame_before(shown.before.as_deref(), &now.stacks[0], 0);
    assert_eq!(change_of(frame, "total", "2"), Some(ValueChange::Was("1")));
    assert_eq!(change_of(frame, "other", "2"), Some(ValueChange::New));
    assert_eq!(change_of(frame, "same", "1"), None);
}

#[test]
fn moments_that_were_read_are_there_at_once_and_those_in_between_with_them() {
    let (state, _) = opened_at(30);
    let (state, asked) = rest(state);
    let (ticket, Inspection { moments: wanted, .. }) = asked.expect("a reading");
    let read = wanted.iter().map(|asked| moment(*asked, asked + 2, "1")).collect();
    let state = after(state, [answer(ticket, record(), moments(read))]);
    // It was asked for at 30 and read at 32: nothing of the program has run in between.
    let (state, effects) = state.reduce(PlaybackAction::Seek(31));
    assert_eq!(state.shown_values().map(|shown| (shown.events, shown.is_stale)), Some((31, false)));
    assert!(effects.iter().all(|effect| !matches!(effect, Effect::ReadValues(..))));
    let (state, _) = state.reduce(PlaybackAction::Seek(60));
    assert_eq!(state.shown_values().map(|shown| shown.is_stale), Some(true), "the last ones stay, dimmed");
    let (state, effects) = state.reduce(PlaybackAction::Seek(30));
    assert_eq!(state.shown_values().map(|shown| shown.is_stale), Some(false));
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn nothing_is_read_while_it_plays_or_the_tab_is_closed() {
    let (state, _) = opened_at(30);
    let (state, effects) = state.reduce(PlaybackAction::Toggle);
    assert!(state.playback.playing && reading(&effects).is_none());
    let (state, _) = state.reduce(PlaybackAction::Pause);
    let (state, asked) = rest(state);
    assert!(asked.is_some());
    let (state, effects) = state.reduce(WorkspaceAction::Analysis(Analysis::Inspector));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::StopUnseen)));
    let (_, effects) = state.reduce(PlaybackAction::Seek(40));
    assert!(effects.is_empty(), "{effects:?}");
}

#[test]
fn a_run_takes_the_engine_and_what_was_read_for_the_one_before_is_dropped() {
    let (state, _) = opened_at(30);
    let (state, asked) = rest(state);
    let (ticket, _) = asked.expect("a reading");
    let (state, effects) = state.reduce(RunAction::Run);
    assert!(matches!(effects[..], [Effect::StopUnseen, Effect::Run(..)]), "{effects:?}");
    let late = answer(ticket, record(), moments(vec![moment(30, 30, "1")]));
    assert!(Rc::ptr_eq(&state.clone().reduce(late).0, &state));
}

#[test]
fn a_repetition_that_goes_another_way_shows_no_values_behind_that() {
    let (state, _) = opened_at(30);
    let (state, asked) = rest(state);
    let (ticket, Inspection { moments: wanted, .. }) = asked.expect("a reading");
    let mut other = cut_to(25).borrow().clone();
    let last = other.event(Seq(24));
    for _ in 0..10 {
        other.push(Event { kind: EventKind::Turn { ready: 0, timers: 0 }, ..last });
    }
    let read = wanted.iter().map(|asked| moment(*asked, *asked, "1")).collect();
    let state = after(state, [answer(ticket, SharedTrace::new(other.into()), moments(read))]);
    assert_eq!(state.values_differ_after(), Some(25));
    assert_eq!(state.shown_values(), None);
    // Before the difference there are some.
    let (state, _) = state.reduce(PlaybackAction::Seek(20));
    assert_eq!(state.values_differ_after(), None);
    assert!(rest(state).1.is_some());
}

#[test]
fn the_end_of_the_run_is_read_as_the_last_moment_of_the_program() {
    let len = record().borrow().len();
    let (state, _) = opened_at(len);
    let (state, asked) = rest(state);
    let (ticket, inspection) = asked.expect("a reading");
    assert_eq!(inspection.moments.last(), Some(&(len - 1)), "what ends the run is nothing of the program's");
    let state = after(state, [answer(ticket, record(), InspectedRun::default())]);
    let shown = state.shown_values().expect("the program had ended");
    assert_eq!((shown.moment, shown.is_stale), (None, false));
}

#[test]
fn a_demo_in_rust_leads_to_its_twin_and_a_missing_engine_is_told() {
    let rust = State::open("#/demo/errands?variant=concurrent", Lang::En, Theme::System);
    let mut ended = rust;
    ended.run = opened_at(1).0.run.clone();
    let Some(NoValues::InRust(Some(twin))) = ended.no_values() else { panic!("{:?}", ended.no_values()) };
    assert_eq!(twin.name(), "errands.concurrent");
    assert!(ended.analyses().contains(&Analysis::Values), "the tab says so");
    let (state, _) = opened_at(30);
    assert_eq!(state.no_values(), None);
    let missing = python(PythonAction::Engine(EngineState::Missing("404".into())));
    let state = after(state, [missing]);
    assert_eq!(state.no_values(), Some(NoValues::NoEngine("404".into())));
    let state = after(state, [ValuesAction::Again.into()]);
    assert_eq!(state.no_values(), None);
}

#[test]
fn a_record_from_a_file_is_repeated_if_it_holds_a_program_in_python() {
    let (python, _) = opened_at(1);
    let opened = |source: Option<&str>| {
        let program = ProgramInfo {
            id: "program.py".into(),
            source: source.map(String::from),
            changes: vec!["line 4: half".into()],
            ..ProgramInfo::default()
        };
        let record = python.run.record.clone().expect("a record");
        let opened = OpenedRecord { name: "saved.json".into(), program, clock: ClockKind::Virtual, record };
        let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
        let open = FileAction::Open("saved.json".into());
        let state = after(state, [Action::File(open)]);
        let ticket = state.files.opening.as_ref().expect("it is opened").ticket;
        let done = FileAction::Opened(ticket, Rc::new(opened));
        after(state, [Action::File(done), WorkspaceAction::Analysis(Analysis::Values).into()])
    };
    assert_eq!(opened(None).no_values(), Some(NoValues::NoProgram));
    let state = opened(Some(STARTER));
    let at = state.len() - 1;
    let (_, effects) = state.reduce(ValuesAction::Rested(at));
    let run = effects.into_iter().find_map(|effect| match effect {
        Effect::ReadValues(_, run) => Some(*run),
        _ => None,
    });
    let Some(RepeatedRun { program: Runnable::Python { file, source, .. }, changes, .. }) = run else {
        panic!("it is run again");
    };
    assert_eq!((file.as_str(), &*source.text), ("program.py", STARTER));
    assert_eq!(changes.iter().map(ToString::to_string).collect::<Vec<_>>(), ["line 4: half"]);
}

#[test]
fn the_playhead_goes_to_the_first_moment_at_which_an_expression_is_true() {
    let search = |inspected: InspectedRun| {
        let (state, _) = opened_at(5);
        let (state, effects) = state.reduce(ValuesAction::StopWhere(" total > 1 ".into()));
        let (ticket, inspection) = reading(&effects).expect("it is looked for at once");
        assert_eq!(inspection, Inspection { stop_where: Some("total > 1".into()), ..Inspection::default() });
        state.reduce(answer(ticket, record(), inspected))
    };
    let found = InspectedRun { stopped: Some(40), ..moments(vec![moment(40, 40, "2")]) };
    let (state, effects) = search(found);
    assert_eq!(state.playback.playhead, 40);
    assert_eq!(outcome(&state), Some(StopOutcome::At(40)));
    let found = |state: &State| state.shown_values().and_then(|shown| shown.moment);
    assert_eq!(found(&state).as_deref(), Some(&moment(40, 40, "2")));
    let before = step_before(&record().borrow(), 40).expect("a step");
    assert_eq!(reading(&effects).map(|(_, wanted)| wanted.moments), Some(vec![before]), "what has changed there");
    let (state, _) = search(InspectedRun::default());
    assert_eq!(outcome(&state), Some(StopOutcome::Never));
    let fault = InspectedRun { faults: vec![(0, "SyntaxError: invalid syntax".into())], ..InspectedRun::default() };
    let (state, _) = search(fault);
    assert_eq!(outcome(&state), Some(StopOutcome::Fault("SyntaxError: invalid syntax".into())));
    assert_eq!(state.playback.playhead, 5);
}

/// The outcome of the search for a moment.
fn outcome(state: &State) -> Option<StopOutcome> {
    state.values.stop.as_ref().map(|stop| stop.outcome.clone())
}

#[test]
fn a_watched_expression_has_a_lane_for_each_task_while_the_tab_is_open() {
    // Nothing of the first moment is read: the watch is.
    let (state, _) = opened_at(0);
    let (state, effects) = state.reduce(ValuesAction::Watch("total".into()));
    let (ticket, inspection) = reading(&effects).expect("a reading over the whole run");
    assert_eq!(inspection, Inspection { watched: vec!["total".into()], ..Inspection::default() });
    let value = |task, events, text: &str| WatchedValue {
        expression: 0,
        task,
        events,
        text: text.into(),
        number: text.parse().ok(),
    };
    let watched = vec![value(Some(0), 10, "1"), value(Some(1), 20, "'tea'"), value(Some(0), 30, "4")];
    let read = InspectedRun { watched, ..InspectedRun::default() };
    let (state, effects) = state.reduce(answer(ticket, record(), read));
    assert!(reading(&effects).is_none());
    let lanes = state.value_lanes();
    let told: Vec<_> = lanes.iter().map(|lane| (lane.name(), lane.is_number(), lane.values.len())).collect();
    let name = |task| state.run.record.as_ref().expect("a record").spans().task_name(&record().borrow(), TaskId(task));
    let expected = [(format!("total · {}", name(0)), true, 2), ("total".into(), false, 1)];
    assert_eq!(told, expected);
    assert_eq!(state.values.watches.told("total"), Some((None, 2, 0)));
    let now = |events| lanes[0].after(events).map(|value| value.text.to_string());
    assert_eq!([now(9), now(10), now(29), now(30)], [None, Some("1".into()), Some("1".into()), Some("4".into())]);
    // With another tab they are gone, and back with this one.
    let other = after(state.clone(), [WorkspaceAction::Analysis(Analysis::Why).into()]);
    assert!(other.value_lanes().is_empty());
    let none = after(state, [ValuesAction::Unwatch("total".into()).into()]);
    assert!(none.value_lanes().is_empty() && none.values.watches.expressions.is_empty());
}

#[test]
fn an_expression_is_watched_once_and_one_with_a_fault_has_no_lane() {
    let (state, _) = opened_at(0);
    let (state, effects) = state.reduce(ValuesAction::Watch("1 +".into()));
    let (ticket, _) = reading(&effects).expect("a reading");
    let state = after(state, [ValuesAction::Watch(" 1 + ".into()).into(), ValuesAction::Watch("  ".into()).into()]);
    assert_eq!(state.values.watches.expressions.len(), 1);
    let fault = InspectedRun { faults: vec![(0, "SyntaxError: invalid syntax".into())], ..InspectedRun::default() };
    let state = after(state, [answer(ticket, record(), fault)]);
    assert_eq!(state.values.watches.told("1 +"), Some((Some("SyntaxError: invalid syntax"), 0, 0)));
    // Those that the reader has typed stay for the next run, and go with the page.
    let run = after(state.clone(), [RunAction::Run.into()]);
    assert_eq!(run.values.watches.expressions.len(), 1);
    let left = after(state, [AddressAction::Go(read("#/python/gather")).into()]);
    assert!(left.values.watches.expressions.is_empty());
}

#[test]
fn a_measured_run_is_repeated_measured_and_can_be_run_exactly_instead() {
    let (state, _) = opened_with(true, 30);
    assert!(state.is_measured());
    let (state, effects) = state.reduce(ValuesAction::Rested(30));
    let measured = effects.iter().find_map(|effect| match effect {
        Effect::ReadValues(_, run) => Some(run.measured),
        _ => None,
    });
    assert_eq!(measured, Some(true));
    let exact = after(state, [RunAction::Timing(Timing::Exact).into()]);
    assert_eq!(exact.python.timing, Timing::Exact);
}

#[test]
fn a_click_on_a_frame_leads_to_its_line_and_lane() {
    let (state, _) = opened_at(30);
    let task = TaskId(0);
    let (state, effects) = state.reduce(ValuesAction::Show("program.py".into(), 4, Some(task)));
    assert_eq!(state.moving.task, Some(task));
    let views: Vec<ViewOrder> = effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::View(order) => Some(order),
            _ => None,
        })
        .collect();
    assert_eq!(views, [ViewOrder::ShowLane(task), ViewOrder::ShowLine(4)]);
}

#[test]
fn the_step_before_a_moment_is_the_one_that_has_led_there() {
    let mut trace = Trace::new();
    let name = trace.intern("main");
    let task = TaskId(0);
    let kinds = [
        EventKind::RunBegan { name },
        EventKind::Turn { ready: 1, timers: 0 },
        EventKind::StepBegan { task },
        EventKind::Turn { ready: 1, timers: 0 },
        EventKind::StepBegan { task },
        EventKind::Turn { ready: 0, timers: 0 },
    ];
    for kind in kinds {
        trace.push(Event { t: Micros(0), thread: 0, run: 0, cause: None, wall: None, kind });
    }
    let before: Vec<_> = (0..=6).map(|events| step_before(&trace, events)).collect();
    // Where a step has only begun, the one before has led there; before all steps it is the event before.
    assert_eq!(before, [None, None, Some(1), Some(2), Some(2), Some(2), Some(4)]);
}
