//! Components, rendered to text on the host.

use std::cell::RefCell;
use std::rc::Rc;

use loopline::advice::hints::{Hint, HintKind};
use loopline::advice::{Advice, cures::cure};
use loopline::clock::Micros;
use loopline::demos::{CATALOGUE, find, neighbours};
use loopline::engine::MOST_EVENTS;
use loopline::i18n::Lang;
use loopline::page::effects::page_store::use_store;
use loopline::page::model::action::{ListingAction, PlaybackAction, ReferenceAction, RunAction};
use loopline::page::model::files::OpenedRecord;
use loopline::page::model::progress::Progress;
use loopline::page::model::python::{
    Draft, EngineState, FinishedPython, FollowedHint, PythonAction, RunFailure, Script, Twin,
};
use loopline::page::model::route::{Page as ReferenceKind, Route};
use loopline::page::model::state::{Action, Record, State, Theme};
use loopline::page::{DemoPage, Front, ReferencePage};
use loopline::reference::{ReferenceFile, read_comparisons, read_glossary, read_library, read_packages, read_shelves};
use loopline::trace::Limit;
use loopline::trace::file::{ClockKind, ProgramInfo};
use loopline::trace::{Event, EventKind, Seq, Status, Trace, WarningCode};
use yew::prelude::*;

#[derive(Clone, Debug, PartialEq, Properties)]
struct Props {
    state: Rc<State>,
}

/// The page of a state, without header and listeners.
#[component]
fn Page(props: &Props) -> Html {
    let store = use_store(|| (*props.state).clone());
    if let Route::Reference(page) = &store.address.route {
        html! { <ReferencePage page={page.clone()} store={store.clone()} /> }
    } else if store.demo().is_some() || store.script().is_some() {
        html! { <DemoPage {store} /> }
    } else {
        html! { <Front {store} /> }
    }
}

fn render(hash: &str, lang: Lang) -> String {
    render_with(hash, lang, None)
}

/// With what has come of the fetch of the program's text.
fn render_with(hash: &str, lang: Lang, fetched: Option<Option<Rc<str>>>) -> String {
    let mut state = State::open(hash, lang, Theme::Light);
    state.progress = Progress::read("gather");
    let demo = state.demo();
    render_state(match (demo, fetched) {
        (Some(demo), Some(text)) => Rc::new(state).reduce(Action::Listing(ListingAction::Fetched(demo, text))).0,
        _ => with_reference(Rc::new(state), |file| Some(reference(file))),
    })
}

/// The text of a file of reference.
fn reference(file: ReferenceFile) -> &'static str {
    match file {
        ReferenceFile::Comparisons => include_str!("../../static/reference/comparisons.json"),
        ReferenceFile::Glossary => include_str!("../../static/reference/glossary.json"),
        ReferenceFile::Reading => include_str!("../../static/reference/reading.json"),
        ReferenceFile::Library => include_str!("../../static/reference/library.json"),
        ReferenceFile::Packages => include_str!("../../src/python/packages.lock"),
    }
}

/// With what has come of the fetch of a page of reference.
fn with_reference(state: Rc<State>, text: impl Fn(ReferenceFile) -> Option<&'static str>) -> Rc<State> {
    let Route::Reference(page) = &state.address.route else { return state };
    let files = [Some(page.file()), (page.file() == ReferenceFile::Library).then_some(ReferenceFile::Packages)];
    files
        .into_iter()
        .flatten()
        .fold(state, |state, file| state.reduce(ReferenceAction::Fetched(file, text(file).map(Rc::from))).0)
}

fn render_state(state: Rc<State>) -> String {
    let props = Props { state };
    let runtime =
        tokio::runtime::Builder::new_current_thread().build().expect("a runtime without drivers needs nothing");
    let local = tokio::task::LocalSet::new();
    let page = local.block_on(&runtime, async {
        yew::LocalServerRenderer::<Page>::with_props(props).hydratable(false).render().await
    });
    page.replace("&#x27;", "'").replace("&quot;", "\"").replace("&amp;", "&")
}

#[test]
fn the_front_page_has_a_card_for_every_demo_in_both_languages() {
    for lang in Lang::ALL {
        let page = render("", lang);
        for demo in loopline::demos::all() {
            assert!(page.contains(&format!("href=\"#/demo/{}\"", demo.id)), "{}", demo.id);
            assert!(page.contains(lang.pick(demo.title.en, demo.title.ru)), "{}", demo.id);
        }
    }
}

#[test]
fn every_demo_shows_its_title_its_parameters_and_its_program() {
    for demo in CATALOGUE {
        for lang in Lang::ALL {
            let page = render(&format!("#/demo/{}", demo.id), lang);
            assert!(page.contains(&format!("<h1>{}</h1>", lang.pick(demo.title.en, demo.title.ru))), "{}", demo.id);
            for param in demo.params {
                assert!(page.contains(&format!("id=\"param-{}\"", param.id)), "{}: {}", demo.id, param.id);
            }
            // Of one in Python the program is in the editor.
            let program = if demo.in_python().is_some() { "class=\"python-field\"" } else { "class=\"code-line\"" };
            assert!(page.contains(program), "{}", demo.id);
            assert!(page.contains("aria-label=\"On from here\"") || page.contains("aria-label=\"Куда дальше\""));
        }
    }
}

#[test]
fn a_program_has_the_room_of_its_lines_before_its_text_is_there() {
    for demo in CATALOGUE.iter().filter(|demo| demo.in_python().is_none()) {
        let lines = |page: &str| page.matches("class=\"code-line\"").count() as u32;
        let address = format!("#/demo/{}", demo.id);
        let before = render(&address, Lang::En);
        assert_eq!(lines(&before), demo.source.lines(), "{}", demo.id);
        assert!(before.contains("aria-busy=\"true\"") && !before.contains("code-keyword"), "{}", demo.id);
        let after = render_with(&address, Lang::En, Some(Some(demo.source.text().into())));
        assert_eq!(lines(&after), demo.source.lines(), "{}", demo.id);
        assert!(after.contains("aria-busy=\"false\"") && after.contains(">async</span>"), "{}", demo.id);
    }
}

#[test]
fn a_program_whose_text_is_not_there_says_why_and_what_to_do() {
    let page = render_with("#/demo/gather", Lang::Ru, Some(None));
    assert!(page.contains("Текст программы не загрузился.") && page.contains("Попробовать ещё раз"), "{page}");
    let page = render_with("#/demo/gather", Lang::En, Some(Some("fn main() {}".into())));
    assert!(page.contains("Loopline has been updated") && page.contains("Reload the page"), "{page}");
}

#[test]
fn every_demo_that_has_a_twin_leads_to_it_and_the_twin_back_and_says_what_is_different() {
    for twin in Twin::all().filter(|twin| twin.lesson().is_none()) {
        let address = twin.demo_href();
        for lang in Lang::ALL {
            let demo = render(&address, lang);
            assert!(demo.contains(&format!("href=\"{}\"", Script::Twin(twin).href())), "{}", twin.name());
            let page = render(&Script::Twin(twin).href(), lang);
            assert!(page.contains(&format!("href=\"{address}\"")), "{}", twin.name());
            for words in twin.differences() {
                let shown = lang.pick(words.en, words.ru).replace('`', "");
                assert!(text_of(&page).contains(&shown), "{}: {shown}", twin.name());
            }
        }
    }
    assert!(Twin::all().any(|twin| !twin.differences().is_empty()), "some say what is different");
}

#[test]
fn a_demo_or_variant_that_has_no_twin_says_why_where_the_link_to_it_would_stand() {
    let mut without = 0;
    for demo in loopline::demos::all_in_rust() {
        let alone = demo.variants.is_empty().then_some(None);
        for variant in demo.variants.iter().map(|variant| Some(variant.id)).chain(alone) {
            let address = variant.map_or_else(
                || format!("#/demo/{}", demo.id),
                |variant| format!("#/demo/{}?variant={variant}", demo.id),
            );
            for lang in Lang::ALL {
                let page = render(&address, lang);
                let Some(why) = demo.without_twin(variant) else {
                    assert!(!page.contains("no-twin") && page.contains("other-language"), "{address}");
                    continue;
                };
                without += 1;
                assert!(text_of(&page).contains(lang.pick(why.en, why.ru)), "{address}");
                assert_eq!(page.contains("other-language"), !Twin::of(demo).is_empty(), "{address}");
            }
        }
    }
    assert!(without > 0);
}

/// The page after a run of a program in Python that has left this record.
fn ran(lang: Lang, status: Status, events: usize) -> String {
    ended(lang, status, events, None)
}

/// The same where the record says which limit has ended it.
fn ended(lang: Lang, status: Status, events: usize, limit: Option<Limit>) -> String {
    let state = Rc::new(State::open("#/python", lang, Theme::Light));
    let given = PythonAction::Given(Script::Own, Draft::alone("x".into()), None);
    let state = state.reduce(Action::Python(given)).0.reduce(Action::Run(RunAction::Run)).0;
    let ticket = state.run.ticket;
    // It has grown so far.
    let mut state = (*state).clone();
    state.python.limit = MOST_EVENTS;
    let state = Rc::new(state);
    let mut trace = Trace::default();
    for i in 1..=events {
        let kind = match limit {
            _ if i == events => EventKind::RunEnded { status },
            Some(limit) if i + 1 == events => {
                EventKind::Warning { code: WarningCode::Limit, text: trace.intern(limit.text()), site: None }
            }
            _ => EventKind::Turn { ready: 0, timers: 0 },
        };
        trace.push(Event { t: Micros::ZERO, thread: 0, run: 0, cause: None, wall: None, kind });
    }
    let record = Record::whole(Rc::new(RefCell::new(trace)));
    let program =
        ProgramInfo { id: "program.py".into(), args: Vec::new(), source: None, files: Vec::new(), changes: Vec::new() };
    let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
    let left = FinishedPython::new(Draft::alone("x".into()), opened);
    let state =
        state.reduce(Action::Python(PythonAction::Ran(ticket, left))).0.reduce(Action::Playback(PlaybackAction::End)).0;
    render_state(state)
}

/// The record of a run of nothing but its end, at this loop time.
fn run_of(t: Micros) -> Record {
    let mut trace = Trace::default();
    let kind = EventKind::RunEnded { status: Status::Returned };
    trace.push(Event { t, thread: 0, run: 0, cause: None, wall: None, kind });
    Record::whole(Rc::new(RefCell::new(trace)))
}

#[test]
fn a_hint_shows_its_change_and_what_came_of_it() {
    let source = "async def f(n):\n    await g(n)\n\nasync def main():\n    f(1)\n";
    let hint = Hint { what: HintKind::NeverAwaited("f".into()), seq: Seq(0), line: Some(5) };
    let page = |lang: Lang, took: Option<Micros>| {
        let state = Rc::new(State::open("#/python", lang, Theme::Light));
        let given = PythonAction::Given(Script::Own, Draft::alone(source.into()), None);
        let state = state.reduce(Action::Python(given)).0.reduce(Action::Run(RunAction::Run)).0;
        let ticket = state.run.ticket;
        let record = run_of(Micros::from_millis(1000));
        let program = ProgramInfo {
            id: "program.py".into(),
            args: Vec::new(),
            source: None,
            files: Vec::new(),
            changes: Vec::new(),
        };
        let opened = OpenedRecord { name: "program.py".into(), program, clock: ClockKind::Virtual, record };
        let advice = [Advice { hint: hint.clone(), cure: cure(source, &hint) }].into();
        let left = FinishedPython { advice, ..FinishedPython::new(Draft::alone(source.into()), opened) };
        let mut state = (*state.reduce(Action::Python(PythonAction::Ran(ticket, left))).0).clone();
        state.python.followed = took.map(|took| FollowedHint { before: "".into(), record: run_of(took) });
        render_state(Rc::new(state))
    };
    let alone = page(Lang::En, None);
    assert!(alone.contains("    await f(1)</pre>") && alone.contains("Apply and run"), "{alone}");
    assert!(!alone.contains("Undo the change"));
    let took = Some(Micros::from_millis(2000));
    let english = page(Lang::En, took);
    assert!(
        english.contains("Before the change the program took <b>2.00\u{a0}s</b>, now <b>1.00\u{a0}s</b>."),
        "{english}"
    );
    assert!(english.contains("Undo the change"));
    let drawn = "aria-label=\"Before: 2.00\u{a0}s";
    assert!(english.contains(drawn) && english.contains("<svg"), "{english}");
    let russian = page(Lang::Ru, took);
    assert!(russian.contains("До изменения программа работала <b>2,00\u{a0}с</b>, теперь <b>1,00\u{a0}с</b>."));
    assert!(russian.contains("Применить и запустить") && russian.contains("Вернуть как было"));
}

#[test]
fn a_full_record_names_its_own_limit() {
    let page = ran(Lang::En, Status::Limit, MOST_EVENTS - 14);
    assert!(page.contains("Stopped at the limit of 300,000 events. Everything up to here is kept."));
    let page = ran(Lang::Ru, Status::Limit, MOST_EVENTS - 14);
    assert!(page.contains("Остановлено на пределе в 300\u{a0}000 событий. Всё до этого места сохранено."));
}

#[test]
fn a_program_that_goes_beyond_another_limit_is_told_which() {
    for (limit, en, ru) in [
        (Limit::Output, "the limit of 640\u{a0}KB of output", "пределе вывода в 640\u{a0}КБ"),
        (Limit::Tasks, "the limit of 20,000 tasks alive", "пределе в 20\u{a0}000 незавершённых задач"),
        (Limit::Turns, "the limit of 100,000 turns without a wait", "пределе в 100\u{a0}000 ходов цикла без ожидания"),
        (
            Limit::Looks,
            "the limit of 1,000,000 looks at the clock without a wait",
            "пределе в 1\u{a0}000\u{a0}000 взглядов на часы без ожидания",
        ),
        (
            Limit::Waits,
            "the limit of 200,000 waits in which nothing has happened",
            "пределе в 200\u{a0}000 ожиданий, за которые ничего не случилось",
        ),
    ] {
        let page = ended(Lang::En, Status::Limit, 9, Some(limit));
        assert!(page.contains(&format!("Stopped at {en}. ")), "{limit:?}");
        let page = ended(Lang::Ru, Status::Limit, 9, Some(limit));
        assert!(page.contains(&format!("Остановлено на {ru}. ")), "{limit:?}");
        assert!(!page.contains(limit.text()), "said once, in the reader's language: {limit:?}");
    }
    let page = ended(Lang::En, Status::Limit, 9, Some(Limit::Stacks));
    assert!(page.contains("Run it in a current Chrome, Edge or Firefox"), "{page}");
    let page = ended(Lang::Ru, Status::Limit, 9, Some(Limit::Stacks));
    assert!(page.contains("Запустите её в свежем Chrome, Edge или Firefox"), "{page}");
}

#[test]
fn what_has_broken_the_engine_is_named_as_far_as_the_words_of_browsers_tell_it() {
    let memory = "The program has used up the memory of the Python engine, 512\u{a0}MB, and has broken it.";
    let deep = "The recursion is too deep for the Python engine, and has broken it.";
    let other = "The program has broken the Python engine.";
    for (why, en) in [
        ("RangeError: Maximum call stack size exceeded", deep),
        ("RuntimeError: memory access out of bounds", deep),
        ("InternalError: too much recursion", deep),
        ("RuntimeError: unreachable", memory),
        ("Error: panicked at raw_vec.rs:\ncapacity overflow", memory),
        ("Error: panicked at frame.rs:\ninternal error: entered unreachable code", other),
        ("TypeError: no", other),
    ] {
        let state = Rc::new(State::open("#/python", Lang::En, Theme::Light));
        let state = state.reduce(Action::Python(PythonAction::Given(Script::Own, Draft::alone("x".into()), None))).0;
        let state = state.reduce(Action::Run(RunAction::Run)).0;
        let failed = PythonAction::Failed(state.run.ticket, RunFailure::Broken(why.into()));
        let page = render_state(state.reduce(Action::Python(failed)).0);
        assert!(page.contains(&format!("{en} The next run has a new one.")), "{why}");
    }
}

#[test]
fn an_engine_that_the_server_still_builds_says_how_far_it_is() {
    let said = |lang, done, total| {
        let state = Rc::new(State::open("#/python", lang, Theme::Light));
        render_state(state.reduce(Action::Python(PythonAction::Engine(EngineState::Building(done, total)))).0)
    };
    for (lang, done, total, text, bar) in [
        (Lang::En, 0, None, "The Python engine is being built on the server… Demos run meanwhile.", None),
        (Lang::En, 30, Some(120), "built on the server: 30 of 120 parts. Demos", Some("0.25")),
        (Lang::Ru, 30, Some(120), "Движок Python собирается на сервере: 30 из 120 частей. Демо", Some("0.25")),
        (Lang::En, 119, Some(120), "the last part, which takes longest.", Some("0.99")),
    ] {
        let page = said(lang, done, total);
        assert!(page.contains(text), "{page}");
        let value = bar.map(|bar| format!("value=\"{bar}\""));
        assert!(page.contains("<progress") && value.is_none_or(|value| page.contains(&value)), "{page}");
        assert!(!page.contains("python-status trouble"), "{page}");
    }
}

#[test]
fn while_a_program_in_python_runs_nobody_is_told_to_press_run() {
    for (lang, run) in [(Lang::En, "ress Run"), (Lang::Ru, "ажмите «Пуск»")] {
        let state = Rc::new(State::open("#/python", lang, Theme::Light));
        let state = state.reduce(Action::Python(PythonAction::Given(Script::Own, Draft::alone("x".into()), None))).0;
        assert!(render_state(state.clone()).contains(run));
        let page = render_state(state.reduce(Action::Run(RunAction::Run)).0);
        assert!(!page.contains(run), "{page}");
        assert_eq!(page.matches(lang.pick("The program runs.", "Программа выполняется.")).count(), 2);
    }
}

/// A page without its tags.
fn text_of(page: &str) -> String {
    let mut text = String::new();
    let mut tag = false;
    for c in page.chars() {
        match c {
            '<' => tag = true,
            '>' if tag => tag = false,
            _ if !tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}

#[test]
fn what_an_address_holds_is_text_and_never_html() {
    let page = render("#/demo/<img src=x onerror=alert(1)>", Lang::En);
    assert!(!page.contains("<img"), "{page}");
    assert!(page.contains("&lt;img"));
    let page = render("#/demo/gather?a=<script>x</script>", Lang::Ru);
    assert!(!page.contains("<script"), "{page}");
}

#[test]
fn every_page_of_reference_is_told_in_both_languages_and_leads_only_to_demos_that_are_there() {
    for page in ReferenceKind::all() {
        for lang in Lang::ALL {
            let text = render(&page.href(), lang);
            assert!(text.contains(&format!("<h1>{}</h1>", lang.pick(page.title().en, page.title().ru))));
            for link in text.split("href=\"#/demo/").skip(1) {
                let id = link.split('"').next().unwrap_or_default();
                assert!(find(id).is_some(), "{}: {id}", page.href());
            }
        }
    }
    for comparison in read_comparisons(reference(ReferenceFile::Comparisons)).unwrap() {
        let text = render(&format!("#/compare/{}", comparison.id), Lang::Ru);
        let rows = comparison.sections.iter().flat_map(|section| &section.rows).count();
        assert_eq!(text.matches("class=\"aspect\"").count(), rows, "{}", comparison.id);
        assert_eq!(text.matches("class=\"shown-by\"").count(), rows, "{}", comparison.id);
    }
    let text = render("#/glossary", Lang::En);
    for term in read_glossary(reference(ReferenceFile::Glossary)).unwrap() {
        assert!(text.contains(&format!("href=\"#/glossary/{}\"", term.id)), "{}", term.id);
    }
    let text = render("#/library", Lang::Ru);
    for group in read_library(reference(ReferenceFile::Library)).unwrap() {
        for module in &group.modules {
            assert!(text.contains(&format!("<code>{module}</code>")), "{module}");
        }
    }
    for package in read_packages(reference(ReferenceFile::Packages)).unwrap() {
        assert!(text.contains(&format!("{}</a> {}", package.name, package.version)), "{}", package.name);
    }
    let text = render("#/reading", Lang::En);
    for source in read_shelves(reference(ReferenceFile::Reading)).unwrap().iter().flat_map(|shelf| &shelf.sources) {
        assert!(text.contains(&format!("href=\"{}\"", source.url)), "{}", source.url);
    }
    assert_eq!(text.matches("href=\"https:").count(), text.matches("rel=\"noreferrer noopener\"").count());
}

#[test]
fn a_page_of_reference_says_that_its_texts_are_on_their_way_or_why_they_are_not_there() {
    for page in ReferenceKind::all() {
        let open = |lang| Rc::new(State::open(&page.href(), lang, Theme::Light));
        let on_its_way = render_state(open(Lang::En));
        assert!(on_its_way.contains("Loading the texts…"), "{}", page.href());
        let failed = render_state(with_reference(open(Lang::Ru), |_| None));
        assert!(failed.contains("Тексты этой страницы не загрузились."), "{failed}");
        assert!(failed.contains("Попробовать ещё раз"), "{failed}");
        let newer = render_state(with_reference(open(Lang::En), |_| Some("{\"version\": 2}")));
        assert!(newer.contains("Loopline has been updated") && newer.contains("Reload the page"), "{newer}");
    }
}

#[test]
fn every_demo_leads_on_back_and_to_the_demos_near_it() {
    for demo in CATALOGUE {
        let page = render(&format!("#/demo/{}", demo.id), Lang::En);
        let (previous, next) = neighbours(demo);
        let near = demo.see_also.iter().copied().chain([previous, next].into_iter().flatten().map(|demo| demo.id));
        for id in near {
            assert!(page.contains(&format!("href=\"#/demo/{id}\"")), "{}: {id}", demo.id);
        }
    }
}

#[test]
fn a_demo_that_was_seen_is_ticked_on_its_card_and_counted_in_its_chapter() {
    let page = render("", Lang::Ru);
    assert_eq!(page.matches(", просмотрено<").count(), 1);
    let chapter = find("gather").map(|demo| demo.chapter);
    let of_chapter = CATALOGUE.iter().filter(|demo| Some(demo.chapter) == chapter).count();
    let seen = format!("Просмотрено 1 из {} демо", CATALOGUE.len());
    assert!(page.contains(&seen) && page.contains(&format!("1 из {of_chapter}")), "{page}");
}

#[test]
fn the_panel_of_hosts_has_those_of_the_program_the_defaults_and_the_visits() {
    use loopline::page::model::python::host_edits::HostEdit;

    let source = "from fastapi import FastAPI\napp = FastAPI()\n";
    for lang in Lang::ALL {
        let state = Rc::new(State::open("#/python", lang, Theme::Light));
        let edits = [
            PythonAction::Given(Script::Own, Draft::alone(source.into()), None),
            PythonAction::EditHosts(HostEdit::Add("api.shop.example".into())),
            PythonAction::EditHosts(HostEdit::AddVisit(serde_json::json!({ "request": "GET /<b>" }))),
            PythonAction::ShowHosts(true),
        ];
        let state = edits.into_iter().fold(state, |state, edit| state.reduce(Action::Python(edit)).0);
        let page = render_state(state.clone());
        for words in ["api.shop.example", "GET /&lt;b>", "httpbin.org", "loopline.json", "uvicorn"] {
            assert!(page.contains(words) || page.contains(&words.replace('>', "&gt;")), "{words}: {page}");
        }
        let broken = [
            PythonAction::ShowBeside("loopline.json", ""),
            PythonAction::Edit("{".into()),
            PythonAction::ShowHosts(true),
        ];
        let broken = broken.into_iter().fold(state, |state, edit| state.reduce(Action::Python(edit)).0);
        let fault = lang.pick("this is not JSON, at line 1", "это не JSON: строка 1");
        assert!(render_state(broken).contains(fault));
    }
}
