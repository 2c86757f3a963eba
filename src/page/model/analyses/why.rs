//! *Why*: the critical path of what is shown, once it has been found.

use std::rc::Rc;

use crate::clock::Micros;
use crate::page::model::effect::{Effect, ViewOrder};
use crate::page::model::record::Record;
use crate::page::model::state::{Analysis, Phase, State};
use crate::reading::critical_path::{LineShare, PathScope, RunPath};
use crate::trace::Site;

/// The most parts of a path that are listed at first, and by which the list grows.
const PARTS_SHOWN: usize = 200;

/// The thing whose path the reader wants to see. A task or a stretch is the one that is chosen on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum WhyScope {
    /// The whole run.
    #[default]
    Run,
    /// The task whose lane is chosen.
    Task,
    /// The stretch that is selected.
    Stretch,
}

/// The tab's own state. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub struct Why {
    /// The thing whose path is wanted.
    pub scope: WhyScope,
    /// The path that was found last.
    found: Option<FoundPath>,
    /// The part that the reader has gone to, by its place.
    part: Option<usize>,
    /// The most parts that are listed.
    pub shown: usize,
    /// True while the run is explained in words, in place of the lists.
    pub explains: bool,
}

impl Default for Why {
    fn default() -> Why {
        Why { scope: WhyScope::Run, found: None, part: None, shown: PARTS_SHOWN, explains: false }
    }
}

/// A path that is to be found. Equal while the outcome would be the same.
#[derive(Clone, Debug, PartialEq)]
pub struct PathSearch {
    /// The record, which has ended.
    pub record: Record,
    /// The thing whose path it is.
    pub scope: PathScope,
}

/// A path that was found. Equal if it is the very same.
#[derive(Clone, Debug)]
pub struct FoundPath(Rc<(PathSearch, Rc<RunPath>)>);

impl PartialEq for FoundPath {
    fn eq(&self, other: &FoundPath) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl FoundPath {
    /// The outcome of a search.
    pub fn new(search: PathSearch, path: RunPath) -> FoundPath {
        FoundPath(Rc::new((search, Rc::new(path))))
    }
}

/// An action on the tab.
#[derive(Clone, Debug)]
pub enum WhyAction {
    /// Show the path of this.
    Of(WhyScope),
    /// A path was found.
    Found(FoundPath),
    /// Go to the part at this place, and show its line.
    Part(usize),
    /// List more parts.
    More,
    /// Explain the run in words, or show the lists again.
    Explain(bool),
}

impl State {
    pub(in crate::page) fn apply_to_why(&mut self, action: WhyAction) {
        match action {
            WhyAction::Of(scope) => {
                self.why = Why { scope, found: self.why.found.take(), ..Why::default() };
            }
            WhyAction::Found(found) => {
                if self.path_search().as_ref() == Some(&found.0.0) {
                    self.why.found = Some(found);
                    (self.why.part, self.why.shown) = (None, PARTS_SHOWN);
                }
            }
            WhyAction::Part(place) => self.go_to_part(place),
            WhyAction::More => self.why.shown += PARTS_SHOWN,
            WhyAction::Explain(explains) => {
                self.why.explains = explains;
                if explains {
                    self.why.scope = WhyScope::Run;
                }
            }
        }
    }

    /// The scopes that can be chosen now: a task and a stretch only where one is selected.
    pub fn path_scopes(&self) -> Vec<(WhyScope, PathScope)> {
        let task = self.moving.task.map(|task| (WhyScope::Task, PathScope::Task(task)));
        let stretch = self.moving.stretch.filter(|stretch| stretch.length() > Micros::ZERO);
        let stretch = stretch.map(|stretch| (WhyScope::Stretch, PathScope::Stretch(stretch.from.at, stretch.to.at)));
        std::iter::once((WhyScope::Run, PathScope::Run)).chain(task).chain(stretch).collect()
    }

    /// The path that the open tab shows; `None` while the tab is closed, or the run goes on.
    fn path_search(&self) -> Option<PathSearch> {
        if self.analysis() != Analysis::Why || !matches!(self.run.phase, Phase::Ended(_)) {
            return None;
        }
        let record = self.run.record.clone()?;
        let chosen = self.path_scopes().into_iter().find(|(scope, _)| *scope == self.why.scope);
        Some(PathSearch { record, scope: chosen.map_or(PathScope::Run, |(_, scope)| scope) })
    }

    /// The path that is still to be found for the open tab.
    pub(in crate::page) fn missing_path(&self) -> Option<PathSearch> {
        self.path_search().filter(|search| self.why.found.as_ref().is_none_or(|found| found.0.0 != *search))
    }

    /// The path of what the open tab shows, once it has been found. It is also drawn on the timeline.
    pub fn path(&self) -> Option<&Rc<RunPath>> {
        let found = self.why.found.as_ref()?;
        (self.path_search()? == found.0.0).then_some(&found.0.1)
    }

    /// The place of the part that the reader has gone to.
    pub fn path_part(&self) -> Option<usize> {
        self.why.part.filter(|_| self.path().is_some())
    }

    /// The name of the program's own file in the record, and the number of its lines that are not shown above the first.
    pub fn program_file(&self) -> (String, u32) {
        match (self.program(), self.script(), self.opened()) {
            (Some(demo), ..) => (demo.file.into(), demo.source.before()),
            (None, Some(script), _) => (script.file(), 0),
            (None, None, Some(opened)) => (opened.program.id.clone(), 0),
            (None, None, None) => Default::default(),
        }
    }

    /// The shares of the lines of a file in the path and in all waiting, in percent; empty unless the tab is open.
    pub fn line_shares(&self, file: &str, before: u32) -> Vec<(u32, [u64; 2])> {
        let (Some(found), Some(record)) = (self.path(), &self.run.record) else { return Vec::new() };
        let trace = record.trace.borrow();
        let (all, waiting) = (found.path.elapsed(), found.waiting());
        let of_file = |share: &LineShare| {
            let site = trace.site(share.site);
            let line = site.line.checked_sub(before).filter(|_| trace.text(site.file) == file)?;
            Some((line, [share.path.percent_of(all), share.waiting.percent_of(waiting)]))
        };
        found.lines.iter().filter_map(of_file).collect()
    }

    /// The line of the part that the reader has gone to, if it is in this file.
    pub fn path_line_in(&self, file: &str, before: u32) -> Option<u32> {
        let site = self.path()?.path.parts.get(self.path_part()?)?.site?;
        let (path, line) = self.place_of_site(site)?;
        (path == file).then(|| line.checked_sub(before))?
    }

    fn place_of_site(&self, site: Site) -> Option<(String, u32)> {
        let trace = self.run.record.as_ref()?.trace.borrow();
        let site = trace.site(site);
        Some((trace.text(site.file).to_string(), site.line))
    }

    fn go_to_part(&mut self, place: usize) {
        let Some(part) = self.path().and_then(|found| found.path.parts.get(place).cloned()) else { return };
        self.why.part = Some(place);
        self.playback.playing = false;
        self.moving.arrived = None;
        // The playhead comes to stand just after the event with which the part begins.
        self.seek(part.began.0 as usize + 1);
        if let Some(task) = part.task {
            self.ask(Effect::View(ViewOrder::ShowLane(task)));
        }
        let Some((file, line)) = part.site.and_then(|site| self.place_of_site(site)) else { return };
        if let Some(script) = self.script() {
            if self.python.paths(script).iter().any(|path| **path == *file) {
                self.show_path(&file);
                self.ask(Effect::View(ViewOrder::ShowLine(line)));
            }
            return;
        }
        let (own, before) = self.program_file();
        if own == file && line > before {
            self.ask(Effect::View(ViewOrder::ShowLine(line - before)));
        }
    }
}
