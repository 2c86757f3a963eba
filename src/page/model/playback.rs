//! Playback: the playhead and what moves it over the record.

use super::run_state::{Phase, RunState};
use crate::clock::Micros;

/// Events a second of playback on the steps axis at rate 1.
const STEPS_A_SECOND: f64 = 8.0;

/// The axis along which time is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Loop time.
    Time,
    /// Events, one step each.
    Steps,
}

/// The playhead and its movement.
#[derive(Clone, Debug, PartialEq)]
pub struct Playback {
    /// The number of events at or before the playhead; 0 is before the first.
    pub playhead: usize,
    /// The playhead's loop time, which also stands between events while playing.
    pub at: Micros,
    /// Fraction of an event that playback by steps has gone beyond `playhead`.
    pub between: f64,
    /// True while time moves: playback, or the live run.
    pub playing: bool,
    /// The axis chosen; `None` leaves it to the record.
    pub axis: Option<Axis>,
}

/// An action on playback.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlaybackAction {
    /// Time goes on by this much wall time, while playing.
    Tick(Micros),
    /// Play or pause.
    Toggle,
    /// Pause.
    Pause,
    /// Move by this many events.
    Step(i32),
    /// Move to the event before which this many lie.
    Seek(usize),
    /// Move to a moment of loop time.
    SeekTime(Micros),
    /// Move to the end.
    End,
    /// Choose an axis.
    Axis(Axis),
}

impl Playback {
    /// Playback before there is a record.
    pub fn idle() -> Playback {
        Playback { playhead: 0, at: Micros::ZERO, between: 0.0, playing: false, axis: None }
    }

    /// Stands still where so many events of the run lie at or before the playhead.
    pub fn seek(&mut self, to: usize, run: &RunState) {
        self.between = 0.0;
        self.seek_keeping(to, run);
    }

    fn seek_keeping(&mut self, to: usize, run: &RunState) {
        self.playhead = to.min(run.len());
        self.at = run.time_of(self.playhead);
    }

    /// Stands still at a moment of loop time, up to `reach`: a longer run may stand beside this one.
    pub fn seek_time(&mut self, at: Micros, run: &RunState, reach: Micros) {
        self.playing = false;
        self.seek(run.count_until(at), run);
        self.at = at.min(reach.max(run.end()));
    }

    /// Goes on by this much wall time along an axis, up to the end of what is known of the run, and on to `reach`.
    pub fn tick(&mut self, passed: Micros, axis: Axis, run: &RunState, reach: Micros) {
        if run.record.is_none() {
            return;
        }
        match axis {
            Axis::Time => {
                self.at = self.at + Micros((passed.0 as f64 * run.rate) as u64);
                self.playhead = run.count_until(self.at);
            }
            Axis::Steps => {
                self.between += passed.seconds() * STEPS_A_SECOND * run.rate;
                let steps = self.between.floor();
                self.between -= steps;
                self.seek_keeping(self.playhead + steps as usize, run);
            }
        }
        let goes_on = axis == Axis::Time && self.at < reach;
        if self.playhead >= run.len() && run.phase != Phase::Running && !goes_on {
            self.playing = false;
            self.seek(run.len(), run);
            if axis == Axis::Time {
                self.at = self.at.max(reach);
            }
        }
    }

    /// Follows a live run, which has come to this many events and this loop time.
    pub fn follow(&mut self, events: usize, now: Micros) {
        self.playhead = events;
        self.at = now;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;
    use std::rc::Rc;

    use super::*;
    use crate::page::model::record::Record;
    use crate::trace::{Event, EventKind, Status, Trace};

    /// A run that has ended, with an event at each of these loop times.
    fn ended(times: &[u64]) -> RunState {
        let mut trace = Trace::new();
        for t in times {
            let kind = EventKind::Turn { ready: 0, timers: 0 };
            trace.push(Event { t: Micros(*t), thread: 0, run: 0, cause: None, wall: None, kind });
        }
        let record = Record::whole(Rc::new(RefCell::new(trace)));
        RunState { phase: Phase::Ended(Status::Returned), record: Some(record), ..RunState::idle() }
    }

    #[test]
    fn a_playhead_stands_at_an_event_and_at_its_time_and_never_beyond_the_last() {
        let (run, mut playback) = (ended(&[0, 10, 10, 30]), Playback::idle());
        playback.seek(2, &run);
        assert_eq!((playback.playhead, playback.at), (2, Micros(10)));
        playback.seek(9, &run);
        assert_eq!((playback.playhead, playback.at), (4, Micros(30)));
        playback.seek_time(Micros(20), &run, Micros(30));
        assert_eq!((playback.playhead, playback.at), (3, Micros(20)), "between events it keeps the moment");
    }

    #[test]
    fn playback_goes_on_at_its_rate_and_stops_at_the_end() {
        let mut run = ended(&[0, 10, 10, 30]);
        run.set_rate(2.0);
        let mut playback = Playback { playing: true, ..Playback::idle() };
        playback.tick(Micros(5), Axis::Time, &run, Micros(30));
        assert_eq!((playback.playhead, playback.at, playback.playing), (3, Micros(10), true));
        playback.tick(Micros(50), Axis::Time, &run, Micros(30));
        assert_eq!((playback.playhead, playback.at, playback.playing), (4, Micros(30), false));
    }

    #[test]
    fn playback_by_steps_keeps_the_fraction_of_a_step() {
        let run = ended(&[0, 0, 0, 0]);
        let mut playback = Playback { playing: true, ..Playback::idle() };
        // Eight steps a second: three sixteenths of a second are a step and a half.
        playback.tick(Micros(187_500), Axis::Steps, &run, Micros::ZERO);
        assert_eq!((playback.playhead, playback.between), (1, 0.5));
        playback.tick(Micros(62_500), Axis::Steps, &run, Micros::ZERO);
        assert_eq!((playback.playhead, playback.between), (2, 0.0));
    }

    #[test]
    fn a_rate_is_kept_within_what_a_run_can_follow() {
        let rate = |rate| {
            let mut run = RunState::idle();
            run.set_rate(rate);
            run.rate
        };
        assert_eq!([rate(2.0), rate(f64::NAN), rate(0.0), rate(f64::INFINITY)], {
            use crate::clock::Pacer;
            [2.0, 1.0, Pacer::RATES.0, Pacer::RATES.1]
        });
    }
}
