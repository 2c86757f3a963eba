//! Lines of a list that are put into another order by mouse or finger.

use std::cell::Cell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, PointerEvent};
use yew::NodeRef;

use super::dom::Listener;

/// The parts of a drag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reorder {
    /// The line at this place is taken.
    Taken(usize),
    /// The line that is taken goes from one place to another.
    Moved(usize, usize),
    /// The line is let go.
    Dropped,
}

/// The marker of the part of a line that a finger takes: beside it a finger scrolls the page.
const HANDLE: &str = "[data-handle]";

/// Calls back while a pointer drags a line of a list, until the listeners are dropped. The list is what has the pointer: a
/// line that changes its place in the document would lose it.
pub fn on_reorder(list: &NodeRef, callback: impl Fn(Reorder) + 'static) -> Vec<Listener> {
    let Some(list) = list.cast::<Element>() else { return Vec::new() };
    let taken: Rc<Cell<Option<usize>>> = Rc::default();
    let callback = Rc::new(callback);
    let down = {
        let (list, taken, callback) = (list.clone(), taken.clone(), callback.clone());
        Listener::on(&list.clone(), "pointerdown", move |event| {
            let Some(pointer) = event.dyn_ref::<PointerEvent>().filter(|pointer| pointer.button() == 0) else { return };
            let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
            let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
            let is_taken = if within("button") { within(HANDLE) } else { pointer.pointer_type() == "mouse" };
            let Some(place) = place_at(&list, pointer).filter(|_| is_taken) else { return };
            // Else the drag would mark text. A button takes the focus all the same.
            if !within(HANDLE) {
                event.prevent_default();
            }
            taken.set(Some(place));
            // Refused only for a pointer that is gone already.
            let _ = list.set_pointer_capture(pointer.pointer_id());
            callback(Reorder::Taken(place));
        })
    };
    let moved = {
        let (list, taken, callback) = (list.clone(), taken.clone(), callback.clone());
        Listener::on(&list.clone(), "pointermove", move |event| {
            let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
            if let Some((from, to)) = taken.get().zip(place_at(&list, pointer))
                && from != to
            {
                taken.set(Some(to));
                callback(Reorder::Moved(from, to));
            }
        })
    };
    let ends = ["pointerup", "pointercancel"].into_iter().filter_map(|kind| {
        let (taken, callback) = (taken.clone(), callback.clone());
        Listener::on(&list, kind, move |_| {
            if taken.take().is_some() {
                callback(Reorder::Dropped);
            }
        })
    });
    let ends: Vec<Listener> = ends.collect();
    down.into_iter().chain(moved).chain(ends).collect()
}

/// The place in the list of the line that a pointer is at; above the list the first, below it the last.
fn place_at(list: &Element, pointer: &PointerEvent) -> Option<usize> {
    let y = f64::from(pointer.client_y());
    let lines = std::iter::successors(list.first_element_child(), Element::next_element_sibling);
    let ends: Vec<f64> = lines.map(|line| line.get_bounding_client_rect().bottom()).collect();
    let last = ends.len().checked_sub(1)?;
    Some(ends.iter().position(|end| y < *end).unwrap_or(last))
}
