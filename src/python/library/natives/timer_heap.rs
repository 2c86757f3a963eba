//! Timers by their deadlines: the heap that a loop keeps them in.

use rustpython_vm::builtins::{PyInt, PyList};
use rustpython_vm::{PyObject, PyObjectRef, PyResult, VirtualMachine};

use crate::clock::Micros;
use crate::python::values::attribute_reading::elements;

/// A deadline on the program's clock, in whole microseconds; what is negative was due before the beginning.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::python) struct Due(i64);

impl Due {
    pub const NEVER: Due = Due(i64::MAX);

    /// So many seconds from the beginning. What is no number is a `TypeError`, NaN a `ValueError`.
    pub fn at(seconds: &PyObject, vm: &VirtualMachine) -> PyResult<Due> {
        let seconds = seconds.try_float(vm)?.to_f64();
        if seconds.is_nan() {
            return Err(vm.new_value_error("Invalid delay: NaN (not a number)"));
        }
        let micros = (seconds * 1e6).round_ties_even();
        // What is too large, and yet not infinite, comes before never.
        Ok(if micros == f64::INFINITY { Due::NEVER } else { Due((micros as i64).min(i64::MAX - 1)) })
    }

    /// The same, from a moment on.
    pub fn after(self, now: Micros) -> Due {
        if self == Due::NEVER {
            return Due::NEVER;
        }
        Due(self.0.saturating_add(i64::try_from(now.0).unwrap_or(i64::MAX)).min(i64::MAX - 1))
    }

    pub fn moment(self) -> Micros {
        if self == Due::NEVER { Micros::NEVER } else { Micros(self.0.try_into().unwrap_or(0)) }
    }

    pub fn seconds(self) -> f64 {
        if self == Due::NEVER { f64::INFINITY } else { self.0 as f64 / 1e6 }
    }
}

/// A list that `heapq` keeps: a timer stands in it behind its deadline and the number of its call, since equal deadlines
/// keep the order of the calls that set them.
pub(in crate::python) struct Heap {
    push: PyObjectRef,
    pop: PyObjectRef,
}

impl Heap {
    pub fn new(vm: &VirtualMachine) -> PyResult<Heap> {
        let heapq = vm.import("_heapq", 0)?;
        Ok(Heap { push: heapq.get_attr("heappush", vm)?, pop: heapq.get_attr("heappop", vm)? })
    }

    pub fn push(
        &self,
        heap: &PyObject,
        due: Due,
        number: u32,
        timer: PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let entry = vm.ctx.new_tuple(vec![vm.ctx.new_int(due.0).into(), vm.ctx.new_int(number).into(), timer]);
        self.push.call((heap.to_owned(), entry), vm).map(drop)
    }

    /// The first timer, taken out; an `IndexError` where there is none.
    pub fn pop(&self, heap: &PyObject, vm: &VirtualMachine) -> PyResult {
        let entry = self.pop.call((heap.to_owned(),), vm)?;
        timer_of(&entry, vm).map(|(_, timer)| timer)
    }

    /// The first timer and when it is due.
    pub fn first(&self, heap: &PyObject, vm: &VirtualMachine) -> PyResult<Option<(Due, PyObjectRef)>> {
        let list = heap.downcast_ref::<PyList>().ok_or_else(|| vm.new_type_error("timers are kept in a list"))?;
        let entry = list.borrow_vec().first().cloned();
        entry.map(|entry| timer_of(&entry, vm)).transpose()
    }
}

fn timer_of(entry: &PyObject, vm: &VirtualMachine) -> PyResult<(Due, PyObjectRef)> {
    let found = match elements(entry) {
        [due, _, timer] => {
            due.downcast_ref::<PyInt>().and_then(|due| i64::try_from(due.as_bigint()).ok()).zip(Some(timer))
        }
        _ => None,
    };
    let (due, timer) = found.ok_or_else(|| vm.new_type_error("a timer stands behind its deadline and its number"))?;
    Ok((Due(due), timer.clone()))
}
