//! Standard input: where a program's lines come from.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::hooks::loopline_module::Module;
use crate::python::interpreter::Input;
use crate::python::session::Desk;
use crate::trace::{Kind, SharedTrace, Status, Stream};

/// The lines that are left, or who knows them.
#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    Empty,
    Typed(VecDeque<String>, bool),
    Asked(fn(&SharedTrace, Micros, &str) -> Option<String>),
    Piped(fn(&[(Stream, String)]) -> Option<String>),
}

/// Standard input of a program.
#[derive(Debug, Default)]
pub(in crate::python) struct Lines {
    source: RefCell<Source>,
    /// The beginning of the line in which the program asked for more than was typed.
    pub asks: RefCell<Option<String>>,
}

impl Lines {
    pub fn open(&self, input: Input) {
        self.asks.take();
        self.source.replace(match input {
            Input::Empty => Source::Empty,
            Input::Typed { lines, ended } => Source::Typed(lines.iter().cloned().collect(), ended),
            Input::Asked(ask) => Source::Asked(ask),
            Input::Piped(read) => Source::Piped(read),
        });
    }
}

/// The next line, and whether it is to be shown, as a terminal shows what is typed; `None` at the end.
fn line(desk: &Desk, vm: &VirtualMachine) -> PyResult<Option<(String, bool)>> {
    // Not borrowed while somebody is asked.
    let source = desk.input.source.take();
    let (line, source) = match source {
        Source::Empty => (None, Source::Empty),
        Source::Typed(mut lines, ended) => {
            let line = lines.pop_front().map(|line| (line, true));
            if line.is_none() && !ended {
                desk.input.source.replace(Source::Typed(lines, ended));
                return Err(asks(desk, vm));
            }
            (line, Source::Typed(lines, ended))
        }
        Source::Asked(ask) => {
            let (trace, now, beginning) = {
                let mut book = desk.book.borrow_mut();
                (book.recorder.trace().clone(), book.now(), book.line_begun().to_string())
            };
            let line = ask(&trace, now, &beginning);
            desk.book.borrow_mut().was_held();
            (line.map(|line| (line, true)), Source::Asked(ask))
        }
        Source::Piped(read) => {
            let said = desk.said.take();
            (read(&said).map(|line| (line, false)), Source::Piped(read))
        }
    };
    desk.input.source.replace(source);
    Ok(line)
}

/// Ends the program, which asks for a line that is not typed yet, as `sys.exit` does. Its record ends here.
fn asks(desk: &Desk, vm: &VirtualMachine) -> rustpython_vm::builtins::PyBaseExceptionRef {
    let mut book = desk.book.borrow_mut();
    if !book.over {
        desk.input.asks.replace(Some(book.line_begun().to_string()));
        book.stopped();
    }
    vm.new_exception_msg(vm.ctx.exceptions.system_exit.to_owned(), "the program asks for input".into())
}

impl crate::python::recorder::Book {
    /// The program is stopped here.
    fn stopped(&mut self) {
        self.flush_lines();
        self.recorder.cause = self.last();
        self.note(Kind::RunEnded { status: Status::Stopped });
        self.over = true;
    }
}

pub(in crate::python) fn add(module: &Module, desk: &Rc<Desk>) -> PyResult<()> {
    let on = desk.clone();
    module.add("line", move |vm: &VirtualMachine| -> PyResult<PyObjectRef> {
        Ok(match line(&on, vm)? {
            Some((line, shown)) => {
                let (line, shown) = (vm.ctx.new_str(line).into(), vm.ctx.new_bool(shown).into());
                vm.ctx.new_tuple(vec![line, shown]).into()
            }
            None => vm.ctx.none(),
        })
    })
}
