//! Export as plain text: every event, or the program's output only.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::writing::{ExportFormat, Sheet, SlicedExport};
use crate::reading::line;
use crate::trace::file::ProgramInfo;
use crate::trace::{Event, EventKind, Seq, Stream, TaskId, Trace};

/// Returns the whole record: a line that names the program, then one line an event, as in
/// [`reading::dump`](crate::reading::dump()).
pub fn text(program: &ProgramInfo, trace: &Trace) -> String {
    SlicedExport::text(program.clone(), trace).whole(trace)
}

/// Returns the program's output, a line each with the loop time and the task that printed it; errors are marked with
/// `!`.
pub fn transcript(trace: &Trace) -> String {
    SlicedExport::transcript(trace).whole(trace)
}

pub(super) struct TextExport {
    pub program: ProgramInfo,
}

impl ExportFormat for TextExport {
    fn begin(&mut self, sheet: &mut Sheet) {
        let Sheet { trace, events, out, .. } = sheet;
        out.push_str("# ");
        out.push_str(if self.program.id.is_empty() { "program" } else { &self.program.id });
        // Writing to a `String` cannot fail.
        for (name, value) in &self.program.args {
            let _ = write!(out, " {name}={value}");
        }
        let _ = writeln!(out, ": {events} events, {} s", trace.end_time());
    }

    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event) {
        sheet.out.push_str(&line(sheet.trace, sheet.names, seq, event));
        sheet.out.push('\n');
    }

    fn end(&mut self, _: &mut Sheet) {}
}

/// Writer of a transcript, which follows the task that runs on each thread.
#[derive(Default)]
pub(super) struct TranscriptExport {
    running: BTreeMap<u16, TaskId>,
}

impl ExportFormat for TranscriptExport {
    fn begin(&mut self, _: &mut Sheet) {}

    fn event(&mut self, sheet: &mut Sheet, seq: Seq, event: &Event) {
        let Sheet { trace, names, out, .. } = sheet;
        match event.kind {
            EventKind::StepBegan { task } => drop(self.running.insert(event.thread, task)),
            EventKind::StepEnded { .. } => drop(self.running.remove(&event.thread)),
            EventKind::Output { stream, text } => {
                let task = self.running.get(&event.thread).map(|task| names.task(trace, *task, seq));
                let task = task.unwrap_or_default();
                let mark = match stream {
                    Stream::Out => ' ',
                    Stream::Err => '!',
                };
                let _ = writeln!(out, "{:>11}  {task:<12} {mark}{}", event.t.to_string(), trace.text(text));
            }
            _ => {}
        }
    }

    fn end(&mut self, _: &mut Sheet) {}
}
