//! Loops, runs and turns, and what ends them.

use std::collections::HashMap;

use super::{Address, Book, HIDDEN};
use crate::trace::Limit;
use crate::trace::{Kind, On, Status, TaskId, Text, WaitKind, WarningCode};

impl Book {
    /// Whatever follows happens on this loop's thread.
    pub(in crate::python) fn on_loop(&mut self, event_loop: Address) {
        let known = self.loops.iter().position(|known| *known == Some(event_loop));
        let thread = known.unwrap_or_else(|| {
            let free = self.loops.iter().position(Option::is_none).unwrap_or(self.loops.len());
            if free == self.loops.len() {
                self.loops.push(None);
            }
            self.loops[free] = Some(event_loop);
            free
        });
        self.recorder.thread = thread as u16;
    }

    /// A loop lies where another may have lain.
    pub fn loop_created(&mut self, event_loop: Address) {
        for known in &mut self.loops {
            if *known == Some(event_loop) {
                *known = None;
            }
        }
    }

    pub fn loop_closed(&mut self, event_loop: Address, status: Status) {
        let Some(known) = self.loops.iter_mut().find(|known| **known == Some(event_loop)) else { return };
        *known = None;
        self.turn = None;
        if self.loops.iter().all(Option::is_none) {
            self.loops.clear();
            self.recorder.thread = 0;
            self.recorder.cause = self.last();
            self.end_run(status);
        }
    }

    /// Ends the run that is recorded now; whatever follows belongs to the next.
    pub(in crate::python) fn end_run(&mut self, status: Status) {
        if matches!(status, Status::Returned | Status::Raised(_)) {
            for (name, _) in std::mem::take(&mut self.open).into_values() {
                let name = self.recorder.trace().borrow().text(name).to_string();
                let text = self.intern(&format!("Task was destroyed but it is pending! {name}"));
                self.note(Kind::Warning { code: WarningCode::TaskDestroyed, text, site: None });
            }
        }
        self.open.clear();
        self.flush_lines();
        self.note(Kind::RunEnded { status });
        self.recorder.run = self.recorder.run.saturating_add(1);
        self.recorder.cause = None;
        self.began = false;
        self.ended = true;
    }

    /// The program is over.
    pub fn end(&mut self, status: Status) {
        self.outer.clear();
        self.threads = 0;
        self.recorder.thread = 0;
        self.turn = None;
        self.flush_lines();
        if self.began || !self.ended {
            self.recorder.cause = self.last();
            self.end_run(status);
        }
        self.over = true;
    }

    pub fn turn(&mut self, event_loop: Address, ready: u32, timers: u32) {
        self.on_loop(event_loop);
        let now = self.now();
        self.turns = if self.turned == now { self.turns + 1 } else { 1 };
        self.turned = now;
        self.turn = Some((ready, timers));
        if self.helping == 0 {
            self.flush_turn();
        }
    }

    pub(in crate::python) fn flush_turn(&mut self) {
        if let Some((ready, timers)) = self.turn.take().filter(|_| !self.over && self.threads == 0) {
            let last = self.last();
            self.recorder.record_for(self.now, None, last, Kind::Turn { ready, timers });
        }
    }

    /// A helper's handle is scheduled.
    pub fn helper_scheduled(&mut self) -> u32 {
        self.helping += 1;
        HIDDEN
    }

    /// Nothing is ready and nothing will be.
    pub fn deadlock(&mut self) {
        if self.over {
            return;
        }
        let text = self.explained();
        let text = self.intern(&text);
        self.turn = None;
        self.recorder.cause = self.last();
        self.note(Kind::Warning { code: WarningCode::Deadlock, text, site: None });
        self.flush_lines();
        self.note(Kind::RunEnded { status: Status::Deadlock });
        self.over = true;
    }

    /// The limit that the program has gone beyond, if it has. The first time the record ends with it.
    pub fn limit(&mut self) -> Option<Limit> {
        if self.over {
            return self.stopped;
        }
        self.stopped = if self.recorder.full() {
            Some(Limit::Events)
        } else if self.written > Limit::OUTPUT {
            Some(Limit::Output)
        } else if self.open.len() > Limit::TASKS {
            Some(Limit::Tasks)
        } else if self.turns > Limit::TURNS {
            Some(Limit::Turns)
        } else if self.stares() {
            Some(Limit::Looks)
        } else {
            None
        };
        let limit = self.stopped?;
        self.flush_lines();
        let text = self.intern(limit.text());
        self.recorder.cause = self.last();
        self.note(Kind::Warning { code: WarningCode::Limit, text, site: None });
        self.note(Kind::RunEnded { status: Status::Limit });
        self.over = true;
        self.stopped
    }

    /// What each task waits for, in words.
    pub fn explained(&self) -> String {
        const NAMED: usize = 20;
        let trace = self.recorder.trace().borrow();
        let resources: HashMap<u32, Text> = trace
            .kinds()
            .iter()
            .filter_map(|kind| match kind {
                Kind::ResourceCreated { resource, name, .. } => Some((resource.0, *name)),
                _ => None,
            })
            .collect();
        let wait = |(name, on): &(Text, Option<On>)| {
            let name = trace.text(*name);
            let Some(on) = on else { return name.to_string() };
            let resource = resources.get(&on.id).map_or("a resource", |name| trace.text(*name));
            match on.kind {
                WaitKind::Task => {
                    let other = self.open.get(&TaskId(on.id));
                    format!("{name} for task {}", other.map_or("a task", |(other, _)| trace.text(*other)))
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
        let mut waits: Vec<String> = self.open.values().take(NAMED).map(wait).collect();
        if self.open.len() > NAMED {
            waits.push(format!("and {} more", self.open.len() - NAMED));
        }
        match self.open.len() {
            0 => "nothing is scheduled, and nothing will be".into(),
            1 => format!("nothing is scheduled; 1 task waits: {}", waits.join(", ")),
            count => format!("nothing is scheduled; {count} tasks wait: {}", waits.join(", ")),
        }
    }
}
