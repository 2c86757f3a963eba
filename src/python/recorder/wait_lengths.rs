//! The lengths of waits in a run that may be a changed one, see [`crate::changes`].

use super::ProgramRecorder;
use crate::changes::{NewLength, SetWaitKind};
use crate::clock::Micros;
use crate::trace::{EventKind, TaskId};

impl ProgramRecorder {
    /// The length of a wait that is set at a line and would have this one.
    pub fn wait_length(&mut self, kind: SetWaitKind, line: (&str, u32), length: Micros) -> Micros {
        let at = self.clock.now();
        let task = self.running_task().map(|task| self.name_of(task));
        let Some(book) = &mut self.waits else { return length };
        book.set(kind, line, task.as_deref(), at, length)
    }

    /// Notes the time that a host takes to answer.
    pub fn answer_length(&mut self, host: &str, length: Micros) {
        let at = self.clock.now();
        if let Some(book) = &mut self.waits {
            book.host(host, at, length);
        }
    }

    /// The changes of hosts, with their names.
    pub fn host_changes(&self) -> Vec<(String, NewLength)> {
        self.waits.as_ref().map(|book| book.host_changes().collect()).unwrap_or_default()
    }

    /// Has the clock count the computing of the step that begins as the run's changes say.
    pub(super) fn begin_computing(&mut self, task: Option<TaskId>) {
        if self.clock.is_exact() || self.waits.is_none() {
            return;
        }
        let task = task.map(|task| self.name_of(task));
        let factor = self.waits.as_mut().map_or(1.0, |book| book.step_factor(task.as_deref()));
        self.clock.set_factor(factor);
    }

    /// The file and line at which the task that runs was made.
    pub fn origin_of_task(&self) -> Option<(String, u32)> {
        let running = self.running_task()?;
        let trace = self.events.trace().borrow();
        let made = trace.kinds().iter().rev().find_map(|kind| match *kind {
            EventKind::TaskCreated { task, site, .. } if task == running => Some(site),
            _ => None,
        });
        let site = trace.site(made?);
        Some((trace.text(site.file).to_string(), site.line))
    }

    /// The name of a task in the record, as of now.
    fn name_of(&self, task: TaskId) -> String {
        let trace = self.events.trace().borrow();
        let name = trace.kinds().iter().rev().find_map(|kind| match *kind {
            EventKind::TaskCreated { task: id, name, .. } | EventKind::TaskRenamed { task: id, name } if id == task => {
                Some(name)
            }
            _ => None,
        });
        name.map_or_else(String::new, |name| trace.text(name).to_string())
    }
}
