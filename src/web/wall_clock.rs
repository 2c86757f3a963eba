//! Wall time.

use crate::clock::Micros;

/// Wall time in microseconds since the page was opened, as fine as the browser tells: 0.1 ms in Chromium.
pub fn wall() -> Micros {
    let millis = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    Micros((millis * 1000.0) as u64)
}
