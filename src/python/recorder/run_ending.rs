//! The beginning and the end of a run: tasks that are not done, limits, deadlocks.

use std::collections::BTreeMap;

use super::ProgramRecorder;
use super::program_clock::ProgramClock;
use crate::python::values::program_places::ProgramPlace;
use crate::trace::{EventKind, Limit, Seq, Site, Status, TaskId, WaitKind, WaitReason, WarningCode};

/// Tasks that are not done, in order of creation.
#[derive(Default)]
pub(super) struct OpenTasks(BTreeMap<TaskId, OpenTask>);

struct OpenTask {
    name: Box<str>,
    /// False for a task of a loop that another thread runs: it is left where it stands when the program ends, and not
    /// destroyed.
    is_of_main: bool,
    /// The reason for which its latest step has ended.
    waits_for: Option<WaitReason>,
}

impl OpenTasks {
    pub fn open(&mut self, task: TaskId, name: &str, is_of_main: bool) {
        self.0.insert(task, OpenTask { name: name.into(), is_of_main, waits_for: None });
    }

    pub fn rename(&mut self, task: TaskId, name: &str) {
        if let Some(open) = self.0.get_mut(&task) {
            open.name = name.into();
        }
    }

    pub fn suspend(&mut self, task: TaskId, on: WaitReason) {
        if let Some(open) = self.0.get_mut(&task) {
            open.waits_for = Some(on);
        }
    }

    pub fn close(&mut self, task: TaskId) {
        self.0.remove(&task);
    }
}

/// The progress of a program's runs.
#[derive(Default)]
pub(super) struct RunProgress {
    /// True once the run that is recorded now has begun.
    began: bool,
    /// True once an earlier run has ended.
    ended: bool,
    /// True once the program is over or has come to a deadlock: nothing more is recorded.
    over: bool,
    /// True while values are read: code of the program may run, and nothing of it is recorded.
    paused: bool,
    /// The limit that ended the record, and the program's line at which it did.
    limit: Option<(Limit, Option<ProgramPlace>)>,
    /// The error with which the program has failed.
    error: Option<String>,
    /// The last event before the latest jump of the clock, and the number of jumps since that.
    idle_jumps: (Option<Seq>, u32),
}

impl ProgramRecorder {
    /// Tells if the record has ended.
    pub fn is_over(&self) -> bool {
        self.run.over || self.run.paused
    }

    /// Records nothing, and returns the clock as it stands.
    pub fn pause(&mut self) -> ProgramClock {
        self.run.paused = true;
        self.clock.now();
        self.clock.clone()
    }

    /// Records again, on the clock that [`ProgramRecorder::pause`] has returned.
    pub fn go_on(&mut self, clock: ProgramClock) {
        self.run.paused = false;
        self.clock = clock;
        self.clock.leave_out_wall();
    }

    /// Ends the record as it is, without a word of it.
    pub fn cut(&mut self, limit: Limit) {
        if !self.run.over {
            self.run.over = true;
            self.run.limit = Some((limit, None));
        }
    }

    /// Counts a jump of the clock, for the limit of those between which nothing is recorded.
    pub fn count_jump(&mut self) {
        let last = self.last();
        let (event, jumps) = self.run.idle_jumps;
        self.run.idle_jumps = (last, if event == last { jumps + 1 } else { 1 });
    }

    /// Notes the error with which the program has failed.
    pub fn set_error(&mut self, error: String) {
        self.run.error = Some(error);
    }

    /// Takes the error with which the program has failed.
    pub fn take_error(&mut self) -> Option<String> {
        self.run.error.take()
    }

    /// Records that a run begins, unless it has; returns that event.
    pub(super) fn begin_run(&mut self) -> Option<Seq> {
        if std::mem::replace(&mut self.run.began, true) {
            return None;
        }
        let name = self.intern(&self.file);
        self.put(None, EventKind::RunBegan { name })
    }

    /// Ends the run that is recorded now; the facts that follow belong to the next.
    pub(super) fn end_run(&mut self, status: Status) {
        let open = std::mem::take(&mut self.open_tasks);
        if matches!(status, Status::Returned | Status::Raised(_)) {
            for OpenTask { name, .. } in open.0.into_values().filter(|task| task.is_of_main) {
                let text = self.intern(&format!("Task was destroyed but it is pending! {name}"));
                self.note(EventKind::Warning { code: WarningCode::TaskDestroyed, text, site: None });
            }
        }
        self.flush_lines();
        self.note(EventKind::RunEnded { status });
        self.events.run = self.events.run.saturating_add(1);
        self.events.cause = None;
        self.run.began = false;
        self.run.ended = true;
    }

    /// Ends the record of a program that is over.
    pub fn end(&mut self, status: Status) {
        self.running.forget_interrupted();
        self.leave_threads();
        self.events.thread = 0;
        self.loops.drop_turn();
        self.flush_lines();
        if self.run.began || !self.run.ended {
            self.events.cause = self.last();
            self.end_run(status);
        }
        self.run.over = true;
    }

    /// Ends the record of a program that asks for input which is not there yet.
    pub fn stop(&mut self) {
        self.flush_lines();
        self.events.cause = self.last();
        self.note(EventKind::RunEnded { status: Status::Stopped });
        self.run.over = true;
    }

    /// Ends the record of a program in which nothing is ready and nothing will be.
    pub fn deadlock(&mut self, threads: &[String]) {
        if self.is_over() {
            return;
        }
        let text = self.deadlock_text(threads);
        self.loops.drop_turn();
        self.end_here(WarningCode::Deadlock, &text, None, Status::Deadlock);
    }

    /// Ends the record with a warning that says why.
    fn end_here(&mut self, code: WarningCode, text: &str, site: Option<Site>, status: Status) {
        // Inside the body of a thread nothing would be recorded, and the record would have no end.
        self.leave_threads();
        let text = self.intern(text);
        self.events.cause = self.last();
        self.note(EventKind::Warning { code, text, site });
        self.flush_lines();
        self.note(EventKind::RunEnded { status });
        self.run.over = true;
    }

    /// The limit that ended the record, if one did, and the program's line at which it did.
    pub fn take_limit(&mut self) -> Option<(Limit, Option<ProgramPlace>)> {
        self.run.limit.take()
    }

    /// Tells if the program has exceeded a limit, and ends the record when that is first seen; `here` is the program's
    /// innermost line.
    pub fn has_exceeded_limit(&mut self, here: impl FnOnce() -> Option<ProgramPlace>) -> bool {
        if self.is_over() {
            return self.run.limit.is_some();
        }
        let limit = if self.events.full() {
            Limit::Events
        } else if self.events.is_on() && self.output.is_beyond_limit() {
            Limit::Output
        } else if self.events.is_on() && self.open_tasks.0.len() > Limit::TASKS {
            Limit::Tasks
        } else if self.clock.is_spun_at() {
            Limit::Turns
        } else if self.clock.is_stared_at() {
            Limit::Looks
        } else if self.events.is_on() && self.run.idle_jumps.1 > Limit::WAITS {
            Limit::Waits
        } else {
            return false;
        };
        self.end_at(limit, here);
        true
    }

    /// Ends the record at a limit, unless it has ended; `here` is the program's innermost line.
    pub fn end_at(&mut self, limit: Limit, here: impl FnOnce() -> Option<ProgramPlace>) {
        if self.is_over() {
            return;
        }
        let place = here();
        let site = place.as_ref().map(|place| self.site(&place.file, place.line));
        self.run.limit = Some((limit, place));
        self.flush_lines();
        let status = if limit == Limit::Patience { Status::Stopped } else { Status::Limit };
        self.end_here(WarningCode::Limit, limit.text(), site, status);
    }

    /// The sentence that says what each task waits for in a deadlock; `threads` says it of each thread.
    pub fn deadlock_text(&self, threads: &[String]) -> String {
        /// The most tasks named one by one.
        const MAX_NAMED: usize = 20;
        let open = &self.open_tasks.0;
        let wait = |task: &OpenTask| {
            let name = &task.name;
            let Some(on) = task.waits_for else { return name.to_string() };
            let resource = self.resources.name(on.id).unwrap_or("a resource");
            match on.kind {
                WaitKind::Task => {
                    let other = open.get(&TaskId(on.id));
                    format!("{name} for task {}", other.map_or("a task", |other| &other.name))
                }
                WaitKind::QueueGet => format!("{name} for an item of {resource}"),
                WaitKind::QueuePut => format!("{name} for room in {resource}"),
                WaitKind::QueueJoin => format!("{name} for {resource} to be worked off"),
                WaitKind::Lock | WaitKind::Event | WaitKind::Semaphore | WaitKind::Condition | WaitKind::Barrier => {
                    format!("{name} for {resource}")
                }
                WaitKind::Gather => format!("{name} for gather"),
                WaitKind::Wait => format!("{name} for wait"),
                WaitKind::Future => format!("{name} for future {}", on.id),
                WaitKind::Sleep => format!("{name} for ever (an infinite sleep)"),
                WaitKind::Io | WaitKind::Thread | WaitKind::Turn => name.to_string(),
            }
        };
        let mut waits: Vec<String> = open.values().take(MAX_NAMED).map(wait).collect();
        if open.len() > MAX_NAMED {
            waits.push(format!("and {} more", open.len() - MAX_NAMED));
        }
        let mut text = match open.len() {
            0 if threads.is_empty() => "nothing is scheduled, and nothing will be".to_string(),
            0 => "nothing is scheduled".into(),
            1 => format!("nothing is scheduled; 1 task waits: {}", waits.join(", ")),
            count => format!("nothing is scheduled; {count} tasks wait: {}", waits.join(", ")),
        };
        match threads {
            [] => {}
            [thread] => text.push_str(&format!("; 1 thread waits: {thread}")),
            threads => text.push_str(&format!("; {} threads wait: {}", threads.len(), threads.join(", "))),
        }
        text
    }
}
