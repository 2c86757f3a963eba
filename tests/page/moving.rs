//! Ways to move in a record: steps to events of a kind, stops at lines.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::run_to_end;
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::derived::arrival_sentence::arrival_sentence;
use loopline::page::derived::event_search::Needle;
use loopline::page::model::action::{MoveAction, PlaybackAction, RunAction};
use loopline::page::model::effect::Effect;
use loopline::page::model::effect::{ViewOrder, Zoom};
use loopline::page::model::moving::{Arrival, FindAction, Place, SeenPart, StepKind, StretchAction, WaitLength};
use loopline::page::model::moving::{Note, NoteAction, Notes};
use loopline::page::model::state::{Action, Highlight, State, Theme};
use loopline::reading::{LineSet, RecordAnalysis, StepGoal, longest_wait, step_to, stretch_sums};
use loopline::trace::{EventKind, Seq, Status, Stream, TaskId, Trace};

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// A demo that was run instantly to its end, with the playhead at its start.
fn finished(hash: &str) -> Rc<State> {
    let state = Rc::new(State::open(hash, Lang::En, Theme::System));
    let state = after(state, [Action::Run(RunAction::Timing(Timing::Exact)), Action::Run(RunAction::Run)]);
    let (demo, args) = (state.demo().expect("a demo"), state.address.args.clone().expect("its parameters"));
    let run = run_to_end(demo, args);
    let (record, now) = (run.record(), run.now());
    let len = record.borrow().len();
    let grown = RunAction::Grown(len, now, Some(Status::Returned));
    after(state, [RunAction::Started(record).into(), grown.into(), PlaybackAction::Seek(0).into()])
}

fn step(kind: StepKind, forward: bool) -> Action {
    MoveAction::Step(kind, forward).into()
}

/// The records of demos with tasks, errors, waits and generators.
fn records() -> Vec<(&'static str, loopline::trace::SharedTrace)> {
    let ids = ["hello", "gather", "bounded-queue", "deadlock", "generator", "task-group", "timeout", "lock"];
    let demos = ids.into_iter().filter_map(|id| Some((id, loopline::demos::find(id)?)));
    demos.map(|(id, demo)| (id, run_to_end(demo, loopline::demos::Args::defaults(demo)).record())).collect()
}

/// All events to which steps go, one after the other.
fn walk(trace: &Trace, analysis: &RecordAnalysis, goal: StepGoal, forward: bool) -> Vec<Seq> {
    let mut found = Vec::new();
    let mut from = if forward { 0 } else { trace.len() + 1 };
    while let Some(seq) = step_to(trace, &analysis.spans, goal, from, trace.len(), forward) {
        found.push(seq);
        from = seq.0 as usize + 1;
    }
    if !forward {
        found.reverse();
    }
    found
}

#[test]
fn steps_back_come_to_the_events_that_steps_forward_come_to() {
    let records = records();
    assert!(records.len() >= 6, "{}", records.len());
    for (id, record) in records {
        let trace = record.borrow();
        let analysis = RecordAnalysis::new(&trace);
        let longest = longest_wait(&analysis.spans, trace.end_time()).unwrap_or(Micros(1));
        let tasks = analysis.spans.tasks.iter().map(|task| StepGoal::Task(task.task));
        let goals = [StepGoal::Output, StepGoal::Error, StepGoal::Wait(Micros(1)), StepGoal::Wait(longest)];
        for goal in goals.into_iter().chain(tasks) {
            let forward = walk(&trace, &analysis, goal, true);
            let mut backward = walk(&trace, &analysis, goal, false);
            backward.dedup();
            let mut once = forward.clone();
            once.dedup();
            assert_eq!(once, backward, "{id}: {goal:?}");
        }
        let printed = walk(&trace, &analysis, StepGoal::Output, true);
        let outputs = trace.events().filter(|(_, event)| matches!(event.kind, EventKind::Output { .. }));
        assert_eq!(printed, outputs.map(|(seq, _)| seq).collect::<Vec<_>>(), "{id}");
    }
}

#[test]
fn the_events_of_a_task_are_those_that_name_it_and_those_of_its_steps() {
    let state = finished("#/demo/gather");
    let record = state.run.record.clone().expect("a record");
    let (trace, analysis) = (record.trace.borrow(), RecordAnalysis::new(&record.trace.borrow()));
    let all: Vec<Vec<Seq>> =
        analysis.spans.tasks.iter().map(|task| walk(&trace, &analysis, StepGoal::Task(task.task), true)).collect();
    for events in &all {
        assert!(
            matches!(trace.event(events[0]).kind, EventKind::TaskCreated { .. }),
            "its creation is its first event"
        );
        assert!(matches!(trace.event(*events.last().expect("an event")).kind, EventKind::StepEnded { .. }));
    }
    // What a task prints is an event of it.
    let output = walk(&trace, &analysis, StepGoal::Output, true)[0];
    assert_eq!(all.iter().filter(|events| events.contains(&output)).count(), 1);
}

#[test]
fn a_step_goes_on_with_the_task_of_the_event_and_says_when_there_is_no_more() {
    let start = finished("#/demo/gather");
    assert_eq!(after(start.clone(), [step(StepKind::Task, true)]).moving.arrived, Some(Arrival::NoTask));
    let first = after(start, [step(StepKind::Output, true), step(StepKind::Task, true)]);
    let task = first.moving.task.expect("the task that printed");
    assert_eq!(first.lights(), [Highlight::Task(task)], "its lane is lit");
    let mut state = first;
    for _ in 0..200 {
        state = after(state, [step(StepKind::Task, true)]);
    }
    assert_eq!((state.moving.arrived, state.moving.task), (Some(Arrival::Nothing(StepKind::Task, true)), Some(task)));
    assert!(arrival_sentence(&state).expect("a sentence").starts_with("No later event of "));
    let moved = after(state, [PlaybackAction::Step(-1).into()]);
    assert_eq!(arrival_sentence(&moved), None, "it is said of the last step alone");
}

#[test]
fn the_longest_wait_is_one_of_the_waits_and_no_wait_is_longer() {
    let state = finished("#/demo/gather");
    let set = |length| MoveAction::WaitLength(length).into();
    let longest = after(state.clone(), [set(WaitLength::Longest), step(StepKind::Wait, true)]);
    let Some(Arrival::At(StepKind::Wait, at)) = longest.moving.arrived else { panic!("{:?}", longest.moving.arrived) };
    assert_eq!(longest.playback.playhead, at);
    let tenth = after(state, [step(StepKind::Wait, true)]);
    assert!(tenth.playback.playhead <= at && tenth.playback.playhead > 0);
}

#[test]
fn errors_are_each_met_once() {
    let mut trace = Trace::new();
    let text = trace.intern("boom");
    let mut push = |kind| {
        trace.push(loopline::trace::Event { t: Micros(0), thread: 0, run: 0, cause: None, wall: None, kind });
    };
    let printed = |stream| EventKind::Output { stream, text };
    for kind in
        [printed(Stream::Out), printed(Stream::Err), printed(Stream::Err), printed(Stream::Out), printed(Stream::Err)]
    {
        push(kind);
    }
    let analysis = RecordAnalysis::new(&trace);
    assert_eq!(walk(&trace, &analysis, StepGoal::Error, true), [Seq(1), Seq(4)], "a traceback is one error");
}

/// The line, in its file, at which the demo's first task is created by another.
fn line_of_a_task(state: &State) -> (Rc<str>, u32) {
    let record = state.run.record.as_ref().expect("a record");
    let trace = record.trace.borrow();
    let sites = trace.kinds().iter().filter_map(|kind| match kind {
        EventKind::TaskCreated { site, parent: Some(_), .. } => Some(trace.site(*site)),
        _ => None,
    });
    let site = sites.into_iter().next().expect("a task");
    (trace.text(site.file).into(), site.line)
}

#[test]
fn playing_stands_still_at_a_stop_and_goes_on_behind_it() {
    let state = finished("#/demo/gather");
    let (file, line) = line_of_a_task(&state);
    let set = Action::Move(MoveAction::Stop(Some(file.clone()), line));
    let tick = |ms| Action::Playback(PlaybackAction::Tick(Micros::from_millis(ms)));
    let play = Action::Playback(PlaybackAction::Toggle);
    let stopped = after(state.clone(), [set.clone(), play.clone(), tick(100)]);
    let Some(Arrival::At(StepKind::Line, at)) = stopped.moving.arrived else { panic!("{:?}", stopped.moving.arrived) };
    assert_eq!((stopped.playback.playhead, stopped.playback.playing), (at, false));
    let again = after(stopped.clone(), [play.clone(), tick(1)]);
    assert!(again.playback.playhead > at, "it is not held by where it stands");
    let without = after(state.clone(), [set.clone(), set.clone(), play.clone(), tick(100)]);
    assert!(without.playback.playhead > at && without.moving.arrived.is_none());
    // The key goes there, too, and a stop stays when the demo runs again.
    assert_eq!(after(state.clone(), [set.clone(), step(StepKind::Line, true)]).playback.playhead, at);
    assert!(after(stopped, [RunAction::Run.into()]).moving.stops.has(&file, line));
    assert_eq!(after(state.clone(), [step(StepKind::Line, true)]).moving.arrived, Some(Arrival::NoStops));
    let elsewhere = Action::Move(MoveAction::Stop(Some(file), 1));
    assert_eq!(after(state, [elsewhere, step(StepKind::Line, true)]).moving.arrived, Some(Arrival::NothingAtStops));
}

#[test]
fn a_live_run_is_paused_at_a_stop() {
    let whole = finished("#/demo/gather");
    let (file, line) = line_of_a_task(&whole);
    let record = whole.run.record.clone().expect("a record");
    let live = Rc::new(State::open("#/demo/gather", Lang::En, Theme::System));
    let actions: [Action; 4] = [
        MoveAction::Stop(Some(file.clone()), line).into(),
        RunAction::Run.into(),
        RunAction::Started(record.trace.clone()).into(),
        RunAction::Grown(record.len - 1, record.trace.borrow().end_time(), None).into(),
    ];
    let stopped = after(live, actions);
    let lines = LineSet::of(&record.trace.borrow(), &[(file.clone(), line)]);
    let analysis = RecordAnalysis::new(&record.trace.borrow());
    let first = step_to(&record.trace.borrow(), &analysis.spans, StepGoal::Lines(&lines), 0, record.len, true);
    assert_eq!(Some(stopped.playback.playhead), first.map(|seq| seq.0 as usize + 1));
    assert!(!stopped.playback.playing);
}

#[test]
fn a_chosen_task_is_let_go_with_the_run() {
    let chosen = after(finished("#/demo/gather"), [MoveAction::Choose(Some(TaskId(0))).into()]);
    assert_eq!(chosen.moving.task, Some(TaskId(0)));
    assert_eq!(after(chosen, [RunAction::Run.into()]).moving.task, None);
}

fn find(action: FindAction) -> Action {
    MoveAction::Find(action).into()
}

/// The events of a record in which a text is found.
fn found(trace: &Trace, analysis: &RecordAnalysis, text: &str, lang: Lang) -> Vec<u32> {
    let needle = Needle::new(text, trace, lang);
    let is_in = |at: &u32| needle.is_in(trace, &analysis.spans, &analysis.index, Seq(*at));
    (0..trace.len() as u32).filter(is_in).collect()
}

#[test]
fn names_outputs_kinds_and_lines_are_found_in_either_language() {
    let state = finished("#/demo/gather");
    let record = state.run.record.clone().expect("a record");
    let (trace, analysis) = (record.trace.borrow(), RecordAnalysis::new(&record.trace.borrow()));
    let by_kind = |kind: fn(&EventKind) -> bool| -> Vec<u32> {
        trace.events().filter(|(_, event)| kind(&event.kind)).map(|(seq, _)| seq.0).collect()
    };
    let created = by_kind(|kind| matches!(kind, EventKind::TaskCreated { .. }));
    assert_eq!(found(&trace, &analysis, "task_created", Lang::En), created);
    assert_eq!(found(&trace, &analysis, " Task Created ", Lang::Ru), created, "capitals and spaces matter nothing");
    let printed = by_kind(|kind| matches!(kind, EventKind::Output { .. }));
    assert_eq!(found(&trace, &analysis, "printed:", Lang::En), printed);
    assert_eq!(found(&trace, &analysis, "НАПЕЧАТАНО", Lang::Ru), printed);
    let (file, line) = line_of_a_task(&state);
    let at_line = found(&trace, &analysis, &format!("line {line}"), Lang::En);
    assert!(!at_line.is_empty());
    assert_eq!(found(&trace, &analysis, &format!("{file}:{line}"), Lang::En), at_line);
    let first = found(&trace, &analysis, &trace.text(analysis.spans.tasks[1].name).to_lowercase(), Lang::En);
    assert!(first.contains(&analysis.spans.tasks[1].created.seq.0));
    assert_eq!(found(&trace, &analysis, "no such text", Lang::En), [0_u32; 0]);
}

#[test]
fn a_search_is_asked_for_once_for_each_text_and_record_and_ended_with_its_field() {
    let searches = |state: &Rc<State>, action: Action| -> (Rc<State>, Vec<Option<String>>) {
        let (next, effects) = state.clone().reduce(action);
        let searches = effects.iter().filter_map(|effect| match effect {
            Effect::Search(search) => Some(search.as_ref().map(|search| search.text.to_string())),
            _ => None,
        });
        (next, searches.collect())
    };
    let state = finished("#/demo/hello");
    let (state, none) = searches(&state, find(FindAction::Open(true)));
    assert_eq!(none, [], "nothing is looked for yet");
    let (state, asked) = searches(&state, find(FindAction::Type("hello".into())));
    assert_eq!(asked, [Some("hello".into())]);
    let (state, none) = searches(&state, PlaybackAction::Step(1).into());
    assert_eq!(none, []);
    let (state, ended) = searches(&state, find(FindAction::Open(false)));
    assert_eq!(ended, [None]);
    let late = after(state, [find(FindAction::Found("hello".into(), [1].into(), 5))]);
    assert!(late.moving.finding.hits.is_empty(), "nothing is shown of a search that was closed");
}

#[test]
fn enter_goes_from_found_to_found_and_around() {
    let actions = [
        find(FindAction::Open(true)),
        find(FindAction::Type("x".into())),
        find(FindAction::Found("x".into(), [1, 4, 5].into(), 9)),
    ];
    let state = after(finished("#/demo/hello"), actions);
    let walk = |forward: bool| {
        let mut state = state.clone();
        let mut heads = Vec::new();
        for _ in 0..4 {
            state = after(state, [find(FindAction::Go(forward))]);
            heads.push((state.playback.playhead, state.moving.finding.position(state.playback.playhead - 1)));
        }
        heads
    };
    assert_eq!(walk(true), [(2, Some(1)), (5, Some(2)), (6, Some(3)), (2, Some(1))]);
    assert_eq!(walk(false), [(6, Some(3)), (5, Some(2)), (2, Some(1)), (6, Some(3))]);
    let still = after(state.clone(), [find(FindAction::Open(true))]);
    assert_eq!(still.moving.finding.hits.len(), 3, "the key goes to the field that is open");
    let again = after(state, [RunAction::Run.into()]);
    assert!(again.moving.finding.open && again.moving.finding.hits.is_empty(), "another record has other events");
}

fn stretch(action: StretchAction) -> Action {
    MoveAction::Stretch(action).into()
}

#[test]
fn the_sums_of_a_task_equal_the_length_of_the_stretch() {
    for (id, record) in records() {
        let (trace, analysis) = (record.borrow(), RecordAnalysis::new(&record.borrow()));
        let end = trace.end_time().0;
        for (from, to) in [(0, end), (0, end / 3), (end / 7, end / 2), (end / 2, end * 2), (end / 5, end / 5)] {
            for task in stretch_sums(&analysis.spans, Micros(from), Micros(to)) {
                let sum = task.running + task.ready + task.waited() + task.absent;
                assert_eq!(sum, Micros(to - from), "{id}: task {} from {from} to {to}", task.task.0);
            }
        }
        // Beside each other, stretches have together what the whole has.
        let sums = |from: u64, to: u64| stretch_sums(&analysis.spans, Micros(from), Micros(to));
        for whole in sums(0, end) {
            let parts = [(0, end / 3), (end / 3, end)].map(|(from, to)| {
                let part = sums(from, to).into_iter().find(|part| part.task == whole.task);
                part.map_or(Micros::ZERO, |part| part.running + part.waited())
            });
            assert_eq!(parts[0] + parts[1], whole.running + whole.waited(), "{id}: task {}", whole.task.0);
        }
    }
}

#[test]
fn a_stretch_is_set_at_the_playhead_and_its_ends_never_cross() {
    let state = finished("#/demo/gather");
    let at = |events: usize, action: StretchAction| [PlaybackAction::Seek(events).into(), stretch(action)];
    let ends = |state: &State| state.moving.stretch.map(|stretch| (stretch.from.count, stretch.to.count));
    let last = state.len();
    let begun = after(state.clone(), at(10, StretchAction::From));
    assert_eq!(ends(&begun), Some((10, last)), "up to the end, before an end is set");
    let both = after(begun, at(20, StretchAction::To));
    assert_eq!(ends(&both), Some((10, 20)));
    assert_eq!(both.moving.stretch.map(|stretch| stretch.events()), Some(10));
    assert_eq!(ends(&after(both.clone(), at(5, StretchAction::To))), Some((0, 5)));
    assert_eq!(ends(&after(both.clone(), at(30, StretchAction::From))), Some((30, last)));
    let dragged = StretchAction::Between(Place::Event(9), Place::Event(4));
    assert_eq!(ends(&after(both.clone(), [stretch(dragged)])), Some((4, 9)), "dragged backwards");
    let moved = |is_begin, to| ends(&after(both.clone(), [stretch(StretchAction::Move(is_begin, Place::Event(to)))]));
    assert_eq!((moved(true, 12), moved(true, 30)), (Some((12, 20)), Some((20, 20))));
    assert_eq!((moved(false, 30), moved(false, 1)), (Some((10, 30)), Some((10, 10))));
    assert_eq!(ends(&after(both.clone(), [stretch(StretchAction::Clear)])), None);
    assert_eq!(ends(&after(both, [RunAction::Run.into()])), None, "another record");
    let none = Rc::new(State::open("#/demo/gather", Lang::En, Theme::System));
    assert_eq!(ends(&after(none, [stretch(StretchAction::From)])), None, "there is no record");
}

#[test]
fn a_link_carries_the_part_that_is_seen_and_the_stretch() {
    let state = finished("#/demo/gather");
    let end = state.end().0;
    let seen = SeenPart { steps: false, from: end as f64 / 4.0, to: end as f64 / 2.0 };
    let between = StretchAction::Between(Place::Time(Micros(end / 3)), Place::Time(Micros(end / 2)));
    let shown = after(
        state,
        [stretch(StretchAction::Seen(Some(seen))), stretch(between), MoveAction::Choose(Some(TaskId(1))).into()],
    );
    let link = shown.link(true, false).expect("a link");
    let read = loopline::page::model::link::Link::read(&link.write(), "").expect("it is read");
    assert_eq!(read, link);
    let opened = loopline::page::model::action::LinkAction::Opened("1.abc".into(), Ok(read));
    let fresh = Rc::new(State::open("#/demo/gather?link=1.abc", Lang::En, Theme::System));
    let record = shown.run.record.clone().expect("a record");
    let there = after(fresh, [opened.into(), RunAction::Run.into(), RunAction::Started(record.trace.clone()).into()]);
    let (there, effects) = there.reduce(RunAction::Grown(record.len, shown.end(), Some(Status::Returned)));
    assert_eq!((there.moving.stretch, there.moving.task), (shown.moving.stretch, Some(TaskId(1))));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::View(ViewOrder::ZoomTimeline(Zoom::Seen)))));
    let back = there.moving.seen.expect("a part");
    assert!((back.from - seen.from).abs() <= 1.0 && (back.to - seen.to).abs() <= 1.0);
}

fn note(action: NoteAction) -> Action {
    MoveAction::Note(action).into()
}

/// The notes of a state, each with the number of events before it.
fn notes(state: &State) -> Vec<(usize, String)> {
    state.moving.notes.all.iter().map(|note| (note.at, note.text.to_string())).collect()
}

#[test]
fn notes_are_written_changed_removed_and_brought_back() {
    let write = |at: usize, text: &str| {
        [PlaybackAction::Seek(at).into(), note(NoteAction::Edit(None)), note(NoteAction::Write(text.into()))]
    };
    let state = after(finished("#/demo/gather"), write(9, "  later <b>  ").into_iter().chain(write(4, "first")));
    assert_eq!(notes(&state), [(4, "first".into()), (9, "later <b>".into())], "in order, without the room around");
    let changed = after(state.clone(), write(9, "last"));
    assert_eq!(notes(&changed)[1].1, "last");
    assert_eq!(notes(&after(changed.clone(), [note(NoteAction::Undo)]))[1].1, "later <b>");
    let removed = after(changed, [note(NoteAction::Remove(4))]);
    assert_eq!(notes(&removed), [(9, "last".into())]);
    assert_eq!(notes(&after(removed.clone(), [note(NoteAction::Undo)])).len(), 2);
    let emptied = after(removed.clone(), write(9, " "));
    assert_eq!(notes(&emptied), [], "an empty text takes the note away");
    let cancelled = [note(NoteAction::Edit(Some(9))), note(NoteAction::Cancel), note(NoteAction::Write("lost".into()))];
    assert_eq!(notes(&after(removed.clone(), cancelled)), [(9, "last".into())]);
    assert_eq!(notes(&after(removed, [RunAction::Run.into()])).len(), 1, "they stay when the program runs again");
    let long = after(state, write(1, &"я".repeat(900)));
    assert_eq!(notes(&long)[0].1.chars().count(), 500);
}

#[test]
fn a_link_carries_the_notes_and_no_more_than_a_record_may_have() {
    let write =
        [PlaybackAction::Seek(4).into(), note(NoteAction::Edit(None)), note(NoteAction::Write("<i>here</i>".into()))];
    let state = after(finished("#/demo/gather"), write);
    assert!(state.link(false, false).expect("a link").notes.is_empty(), "they are of what is shown");
    let link = state.link(true, false).expect("a link");
    let read = loopline::page::model::link::Link::read(&link.write(), "").expect("it is read");
    let opened = loopline::page::model::action::LinkAction::Opened("1.abc".into(), Ok(read));
    let there = after(Rc::new(State::open("#/demo/gather?link=1.abc", Lang::En, Theme::System)), [opened.into()]);
    assert_eq!(notes(&there), [(4, "<i>here</i>".into())]);
    let many = Notes::of((0..1000).map(|at| Note { at: at / 2, text: "x".into() }));
    assert!(many.all.len() <= 200 && many.all.windows(2).all(|pair| pair[0].at < pair[1].at));
}
