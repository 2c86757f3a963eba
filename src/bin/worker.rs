//! The entry of the Python worker, a wasm file of its own: the engine as functions for `static/python-worker.js`.

use std::borrow::Cow;
use std::cell::RefCell;
use std::rc::Rc;

use loopline::advice::{Advice, advice_message, advise};
use loopline::changes::{SetWait, WaitChange};
use loopline::clock::Micros;
use loopline::engine::{Job, JobProgram, Order, Pace, PythonText, StopPlace, write_news};
use loopline::inspection::InspectedRun;
use loopline::network::hosts::{HandOrder, VisitEvent, VisitNews};
use loopline::python::{
    BatchTimer, ClockMode, DatabaseAnswer, DatabaseSource, Engine, FinishedRun, InputSource, LiveCallbacks, LivePacing,
    MemoryFolder, Program, ProgramFolder, SqliteSource, StackSwitch, StopPoint, Surroundings, WantedValues, is_whole,
    package_modules, packs_imported_by, wants_postgres, wants_sqlite,
};
use loopline::trace::SharedTrace;
use loopline::trace::file::{ClockKind, ProgramFile, ProgramInfo, write_record};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

thread_local! {
    /// The interpreter that [`prepare`] has made, until a run uses it up.
    static ENGINE: RefCell<Option<Engine>> = const { RefCell::new(None) };
    /// The run that may be suspended, from [`begin`] on.
    static SUSPENDABLE: RefCell<Option<SuspendableRun>> = const { RefCell::new(None) };
    /// The sender of the record of a run that is not live, while that runs.
    static PROGRESS: RefCell<Option<BatchTimer>> = const { RefCell::new(None) };
    /// The result of [`asks`].
    static UNANSWERED_PROMPT: RefCell<Option<String>> = const { RefCell::new(None) };
    /// The result of [`waits`].
    static WAITS: RefCell<Vec<SetWait>> = const { RefCell::new(Vec::new()) };
    /// The result of [`inspected`].
    static INSPECTED: RefCell<Option<InspectedRun>> = const { RefCell::new(None) };
    /// The result of [`advice`].
    static ADVICE: RefCell<Vec<Advice>> = const { RefCell::new(Vec::new()) };
}

/// Wall time between two batches of a run that is not live. They are for a reader who stops it, and short runs send none.
const PROGRESS_DELAY: Micros = Micros::from_millis(100);

/// A day of loop time.
const DAY: Micros = Micros::from_millis(24 * 3600 * 1000);

/// A run whose stack may be suspended.
struct SuspendableRun {
    job: Job,
    text: PythonText,
    /// The pacing of a live run; `None` of one that runs through.
    pacing: Option<LivePacing>,
    /// The reader's answer to a program that asks for a line: a line, or the end of the input.
    answer: Option<Option<String>>,
    /// Bytes that are left to send once the program has ended: the last batch of events of a live run, else the record.
    left: Result<Vec<u8>, String>,
}

#[wasm_bindgen]
extern "C" {
    /// Milliseconds since the worker began.
    #[wasm_bindgen(js_namespace = performance, js_name = now)]
    fn milliseconds() -> f64;
}

// Functions of the worker's script.
#[wasm_bindgen]
extern "C" {
    /// Returns after so many milliseconds, or as soon as the run is steered; the worker's own event loop goes on
    /// meanwhile. May be called only below [`go`].
    #[wasm_bindgen(js_namespace = loopline, js_name = wait)]
    fn wait(milliseconds: f64);
    /// Sends a batch of new events, the program's time in microseconds, and the moment to which its clock goes on next, or -1.
    #[wasm_bindgen(js_namespace = loopline, js_name = grown)]
    fn grown(batch: &[u8], now: f64, until: f64);
    /// Reports that the live run asks for a line, given the unfinished line of output.
    #[wasm_bindgen(js_namespace = loopline, js_name = asked)]
    fn asked(prompt: &str);
    /// Reports news of a visit by hand, with the bytes of a part of its answer.
    #[wasm_bindgen(js_namespace = loopline, js_name = visited)]
    fn visited(news: &str, part: &[u8]);
    /// Reports how many lines have begun behind the place at which the reader has stopped the program.
    #[wasm_bindgen(js_namespace = loopline, js_name = line)]
    fn line_begins(count: u32);
    /// Returns the bytes of a file of a pack, for which the worker waits; `anew` when those that it gave before are damaged.
    /// Throws a text if it cannot be had.
    #[wasm_bindgen(catch, js_namespace = loopline, js_name = pack)]
    fn fetched_pack(file: &str, anew: bool) -> Result<Vec<u8>, JsValue>;
    /// Has PostgreSQL carry out messages, at a moment in milliseconds since the program began, and returns its answer. Throws
    /// a sentence if there is none.
    #[wasm_bindgen(catch, js_namespace = loopline, js_name = exchange)]
    fn exchanged(messages: &[u8], now: f64) -> Result<Vec<u8>, JsValue>;
    /// Returns the milliseconds for which it has waited by itself meanwhile.
    #[wasm_bindgen(js_namespace = loopline, js_name = slept)]
    fn slept() -> f64;
    /// Has SQLite carry out a call, during which it may call [`answer_sqlite`]. Throws a sentence if there is none.
    #[wasm_bindgen(catch, js_namespace = loopline, js_name = sqlite)]
    fn called_sqlite(call: &[u8]) -> Result<Vec<u8>, JsValue>;
    /// Lets a thread's stack go on, or begins it with [`begin_thread`] on a stack in memory that ends at `top`; returns once
    /// it has parked or is over. May be called only below [`go`].
    #[wasm_bindgen(js_namespace = loopline, js_name = resume)]
    fn resume_stack(thread: u32, top: u32);
    /// Returns when the thread's stack, which runs, is resumed. May be called only below [`begin_thread`].
    #[wasm_bindgen(js_namespace = loopline, js_name = park)]
    fn park_stack(thread: u32);
}

/// The bytes of a file of a pack: a part of Python's library, or a package.
fn pack(file: &str) -> Result<Cow<'static, [u8]>, String> {
    for anew in [false, true] {
        let bytes = fetched_pack(file, anew).map_err(|why| why.as_string().unwrap_or_default())?;
        if is_whole(file, &bytes) {
            return Ok(bytes.into());
        }
    }
    Err(String::from("its file came damaged; check the connection and run the program again"))
}

/// The answer of PostgreSQL, which the script runs.
fn database(messages: &[u8], now: Micros) -> Result<DatabaseAnswer, String> {
    let messages = exchanged(messages, now.0 as f64 / 1000.0).map_err(|why| why.as_string().unwrap_or_default())?;
    Ok(DatabaseAnswer { messages, takes: Micros((slept() * 1000.0) as u64) })
}

/// The answer of SQLite, which the script runs.
fn sqlite(call: &[u8]) -> Result<Vec<u8>, String> {
    called_sqlite(call).map_err(|why| why.as_string().unwrap_or_default())
}

/// Wall time since the worker began.
fn wall() -> Micros {
    Micros((milliseconds() * 1000.0) as u64)
}

/// Makes an interpreter and imports asyncio. `suspends` tells if stacks can be suspended: then threads have stacks of their
/// own, and programs have to be run by [`go`]. An error is the traceback of a bug in our own modules.
#[wasm_bindgen]
pub fn prepare(suspends: bool) -> Result<(), String> {
    // A panic of the engine reaches the page with its message; a trap alone would have none.
    std::panic::set_hook(Box::new(|panic| wasm_bindgen::throw_str(&panic.to_string())));
    let resume = |thread: u32, top: usize| resume_stack(thread, top as u32);
    let engine = if suspends {
        Engine::of_host_stacks(StackSwitch { resume, park: |thread| park_stack(thread) }, pack)?
    } else {
        Engine::of_whole_bodies(pack)?
    };
    engine.warm()?;
    ENGINE.with(|kept| *kept.borrow_mut() = Some(engine));
    Ok(())
}

/// The files of the packs from which the program of an order imports, a line each with its length in bytes.
#[wasm_bindgen]
pub fn imported_packs(message: &str) -> String {
    let Ok((_, text)) = job_of(message) else { return String::new() };
    packs_imported_by(sources(&text)).iter().map(|(file, bytes)| format!("{file} {bytes}\n")).collect()
}

/// Tells if the program of an order wants PostgreSQL.
#[wasm_bindgen]
pub fn asks_postgres(message: &str) -> bool {
    job_of(message).is_ok_and(|(_, text)| wants_postgres(sources(&text)))
}
/// Tells if the program of an order wants SQLite.
#[wasm_bindgen]
pub fn asks_sqlite(message: &str) -> bool {
    job_of(message).is_ok_and(|(_, text)| wants_sqlite(sources(&text)))
}

/// Answers a question of SQLite's, in the midst of a call.
#[wasm_bindgen]
pub fn answer_sqlite(question: &[u8]) -> Vec<u8> {
    loopline::python::answer_sqlite(question)
}

/// The texts of a program's files.
fn sources(text: &PythonText) -> impl Iterator<Item = &str> {
    text.beside.iter().map(|(_, source)| source).chain([&text.source]).map(String::as_str)
}

/// The modules of packages that the program of an order imports, a line each: what can be imported before it runs.
#[wasm_bindgen]
pub fn imported_modules(message: &str) -> String {
    let Ok((_, text)) = job_of(message) else { return String::new() };
    let beside: Vec<&str> = text.beside.iter().map(|(path, _)| path.as_str()).collect();
    package_modules(sources(&text), &beside).join("\n")
}

/// Imports modules, a line each, in the interpreter that was prepared, before it is given the program.
#[wasm_bindgen]
pub fn import_packages(modules: &str) -> Result<(), String> {
    let modules: Vec<String> = modules.lines().map(String::from).collect();
    ENGINE.with(|engine| engine.borrow().as_ref().map_or(Ok(()), |engine| engine.import_packages(&modules)))
}

/// Carries out the page's order to run a program to its end, in the interpreter that was prepared, and returns the record
/// as a trace file.
#[wasm_bindgen]
pub fn run(message: &str) -> Result<Vec<u8>, String> {
    let (job, text) = job_of(message)?;
    run_through(&job, text)
}

fn run_through(job: &Job, text: PythonText) -> Result<Vec<u8>, String> {
    let input = InputSource::Typed { lines: &text.typed, ended: text.typed_all };
    PROGRESS.replace(Some(BatchTimer::new(PROGRESS_DELAY, wall())));
    let stop = job.stop.map(|StopPlace { events, lines }| StopPoint { events, lines, wall, line_begins });
    let changes = job.changes.as_deref();
    let inspection = job.inspection.as_ref().map(|inspection| WantedValues { inspection, wall });
    let around = Surroundings { input, progress: Some(progress), stop, changes, inspection, ..Surroundings::default() };
    let run = run_job(job, &text, around)?;
    UNANSWERED_PROMPT.replace(run.unanswered_prompt);
    ADVICE.replace(advise(&run.trace, &text.file, &text.source));
    let files = text.beside.into_iter().map(|(name, text)| ProgramFile { name, text }).collect();
    WAITS.replace(run.waits.map_or_else(Vec::new, |book| book.waits().to_vec()));
    INSPECTED.replace(run.inspected);
    let changes = changes.unwrap_or_default().iter().map(WaitChange::to_string).collect();
    let program = ProgramInfo { id: text.file, args: Vec::new(), source: Some(text.source), files, changes };
    Ok(write_record(&program, ClockKind::Virtual, &run.trace).into_bytes())
}

/// The unfinished line of output of the program that has run last, if it was ended because it asked for a line.
#[wasm_bindgen]
pub fn asks() -> Option<String> {
    UNANSWERED_PROMPT.take()
}

/// Advice on the run of the program that has run last, as JSON: [`advice_message`].
#[wasm_bindgen]
pub fn advice() -> String {
    advice_message::write(&ADVICE.take()).to_string()
}

/// The waits of the program that has run last, if they were asked for, as JSON: [`SetWait::write_all`].
#[wasm_bindgen]
pub fn waits() -> String {
    SetWait::write_all(&WAITS.take()).to_string()
}

/// The values that were read of the program that has run last, if some were asked for, as JSON: [`InspectedRun::write`], or null.
#[wasm_bindgen]
pub fn inspected() -> String {
    INSPECTED.take().map_or_else(|| "null".into(), |run| run.write().to_string())
}

/// Takes the order of a run, which [`go`] carries out.
#[wasm_bindgen]
pub fn begin(message: &str) -> Result<(), String> {
    let (job, text) = job_of(message)?;
    let pacing = job.live.map(|Pace { rate, paused }| LivePacing::new(rate, paused, wall()));
    SUSPENDABLE.replace(Some(SuspendableRun { job, text, pacing, answer: None, left: Ok(Vec::new()) }));
    Ok(())
}

/// Runs the program. It neither takes nor returns anything, so that no frame of the script's lies between it and [`wait`] or
/// [`resume_stack`]: with one in between, the engine's stack could not be suspended.
#[wasm_bindgen]
pub fn go() {
    let Some((job, text)) = with_run(|run| (run.job.clone(), run.text.clone())) else { return };
    let left = if job.live.is_some() {
        let live = LiveCallbacks { before_turn, before_jump, await_visit, take_visits, tell_visit };
        let finished = run_job(
            &job,
            &text,
            Surroundings { input: InputSource::Asked(ask), live: Some(live), ..Surroundings::default() },
        );
        finished.map(|finished| {
            ADVICE.replace(advise(&finished.trace, &text.file, &text.source));
            with_pacing(|pacing| pacing.next_batch(&finished.trace, wall())).flatten()
        })
    } else {
        run_through(&job, text).map(Some)
    };
    with_run(|run| run.left = left.map(Option::unwrap_or_default));
}

/// Runs the body of a thread on the stack that the script has begun.
#[wasm_bindgen]
pub fn begin_thread(thread: u32) {
    #[cfg(target_arch = "wasm32")]
    loopline::python::begin_stack(thread);
    #[cfg(not(target_arch = "wasm32"))]
    let _ = thread;
}

/// Returns what is left to send once [`go`] has returned: the events since the last [`grown`] of a live run, else the record.
#[wasm_bindgen]
pub fn left() -> Result<Vec<u8>, String> {
    SUSPENDABLE.take().map_or_else(|| Err("there is no run".into()), |run| run.left)
}

/// Carries out an order of the page while [`go`] waits.
#[wasm_bindgen]
pub fn steer(message: &str) {
    match Order::read(message) {
        Some(Order::Pace(Pace { rate, paused })) => {
            with_pacing(|pacing| pacing.set_pace(rate, paused, wall()));
        }
        Some(Order::Turn) => {
            with_pacing(LivePacing::ask_turn);
        }
        Some(Order::Answer(line)) => {
            with_run(|run| run.answer = Some(line));
        }
        Some(Order::Visit(order)) => {
            with_pacing(|pacing| pacing.order_visit(order, wall()));
        }
        Some(Order::Prepare | Order::Run { .. }) | None => {}
    }
}

/// Reads an order to run a program in Python.
fn job_of(message: &str) -> Result<(Job, PythonText), String> {
    match Order::read(message) {
        Some(Order::Run { job, .. }) => match &job.program {
            JobProgram::Python(text) => Ok((job.clone(), text.clone())),
            JobProgram::Demo { .. } => Err("a demo is for the demo engine".into()),
        },
        _ => Err("this is no order to run".into()),
    }
}

fn run_job(job: &Job, text: &PythonText, surroundings: Surroundings) -> Result<FinishedRun, String> {
    let engine = ENGINE.with(|kept| kept.borrow_mut().take()).ok_or("there is no interpreter: prepare one")?;
    let clock = if job.measured { ClockMode::Measured(wall) } else { ClockMode::Exact };
    let program = Program { file: &text.file, source: &text.source, arguments: &[], limit: job.limit, clock };
    let folder: Rc<dyn ProgramFolder> = Rc::new(MemoryFolder(text.beside.clone()));
    let database = wants_postgres(sources(text)).then_some(database as DatabaseSource);
    let sqlite = wants_sqlite(sources(text)).then_some(sqlite as SqliteSource);
    Ok(engine.run(program, Surroundings { folder: Some(folder), database, sqlite, ..surroundings }))
}

/// Looks at the run. Never around a call of [`wait`]: orders of the page look at it during that.
fn with_run<T>(look: impl FnOnce(&mut SuspendableRun) -> T) -> Option<T> {
    SUSPENDABLE.with(|run| run.borrow_mut().as_mut().map(look))
}

/// Looks at the pacing of a live run, as [`with_run`] does.
fn with_pacing<T>(look: impl FnOnce(&mut LivePacing) -> T) -> Option<T> {
    with_run(|run| run.pacing.as_mut().map(look)).flatten()
}

/// Sends the new events of a run that is not live, if that is due.
fn progress(trace: &SharedTrace) {
    let now = wall();
    let batch = PROGRESS.with_borrow_mut(|progress| {
        let timer = progress.as_mut().filter(|timer| timer.is_due(now))?;
        timer.next_batch(&trace.borrow(), now)
    });
    if let Some(batch) = batch {
        grown(&batch, trace.borrow().end_time().0 as f64, -1.0);
    }
}

/// Sends the new events of a live run.
fn send(trace: &SharedTrace, now: Micros, until: Option<Micros>) {
    let batch = with_pacing(|pacing| pacing.next_batch(&trace.borrow(), wall())).flatten();
    let until = until.filter(|until| *until != Micros::NEVER).map_or(-1.0, |until| until.0 as f64);
    grown(&batch.unwrap_or_default(), now.0 as f64, until);
}

/// Waits until a turn may run.
fn before_turn(trace: &SharedTrace, now: Micros) {
    if with_pacing(|pacing| pacing.is_batch_due(wall())) == Some(true) {
        send(trace, now, None);
        // Gives the worker's event loop a turn, in which it hears orders of the page.
        wait(0.0);
    }
    while with_pacing(LivePacing::take_turn) == Some(false) {
        send(trace, now, None);
        wait(f64::INFINITY);
    }
}

/// Waits until the clock may jump.
fn before_jump(trace: &SharedTrace, now: Micros, due: Micros) {
    while let Some(left) = with_pacing(|pacing| pacing.wait(due, wall())) {
        if left == Some(Micros::ZERO) {
            return;
        }
        send(trace, wall_reaches(now, due), left.map(|_| due));
        wait(left.map_or(f64::INFINITY, |left| left.0 as f64 / 1000.0));
    }
}

/// Waits until somebody visits the program by hand, or the clock may jump.
fn await_visit(trace: &SharedTrace, now: Micros, due: Micros) -> Option<Micros> {
    loop {
        if let Some(moment) = with_pacing(|pacing| pacing.next_visit()).flatten() {
            return Some(moment.min(due));
        }
        let left = with_pacing(|pacing| pacing.wait(due, wall())).flatten();
        if left == Some(Micros::ZERO) {
            return None;
        }
        // Time goes by, though nothing is awaited but a visit.
        let until = if due == Micros::NEVER { wall_reaches(now, due) + DAY } else { due };
        let goes_on = with_pacing(|pacing| !pacing.is_paused()) == Some(true);
        send(trace, wall_reaches(now, due), goes_on.then_some(until));
        wait(left.map_or(f64::INFINITY, |left| left.0 as f64 / 1000.0));
    }
}

/// The loop time of a run that waits since one moment for another, as far as wall time has brought it.
fn wall_reaches(since: Micros, due: Micros) -> Micros {
    with_pacing(|pacing| pacing.reached(wall())).unwrap_or(since).max(since).min(due)
}

/// The orders for visits by hand that have come.
fn take_visits() -> Vec<(Micros, HandOrder)> {
    with_pacing(LivePacing::take_visits).unwrap_or_default()
}

/// Sends news of a visit by hand.
fn tell_visit(news: VisitNews) {
    let part = if let VisitEvent::Part { data, .. } = &news.event { data.as_slice() } else { &[] };
    visited(&write_news(&news).to_string(), part);
}

/// Asks the page for a line, and waits for it.
fn ask(trace: &SharedTrace, now: Micros, prompt: &str) -> Option<String> {
    send(trace, now, None);
    asked(prompt);
    loop {
        if let Some(answer) = with_run(|run| run.answer.take()).flatten() {
            return answer;
        }
        wait(f64::INFINITY);
    }
}

fn main() {}
