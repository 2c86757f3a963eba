//! Gestures on the timeline and its minimap: scrubbing, zooming, folding, pointing.

use std::cell::RefCell;
use std::rc::Rc;

use yew::prelude::*;

use super::timeline_view::{Dragged, LaneCache, TimelineView, end_of, head_of, place_at};
use crate::clock::Micros;
use crate::page::effects::page_store::Store;
use crate::page::model::action::{MoveAction, PlaybackAction, WorkspaceAction};
use crate::page::model::moving::StretchAction;
use crate::page::model::python::PythonAction;
use crate::page::model::state::Action;
use crate::timeline::lanes::{ChildRows, Lane, Lanes, Row, RowFilter};
use crate::timeline::layout::{self, Highlight, View};
use crate::timeline::marks;
use crate::timeline::minimap;
use crate::trace::TaskId;
use crate::web::dom;
use crate::web::surface::Gesture;

/// The distance from the playhead, in px, within which a press takes hold of it.
const PLAYHEAD_GRIP_PX: f64 = 10.0;

/// The height of a task's name above its bar, in px: a click on it folds the task. A finger needs as much.
const NAME_ABOVE_HEIGHT_PX: f64 = 24.0;

/// Carries out a gesture on the picture.
pub fn on_picture(
    store: &Store,
    view: &UseStateHandle<TimelineView>,
    cache: &Rc<RefCell<LaneCache>>,
    gesture: Gesture,
) {
    let now = view.layout(store);
    let end = end_of(store, now.steps);
    let canvas = view.canvas.after(gesture);
    let scaled = |scale| view.set(view.zoomed_to(Some(View { scale, ..now.clone() })));
    match gesture {
        // In another size all of the record is shown again.
        Gesture::Resized { .. } => view.set(TimelineView { canvas, zoomed: None, ..(**view).clone() }),
        Gesture::LookChanged => view.set(TimelineView { canvas, ..(**view).clone() }),
        Gesture::ScrolledTo { y } => view.set(TimelineView { scroll_px: y, ..(**view).clone() }),
        Gesture::Zoomed { x, factor, dx } => scaled(now.scale.zoomed(factor, x, end).panned(dx, end)),
        Gesture::Panned { dx } => scaled(now.scale.panned(-dx, end)),
        Gesture::Pressed { x, y, shift } => {
            let on_head = (now.scale.x(head_of(store, now.steps)) - x).abs() < PLAYHEAD_GRIP_PX;
            let drag = match y < layout::AXIS_HEIGHT || on_head {
                _ if shift => Dragged::StretchFrom(place_at(&now, x)),
                true => Dragged::Playhead,
                false => Dragged::Picture,
            };
            view.set(TimelineView { drag, ..(**view).clone() });
            let flag = marks::flag_at(&now, x).filter(|_| y < layout::AXIS_HEIGHT);
            if let Some(flag) = flag.filter(|_| drag == Dragged::Playhead) {
                store.dispatch(PlaybackAction::Seek(flag.count));
            } else if drag == Dragged::Playhead {
                seek(store, now.steps, now.scale.unit(x));
            }
        }
        Gesture::Dragged { x, dx, .. } => match view.drag {
            Dragged::Playhead => seek(store, now.steps, now.scale.unit(x)),
            Dragged::Picture => scaled(now.scale.panned(dx, end)),
            Dragged::StretchFrom(from) => {
                store.dispatch(MoveAction::Stretch(StretchAction::Between(from, place_at(&now, x))));
            }
        },
        Gesture::Clicked { x, y } => {
            if let Some(choice) = folded(store, view, &cache.borrow().lanes, &now, (x, y)) {
                view.set(TimelineView { choice, ..(**view).clone() });
            } else if y < layout::AXIS_HEIGHT && marks::flag_at(&now, x).is_some() {
                // The press has gone there.
            } else if x >= now.left() {
                seek(store, now.steps, now.scale.unit(x));
                let lane = lane_at(&cache.borrow().lanes, &now, y);
                if y >= layout::AXIS_HEIGHT {
                    store.dispatch(MoveAction::Choose(lane.and_then(|lane| task_of(store, lane.row))));
                }
                if let Some(lane) = lane {
                    store.dispatch(PythonAction::Look(lane.row));
                }
            }
        }
        Gesture::Hovered { x, y } => {
            let row = lane_at(&cache.borrow().lanes, &now, y).map(|lane| lane.row);
            point(view, row.filter(|row| matches!(row, Row::Value { .. })).map(|_| (x, y)));
            light(store, row);
        }
        Gesture::Left => {
            point(view, None);
            light(store, None);
        }
    }
}

/// Carries out a gesture on the minimap: the part that is seen follows the pointer.
pub fn on_minimap(
    store: &Store,
    view: &UseStateHandle<TimelineView>,
    cache: &Rc<RefCell<LaneCache>>,
    scroller: &NodeRef,
    gesture: Gesture,
) {
    let (Gesture::Pressed { x, y, .. } | Gesture::Dragged { x, y, .. }) = gesture else { return };
    let Some(record) = &store.run.record else { return };
    let now = view.layout(store);
    let unit = minimap::scale(&record.trace.borrow(), &now).unit(x);
    let height = cache.borrow().lanes.height();
    dom::scroll_to(scroller, y / minimap::MINIMAP_HEIGHT * height - (now.height - layout::AXIS_HEIGHT) / 2.0);
    if view.zoomed.is_some() {
        let middle = now.scale.x(unit) - now.scale.left_px - now.scale.width_px / 2.0;
        let scale = now.scale.panned(-middle, end_of(store, now.steps));
        view.set(view.zoomed_to(Some(View { scale, ..now })));
    } else {
        seek(store, now.steps, unit);
    }
}

/// Moves the playhead to a place on the axis, in events (`steps`) or microseconds.
fn seek(store: &Store, steps: bool, unit: f64) {
    let unit = unit.max(0.0);
    store.dispatch(match steps {
        true => Action::Playback(PlaybackAction::Seek(unit.round() as usize)),
        false => Action::Playback(PlaybackAction::SeekTime(Micros(unit as u64))),
    });
}

/// The lane at a height of the canvas, in px; `None` on the axis and below the last lane.
fn lane_at(lanes: &Lanes, view: &View, y: f64) -> Option<Lane> {
    let below_axis = y >= layout::AXIS_HEIGHT;
    let y = y - layout::AXIS_HEIGHT + view.scroll;
    lanes.between(y, y + 1.0).first().copied().filter(|_| below_axis)
}

/// The task of a row; `None` for a row of anything else.
fn task_of(store: &Store, row: Row) -> Option<TaskId> {
    match layout::lit(&store.run.record.as_ref()?.spans(), row) {
        Some(Highlight::Task(task)) => Some(task),
        Some(_) | None => None,
    }
}

/// Has the value under the pointer told beside it, or none any more.
fn point(view: &UseStateHandle<TimelineView>, pointed: Option<(f64, f64)>) {
    // Every move of the pointer comes here.
    if pointed != view.pointed {
        view.set(TimelineView { pointed, ..(**view).clone() });
    }
}

/// Lights up what the row under the pointer shows.
fn light(store: &Store, row: Option<Row>) {
    let record = store.run.record.as_ref();
    let lit = record.zip(row).and_then(|(record, row)| layout::lit(&record.spans(), row));
    // Every move of the pointer comes here.
    if lit != store.workspace.lit {
        store.dispatch(WorkspaceAction::Light(lit));
    }
}

/// The choice after a click on the name of a task that has children, which shows those of libraries, hides all, or shows them as
/// at first; `None` after any other.
fn folded(store: &Store, now: &TimelineView, lanes: &Lanes, view: &View, (x, y): (f64, f64)) -> Option<RowFilter> {
    let y = y - layout::AXIS_HEIGHT + view.scroll;
    let lane = lanes.between(y, y + 1.0).first()?;
    let on_name = if view.narrow { y - lane.top < NAME_ABOVE_HEIGHT_PX } else { x < view.names };
    let Row::Task { place, below, .. } = lane.row else { return None };
    if !on_name || below == ChildRows::Nothing {
        return None;
    }
    let task = store.run.record.as_ref()?.spans().tasks[place].task;
    let mut choice = now.choice.clone();
    match below {
        ChildRows::LibraryHidden(_) => drop(choice.opened.insert(task)),
        ChildRows::Shown => drop(choice.collapsed.insert(task)),
        ChildRows::Hidden(_) | ChildRows::Nothing => {
            choice.collapsed.remove(&task);
            choice.opened.remove(&task);
        }
    }
    Some(choice)
}
