//! Runs that nobody sees, with other waits: in the demo engine, or in the worker of the Python engine while no other program runs there.

use super::demo_run::job;
use super::opening::decode;
use super::page_store::Dispatcher;
use super::python_run::python_text;
use super::session::{Session, whole};
use super::sliced_job::SlicedJob;
use crate::advice::cures::Writing;
use crate::changes::{SetWait, WaitChange};
use crate::engine::{Job, JobProgram, MOST_EVENTS};
use crate::page::model::action::WhatIfAction;
use crate::page::model::effect::Runnable;
use crate::page::model::what_if::UnseenRun;
use crate::trace::Recorder;
use crate::web::painted;

impl Session {
    /// Runs a program unseen, and brings its record and its waits to the state.
    pub(super) fn run_unseen(
        &self,
        ticket: u32,
        program: Runnable,
        measured: bool,
        changes: Vec<WaitChange>,
        dispatcher: Dispatcher,
    ) {
        match program {
            Runnable::Demo(demo, args) => {
                let (engine, job) = (self.demos.clone(), job(demo, &args, Recorder::LIMIT));
                let job = Job { changes: Some(changes), ..job };
                let running = SlicedJob::start(|wanted| async move {
                    // The page says so first.
                    painted().await;
                    let ran = engine.record_with_waits(job).await;
                    let ran = ran.and_then(|(batch, waits)| {
                        Ok(UnseenRun { record: whole(&batch)?, waits: waits.into(), writing: None })
                    });
                    if wanted.get() {
                        dispatcher.dispatch(WhatIfAction::Ran(ticket, ran));
                    }
                });
                self.unseen.replace(Some(running));
            }
            Runnable::Python { file, source, typed } => {
                let program = JobProgram::Python(python_text(file, &source, typed));
                let (live, stop, changes) = (None, None, Some(changes));
                self.python.run_unseen(
                    ticket,
                    Job { program, measured, limit: MOST_EVENTS, live, stop, changes, inspection: None },
                );
            }
        }
    }

    /// Takes in the record of an unseen run of a program in Python.
    pub(super) fn take_unseen(
        &self,
        ticket: u32,
        record: Vec<u8>,
        (waits, writing): (Vec<SetWait>, Option<Writing>),
        dispatcher: Dispatcher,
    ) {
        let reading = SlicedJob::start(|wanted| async move {
            let ran = match decode(record, String::new(), &wanted, |_| ()).await {
                Ok(Some(opened)) => Ok(UnseenRun { record: opened.record, waits: waits.into(), writing }),
                Ok(None) => return,
                Err(why) => Err(format!("{why:?}")),
            };
            dispatcher.dispatch(WhatIfAction::Ran(ticket, ran));
        });
        self.unseen.replace(Some(reading));
    }
}
