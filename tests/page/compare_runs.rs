//! The runs that a page keeps, and the comparison of two of them.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, find, run_to_end};
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::derived::kept_run_words::{changes, described, stacked, title};
use loopline::page::derived::run_search::{ReasonSearch, RunSearch};
use loopline::page::model::action::{AddressAction, PlaybackAction, RunAction, WorkspaceAction};
use loopline::page::model::comparing::{ChangedArg, ChangedLines, CompareAction, MAX_KEPT_RUNS, RunChanges};
use loopline::page::model::effect::Effect;
use loopline::page::model::files::{FileAction, OpenedRecord};
use loopline::page::model::python::{Draft, FinishedPython, PythonAction, Script, Twin};
use loopline::page::model::route::read;
use loopline::page::model::state::{Action, Analysis, Record, State, Theme};
use loopline::reading::critical_path::CriticalPath;
use loopline::reading::differences::DifferenceKind;
use loopline::trace::file::{ClockKind, ProgramInfo};
use loopline::trace::{Status, TaskId};

fn open(hash: &str) -> Rc<State> {
    Rc::new(State::open(hash, Lang::En, Theme::System))
}

fn after(state: Rc<State>, action: impl Into<Action>) -> Rc<State> {
    state.reduce(action).0
}

/// Runs the demo that is shown to its end.
fn run(state: Rc<State>) -> Rc<State> {
    let (demo, args) = (state.demo().unwrap(), state.address.args.clone().unwrap());
    let trace = run_to_end(demo, args).record();
    let (len, end) = (trace.borrow().len(), trace.borrow().end_time());
    let state = after(state, RunAction::Timing(Timing::Exact));
    let state = after(after(state, RunAction::Run), RunAction::Started(trace));
    after(state, RunAction::Grown(len, end, Some(Status::Returned)))
}

fn set(state: Rc<State>, name: &'static str, value: &str) -> Rc<State> {
    after(state, AddressAction::Set(name, value.into()))
}

fn numbers(state: &State) -> Option<[u32; 2]> {
    state.compared_pair().map(|pair| pair.runs.map(|run| run.number))
}

fn compare_tab(state: Rc<State>) -> Rc<State> {
    after(state, WorkspaceAction::Analysis(Analysis::Compare))
}

/// Finds what the runs that are compared differ in.
fn found(state: Rc<State>) -> Rc<State> {
    let pair = state.compared_pair().unwrap();
    after(state, CompareAction::Found(Rc::new(RunSearch::new(pair).finish())))
}

/// Two runs of the errands, the second with shorter groceries.
fn errands() -> Rc<State> {
    let state = set(run(open("#/demo/errands?variant=concurrent")), "groceries", "3");
    compare_tab(run(state))
}

#[test]
fn a_run_is_kept_with_its_changes_and_compared_with_the_one_before() {
    let state = run(open("#/demo/errands?variant=concurrent"));
    assert_eq!((state.comparing.kept.len(), numbers(&state)), (1, None));
    let state = errands();
    assert_eq!(numbers(&state), Some([1, 2]));
    let changed = &state.comparing.kept[1];
    let args = vec![ChangedArg { name: "groceries".into(), before: None, after: Some("3".into()) }];
    assert_eq!(changed.changes, RunChanges { args, ..RunChanges::default() });
    let state = after(state, CompareAction::TimeOfDay(2, "12:04".into()));
    let words = described(&state.comparing.kept[1], false, Lang::En);
    assert_eq!(words, "Run 2: Concurrent · 12:04 · shopping takes 4\u{a0}s → 3\u{a0}s · 9.00\u{a0}s");
    assert_eq!(title(&state.comparing.kept[0], Lang::Ru), "Запуск 1: Одновременно");
}

#[test]
fn the_end_of_a_run_asks_for_the_time_of_day_and_an_open_tab_for_the_differences() {
    let state = run(open("#/demo/errands"));
    let trace = run_to_end(state.demo().unwrap(), state.address.args.clone().unwrap()).record();
    let (len, end) = (trace.borrow().len(), trace.borrow().end_time());
    let state = after(after(compare_tab(state), RunAction::Run), RunAction::Started(trace));
    let effects = state.reduce(RunAction::Grown(len, end, Some(Status::Returned))).1;
    assert!(effects.iter().any(|effect| matches!(effect, Effect::TellTimeOfDay(2))), "{effects:?}");
    let searched = effects.iter().any(|effect| matches!(effect, Effect::FindDifferences(Some(_))));
    assert!(searched, "{effects:?}");
}

#[test]
fn the_last_five_runs_of_a_program_are_kept_and_the_pinned_one_beside_them() {
    let mut state = after(run(open("#/demo/gather")), CompareAction::Pin(Some(1)));
    for _ in 0..MAX_KEPT_RUNS + 1 {
        state = run(state);
    }
    let kept: Vec<u32> = state.comparing.kept.iter().map(|run| run.number).collect();
    assert_eq!(kept, [3, 4, 5, 6, 7]);
    let offered: Vec<u32> = state.comparable_runs().iter().map(|run| run.number).collect();
    assert_eq!(offered, [1, 3, 4, 5, 6, 7]);
    assert_eq!(numbers(&state), Some([1, 7]), "the pinned run and the one that is shown");
    let state = after(state, CompareAction::Choose(1, Some(4)));
    assert_eq!(numbers(&state), Some([1, 4]));
    let state = after(state, CompareAction::Pin(None));
    assert_eq!(numbers(&state), Some([3, 4]), "what was chosen stays");
}

#[test]
fn a_pinned_run_is_compared_with_an_opened_record_and_another_program_is_told() {
    let state = after(run(open("#/demo/errands")), CompareAction::Pin(Some(1)));
    let opened = |id: &str| {
        let demo = find(id).unwrap();
        let record = Record::whole(run_to_end(demo, Args::defaults(demo)).record());
        let program = ProgramInfo { id: id.into(), ..ProgramInfo::default() };
        Rc::new(OpenedRecord { name: format!("{id}.json"), program, clock: ClockKind::Virtual, record })
    };
    let state = after(state, FileAction::Open("errands.json".into()));
    let same = after(state.clone(), FileAction::Opened(1, opened("errands")));
    let pair = same.compared_pair().unwrap();
    assert_eq!((title(&pair.runs[1], Lang::En).as_str(), pair.is_of_one_program()), ("errands.json", true));
    let other = after(state, FileAction::Opened(1, opened("gather")));
    let pair = other.compared_pair().unwrap();
    assert!(!pair.is_of_one_program());
    assert_eq!(RunSearch::new(pair).finish().differences, []);
}

/// A run of a program in Python of this text, with the record of the errands.
fn run_text(state: Rc<State>, text: &str) -> Rc<State> {
    let state = after(state, PythonAction::Edit(text.into()));
    let (state, effects) = state.reduce(RunAction::Run);
    let ticket =
        effects.iter().find_map(|effect| if let Effect::Run(ticket, _) = effect { Some(*ticket) } else { None });
    let demo = find("errands").unwrap();
    let record = Record::whole(run_to_end(demo, Args::defaults(demo)).record());
    let program = ProgramInfo { id: "program.py".into(), source: Some(text.into()), ..ProgramInfo::default() };
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    after(state, PythonAction::Ran(ticket.unwrap(), FinishedPython::new(Draft::alone(text.into()), opened)))
}

#[test]
fn an_edit_of_a_program_in_python_is_told_by_its_lines() {
    let state = open("#/python");
    let given = PythonAction::Given(Script::Own, Draft::alone("a\nb\nc\n".into()), None);
    let state = after(state, given);
    let state = run_text(run_text(state, "a\nb\nc\nd\n"), "a\nx\nc\ny\nd\n");
    let files = vec![ChangedLines { path: "program.py".into(), lines: vec![2, 4] }];
    let expected = RunChanges { files, ..RunChanges::default() };
    assert_eq!(state.comparing.kept[1].changes, expected);
    assert_eq!(changes(&expected, None, Lang::En), ["lines changed: 2, 4"]);
    assert_eq!(changes(&expected, None, Lang::Ru), ["изменены строки 2, 4"]);
    let state = run_text(state, "a\nc\ny\nd\n");
    assert_eq!(state.comparing.kept[2].changes.files[0].lines, [2], "the line after those that are gone");
}

#[test]
fn differences_are_stepped_through_with_the_playhead_and_marked_in_both_runs() {
    let state = found(errands());
    let all = state.findings().unwrap().differences.clone();
    assert_eq!(all[0].kind, DifferenceKind::Moment, "{all:?}");
    assert!(all.len() > 1);
    let state = after(state, CompareAction::Step(true));
    assert_eq!((state.comparing.at, state.playback.playhead), (Some(0), all[0].events[1].unwrap().0 as usize + 1));
    let marks: Vec<_> = stacked(&state).unwrap().runs().iter().map(|run| run.mark).collect();
    assert_eq!(marks, all[0].events);
    let state = after(after(state, CompareAction::Step(true)), CompareAction::Step(false));
    assert_eq!(state.comparing.at, Some(0));
    assert_eq!(after(state.clone(), CompareAction::Step(false)).comparing.at, Some(0), "there is none before it");
    let elsewhere = after(state, WorkspaceAction::Analysis(Analysis::Inspector));
    assert_eq!(stacked(&elsewhere), None, "only while the tab is open");
}

#[test]
fn the_reasons_of_a_difference_are_the_last_parts_of_the_paths_to_its_events() {
    let state = errands();
    let pair = state.compared_pair().unwrap();
    let (state, effects) = state.reduce(CompareAction::Found(Rc::new(RunSearch::new(pair.clone()).finish())));
    let difference = state.shown_difference().unwrap();
    let asked = effects.iter().any(|effect| matches!(effect, Effect::ExplainDifference(Some(_))));
    assert!(asked && state.reasons().is_none(), "{effects:?}");
    let mut search = ReasonSearch::new(pair.runs.clone().map(|run| run.record), difference);
    let parts = loop {
        if let Some(parts) = search.step() {
            break parts;
        }
    };
    let expected = [0, 1].map(|side| {
        let path = CriticalPath::of_event(&pair.runs[side].record.trace.borrow(), difference.events[side].unwrap());
        path.parts.last().cloned()
    });
    assert_eq!(parts, expected);
    let state = after(state, CompareAction::Explained(difference, Rc::new(parts)));
    assert_eq!(state.reasons().as_deref(), Some(&expected));
}

#[test]
fn the_playhead_goes_on_to_the_end_of_a_longer_run_beside_it() {
    let state = set(run(open("#/demo/errands?variant=sequential")), "groceries", "1");
    let state = compare_tab(run(state));
    let ends = state.compared_pair().unwrap().runs.map(|run| run.record.trace.borrow().end_time());
    assert!(ends[0] > ends[1]);
    let state = after(state, PlaybackAction::SeekTime(ends[0]));
    assert_eq!((state.playback.at, state.playback.playhead), (ends[0], state.len()));
    let state = after(after(state, PlaybackAction::SeekTime(Micros::ZERO)), PlaybackAction::Toggle);
    let state = (0..40).fold(state, |state, _| after(state, PlaybackAction::Tick(Micros::from_millis(1000))));
    assert_eq!((state.playback.at, state.playback.playing), (ends[0], false));
    let alone = after(state, WorkspaceAction::Analysis(Analysis::Inspector));
    let alone = after(alone, PlaybackAction::SeekTime(ends[0]));
    assert_eq!(alone.playback.at, ends[1]);
}

#[test]
fn tasks_are_matched_by_hand_for_the_two_runs_that_are_compared() {
    let state = after(errands(), CompareAction::Match(TaskId(1), TaskId(2)));
    assert_eq!(*state.compared_pair().unwrap().by_hand, [(TaskId(1), TaskId(2))]);
    let state = found(state);
    assert_eq!(state.findings().unwrap().tasks.second[&TaskId(1)], TaskId(2));
    let state = after(state, CompareAction::Match(TaskId(1), TaskId(3)));
    assert_eq!(*state.compared_pair().unwrap().by_hand, [(TaskId(1), TaskId(3))], "a task has one counterpart");
    assert_eq!(state.findings(), None, "what was found is of other pairs");
    let state = run(state);
    assert!(state.compared_pair().unwrap().by_hand.is_empty(), "other runs have other tasks");
}

#[test]
fn the_page_that_compares_variants_keeps_no_run() {
    assert!(read("#/demo/errands?variant=all").comparing);
    let state = open("#/demo/errands?variant=all");
    assert!(state.comparing.kept.is_empty() && !state.analyses().contains(&Analysis::Compare));
}

/// A record of the errands as the run of a program in Python of this name.
fn ran(file: &str) -> FinishedPython {
    let demo = find("errands").unwrap();
    let record = Record::whole(run_to_end(demo, Args::defaults(demo)).record());
    let program = ProgramInfo { id: file.into(), source: Some("x".into()), ..ProgramInfo::default() };
    let opened = OpenedRecord { name: file.into(), program, clock: ClockKind::Virtual, record };
    FinishedPython::new(Draft::alone("x".into()), opened)
}

fn asked(effects: &[Effect]) -> Vec<String> {
    let asked = effects.iter().filter_map(|effect| match effect {
        Effect::FetchScript(script) => Some(script.file()),
        Effect::Run(ticket, _) => Some(format!("run {ticket}")),
        _ => None,
    });
    asked.collect()
}

#[test]
fn the_variants_of_a_demo_in_python_run_one_after_the_other_and_stand_together() {
    let twins = Twin::of(find("slow-host").unwrap());
    let files: Vec<String> = twins.iter().map(|twin| Script::Twin(*twin).file()).collect();
    let given = |twin: Twin| PythonAction::Given(Script::Twin(twin), Draft::alone("x".into()), None);
    let state = after(open("#/demo/slow-host"), given(twins[0]));
    let (state, effects) = state.reduce(CompareAction::RunVariants);
    assert_eq!((asked(&effects), state.analysis()), (vec![files[1].clone()], Analysis::Inspector), "no record yet");
    let (state, effects) = state.reduce(given(twins[1]));
    assert_eq!(asked(&effects), ["run 1"]);
    let (state, effects) = state.reduce(PythonAction::Ran(1, ran(&files[1])));
    assert_eq!(asked(&effects), [files[2].clone()]);
    let state = after(after(state, given(twins[2])), PythonAction::Ran(2, ran(&files[2])));
    assert_eq!((state.python.running, state.run.ticket), (true, 3), "the one that is shown comes last");
    let state = after(state, PythonAction::Ran(3, ran(&files[0])));
    assert_eq!((state.analysis(), numbers(&state)), (Analysis::Compare, Some([2, 3])));
    assert_eq!(stacked(&state).unwrap().runs().len(), 3);
    let state = after(state, CompareAction::Choose(0, Some(1)));
    assert_eq!(stacked(&state).unwrap().runs().len(), 2, "a choice shows the two that are chosen");
}

#[test]
fn variants_that_are_stopped_or_left_run_no_further() {
    let state = open("#/demo/slow-host");
    let twins = Twin::of(find("slow-host").unwrap());
    let given = |twin: Twin| PythonAction::Given(Script::Twin(twin), Draft::alone("x".into()), None);
    let begun = after(after(state, given(twins[0])), CompareAction::RunVariants);
    let begun = after(begun, given(twins[1]));
    let (stopped, effects) = begun.clone().reduce(PythonAction::Stop);
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Stop)), "{effects:?}");
    assert!(!stopped.python.running && stopped.comparing.variants.is_none());
    let left = after(begun, AddressAction::Go(read("#/python")));
    assert!(!left.python.running && left.comparing.variants.is_none());
}
