//! The values that were read of a run.

use serde_json::{Value, json};

/// The values that were read of a run while it was repeated.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InspectedRun {
    /// The moments at which variables were read, in order.
    pub moments: Vec<InspectedMoment>,
    /// Values of the watched expressions, each where it has changed.
    pub watched: Vec<WatchedValue>,
    /// The length of the record from which on no values of watched expressions are kept, since there were too many.
    pub watched_until: Option<usize>,
    /// The length of the record where `stop_where` became true; its moment is the last.
    pub stopped: Option<usize>,
    /// Errors of expressions, each with the number of its expression among the watched ones; their count is the number of
    /// `stop_where`. The text is that of the error, `SyntaxError: ...` or another.
    pub faults: Vec<(usize, String)>,
}

/// A moment at which variables were read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InspectedMoment {
    /// The length of the record for which the moment was asked.
    pub asked: usize,
    /// The length of the record when it was read.
    pub events: usize,
    /// The stacks of the program: the one that runs first, then those of tasks by their numbers.
    pub stacks: Vec<InspectedStack>,
    /// The number of stacks that are not among these, since there are too many.
    pub left_out: u32,
}

/// A stack of the program's frames: of a task, or of code outside tasks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InspectedStack {
    /// The number of the task, as in the record; `None` for code outside tasks.
    pub task: Option<u32>,
    /// The number of its thread, as in the record; that of the main thread is 0.
    pub thread: u16,
    /// True for the stack that runs.
    pub running: bool,
    /// Frames of the program's own files, the outermost first. Those of libraries between them are left out.
    pub frames: Vec<InspectedFrame>,
}

/// A frame, and its variables.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InspectedFrame {
    /// The qualified name of its function; `<module>` for that of a module.
    pub function: String,
    /// The file, as in the record.
    pub file: String,
    /// The line at which it stands.
    pub line: u32,
    /// The number of the first variables that are arguments.
    pub arguments: u32,
    /// Names of the variables with the texts of their values.
    pub variables: Vec<(String, String)>,
    /// The number of variables that are not among these, since there are too many.
    pub left_out: u32,
    /// The latest values that awaits of the frame have given in the step that runs or has just ended: lines and texts, in order.
    pub results: Vec<(u32, String)>,
    /// Suspended generators of the program to which a variable refers, without those of their own variables.
    pub generators: Vec<SuspendedGenerator>,
}

/// A suspended generator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuspendedGenerator {
    /// The variable that refers to it.
    pub variable: String,
    /// The frame in which it is suspended.
    pub frame: InspectedFrame,
}

/// A value of a watched expression that differs from the one before in that task.
#[derive(Clone, Debug, PartialEq)]
pub struct WatchedValue {
    /// The number of the expression among the watched ones.
    pub expression: usize,
    /// The number of the task in which it was evaluated; `None` for code outside tasks.
    pub task: Option<u32>,
    /// The length of the record then.
    pub events: usize,
    /// The text of the value.
    pub text: String,
    /// The value, if it is a number.
    pub number: Option<f64>,
}

impl InspectedRun {
    /// The JSON of the values.
    pub fn write(&self) -> Value {
        json!({
            "moments": self.moments.iter().map(InspectedMoment::write).collect::<Vec<_>>(),
            "watched": self.watched.iter().map(WatchedValue::write).collect::<Vec<_>>(),
            "watched_until": self.watched_until,
            "stopped": self.stopped,
            "faults": self.faults,
        })
    }

    /// The values of JSON.
    pub fn read(value: &Value) -> Option<InspectedRun> {
        Some(InspectedRun {
            moments: all(&value["moments"], InspectedMoment::read)?,
            watched: all(&value["watched"], WatchedValue::read)?,
            watched_until: optional_index(&value["watched_until"])?,
            stopped: optional_index(&value["stopped"])?,
            faults: all(&value["faults"], |fault| Some((index(&fault[0])?, text(&fault[1])?)))?,
        })
    }
}

impl InspectedMoment {
    fn write(&self) -> Value {
        let stacks: Vec<Value> = self.stacks.iter().map(InspectedStack::write).collect();
        json!({ "asked": self.asked, "events": self.events, "stacks": stacks, "left_out": self.left_out })
    }

    fn read(value: &Value) -> Option<InspectedMoment> {
        Some(InspectedMoment {
            asked: index(&value["asked"])?,
            events: index(&value["events"])?,
            stacks: all(&value["stacks"], InspectedStack::read)?,
            left_out: number(&value["left_out"])?,
        })
    }
}

impl InspectedStack {
    fn write(&self) -> Value {
        let frames: Vec<Value> = self.frames.iter().map(InspectedFrame::write).collect();
        json!({ "task": self.task, "thread": self.thread, "running": self.running, "frames": frames })
    }

    fn read(value: &Value) -> Option<InspectedStack> {
        Some(InspectedStack {
            task: optional_number(&value["task"])?,
            thread: u16::try_from(value["thread"].as_u64()?).ok()?,
            running: value["running"].as_bool()?,
            frames: all(&value["frames"], InspectedFrame::read)?,
        })
    }
}

impl InspectedFrame {
    fn write(&self) -> Value {
        let generators = self.generators.iter().map(|one| json!([one.variable, one.frame.write()]));
        json!({
            "function": self.function, "file": self.file, "line": self.line, "arguments": self.arguments,
            "variables": self.variables, "left_out": self.left_out, "results": self.results,
            "generators": generators.collect::<Vec<_>>(),
        })
    }

    fn read(value: &Value) -> Option<InspectedFrame> {
        let generator = |pair: &Value| {
            Some(SuspendedGenerator { variable: text(&pair[0])?, frame: InspectedFrame::read(&pair[1])? })
        };
        Some(InspectedFrame {
            function: text(&value["function"])?,
            file: text(&value["file"])?,
            line: number(&value["line"])?,
            arguments: number(&value["arguments"])?,
            variables: all(&value["variables"], |pair| Some((text(&pair[0])?, text(&pair[1])?)))?,
            left_out: number(&value["left_out"])?,
            results: all(&value["results"], |pair| Some((number(&pair[0])?, text(&pair[1])?)))?,
            generators: all(&value["generators"], generator)?,
        })
    }
}

impl WatchedValue {
    fn write(&self) -> Value {
        json!({
            "expression": self.expression, "task": self.task, "events": self.events, "text": self.text,
            // JSON has no infinities: such a number is a text alone.
            "number": self.number.filter(|number| number.is_finite()),
        })
    }

    fn read(value: &Value) -> Option<WatchedValue> {
        Some(WatchedValue {
            expression: index(&value["expression"])?,
            task: optional_number(&value["task"])?,
            events: index(&value["events"])?,
            text: text(&value["text"])?,
            number: value["number"].as_f64(),
        })
    }
}

fn all<T>(value: &Value, read: impl Fn(&Value) -> Option<T>) -> Option<Vec<T>> {
    value.as_array()?.iter().map(read).collect()
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(String::from)
}

fn number(value: &Value) -> Option<u32> {
    u32::try_from(value.as_u64()?).ok()
}

fn index(value: &Value) -> Option<usize> {
    usize::try_from(value.as_u64()?).ok()
}

fn optional_index(value: &Value) -> Option<Option<usize>> {
    if value.is_null() { Some(None) } else { index(value).map(Some) }
}

fn optional_number(value: &Value) -> Option<Option<u32>> {
    if value.is_null() { Some(None) } else { number(value).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(function: &str, variables: &[(&str, &str)]) -> InspectedFrame {
        let variables = variables.iter().map(|(name, text)| (name.to_string(), text.to_string())).collect();
        InspectedFrame {
            function: function.into(),
            file: "program.py".into(),
            line: 12,
            arguments: 1,
            variables,
            left_out: 3,
            results: vec![(7, "'я'".into()), (9, "None".into())],
            generators: Vec::new(),
        }
    }

    #[test]
    fn an_inspected_run_that_is_written_is_read() {
        let generator = SuspendedGenerator { variable: "numbers".into(), frame: frame("numbers", &[("i", "7")]) };
        let inner =
            InspectedFrame { generators: vec![generator], ..frame("Shop.sell", &[("self", "'я'"), ("x", "1")]) };
        let task = InspectedStack { task: Some(2), thread: 0, running: true, frames: vec![inner] };
        let plain = InspectedStack { task: None, thread: 3, running: false, frames: vec![frame("<module>", &[])] };
        let run = InspectedRun {
            moments: vec![InspectedMoment { asked: 10, events: 11, stacks: vec![task, plain], left_out: 4 }],
            watched: vec![
                WatchedValue { expression: 1, task: Some(2), events: 5, text: "2.5".into(), number: Some(2.5) },
                WatchedValue { expression: 0, task: None, events: 6, text: "'a'".into(), number: None },
            ],
            watched_until: Some(9),
            stopped: Some(11),
            faults: vec![(2, "SyntaxError: invalid syntax".into())],
        };
        for run in [run, InspectedRun::default()] {
            assert_eq!(InspectedRun::read(&run.write()), Some(run));
        }
    }

    #[test]
    fn what_is_no_inspected_run_is_nothing() {
        for value in [json!(null), json!({}), json!({ "moments": [1], "watched": [], "faults": [] })] {
            assert_eq!(InspectedRun::read(&value), None, "{value}");
        }
    }
}
