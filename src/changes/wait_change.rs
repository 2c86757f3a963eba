//! A change of waits, and its text for links and the command line.

use std::fmt;

use crate::clock::Micros;

/// The waits at a line of the program that are of one sort.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LineWaits {
    /// Sleeps, calls that block, and computing whose length the program states.
    Sleeps,
    /// Timers that the program sets for callbacks.
    Timers,
    /// Time-outs, which end a wait for something else.
    TimeOuts,
}

impl LineWaits {
    /// The words before the number of a line.
    const WORDS: [(LineWaits, &'static str); 3] =
        [(LineWaits::TimeOuts, "timeout line "), (LineWaits::Timers, "timer line "), (LineWaits::Sleeps, "line ")];

    fn word(self) -> &'static str {
        LineWaits::WORDS.into_iter().find(|(waits, _)| *waits == self).map_or("", |(_, word)| word)
    }
}

/// The waits that are changed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum WaitPlace {
    /// Waits at a line.
    Line {
        /// The sort of waits.
        waits: LineWaits,
        /// The file of the line; `None` is the program's own.
        file: Option<String>,
        /// The line, from one.
        line: u32,
        /// The name of the task that waits; `None` is every task.
        task: Option<String>,
        /// The count of the wait, from one, among those of its sort at the line, and of the task if there is one; `None` is
        /// every time.
        occurrence: Option<u32>,
    },
    /// The answers of a host, and the way to it.
    Host(String),
    /// The steps of a task, or of all, on a clock that measures how long they compute.
    Steps(Option<String>),
}

/// The new length of a wait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum NewLength {
    /// A multiple of the length that it has.
    Factor(f64),
    /// A length. Of a host it is the time between a request and its answer.
    Exact(Micros),
}

impl NewLength {
    /// Half of what it is.
    pub const HALF: NewLength = NewLength::Factor(0.5);
    /// Nothing.
    pub const ZERO: NewLength = NewLength::Factor(0.0);
    /// Twice what it is.
    pub const DOUBLE: NewLength = NewLength::Factor(2.0);

    /// The greatest factor.
    const MOST: f64 = 1e6;

    /// The words for some factors.
    const WORDS: [(&'static str, NewLength); 3] =
        [("half", NewLength::HALF), ("zero", NewLength::ZERO), ("double", NewLength::DOUBLE)];

    /// The new length of a wait that has this one. A wait without end keeps to that, unless it is given a length.
    pub fn of(self, length: Micros) -> Micros {
        match self {
            NewLength::Exact(length) => length,
            NewLength::Factor(_) if length == Micros::NEVER => length,
            NewLength::Factor(factor) => Micros::from_delay(length.seconds() * factor).unwrap_or(length),
        }
    }

    /// Reads `half`, `zero`, `double`, `x1.5`, `0.9 s` or `250 ms`.
    pub fn read(text: &str) -> Option<NewLength> {
        let text = text.trim();
        if let Some((_, length)) = NewLength::WORDS.into_iter().find(|(word, _)| *word == text) {
            return Some(length);
        }
        let number = |text: &str| {
            let number: f64 = text.trim().replace(',', ".").parse().ok()?;
            (0.0..=1e9).contains(&number).then_some(number)
        };
        if let Some(factor) = text.strip_prefix(['x', '×']) {
            return number(factor).filter(|factor| *factor <= NewLength::MOST).map(NewLength::Factor);
        }
        let units = [("ms", 1e-3), ("us", 1e-6), ("µs", 1e-6), ("s", 1.0)];
        let (text, unit) = units.into_iter().find_map(|(unit, size)| Some((text.strip_suffix(unit)?, size)))?;
        Micros::from_delay(number(text)? * unit).map(NewLength::Exact)
    }
}

impl fmt::Display for NewLength {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            length if NewLength::WORDS.iter().any(|(_, known)| *known == length) => {
                f.write_str(NewLength::WORDS.iter().find(|(_, known)| *known == length).map_or("", |(word, _)| word))
            }
            NewLength::Factor(factor) => write!(f, "x{factor}"),
            NewLength::Exact(length) => write!(f, "{} s", length.seconds()),
        }
    }
}

/// A change: waits and their new length.
///
/// ```
/// use loopline::changes::WaitChange;
///
/// for text in ["line 12: half", "shop/orders.py line 3 #2 in worker-1: 0.9 s", "timer line 4: x1.5", "host api.example: zero"] {
///     assert_eq!(WaitChange::read(text).expect("a change").to_string(), text);
/// }
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct WaitChange {
    /// The waits.
    pub place: WaitPlace,
    /// The new length.
    pub length: NewLength,
}

impl WaitPlace {
    /// The place by the lines that a reader sees of the main file, whose first lines are not shown.
    pub fn below(&self, hidden: u32) -> WaitPlace {
        let mut place = self.clone();
        if let WaitPlace::Line { file: None, line, .. } = &mut place {
            *line = line.saturating_sub(hidden);
        }
        place
    }

    /// Returns whether a single wait, by its full name, is among those that are meant. A count among the waits of all tasks is not to
    /// be told from the name of one.
    pub fn covers(&self, wait: &WaitPlace) -> bool {
        match (self, wait) {
            (
                WaitPlace::Line { waits, file, line, task, occurrence },
                WaitPlace::Line { waits: sort, file: of, line: at, task: who, occurrence: count },
            ) => {
                let is_of_task = if task.is_some() { task == who } else { occurrence.is_none() || who.is_none() };
                let is_this_time = occurrence.is_none() || occurrence == count;
                waits == sort && file == of && line == at && is_of_task && is_this_time
            }
            (one, other) => one == other,
        }
    }

    /// Reads `line 12`, `line 12 #3`, `line 12 in worker-1`, `shop/orders.py line 3`, `timer line 4`, `timeout line 4`, `host NAME`,
    /// `steps` or `steps in NAME`.
    pub fn read(text: &str) -> Option<WaitPlace> {
        let text = text.trim();
        if let Some(host) = text.strip_prefix("host ") {
            let host = host.trim().to_ascii_lowercase();
            return (!host.is_empty()).then_some(WaitPlace::Host(host));
        }
        if text == "steps" {
            return Some(WaitPlace::Steps(None));
        }
        if let Some(task) = text.strip_prefix("steps in ") {
            return Some(WaitPlace::Steps(Some(task.trim().into())));
        }
        let starts = |word: &str| {
            let at = text.find(word)?;
            (at == 0 || text[..at].ends_with(' ')).then_some(at)
        };
        let (waits, at, word) =
            LineWaits::WORDS.into_iter().find_map(|(waits, word)| Some((waits, starts(word)?, word)))?;
        let file = Some(text[..at].trim()).filter(|file| !file.is_empty()).map(String::from);
        let rest = &text[at + word.len()..];
        let (numbers, task) = match rest.split_once(" in ") {
            Some((numbers, task)) => (numbers, Some(task.trim().to_string())),
            None => (rest, None),
        };
        let (line, occurrence) = match numbers.split_once('#') {
            Some((line, occurrence)) => (line, Some(occurrence.trim().parse().ok().filter(|count| *count > 0)?)),
            None => (numbers, None),
        };
        let line = line.trim().parse().ok().filter(|line| *line > 0)?;
        Some(WaitPlace::Line { waits, file, line, task, occurrence })
    }
}

impl WaitChange {
    /// Reads a place and a new length with a colon between them.
    pub fn read(text: &str) -> Option<WaitChange> {
        let (place, length) = text.rsplit_once(':')?;
        Some(WaitChange { place: WaitPlace::read(place)?, length: NewLength::read(length)? })
    }
}

impl fmt::Display for WaitPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WaitPlace::Host(name) => write!(f, "host {name}"),
            WaitPlace::Steps(None) => f.write_str("steps"),
            WaitPlace::Steps(Some(task)) => write!(f, "steps in {task}"),
            WaitPlace::Line { waits, file, line, task, occurrence } => {
                if let Some(file) = file {
                    write!(f, "{file} ")?;
                }
                write!(f, "{}{line}", waits.word())?;
                if let Some(occurrence) = occurrence {
                    write!(f, " #{occurrence}")?;
                }
                task.as_ref().map_or(Ok(()), |task| write!(f, " in {task}"))
            }
        }
    }
}

impl fmt::Display for WaitChange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_change_is_refused() {
        let bad = ["", "line 12", "line: half", "line 0: half", "line 12: soon", "line 12: -1 s", "line 12 #0: half"];
        for text in bad.into_iter().chain(["line 12: 3", "line 12: x", "row 12: half", "host : half", "line 12: x1e9"])
        {
            assert_eq!(WaitChange::read(text), None, "{text}");
        }
    }

    #[test]
    fn a_name_covers_the_waits_that_are_meant() {
        let wait = WaitPlace::read("line 3 #2 in A").expect("a wait");
        let covers = |text: &str| WaitPlace::read(text).expect("a place").covers(&wait);
        assert!(["line 3", "line 3 in A", "line 3 #2 in A"].into_iter().all(covers));
        let others =
            ["line 3 #2", "line 4", "timer line 3", "a.py line 3", "line 3 in B", "line 3 #1 in A", "steps", "host a"];
        assert!(!others.into_iter().any(covers));
    }

    #[test]
    fn a_length_is_read_with_its_unit_and_written_in_seconds() {
        let length = |text: &str| NewLength::read(text).map(|length| length.to_string());
        assert_eq!(length("250ms").as_deref(), Some("0.25 s"));
        assert_eq!(length("1,5 s").as_deref(), Some("1.5 s"));
        assert_eq!(length("x0.5").as_deref(), Some("half"));
        assert_eq!(length("× 3").as_deref(), Some("x3"));
    }

    #[test]
    fn a_wait_without_end_keeps_to_that_unless_it_is_given_a_length() {
        assert_eq!(NewLength::HALF.of(Micros::NEVER), Micros::NEVER);
        assert_eq!(NewLength::Exact(Micros(5)).of(Micros::NEVER), Micros(5));
        assert_eq!(NewLength::HALF.of(Micros(1_800_000)), Micros(900_000));
    }
}
