//! The changes from one run of a program to another: parameters, lines of its files, timing.

use std::rc::Rc;

use crate::engine::Timing;
use crate::reading::differences::{LineNumbers, LineRow, line_rows};
use crate::trace::file::ProgramInfo;

/// A parameter that has changed, by its name; `None` stands for the program's own value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedArg {
    /// The name.
    pub name: String,
    /// The value before.
    pub before: Option<String>,
    /// The value after.
    pub after: Option<String>,
}

/// The lines of a file that have changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedLines {
    /// The path of the file.
    pub path: Rc<str>,
    /// The lines as they are after the change, counted from 1. Where lines are gone it is the one that follows them.
    pub lines: Vec<u32>,
}

/// The changes since another run of the same program.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunChanges {
    /// The parameters.
    pub args: Vec<ChangedArg>,
    /// The lines of its files, the main one's first.
    pub files: Vec<ChangedLines>,
    /// The timing, if it is another.
    pub timing: Option<Timing>,
}

impl RunChanges {
    /// The changes between two runs, each with its program and timing.
    pub fn between(before: (&ProgramInfo, Option<Timing>), after: (&ProgramInfo, Option<Timing>)) -> RunChanges {
        let value = |program: &ProgramInfo, name: &str| {
            program.args.iter().find(|(arg, _)| arg == name).map(|(_, value)| value.clone())
        };
        let ((before, was), (after, is)) = (before, after);
        let mut names: Vec<&String> = before.args.iter().chain(&after.args).map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        let args = names.into_iter().map(|name| ChangedArg {
            name: name.clone(),
            before: value(before, name),
            after: value(after, name),
        });
        RunChanges {
            args: args.filter(|arg| arg.before != arg.after).collect(),
            files: changed_files(before, after),
            timing: is.filter(|_| was.is_some() && was != is),
        }
    }

    /// Returns whether nothing has changed.
    pub fn is_empty(&self) -> bool {
        *self == RunChanges::default()
    }
}

/// The files of a program with their texts, the main one first.
fn files(program: &ProgramInfo) -> Vec<(&str, &str)> {
    let main = program.source.as_deref().map(|text| (program.id.as_str(), text));
    main.into_iter().chain(program.files.iter().map(|file| (file.name.as_str(), file.text.as_str()))).collect()
}

fn changed_files(before: &ProgramInfo, after: &ProgramInfo) -> Vec<ChangedLines> {
    let (mut before, mut after) = (files(before), files(after));
    // Of two programs' main files, such as those of two variants, the lines are compared whatever their names.
    if let (Some(main), Some(other)) = (before.first_mut(), after.first()) {
        main.0 = other.0;
    }
    let gone = before.iter().filter(|(path, _)| after.iter().all(|(other, _)| other != path));
    let gone: Vec<(&str, &str)> = gone.map(|(path, _)| (*path, "")).collect();
    after.extend(gone);
    let changed = after.into_iter().filter_map(|(path, text)| {
        let other = before.iter().find(|(other, _)| *other == path).map_or("", |(_, text)| *text);
        let lines = changed_lines(other, text);
        (other != text).then(|| ChangedLines { path: path.into(), lines })
    });
    changed.collect()
}

/// The lines of a text that another lacks, counted from 1; where lines are gone, the one that follows them.
fn changed_lines(before: &str, after: &str) -> Vec<u32> {
    let mut numbers = LineNumbers::default();
    let [before, after]: [Vec<u32>; 2] =
        [before, after].map(|text| text.lines().map(|line| numbers.of(line)).collect());
    let (mut changed, mut gone, mut at) = (Vec::new(), false, 0);
    for row in line_rows(&before, &after) {
        match row {
            LineRow::Both(_, line) => {
                if std::mem::take(&mut gone) {
                    changed.push(line as u32 + 1);
                }
                at = line as u32 + 1;
            }
            LineRow::OnlySecond(line) | LineRow::MovedTo(_, line) => {
                gone = false;
                at = line as u32 + 1;
                changed.push(at);
            }
            LineRow::OnlyFirst(_) | LineRow::MovedFrom(..) => gone = true,
        }
    }
    if gone {
        changed.push(at.max(1));
    }
    changed.dedup();
    changed
}
