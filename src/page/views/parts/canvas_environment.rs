//! The environment in which a canvas is drawn: its size, the device's pixels, the reader's colours.

use std::rc::Rc;

use yew::Reducible;

use crate::web::surface::Gesture;

/// The narrowest picture, in px, whose lanes' names stand beside the bars; in a narrower one they stand above.
const MIN_WIDTH_FOR_NAMES_BESIDE_PX: f64 = 520.0;

/// The environment in which a canvas is drawn. Equal only as long as what was drawn may stay.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CanvasEnvironment {
    /// Width and height in px; zero until the canvas has been measured.
    pub size_px: (f64, f64),
    /// The device's pixels a px; at least 1.
    pub pixel_ratio: f64,
    /// Counts the times that the reader's colours may have changed. The palette is looked up when the canvas is drawn;
    /// this is what has it drawn anew.
    pub colour_changes: u32,
}

impl Default for CanvasEnvironment {
    fn default() -> CanvasEnvironment {
        CanvasEnvironment { size_px: (0.0, 0.0), pixel_ratio: 1.0, colour_changes: 0 }
    }
}

impl CanvasEnvironment {
    /// The environment after a gesture; the same after one that only concerns the contents.
    pub fn after(self, gesture: Gesture) -> CanvasEnvironment {
        match gesture {
            Gesture::Resized { size, ratio } => {
                CanvasEnvironment { size_px: size, pixel_ratio: ratio.max(1.0), ..self }
            }
            Gesture::LookChanged => CanvasEnvironment { colour_changes: self.colour_changes.wrapping_add(1), ..self },
            _ => self,
        }
    }

    /// Returns whether the lanes' names have no room beside the bars.
    pub fn is_narrow(&self) -> bool {
        self.size_px.0 < MIN_WIDTH_FOR_NAMES_BESIDE_PX
    }
}

impl Reducible for CanvasEnvironment {
    type Action = Gesture;

    fn reduce(self: Rc<Self>, gesture: Gesture) -> Rc<Self> {
        Rc::new(self.after(gesture))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RESIZED: Gesture = Gesture::Resized { size: (800.0, 300.0), ratio: 2.0 };

    #[test]
    fn every_change_of_colours_has_a_canvas_drawn_anew_at_the_devices_own_pixels() {
        let measured = CanvasEnvironment::default().after(RESIZED);
        let first = measured.after(Gesture::LookChanged);
        let second = first.after(Gesture::LookChanged);
        assert!(measured != first && first != second && measured != second);
        assert_eq!((second.size_px, second.pixel_ratio), ((800.0, 300.0), 2.0));
    }

    #[test]
    fn what_only_concerns_the_contents_has_nothing_drawn_anew() {
        let measured = CanvasEnvironment::default().after(RESIZED);
        assert_eq!(measured.after(Gesture::Hovered { x: 1.0, y: 1.0 }), measured);
        assert_eq!(measured.after(RESIZED), measured);
    }

    #[test]
    fn a_browser_zoomed_out_is_drawn_at_full_pixels() {
        let small = CanvasEnvironment::default().after(Gesture::Resized { size: (519.0, 1.0), ratio: 0.5 });
        assert_eq!((small.pixel_ratio, small.is_narrow()), (1.0, true));
    }
}
