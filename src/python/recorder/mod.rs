//! The facts of a Python program's run, written to a [`Recorder`] in the order in which they occur.
//!
//! Knows nothing of Python: objects are addresses. An address is looked up only while its object lives, and every object
//! that is looked up was entered when it was made, so that an address that is used again means the new object.
//!
//! The state of each kind of fact is a struct of its own, in the file that records that kind. [`ProgramRecorder`] is all of
//! them together, since nearly every fact needs the clock, the cause and the step that runs.

mod future_record;
mod generator_record;
mod handle_record;
mod loop_record;
mod network_record;
mod output_record;
mod program_clock;
mod resource_record;
mod run_ending;
mod scheduler_record;
mod thread_record;
mod turn_repetition;
mod wait_lengths;

pub(super) use generator_record::{GeneratorRecord, RunningGenerators};
pub(super) use handle_record::HIDDEN;
pub use program_clock::ClockMode;
pub(super) use scheduler_record::{NewTask, TaskWait};
pub(super) use thread_record::{LaneWait, ThreadState};

use future_record::FutureRecord;
use handle_record::{HandleRecord, RunningHandle, TimerEntry};
use loop_record::LoopRecord;
use output_record::OutputRecord;
pub(super) use program_clock::ProgramClock;
use resource_record::ResourceRecord;
use run_ending::{OpenTasks, RunProgress};
use scheduler_record::SchedulerRecord;
use thread_record::ThreadRecord;
use turn_repetition::TurnRepetition;

use super::values::Address;
use crate::changes::WaitBook;
use crate::trace::{EventKind, Recorder, Seq, Site, TaskId, Text};

/// The record of a program, and what has to be remembered to write it.
pub(super) struct ProgramRecorder {
    /// The record itself, with the cause and thread of the events that come next.
    pub events: Recorder,
    pub clock: ProgramClock,
    /// The book that gives each wait its length; without one each has its own.
    pub waits: Option<WaitBook>,
    /// The name of the program's file, which names each run of a loop.
    file: String,
    futures: FutureRecord,
    handles: HandleRecord,
    timers: Vec<TimerEntry>,
    resources: ResourceRecord,
    loops: LoopRecord,
    repetition: TurnRepetition,
    running: RunningHandle,
    open_tasks: OpenTasks,
    output: OutputRecord,
    schedulers: SchedulerRecord,
    threads: ThreadRecord,
    run: RunProgress,
}

impl ProgramRecorder {
    pub fn new(file: &str, limit: usize, mode: ClockMode) -> ProgramRecorder {
        ProgramRecorder {
            events: if limit == 0 { Recorder::off() } else { Recorder::new(limit) },
            clock: ProgramClock::new(mode),
            waits: None,
            file: file.into(),
            futures: FutureRecord::default(),
            handles: HandleRecord::default(),
            timers: Vec::new(),
            resources: ResourceRecord::default(),
            loops: LoopRecord::default(),
            repetition: TurnRepetition::default(),
            running: RunningHandle::default(),
            open_tasks: OpenTasks::default(),
            output: OutputRecord::default(),
            schedulers: SchedulerRecord::default(),
            threads: ThreadRecord::default(),
            run: RunProgress::default(),
        }
    }

    /// Tells if facts are noted now: the run is not over, and no body of a thread runs. Without a record they are too, and
    /// then forgotten: what a hook does beside noting has to be the same.
    pub fn is_on(&self) -> bool {
        !self.is_over() && !self.is_in_thread()
    }

    /// The task whose step runs.
    pub fn running_task(&self) -> Option<TaskId> {
        self.running.step.map(|(task, _)| task)
    }

    /// Keeps a text for the record; without a record none is kept.
    pub fn intern(&self, text: &str) -> Text {
        let text = if self.events.is_on() { text } else { "" };
        self.events.trace().borrow_mut().intern(text)
    }

    pub fn site(&self, file: &str, line: u32) -> Site {
        self.events.trace().borrow_mut().intern_site(file, line)
    }

    /// The last event of the record.
    fn last(&self) -> Option<Seq> {
        self.events.last()
    }

    /// Records a fact that follows from what runs now.
    pub fn note(&mut self, kind: EventKind) -> Option<Seq> {
        self.note_for(self.events.cause, kind)
    }

    /// Records a fact with a cause of its own.
    pub fn note_for(&mut self, cause: Option<Seq>, kind: EventKind) -> Option<Seq> {
        self.clock.now();
        self.note_at_last_reading(cause, kind)
    }

    /// Records a fact at the moment at which the clock was read last, for a fact that names that moment.
    fn note_at_last_reading(&mut self, cause: Option<Seq>, kind: EventKind) -> Option<Seq> {
        if self.is_over() || self.is_in_thread() {
            return None;
        }
        let began = self.begin_run();
        self.flush_turn();
        self.put(cause.or(began), kind)
    }
}
