//! The reader's view of a record's timeline: which part of it is seen, and how large.

use std::rc::Rc;

use crate::clock::Micros;
use crate::page::derived::picture::path_line;
use crate::page::model::moving::Place;
use crate::page::model::state::{Axis, State};
use crate::page::views::parts::canvas_environment::CanvasEnvironment;
use crate::timeline::lanes::{Lanes, RowFilter, RowStyle};
use crate::timeline::layout::{self, Playhead, View};
use crate::timeline::marks::Marks;
use crate::timeline::value_lanes::ValueLane;
use crate::trace::SharedTrace;

/// The length of the axis before the first run, in events.
const EMPTY_AXIS_EVENTS: f64 = 20.0;

/// The length of the axis before the first run, in microseconds.
const EMPTY_AXIS_MICROS: f64 = 5e6;

/// A thing that a drag moves.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub enum Dragged {
    /// The picture.
    #[default]
    Picture,
    /// The playhead.
    Playhead,
    /// The end of a stretch that begins at this place.
    StretchFrom(Place),
}

/// The reader's view of the timeline. The pane's own state: nothing else on the page depends on it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct TimelineView {
    /// The canvas' size and surroundings.
    pub canvas: CanvasEnvironment,
    /// The part of the axis that is seen; `None` as long as all of the record is.
    pub zoomed: Option<View>,
    /// The distance in px by which the lanes are scrolled up.
    pub scroll_px: f64,
    /// The thing that a drag moves.
    pub drag: Dragged,
    /// The rows that the reader wants.
    pub choice: RowFilter,
    /// The pointer's position in px, where it is over a lane of values.
    pub pointed: Option<(f64, f64)>,
}

impl TimelineView {
    /// Returns this view with another part of the axis.
    pub fn zoomed_to(&self, zoomed: Option<View>) -> TimelineView {
        TimelineView { zoomed, ..self.clone() }
    }

    /// The view in which a state is laid out: the part of the axis that the reader has chosen, else all of it.
    pub fn layout(&self, state: &State) -> View {
        let steps = state.axis() == Axis::Steps;
        let (width, height) = self.canvas.size_px;
        let chosen = self.zoomed.clone().filter(|view| view.steps == steps);
        let names =
            state.run.record.as_ref().map_or(layout::NAMES_WIDTH, |record| layout::names_width(&record.spans()));
        let all = View::fit(end_of(state, steps), steps, self.canvas.size_px, self.canvas.is_narrow(), names);
        let stretch = state.moving.stretch.map(|stretch| [stretch.from, stretch.to]);
        let notes = state.moving.notes.all.iter().map(|note| state.moment_at(Place::Event(note.at))).collect();
        let (hits, values) = (state.moving.finding.hits.clone(), state.value_lanes());
        let marks = Marks { hits, notes, stretch, path: path_line(state), values, pointed: self.pointed };
        View { scroll: self.scroll_px, width, height, lit: state.lights(), marks, ..chosen.unwrap_or(all) }
    }
}

/// The end of the axis, in events (`steps`) or microseconds. In a live run the playhead may stand after the last event: time
/// has passed since, and nothing has happened.
pub fn end_of(state: &State, steps: bool) -> f64 {
    let empty = if steps { EMPTY_AXIS_EVENTS } else { EMPTY_AXIS_MICROS };
    let recorded = |end: f64| end.max(head_of(state, steps));
    state.run.record.as_ref().map_or(empty, |record| recorded(layout::end(&record.trace.borrow(), steps)))
}

/// The place on the axis at a pixel of the picture.
pub fn place_at(view: &View, x: f64) -> Place {
    let unit = view.scale.unit(x).max(0.0);
    if view.steps { Place::Event(unit.round() as usize) } else { Place::Time(Micros(unit as u64)) }
}

/// The playhead's place on the axis, in events (`steps`) or microseconds.
pub fn head_of(state: &State, steps: bool) -> f64 {
    Playhead { count: state.playback.playhead, at: state.playback.at }.unit(steps)
}

/// The lanes of a record, kept from one drawing to the next and brought up to date as the record grows.
#[derive(Default)]
pub struct LaneCache {
    /// The record that the lanes are of.
    trace: SharedTrace,
    /// The lanes as last brought up to date.
    pub lanes: Lanes,
}

impl LaneCache {
    /// Brings the lanes up to date with what is shown, and returns the height of all of them in px.
    pub fn follow(&mut self, state: &State, view: &TimelineView) -> f64 {
        let record = state.run.record.clone().unwrap_or_default();
        if !Rc::ptr_eq(&self.trace, &record.trace) {
            (self.trace, self.lanes) = (record.trace.clone(), Lanes::default());
        }
        let room = RowStyle { above: view.canvas.is_narrow(), ..RowStyle::default() };
        let height = layout::lanes_height(view.canvas.size_px.1);
        let values = state.value_lanes().iter().map(ValueLane::is_number).collect();
        let choice = RowFilter { values, ..view.choice.clone() };
        self.lanes.update_to_fit((&record.trace.borrow(), &record.spans()), &choice, room, height);
        layout::full_height(&self.lanes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use crate::page::model::state::{Record, Theme};
    use crate::trace::{Event, EventKind, Trace};

    #[test]
    fn the_axis_reaches_to_a_playhead_that_stands_after_the_last_event_of_a_live_run() {
        let mut trace = Trace::new();
        let name = trace.intern("main");
        let kind = EventKind::RunBegan { name };
        trace.push(Event { t: Micros(2_000_000), thread: 0, run: 0, cause: None, wall: None, kind });
        let mut state = State::open("#/python", Lang::En, Theme::System);
        state.run.record = Some(Record::whole(SharedTrace::new(trace.into())));
        for (at, end) in [(0, 2e6), (2_000_000, 2e6), (2_700_000, 2.7e6)] {
            (state.playback.at, state.playback.playhead) = (Micros(at), 1);
            assert_eq!(end_of(&state, false), end);
            assert_eq!(end_of(&state, true), 2.0, "steps pass with events alone");
        }
    }
}
