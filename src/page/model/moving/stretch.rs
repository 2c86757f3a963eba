//! The stretch of the record that the reader has selected, and the part of it that the timeline shows.

use crate::clock::Micros;
use crate::page::model::state::{Axis, State};
use crate::timeline::layout::Playhead;

/// A stretch of the record between two moments.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stretch {
    /// The beginning.
    pub from: Playhead,
    /// The end, no earlier than the beginning.
    pub to: Playhead,
}

impl Stretch {
    /// The length in time.
    pub fn length(&self) -> Micros {
        self.to.at - self.from.at
    }

    /// The number of events within.
    pub fn events(&self) -> usize {
        self.to.count.saturating_sub(self.from.count)
    }
}

/// A place on one of the axes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// A moment of loop time.
    Time(Micros),
    /// The moment before which, and with which, there are so many events.
    Event(usize),
}

/// The part of an axis that the timeline shows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SeenPart {
    /// The axis counts events, not time.
    pub steps: bool,
    /// The beginning, in events or microseconds.
    pub from: f64,
    /// The end, in the same units.
    pub to: f64,
}

/// An action on the stretch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StretchAction {
    /// Select what lies between two places, in any order.
    Between(Place, Place),
    /// Move the beginning (true) or the end to a place, at most as far as the other.
    Move(bool, Place),
    /// Have the stretch begin at the playhead.
    From,
    /// Have it end there.
    To,
    /// Select the middle of what the timeline shows: its ends can then be moved.
    Middle,
    /// Select nothing any more.
    Clear,
    /// The timeline shows this part; `None` is all of the record.
    Seen(Option<SeenPart>),
}

impl State {
    pub(super) fn stretch(&mut self, action: StretchAction) {
        if let StretchAction::Seen(seen) = action {
            self.moving.seen = seen;
            return;
        }
        if self.is_empty() {
            return;
        }
        let here = Playhead { count: self.playback.playhead, at: self.playback.at };
        let (first, last) = (self.moment_at(Place::Event(0)), self.moment_at(Place::Event(self.len())));
        let before = self.moving.stretch;
        self.moving.stretch = match action {
            StretchAction::Between(one, other) => Some(ordered(self.moment_at(one), self.moment_at(other))),
            StretchAction::Move(is_begin, place) => before.map(|Stretch { from, to }| {
                let place = self.moment_at(place);
                match is_begin {
                    true => Stretch { from: if is_before(to, place) { to } else { place }, to },
                    false => Stretch { from, to: if is_before(place, from) { from } else { place } },
                }
            }),
            StretchAction::From => {
                let to = before.map(|stretch| stretch.to).filter(|to| is_before(here, *to));
                Some(ordered(here, to.unwrap_or(last)))
            }
            StretchAction::To => {
                let from = before.map(|stretch| stretch.from).filter(|from| is_before(*from, here));
                Some(ordered(from.unwrap_or(first), here))
            }
            StretchAction::Middle => Some(self.middle()),
            StretchAction::Clear | StretchAction::Seen(_) => None,
        };
    }

    /// The moment at a place of the record, as far as that is known.
    pub fn moment_at(&self, place: Place) -> Playhead {
        match place {
            Place::Time(at) => Playhead { count: self.run.count_until(at), at: at.min(self.end()) },
            Place::Event(count) => {
                let count = count.min(self.len());
                Playhead { count, at: self.run.time_of(count) }
            }
        }
    }

    /// The middle half of the part that the timeline shows.
    fn middle(&self) -> Stretch {
        let steps = self.axis() == Axis::Steps;
        let end = if steps { self.len() as f64 } else { self.end().0 as f64 };
        let seen = self.moving.seen.filter(|seen| seen.steps == steps);
        let (from, to) = seen.map_or((0.0, end), |seen| (seen.from.max(0.0), seen.to.min(end)));
        let place = |share: f64| {
            let unit = (from + (to - from) * share).max(0.0);
            if steps { Place::Event(unit.round() as usize) } else { Place::Time(Micros(unit as u64)) }
        };
        ordered(self.moment_at(place(0.25)), self.moment_at(place(0.75)))
    }
}

fn is_before(one: Playhead, other: Playhead) -> bool {
    (one.at, one.count) < (other.at, other.count)
}

fn ordered(one: Playhead, other: Playhead) -> Stretch {
    let (from, to) = if is_before(other, one) { (other, one) } else { (one, other) };
    Stretch { from, to }
}
