//! Conversion between axis and screen. The axis counts microseconds of loop time, or events on the steps axis.

/// Visible part of the axis and its magnification.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// Position on the axis at the left edge, in units.
    pub origin: f64,
    /// Pixels per unit; positive.
    pub zoom: f64,
    /// The left edge in pixels.
    pub left_px: f64,
    /// The width in pixels; at least 1.
    pub width_px: f64,
}

/// Greatest zoom in pixels per unit: one microsecond is then a hundred pixels, far above the precision of a double.
const MAX_ZOOM: f64 = 100.0;

/// Width in px that stays empty behind the end when everything is shown.
const MARGIN_PX: f64 = 28.0;

impl Scale {
    /// A scale that shows all of `0..end` in a width.
    pub fn fit(end: f64, left_px: f64, width_px: f64) -> Scale {
        let width_px = width_px.max(1.0);
        let room = (width_px - MARGIN_PX).max(1.0);
        Scale { origin: 0.0, zoom: (room / end.max(1.0)).min(MAX_ZOOM), left_px, width_px }
    }

    /// Converts a unit to a pixel.
    pub fn x(&self, unit: f64) -> f64 {
        self.left_px + (unit - self.origin) * self.zoom
    }

    /// Converts a pixel to a unit.
    pub fn unit(&self, x: f64) -> f64 {
        self.origin + (x - self.left_px) / self.zoom
    }

    /// The unit at the right edge.
    pub fn end(&self) -> f64 {
        self.unit(self.left_px + self.width_px)
    }

    /// Magnifies by `factor`; the unit at pixel `x` stays in place. The visible part is at most twice `0..end`.
    pub fn zoomed(self, factor: f64, x: f64, end: f64) -> Scale {
        let farthest = Scale::fit(end, self.left_px, self.width_px).zoom / 2.0;
        let zoom = (self.zoom * factor).clamp(farthest.min(MAX_ZOOM), MAX_ZOOM);
        let still = self.unit(x);
        Scale { zoom, origin: still - (x - self.left_px) / zoom, ..self }.held(end)
    }

    /// Moves by pixels: a positive distance shows earlier moments.
    pub fn panned(self, by_px: f64, end: f64) -> Scale {
        Scale { origin: self.origin - by_px / self.zoom, ..self }.held(end)
    }

    /// Shows a stretch of the axis, with a little before and after it.
    pub fn showing(self, from: f64, to: f64, end: f64) -> Scale {
        /// The share of the width that is left free at either side.
        const FREE: f64 = 0.05;
        let zoom = (self.width_px * (1.0 - 2.0 * FREE) / (to - from).max(f64::MIN_POSITIVE)).min(MAX_ZOOM);
        let farthest = Scale::fit(end, self.left_px, self.width_px).zoom / 2.0;
        let zoom = zoom.max(farthest.min(MAX_ZOOM));
        Scale { zoom, origin: (from + to) / 2.0 - self.width_px / zoom / 2.0, ..self }.held(end)
    }

    /// Moves the scale so that at least a part of `0..end` is in sight.
    fn held(self, end: f64) -> Scale {
        let seen = self.width_px / self.zoom;
        let latest = (end - seen * 0.5).max(0.0);
        Scale { origin: self.origin.clamp(-seen * 0.5, latest), ..self }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_unit_comes_back_from_its_pixel(origin in 0.0..1e9, zoom in 1e-6..100.0, unit in 0.0..1e9) {
            let scale = Scale { origin, zoom, left_px: 120.0, width_px: 800.0 };
            let back = scale.unit(scale.x(unit));
            prop_assert!((back - unit).abs() <= 1e-6 * unit.abs().max(1.0) + 1e-6 / zoom);
        }

        #[test]
        fn zooming_keeps_the_unit_under_the_pointer(end in 1000.0..1e9, factor in 0.5..4.0, x in 120.0..920.0) {
            let scale = Scale::fit(end, 120.0, 800.0).zoomed(4.0, 400.0, end);
            let zoomed = scale.zoomed(factor, x, end);
            // Unless the end of the record stops it.
            prop_assume!(zoomed.origin > -zoomed.width_px / zoomed.zoom * 0.49 && zoomed.origin < end - zoomed.width_px / zoomed.zoom * 0.51);
            prop_assert!((zoomed.unit(x) - scale.unit(x)).abs() < 1e-6 * end);
        }
    }

    #[test]
    fn a_stretch_is_shown_whole_and_as_large_as_it_can_be() {
        let scale = Scale::fit(15e6, 100.0, 900.0).showing(3e6, 4e6, 15e6);
        assert!((scale.x(3e6) - 145.0).abs() < 1e-6 && (scale.x(4e6) - 955.0).abs() < 1e-6);
        let moment = scale.showing(3e6, 3e6, 15e6);
        assert!((moment.x(3e6) - 550.0).abs() < 1e-3, "a stretch without length is in the middle");
    }

    #[test]
    fn fitting_shows_all_of_it() {
        let scale = Scale::fit(15e6, 100.0, 900.0);
        assert_eq!(scale.x(0.0), 100.0);
        assert!(scale.x(15e6) < 1000.0 && scale.x(15e6) > 950.0);
    }
}
