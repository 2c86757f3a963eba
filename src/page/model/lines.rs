//! The lines of a program at which its tasks and generators stand.

use super::state::State;
use crate::reading::GeneratorPhase;
use crate::timeline::lanes::Row;
use crate::trace::{Stack, Trace};

/// Returns the line of a file at which the task or generator of a row stands at the playhead. A task that has not been
/// suspended yet stands at the line that made it.
pub fn line_of(state: &State, row: Row, file: &str) -> Option<u32> {
    let record = state.run.record.as_ref()?;
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let moment = record.moment(state.playback.playhead);
    match row {
        Row::Task { place, .. } => {
            let task = moment.tasks.get(&spans.tasks.get(place)?.task)?;
            let made = || Some(trace.site(task.created)).filter(|site| trace.text(site.file) == file);
            match task.stack {
                Some(stack) => line_in(&trace, stack, file),
                None => made().map(|site| site.line),
            }
        }
        Row::Generator { place, .. } => {
            let (_, live) = moment.generators.iter().find(|(id, _)| spans.generator_place(**id) == Some(place))?;
            let GeneratorPhase::Yielded { stack, .. } = live.pause else { return None };
            line_in(&trace, stack, file)
        }
        Row::Loop | Row::Resource(_) => None,
    }
}

/// Returns the innermost line of a file in a stack: in Python the library's own lie further in.
pub(in crate::page) fn line_in(trace: &Trace, stack: Stack, file: &str) -> Option<u32> {
    let mut sites = trace.stack(stack).iter().map(|frame| trace.site(frame.site));
    sites.find(|site| trace.text(site.file) == file).map(|site| site.line)
}
