//! Does what the state wants of programs in Python: fetches their texts, keeps drafts, loads the engine, runs and stops.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::platform::spawn_local;
use yew::prelude::*;

use super::opening::decode;
use super::python::{Engine, Mishap, Python, PythonAction, Ran, STARTER, Script, mistakes};
use super::session::Store;
use super::state::{Action, State};
use crate::protocol::{Job, LONGEST_SOURCE, Report};
use crate::trace::hints::hints;
use crate::web::{self, python::Python as Worker};

/// What was sent to the engine last, with its ticket.
type Sent = Rc<RefCell<Option<(u32, Job)>>>;

/// Keeps text and engine in step with the state. Called once, by the root component.
#[hook]
pub fn use_python(store: &Store) {
    let script = store.script();
    use_text(store, script);

    // The engine is loaded where a program can be run, and stays.
    let engine = use_mut_ref(|| None::<Worker>);
    let sent: Sent = use_mut_ref(|| None);
    {
        let (engine, sent, dispatcher) = (engine.clone(), sent.clone(), store.dispatcher());
        use_effect_with((script.is_some(), store.python.asked), move |(wanted, _)| {
            if *wanted && engine.borrow().is_none() {
                let tell = teller(sent, dispatcher);
                let started = Worker::start(tell);
                engine.replace(Some(started));
            }
        });
    }

    // A run is wanted, or no more.
    {
        let (engine, store) = (engine.clone(), store.clone());
        let runs = store.python.running || store.python.growing;
        use_effect_with((store.python.asked, runs), move |(ticket, runs)| {
            let engine = engine.borrow();
            let Some(engine) = &*engine else { return };
            match (runs, store.script(), store.python.text.clone()) {
                (true, Some(script), Some(text)) => {
                    let Python { measured, limit, .. } = store.python;
                    let job = Job { file: script.file(), source: text.to_string(), measured, limit };
                    sent.replace(Some((*ticket, job.clone())));
                    engine.run(*ticket, job);
                }
                // Also when its answer has come: then there is nothing to end.
                _ => engine.stop(),
            }
        });
    }
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
fn teller(sent: Sent, dispatcher: UseReducerDispatcher<State>) -> impl Fn(Report) + 'static {
    move |report| {
        let action = match report {
            Report::Loading { bytes, total } => PythonAction::Engine(Engine::Loading(bytes, total)),
            Report::Starting => PythonAction::Engine(Engine::Starting),
            Report::Ready => PythonAction::Engine(Engine::Ready),
            Report::Missing(why) => PythonAction::Engine(Engine::Missing(why)),
            // Another takes its place.
            Report::Spent => return,
            Report::Broken { ticket, why } => PythonAction::Failed(ticket, Mishap::Broken(why)),
            Report::Ran { ticket, record } => {
                let sent = sent.borrow_mut().take().filter(|(asked, _)| *asked == ticket);
                if let Some((_, job)) = sent {
                    spawn_local(take_in(ticket, job, record, dispatcher.clone()));
                }
                return;
            }
        };
        dispatcher.dispatch(Action::Python(action));
    }
}

/// Makes a record of the text that the engine sent.
async fn take_in(ticket: u32, job: Job, record: Vec<u8>, dispatcher: UseReducerDispatcher<State>) {
    let Job { file, source, measured, .. } = job;
    let wanted = Cell::new(true);
    let action = match decode(record, file.clone(), &wanted, |_| ()).await {
        Ok(Some(opened)) => {
            let trace = opened.record.trace.clone();
            let (mistakes, hints) =
                (mistakes(&trace.borrow(), &file).into(), hints(&trace.borrow(), &file, &source).into());
            PythonAction::Ran(ticket, Ran { source: source.into(), opened: Rc::new(opened), mistakes, measured, hints })
        }
        Ok(None) => return,
        Err(why) => PythonAction::Failed(ticket, Mishap::NoRecord(format!("{why:?}"))),
    };
    dispatcher.dispatch(Action::Python(action));
}
