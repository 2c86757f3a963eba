//! Runs with other waits: the program runs again, unseen, with some of its waits changed, each of the largest at half, or
//! one that the reader has chosen, at the length that they say.
//!
//! The runs are made one after another: each is asked for when the record of the one before has come.

use std::collections::VecDeque;
use std::rc::Rc;

use super::effect::{Effect, Runnable};
use super::record::Record;
use super::state::{Analysis, Notice, Phase, State};
use crate::changes::{NewLength, SetWait, WaitChange, WaitPlace};
use crate::clock::Micros;
use crate::engine::Timing;
use crate::i18n::{ComparedRecord, Lang, PathWords, difference_lines, gain_sentence};
use crate::reading::critical_path::{CriticalPath, WorthwhileWait, worthwhile_waits};
use crate::reading::differences::{MatchedTasks, first_difference};

/// The most waits that are tried.
const MOST_TRIED: usize = 10;

/// A run that nobody has seen, with its waits.
#[derive(Clone, Debug)]
pub struct UnseenRun {
    /// The record.
    pub record: Record,
    /// The waits.
    pub waits: Rc<[SetWait]>,
}

/// A wait that is tried at half.
#[derive(Clone, Debug, PartialEq)]
pub struct TriedWait {
    /// The wait.
    pub wait: WorthwhileWait,
    /// The elapsed time with half of it; `None` until that has run.
    pub elapsed: Option<Micros>,
}

/// A change of the reader's, and the run with it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangedRun {
    /// The change.
    pub change: WaitChange,
    /// The record.
    pub record: Record,
    /// The comparison with the program as it is, in each language: walking both records takes too long for every frame.
    words: [ChangedWords; 2],
}

/// Two runs in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedWords {
    /// The gain.
    pub gain: String,
    /// The largest part of each path.
    pub paths: [String; 2],
    /// The first difference, line by line; none if the runs are the same.
    pub difference: Vec<String>,
}

impl ChangedRun {
    fn new(change: WaitChange, before: &Record, after: Record, (file, hidden): (&str, u32)) -> ChangedRun {
        let words = {
            let (first, second) = (before.trace.borrow(), after.trace.borrow());
            let traces = [&*first, &*second];
            let analyses = [before.analysis(), after.analysis()];
            let paths = traces.map(CriticalPath::of_record);
            let tasks = MatchedTasks::new(traces, [&analyses[0].spans, &analyses[1].spans]);
            let found = first_difference(traces, &tasks);
            Lang::ALL.map(|lang| {
                let names =
                    lang.pick(["the run as it is", "the changed run"], ["исходный запуск", "изменённый запуск"]);
                let record = |which: usize| ComparedRecord {
                    name: names[which],
                    trace: traces[which],
                    analysis: &analyses[which],
                    file,
                    before: hidden,
                };
                let path = |which: usize| {
                    let (trace, spans) = (traces[which], &analyses[which].spans);
                    let words = PathWords { trace, spans, file, before: hidden, lang };
                    words.advice(&paths[which])
                };
                let mut difference =
                    found.as_ref().map_or_else(Vec::new, |found| difference_lines(found, [record(0), record(1)], lang));
                // The last line has the elapsed times, which the gain says.
                difference.pop();
                let gain = gain_sentence(traces[0].end_time(), traces[1].end_time(), lang);
                ChangedWords { gain, paths: [path(0), path(1)], difference }
            })
        };
        ChangedRun { change, record: after, words }
    }

    /// The comparison with the program as it is.
    pub fn words(&self, lang: Lang) -> &ChangedWords {
        let [en, ru] = &self.words;
        lang.pick(en, ru)
    }
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
    /// The record of the program as it is.
    pub before: Option<Record>,
    /// The largest waits, in their order on the path, with what half of each has led to.
    pub tried: Vec<TriedWait>,
    /// The wait that is chosen.
    pub chosen: Option<WaitPlace>,
    /// The last change of the reader's, with what came of it.
    pub changed: Option<Rc<ChangedRun>>,
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
    /// The run with this ticket has left this record, or none for a reason.
    Ran(u32, Result<UnseenRun, String>),
}

impl WhatIf {
    /// The ticket of the run that goes on, if one does.
    pub fn ticket(&self) -> Option<u32> {
        self.ticket
    }

    /// The number of waits whose half has run, and that of all.
    pub fn progress(&self) -> (usize, usize) {
        (self.tried.iter().filter(|tried| tried.elapsed.is_some()).count(), self.tried.len())
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
        self.can_change_waits()
            && !self.python.running
            && !self.python.growing
            && self.what_if.ticket.is_none()
            && self.values.ticket().is_none()
    }

    pub(super) fn apply_to_what_if(&mut self, action: WhatIfAction) {
        match action {
            WhatIfAction::Try if self.may_run_unseen() => {
                let chosen = self.what_if.chosen.take();
                self.what_if = WhatIf { tries: true, chosen, ..WhatIf::default() };
                self.what_if.wanted.push_back(WantedRun::AsItIs);
                self.run_next_unseen();
            }
            WhatIfAction::Change(length) if self.may_run_unseen() => {
                let Some(place) = self.what_if.chosen.clone() else { return };
                if self.what_if.before.is_none() {
                    self.what_if.wanted.push_back(WantedRun::AsItIs);
                }
                self.what_if.changed = None;
                self.what_if.wanted.push_back(WantedRun::Changed(WaitChange { place, length }));
                self.run_next_unseen();
            }
            WhatIfAction::Try | WhatIfAction::Change(_) => {}
            WhatIfAction::Stop => self.stop_what_if(),
            WhatIfAction::Choose(place) => {
                if self.what_if.chosen.as_ref() != Some(&place) {
                    self.what_if.changed = None;
                    self.what_if.chosen = Some(place);
                }
            }
            WhatIfAction::Ran(ticket, ran) if self.what_if.ticket == Some(ticket) => match ran {
                Ok(run) => {
                    self.take_unseen(run);
                    self.run_next_unseen();
                }
                Err(why) => {
                    self.stop_what_if();
                    self.workspace.notice = Some(Notice::Engine(why));
                }
            },
            WhatIfAction::Ran(..) => {}
        }
    }

    /// The run as it is and the changed one, while the tab *What if* is open: they stand one above the other on the timeline.
    pub fn changed_pair(&self) -> Option<(&Record, &ChangedRun)> {
        let is_open = self.analysis() == Analysis::WhatIf && matches!(self.run.phase, Phase::Ended(_));
        self.what_if.before.as_ref().zip(self.what_if.changed.as_deref()).filter(|_| is_open)
    }

    fn stop_what_if(&mut self) {
        self.what_if.ticket = None;
        self.what_if.wanted.clear();
    }

    /// Takes in the run that was asked for last.
    fn take_unseen(&mut self, run: UnseenRun) {
        let measured = self.unseen_timing() == Timing::Measured;
        match self.what_if.wanted.pop_front() {
            Some(WantedRun::AsItIs) => {
                if std::mem::take(&mut self.what_if.tries) {
                    let worth = {
                        let trace = run.record.trace.borrow();
                        worthwhile_waits(&trace, &CriticalPath::of_record(&trace), &run.waits, measured, MOST_TRIED)
                    };
                    self.what_if.wanted.extend((0..worth.len()).map(WantedRun::Half));
                    self.what_if.tried = worth.into_iter().map(|wait| TriedWait { wait, elapsed: None }).collect();
                }
                self.what_if.before = Some(run.record);
            }
            Some(WantedRun::Half(place)) => {
                let elapsed = run.record.trace.borrow().end_time();
                if let Some(tried) = self.what_if.tried.get_mut(place) {
                    tried.elapsed = Some(elapsed);
                }
            }
            Some(WantedRun::Changed(change)) => {
                let Some(before) = self.what_if.before.clone() else { return };
                let (file, hidden) = self.program_file();
                self.what_if.changed = Some(Rc::new(ChangedRun::new(change, &before, run.record, (&file, hidden))));
            }
            None => {}
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
            None => {
                self.what_if.ticket = None;
                if self.what_if.chosen.is_none() {
                    self.what_if.chosen = self.what_if.by_gain().first().map(|tried| tried.wait.place.clone());
                }
                return;
            }
        };
        let Some(program) = self.unseen_program() else { return self.stop_what_if() };
        let measured = self.unseen_timing() == Timing::Measured;
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

    /// The timing of unseen runs: no run waits, and what was measured is measured.
    fn unseen_timing(&self) -> Timing {
        let measured = self.python.ran.as_ref().is_some_and(|ran| ran.measured);
        if self.script().is_some() && measured { Timing::Measured } else { Timing::Exact }
    }
}
