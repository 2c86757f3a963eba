//! The page of programs in Python, without a browser: addresses, twins, the reducer.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::path::Path;
use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, Twins, all, all_in_python, find, run_to_end};
use loopline::engine::Timing;
use loopline::engine::{FIRST_EVENTS, LONGEST_SOURCE, MOST_ASKED_EVENTS, MOST_EVENTS};
use loopline::i18n::Lang;
use loopline::page::derived::standing::standing;
use loopline::page::derived::traceback::mistakes;
use loopline::page::model::action::{AddressAction, PlaybackAction, RunAction, WorkspaceAction};
use loopline::page::model::effect::{Effect, ViewOrder};
use loopline::page::model::files::{FileFormat, OpenedRecord};
use loopline::page::model::lines::place_of;
use loopline::page::model::python::{
    Draft, EngineState, FileChange, FinishedPython, LeftOutReason, Mistake, PathFault, PythonAction, RunFailure,
    STARTER, Script, SourceFile, TakenProgram, Twin, TypedInput,
};
use loopline::page::model::route::{Route, read};
use loopline::page::model::state::{Action, Notice, Phase, Record, State, Tab, Theme};
use loopline::timeline::lanes::{ChildRows, Row};
use loopline::trace::file::{ClockKind, ProgramInfo};
use loopline::trace::{Event, EventKind, Status, Stream, Trace};

#[test]
fn every_twin_belongs_to_a_demo_and_its_variant_and_its_program_is_where_the_page_asks_for_it() {
    let mut names = BTreeSet::new();
    for twin in Twin::all() {
        let demo = twin.demo().unwrap_or_else(|| panic!("{} has no demo", twin.name()));
        match twin.variant() {
            Some(variant) => assert!(demo.variants.iter().any(|one| one.id == variant), "{}", twin.name()),
            None => assert!(demo.variants.is_empty(), "{}", twin.name()),
        }
        // Served under their paths among the sources, as the demos' own files are.
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(twin.path());
        assert!(path.is_file(), "{}", path.display());
        assert!(names.insert(twin.name()), "{} stands for one twin", twin.name());
    }
    let mut without = all().filter(|demo| Twin::of(demo).is_empty());
    assert!(without.all(|demo| matches!(demo.twins, Twins::None(_))));
}

#[test]
fn addresses_name_the_readers_own_program_and_each_twin() {
    assert_eq!(read("#/python").route, Route::Python(Script::Own));
    assert_eq!(read("#/python/").route, Route::Python(Script::Own));
    for twin in Twin::all() {
        assert_eq!(read(&Script::Twin(twin).href()).route, Route::Python(Script::Twin(twin)));
    }
    let cancel = Twin::named("cancel").unwrap();
    assert_eq!(Twin::of(find("cancel").unwrap())[0], cancel, "a demo's id names its first twin");
    assert_eq!(read("#/python/%3Cb%3E").route, Route::Unknown("<b>".into()));
    assert_eq!(read("#/python/busy-wait.busy").route, Route::Unknown("busy-wait.busy".into()));
}

#[test]
fn the_page_of_a_demo_in_python_is_that_of_its_program() {
    for demo in all_in_python() {
        let twins = Twin::of(demo);
        assert_eq!(twins.len(), demo.variants.len().max(1), "{}", demo.id);
        assert_eq!(read(&format!("#/demo/{}", demo.id)).route, Route::Python(Script::Twin(twins[0])));
        for twin in twins {
            let route = read(&twin.demo_href()).route;
            assert_eq!(route, Route::Python(Script::Twin(twin)), "{}", twin.demo_href());
            assert_eq!(route.lesson().map(|demo| demo.id), Some(demo.id));
        }
        let refused = read(&format!("#/demo/{}?variant=no-such", demo.id)).refused;
        assert_eq!(refused.len(), 1, "{}", demo.id);
    }
    let twin = read("#/python/gather").route;
    assert!(twin.lesson().is_none(), "a twin is of a demo in Rust");
}

#[test]
fn what_stands_beside_a_program_at_first_is_no_change_of_it_and_comes_back() {
    let script = Script::Twin(Twin::named("fastapi-add").unwrap());
    let hosts = SourceFile { path: "loopline.json".into(), text: "{}".into() };
    let given = Draft { text: "pass".into(), beside: Rc::new([hosts]) };
    let state = Rc::new(State::open("#/demo/fastapi-add", Lang::En, Theme::System));
    let state = after(state, [python(PythonAction::Given(script, given.clone(), None))]);
    assert!(!state.python.changed());
    let changed = after(state, [python(PythonAction::ShowFile(1)), python(PythonAction::RemoveFile)]);
    assert!(changed.python.changed());
    let reset = after(changed, [python(PythonAction::Reset)]);
    assert_eq!(reset.python.draft(), Some(given));
    assert!(!reset.python.changed());
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

fn python(action: PythonAction) -> Action {
    Action::Python(action)
}

/// The page with the reader's own program.
fn own() -> Rc<State> {
    let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
    after(state, [python(PythonAction::Given(Script::Own, Draft::alone(STARTER.into()), None))])
}

/// What a run of this text has left.
fn ran(source: &str) -> FinishedPython {
    ran_like("hello", source)
}

/// The same with the record of this demo.
fn ran_like(demo: &str, source: &str) -> FinishedPython {
    let demo = find(demo).unwrap();
    let record = Record::whole(run_to_end(demo, Args::defaults(demo)).record());
    let program = ProgramInfo {
        id: "program.py".into(),
        args: Vec::new(),
        source: Some(source.into()),
        files: Vec::new(),
        changes: Vec::new(),
    };
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    FinishedPython::new(Draft::alone(source.into()), opened)
}

#[test]
fn a_run_is_awaited_shown_from_its_beginning_and_told_from_an_older_one() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let ticket = state.run.ticket;
    assert!(state.python.running && state.run.phase == Phase::Idle);
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Run(RunAction::Run)).0), "one at a time");
    let late = after(state.clone(), [python(PythonAction::Ran(ticket - 1, ran(STARTER)))]);
    assert!(late.run.record.is_none() && late.python.running);
    let state = after(state, [python(PythonAction::Ran(ticket, ran(STARTER)))]);
    assert_eq!(
        (state.run.phase, state.playback.playhead, state.playback.playing),
        (Phase::Ended(Status::Returned), 0, true)
    );
    assert!(!state.python.running && state.python.shows_what_ran());
    assert_eq!(state.program_info().id, "program.py");
    assert_eq!(state.file_name(FileFormat::Record), "loopline-program-py.json");
    let state = after(state, [python(PythonAction::Edit("x".into()))]);
    assert!(state.run.record.is_some() && !state.python.shows_what_ran(), "the record stays, its lines do not");
}

#[test]
fn a_hint_is_followed_by_a_run_of_the_changed_text_and_taken_back_by_one_of_the_old() {
    let state = after(own(), [python(PythonAction::Follow("changed".into()))]);
    assert_eq!(state.python.text.as_deref(), Some(STARTER), "nothing has run of which anything is to be said");
    let run_and_end = |state: Rc<State>, source: &str| {
        let ticket = state.run.ticket;
        after(state, [python(PythonAction::Ran(ticket, ran(source)))])
    };
    let state = run_and_end(after(state, [Action::Run(RunAction::Run)]), STARTER);
    let before = state.run.record.clone();
    let (state, effects) = state.reduce(python(PythonAction::Follow("changed".into())));
    let replaced = effects.iter().any(|effect| matches!(effect, Effect::View(ViewOrder::ReplaceText)));
    assert!(state.python.running && replaced);
    let state = run_and_end(state, "changed");
    assert!(state.python.shows_what_ran());
    let followed = state.python.followed.as_ref().expect("the hint was followed");
    assert_eq!((&*followed.before, Some(&followed.record)), (STARTER, before.as_ref()));
    // The editor tells of the text that it was given: that is no edit.
    let told = after(state.clone(), [python(PythonAction::Edit("changed".into()))]);
    assert!(told.python.followed.is_some());
    let edited = after(state.clone(), [python(PythonAction::Edit("other".into()))]);
    assert!(edited.python.followed.is_none(), "two runs are compared, and this text has not run");
    let back = after(state, [python(PythonAction::Unfollow)]);
    assert_eq!((back.python.text.as_deref(), back.python.running), (Some(STARTER), true));
    assert!(back.python.followed.is_none());
}

#[test]
fn what_is_stopped_or_left_is_shown_no_more() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let ticket = state.run.ticket;
    let (_, effects) = state.clone().reduce(python(PythonAction::Stop));
    assert!(matches!(effects[..], [Effect::KeepStopped(asked)] if asked == ticket), "{effects:?}");
    // The engine was still on its way.
    let nothing = python(PythonAction::Failed(ticket, RunFailure::Stopped));
    let stopped = after(state.clone(), [nothing, python(PythonAction::Ran(ticket, ran(STARTER)))]);
    assert_eq!(stopped.python.mishap, Some(RunFailure::Stopped));
    assert!(stopped.run.record.is_none() && !stopped.python.running);
    let left = after(
        state,
        [Action::Address(AddressAction::Go(read("#/python/gather"))), python(PythonAction::Ran(ticket, ran(STARTER)))],
    );
    assert!(left.run.record.is_none() && !left.python.running && left.python.text.is_none());
    let again = after(left, [Action::Address(AddressAction::Go(read("#/python")))]);
    assert!(again.run.ticket >= ticket, "tickets are not used twice");
    assert_eq!(again.workspace.tab, Tab::Code);
}

/// What a run has left that was stopped after so many events.
fn stopped_after(events: usize) -> FinishedPython {
    let left = ran(STARTER);
    let mut record = left.opened.record.clone();
    record.grow(events);
    FinishedPython { opened: Rc::new(OpenedRecord { record, ..(*left.opened).clone() }), ..left }
}

#[test]
fn what_is_stopped_keeps_what_it_has_done_and_the_line_where_it_was_is_looked_for() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let (stopped, effects) = state.reduce(python(PythonAction::Stopped(1, stopped_after(9), true)));
    assert_eq!((stopped.run.phase, stopped.len()), (Phase::Ended(Status::Stopped), 9));
    assert_eq!((stopped.playback.playhead, stopped.playback.playing), (9, false), "its end is what is asked for");
    assert!(!stopped.python.running && stopped.python.locating && stopped.python.mishap.is_none());
    let again = effects.iter().find_map(|effect| match effect {
        Effect::Run(ticket, request) => Some((*ticket, request.stop)),
        _ => None,
    });
    assert_eq!(again, Some((2, Some(9))));
    // The line is found: the longer record takes its place, and its end is shown.
    let found = after(stopped.clone(), [python(PythonAction::Ran(2, ran(STARTER)))]);
    assert!(found.len() > 9 && found.playback.playhead == found.len() && !found.playback.playing);
    assert!(!found.python.growing && !found.python.locating);
    // The reader has gone back meanwhile, and stays there.
    let away = [Action::Playback(PlaybackAction::Seek(3)), python(PythonAction::Ran(2, ran(STARTER)))];
    assert_eq!(after(stopped.clone(), away).playback.playhead, 3);
    // It is not found, or no longer wanted: what was kept stays.
    let failed = after(stopped.clone(), [python(PythonAction::Failed(2, RunFailure::Stopped))]);
    assert!(failed.len() == 9 && !failed.python.locating && failed.python.mishap.is_none());
    let (next, effects) = stopped.reduce(Action::Run(RunAction::Run));
    assert!(next.python.running && !next.python.locating);
    assert!(matches!(effects[..], [Effect::Stop, Effect::Run(3, _)]), "{effects:?}");
}

#[test]
fn a_program_that_is_stopped_before_its_first_event_is_looked_for_too() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let state = after(state, [python(PythonAction::Stopped(1, stopped_after(0), true))]);
    assert!(state.run.record.is_none() && state.python.locating);
    let failed = after(state.clone(), [python(PythonAction::Failed(2, RunFailure::Stopped))]);
    assert_eq!(failed.python.mishap, Some(RunFailure::Stopped));
    let found = after(state, [python(PythonAction::Ran(2, ran(STARTER)))]);
    assert!(!found.is_empty() && found.playback.playhead == found.len());
}

#[test]
fn an_engine_that_is_missing_or_broken_ends_the_run() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let ticket = state.run.ticket;
    let missing = after(state.clone(), [python(PythonAction::Engine(EngineState::Missing("404".into())))]);
    assert!(!missing.python.running);
    let again = after(missing, [Action::Run(RunAction::Run)]);
    assert!(again.python.running && again.python.engine == EngineState::Asleep);
    let broken = after(state, [python(PythonAction::Failed(ticket, RunFailure::Broken("trap".into())))]);
    assert!(!broken.python.running && matches!(broken.python.mishap, Some(RunFailure::Broken(_))));
    assert!(after(broken, [Action::Run(RunAction::Run)]).python.mishap.is_none());
}

#[test]
fn a_click_on_a_bar_looks_at_the_line_where_its_task_stands_and_a_click_on_its_name_goes_back() {
    let demo = find("gather").unwrap();
    let record = Record::whole(run_to_end(demo, Args::defaults(demo)).record());
    let place = record.spans().tasks.len() - 1;
    let task = record.spans().tasks[place].task;
    let row = Row::Task { place, depth: 1, below: ChildRows::Nothing };
    let program =
        ProgramInfo { id: "program.py".into(), args: Vec::new(), source: None, files: Vec::new(), changes: Vec::new() };
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    let ran = FinishedPython::new(Draft::alone(STARTER.into()), opened);
    let state = after(own(), [Action::Run(RunAction::Run)]);
    let ticket = state.run.ticket;
    let state = after(
        state,
        [python(PythonAction::Ran(ticket, ran)), Action::Playback(PlaybackAction::SeekTime(Micros::from_millis(500)))],
    );

    // The record is a demo's, and so is the file whose lines it names.
    let place_in = |state: &State, row: Row, file: &str| place_of(state, row, &[file.into()]);
    assert_eq!(place_in(&state, row, "program.py"), None);
    let (_, line) = place_in(&state, row, demo.file).expect("the task waits in a sleep");
    let standing = standing(&state, demo.file, 0)[&line].0.clone();
    let named = standing.iter().find(|standing| standing.task == task).expect("it stands there");
    assert_eq!(place_in(&state, Row::Loop, demo.file), None);
    let ended = after(state.clone(), [Action::Playback(PlaybackAction::End)]);
    assert_eq!(place_in(&ended, row, demo.file), None, "it stands nowhere any more");

    let (back, effects) = state.reduce(python(PythonAction::Bar(task, named.since)));
    assert_eq!((back.playback.playhead, back.playback.playing), (named.since.0 as usize + 1, false));
    assert!(matches!(effects[..], [Effect::View(ViewOrder::ShowLane(lane))] if lane == task), "{effects:?}");
}

#[test]
fn a_program_is_run_up_to_64_kb_and_not_beyond() {
    let most = "x".repeat(LONGEST_SOURCE);
    let state = after(own(), [python(PythonAction::Edit(most.as_str().into())), Action::Run(RunAction::Run)]);
    assert!(state.python.running);
    let more = format!("{most}y");
    let state = after(own(), [python(PythonAction::Edit(more.as_str().into())), Action::Run(RunAction::Run)]);
    assert_eq!((state.python.running, state.python.too_long()), (false, Some(LONGEST_SOURCE + 1)));
}

#[test]
fn a_program_of_several_files_runs_with_all_and_an_edit_changes_the_one_that_is_shown() {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let dropped =
        vec![file("util.py", "x = 1\n"), file("data/names.txt", "Ann\n"), file("program.py", "import util\n")];
    let state = after(own(), [python(PythonAction::TakeFiles(dropped))]);
    assert_eq!(state.python.text.as_deref(), Some("import util\n"));
    let paths: Vec<_> = state.python.paths(Script::Own).iter().map(|path| path.to_string()).collect();
    assert_eq!(paths, ["program.py", "util.py", "data/names.txt"]);
    let one = after(own(), [python(PythonAction::TakeFiles(vec![file("lesson.py", "print()\n")]))]);
    assert_eq!((one.python.text.as_deref(), one.python.beside.len()), (Some("print()\n"), 0), "it is the program");
    assert_eq!(after(one, [python(PythonAction::Restore)]).python.text.as_deref(), Some(STARTER));
    let edited = after(state, [python(PythonAction::ShowFile(1)), python(PythonAction::Edit("x = 2\n".into()))]);
    assert_eq!((&*edited.python.beside[0].text, edited.python.text.as_deref()), ("x = 2\n", Some("import util\n")));
    let faults = [("util.py", PathFault::Taken), ("../x.py", PathFault::Malformed), ("", PathFault::Empty)];
    for (path, fault) in faults {
        let told = after(edited.clone(), [python(PythonAction::AddFile(path.into()))]);
        assert_eq!((told.python.path_fault, told.python.beside.len()), (Some(fault), 2), "{path}");
    }
    // What is removed comes back as what is set back does.
    let removed = after(edited.clone(), [python(PythonAction::RemoveFile)]);
    assert_eq!((removed.python.beside.len(), removed.python.shown), (1, 0));
    let back = after(removed, [python(PythonAction::Restore)]);
    assert_eq!(back.python.beside, edited.python.beside);
    let long = after(edited, [python(PythonAction::Edit("x".repeat(LONGEST_SOURCE).into()))]);
    assert_eq!(long.python.too_long(), Some(LONGEST_SOURCE + "import util\n".len() + "Ann\n".len()));
}

#[test]
fn a_folder_takes_the_place_of_all_files_says_what_it_left_out_and_can_be_undone() {
    let file = |path: &str, text: &str| SourceFile { path: path.into(), text: text.into() };
    let before = after(own(), [python(PythonAction::AddFile("old.py".into()))]);
    let files = vec![file("main.py", "import util\n"), file("util.py", "x = 1\n")];
    let left_out = vec![("logo.png".to_string(), LeftOutReason::Binary)];
    let folder = TakenProgram { name: "shop".into(), files, left_out: left_out.clone() };
    let state = after(before.clone(), [python(PythonAction::TakeProgram(folder))]);
    assert_eq!((state.python.text.as_deref(), state.python.shown), (Some("import util\n"), 0));
    assert_eq!(&*state.python.beside, [file("util.py", "x = 1\n")]);
    let Some(Notice::Taken(account)) = &state.workspace.notice else { panic!("{:?}", state.workspace.notice) };
    assert_eq!((account.files, account.main.as_deref()), (2, Some("main.py")));
    assert_eq!(account.left_out, [(LeftOutReason::Binary, "logo.png".into(), 1)]);
    assert_eq!(state.python.undo.as_ref().map(|undo| undo.of), Some(FileChange::Taking));
    assert_eq!(state.file_name(FileFormat::Program), "loopline-program.zip");
    let back = after(state, [python(PythonAction::Restore)]);
    assert_eq!((&back.python.text, &back.python.beside), (&before.python.text, &before.python.beside));
    // A folder in which nothing can be a file of a program changes nothing.
    let empty = TakenProgram { name: "photos".into(), files: Vec::new(), left_out };
    let told = after(before.clone(), [python(PythonAction::TakeProgram(empty))]);
    assert_eq!((&told.python.text, &told.python.beside), (&before.python.text, &before.python.beside));
    assert!(
        told.python.undo.is_none() && matches!(&told.workspace.notice, Some(Notice::Taken(none)) if none.files == 0)
    );
}

#[test]
fn each_change_of_the_files_has_a_way_back_of_its_own() {
    let undone = |state: &State| state.python.undo.as_ref().map(|undo| undo.of);
    let two = after(own(), [python(PythonAction::AddFile("util.py".into()))]);
    assert_eq!(undone(&two), None);
    assert_eq!(undone(&after(two.clone(), [python(PythonAction::RemoveFile)])), Some(FileChange::Removal));
    let dropped = vec![SourceFile { path: "lesson.py".into(), text: "x".into() }];
    assert_eq!(undone(&after(two.clone(), [python(PythonAction::TakeFiles(dropped))])), Some(FileChange::Taking));
    assert_eq!(undone(&after(two, [python(PythonAction::Reset)])), Some(FileChange::Reset));
}

#[test]
fn the_catalogue_is_folded_away_beside_ones_own_program_until_it_is_unfolded() {
    let unfold = |unfolded| Action::Workspace(WorkspaceAction::Catalogue(unfolded));
    assert!(own().folds_catalogue());
    assert!(!after(own(), [unfold(true)]).folds_catalogue());
    assert!(after(own(), [unfold(true), unfold(false)]).folds_catalogue());
    let go = Action::Address(AddressAction::Go(read("#/python/gather")));
    assert!(!after(own(), [go]).folds_catalogue(), "a demo's twin stands in the course");
}

#[test]
fn a_draft_comes_back_is_set_back_and_brought_back() {
    let state = Rc::new(State::open("#/python", Lang::En, Theme::System));
    let state = after(
        state,
        [python(PythonAction::Given(Script::Own, Draft::alone(STARTER.into()), Some(Draft::alone("mine".into()))))],
    );
    assert!(state.python.changed());
    let reset = after(state.clone(), [python(PythonAction::Reset)]);
    assert_eq!(reset.python.text.as_deref(), Some(STARTER));
    assert!(!reset.python.changed());
    let back = after(reset.clone(), [python(PythonAction::Restore)]);
    assert_eq!(back.python.text.as_deref(), Some("mine"));
    // The editor tells of the text that it was given: that is no edit.
    let told = after(reset.clone(), [python(PythonAction::Edit(STARTER.into()))]);
    assert!(Rc::ptr_eq(&told, &reset));
    let edited = after(reset, [python(PythonAction::Edit("other".into()))]);
    assert!(edited.python.undo.is_none(), "there is nothing to bring back any more");
    let other =
        python(PythonAction::Given(Script::Twin(Twin::named("gather").unwrap()), Draft::alone("x".into()), None));
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(other).0), "another program's text comes too late");
}

/// The mistakes in these files, each in a line.
fn mistakes_in(trace: &Trace, files: &[&str]) -> Vec<String> {
    let files: Vec<Rc<str>> = files.iter().map(|file| Rc::from(*file)).collect();
    mistakes(trace, &files).iter().map(|Mistake { file, line, why }| format!("{file}:{line}: {why}")).collect()
}

#[test]
fn of_each_traceback_the_innermost_line_of_the_program_is_marked() {
    let mut trace = Trace::default();
    let printed = [
        "Traceback (most recent call last):",
        "  File \"program.py\", line 9, in <module>",
        "    asyncio.run(main())",
        "    ~~~~~~~~~~~^^^^^^^^",
        "  File \"program.py\", line 5, in main",
        "    raise ValueError(\"x\")",
        "ValueError: x",
        "no error of line 4",
        "  File \"program.py\", line 2",
        "    def f(:",
        "         ^",
        "SyntaxError: '(' was never closed",
    ];
    for line in printed {
        let text = trace.intern(line);
        let kind = EventKind::Output { stream: Stream::Err, text };
        trace.push(Event { t: Micros::ZERO, thread: 0, run: 0, cause: None, wall: None, kind });
    }
    let expected = [(5, "ValueError: x"), (2, "SyntaxError: '(' was never closed")];
    assert_eq!(mistakes_in(&trace, &["program.py"]), expected.map(|(line, why)| format!("program.py:{line}: {why}")));
    assert_eq!(mistakes_in(&trace, &["other.py"]), [""; 0]);
}

#[test]
fn the_errors_of_a_group_are_marked_each_at_its_line() {
    let mut trace = Trace::default();
    let printed = "  + Exception Group Traceback (most recent call last):
  |   File \"program.py\", line 15, in <module>
  |     asyncio.run(main())
  |   File \"program.py\", line 10, in main
  |     async with asyncio.TaskGroup() as group:
  |                ^^^^^^^^^^^^^^^^^^^
  | ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File \"program.py\", line 6, in fetch
    |     return 10 / (n - 2)
    | ZeroDivisionError: division by zero
    +---------------- 2 ----------------
    | Traceback (most recent call last):
    |   File \"program.py\", line 7, in fetch
    | ValueError: no
    +------------------------------------";
    for line in printed.lines() {
        let text = trace.intern(line);
        let kind = EventKind::Output { stream: Stream::Err, text };
        trace.push(Event { t: Micros::ZERO, thread: 0, run: 0, cause: None, wall: None, kind });
    }
    let expected = [
        (10, "ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions)"),
        (6, "ZeroDivisionError: division by zero"),
        (7, "ValueError: no"),
    ];
    assert_eq!(mistakes_in(&trace, &["program.py"]), expected.map(|(line, why)| format!("program.py:{line}: {why}")));
}

/// A record of so many events that its limit has cut.
fn cut(len: usize) -> FinishedPython {
    let mut trace = Trace::new();
    for i in 0..len {
        let kind = match i + 1 == len {
            true => EventKind::RunEnded { status: Status::Limit },
            false => EventKind::Turn { ready: 1, timers: 0 },
        };
        trace.push(Event { t: Micros(i as u64), wall: None, thread: 0, run: 0, cause: None, kind });
    }
    let program =
        ProgramInfo { id: "program.py".into(), args: Vec::new(), source: None, files: Vec::new(), changes: Vec::new() };
    let record = Record::whole(Rc::new(trace.into()));
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    FinishedPython::new(Draft::alone(STARTER.into()), opened)
}

#[test]
fn a_record_that_its_limit_has_cut_grows_as_the_playhead_nears_its_end_up_to_the_limit_of_all() {
    let state = after(own(), [Action::Run(RunAction::Run)]);
    assert_eq!((state.run.ticket, state.python.limit), (1, FIRST_EVENTS));
    let state = after(state, [python(PythonAction::Ran(1, cut(FIRST_EVENTS)))]);
    assert!(state.is_cut() && !state.python.growing, "at its beginning there is enough to see");
    let state = after(state, [Action::Playback(PlaybackAction::Seek(FIRST_EVENTS / 10 * 8))]);
    assert_eq!((state.python.growing, state.run.ticket, state.python.limit), (true, 2, 4 * FIRST_EVENTS));
    let shown = after(state.clone(), [Action::Playback(PlaybackAction::Seek(FIRST_EVENTS / 10 * 9))]);
    assert_eq!(shown.run.ticket, 2, "it is asked for once");
    let state = after(shown, [python(PythonAction::Ran(2, cut(4 * FIRST_EVENTS)))]);
    assert_eq!((state.playback.playhead, state.len()), (FIRST_EVENTS / 10 * 9, 4 * FIRST_EVENTS), "the playhead stays");
    let state = after(
        state,
        [
            Action::Playback(PlaybackAction::End),
            python(PythonAction::Ran(3, cut(MOST_EVENTS))),
            Action::Playback(PlaybackAction::End),
        ],
    );
    assert_eq!((state.python.growing, state.python.limit, state.len()), (false, MOST_EVENTS, MOST_EVENTS));
    let state = after(state, [python(PythonAction::Raise)]);
    assert_eq!((state.python.growing, state.python.limit), (true, MOST_ASKED_EVENTS));
    let edited = after(state.clone(), [python(PythonAction::Edit("print(1)".into()))]);
    assert!(!edited.is_cut(), "another text is no longer run");
    let state = after(state, [python(PythonAction::Failed(4, RunFailure::Broken("trap".into())))]);
    assert_eq!((state.len(), state.python.mishap.clone()), (MOST_EVENTS, None), "what was there stays");
}

#[test]
fn a_run_that_is_begun_while_the_record_before_grows_takes_its_place() {
    let state = after(
        own(),
        [
            Action::Run(RunAction::Run),
            python(PythonAction::Ran(1, cut(FIRST_EVENTS))),
            Action::Playback(PlaybackAction::End),
        ],
    );
    assert!(state.python.growing);
    let anew = after(state, [Action::Run(RunAction::Run), python(PythonAction::Ran(2, cut(4 * FIRST_EVENTS)))]);
    assert_eq!(
        (anew.python.running, anew.python.growing, anew.run.ticket),
        (true, false, 3),
        "what comes late is not taken"
    );
    let anew = after(anew, [python(PythonAction::Ran(3, ran(STARTER)))]);
    assert!(!anew.python.running && !anew.is_cut() && anew.len() < FIRST_EVENTS, "it is another run's record");
}

#[test]
fn a_measured_run_is_not_run_again_for_a_longer_record() {
    let state = after(own(), [Action::Run(RunAction::Timing(Timing::Measured)), Action::Run(RunAction::Run)]);
    let ran = FinishedPython { measured: true, ..cut(FIRST_EVENTS) };
    let state = after(state, [python(PythonAction::Ran(1, ran)), Action::Playback(PlaybackAction::End)]);
    assert!(!state.is_cut() && !state.python.growing);
}

/// A run that asks for a line at its end, after what was typed.
fn asking(typed: &[&str], beginning: &str) -> FinishedPython {
    let lines = typed.iter().map(|line| line.to_string()).collect();
    FinishedPython { typed: TypedInput { lines, all: false }, asks: Some(beginning.into()), ..ran(STARTER) }
}

#[test]
fn a_program_that_asks_is_run_once_more_with_what_is_typed_and_the_playhead_stays() {
    let state = after(own(), [Action::Run(RunAction::Run), python(PythonAction::Ran(1, asking(&[], "Name? ")))]);
    assert_eq!((state.python.asks().map(|asks| &**asks), state.workspace.tab), (Some("Name? "), Tab::Console));
    let end = state.len();
    let state = after(state, [Action::Playback(PlaybackAction::End), python(PythonAction::Type(Some("Alice".into())))]);
    assert!(state.python.running && state.python.growing && state.python.asks().is_none());
    assert_eq!((state.run.ticket, &state.python.typed.lines[..]), (2, &["Alice".to_string()][..]));
    assert_eq!((state.playback.playhead, state.len()), (end, end), "what has happened stays shown");
    let twice = after(state.clone(), [python(PythonAction::Type(Some("Bob".into())))]);
    assert_eq!(twice.run.ticket, 2, "it is asked once");
    let state = after(state, [python(PythonAction::Ran(2, asking(&["Alice"], "Age? ")))]);
    assert_eq!((state.python.running, state.python.asks().map(|asks| &**asks)), (false, Some("Age? ")));
    let state = after(state, [python(PythonAction::Type(None))]);
    assert_eq!(state.python.typed, TypedInput { lines: vec!["Alice".into()], all: true });
    let state = after(state, [python(PythonAction::Ran(3, ran(STARTER))), Action::Run(RunAction::Run)]);
    assert_eq!(state.python.typed, TypedInput::default(), "a new run is asked anew");
}

#[test]
fn what_was_typed_and_came_to_nothing_can_be_typed_again() {
    let state = after(own(), [Action::Run(RunAction::Run), python(PythonAction::Ran(1, asking(&["a"], "? ")))]);
    let state = after(state, [python(PythonAction::Type(Some("b".into())))]);
    let ends =
        [PythonAction::Failed(2, RunFailure::Stopped), PythonAction::Failed(2, RunFailure::Broken("trap".into()))];
    for end in ends {
        let state = after(state.clone(), [python(end)]);
        assert!(!state.python.running && !state.python.growing && state.python.mishap.is_some());
        assert_eq!(state.python.typed.lines, ["a"]);
        assert_eq!(state.python.asks().map(|asks| &**asks), Some("? "));
        assert!(state.run.record.is_some());
    }
}

#[test]
fn a_line_that_nobody_asks_for_does_nothing() {
    let state = after(own(), [Action::Run(RunAction::Run), python(PythonAction::Ran(1, ran(STARTER)))]);
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(python(PythonAction::Type(Some("x".into())))).0));
}

#[test]
fn a_live_run_is_drawn_as_it_goes_and_what_it_has_done_stays_when_it_is_stopped() {
    let state = after(own(), [Action::Run(RunAction::Timing(Timing::Live)), Action::Run(RunAction::Run)]);
    assert_eq!((state.run.phase, state.python.limit), (Phase::Idle, MOST_EVENTS));
    let left = ran(STARTER);
    let (len, record) = (left.opened.record.len, left.opened.record.clone());
    let begun = FinishedPython {
        opened: Rc::new(OpenedRecord { record: Record::new(record.trace), ..(*left.opened).clone() }),
        ..left
    };
    let state = after(state, [python(PythonAction::Began(1, begun.clone()))]);
    assert!(state.live() && state.playback.playing && state.is_empty() && state.python.shows_what_ran());
    let state = after(state, [Action::Run(RunAction::Grown(len / 2, Micros(7), None))]);
    assert_eq!((state.playback.playhead, state.playback.at), (len / 2, Micros(7)));
    let (paused, effects) = after(state.clone(), [Action::Playback(PlaybackAction::Pause)])
        .reduce(Action::Playback(PlaybackAction::Step(1)));
    assert!(
        matches!(effects[..], [Effect::Turn]) && !paused.playback.playing,
        "at the edge a step is a turn of the loop"
    );
    let asked = after(state.clone(), [python(PythonAction::Asks(1, "? ".into()))]);
    assert_eq!(asked.workspace.tab, Tab::Console);
    let (told, effects) = asked.reduce(python(PythonAction::Type(Some("yes".into()))));
    assert!(matches!(&effects[..], [Effect::Answer(Some(line))] if &**line == "yes"), "it is told: {effects:?}");
    assert_eq!((told.run.ticket, told.python.asks()), (1, None), "and not run again");
    let (_, effects) = state.clone().reduce(python(PythonAction::Stop));
    assert!(matches!(effects[..], [Effect::KeepStopped(1)]), "{effects:?}");
    let mut half = begun.clone();
    Rc::make_mut(&mut half.opened).record.grow(len / 2);
    let (stopped, effects) = state.clone().reduce(python(PythonAction::Stopped(1, half.clone(), false)));
    assert_eq!((stopped.run.phase, stopped.len()), (Phase::Ended(Status::Stopped), len / 2));
    assert!(stopped.python.mishap.is_none() && !stopped.python.running);
    assert!(matches!(effects[..], [Effect::Stop]), "it waited, and its line is recorded: {effects:?}");
    let (stuck, effects) = state.clone().reduce(python(PythonAction::Stopped(1, half, true)));
    let again = effects.iter().find_map(|effect| match effect {
        Effect::Run(ticket, request) => Some((*ticket, request.timing, request.stop)),
        _ => None,
    });
    assert_eq!(again, Some((2, Timing::Exact, Some(len / 2))), "within a step it runs once more for the line");
    let found = after(stuck.clone(), [python(PythonAction::Ran(2, ran(STARTER)))]);
    assert!(found.len() > len / 2 && !found.python.locating);
    let other = after(stuck, [python(PythonAction::Ran(2, ran_like("gather", STARTER)))]);
    assert_eq!(
        (other.len(), other.run.phase),
        (len / 2, Phase::Ended(Status::Stopped)),
        "another run has no line of this"
    );
    let ended =
        [python(PythonAction::Ran(1, begun)), Action::Run(RunAction::Grown(len, Micros(9), Some(Status::Returned)))];
    let state = after(state, ended);
    assert_eq!(
        (state.run.phase, state.playback.playing, state.playback.playhead),
        (Phase::Ended(Status::Returned), false, len)
    );
    assert!(!state.python.running && !state.is_cut());
}

#[test]
fn where_a_program_cannot_be_suspended_none_is_run_live() {
    let state = after(own(), [Action::Run(RunAction::Timing(Timing::Live)), python(PythonAction::CannotLive)]);
    assert_eq!(state.python.timing, Timing::Exact);
    let state = after(state, [Action::Run(RunAction::Timing(Timing::Live))]);
    assert_eq!(state.python.timing, Timing::Exact);
}

#[test]
fn the_key_for_live_or_exact_is_for_programs_in_python_too() {
    let state = after(own(), [Action::Run(RunAction::Timing(Timing::Live))]);
    assert_eq!((state.python.timing, state.next_timing()), (Timing::Live, Timing::Live));
    let state = after(state, [Action::Run(RunAction::Timing(Timing::Exact))]);
    assert_eq!(
        (state.python.timing, state.next_timing(), state.run.timing),
        (Timing::Exact, Timing::Exact, Timing::Live)
    );
}
