//! The tables that rows point into: sites, stacks, snapshots. Each entry is a list of numbers.

use super::rows::{NONE, Number, RowReader};
use crate::trace::{ResourceState, SiteEntry, StackFrame, Trace};

pub(super) fn encode_site(site: &SiteEntry, row: &mut Vec<Number>) {
    row.extend([Number::from(site.file.0), site.line.into()]);
}

pub(super) fn encode_stack(frames: &[StackFrame], row: &mut Vec<Number>) {
    row.extend(frames.iter().flat_map(|frame| [Number::from(frame.function.0), frame.site.0.into()]));
}

pub(super) fn encode_snapshot(state: &ResourceState, row: &mut Vec<Number>) {
    let count = |count: Option<u32>| count.map_or(NONE, Number::from);
    row.extend([count(state.value), state.holder.map_or(NONE, |task| Number::from(task.0))]);
    row.extend([count(state.unfinished), Number::from(state.len), state.items.len() as Number]);
    row.extend(state.items.iter().map(|item| Number::from(item.0)));
    for line in [&state.getters, &state.putters, &state.waiters] {
        row.push(line.len() as Number);
        row.extend(line.iter().map(|task| Number::from(task.0)));
    }
}

/// Adds a site. The site must be new, or later sites would get other positions than the file gives them.
pub(super) fn add_site(numbers: &[Number], trace: &mut Trace) -> Result<(), String> {
    let mut row = RowReader::new(numbers, trace);
    let (file, line) = (row.text()?, row.count()?);
    row.end()?;
    let file = trace.text(file).to_string();
    let expected = trace.sites().len();
    let site = trace.intern_site(&file, line);
    if site.0 as usize == expected { Ok(()) } else { Err("a site stands twice".into()) }
}

pub(super) fn add_stack(numbers: &[Number], trace: &mut Trace) -> Result<(), String> {
    let mut row = RowReader::new(numbers, trace);
    let mut frames = Vec::new();
    for _ in 0..numbers.len() / 2 {
        frames.push(StackFrame { function: row.text()?, site: row.site()? });
    }
    row.end()?;
    let expected = trace.stacks().len();
    let stack = trace.intern_stack(&frames);
    if stack.0 as usize == expected { Ok(()) } else { Err("a stack stands twice".into()) }
}

pub(super) fn add_snapshot(numbers: &[Number], trace: &mut Trace) -> Result<(), String> {
    let mut row = RowReader::new(numbers, trace);
    let mut state = ResourceState {
        value: row.optional_count()?,
        holder: row.optional_task()?,
        unfinished: row.optional_count()?,
        len: row.count()?,
        ..ResourceState::default()
    };
    // The row ends, with an error, long before an absurd count does.
    for _ in 0..row.count()? {
        state.items.push(row.text()?);
    }
    for line in [&mut state.getters, &mut state.putters, &mut state.waiters] {
        for _ in 0..row.count()? {
            line.push(row.task()?);
        }
    }
    row.end()?;
    trace.push_snapshot(state);
    Ok(())
}
