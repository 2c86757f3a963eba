//! The grammar of lessons: what is an exercise, and the sentences for what is none.

use std::time::Instant;

use loopline::clock::Micros;
use loopline::demos::{Args, QuestionKind, find};
use loopline::engine::LONGEST_SOURCE;
use loopline::i18n::Lang;
use loopline::lessons::{
    Check, Exercise, ExerciseKind, LONGEST_LESSON, LONGEST_PROGRAM, Lesson, LessonPart, LessonProgram, MOST_EXERCISES,
    ProgramText, Rule,
};

fn python(title: &str, text: &str) -> LessonProgram {
    LessonProgram { title: title.into(), text: ProgramText::Python(text.into()) }
}

fn faults(text: &str, lang: Lang) -> Vec<String> {
    Lesson::read(text).faults.iter().map(|fault| fault.sentence(lang)).collect()
}

/// The one fault of a text.
fn fault(text: &str) -> String {
    let all = faults(text, Lang::En);
    assert_eq!(all.len(), 1, "{text}: {all:?}");
    all.into_iter().next().expect("one")
}

#[test]
fn a_lesson_has_a_title_text_and_exercises() {
    let lesson = Lesson::read(
        "# Tea\n\nBoil it.\n\n```python fix\nprint(1)\n```\n\n```checks\nelapsed < 2\n\nno task destroyed\n```\n\n\
         ```demo predict elapsed\ngather\n```\n```python\nx = 1\n```\n",
    );
    assert_eq!((lesson.title.as_str(), lesson.faults.len(), lesson.parts.len()), ("Tea", 0, 5));
    assert_eq!(lesson.parts[2..4], [LessonPart::Exercise(0), LessonPart::Exercise(1)]);
    let check = |text: &str, rule| Check { text: text.into(), rule };
    let mended = Exercise {
        kind: ExerciseKind::Fix,
        programs: vec![python("", "print(1)\n")],
        checks: vec![
            check("elapsed < 2", Rule::Under(Micros::from_millis(2_000))),
            check("no task destroyed", Rule::simple("--no-destroyed").expect("a rule")),
        ],
        line: 5,
    };
    assert_eq!(lesson.exercises[0], mended);
    let gather = &lesson.exercises[1];
    assert_eq!(gather.kind, ExerciseKind::Predict(QuestionKind::Elapsed));
    let demo = find("gather").expect("a demo");
    assert!(matches!(&gather.programs[0].text, ProgramText::Demo("gather", args) if *args == Args::defaults(demo)));
}

#[test]
fn a_comparison_has_two_programs_with_titles() {
    let lesson = Lesson::read("```python compare\n# --- One after another\na\n# --- At once ---\nb\n```\n");
    assert_eq!(lesson.exercises[0].programs, [python("One after another", "a\n"), python("At once", "b\n")]);
    let bare = Lesson::read("```python compare\na\n# ---\nb\n```\n");
    assert_eq!(bare.exercises[0].programs, [python("", "a\n"), python("", "b\n")]);
    let demos = Lesson::read("```demo compare\nerrands?variant=concurrent\nerrands\n```");
    let texts: Vec<&ProgramText> = demos.exercises[0].programs.iter().map(|program| &program.text).collect();
    let errands = find("errands").expect("a demo");
    assert_eq!(texts[1], &ProgramText::Demo("errands", Args::defaults(errands)));
    assert_eq!(texts.len(), 2);
}

#[test]
fn each_fault_is_a_sentence_with_its_line() {
    let cases = [
        ("a\n\n```python run\nx", "Line 3: the block that begins here is never closed."),
        ("```python rnu\nx\n```", "Line 1: there is no block “rnu”; there are run, predict, compare and fix."),
        (
            "```python run fast\nx\n```",
            "Line 1: there is no block “run fast”; there are run, predict, compare and fix.",
        ),
        (
            "```python predict time\nx\n```",
            "Line 1: there is no question “time”; there are order, first, ending and elapsed.",
        ),
        (
            "```python compare\nx\n```",
            "Line 1: a compare block has two programs, divided by a line “# ---”, or two demos; here are 1.",
        ),
        ("```python run\n\n```", "Line 1: the block is empty."),
        ("```demo run\ngather\nerrands\n```", "Line 1: this block has one demo; two are for compare."),
        ("```demo run\ntea\n```", "Line 1: the course has no demo “tea”."),
        (
            "```demo run\nfastapi-add\n```",
            "Line 1: the demo “fastapi-add” is a program in Python: put its text into a python block.",
        ),
        ("```demo run\nbounded-queue?room=lots\n```", "Line 1: the demo “bounded-queue” does not take “room=lots”."),
        ("```demo fix\ngather\n```", "Line 1: a demo cannot be mended: a fix block has a program in Python."),
        (
            "```python fix\nx\n```",
            "Line 1: a fix block needs a block of checks behind it, which says when the program is mended.",
        ),
        (
            "```checks\nelapsed < 2\n```",
            "Line 1: checks stand right behind the run, predict or fix block that they are of.",
        ),
        (
            "```python run\nx\n```\n```checks\n\nelapsed < soon\n```",
            "Line 6: “elapsed < soon” is no check: a time is 2, 1.5s or 50ms.",
        ),
        (
            "```python run\nx\n```\n```checks\nnever more than some in sem\n```",
            "Line 5: “never more than some in sem” is no check: “never more than” has a number.",
        ),
        (
            "```python run\nx\n```\n```checks\nnever more than 3 in\n```",
            "Line 5: “never more than 3 in” is no check: a name follows “in”.",
        ),
        (
            "```python run\nx\n```\n```checks\nprinted in any of these orders:\n```",
            "Line 5: “printed in any of these orders:” is no check: the orders follow, each with its lines divided by “|”.",
        ),
    ];
    for (text, sentence) in cases {
        assert_eq!(fault(text), sentence, "{text}");
        let russian = faults(text, Lang::Ru);
        assert!(russian[0].starts_with("Строка ") && russian[0].ends_with('.'), "{russian:?}");
    }
    let unknown = fault("```python run\nx\n```\n```checks\nfast\n```");
    assert!(unknown.starts_with("Line 5: “fast” is no check: there are “elapsed < 2”, "), "{unknown}");
}

#[test]
fn what_is_no_exercise_stands_as_it_is() {
    for text in ["```\nx\n```", "```python\nx\n```", "```rust run\nx\n```", "~~~ text\nx\n~~~", "```demo\nx\n```"] {
        let lesson = Lesson::read(text);
        assert!(matches!(lesson.parts[..], [LessonPart::Block(_)]), "{text}");
        assert_eq!(lesson.faults, []);
    }
    // The faulty are shown too, below their sentences.
    let parts = Lesson::read("```python rnu\nx\n```").parts;
    assert!(matches!(parts[..], [LessonPart::Fault(0), LessonPart::Block(_)]));
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a test of how long it takes, which never runs on wasm")]
fn hostile_texts_are_lessons_too() {
    let began = Instant::now();
    let million = "a".repeat(1_000_000);
    assert_eq!(
        faults(&million, Lang::En),
        ["Line 1: the lesson has 1,000\u{a0}KB, and at most 400\u{a0}KB are read. Make two of it."]
    );
    let blocks = "```python run\nx\n```\n".repeat(1_000);
    let lesson = Lesson::read(&blocks);
    assert_eq!((lesson.exercises.len(), lesson.faults.len()), (MOST_EXERCISES, 1));
    assert_eq!(lesson.faults[0].line, 3 * MOST_EXERCISES as u32 + 1);
    let program = format!("```python run\n{}\n```", "x".repeat(LONGEST_PROGRAM));
    assert_eq!(fault(&program), "Line 1: the program has 65\u{a0}KB, and one of a lesson has at most 64\u{a0}KB.");
    for hostile in
        ["", "\0", "\u{feff}# x", "```", "```checks", "\u{202e}", "```python run", "```demo run\n../../x\n```"]
    {
        let _ = Lesson::read(hostile);
    }
    let _ = Lesson::read(&"```checks\nnever more than 99999999999999999999 in x\n".repeat(5_000));
    const { assert!(LONGEST_PROGRAM <= LONGEST_SOURCE && LONGEST_PROGRAM < LONGEST_LESSON) };
    assert!(began.elapsed().as_secs() < 5);
}
