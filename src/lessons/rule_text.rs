//! Rules for a run, and how they are written: as options of `loopline check`, and as lines of a lesson.

use std::rc::Rc;

use crate::clock::Micros;
use crate::trace::WarningCode;

/// A rule for a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The run takes no longer than this.
    Elapsed(Micros),
    /// The run takes less than this.
    Under(Micros),
    /// No step holds the loop for longer than this.
    NeverBlocked(Micros),
    /// No more than this many are at once in the resource of this name: permits taken, items in a queue, holders of a lock.
    NeverMore(u32, Rc<str>),
    /// No warning of this kind is given.
    Without(WarningCode),
    /// The run ends with its main coroutine's return.
    NoFailure,
    /// The output is one of these, line by line.
    Printed(Rc<[Rc<[Rc<str>]>]>),
}

/// Why a line of checks is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleFault {
    /// No rule begins so.
    Unknown,
    /// The time is none.
    Time,
    /// The number of `never more than` is none.
    Number,
    /// No name is given.
    Name,
    /// No line of output is given.
    NoLines,
}

impl Rule {
    /// The options of the rules that have no value, and the lines that say the same in a lesson.
    const SIMPLE: [(&'static str, &'static str, Rule); 5] = [
        ("--no-destroyed", "no task destroyed", Rule::Without(WarningCode::TaskDestroyed)),
        ("--no-never-awaited", "no coroutine never awaited", Rule::Without(WarningCode::NeverAwaited)),
        ("--no-never-retrieved", "no exception never retrieved", Rule::Without(WarningCode::NeverRetrieved)),
        ("--no-deadlock", "no deadlock", Rule::Without(WarningCode::Deadlock)),
        ("--no-failure", "no failure", Rule::NoFailure),
    ];

    /// The rule of an option that has no value.
    pub fn simple(option: &str) -> Option<Rule> {
        Rule::SIMPLE.into_iter().find(|(name, ..)| *name == option).map(|(.., rule)| rule)
    }

    /// The rule that an option makes of a time.
    pub fn of_time(option: &str) -> Option<fn(Micros) -> Rule> {
        match option {
            "--elapsed" => Some(Rule::Elapsed),
            "--never-blocked" => Some(Rule::NeverBlocked),
            _ => None,
        }
    }
}

/// The beginning of the line that lists outputs; its orders follow it, the first on the same line or each on one of its own
/// that begins with `- `.
pub(super) const PRINTED: &str = "printed in any of these orders:";

/// Reads a line of checks; `more` are the orders on lines of their own below it, for the rule that has such.
///
/// # Errors
/// If the line is no rule, with the part that is wrong.
pub fn read_rule(line: &str, more: &[&str]) -> Result<Rule, RuleFault> {
    let words: Vec<&str> = line.split_whitespace().collect();
    if let Some(first) = line.trim().strip_prefix(PRINTED) {
        return printed(first, more);
    }
    let time = |text: &str| read_time(text).ok_or(RuleFault::Time);
    match words.as_slice() {
        ["elapsed", "<", limit @ ..] => Ok(Rule::Under(time(&limit.concat())?)),
        ["elapsed", "<=", limit @ ..] => Ok(Rule::Elapsed(time(&limit.concat())?)),
        ["never", "blocked", "for", "more", "than", limit @ ..] => Ok(Rule::NeverBlocked(time(&limit.concat())?)),
        ["never", "more", "than", number, "in", name @ ..] => {
            let number = number.parse().map_err(|_| RuleFault::Number)?;
            if name.is_empty() { Err(RuleFault::Name) } else { Ok(Rule::NeverMore(number, name.join(" ").into())) }
        }
        _ => {
            let said = words.join(" ");
            let simple = Rule::SIMPLE.into_iter().find(|(_, text, _)| *text == said);
            simple.map(|(.., rule)| rule).ok_or(RuleFault::Unknown)
        }
    }
}

fn printed(first: &str, more: &[&str]) -> Result<Rule, RuleFault> {
    let orders = std::iter::once(first).chain(more.iter().copied()).filter(|order| !order.trim().is_empty());
    let orders: Rc<[Rc<[Rc<str>]>]> =
        orders.map(|order| order.split('|').map(|line| Rc::from(line.trim())).collect()).collect();
    if orders.is_empty() { Err(RuleFault::NoLines) } else { Ok(Rule::Printed(orders)) }
}

/// Reads a time such as `2s`, `50ms` or `1.5`: seconds, if no unit is given.
pub fn read_time(text: &str) -> Option<Micros> {
    let units = [("ms", 1e3), ("us", 1.0), ("µs", 1.0), ("s", 1e6)];
    let unit = units.into_iter().find_map(|(unit, scale)| Some((text.strip_suffix(unit)?, scale)));
    let (number, scale) = unit.unwrap_or((text, 1e6));
    let time: f64 = number.trim().replace(',', ".").parse().ok()?;
    // Times beyond this are no limits any more; the bound keeps the conversion exact.
    (0.0..=1e9).contains(&time).then(|| Micros((time * scale).round() as u64))
}
