//! Actions on the lesson that is open, and what each makes of the state.

use std::cell::RefCell;
use std::rc::Rc;

use super::{LessonRun, OpenLesson, PROGRAM_FILE, RunningExercise, Work, exercise_word};
use crate::demos::{Demo, QUESTIONS, find};
use crate::engine::{FIRST_EVENTS, Timing};
use crate::i18n::Lang;
use crate::lessons::{Exercise, ExerciseKind, ProgramText, broken_rules};
use crate::page::model::effect::{Effect, RequestedRun, Runnable};
use crate::page::model::predict::{Predict, Prediction};
use crate::page::model::python::{Draft, EngineState, FinishedPython, RunFailure, TypedInput};
use crate::page::model::record::Record;
use crate::page::model::route::Route;
use crate::page::model::state::{Notice, State};
use crate::reading::RecordAnalysis;

/// An action on a lesson.
#[derive(Clone, Debug)]
pub enum LessonAction {
    /// The lesson of this path has come, with the words that the device remembers; or it has not, for this reason.
    Fetched(Rc<str>, Result<(Rc<str>, Rc<str>), Rc<str>>),
    /// The reader has given a file of this name and text; the device remembers these words.
    Given(Rc<str>, Rc<str>, Rc<str>),
    /// Run this program of this exercise.
    Run(usize, usize),
    /// Run the program of this exercise unseen, and ask about it.
    Predict(usize),
    /// End the run that goes on.
    Stop,
    /// The device keeps this program of the exercise of this word, as the reader has mended it.
    Mended(String, Rc<str>),
    /// The reader has written this program for this exercise.
    Write(usize, Rc<str>),
    /// Back to the program that is given.
    Restore(usize),
    /// Save the lesson with what has run as one file.
    Save,
}

impl State {
    pub(in crate::page) fn apply_to_lesson(&mut self, action: LessonAction) {
        match action {
            LessonAction::Fetched(path, came) => {
                if self.address.route == Route::Lesson(Some(path.clone())) {
                    self.lesson_came(path, came);
                }
            }
            LessonAction::Given(name, text, kept) => {
                self.address.route = Route::Lesson(None);
                self.address.args = None;
                self.address.refused.clear();
                self.address.comparing = false;
                self.address.link = None;
                self.workspace.drawer = false;
                self.clear();
                self.leave_python();
                self.show_lesson(OpenLesson::read(None, name, &text, &kept));
            }
            LessonAction::Run(exercise, program) => self.run_exercise(exercise, program),
            LessonAction::Predict(exercise) => {
                self.run_exercise(exercise, 0);
                self.with_lesson(|open| open.asked = open.running.map(|running| running.exercise));
            }
            LessonAction::Stop => self.with_lesson(|open| {
                open.running = None;
                open.asked = None;
            }),
            LessonAction::Mended(word, text) => {
                let of = self.open_lesson().and_then(|open| open.mended_words().find(|(_, own)| *own == word));
                if let Some((exercise, _)) = of {
                    self.with_work(exercise, |work| work.text = Some(text));
                }
            }
            LessonAction::Write(exercise, text) => {
                self.with_work(exercise, |work| work.text = Some(text.clone()));
                self.keep_mended(exercise, Some(text));
            }
            LessonAction::Restore(exercise) => {
                self.with_work(exercise, |work| {
                    work.text = None;
                    work.runs = [None, None];
                });
                self.keep_mended(exercise, None);
            }
            LessonAction::Save => {
                if self.open_lesson().is_some() {
                    self.ask(Effect::SaveLesson);
                }
            }
        }
    }

    fn lesson_came(&mut self, path: Rc<str>, came: Result<(Rc<str>, Rc<str>), Rc<str>>) {
        match came {
            Ok((text, kept)) => {
                let name = path.rsplit('/').next().unwrap_or(&path).into();
                self.show_lesson(OpenLesson::read(Some(path), name, &text, &kept));
            }
            Err(why) => self.lesson_file.missing = Some(why),
        }
    }

    /// Shows a lesson, and has the texts of its demos fetched.
    fn show_lesson(&mut self, open: OpenLesson) {
        let programs = open.lesson.exercises.iter().flat_map(|exercise| &exercise.programs);
        let mut demos: Vec<&'static Demo> = Vec::new();
        for program in programs {
            if let ProgramText::Demo(id, _) = program.text
                && let Some(demo) = find(id)
                && self.listings.get(demo).is_none()
                && !demos.iter().any(|other| other.id == id)
            {
                demos.push(demo);
            }
        }
        demos.into_iter().for_each(|demo| self.ask(Effect::FetchListing(demo)));
        let mended: Vec<String> = open.mended_words().map(|(_, word)| word).collect();
        if !mended.is_empty() {
            self.ask(Effect::FetchMended(mended));
        }
        self.lesson_file.open = Some(open);
        self.lesson_file.missing = None;
    }

    /// Has the device keep the program of an exercise as it is mended.
    fn keep_mended(&mut self, exercise: usize, text: Option<Rc<str>>) {
        let of = self.open_lesson().and_then(|open| open.mended_words().find(|(place, _)| *place == exercise));
        if let Some((_, word)) = of {
            self.ask(Effect::KeepMended(word, text));
        }
    }

    fn with_lesson(&mut self, change: impl FnOnce(&mut OpenLesson)) {
        if self.open_lesson().is_some()
            && let Some(open) = &mut self.lesson_file.open
        {
            change(open);
        }
    }

    fn with_work(&mut self, exercise: usize, change: impl FnOnce(&mut Work)) {
        self.with_lesson(|open| {
            if let Some(work) = Rc::make_mut(&mut open.works).get_mut(exercise) {
                change(work);
            }
        });
    }

    /// Lets go of what goes on in the lesson: another page is shown.
    pub(in crate::page) fn leave_lesson(&mut self) {
        self.lesson_file.missing = None;
        if let Some(open) = &mut self.lesson_file.open {
            open.running = None;
            open.asked = None;
        }
    }

    fn run_exercise(&mut self, exercise: usize, program: usize) {
        let asked = self.open_lesson().filter(|open| open.running.is_none());
        let Some(to_run) = asked.and_then(|open| open.program(exercise, program)) else { return };
        self.clear();
        let ticket = self.run.next_ticket();
        let running = Some(RunningExercise { exercise, program, ticket });
        self.with_lesson(|open| {
            open.running = running;
            open.asked = None;
            open.failed = None;
        });
        self.with_work(exercise, |work| work.runs[program.min(1)] = None);
        match to_run.text {
            ProgramText::Demo(id, args) => {
                if let Some(demo) = find(id) {
                    self.ask(Effect::Predict(ticket, demo, args));
                }
            }
            ProgramText::Python(text) => {
                self.python.mishap = None;
                if matches!(self.python.engine, EngineState::Missing(_)) {
                    // It is asked for again.
                    self.python.engine = EngineState::Asleep;
                }
                let (file, source) = (PROGRAM_FILE.into(), Draft::alone(text));
                let program = Runnable::Python { file, source, typed: TypedInput::default() };
                // The same program leaves the same record, whoever runs it: so the author's checks mean the same here.
                let (timing, rate, limit) = (Timing::Exact, 1.0, FIRST_EVENTS);
                self.ask(Effect::Run(ticket, RequestedRun { program, timing, rate, limit, stop: None }));
            }
        }
    }

    /// Returns whether the lesson waits for the run with this ticket.
    pub(in crate::page) fn lesson_awaits(&self, ticket: u32) -> bool {
        self.lesson_run().is_some_and(|running| running.ticket == ticket)
    }

    /// Takes the record of the run that went on: for a question about it, or to be shown.
    pub(in crate::page) fn lesson_ran(&mut self, record: Record, ran: Option<FinishedPython>) {
        let Some(open) = self.open_lesson() else { return };
        let (Some(RunningExercise { exercise, program, .. }), asked) = (open.running, open.asked) else { return };
        let kind = open.lesson.exercises.get(exercise).map(|exercise| exercise.kind);
        self.with_lesson(|open| open.running = None);
        let source = ran.as_ref().map(|ran| ran.source.text.clone());
        match (kind, asked) {
            (Some(ExerciseKind::Predict(kind)), Some(_)) => {
                self.predict = Predict::Asking(Prediction::of_kind(record, ran, kind));
            }
            (Some(ExerciseKind::Compare), _) => {
                self.keep_lesson_run(exercise, program, record, source);
                let open = self.open_lesson();
                if open.is_some_and(|open| open.works[exercise].runs.iter().any(Option::is_none)) {
                    self.run_exercise(exercise, 1 - program.min(1));
                }
            }
            _ => self.keep_lesson_run(exercise, program, record, source),
        }
    }

    /// The run that went on has come to nothing.
    pub(in crate::page) fn lesson_failed(&mut self, why: RunFailure) {
        self.python.mishap = Some(why);
        self.end_lesson_run();
    }

    /// The engine in which the run went on is not to be had.
    pub(in crate::page) fn end_lesson_run(&mut self) {
        self.with_lesson(|open| {
            open.failed = open.running.take().map(|running| running.exercise);
            open.asked = None;
        });
    }

    /// The demo's run has come to nothing, as the page's notice says.
    pub(in crate::page) fn lesson_demo_failed(&mut self, why: String) {
        self.with_lesson(|open| {
            open.running = None;
            open.asked = None;
        });
        self.workspace.notice = Some(Notice::Engine(why));
    }

    /// The question of the lesson is answered, or its run is only shown.
    pub(in crate::page) fn show_lesson_run(&mut self, record: Record, right: bool) {
        let Some(exercise) = self.open_lesson().and_then(|open| open.asked) else { return };
        self.keep_lesson_run(exercise, 0, record, None);
        if right {
            self.finish_exercise(exercise);
            self.answer_of_course(exercise);
        }
    }

    /// A question that the course asks as well is answered there, too.
    fn answer_of_course(&mut self, exercise: usize) {
        let of = self.open_lesson().and_then(|open| open.lesson.exercises.get(exercise));
        let Some(Exercise { kind: ExerciseKind::Predict(kind), programs, .. }) = of else { return };
        let Some(ProgramText::Demo(id, args)) = programs.first().map(|program| &program.text) else { return };
        let mut of_demo = QUESTIONS.iter().filter(|question| question.demo == *id && question.kind == *kind);
        if let Some(question) = of_demo.find(|question| question.values().as_ref() == Some(args)) {
            self.progress.answer(question.name());
        }
    }

    /// Keeps a run of a program, whose text may have been written anew while it ran: `source` is the one that did.
    fn keep_lesson_run(&mut self, exercise: usize, place: usize, record: Record, source: Option<Rc<str>>) {
        let Some(open) = self.open_lesson() else { return };
        let of = open.lesson.exercises.get(exercise).cloned();
        let Some((of, mut program)) = of.zip(open.program(exercise, place)) else { return };
        if let Some(source) = source {
            program.text = ProgramText::Python(source);
        }
        let file = match &program.text {
            ProgramText::Demo(id, _) => find(id).map_or(PROGRAM_FILE, |demo| demo.file),
            ProgramText::Python(_) => PROGRAM_FILE,
        };
        let rules: Vec<_> = of.checks.iter().map(|check| check.rule.clone()).collect();
        let broken: Rc<[_]> = {
            let trace = record.trace.borrow();
            let analysis = if rules.is_empty() { RecordAnalysis::default() } else { RecordAnalysis::new(&trace) };
            let [en, ru] = Lang::ALL.map(|lang| broken_rules(&trace, &analysis, file, &rules, lang));
            en.into_iter().zip(ru).map(|(en, ru)| [en, ru]).collect()
        };
        let run = LessonRun { record, program, broken, drawn: Rc::new(RefCell::new(None)) };
        let holds = run.holds();
        self.with_work(exercise, |work| work.runs[place.min(1)] = Some(run));
        let work = self.open_lesson().and_then(|open| open.works.get(exercise));
        let done = match of.kind {
            ExerciseKind::Run | ExerciseKind::Fix => holds,
            ExerciseKind::Compare => work.is_some_and(|work| work.runs.iter().all(Option::is_some)),
            // When the answer is right.
            ExerciseKind::Predict(_) => false,
        };
        if done {
            self.finish_exercise(exercise);
        }
    }

    fn finish_exercise(&mut self, exercise: usize) {
        let Some(open) = self.open_lesson() else { return };
        let Some(of) = open.lesson.exercises.get(exercise) else { return };
        let word = exercise_word(of);
        if !open.works[exercise].done {
            self.with_work(exercise, |work| work.done = true);
            self.ask(Effect::KeepDone(word));
        }
    }
}
