//! Faults of lessons, and the sentences that say them to their authors.

use super::exercises::{LONGEST_LESSON, LONGEST_PROGRAM, MOST_EXERCISES};
use super::rule_text::RuleFault;
use crate::i18n::{Lang, count};

/// A fault of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line, from 1.
    pub line: u32,
    /// The fault.
    pub what: LessonFault,
}

/// Faults of a lesson.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LessonFault {
    /// The lesson has this many bytes.
    TooLong(usize),
    /// The lesson has more exercises than a lesson may.
    TooMany,
    /// A program has this many bytes.
    LongProgram(usize),
    /// A fence is not closed.
    Unclosed,
    /// An exercise of this kind there is not.
    Action(String),
    /// A question of this kind there is not.
    Question(String),
    /// The number of programs that are wanted, and of those that are there.
    Programs(usize, usize),
    /// A demo of this id there is not.
    NoDemo(String),
    /// The demo of this id is in Python, and brings packages.
    PythonDemo(String),
    /// The demo of this id does not take this parameter.
    Parameter(String, String),
    /// A demo cannot be mended.
    FixedDemo,
    /// Nothing says when a program is mended.
    NoChecks,
    /// The checks follow no exercise that they could be of.
    ChecksAlone,
    /// A line of checks that is none.
    Rule(String, RuleFault),
}

impl Fault {
    /// The fault as a sentence that begins with its line.
    pub fn sentence(&self, lang: Lang) -> String {
        let Fault { line, what } = self;
        let why = match what {
            LessonFault::TooLong(bytes) => {
                let (has, most) = (count(bytes / 1000, lang), LONGEST_LESSON / 1000);
                lang.pick(
                    format!("the lesson has {has}\u{a0}KB, and at most {most}\u{a0}KB are read. Make two of it."),
                    format!("в уроке {has}\u{a0}КБ, а читается не больше {most}\u{a0}КБ. Разделите его на два."),
                )
            }
            LessonFault::TooMany => lang.pick(
                format!("a lesson has at most {MOST_EXERCISES} exercises; from here on programs are only shown."),
                format!("в уроке не больше {MOST_EXERCISES} упражнений; дальше программы только показаны."),
            ),
            LessonFault::LongProgram(bytes) => {
                let (has, most) = (count(bytes.div_ceil(1024), lang), LONGEST_PROGRAM / 1024);
                lang.pick(
                    format!("the program has {has}\u{a0}KB, and one of a lesson has at most {most}\u{a0}KB."),
                    format!("в программе {has}\u{a0}КБ, а в программе урока их не больше {most}."),
                )
            }
            LessonFault::Unclosed => lang
                .pick("the block that begins here is never closed.", "блок, который здесь начинается, нигде не закрыт.")
                .into(),
            LessonFault::Action(word) => lang.pick(
                format!("there is no block “{word}”; there are run, predict, compare and fix."),
                format!("блока «{word}» нет; есть run, predict, compare и fix."),
            ),
            LessonFault::Question(word) => lang.pick(
                format!("there is no question “{word}”; there are order, first, ending and elapsed."),
                format!("вопроса «{word}» нет; есть order, first, ending и elapsed."),
            ),
            LessonFault::Programs(2, has) => lang.pick(
                format!("a compare block has two programs, divided by a line “# ---”, or two demos; here are {has}."),
                format!("в блоке compare две программы, разделённые строкой «# ---», или два демо; здесь их {has}."),
            ),
            LessonFault::Programs(_, 0) => lang.pick("the block is empty.", "блок пуст.").into(),
            LessonFault::Programs(..) => lang
                .pick(
                    "this block has one demo; two are for compare.",
                    "в этом блоке одно демо; два — для блока compare.",
                )
                .into(),
            LessonFault::NoDemo(id) => {
                lang.pick(format!("the course has no demo “{id}”."), format!("в курсе нет демо «{id}»."))
            }
            LessonFault::PythonDemo(id) => lang.pick(
                format!("the demo “{id}” is a program in Python: put its text into a python block."),
                format!("демо «{id}» — программа на Python: поместите её текст в блок python."),
            ),
            LessonFault::Parameter(id, pair) => lang.pick(
                format!("the demo “{id}” does not take “{pair}”."),
                format!("демо «{id}» не принимает «{pair}»."),
            ),
            LessonFault::FixedDemo => lang
                .pick(
                    "a demo cannot be mended: a fix block has a program in Python.",
                    "демо нельзя исправить: в блоке fix — программа на Python.",
                )
                .into(),
            LessonFault::NoChecks => lang
                .pick(
                    "a fix block needs a block of checks behind it, which says when the program is mended.",
                    "за блоком fix нужен блок checks: он говорит, когда программа исправлена.",
                )
                .into(),
            LessonFault::ChecksAlone => lang
                .pick(
                    "checks stand right behind the run, predict or fix block that they are of.",
                    "блок checks стоит сразу за блоком run, predict или fix, к которому относится.",
                )
                .into(),
            LessonFault::Rule(text, why) => rule_sentence(text, *why, lang),
        };
        lang.pick(format!("Line {line}: {why}"), format!("Строка {line}: {why}"))
    }
}

fn rule_sentence(text: &str, why: RuleFault, lang: Lang) -> String {
    let why = match why {
        RuleFault::Unknown => lang.pick(
            "there are “elapsed < 2”, “never blocked for more than 50ms”, “never more than 3 in sem”, “no task \
             destroyed”, “no coroutine never awaited”, “no exception never retrieved”, “no deadlock”, “no failure” and \
             “printed in any of these orders:”",
            "есть «elapsed < 2», «never blocked for more than 50ms», «never more than 3 in sem», «no task destroyed», \
             «no coroutine never awaited», «no exception never retrieved», «no deadlock», «no failure» и «printed in any \
             of these orders:»",
        ),
        RuleFault::Time => lang.pick("a time is 2, 1.5s or 50ms", "время — это 2, 1.5s или 50ms"),
        RuleFault::Number => lang.pick("“never more than” has a number", "за «never more than» стоит число"),
        RuleFault::Name => lang.pick("a name follows “in”", "за «in» стоит имя"),
        RuleFault::NoLines => lang.pick(
            "the orders follow, each with its lines divided by “|”",
            "дальше стоят порядки, в каждом строки разделены знаком «|»",
        ),
    };
    let shown: String = text.chars().take(60).collect();
    lang.pick(format!("“{shown}” is no check: {why}."), format!("«{shown}» — не проверка: {why}."))
}
