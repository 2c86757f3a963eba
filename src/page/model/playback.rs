//! The playhead: how the record grows below it and what moves it.

use super::effect::Effect;
use super::state::{Action, Axis, Phase, State};
use crate::clock::Micros;
use crate::trace::Status;

/// Events a second of playback on the steps axis at rate 1.
const STEPS_A_SECOND: f64 = 8.0;

impl State {
    pub(in crate::page) fn grown(&mut self, len: usize, now: Micros, status: Option<Status>) {
        let live = self.live();
        let follows = live && self.playing;
        let Some(record) = &mut self.record else { return };
        record.grow(len);
        if follows {
            self.playhead = len;
            self.at = now;
        }
        if let Some(status) = status {
            self.phase = Phase::Ended(status);
            if live {
                self.playing = false;
            }
        }
    }

    pub(in crate::page) fn tick(&mut self, passed: Micros) {
        if !self.playing || self.live() {
            return;
        }
        let Some(record) = &self.record else { return };
        match self.axis() {
            Axis::Time => {
                self.at = self.at + Micros((passed.0 as f64 * self.rate) as u64);
                self.playhead = record.trace.borrow().count_until(self.at).min(record.len);
            }
            Axis::Steps => {
                self.between += passed.seconds() * STEPS_A_SECOND * self.rate;
                let steps = self.between.floor();
                self.between -= steps;
                self.seek_keeping(self.playhead + steps as usize);
            }
        }
        if self.playhead >= self.len() && self.phase != Phase::Running {
            self.playing = false;
            self.seek(self.len());
        }
    }

    pub(in crate::page) fn toggle(&mut self) {
        match self.phase {
            Phase::Idle => self.apply(Action::Run),
            Phase::Running => self.playing = !self.playing,
            Phase::Ended(_) => {
                if !self.playing && self.playhead >= self.len() {
                    self.seek(0);
                }
                self.playing = !self.playing;
            }
        }
        if self.live() && self.playing {
            self.seek(self.len());
        }
    }

    pub(in crate::page) fn step(&mut self, by: i32) {
        let was_playing = std::mem::replace(&mut self.playing, false);
        let to = self.playhead.saturating_add_signed(by as isize);
        if by > 0 && self.live() && self.playhead >= self.len() {
            // At the edge of a live run: the next event is still to happen, so one turn is asked for.
            if !was_playing {
                self.ask(Effect::Turn);
            }
            return;
        }
        self.seek(to);
    }

    pub(in crate::page) fn seek(&mut self, to: usize) {
        self.between = 0.0;
        self.seek_keeping(to);
    }

    fn seek_keeping(&mut self, to: usize) {
        self.playhead = to.min(self.len());
        let times = self
            .record
            .as_ref()
            .map(|record| record.trace.borrow().times().get(self.playhead.wrapping_sub(1)).copied());
        self.at = times.flatten().unwrap_or_default();
    }
}
