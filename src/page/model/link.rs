//! Links: a program and what the page shows of it, in the part of an address that no server sees.
//!
//! A link is a page's own address with one more parameter, `link=1.TEXT`: [`VERSION`], and the link's JSON packed by the
//! browser (`web/link_text.rs`). The page that opens one runs nothing and keeps nothing until its reader says so.

use std::rc::Rc;

use serde_json::{Value, json};

use super::action::MoveAction;
use super::effect::{Effect, ViewOrder, Zoom};
use super::moving::{Note, Notes, Place, SeenPart, StretchAction};
use super::playback::Axis;
use super::python::source_files::{self, MAX_FILES, write_files};
use super::python::{Draft, Script};
use super::route::{self, Route};
use super::state::{Notice, Phase, State};
use super::what_if::WhatIfAction;
use super::workspace::{Analysis, Tab};
use crate::changes::WaitChange;
use crate::clock::Micros;
use crate::engine::{self, LONGEST_SOURCE, Timing};
use crate::i18n::Lang;
use crate::timeline::layout::Highlight;
use crate::trace::TaskId;

/// The version of links. One with a higher number is of a later page.
const VERSION: u32 = 1;

/// The most characters of a link's packed text that are looked at.
const LONGEST_PACKED: usize = 1 << 20;

/// The most bytes of a link's JSON: a program may be too long to be run, as a draft may.
pub const LONGEST_TEXT: usize = 4 * LONGEST_SOURCE;

/// The most characters of an address that programs for chat leave whole.
pub const SAFE_LENGTH: usize = 2_000;

/// The most characters of an address that is offered: beyond them a file is the better way.
pub const LONGEST: usize = 30_000;

/// A link as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The versions of engine and record by which it was made.
    pub made_by: String,
    /// The program, where it is not the page's own.
    pub program: Option<Draft>,
    /// The way to show it.
    pub view: LinkedView,
    /// The notes of its reader.
    pub notes: Rc<[Note]>,
}

/// The view of the page that a link asks for; what it does not say stays as it is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LinkedView {
    /// The language.
    pub lang: Option<Lang>,
    /// The timing of the next run.
    pub timing: Option<Timing>,
    /// The axis of the timeline.
    pub axis: Option<Axis>,
    /// The pane in front.
    pub tab: Option<Tab>,
    /// The analysis that is open, once the program has run.
    pub analysis: Option<Analysis>,
    /// The wait that is changed: once the program has run, it runs again with that change.
    pub change: Option<Box<WaitChange>>,
    /// The task whose lane is pointed at, once the program has run.
    pub lane: Option<TaskId>,
    /// The number of events at or before the playhead, once the program has run.
    pub playhead: Option<usize>,
    /// The part of the axis that the timeline shows then, in its units: from, to.
    pub zoom: Option<[u64; 2]>,
    /// The stretch that is selected then: the events before each of its ends, and its time in microseconds.
    pub stretch: Option<[(usize, u64); 2]>,
}

/// Why a link does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkFault {
    /// The link was cut or altered on its way.
    Damaged,
    /// A later version of the page made the link.
    Newer,
    /// The module that unpacks links could not be loaded.
    Unread,
}

/// An action on a link.
#[derive(Clone, Debug)]
pub enum LinkAction {
    /// The link of the address, its text as it stands there, has been unpacked, or cannot be.
    Opened(Rc<str>, Result<Link, LinkFault>),
    /// Keep the program that came by a link as the reader's draft.
    Keep,
}

/// The versions of engine and record of this page.
pub fn made_here() -> String {
    format!("{}.{}", engine::VERSION, crate::trace::file::VERSION)
}

/// The parameter of an address that has a link of this packed text.
pub fn parameter(packed: &str) -> String {
    format!("link={VERSION}.{packed}")
}

/// The packed text in the value of such a parameter.
///
/// # Errors
/// If it is of a later version, or of none.
pub fn packed(value: &str) -> Result<&str, LinkFault> {
    let (version, packed) = value.split_once('.').ok_or(LinkFault::Damaged)?;
    match version.parse::<u32>() {
        Ok(VERSION) if (1..=LONGEST_PACKED).contains(&packed.len()) => Ok(packed),
        Ok(version) if version > VERSION => Err(LinkFault::Newer),
        Ok(_) | Err(_) => Err(LinkFault::Damaged),
    }
}

/// A word of a link for each of these values.
trait Word: Copy + PartialEq + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn word(self) -> &'static str {
        Self::ALL.iter().find(|(value, _)| *value == self).map_or("", |(_, word)| word)
    }

    fn of(value: &Value) -> Option<Self> {
        let word = value.as_str()?;
        Self::ALL.iter().find(|(_, known)| *known == word).map(|(value, _)| *value)
    }
}

impl Word for Lang {
    const ALL: &'static [(Lang, &'static str)] = &[(Lang::En, "en"), (Lang::Ru, "ru")];
}

impl Word for Timing {
    const ALL: &'static [(Timing, &'static str)] =
        &[(Timing::Exact, "exact"), (Timing::Measured, "measured"), (Timing::Live, "live")];
}

impl Word for Axis {
    const ALL: &'static [(Axis, &'static str)] = &[(Axis::Time, "time"), (Axis::Steps, "steps")];
}

impl Word for Tab {
    const ALL: &'static [(Tab, &'static str)] =
        &[(Tab::Console, "console"), (Tab::Events, "events"), (Tab::Inspector, "inspector"), (Tab::Code, "code")];
}

impl Word for Analysis {
    const ALL: &'static [(Analysis, &'static str)] = &[
        (Analysis::Inspector, "inspector"),
        (Analysis::Why, "why"),
        (Analysis::WhatIf, "what-if"),
        (Analysis::Compare, "compare"),
    ];
}

impl Link {
    /// Returns whether the page's own address says as much.
    pub fn is_plain(&self) -> bool {
        self.program.is_none() && self.view == LinkedView::default() && self.notes.is_empty()
    }

    /// The link's JSON.
    pub fn write(&self) -> String {
        let LinkedView { lang, timing, axis, tab, analysis, change, lane, playhead, zoom, stretch } = &self.view;
        let mut link = json!({ "by": self.made_by });
        if let Some(Draft { text, beside }) = &self.program {
            link["main"] = (&**text).into();
            if !beside.is_empty() {
                link["files"] = serde_json::from_str(&write_files(beside)).unwrap_or_default();
            }
        }
        let words = [
            ("lang", lang.map(Word::word)),
            ("timing", timing.map(Word::word)),
            ("axis", axis.map(Word::word)),
            ("tab", tab.map(Word::word)),
            ("analysis", analysis.map(Word::word)),
        ];
        for (name, word) in words {
            if let Some(word) = word {
                link[name] = word.into();
            }
        }
        for (name, number) in [("lane", lane.map(|task| u64::from(task.0))), ("at", playhead.map(|at| at as u64))] {
            if let Some(number) = number {
                link[name] = number.into();
            }
        }
        if let Some(change) = change {
            link["change"] = change.to_string().into();
        }
        if let Some(zoom) = zoom {
            link["zoom"] = json!(zoom);
        }
        if let Some(stretch) = stretch {
            link["stretch"] = json!(stretch);
        }
        if !self.notes.is_empty() {
            link["notes"] = self.notes.iter().map(|note| json!([note.at, &*note.text])).collect();
        }
        link.to_string()
    }

    /// Reads the JSON of a link to a program whose main file has this name. What is wrong with a part of it is that part's
    /// alone; `None` if it is no link.
    pub fn read(text: &str, main: &str) -> Option<Link> {
        let link: Value = serde_json::from_str(text).ok()?;
        let made_by: String = link["by"].as_str()?.chars().take(40).collect();
        let program = link["main"].as_str().map(|text| {
            let beside = source_files::read_files(&link["files"].to_string(), main);
            Draft { text: text.into(), beside: beside.iter().take(MAX_FILES).cloned().collect() }
        });
        let number = |name: &str| link[name].as_u64();
        let view = LinkedView {
            lang: Word::of(&link["lang"]),
            timing: Word::of(&link["timing"]),
            axis: Word::of(&link["axis"]),
            tab: Word::of(&link["tab"]),
            analysis: Word::of(&link["analysis"]),
            change: link["change"].as_str().and_then(WaitChange::read).map(Box::new),
            lane: number("lane").and_then(|lane| u32::try_from(lane).ok()).map(TaskId),
            playhead: number("at").and_then(|at| usize::try_from(at).ok()),
            zoom: pair(&link["zoom"]).filter(|[from, to]| from < to),
            stretch: stretch_of(&link["stretch"]),
        };
        let notes = Notes::of(link["notes"].as_array().into_iter().flatten().filter_map(note_of)).all;
        Some(Link { made_by, program, view, notes })
    }
}

/// A note, its moment and its text.
fn note_of(value: &Value) -> Option<Note> {
    let [at, text] = value.as_array()?.as_slice() else { return None };
    Note::new(usize::try_from(at.as_u64()?).ok()?, text.as_str()?)
}

/// Two whole numbers.
fn pair(value: &Value) -> Option<[u64; 2]> {
    let [one, other] = value.as_array()?.as_slice() else { return None };
    Some([one.as_u64()?, other.as_u64()?])
}

/// The ends of a stretch, each with its events and its time.
fn stretch_of(value: &Value) -> Option<[(usize, u64); 2]> {
    let [from, to] = value.as_array()?.as_slice() else { return None };
    let end = |value: &Value| pair(value).and_then(|[events, at]| Some((usize::try_from(events).ok()?, at)));
    Some([end(from)?, end(to)?])
}

impl State {
    /// The link that shows what is shown now: the program if it is not the page's own, and as much of the rest as the reader
    /// wants. `None` where there is no program, or its text has not come.
    pub fn link(&self, with_view: bool, with_lang: bool) -> Option<Link> {
        let script = self.script();
        let program = match script {
            // An unchanged twin is what its own address shows.
            Some(Script::Twin(_)) if !self.python.changed() => None,
            Some(_) => Some(self.python.draft()?),
            None => {
                self.demo()?;
                None
            }
        };
        let mut view = LinkedView { lang: with_lang.then_some(self.settings.lang), ..LinkedView::default() };
        let change = self.what_if.change().filter(|_| self.analysis() == Analysis::WhatIf);
        view.change = change.cloned().map(Box::new);
        if with_view {
            let pointed = match self.workspace.lit {
                Some(Highlight::Task(task)) => Some(task),
                Some(_) | None => None,
            };
            let lane = self.moving.task.or(pointed);
            let seen = self.moving.seen.filter(|seen| seen.steps == (self.axis() == Axis::Steps) && !self.is_empty());
            view.timing = Some(self.next_timing());
            // The units of a part are those of its axis.
            view.axis = self.playback.axis.or(seen.map(|_| self.axis()));
            view.zoom = seen.map(|seen| [seen.from.max(0.0) as u64, seen.to.max(1.0).ceil() as u64]);
            let ends = self.moving.stretch.map(|stretch| [stretch.from, stretch.to]);
            view.stretch = ends.map(|ends| ends.map(|end| (end.count, end.at.0)));
            view.tab = Some(self.workspace.tab);
            view.analysis = Some(self.analysis()).filter(|analysis| *analysis != Analysis::default());
            view.lane = lane;
            view.playhead = (!self.is_empty()).then_some(self.playback.playhead);
        }
        let notes = if with_view { self.moving.notes.all.clone() } else { Rc::default() };
        Some(Link { made_by: made_here(), program, view, notes })
    }

    /// The change of a wait that has come by a link, until the program has run.
    pub fn linked_change(&self) -> Option<&WaitChange> {
        self.linked_view.as_ref()?.change.as_deref().filter(|_| self.can_change_waits())
    }

    /// The address, from the `#` on, of the page to which such a link belongs.
    pub fn linked_page(&self) -> Option<String> {
        match &self.address.route {
            Route::Python(script) => Some(script.page().href()),
            Route::Demo(demo) => Some(route::write(demo, self.address.args.as_ref()?, self.address.comparing)),
            Route::Front | Route::Reference(_) | Route::Trace | Route::Lesson(_) | Route::Unknown(_) => None,
        }
    }

    pub(super) fn follow_link(&mut self, action: LinkAction) {
        match action {
            LinkAction::Opened(text, opened) if self.address.link.as_ref() == Some(&text) => match opened {
                Ok(link) => self.open_link(link),
                Err(fault) => self.refuse_link(fault),
            },
            LinkAction::Opened(..) => {}
            LinkAction::Keep => self.keep_linked(),
        }
    }

    fn open_link(&mut self, link: Link) {
        match (self.script(), link.program) {
            (Some(Script::Linked(_)), Some(program)) => self.show_given(program.clone(), program),
            (Some(Script::Linked(_)), None) => return self.refuse_link(LinkFault::Damaged),
            _ => {}
        }
        let view = link.view;
        if let Some(lang) = view.lang {
            self.settings.lang = lang;
        }
        match view.timing {
            Some(timing) if self.script().is_some() => self.set_python_timing(timing),
            Some(timing) if timing != Timing::Measured => self.run.timing = timing,
            Some(_) | None => {}
        }
        self.playback.axis = view.axis.or(self.playback.axis);
        // Before a run the change is told there, and what there is to do.
        if view.change.is_some() {
            self.workspace.analysis = Analysis::WhatIf;
        }
        self.linked_view = Some(view);
        self.moving.notes = Notes { all: link.notes, ..Notes::default() };
        if link.made_by != made_here() {
            self.workspace.notice = Some(Notice::OtherVersion);
        }
    }

    /// Shows the page without the link.
    fn refuse_link(&mut self, fault: LinkFault) {
        self.address.link = None;
        if let Some(script) = self.script().filter(|script| matches!(script, Script::Linked(_))) {
            self.address.route = Route::Python(script.page());
        }
        self.workspace.notice = Some(Notice::Link(fault));
    }

    /// Makes the program that came by a link the draft of its page. What the reader had there comes back by an undo.
    fn keep_linked(&mut self) {
        let (Some(script @ Script::Linked(_)), Some(draft)) = (self.script(), self.python.draft()) else { return };
        self.address.route = Route::Python(script.page());
        self.address.link = None;
        self.python.to_keep = Some(draft);
        // Nothing is the draft of that page before the one comes that it has.
        self.python.text = None;
        self.python.beside = Rc::default();
        self.python.given = None;
    }

    /// Shows, once the program has run, the moment that a link points at.
    pub(super) fn show_linked_moment(&mut self) {
        if !matches!(self.run.phase, Phase::Ended(_)) || self.is_empty() {
            return;
        }
        if self.linked_change().is_some() && self.python.growing {
            // The engine runs one program at a time, and the change is a run.
            return;
        }
        let Some(view) = self.linked_view.take() else { return };
        if let Some(tab) = view.tab {
            self.workspace.tab = tab;
        }
        let analysis = view.change.as_ref().map(|_| Analysis::WhatIf).or(view.analysis);
        self.workspace.analysis = analysis.unwrap_or(self.workspace.analysis);
        if let Some(change) = view.change {
            self.apply_to_what_if(WhatIfAction::Set(change.place, change.length));
        }
        if let Some(playhead) = view.playhead {
            self.playback.playing = false;
            self.seek(playhead.min(self.len()));
        }
        self.workspace.lit = view.lane.map(Highlight::Task);
        self.moving.task = view.lane;
        if let Some([from, to]) = view.stretch {
            // An end lies between two events, where its time does.
            let end = |(events, at): (usize, u64)| {
                let (by_time, by_event) = (Place::Time(Micros(at)), Place::Event(events));
                if self.moment_at(by_time).count == events { by_time } else { by_event }
            };
            let between = StretchAction::Between(end(from), end(to));
            self.apply(MoveAction::Stretch(between));
        }
        if let Some([from, to]) = view.zoom {
            let steps = self.axis() == Axis::Steps;
            self.moving.seen = Some(SeenPart { steps, from: from as f64, to: to as f64 });
            self.ask(Effect::View(ViewOrder::ZoomTimeline(Zoom::Seen)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::model::python::SourceFile;

    fn link() -> Link {
        let beside = [SourceFile { path: "shop/имена.txt".into(), text: "Анна\0\n".into() }];
        Link {
            made_by: made_here(),
            program: Some(Draft { text: "print('<b>')\n".into(), beside: Rc::new(beside) }),
            view: LinkedView {
                lang: Some(Lang::Ru),
                timing: Some(Timing::Measured),
                axis: Some(Axis::Steps),
                tab: Some(Tab::Events),
                analysis: Some(Analysis::WhatIf),
                change: WaitChange::read("timer line 4 #2 in main: 0.9 s").map(Box::new),
                lane: Some(TaskId(7)),
                playhead: Some(120),
                zoom: Some([100, 20_000]),
                stretch: Some([(3, 100), (14, 2_500)]),
            },
            notes: [Note { at: 12, text: "<b>здесь</b>".into() }].into(),
        }
    }

    #[test]
    fn what_is_written_is_read() {
        let bare = Link { made_by: "1.1".into(), program: None, view: LinkedView::default(), notes: Rc::default() };
        for link in [link(), bare] {
            assert_eq!(Link::read(&link.write(), "program.py"), Some(link));
        }
    }

    #[test]
    fn what_is_wrong_with_a_part_is_that_parts_alone() {
        let text = r#"{"by":"9","main":"x","files":[["../a","b"],["program.py",""],["ok.py","y"],7],"lang":"de",
            "timing":3,"lane":-1,"at":1e99,"tab":"console","zoom":[9,3],"stretch":[[1,2],[3]],
            "analysis":"all","change":"line 3: soon","notes":[[1],7,[2,"n"]],"more":{}}"#;
        let read = Link::read(text, "program.py").expect("a link");
        let program = read.program.expect("a program");
        let paths: Vec<&str> = program.beside.iter().map(|file| &*file.path).collect();
        assert_eq!((&*program.text, paths), ("x", vec!["ok.py"]));
        assert_eq!(read.view, LinkedView { tab: Some(Tab::Console), ..LinkedView::default() });
        assert_eq!(&*read.notes, [Note { at: 2, text: "n".into() }]);
    }

    #[test]
    fn what_is_no_link_is_none() {
        for text in ["", "null", "[]", "{}", "{\"by\":1}", "{\"main\":\"x\"}"] {
            assert_eq!(Link::read(text, "program.py"), None, "{text}");
        }
    }

    #[test]
    fn the_value_of_the_parameter_is_of_this_version_or_a_fault() {
        assert_eq!(packed("1.abc"), Ok("abc"));
        assert_eq!(packed("2.abc"), Err(LinkFault::Newer));
        for value in ["", "1", "1.", "abc", ".abc", "0.abc", "-1.abc"] {
            assert_eq!(packed(value), Err(LinkFault::Damaged), "{value}");
        }
    }
}
