//! The page of a lesson in Markdown: what its exercises ask for, and what they make of the records that come.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use loopline::demos::{find, run_to_end};
use loopline::i18n::Lang;
use loopline::lessons::{ExerciseKind, Lesson};
use loopline::page::derived::lesson_html::lesson_html;
use loopline::page::model::action::{AddressAction, PredictAction};
use loopline::page::model::effect::{Effect, RequestedRun, Runnable};
use loopline::page::model::files::OpenedRecord;
use loopline::page::model::lesson_file::{LessonAction, OpenLesson, is_lesson_path, with_word};
use loopline::page::model::predict::Predict;
use loopline::page::model::python::{Draft, FinishedPython, PythonAction, RunFailure};
use loopline::page::model::route::{Route, read};
use loopline::page::model::state::{Action, Record, State, Theme};
use loopline::trace::file::{ClockKind, ProgramInfo};

/// A state with a lesson of this text, given as a file.
fn given(text: &str) -> Rc<State> {
    given_with(text, "").0
}

fn given_with(text: &str, kept: &str) -> (Rc<State>, Vec<Effect>) {
    let state = Rc::new(State::open("#/", Lang::En, Theme::Light));
    state.reduce(LessonAction::Given("a.md".into(), text.into(), kept.into()))
}

fn open(state: &State) -> &OpenLesson {
    state.open_lesson().expect("a lesson is open")
}

/// The record of a demo.
fn record(id: &str) -> Record {
    let demo = find(id).expect("a demo");
    let args = loopline::demos::Args::defaults(demo);
    Record::whole(Rc::new(RefCell::new(run_to_end(demo, args).trace().clone())))
}

/// What a program in Python has left, whose record is that of a demo.
fn ran(id: &str, text: &str) -> FinishedPython {
    let (program, clock) = (ProgramInfo::default(), ClockKind::Virtual);
    let opened = OpenedRecord { name: "lesson.py".into(), program, clock, record: record(id) };
    FinishedPython::new(Draft::alone(text.into()), opened)
}

/// The ticket and the text of the program that is to be run.
fn asked(effects: &[Effect]) -> (u32, String) {
    let run = effects.iter().find_map(|effect| match effect {
        Effect::Run(ticket, RequestedRun { program: Runnable::Python { source, .. }, .. }) => {
            Some((*ticket, source.text.to_string()))
        }
        _ => None,
    });
    run.expect("a program is to be run")
}

fn finish(state: Rc<State>, action: LessonAction, id: &str) -> (Rc<State>, Vec<Effect>) {
    let (state, effects) = state.reduce(action);
    let (ticket, text) = asked(&effects);
    state.reduce(Action::Python(PythonAction::Ran(ticket, ran(id, &text))))
}

fn kept_words(effects: &[Effect]) -> Vec<String> {
    let words = effects.iter().filter_map(|effect| match effect {
        Effect::KeepDone(word) => Some(word.clone()),
        _ => None,
    });
    words.collect()
}

#[test]
fn a_lesson_that_is_opened_runs_nothing() {
    let (state, effects) = given_with("# A\n```python run\nx\n```\n```demo run\ngather\n```\n", "");
    assert_eq!(state.address.route, Route::Lesson(None));
    // The front page's comparison ends.
    assert!(
        matches!(&effects[..], [Effect::Compare(none), Effect::FetchListing(demo)] if none.is_empty() && demo.id == "gather"),
        "{effects:?}"
    );
    let address = read("#/lesson/course/tea.en.md");
    let (state, effects) = state.reduce(AddressAction::Go(address));
    assert!(matches!(&effects[..], [Effect::FetchLesson(path)] if **path == *"course/tea.en.md"), "{effects:?}");
    let came = Ok(("# Tea".into(), "".into()));
    let (state, effects) = state.reduce(LessonAction::Fetched("course/tea.en.md".into(), came));
    assert_eq!((open(&state).title(), effects.len()), ("Tea", 0));
    // One that comes too late is not shown.
    let late = state.clone().reduce(LessonAction::Fetched("b.md".into(), Ok(("# B".into(), "".into())))).0;
    assert!(Rc::ptr_eq(&state, &late));
}

#[test]
fn only_a_path_below_the_page_is_one_of_a_lesson() {
    for path in ["a.md", "course/tea.en.md", "a-b/c_d.md"] {
        assert!(is_lesson_path(path), "{path}");
        assert_eq!(read(&format!("#/lesson/{path}")).route, Route::Lesson(Some(path.into())));
    }
    for path in [
        "//x.org/a.md",
        "https://x.org/a.md",
        "../a.md",
        "a/../../b.md",
        ".git/a.md",
        "a.html",
        "a%2f.md",
        "/a.md",
        "a\\b.md",
        "a.md?x=.md",
    ] {
        assert!(!is_lesson_path(path), "{path}");
    }
    assert!(matches!(read("#/lesson/https://x.org/a.md").route, Route::Unknown(_)));
    assert_eq!(read("#/lesson").route, Route::Lesson(None));
}

#[test]
fn a_run_is_kept_with_its_checks_and_remembered_when_they_hold() {
    let text = "```python run\nx = 1\n```\n```checks\nelapsed <= 3\nnever more than 1 in semaphore\n```\n";
    let (state, effects) = finish(given(text), LessonAction::Run(0, 0), "semaphore");
    let work = &open(&state).works[0];
    let run = work.runs[0].as_ref().expect("a run");
    assert_eq!((run.broken(0, Lang::En).len(), run.broken(1, Lang::Ru).len(), work.done), (0, 1, false));
    assert_eq!(kept_words(&effects), [""; 0]);

    let held = "```python run\nx = 1\n```\n```checks\nelapsed <= 3\n```\n";
    let (state, effects) = finish(given(held), LessonAction::Run(0, 0), "semaphore");
    assert_eq!(open(&state).progress(), (1, 1));
    let words = kept_words(&effects);
    assert_eq!(words.len(), 1);
    // The next visit knows it, and another lesson with the same exercise does too.
    let again = given_with(&format!("# Other\n\n{held}"), &with_word("ffff", &words[0])).0;
    assert_eq!(open(&again).progress(), (1, 1));
}

#[test]
fn one_program_runs_at_a_time_and_can_be_stopped() {
    let state = given("```python run\na\n```\n```python run\nb\n```\n");
    let (state, effects) = state.reduce(LessonAction::Run(0, 0));
    let (ticket, text) = asked(&effects);
    assert_eq!(text, "a\n");
    let (same, none) = state.clone().reduce(LessonAction::Run(1, 0));
    assert!(Rc::ptr_eq(&same, &state) && none.is_empty());
    let (stopped, effects) = state.clone().reduce(LessonAction::Stop);
    assert!(matches!(effects[..], [Effect::Stop]), "{effects:?}");
    // What it reports then comes too late.
    let late = stopped.clone().reduce(Action::Python(PythonAction::Ran(ticket, ran("gather", "a")))).0;
    assert!(open(&late).works[0].runs[0].is_none());
    let failed = state.clone().reduce(Action::Python(PythonAction::Failed(ticket, RunFailure::Broken("x".into())))).0;
    assert_eq!((open(&failed).failed, open(&failed).running), (Some(0), None));
    // Another page ends it.
    let (_, effects) = state.reduce(AddressAction::Go(read("#/")));
    assert!(effects.iter().any(|effect| matches!(effect, Effect::Stop)), "{effects:?}");
}

#[test]
fn both_programs_of_a_comparison_run_one_after_another() {
    let state = given("```python compare\na\n# ---\nb\n```\n");
    let (state, effects) = finish(state, LessonAction::Run(0, 0), "gather");
    let (ticket, text) = asked(&effects);
    assert_eq!((text.as_str(), open(&state).works[0].done), ("b\n", false));
    let state = state.reduce(Action::Python(PythonAction::Ran(ticket, ran("semaphore", "b")))).0;
    assert!(open(&state).works[0].runs.iter().all(Option::is_some) && open(&state).works[0].done);
    // Again: both, and only both.
    let (state, _) = finish(state, LessonAction::Run(0, 0), "gather");
    assert!(open(&state).running.is_none());
}

#[test]
fn a_program_is_mended_and_comes_back() {
    let state = given("```python fix\na\n```\n```checks\nno failure\n```\n");
    let state = state.reduce(LessonAction::Write(0, "mended".into())).0;
    let (running, effects) = state.clone().reduce(LessonAction::Run(0, 0));
    assert_eq!(asked(&effects).1, "mended");
    assert!(open(&running).running.is_some());
    let (state, _) = finish(state, LessonAction::Run(0, 0), "gather");
    assert!(open(&state).works[0].done);
    let state = state.reduce(LessonAction::Restore(0)).0;
    assert_eq!(asked(&state.reduce(LessonAction::Run(0, 0)).1).1, "a\n");
}

#[test]
fn a_mended_program_is_kept_on_the_device_until_the_given_one_is_wanted() {
    let text = "```python run\nx\n```\n```python fix\na\n```\n```checks\nno failure\n```\n";
    let (state, effects) = given_with(text, "");
    let Some(Effect::FetchMended(words)) = effects.last() else { panic!("{effects:?}") };
    let [word] = &words[..] else { panic!("only the exercise in which a program is mended: {words:?}") };
    let (state, effects) = state.reduce(LessonAction::Write(1, "mended".into()));
    assert!(
        matches!(&effects[..], [Effect::KeepMended(of, Some(text))] if of == word && **text == *"mended"),
        "{effects:?}"
    );
    let (_, effects) = state.reduce(LessonAction::Restore(1));
    assert!(matches!(&effects[..], [Effect::KeepMended(of, None)] if of == word), "{effects:?}");
    // On a later visit it comes back; that of another lesson changes nothing.
    let later = given(text);
    let other = later.clone().reduce(LessonAction::Mended("0".into(), "other".into())).0;
    assert!(Rc::ptr_eq(&later, &other));
    let later = later.reduce(LessonAction::Mended(word.clone(), "mended".into())).0;
    assert_eq!(asked(&later.reduce(LessonAction::Run(1, 0)).1).1, "mended");
}

#[test]
fn a_question_is_asked_about_an_unseen_run_and_its_run_is_kept_when_it_is_answered() {
    let state = given("```demo predict elapsed\nsemaphore\n```\n");
    let (state, effects) = state.reduce(LessonAction::Predict(0));
    let ticket = effects.iter().find_map(|effect| match effect {
        Effect::Predict(ticket, demo, _) if demo.id == "semaphore" => Some(*ticket),
        _ => None,
    });
    let recorded = PredictAction::Recorded(ticket.expect("the demo is run"), Ok(record("semaphore")));
    let state = state.reduce(recorded).0;
    let Predict::Asking(prediction) = &state.predict else { panic!("it asks") };
    assert_eq!(prediction.questions.len(), 1, "the author's question alone");
    assert!(open(&state).works[0].runs[0].is_none(), "nothing is shown yet");
    let loopline::page::model::predict::RunQuestion::Choice(question) = &prediction.questions[0] else {
        panic!("three answers")
    };
    let right = question.right;
    let wrong = state.clone().reduce(PredictAction::Choose((right + 1) % 3)).0.reduce(PredictAction::Check).0;
    assert!(open(&wrong).works[0].runs[0].is_some() && !open(&wrong).works[0].done);
    let (done, effects) = state.clone().reduce(PredictAction::Choose(right)).0.reduce(PredictAction::Check);
    assert!(open(&done).works[0].done && kept_words(&effects).len() == 1);
    assert!(!done.playback.playing && matches!(done.predict, Predict::Answered(_)));
    let shown = state.reduce(PredictAction::Show).0;
    assert!(open(&shown).works[0].runs[0].is_some() && shown.predict == Predict::Off && !shown.playback.playing);
}

#[test]
fn the_saved_file_has_what_ran_and_no_text_of_it_is_html() {
    let hostile = "# <script>alert(1)</script>\n\n<img src=x onerror=alert(1)> [a](https://x.org/\"onclick=) `<b>`\n\n\
                   ```python run\nprint('</pre><script>')\n```\n```checks\nelapsed < 9\n```\n";
    let (state, _) = finish(given(hostile), LessonAction::Run(0, 0), "semaphore");
    let html = lesson_html(open(&state), Lang::En);
    for mark in ["<script", "<img src=x", "<b>", "\"onclick"] {
        assert!(!html.contains(mark), "{mark}");
    }
    assert!(html.contains("parser-1 comes") && html.contains("✓ <code>elapsed &lt; 9</code>"), "{html}");
    assert!(html.contains("<img src=\"data:image/svg+xml;charset=utf-8,%3Csvg"));
    assert!(html.contains("cannot run the programs itself"));
    assert!(html.contains("default-src 'none'"));
}

/// The lessons that are served with the page: each opens without a fault, in both languages alike.
#[test]
fn the_lessons_of_the_page_are_whole() {
    let mut names: Vec<String> = fs::read_dir("static/course")
        .expect("lessons")
        .map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(names.len() >= 10, "{names:?}");
    let shape = |name: &str| -> Vec<(ExerciseKind, usize, usize)> {
        let lesson = Lesson::read(&fs::read_to_string(format!("static/course/{name}")).expect("a lesson"));
        assert_eq!(lesson.faults, [], "{name}");
        assert!(!lesson.title.is_empty());
        let of = lesson.exercises.iter();
        of.map(|exercise| (exercise.kind, exercise.programs.len(), exercise.checks.len())).collect()
    };
    for name in names.iter().filter(|name| name.ends_with(".en.md")) {
        let russian = name.replace(".en.md", ".ru.md");
        assert!(names.contains(&russian), "{russian}");
        assert_eq!(shape(name), shape(&russian), "{name}");
        // What they link to is there.
        let text = fs::read_to_string(format!("static/course/{name}")).expect("a lesson");
        for link in text.split("](#/lesson/course/").skip(1) {
            let to = link.split(')').next().unwrap_or_default().to_string();
            assert!(names.contains(&to), "{name}: {to}");
        }
    }
}
