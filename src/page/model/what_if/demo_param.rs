//! The parameter of a demo that gives a changed wait its length. Whether one is that is not told by its value, which others may have
//! too: the demo is run with it.

use super::WhatIf;
use crate::changes::{SetWait, WaitPlace};
use crate::clock::Micros;
use crate::demos::{Param, Quantity};
use crate::page::model::state::State;

impl WhatIf {
    /// The length of the waits that a name means, if all have the same.
    fn length_of(waits: &[SetWait], place: &WaitPlace) -> Option<Micros> {
        let mut lengths = waits.iter().filter(|wait| place.covers(&wait.place)).map(|wait| wait.length);
        let first = lengths.next()?;
        lengths.all(|length| length == first).then_some(first)
    }

    /// The new length of the changed waits, if all have the same, behind the one before.
    pub(super) fn lengths(&self) -> Option<[Micros; 2]> {
        let change = &self.changed.as_ref()?.change;
        let before = WhatIf::length_of(&self.waits, &change.place)?;
        Some([before, change.length.of(before)])
    }
}

impl State {
    /// The parameters of the demo that have the value of the changed wait and can take the new one.
    pub(super) fn likely_params(&self) -> Vec<&'static str> {
        let (Some(demo), Some(args), Some([before, after])) = (self.demo(), &self.address.args, self.what_if.lengths())
        else {
            return Vec::new();
        };
        let is_likely = |param: &&Param| {
            let value = Micros::from_delay(args.number(param.id));
            let is_time = param.quantity == Quantity::Seconds;
            is_time && value == Some(before) && (param.min..=param.max).contains(&after.seconds())
        };
        demo.params.iter().filter(is_likely).map(|param| param.id).collect()
    }

    /// Takes in the waits of the demo with a parameter set to the new length.
    pub(super) fn take_param(&mut self, id: &'static str, waits: &[SetWait]) {
        let Some((run, lengths)) = self.what_if.changed.as_ref().zip(self.what_if.lengths()) else { return };
        let [_, after] = lengths;
        if WhatIf::length_of(waits, &run.change.place) == Some(tried_length(lengths)) {
            self.what_if.param = self.what_if.param.or(Some((id, after.seconds())));
        }
    }
}

/// The length with which a parameter is tried in place of the new one: a sleep of nothing is no wait, by which it could be told.
pub(super) fn tried_length([before, after]: [Micros; 2]) -> Micros {
    if after == Micros::ZERO { Micros(before.0 / 2) } else { after }
}
