//! Names of functions and variables, as far as they tell in which order calls are meant.
//!
//! A name is a hint of its author's, and the only one where the text does the same either way. Names are only ever a
//! reason to say nothing, but for those of functions whose results nobody uses: there they are the reason to speak.

use std::collections::BTreeSet;

/// First words of functions that are called in an order for its own sake.
pub(super) const ORDERED_CALLS: &[&str] = &[
    "acquire",
    "animate",
    "apply",
    "attempt",
    "authenticate",
    "authorize",
    "backoff",
    "beat",
    "begin",
    "close",
    "commit",
    "configure",
    "connect",
    "countdown",
    "create",
    "delay",
    "delete",
    "disconnect",
    "do",
    "drop",
    "emit",
    "enter",
    "execute",
    "exit",
    "finish",
    "init",
    "initialize",
    "insert",
    "leave",
    "lock",
    "log",
    "login",
    "logout",
    "measure",
    "migrate",
    "move",
    "next",
    "notify",
    "on",
    "open",
    "pause",
    "phase",
    "play",
    "poll",
    "pop",
    "post",
    "prepare",
    "print",
    "publish",
    "push",
    "put",
    "receive",
    "recv",
    "register",
    "release",
    "remove",
    "reset",
    "restart",
    "retry",
    "rollback",
    "run",
    "say",
    "seed",
    "send",
    "set",
    "setup",
    "show",
    "shutdown",
    "sleep",
    "speak",
    "stage",
    "start",
    "step",
    "stop",
    "subscribe",
    "teardown",
    "tell",
    "throttle",
    "time",
    "tick",
    "tock",
    "try",
    "turn",
    "type",
    "undo",
    "unlock",
    "update",
    "wait",
    "warm",
    "write",
];
/// Words in names of functions that are compared with one another, or shown to a reader in turn.
pub(super) const COMPARED_CALLS: &[&str] = &[
    "approach",
    "bench",
    "benchmark",
    "case",
    "compare",
    "concurrent",
    "concurrently",
    "demo",
    "demonstrate",
    "example",
    "experiment",
    "gather",
    "gathered",
    "lesson",
    "naive",
    "parallel",
    "part",
    "scenario",
    "section",
    "sequential",
    "sequentially",
    "serial",
    "serially",
    "test",
    "trial",
    "variant",
    "version",
];
/// Words of a loop's variable that counts tries or steps.
const ORDERED_LOOPS: &[&str] = &[
    "attempt",
    "backoff",
    "batch",
    "chunk",
    "countdown",
    "epoch",
    "frame",
    "generation",
    "iteration",
    "migration",
    "phase",
    "retry",
    "round",
    "stage",
    "step",
    "tick",
    "tries",
    "try",
    "turn",
    "version",
];
/// Words of a loop's only variable that is a time to wait: the loop grows patient, or paces.
const WAITING_LOOPS: &[&str] = &["delay", "pause", "second", "seconds", "wait"];
/// First words of functions that let pass or refuse: what comes after one of another name may wait for that.
pub(super) const GATES: &[&str] = &[
    "allow", "assert", "can", "check", "confirm", "ensure", "guard", "has", "is", "require", "sign", "validate",
    "verify",
];
/// Functions after which a program waits or looks at the time: calls between which that is done are meant to be apart.
pub(super) const CLOCKS: &[&str] = &["sleep", "time", "monotonic", "perf_counter", "process_time", "now"];
/// First words of functions that are worth a call for what they do, whichever comes first. A function whose result is not
/// used and whose name says nothing is called in an order that may be meant.
pub(super) const WORKING_CALLS: &[&str] = &[
    "analyse",
    "analyze",
    "bake",
    "boil",
    "brew",
    "calculate",
    "compile",
    "compress",
    "compute",
    "convert",
    "cook",
    "export",
    "fry",
    "import",
    "index",
    "job",
    "nap",
    "parse",
    "process",
    "render",
    "resize",
    "scan",
    "simulate",
    "task",
    "toast",
    "transcode",
    "upload",
    "wash",
    "work",
];
/// First words of functions that only obtain something.
pub(super) const READING_CALLS: &[&str] = &[
    "check", "crawl", "download", "fetch", "find", "get", "load", "lookup", "ping", "query", "read", "request",
    "resolve", "scrape", "search",
];

/// True if a loop with these variables counts tries or steps, or how long to wait.
pub(super) fn counts(names: &BTreeSet<&str>) -> bool {
    let waits = names.len() == 1 && names.iter().any(|name| has_word(name, WAITING_LOOPS));
    waits || names.iter().any(|name| has_word(name, ORDERED_LOOPS))
}

/// True if a name has one of the words.
pub(super) fn has_word(name: &str, words: &[&str]) -> bool {
    name.split('_').any(|word| words.contains(&word.to_lowercase().as_str()))
}

/// True if a name's first word is one of the words.
pub(super) fn starts_with(name: &str, words: &[&str]) -> bool {
    let name = name.trim_start_matches('_');
    let end =
        name.char_indices().find(|(at, c)| *c == '_' || (*at > 0 && c.is_uppercase())).map_or(name.len(), |(at, _)| at);
    words.contains(&name[..end].to_lowercase().as_str())
}
