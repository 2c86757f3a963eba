//! A watch over the sizes of elements.

use wasm_bindgen::prelude::*;
use web_sys::{Element, ResizeObserver};

use super::handle_count::Counted;

/// A watch that calls back until it is dropped.
#[must_use = "nothing is watched once this is dropped"]
pub struct SizeWatch {
    observer: ResizeObserver,
    _resized: Closure<dyn FnMut()>,
    _live: Counted,
}

impl SizeWatch {
    /// Calls back once soon, and then whenever one of the elements has another size. `None` if the browser cannot tell.
    pub fn watch<'a>(
        elements: impl IntoIterator<Item = &'a Element>,
        callback: impl FnMut() + 'static,
    ) -> Option<SizeWatch> {
        let resized: Closure<dyn FnMut()> = Closure::new(callback);
        let observer = ResizeObserver::new(resized.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(SizeWatch { observer, _resized: resized, _live: Counted::new() })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
