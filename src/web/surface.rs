//! A surface: a canvas with its size and the gestures on it.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlCanvasElement, PointerEvent, WheelEvent};
use yew::NodeRef;

use super::dom::{Listener, on_look};
use super::handle_count::Counted;
use super::sizes::SizeWatch;

/// A gesture on a canvas, in px from its upper left, or a change of its surroundings.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gesture {
    /// The canvas has this size in px, and the device this many pixels a px.
    Resized { size: (f64, f64), ratio: f64 },
    /// Closer (above 1) or farther about a point, which itself moves by `dx`: wheel with Ctrl, or two fingers.
    Zoomed { x: f64, factor: f64, dx: f64 },
    /// The wheel goes sideways: what lies to the right, by `dx`, is to be seen.
    Panned { dx: f64 },
    /// The element around the canvas was scrolled to here.
    ScrolledTo { y: f64 },
    /// A finger or button goes down, with Shift or without.
    Pressed { x: f64, y: f64, shift: bool },
    /// The pointer moves while it is down.
    Dragged { x: f64, y: f64, dx: f64 },
    /// The pointer comes up where it went down.
    Clicked { x: f64, y: f64 },
    /// A pointer is over it, with nothing pressed.
    Hovered { x: f64, y: f64 },
    /// No pointer is over it any more.
    Left,
    /// The reader's colours may have changed.
    LookChanged,
}

/// A watch over a canvas. Dropping it ends the watch.
#[must_use = "nothing is watched once this is dropped"]
pub struct Surface {
    _size: SizeWatch,
    _listeners: Vec<Listener>,
    _live: Counted,
}

/// Pointers that are down, each with its id and place, and the distance in px that they have moved.
#[derive(Default)]
struct PointersDown {
    down: Vec<(i32, f64, f64)>,
    moved: f64,
}

impl Surface {
    /// Watches the canvas of a reference, and what scrolls it. `None` if it is none or the browser cannot watch sizes.
    pub fn watch(
        node: &NodeRef,
        scroller: Option<&NodeRef>,
        callback: impl FnMut(Gesture) + 'static,
    ) -> Option<Surface> {
        let canvas: HtmlCanvasElement = node.cast()?;
        let send = Rc::new(RefCell::new(callback));
        let tell = move |gesture: Gesture| (send.borrow_mut())(gesture);

        let size = {
            let (canvas, tell) = (canvas.clone(), tell.clone());
            move || {
                let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
                let frame = canvas.get_bounding_client_rect();
                tell(Gesture::Resized { size: (frame.width(), frame.height()), ratio });
            }
        };
        let size = SizeWatch::watch([canvas.as_ref()], size)?;

        let mut listeners = Vec::new();
        let look = tell.clone();
        listeners.extend(on_look(move || look(Gesture::LookChanged)));
        listeners.extend(wheel(&canvas, tell.clone()));
        if let Some(scroller) = scroller.and_then(|node| node.cast::<Element>()) {
            let (frame, tell) = (scroller.clone(), tell.clone());
            listeners.extend(Listener::on(&scroller, "scroll", move |_| {
                tell(Gesture::ScrolledTo { y: f64::from(frame.scroll_top()) });
            }));
        }
        listeners.extend(pointers(&canvas, tell));
        Some(Surface { _size: size, _listeners: listeners, _live: Counted::new() })
    }
}

fn wheel(canvas: &HtmlCanvasElement, tell: impl Fn(Gesture) + 'static) -> Option<Listener> {
    let frame = canvas.clone();
    Listener::on(canvas, "wheel", move |event| {
        let Some(wheel) = event.dyn_ref::<WheelEvent>() else { return };
        let unit = if wheel.delta_mode() == WheelEvent::DOM_DELTA_LINE { 16.0 } else { 1.0 };
        let (dx, dy) = (wheel.delta_x() * unit, wheel.delta_y() * unit);
        let x = f64::from(wheel.client_x()) - frame.get_bounding_client_rect().left();
        if wheel.ctrl_key() || wheel.meta_key() {
            // A pinch on a touchpad arrives as this, too.
            event.prevent_default();
            tell(Gesture::Zoomed { x, factor: (-dy * 0.005).exp().clamp(0.5, 2.0), dx: 0.0 });
        } else if wheel.shift_key() || dx.abs() > dy.abs() {
            event.prevent_default();
            tell(Gesture::Panned { dx: if dx == 0.0 { dy } else { dx } });
        }
        // A plain wheel scrolls the lanes, then the page, as everywhere.
    })
}

fn pointers(canvas: &HtmlCanvasElement, tell: impl Fn(Gesture) + Clone + 'static) -> Vec<Listener> {
    let pointers_down = Rc::new(RefCell::new(PointersDown::default()));
    let kinds = ["pointerdown", "pointermove", "pointerup", "pointercancel", "pointerleave"];
    let listeners = kinds.into_iter().filter_map(|kind| {
        let (frame, pointers_down, tell) = (canvas.clone(), pointers_down.clone(), tell.clone());
        Listener::on(canvas, kind, move |event| {
            let Some(pointer) = event.dyn_ref::<PointerEvent>() else { return };
            let corner = frame.get_bounding_client_rect();
            let (x, y) = (f64::from(pointer.client_x()) - corner.left(), f64::from(pointer.client_y()) - corner.top());
            // Told after the borrow: the answer may draw, and drawing may ask for anything.
            let gesture = match kind {
                "pointerdown" => {
                    // Refused only for a pointer that is gone already.
                    let _ = frame.set_pointer_capture(pointer.pointer_id());
                    down(&mut pointers_down.borrow_mut(), pointer, x, y)
                }
                "pointermove" if pointers_down.borrow().down.is_empty() => Some(Gesture::Hovered { x, y }),
                "pointermove" => moved(&mut pointers_down.borrow_mut(), pointer.pointer_id(), x, y),
                "pointerleave" => Some(Gesture::Left),
                _ => up(&mut pointers_down.borrow_mut(), pointer.pointer_id(), x, y, kind == "pointerup"),
            };
            if let Some(gesture) = gesture {
                tell(gesture);
            }
        })
    });
    listeners.collect()
}

fn down(pointers_down: &mut PointersDown, pointer: &PointerEvent, x: f64, y: f64) -> Option<Gesture> {
    pointers_down.down.push((pointer.pointer_id(), x, y));
    pointers_down.moved = 0.0;
    (pointers_down.down.len() == 1).then(|| Gesture::Pressed { x, y, shift: pointer.shift_key() })
}

fn moved(pointers_down: &mut PointersDown, id: i32, x: f64, y: f64) -> Option<Gesture> {
    let index = pointers_down.down.iter().position(|(other, ..)| *other == id)?;
    let (_, was_x, was_y) = pointers_down.down[index];
    let spread = |down: &[(i32, f64, f64)]| (down[0].1 - down[1].1).hypot(down[0].2 - down[1].2).max(10.0);
    let middle = |down: &[(i32, f64, f64)]| (down[0].1 + down[1].1) / 2.0;
    let before = (pointers_down.down.len() == 2).then(|| (spread(&pointers_down.down), middle(&pointers_down.down)));
    pointers_down.down[index] = (id, x, y);
    pointers_down.moved += (x - was_x).abs() + (y - was_y).abs();
    match before {
        Some((wide, x)) => {
            let dx = middle(&pointers_down.down) - x;
            Some(Gesture::Zoomed { x, factor: spread(&pointers_down.down) / wide, dx })
        }
        None if pointers_down.down.len() == 1 && pointers_down.moved > 3.0 => {
            Some(Gesture::Dragged { x, y, dx: x - was_x })
        }
        None => None,
    }
}

fn up(pointers_down: &mut PointersDown, id: i32, x: f64, y: f64, ended_well: bool) -> Option<Gesture> {
    let alone = pointers_down.down.len() == 1;
    pointers_down.down.retain(|(other, ..)| *other != id);
    (ended_well && alone && pointers_down.moved <= 3.0).then_some(Gesture::Clicked { x, y })
}
