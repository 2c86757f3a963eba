//! The lines of a program at which its tasks and generators stand.

use std::rc::Rc;

use super::state::State;
use crate::reading::GeneratorPhase;
use crate::timeline::lanes::Row;
use crate::trace::{EventKind, SiteEntry, Stack, Trace};

/// Returns the place in one of these files at which the task or generator of a row stands at the playhead. A task that has
/// not been suspended yet stands at the line that made it.
pub fn place_of(state: &State, row: Row, files: &[Rc<str>]) -> Option<(Rc<str>, u32)> {
    let record = state.run.record.as_ref()?;
    let (trace, spans) = (record.trace.borrow(), record.spans());
    let moment = record.moment(state.playback.playhead);
    match row {
        Row::Task { place, .. } => {
            let task = moment.tasks.get(&spans.tasks.get(place)?.task)?;
            match task.stack {
                Some(stack) => place_in(&trace, stack, files),
                None => place_of_site(&trace, trace.site(task.created), files),
            }
        }
        Row::Generator { place, .. } => {
            let (_, live) = moment.generators.iter().find(|(id, _)| spans.generator_place(**id) == Some(place))?;
            let GeneratorPhase::Yielded { stack, .. } = live.pause else { return None };
            place_in(&trace, stack, files)
        }
        Row::Connection { place, .. } => {
            let created = trace.event(spans.connections.lines.get(place)?.created.seq);
            let EventKind::ConnectionCreated { site: Some(site), .. } = created.kind else { return None };
            place_of_site(&trace, trace.site(site), files)
        }
        Row::Loop | Row::Host(_) | Row::Socket(_) | Row::Resource(_) | Row::Value { .. } => None,
    }
}

/// Returns the innermost place in a stack that is in one of these files.
fn place_in(trace: &Trace, stack: Stack, files: &[Rc<str>]) -> Option<(Rc<str>, u32)> {
    trace.stack(stack).iter().find_map(|frame| place_of_site(trace, trace.site(frame.site), files))
}

fn place_of_site(trace: &Trace, site: &SiteEntry, files: &[Rc<str>]) -> Option<(Rc<str>, u32)> {
    let file = files.iter().find(|file| ***file == *trace.text(site.file))?;
    Some((file.clone(), site.line))
}

/// Returns the innermost line of a file in a stack: in Python the library's own lie further in.
pub(in crate::page) fn line_in(trace: &Trace, stack: Stack, file: &str) -> Option<u32> {
    let mut sites = trace.stack(stack).iter().map(|frame| trace.site(frame.site));
    sites.find(|site| trace.text(site.file) == file).map(|site| site.line)
}
