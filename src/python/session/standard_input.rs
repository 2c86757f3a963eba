//! Standard input of a program.

use std::cell::RefCell;
use std::collections::VecDeque;

use rustpython_vm::builtins::PyBaseExceptionRef;
use rustpython_vm::{PyResult, VirtualMachine};

use super::{InputSource, Session, exit_error};
use crate::clock::Micros;
use crate::trace::{SharedTrace, Stream};

/// An [`InputSource`] with the lines that are left of it.
#[derive(Clone, Debug, Default)]
enum OpenInput {
    #[default]
    Empty,
    Typed {
        lines: VecDeque<String>,
        ended: bool,
    },
    Asked(fn(&SharedTrace, Micros, &str) -> Option<String>),
    Piped(fn(&[(Stream, String)]) -> Option<String>),
}

/// Standard input of a program.
#[derive(Debug, Default)]
pub(in crate::python) struct StandardInput {
    open: RefCell<OpenInput>,
    /// The unfinished line of output where the program asked for a line that was not typed yet.
    pub unanswered_prompt: RefCell<Option<String>>,
}

/// A line of standard input, without its end.
pub(in crate::python) struct InputLine {
    pub text: String,
    /// True if the line is shown in the output, as a terminal shows what is typed.
    pub shown: bool,
}

impl StandardInput {
    pub fn open(&self, source: InputSource) {
        self.unanswered_prompt.take();
        self.open.replace(match source {
            InputSource::Empty => OpenInput::Empty,
            InputSource::Typed { lines, ended } => OpenInput::Typed { lines: lines.iter().cloned().collect(), ended },
            InputSource::Asked(ask) => OpenInput::Asked(ask),
            InputSource::Piped(read) => OpenInput::Piped(read),
        });
    }
}

impl Session {
    /// Reads the next line of standard input; `None` at its end.
    pub fn read_line(&self, vm: &VirtualMachine) -> PyResult<Option<InputLine>> {
        // Taken out, and so not borrowed while the reader is asked.
        let mut open = self.input.open.take();
        let line = match &mut open {
            OpenInput::Empty => Ok(None),
            OpenInput::Typed { lines, ended } => match lines.pop_front() {
                Some(text) => Ok(Some(InputLine { text, shown: true })),
                None if *ended => Ok(None),
                None => Err(self.stop_for_input(vm)),
            },
            OpenInput::Asked(_) if self.sqlite_depth.get() > 0 => {
                Err(vm.new_not_implemented_error("A function that SQLite calls cannot wait for a line of input"))
            }
            OpenInput::Asked(ask) => {
                let (trace, now, prompt) = {
                    let mut recorder = self.recorder.borrow_mut();
                    let now = recorder.clock.now();
                    (recorder.events.trace().clone(), now, recorder.unfinished_line().to_string())
                };
                let text = ask(&trace, now, &prompt);
                self.recorder.borrow_mut().clock.leave_out_wall();
                Ok(text.map(|text| InputLine { text, shown: true }))
            }
            OpenInput::Piped(read) => {
                let printed = self.take_printed();
                Ok(read(&printed).map(|text| InputLine { text, shown: false }))
            }
        };
        self.input.open.replace(open);
        line
    }

    /// Ends a program and its record, as `sys.exit` does, since it asks for a line that is not typed yet.
    fn stop_for_input(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        let mut recorder = self.recorder.borrow_mut();
        if !recorder.is_over() {
            self.input.unanswered_prompt.replace(Some(recorder.unfinished_line().to_string()));
            recorder.stop();
        }
        drop(recorder);
        self.read_before_end(vm);
        exit_error("the program asks for input", vm)
    }
}
