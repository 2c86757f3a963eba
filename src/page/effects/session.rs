//! Does what the state wants: starts, drains, paces and stops the run. The only place of the app where things happen.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use yew::prelude::*;

use crate::clock::Micros;
use crate::page::model::comparing;
use crate::page::model::comparing::{Compared, Side};
use crate::page::model::state::{Action, Mode, Notice, Phase, Record, State};
use crate::trace::Recorder;
use crate::web::{Frame, Later, LiveRun, Pace, after_paint, dom, next_frame, wall};

/// The state with what changes it.
pub type Store = UseReducerHandle<State>;

/// A run and the frames that drain it.
#[derive(Default)]
struct Session {
    run: Option<LiveRun>,
    frame: Option<Frame>,
    /// Wall time of the last frame.
    last: Option<Micros>,
    /// How many events of the run are shown.
    shown: Cell<usize>,
}

/// So many new events a frame are shown at most: a single step can make a hundred thousand, and what is derived of them takes
/// longer than a frame.
const SHOWN: usize = 20_000;

/// Keeps the run in step with the state. Called once, by the root component.
#[hook]
pub fn use_session(store: &Store) {
    let session = use_memo((), |()| RefCell::new(Session::default()));

    // A run is wanted, or none any more.
    let (wanted, idle) = (store.wanted, store.phase == Phase::Idle || store.replays());
    {
        let (session, store) = (session.clone(), store.clone());
        use_effect_with((wanted, idle), move |_| {
            // Dropped outside the borrow: stopping runs the program's own clean-up.
            let before = session.borrow_mut().run.take();
            drop(before);
            if idle {
                return;
            }
            let run = start(&store);
            if let Some(run) = &run {
                store.dispatch(Action::Started(run.record()));
            }
            let mut session = session.borrow_mut();
            session.run = run;
            session.shown.set(0);
        });
    }

    // Runs to be compared: what asks for them is on the screen by then.
    {
        let store = store.clone();
        let wanted = (store.compares() && store.compared.is_none()).then(|| (store.route.clone(), store.args.clone()));
        use_effect_with(wanted, move |wanted| {
            let next = Rc::new(RefCell::new(None));
            if let Some((route, args)) = wanted {
                compare_on(&store, comparing::sides(route, args.as_ref()), Vec::new(), &next);
            }
            move || drop(next.take())
        });
    }

    // Playback without a run is its end where nothing may move by itself.
    {
        let store = store.clone();
        use_effect_with(store.playing && store.replays(), move |playing| {
            if *playing && dom::prefers_stillness() {
                store.dispatch(Action::End);
            }
        });
    }

    // Its pace.
    {
        let session = session.clone();
        use_effect_with((store.rate, store.playing, wanted), move |(rate, playing, _)| {
            if let Some(run) = &session.borrow().run {
                run.set_rate(*rate);
                if run.paused() == *playing {
                    run.set_paused(!playing);
                }
            }
        });
    }

    // Single turns, also while it is paused.
    {
        let (session, store) = (session.clone(), store.clone());
        use_effect_with(store.turns, move |turns| {
            let Session { run, shown, .. } = &*session.borrow();
            if *turns > 0
                && let Some(run) = run
            {
                run.single_turn();
                let len = run.record().borrow().len();
                shown.set(len);
                store.dispatch(Action::Grown(len, run.now(), run.status()));
                store.dispatch(Action::End);
            }
        });
    }

    // Frames, as long as anything moves.
    let moves = store.phase == Phase::Running || store.playing;
    {
        let (session, dispatcher) = (session.clone(), store.dispatcher());
        use_effect_with((moves, wanted), move |(moves, _)| {
            let wanted = Rc::new(Cell::new(*moves));
            if *moves {
                session.borrow_mut().last = None;
                ask(session.clone(), dispatcher, wanted.clone());
            }
            move || {
                // The frame that is running now must not ask for another.
                wanted.set(false);
                drop(session.borrow_mut().frame.take());
            }
        });
    }
}

fn start(store: &Store) -> Option<LiveRun> {
    let (program, args) = (crate::demos::program(store.demo()?.id)?, store.args.clone()?);
    let pace = match store.mode {
        // Nothing may move by itself: the record is made at once and stepped through.
        Mode::Live if dom::prefers_stillness() => Pace::Exact,
        Mode::Live => Pace::Live(store.rate),
        Mode::Exact => Pace::Exact,
    };
    Some(LiveRun::start(pace, Recorder::LIMIT, move || program(args)))
}

/// Runs what is to be compared, one after each paint, and then shows it. `next` is what goes on.
fn compare_on(store: &Store, mut left: Vec<Side>, mut done: Vec<(Side, Record)>, next: &Rc<RefCell<Option<Later>>>) {
    if left.is_empty() {
        if let Some(compared) = Compared::of(done) {
            store.dispatch(Action::Compared(compared));
        }
        return;
    }
    let (store, on) = (store.clone(), next.clone());
    let later = after_paint(move || {
        done.push(left.remove(0).run());
        compare_on(&store, left, done, &on);
    });
    next.replace(later);
}

/// Drains the run and moves the playhead before every paint.
fn ask(session: Rc<RefCell<Session>>, dispatcher: UseReducerDispatcher<State>, wanted: Rc<Cell<bool>>) {
    let (weak, again) = (Rc::downgrade(&session), dispatcher.clone());
    let frame = next_frame(move |_| {
        let Some(session) = weak.upgrade() else { return };
        let now = wall();
        let passed = session.borrow_mut().last.replace(now).map_or(Micros::ZERO, |last| now - last);
        let grown = {
            let Session { run, shown, .. } = &*session.borrow();
            run.as_ref().map(|run| {
                let all = run.record().borrow().len();
                let len = all.min(shown.get() + SHOWN);
                shown.set(len);
                Action::Grown(len, run.now(), run.status().filter(|_| len == all))
            })
        };
        if let Some(grown) = grown {
            let ended = matches!(grown, Action::Grown(_, _, Some(_)));
            again.dispatch(grown);
            if ended {
                // The record stays; the loop has nothing left to do.
                let run = session.borrow_mut().run.take();
                drop(run);
                if dom::prefers_stillness() {
                    again.dispatch(Action::End);
                }
            }
        }
        again.dispatch(Action::Tick(passed.min(Micros::from_millis(100))));
        if wanted.get() {
            ask(session, again, wanted);
        }
    });
    session.borrow_mut().frame = frame;
}

/// Playback stands still in a hidden tab, whose timers the browser slows down, and says so.
#[hook]
pub fn use_pause_when_hidden(store: &Store) {
    let (playing, dispatcher) = (store.playing, store.dispatcher());
    use_effect_with(playing, move |playing| {
        let listener = playing.then(|| {
            dom::on_hidden(move |hidden| {
                if hidden {
                    dispatcher.dispatch(Action::Pause);
                    dispatcher.dispatch(Action::Notice(Some(Notice::Hidden)));
                }
            })
        });
        move || drop(listener)
    });
}
