//! The tab *Why*: which path is looked for, what is done with the one that was found, and its words.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::find;
use loopline::i18n::Lang;
use loopline::page::model::action::{Action, AddressAction, MoveAction, RunAction, WhyAction, WorkspaceAction};
use loopline::page::model::analyses::{FoundPath, PathSearch, WhyScope};
use loopline::page::model::effect::{Effect, ViewOrder};
use loopline::page::model::moving::{Place, StretchAction};
use loopline::page::model::route;
use loopline::page::model::state::{Analysis, State, Theme};
use loopline::reading::critical_path::{PathPart, PathScope, RunPath};
use loopline::trace::TaskId;

use super::reducer::finished;

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// The errands, side by side, before they run.
fn errands() -> Rc<State> {
    Rc::new(State::open("#/demo/errands?variant=concurrent", Lang::En, Theme::System))
}

/// The errands at their end.
fn ended() -> Rc<State> {
    finished("#/demo/errands?variant=concurrent")
}

const OPEN: Action = Action::Workspace(WorkspaceAction::Analysis(Analysis::Why));

/// The state after an action, and the search that it asks for, if it asks for one or ends one.
fn searched(state: Rc<State>, action: Action) -> (Rc<State>, Option<Option<PathSearch>>) {
    let (state, effects) = state.reduce(action);
    let mut searches = effects.into_iter().filter_map(|effect| match effect {
        Effect::FindPath(search) => Some(search),
        _ => None,
    });
    (state, searches.next_back())
}

/// What the page's slices come to in the end.
fn found(search: PathSearch) -> Action {
    let path = RunPath::new(&search.record.trace.borrow(), &search.record.spans(), search.scope);
    Action::Why(WhyAction::Found(FoundPath::new(search, path)))
}

/// The tab is open and has found its path.
fn opened() -> Rc<State> {
    let (state, search) = searched(ended(), OPEN);
    after(state, [found(search.flatten().expect("a search"))])
}

#[test]
fn before_a_run_there_is_only_the_inspector() {
    assert_eq!(errands().analyses(), [Analysis::Inspector]);
    assert_eq!(after(errands(), [OPEN]).analysis(), Analysis::Inspector);
    assert_eq!(ended().analyses(), Analysis::ALL);
    assert_eq!(ended().analysis(), Analysis::Inspector, "and it stays in front until the reader chooses");
}

#[test]
fn the_path_is_looked_for_when_the_tab_is_opened_and_not_again_when_it_was_found() {
    let (state, search) = searched(ended(), OPEN);
    let search = search.flatten().expect("a search");
    assert_eq!((search.scope, search.record.len), (PathScope::Run, 149));
    assert!(state.path().is_none(), "it is still to be found");
    let state = after(state, [found(search)]);
    assert_eq!(state.path().map(|found| found.path.elapsed()), Some(Micros::from_millis(9000)));
    let (closed, search) = searched(state, Action::Workspace(WorkspaceAction::Analysis(Analysis::Inspector)));
    assert!(search.is_none() && closed.path().is_none(), "what is closed is drawn nowhere");
    let (again, search) = searched(closed, OPEN);
    assert!(search.is_none() && again.path().is_some());
}

#[test]
fn a_path_of_another_record_is_not_shown() {
    let (state, search) = searched(ended(), OPEN);
    let late = found(search.flatten().expect("a search"));
    let (rerun, search) = searched(state, Action::Run(RunAction::Run));
    assert!(matches!(search, Some(None)), "a search for a record that is gone ends");
    assert!(Rc::ptr_eq(&rerun, &after(rerun.clone(), [late])));
    assert_eq!(rerun.workspace.analysis, Analysis::Why, "and the tab comes back with the next record");
}

#[test]
fn a_chosen_task_and_a_selected_stretch_can_be_asked_for() {
    let task = TaskId(2);
    let between =
        StretchAction::Between(Place::Time(Micros::from_millis(2000)), Place::Time(Micros::from_millis(7000)));
    let state = after(opened(), [MoveAction::Choose(Some(task)).into(), MoveAction::Stretch(between).into()]);
    let stretch = PathScope::Stretch(Micros::from_millis(2000), Micros::from_millis(7000));
    let scopes: Vec<PathScope> = state.path_scopes().into_iter().map(|(_, scope)| scope).collect();
    assert_eq!(scopes, [PathScope::Run, PathScope::Task(task), stretch]);
    assert_eq!(state.path().map(|found| found.scope), Some(PathScope::Run), "choosing a lane asks for nothing");

    let (of_task, search) = searched(state.clone(), WhyAction::Of(WhyScope::Task).into());
    let of_task = after(of_task, [found(search.flatten().expect("a search"))]);
    assert_eq!(of_task.path().map(|found| found.scope), Some(PathScope::Task(task)));
    let (left, search) = searched(of_task, MoveAction::Choose(None).into());
    assert_eq!(search.flatten().map(|search| search.scope), Some(PathScope::Run), "without the task it is the run's");
    assert_eq!(left.path(), None);

    let (of_stretch, search) = searched(state, WhyAction::Of(WhyScope::Stretch).into());
    let of_stretch = after(of_stretch, [found(search.flatten().expect("a search"))]);
    assert_eq!(of_stretch.path().map(|found| found.path.elapsed()), Some(Micros::from_millis(5000)));
    let within = StretchAction::Between(Place::Time(Micros::from_millis(3000)), Place::Time(Micros::from_millis(4000)));
    let (idle, search) = searched(of_stretch, MoveAction::Stretch(within).into());
    let idle = after(idle, [found(search.flatten().expect("a search"))]);
    let lengths = idle.path().map(|found| found.path.parts.iter().map(PathPart::length).collect());
    assert_eq!(lengths, Some(vec![Micros::from_millis(1000)]), "where nothing happens a wait goes on");
}

#[test]
fn a_part_is_gone_to_with_its_lane_and_line() {
    let state = opened();
    let part = state.path().expect("a path").path.parts[1].clone();
    let (gone, effects) = state.reduce(WhyAction::Part(1));
    assert_eq!((gone.path_part(), gone.playback.playhead), (Some(1), part.began.0 as usize + 1));
    let orders: Vec<ViewOrder> = effects
        .into_iter()
        .filter_map(|effect| if let Effect::View(order) = effect { Some(order) } else { None })
        .collect();
    let demo = find("errands").expect("a demo");
    let line = 52 - demo.source.before();
    assert_eq!(orders, [ViewOrder::ShowLane(part.task.expect("a task")), ViewOrder::ShowLine(line)]);
    assert_eq!(gone.path_line_in(demo.file, demo.source.before()), Some(line));
    assert_eq!(gone.path_line_in("another.rs", 0), None);
    let same = gone.clone().reduce(WhyAction::Part(99)).0;
    assert!(Rc::ptr_eq(&gone, &same), "there is no such part");
}

#[test]
fn lines_have_their_shares_only_while_the_tab_is_open() {
    let demo = find("errands").expect("a demo");
    let shares = |state: &State| state.line_shares(demo.file, demo.source.before());
    let open = opened();
    let before = demo.source.before();
    assert_eq!(shares(&open)[0], (52 - before, [67, 55]), "the greatest first");
    assert_eq!(shares(&open).iter().map(|(_, [path, _])| path).sum::<u64>(), 100);
    assert!(open.line_shares("another.rs", 0).is_empty());
    let closed = after(open, [Action::Workspace(WorkspaceAction::Analysis(Analysis::Inspector))]);
    assert!(shares(&closed).is_empty());
}

#[test]
fn to_explain_is_to_explain_the_run() {
    let state = after(opened(), [MoveAction::Choose(Some(TaskId(2))).into(), WhyAction::Of(WhyScope::Task).into()]);
    let explained = after(state, [WhyAction::Explain(true).into()]);
    assert_eq!((explained.why.scope, explained.why.explains), (WhyScope::Run, true));
    let lists = after(explained, [WhyAction::Explain(false).into()]);
    assert!(!lists.why.explains);
}

#[test]
fn another_page_begins_with_the_inspector() {
    let gone = after(opened(), [AddressAction::Go(route::read("#/demo/gather")).into()]);
    assert_eq!((gone.workspace.analysis, gone.path()), (Analysis::Inspector, None));
}
