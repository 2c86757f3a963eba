//! The variants of a demo in Python side by side: the engine runs one program at a time, so they are run one after the other, and
//! their records are kept.

use std::rc::Rc;

use super::kept_runs::lesson_of;
use super::{KeptRun, RunChanges};
use crate::demos::Demo;
use crate::engine::{FIRST_EVENTS, Timing};
use crate::page::model::effect::{Effect, RequestedRun, Runnable};
use crate::page::model::python::{Draft, FinishedPython, Script, Twin, TypedInput};
use crate::page::model::state::{Analysis, State};

/// The variants that are run one after the other. The one that is shown comes last, as any other run of it.
#[derive(Clone, Debug, PartialEq)]
pub struct VariantRuns {
    /// The variants that are still to be run, the next one last, but for the one that is shown.
    left: Vec<Twin>,
    /// The ticket of the run that goes on.
    ticket: Option<u32>,
    /// The numbers of the runs that are kept.
    done: Vec<u32>,
}

impl State {
    /// The demo in Python whose variants can be run side by side.
    pub fn variants_in_python(&self) -> Option<&'static Demo> {
        self.lesson().filter(|demo| self.script().is_some() && Twin::of(demo).len() > 1)
    }

    /// Runs all variants of the demo in Python that is shown, exactly, and opens the tab that compares them.
    pub(super) fn run_variants(&mut self) {
        let (Some(demo), Some(script)) = (self.variants_in_python(), self.script()) else { return };
        if self.python.running || self.python.text.is_none() {
            return;
        }
        let mut left: Vec<Twin> = Twin::of(demo).into_iter().filter(|twin| Script::Twin(*twin) != script).collect();
        left.reverse();
        self.workspace.analysis = Analysis::Compare;
        self.begin_python_run();
        self.comparing.variants = Some(VariantRuns { left, ticket: None, done: Vec::new() });
        self.next_variant();
    }

    /// Has the text of the next variant fetched, or runs the one that is shown.
    fn next_variant(&mut self) {
        let next = self.comparing.variants.as_ref().and_then(|variants| variants.left.last().copied());
        match next {
            Some(twin) => self.ask(Effect::FetchScript(Script::Twin(twin))),
            None => {
                self.python.running = false;
                self.run_python_on(Timing::Exact);
            }
        }
    }

    /// Runs the variant whose text has come; returns whether that was awaited.
    pub(in crate::page) fn take_variant(&mut self, script: Script, given: &Draft, draft: Option<&Draft>) -> bool {
        let Some(variants) = self.comparing.variants.as_mut().filter(|variants| variants.ticket.is_none()) else {
            return false;
        };
        if variants.left.last().copied().map(Script::Twin) != Some(script) {
            return false;
        }
        let ticket = self.run.next_ticket();
        variants.ticket = Some(ticket);
        self.comparing.timing = Some(Timing::Exact);
        let source = draft.unwrap_or(given).clone();
        let program = Runnable::Python { file: script.file(), source, typed: TypedInput::default() };
        let (timing, rate, limit) = (Timing::Exact, self.run.rate, FIRST_EVENTS);
        self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit, stop: None }));
        true
    }

    /// Keeps the run of a variant, and goes on with the next; returns whether that was awaited.
    pub(in crate::page) fn keep_variant(&mut self, ticket: u32, ran: &FinishedPython) -> bool {
        let Some(variants) = self.comparing.variants.as_mut().filter(|variants| variants.ticket == Some(ticket)) else {
            return false;
        };
        variants.left.pop();
        variants.ticket = None;
        self.comparing.count += 1;
        let number = self.comparing.count;
        variants.done.push(number);
        let opened = &ran.opened;
        self.comparing.keep(KeptRun {
            number,
            program: Rc::new(opened.program.clone()),
            lesson: lesson_of(&opened.program.id),
            timing: Some(Timing::Exact),
            file: None,
            time_of_day: None,
            changes: RunChanges::default(),
            record: opened.record.clone(),
        });
        self.ask(Effect::TellTimeOfDay(number));
        self.next_variant();
        true
    }

    /// Gives up the variants that have not run; returns whether any were to run.
    pub(in crate::page) fn stop_variants(&mut self) -> bool {
        let goes_on = self.comparing.variants.take().is_some_and(|variants| !variants.left.is_empty());
        if goes_on {
            self.python.running = false;
        }
        goes_on
    }

    /// The numbers of the runs of all variants that stand together, once the shown one has run too.
    pub(super) fn end_variants(&mut self, shown: u32) {
        if let Some(variants) = self.comparing.variants.take() {
            self.comparing.together = variants.done.into_iter().chain([shown]).collect();
            self.comparing.chosen = [None; 2];
        }
    }
}
