//! The book of a run's waits: it gives each its length, and notes those that were set.

use std::collections::HashMap;

use serde_json::{Value, json};

use super::{LineWaits, NewLength, WaitChange, WaitPlace};
use crate::clock::Micros;

/// The most waits that a book notes; those beyond are changed all the same.
const MAX_NOTED: usize = 20_000;

/// A kind of wait that time or the world ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SetWaitKind {
    /// A sleep, which lets others run.
    Sleep,
    /// A call that blocks its thread.
    Blocking,
    /// Computing whose length the program states.
    Computing,
    /// A timer for a callback.
    Timer,
    /// A time-out.
    TimeOut,
    /// An answer of a host.
    Answer,
}

impl SetWaitKind {
    const WORDS: [(SetWaitKind, &'static str); 6] = [
        (SetWaitKind::Sleep, "sleep"),
        (SetWaitKind::Blocking, "blocking"),
        (SetWaitKind::Computing, "computing"),
        (SetWaitKind::Timer, "timer"),
        (SetWaitKind::TimeOut, "timeout"),
        (SetWaitKind::Answer, "answer"),
    ];

    /// The kind of the timer that bears a name in a record: operations of asyncio set some for themselves.
    pub fn of_timer(name: &str) -> SetWaitKind {
        match name {
            "sleep" => SetWaitKind::Sleep,
            "timeout" | "wait" | "as_completed" => SetWaitKind::TimeOut,
            _ => SetWaitKind::Timer,
        }
    }

    fn waits(self) -> LineWaits {
        match self {
            SetWaitKind::Sleep | SetWaitKind::Blocking | SetWaitKind::Computing | SetWaitKind::Answer => {
                LineWaits::Sleeps
            }
            SetWaitKind::Timer => LineWaits::Timers,
            SetWaitKind::TimeOut => LineWaits::TimeOuts,
        }
    }
}

/// A wait that was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetWait {
    /// The kind.
    pub kind: SetWaitKind,
    /// The name: this wait alone, but of a host all its answers.
    pub place: WaitPlace,
    /// The moment at which it was set.
    pub at: Micros,
    /// The length before any change.
    pub length: Micros,
}

impl SetWait {
    /// The message for a list of waits.
    pub fn write_all(waits: &[SetWait]) -> Value {
        let write = |wait: &SetWait| {
            let kind = SetWaitKind::WORDS.iter().find(|(kind, _)| *kind == wait.kind).map(|(_, word)| word);
            json!([kind, wait.place.to_string(), wait.at.0, wait.length.0])
        };
        waits.iter().map(write).collect()
    }

    /// The waits of a message.
    pub fn read_all(message: &Value) -> Option<Vec<SetWait>> {
        let read = |wait: &Value| {
            let word = wait[0].as_str()?;
            let kind = SetWaitKind::WORDS.iter().find(|(_, known)| *known == word)?.0;
            let place = WaitPlace::read(wait[1].as_str()?)?;
            Some(SetWait { kind, place, at: Micros(wait[2].as_u64()?), length: Micros(wait[3].as_u64()?) })
        };
        message.as_array()?.iter().map(read).collect()
    }
}

/// The changes of a run, and the waits that were set in it.
#[derive(Clone, Debug, Default)]
pub struct WaitBook {
    /// The program's own file.
    file: String,
    changes: Vec<WaitChange>,
    /// The number of waits that each change has met.
    met: Vec<usize>,
    /// The number of waits so far, by sort, file and line, and by task too.
    counts: HashMap<(LineWaits, String, u32, Option<String>), u32>,
    noted: Vec<SetWait>,
}

impl WaitBook {
    /// A book for a run of the program whose own file is this one.
    pub fn new(file: &str, changes: Vec<WaitChange>) -> WaitBook {
        WaitBook { file: file.into(), met: vec![0; changes.len()], changes, ..WaitBook::default() }
    }

    /// The changes.
    pub fn changes(&self) -> &[WaitChange] {
        &self.changes
    }

    /// The first change that no wait of the run had the name of.
    pub fn unmet(&self) -> Option<&WaitChange> {
        self.changes.iter().zip(&self.met).find(|(_, met)| **met == 0).map(|(change, _)| change)
    }

    /// The waits that were set, in order.
    pub fn waits(&self) -> &[SetWait] {
        &self.noted
    }

    /// Notes a wait that is set at a line, by a task if one runs, and returns the length that it shall have. The last change that
    /// names it counts.
    pub fn set(
        &mut self,
        kind: SetWaitKind,
        (file, line): (&str, u32),
        task: Option<&str>,
        at: Micros,
        length: Micros,
    ) -> Micros {
        let waits = kind.waits();
        let mut count = |task: Option<&str>| {
            let count = self.counts.entry((waits, file.to_string(), line, task.map(String::from))).or_default();
            *count += 1;
            *count
        };
        let of_all = count(None);
        let of_task = task.map_or(of_all, |task| count(Some(task)));
        let mut new = length;
        for (change, met) in self.changes.iter().zip(&mut self.met) {
            let WaitPlace::Line { waits: sort, file: of, line: at, task: who, occurrence } = &change.place else {
                continue;
            };
            let count = if who.is_some() { of_task } else { of_all };
            if *sort == waits
                && of.as_deref().unwrap_or(&self.file) == file
                && *at == line
                && who.as_deref().is_none_or(|who| task == Some(who))
                && occurrence.is_none_or(|occurrence| occurrence == count)
            {
                *met += 1;
                new = change.length.of(length);
            }
        }
        let file = (file != self.file).then(|| file.to_string());
        let (task, occurrence) = (task.map(String::from), Some(of_task));
        self.note(kind, WaitPlace::Line { waits, file, line, task, occurrence }, at, length);
        new
    }

    fn note(&mut self, kind: SetWaitKind, place: WaitPlace, at: Micros, length: Micros) {
        if self.noted.len() < MAX_NOTED {
            self.noted.push(SetWait { kind, place, at, length });
        }
    }

    /// Notes the time of a host's answers, and returns the change that the host is given, if it is.
    pub fn host(&mut self, name: &str, at: Micros, length: Micros) -> Option<NewLength> {
        let place = WaitPlace::Host(name.into());
        // A program looks a name up again and again.
        if !self.noted.iter().any(|wait| wait.place == place) {
            self.note(SetWaitKind::Answer, place, at, length);
        }
        let named = |place: &WaitPlace| matches!(place, WaitPlace::Host(host) if host == name);
        self.meets(named)
    }

    /// The changes of hosts, with their names.
    pub fn host_changes(&self) -> impl Iterator<Item = (String, NewLength)> + '_ {
        self.changes.iter().filter_map(|change| match &change.place {
            WaitPlace::Host(name) => Some((name.clone(), change.length)),
            WaitPlace::Line { .. } | WaitPlace::Steps(_) => None,
        })
    }

    /// The factor by which the steps of a task compute, 1 if nothing is changed. A length is none: steps have many.
    pub fn step_factor(&mut self, task: Option<&str>) -> f64 {
        let named = |place: &WaitPlace| match place {
            WaitPlace::Steps(who) => who.is_none() || who.as_deref() == task,
            WaitPlace::Line { .. } | WaitPlace::Host(_) => false,
        };
        match self.meets(named) {
            Some(NewLength::Factor(factor)) => factor,
            Some(NewLength::Exact(_)) | None => 1.0,
        }
    }

    /// The length of the last change whose place is meant.
    fn meets(&mut self, is_meant: impl Fn(&WaitPlace) -> bool) -> Option<NewLength> {
        let mut new = None;
        for (change, met) in self.changes.iter().zip(&mut self.met).filter(|(change, _)| is_meant(&change.place)) {
            *met += 1;
            new = Some(change.length);
        }
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book(changes: &[&str]) -> WaitBook {
        WaitBook::new("a.py", changes.iter().map(|text| WaitChange::read(text).expect("a change")).collect())
    }

    #[test]
    fn a_wait_is_named_by_its_line_its_task_and_its_count_there() {
        let mut book = book(&["line 3 #2: zero", "line 3 #2 in A: double", "b.py line 3: 1 s", "timer line 3: half"]);
        let mut set = |kind, file, task| book.set(kind, (file, 3), task, Micros::ZERO, Micros(100)).0;
        assert_eq!(set(SetWaitKind::Sleep, "a.py", Some("A")), 100);
        assert_eq!(set(SetWaitKind::Sleep, "a.py", Some("B")), 0);
        assert_eq!(set(SetWaitKind::Blocking, "a.py", Some("A")), 200);
        assert_eq!(set(SetWaitKind::Sleep, "b.py", None), 1_000_000);
        assert_eq!(set(SetWaitKind::Timer, "a.py", None), 50);
        assert_eq!(book.unmet(), None);
        let names: Vec<String> = book.waits().iter().map(|wait| wait.place.to_string()).collect();
        assert_eq!(names, ["line 3 #1 in A", "line 3 #1 in B", "line 3 #2 in A", "b.py line 3 #1", "timer line 3 #1"]);
        assert_eq!(SetWait::read_all(&SetWait::write_all(book.waits())).as_deref(), Some(book.waits()));
    }

    #[test]
    fn a_change_that_no_wait_has_the_name_of_is_found() {
        let mut book = book(&["line 3: half", "line 4: half"]);
        book.set(SetWaitKind::Sleep, ("a.py", 3), None, Micros::ZERO, Micros(100));
        assert_eq!(book.unmet().map(ToString::to_string).as_deref(), Some("line 4: half"));
    }
}
