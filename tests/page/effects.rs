//! What the page asks for outside of its state: effects are values, so they are compared without a browser.

use std::rc::Rc;

use loopline::clock::Micros;
use loopline::engine::{Pace, Timing};
use loopline::i18n::Lang;
use loopline::page::model::action::{
    AddressAction, ListingAction, PlaybackAction, ReferenceAction, RunAction, WorkspaceAction,
};
use loopline::page::model::effect::{Effect, Runnable};
use loopline::page::model::embed::Embed;
use loopline::page::model::files::{FileAction, FileError, FileFormat};
use loopline::page::model::python::{Draft, PythonAction, STARTER, Script};
use loopline::page::model::route::read;
use loopline::page::model::state::{Action, State, Theme};
use loopline::reference::ReferenceFile;
use loopline::trace::Status;

fn open(hash: &str) -> Rc<State> {
    Rc::new(State::open(hash, Lang::En, Theme::System))
}

fn after(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Rc<State> {
    actions.into_iter().fold(state, |state, action| state.reduce(action).0)
}

/// An effect in a word or a few.
fn word(effect: &Effect) -> String {
    match effect {
        Effect::Run(ticket, request) => {
            let program = match &request.program {
                Runnable::Demo(demo, args) => format!("{} {:?}", demo.id, args.changed(demo)),
                Runnable::Python { file, source, typed } => {
                    format!("{file} of {} bytes, typed {:?} {}", source.len(), typed.lines, typed.all)
                }
            };
            format!("run {ticket}: {program}, {:?}, rate {}, limit {}", request.timing, request.rate, request.limit)
        }
        Effect::KeepStopped(ticket) => format!("keep what {ticket} has done"),
        Effect::Stop => "stop".into(),
        Effect::Pace(Pace { rate, paused }) => format!("pace {rate} paused {paused}"),
        Effect::Turn => "turn".into(),
        Effect::Answer(line) => format!("answer {line:?}"),
        Effect::Visit(order) => format!("visit {order:?}"),
        Effect::Compare(sides) => {
            format!("compare {:?}", sides.iter().map(|side| side.title.en).collect::<Vec<_>>())
        }
        Effect::FindDifferences(pair) => {
            format!("differences {:?}", pair.as_ref().map(|pair| pair.runs.each_ref().map(|run| run.number)))
        }
        Effect::ExplainDifference(wanted) => format!("explain {:?}", wanted.as_ref().map(|wanted| wanted.1)),
        Effect::TellTimeOfDay(number) => format!("time of day of run {number}"),
        Effect::Predict(ticket, demo, args) => format!("predict {ticket}: {} {:?}", demo.id, args.changed(demo)),
        Effect::RunUnseen(ticket, _, measured, changes) => {
            format!("run unseen {ticket}: measured {measured}, {changes:?}")
        }
        Effect::StopUnseen => "stop unseen".into(),
        Effect::PrefetchDemos => "prefetch demos".into(),
        Effect::LoadPython => "load python".into(),
        Effect::FetchListing(demo) => format!("fetch {}", demo.id),
        Effect::FetchReference(file) => format!("fetch {}", file.path()),
        Effect::FetchScript(script) => format!("fetch {}", script.file()),
        Effect::OpenLink(text, main) => format!("open link {text} of {main}"),
        Effect::KeepDraft(script, draft) => {
            let files = |draft: &Draft| draft.beside.iter().map(|file| format!(" + {}", file.path)).collect::<String>();
            let text = draft.as_ref().map(|draft| format!("{:?}{}", draft.text, files(draft)));
            format!("draft of {}: {}", script.file(), text.unwrap_or("none".into()))
        }
        Effect::Open(ticket, name) => format!("open {ticket}: {name}"),
        Effect::StopOpening => "stop opening".into(),
        Effect::Save(ticket, form, name) => format!("save {ticket}: {form:?} {name}"),
        Effect::StopSaving => "stop saving".into(),
        Effect::Search(search) => format!("search {:?}", search.as_ref().map(|search| &search.text)),
        Effect::FetchLesson(path) => format!("fetch lesson {path}"),
        Effect::KeepDone(word) => format!("keep done {word}"),
        Effect::FetchMended(words) => format!("fetch mended {}", words.join(" ")),
        Effect::KeepMended(word, text) => format!("keep mended {word}: {text:?}"),
        Effect::SaveLesson => "save lesson".into(),
        Effect::FindPath(search) => format!("find path {:?}", search.as_ref().map(|search| search.scope)),
        Effect::AwaitRest(events) => format!("await rest at {events}"),
        Effect::ReadValues(ticket, run) => format!("read values {ticket}: {:?}", run.inspection),
        Effect::View(order) => format!("view {order:?}"),
    }
}

fn words(effects: &[Effect]) -> Vec<String> {
    effects.iter().map(word).collect()
}

/// The effects of the last of these actions.
fn effects_of(state: Rc<State>, actions: impl IntoIterator<Item = Action>) -> Vec<String> {
    let (_, effects) = actions.into_iter().fold((state, Vec::new()), |(state, _), action| state.reduce(action));
    words(&effects)
}

fn python(action: PythonAction) -> Action {
    Action::Python(action)
}

/// The page of the reader's own program, once its text is there.
fn own() -> Rc<State> {
    after(open("#/python"), [python(PythonAction::Given(Script::Own, Draft::alone(STARTER.into()), None))])
}

#[test]
fn a_page_opens_with_what_it_shows() {
    let first = |hash| words(&open(hash).first_effects());
    assert_eq!(first("#/demo/gather"), ["prefetch demos", "fetch gather"]);
    assert_eq!(first(""), ["compare [\"One after another\", \"Concurrent\", \"Parallel\"]"]);
    assert_eq!(first("#/python"), ["load python", "fetch program.py"]);
    assert_eq!(first("#/demo/chat"), ["fetch chat.py"], "the engine of a demo in Python comes when it is run");
    assert_eq!(first("#/python/gather"), ["load python", "fetch gather.py"]);
    assert_eq!(first("#/glossary"), ["fetch reference/glossary.json"]);
}

#[test]
fn a_frame_in_another_page_has_nothing_of_an_engine_before_a_run() {
    let first = |hash| {
        let mut state = State::open(hash, Lang::En, Theme::System);
        state.embed = Some(Embed::Editor);
        words(&state.first_effects())
    };
    assert_eq!(first("#/python/gather"), ["fetch gather.py"]);
    assert_eq!(first("#/demo/gather"), ["fetch gather"]);
}

#[test]
fn run_runs_what_is_shown_with_its_parameters_and_looks_at_it_afresh() {
    let actions = [
        Action::Address(AddressAction::Set("a", "3".into())),
        Action::Run(RunAction::Rate(2.0)),
        Action::Run(RunAction::Run),
    ];
    assert_eq!(
        effects_of(open("#/demo/gather"), actions),
        ["run 1: gather [(\"a\", \"3\")], Live, rate 2, limit 1000000", "view FitTimeline"]
    );
    let exact = [Action::Run(RunAction::Timing(Timing::Exact)), Action::Run(RunAction::Run)];
    assert_eq!(effects_of(open("#/demo/hello"), exact)[0], "run 1: hello [], Exact, rate 1, limit 1000000");
}

#[test]
fn files_beside_a_program_are_kept_with_its_draft_and_shown_when_they_are_gone_to() {
    let add = |path: &str| python(PythonAction::AddFile(path.into()));
    let added = [add("util.py")];
    assert_eq!(
        effects_of(own(), added.clone()),
        [&format!("draft of program.py: {STARTER:?} + util.py"), "view ReplaceText", "view EnterLine(1)"]
    );
    let two = after(own(), added);
    assert_eq!(two.python.shown_path(Script::Own).as_ref(), "util.py");
    let main = after(two.clone(), [python(PythonAction::ShowFile(0))]);
    assert_eq!(
        effects_of(main.clone(), [python(PythonAction::Go("util.py".into(), 3))]),
        ["view ReplaceText", "view EnterLine(3)"]
    );
    assert_eq!(effects_of(main, [python(PythonAction::Go("program.py".into(), 3))]), ["view EnterLine(3)"]);
    assert_eq!(
        effects_of(two.clone(), [python(PythonAction::RenameFile("shop/util.py".into()))]),
        [format!("draft of program.py: {STARTER:?} + shop/util.py")]
    );
    assert_eq!(effects_of(two, [python(PythonAction::RemoveFile)]), ["draft of program.py: none", "view ReplaceText"]);
}

#[test]
fn texts_of_reference_are_fetched_once_when_they_are_shown_and_the_glossary_when_something_is_searched_for() {
    let go = |hash| Action::Address(AddressAction::Go(read(hash)));
    let search = |text: &str| Action::Workspace(WorkspaceAction::Search(text.into()));
    let came = |file, text: Option<&str>| Action::Reference(ReferenceAction::Fetched(file, text.map(Rc::from)));
    assert_eq!(effects_of(open("#/compare/go"), [go("#/compare/languages")]), [""; 0], "they are on their way");
    let reads = after(open("#/compare/go"), [came(ReferenceFile::Comparisons, Some("[]"))]);
    assert_eq!(effects_of(reads.clone(), [search("gather")]), ["fetch reference/glossary.json"]);
    assert_eq!(effects_of(reads.clone(), [go("#/reading")]), ["fetch reference/reading.json"]);
    assert_eq!(effects_of(reads, [go("#/reading"), go("#/compare/go")]), [""; 0], "they are there");
    let failed = after(open("#/reading"), [came(ReferenceFile::Reading, None)]);
    let again = Action::Reference(ReferenceAction::FetchAgain(ReferenceFile::Reading));
    assert_eq!(effects_of(failed, [again]), ["fetch reference/reading.json"]);
}

#[test]
fn another_run_is_begun_when_the_one_before_has_been_stopped() {
    let effects = effects_of(open("#/demo/hello"), [Action::Run(RunAction::Run), Action::Run(RunAction::Run)]);
    assert_eq!(effects, ["stop", "run 2: hello [], Live, rate 1, limit 1000000", "view FitTimeline"]);
}

#[test]
fn what_is_shown_no_more_is_stopped_once() {
    let running = after(open("#/demo/hello"), [Action::Run(RunAction::Run)]);
    let leave = Action::Address(AddressAction::Go(read("#/demo/gather")));
    assert_eq!(effects_of(running.clone(), [leave.clone()]), ["stop", "fetch gather"]);
    assert_eq!(
        effects_of(running.clone(), [leave, Action::Address(AddressAction::Go(read("#/glossary")))]),
        ["fetch reference/glossary.json"]
    );
    let other = Action::Address(AddressAction::Set("delay", "5".into()));
    assert_eq!(effects_of(running, [other]), ["stop"], "a run with other parameters is not what is shown");
}

#[test]
fn a_run_that_has_ended_is_let_go_and_paced_no_more() {
    let demo = loopline::demos::find("hello").unwrap();
    let run = loopline::demos::run_to_end(demo, loopline::demos::Args::defaults(demo));
    let len = run.record().borrow().len();
    let grown = Action::Run(RunAction::Grown(len, Micros(9), Some(Status::Returned)));
    let ended = [Action::Run(RunAction::Run), Action::Run(RunAction::Started(run.record())), grown.clone()];
    assert_eq!(effects_of(open("#/demo/hello"), ended.clone()), ["stop", "time of day of run 1"]);
    let later = ended.into_iter().chain([Action::Run(RunAction::Rate(4.0))]);
    assert_eq!(effects_of(open("#/demo/hello"), later), [""; 0]);
}

#[test]
fn a_pace_that_changes_reaches_the_run_and_only_then() {
    let running = after(open("#/demo/hello"), [Action::Run(RunAction::Run)]);
    assert_eq!(effects_of(running.clone(), [Action::Run(RunAction::Rate(10.0))]), ["pace 10 paused false"]);
    assert_eq!(effects_of(running.clone(), [Action::Playback(PlaybackAction::Toggle)]), ["pace 1 paused true"]);
    assert_eq!(effects_of(running.clone(), [Action::Run(RunAction::Rate(1.0))]), [""; 0], "it is the same");
    assert_eq!(effects_of(open("#/demo/hello"), [Action::Run(RunAction::Rate(10.0))]), [""; 0], "nothing runs");
    assert_eq!(
        effects_of(running, [Action::Playback(PlaybackAction::Pause), Action::Playback(PlaybackAction::Step(1))]),
        ["turn"]
    );
}

#[test]
fn runs_are_compared_anew_with_other_parameters_and_no_more_when_they_are_left() {
    let shown = open("#/demo/errands?variant=all");
    let first = words(&shown.first_effects());
    assert_eq!(first[0].matches(", ").count(), 3, "four ways: {first:?}");
    assert_eq!(first[1..], ["prefetch demos", "fetch errands"]);
    let changed = effects_of(shown.clone(), [Action::Address(AddressAction::Reset)]);
    assert_eq!(changed, [""; 0], "they are the same");
    let left = effects_of(shown, [Action::Address(AddressAction::Go(read("#/glossary")))]);
    assert_eq!(left, ["compare []", "fetch reference/glossary.json"]);
}

#[test]
fn a_text_that_could_not_be_fetched_is_fetched_again_when_asked() {
    let shown = open("#/demo/hello");
    let demo = shown.demo().unwrap();
    assert_eq!(
        effects_of(
            shown,
            [Action::Listing(ListingAction::Fetched(demo, None)), Action::Listing(ListingAction::FetchAgain)]
        ),
        ["fetch hello"]
    );
}

#[test]
fn a_program_is_run_as_it_stands_and_kept_as_it_is_written() {
    let bytes = STARTER.len();
    assert_eq!(
        effects_of(own(), [Action::Run(RunAction::Run)]),
        [format!("run 1: program.py of {bytes} bytes, typed [] false, Exact, rate 1, limit 20000")]
    );
    let edited = effects_of(own(), [python(PythonAction::Edit("x".into()))]);
    assert_eq!(edited, ["draft of program.py: \"x\""]);
    let back = effects_of(own(), [python(PythonAction::Edit("x".into())), python(PythonAction::Reset)]);
    assert_eq!(back, ["draft of program.py: none", "view ReplaceText"]);
    assert_eq!(effects_of(own(), [python(PythonAction::Go("".into(), 7))]), ["view EnterLine(7)"]);
    assert_eq!(
        effects_of(own(), [python(PythonAction::Go("".into(), 7)), python(PythonAction::Go("".into(), 7))]),
        ["view EnterLine(7)"],
        "also when it is gone to already"
    );
    assert_eq!(effects_of(own(), [Action::Run(RunAction::Run), python(PythonAction::Stop)]), ["keep what 1 has done"]);
}

#[test]
fn a_file_is_opened_once_and_no_more_of_it_is_read_when_another_is_given_or_it_is_let_be() {
    let open_file = |name: &str| Action::File(FileAction::Open(name.into()));
    assert_eq!(effects_of(open(""), [open_file("a.json")]), ["open 1: a.json"]);
    assert_eq!(effects_of(open(""), [open_file("a.json"), open_file("b.json")]), ["stop opening", "open 2: b.json"]);
    let stopped = [open_file("a.json"), Action::File(FileAction::StopOpening)];
    assert_eq!(effects_of(open(""), stopped), ["stop opening"]);
    let refused = [open_file("a.json"), Action::File(FileAction::Refused(1, FileError::Empty("a.json".into())))];
    assert_eq!(effects_of(open(""), refused), ["stop opening"]);
    let read = [open_file("a.json"), Action::File(FileAction::Read(1, 8))];
    assert_eq!(effects_of(open(""), read), [""; 0]);
}

#[test]
fn what_is_shown_is_saved_under_its_name_and_only_the_last_request_goes_on() {
    let save = |form| Action::File(FileAction::Save(form));
    let shown = || open("#/demo/gather");
    assert_eq!(effects_of(shown(), [save(FileFormat::Svg)]), ["save 1: Svg loopline-gather.svg"]);
    let twice = effects_of(shown(), [save(FileFormat::Svg), save(FileFormat::Png)]);
    assert_eq!(twice, ["stop saving", "save 2: Png loopline-gather.png"]);
    assert_eq!(effects_of(shown(), [save(FileFormat::Svg), Action::File(FileAction::StopSaving)]), ["stop saving"]);
}
