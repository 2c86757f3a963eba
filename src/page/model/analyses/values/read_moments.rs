//! The moments of a record at which values were read, and the moment with which each is compared.

use std::rc::Rc;

use crate::inspection::InspectedMoment;
use crate::trace::{EventKind, Trace};

/// The most readings that are kept. The oldest goes first.
const MOST_KEPT: usize = 96;

/// The most events that are looked back over for the step before a moment.
const LOOK_BACK: usize = 20_000;

/// A reading: of the variables, or of a program that had ended by then.
#[derive(Clone, Debug)]
struct MomentReading {
    /// The number of events for which it was asked.
    asked: usize,
    /// `None` once the program had ended.
    moment: Option<Rc<InspectedMoment>>,
}

/// The readings of a record. Equal if they are the very same. Cheap to clone.
#[derive(Clone, Debug, Default)]
pub struct ReadMoments(Rc<Vec<MomentReading>>);

impl PartialEq for ReadMoments {
    fn eq(&self, other: &ReadMoments) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl ReadMoments {
    /// Keeps what was read for this number of events.
    pub fn keep(&mut self, asked: usize, moment: Option<Rc<InspectedMoment>>) {
        let readings = Rc::make_mut(&mut self.0);
        if readings.len() >= MOST_KEPT {
            readings.remove(0);
        }
        readings.push(MomentReading { asked, moment });
    }

    /// The reading for this number of events: `Some(None)` once the program had ended, `None` if nothing was read yet. A
    /// reading that was asked for earlier and could be made only later is that of all moments in between.
    pub fn at(&self, events: usize) -> Option<Option<&Rc<InspectedMoment>>> {
        let is_of = |reading: &&MomentReading| match &reading.moment {
            Some(moment) => (reading.asked..=moment.events.max(reading.asked)).contains(&events),
            None => reading.asked == events,
        };
        let is_asked = |reading: &&MomentReading| reading.asked == events;
        // Several lines may run without an event: the reading that was asked for is the one that the reader has seen.
        let found = self.0.iter().rev().find(is_asked).or_else(|| self.0.iter().rev().find(is_of));
        found.map(|reading| reading.moment.as_ref())
    }
}

/// The number of events before the step that has led to this moment: the one that the playhead stands in, or the one before
/// if that has only begun. Without tasks it is the event before.
pub fn step_before(trace: &Trace, events: usize) -> Option<usize> {
    let kinds = &trace.kinds()[..events.min(trace.len())];
    let is_step = |kind: &EventKind| matches!(kind, EventKind::StepBegan { .. });
    let looked = &kinds[kinds.len().saturating_sub(LOOK_BACK)..];
    let began = looked.iter().rposition(is_step).filter(|at| at + 1 < looked.len());
    let began = began.or_else(|| looked[..looked.len().saturating_sub(1)].iter().rposition(is_step));
    let before = began.map_or(kinds.len().saturating_sub(1), |at| at + kinds.len() - looked.len());
    (before > 0).then_some(before)
}
