//! The search for the line at which a program was stopped: the program runs once more, and the engine tells when it is
//! behind what was recorded. A call that never returns is found by the lines that begin before it.

use std::rc::Weak;

use super::session::Session;
use super::sliced_job::SlicedJob;
use crate::web::{Delayed, after, painted};

/// The longest that a program may take to come to where it was, in milliseconds: it has done so before, and its lines are
/// watched now.
const MAX_WAY_MS: u32 = 20_000;

/// The time without a new line after which the last one is taken for the call that does not return, in milliseconds.
const MAX_LINE_MS: u32 = 1_500;

/// A search. Dropping it ends it.
pub(super) struct StopSearch {
    session: Weak<Session>,
    timer: Delayed,
    _beginning: SlicedJob,
}

impl StopSearch {
    /// A search that has the program run which was asked for last, once the page shows that it is stopped.
    pub(super) fn begin(session: Weak<Session>) -> StopSearch {
        let searching = session.clone();
        let beginning = SlicedJob::start(|wanted| async move {
            painted().await;
            if let Some(session) = searching.upgrade().filter(|_| wanted.get()) {
                session.python.send();
            }
        });
        StopSearch { timer: timer(&session, MAX_WAY_MS, None), session, _beginning: beginning }
    }

    /// Notes that so many lines have begun behind what was recorded.
    pub(super) fn reach(&mut self, lines: u32) {
        self.timer = timer(&self.session, MAX_LINE_MS, Some(lines));
    }
}

fn timer(session: &Weak<Session>, milliseconds: u32, lines: Option<u32>) -> Delayed {
    let session = session.clone();
    after(milliseconds, move || {
        if let Some(session) = session.upgrade()
            && let Some(dispatcher) = session.dispatcher.upgrade()
        {
            session.python.end_search(lines, &dispatcher);
        }
    })
}
