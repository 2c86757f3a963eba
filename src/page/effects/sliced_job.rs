//! Work that would hold up the page if it were done at once: it goes on in slices, between which the page answers.

use std::cell::Cell;
use std::future::Future;
use std::rc::Rc;

use yew::platform::spawn_local;

use crate::clock::Micros;

/// The longest time that a slice may take.
pub(super) const MAX_SLICE: Micros = Micros::from_millis(8);

/// The number of events, or other entries, that are dealt with between two looks at the clock.
pub(super) const ENTRIES_PER_LOOK: usize = 250;

/// The least progress that is reported, in percent: a picture of each percent would take longer than the work.
const MIN_PROGRESS: u8 = 4;

/// A job that goes on in slices. Dropping it ends the job after the slice that it is in.
#[must_use = "the job ends when this is dropped"]
pub(super) struct SlicedJob(Rc<Cell<bool>>);

impl SlicedJob {
    /// Starts a job. `work` is given a cell that holds true as long as the job is wanted, and looks at it between slices.
    pub(super) fn start<F: Future<Output = ()> + 'static>(work: impl FnOnce(Rc<Cell<bool>>) -> F) -> SlicedJob {
        let wanted = Rc::new(Cell::new(true));
        spawn_local(work(wanted.clone()));
        SlicedJob(wanted)
    }
}

impl Drop for SlicedJob {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

/// Returns a function that takes a fraction from 0 to 1 and passes it on in percent, where it is enough more than last
/// time.
pub(super) fn in_steps(report: impl Fn(u8)) -> impl Fn(f64) {
    let reported = Cell::new(0);
    move |fraction| {
        let percent = (fraction * 100.0) as u8;
        if percent >= reported.get() + MIN_PROGRESS {
            reported.set(percent);
            report(percent);
        }
    }
}
