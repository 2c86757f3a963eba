//! A demo that panics in the page. A file of its own: after a panic nothing can be asked of the instance, as in the page.
#![cfg(target_arch = "wasm32")]

use loopline::runtime::sleep;
use loopline::trace::Recorder;
use loopline::web::{LiveRun, Pace, catch_panics};
use wasm_bindgen::prelude::*;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

// The shell's part, which in the page is `static/boot.js`; the end-to-end tests see to the banner.
#[wasm_bindgen(inline_js = "
    let told = '';
    export const listen = () => {
        globalThis.loopline = { panicked: (message, location) => { told = `${message} at ${location}`; } };
    };
    export const heard = () => told;
")]
extern "C" {
    fn listen();
    fn heard() -> String;
}

#[wasm_bindgen_test]
async fn a_demo_that_panics_tells_the_shell_what_and_where() {
    listen();
    catch_panics();
    let line = line!() + 3;
    let run = LiveRun::start(Pace::Live(1.0), Recorder::LIMIT, || async {
        sleep(0.01).await?;
        panic!("a broken invariant")
    });
    for _ in 0..500 {
        if !heard().is_empty() {
            break;
        }
        gloo_timers::future::TimeoutFuture::new(10).await;
    }
    assert!(heard().starts_with(&format!("a broken invariant at {}:{line}:", file!())), "{:?}", heard());
    // Its loop is in the middle of a turn for ever: leaving the demo would be one more call into it.
    std::mem::forget(run);
}
