//! Wall time.

use js_sys::Date;

use crate::clock::Micros;

/// Wall time in microseconds since the page was opened, as fine as the browser tells: 0.1 ms in Chromium.
pub fn wall() -> Micros {
    let millis = web_sys::window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    Micros((millis * 1000.0) as u64)
}

/// The time of day where the reader is: `12:04`.
pub fn time_of_day() -> String {
    let now = Date::new_0();
    format!("{:02}:{:02}", now.get_hours(), now.get_minutes())
}
