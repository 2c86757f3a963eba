//! Effects: what is to happen outside of the state, as values that `reduce` returns and `page/effects` carries out.
//!
//! An effect follows from an action ([`Effect::Run`], [`Effect::Turn`]) or from the difference between two states
//! ([`between`]): a run that the state shows no more is stopped, a rate that has changed reaches the run.

use std::rc::Rc;

use super::analyses::{PathSearch, RepeatedRun};
use super::comparing::{ComparedPair, ComparedSide, sides};
use super::files::FileFormat;
use super::moving::RecordSearch;
use super::python::{Draft, Script, TypedInput};
use super::state::{Phase, State};
use crate::changes::WaitChange;
use crate::demos::{Args, Demo};
use crate::engine::{Pace, Timing};
use crate::network::hosts::HandOrder;
use crate::reading::differences::Difference;
use crate::reference::ReferenceFile;
use crate::trace::TaskId;

/// Something to be done outside of the state.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Start a run. Its reports carry this ticket.
    Run(u32, RequestedRun),
    /// Stop the run that goes on, if one does.
    Stop,
    /// Stop the program in Python with this ticket, and bring what it has recorded to the state.
    KeepStopped(u32),
    /// Follow wall time at this pace from now on.
    Pace(Pace),
    /// Run a single turn of the run that is paused.
    Turn,
    /// Hand a line to the program that asks for one; `None` ends its input.
    Answer(Option<Rc<str>>),
    /// Hand an order for a visit by hand to the program, which runs live.
    Visit(HandOrder),
    /// Run these one after another and bring back their records; none of them ends a comparison that goes on.
    Compare(Vec<ComparedSide>),
    /// Find the differences between two runs, in place of any others; `None` ends the search that goes on.
    FindDifferences(Option<Box<ComparedPair>>),
    /// Find the reasons of this difference between two runs, in place of any others; `None` ends the search that goes on.
    ExplainDifference(Option<Box<(ComparedPair, Difference)>>),
    /// Tell the time of day, at which the run with this number has ended.
    TellTimeOfDay(u32),
    /// Run a demo unseen, exactly, and bring back its record, as the run with this ticket.
    Predict(u32, &'static Demo, Args),
    /// Run a program unseen, on a clock that measures or not, with these changes of its waits, and bring back its record and its
    /// waits, as the run with this ticket.
    RunUnseen(u32, Runnable, bool, Vec<WaitChange>),
    /// Tell when the playhead has rested at this number of events.
    AwaitRest(usize),
    /// Run a program unseen once more, and bring back the values that are read of it, as the run with this ticket.
    ReadValues(u32, Box<RepeatedRun>),
    /// Stop the unseen run that goes on.
    StopUnseen,
    /// Have the files of the demo engine fetched ahead, unless it is there.
    PrefetchDemos,
    /// Load the Python engine, unless it is there.
    LoadPython,
    /// Fetch the text of a demo's file.
    FetchListing(&'static Demo),
    /// Fetch a file of the texts of reference.
    FetchReference(ReferenceFile),
    /// Bring the text of a program in Python, and the reader's draft of it.
    FetchScript(Script),
    /// Unpack the link of this text, that of a program whose main file has this name.
    OpenLink(Rc<str>, String),
    /// Keep these files as the reader's draft; `None` forgets the draft.
    KeepDraft(Script, Option<Draft>),
    /// Read the file of this name that the reader has given last, as the request with this ticket.
    Open(u32, String),
    /// Read no more of it.
    StopOpening,
    /// Fetch the lesson of this path below the page.
    FetchLesson(Rc<str>),
    /// Remember on this device that the exercise of this word is done.
    KeepDone(String),
    /// Bring the programs that this device keeps of exercises in which one is mended, by their words.
    FetchMended(Vec<String>),
    /// Keep on this device the program as it is mended in the exercise of this word; `None` forgets it.
    KeepMended(String, Option<Rc<str>>),
    /// Save the lesson that is shown as one file.
    SaveLesson,
    /// Save what is shown in this form under this name, as the request with this ticket.
    Save(u32, FileFormat, String),
    /// Write no more of it.
    StopSaving,
    /// Search the record, in place of any other search; `None` ends the one that goes on.
    Search(Option<RecordSearch>),
    /// Find a critical path, in place of any other; `None` ends the search that goes on.
    FindPath(Option<PathSearch>),
    /// Bring something into sight.
    View(ViewOrder),
}

/// An order to a part of the page that keeps a place of its own: scroll, zoom, cursor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViewOrder {
    /// The timeline shows all of the record again, from its first lane.
    FitTimeline,
    /// The timeline is zoomed.
    ZoomTimeline(Zoom),
    /// The timeline scrolls to the lane of this task.
    ShowLane(TaskId),
    /// The editor takes the state's text in place of its own.
    ReplaceText,
    /// The program's pane shows this line, counted from 1.
    ShowLine(u32),
    /// The editor puts its cursor at the start of this line, counted from 1, and takes the focus.
    EnterLine(u32),
}

/// A zoom of the timeline, asked for by buttons and keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zoom {
    /// Closer.
    In,
    /// Farther.
    Out,
    /// The whole record.
    Fit,
    /// The stretch that is selected.
    Stretch,
    /// The part that the state has as the one that is seen.
    Seen,
}

/// A program to run, and how.
#[derive(Clone, Debug)]
pub struct RequestedRun {
    /// The program.
    pub program: Runnable,
    /// The timing of the run.
    pub timing: Timing,
    /// Seconds of loop time in a second of wall time, for a live run.
    pub rate: f64,
    /// The most events that are recorded.
    pub limit: usize,
    /// The length of the record, in events, at which the reader has stopped the program before: the run ends there.
    pub stop: Option<usize>,
}

/// A program that an engine runs.
#[derive(Clone, Debug)]
pub enum Runnable {
    /// A demo of the catalogue with its parameters.
    Demo(&'static Demo, Args),
    /// A program in Python.
    Python {
        /// The name of its file, which its lines are recorded under.
        file: String,
        /// The text, and the files beside it.
        source: Draft,
        /// The lines that were typed into the program so far.
        typed: TypedInput,
    },
}

/// The effects that follow from a state taking the place of another; `before` is `None` when the page opens.
pub(super) fn between(before: Option<&State>, after: &State) -> Vec<Effect> {
    let mut effects = Vec::new();
    let was = |of: fn(&State) -> Option<u32>| before.and_then(of);
    if was(State::running_ticket).is_some_and(|ticket| after.running_ticket() != Some(ticket)) {
        effects.push(Effect::Stop);
    }
    let unseen = |state: &State| state.what_if.ticket().or(state.values.ticket());
    if was(unseen).is_some() && unseen(after).is_none() {
        // One that has come to its end is stopped already.
        effects.push(Effect::StopUnseen);
    }
    let opening = |state: &State| state.files.opening.as_ref().map(|opening| opening.ticket);
    if was(opening).is_some_and(|ticket| opening(after) != Some(ticket)) {
        effects.push(Effect::StopOpening);
    }
    let saving = |state: &State| state.files.saving.as_ref().map(|saving| saving.ticket);
    if was(saving).is_some_and(|ticket| saving(after) != Some(ticket)) {
        effects.push(Effect::StopSaving);
    }
    let paced = |state: &State| {
        let ticket = state.running_ticket().filter(|_| state.run.phase == Phase::Running)?;
        Some((ticket, Pace { rate: state.run.rate, paused: !state.playback.playing }))
    };
    if let (Some((earlier, pace)), Some((ticket, next))) = (before.and_then(paced), paced(after))
        && ticket == earlier
        && pace != next
    {
        effects.push(Effect::Pace(next));
    }
    let search = after.record_search();
    if before.and_then(State::record_search) != search {
        effects.push(Effect::Search(search));
    }
    let path = after.missing_path();
    if before.and_then(State::missing_path) != path {
        effects.push(Effect::FindPath(path));
    }
    let compared = |state: &State| {
        (state.compares() && state.run.compared.is_none())
            .then(|| (state.address.route.clone(), state.address.args.clone()))
    };
    let (earlier, wanted) = (before.and_then(compared), compared(after));
    if wanted != earlier {
        let sides = wanted.map(|(route, args)| sides(&route, args.as_ref()));
        effects.push(Effect::Compare(sides.unwrap_or_default()));
    }
    let pair = |state: &State| state.stacked_pair().filter(|_| state.findings().is_none());
    let unsearched = pair(after);
    if before.and_then(pair) != unsearched {
        effects.push(Effect::FindDifferences(unsearched.map(Box::new)));
    }
    let unexplained = |state: &State| {
        let difference = state.shown_difference().filter(|_| state.reasons().is_none())?;
        Some((state.stacked_pair()?, difference))
    };
    let wanted = unexplained(after);
    if before.and_then(unexplained) != wanted {
        effects.push(Effect::ExplainDifference(wanted.map(Box::new)));
    }
    // By the time that the reader has read what the demo is about, its engine has come; it is started by the first run.
    // A frame has nothing of an engine before a run: a page may have many.
    let may_prefetch = after.embed.is_none();
    if may_prefetch && after.demo().is_some() && before.and_then(State::demo).is_none() {
        effects.push(Effect::PrefetchDemos);
    }
    let listing = |state: &State| state.program().filter(|demo| state.listings.get(demo).is_none());
    if let Some(demo) = listing(after).filter(|demo| before.and_then(listing).is_none_or(|other| other.id != demo.id)) {
        effects.push(Effect::FetchListing(demo));
    }
    let reference = after.missing_reference();
    if let Some(file) = reference.filter(|_| before.and_then(State::missing_reference) != reference) {
        effects.push(Effect::FetchReference(file));
    }
    let lesson = after.missing_lesson();
    if lesson.is_some() && before.and_then(State::missing_lesson) != lesson {
        effects.extend(lesson.map(Effect::FetchLesson));
    }
    let script = after.script().filter(|script| before.and_then(State::script) != Some(*script));
    if let Some(script) = script {
        // A demo's engine comes when it is run, a program's of the reader's own while that is written.
        effects.extend((may_prefetch && after.lesson().is_none()).then_some(Effect::LoadPython));
        effects.push(Effect::FetchScript(script));
    }
    let link = |state: &State| state.address.link.clone();
    if let Some(text) = link(after).filter(|text| before.and_then(link).as_ref() != Some(text)) {
        let main = after.script().map(Script::file).unwrap_or_default();
        effects.push(Effect::OpenLink(text, main));
    }
    let drafted = |state: &State| state.script().filter(|script| *script == script.page());
    let written = |state: &State| Some((drafted(state)?, state.python.draft()?, state.python.given.clone()?));
    let draft = written(after).filter(|draft| before.and_then(written).as_ref() != Some(draft));
    if let Some((script, draft, given)) = draft {
        effects.push(Effect::KeepDraft(script, (draft != given).then_some(draft)));
    }
    effects
}
