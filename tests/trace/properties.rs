//! Random programs: whatever they do, the record keeps its laws and the order is the same.

use std::cell::{Cell, RefCell};
use std::pin::Pin;
use std::rc::Rc;

use loopline::clock::{Micros, Pacer};
use loopline::print;
use loopline::reading::critical_path::{CriticalPath, PathReason, slacks};
use loopline::reading::laws;
use loopline::reading::spans::{Activity, Spans};
use loopline::reading::{Index, Names, RecordAnalysis, dump};
use loopline::runtime::{
    Condition, DriveOutcome, Error, Event, EventLoop, Host, Lock, ModelServices, Queue, Result, Semaphore, Task,
    TaskGroup, VirtualHost, as_completed, call_later, create_task, gather, gather_settled, shield, sleep, timeout,
    wait, wait_for,
};
use loopline::trace::{EventKind, HandleKind, Outcome, Recorder, Seq, Status, TaskId, Trace, WaitKind, WarningCode};
use proptest::prelude::*;

/// A step of a random program. Numbers name tasks, items and resources by their remainder.
#[derive(Clone, Debug)]
enum Step {
    Sleep(u8),
    Yield,
    Spawn(Program),
    Await(usize),
    Cancel(usize),
    Shielded(usize),
    Put,
    Get,
    GetAtMost(u8),
    Lock(Program),
    Permit(Program),
    WaitEvent,
    SetEvent,
    ClearEvent,
    WaitCondition,
    Notify,
    Gather(Vec<Program>),
    GatherSettled(Vec<Program>),
    Timeout(u8, Program),
    WaitFor(u8, usize),
    WaitFirst(Vec<usize>, u8),
    AsCompleted(Vec<Program>, u8),
    Group(Vec<Program>),
    Later(u8),
    /// What follows runs although what is in here was cancelled or failed.
    Try(Program),
    Fail,
}

type Program = Vec<Step>;

fn steps() -> impl Strategy<Value = Program> {
    let leaf = prop_oneof![
        4 => (0u8..6).prop_map(Step::Sleep),
        3 => Just(Step::Yield),
        3 => any::<usize>().prop_map(Step::Await),
        3 => any::<usize>().prop_map(Step::Cancel),
        1 => any::<usize>().prop_map(Step::Shielded),
        3 => Just(Step::Put),
        3 => Just(Step::Get),
        1 => (0u8..4).prop_map(Step::GetAtMost),
        1 => Just(Step::WaitEvent),
        2 => Just(Step::SetEvent),
        1 => Just(Step::ClearEvent),
        1 => Just(Step::WaitCondition),
        2 => Just(Step::Notify),
        1 => ((0u8..4), any::<usize>()).prop_map(|(delay, task)| Step::WaitFor(delay, task)),
        1 => (prop::collection::vec(any::<usize>(), 1..3), 0u8..4).prop_map(|(tasks, delay)| Step::WaitFirst(tasks, delay)),
        1 => (0u8..6).prop_map(Step::Later),
        1 => Just(Step::Fail),
    ];
    let one = leaf.prop_recursive(3, 24, 5, |inner| {
        let program = prop::collection::vec(inner, 0..5);
        let several = prop::collection::vec(program.clone(), 0..3);
        prop_oneof![
            4 => program.clone().prop_map(Step::Spawn),
            1 => program.clone().prop_map(Step::Lock),
            1 => program.clone().prop_map(Step::Permit),
            1 => several.clone().prop_map(Step::Gather),
            1 => several.clone().prop_map(Step::GatherSettled),
            1 => (0u8..4, program.clone()).prop_map(|(delay, program)| Step::Timeout(delay, program)),
            1 => (several.clone(), 0u8..4).prop_map(|(programs, delay)| Step::AsCompleted(programs, delay)),
            1 => several.prop_map(Step::Group),
            3 => program.prop_map(Step::Try),
        ]
    });
    let program = prop::collection::vec(one, 1..8);
    // Many tasks from the start, then main's own steps; often within a limit of time, for else most would deadlock.
    (prop::collection::vec(program.clone(), 0..14), program, any::<bool>()).prop_map(|(tasks, own, limited)| {
        let program: Program = tasks.into_iter().map(Step::Spawn).chain(own).collect();
        if limited { vec![Step::Timeout(40, program)] } else { program }
    })
}

/// Tasks a program may have, main and those of combinators included; the rest of its steps does nothing.
const TASKS: usize = 30;

/// What the tasks of a program share.
#[derive(Clone)]
struct World(Rc<Shared>);

struct Shared {
    tasks: RefCell<Vec<Task<()>>>,
    created: Cell<usize>,
    queue: Queue<usize>,
    lock: Lock,
    seats: Semaphore,
    event: Event,
    condition: Condition,
    items: Cell<usize>,
    /// What happened, beside the record: there also when nothing is recorded.
    log: Rc<RefCell<Vec<String>>>,
}

impl World {
    fn new(log: Rc<RefCell<Vec<String>>>) -> World {
        World(Rc::new(Shared {
            tasks: RefCell::default(),
            created: Cell::new(1),
            queue: Queue::new(2),
            lock: Lock::new(),
            seats: Semaphore::new(2),
            event: Event::new(),
            condition: Condition::new(),
            items: Cell::new(0),
            log,
        }))
    }

    fn say(&self, text: String) {
        print!("{text}");
        self.0.log.borrow_mut().push(text);
    }

    /// Takes room for so many tasks, if there is that much.
    fn room(&self, count: usize) -> bool {
        let room = self.0.created.get() + count <= TASKS;
        if room {
            self.0.created.set(self.0.created.get() + count);
        }
        room
    }

    fn task(&self, number: usize) -> Option<Task<()>> {
        let tasks = self.0.tasks.borrow();
        (!tasks.is_empty()).then(|| tasks[number % tasks.len()].clone())
    }

    fn run(&self, program: Program, name: String) -> Pin<Box<dyn Future<Output = Result<()>>>> {
        let world = self.clone();
        Box::pin(async move {
            for (place, step) in program.into_iter().enumerate() {
                let name = format!("{name}.{place}");
                let outcome = world.step(step, &name).await;
                world.say(format!("{name} {}", outcome.as_ref().map_or_else(ToString::to_string, |()| "ok".into())));
                outcome?;
            }
            Ok(())
        })
    }

    fn all(&self, programs: Vec<Program>, name: &str) -> Vec<Pin<Box<dyn Future<Output = Result<()>>>>> {
        let each = programs.into_iter().enumerate();
        each.map(|(number, program)| self.run(program, format!("{name}:{number}"))).collect()
    }

    async fn step(&self, step: Step, name: &str) -> Result<()> {
        let world = &self.0;
        let seconds = |delay: u8| f64::from(delay) / 2.0;
        match step {
            Step::Sleep(delay) => sleep(seconds(delay)).await,
            Step::Yield => sleep(0.0).await,
            Step::Spawn(program) => {
                if self.room(1) {
                    let task = create_task(self.run(program, format!("{name}>")));
                    world.tasks.borrow_mut().push(task);
                }
                Ok(())
            }
            Step::Await(number) => match self.task(number) {
                Some(task) => task.await,
                None => Ok(()),
            },
            Step::Cancel(number) => {
                if let Some(task) = self.task(number) {
                    let asked = task.cancel();
                    self.say(format!("{name} cancels: {asked}"));
                }
                Ok(())
            }
            Step::Shielded(number) => match self.task(number) {
                Some(task) => shield(task).await,
                None => Ok(()),
            },
            Step::Put => {
                let item = world.items.replace(world.items.get() + 1);
                world.queue.put(item).await
            }
            Step::Get => {
                let item = world.queue.get().await?;
                self.say(format!("{name} got {item}"));
                Ok(())
            }
            Step::GetAtMost(delay) => {
                let queue = world.queue.clone();
                let item = wait_for(async move { queue.get().await }, seconds(delay)).await?;
                self.say(format!("{name} got {item}"));
                Ok(())
            }
            Step::Lock(program) => {
                let _guard = world.lock.lock().await?;
                self.run(program, name.into()).await
            }
            Step::Permit(program) => {
                let _permit = world.seats.permit().await?;
                self.run(program, name.into()).await
            }
            Step::WaitEvent => world.event.wait().await,
            Step::SetEvent => {
                world.event.set();
                Ok(())
            }
            Step::ClearEvent => {
                world.event.clear();
                Ok(())
            }
            Step::WaitCondition => {
                let _guard = world.condition.lock().await?;
                world.condition.wait().await
            }
            Step::Notify => {
                let _guard = world.condition.lock().await?;
                world.condition.notify(1)
            }
            Step::Gather(programs) if self.room(programs.len()) => gather(self.all(programs, name)).await.map(drop),
            Step::GatherSettled(programs) if self.room(programs.len()) => {
                let results = gather_settled(self.all(programs, name)).await?;
                self.say(format!("{name} {results:?}"));
                Ok(())
            }
            Step::Timeout(delay, program) => {
                timeout(seconds(delay), async |_| self.run(program, name.into()).await).await
            }
            Step::WaitFor(delay, number) => match self.task(number) {
                Some(task) => wait_for(task, seconds(delay)).await,
                None => Ok(()),
            },
            Step::WaitFirst(numbers, delay) => {
                let tasks: Vec<_> =
                    numbers.into_iter().filter_map(|number| Some(self.task(number)?.future())).collect();
                if !tasks.is_empty() {
                    let found =
                        wait(tasks, Some(seconds(delay)), loopline::runtime::ReturnWhen::FirstCompleted).await?;
                    self.say(format!("{name} {} done, {} pending", found.done.len(), found.pending.len()));
                }
                Ok(())
            }
            Step::AsCompleted(programs, delay) if self.room(programs.len()) => {
                let mut results = as_completed(self.all(programs, name), Some(seconds(delay)))?;
                while let Some(result) = results.next().await {
                    self.say(format!("{name} {result:?}"));
                }
                Ok(())
            }
            Step::Group(programs) if self.room(programs.len()) => {
                TaskGroup::scope(async |group| {
                    for program in self.all(programs, name) {
                        group.create_task(program);
                    }
                    sleep(0.0).await
                })
                .await
            }
            Step::Gather(_) | Step::GatherSettled(_) | Step::AsCompleted(..) | Step::Group(_) => Ok(()),
            Step::Later(delay) => {
                let (world, name) = (self.clone(), name.to_string());
                call_later(seconds(delay), move || world.say(format!("{name} called"))).map(drop)
            }
            Step::Try(program) => {
                let outcome = self.run(program, name.into()).await;
                self.say(format!("{name} tried {outcome:?}"));
                Ok(())
            }
            Step::Fail => Err(Error::failed("ValueError", name)),
        }
    }
}

type Log = Rc<RefCell<Vec<String>>>;

fn made(program: &Program, host: Rc<dyn Host>, recorder: Recorder) -> (EventLoop, Log) {
    let log = Log::default();
    let (program, inside) = (program.clone(), log.clone());
    let run = EventLoop::new(host, Rc::new(ModelServices), recorder, move || {
        let world = World::new(inside);
        async move { world.run(program, "main".into()).await }
    });
    (run, log)
}

fn instant(program: &Program, recorder: Recorder) -> (EventLoop, Log) {
    let (run, log) = made(program, Rc::new(VirtualHost::default()), recorder);
    run.drive(|| true);
    (run, log)
}

/// Tasks that were created and have no last step.
fn unfinished(trace: &Trace) -> Vec<TaskId> {
    let mut open = Vec::new();
    for kind in trace.kinds() {
        if let EventKind::TaskCreated { task, .. } = kind {
            open.push(*task);
        } else if let EventKind::StepEnded { task, outcome, .. } = kind
            && !matches!(outcome, Outcome::Suspended(_))
        {
            open.retain(|other| other != task);
        }
    }
    open
}

/// How many tasks the record says were dropped while they waited.
fn destroyed(trace: &Trace) -> usize {
    let warned = |kind: &&EventKind| matches!(kind, EventKind::Warning { code: WarningCode::TaskDestroyed, .. });
    trace.kinds().iter().filter(warned).count()
}

/// A wall clock that is late by what the test says.
struct Late {
    wall: Cell<Micros>,
    pacer: Pacer,
    deadline: Cell<Option<Micros>>,
}

impl Host for Late {
    fn now(&self) -> Micros {
        self.pacer.allowed(self.wall.get())
    }

    fn wake_at(&self, deadline: Micros) {
        self.deadline.set(Some(deadline));
    }

    fn request_turn(&self) {}
}

fn live(program: &Program, late: &[u32], turns_at_once: usize) -> (EventLoop, Log) {
    let host = Rc::new(Late { wall: Cell::default(), pacer: Pacer::new(1.0, Micros::ZERO), deadline: Cell::new(None) });
    let (run, log) = made(program, host.clone(), Recorder::new(100_000));
    let mut late = late.iter().cycle();
    loop {
        let mut left = turns_at_once;
        let next = run.drive(|| {
            left = left.saturating_sub(1);
            left > 0
        });
        match next {
            DriveOutcome::Ended => break (run, log),
            DriveOutcome::Ready | DriveOutcome::Outside => {}
            DriveOutcome::Until(deadline) => {
                let wait = host.pacer.wait(deadline, host.wall.get()).unwrap_or_default();
                let delay = late.next().copied().unwrap_or_default();
                host.wall.set(host.wall.get() + wait + Micros(delay.into()));
            }
        }
    }
}

proptest! {
    // `PROPTEST_CASES` asks for more.
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(1_000),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_random_program_keeps_the_laws_and_runs_the_same_however_it_is_run(
        program in steps(),
        late in prop::collection::vec(0u32..3_000_000, 1..5),
        turns_at_once in 1usize..5,
        stop_after in 0usize..40,
    ) {
        let (run, log) = instant(&program, Recorder::new(100_000));
        let text = dump(&run.trace());
        if let Err(broken) = laws::check(&run.trace()) {
            prop_assert!(false, "{broken}\n{text}");
        }
        let status = run.status();
        prop_assert!(status.is_some());
        let path = CriticalPath::of_record(&run.trace());
        prop_assert_eq!((path.from, path.to), (Micros::ZERO, run.trace().end_time()));
        path.check().map_err(TestCaseError::fail)?;
        let open = unfinished(&run.trace());
        // A task created while the rest is cleaned up is dropped in the end, with a warning, as in CPython.
        let destroyed = destroyed(&run.trace());
        prop_assert!(open.len() == destroyed || status == Some(Status::Deadlock), "{open:?} {status:?}\n{text}");

        let (again, _) = instant(&program, Recorder::new(100_000));
        prop_assert_eq!(&text, &dump(&again.trace()));

        let (unrecorded, unrecorded_log) = instant(&program, Recorder::off());
        prop_assert_eq!(&*log.borrow(), &*unrecorded_log.borrow());
        prop_assert_eq!(run.turns(), unrecorded.turns());
        prop_assert_eq!(run.now(), unrecorded.now());
        prop_assert!(unrecorded.trace().is_empty());

        let (live, _) = live(&program, &late, turns_at_once);
        prop_assert_eq!(&text, &dump(&live.trace()));

        // Stopped anywhere, nothing of it stays alive.
        let (stopped, stopped_log) = made(&program, Rc::new(VirtualHost::default()), Recorder::new(100_000));
        for _ in 0..stop_after {
            stopped.single_turn();
        }
        let before = stopped_log.borrow().len();
        stopped.stop();
        prop_assert_eq!(&stopped_log.borrow()[..before], &log.borrow()[..before]);
        laws::check(&stopped.trace()).map_err(TestCaseError::fail)?;
        for log in [&log, &unrecorded_log, &stopped_log] {
            prop_assert_eq!(Rc::strong_count(log), 1, "what the tasks share is still alive\n{}", text);
        }
    }
}

/// The spans of a task by a search of the whole record for what concerns it: what it does, and the events with which that
/// begins and ends. `destroyed` is the event that says that the task was destroyed.
fn searched_spans(trace: &Trace, task: TaskId, destroyed: Option<Seq>) -> Vec<(Activity, Seq, Option<Seq>)> {
    let mut spans: Vec<(Activity, Seq, Option<Seq>)> = Vec::new();
    for (seq, event) in trace.events() {
        let does = match event.kind {
            EventKind::TaskCreated { task: id, .. } if id == task => Some(Activity::Ready),
            EventKind::HandleScheduled { what: HandleKind::Step(id) | HandleKind::Wakeup(id), .. } if id == task => {
                Some(Activity::Ready)
            }
            EventKind::StepBegan { task: id } if id == task => Some(Activity::Running),
            EventKind::StepEnded { task: id, outcome: Outcome::Suspended(on), .. } if id == task => {
                Some(if on.kind == WaitKind::Turn { Activity::Ready } else { Activity::Waiting(on) })
            }
            EventKind::StepEnded { task: id, .. } if id == task => None,
            EventKind::RunEnded { .. } => None,
            _ if destroyed == Some(seq) => None,
            _ => continue,
        };
        if does.is_some() && spans.last().map(|(last, ..)| *last) == does {
            continue;
        }
        if let Some((.., end @ None)) = spans.last_mut() {
            *end = Some(seq);
        }
        spans.extend(does.map(|does| (does, seq, None)));
    }
    spans
}

/// The number of events up to a moment of each kind that a test looks for.
fn count(trace: &Trace, last: Seq, wanted: impl Fn(&EventKind) -> bool) -> usize {
    trace.kinds()[..=last.0 as usize].iter().filter(|kind| wanted(kind)).count()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: ProptestConfig::default().cases.max(200),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn one_walk_in_any_batches_reads_what_each_part_reads_alone(
        program in steps(),
        batches in prop::collection::vec(0usize..300, 1..8),
    ) {
        let (run, _) = instant(&program, Recorder::new(100_000));
        let whole = run.trace();
        let mut growing = whole.clone();
        growing.clear_events();
        let mut analysis = RecordAnalysis::default();
        let mut events = whole.events().map(|(_, event)| event).peekable();
        for (cut, batch) in batches.iter().chain(&[usize::MAX]).enumerate() {
            for event in events.by_ref().take(*batch) {
                growing.push(event);
            }
            // Every other time only half of what is new is read: the page shows less than there is while it plays.
            let upto = if cut % 2 == 0 { growing.len() } else { growing.len().midpoint(analysis.len()) };
            analysis.grow(&growing, upto);
            prop_assert_eq!(analysis.len(), upto);
        }
        analysis.grow(&growing, usize::MAX);
        prop_assert_eq!(analysis.len(), whole.len());
        prop_assert!(analysis == RecordAnalysis::new(&whole), "in batches of {batches:?}");
        prop_assert!(analysis.spans == Spans::new(&whole));
        prop_assert!(*analysis.names() == Names::new(&whole));
        prop_assert!(analysis.index == Index::new(&whole));
    }

    #[test]
    fn one_walk_reads_what_a_search_of_the_whole_record_finds(
        program in steps(),
        places in prop::collection::vec(any::<prop::sample::Index>(), 1..6),
    ) {
        let (run, _) = instant(&program, Recorder::new(100_000));
        let trace = run.trace();
        let analysis = RecordAnalysis::new(&trace);
        for task in &analysis.spans.tasks {
            // A warning names the task; where several have the name, the spans leave it open until the run ends.
            let ended = task.ended.filter(|(at, _)| matches!(trace.event(at.seq).kind, EventKind::Warning { .. }));
            let found = searched_spans(&trace, task.task, ended.map(|(at, _)| at.seq));
            let read = task.spans.iter().map(|span| (span.doing, span.from.seq, span.to.map(|to| to.seq)));
            prop_assert_eq!(read.collect::<Vec<_>>(), found, "task {}", task.task.0);
            prop_assert!(task.ended.is_some());
            let path = CriticalPath::of_task(&trace, task.task).expect("the task is of the record");
            path.check().map_err(TestCaseError::fail)?;
            // On the exact clock nothing takes time but timers.
            let timed = |reason| matches!(reason, PathReason::Sleep | PathReason::Timer(_));
            prop_assert!(path.parts.iter().all(|part| timed(part.reason)), "{path:?}");
        }
        let created = count(&trace, trace.last().expect("a run has events"), |kind| matches!(kind, EventKind::TaskCreated { .. }));
        prop_assert_eq!(analysis.spans.tasks.len(), created);

        for slack in slacks(&trace, &analysis.spans) {
            prop_assert!(slack.slack <= trace.end_time());
        }
        for place in places {
            let at = trace.event(Seq(place.index(trace.len()) as u32)).t;
            let path = CriticalPath::of_stretch(&trace, at, trace.end_time());
            prop_assert_eq!((path.from, path.to), (at, trace.end_time()));
            path.check().map_err(TestCaseError::fail)?;
            let last = Seq(place.index(trace.len()) as u32);
            let state = analysis.index.state_at(&trace, last);
            let count = |wanted: fn(&EventKind) -> bool| count(&trace, last, wanted);
            let began = count(|kind| matches!(kind, EventKind::HandleBegan { .. } | EventKind::HandleCancelled { .. }));
            prop_assert_eq!(state.ready.len(), count(|kind| matches!(kind, EventKind::HandleScheduled { .. })) - began);
            let over = count(|kind| matches!(kind, EventKind::TimerFired { .. } | EventKind::TimerCancelled { .. }));
            prop_assert_eq!(state.timers.len(), count(|kind| matches!(kind, EventKind::TimerSet { .. })) - over);
            let settled = count(|kind| matches!(kind, EventKind::FutureSettled { .. }));
            let both = count(|kind| matches!(kind, EventKind::FutureCreated { .. } | EventKind::TaskCreated { .. }));
            let destroyed = count(|kind| matches!(kind, EventKind::Warning { code: WarningCode::TaskDestroyed, .. }));
            // A task settles within its last step, and lives on to the end of it.
            let pending = state.futures.len() + state.tasks.len();
            prop_assert!((both - settled - destroyed..=both - settled + 1).contains(&pending));
            prop_assert_eq!(state.turns as usize, count(|kind| matches!(kind, EventKind::Turn { .. })));
            prop_assert_eq!(analysis.index.said(last).len(), count(|kind| {
                matches!(kind, EventKind::Output { .. } | EventKind::Warning { .. })
            }));
        }
    }
}
