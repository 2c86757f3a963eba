//! The page that asks: what is asked about a run, which answers are right, and why.

use std::cell::RefCell;
use std::fs;
use std::rc::Rc;

use loopline::clock::Micros;
use loopline::demos::{
    Args, CATALOGUE, Chapter, Demo, QUESTIONS, Question, QuestionKind, find, questions_of, run_to_end,
};
use loopline::i18n::{Lang, plain};
use loopline::page::derived::prediction_words::reason;
use loopline::page::model::action::{PredictAction, RunAction};
use loopline::page::model::effect::Effect;
use loopline::page::model::predict::{Answer, ChoiceQuestion, OrderQuestion, Predict, RunQuestion};
use loopline::page::model::progress::Progress;
use loopline::page::model::state::{Action, Phase, Record, State, Tab, Theme};
use loopline::trace::Trace;
use loopline::trace::file;

fn record_of(trace: Trace) -> Record {
    Record::whole(Rc::new(RefCell::new(trace)))
}

/// The record of a demo, or of a program in Python from its golden.
fn record(demo: &Demo, args: &Args) -> Record {
    if demo.in_python().is_none() {
        return record_of(run_to_end(demo, args.clone()).trace().clone());
    }
    let variant = demo.variants.get(args.variant()).map_or(String::new(), |variant| format!(".{}", variant.id));
    let text = fs::read(format!("tests/golden/{}{variant}.json", demo.id)).expect("a golden of the program");
    record_of(file::read(&text).expect("a record").trace)
}

fn demo(id: &str, set: &[(&str, &str)]) -> Record {
    let demo = find(id).expect("a demo");
    let mut args = Args::defaults(demo);
    for (name, value) in set {
        assert_eq!(args.set(demo, name, value), Ok(()));
    }
    record(demo, &args)
}

/// The page of a demo whose unseen run has come.
fn asked(hash: &str) -> Rc<State> {
    let state = Rc::new(State::open(hash, Lang::En, Theme::Light));
    let (state, effects) = state.reduce(PredictAction::Ask);
    let Some(Effect::Predict(ticket, demo, args)) =
        effects.into_iter().find(|effect| matches!(effect, Effect::Predict(..)))
    else {
        panic!("the demo is run");
    };
    state.reduce(PredictAction::Recorded(ticket, Ok(record(demo, &args)))).0
}

fn act(state: Rc<State>, action: impl Into<Action>) -> Rc<State> {
    state.reduce(action).0
}

/// Puts the lines of the question into this order.
fn put(mut state: Rc<State>, order: &[usize]) -> Rc<State> {
    for (to, line) in order.iter().enumerate() {
        let from = state.asking().expect("a question").order.iter().position(|other| other == line).expect("a line");
        state = act(state, PredictAction::Move(from, to));
    }
    state
}

fn texts(question: &OrderQuestion) -> Vec<String> {
    (0..question.len()).map(|line| question.text(line).to_string()).collect()
}

/// The reason why an order of a demo's lines, given by their numbers, is wrong; `None` if it is right.
fn why(hash: &str, order: &[usize], lang: Lang) -> Option<String> {
    let state = act(put(asked(hash), order), PredictAction::Check);
    let mut state = (*state).clone();
    state.settings.lang = lang;
    let prediction = state.answered().expect("an answer");
    (!prediction.is_right()).then(|| plain(&reason(&state, prediction)))
}

#[test]
fn every_question_of_the_course_can_be_asked_and_its_answer_is_in_the_record() {
    for question in QUESTIONS {
        let name = question.name();
        let lesson = question.lesson().unwrap_or_else(|| panic!("{name}: no such demo"));
        let args = question.values().unwrap_or_else(|| panic!("{name}: no such parameters"));
        let record = record(lesson, &args);
        match question.kind {
            QuestionKind::Order => {
                let asked = OrderQuestion::of(&record).unwrap_or_else(|| panic!("{name}: no order to ask"));
                let right: Vec<usize> = (0..asked.len()).collect();
                assert_eq!(asked.fault(&right), None, "{name}: the record's own order is right");
                assert!(asked.fault(asked.shuffled()).is_some(), "{name}: what is given is wrong");
            }
            kind => {
                let asked = ChoiceQuestion::of(kind, &record).unwrap_or_else(|| panic!("{name}: nothing to choose"));
                let distinct = asked.answers.iter().enumerate().all(|(i, answer)| !asked.answers[..i].contains(answer));
                assert!(distinct, "{name}: {:?}", asked.answers);
                if kind == QuestionKind::Elapsed {
                    assert_eq!(asked.answers[asked.right], Answer::Time(record.trace.borrow().end_time()), "{name}");
                }
            }
        }
    }
}

#[test]
fn every_chapter_asks_at_least_five_questions_and_each_has_a_name_of_its_own() {
    let mut chapters: Vec<Chapter> = CATALOGUE.iter().map(|demo| demo.chapter).collect();
    chapters.dedup();
    for chapter in chapters {
        assert!(questions_of(chapter).count() >= 5, "{}", chapter.title().en);
    }
    let mut names: Vec<String> = QUESTIONS.iter().map(Question::name).collect();
    names.sort();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
    let words = |name: &&String| name.split_whitespace().count() == 1 && name.contains(':');
    assert!(names.iter().all(|name| words(&name)), "a device remembers them as words");
}

#[test]
fn each_demo_asks_something_with_each_of_its_variants() {
    for lesson in CATALOGUE {
        for variant in 0..lesson.variants.len().max(1) {
            let args = Args::defaults(lesson).with_variant(lesson, variant);
            let record = record(lesson, &args);
            let choices = QuestionKind::ALL.into_iter().filter_map(|kind| ChoiceQuestion::of(kind, &record)).count();
            let asks = OrderQuestion::of(&record).is_some() || choices > 0;
            assert!(asks, "{} {variant}", lesson.id);
        }
    }
}

#[test]
fn lines_whose_order_nothing_fixes_may_stand_either_way() {
    // At 2 s the timers of one wait of 2 s and of the second of two waits of 1 s fire; a real clock never ties.
    let question = OrderQuestion::of(&demo("blocking", &[("variant", "awaiting")]));
    assert!(question.is_some());
    // Three threads print at the same moment.
    let question = OrderQuestion::of(&demo("models", &[("variant", "threads")])).expect("an order");
    let mut order: Vec<usize> = (0..question.len()).collect();
    order.swap(0, 1);
    assert_eq!(question.fault(&order), None, "{:?}", texts(&question));
}

#[test]
fn timers_that_are_set_together_keep_their_order() {
    let question = OrderQuestion::of(&demo("semaphore", &[])).expect("an order");
    let printed = texts(&question);
    let mut wrong: Vec<usize> = (0..question.len()).collect();
    let done: Vec<usize> =
        printed.iter().enumerate().filter(|(_, text)| text.ends_with("is done")).map(|(i, _)| i).collect();
    assert!(done.len() >= 2, "{printed:?}");
    wrong.swap(done[0], done[1]);
    assert!(question.fault(&wrong).is_some(), "{printed:?}");
}

#[test]
fn the_reason_is_made_of_the_records_causes() {
    for lang in Lang::ALL {
        for (hash, kind) in QUESTIONS.iter().map(|question| (question.href(), question.kind)) {
            let lesson = asked_lesson(&hash);
            if kind != QuestionKind::Order || lesson.in_python().is_some() {
                continue;
            }
            let state = asked(&hash);
            let prediction = state.asking().expect("a question");
            let Some(place) = prediction.questions.iter().position(|asked| asked.kind() == kind) else { continue };
            let state = act(state, PredictAction::Question(place));
            let mut state = (*act(state, PredictAction::Check)).clone();
            state.settings.lang = lang;
            let prediction = state.answered().expect("an answer");
            let text = plain(&reason(&state, prediction));
            println!("{hash}: {text}");
            assert!(text.ends_with('.') && !text.contains("{}") && !text.contains("  "), "{hash}: {text}");
        }
    }
}

fn asked_lesson(hash: &str) -> &'static Demo {
    loopline::page::model::route::read(hash).route.lesson().expect("a demo")
}

#[test]
fn a_waiter_had_to_wait_until_another_let_it_go_on() {
    let state = asked("#/demo/lock?variant=with");
    let Some(RunQuestion::Order(question)) = state.asking().and_then(|prediction| prediction.asked().cloned()) else {
        panic!("an order is asked");
    };
    let printed = texts(&question);
    let place = |text: &str| printed.iter().position(|line| line == text).expect("the line");
    let (first, second) = (place("payer-1 writes 100"), place("payer-2 reads 100"));
    let mut order: Vec<usize> = (0..question.len()).collect();
    order.swap(first, second);
    let en = why("#/demo/lock?variant=with", &order, Lang::En).expect("a reason");
    assert!(
        en.starts_with("payer-2 waits at line ")
            && en.ends_with("until payer-1 releases account lock, at 1.00\u{a0}s."),
        "{en}"
    );
    let ru = why("#/demo/lock?variant=with", &order, Lang::Ru).expect("a reason");
    assert!(ru.contains("пока задача payer-1 не освободит блокировку account lock"), "{ru}");
}

#[test]
fn the_run_is_kept_unseen_until_the_reader_has_answered() {
    let state = asked("#/demo/gather");
    assert!(state.run.record.is_none() && state.run.phase == Phase::Idle, "nothing of the run is shown");
    let state = act(state, PredictAction::Check);
    assert!(state.answered().is_some_and(|prediction| !prediction.is_right()));
    assert!(matches!(state.run.phase, Phase::Ended(_)) && state.run.record.is_some());
    assert_eq!(state.workspace.tab, Tab::Answer);
    assert!(state.playback.playhead < state.len(), "the playhead stands where it differs");
    let again = act(state, PredictAction::Again);
    assert!(again.asking().is_some() && again.run.record.is_none());
    let ran = act(again, RunAction::Run);
    assert_eq!(ran.predict, Predict::Off, "a run that is asked for takes its place");
}

#[test]
fn a_right_answer_counts_once_and_other_parameters_are_no_question_of_the_course() {
    let count = |state: &State| state.progress.questions(Chapter::TasksAndFutures).0;
    let right = |hash: &str| {
        let state = asked(hash);
        let count = state.asking().expect("a question").order.len();
        act(put(state, &(0..count).collect::<Vec<_>>()), PredictAction::Check)
    };
    let state = right("#/demo/gather");
    assert!(state.answered().is_some_and(|prediction| prediction.is_right()));
    assert_eq!(count(&state), 1);
    let kept = state.progress.kept(&Progress::default(), "");
    assert_eq!(Progress::read(&kept), state.progress, "{kept}");
    assert_eq!(count(&right("#/demo/gather?a=7")), 0);
    assert_eq!(Progress::read("gather?:order gather?:none x:y").questions(Chapter::TasksAndFutures).0, 1);
}

#[test]
fn a_late_record_and_a_refused_engine_leave_the_page_as_it_is() {
    let state = act(Rc::new(State::open("#/demo/gather", Lang::En, Theme::Light)), PredictAction::Ask);
    let late = act(state.clone(), PredictAction::Recorded(99, Ok(demo("gather", &[]))));
    assert_eq!(late.predict, Predict::Running);
    let refused = act(state, PredictAction::Recorded(1, Err("no engine".into())));
    assert_eq!(refused.predict, Predict::Off);
    assert!(refused.workspace.notice.is_some());
}

#[test]
fn times_are_told_apart_and_the_right_one_is_the_records() {
    let record = demo("await-vs-task", &[("variant", "tasks")]);
    let question = ChoiceQuestion::of(QuestionKind::Elapsed, &record).expect("a question");
    let seconds = |seconds: u64| Answer::Time(Micros(seconds * 1_000_000));
    assert_eq!(question.answers[question.right], seconds(2));
    assert_eq!(question.answers, [seconds(1), seconds(2), seconds(3)], "one after another, and the shortest");
}
