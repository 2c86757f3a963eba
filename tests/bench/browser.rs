//! The runtime in the browser, for `browser.mjs`: each function runs one round and returns milliseconds.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use loopline::i18n::{Lang, TimelineWords};
use loopline::reading::spans::Spans;
use loopline::runtime::{EventLoop, Future, ModelServices, Queue, Result, VirtualHost, create_task, gather, sleep};
use loopline::timeline::lanes::{Lanes, RowFilter, RowStyle};
use loopline::timeline::layout::{self, View};
use loopline::timeline::palette::LIGHT;
use loopline::trace::Recorder;
use loopline::web::canvas::Painter;
use loopline::web::wall;
use wasm_bindgen::prelude::*;

fn round<F>(recorded: bool, make: impl FnOnce() -> F) -> Vec<f64>
where
    F: std::future::Future<Output = Result<()>> + 'static,
{
    let recorder = if recorded { Recorder::new(Recorder::LIMIT) } else { Recorder::off() };
    let began = wall();
    let run = EventLoop::new(Rc::new(VirtualHost::default()), Rc::new(ModelServices), recorder, make);
    run.drive(|| true);
    let millis = (wall() - began).0 as f64 / 1000.0;
    assert!(matches!(run.outcome(), Some(Ok(()))), "a benchmark's program must end well");
    vec![millis, run.trace().len() as f64]
}

/// `n` turns of one task that yields: milliseconds, and how many events were recorded.
#[wasm_bindgen]
pub fn turns(n: u32, recorded: bool) -> Vec<f64> {
    round(recorded, move || async move {
        for _ in 0..n {
            sleep(0.0).await?;
        }
        Ok(())
    })
}

/// `n` steps of a hundred tasks that yield, a hundred in each turn: milliseconds, and how many events were recorded.
#[wasm_bindgen]
pub fn batches(n: u32, recorded: bool) -> Vec<f64> {
    const TASKS: u32 = 100;
    round(recorded, move || async move {
        let yielding = (0..TASKS).map(|_| async move {
            for _ in 0..n / TASKS {
                sleep(0.0).await?;
            }
            Result::Ok(())
        });
        gather(yielding).await?;
        Ok(())
    })
}

/// `n` tasks, each created and awaited.
#[wasm_bindgen]
pub fn spawns(n: u32, recorded: bool) -> Vec<f64> {
    round(recorded, move || async move {
        for i in 0..n {
            create_task(async move { Ok(i) }).await?;
        }
        Ok(())
    })
}

/// `n` futures that one task settles and another awaits.
#[wasm_bindgen]
pub fn futures(n: u32, recorded: bool) -> Vec<f64> {
    round(recorded, move || async move {
        let slot = Rc::new(RefCell::new(None::<Future<u32>>));
        let theirs = slot.clone();
        let settler = create_task::<(), _>(async move {
            loop {
                if let Some(future) = theirs.take() {
                    future.set_result(1)?;
                }
                sleep(0.0).await?;
            }
        });
        for _ in 0..n {
            let future = Future::new();
            slot.replace(Some(future.clone()));
            future.await?;
        }
        settler.cancel();
        Ok(())
    })
}

/// `n` items through a queue with room for one.
#[wasm_bindgen]
pub fn queue(n: u32, recorded: bool) -> Vec<f64> {
    round(recorded, move || async move {
        let queue = Queue::new(1);
        let producer = queue.clone();
        create_task(async move {
            for i in 0..n {
                producer.put(i).await?;
            }
            Ok(())
        });
        for _ in 0..n {
            queue.get().await?;
        }
        Ok(())
    })
}

/// `n` futures driven by `wasm_bindgen_futures::spawn_local`, one microtask each; the promise gives milliseconds.
#[wasm_bindgen]
pub async fn spawn_local_peer(n: u32) -> f64 {
    let began = wall();
    let left = Rc::new(Cell::new(n));
    let (done, waiting) = promise_to_resolve();
    for _ in 0..n {
        let (left, done) = (left.clone(), done.clone());
        wasm_bindgen_futures::spawn_local(async move {
            left.set(left.get() - 1);
            if left.get() == 0 {
                // The promise is awaited below; it cannot be gone.
                let _ = done.call0(&JsValue::NULL);
            }
        });
    }
    let _ = wasm_bindgen_futures::JsFuture::from(waiting).await;
    (wall() - began).0 as f64 / 1000.0
}

/// A promise and the function that resolves it.
fn promise_to_resolve() -> (js_sys::Function, js_sys::Promise) {
    let mut resolve = None;
    let promise = js_sys::Promise::new(&mut |done, _| resolve = Some(done));
    (resolve.expect("a promise calls its executor at once"), promise)
}

/// Milliseconds that layout and drawing take for each of `frames` frames of a record of about `events` events, panned a
/// little from one to the next at `zoom` times the whole.
#[wasm_bindgen]
pub fn frames(canvas: web_sys::HtmlCanvasElement, events: u32, frames: u32, zoom: f64) -> Vec<f64> {
    let run = EventLoop::new(
        Rc::new(VirtualHost::default()),
        Rc::new(ModelServices),
        Recorder::new(events as usize),
        || async {
            loop {
                gather((0..8).map(|i| sleep(0.1 * f64::from(i)))).await?;
            }
        },
    );
    run.drive(|| true);
    let trace = run.trace();
    let spans = Spans::new(&trace);
    let lanes = Lanes::new(&trace, &spans, &RowFilter::default(), RowStyle::default());
    let Some(mut painter) = Painter::new(canvas) else { return Vec::new() };
    let end = layout::end(&trace, false);
    let whole = View::fit(end, false, (1200.0, 600.0), false, layout::NAMES_WIDTH);
    let mut scale = whole.scale.zoomed(zoom, 600.0, end);
    let times = (0..frames).map(|_| {
        scale = scale.panned(-7.0, end);
        let began = wall();
        let view = View { scale, ..whole.clone() };
        let scene = layout::layout(&trace, &spans, &lanes, &view, None, &TimelineWords(Lang::En));
        painter.draw(&scene, &LIGHT, 1.0);
        (wall() - began).0 as f64 / 1000.0
    });
    times.collect()
}

fn main() {}
