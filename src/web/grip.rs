//! A line between two panes that can be dragged, and how its place is measured.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{HtmlElement, PointerEvent};
use yew::NodeRef;

use super::dom::Listener;
use super::sizes::SizeWatch;

/// The axis along which a line can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DragAxis {
    /// Left and right.
    X,
    /// Up and down.
    Y,
}

/// The place of a line in the element that it divides, along the line's axis, in px.
struct LinePlace {
    /// The beginning of the element.
    from: f64,
    /// The element's length.
    length: f64,
    /// The beginning of the line.
    line: f64,
    /// The line's thickness.
    thick: f64,
}

impl LinePlace {
    fn of(line: &HtmlElement, along: DragAxis) -> Option<LinePlace> {
        let (outer, inner) = (line.parent_element()?.get_bounding_client_rect(), line.get_bounding_client_rect());
        let place = match along {
            DragAxis::X => {
                LinePlace { from: outer.left(), length: outer.width(), line: inner.left(), thick: inner.width() }
            }
            DragAxis::Y => {
                LinePlace { from: outer.top(), length: outer.height(), line: inner.top(), thick: inner.height() }
            }
        };
        (place.length > place.thick).then_some(place)
    }

    /// The share of the element, without the line, that lies before a line beginning at `px`.
    fn share(&self, px: f64) -> f64 {
        ((px - self.from) / (self.length - self.thick)).clamp(0.0, 1.0)
    }
}

/// The share of the divided element, without the line, that lies before the line as it is drawn. `None` where the line is
/// not shown.
pub fn share(line: &NodeRef, along: DragAxis) -> Option<f64> {
    let line = line.cast::<HtmlElement>().filter(|line| line.offset_parent().is_some())?;
    let place = LinePlace::of(&line, along)?;
    Some(place.share(place.line))
}

/// Calls back when the line may have moved: when the pane before it, or what holds both, has another size.
pub fn on_moved(line: &NodeRef, callback: impl FnMut() + 'static) -> Option<SizeWatch> {
    let line: HtmlElement = line.cast()?;
    let (before, outer) = (line.previous_element_sibling(), line.parent_element());
    SizeWatch::watch(before.iter().chain(&outer), callback)
}

/// Calls back with the share that is wanted while a pointer drags the line, until the listeners are dropped.
pub fn on_drag(line: &NodeRef, along: DragAxis, callback: impl Fn(f64) + 'static) -> Vec<Listener> {
    let Some(line) = line.cast::<HtmlElement>() else { return Vec::new() };
    // Where on the line the pointer has gone down.
    let held = Rc::new(Cell::new(0.0));
    let at = move |pointer: &PointerEvent| match along {
        DragAxis::X => f64::from(pointer.client_x()),
        DragAxis::Y => f64::from(pointer.client_y()),
    };
    let down = {
        let (line, held) = (line.clone(), held.clone());
        Listener::on(&line.clone(), "pointerdown", move |event| {
            let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
            let Some(place) = LinePlace::of(&line, along).filter(|_| pointer.button() == 0) else { return };
            // Else the drag would mark text. The focus, which goes with it, is given by hand.
            event.prevent_default();
            let _ = line.focus();
            held.set(at(pointer) - place.line);
            // Refused only for a pointer that is gone already.
            let _ = line.set_pointer_capture(pointer.pointer_id());
        })
    };
    let moved = {
        let line = line.clone();
        Listener::on(&line.clone(), "pointermove", move |event| {
            let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
            if line.has_pointer_capture(pointer.pointer_id())
                && let Some(place) = LinePlace::of(&line, along)
            {
                callback(place.share(at(pointer) - held.get()));
            }
        })
    };
    down.into_iter().chain(moved).collect()
}
