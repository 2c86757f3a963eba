//! The grammar of lessons: which fences are exercises, and what is wrong with those that are not.

use std::rc::Rc;

use super::lesson_faults::{Fault, LessonFault};
use super::markup::{Block, Fence, Inline, read_blocks};
use super::rule_text::{PRINTED, Rule, read_rule};
use crate::demos::{Args, Demo, QuestionKind, find};

/// The longest lesson, in bytes.
pub const LONGEST_LESSON: usize = 400_000;

/// The longest program of a lesson, in bytes.
pub const LONGEST_PROGRAM: usize = 64 * 1024;

/// The most exercises of a lesson.
pub const MOST_EXERCISES: usize = 100;

/// The beginning of a line of Python that divides the two programs of a comparison; a title may follow.
const DIVIDER: &str = "# ---";

/// A lesson as it is read: always one, whatever the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lesson {
    /// The text of the first heading; empty if there is none.
    pub title: String,
    /// The parts, in their order.
    pub parts: Vec<LessonPart>,
    /// The exercises, which parts name by their places.
    pub exercises: Vec<Exercise>,
    /// The faults, in the order of their lines.
    pub faults: Vec<Fault>,
}

/// A part of a lesson.
#[derive(Clone, Debug, PartialEq)]
pub enum LessonPart {
    /// A block of text.
    Block(Block),
    /// The exercise at this place.
    Exercise(usize),
    /// The fault at this place, where the block stands that has it.
    Fault(usize),
}

/// Kinds of exercises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExerciseKind {
    /// The reader runs a program.
    Run,
    /// The reader says what a program will do, before it is run.
    Predict(QuestionKind),
    /// The reader runs two programs and compares them.
    Compare,
    /// The reader mends a program until its checks hold.
    Fix,
}

/// The text of a program, or the demo that it is.
#[derive(Clone, Debug, PartialEq)]
pub enum ProgramText {
    /// A program in Python.
    Python(Rc<str>),
    /// A demo of the course with its parameters.
    Demo(&'static str, Args),
}

/// A program of an exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct LessonProgram {
    /// The title, where there are two programs and the author has given them.
    pub title: String,
    /// The program.
    pub text: ProgramText,
}

/// A check of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Check {
    /// The check as it is written.
    pub text: String,
    /// The rule that it is.
    pub rule: Rule,
}

/// An exercise.
#[derive(Clone, Debug, PartialEq)]
pub struct Exercise {
    /// The kind.
    pub kind: ExerciseKind,
    /// The programs: two of a comparison, else one.
    pub programs: Vec<LessonProgram>,
    /// The checks on the record.
    pub checks: Vec<Check>,
    /// The line of its fence, from 1.
    pub line: u32,
}

impl Lesson {
    /// Reads a lesson.
    pub fn read(text: &str) -> Lesson {
        let mut lesson = Lesson::default();
        if text.len() > LONGEST_LESSON {
            lesson.fault(1, LessonFault::TooLong(text.len()));
            return lesson;
        }
        for block in read_blocks(text.trim_start_matches('\u{feff}')) {
            lesson.take(block);
        }
        // Which exercises lack their checks is known when all have been read.
        let bare = lesson.exercises.iter().filter(|fix| fix.kind == ExerciseKind::Fix && fix.checks.is_empty());
        for line in bare.map(|fix| fix.line).collect::<Vec<_>>() {
            lesson.faults.push(Fault { line, what: LessonFault::NoChecks });
        }
        lesson
    }

    fn fault(&mut self, line: u32, what: LessonFault) {
        self.parts.push(LessonPart::Fault(self.faults.len()));
        self.faults.push(Fault { line, what });
    }

    fn take(&mut self, block: Block) {
        let fence = match block {
            Block::Fence(fence) => fence,
            block => {
                if let Block::Heading(_, words) = &block
                    && self.title.is_empty()
                {
                    self.title = plain_words(words);
                }
                return self.parts.push(LessonPart::Block(block));
            }
        };
        if !fence.closed {
            self.fault(fence.line, LessonFault::Unclosed);
        } else if fence.info == "checks" {
            return self.take_checks(&fence);
        } else {
            match exercise(&fence) {
                Ok(Some(exercise)) if self.exercises.len() < MOST_EXERCISES => {
                    self.parts.push(LessonPart::Exercise(self.exercises.len()));
                    return self.exercises.push(exercise);
                }
                Ok(Some(_)) => {
                    // Once: a sentence for each of a thousand says no more.
                    if !self.faults.iter().any(|fault| fault.what == LessonFault::TooMany) {
                        self.fault(fence.line, LessonFault::TooMany);
                    }
                }
                Ok(None) => {}
                Err(what) => self.fault(fence.line, what),
            }
        }
        // What is no exercise is shown as it stands.
        self.parts.push(LessonPart::Block(Block::Fence(fence)));
    }

    /// The checks of the exercise right before them.
    fn take_checks(&mut self, fence: &Fence) {
        let of = match self.parts.last() {
            Some(LessonPart::Exercise(at)) if self.exercises[*at].kind != ExerciseKind::Compare => *at,
            _ => return self.fault(fence.line, LessonFault::ChecksAlone),
        };
        let mut lines =
            (fence.line + 1..).zip(fence.text.lines()).filter(|(_, line)| !line.trim().is_empty()).peekable();
        while let Some((number, line)) = lines.next() {
            let mut more = Vec::new();
            let listed = |(_, line): &(u32, &str)| line.trim_start().starts_with("- ");
            while let Some((_, order)) = lines.next_if(|next| line.trim().starts_with(PRINTED) && listed(next)) {
                more.push(order.trim_start().trim_start_matches("- "));
            }
            match read_rule(line, &more) {
                Ok(rule) => {
                    let orders: Vec<String> = more.iter().map(|order| order.trim().to_string()).collect();
                    let text = [&[line.trim().to_string()], orders.as_slice()].concat().join("\n");
                    self.exercises[of].checks.push(Check { text, rule });
                }
                Err(why) => self.fault(number, LessonFault::Rule(line.trim().to_string(), why)),
            }
        }
    }
}

/// The exercise that a fence is; `None` if it is code to be read.
fn exercise(fence: &Fence) -> Result<Option<Exercise>, LessonFault> {
    let mut words = fence.info.split_whitespace();
    let (language, action) = (words.next().unwrap_or_default(), words.next());
    let python = language == "python";
    let (Some(action), true) = (action, python || language == "demo") else { return Ok(None) };
    let kind = match (action, words.next()) {
        ("run", None) => ExerciseKind::Run,
        ("compare", None) => ExerciseKind::Compare,
        ("fix", None) if python => ExerciseKind::Fix,
        ("fix", None) => return Err(LessonFault::FixedDemo),
        ("predict", word) => {
            let kind = QuestionKind::ALL.into_iter().find(|kind| word.is_none_or(|word| word == kind.word()));
            ExerciseKind::Predict(kind.ok_or_else(|| LessonFault::Question(word.unwrap_or_default().to_string()))?)
        }
        (action, more) => {
            return Err(LessonFault::Action([action, more.unwrap_or_default()].join(" ").trim().to_string()));
        }
    };
    let programs = if python { python_programs(&fence.text, kind)? } else { demo_programs(&fence.text)? };
    let wanted = if kind == ExerciseKind::Compare { 2 } else { 1 };
    if programs.len() != wanted {
        return Err(LessonFault::Programs(wanted, programs.len()));
    }
    Ok(Some(Exercise { kind, programs, checks: Vec::new(), line: fence.line }))
}

/// The programs of a fence: those between the dividers of a comparison, else all of it.
fn python_programs(text: &str, kind: ExerciseKind) -> Result<Vec<LessonProgram>, LessonFault> {
    let mut parts = vec![(String::new(), String::new())];
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(DIVIDER).filter(|_| kind == ExerciseKind::Compare) {
            Some(title) => parts.push((title.trim().trim_end_matches("---").trim().to_string(), String::new())),
            None => parts.last_mut().into_iter().for_each(|(_, text)| text.push_str(line)),
        }
    }
    let parts = parts.into_iter().filter(|(_, text)| !text.trim().is_empty());
    let programs = parts.map(|(title, text)| match text.len() {
        ..=LONGEST_PROGRAM => Ok(LessonProgram { title, text: ProgramText::Python(text.into()) }),
        length => Err(LessonFault::LongProgram(length)),
    });
    programs.collect()
}

/// The demos that the lines of a fence name, as an address does: `bounded-queue?room=2`.
fn demo_programs(text: &str) -> Result<Vec<LessonProgram>, LessonFault> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let programs = lines.take(3).map(|line| {
        let (id, query) = line.split_once('?').unwrap_or((line, ""));
        let demo = find(id).ok_or_else(|| LessonFault::NoDemo(id.to_string()))?;
        if demo.in_python().is_some() {
            return Err(LessonFault::PythonDemo(demo.id.to_string()));
        }
        let args = args_of(demo, query).map_err(|pair| LessonFault::Parameter(demo.id.to_string(), pair))?;
        Ok(LessonProgram { title: line.to_string(), text: ProgramText::Demo(demo.id, args) })
    });
    programs.collect()
}

/// The parameters of a demo; the error is the one that is refused.
fn args_of(demo: &Demo, query: &str) -> Result<Args, String> {
    let mut args = Args::defaults(demo);
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        args.set(demo, name, value).map_err(|_| pair.to_string())?;
    }
    Ok(args)
}

/// The words of a text without its marks.
fn plain_words(words: &[Inline]) -> String {
    let word = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.clone(),
        Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link(_, inner) => plain_words(inner),
    };
    words.iter().map(word).collect()
}
