//! Runs whose values are read: made unseen in the worker of the Python engine, once the playhead has rested.

use std::rc::Rc;

use super::opening::decode;
use super::page_store::Dispatcher;
use super::python_run::python_text;
use super::session::Session;
use super::sliced_job::SlicedJob;
use crate::engine::{Job, JobProgram};
use crate::inspection::InspectedRun;
use crate::page::model::action::ValuesAction;
use crate::page::model::analyses::{ReadRun, RepeatedRun};
use crate::page::model::effect::Runnable;
use crate::web::after;

/// The time in milliseconds for which the playhead stands still before values are read.
const REST_MS: u32 = 90;

impl Session {
    /// Tells when the playhead has rested at this number of events, unless another rest is awaited by then.
    pub(super) fn await_rest(&self, events: usize, dispatcher: Dispatcher) {
        let timer = after(REST_MS, move || dispatcher.dispatch(ValuesAction::Rested(events)));
        self.resting.replace(Some(timer));
    }

    /// Runs a program unseen, and has values read of it.
    pub(super) fn read_values(&self, ticket: u32, run: RepeatedRun) {
        let RepeatedRun { program, measured, limit, stop, changes, inspection } = run;
        let Runnable::Python { file, source, typed } = program else { return };
        let program = JobProgram::Python(python_text(file, &source, typed));
        let (changes, inspection) = (Some(changes), Some(inspection));
        self.python.run_unseen(ticket, Job { program, measured, limit, live: None, stop, changes, inspection });
    }

    /// Takes in the record of such a run, with its values.
    pub(super) fn take_read(&self, ticket: u32, record: Vec<u8>, inspected: Rc<InspectedRun>, dispatcher: Dispatcher) {
        let reading = SlicedJob::start(|wanted| async move {
            let ran = match decode(record, String::new(), &wanted, |_| ()).await {
                Ok(Some(opened)) => Ok(ReadRun { trace: opened.record.trace, inspected }),
                Ok(None) => return,
                Err(why) => Err(format!("{why:?}")),
            };
            dispatcher.dispatch(ValuesAction::Ran(ticket, ran));
        });
        self.unseen.replace(Some(reading));
    }
}
