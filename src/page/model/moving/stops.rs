//! Stops: lines of a program at which playback stands still, and to which steps go.

use std::rc::Rc;

use crate::page::model::state::State;
use crate::reading::{LineSet, StepGoal, step_to};

/// The lines with stops, each with its file; those of a file in order. Cheap to clone. A list: there are a handful.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stops(Rc<Vec<(Rc<str>, u32)>>);

impl Stops {
    /// Returns whether a line has a stop.
    pub fn has(&self, file: &str, line: u32) -> bool {
        self.lines(file).any(|stop| stop == line)
    }

    /// The lines of a file that have stops, in order.
    pub fn lines<'a>(&'a self, file: &'a str) -> impl Iterator<Item = u32> + 'a {
        self.0.iter().filter(move |(path, _)| **path == *file).map(|(_, line)| *line)
    }

    /// Sets a stop, or takes it away.
    pub(super) fn toggle(&mut self, file: Rc<str>, line: u32) {
        let stops = Rc::make_mut(&mut self.0);
        match stops.iter().position(|(path, stop)| *path == file && *stop == line) {
            Some(place) => drop(stops.remove(place)),
            None => {
                let place = stops.iter().position(|(path, stop)| *path == file && *stop > line);
                stops.insert(place.unwrap_or(stops.len()), (file, line));
            }
        }
    }

    /// Has the stops of a file stand at these lines.
    pub(super) fn replace(&mut self, file: &Rc<str>, lines: &[u32]) {
        if self.lines(file).ne(lines.iter().copied()) {
            let stops = Rc::make_mut(&mut self.0);
            stops.retain(|(path, _)| path != file);
            stops.extend(lines.iter().map(|line| (file.clone(), *line)));
        }
    }

    fn of(&self, files: &[Rc<str>]) -> Vec<(Rc<str>, u32)> {
        self.0.iter().filter(|(path, _)| files.contains(path)).cloned().collect()
    }
}

impl State {
    /// The files of the program that is shown, whose lines can have stops. Runs that are compared have none.
    pub fn stop_files(&self) -> Vec<Rc<str>> {
        if self.address.comparing {
            return Vec::new();
        }
        if let Some(script) = self.script() {
            return self.python.paths(script);
        }
        let demo = self.program().map(|demo| demo.file.into());
        let kept = self.opened().map(|opened| &opened.program).filter(|program| program.source.is_some());
        let kept = kept.into_iter().flat_map(|program| {
            std::iter::once(program.id.as_str()).chain(program.files.iter().map(|file| file.name.as_str()))
        });
        demo.into_iter().chain(kept.map(Rc::from)).collect()
    }

    /// The stops of the program that is shown, each with its file.
    pub fn shown_stops(&self) -> Vec<(Rc<str>, u32)> {
        let files = self.stop_files();
        self.moving.stops.of(&files)
    }

    /// The number of events up to the first at a stop that is not among the first `from`, and is among the first `to`. None
    /// where the program has changed since it ran: its lines are not those of the record.
    pub fn stop_between(&self, from: usize, to: usize) -> Option<usize> {
        let record = self.run.record.as_ref()?;
        if from >= to || self.is_other_text() {
            return None;
        }
        let stops = self.shown_stops();
        if stops.is_empty() {
            return None;
        }
        let (trace, spans) = (record.trace.borrow(), record.spans());
        let lines = LineSet::of(&trace, &stops);
        let found = step_to(&trace, &spans, StepGoal::Lines(&lines), from, to, true)?;
        Some(found.0 as usize + 1)
    }

    /// Returns whether the program that is shown is another than the one that has run.
    pub(super) fn is_other_text(&self) -> bool {
        self.script().is_some() && self.ran().is_some() && !self.python.shows_what_ran()
    }
}
