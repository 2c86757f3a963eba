//! Changes of values from one moment to the next: which variables have another text.

use crate::inspection::{InspectedFrame, InspectedMoment, InspectedStack};
use crate::page::model::analyses::ShownValues;

/// The change of a variable in the step that led to the moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueChange<'v> {
    /// The variable was not there before.
    New,
    /// The text of its value before.
    Was(&'v str),
}

/// The frame in which the function of a frame stood before: of the same stack and depth.
pub fn frame_before<'v>(
    before: Option<&'v InspectedMoment>,
    stack: &InspectedStack,
    depth: usize,
) -> Option<&'v InspectedFrame> {
    let is_same = |other: &&InspectedStack| other.task == stack.task && other.thread == stack.thread;
    let frame = before?.stacks.iter().find(is_same)?.frames.get(depth)?;
    let now = stack.frames.get(depth)?;
    (frame.function == now.function && frame.file == now.file).then_some(frame)
}

/// The change of a variable with this text; `None` if it is as before, or nothing is known of before.
pub fn change_of<'v>(before: Option<&'v InspectedFrame>, name: &str, text: &str) -> Option<ValueChange<'v>> {
    match before?.variables.iter().find(|(known, _)| known == name) {
        None => Some(ValueChange::New),
        Some((_, was)) if was != text => Some(ValueChange::Was(was)),
        Some(_) => None,
    }
}

/// The names of all variables that have changed, in the order in which they are shown, each once; `None` if nothing is known of
/// the moment before.
pub fn changed_names(shown: &ShownValues) -> Option<Vec<&str>> {
    let (moment, before) = (shown.moment.as_deref()?, shown.before.as_deref()?);
    let mut names: Vec<&str> = Vec::new();
    for stack in &moment.stacks {
        for (depth, frame) in stack.frames.iter().enumerate() {
            let was = frame_before(Some(before), stack, depth);
            for (name, text) in &frame.variables {
                if change_of(was, name, text).is_some() && !names.contains(&name.as_str()) {
                    names.push(name);
                }
            }
        }
    }
    Some(names)
}
