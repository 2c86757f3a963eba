//! The page's state, without a browser.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{Args, Refused, find, run_to_end};
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::model::action::{
    AddressAction, ListingAction, PlaybackAction, RunAction, SettingsAction, WorkspaceAction,
};
use loopline::page::model::effect::Effect;
use loopline::page::model::files::{FileAction, FileError, FileFormat};
use loopline::page::model::listing::Missing;
use loopline::page::model::route::{Route, read, write};
use loopline::page::model::state::{Action, Axis, Highlight, Notice, Phase, State, Theme};
use loopline::trace::{HandleKind, Seq, Status, TaskId};

fn open(hash: &str) -> Rc<State> {
    Rc::new(State::open(hash, Lang::En, Theme::System))
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// A demo that was run instantly to its end, with the playhead at its start.
pub(crate) fn finished(hash: &str) -> Rc<State> {
    let state = after(open(hash), [Action::Run(RunAction::Timing(Timing::Exact)), Action::Run(RunAction::Run)]);
    let (demo, args) = (state.demo().expect("a demo"), state.address.args.clone().expect("its parameters"));
    let run = run_to_end(demo, args);
    let (record, now) = (run.record(), run.now());
    let len = record.borrow().len();
    after(
        state,
        [
            Action::Run(RunAction::Started(record)),
            Action::Run(RunAction::Grown(len, now, Some(Status::Returned))),
            Action::Playback(PlaybackAction::Seek(0)),
        ],
    )
}

#[test]
fn an_action_that_changes_nothing_gives_back_the_very_same_state() {
    let state = finished("#/demo/hello");
    let same = [
        Action::Playback(PlaybackAction::Seek(0)),
        Action::Settings(SettingsAction::Lang(Lang::En)),
        Action::Run(RunAction::Rate(1.0)),
        Action::Workspace(WorkspaceAction::Keys(false)),
        Action::Playback(PlaybackAction::Pause),
    ];
    for action in same {
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(action.clone()).0), "{action:?}");
    }
}

#[test]
fn a_programs_text_is_the_one_that_was_compiled_and_is_fetched_again_only_if_it_is_missing() {
    let state = open("#/demo/gather");
    let demo = state.demo().expect("a demo");
    assert_eq!(state.listings.get(demo), None);
    assert!(
        Rc::ptr_eq(&state, &state.clone().reduce(Action::Listing(ListingAction::FetchAgain)).0),
        "it is on its way"
    );

    let unreachable = state.clone().reduce(Action::Listing(ListingAction::Fetched(demo, None))).0;
    assert_eq!(unreachable.listings.get(demo), Some(&Err(Missing::Unreachable)));
    assert_eq!(unreachable.reduce(Action::Listing(ListingAction::FetchAgain)).0.listings.get(demo), None);

    let outdated = state.clone().reduce(Action::Listing(ListingAction::Fetched(demo, Some("another".into())))).0;
    assert_eq!(outdated.listings.get(demo), Some(&Err(Missing::Outdated)));

    let fetched = state.reduce(Action::Listing(ListingAction::Fetched(demo, Some(demo.source.text().into())))).0;
    let listing = fetched.listings.get(demo).and_then(|listing| listing.clone().ok()).expect("the listing");
    assert!(listing.starts_with("use ") && demo.source.text().trim_end().ends_with(&*listing));
    assert!(Rc::ptr_eq(&fetched, &fetched.clone().reduce(Action::Listing(ListingAction::FetchAgain)).0));
}

#[test]
fn an_address_names_a_demo_with_its_parameters_and_comes_back_from_them() {
    let demo = find("bounded-queue").expect("the demo is there");
    let address = read("#/demo/bounded-queue?room=1&consume=0.5");
    assert_eq!(address.route, Route::Demo(demo));
    let args = address.args.expect("a demo has parameters");
    assert_eq!((args.count("room"), args.seconds("consume")), (1, 0.5));
    assert_eq!(write(demo, &args, false), "#/demo/bounded-queue?room=1&consume=0.5");
    assert_eq!(write(demo, &Args::defaults(demo), false), "#/demo/bounded-queue");
}

#[test]
fn whatever_an_address_holds_is_shown_or_refused_and_never_a_panic() {
    assert_eq!(read("#/demo/none").route, Route::Unknown("none".into()));
    assert_eq!(read("#/demo/%D0%B4%").route, Route::Unknown("д%".into()));
    for hash in ["", "#", "#/", "/", "#//"] {
        assert!(matches!(read(hash).route, Route::Front | Route::Unknown(_)), "{hash}");
    }
    let address = read("#/demo/bounded-queue?room=1e300&items=&x&=&%=%zz&produce=-1");
    assert_eq!(address.refused.len(), 6, "{:?}", address.refused);
    assert_eq!(address.args, find("bounded-queue").map(Args::defaults), "what is refused changes nothing");
}

#[test]
fn a_refused_value_keeps_the_run_and_is_forgotten_when_a_good_one_comes() {
    let state = finished("#/demo/gather");
    let state = state.reduce(Action::Address(AddressAction::Set("a", "1000000".into()))).0;
    assert_eq!(state.address.refused, [Refused::OutOfRange("a".into(), 1_000_000.0, 0.0, 10.0)]);
    assert!(state.run.record.is_some(), "nothing is lost");
    let state = state.reduce(Action::Address(AddressAction::Set("a", "2,5".into()))).0;
    assert!(state.address.refused.is_empty());
    assert_eq!(state.address.args.as_ref().map(|args| args.seconds("a")), Some(2.5), "a decimal comma is a point");
    assert_eq!((state.run.phase, state.run.record.is_none()), (Phase::Idle, true), "the record was of other values");
}

#[test]
fn stepping_and_seeking_stay_within_the_record() {
    let state = finished("#/demo/hello");
    let len = state.len();
    assert_eq!(after(state.clone(), [Action::Playback(PlaybackAction::Step(-1))]).playback.playhead, 0);
    let state = after(
        state,
        [
            Action::Playback(PlaybackAction::Step(1)),
            Action::Playback(PlaybackAction::Step(1)),
            Action::Playback(PlaybackAction::Step(10)),
            Action::Playback(PlaybackAction::Step(-1)),
        ],
    );
    assert_eq!(state.playback.playhead, 11);
    let state = after(state, [Action::Playback(PlaybackAction::Seek(usize::MAX))]);
    assert_eq!((state.playback.playhead, state.playback.at), (len, Micros(1_000_000)));
    assert_eq!(after(state, [Action::Playback(PlaybackAction::Step(1))]).playback.playhead, len);
}

#[test]
fn a_moment_between_two_events_shows_what_lies_before_it() {
    let state = after(finished("#/demo/hello"), [Action::Playback(PlaybackAction::SeekTime(Micros(500_000)))]);
    let record = state.run.record.clone().expect("a record");
    let trace = record.trace.borrow();
    assert!(trace.times()[..state.playback.playhead].iter().all(|t| *t <= Micros(500_000)));
    assert_eq!((trace.times()[state.playback.playhead], state.playback.at), (Micros(1_000_000), Micros(500_000)));
}

#[test]
fn playback_moves_by_wall_time_and_rate_and_stops_at_the_end() {
    let state =
        after(finished("#/demo/hello"), [Action::Run(RunAction::Rate(2.0)), Action::Playback(PlaybackAction::Toggle)]);
    assert!(state.playback.playing);
    let state = after(state, [Action::Playback(PlaybackAction::Tick(Micros(100_000)))]);
    assert_eq!(state.playback.at, Micros(200_000));
    let state = after(state, [Action::Playback(PlaybackAction::Tick(Micros(500_000)))]);
    assert_eq!((state.playback.playing, state.playback.playhead), (false, state.len()));
    let again = after(state, [Action::Playback(PlaybackAction::Toggle)]);
    assert_eq!((again.playback.playing, again.playback.playhead), (true, 0), "play at the end begins anew");
}

#[test]
fn where_no_time_passes_the_axis_counts_steps_and_a_choice_overrules_it() {
    let state = finished("#/demo/turns");
    assert_eq!(state.axis(), Axis::Steps);
    let played = after(
        state.clone(),
        [Action::Playback(PlaybackAction::Toggle), Action::Playback(PlaybackAction::Tick(Micros(1_000_000)))],
    );
    assert!(played.playback.playhead > 0 && played.playback.playhead < played.len());
    assert_eq!(after(state, [Action::Playback(PlaybackAction::Axis(Axis::Time))]).axis(), Axis::Time);
    assert_eq!(finished("#/demo/hello").axis(), Axis::Time);
}

#[test]
fn a_live_run_is_followed_until_it_is_paused_and_then_asks_for_single_turns() {
    let state = after(open("#/demo/gather"), [Action::Run(RunAction::Run)]);
    assert!(state.live() && state.playback.playing);
    let (demo, args) = (state.demo().expect("a demo"), state.address.args.clone().expect("its parameters"));
    let run = run_to_end(demo, args);
    let state = after(
        state,
        [Action::Run(RunAction::Started(run.record())), Action::Run(RunAction::Grown(10, Micros(5), None))],
    );
    assert_eq!((state.playback.playhead, state.playback.at), (10, Micros(5)));
    let state =
        after(state, [Action::Playback(PlaybackAction::Pause), Action::Run(RunAction::Grown(20, Micros(9), None))]);
    assert_eq!(state.playback.playhead, 10, "a paused picture stands");
    let (state, effects) =
        after(state, [Action::Playback(PlaybackAction::End)]).reduce(Action::Playback(PlaybackAction::Step(1)));
    assert_eq!(state.playback.playhead, 20);
    assert!(matches!(effects[..], [Effect::Turn]), "beyond the edge lies the next turn: {effects:?}");
}

#[test]
fn leaving_a_demo_drops_its_run_and_coming_to_the_same_address_keeps_it() {
    let state = finished("#/demo/hello");
    let same = after(state.clone(), [Action::Address(AddressAction::Go(read("#/demo/hello")))]);
    assert!(same.run.record.is_some());
    let left = after(state, [Action::Address(AddressAction::Go(read("#/demo/gather")))]);
    assert_eq!((left.run.phase, left.run.record.is_none(), left.playback.playhead), (Phase::Idle, true, 0));
}

#[test]
fn an_absurd_speed_is_brought_within_the_limits() {
    for (given, kept) in [(0.0, 0.1), (1e9, 100.0), (f64::NAN, 1.0), (-3.0, 0.1)] {
        assert_eq!(open("").reduce(Action::Run(RunAction::Rate(given))).0.run.rate, kept);
    }
}

#[test]
fn what_is_pointed_at_is_lit_until_it_is_left_or_gone() {
    let state = finished("#/demo/bounded-queue");
    let lit = Highlight::Task(TaskId(1));
    let state = after(state, [Action::Workspace(WorkspaceAction::Light(Some(lit)))]);
    assert_eq!((state.workspace.lit, state.playback.playhead), (Some(lit), 0), "and nothing else changes");
    assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::Workspace(WorkspaceAction::Light(Some(lit)))).0));
    assert_eq!(after(state.clone(), [Action::Playback(PlaybackAction::Seek(5))]).workspace.lit, Some(lit));
    assert_eq!(after(state.clone(), [Action::Workspace(WorkspaceAction::Light(None))]).workspace.lit, None);
    assert_eq!(after(state, [Action::Run(RunAction::Run)]).workspace.lit, None, "another record");
}

#[test]
fn a_future_is_lit_with_whoever_waits_for_it() {
    let state = finished("#/demo/bounded-queue");
    let record = state.run.record.clone().expect("a record");
    let woken = |what: &HandleKind| if let HandleKind::Wakeup(task) = *what { Some(task) } else { None };
    let waiting = |playhead: usize| {
        let moment = record.moment(playhead);
        moment.callbacks.iter().find_map(|(future, all)| Some((playhead, *future, all.iter().find_map(woken)?)))
    };
    let (playhead, future, waiter) = (1..record.len).find_map(waiting).expect("someone waits for something");
    let lit = Highlight::Future(future);
    let state = after(
        state,
        [Action::Playback(PlaybackAction::Seek(playhead)), Action::Workspace(WorkspaceAction::Light(Some(lit)))],
    );
    assert_eq!(state.lights(), [lit, Highlight::Task(waiter)]);
    assert_eq!(after(state, [Action::Workspace(WorkspaceAction::Light(None))]).lights(), []);
}

#[test]
fn a_record_is_asked_once_for_a_moment_however_many_panes_want_it() {
    let state = finished("#/demo/bounded-queue");
    let record = state.run.record.clone().expect("a record");
    let moment = record.moment(10);
    assert!(Rc::ptr_eq(&moment, &record.clone().moment(10)));
    assert_eq!(moment.at, Some(Seq(9)));
    assert_eq!(record.moment(0).at, None);
    assert_eq!(record.moment(usize::MAX).at, record.trace.borrow().last());
}

#[test]
fn a_moment_is_the_same_wherever_one_comes_from() {
    let record = finished("#/demo/many?tasks=40").run.record.clone().expect("a record");
    assert!(record.len > 1500);
    // Steps back and forth and jumps, now and then while others still look at the last answer.
    let (index, trace) = (record.index(), record.trace.borrow());
    let (mut at, mut held) = (record.len, None);
    for i in 0..400usize {
        at = match i % 50 {
            0 => (i * 7919) % (record.len + 1),
            1..=40 => at.saturating_sub(1),
            41..=46 => (at + 1).min(record.len),
            _ => at.saturating_sub(600),
        };
        let moment = record.moment(at);
        assert_eq!(moment.at, at.checked_sub(1).map(|last| Seq(last as u32)));
        if let Some(last) = moment.at {
            assert_eq!(*moment, index.state_at(&trace, last));
        }
        held = (i % 3 == 0).then_some(moment);
    }
    drop(held);
}

#[test]
fn a_file_is_written_under_the_name_of_what_is_shown_and_only_the_last_one_asked_for() {
    let save = |form| Action::File(FileAction::Save(form));
    let state = after(finished("#/demo/bounded-queue?items=4"), [save(FileFormat::Record), save(FileFormat::Svg)]);
    let saving = state.files.saving.clone().expect("it is being written");
    assert_eq!(
        (saving.form, saving.name.as_str(), saving.percent),
        (FileFormat::Svg, "loopline-bounded-queue.svg", None)
    );
    let late =
        [FileAction::Written(saving.ticket - 1, 50), FileAction::Saved(saving.ticket - 1, Err(FileError::NotSaved))];
    for late in late {
        assert!(Rc::ptr_eq(&state, &state.clone().reduce(Action::File(late.clone())).0), "{late:?}");
    }
    let written = after(state.clone(), [Action::File(FileAction::Written(saving.ticket, 50))]);
    assert_eq!(written.files.saving.as_ref().and_then(|saving| saving.percent), Some(50));
    let stopped = after(written.clone(), [Action::File(FileAction::StopSaving)]);
    assert_eq!((&stopped.files.saving, &stopped.workspace.notice, stopped.len()), (&None, &None, state.len()));
    let refused = after(written, [Action::File(FileAction::Saved(saving.ticket, Err(FileError::TooTall)))]);
    assert_eq!((&refused.files.saving, &refused.workspace.notice), (&None, &Some(Notice::File(FileError::TooTall))));
}
