//! The colours of the picture, as the theme and the reader's system have them now.

use crate::page::model::state::Theme;
use crate::timeline::palette::{DARK, LIGHT, Palette};
use crate::web::dom;

/// Returns the colours of a theme. Asks the browser each time: the system may change them while the page is open.
pub fn palette(theme: Theme) -> &'static Palette {
    let dark = match theme {
        // The system then has the last word on what stands behind.
        _ if dom::forces_colours() => dom::prefers_dark(),
        Theme::Light => false,
        Theme::Dark => true,
        Theme::System => dom::prefers_dark(),
    };
    if dark { &DARK } else { &LIGHT }
}
