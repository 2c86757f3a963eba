//! Expressions of the reader, evaluated in frames of the program.

use rustpython_vm::builtins::{PyBool, PyFloat, PyInt};
use rustpython_vm::frame::{FrameObject, FrameObjectRef};
use rustpython_vm::{AsObject, Py, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::repr_text::{self, patiently};
use crate::inspection::WatchedValue;
use crate::python::session::{CompiledExpression, Session};
use crate::python::values::value_text;

/// The most values that are kept of all expressions. They reach the page in one message, which may not hold it up.
const MAX_VALUES: usize = 10_000;

/// Compiles the expressions that are wanted.
pub(super) fn compile(session: &Session, vm: &VirtualMachine) {
    let wanted = session.inspection.wanted.borrow();
    for (number, source) in wanted.watched.iter().chain(&wanted.stop_where).enumerate() {
        let compiled = vm.builtins.get_attr("compile", vm);
        match compiled.and_then(|compile| compile.call((source.trim(), FILE, "eval"), vm)) {
            Ok(code) => session.inspection.expressions.borrow_mut().push(CompiledExpression { number, code }),
            Err(error) => {
                let message = error.as_object().get_attr("msg", vm).ok().and_then(|message| message.str(vm).ok());
                let text = match message {
                    Some(message) => format!("{}: {}", error.class().name(), message.as_wtf8().to_string_lossy()),
                    None => value_text::error(error.as_object(), vm),
                };
                session.inspection.result.borrow_mut().faults.push((number, text));
            }
        }
    }
}

/// The file of an expression, in tracebacks.
const FILE: &str = "<watched>";

/// Evaluates all expressions, each in the innermost frame in which it can be, and keeps values that have changed. Returns true
/// if the expression is true at which the run ends. The outermost frame is the first.
pub(super) fn evaluate(session: &Session, task: Option<u32>, frames: &[FrameObjectRef], vm: &VirtualMachine) -> bool {
    let expressions = session.inspection.expressions.borrow().clone();
    let watched = session.inspection.wanted.borrow().watched.len();
    let mut is_true = false;
    for expression in expressions {
        let Some(value) = frames.iter().rev().find_map(|frame| value_in(session, &expression, frame, vm)) else {
            continue;
        };
        if session.inspection.valued.borrow_mut().insert(expression.number) {
            session.inspection.result.borrow_mut().faults.retain(|(number, _)| *number != expression.number);
        }
        if expression.number == watched {
            is_true |= patiently(session, vm, || value.clone().try_to_bool(vm).unwrap_or(false)) == Some(true);
        } else {
            keep(session, expression.number, task, &value, vm);
        }
    }
    is_true
}

/// The value of an expression in a frame; `None` if there is none. The first reason for that is kept as a fault, until there is
/// a value.
fn value_in(
    session: &Session,
    expression: &CompiledExpression,
    frame: &Py<FrameObject>,
    vm: &VirtualMachine,
) -> Option<PyObjectRef> {
    let evaluated = patiently(session, vm, || -> PyResult {
        let eval = vm.builtins.get_attr("eval", vm)?;
        let locals: PyObjectRef = frame.locals(vm)?.into();
        eval.call((expression.code.clone(), frame.f_globals(), locals), vm)
    });
    let (fault, is_weak) = match evaluated {
        Some(Ok(value)) => return Some(value),
        Some(Err(error)) => {
            let is_unknown = error.fast_isinstance(vm.ctx.exceptions.name_error);
            (value_text::error(error.as_object(), vm), is_unknown)
        }
        None => ("TimeoutError: it takes too long".into(), false),
    };
    let mut result = session.inspection.result.borrow_mut();
    let number = expression.number;
    let has_value = session.inspection.valued.borrow().contains(&number);
    match result.faults.iter_mut().find(|(at, _)| *at == number) {
        // That a name is not known here says less than any other error.
        Some((_, text)) if text.starts_with("NameError") && !is_weak => *text = fault,
        Some(_) => {}
        None if !has_value => result.faults.push((number, fault)),
        None => {}
    }
    None
}

/// Keeps a value, unless it is that which the task had before.
fn keep(session: &Session, expression: usize, task: Option<u32>, value: &PyObject, vm: &VirtualMachine) {
    if session.inspection.result.borrow().watched_until.is_some() {
        return;
    }
    let text = repr_text::of_value(session, value, vm);
    let events = session.events();
    let mut result = session.inspection.result.borrow_mut();
    let mut latest = session.inspection.latest.borrow_mut();
    let before = latest.get(&(expression, task)).and_then(|place| result.watched.get(*place));
    if before.is_some_and(|before| before.text == text) {
        return;
    }
    if result.watched.len() >= MAX_VALUES {
        result.watched_until = Some(events);
        return;
    }
    latest.insert((expression, task), result.watched.len());
    result.watched.push(WatchedValue { expression, task, events, text, number: number(value) });
}

/// The number that a value is.
fn number(value: &PyObject) -> Option<f64> {
    if value.downcast_ref::<PyBool>().is_some() {
        return None;
    }
    let number = match value.downcast_ref::<PyFloat>() {
        Some(float) => float.to_f64(),
        None => value.downcast_ref::<PyInt>()?.as_bigint().to_string().parse().ok()?,
    };
    number.is_finite().then_some(number)
}
