//! Finding a demo, walking through the course and remembering how far one has come, without a browser.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use loopline::demos::{BEYOND, CATALOGUE, Chapter, all, find, neighbours, run_to_end, search};
use loopline::engine::Timing;
use loopline::i18n::Lang;
use loopline::page::model::action::{PlaybackAction, ProgressAction, RunAction};
use loopline::page::model::progress::{Progress, part, told};
use loopline::page::model::python::Twin;
use loopline::page::model::route::{Page, Route, read};
use loopline::page::model::state::{Action, State, Theme};
use loopline::reference::{TABLES, read_glossary};
use loopline::trace::Status;

fn found(query: &str) -> Vec<&'static str> {
    search(query).into_iter().map(|demo| demo.id).collect()
}

#[test]
fn a_search_without_words_finds_every_demo_in_the_courses_order() {
    let every: Vec<_> = all().map(|demo| demo.id).collect();
    assert_eq!(found(""), every);
    assert_eq!(found(" \t\u{a0}"), every);
}

#[test]
fn a_demo_is_found_by_its_words_in_either_language() {
    assert!(found("back-pressure").contains(&"bounded-queue"), "title");
    assert!(found("обратное давление").contains(&"bounded-queue"), "title");
    assert!(found("bounded-queue").contains(&"bounded-queue"), "id");
    assert!(found("рукопожатие").is_empty() && found("xyzzy").is_empty());
    for demo in all().step_by(10) {
        for words in [demo.title, demo.about, demo.try_this] {
            assert!(found(words.en).contains(&demo.id), "{}: {}", demo.id, words.en);
            assert!(found(words.ru).contains(&demo.id), "{}: {}", demo.id, words.ru);
        }
    }
}

#[test]
fn a_chapters_title_finds_all_of_its_demos() {
    for chapter in CATALOGUE.iter().map(|demo| demo.chapter) {
        let of_chapter: Vec<_> = all().filter(|demo| demo.chapter == chapter).map(|demo| demo.id).collect();
        for title in [chapter.title().en, chapter.title().ru] {
            let found = found(title);
            assert!(of_chapter.iter().all(|id| found.contains(id)), "{title}");
        }
    }
}

#[test]
fn case_the_dots_of_yo_marks_and_apostrophes_make_no_difference() {
    assert_eq!(found("SEMAPHORE"), found("semaphore"));
    assert_eq!(found("СЕМАФОР"), found("семафор"));
    let dotted = all().find(|demo| demo.title.ru.contains('ё')).expect("a title with ё");
    assert!(found(&dotted.title.ru.replace('ё', "е")).contains(&dotted.id));
    assert_eq!(found("ещё"), found("ЕЩЕ"));
    assert!(found("two permits").contains(&"semaphore"), "its text has it in bold");
    assert!(found("alice's").contains(&"errands"));
}

#[test]
fn several_words_must_all_be_there_in_any_order_and_language() {
    let both = found("очередь bounded");
    assert!(both.contains(&"bounded-queue"));
    assert!(both.iter().all(|id| found("очередь").contains(id) && found("bounded").contains(id)));
    assert_eq!(both, found("bounded очередь"));
    assert!(found("semaphore рукопожатие").is_empty());
}

#[test]
fn a_demo_is_found_by_the_names_that_python_has_for_it() {
    for (query, id) in [
        ("asyncio.gather", "gather"),
        ("asyncio.Semaphore", "semaphore"),
        ("wait_for", "timeout"),
        ("__aenter__", "async-context"),
        ("call_later", "call-soon"),
        ("types.coroutine", "busy-wait"),
        ("first_exception", "wait"),
        ("run_in_executor", "to-thread"),
    ] {
        assert!(found(query).contains(&id), "{query}: {:?}", found(query));
    }
}

#[test]
fn every_demo_has_pythons_names_and_those_of_its_twins_in_python_are_among_them() {
    // Nearly every program has these, so they would find nearly every demo.
    const COMMON: [&str; 8] = [
        "asyncio.run",
        "asyncio.sleep",
        "asyncio.create_task",
        "asyncio.gather",
        "asyncio.wait",
        "asyncio.get_running_loop",
        "asyncio.CancelledError",
        "asyncio.InvalidStateError",
    ];
    let sources = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src");
    for demo in CATALOGUE {
        let names = demo.python_names;
        assert!(!names.is_empty(), "{}", demo.id);
        assert_eq!(BTreeSet::from_iter(names).len(), names.len(), "{}: a name twice", demo.id);
        for path in Twin::of(demo).into_iter().map(|twin| twin.path()) {
            let text = fs::read_to_string(sources.join(&path)).expect("a twin");
            for rest in text.split("asyncio.").skip(1) {
                let name: String =
                    rest.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect();
                let name = format!("asyncio.{name}");
                let last = |known: &str| known.rsplit('.').next().map(|last| last.trim_end_matches("(0)").to_string());
                let known = COMMON.contains(&name.as_str()) || names.iter().any(|known| last(known) == last(&name));
                assert!(known, "{path} uses {name}, and is not found by it");
            }
        }
    }
    assert!(BEYOND.iter().all(|demo| demo.python_names.is_empty()));
}

#[test]
fn the_course_is_walked_from_its_first_demo_to_its_last_and_back() {
    let mut walked = vec![CATALOGUE[0]];
    while let (_, Some(next)) = neighbours(walked[walked.len() - 1]) {
        walked.push(next);
    }
    assert!(walked.iter().map(|demo| demo.id).eq(CATALOGUE.iter().map(|demo| demo.id)));
    while let (Some(previous), _) = neighbours(walked[walked.len() - 1]) {
        walked.pop();
        assert_eq!(walked.last().map(|demo| demo.id), Some(previous.id));
    }
    assert_eq!(walked.len(), 1);
    let crossing = CATALOGUE.windows(2).filter(|pair| pair[0].chapter != pair[1].chapter).count();
    assert_eq!(crossing, 7, "chapters follow one another");
    for demo in BEYOND {
        assert!(matches!(neighbours(demo), (None, None)), "{}", demo.id);
    }
}

#[test]
fn pages_of_reference_have_addresses_and_what_names_none_is_told() {
    for page in Page::all() {
        assert_eq!(read(&page.href()).route, Route::Reference(page.clone()), "{}", page.href());
        assert_eq!(read(&format!("{}/", page.href())).route, Route::Reference(page));
    }
    let table = Route::Reference(Page::Table(&TABLES[0]));
    assert_eq!(read("#/compare").route, table);
    assert_eq!(read("#/compare/rust").route, Route::Unknown("compare/rust".into()));
    let glossary = read_glossary(include_str!("../../static/reference/glossary.json")).expect("a file of terms");
    for term in glossary {
        let page = Page::Glossary(Some(term.id.to_string()));
        assert_eq!(read(&page.href()).route, Route::Reference(page));
    }
    assert_eq!(
        read("#/glossary/%D0%B4").route,
        Route::Reference(Page::Glossary(Some("д".into()))),
        "the page says that there is no such term"
    );
    assert_eq!(read("#/reading/x").route, Route::Unknown("reading/x".into()));
}

fn open(hash: &str) -> Rc<State> {
    Rc::new(State::open(hash, Lang::En, Theme::System))
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// A demo that has been run to its end, with the playhead where the page leaves it.
fn run(hash: &str, timing: Timing) -> Rc<State> {
    let state = after(open(hash), [Action::Run(RunAction::Timing(timing)), Action::Run(RunAction::Run)]);
    let (demo, args) = (state.demo().expect("a demo"), state.address.args.clone().expect("its parameters"));
    let run = run_to_end(demo, args);
    let (record, now) = (run.record(), run.now());
    let len = record.borrow().len();
    after(
        state,
        [Action::Run(RunAction::Started(record)), Action::Run(RunAction::Grown(len, now, Some(Status::Returned)))],
    )
}

#[test]
fn a_demo_counts_as_seen_when_its_run_was_watched_or_stepped_to_its_end() {
    assert!(run("#/demo/hello", Timing::Live).progress.has("hello"), "watched live");

    let state = run("#/demo/hello", Timing::Exact);
    assert!(!state.progress.has("hello"), "the record is there, and its playback only begins");
    let played =
        after(state.clone(), [Action::Playback(PlaybackAction::Tick(loopline::clock::Micros::from_millis(60_000)))]);
    assert!(played.progress.has("hello"), "watched");

    let mut stepped = after(state, [Action::Playback(PlaybackAction::Seek(0))]);
    while stepped.playback.playhead < stepped.len() {
        assert!(!stepped.progress.has("hello"), "at {}", stepped.playback.playhead);
        stepped = stepped.reduce(Action::Playback(PlaybackAction::Step(1))).0;
    }
    assert!(stepped.progress.has("hello"), "stepped");
}

#[test]
fn a_live_run_that_was_stopped_on_the_way_is_not_yet_seen() {
    let state = after(open("#/demo/hello"), [Action::Run(RunAction::Run)]);
    let run = run_to_end(state.demo().expect("a demo"), state.address.args.clone().expect("its parameters"));
    let record = run.record();
    let len = record.borrow().len();
    let state = after(
        state,
        [
            Action::Run(RunAction::Started(record)),
            Action::Run(RunAction::Grown(5, run.now(), None)),
            Action::Playback(PlaybackAction::End),
        ],
    );
    assert!(!state.progress.any(), "its edge is not its end");
    let state = after(
        state,
        [
            Action::Playback(PlaybackAction::Pause),
            Action::Run(RunAction::Grown(len, run.now(), Some(Status::Returned))),
        ],
    );
    assert!(!state.progress.any(), "it ended out of sight");
    assert!(after(state, [Action::Playback(PlaybackAction::End)]).progress.has("hello"));
}

#[test]
fn what_is_remembered_survives_damage_and_what_another_tab_remembers() {
    let damaged =
        ["", " ", "\u{0}\u{ffff}", "{\"seen\":[1]}", "hello,gather", "no-such-demo HELLO", &"x ".repeat(100_000)];
    for text in damaged {
        assert_eq!(Progress::read(text), Progress::default(), "{text:.20}");
    }
    let before = Progress::read("hello no-such-demo gather hello");
    assert_eq!((before.has("hello"), before.has("gather"), before.of_course().0), (true, true, 2));
    let mut now = before.clone();
    now.see("lock");
    assert_eq!(now.kept(&before, "hello gather"), "gather hello lock");
    assert_eq!(now.kept(&before, "event damaged"), "event gather hello lock", "another tab has seen event");
    assert_eq!(Progress::read(&now.kept(&before, "")), now);
    assert_eq!(BTreeSet::from_iter(all().map(|demo| demo.id)).len(), all().count());
    let every: Vec<_> = all().map(|demo| demo.id).collect();
    assert_eq!(Progress::read(&every.join(" ")).of_course(), (CATALOGUE.len(), CATALOGUE.len()));
}

#[test]
fn progress_is_forgotten_and_brought_back_until_something_new_is_seen() {
    let mut state = State::open("#/demo/hello", Lang::En, Theme::System);
    state.progress = Progress::read("gather lock");
    let before = state.progress.clone();
    let forgotten = after(Rc::new(state), [Action::Progress(ProgressAction::Forget)]);
    assert!(!forgotten.progress.any() && forgotten.progress.can_recall());
    assert_eq!(forgotten.progress.kept(&before, "gather lock event"), "", "all of it is forgotten");
    let back = after(forgotten.clone(), [Action::Progress(ProgressAction::Recall)]);
    assert_eq!((&back.progress, back.progress.can_recall()), (&before, false));

    let mut anew = forgotten.progress.clone();
    anew.see("hello");
    assert!(!anew.can_recall(), "what is new is not given up for what was forgotten");

    let nothing = open("");
    assert!(Rc::ptr_eq(&nothing, &nothing.clone().reduce(Action::Progress(ProgressAction::Forget)).0));
    assert!(Rc::ptr_eq(&nothing, &nothing.clone().reduce(Action::Progress(ProgressAction::Recall)).0));
}

#[test]
fn progress_is_told_for_the_course_and_each_chapter_in_both_languages() {
    let progress = Progress::read("errands models gather many");
    assert_eq!(progress.of_course(), (3, CATALOGUE.len()), "what is beyond the course does not count");
    assert_eq!(progress.of_chapter(Chapter::WhyAsync), (2, 3));
    assert_eq!(progress.of_chapter(Chapter::Beyond), (1, BEYOND.len()));
    let whole = CATALOGUE.iter().map(|demo| demo.chapter).collect::<BTreeSet<_>>();
    let total: usize = whole.into_iter().map(|chapter| progress.of_chapter(chapter).1).sum();
    assert_eq!(total, CATALOGUE.len());
    assert_eq!((part((12, 40), Lang::En), part((12, 40), Lang::Ru)), ("12 of 40".into(), "12 из 40".into()));
    assert_eq!(told((12, 40), Lang::En), "12 of 40 demos seen");
    assert_eq!(told((1, 1), Lang::En), "1 of 1 demo seen");
    assert_eq!(told((21, 40), Lang::Ru), "Просмотрено 21 из 40 демо");
    assert!(find("many").is_some());
}
