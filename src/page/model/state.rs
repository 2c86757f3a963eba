//! The state of the page, of which everything that the page shows is a function.

use std::rc::Rc;

pub use super::action::Action;
use super::analyses::{Values, Why};
use super::comparing::Comparing;
use super::effect::{self, Effect};
use super::embed::Embed;
use super::files::Files;
use super::lesson_file::LessonFile;
use super::link::LinkedView;
use super::listing::Listings;
use super::moving::Moving;
pub use super::playback::Axis;
use super::playback::Playback;
use super::predict::Predict;
use super::progress::Progress;
use super::python::{Python, Script};
pub use super::record::Record;
use super::reference_texts::ReferenceTexts;
use super::route::{Address, Route, read};
pub use super::run_state::Phase;
use super::run_state::RunState;
use super::settings::Settings;
pub use super::settings::Theme;
use super::what_if::WhatIf;
use super::workspace::Workspace;
pub use super::workspace::{Analysis, Notice, Tab};
use crate::clock::Micros;
use crate::demos::Demo;
use crate::engine::Timing;
use crate::i18n::Lang;
pub use crate::timeline::layout::Highlight;
use crate::trace::HandleKind;

/// The most waiters of a future that are lit up with it.
const LIT: usize = 16;

/// Effects on their way out of an action. All outboxes are equal: a state is what it shows.
#[derive(Clone, Debug, Default)]
struct Outbox(Vec<Effect>);

impl PartialEq for Outbox {
    fn eq(&self, _: &Outbox) -> bool {
        true
    }
}

/// The page's state, in parts. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct State {
    /// The page shown, and the demo's parameters.
    pub address: Address,
    /// Language and colours.
    pub settings: Settings,
    /// The run that is shown, and how the next one is made.
    pub run: RunState,
    /// The playhead.
    pub playback: Playback,
    /// The question about a run that is not yet shown.
    pub predict: Predict,
    /// The runs with other waits.
    pub what_if: WhatIf,
    /// The ways to move in the record.
    pub moving: Moving,
    /// The analysis of why the run took so long.
    pub why: Why,
    /// The values of variables.
    pub values: Values,
    /// The runs that are kept and compared.
    pub comparing: Comparing,
    /// The parts of the page that the reader has opened.
    pub workspace: Workspace,
    /// The reader's progress in the course.
    pub progress: Progress,
    /// The texts of the programs that were shown.
    pub listings: Listings,
    /// The texts of reference that were shown.
    pub reference: ReferenceTexts,
    /// Files that are opened and saved.
    pub files: Files,
    /// The program in Python.
    pub python: Python,
    /// The lesson that anyone has written.
    pub lesson_file: LessonFile,
    /// The parts that are shown, where the page stands in a frame of another page.
    pub embed: Option<Embed>,
    /// The moment that a link points at, until the program has run.
    pub linked_view: Option<LinkedView>,
    /// Effects of the action that is applied now; always empty in a state that is shown.
    effects: Outbox,
}

impl State {
    /// The state in which the page opens.
    pub fn open(hash: &str, lang: Lang, theme: Theme) -> State {
        let address = read(hash);
        let tab = if matches!(address.route, Route::Python(_)) { Tab::Code } else { Tab::Console };
        State {
            address,
            settings: Settings { lang, theme },
            run: RunState::idle(),
            playback: Playback::idle(),
            predict: Predict::Off,
            what_if: WhatIf::default(),
            moving: Moving::default(),
            why: Why::default(),
            values: Values::default(),
            comparing: Comparing::default(),
            workspace: Workspace::open(tab),
            progress: Progress::default(),
            listings: Listings::default(),
            reference: ReferenceTexts::default(),
            files: Files::default(),
            python: Python::default(),
            lesson_file: LessonFile::default(),
            embed: None,
            linked_view: None,
            effects: Outbox::default(),
        }
    }

    /// The effects with which the page opens.
    pub fn first_effects(&self) -> Vec<Effect> {
        effect::between(None, self)
    }

    /// Asks for something outside of the state, as part of the action that is applied.
    pub(super) fn ask(&mut self, effect: Effect) {
        self.effects.0.push(effect);
    }

    /// Takes the effects that were asked for since the last call.
    pub(super) fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects.0)
    }

    /// The ticket of the run that goes on: a demo's, or a program's in Python, also one that runs once more behind the
    /// record that is shown.
    pub fn running_ticket(&self) -> Option<u32> {
        let runs = match self.script() {
            Some(_) => self.python.running || self.python.growing,
            None => self.run.phase == Phase::Running || self.lesson_run().is_some(),
        };
        runs.then_some(self.run.ticket)
    }

    /// True if anything on the page moves by itself, so that every frame is drawn.
    pub fn moves(&self) -> bool {
        self.run.phase == Phase::Running || self.playback.playing
    }

    /// The demo in Rust that is shown.
    pub fn demo(&self) -> Option<&'static Demo> {
        self.address.demo()
    }

    /// The demo that the page is of, be it in Rust or in Python.
    pub fn lesson(&self) -> Option<&'static Demo> {
        self.address.route.lesson()
    }

    /// Returns whether the page stands beside the catalogue.
    pub fn has_catalogue(&self) -> bool {
        matches!(
            self.address.route,
            Route::Demo(_) | Route::Reference(_) | Route::Trace | Route::Python(_) | Route::Lesson(_)
        )
    }

    /// Returns whether the catalogue is folded away where it could stand beside the page.
    pub fn folds_catalogue(&self) -> bool {
        self.script().is_some_and(Script::is_readers) && !self.workspace.catalogue
    }

    /// Returns whether there is something on the page that can be shared: a program, or a record.
    pub fn is_shareable(&self) -> bool {
        self.demo().is_some() || self.script().is_some() || self.opened().is_some()
    }

    /// Returns whether the page shows several runs beside each other.
    pub fn compares(&self) -> bool {
        self.address.compares()
    }

    /// Returns whether nothing runs here and records that are there already are played.
    pub fn replays(&self) -> bool {
        self.compares() || matches!(self.address.route, Route::Trace | Route::Python(_))
    }

    /// The beginning of the line that the program asks for, where the playhead shows it asking. A run that has ended for it
    /// has a record that ends as if the reader had stopped it.
    pub fn asked(&self) -> Option<&Rc<str>> {
        self.python.asks().filter(|_| self.playback.playhead >= self.len())
    }

    /// The number of events that are known.
    pub fn len(&self) -> usize {
        self.run.len()
    }

    /// Returns whether no event is known.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Returns whether the run has ended and the playhead stands at its end.
    pub(in crate::page) fn at_end(&self) -> bool {
        matches!(self.run.phase, Phase::Ended(_)) && !self.is_empty() && self.playback.playhead >= self.len()
    }

    /// Returns whether a live run goes on with its picture.
    pub fn live(&self) -> bool {
        // Other runs of programs in Python are shown when they are over.
        self.run.phase == Phase::Running && (self.script().is_some() || self.run.timing == Timing::Live)
    }

    /// The timing of the next run of what is shown.
    pub fn next_timing(&self) -> Timing {
        if self.script().is_some() { self.python.timing } else { self.run.timing }
    }

    /// The loop time of the last event known.
    pub fn end(&self) -> Micros {
        self.run.end()
    }

    /// The things that are lit up: the one that the reader points at, and for a future whoever waits for it; where nothing is
    /// pointed at, the task whose lane is chosen.
    pub fn lights(&self) -> Vec<Highlight> {
        let Some(lit) = self.workspace.lit.or(self.moving.task.map(Highlight::Task)) else { return Vec::new() };
        let (Highlight::Future(future), Some(record)) = (lit, &self.run.record) else { return vec![lit] };
        let moment = record.moment(self.playback.playhead);
        let waiters =
            moment.callbacks.get(&future).into_iter().flat_map(|all| all.iter()).filter_map(|what| match *what {
                HandleKind::Wakeup(task) | HandleKind::Step(task) => Some(Highlight::Task(task)),
                HandleKind::Callback(_) | HandleKind::Timer(..) => None,
            });
        std::iter::once(lit).chain(waiters.take(LIT)).collect()
    }

    /// The analyses that there is something to show in: before a run only the inspector, which says what will stand there, and
    /// the change that a link has brought.
    pub fn analyses(&self) -> Vec<Analysis> {
        let has_record = !self.is_empty() && !self.compares() && self.embed.is_none();
        let is_offered = |analysis: &Analysis| match analysis {
            Analysis::Inspector => true,
            Analysis::Why | Analysis::Values | Analysis::Compare => has_record,
            Analysis::WhatIf => has_record && self.can_change_waits() || self.linked_change().is_some(),
        };
        Analysis::ALL.into_iter().filter(is_offered).collect()
    }

    /// The analysis that is shown: the one that the reader has chosen, as long as there is something to show in it.
    pub fn analysis(&self) -> Analysis {
        let chosen = self.workspace.analysis;
        if self.analyses().contains(&chosen) { chosen } else { Analysis::default() }
    }

    /// Along which axis the record is drawn: steps where no time passes, unless one is chosen.
    pub fn axis(&self) -> Axis {
        let passes = self.run.record.as_ref().is_none_or(|record| record.trace.borrow().end_time() > Micros::ZERO);
        self.playback.axis.unwrap_or(if passes || self.live() { Axis::Time } else { Axis::Steps })
    }
}
