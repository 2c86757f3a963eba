//! Runs with other waits: the program runs again, unseen, with some of its waits changed, each of the largest at half, or
//! one that the reader has chosen, at the length that they say.
//!
//! The runs are made one after another: each is asked for when the record of the one before has come.

mod changed_run;
mod demo_param;
mod unseen_work;

use std::collections::VecDeque;
use std::rc::Rc;

pub use changed_run::{ChangedRun, ChangedWords, RunPair};
pub use unseen_work::{UnseenResult, UnseenWork};

use self::demo_param::tried_length;
use super::effect::{Effect, Runnable};
use super::python::Draft;
use super::record::Record;
use super::state::{Analysis, Notice, Phase, State};
use crate::advice::cures::Writing;
use crate::changes::{NewLength, SetWait, WaitChange, WaitPlace};
use crate::clock::Micros;
use crate::engine::Timing;
use crate::reading::critical_path::WorthwhileWait;

/// A run that nobody has seen, with its waits.
#[derive(Clone, Debug)]
pub struct UnseenRun {
    /// The record.
    pub record: Record,
    /// The waits.
    pub waits: Rc<[SetWait]>,
    /// The program in Python with the change written into it, or why that cannot be.
    pub writing: Option<Writing>,
}

/// A wait that is tried at half.
#[derive(Clone, Debug, PartialEq)]
pub struct TriedWait {
    /// The wait.
    pub wait: WorthwhileWait,
    /// The elapsed time with half of it; `None` until that has run.
    pub elapsed: Option<Micros>,
}

/// A run that is asked for.
#[derive(Clone, Debug, PartialEq)]
enum WantedRun {
    /// The program as it is, whose waits are looked for.
    AsItIs,
    /// The program with half of the wait at this place of the list.
    Half(usize),
    /// The program with the reader's change.
    Changed(WaitChange),
    /// The demo with the parameter of this name set to the new length: it may be the one that the changed wait has.
    WithParam(&'static str),
}

/// The runs that were made of what is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WhatIf {
    /// The ticket of the run that goes on.
    ticket: Option<u32>,
    /// The run that goes on, and those that follow it.
    wanted: VecDeque<WantedRun>,
    /// True if the largest waits are to be tried once they are known.
    tries: bool,
    /// True once its waits were looked for, or the reader has stopped that.
    looked: bool,
    /// True once the largest waits were tried.
    pub has_tried: bool,
    /// The files of the program in Python that these runs are of.
    of: Option<Draft>,
    /// The record of the program as it is.
    pub before: Option<Record>,
    /// The waits of that run.
    pub waits: Rc<[SetWait]>,
    /// The largest waits, in their order on the path, with what half of each has led to.
    pub tried: Vec<TriedWait>,
    /// The wait that is chosen.
    pub chosen: Option<WaitPlace>,
    /// The last change of the reader's, with what came of it.
    pub changed: Option<Rc<ChangedRun>>,
    /// The parameter of the demo that gives the changed wait its length, by its name, and the new one in seconds.
    pub param: Option<(&'static str, f64)>,
}

/// An action on these runs.
#[derive(Clone, Debug)]
pub enum WhatIfAction {
    /// Run the program with each of its largest waits at half.
    Try,
    /// Run no more of them.
    Stop,
    /// Choose a wait.
    Choose(WaitPlace),
    /// Run the program with the chosen wait at this length.
    Change(NewLength),
    /// Choose a wait, and run the program with it at this length, in place of a run that goes on.
    Set(WaitPlace, NewLength),
    /// The run with this ticket has left this record, or none for a reason.
    Ran(u32, Result<UnseenRun, String>),
    /// The work with this ticket has this result.
    WorkedOut(u32, UnseenResult),
}

impl WhatIf {
    /// The ticket of the run that goes on, if one does.
    pub fn ticket(&self) -> Option<u32> {
        self.ticket
    }

    /// Returns whether the run that goes on is the one in which the waits are looked for, of which nothing is told.
    pub fn is_looking(&self) -> bool {
        self.ticket.is_some()
            && !self.tries
            && matches!(self.wanted.iter().collect::<Vec<_>>()[..], [WantedRun::AsItIs])
    }

    /// The number of waits whose half has run, and that of all.
    pub fn progress(&self) -> (usize, usize) {
        (self.tried.iter().filter(|tried| tried.elapsed.is_some()).count(), self.tried.len())
    }

    /// The reader's change: the one that is asked for, else that of the run that is shown.
    pub fn change(&self) -> Option<&WaitChange> {
        let wanted = self.wanted.iter().find_map(|run| match run {
            WantedRun::Changed(change) => Some(change),
            WantedRun::AsItIs | WantedRun::Half(_) | WantedRun::WithParam(_) => None,
        });
        wanted.or(self.changed.as_ref().map(|run| &run.change))
    }

    /// The length that was asked for last for a wait, while it is the one that is changed.
    pub fn new_length(&self, place: &WaitPlace) -> Option<NewLength> {
        self.change().filter(|change| change.place == *place).map(|change| change.length)
    }

    /// The elapsed time of the program as it is.
    pub fn elapsed(&self) -> Option<Micros> {
        self.before.as_ref().map(|record| record.trace.borrow().end_time())
    }

    /// The waits that were tried, by what their half gains, and behind them those that were not.
    pub fn by_gain(&self) -> Vec<&TriedWait> {
        let mut tried: Vec<&TriedWait> = self.tried.iter().collect();
        tried.sort_by_key(|tried| tried.elapsed.unwrap_or(Micros::NEVER));
        tried
    }
}

impl State {
    /// Returns whether the page has a program whose waits can be changed: not what a file has brought, which has none.
    pub fn can_change_waits(&self) -> bool {
        let script = self.script().is_some() && self.python.text.is_some() && self.python.too_long().is_none();
        !self.compares() && self.embed.is_none() && (self.demo().is_some() || script)
    }

    /// Returns whether runs may be made now: the engine runs one program at a time.
    pub fn may_run_unseen(&self) -> bool {
        self.can_set_waits() && self.what_if.ticket.is_none()
    }

    /// Returns whether the chosen wait may be changed now.
    pub fn may_change_wait(&self) -> bool {
        self.can_set_waits() && (self.what_if.ticket.is_none() || self.what_if.is_looking())
    }

    /// Returns whether a run may be made now in place of one that goes on.
    pub fn can_set_waits(&self) -> bool {
        self.can_change_waits() && !self.python.running && !self.python.growing && self.values.ticket().is_none()
    }

    pub(super) fn apply_to_what_if(&mut self, action: WhatIfAction) {
        match action {
            WhatIfAction::Try if self.what_if.is_looking() => {
                (self.what_if.tries, self.what_if.has_tried) = (true, true);
            }
            WhatIfAction::Try if self.may_run_unseen() => {
                let chosen = self.what_if.chosen.take();
                self.what_if = WhatIf { tries: true, has_tried: true, chosen, ..WhatIf::default() };
                self.begin_unseen(WantedRun::AsItIs);
            }
            WhatIfAction::Change(length) if self.may_change_wait() => {
                let Some(place) = self.what_if.chosen.clone() else { return };
                self.what_if.changed = None;
                self.apply_to_what_if(WhatIfAction::Set(place, length));
            }
            WhatIfAction::Set(place, length) if self.can_set_waits() => {
                if self.what_if.ticket.is_some() {
                    self.stop_what_if();
                    self.ask(Effect::StopUnseen);
                }
                self.what_if.chosen = Some(place.clone());
                self.begin_unseen(WantedRun::Changed(WaitChange { place, length }));
            }
            WhatIfAction::Try | WhatIfAction::Change(_) | WhatIfAction::Set(..) => {}
            WhatIfAction::Stop => self.stop_what_if(),
            WhatIfAction::Choose(place) => {
                if self.what_if.chosen.as_ref() != Some(&place) {
                    self.what_if.changed = None;
                    self.what_if.chosen = Some(place);
                }
            }
            WhatIfAction::Ran(ticket, ran) if self.what_if.ticket == Some(ticket) => match ran {
                Ok(run) => self.take_unseen(run),
                Err(why) => {
                    self.stop_what_if();
                    self.workspace.notice = Some(Notice::Engine(why));
                }
            },
            WhatIfAction::WorkedOut(ticket, result) if self.what_if.ticket == Some(ticket) => {
                self.take_result(result);
                self.run_next_unseen();
            }
            WhatIfAction::Ran(..) | WhatIfAction::WorkedOut(..) => {}
        }
    }

    /// The run as it is and the changed one, while the tab *What if* is open: they stand one above the other on the timeline.
    pub fn changed_pair(&self) -> Option<(&Record, &ChangedRun)> {
        let is_open = self.analysis() == Analysis::WhatIf && matches!(self.run.phase, Phase::Ended(_));
        self.what_if.before.as_ref().zip(self.what_if.changed.as_deref()).filter(|_| is_open)
    }

    /// Looks for the waits of the program once the tab *What if* is open: they get handles on the lanes.
    pub(super) fn look_for_waits(&mut self) {
        let is_open = self.analysis() == Analysis::WhatIf && matches!(self.run.phase, Phase::Ended(_));
        let is_as_ran = self.python.ran.as_ref().is_none_or(|ran| Some(&ran.source) == self.python.draft().as_ref());
        if is_open && is_as_ran && !self.what_if.looked && self.what_if.before.is_none() && self.may_run_unseen() {
            self.begin_unseen(WantedRun::AsItIs);
        }
    }

    /// Lets go of the runs of a program in Python that is another one by now.
    pub(super) fn drop_stale_waits(&mut self) {
        if self.what_if.of.is_some() && self.what_if.of != self.python.draft() {
            let chosen = self.what_if.chosen.take();
            self.what_if = WhatIf { looked: true, chosen, ..WhatIf::default() };
        }
    }

    /// Asks for a run, and for that of the program as it is before it, unless that is there.
    fn begin_unseen(&mut self, run: WantedRun) {
        self.what_if.looked = true;
        self.what_if.of = self.script().and_then(|_| self.python.draft());
        if self.what_if.before.is_none() && run != WantedRun::AsItIs {
            self.what_if.wanted.push_back(WantedRun::AsItIs);
        }
        self.what_if.wanted.push_back(run);
        self.run_next_unseen();
    }

    fn stop_what_if(&mut self) {
        self.what_if.ticket = None;
        self.what_if.wanted.clear();
    }

    /// Takes in the run that was asked for last. What takes long is worked out outside of the state, which waits for it.
    fn take_unseen(&mut self, run: UnseenRun) {
        let work = match self.what_if.wanted.front() {
            Some(WantedRun::AsItIs) => {
                let UnseenRun { record, waits, .. } = run;
                (self.what_if.before, self.what_if.waits) = (Some(record.clone()), waits.clone());
                let measured = self.unseen_is_measured();
                self.what_if.tries.then_some(UnseenWork::Worth { record, waits, measured })
            }
            Some(WantedRun::Half(place)) => {
                let elapsed = run.record.trace.borrow().end_time();
                if let Some(tried) = self.what_if.tried.get_mut(*place) {
                    tried.elapsed = Some(elapsed);
                }
                None
            }
            Some(WantedRun::Changed(change)) => self.what_if.before.clone().map(|before| {
                let (file, hidden) = self.program_file();
                let (change, after, writing) = (change.clone(), run.record, run.writing.map(Rc::new));
                UnseenWork::Compare(RunPair { change, before, after, file, hidden, writing })
            }),
            Some(WantedRun::WithParam(id)) => {
                self.take_param(id, &run.waits);
                None
            }
            None => None,
        };
        match work {
            Some(work) => {
                let ticket = self.run.next_ticket();
                self.what_if.ticket = Some(ticket);
                self.ask(Effect::WorkOut(ticket, Box::new(work)));
            }
            None => {
                self.what_if.wanted.pop_front();
                self.run_next_unseen();
            }
        }
    }

    /// Takes in what was worked out of that run.
    fn take_result(&mut self, result: UnseenResult) {
        self.what_if.wanted.pop_front();
        match result {
            UnseenResult::Worth(worth) => {
                self.what_if.tries = false;
                self.what_if.wanted.extend((0..worth.len()).map(WantedRun::Half));
                self.what_if.tried = worth.into_iter().map(|wait| TriedWait { wait, elapsed: None }).collect();
            }
            UnseenResult::Compared(run) => {
                self.what_if.changed = Some(run);
                self.what_if.param = None;
                let params = self.likely_params();
                self.what_if.wanted.extend(params.into_iter().map(WantedRun::WithParam));
            }
        }
    }

    /// Asks for the next run, if there is one.
    fn run_next_unseen(&mut self) {
        let changes = match self.what_if.wanted.front() {
            Some(WantedRun::AsItIs) => Vec::new(),
            Some(WantedRun::Half(place)) => {
                let halved =
                    |tried: &TriedWait| WaitChange { place: tried.wait.place.clone(), length: NewLength::HALF };
                self.what_if.tried.get(*place).map(halved).into_iter().collect()
            }
            Some(WantedRun::Changed(change)) => vec![change.clone()],
            Some(WantedRun::WithParam(_)) => Vec::new(),
            None => {
                self.what_if.ticket = None;
                if self.what_if.chosen.is_none() {
                    self.what_if.chosen = self.what_if.by_gain().first().map(|tried| tried.wait.place.clone());
                }
                return;
            }
        };
        let mut program = self.unseen_program();
        if let (Some(Runnable::Demo(demo, args)), Some(WantedRun::WithParam(id)), Some(lengths)) =
            (&mut program, self.what_if.wanted.front(), self.what_if.lengths())
        {
            // A value that is refused leaves the demo as it is, whose wait has another length.
            let _ = args.set(demo, id, &tried_length(lengths).seconds().to_string());
        }
        let Some(program) = program else { return self.stop_what_if() };
        let measured = self.unseen_is_measured();
        let ticket = self.run.next_ticket();
        self.what_if.ticket = Some(ticket);
        self.ask(Effect::RunUnseen(ticket, program, measured, changes));
    }

    fn unseen_program(&self) -> Option<Runnable> {
        if let (Some(script), Some(source)) = (self.script(), self.python.draft()) {
            return Some(Runnable::Python { file: script.file(), source, typed: self.python.typed.clone() });
        }
        Some(Runnable::Demo(self.demo()?, self.address.args.clone()?))
    }

    /// Returns whether unseen runs measure how long the program computes.
    pub fn unseen_is_measured(&self) -> bool {
        self.unseen_timing() == Timing::Measured
    }

    /// The timing of unseen runs: no run waits, and what was measured is measured.
    fn unseen_timing(&self) -> Timing {
        let measured = self.python.ran.as_ref().is_some_and(|ran| ran.measured);
        if self.script().is_some() && measured { Timing::Measured } else { Timing::Exact }
    }
}
