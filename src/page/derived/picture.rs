//! The picture of all that is shown, for files and paper: one run, or several under each other.

use std::cell::Ref;

use super::kept_run_words::stacked as stacked_runs;
use crate::i18n::{Lang, TimelineWords, count, plural, seconds};
use crate::page::model::comparing::{Compared, StackedRun};
use crate::page::model::moving::Stretch;
use crate::page::model::state::{Axis, State};
use crate::reading::spans::Spans;
use crate::timeline::layout::Playhead;
use crate::timeline::path_line::PathLine;
use crate::timeline::scene::{Scene, Shape};
use crate::timeline::stacked;
use crate::timeline::stacked::ComparedRun;
use crate::timeline::whole::SlicedScene;
use crate::trace::Trace;

/// The runs' records, borrowed for a drawing.
type Borrowed<'a> = Vec<(&'a StackedRun, Ref<'a, Trace>, Ref<'a, Spans>)>;

/// Calls `draw` with runs that are compared.
pub fn with_runs<T>(compared: &Compared, lang: Lang, draw: impl FnOnce(&[ComparedRun]) -> T) -> T {
    let runs = compared.runs().iter();
    let borrowed: Borrowed = runs.map(|run| (run, run.record.trace.borrow(), run.record.spans())).collect();
    let runs: Vec<ComparedRun> = borrowed
        .iter()
        .map(|(run, trace, spans)| ComparedRun { title: run.title.pick(lang), trace, spans, mark: run.mark })
        .collect();
    draw(&runs)
}

/// The runs that stand one above the other, where several do: those of a page that compares, which may not have come yet, or those
/// of the open tab.
fn page_runs(state: &State) -> Option<Option<Compared>> {
    if state.address.comparing { Some(state.run.compared.clone()) } else { stacked_runs(state).map(Some) }
}

/// All of what is shown, `width` px wide and, for one run, at most `tallest` px high. `None` if nothing is.
pub fn picture(state: &State, width: f64, tallest: f64) -> Option<Scene> {
    let words = TimelineWords(state.settings.lang);
    if let Some(runs) = page_runs(state) {
        let compare = |runs: &[ComparedRun]| stacked::compare(runs, (width, false), None, None, &words);
        return runs.map(|runs| with_runs(&runs, state.settings.lang, compare));
    }
    let record = state.run.record.as_ref().filter(|record| record.len > 0)?;
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let (steps, values) = (state.axis() == Axis::Steps, state.value_lanes());
    let mut parts = SlicedScene::with_values(&trace, &spans, steps, (width, tallest), values);
    parts.show_path(path_line(state));
    let shapes = std::iter::from_fn(|| parts.next(&trace, &spans, &words)).flatten().collect();
    Some(Scene { size: parts.size(), shapes })
}

/// The critical path that is drawn on the timeline, while the reader looks at it.
pub fn path_line(state: &State) -> Option<PathLine> {
    state.path().map(|found| PathLine { found: found.clone(), chosen: state.path_part() })
}

/// A picture that is made part by part.
pub struct Making {
    /// The picture's size in px.
    pub size: (f64, f64),
    /// The positions of the first and of the last moment, in px from the left.
    pub ends: (f64, f64),
    next: Box<dyn FnMut() -> Option<(Vec<Shape>, f64)>>,
}

impl Making {
    /// The shapes that come next, above those before, and how much of it is made then, from 0 to 1. `None` when there are
    /// no more.
    pub fn next(&mut self) -> Option<(Vec<Shape>, f64)> {
        (self.next)()
    }
}

/// All of what is shown, `width` px wide and as high as it is, to be made part by part; of one run only the stretch that is
/// selected, if `of_stretch` says so. `None` if nothing is shown.
pub fn making(state: &State, width: f64, of_stretch: bool) -> Option<Making> {
    if let Some(runs) = page_runs(state) {
        let Scene { size, shapes } = picture(state, width, f64::INFINITY)?;
        let ends = with_runs(&runs?, state.settings.lang, |runs| stacked::ends(runs, width, false));
        let mut all = Some((shapes, 1.0));
        return Some(Making { size, ends, next: Box::new(move || all.take()) });
    }
    let record = state.run.record.clone().filter(|record| record.len > 0)?;
    let (steps, words) = (state.axis() == Axis::Steps, TimelineWords(state.settings.lang));
    let (size, values) = ((width, f64::INFINITY), state.value_lanes());
    let mut parts = SlicedScene::with_values(&record.trace.borrow(), &record.spans(), steps, size, values);
    parts.show_path(path_line(state));
    if let Some(Stretch { from, to }) = state.moving.stretch.filter(|stretch| of_stretch && stretch.events() > 0) {
        let unit = |moment: Playhead| if steps { moment.count as f64 } else { moment.at.0 as f64 };
        parts.show_part(unit(from), unit(to).max(unit(from) + 1.0));
    }
    let (size, ends) = (parts.size(), parts.ends());
    let next = move || {
        let shapes = parts.next(&record.trace.borrow(), &record.spans(), &words)?;
        Some((shapes, parts.fraction()))
    };
    Some(Making { size, ends, next: Box::new(next) })
}

/// The title of the picture.
pub fn title(state: &State) -> String {
    match (state.lesson(), state.opened()) {
        (Some(demo), _) => state.settings.lang.pick(demo.title.en, demo.title.ru).to_string(),
        (None, Some(opened)) => opened.title(state.settings.lang).to_string(),
        (None, None) => "Loopline".into(),
    }
}

/// The picture in words, for readers who cannot see it: the number of events and tasks, and how long they took.
pub fn description(state: &State) -> String {
    let lang = state.settings.lang;
    if let Some(runs) = page_runs(state) {
        let told = |runs: &[ComparedRun]| {
            let told: Vec<String> = runs.iter().map(|run| stacked::told(run, &TimelineWords(lang))).collect();
            told.join("; ")
        };
        return runs.map(|runs| with_runs(&runs, lang, told)).unwrap_or_default();
    }
    let tasks = state.run.record.as_ref().map_or(0, |record| record.spans().tasks.len());
    let facts = [events(state.len(), lang), self::tasks(tasks, lang), seconds(state.end(), lang)];
    facts.join(" · ")
}

/// `459 events`.
pub fn events(n: usize, lang: Lang) -> String {
    let word = plural(n, lang, ["event", "events"], ["событие", "события", "событий"]);
    format!("{}\u{a0}{word}", count(n, lang))
}

fn tasks(n: usize, lang: Lang) -> String {
    let word = plural(n, lang, ["task", "tasks"], ["задача", "задачи", "задач"]);
    format!("{}\u{a0}{word}", count(n, lang))
}
