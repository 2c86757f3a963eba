//! Does what the state wants of programs in Python: fetches their texts, keeps drafts, loads the engine, runs and stops.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::opening::decode;
use super::python_live::{LiveScript, use_steering};
use super::session::Store;
use crate::advice::hints::hints;
use crate::engine::{Job, LONGEST_SOURCE, Pace, Report};
use crate::page::derived::traceback::mistakes;
use crate::page::model::python::{Clock, Engine, Mishap, Python, PythonAction, Ran, STARTER, Script, Typed};
use crate::page::model::state::{Action, State};
use crate::web;
use crate::web::dom;
use crate::web::python_worker::Python as Worker;

/// What was sent to the engine last, with its ticket.
type Sent = Rc<RefCell<Option<(u32, Job)>>>;
/// The live run, if one goes on.
pub(in crate::page) type Live = Rc<RefCell<Option<LiveScript>>>;

/// Keeps text and engine in step with the state. Called once, by the root component.
#[hook]
pub fn use_python(store: &Store) {
    let script = store.script();
    use_text(store, script);

    // The engine is loaded where a program can be run, and stays.
    let engine = use_mut_ref(|| None::<Worker>);
    let sent: Sent = use_mut_ref(|| None);
    let live: Live = use_mut_ref(|| None);
    {
        let (engine, sent, live, dispatcher) = (engine.clone(), sent.clone(), live.clone(), store.dispatcher());
        use_effect_with((script.is_some(), store.python.asked), move |(wanted, _)| {
            if *wanted && engine.borrow().is_none() {
                if !web::python_worker::can_suspend() {
                    dispatcher.dispatch(Action::Python(PythonAction::CannotLive));
                }
                let tell = teller(sent, live, dispatcher);
                let started = Worker::start(tell);
                engine.replace(Some(started));
            }
        });
    }

    // A run is wanted, or no more.
    {
        let (engine, live, store) = (engine.clone(), live.clone(), store.clone());
        let runs = store.python.running || store.python.growing;
        use_effect_with((store.python.asked, runs), move |(ticket, runs)| {
            let engine = engine.borrow();
            let Some(engine) = &*engine else { return };
            match (runs, store.script(), store.python.text.clone()) {
                (true, Some(script), Some(text)) => {
                    let Python { clock, limit, ref typed, .. } = store.python;
                    let Typed { lines, all } = typed.clone();
                    // Nothing may move by itself where that is asked: then the record is made at once, and stepped through.
                    let paced = clock == Clock::Live && !store.python.growing && !dom::prefers_stillness();
                    let pace = paced.then_some(Pace { rate: store.rate, paused: false });
                    let (file, source, measured) = (script.file(), text.to_string(), clock != Clock::Exact);
                    let job = Job { file, source, measured, limit, typed: lines, typed_all: all, live: pace };
                    let begun = pace.map(|_| LiveScript::new(*ticket, &job, store.rate));
                    if let Some(begun) = &begun {
                        store.dispatch(Action::Python(PythonAction::Began(*ticket, begun.ran())));
                    }
                    live.replace(begun);
                    sent.replace(Some((*ticket, job.clone())));
                    engine.run(*ticket, job);
                }
                // Also when its answer has come: then there is nothing to end.
                _ => {
                    live.take();
                    engine.stop();
                }
            }
        });
    }
    use_steering(store, &engine, &live);
}

/// Brings a program's text, and keeps what is written.
#[hook]
fn use_text(store: &Store, script: Option<Script>) {
    let dispatcher = store.dispatcher();
    use_effect_with(script, move |script| {
        let Some(script) = *script else { return };
        // Where storage is forbidden there is no draft.
        let draft = web::load(&script.key()).ok().flatten().filter(|draft| draft.len() <= 4 * LONGEST_SOURCE);
        let draft = draft.map(Rc::from);
        let given = move |text: &str| PythonAction::Given(script, text.into(), draft.clone());
        match script {
            Script::Own => dispatcher.dispatch(Action::Python(given(STARTER))),
            Script::Twin(twin) => spawn_local(async move {
                let action = match web::text(&twin.path()).await {
                    Ok(text) => given(&text),
                    Err(error) => PythonAction::NoText(script, error.to_string()),
                };
                dispatcher.dispatch(Action::Python(action));
            }),
        }
    });
    let python = &store.python;
    let written = script.zip(python.text.clone()).zip(python.given.clone());
    use_effect_with(written, |written| {
        let Some(((script, text), given)) = written else { return };
        // Where storage is forbidden or full the text lasts as long as the page, as everything there.
        let _ = if text == given { web::forget(&script.key()) } else { web::save(&script.key(), text) };
    });
}

/// Brings what the engine tells to the state.
fn teller(sent: Sent, live: Live, dispatcher: UseReducerDispatcher<State>) -> impl Fn(Report) + 'static {
    move |report| {
        let action = match report {
            Report::Loading { bytes, total } => PythonAction::Engine(Engine::Loading(bytes, total)),
            Report::Building { done, total } => PythonAction::Engine(Engine::Building(done, total)),
            Report::Starting => PythonAction::Engine(Engine::Starting),
            Report::Ready => PythonAction::Engine(Engine::Ready),
            Report::Missing(why) => PythonAction::Engine(Engine::Missing(why)),
            // Another takes its place.
            Report::Spent => return,
            Report::Broken { ticket, why } => PythonAction::Failed(ticket, Mishap::Broken(why)),
            Report::Asks { ticket, beginning } => PythonAction::Asks(ticket, beginning.into()),
            Report::Grown { ticket, record, now, until } => {
                let mut live = live.borrow_mut();
                let Some(live) = live.as_mut().filter(|live| live.ticket == ticket) else { return };
                match live.grow(&record, now, until) {
                    // It is drawn with the next frame.
                    Ok(()) => return,
                    Err(why) => PythonAction::Failed(ticket, Mishap::NoRecord(why)),
                }
            }
            Report::Ran { ticket, record, asks } => {
                let sent = sent.borrow_mut().take().filter(|(asked, _)| *asked == ticket);
                let Some((_, job)) = sent else { return };
                if job.live.is_some() {
                    let ended = live.borrow_mut().take();
                    if let Some(ended) = ended.filter(|live| live.ticket == ticket) {
                        ended.end(&record, &job, &dispatcher);
                    }
                } else {
                    spawn_local(take_in(ticket, job, record, asks, dispatcher.clone()));
                }
                return;
            }
        };
        dispatcher.dispatch(Action::Python(action));
    }
}

/// Makes a record of the text that the engine sent.
async fn take_in(
    ticket: u32,
    job: Job,
    record: Vec<u8>,
    asks: Option<String>,
    dispatcher: UseReducerDispatcher<State>,
) {
    let Job { file, source, measured, typed: lines, typed_all: all, .. } = job;
    let wanted = Cell::new(true);
    let action = match decode(record, file.clone(), &wanted, |_| ()).await {
        Ok(Some(opened)) => {
            let trace = opened.record.trace.clone();
            let (mistakes, hints) =
                (mistakes(&trace.borrow(), &file).into(), hints(&trace.borrow(), &file, &source).into());
            let (typed, asks) = (Typed { lines, all }, asks.map(Rc::from));
            PythonAction::Ran(ticket, Ran { mistakes, measured, hints, typed, asks, ..Ran::new(&source, opened) })
        }
        Ok(None) => return,
        Err(why) => PythonAction::Failed(ticket, Mishap::NoRecord(format!("{why:?}"))),
    };
    dispatcher.dispatch(Action::Python(action));
}
