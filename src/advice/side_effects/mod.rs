//! Side effects, from the text: what statements and the program's functions behind them read and change.
//!
//! Places are told apart by name: a variable that outlives the call by its own, an attribute of whatever object by a dot
//! and its name. An object that a call makes for itself is no place. Where the text does not tell what happens, the effects
//! are opaque, and nothing is independent of them.

mod definitions;
mod effect_reader;
mod known_calls;
mod scope;

pub(super) use definitions::{Definition, Program};
pub(super) use scope::Scope;

use std::collections::BTreeSet;

/// Effects of a stretch of a program.
#[derive(Clone, Debug, Default)]
pub(crate) struct Effects {
    reads: BTreeSet<String>,
    writes: BTreeSet<String>,
    /// Places that are added to in a way in which the order does not matter.
    adds: BTreeSet<String>,
    /// Functions of the program that it calls or hands on, by their place in [`Program::functions`].
    mentions: BTreeSet<usize>,
    opaque: bool,
}

impl Effects {
    /// True if one may not be moved past the other, nor run beside it.
    pub(crate) fn conflicts(&self, other: &Effects) -> bool {
        let meets = |a: &BTreeSet<String>, b: &BTreeSet<String>| a.intersection(b).next().is_some();
        let one_way = |a: &Effects, b: &Effects| {
            meets(&a.writes, &b.reads)
                || meets(&a.writes, &b.writes)
                || meets(&a.writes, &b.adds)
                || meets(&a.adds, &b.reads)
        };
        self.opaque || other.opaque || one_way(self, other) || one_way(other, self)
    }

    /// True if it reads a place that the other changes.
    pub(crate) fn needs(&self, other: &Effects) -> bool {
        self.opaque || other.opaque || other.writes.union(&other.adds).any(|place| self.reads.contains(place))
    }

    /// Adds what another stretch does.
    pub(crate) fn extend(&mut self, other: &Effects) {
        self.reads.extend(other.reads.iter().cloned());
        self.writes.extend(other.writes.iter().cloned());
        self.adds.extend(other.adds.iter().cloned());
        self.mentions.extend(&other.mentions);
        self.opaque |= other.opaque;
    }

    /// Without reads of these names, which hold values of the stretch's own.
    pub(crate) fn given(mut self, names: &BTreeSet<&str>) -> Effects {
        self.reads.retain(|place| !names.contains(place.as_str()));
        self
    }
}
