//! The inspector, rendered to text on the host.

use std::rc::Rc;

use loopline::demos::{Args, CATALOGUE, run_up_to};
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::DemoPage;
use loopline::page::effects::page_store::use_store;
use loopline::page::model::action::{PlaybackAction, RunAction, WorkspaceAction};
use loopline::page::model::state::{Action, Highlight, Record, State, Tab, Theme};
use loopline::runtime::{Lock, Queue, Result, create_task_named, run_exact, sleep};
use loopline::trace::{SharedTrace, Status, TaskId};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
struct Props {
    state: Rc<State>,
}

#[component]
fn Page(props: &Props) -> Html {
    let store = use_store(|| (*props.state).clone());
    html! { <DemoPage {store} /> }
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// The page of a demo whose record is this one, with the playhead after so many events.
fn page(hash: &str, trace: SharedTrace, playhead: usize, lang: Lang) -> Rc<State> {
    let state = Rc::new(State::open(hash, lang, Theme::Light));
    let (len, now) = (trace.borrow().len(), trace.borrow().end_time());
    after(
        state,
        [
            Action::Run(RunAction::Timing(Timing::Exact)),
            Action::Run(RunAction::Run),
            Action::Run(RunAction::Started(trace)),
            Action::Run(RunAction::Grown(len, now, Some(Status::Returned))),
            Action::Playback(PlaybackAction::Seek(playhead)),
            Action::Workspace(WorkspaceAction::Tab(Tab::Inspector)),
        ],
    )
}

/// All of the inspector that can be read, without the rest of the page.
fn read(state: &Rc<State>) -> String {
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers needs nothing");
    let local = tokio::task::LocalSet::new();
    let props = Props { state: state.clone() };
    let page = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await
    });
    let (_, inspector) = page.split_once("id=\"inspector\"").expect("the inspector is there");
    let mut text = String::new();
    let mut tag = true;
    for c in inspector.chars() {
        match c {
            '<' => tag = true,
            '>' => {
                tag = false;
                text.push('|');
            }
            c if !tag => text.push(c),
            _ => {}
        }
    }
    let unescaped = text
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&");
    let words: Vec<&str> = unescaped.split(['|', '\u{2002}']).filter(|part| !part.trim().is_empty()).collect();
    words.join("|")
}

fn shared<F>(program: impl FnOnce() -> F) -> SharedTrace
where
    F: std::future::Future<Output = Result<()>> + 'static,
{
    run_exact(program).record()
}

/// The count of the events at or before a moment, in seconds.
fn until(trace: &SharedTrace, seconds: f64) -> usize {
    trace.borrow().count_until(loopline::clock::Micros::from_millis((seconds * 1000.0) as u64))
}

#[test]
fn it_tells_of_turn_timers_tasks_and_resources_in_both_languages() {
    let trace = shared(|| async {
        let (queue, door) = (Queue::<&str>::named(2, "box"), Lock::named("door"));
        let _held = door.lock().await?;
        queue.put("apple").await?;
        queue.put("pear").await?;
        let (full, closed) = (queue.clone(), door.clone());
        create_task_named(async move { full.put("plum").await }, "packer");
        create_task_named(async move { closed.acquire().await }, "guest");
        sleep(2.5).await
    });
    let at = until(&trace, 1.0);
    let told = read(&page("#/demo/hello", trace.clone(), at, Lang::En));
    for part in [
        "Ready queue|Empty: the loop sleeps until 2.50\u{a0}s.",
        "Timers|1|main|sleep|2.50\u{a0}s|in 2.50\u{a0}s",
        "Who awaits whom|3|packer|is held at put: |box| is full|since 0\u{a0}s|guest|",
        "guest|is held: |door| is taken by |main|since 0\u{a0}s|main|holds it",
        "box|queue|2 of 2|2 unfinished|changed at 0\u{a0}s|\"apple\"|\"pear\"|put| ← |packer",
        "door|lock|held by |main|changed at 0\u{a0}s|acquire| ← |guest",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    let told = read(&page("#/demo/hello", trace, at, Lang::Ru));
    for part in [
        "Очередь готовых|Пуста: цикл спит до 2,50\u{a0}с.",
        "Таймеры|1|main|sleep|2,50\u{a0}с|через 2,50\u{a0}с",
        "main|держит её|спит до 2,50\u{a0}с|от 0\u{a0}с",
        "box|очередь|2 из 2|2 незавершённых",
        "door|блокировка|держит |main",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
}

#[test]
fn every_state_without_anything_to_show_is_said_in_words() {
    let trace = shared(|| async { sleep(1.0).await });
    let (len, hash) = (trace.borrow().len(), "#/demo/hello");
    let idle = after(
        Rc::new(State::open(hash, Lang::En, Theme::Light)),
        [Action::Workspace(WorkspaceAction::Tab(Tab::Inspector))],
    );
    assert!(read(&idle).contains("Nothing has run yet."));
    let told = read(&page(hash, trace.clone(), 0, Lang::En));
    assert!(told.contains("The first one is still to come.") && told.contains("No task yet."), "{told}");
    let told = read(&page(hash, trace, len, Lang::En));
    for part in ["The loop has stopped: the program is done.", "Empty: the loop has stopped.", "No timer is set."] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert!(told.contains("Every task is done.") && told.contains("Ended|1|main|finished"), "{told}");
}

#[test]
fn long_lists_are_cut_and_counted() {
    let trace = shared(|| async {
        let queue = Queue::<u32>::named(0, "box");
        for i in 0..1000 {
            queue.put(i).await?;
            create_task_named(sleep(1.0), format!("t{i}"));
        }
        sleep(2.0).await
    });
    let first = trace.borrow().kinds().iter().position(|kind| kind.word() == "step_ended").unwrap() + 1;
    let told = read(&page("#/demo/hello", trace.clone(), first, Lang::En));
    assert!(told.contains("Ready queue|1,000|"), "{told}");
    for more in ["and 988 more", "and 989 more"] {
        assert!(told.contains(more), "{more}: {told}");
    }
    let told = read(&page("#/demo/hello", trace.clone(), until(&trace, 0.5), Lang::Ru));
    assert!(told.contains("и ещё 993"), "{told}");
    assert!(told.len() < 6000, "{}", told.len());
}

#[test]
fn what_a_program_names_is_text_and_never_html() {
    let trace = shared(|| async {
        let queue = Queue::<&str>::named(2, "<img src=x>");
        queue.put("<b>").await?;
        create_task_named(sleep(1.0), "<script>x</script>").await
    });
    let at = until(&trace, 0.5);
    let told = read(&page("#/demo/hello", trace, at, Lang::En));
    for name in ["<script>x</script>", "<img src=x>", "<b>"] {
        assert!(told.contains(name), "{name}: {told}");
    }
}

#[test]
fn every_demo_can_be_inspected_anywhere() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        let trace = run_up_to(demo, Args::defaults(demo), 3000).record();
        let len = trace.borrow().len();
        for (i, at) in [len / 7, len / 2, len].into_iter().enumerate() {
            let lang = Lang::ALL[i % 2];
            let state = page(&format!("#/demo/{}", demo.id), trace.clone(), at, lang);
            let lit = after(state, [Action::Workspace(WorkspaceAction::Light(Some(Highlight::Task(TaskId(0)))))]);
            assert!(read(&lit).contains(lang.pick("Who awaits whom", "Кто кого ждёт")), "{} at {at}", demo.id);
        }
    }
}

#[test]
fn an_empty_record_is_no_record() {
    let record = Record::default();
    assert_eq!((record.len, record.moment(0).size()), (0, 0));
}
