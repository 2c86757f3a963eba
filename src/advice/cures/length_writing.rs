//! A program in which a wait has another length, where its line says the length as a number.

use super::edits::Edits;
use super::{Cure, Layout, Patient, collect};
use crate::advice::side_effects::Program;
use crate::advice::syntax::{Argument, Expr, ExprKind, parse, walk};
use crate::changes::{LineWaits, NewLength, WaitChange, WaitPlace};
use crate::clock::Micros;

/// A program in which a length is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenLength {
    /// The program.
    pub cure: Cure,
    /// The line.
    pub line: u32,
    /// The call in which it stands, as it is then: `asyncio.sleep(0.9)`.
    pub call: String,
}

/// Reasons why a length cannot be written into a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwritten {
    /// The line has no call that takes a length, or the program's text is not understood.
    NoCall,
    /// The length is worked out: no number stands in the call.
    Computed,
    /// Several calls on the line take a length.
    Several,
    /// The line is in a file beside the program's own.
    OtherFile,
    /// The length is no line's: a host's, or computing.
    NoLine,
    /// The number is the new length already.
    Unchanged,
}

/// The program with a change, or why it cannot have it.
pub type Writing = Result<WrittenLength, Unwritten>;

/// Writes the new length of a change into a program.
///
/// # Errors
/// If it cannot be done by rule.
///
/// ```
/// use loopline::advice::cures::{Unwritten, write_length};
/// use loopline::changes::WaitChange;
///
/// let source = "import asyncio\n\nasync def main(n):\n    await asyncio.sleep(1.8)\n    await asyncio.sleep(n)\n";
/// let write = |text: &str| write_length(source, &WaitChange::read(text).expect("a change"));
/// assert_eq!(write("line 4: half").expect("a number stands there").call, "asyncio.sleep(0.9)");
/// assert_eq!(write("line 5: half"), Err(Unwritten::Computed));
/// ```
pub fn write_length(source: &str, change: &WaitChange) -> Writing {
    let WaitPlace::Line { waits, file, line, .. } = &change.place else { return Err(Unwritten::NoLine) };
    if file.is_some() {
        return Err(Unwritten::OtherFile);
    }
    let statements = parse(source).ok_or(Unwritten::NoCall)?;
    let program = Program::new(&statements);
    let patient = Patient { source, statements: &statements, program: &program, layout: Layout::new(source) };
    let mut lengths: Vec<(&Expr, &Expr)> = Vec::new();
    walk(&statements, &mut |statement| {
        for expression in statement.expressions() {
            collect(expression, &mut |call| {
                if call.line == *line
                    && let Some(length) = patient.length(*waits, call)
                {
                    lengths.push((call, length));
                }
            });
        }
    });
    let (call, length) = match lengths[..] {
        [] => return Err(Unwritten::NoCall),
        [only] => only,
        _ => return Err(Unwritten::Several),
    };
    let before = patient.text(length);
    let written = number(before, change.length).ok_or(Unwritten::Computed)?;
    if written == before {
        return Err(Unwritten::Unchanged);
    }
    let of_call = &source[call.span.start..length.span.start];
    let call = format!("{of_call}{written}{}", &source[length.span.end..call.span.end]);
    let mut edits = Edits::default();
    edits.replace(length.span, written);
    Ok(WrittenLength { cure: edits.apply(source), line: *line, call })
}

impl<'a> Patient<'_, 'a> {
    /// The argument of a call that says how long waits of this sort are.
    fn length<'e>(&self, waits: LineWaits, call: &'e Expr<'a>) -> Option<&'e Expr<'a>> {
        let ExprKind::Call(function, arguments) = &call.kind else { return None };
        let name = match &function.kind {
            ExprKind::Attribute(_, name) => *name,
            ExprKind::Name(name) => {
                self.program.imports.get(name).and_then(|imported| imported.attribute).unwrap_or(name)
            }
            _ => return None,
        };
        // The place of the argument, and the names that it may have.
        let (place, names): (Option<usize>, &[&str]) = match (waits, name) {
            (LineWaits::Sleeps, "sleep") => (Some(0), &["delay", "seconds", "secs"]),
            (LineWaits::Timers, "call_later") => (Some(0), &["delay"]),
            (LineWaits::TimeOuts, "timeout") => (Some(0), &["delay"]),
            (LineWaits::TimeOuts, "fail_after" | "move_on_after") => (Some(0), &["seconds", "delay"]),
            (LineWaits::TimeOuts, "wait_for") => (Some(1), &["timeout"]),
            (LineWaits::TimeOuts, _) => (None, &["timeout"]),
            (LineWaits::Sleeps | LineWaits::Timers, _) => return None,
        };
        let named = arguments.iter().find(|argument| argument.name.is_some_and(|name| names.contains(&name)));
        let placed = || {
            let before = &arguments[..place?.min(arguments.len())];
            let is_placed =
                |argument: &Argument| argument.name.is_none() && !matches!(argument.value.kind, ExprKind::Starred(_));
            arguments.get(place?).filter(|argument| is_placed(argument) && before.iter().all(is_placed))
        };
        named.or_else(placed).map(|argument| &argument.value)
    }
}

/// A number of seconds as it is written with its new length; `None` for what is no number of seconds.
fn number(before: &str, length: NewLength) -> Option<String> {
    let seconds: f64 = before.replace('_', "").parse().ok().filter(|seconds: &f64| *seconds >= 0.0)?;
    let new = length.of(Micros::from_delay(seconds)?);
    let is_whole = new.0.is_multiple_of(1_000_000);
    // What was written as a fraction stays one.
    let has_point = before.contains(['.', 'e', 'E']);
    Some(if is_whole && has_point { format!("{:.1}", new.seconds()) } else { new.seconds().to_string() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::cures::writing_message;

    const SOURCE: &str = "\
import asyncio as aio
from asyncio import sleep as nap, timeout
import time

async def main():
    await nap(2)
    await aio.gather(aio.sleep(1), aio.sleep(1_0.5))
    async with timeout(3.0):
        await aio.wait_for(aio.sleep(1), timeout=2)
    aio.get_running_loop().call_later(1, print, 'x')
    time.sleep(0.25)
    await aio.sleep(2 * 3)
    await aio.wait([], timeout=5)
    await aio.sleep(delay=.5)
    await aio.sleep(*[1])
";

    fn written(change: &str) -> Result<String, Unwritten> {
        let change = WaitChange::read(change).expect("a change");
        let writing = write_length(SOURCE, &change);
        assert_eq!(writing_message::read(&writing_message::write(&writing)).as_ref(), Some(&writing));
        writing.map(|written| {
            assert_eq!(written.cure.lines, [written.line]);
            let line = written.cure.source.lines().nth(written.line as usize - 1).unwrap_or_default();
            assert!(line.contains(&written.call), "{line}");
            written.call
        })
    }

    #[test]
    fn the_number_of_a_call_is_written_anew() {
        for (change, call) in [
            ("line 6: half", "nap(1)"),
            ("line 6: x0.75", "nap(1.5)"),
            ("timeout line 8 #1 in main: 2 s", "timeout(2.0)"),
            ("timeout line 9: half", "aio.wait_for(aio.sleep(1), timeout=1)"),
            ("line 9: double", "aio.sleep(2)"),
            ("timer line 10: 0.25 s", "aio.get_running_loop().call_later(0.25, print, 'x')"),
            ("line 11: zero", "time.sleep(0.0)"),
            ("timeout line 13: 100 ms", "aio.wait([], timeout=0.1)"),
            ("line 14: double", "aio.sleep(delay=1.0)"),
        ] {
            assert_eq!(written(change).as_deref(), Ok(call), "{change}");
        }
    }

    #[test]
    fn what_is_no_number_or_one_of_several_is_left_to_the_reader() {
        for (change, why) in [
            ("line 7: half", Unwritten::Several),
            ("line 12: half", Unwritten::Computed),
            ("line 15: half", Unwritten::NoCall),
            ("line 5: half", Unwritten::NoCall),
            ("timer line 6: half", Unwritten::NoCall),
            ("shop.py line 6: half", Unwritten::OtherFile),
            ("host example.com: half", Unwritten::NoLine),
            ("line 6: 2 s", Unwritten::Unchanged),
        ] {
            assert_eq!(written(change), Err(why), "{change}");
        }
        assert_eq!(write_length("def (", &WaitChange::read("line 1: half").expect("a change")), Err(Unwritten::NoCall));
    }
}
