//! The lesson that is open: its exercises with what the reader has done in them.
//!
//! The programs run exactly, one at a time, when the reader says so; opening a lesson runs nothing. Records are kept with
//! their exercises, so that the page has several, each with its output and its checks.

mod lesson_actions;

use std::cell::RefCell;
use std::rc::Rc;

pub use lesson_actions::LessonAction;

use super::record::Record;
use super::route::Route;
use super::state::State;
use crate::demos::find;
use crate::i18n::Lang;
use crate::lessons::{BrokenRule, Exercise, ExerciseKind, Lesson, LessonProgram, ProgramText};
use crate::trace::Status;

/// The name of the file of a lesson's program, which tracebacks show.
pub const PROGRAM_FILE: &str = "lesson.py";

/// The picture of a run, with the language and the colours in which it is drawn.
type DrawnPicture = Option<(Lang, bool, Rc<str>)>;

/// A run of a program of the lesson.
#[derive(Clone, Debug)]
pub struct LessonRun {
    /// The record.
    pub record: Record,
    /// The program that ran.
    pub program: LessonProgram,
    /// The places at which each of the exercise's checks is broken, in English and in Russian.
    pub broken: Rc<[[Vec<BrokenRule>; 2]]>,
    /// The picture that was drawn last: a cache.
    pub drawn: Rc<RefCell<DrawnPicture>>,
}

impl LessonRun {
    /// The places at which a check is broken.
    pub fn broken(&self, check: usize, lang: Lang) -> &[BrokenRule] {
        self.broken.get(check).map_or(&[], |both| lang.pick(&both[0], &both[1]))
    }

    /// Returns whether all checks hold.
    pub fn holds(&self) -> bool {
        self.broken.iter().all(|[broken, _]| broken.is_empty())
    }

    /// The status with which the run ended.
    pub fn status(&self) -> Status {
        self.record.trace.borrow().status().unwrap_or(Status::Stopped)
    }
}

/// The reader's work on an exercise.
#[derive(Clone, Debug, Default)]
pub struct Work {
    /// The program as the reader has mended it, if that has begun.
    pub text: Option<Rc<str>>,
    /// The last run of each program.
    pub runs: [Option<LessonRun>; 2],
    /// True once the exercise is done: now, or on an earlier visit of this device.
    pub done: bool,
}

/// A run that goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunningExercise {
    /// The place of the exercise.
    pub exercise: usize,
    /// The place of its program.
    pub program: usize,
    /// The ticket of the run.
    pub ticket: u32,
}

/// A lesson that is open. Cheap to clone.
#[derive(Clone, Debug)]
pub struct OpenLesson {
    /// The path from which it was fetched; `None` for a file of the reader's device.
    pub path: Option<Rc<str>>,
    /// The name of its file.
    pub name: Rc<str>,
    /// The lesson.
    pub lesson: Rc<Lesson>,
    /// The work on each exercise.
    pub works: Rc<Vec<Work>>,
    /// The run that goes on.
    pub running: Option<RunningExercise>,
    /// The exercise whose question is asked or answered.
    pub asked: Option<usize>,
    /// The exercise whose last run has come to nothing.
    pub failed: Option<usize>,
}

impl PartialEq for OpenLesson {
    fn eq(&self, other: &OpenLesson) -> bool {
        let told = |open: &OpenLesson| (open.running, open.asked, open.failed);
        Rc::ptr_eq(&self.lesson, &other.lesson) && Rc::ptr_eq(&self.works, &other.works) && told(self) == told(other)
    }
}

impl OpenLesson {
    /// A lesson of this text, of which the device remembers these exercises as done.
    fn read(path: Option<Rc<str>>, name: Rc<str>, text: &str, kept: &str) -> OpenLesson {
        let lesson = Lesson::read(text);
        let works = lesson.exercises.iter().map(|exercise| {
            let word = exercise_word(exercise);
            Work { done: kept.split_whitespace().any(|kept| kept == word), ..Work::default() }
        });
        let works = Rc::new(works.collect());
        OpenLesson { path, name, lesson: Rc::new(lesson), works, running: None, asked: None, failed: None }
    }

    /// The title; the file's name where there is none.
    pub fn title(&self) -> &str {
        if self.lesson.title.is_empty() { &self.name } else { &self.lesson.title }
    }

    /// The number of exercises that are done, and of all.
    pub fn progress(&self) -> (usize, usize) {
        (self.works.iter().filter(|work| work.done).count(), self.works.len())
    }

    /// The exercises in which a program is mended, each with its place and its word.
    pub fn mended_words(&self) -> impl Iterator<Item = (usize, String)> + '_ {
        let fixes = self.lesson.exercises.iter().enumerate().filter(|(_, of)| of.kind == ExerciseKind::Fix);
        fixes.map(|(place, of)| (place, exercise_word(of)))
    }

    /// A program of an exercise as the reader would run it now.
    pub fn program(&self, exercise: usize, program: usize) -> Option<LessonProgram> {
        let given = self.lesson.exercises.get(exercise)?.programs.get(program)?.clone();
        let mended = self.works.get(exercise).and_then(|work| work.text.clone());
        Some(match mended {
            Some(text) => LessonProgram { text: ProgramText::Python(text), ..given },
            None => given,
        })
    }
}

/// The lesson of the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LessonFile {
    /// The lesson that was opened last.
    pub open: Option<OpenLesson>,
    /// Why the lesson of the address could not be fetched.
    pub missing: Option<Rc<str>>,
}

/// The word by which a device remembers that an exercise is done: made of its programs, so that it lasts when the text around
/// it changes.
pub fn exercise_word(exercise: &Exercise) -> String {
    let kind = match exercise.kind {
        ExerciseKind::Run => "run",
        ExerciseKind::Predict(kind) => kind.word(),
        ExerciseKind::Compare => "compare",
        ExerciseKind::Fix => "fix",
    };
    let texts = exercise.programs.iter().map(|program| match &program.text {
        ProgramText::Python(text) => text.to_string(),
        ProgramText::Demo(..) => program.title.clone(),
    });
    let checks = exercise.checks.iter().map(|check| check.text.clone());
    let all: Vec<String> = texts.chain(checks).collect();
    // FNV-1a: a collision makes an exercise look done, no more.
    let bytes = kind.bytes().chain(all.join("\0").into_bytes());
    let hash =
        bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    format!("{hash:016x}")
}

/// The words that a device remembers once this one is done, too: the latest ones.
pub fn with_word(kept: &str, word: &str) -> String {
    let others: Vec<&str> = kept.split_whitespace().filter(|other| *other != word).collect();
    let from = others.len().saturating_sub(MOST_WORDS - 1);
    others[from..].iter().copied().chain([word]).collect::<Vec<_>>().join(" ")
}

/// The most exercises that a device remembers.
const MOST_WORDS: usize = 2_000;

/// The key under which a device remembers the exercises that are done.
pub const DONE_KEY: &str = "loopline.lessons";

/// Returns whether a path is one of the page's own origin that a lesson may be fetched from: below the page, and a Markdown
/// file.
pub fn is_lesson_path(path: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/');
    let parts = |path: &str| path.split('/').all(|part| !part.is_empty() && !part.starts_with('.'));
    path.len() <= 200 && path.chars().all(plain) && parts(path) && path.ends_with(".md")
}

impl State {
    /// The lesson that is shown.
    pub fn open_lesson(&self) -> Option<&OpenLesson> {
        let Route::Lesson(path) = &self.address.route else { return None };
        self.lesson_file.open.as_ref().filter(|open| open.path == *path)
    }

    /// The path of a lesson that is to be shown and has not come.
    pub fn missing_lesson(&self) -> Option<Rc<str>> {
        let Route::Lesson(Some(path)) = &self.address.route else { return None };
        let missing = self.open_lesson().is_none() && self.lesson_file.missing.is_none();
        missing.then(|| path.clone())
    }

    /// The run of the lesson that goes on.
    pub fn lesson_run(&self) -> Option<RunningExercise> {
        self.open_lesson().and_then(|open| open.running)
    }

    /// The files of the program about which the lesson asks.
    pub fn lesson_files(&self) -> Vec<Rc<str>> {
        let asked = self.open_lesson().and_then(|open| open.program(open.asked?, 0));
        let file = asked.and_then(|program| match program.text {
            ProgramText::Python(_) => Some(PROGRAM_FILE),
            ProgramText::Demo(id, _) => find(id).map(|demo| demo.file),
        });
        file.into_iter().map(Rc::from).collect()
    }
}
