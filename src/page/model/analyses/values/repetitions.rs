//! The repetitions for values: which is wanted next, how the program is run for it, and what is taken of its answer.

use std::rc::Rc;

use super::read_moments::step_before;
use super::{Purpose, ReadRun, RepeatedRun, StopOutcome, StopWhere};
use crate::changes::WaitChange;
use crate::engine::{MOST_EVENTS, StopPlace};
use crate::inspection::Inspection;
use crate::page::model::effect::{Effect, Runnable};
use crate::page::model::files::OpenedRecord;
use crate::page::model::python::{Draft, SourceFile, TypedInput};
use crate::page::model::record::Record;
use crate::page::model::state::{Analysis, Phase, State};
use crate::trace::file::ProgramInfo;
use crate::trace::{EventKind, Status, Trace};

impl State {
    /// Asks for the next run whose values are read, if one is wanted and the engine is free. After every action.
    pub(in crate::page) fn read_values(&mut self) {
        let is_open = self.analysis() == Analysis::Values && self.no_values().is_none();
        let record = self.run.record.clone().filter(|_| is_open);
        let busy = self.python.running || self.python.growing || self.what_if.ticket().is_some();
        let Some(record) = record.filter(|_| !busy) else {
            (self.values.going, self.values.awaits_rest) = (None, None);
            return;
        };
        if !Rc::ptr_eq(&self.values.of, &record.trace) {
            self.values.begin(record.trace.clone());
        }
        let at = self.asked_moment();
        if let Some(at) = at.filter(|at| !self.playback.playing && self.values.moments.at(*at).is_some()) {
            self.values.shown = Some(at);
        }
        if self.values.going.is_some() || self.values.broken.is_some() {
            return;
        }
        let Some((purpose, inspection)) = self.next_reading(&record) else { return };
        let Some(run) = self.repeated().map(|run| RepeatedRun { inspection, ..run }) else { return };
        let ticket = self.run.next_ticket();
        self.values.going = Some((ticket, purpose));
        self.ask(Effect::ReadValues(ticket, Box::new(run)));
    }

    /// The next reading that is wanted.
    fn next_reading(&mut self, record: &Record) -> Option<(Purpose, Inspection)> {
        if let Some(StopWhere { expression, outcome: StopOutcome::Searching }) = &self.values.stop {
            let stop_where = Some(expression.to_string());
            return Some((Purpose::Stop, Inspection { stop_where, ..Inspection::default() }));
        }
        let at = self.asked_moment().filter(|_| !self.playback.playing && self.values_differ_after().is_none());
        if let Some(at) = at {
            let before = step_before(&record.trace.borrow(), at);
            let wanted = before.into_iter().chain([at]);
            let moments: Vec<usize> = wanted.filter(|moment| self.values.moments.at(*moment).is_none()).collect();
            if !moments.is_empty() && self.values.rested != Some(at) {
                if self.values.awaits_rest != Some(at) {
                    self.values.awaits_rest = Some(at);
                    self.ask(Effect::AwaitRest(at));
                }
                return None;
            }
            if !moments.is_empty() {
                return Some((Purpose::Moments(moments.clone()), Inspection { moments, ..Inspection::default() }));
            }
        }
        let unread = self.values.watches.unread()?;
        let watched = unread.iter().map(ToString::to_string).collect();
        Some((Purpose::Watched(unread), Inspection { watched, ..Inspection::default() }))
    }

    /// The number of events at the playhead for which variables are read; `None` before the first. The end of the run is none
    /// of the program's moments.
    pub(super) fn asked_moment(&self) -> Option<usize> {
        let record = self.run.record.as_ref()?;
        let most = program_events(&record.trace.borrow());
        Some(self.playback.playhead.min(most)).filter(|events| *events > 0)
    }

    /// Takes in what was read.
    pub(super) fn take_values(&mut self, purpose: Purpose, ran: &ReadRun, record: &Record) {
        let (agrees, all) = {
            let (shown, again) = (record.trace.borrow(), ran.trace.borrow());
            (shown.common_beginning(&again), program_events(&shown))
        };
        let inspected = &ran.inspected;
        let differs = |state: &mut State| {
            let known = state.values.differs_after.unwrap_or(usize::MAX);
            state.values.differs_after = Some(known.min(agrees));
        };
        match purpose {
            Purpose::Moments(moments) => {
                for asked in moments {
                    match inspected.moments.iter().find(|moment| moment.asked == asked) {
                        Some(moment) if moment.events <= agrees => {
                            self.values.moments.keep(asked, Some(Rc::new(moment.clone())));
                        }
                        None if agrees >= asked => self.values.moments.keep(asked, None),
                        Some(_) | None => differs(self),
                    }
                }
            }
            Purpose::Watched(expressions) => {
                if agrees < all {
                    differs(self);
                }
                self.values.watches.take(expressions, inspected, record, agrees);
            }
            Purpose::Stop => {
                let fault = inspected.faults.first().map(|(_, why)| why.as_str().into());
                let outcome = match (inspected.stopped, fault) {
                    (_, Some(why)) => StopOutcome::Fault(why),
                    (Some(events), None) if events <= agrees => StopOutcome::At(events),
                    (None, None) if agrees >= all => StopOutcome::Never,
                    (_, None) => {
                        differs(self);
                        self.values.stop = None;
                        return;
                    }
                };
                if let StopOutcome::At(events) = outcome {
                    if let Some(moment) = inspected.moments.last() {
                        self.values.moments.keep(events, Some(Rc::new(moment.clone())));
                    }
                    self.playback.playing = false;
                    self.moving.arrived = None;
                    self.seek(events);
                    self.values.rested = Some(events);
                }
                if let Some(stop) = &mut self.values.stop {
                    stop.outcome = outcome;
                }
            }
        }
    }

    /// The program that has made the record, as it is run again: nothing is read of it yet.
    fn repeated(&self) -> Option<RepeatedRun> {
        let record = self.run.record.as_ref()?;
        if let Some(script) = self.script() {
            let ran = self.python.ran.as_ref()?;
            let (source, typed) = (ran.source.clone(), ran.typed.clone());
            let stopped = self.run.phase == Phase::Ended(Status::Stopped) && ran.asks.is_none();
            return Some(RepeatedRun {
                program: Runnable::Python { file: script.file(), source, typed },
                measured: ran.measured,
                limit: self.python.limit.max(record.len),
                // It computed without end, maybe: the run ends behind what is shown.
                stop: stopped.then_some(StopPlace { events: record.len, lines: Some(1) }),
                changes: Vec::new(),
                inspection: Inspection::default(),
            });
        }
        let program = self.program_of_file()?;
        let text = program.source.as_deref()?;
        let beside = program
            .files
            .iter()
            .map(|file| SourceFile { path: file.name.as_str().into(), text: file.text.as_str().into() });
        let changes = program.changes.iter().filter_map(|change| WaitChange::read(change));
        Some(RepeatedRun {
            program: Runnable::Python {
                file: program.id.clone(),
                source: Draft { text: text.into(), beside: beside.collect() },
                typed: TypedInput::default(),
            },
            measured: false,
            limit: record.len.max(MOST_EVENTS),
            stop: None,
            changes: changes.collect(),
            inspection: Inspection::default(),
        })
    }

    /// The program in Python that the opened file holds, if it can be run as it was.
    pub(super) fn program_of_file(&self) -> Option<&ProgramInfo> {
        let OpenedRecord { program, .. } = &**self.opened()?;
        let is_python = program.id.ends_with(".py") && program.source.is_some();
        let is_known = program.changes.iter().all(|change| WaitChange::read(change).is_some());
        (is_python && is_known).then_some(program)
    }
}

/// The number of events of the program: a record that says how its run has ended has that behind them.
fn program_events(trace: &Trace) -> usize {
    let ends = trace.kinds().last().is_some_and(|kind| matches!(kind, EventKind::RunEnded { .. }));
    trace.len() - usize::from(ends)
}
