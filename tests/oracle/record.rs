//! A run's record as the recorder of CPython writes it: `tests/oracle/record.py` defines the format.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use loopline::trace::{EventKind, Outcome, Status, Stream, TaskId, Trace};

/// The record of a run as `record.py` writes it.
pub fn written(trace: &Trace) -> String {
    let mut text = String::new();
    let mut turn = 0;
    let mut running = None;
    let mut names = BTreeMap::<TaskId, String>::new();
    let mut begun = BTreeSet::new();
    let mut ended = BTreeSet::new();
    for (_, event) in trace.events() {
        let mut line = |task: Option<&TaskId>, what: &str| {
            let name = task.map_or("-", |task| &names[task]);
            let line = format!("{:>9} {turn:>4} {name:<10} {what}", event.t.0);
            writeln!(text, "{}", line.trim_end()).expect("a string takes every line");
        };
        match event.kind {
            EventKind::Turn { .. } => turn += 1,
            EventKind::TurnsRepeated { turns } => turn += turns,
            EventKind::TaskCreated { task, name, .. } | EventKind::TaskRenamed { task, name } => {
                names.insert(task, trace.text(name).into());
            }
            EventKind::StepBegan { task } => {
                running = Some(task);
                line(Some(&task), if begun.insert(task) { "start" } else { "step" });
            }
            EventKind::StepEnded { task, outcome, .. } => {
                running = None;
                match outcome {
                    Outcome::Suspended(_) => continue,
                    Outcome::Returned(_) => line(Some(&task), "end returned"),
                    Outcome::Raised(error) => line(Some(&task), &format!("end raised {}", trace.text(error))),
                    Outcome::Cancelled => line(Some(&task), "end cancelled"),
                }
                ended.insert(task);
            }
            EventKind::Output { stream: Stream::Out, text: output } => {
                line(running.as_ref(), &format!("out {}", trace.text(output)));
            }
            EventKind::RunEnded { status } => {
                let left = names.iter().filter(|(task, _)| !ended.contains(*task)).map(|(_, name)| name.as_str());
                let outcome = match status {
                    Status::Returned => "returned".into(),
                    Status::Raised(error) => format!("raised {}", trace.text(error)),
                    Status::Deadlock => format!("deadlock: {}", left.collect::<Vec<_>>().join(", ")),
                    Status::Stopped => "stopped".into(),
                    Status::Limit => "limit".into(),
                };
                writeln!(text, "run {outcome}").expect("a string takes every line");
                break;
            }
            _ => {}
        }
    }
    text
}
