//! Links: what one shows, that it runs and overwrites nothing, and what becomes of one that does not open.

use std::cell::RefCell;
use std::rc::Rc;

use loopline::changes::WaitChange;
use loopline::clock::Micros;
use loopline::demos::start_up_to;
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::model::action::{AddressAction, LinkAction, RunAction, SettingsAction, WorkspaceAction};
use loopline::page::model::effect::{Effect, Runnable};
use loopline::page::model::link::{Link, LinkFault, LinkedView, made_here};
use loopline::page::model::python::{Draft, PythonAction, STARTER, Script, Twin};
use loopline::page::model::route::read;
use loopline::page::model::state::{Action, Analysis, Axis, Notice, State, Tab, Theme};
use loopline::trace::Recorder;

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

fn at(hash: &str) -> Rc<State> {
    Rc::new(State::open(hash, Lang::En, Theme::System))
}

fn draft(text: &str) -> Draft {
    Draft::alone(text.into())
}

fn opened(text: &str, link: Result<Link, LinkFault>) -> Action {
    Action::Link(LinkAction::Opened(text.into(), link))
}

fn link(program: Option<Draft>, view: LinkedView) -> Link {
    Link { made_by: made_here(), program, view, notes: Rc::default() }
}

/// The texts of all effects of these actions that keep or forget a draft, or run something.
fn kept_and_run(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Vec<String> {
    let mut found = Vec::new();
    actions.into_iter().fold(state, |state, action| {
        let (next, effects) = state.reduce(action);
        found.extend(effects.iter().filter_map(|effect| match effect {
            Effect::KeepDraft(script, draft) => {
                Some(format!("draft of {}: {:?}", script.file(), draft.as_ref().map(|draft| draft.text.to_string())))
            }
            Effect::Run(..) => Some("run".into()),
            _ => None,
        }));
        next
    });
    found
}

#[test]
fn a_link_shows_its_program_and_neither_runs_it_nor_touches_a_draft() {
    let actions = [
        opened("1.abc", Ok(link(Some(draft("print(1)")), LinkedView::default()))),
        Action::Python(PythonAction::Edit("print(2)".into())),
    ];
    let page = at("#/python?link=1.abc");
    assert_eq!(kept_and_run(page.clone(), actions.clone()), [""; 0]);
    let page = after(page, actions);
    assert_eq!((page.script(), page.python.text.as_deref()), (Some(Script::Linked(None)), Some("print(2)")));
}

#[test]
fn a_kept_program_takes_the_place_of_the_draft_which_comes_back_by_an_undo() {
    let came = opened("1.abc", Ok(link(Some(draft("print(1)")), LinkedView::default())));
    let mine = Action::Python(PythonAction::Given(Script::Own, draft(STARTER), Some(draft("mine"))));
    let actions = [came, Action::Link(LinkAction::Keep), mine, Action::Python(PythonAction::Restore)];
    assert_eq!(
        kept_and_run(at("#/python?link=1.abc"), actions.clone()),
        ["draft of program.py: Some(\"print(1)\")", "draft of program.py: Some(\"mine\")"]
    );
    let page = after(at("#/python?link=1.abc"), actions);
    assert_eq!((page.script(), page.python.text.as_deref()), (Some(Script::Own), Some("mine")));
}

#[test]
fn a_link_that_does_not_open_leaves_the_page_that_it_names() {
    for fault in [LinkFault::Damaged, LinkFault::Newer, LinkFault::Unread] {
        let page = after(at("#/python/gather?link=2.abc"), [opened("2.abc", Err(fault))]);
        assert_eq!(page.script(), Some(Script::Twin(Twin::named("gather").expect("a twin"))));
        assert_eq!(page.workspace.notice, Some(Notice::Link(fault)));
    }
    let empty = after(at("#/python?link=1.abc"), [opened("1.abc", Ok(link(None, LinkedView::default())))]);
    assert_eq!(empty.workspace.notice, Some(Notice::Link(LinkFault::Damaged)), "it has no program");
}

#[test]
fn what_came_too_late_is_another_links() {
    let go = Action::Address(AddressAction::Go(read("#/python")));
    let late = opened("1.abc", Ok(link(Some(draft("print(1)")), LinkedView::default())));
    let page = after(at("#/python?link=1.abc"), [go, late]);
    assert_eq!((page.script(), page.python.text.as_deref()), (Some(Script::Own), None));
}

#[test]
fn a_link_of_another_version_is_shown_and_said_to_be_one() {
    let other = Link { made_by: "0.1".into(), ..link(Some(draft("x")), LinkedView::default()) };
    let page = after(at("#/python?link=1.abc"), [opened("1.abc", Ok(other))]);
    assert_eq!(page.python.text.as_deref(), Some("x"));
    assert_eq!(page.workspace.notice, Some(Notice::OtherVersion));
}

#[test]
fn the_link_of_a_demo_has_its_parameters_in_the_address_and_the_view_in_the_link() {
    let actions = [
        Action::Address(AddressAction::Set("a", "3".into())),
        Action::Run(RunAction::Timing(Timing::Exact)),
        Action::Settings(SettingsAction::Lang(Lang::Ru)),
    ];
    let page = after(at("#/demo/gather"), actions);
    assert_eq!(page.linked_page().as_deref(), Some("#/demo/gather?a=3"));
    let plain = page.link(false, false).expect("a link");
    assert!(plain.is_plain(), "its own address says as much");
    let whole = page.link(true, true).expect("a link");
    assert_eq!((whole.program, whole.view.lang, whole.view.timing), (None, Some(Lang::Ru), Some(Timing::Exact)));
    let view = LinkedView { axis: Some(Axis::Steps), tab: Some(Tab::Events), ..whole.view };
    let there = after(at("#/demo/gather?a=3&link=1.abc"), [opened("1.abc", Ok(link(None, view)))]);
    assert_eq!(
        (there.settings.lang, there.run.timing, there.playback.axis),
        (Lang::Ru, Timing::Exact, Some(Axis::Steps))
    );
    assert!(there.address.refused.is_empty(), "the link is no parameter of the demo");
}

#[test]
fn an_unchanged_twin_is_its_own_address_and_a_changed_one_a_link() {
    let twin = Script::Twin(Twin::named("gather").expect("a twin"));
    let given = |draft| Action::Python(PythonAction::Given(twin, Draft::alone("x".into()), draft));
    let unchanged = after(at("#/python/gather"), [given(None)]);
    assert!(unchanged.link(false, false).expect("a link").is_plain());
    let changed = after(at("#/python/gather"), [given(Some(draft("y")))]);
    let made = changed.link(false, false).expect("a link");
    assert_eq!(
        (made.program.map(|draft| draft.text), changed.linked_page().as_deref()),
        (Some("y".into()), Some("#/python/gather"))
    );
    assert_eq!(at("#/python").link(false, false), None, "its text has not come");
}

#[test]
fn a_changed_wait_is_part_of_a_link_and_is_run_once_the_reader_has_run_the_program() {
    let change = WaitChange::read("line 52 #1 in pizza: zero");
    let brought = || link(None, LinkedView { change: change.clone().map(Box::new), ..LinkedView::default() });
    let page = after(at("#/demo/errands?variant=sequential&link=1.abc"), [opened("1.abc", Ok(brought()))]);
    assert_eq!((page.analysis(), page.linked_change()), (Analysis::WhatIf, change.as_ref()));
    assert!(page.is_empty() && page.what_if.ticket().is_none(), "nothing has run");
    let (page, effects) = page.reduce(RunAction::Run);
    let run = effects.into_iter().find_map(|effect| match effect {
        Effect::Run(_, run) => Some(run.program),
        _ => None,
    });
    let Some(Runnable::Demo(demo, args)) = run else { panic!("the demo is run") };
    let event_loop = start_up_to(demo, args, Recorder::LIMIT);
    event_loop.drive(|| true);
    let trace = event_loop.trace().clone();
    let (len, status) = (trace.len(), trace.status());
    let page = after(page, [Action::Run(RunAction::Started(Rc::new(RefCell::new(trace))))]);
    let (page, effects) = page.reduce(RunAction::Grown(len, Micros::ZERO, status));
    let runs =
        effects.iter().filter(|effect| matches!(effect, Effect::RunUnseen(_, _, _, changes) if changes.is_empty()));
    assert_eq!(runs.count(), 1, "the program as it is comes first");
    assert_eq!((page.analysis(), page.what_if.change()), (Analysis::WhatIf, change.as_ref()));
    assert_eq!(page.link(false, false).and_then(|link| link.view.change).as_deref(), change.as_ref());
}

#[test]
fn the_open_analysis_is_part_of_a_link_that_shows_what_is_shown() {
    let page = after(at("#/demo/errands"), [Action::Workspace(WorkspaceAction::Analysis(Analysis::Why))]);
    assert_eq!(page.link(true, false).and_then(|link| link.view.analysis), None, "before a run it is not open");
}
