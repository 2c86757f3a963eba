//! The values that are wanted of a run.

use serde_json::{Value, json};

/// The values that are read of a run while it is repeated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Lengths of the record, in events and ascending. Variables are read at the first safe point at which the record is at
    /// least so long: before a line of the program, at the beginning or the end of a task's step, or at the end of the run.
    pub moments: Vec<usize>,
    /// True if the variables of each task are read at the end of each of its steps.
    pub every_step: bool,
    /// Expressions that are evaluated before each line of the program, and at the ends of steps, in the frames in which all
    /// their names are found. A value is kept where its text has changed.
    pub watched: Vec<String>,
    /// An expression. The first safe point at which it is true is a moment too, and the run ends there.
    pub stop_where: Option<String>,
}

impl Inspection {
    /// The inspection as JSON.
    pub fn write(&self) -> Value {
        let Inspection { moments, every_step, watched, stop_where } = self;
        json!({ "moments": moments, "every_step": every_step, "watched": watched, "stop_where": stop_where })
    }

    /// The inspection that JSON states.
    pub fn read(value: &Value) -> Option<Inspection> {
        let moments = value["moments"].as_array()?.iter().map(|moment| usize::try_from(moment.as_u64()?).ok());
        let watched = value["watched"].as_array()?.iter().map(|text| text.as_str().map(String::from));
        Some(Inspection {
            moments: moments.collect::<Option<Vec<usize>>>().filter(|moments| moments.is_sorted())?,
            every_step: value["every_step"].as_bool()?,
            watched: watched.collect::<Option<_>>()?,
            stop_where: match &value["stop_where"] {
                Value::Null => None,
                text => Some(text.as_str()?.into()),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_inspection_that_is_written_is_read() {
        let full = Inspection {
            moments: vec![0, 7, 7, 10_000],
            every_step: true,
            watched: vec!["len(queue)".into(), "\"я\"".into()],
            stop_where: Some("total > 3".into()),
        };
        for inspection in [full, Inspection::default()] {
            assert_eq!(Inspection::read(&inspection.write()), Some(inspection));
        }
    }

    #[test]
    fn moments_that_do_not_ascend_are_no_inspection() {
        let mut value = Inspection { moments: vec![1, 2], ..Inspection::default() }.write();
        value["moments"] = json!([2, 1]);
        assert_eq!(Inspection::read(&value), None);
        assert_eq!(Inspection::read(&json!({ "moments": [] })), None);
        assert_eq!(Inspection::read(&Value::Null), None);
    }
}
