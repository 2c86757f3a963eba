//! Round ticks of an axis.

use super::scale::Scale;

/// The smallest distance between two labelled ticks, in pixels.
const APART_PX: f64 = 56.0;

/// Ticks that lie in the view, at multiples of 1, 2 or 5 times a power of ten.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// Distance between two ticks, in units.
    pub step: f64,
    /// Positions of the ticks in units, ascending.
    pub at: Vec<f64>,
}

/// The ticks of a view. On the steps axis (`whole`) none lies between two events.
pub fn ticks(scale: &Scale, whole: bool) -> Ticks {
    let least = APART_PX / scale.zoom;
    let power = 10f64.powf(least.log10().floor());
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|factor| factor * power).find(|step| *step >= least * 0.999_999);
    let mut step = step.unwrap_or(10.0 * power);
    if whole {
        step = step.max(1.0);
    }
    let first = (scale.origin.max(0.0) / step - 1e-9).ceil() as i64;
    let last = (scale.end() / step + 1e-9).floor() as i64;
    Ticks { step, at: (first..=last).take(1000).map(|i| i as f64 * step).collect() }
}

/// A tick's label: seconds with just the digits that the step needs, or milliseconds, or microseconds.
pub fn time_label(unit: f64, step: f64, decimal: char) -> String {
    let (scale, _) = unit_of(step);
    let digits = (-(step / scale).log10().floor()).max(0.0) as usize;
    let text = format!("{:.*}", digits, unit / scale);
    if decimal == '.' { text } else { text.replace('.', &decimal.to_string()) }
}

/// Microseconds per unit of the label, and the number of that unit: 0 seconds, 1 milliseconds, 2 microseconds.
pub fn unit_of(step: f64) -> (f64, usize) {
    if step >= 1e4 {
        (1e6, 0)
    } else if step >= 10.0 {
        (1e3, 1)
    } else {
        (1.0, 2)
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn ticks_lie_in_the_view_and_apart(end in 1.0..1e10, zoom in 1.0..50.0, at in 0.0..1.0) {
            let scale = Scale::fit(end, 0.0, 800.0);
            let scale = scale.zoomed(zoom, 800.0 * at, end);
            let ticks = ticks(&scale, false);
            for pair in ticks.at.windows(2) {
                prop_assert!((pair[1] - pair[0]) * scale.zoom >= APART_PX * 0.99);
            }
            for tick in &ticks.at {
                prop_assert!(scale.x(*tick) >= -1.0 && scale.x(*tick) <= 801.0);
            }
            prop_assert!(ticks.at.len() <= 16);
        }
    }

    #[test]
    fn labels_have_just_the_digits_they_need() {
        assert_eq!(time_label(2e6, 1e6, '.'), "2");
        assert_eq!(time_label(2.5e6, 5e5, '.'), "2.5");
        assert_eq!(time_label(2.5e6, 5e5, ','), "2,5");
        assert_eq!(time_label(1500.0, 500.0, '.'), "1.5");
    }
}
