//! The demos that have a twin in Python: programs that are served with the page, under `python/course/`.

use crate::demos::{Args, Demo, Words, find};

/// The twins, by the names of their files. `tests/page/python_page.rs` compares them with what there is.
const NAMES: &[&str] = &[
    "as-completed.coroutines",
    "as-completed.futures",
    "async-context.cancelled",
    "async-context.error",
    "async-context.nested",
    "async-context.well",
    "async-generator.closed",
    "async-generator.left-early",
    "async-generator.to-the-end",
    "async-iterator.never",
    "async-iterator.suspending",
    "await-in-order",
    "await-vs-task.awaited",
    "await-vs-task.tasks",
    "barrier",
    "blocking.awaiting",
    "blocking.blocking",
    "bounded-queue",
    "busy-wait.awaitable",
    "busy-wait.plain",
    "call-soon",
    "cancel.clean-up",
    "cancel.refused",
    "cancel.shielded",
    "channels.queue",
    "channels.rendezvous",
    "condition",
    "cpu-in-async.straight",
    "cpu-in-async.yielding",
    "deadlock.in-order",
    "deadlock.locks",
    "deadlock.tasks",
    "deferred.41",
    "deferred.same-pair",
    "deferred.x",
    "delegation",
    "errands.asynchronous",
    "errands.concurrent",
    "errands.parallel",
    "errands.sequential",
    "event",
    "forgotten.await",
    "forgotten.error",
    "future",
    "future-exception",
    "gather",
    "gather-errors.default",
    "gather-errors.return-exceptions",
    "generator.function",
    "generator.lazy",
    "hello",
    "iterator",
    "livelock.polite",
    "livelock.random",
    "lock.with",
    "lock.without",
    "lost-task.kept",
    "lost-task.lost",
    "models.interleaved",
    "models.sequential",
    "nested-await.calls",
    "promise.async",
    "promise.deferred",
    "promise.promise",
    "queue",
    "rate-limit.all-at-once",
    "rate-limit.pause",
    "rate-limit.semaphore",
    "scheduler.calls",
    "scheduler.limits",
    "scheduler.turns",
    "semaphore",
    "send",
    "task",
    "task-group.gather",
    "task-group.group",
    "timeout.scope",
    "timeout.wait-for",
    "turns.not-yielding",
    "turns.yielding",
    "under-the-hood.closed",
    "under-the-hood.let-finish",
    "wait.all-completed",
    "wait.first-completed",
    "wait.first-exception",
];

/// A demo's twin, or that of one of its variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twin {
    /// The name of its file, without `.py`: a demo's id, behind which a variant's may stand.
    pub name: &'static str,
}

impl Twin {
    /// Every twin.
    pub fn all() -> impl Iterator<Item = Twin> {
        NAMES.iter().map(|name| Twin { name })
    }

    /// The twin of a name; for a demo's id the first of that demo.
    pub fn named(name: &str) -> Option<Twin> {
        Twin::all().find(|twin| twin.name == name).or_else(|| {
            let mut variants = Twin::all().filter(|twin| twin.id() == name).collect::<Vec<_>>();
            let demo = find(name)?;
            // In the order in which the demo offers them.
            variants.sort_by_key(|twin| demo.variants.iter().position(|variant| Some(variant.id) == twin.variant()));
            variants.first().copied()
        })
    }

    /// The twins of a demo, in the order in which it offers its variants.
    pub fn of(demo: &Demo) -> Vec<Twin> {
        let mut twins: Vec<Twin> = Twin::all().filter(|twin| twin.id() == demo.id).collect();
        twins.sort_by_key(|twin| demo.variants.iter().position(|variant| Some(variant.id) == twin.variant()));
        twins
    }

    /// The twin of a demo with these parameters; of a variant that has none, the demo's first.
    pub fn near(demo: &Demo, args: &Args) -> Option<Twin> {
        let variant = demo.variants.get(args.variant()).map(|variant| variant.id);
        let twins = Twin::of(demo);
        twins.iter().find(|twin| twin.variant() == variant).or(twins.first()).copied()
    }

    /// Its demo.
    pub fn demo(self) -> Option<&'static Demo> {
        find(self.id())
    }

    /// What it is called: the demo's title.
    pub fn title(self) -> Words {
        self.demo().map_or(Words { en: self.name, ru: self.name }, |demo| demo.title)
    }

    /// What its variant is called, if it is one.
    pub fn variant_title(self) -> Option<Words> {
        let id = self.variant()?;
        self.demo()?.variants.iter().find(|variant| variant.id == id).map(|variant| variant.title)
    }

    /// Where its text is, relative to the page.
    pub fn path(self) -> String {
        format!("python/course/{}.py", self.name)
    }

    /// The id of its demo.
    pub fn id(self) -> &'static str {
        self.name.split_once('.').map_or(self.name, |(id, _)| id)
    }

    /// The id of its variant.
    pub fn variant(self) -> Option<&'static str> {
        self.name.split_once('.').map(|(_, variant)| variant)
    }
}
